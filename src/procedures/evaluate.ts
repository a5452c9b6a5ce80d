import {
  CelScalar,
  type CelFunc,
  type CelInput,
  celEnv,
  celFunc,
  celMethod,
  isCelError,
  listType,
  parse,
  plan,
} from '@bufbuild/cel';
import {
  businessDays,
  calendarDays,
  dayNumber,
  dayOfInstant,
  months,
  type ZoneOffsets,
  zoneOffsets,
} from '../calendar.ts';
import type { FieldValue, Kind, PopulationRecord, Scalar, ScalarType } from '../populations/kind.ts';
import type { Compiled, CompiledJoin } from './compile.ts';
import type { MachineResult, RuleContext } from './model.ts';
import { allParts, type Elements, type Term } from './term.ts';

/** The records of each joined population that match one record: none, one, or several (which is an error of that record). */
export type Matches = Readonly<Record<string, readonly PopulationRecord[]>>;

export interface AttributeResult {
  readonly id: string;
  readonly result: MachineResult;
  /** the missing fact or the error in words; null when the result is true, false or not applicable */
  readonly reason: string | null;
}

export interface RecordResult {
  /** 'in' the population, 'out' of it by `where`, or excluded because `where` could not be decided */
  readonly population: 'in' | 'out' | 'missing' | 'error';
  readonly reason: string | null;
  /** empty unless the record is in the population */
  readonly attributes: readonly AttributeResult[];
}

const isoOfMicros = (micros: bigint): string => {
  const second = micros / 1_000_000n - (micros % 1_000_000n < 0n ? 1n : 0n);
  const fraction = micros - second * 1_000_000n;
  return `${new Date(Number(second) * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(6, '0')}Z`;
};

const quoted = (text: string): string =>
  `"${Array.from(text)
    .map((letter) =>
      /[A-Za-z0-9 _.,:;/@-]/.test(letter) ? letter : `\\U${letter.codePointAt(0)?.toString(16).padStart(8, '0') ?? ''}`,
    )
    .join('')}"`;

/**
 * The checked tree as CEL text for the library's evaluator. Null tests became tests of presence, dates are day numbers, times are
 * text that the library reads, and text is ordered by code point (the library's own order is that of UTF-16).
 */
export const celText = (term: Term): string => {
  switch (term.op) {
    case 'field': {
      const bare = bareField(term);
      return term.type === 'time' ? `timestamp(${bare})` : bare;
    }
    case 'element':
      return term.of;
    case 'text':
      return quoted(term.value);
    case 'boolean':
      return String(term.value);
    case 'number':
      return `double(${quoted(String(term.value))})`;
    case 'whole':
      if (term.type === 'time') return `timestamp(${quoted(isoOfMicros(term.value))})`;
      if (term.type === 'duration') return `duration(${quoted(`${term.value}us`)})`;
      return `(${term.value})`;
    case 'context':
      return term.name === 'as_of' ? 'period.as_of' : term.name;
    case 'absent':
      return `!has(${term.of.op === 'field' ? bareField(term.of) : celText(term.of)})`;
    case 'unmatched':
      return `(size(${term.name}) == 0)`;
    case 'not':
      return `!(${celText(term.of)})`;
    case 'and':
      return `(${celText(term.left)} && ${celText(term.right)})`;
    case 'or':
      return `(${celText(term.left)} || ${celText(term.right)})`;
    case 'choose':
      return `((${celText(term.when)}) ? (${celText(term.left)}) : (${celText(term.right)}))`;
    case 'compare':
      return term.left.type === 'text' && term.sign !== '==' && term.sign !== '!='
        ? `(text_order(${celText(term.left)}, ${celText(term.right)}) ${term.sign} 0)`
        : `(${celText(term.left)} ${term.sign} ${celText(term.right)})`;
    case 'in':
      return `(${celText(term.left)} in [${term.items.map(celText).join(', ')}])`;
    case 'in-list':
      return `(${celText(term.left)} in ${celText(term.right)})`;
    case 'arithmetic': {
      const text = `(${celText(term.left)} ${term.sign} ${celText(term.right)})`;
      return term.type === 'number' ? `finite${text}` : text;
    }
    case 'negate':
      return term.type === 'duration' ? `(duration("0s") - ${celText(term.of)})` : `(-(${celText(term.of)}))`;
    case 'to-day':
      return `day_of(int(${celText(term.of)}))`;
    case 'to-number':
      return `double(${celText(term.of)})`;
    case 'span':
      return term.type === 'number'
        ? `${term.name}(string(${spanText(term.left, term.right)}))`
        : `${term.name}(${celText(term.left)}, ${celText(term.right)})`;
    case 'text-test':
      return `${celText(term.left)}.${term.name}(${celText(term.right)})`;
    case 'lower':
      return `${celText(term.of)}.lowerAscii()`;
    case 'size':
      return `size(${celText(term.of)})`;
    case 'exists':
    case 'all':
    case 'filter':
      return `${celText(term.list)}.${term.op}(${term.variable}, ${celText(term.body)})`;
    case 'unknown':
      throw new Error('a rule with problems has no text');
  }
};

