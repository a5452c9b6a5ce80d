/** The job that tests every record of a population by a procedure, as the firm's census would. */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readItems, runCensus } from '../adapters/duckdb/census.ts';
import { temporaryFolder } from '../adapters/duckdb/temporary-folder.ts';
import { encrypt } from '../evidence/index.ts';
import type { Asking } from '../http/api/route.ts';
import type { JobKind } from '../jobs/index.ts';
import { type Compiled, compileProcedure, type PopulationSource, type RuleContext } from '../procedures/index.ts';
import { PopulationFile } from '../adapters/duckdb/population-file.ts';
import type { Kind } from '../populations/index.ts';
import { recordsOf } from '../registers/index.ts';
import { type Declaration, declarationOf, declaredIn } from './declared.ts';
import { asConflict, doesNotFit, noPopulation, wrongInput } from './errors.ts';
import { madeResult, type PopulationFacts, type SelfTestFacts, type SelfTestInput, selfTestInput } from './model.ts';
import { isTimeZone, type KeptParts, openFacts, procedureOf, sealFacts } from './parts.ts';
import { insertSelfTest, type PopulationRow, selectPopulationRows, selectPopulations, takeNumber } from './store.ts';

/** A population with what is sealed of it. */
export interface Opened {
  readonly row: PopulationRow;
  readonly facts: PopulationFacts;
}

/** What a test works on, found and checked. */
export interface Prepared {
  readonly population: Opened;
  readonly joins: Readonly<Record<string, Opened>>;
  readonly compiled: Compiled;
  readonly context: RuleContext;
}

/**
 * refuses  not-found: the population; invalid-input: the procedure, what it is joined with, its dates; conflict: it is about another
 *          kind, it has no rule
 */
export async function prepareTest(asking: Asking, parts: KeptParts, input: SelfTestInput): Promise<Prepared> {
  const population = await openPopulation(asking, parts, input.populationId);
  const procedure = procedureOf(parts, input.procedureId);
  const kinds = new Map(parts.kinds());
  kinds.set(population.facts.kind.id, population.facts.kind);
  const { compiled, problems } = compileProcedure(procedure, kinds);
  if (compiled === undefined) throw doesNotFit(problems.map((one) => one.sentence).join(' '));
  if (compiled.kind?.id !== population.row.kind) {
    throw doesNotFit(
      `${procedure.id} is about ${compiled.kind?.id ?? 'no population'}; ${population.row.code} is of kind ${population.row.kind}.`,
    );
  }
  if (compiled.attributes.length === 0) throw doesNotFit(`${procedure.id} has no rule; a person performs it.`);
  const joins: Record<string, Opened> = {};
  for (const { name, kind } of compiled.joins) {
    const id = input.with?.[name] ?? (await latestOf(asking, kind.id));
    if (id === undefined) {
      throw doesNotFit(
        `${procedure.id} compares with a population of kind ${kind.id}, and there is none.`,
        `Make a population of ${kind.noun} first.`,
      );
    }
    const joined = await openPopulation(asking, parts, id);
    if (joined.row.kind !== kind.id) {
      throw wrongInput(`/with/${name}`, `${joined.row.code} is of kind ${joined.row.kind}, not ${kind.id}.`);
    }
    joins[name] = joined;
  }
  const { period = population.facts.period, asOf = null, timeZone = 'UTC' } = input;
  if (!isTimeZone(timeZone)) throw wrongInput('/timeZone', `There is no time zone ${timeZone}.`);
  if (period !== null && period.start > period.end)
    throw wrongInput('/period/end', 'The period ends before it begins.');
  const context = { periodStart: period?.start ?? null, periodEnd: period?.end ?? null, asOf, timeZone, holidays: [] };
  return { population, joins, compiled, context };
}

