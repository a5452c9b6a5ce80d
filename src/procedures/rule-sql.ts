import { dayNumber, type StepFunction, type ZoneOffsets } from '../calendar.ts';
import type { RuleContext } from './model.ts';
import type { Term } from './term.ts';

/**
 * A term as DuckDB SQL. Every expression is total: nothing a record holds makes it fail, so one bad record cannot stop a census.
 * value   SQL that yields the value, or NULL when there is none (a fact is missing, or an error)
 * error   SQL that is TRUE exactly when there is no value because of an error rather than a missing fact, and never NULL;
 *         null when that cannot happen. Where both stand in one rule the leftmost decides, as in the library's evaluator.
 * Dates are day numbers, times and durations microseconds, all BIGINT.
 */
export interface RuleSql {
  readonly value: string;
  readonly error: string | null;
}

/** The one place where a name becomes SQL. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The one place where a text becomes SQL; refuses what DuckDB could not read back. */
export const quoteText = (text: string): string => {
  if (text.includes('\0') || !text.isWellFormed()) throw new Error('a text that cannot stand in SQL');
  return `'${text.replaceAll("'", "''")}'`;
};

export const wholeSql = (value: bigint): string =>
  value === -(2n ** 63n) ? 'CAST(-9223372036854775807 - 1 AS BIGINT)' : `CAST(${value} AS BIGINT)`;

/**
 * A computed whole number as no comparison looks into it. DuckDB rewrites a comparison with a constant: a bare TRY_CAST is dropped,
 * so that the wide number is compared where there is no value, and factors are moved across, where -1 times the smallest number is
 * not seen to leave 64 bits. It does not rewrite through the bitwise or.
 */
const sealed = (whole: string): string => `(${whole} | CAST(0 AS BIGINT))`;
/** A wide whole number as 64 bits; NULL when it does not fit. */
const narrowed = (wide: string): string => sealed(`TRY_CAST(${wide} AS BIGINT)`);

const MICROS_A_DAY = 86_400_000_000n;
/** Shifts day numbers above zero before a division that rounds towards zero. */
const EPOCHS_BEFORE = 1_000_000n;

/** Columns that the surrounding query offers to rules, by the names below. */
export const columns = {
  field: (of: string, name: string): string => quoteName(`${of}.${name}`),
  day: (of: string, name: string): string => quoteName(`${of}.${name} day`),
  several: (join: string): string => quoteName(`${join} several`),
  unmatched: (join: string): string => quoteName(`${join} unmatched`),
};

/**
 * A step function as nested CASEs, a search tree with the most looked-for steps near its root.
 * of       SQL of a number; short, since it is repeated
 * weigh    how often a value between two steps is expected; any positive numbers
 */
export const stepSql = (
  of: string,
  { initial, steps }: StepFunction,
  weigh: (from: number, to: number) => number,
): string => {
  const values = [initial, ...steps.map((step) => step.value)];
  const bounds = [Number.NEGATIVE_INFINITY, ...steps.map((step) => step.at), Number.POSITIVE_INFINITY];
  const sums = [0];
  for (let index = 0; index < values.length; index += 1)
    sums.push((sums[index] ?? 0) + weigh(bounds[index] ?? 0, bounds[index + 1] ?? 0));
  const build = (low: number, high: number): string => {
    if (low === high) return String(values[low] ?? 0);
    const half = ((sums[low] ?? 0) + (sums[high + 1] ?? 0)) / 2;
    let split = low + 1;
    while (split < high && (sums[split + 1] ?? 0) <= half) split += 1;
    if (split < high && Math.abs((sums[split + 1] ?? 0) - half) < Math.abs((sums[split] ?? 0) - half)) split += 1;
    return `CASE WHEN ${of} < ${bounds[split] ?? 0} THEN ${build(low, split - 1)} ELSE ${build(split, high)} END`;
  };
  return build(0, values.length - 1);
};

/** Weighs steps by how much of the period (and the year on either side) they cover; everything else counts little. */
export const weighByPeriod = (context: RuleContext, unit: number): ((from: number, to: number) => number) => {
  const around = context.periodStart ?? context.asOf;
  const start = around === null ? null : dayNumber(around);
  const end = context.periodEnd === null ? start : dayNumber(context.periodEnd);
  return (from, to) => {
    if (start === null || end === null) return 1;
    const overlap = Math.min(to, (end + 366) * unit) - Math.max(from, (start - 366) * unit);
    return 1 + Math.max(0, overlap / unit) * 100;
  };
};

