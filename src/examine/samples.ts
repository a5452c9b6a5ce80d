import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PopulationFile } from '../adapters/duckdb/population-file.ts';
import { type EntryRef, toBase64 } from '../ledger/index.ts';
import {
  drawSample,
  extendSample,
  parseSamplingTable,
  planSample,
  planTwoStage,
  problemsOfChosenSize,
  randomPartOf,
  type SamplingTable,
  sampleDigest,
  seedOf,
  type Stratum,
  tableSize,
} from '../lifecycle/examination/index.ts';
import type { Procedure, SamplePlan } from '../procedures/model.ts';
import { type Problem, Refusal } from '../refusal.ts';
import type { Draw } from '../verify/bundle.ts';
import type { Engagement } from './folder/engagement.ts';
import { dataFolder } from '../data-folder.ts';
import { installationName, need } from './keys.ts';
import type { BuiltPopulation } from './populations.ts';
import { populationFor } from './runs.ts';
import { refOf, type Workspace } from './workspace.ts';

/** A sample as drawn: anybody who holds the population draws the same (R-SEL-01, INV-12). */
export interface DrawnSample {
  readonly procedure: string;
  readonly populationId: string;
  readonly population: number;
  readonly noun: string;
  readonly plan: SamplePlan;
  readonly confidence: number;
  readonly tolerable: number;
  readonly seed: string;
  readonly selected: readonly { readonly position: number; readonly id: string }[];
  readonly reserves: readonly number[];
  /** the second stage the plan fixed before the draw: next items of the same random sequence (14.2); null without such a plan */
  readonly extension: {
    readonly selected: readonly { readonly position: number; readonly id: string }[];
    readonly items: Draw['selected'];
  } | null;
  /** SHA-256 of procedure, population, seed, method and positions: what a judgement names */
  readonly digest: string;
  readonly draw: Draw;
  readonly entry: EntryRef;
}

/** Sampling tables of data/sampling.yaml. */
export function samplingTable(): SamplingTable {
  const file = join(dataFolder, 'sampling.yaml');
  return parseSamplingTable(readFileSync(file, 'utf8'), 'data/sampling.yaml');
}

/** What the plan of a procedure is when it does not say: the table, low reliance, at random (policy). */
export function planOf(procedure: Procedure): SamplePlan {
  return procedure.sample ?? { basis: 'table', reliance: 'low', method: 'random' };
}

