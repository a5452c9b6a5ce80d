import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { nameOfMonth } from '../../calendar.ts';
import {
  type CensusSql,
  type Compiled,
  censusSql,
  countsSql,
  itemsSql,
  type MachineResult,
  MAX_STRATA,
  type PopulationSource,
  quoteText,
  type ResultLayout,
  type RuleContext,
} from '../../procedures/index.ts';
import { Refusal } from '../../refusal.ts';
import { censusErrors } from './errors.ts';
import { defaultLimits, type EngineLimits, type RunSql, withLockedEngine } from './locked-engine.ts';

/** Records by result of one attribute. Tested are all but `notApplicable`; not true are `false`, `missing` and `error`. */
export interface AttributeCounts {
  readonly id: string;
  readonly met: number;
  readonly notApplicable: number;
  readonly false: number;
  readonly missing: number;
  readonly error: number;
}

/** One value of a stratum (R-SMP-07). `value` is null where records lack the fact. */
export interface StratumCounts {
  readonly value: string | null;
  readonly records: number;
  readonly attributes: readonly { readonly id: string; readonly tested: number; readonly notTrue: number }[];
}

export interface Exclusion {
  readonly reason: 'missing' | 'error';
  readonly facts: readonly string[];
  readonly count: number;
}

export interface ProcedureCensus {
  readonly procedure: string;
  /** records in the population: read, less outside and excluded */
  readonly records: number;
  /** records that `where` says are not in the population */
  readonly outside: number;
  /** records of which `where` could not tell, by reason; `facts` that are missing as 'r.merged_at', none for an error */
  readonly excluded: readonly Exclusion[];
  readonly attributes: readonly AttributeCounts[];
  /** records with at least one attribute not true */
  readonly recordsNotTrue: number;
  /** records to which no attribute applies */
  readonly recordsNotApplicable: number;
  /** results by stratum: the month of the kind's time field in the organization's zone ('YYYY-MM'), and the procedure's own fields */
  readonly strata: readonly {
    readonly by: string;
    readonly values: readonly StratumCounts[] /** more than 1,000 values: it does not group records and is left empty */;
    readonly tooMany: boolean;
  }[];
}

export interface CensusResult {
  /** records read */
  readonly records: number;
  readonly procedures: readonly ProcedureCensus[];
}

export interface CensusRequest {
  readonly population: PopulationSource;
  /** joined populations by the name they are joined under, or by 'procedure/name' where one name means several */
  readonly joins?: Readonly<Record<string, PopulationSource>>;
  readonly procedures: readonly Compiled[];
  readonly context: RuleContext;
  /** where the result of every record is written; null keeps counts only */
  readonly resultsParquet: string | null;
  readonly limits?: EngineLimits;
}

const number = (value: unknown): number => {
  const read = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(read)) throw new Error('the census answered with something that is no count');
  return read;
};

interface CountsRow {
  readonly value: string | null;
  readonly read: number;
  readonly outside: number;
  readonly missing: number;
  readonly error: number;
  readonly notTrue: number;
  readonly notApplicable: number;
  readonly attributes: readonly AttributeCounts[];
}

const rowOf = (row: readonly unknown[], layout: ResultLayout): CountsRow => {
  const [value, read, outside, missing, error, notTrue, untouched, ...rest] = row;
  return {
    value: typeof value === 'string' ? value : null,
    read: number(read),
    outside: number(outside),
    missing: number(missing),
    error: number(error),
    notTrue: number(notTrue),
    notApplicable: number(untouched),
    attributes: layout.attributes.map((id, index) => {
      const [met, notApplicable, wrong, absent, failed] = rest.slice(index * 5, index * 5 + 5).map(number);
      return {
        id,
        met: met ?? 0,
        notApplicable: notApplicable ?? 0,
        false: wrong ?? 0,
        missing: absent ?? 0,
        error: failed ?? 0,
      };
    }),
  };
};

