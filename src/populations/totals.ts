import type { Kind } from './kind.ts';

/**
 * Control totals of a population, by field name. A category: value → count, missing facts under '(missing)', and where there
 * are more than a thousand values the rarest together under '(other values)'. A date or time: the first and the last.
 */
export type Totals = Readonly<Record<string, Readonly<Record<string, number>> | FirstAndLast>>;

export interface FirstAndLast {
  readonly first: string | null;
  readonly last: string | null;
}

export const missingValue = '(missing)';
export const otherValues = '(other values)';

/** Totals of a population without records. */
export function emptyTotals(kind: Kind): Totals {
  const totals: Record<string, Readonly<Record<string, number>> | FirstAndLast> = {};
  for (const category of kind.categories) totals[category] = {};
  for (const field of kind.fields) {
    if (field.type === 'date' || field.type === 'time') totals[field.name] ??= { first: null, last: null };
  }
  return totals;
}