export function selfTestKind(parts: KeptParts): JobKind<SelfTestInput, { id: string; code: string }> {
  return {
    name: 'self-test',
    sides: ['management'],
    action: 'create',
    part: 'self-tests',
    input: selfTestInput,
    result: madeResult,
    async run(context, input) {
      const { prepared, declarations } = await context.inTransaction(async (asking) => {
        const accounts = await recordsOf(asking, parts.keys, ['special-accounts'], []);
        return { prepared: await prepareTest(asking, parts, input), declarations: accounts.map(declarationOf) };
      });
      const { population, compiled } = prepared;
      context.progress(0, 3, `${population.row.records} records of ${population.row.code} are tested`);
      const folder = await temporaryFolder();
      try {
        const results = join(folder, 'results.parquet');
        const { census, items, declared } = await runOn(parts, prepared, results, declarations);
        context.progress(2, 3, 'the results are sealed');
        const key = randomBytes(32);
        const { digest: blob } = await parts.evidence.blobs.put(encrypt(key, createReadStream(results)));
        const joins = Object.fromEntries(Object.entries(prepared.joins).map(([name, one]) => [name, one.row.id]));
        const facts: SelfTestFacts = {
          key: key.toString('base64'),
          census,
          context: prepared.context,
          joins,
          declared,
        };
        return async (asking) => {
          const { organizationId, personId } = asking.principal;
          const id = asking.newId();
          const number = await takeNumber(asking.transaction, organizationId, 'self-tests');
          const code = `ST-${String(number).padStart(4, '0')}`;
          const { row } = population;
          const entry = await asking.state({
            hop: 'run',
            subject: { name: `self-tests/${code}`, sha256: row.digest },
            body: {
              event: 'self-test-run',
              selfTest: id,
              population: row.id,
              procedure: compiled.procedure.id,
              tested: census.records,
              notTrue: census.recordsNotTrue,
            },
            inputs: [population, ...Object.values(prepared.joins)].map((one) => ({
              index: one.row.entry_index,
              digest: one.row.entry_digest,
            })),
          });
          await insertSelfTest(
            asking.transaction,
            organizationId,
            {
              id,
              number,
              code,
              population_id: row.id,
              procedure: compiled.procedure.id,
              tested: census.records,
              not_true: census.recordsNotTrue,
              items,
              blob,
              made_at: asking.now,
              made_by: personId,
              sealed: sealFacts(parts, organizationId, 'self-test', id, facts),
            },
            entry,
          );
          return { id, code };
        };
      } catch (error) {
        throw asConflict(error);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Of more items than that, nobody is told how many are of declared accounts; each is still named where it is read. */
const mostNamed = 10_000;

/** How many of the records with items name each declared account, those that name any; in the order of codes. */
async function namedAmong(
  parquet: string,
  kind: Kind,
  items: readonly { readonly position: number }[],
  declarations: readonly Declaration[],
): Promise<readonly { readonly code: string; readonly records: number }[]> {
  const file = await PopulationFile.open(parquet, { memory: '256MB' });
  try {
    const rows = await file.rowsAt([...new Set(items.map(({ position }) => position))]);
    const codes = rows.flatMap(({ record }) => declaredIn(record, kind, declarations)?.code ?? []);
    const counted = Map.groupBy(codes, (code) => code);
    return [...counted]
      .map(([code, all]) => ({ code, records: all.length }))
      .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  } finally {
    file.close();
  }
}

/** Runs the census on working copies of all populations it needs. */
async function runOn(
  parts: KeptParts,
  { population, joins, compiled, context }: Prepared,
  results: string,
  declarations: readonly Declaration[],
) {
  const joined: Record<string, PopulationSource> = {};
  const names = Object.keys(joins);
  const census = async (parquet: string) => {
    const counted = await runCensus({
      population: { parquet, kind: population.facts.kind },
      joins: joined,
      procedures: [compiled],
      context,
      resultsParquet: results,
    });
    const [one] = counted.procedures;
    if (one === undefined) throw new Error('The census left out its procedure.');
    const { itemCount, items } = await readItems(results, compiled.procedure.id, {
      populationParquet: parquet,
      limit: declarations.length === 0 ? 1 : mostNamed,
    });
    const declared =
      declarations.length === 0
        ? []
        : itemCount > mostNamed
          ? null
          : await namedAmong(parquet, population.facts.kind, items, declarations);
    return { census: one, items: itemCount, declared };
  };
  const next = async (at: number): Promise<Awaited<ReturnType<typeof census>>> => {
    const name = names[at];
    const opened = name === undefined ? undefined : joins[name];
    if (name === undefined || opened === undefined) {
      return await withPopulation(parts, population, census);
    }
    return await withPopulation(parts, opened, async (parquet) => {
      joined[name] = { parquet, kind: opened.facts.kind };
      return await next(at + 1);
    });
  };
  return await next(0);
}

export async function withPopulation<T>(
  parts: KeptParts,
  { row, facts }: Opened,
  work: (parquet: string) => Promise<T>,
): Promise<T> {
  return await parts.copies.withFile(row.blob, Buffer.from(facts.key, 'base64'), work);
}

/** refuses  not-found */
export async function openPopulation(asking: Asking, parts: KeptParts, id: string): Promise<Opened> {
  const [row] = await selectPopulationRows(asking.transaction, asking.principal.organizationId, [id]);
  if (row === undefined) throw noPopulation();
  return { row, facts: openFacts(parts, asking, 'population', row) };
}

async function latestOf(asking: Asking, kind: string): Promise<string | undefined> {
  const { organizationId } = asking.principal;
  const [row] = await selectPopulations(asking.transaction, organizationId, { kind, below: null, limit: 1 });
  return row?.id;
}
