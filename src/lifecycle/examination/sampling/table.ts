import { parse } from 'yaml';
import { z } from 'zod';
import type { Problem } from '../../../refusal.ts';
import { Refusal } from '../../../refusal.ts';
import { evaluateSample } from './evaluate.ts';
import { planSample, refuseAny } from './plan.ts';
import type { PlannedSize } from './plan.ts';

const count = z.int().min(0);
const range = z.strictObject({ from: count, to: count });
const openRange = z.strictObject({ from: count, to: count.optional() });
const share = z.strictObject({ perCent: z.int().min(1).max(100), atLeast: count, atMost: count });
const size = z.union([count, share]);
const relianceDefaults = z.strictObject({ confidence: z.int().min(80).max(99), tolerable: z.int().min(1).max(20) });

/** `data/sampling.yaml`. Sizes in items, rates and confidence in whole per cent. */
const samplingTableSchema = z
  .strictObject({
    source: z.string().min(1),
    edition: z.string().min(1),
    effectiveFrom: z.iso.date(),
    reliance: z.strictObject({ low: relianceDefaults, high: relianceDefaults }),
    frequencies: z.record(
      z.string().regex(/^[a-z]+(-[a-z]+)*$/),
      z.strictObject({ instances: openRange, low: count, high: count }),
    ),
    continuous: z.strictObject({ perVariant: z.int().min(1) }),
    events: z.array(z.strictObject({ from: count, to: count.optional(), low: size, high: size })).min(1),
    reserves: count,
    twoStage: z.strictObject({ allowedDeviations: z.int().min(1), mostAllowedDeviations: z.int().min(1) }),
    ranges: z.strictObject({ population: range, confidence: range, tolerable: range, expected: range }),
  })
  .refine((table) => isGapless(table.events), {
    path: ['events'],
    error: 'rows must start at 0, follow each other without gap and end open',
  });

export type SamplingTable = z.infer<typeof samplingTableSchema>;
export type Reliance = 'low' | 'high';

function isGapless(rows: readonly { readonly from: number; readonly to?: number | undefined }[]): boolean {
  let expected: number | undefined = 0;
  for (const row of rows) {
    if (expected === undefined || row.from !== expected || (row.to !== undefined && row.to < row.from)) return false;
    expected = row.to === undefined ? undefined : row.to + 1;
  }
  return expected === undefined;
}

/** Reads the text of a sampling table. `file` names it in refusals: every field that is wrong, at once. */
export function parseSamplingTable(text: string, file: string): SamplingTable {
  let data: unknown;
  try {
    data = parse(text);
  } catch (cause) {
    throw new Refusal('sampling-table-invalid', `${file} is not readable as YAML.`, { cause });
  }
  const parsed = samplingTableSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue): Problem => {
    const place = issue.path.map(String).join('.') || 'the file';
    return {
      code: 'sampling-table-invalid',
      subject: `${file}: ${place}`,
      sentence: `${file}: ${place}: ${issue.message}.`,
    };
  });
  throw new Refusal('sampling-table-invalid', `${file} is not a sampling table.`, { problems });
}

/**
 * Size of the frequency table (methodology 13.2), never above N.
 * frequency   a key of `frequencies`, `event-driven`, or `continuous`
 * population  N in the period, or the number of configuration variants when continuous; 0 → 0 (17.1). A period shorter than a
 *             year has a smaller N and the same table.
 * refuses     a frequency the table does not know
 */
export function tableSize(frequency: string, population: number, reliance: Reliance, table: SamplingTable): number {
  if (!Number.isSafeInteger(population) || population < 0) {
    throw new RangeError(`The population must be a whole number from 0, not ${population}.`);
  }
  if (frequency === 'continuous') return population * table.continuous.perVariant;
  if (frequency === 'event-driven') {
    const row = table.events.find(({ from, to }) => from <= population && (to === undefined || population <= to));
    const entry = row?.[reliance] ?? 0;
    return Math.min(population, typeof entry === 'number' ? entry : shareOf(entry, population));
  }
  const row = Object.hasOwn(table.frequencies, frequency) ? table.frequencies[frequency] : undefined;
  if (row === undefined) {
    const known = [...Object.keys(table.frequencies), 'event-driven', 'continuous'].join(', ');
    throw new Refusal(
      'frequency-unknown',
      `The frequency "${frequency}" is not in the sampling table, which has ${known}.`,
    );
  }
  return Math.min(population, row[reliance]);
}

// In integers: ceil(10 N / 100), never 0.10 × N (13.2).
function shareOf(entry: z.infer<typeof share>, population: number): number {
  const part = Number((BigInt(entry.perCent) * BigInt(population) + 99n) / 100n);
  return Math.min(entry.atMost, Math.max(entry.atLeast, part));
}

/** What planning shows side by side (R-SMP-09). */
export interface PlanComparison {
  readonly tableSize: number;
  readonly statistical: PlannedSize;
  /** upper deviation limit the table size achieves when nothing deviates, a rate; null when there is nothing to test */
  readonly achievedLimit: number | null;
  /** R-SMP-12: the table size tolerates a deviation only with a statistical basis */
  readonly tableSupports: boolean;
  readonly confidence: number;
  readonly tolerable: number;
}

export function comparePlans(
  frequency: string,
  population: number,
  reliance: Reliance,
  table: SamplingTable,
): PlanComparison {
  const { confidence, tolerable } = table.reliance[reliance];
  const fromTable = tableSize(frequency, population, reliance, table);
  if (population === 0) {
    return {
      tableSize: 0,
      statistical: { size: 0, method: 'hypergeometric' },
      achievedLimit: null,
      tableSupports: false,
      confidence,
      tolerable,
    };
  }
  const statistical = planSample({ confidence, tolerable, expected: 0, population });
  const { upperLimit } = evaluateSample({ confidence, size: fromTable, deviations: 0, population });
  const tableSupports = statistical.size !== null && fromTable >= statistical.size;
  return { tableSize: fromTable, statistical, achievedLimit: upperLimit, tableSupports, confidence, tolerable };
}

/**
 * R-SMP-01: the size of a plan is the table's or larger.
 * approvedSmaller  a partner's reason for fewer items
 */
export function problemsOfChosenSize(chosen: number, fromTable: number, approvedSmaller?: string): Problem[] {
  if (chosen >= fromTable || (approvedSmaller !== undefined && approvedSmaller.trim() !== '')) return [];
  const sentence = `A sample of ${chosen} is smaller than the ${fromTable} of the table, which needs the partner's approval with a reason.`;
  return [{ code: 'sample-below-table', subject: 'size', sentence, source: 'R-SMP-01' }];
}

/** R-TST-06: extra items for the time after an interim test. Days are calendar days; `remaining` 0 → 0. */
export function rollForwardSize(tested: number, remainingDays: number, periodDays: number, reliance: Reliance): number {
  if (!(remainingDays >= 0 && periodDays > 0 && remainingDays <= periodDays)) refuseAny([daysProblem]);
  if (remainingDays === 0) return 0;
  return reliance === 'high' ? Math.max(1, Math.ceil((tested * remainingDays) / periodDays)) : 1;
}

const daysProblem: Problem = {
  code: 'sampling-out-of-range',
  subject: 'remainingDays',
  sentence: 'The remaining days must lie within the period.',
  source: 'R-TST-06',
};
