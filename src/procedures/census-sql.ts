import { monthSteps, zoneOffsets } from '../calendar.ts';
import type { Kind } from '../populations/kind.ts';
import type { Compiled, CompiledJoin } from './compile.ts';
import type { RuleContext } from './model.ts';
import { columns, quoteName, quoteText, type RuleSql, ruleWriter, stepSql, weighByPeriod } from './rule-sql.ts';
import { allParts, partsOf, type Term } from './term.ts';

/**
 * Codes of one attribute on one record as the result file holds them, three bits each, first attribute lowest; 5 to 7 stand in
 * every attribute of a record that `where` leaves out.
 */
export const resultCodes = {
  met: 0,
  'not-applicable': 1,
  false: 2,
  missing: 3,
  error: 4,
  outside: 5,
  'excluded-missing': 6,
  'excluded-error': 7,
} as const;

/** Attributes that share one packed column: 60 bits of a BIGINT. */
const PACKED = 20;
const BITS = 3;

/** Where the results of a procedure stand in a result file. */
export interface ResultLayout {
  readonly procedure: string;
  readonly attributes: readonly string[];
  /** packed columns, 20 attributes each */
  readonly columns: readonly string[];
  /** columns of strata by field; the month of the kind's time field under its own name */
  readonly strata: readonly { readonly by: string; readonly column: string }[];
}

export interface CensusSql {
  /** the SELECT of one row a record, in canonical order: packed columns and strata columns */
  readonly results: string;
  /** the SELECT of one row for records that are alike in all these columns, with their number as `n`; in no order */
  readonly grouped: string;
  readonly layout: readonly ResultLayout[];
  /** by procedure: how many records `where` leaves out for want of which facts (columns: one flag a fact, then the number) */
  readonly exclusions: ReadonlyMap<string, { readonly facts: readonly string[]; readonly sql: string }>;
}

/** A population as the census reads it. `parquet` is a path that goes into SQL quoted. */
export interface PopulationSource {
  readonly parquet: string;
  readonly kind: Kind;
}

const termsOf = (compiled: Compiled): readonly Term[] => [
  ...(compiled.where === null ? [] : [compiled.where]),
  ...compiled.joins.flatMap((join) => join.keys.flatMap((key) => [key.record, key.joined])),
  ...compiled.attributes.flatMap((one) => (one.applies === null ? [one.rule] : [one.applies, one.rule])),
];

const fieldsUsed = (terms: readonly Term[], of: string): ReadonlySet<string> =>
  new Set(
    terms.flatMap((term) =>
      allParts(term).flatMap((part) => (part.op === 'field' && !part.local && part.of === of ? [part.name] : [])),
    ),
  );

const daysUsed = (terms: readonly Term[], of: string): ReadonlySet<string> =>
  new Set(
    terms.flatMap((term) =>
      allParts(term).flatMap((part) =>
        part.op === 'to-day' && part.of.op === 'field' && !part.of.local && part.of.of === of ? [part.of.name] : [],
      ),
    ),
  );

/** Facts whose absence leaves a term without an answer: those it looks at other than to ask whether they are there. */
const factsNeeded = (term: Term): readonly { readonly of: string; readonly name: string }[] => {
  if (term.op === 'absent') return [];
  if (term.op === 'field') return term.local ? [] : [{ of: term.of, name: term.name }];
  return partsOf(term).flatMap(factsNeeded);
};

/** Packs results into the smallest integer that holds them. */
const packedType = (attributes: number): string =>
  attributes <= 2 ? 'UTINYINT' : attributes <= 5 ? 'USMALLINT' : attributes <= 10 ? 'UINTEGER' : 'BIGINT';

const sameCode = (code: number, attributes: number): string => {
  let packed = 0n;
  for (let index = 0; index < attributes; index += 1) packed |= BigInt(code) << BigInt(BITS * index);
  return String(packed);
};

const chunksOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  items.length <= size ? [items] : [items.slice(0, size), ...chunksOf(items.slice(size), size)];

const undecided = (sql: RuleSql): string =>
  sql.error === null
    ? String(resultCodes.missing)
    : `CASE WHEN ${sql.error} THEN ${resultCodes.error} ELSE ${resultCodes.missing} END`;

/**
 * One pass over a population for all attributes of all procedures on it, as SQL.
 * population   its Parquet holds every field of the kind under its own name, in canonical order (R-POP-04)
 * joins        populations by the name procedures join them under, or by 'procedure/name' where one name means several
 */
