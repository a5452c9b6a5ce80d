import type { PlainDate } from '../period.ts';

/**
 * seed    any text; equal options give byte-identical folders
 * months  3 to 12, whole months from `start`
 * scale   0.1 to 10,000: how many changes, calls and alerts there are; 1 is a few thousand records
 * start   first day of the period, the first of a month
 * out     folder to write; missing or empty
 * today   the report is dated 45 days after the period and cannot lie after today (R-DAT-01)
 */
export interface SimulateOptions {
  readonly seed: string;
  readonly months: number;
  readonly scale: number;
  readonly start: PlainDate;
  readonly out: string;
  readonly today: PlainDate;
}

export interface SimulateResult {
  /** records in all populations, as an examination will count them */
  readonly records: number;
  /** deviations planted: one attribute not met by one record */
  readonly planted: number;
}

/** One attribute that one record does not meet, on purpose. `record` is the record's id in its population. */
export interface Planted {
  readonly procedure: string;
  readonly attribute: string;
  readonly record: string;
}

/** Something that looks odd and is no deviation. `record` is the id it has, or would have where it is outside the population. */
export interface Oddity {
  readonly kind: OddityKind;
  readonly file: string;
  readonly record: string;
}

export const oddityKinds = [
  'bot-author',
  'bot-review',
  'crlf-row',
  'denied-call',
  'dismissed-then-approved',
  'duplicate-record',
  'email-case',
  'failed-sign-in',
  'federated-sign-in',
  'holiday-leaver',
  'late-delivery',
  'missing-optional-fact',
  'not-applicable-check',
  'other-time-zone',
  'outside-period',
  'quoted-text',
  'renamed-person',
  'self-review',
  'unicode-name',
  'unmerged-change',
] as const;
export type OddityKind = (typeof oddityKinds)[number];

/** Oddities of each kind in every folder. */
export const odditiesEach = 10;

/** How far the cause of a theme reaches (methodology 14.2). */
export type ThemeReach = 'isolated' | 'bounded' | 'unbounded';

/**
 * One cause of deviations: what people will call a condition.
 * control  whose procedures see it
 * name     of the deviation, for an export to plant
 * count    how often it is planted
 */
export interface Theme {
  readonly id: string;
  readonly control: string;
  readonly name: string;
  readonly says: string;
  readonly count: number;
  readonly reach: ThemeReach;
}

/** A planted deviation with the cause it belongs to. */
export interface PlantedOf extends Planted {
  readonly theme: string;
}

/** What an export wrote: populations with their counts, what was planted and what is merely odd. */
export interface Exported {
  readonly evidence: readonly ExportedEvidence[];
  readonly populations: readonly ExportedPopulation[];
  readonly planted: readonly PlantedOf[];
  readonly oddities: readonly Oddity[];
}

export interface ExportedEvidence {
  readonly id: string;
  readonly files: readonly string[];
  readonly format: string;
  readonly mapping?: string;
  readonly source: string;
  readonly query: string;
  readonly collector: string;
}

/** `window`: left out, every record counts. */
export interface ExportedPopulation {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly evidence: readonly string[];
  readonly window: 'period' | 'all';
  readonly records: number;
}
