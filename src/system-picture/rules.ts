/** What the records say the picture shows. Pure. */
import type { RegisteredRecord } from '../registers/index.ts';
import { type Component, componentRegisters, edge, type Relation, relationFields, type Standing } from './model.ts';

export interface Shown {
  readonly components: readonly Component[];
  readonly relations: readonly Relation[];
  /** codes that components name and no component has: of a retired record, or mistyped */
  readonly dangling: readonly Relation[];
}

const rank = new Map<string, number>(componentRegisters.map((name, index) => [name, index]));

/** Components and the lines between them, in the order of layers and codes. */
export function shownOf(records: readonly RegisteredRecord[]): Shown {
  const mine = records
    .filter(({ register }) => rank.has(register))
    .toSorted((a, b) => (rank.get(a.register) ?? 0) - (rank.get(b.register) ?? 0) || (a.code < b.code ? -1 : 1));
  const codes = new Set(mine.map(({ code }) => code));
  const seen = new Set<string>();
  const named = mine.flatMap(({ code: from, content }) =>
    relationFields.flatMap((field) => {
      const values = content[field];
      return Array.isArray(values) ? values.map((to): Relation => ({ from, to: String(to), field })) : [];
    }),
  );
  const once = named.filter(({ from, to }) => {
    const key = `${from} ${to}`;
    if (from === to || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return {
    components: mine.map((record) => ({
      register: record.register,
      code: record.code,
      title: typeof record.content['title'] === 'string' ? record.content['title'] : record.code,
      state: record.state,
      standing: standingOf(record),
    })),
    relations: once.filter(({ to }) => codes.has(to)),
    dangling: once.filter(({ to }) => !codes.has(to)),
  };
}

function standingOf({ register, content }: RegisteredRecord): Standing {
  if (register === edge) return content['method'] === 'inclusive' ? 'inclusive' : 'carve-out';
  const { boundary } = content;
  return boundary === 'inside' || boundary === 'outside' ? boundary : 'undecided';
}