export const censusSql = (
  population: PopulationSource,
  joins: ReadonlyMap<string, PopulationSource>,
  procedures: readonly Compiled[],
  context: RuleContext,
): CensusSql => {
  const zone = zoneOffsets(context.timeZone);
  const writer = ruleWriter(context, zone);
  const terms = procedures.flatMap(termsOf);
  const named = (name: string): string => quoteName(name);

  const withDays = (from: string, of: string, days: ReadonlySet<string>): string =>
    days.size === 0
      ? from
      : `SELECT *, ${[...days].map((field) => `${writer.daySql(`epoch_us(${columns.field(of, field)})`)} AS ${columns.day(of, field)}`).join(', ')} FROM (${from})`;

  // Columns of the population: facts that rules use, strata, and the time field by whose month results are shown.
  const strata = [...new Set(procedures.flatMap((one) => one.procedure.strata ?? []))];
  const { time } = population.kind;
  const facts = new Set([...fieldsUsed(terms, 'r'), ...strata, ...(time === null ? [] : [time])]);
  const position = named('@position');
  const picked = [...facts].map((field) => `${named(field)} AS ${columns.field('r', field)}`);
  const base = withDays(
    `SELECT ${[`file_row_number AS ${position}`, ...picked].join(', ')} FROM read_parquet(${quoteText(population.parquet)}, file_row_number = true)`,
    'r',
    daysUsed(terms, 'r'),
  );

  // Joined populations, one row a key: a key that several records share gives no facts, only the mark that there are several.
  const distinct = new Map<
    string,
    { readonly name: string; readonly join: CompiledJoin; readonly source: PopulationSource; readonly terms: Term[] }
  >();
  const aliases = new Map<Compiled, Map<string, string>>();
  for (const compiled of procedures) {
    const names = new Map<string, string>();
    aliases.set(compiled, names);
    for (const join of compiled.joins) {
      const source = joins.get(`${compiled.procedure.id}/${join.name}`) ?? joins.get(join.name);
      if (source === undefined)
        throw new Error(`no population was given for the join ${join.name} of ${compiled.procedure.id}`);
      const same = JSON.stringify([join.name, source.parquet, join.keys], (_, value) =>
        typeof value === 'bigint' ? `${value}n` : value,
      );
      const one = distinct.get(same) ?? { name: `${join.name}#${distinct.size}`, join, source, terms: [] };
      one.terms.push(...termsOf(compiled));
      distinct.set(same, one);
      names.set(join.name, one.name);
    }
  }
  let rows = base;
  for (const { name, join, source, terms: using } of distinct.values()) {
    const alias = (): string => name;
    const fields = [...fieldsUsed(using, join.name)];
    const days = daysUsed(using, join.name);
    const keys = join.keys.map((_, index) => named(`${name} key ${index}`));
    const inner = withDays(
      `SELECT ${fields.map((field) => `${named(field)} AS ${columns.field(name, field)}`).join(', ')} FROM read_parquet(${quoteText(source.parquet)})`,
      name,
      days,
    );
    // While keys are computed every record stands for itself, so none of them is one of several.
    const keyed = `SELECT *, ${join.keys.map((key, index) => `${writer.write(key.joined, alias).value} AS ${keys[index] ?? ''}`).join(', ')} FROM (${inner})`;
    const carried = [
      ...fields.map((field) => columns.field(name, field)),
      ...[...days].map((field) => columns.day(name, field)),
    ];
    const grouped = `SELECT ${[...keys, `count(*) > 1 AS ${columns.several(name)}`, ...carried.map((column) => `CASE WHEN count(*) = 1 THEN any_value(${column}) END AS ${column}`)].join(', ')} FROM (${keyed}) WHERE ${keys.map((key) => `${key} IS NOT NULL`).join(' AND ')} GROUP BY ${keys.join(', ')}`;
    const on = join.keys
      .map((key, index) => `${writer.write(key.record, alias).value} = j.${keys[index] ?? ''}`)
      .join(' AND ');
    rows = `SELECT p.*, ${[...carried.map((column) => `j.${column}`), `coalesce(j.${columns.several(name)}, FALSE) AS ${columns.several(name)}`, `j.${columns.several(name)} IS NULL AS ${columns.unmatched(name)}`].join(', ')} FROM (${rows}) p LEFT JOIN (${grouped}) j ON ${on}`;
  }

  // First every condition by itself, then the codes: the engine computes each condition once.
  const conditions: string[] = [];
  const condition = (sql: RuleSql): RuleSql => {
    const name = named(`c${conditions.length}`);
    conditions.push(`${sql.value} AS ${name}`);
    if (sql.error === null) return { value: name, error: null };
    const error = named(`c${conditions.length}`);
    conditions.push(`${sql.error} AS ${error}`);
    return { value: name, error };
  };
  const outputs: string[] = [];
  const exclusions = new Map<string, { readonly facts: readonly string[]; readonly sql: string }>();
  const layout = procedures.map((compiled, index): ResultLayout => {
    const alias = (join: string): string => aliases.get(compiled)?.get(join) ?? join;
    if (compiled.where !== null) {
      const needed = new Map(
        factsNeeded(compiled.where).map(({ of, name }) => [
          `${of}.${name}`,
          columns.field(of === 'r' ? of : alias(of), name),
        ]),
      );
      const flags = [...needed.values()].map((column, at) => `${column} IS NULL AS f${at}`);
      const written = writer.write(compiled.where, alias);
      const lacking = `${written.value} IS NULL${written.error === null ? '' : ` AND NOT ${written.error}`}`;
      exclusions.set(compiled.procedure.id, {
        facts: [...needed.keys()],
        sql: `SELECT ${[...flags, 'count(*) AS n'].join(', ')} FROM (${rows}) WHERE ${lacking} GROUP BY ALL ORDER BY ALL`,
      });
    }
    const where = compiled.where === null ? null : condition(writer.write(compiled.where, alias));
    const codes = compiled.attributes.map(({ rule, applies }) => {
      const sql = condition(writer.write(rule, alias));
      const code = `CASE WHEN ${sql.value} THEN ${resultCodes.met} WHEN ${sql.value} IS NULL THEN ${undecided(sql)} ELSE ${resultCodes.false} END`;
      if (applies === null) return code;
      const applied = condition(writer.write(applies, alias));
      return `CASE WHEN ${applied.value} THEN ${code} WHEN ${applied.value} IS NULL THEN ${undecided(applied)} ELSE ${resultCodes['not-applicable']} END`;
    });
    const packed = chunksOf(codes, PACKED).map((chunk, part) => {
      const type = packedType(chunk.length);
      const wide = type === 'BIGINT' ? 'BIGINT' : 'INTEGER';
      const sum = chunk.map((code, at) => `CAST(${code} AS ${wide}) * ${8n ** BigInt(at)}`).join(' + ');
      const all = (code: number): string => sameCode(code, chunk.length);
      const excluded =
        where === null
          ? ''
          : where.error === null
            ? all(resultCodes['excluded-missing'])
            : `CASE WHEN ${where.error} THEN ${all(resultCodes['excluded-error'])} ELSE ${all(resultCodes['excluded-missing'])} END`;
      const value =
        where === null
          ? sum
          : `CASE WHEN ${where.value} THEN ${sum} WHEN ${where.value} IS NULL THEN ${excluded} ELSE ${all(resultCodes.outside)} END`;
      const column = `p${index}_${part}`;
      outputs.push(`CAST(${value} AS ${type}) AS ${named(column)}`);
      return column;
    });
    const fields = [...new Set(compiled.procedure.strata ?? [])].filter((field) => field !== time);
    return {
      procedure: compiled.procedure.id,
      attributes: compiled.attributes.map((one) => one.id),
      columns: packed,
      strata: [
        ...(time === null ? [] : [{ by: time, column: 'month' }]),
        ...fields.map((field) => ({ by: field, column: `s${strata.indexOf(field)}` })),
      ],
    };
  });

  const passed: string[] = [];
  if (time !== null) {
    const column = columns.field('r', time);
    const isDate = population.kind.fields.find((field) => field.name === time)?.type === 'date';
    const unit = isDate ? 1 : 86_400_000_000;
    const zoned = monthSteps(isDate ? { initial: 0, changes: [] } : zone);
    const steps = isDate
      ? { initial: zoned.initial, steps: zoned.steps.map(({ at, value }) => ({ at: at / 86_400_000_000, value })) }
      : zoned;
    conditions.push(`${isDate ? `(${column} - DATE '1970-01-01')` : `epoch_us(${column})`} AS ${named('month of')}`);
    const month = stepSql(named('month of'), steps, weighByPeriod(context, unit));
    passed.push(`CAST(CASE WHEN ${named('month of')} IS NOT NULL THEN ${month} END AS SMALLINT) AS month`);
  }
  strata.forEach((field, index) => {
    if (field === time) return;
    conditions.push(columns.field('r', field));
    passed.push(`CAST(${columns.field('r', field)} AS VARCHAR) AS ${named(`s${index}`)}`);
  });
  const judged = `SELECT ${[...(distinct.size === 0 ? [] : [position]), ...conditions].join(', ')} FROM (${rows})`;
  // A join may hand rows on in any order; the result file has none but its row numbers, so the order is made again.
  const order = distinct.size === 0 ? '' : ` ORDER BY ${position}`;
  const all = [...outputs, ...passed].join(', ');
  return {
    results: `SELECT ${all} FROM (${judged})${order}`,
    grouped: `SELECT *, count(*) AS n FROM (SELECT ${all} FROM (${judged})) GROUP BY ALL`,
    layout,
    exclusions,
  };
};