/** b - a, with a evaluated first: the first missing fact is the one that is named. */
const spanText = (a: Term, b: Term): string => `duration("0s") - (${celText(a)} - ${celText(b)})`;

const bareField = (term: Term & { op: 'field' }): string =>
  `${term.local || term.of === 'r' ? term.of : `one(${term.of})`}.${term.name}`;

const { DOUBLE, DYN, INT, STRING } = CelScalar;

const codePointOrder = (a: string, b: string): bigint => {
  const left = Buffer.from(a, 'utf8');
  return BigInt(Buffer.compare(left, Buffer.from(b, 'utf8')));
};

const MICROS_OF_TEXT = /^(-?)(\d+)(?:\.(\d+))?s$/;
const microsOfDuration = (text: string): number => {
  const parts = MICROS_OF_TEXT.exec(text);
  if (parts === null) throw new Error('a duration in an unknown form');
  const micros = Number(parts[2]) * 1_000_000 + Number((parts[3] ?? '').slice(0, 6).padEnd(6, '0'));
  return parts[1] === '-' ? -micros : micros;
};

const functionsOf = (zone: ZoneOffsets, holidays: ReadonlySet<number>): CelFunc[] => [
  celFunc('days', [INT, INT], INT, (a, b) => BigInt(calendarDays(Number(a), Number(b)))),
  celFunc('months', [INT, INT], INT, (a, b) => BigInt(months(Number(a), Number(b)))),
  celFunc('business_days', [INT, INT], INT, (a, b) => BigInt(businessDays(Number(a), Number(b), holidays))),
  celFunc('hours', [STRING], DOUBLE, (text) => microsOfDuration(text) / 3_600_000_000),
  celFunc('minutes', [STRING], DOUBLE, (text) => microsOfDuration(text) / 60_000_000),
  celFunc('day_of', [INT], INT, (seconds) => BigInt(dayOfInstant(Number(seconds) * 1_000_000, zone))),
  celFunc('text_order', [STRING, STRING], INT, codePointOrder),
  celFunc('finite', [DOUBLE], DOUBLE, (value) => {
    if (!Number.isFinite(value)) throw new Error('number out of range');
    return value;
  }),
  celFunc('one', [listType(DYN)], DYN, (list) => {
    if (list.size > 1) throw new Error('several match');
    return list.get(0) ?? new Map<string, CelInput>();
  }),
  celMethod('lowerAscii', STRING, [], STRING, function () {
    return this.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  }),
];

const scalarInput = (value: Scalar, type: ScalarType | 'text'): CelInput => {
  if (typeof value === 'number') return type === 'integer' ? BigInt(value) : value;
  if (type === 'date' && typeof value === 'string') {
    const day = dayNumber(value);
    if (day === null) throw new Error(`“${value}” is not a date`);
    return BigInt(day);
  }
  return value;
};

const isObject = (value: unknown): value is Readonly<Record<string, Scalar>> =>
  typeof value === 'object' && value !== null;

const fieldInput = (value: FieldValue, elements: Elements, type: ScalarType | 'list'): CelInput => {
  if (type !== 'list') return typeof value === 'object' && value !== null ? null : scalarInput(value, type);
  if (!Array.isArray(value)) return [];
  const items: readonly (string | Readonly<Record<string, Scalar>>)[] = value;
  return items.map((item): CelInput => {
    if (!isObject(item)) return item;
    const entries = elements === 'text' ? [] : Object.entries(elements);
    return new Map(
      entries.flatMap(([name, of]) =>
        (item[name] ?? null) === null ? [] : [[name, scalarInput(item[name] ?? null, of)] as const],
      ),
    );
  });
};