export interface RuleWriter {
  /** `alias` names the columns of a joined population where two procedures join different ones under one name */
  readonly write: (term: Term, alias?: (join: string) => string) => RuleSql;
  /** day number of an instant in the organization's zone; `micros` is short SQL of a BIGINT */
  readonly daySql: (micros: string) => string;
}

const any = (parts: readonly (string | null)[]): string | null => {
  const there = parts.filter((part): part is string => part !== null);
  return there.length === 0 ? null : there.length === 1 ? (there[0] ?? null) : `(${there.join(' OR ')})`;
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Writes the terms of one run: the zone and the holidays become part of the SQL, so that no engine's own tables are asked. */
export const ruleWriter = (context: RuleContext, zone: ZoneOffsets): RuleWriter => {
  let variables = 0;
  const fresh = (): string => {
    variables += 1;
    return `v${variables}`;
  };
  const weighMicros = weighByPeriod(context, Number(MICROS_A_DAY));
  const offsets: StepFunction = {
    initial: zone.initial,
    steps: zone.changes.map(({ at, seconds }) => ({ at, value: seconds })),
  };
  const holidays = [...new Set(context.holidays.flatMap((date) => dayNumber(date) ?? []))]
    .filter((day) => (((day + 3) % 7) + 7) % 7 < 5)
    .sort((a, b) => a - b);
  const holidaysUpTo: StepFunction = { initial: 0, steps: holidays.map((at, index) => ({ at, value: index + 1 })) };

  /** Names a long expression once; in DuckDB a list of one element is the way to bind a name inside an expression. */
  const bind = (value: string, use: (name: string) => string): string => {
    if (value.length <= 40) return use(value);
    const name = fresh();
    return `list_transform([${value}], lambda ${name}: ${use(name)})[1]`;
  };

  const daySql = (micros: string): string =>
    `(${micros} + ${stepSql(micros, offsets, weighMicros)} * CAST(1000000 AS BIGINT) + ${EPOCHS_BEFORE * MICROS_A_DAY}) // ${MICROS_A_DAY} - ${EPOCHS_BEFORE}`;

  /** Working days up to and including a day, counted from a Monday long ago. */
  const workdaysUpTo = (day: string): string => {
    const sinceMonday = `(${day} + ${3n + 7n * EPOCHS_BEFORE})`;
    const held = holidays.length === 0 ? '' : ` - ${stepSql(day, holidaysUpTo, weighByPeriod(context, 1))}`;
    return `(5 * (${sinceMonday} // 7) + least(${sinceMonday} % 7 + 1, 5)${held})`;
  };

  type Locals = ReadonlyMap<string, string>;
  type Alias = (join: string) => string;

  const write = (term: Term, locals: Locals, alias: Alias): RuleSql => {
    const below = (part: Term): RuleSql => write(part, locals, alias);
    const holder = (of: string): string => (of === 'r' ? of : alias(of));

    /** A function of its operands: no value when one has none; the first of them without a value says why. */
    const strict = (parts: readonly RuleSql[], value: string, fails = false): RuleSql => {
      let error: string | null = fails ? `${value} IS NULL` : null;
      for (const part of [...parts].reverse()) {
        const later = error === null ? null : `(${part.value} IS NOT NULL AND ${error})`;
        error = any([part.error, later]);
      }
      return { value, error };
    };

    switch (term.op) {
      case 'field': {
        const local = locals.get(term.of);
        const bare = term.local
          ? `struct_extract(${local ?? ''}, ${quoteText(term.name)})`
          : columns.field(holder(term.of), term.name);
        const value =
          term.type === 'date' ? `(${bare} - DATE '1970-01-01')` : term.type === 'time' ? `epoch_us(${bare})` : bare;
        return { value, error: term.local || term.of === 'r' ? null : columns.several(holder(term.of)) };
      }
      case 'element':
        return { value: locals.get(term.of) ?? '', error: null };
      case 'text':
        return { value: quoteText(term.value), error: null };
      case 'boolean':
        return { value: term.value ? 'TRUE' : 'FALSE', error: null };
      case 'number':
        return { value: `CAST('${String(term.value)}' AS DOUBLE)`, error: null };
      case 'whole':
        return { value: wholeSql(term.value), error: null };
      case 'context': {
        const date =
          term.name === 'as_of' ? context.asOf : term.name === 'period.start' ? context.periodStart : context.periodEnd;
        const day = date === null ? null : dayNumber(date);
        return { value: day === null ? 'CAST(NULL AS BIGINT)' : wholeSql(BigInt(day)), error: null };
      }
      case 'absent': {
        const of = below(term.of);
        if (of.error === null) return { value: `(${of.value} IS NULL)`, error: null };
        return { value: `CASE WHEN NOT ${of.error} THEN ${of.value} IS NULL END`, error: of.error };
      }
      case 'unmatched':
        return { value: columns.unmatched(holder(term.name)), error: null };
      case 'not': {
        const of = below(term.of);
        return { value: `(NOT ${of.value})`, error: of.error };
      }
      case 'and':
      case 'or': {
        const left = below(term.left);
        const right = below(term.right);
        const value = `(${left.value} ${term.op === 'and' ? 'AND' : 'OR'} ${right.value})`;
        const cause = any([left.error, right.error === null ? null : `(${left.value} IS NOT NULL AND ${right.error})`]);
        return { value, error: cause === null ? null : `(${value} IS NULL AND ${cause})` };
      }
      case 'choose': {
        const [when, left, right] = [below(term.when), below(term.left), below(term.right)];
        const value = `CASE WHEN ${when.value} THEN ${left.value} WHEN NOT ${when.value} THEN ${right.value} END`;
        const errors = [when.error, left.error, right.error];
        const error = errors.every((one) => one === null)
          ? null
          : `CASE WHEN ${when.value} THEN ${left.error ?? 'FALSE'} WHEN NOT ${when.value} THEN ${right.error ?? 'FALSE'} ELSE ${when.error ?? 'FALSE'} END`;
        return { value: `(${value})`, error: error === null ? null : `(${error})` };
      }
      case 'compare': {
        const sign = term.sign === '==' ? '=' : term.sign === '!=' ? '<>' : term.sign;
        return strict(
          [below(term.left), below(term.right)],
          `(${plain(term.left, term.right, below, holder)} ${sign} ${plain(term.right, term.left, below, holder)})`,
        );
      }
      case 'in': {
        const left = below(term.left);
        const items = term.items.map(below);
        const among =
          term.left.type === 'number'
            ? `(${items.map((item) => `${left.value} = ${item.value}`).join(' OR ')})`
            : `(${left.value} IN (${items.map((item) => item.value).join(', ')}))`;
        const variable = items.filter(
          (_, index) => !['text', 'whole', 'number', 'boolean'].includes(term.items[index]?.op ?? ''),
        );
        if (variable.length === 0) return strict([left], among);
        // The library builds the whole list before it looks: one element without a value leaves no answer, even beside a match.
        return strict(
          [left, ...items],
          `CASE WHEN ${variable.map((item) => `${item.value} IS NOT NULL`).join(' AND ')} THEN ${among} END`,
        );
      }
      case 'in-list': {
        const [left, right] = [below(term.left), below(term.right)];
        return strict(
          [left, right],
          `CASE WHEN ${left.value} IS NOT NULL AND ${right.value} IS NOT NULL THEN list_contains(${right.value}, ${left.value}) END`,
        );
      }
      case 'arithmetic': {
        const [left, right] = [below(term.left), below(term.right)];
        const sign = term.type === 'text' ? '||' : term.sign === '/' && term.type !== 'number' ? '//' : term.sign;
        const plainValue = `(${left.value} ${sign} ${right.value})`;
        if (!term.fails) return strict([left, right], term.type === 'integer' ? sealed(plainValue) : plainValue);
        if (term.type === 'number')
          return strict([left, right], `CASE WHEN isfinite${plainValue} THEN ${plainValue} END`, true);
        const wide = `(CAST(${left.value} AS HUGEINT) ${sign} CAST(${right.value} AS HUGEINT))`;
        return strict([left, right], narrowed(wide), true);
      }
      case 'negate': {
        const of = below(term.of);
        return term.fails
          ? strict([of], narrowed(`(-CAST(${of.value} AS HUGEINT))`), true)
          : strict([of], `(-${of.value})`);
      }
      case 'to-day': {
        const of = below(term.of);
        const known = term.of.op === 'field' && !term.of.local;
        return {
          value: known ? columns.day(holder(term.of.of), term.of.name) : `(${bind(of.value, daySql)})`,
          error: of.error,
        };
      }
      case 'to-number':
        return strict([below(term.of)], `CAST(${below(term.of).value} AS DOUBLE)`);
      case 'span': {
        const [left, right] = [below(term.left), below(term.right)];
        return strict([left, right], spanSql(term.name, left.value, right.value));
      }
      case 'text-test': {
        const [left, right] = [below(term.left), below(term.right)];
        const names = {
          startsWith: 'starts_with',
          endsWith: 'ends_with',
          contains: 'contains',
          matches: 'regexp_matches',
        };
        return strict([left, right], `${names[term.name]}(${left.value}, ${right.value})`);
      }
      case 'lower': {
        const of = below(term.of);
        return strict([of], `translate(${of.value}, '${LETTERS}', '${LETTERS.toLowerCase()}')`);
      }
      case 'size': {
        const of = below(term.of);
        return strict([of], term.of.type === 'text' ? `length(${of.value})` : `len(${of.value})`);
      }
      case 'exists':
      case 'all':
      case 'filter': {
        const list = below(term.list);
        const name = fresh();
        const body = write(term.body, new Map([...locals, [term.variable, name]]), alias);
        const those = (condition: string): string => `list_filter(${list.value}, lambda ${name}: ${condition})`;
        const undecided = those(`${body.value} IS NULL`);
        const value =
          term.op === 'filter'
            ? `CASE WHEN len(${undecided}) = 0 THEN ${those(body.value)} END`
            : term.op === 'exists'
              ? `CASE WHEN len(${those(body.value)}) > 0 THEN TRUE WHEN len(${undecided}) = 0 THEN FALSE END`
              : `CASE WHEN len(${those(`NOT ${body.value}`)}) > 0 THEN FALSE WHEN len(${undecided}) = 0 THEN TRUE END`;
        if (body.error === null) return { value: `(${value})`, error: list.error };
        // The library keeps the first undecided element of exists and all, but the last one of filter.
        const which = term.op === 'filter' ? -1 : 1;
        const cause = `coalesce(list_transform(${undecided}, lambda ${name}: ${body.error})[${which}], FALSE)`;
        return {
          value: `(${value})`,
          error: any([list.error, `((${value}) IS NULL AND ${list.value} IS NOT NULL AND ${cause})`]),
        };
      }
      case 'unknown':
        throw new Error('a rule with problems has no SQL');
    }
  };

  /** Two times or dates straight from columns are compared as they stand, without turning them into numbers first. */
  const plain = (term: Term, other: Term, below: (part: Term) => RuleSql, holder: Alias): string =>
    term.op === 'field' &&
    other.op === 'field' &&
    !term.local &&
    !other.local &&
    (term.type === 'time' || term.type === 'date')
      ? columns.field(holder(term.of), term.name)
      : below(term).value;

  const spanSql = (name: 'days' | 'months' | 'business_days' | 'hours' | 'minutes', a: string, b: string): string => {
    switch (name) {
      case 'days':
        return `(${b} - ${a})`;
      case 'hours':
        return `(CAST(${b} - ${a} AS DOUBLE) / CAST(3600000000 AS DOUBLE))`;
      case 'minutes':
        return `(CAST(${b} - ${a} AS DOUBLE) / CAST(60000000 AS DOUBLE))`;
      case 'business_days':
        return bind(a, (from) =>
          bind(
            b,
            (to) =>
              `CASE WHEN ${from} IS NOT NULL AND ${to} IS NOT NULL THEN greatest(${workdaysUpTo(to)} - ${workdaysUpTo(from)}, 0) END`,
          ),
        );
      case 'months': {
        const date = (day: string): string => `(DATE '1970-01-01' + CAST(${day} AS INTEGER))`;
        const part = (which: string, day: string): string => `${which}(${date(day)})`;
        const difference = (from: string, to: string): string =>
          `(${part('year', to)} - ${part('year', from)}) * 12 + ${part('month', to)} - ${part('month', from)} + CASE WHEN ${part('day', to)} > ${part('day', from)} THEN 1 ELSE 0 END`;
        return bind(a, (from) =>
          bind(
            b,
            (to) => `CASE WHEN ${from} IS NOT NULL AND ${to} IS NOT NULL THEN greatest(${difference(from, to)}, 0) END`,
          ),
        );
      }
    }
  };

  return { write: (term, alias = (join) => join) => write(term, new Map(), alias), daySql };
};
