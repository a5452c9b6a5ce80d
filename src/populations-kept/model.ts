import { z } from 'zod';
import type { CensusResult } from '../adapters/duckdb/census.ts';
import type { IpeObservation, ImportResult, Kind } from '../populations/index.ts';
import type { RuleContext } from '../procedures/index.ts';

/** A day of a time field, or a month where there are too many days, and how many records lie in it. */
export interface Bucket {
  readonly at: string;
  readonly records: number;
}

/**
 * What is sealed with a population.
 * key        base64, 32 bytes: of its Parquet file, and of nothing else
 * kind       as it was when the records were read
 * sources    the evidence, in the order read; period and collection as stated then
 * days       of the kind's time field, UTC; empty without one
 * byMonth    `days` holds months
 * missing    field → records without that fact
 * period     what the population is said to cover; null: nobody said
 */
export interface PopulationFacts {
  readonly key: string;
  readonly kind: Kind;
  readonly title: string;
  readonly sources: readonly {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly system: string | null;
    readonly query: string | null;
    readonly sha256: string;
    readonly periodStart: string | null;
    readonly periodEnd: string | null;
    readonly collectedAt: string;
  }[];
  readonly period: { readonly start: string; readonly end: string } | null;
  readonly mapped: boolean;
  readonly result: ImportResult;
  readonly days: readonly Bucket[];
  readonly byMonth: boolean;
  readonly missing: Readonly<Record<string, number>>;
  readonly observations: readonly IpeObservation[];
}

/**
 * What is sealed with a self-test.
 * joins     ids of the populations it was joined with, by name
 * declared  of the records with items, those that named an account declared then, by its code; null or left out: not looked through
 */
export interface SelfTestFacts {
  readonly key: string;
  readonly census: CensusResult['procedures'][number];
  readonly context: RuleContext;
  readonly joins: Readonly<Record<string, string>>;
  readonly declared?: readonly { readonly code: string; readonly records: number }[] | null;
}

/** Evidence of one population, at most; their bytes together, at most. */
export const mostSources = 50;
export const mostBytes = 8 * 1024 ** 3;

const columnTo = z.union([
  z.string().min(1).max(500),
  z.strictObject({
    column: z.union([z.string().min(1).max(500), z.array(z.string().min(1).max(500)).min(1).max(10)]),
    join: z.string().max(10).optional(),
    format: z.string().min(1).max(100).optional(),
    map: z.record(z.string().max(200), z.union([z.string().max(500), z.boolean(), z.number(), z.null()])).optional(),
    otherwise: z.enum(['keep', 'null', 'refuse']).optional(),
    case: z.literal('lower').optional(),
    split: z.string().min(1).max(10).optional(),
  }),
]);

/** A mapping of a delimited file as it comes over the API; `parseMapping` decides whether it holds. */
export const mappingInput = z.strictObject({
  encoding: z.enum(['utf-8', 'windows-1252', 'utf-16']).optional(),
  delimiter: z.string().length(1).optional(),
  nulls: z.array(z.string().max(100)).max(20).optional(),
  trim: z.boolean().optional(),
  timeZone: z.string().min(1).max(60).optional(),
  columns: z.record(z.string().max(100), columnTo),
  constants: z.record(z.string().max(100), z.union([z.string().max(500), z.boolean(), z.number()])).optional(),
});

const day = z.iso.date();
export const periodInput = z.strictObject({ start: day, end: day });

/** What an import is asked for with. byName: a delimited file whose header is the kind's
 * field names; onlyPeriod: records outside the period are counted and not kept */
export const importInput = z.strictObject({
  evidenceIds: z.array(z.uuid()).min(1).max(mostSources),
  kind: z.string().min(1).max(60),
  title: z.string().min(1).max(200).optional(),
  format: z.string().min(1).max(60).optional(),
  mapping: mappingInput.optional(),
  byName: z.boolean().optional(),
  period: periodInput.optional(),
  onlyPeriod: z.boolean().optional(),
  timeZone: z.string().min(1).max(60).optional(),
});
export type ImportInput = z.infer<typeof importInput>;

export const previewInput = importInput
  .omit({ title: true, period: true, onlyPeriod: true, timeZone: true, evidenceIds: true })
  .extend({ evidenceId: z.uuid() });
export type PreviewInput = z.infer<typeof previewInput>;

export const selfTestInput = z.strictObject({
  populationId: z.uuid(),
  procedureId: z.string().min(1).max(80),
  with: z.record(z.string().max(80), z.uuid()).optional(),
  period: periodInput.optional(),
  asOf: day.optional(),
  timeZone: z.string().min(1).max(60).optional(),
});
export type SelfTestInput = z.infer<typeof selfTestInput>;

export const madeResult = z.object({ id: z.uuid(), code: z.string() });
