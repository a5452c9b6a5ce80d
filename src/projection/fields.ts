/**
 * What of a population the firm's tests need: the fields their rules read, and nothing else. Who somebody is crosses as a pseudonym; a
 * rule that looks into a name, instead of asking whether it is the same as another, cannot be answered from one, and is named. Pure.
 */
import type { Field, Kind } from '../populations/index.ts';
import { type Compiled, type Term, partsOf as directParts } from '../procedures/index.ts';

/**
 * parts       of a list of objects: the fields of its objects that cross; where none is read, one without its values, so that the list is
 *             as long as it was
 * procedures  whose rules read it, by id; none: it says which record it is, or when
 */
export interface CrossingField {
  readonly name: string;
  readonly how: 'clear' | 'pseudonym';
  readonly parts: readonly CrossingPart[] | null;
  readonly procedures: readonly string[];
}

/**
 * fields     in the kind's order
 * constants  names that the rules themselves hold, as they write them: everybody may know them, and they cross as they are
 * stays      names of the fields that do not cross
 * problems   rules that look into who somebody is
 */
export interface Crossing {
  readonly fields: readonly CrossingField[];
  readonly constants: readonly string[];
  readonly stays: readonly string[];
  readonly problems: readonly { readonly procedure: string; readonly field: string; readonly sentence: string }[];
}

export interface CrossingPart {
  readonly name: string;
  readonly how: 'clear' | 'pseudonym' | 'empty';
}

/** kind: as the installation knows it now; procedures: those that read records of it, as their population or joined */
export function crossingOf(kind: Kind, procedures: readonly Compiled[]): Crossing {
  const uses = procedures.map((one) => usesOf(kind, one));
  const always = [...kind.key, ...(kind.time === null ? [] : [kind.time])];
  const fields = kind.fields.flatMap((field): CrossingField[] => {
    const reading = uses.filter(({ read }) => read.has(field.name));
    if (reading.length === 0 && !always.includes(field.name)) return [];
    return [
      {
        name: field.name,
        how: field.people === true ? 'pseudonym' : 'clear',
        parts: partsOf(
          field,
          reading.flatMap(({ read }) => [...(read.get(field.name) ?? [])]),
        ),
        procedures: reading.map(({ id }) => id),
      },
    ];
  });
  const crossing = new Set(fields.map(({ name }) => name));
  return {
    fields,
    constants: [...new Set(uses.flatMap(({ constants }) => constants))],
    stays: kind.fields.flatMap(({ name }) => (crossing.has(name) ? [] : [name])),
    problems: uses.flatMap(({ id, problems }) => problems.map((one) => ({ procedure: id, ...one }))),
  };
}

function partsOf({ of, people = [] }: Field, read: readonly string[]): CrossingField['parts'] {
  if (typeof of !== 'object') return null;
  const parts = Object.keys(of).flatMap((name): CrossingPart[] => {
    if (!read.includes(name)) return [];
    return [{ name, how: people !== true && people.includes(name) ? 'pseudonym' : 'clear' }];
  });
  const [first] = Object.keys(of);
  return parts.length > 0 || first === undefined ? parts : [{ name: first, how: 'empty' }];
}

/** read: by field, the fields of its elements that are read */
interface Uses {
  readonly id: string;
  readonly read: Map<string, Set<string>>;
  readonly constants: string[];
  readonly problems: { readonly field: string; readonly sentence: string }[];
}

/** What a value is, as far as it matters here. who: the fields it may be the value of */
type Value =
  | { readonly is: 'person'; readonly who: readonly string[] }
  | { readonly is: 'constant'; readonly text: string }
  | { readonly is: 'list'; readonly of: readonly List[] }
  | { readonly is: 'other' };

const other: Value = { is: 'other' };

/** A field that is a list. ofPeople: its elements are texts that say who somebody is */
interface List {
  readonly field: string;
  readonly holder: Kind;
  readonly ofPeople: boolean;
}

