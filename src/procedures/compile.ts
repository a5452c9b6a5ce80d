import type { Kind } from '../populations/kind.ts';
import type { Problem } from '../refusal.ts';
import { checkRule, type RuleProblem, type RuleScope } from './check-rule.ts';
import type { Attribute, Procedure } from './model.ts';
import { suggestion } from './nearest.ts';
import { allParts, type Term } from './term.ts';

/** A pair of values that must be equal for a record of the joined population to match. */
export interface JoinKey {
  readonly record: Term;
  readonly joined: Term;
}

export interface CompiledJoin {
  readonly name: string;
  readonly kind: Kind;
  /** population id where the engagement has several of the kind; null when the kind says it all */
  readonly population: string | null;
  readonly keys: readonly JoinKey[];
}

export interface CompiledAttribute {
  readonly id: string;
  readonly attribute: Attribute;
  readonly rule: Term;
  readonly applies: Term | null;
}

/** A procedure whose rules are checked. Only the attributes that have a rule are here; a person judges the others. */
export interface Compiled {
  readonly procedure: Procedure;
  /** kind of the population; null for inquiry, observation and one setting */
  readonly kind: Kind | null;
  readonly where: Term | null;
  readonly joins: readonly CompiledJoin[];
  readonly attributes: readonly CompiledAttribute[];
}

const RESERVED = new Set(
  'r period as_of true false null in as break const continue else for function if import let loop package namespace return var void while has one finite day_of text_order'.split(
    ' ',
  ),
);

const namesIn = (term: Term): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const part of allParts(term)) {
    if (part.op === 'field' && !part.local) names.add(part.of);
    if (part.op === 'unmatched') names.add(part.name);
    if (part.op === 'context') names.add('period');
  }
  return names;
};

const KEY_TYPES = new Set(['text', 'integer', 'boolean', 'date', 'time']);

const KEY_PARTS = new Set(['field', 'text', 'whole', 'boolean', 'lower', 'to-day', 'arithmetic']);

/** The equalities of an `on` condition; a sentence when it is something else. */
const keysOf = (term: Term, join: string): readonly JoinKey[] | string => {
  if (term.op === 'and') {
    const left = keysOf(term.left, join);
    const right = keysOf(term.right, join);
    return typeof left === 'string' ? left : typeof right === 'string' ? right : [...left, ...right];
  }
  const example = `write ${join}.field == r.field, and && between several`;
  if (term.op !== 'compare' || term.sign !== '==') return `A join is an equality of keys; ${example}`;
  const left = [...namesIn(term.left)];
  const right = [...namesIn(term.right)];
  const [joined, record] = left.includes(join) ? [term.left, term.right] : [term.right, term.left];
  const sides = left.includes(join) ? [left, right] : [right, left];
  if (sides[0]?.join() !== join || sides[1]?.join() !== 'r')
    return `One side of a join names only “${join}” and the other only “r”; ${example}`;
  if (!KEY_TYPES.has(term.left.type)) return `A ${term.left.type} is no key to join by`;
  const parts = [...allParts(term.left), ...allParts(term.right)];
  if (!parts.every((part) => KEY_PARTS.has(part.op)) || parts.some((part) => 'fails' in part && part.fails))
    return 'A key to join by is a field, or a field in lower case, as a day, or put together with others';
  return [{ record, joined }];
};

/**
 * Checks every rule of a procedure against the kinds it names.
 * kinds     every kind known, by id
 * returns   the compiled procedure when there is no problem; else all problems, each with procedure, attribute and character
 */
export const compileProcedure = (
  procedure: Procedure,
  kinds: ReadonlyMap<string, Kind>,
): { readonly compiled?: Compiled; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const say = (place: string, found: RuleProblem): void =>
    void problems.push({
      code: 'rule-invalid',
      subject: `procedure ${procedure.id}${place === '' ? '' : `, ${place}`}${found.at === null ? '' : `, character ${found.at}`}`,
      sentence: found.sentence,
    });
  const kindNamed = (id: string, place: string): Kind | undefined => {
    const kind = kinds.get(id);
    if (kind === undefined)
      say(place, { at: null, sentence: `The kind “${id}” is not known${suggestion(id, [...kinds.keys()])}.` });
    return kind;
  };

  const kind = procedure.population === undefined ? null : kindNamed(procedure.population.kind, 'population');
  const joinKinds = new Map<string, Kind>();
  for (const [name, join] of Object.entries(procedure.with ?? {})) {
    const joined = kindNamed(join.kind, `with ${name}`);
    if (joined !== undefined) joinKinds.set(name, joined);
    if (RESERVED.has(name)) say(`with ${name}`, { at: null, sentence: `“${name}” is taken; choose another name.` });
  }
  const constants = procedure.constants ?? {};
  for (const [name, value] of Object.entries(constants)) {
    if (RESERVED.has(name) || joinKinds.has(name))
      say(`constant ${name}`, { at: null, sentence: `“${name}” is taken; choose another name.` });
    if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
      say(`constant ${name}`, { at: null, sentence: 'The text holds a character that no record can hold.' });
  }
  if (kind === undefined || problems.length > 0) return { problems };
  if (kind === null) return { compiled: { procedure, kind, where: null, joins: [], attributes: [] }, problems };

  const condition = (place: string, text: string | undefined, scope: RuleScope): Term | null => {
    if (text === undefined) return null;
    const { term, problems: found } = checkRule(text, scope);
    for (const problem of found) say(place, problem);
    if (term === undefined) return null;
    if (term.type !== 'boolean')
      say(place, { at: null, sentence: 'The rule must be true or false, but it yields something else.' });
    return term;
  };

  const scope: RuleScope = { record: kind, joins: joinKinds, constants };
  const joins = Object.entries(procedure.with ?? {}).flatMap(([name, join]): CompiledJoin[] => {
    const joined = joinKinds.get(name);
    const place = `with ${name}`;
    const term =
      joined === undefined ? null : condition(place, join.on, { ...scope, joins: new Map([[name, joined]]) });
    if (term === null || joined === undefined) return [];
    const keys = keysOf(term, name);
    if (typeof keys === 'string') {
      say(place, { at: null, sentence: `${keys}.` });
      return [];
    }
    return [{ name, kind: joined, population: join.id ?? null, keys }];
  });
  const where = condition('where', procedure.population?.where, scope);
  const attributes = procedure.attributes.flatMap((attribute): CompiledAttribute[] => {
    const rule = condition(`attribute ${attribute.id}`, attribute.rule, scope);
    const applies = condition(`attribute ${attribute.id}, applies`, attribute.applies, scope);
    return rule === null ? [] : [{ id: attribute.id, attribute, rule, applies }];
  });
  const strata = [
    ...(procedure.strata ?? []),
    ...(procedure.sample?.stratum === undefined ? [] : [procedure.sample.stratum]),
  ];
  for (const name of strata) {
    const field = kind.fields.find((one) => one.name === name);
    const names = kind.fields.filter((one) => one.type !== 'list').map((one) => one.name);
    if (field === undefined)
      say('strata', {
        at: null,
        sentence: `“${name}” is not a field of the kind “${kind.id}”${suggestion(name, names)}.`,
      });
    else if (field.type === 'list')
      say('strata', { at: null, sentence: `“${name}” is a list and cannot part records into strata.` });
  }
  return problems.length > 0 ? { problems } : { compiled: { procedure, kind, where, joins, attributes }, problems };
};
