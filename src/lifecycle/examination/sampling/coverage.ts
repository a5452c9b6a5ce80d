import { addDays, daysOf } from '../../../period.ts';
import type { Period, PlainDate } from '../../../period.ts';
import type { Problem } from '../../../refusal.ts';

/**
 * Warnings when a selection leaves a stretch of the period unseen (R-SEL-04, policy). They are answered by an extension, never by
 * exchanging items.
 * population  'YYYY-MM' → number of items of that month
 * selected    plain dates of the selected items
 */
export function coverageWarnings(coverage: {
  readonly period: Period;
  readonly population: ReadonlyMap<string, number>;
  readonly selected: readonly PlainDate[];
}): Problem[] {
  const { period, selected } = coverage;
  const warnings: Problem[] = [];
  const lastThird = addDays(period.start, Math.ceil((2 * daysOf(period)) / 3));
  if (selected.length > 0 && !selected.some((date) => date >= lastThird && date <= period.end)) {
    const sentence = `No selected item lies in the last third of the period, from ${lastThird} on.`;
    warnings.push({ code: 'coverage-last-third', subject: 'sample', sentence, source: 'R-SEL-04' });
  }
  const all = [...coverage.population.values()].reduce((sum, items) => sum + items, 0);
  const seen = new Set(selected.map((date) => date.slice(0, 7)));
  for (const [month, items] of [...coverage.population].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (items > 0 && 10 * items >= all && !seen.has(month)) {
      const sentence = `${month} holds ${items} of ${all} items and none of them was selected.`;
      warnings.push({ code: 'coverage-month', subject: month, sentence, source: 'R-SEL-04' });
    }
  }
  return warnings;
}