/** The CEL record: every fact that is there, and none of the others. */
const recordInput = (record: PopulationRecord, kind: Kind): ReadonlyMap<string, CelInput> =>
  new Map(
    kind.fields.flatMap((field) => {
      const value = record[field.name] ?? null;
      return value === null ? [] : [[field.name, fieldInput(value, field.of ?? 'text', field.type)] as const];
    }),
  );

const contextInput = (context: RuleContext): ReadonlyMap<string, CelInput> => {
  const days = { start: context.periodStart, end: context.periodEnd, as_of: context.asOf };
  return new Map(
    Object.entries(days).flatMap(([name, date]) =>
      date === null ? [] : [[name, BigInt(dayNumber(date) ?? 0)] as const],
    ),
  );
};

type Run = (bindings: Record<string, CelInput>) => unknown;
const plans = new WeakMap<Term, Map<string, Run>>();

const planOf = (term: Term, context: RuleContext): Run => {
  const key = JSON.stringify([context.timeZone, context.holidays]);
  const known = plans.get(term) ?? new Map<string, Run>();
  plans.set(term, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const holidays = new Set(context.holidays.flatMap((date) => dayNumber(date) ?? []));
  const env = celEnv({ funcs: functionsOf(zoneOffsets(context.timeZone), holidays) });
  const run: Run = plan(env, parse(celText(term)));
  known.set(key, run);
  return run;
};

const MISSING = 'field not found: ';

/** Facts a rule names that are missing from the record or its matches, as 'r.left_on'. */
const missingFacts = (
  term: Term,
  record: PopulationRecord,
  matches: Matches,
  context: RuleContext,
): readonly string[] => {
  const days: Readonly<Record<string, string | null>> = {
    'period.start': context.periodStart,
    'period.end': context.periodEnd,
    as_of: context.asOf,
  };
  const found = allParts(term).flatMap((part) => {
    if (part.op === 'context') return days[part.name] === null ? [part.name] : [];
    if (part.op !== 'field') return [];
    if (part.local) return [`${part.of}.${part.name}`];
    const holder = part.of === 'r' ? record : matches[part.of]?.[0];
    return (holder?.[part.name] ?? null) === null ? [`${part.of}.${part.name}`] : [];
  });
  return [...new Set(found)];
};

type Verdict = { readonly value: boolean | null; readonly missing: boolean; readonly reason: string | null };

const judge = (
  term: Term,
  bindings: Record<string, CelInput>,
  context: RuleContext,
  record: PopulationRecord,
  matches: Matches,
): Verdict => {
  const value = planOf(term, context)(bindings);
  if (typeof value === 'boolean') return { value, missing: false, reason: null };
  if (!isCelError(value)) throw new Error('a checked rule yields true, false or an error');
  if (!value.message.startsWith(MISSING)) {
    const several = value.message.endsWith('several match');
    const names = Object.keys(matches).filter((name) => (matches[name]?.length ?? 0) > 1);
    return { value: null, missing: false, reason: several ? `several ${names.join(', ')} match` : value.message };
  }
  const name = value.message.slice(MISSING.length);
  const facts = missingFacts(term, record, matches, context);
  const fact = facts.find((one) => one === name || one.endsWith(`.${name}`)) ?? name;
  return { value: null, missing: true, reason: `${fact} is missing` };
};

/**
 * One record by the CEL library's own evaluator: the independent second way to the result of the census, and the one that names
 * the missing fact or the error.
 * record    every field of the kind, missing facts as null
 * matches   for each joined population the records that match (see matchesOf); several are an error where a rule looks at them
 */
export const evaluateRecord = (
  compiled: Compiled,
  record: PopulationRecord,
  matches: Matches,
  context: RuleContext,
): RecordResult => {
  const { kind } = compiled;
  if (kind === null) throw new Error(`procedure ${compiled.procedure.id} has no population`);
  const bindings: Record<string, CelInput> = { r: recordInput(record, kind), period: contextInput(context) };
  for (const join of compiled.joins)
    bindings[join.name] = (matches[join.name] ?? []).map((one) => recordInput(one, join.kind));
  const verdict = (term: Term): Verdict => judge(term, bindings, context, record, matches);

  const inside = compiled.where === null ? null : verdict(compiled.where);
  if (inside !== null && inside.value !== true)
    return {
      population: inside.value === false ? 'out' : inside.missing ? 'missing' : 'error',
      reason: inside.reason,
      attributes: [],
    };
  const attributes = compiled.attributes.map(({ id, rule, applies }): AttributeResult => {
    const applied = applies === null ? null : verdict(applies);
    if (applied?.value === false) return { id, result: 'not-applicable', reason: null };
    const decided = applied !== null && applied.value === null ? applied : verdict(rule);
    if (decided.value === null) return { id, result: decided.missing ? 'missing' : 'error', reason: decided.reason };
    return { id, result: decided.value ? 'met' : 'false', reason: null };
  });
  return { population: 'in', reason: null, attributes };
};

/** The records of a joined population that match one record: every key equal, by the library's evaluator; a missing key matches nothing. */
export const matchesOf = (
  join: CompiledJoin,
  record: PopulationRecord,
  kind: Kind,
  candidates: readonly PopulationRecord[],
  context: RuleContext,
): readonly PopulationRecord[] => {
  const keyOf = (term: Term, bindings: Record<string, CelInput>): string | null => {
    const value = planOf(term, context)(bindings);
    if (isCelError(value)) return null;
    if (typeof value === 'object' && value !== null && 'message' in value)
      return JSON.stringify(value.message, (_, part) => (typeof part === 'bigint' ? String(part) : part));
    return `${typeof value} ${String(value)}`;
  };
  const period = contextInput(context);
  const wanted = join.keys.map((key) => keyOf(key.record, { r: recordInput(record, kind), period }));
  if (wanted.includes(null)) return [];
  return candidates.filter((candidate) =>
    join.keys.every(
      (key, index) => keyOf(key.joined, { [join.name]: [recordInput(candidate, join.kind)], period }) === wanted[index],
    ),
  );
};

/** What a person needs to look at one item: the result in words, and every fact its rule looked at with its value. */
export interface ItemExplanation {
  readonly attribute: string;
  readonly result: MachineResult;
  readonly sentence: string;
  readonly facts: readonly { readonly name: string; readonly value: FieldValue }[];
}

/** Explains one attribute of one record of the population; throws when the attribute has no rule or the record lies outside. */
export const explainItem = (
  compiled: Compiled,
  attributeId: string,
  record: PopulationRecord,
  matches: Matches,
  context: RuleContext,
): ItemExplanation => {
  const found = compiled.attributes.find((one) => one.id === attributeId);
  const evaluated = evaluateRecord(compiled, record, matches, context);
  const one = evaluated.attributes.find((attribute) => attribute.id === attributeId);
  if (found === undefined || one === undefined)
    throw new Error(`attribute ${attributeId} was not evaluated on this record`);
  const values = new Map<string, FieldValue>();
  for (const part of [...allParts(found.rule), ...(found.applies === null ? [] : allParts(found.applies))]) {
    if (part.op === 'field' && !part.local) {
      const holder = part.of === 'r' ? record : matches[part.of]?.[0];
      values.set(`${part.of}.${part.name}`, holder?.[part.name] ?? null);
    }
    if (part.op === 'context')
      values.set(
        part.name,
        part.name === 'as_of' ? context.asOf : part.name === 'period.start' ? context.periodStart : context.periodEnd,
      );
  }
  const sentences: Readonly<Record<MachineResult, string>> = {
    met: `${found.attribute.says}: true.`,
    'not-applicable': `${found.attribute.says}: not applicable to this record.`,
    false: `${found.attribute.says}: not true of this record.`,
    missing: `${found.attribute.says}: not decided, ${one.reason ?? 'a fact is missing'}.`,
    error: `${found.attribute.says}: not decided, ${one.reason ?? 'error'}.`,
  };
  return {
    attribute: attributeId,
    result: one.result,
    sentence: sentences[one.result],
    facts: [...values].map(([name, value]) => ({ name, value })),
  };
};