function usesOf(kind: Kind, compiled: Compiled): Uses {
  const uses: Uses = { id: compiled.procedure.id, read: new Map(), constants: [], problems: [] };
  const holders = new Map<string, Kind>(compiled.joins.map((join) => [join.name, join.kind]));
  if (compiled.kind !== null) holders.set('r', compiled.kind);
  const holderOf = (name: string): Kind => {
    const found = holders.get(name);
    if (found === undefined) throw new Error(`${compiled.procedure.id} reads ${name}, which it does not join.`);
    // What names people is as the installation says it now, whatever it said when the records were read.
    return found.id === kind.id ? kind : found;
  };
  const reads = (holder: Kind, field: string, part: string | null): void => {
    if (holder.id !== kind.id) return;
    const parts = uses.read.get(field) ?? new Set<string>();
    if (part !== null) parts.add(part);
    uses.read.set(field, parts);
  };
  const looksInto = (value: Value): void => {
    const fields = value.is === 'person' ? value.who : value.is === 'list' ? peopleIn(value.of) : [];
    for (const field of fields) {
      if (uses.problems.some((one) => one.field === field)) continue;
      uses.problems.push({
        field,
        sentence: `A rule of ${compiled.procedure.id} looks into ${field}, which crosses as a pseudonym.`,
      });
    }
  };
  /** Two values held against each other: who somebody is may be held against another person, or a name of the rule. */
  const compared = (left: Value, right: Value): void => {
    if (left.is !== 'person' && right.is !== 'person') return;
    for (const [value, against] of [
      [left, right],
      [right, left],
    ] as const) {
      if (value.is === 'constant') uses.constants.push(value.text);
      if (value.is === 'person' && against.is !== 'person' && against.is !== 'constant') looksInto(value);
    }
  };

  /** elements: the lists a variable goes through, by its name */
  const visit = (term: Term, elements: ReadonlyMap<string, readonly List[]>): Value => {
    const of = (part: Term): Value => visit(part, elements);
    switch (term.op) {
      case 'field': {
        if (term.local) {
          const who = (elements.get(term.of) ?? []).flatMap(({ field, holder }) => {
            reads(holder, field, term.name);
            const people = holder.fields.find(({ name }) => name === field)?.people;
            return Array.isArray(people) && people.includes(term.name) ? [`${field}.${term.name}`] : [];
          });
          return who.length === 0 ? other : { is: 'person', who };
        }
        const holder = holderOf(term.of);
        reads(holder, term.name, null);
        const people = holder.fields.find(({ name }) => name === term.name)?.people;
        if (term.type === 'list') return { is: 'list', of: [{ field: term.name, holder, ofPeople: people === true }] };
        return people === true ? { is: 'person', who: [term.name] } : other;
      }
      case 'element': {
        const who = peopleIn(elements.get(term.of) ?? []);
        return who.length === 0 ? other : { is: 'person', who };
      }
      case 'text':
        return { is: 'constant', text: term.value };
      case 'absent':
        of(term.of);
        return other;
      case 'lower':
        return of(term.of);
      case 'compare': {
        const [left, right] = [of(term.left), of(term.right)];
        if (term.sign === '==' || term.sign === '!=') compared(left, right);
        else for (const value of [left, right]) looksInto(value);
        return other;
      }
      case 'in': {
        const left = of(term.left);
        for (const item of term.items) compared(left, of(item));
        return other;
      }
      case 'in-list': {
        const [left, list] = [of(term.left), of(term.right)];
        const who = list.is === 'list' ? peopleIn(list.of) : [];
        compared(left, who.length === 0 ? other : { is: 'person', who });
        return other;
      }
      case 'choose': {
        of(term.when);
        const [left, right] = [of(term.left), of(term.right)];
        if (left.is === 'list' && right.is === 'list') return { is: 'list', of: [...left.of, ...right.of] };
        if (left.is !== 'person' && right.is !== 'person') return other;
        // A name of the rule that stands in for a person is one everybody knows.
        compared(left, right);
        return { is: 'person', who: [left, right].flatMap((one) => (one.is === 'person' ? one.who : [])) };
      }
      case 'size':
        of(term.of);
        return other;
      case 'exists':
      case 'all':
      case 'filter': {
        const list = of(term.list);
        visit(term.body, list.is === 'list' ? new Map([...elements, [term.variable, list.of]]) : elements);
        return term.op === 'filter' ? list : other;
      }
      default:
        // Whatever else is done with a value looks into it.
        for (const part of directParts(term)) looksInto(of(part));
        return other;
    }
  };

  const nothing = new Map<string, readonly List[]>();
  for (const { keys } of compiled.joins) {
    for (const key of keys) compared(visit(key.record, nothing), visit(key.joined, nothing));
  }
  const rules = [compiled.where, ...compiled.attributes.flatMap(({ rule, applies }) => [rule, applies])];
  for (const rule of rules) if (rule !== null) visit(rule, nothing);
  const { strata = [], sample } = compiled.procedure;
  if (compiled.kind !== null) {
    for (const name of [...strata, ...(sample?.stratum === undefined ? [] : [sample.stratum])]) {
      reads(holderOf('r'), name, null);
    }
  }
  return uses;
}

function peopleIn(lists: readonly List[]): readonly string[] {
  return lists.flatMap(({ field, ofPeople }) => (ofPeople ? [field] : []));
}