/** Draws every sample the plan asks for. Sizes follow 13.2 or 13.3, selection appendix D. */
export async function drawSamples(
  engagement: Engagement,
  workspace: Workspace,
  populations: readonly BuiltPopulation[],
  controls: ReadonlyMap<string, EntryRef>,
  progress: (line: string) => void,
): Promise<ReadonlyMap<string, DrawnSample>> {
  const table = samplingTable();
  const samples = new Map<string, DrawnSample>();
  const { management, firm } = engagement.file.sampling.nonces;
  const random = randomPartOf(management, firm);
  const problems: Problem[] = [];
  for (const procedure of engagement.procedures) {
    if (procedure.extent !== 'sample' || !procedure.population) continue;
    const population = populationFor(procedure.population, populations);
    if (!population) throw new Error(`${procedure.id} has no population.`);
    progress(`drawing the sample of ${procedure.id}`);
    const plan = planOf(procedure);
    const { confidence, tolerable } = { ...table.reliance[plan.reliance], ...definedOf(plan) };
    const frequency =
      plan.frequency ?? engagement.controls.find((c) => c.id === procedure.control)?.frequency ?? 'event-driven';
    const N = population.records;
    const fromTable = tableSize(
      frequency === 'continuous' || frequency === 'multiple-per-day' ? 'event-driven' : frequency,
      N,
      plan.reliance,
      table,
    );
    const statistical =
      plan.basis === 'statistical' && N > 0
        ? planSample({ confidence, tolerable, expected: plan.expected ?? 0, population: N })
        : null;
    const least = plan.basis === 'statistical' && N > 0 ? (statistical?.size ?? N) : fromTable;
    const size = Math.min(N, Math.max(plan.size ?? least, 0));
    problems.push(
      ...problemsOfChosenSize(plan.size ?? least, Math.min(N, least)).map((p) => ({ ...p, subject: procedure.id })),
    );
    const seed = seedOf({
      engagementId: engagement.file.id,
      controlId: procedure.control,
      populationId: population.stated.id,
      version: 1,
      random,
    });
    const strata =
      plan.method === 'stratified' && N > 0 ? await strataFor(population, plan.stratum, procedure.id) : undefined;
    const reserves = plan.method === 'systematic' ? 0 : Math.min(plan.reserves ?? 5, N - size);
    const drawn: { readonly selected: readonly number[]; readonly reserves: readonly number[] } =
      N === 0
        ? { selected: [], reserves: [] }
        : drawSample({ method: plan.method, population: N, size, reserves, seed, ...(strata ? { strata } : {}) });
    const digest = sampleDigest({
      procedure: procedure.id,
      population: population.digest,
      seed,
      method: plan.method,
      size,
      positions: drawn.selected,
      reserves: drawn.reserves,
    });
    const more = extensionOf(plan, { population: N, seed, taken: drawn.selected, confidence, tolerable });
    const positions = [...drawn.selected, ...more];
    // The salt key hides the records of the population behind its root; it stays in the file.
    const { ids, salted } = await inFile(population, async (file) => ({
      ids: await file.idsAt(positions),
      salted: await file.salted(randomBytes(32), positions),
    }));
    const all = positions.map((position, i) => ({ position, id: ids[i] ?? '' }));
    const [selected, extended] = [all.slice(0, size), all.slice(size)];
    const items = salted.items.map((item) => ({
      position: item.position,
      leaf: toBase64(item.leaf),
      proof: item.proof.map(toBase64),
    }));
    const root = Buffer.from(salted.root).toString('hex');
    const entry = await workspace.state({
      hop: 'sample',
      subject: { name: `sample/${procedure.id}`, sha256: digest },
      body: {
        procedure: procedure.id,
        population: population.stated.id,
        basis: plan.basis,
        reliance: plan.reliance,
        method: plan.method,
        seed,
        size,
        items: selected.map((s) => s.id),
        positions: drawn.selected,
        reserves: drawn.reserves,
        saltedRoot: root,
      },
      inputs: [population.frozen, controls.get(procedure.control) ?? population.frozen],
      maker: need(workspace.keys, installationName).maker,
      at: workspace.evidence.now(),
    });
    samples.set(procedure.id, {
      procedure: procedure.id,
      populationId: population.stated.id,
      population: N,
      noun: population.noun,
      plan,
      confidence,
      tolerable,
      seed,
      selected,
      reserves: drawn.reserves,
      extension: more.length === 0 ? null : { selected: extended, items: items.slice(size) },
      digest,
      entry: refOf(entry),
      draw: {
        procedure: procedure.id,
        entry: entry.index,
        method: plan.method,
        seed,
        population: { size: N, root },
        size,
        reserves,
        strata: strata
          ? strata.map((s) => ({ key: s.key, positions: [...s.positions] }))
          : [{ key: '', positions: 'all' }],
        selected: items.slice(0, size),
        reserved: drawn.reserves,
      },
    });
  }
  if (problems.length > 0) throw new Refusal('sample-plan', 'The sampling plan does not hold.', { problems });
  return samples;
}

/**
 * Positions of the second stage, where the plan allows deviations: known before anybody looks, used only if the first stage
 * deviates (14.2). Only a random sequence goes on in a way that every reader can repeat; a second stage of another draw is
 * refused when the folder is read.
 */
function extensionOf(
  plan: SamplePlan,
  first: {
    readonly population: number;
    readonly seed: string;
    readonly taken: readonly number[];
    readonly confidence: number;
    readonly tolerable: number;
  },
): readonly number[] {
  const { population, seed, taken, confidence, tolerable } = first;
  if (plan.allowedDeviations === undefined || plan.method !== 'random' || taken.length === 0) return [];
  const planned = planTwoStage({
    confidence,
    tolerable,
    population,
    first: taken.length,
    allowed: plan.allowedDeviations,
    selection: plan.method,
  });
  if (planned.outcome !== 'extension') return [];
  return extendSample({ method: plan.method, population, seed, taken, count: planned.extension });
}

/** The draw as a reader repeats it: with the second stage where it was used. */
export function drawShown(sample: DrawnSample, extended: boolean): Draw {
  const { draw, extension } = sample;
  if (!extended || extension === null) return draw;
  const selected = [...draw.selected, ...extension.items];
  return { ...draw, size: selected.length, selected, reserves: 0, reserved: [] };
}

function definedOf(plan: SamplePlan): { confidence?: number; tolerable?: number } {
  return {
    ...(plan.confidence === undefined ? {} : { confidence: plan.confidence }),
    ...(plan.tolerable === undefined ? {} : { tolerable: plan.tolerable }),
  };
}

async function strataFor(
  population: BuiltPopulation,
  field: string | undefined,
  procedure: string,
): Promise<readonly Stratum[]> {
  if (field === undefined || !population.kind.fields.some((f) => f.name === field)) {
    throw new Refusal('stratum-unknown', `${procedure} draws by stratum and names no field of ${population.kind.id}.`);
  }
  return inFile(population, (file) => file.strata(field));
}

async function inFile<T>(population: BuiltPopulation, work: (file: PopulationFile) => Promise<T>): Promise<T> {
  const file = await PopulationFile.open(population.parquet);
  try {
    return await work(file);
  } finally {
    file.close();
  }
}
