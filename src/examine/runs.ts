import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import {
  type CensusRequest,
  type Item,
  type ProcedureCensus,
  type ReadItems,
  runCensuses,
} from '../adapters/duckdb/census.ts';
import { defaultLimits } from '../adapters/duckdb/locked-engine.ts';
import { PopulationFile } from '../adapters/duckdb/population-file.ts';
import { dayOfInstant, instantMicros, monthOfDay, nameOfMonth, zoneOffsets } from '../calendar.ts';
import type { EntryRef, Json } from '../ledger/index.ts';
import type { ItemToResolve } from '../lifecycle/examination/index.ts';
import type { PopulationRecord } from '../populations/kind.ts';
import { explainItem } from '../procedures/index.ts';
import type { Procedure } from '../procedures/model.ts';
import { Refusal } from '../refusal.ts';
import type { Engagement } from './folder/engagement.ts';
import { installationName, need } from './keys.ts';
import type { BuiltPopulation } from './populations.ts';
import { refOf, type Workspace } from './workspace.ts';

/** What the machine said about every record of one procedure. */
export interface MachineRun {
  readonly procedure: string;
  readonly populationId: string;
  readonly census: ProcedureCensus;
  /** records in the population of the procedure */
  readonly tested: number;
  /** of them, those to which no attribute applies */
  readonly notApplicable: number;
  /** records of which `where` could not tell (R-POP-07) */
  readonly unknownMembership: number;
  readonly items: readonly ItemToResolve[];
  readonly strata: readonly { readonly dimension: string; readonly value: string; readonly tested: number }[];
  stratumOf(record: string, dimension: string): string | null;
  /** file with the result of every record, and its SHA-256 */
  readonly results: { readonly path: string; readonly sha256: string };
  /** the `run` entry */
  readonly entry: EntryRef;
}

const pageSize = 50_000;
/** More than this is no list for people: the rule or the population is wrong, and the run says so. */
const mostItems = 2_000_000;
/** Items of a run whose missing fact is named one by one; above that the machine's word stands alone. */
const explained = 2_000;

/** The population a procedure is about. */
export function populationFor(
  procedure: { kind: string; id?: string | undefined },
  populations: readonly BuiltPopulation[],
): BuiltPopulation | undefined {
  return populations.find((p) =>
    procedure.id === undefined ? p.stated.kind === procedure.kind : p.stated.id === procedure.id,
  );
}

/** One population with all the procedures a program runs on it. */
interface Planned {
  readonly population: BuiltPopulation;
  readonly procedures: readonly Procedure[];
  readonly joined: readonly BuiltPopulation[];
  readonly request: CensusRequest & { readonly resultsParquet: string };
}

/** Wall clock for all censuses of an engagement: enough for 10⁷ records many times over, and an end for a rule that runs away. */
const limits = { ...defaultLimits, seconds: 6 * 3600 };

/** Runs every procedure whose extent is all and whose means is a tool: one pass a population (DESIGN 6). */
export async function runProcedures(
  engagement: Engagement,
  workspace: Workspace,
  populations: readonly BuiltPopulation[],
  controls: ReadonlyMap<string, EntryRef>,
  progress: (line: string) => void,
): Promise<ReadonlyMap<string, MachineRun>> {
  const runs = new Map<string, MachineRun>();
  const plan = populations.flatMap((population) => planned(engagement, workspace, populations, population));
  if (plan.length === 0) return runs;
  const seen: { readonly census: ProcedureCensus; readonly items: readonly Item[] }[][] = [];
  await runCensuses(
    plan.map((one) => one.request),
    limits,
    async (index, result, readItems) => {
      const one = plan[index];
      if (!one) throw new Error('A census was answered that was not asked for.');
      progress(`testing all ${one.population.records} ${one.population.noun} by ${one.procedures.length} procedures`);
      const found: (typeof seen)[number] = [];
      for (const procedure of one.procedures) {
        const census = result.procedures.find((c) => c.procedure === procedure.id);
        if (!census) throw new Error(`The census left out ${procedure.id}.`);
        found.push({ census, items: census.recordsNotTrue === 0 ? [] : await itemsOf(procedure, readItems) });
      }
      seen.push(found);
    },
  );
  for (const [index, { population, procedures, joined, request }] of plan.entries()) {
    const path = request.resultsParquet;
    const sha256 = await digestOf(path);
    for (const [i, procedure] of procedures.entries()) {
      const answer = seen[index]?.[i];
      if (!answer) throw new Error(`${procedure.id} was not run.`);
      const { census, items } = answer;
      const entry = await workspace.state({
        hop: 'run',
        subject: { name: `results/${population.stated.id}`, sha256 },
        body: {
          procedure: procedure.id,
          rules: procedure.attributes.map((a) => ({
            id: a.id,
            kind: a.kind,
            rule: a.rule ?? '',
            applies: a.applies ?? '',
          })),
          population: population.stated.id,
          records: census.records,
          outside: census.outside,
          excluded: census.excluded.map(({ reason, count }) => ({ reason, count })),
          attributes: census.attributes.map((a) => ({ ...a })),
          toResolve: items.length,
        } satisfies Record<string, Json>,
        inputs: [
          population.frozen,
          ...joined.map((j) => j.frozen),
          controls.get(procedure.control) ?? population.frozen,
        ],
        maker: need(workspace.keys, installationName).maker,
        at: workspace.evidence.now(),
      });
      const strata = await strataOf(engagement, population, census, items);
      runs.set(procedure.id, {
        procedure: procedure.id,
        populationId: population.stated.id,
        census,
        tested: census.records,
        notApplicable: census.recordsNotApplicable,
        unknownMembership: census.excluded.reduce((sum, e) => sum + e.count, 0),
        items: await explainedItems(engagement, procedure, population, items),
        ...strata,
        results: { path, sha256 },
        entry: refOf(entry),
      });
    }
  }
  return runs;
}

