/** Records of accounts that were declared beforehand: they are named, and count like any other. Pure. */
import type { Kind, PopulationRecord } from '../populations/index.ts';
import type { Content } from '../registers/index.ts';

/** A declaration as the register has it. account: as records of the system name it */
export interface Declaration {
  readonly code: string;
  readonly title: string;
  readonly kind: 'automation' | 'emergency';
  readonly account: string;
  readonly state: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** covers: whether the declaration was in force on the day of the record; null where the record has no day */
export interface Declared {
  readonly code: string;
  readonly title: string;
  readonly kind: 'automation' | 'emergency';
  readonly covers: boolean | null;
}

export function declarationOf(record: {
  readonly code: string;
  readonly state: string;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly content: Content;
}): Declaration {
  const { code, state, effectiveFrom, effectiveTo, content } = record;
  const text = (name: string): string => (typeof content[name] === 'string' ? content[name] : '');
  return {
    code,
    title: text('title'),
    kind: text('kind') === 'emergency' ? 'emergency' : 'automation',
    account: text('account').trim().toLowerCase(),
    state,
    from: effectiveFrom,
    to: effectiveTo,
  };
}

/** The declared account that a record names in any of its fields; null where it names none. A whole value, not a part of one. */
export function declaredIn(
  record: PopulationRecord,
  kind: Kind,
  declarations: readonly Declaration[],
): Declared | null {
  const named = new Set(
    Object.values(record)
      .flatMap((value): unknown[] => (Array.isArray(value) ? value : [value]))
      .flatMap((value): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : [value]))
      .flatMap((value) => (typeof value === 'string' ? [value.trim().toLowerCase()] : [])),
  );
  const found = declarations.filter(({ account }) => account !== '' && named.has(account));
  const at = kind.time === null ? null : record[kind.time];
  const day = typeof at === 'string' ? at.slice(0, 10) : null;
  const covering = (one: Declaration): boolean | null =>
    one.state === 'draft'
      ? false
      : day === null
        ? null
        : (one.from === null || one.from <= day) && (one.to === null || day <= one.to);
  // Of two declarations of one account, the one that was in force then.
  const first = found.find((one) => covering(one) === true) ?? found[0];
  return first === undefined
    ? null
    : { code: first.code, title: first.title, kind: first.kind, covers: covering(first) };
}