const codeOf = (layout: ResultLayout, attribute: number): string =>
  `((${quoteName(layout.columns[Math.floor(attribute / PACKED)] ?? '')} >> ${BITS * (attribute % PACKED)}) & 7)`;

const notTrue = (code: string): string =>
  `${code} IN (${resultCodes.false}, ${resultCodes.missing}, ${resultCodes.error})`;

/** Most values of one stratum field that are shown; a field with more is no stratum (it names records, not groups of them). */
export const MAX_STRATA = 1_000;

/**
 * Counts of a procedure by one stratum column, or over everything when `column` is null. Columns of the answer: the stratum as
 * text, records, outside, excluded for a missing fact, excluded for an error, records with an attribute not true, records to which no attribute applies, then for each
 * attribute met, not applicable, false, missing, error.
 * results   SQL of the result relation: read_parquet(…) of one row a record, or a table of groups
 * number    'count(*)' where a row is a record, 'sum(n)' where it is a group of them
 */
export const countsSql = (
  results: string,
  number: 'count(*)' | 'sum(n)',
  layout: ResultLayout,
  column: string | null,
): string => {
  const stratum = column === null ? "''" : `CAST(${quoteName(column)} AS VARCHAR)`;
  const packed = layout.columns.map(quoteName);
  const group = [...packed, ...(column === null ? [] : [quoteName(column)])].join(', ');
  const grouped = `SELECT ${group}, ${number} AS n FROM ${results} GROUP BY ${group}`;
  const total = (condition: string): string => `CAST(coalesce(sum(n) FILTER (WHERE ${condition}), 0) AS BIGINT)`;
  const first = codeOf(layout, 0);
  const attributes = layout.attributes.map((_, index) => codeOf(layout, index));
  const counts = [
    'CAST(coalesce(sum(n), 0) AS BIGINT)',
    total(`${first} = ${resultCodes.outside}`),
    total(`${first} = ${resultCodes['excluded-missing']}`),
    total(`${first} = ${resultCodes['excluded-error']}`),
    total(attributes.map(notTrue).join(' OR ')),
    total(attributes.map((code) => `${code} = ${resultCodes['not-applicable']}`).join(' AND ')),
    ...attributes.flatMap((code) => [0, 1, 2, 3, 4].map((result) => total(`${code} = ${result}`))),
  ];
  const list = counts.map((sql, index) => `${sql} AS k${index}`).join(', ');
  return column === null
    ? `SELECT ${stratum} AS s, ${list} FROM (${grouped})`
    : `SELECT ${stratum} AS s, ${list} FROM (${grouped}) GROUP BY 1 ORDER BY k0 DESC, s LIMIT ${column === 'month' ? 100_000 : MAX_STRATA + 1}`;
};