/** What is run on a population; nothing where no procedure is. */
function planned(
  engagement: Engagement,
  workspace: Workspace,
  populations: readonly BuiltPopulation[],
  population: BuiltPopulation,
): Planned[] {
  const procedures = engagement.procedures.filter(
    (p) =>
      p.extent === 'all' &&
      p.means === 'tool' &&
      p.population &&
      populationFor(p.population, populations) === population,
  );
  if (procedures.length === 0) return [];
  const joins: Record<string, { parquet: string; kind: BuiltPopulation['kind'] }> = {};
  const joined = new Set<BuiltPopulation>();
  for (const procedure of procedures) {
    for (const [name, wanted] of Object.entries(procedure.with ?? {})) {
      const other = populationFor(wanted, populations);
      if (!other) throw new Error(`${procedure.id} joins ${wanted.kind}, which was not built.`);
      joins[`${procedure.id}/${name}`] = { parquet: other.parquet, kind: other.kind };
      joined.add(other);
    }
  }
  return [
    {
      population,
      procedures,
      joined: [...joined],
      request: {
        population: { parquet: population.parquet, kind: population.kind },
        joins,
        procedures: procedures.map((p) => {
          const found = engagement.compiled.get(p.id);
          if (!found) throw new Error(`${p.id} is not compiled.`);
          return found;
        }),
        context: engagement.context,
        resultsParquet: join(workspace.work, `${population.stated.id}.results.parquet`),
      },
    },
  ];
}

async function itemsOf(procedure: Procedure, readItems: ReadItems): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let offset = 0; ; offset += pageSize) {
    const { items, itemCount } = await readItems(procedure.id, { limit: pageSize, offset });
    if (itemCount > mostItems) {
      throw new Refusal(
        'too-many-items',
        `${procedure.id} left ${itemCount} results to resolve; the rule or the population cannot be what the control means.`,
        { next: 'Correct the rule or the population and run again.' },
      );
    }
    all.push(...items);
    if (all.length >= itemCount || items.length === 0) return all;
  }
}

/** Words for an item: the missing fact by name where one record alone can tell, else what the machine said. */
async function explainedItems(
  engagement: Engagement,
  procedure: Procedure,
  population: BuiltPopulation,
  items: readonly Item[],
): Promise<readonly ItemToResolve[]> {
  const compiled = engagement.compiled.get(procedure.id);
  const alone = compiled !== undefined && compiled.joins.length === 0 && items.length <= explained;
  const records = alone
    ? await recordsAt(
        population,
        items.map((i) => i.position),
      )
    : new Map<number, PopulationRecord>();
  return items.map((item) => {
    const record = records.get(item.position);
    const detail =
      compiled && record ? explainItem(compiled, item.attribute, record, {}, engagement.context).sentence : item.result;
    return {
      procedure: procedure.id,
      attribute: item.attribute,
      record: item.id,
      machine: item.result,
      detail,
      timelyUntil: null,
    };
  });
}

/** Results by month and by the procedure's own strata (R-SMP-07), and where each item lies. */
async function strataOf(
  engagement: Engagement,
  population: BuiltPopulation,
  census: ProcedureCensus,
  items: readonly Item[],
): Promise<Pick<MachineRun, 'strata' | 'stratumOf'>> {
  const strata = census.strata.flatMap(({ by, values }) =>
    values.flatMap(({ value, records }) => (value === null ? [] : [{ dimension: by, value, tested: records }])),
  );
  const positions = [...new Set(items.map((i) => i.position))];
  const placed = new Map<string, Record<string, string | null>>();
  if (strata.length > 0 && positions.length > 0) {
    const records = await recordsAt(population, positions);
    const ids = new Map(items.map((i) => [i.position, i.id]));
    for (const [position, record] of records) {
      const id = ids.get(position);
      if (id === undefined) continue;
      const where: Record<string, string | null> = {};
      for (const { by } of census.strata) {
        // A kind's time field stands for its month (DESIGN 6, R-SMP-07); every other stratum for its value.
        const value = record[by];
        if (value === null || value === undefined || typeof value === 'object') where[by] = null;
        else if (by === population.kind.time) where[by] = monthOf(String(value), engagement.context.timeZone);
        else where[by] = String(value);
      }
      placed.set(id, where);
    }
  }
  return { strata, stratumOf: (record, dimension) => placed.get(record)?.[dimension] ?? null };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

async function recordsAt(
  population: BuiltPopulation,
  positions: readonly number[],
): Promise<ReadonlyMap<number, PopulationRecord>> {
  const file = await PopulationFile.open(population.parquet);
  try {
    return new Map((await file.rowsAt([...new Set(positions)])).map((row) => [row.position, row.record]));
  } finally {
    file.close();
  }
}

/** 'YYYY-MM' of a date, or of an instant in the organization's time zone. */
function monthOf(value: string, timeZone: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return value.slice(0, 7);
  const micros = instantMicros(value);
  return micros === null ? null : nameOfMonth(monthOfDay(dayOfInstant(micros, zoneOffsets(timeZone))));
}