const stratumOf = (row: CountsRow, isMonth: boolean): StratumCounts => ({
  value: row.value === null ? null : isMonth ? nameOfMonth(Number(row.value)) : row.value,
  records: row.read - row.outside - row.missing - row.error,
  attributes: row.attributes.map((one) => {
    const notTrue = one.false + one.missing + one.error;
    return { id: one.id, tested: one.met + notTrue, notTrue };
  }),
});

const byValue = (a: StratumCounts, b: StratumCounts): number =>
  a.value === b.value ? 0 : a.value === null ? 1 : b.value === null || a.value < b.value ? -1 : 1;

/** The whole from its months: every record has one, or none, which is a stratum too. */
const sumOf = (rows: readonly CountsRow[], layout: ResultLayout): CountsRow => {
  const total = (of: (row: CountsRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    value: null,
    read: total((row) => row.read),
    outside: total((row) => row.outside),
    missing: total((row) => row.missing),
    error: total((row) => row.error),
    notTrue: total((row) => row.notTrue),
    notApplicable: total((row) => row.notApplicable),
    attributes: layout.attributes.map((id, index) => {
      const each = (of: (counts: AttributeCounts) => number): number => {
        const picked = (row: CountsRow): number => {
          const counts = row.attributes[index];
          return counts === undefined ? 0 : of(counts);
        };
        return total(picked);
      };
      return {
        id,
        met: each((one) => one.met),
        notApplicable: each((one) => one.notApplicable),
        false: each((one) => one.false),
        missing: each((one) => one.missing),
        error: each((one) => one.error),
      };
    }),
  };
};

const countProcedure = async (
  run: RunSql,
  sql: CensusSql,
  written: Written,
  layout: ResultLayout,
): Promise<{ readonly read: number; readonly census: ProcedureCensus }> => {
  const strata: ProcedureCensus['strata'][number][] = [];
  let total: CountsRow | null = null;
  for (const { by, column } of layout.strata) {
    const isMonth = column === 'month';
    const rows = (await run(written.counts(layout, column))).map((row) => rowOf(row, layout));
    if (isMonth) total = sumOf(rows, layout);
    const tooMany = !isMonth && rows.length > MAX_STRATA;
    const values = tooMany ? [] : rows.map((row) => stratumOf(row, isMonth));
    strata.push({ by, values: values.filter((one) => one.records > 0).sort(byValue), tooMany });
  }
  total ??= rowOf((await run(written.counts(layout, null)))[0] ?? [], layout);
  const excluded: Exclusion[] = [];
  const exclusion = sql.exclusions.get(layout.procedure);
  if (total.missing > 0 && exclusion !== undefined)
    for (const row of await run(exclusion.sql))
      excluded.push({
        reason: 'missing',
        facts: exclusion.facts.filter((_, index) => row[index] === true),
        count: number(row[exclusion.facts.length]),
      });
  if (total.error > 0) excluded.push({ reason: 'error', facts: [], count: total.error });
  return {
    read: total.read,
    census: {
      procedure: layout.procedure,
      records: total.read - total.outside - total.missing - total.error,
      outside: total.outside,
      excluded,
      attributes: total.attributes,
      recordsNotTrue: total.notTrue,
      recordsNotApplicable: total.notApplicable,
      strata,
    },
  };
};

/** What a result file says of itself: one JSON value under one key of its metadata. */
const METADATA = 'tickmark';

interface Written {
  readonly statement: string;
  /** counts from what the statement wrote; a null column counts everything */
  readonly counts: (layout: ResultLayout, column: string | null) => string;
}

/** How results are written: one row a record into the file, or, when none is wanted, only groups of equal results into memory. */
const writing = (sql: CensusSql, file: string | null): Written =>
  file === null
    ? {
        statement: `CREATE OR REPLACE TEMP TABLE results AS ${sql.grouped}`,
        counts: (layout, column) => countsSql('results', 'sum(n)', layout, column),
      }
    : {
        statement: `COPY (${sql.results}) TO ${quoteText(file)} (FORMAT parquet, PARQUET_VERSION V2, USE_TMP_FILE false, KV_METADATA {${METADATA}: ${quoteText(JSON.stringify(sql.layout))}})`,
        counts: (layout, column) => countsSql(`read_parquet(${quoteText(file)})`, 'count(*)', layout, column),
      };

/** Every statement a census runs, in order: the pass over the population, then the counts from its results. For measuring. */
export const censusStatements = (
  request: Pick<CensusRequest, 'population' | 'procedures' | 'context'>,
  resultsParquet: string | null,
): readonly string[] => {
  const sql = censusSql(request.population, new Map(), request.procedures, request.context);
  const { statement, counts } = writing(sql, resultsParquet);
  const columnsOf = (layout: ResultLayout): readonly (string | null)[] =>
    layout.strata.some((one) => one.column === 'month')
      ? layout.strata.map((one) => one.column)
      : [null, ...layout.strata.map((one) => one.column)];
  return [statement, ...sql.layout.flatMap((layout) => columnsOf(layout).map((column) => counts(layout, column)))];
};

/**
 * Tests every record of a population by every attribute of the procedures, in one pass, in a locked-down process.
 * procedures  of the population's kind, each with at least one rule; others are left out of the answer
 * returns     counts by attribute and stratum; the result of each record stands in `resultsParquet` (see readItems), which is
 *             written whole or not at all
 * refuses     census-time-limit, census-memory-limit, census-failed
 */
export const runCensus = async (request: CensusRequest): Promise<CensusResult> => {
  const results: CensusResult[] = [];
  await runCensuses([request], request.limits ?? defaultLimits, async (_, result) => {
    results.push(result);
  });
  const [result] = results;
  if (result === undefined) throw new Error('the census gave no answer');
  return result;
};

/** Reads a page of the items of a procedure of the census that was just run. */
export type ReadItems = (
  procedureId: string,
  page: { readonly limit: number; readonly offset: number },
) => Promise<{ readonly items: readonly Item[]; readonly itemCount: number }>;

/**
 * The same for several populations in one locked-down process, because starting one costs more than testing a small population.
 * It may read all of them and write their results, and nothing else.
 * limits  of the whole
 * each    called after each census, in the order of the requests; `items` serves until it returns, then the results are in place
 */
export const runCensuses = async (
  requests: readonly CensusRequest[],
  limits: EngineLimits,
  each: (index: number, result: CensusResult, items: ReadItems) => Promise<void>,
): Promise<void> => {
  const prepared = requests.map(prepare);
  try {
    await withLockedEngine(
      {
        readable: [...new Set(prepared.flatMap((one) => one.readable))],
        writable: prepared.flatMap((one) => (one.partial === null ? [] : [one.partial])),
      },
      limits,
      async (run) => {
        for (const [index, one] of prepared.entries()) {
          const result = await censusIn(run, one);
          await each(index, result, (procedureId, page) => {
            if (one.partial === null) throw new Error('items were asked for and no results are kept');
            return itemsIn(run, one.partial, one.population.parquet, procedureId, page);
          });
          if (one.partial !== null && one.target !== null && one.procedures.length > 0)
            await rename(one.partial, one.target);
        }
      },
    );
  } finally {
    for (const { partial } of prepared) if (partial !== null) await rm(partial, { force: true });
  }
};

const prepare = (request: CensusRequest) => {
  const procedures = request.procedures.filter((one) => one.attributes.length > 0);
  for (const one of procedures)
    if (one.kind?.id !== request.population.kind.id)
      throw new Error(`procedure ${one.procedure.id} is not about this population`);
  const absolute = (source: PopulationSource): PopulationSource => ({ ...source, parquet: resolve(source.parquet) });
  const population = absolute(request.population);
  const joins = new Map(Object.entries(request.joins ?? {}).map(([name, source]) => [name, absolute(source)]));
  const target = request.resultsParquet === null ? null : resolve(request.resultsParquet);
  return {
    procedures,
    population,
    joins,
    context: request.context,
    target,
    partial: target === null ? null : `${target}.${randomUUID()}.partial`,
    readable: [population, ...joins.values()].map((source) => source.parquet),
  };
};

const censusIn = async (run: RunSql, one: ReturnType<typeof prepare>): Promise<CensusResult> => {
  const { population, joins, procedures, context, partial } = one;
  if (procedures.length === 0) {
    const [[records] = []] = await run(`SELECT count(*) FROM read_parquet(${quoteText(population.parquet)})`);
    return { records: number(records), procedures: [] };
  }
  const sql = censusSql(population, joins, procedures, context);
  const written = writing(sql, partial);
  await run(written.statement);
  const counted: { readonly read: number; readonly census: ProcedureCensus }[] = [];
  for (const layout of sql.layout) counted.push(await countProcedure(run, sql, written, layout));
  return { records: counted[0]?.read ?? 0, procedures: counted.map(({ census }) => census) };
};

/** One attribute that is not true of one record. `position` counts from 0 in canonical order. */
export interface Item {
  readonly position: number;
  readonly id: string;
  readonly attribute: string;
  readonly result: Exclude<MachineResult, 'met' | 'not-applicable'>;
}

const RESULTS: Readonly<Record<number, Item['result']>> = { 2: 'false', 3: 'missing', 4: 'error' };

const layoutOf = async (run: RunSql, results: string, procedure: string): Promise<ResultLayout> => {
  const unreadable = (): Refusal =>
    new Refusal(censusErrors.badResults, `The result file holds no results of the procedure “${procedure}”.`, {
      exit: 3,
    });
  const rows = await run(
    `SELECT decode(value) FROM parquet_kv_metadata(${quoteText(results)}) WHERE decode(key) = '${METADATA}'`,
  );
  const text = rows[0]?.[0];
  if (typeof text !== 'string') throw unreadable();
  const layouts: readonly ResultLayout[] = JSON.parse(text);
  const layout = layouts.find((one) => one.procedure === procedure);
  if (layout === undefined) throw unreadable();
  return layout;
};

/**
 * The items of a procedure that are not true, a page at a time: by position, then by attribute.
 * resultsParquet     written by runCensus
 * populationParquet  the population it was run on, from which ids are taken by position
 * limit              items of the page; `itemCount` counts them all
 */
export const readItems = (
  resultsParquet: string,
  procedureId: string,
  page: {
    readonly populationParquet: string;
    readonly limit: number;
    readonly offset?: number;
    readonly limits?: EngineLimits;
  },
): Promise<{ readonly items: readonly Item[]; readonly itemCount: number }> => {
  const results = resolve(resultsParquet);
  const population = resolve(page.populationParquet);
  return withLockedEngine({ readable: [results, population], writable: [] }, page.limits ?? defaultLimits, (run) =>
    itemsIn(run, results, population, procedureId, { limit: page.limit, offset: page.offset ?? 0 }),
  );
};

const itemsIn = async (
  run: RunSql,
  results: string,
  population: string,
  procedureId: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly items: readonly Item[]; readonly itemCount: number }> => {
  const layout = await layoutOf(run, results, procedureId);
  const [[itemCount] = []] = await run(itemsSql(results, population, layout, null));
  const rows = await run(itemsSql(results, population, layout, page));
  const items = rows.map(([position, id, attribute, code]): Item => {
    const result = RESULTS[number(code)];
    if (typeof id !== 'string' || typeof attribute !== 'string' || result === undefined)
      throw new Error('an item in an unknown form');
    return { position: number(position), id, attribute, result };
  });
  return { items, itemCount: number(itemCount) };
};