/**
 * The items of a procedure that are not true, in canonical order and by attribute: position, id, attribute, code. With `limit` null,
 * their number alone.
 */
export const itemsSql = (
  results: string,
  population: string,
  layout: ResultLayout,
  page: { readonly limit: number; readonly offset: number } | null,
): string => {
  const any = layout.attributes.map((_, index) => notTrue(codeOf(layout, index))).join(' OR ');
  const each = layout.attributes.map(
    (id, index) => `{'a': ${quoteText(id)}, 'c': CAST(${codeOf(layout, index)} AS TINYINT)}`,
  );
  const flagged = `SELECT file_row_number AS position, unnest([${each.join(', ')}]) AS one FROM read_parquet(${quoteText(results)}, file_row_number = true) WHERE ${any}`;
  const items = `SELECT position, one.a AS attribute, one.c AS code FROM (${flagged}) WHERE ${notTrue('one.c')}`;
  if (page === null) return `SELECT count(*) FROM (${items})`;
  const { limit, offset } = page;
  if (!Number.isSafeInteger(limit) || !Number.isSafeInteger(offset)) throw new Error('a page has whole bounds');
  const paged = `SELECT * FROM (${items}) ORDER BY position, attribute LIMIT ${limit} OFFSET ${offset}`;
  return `SELECT i.position, p._id, i.attribute, i.code FROM (${paged}) i JOIN read_parquet(${quoteText(population)}, file_row_number = true) p ON p.file_row_number = i.position ORDER BY i.position, i.attribute`;
};
