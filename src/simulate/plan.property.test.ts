import { describe, expect, test } from 'vitest';
import { loadStandards, criteriaOf, loadControls } from '../criteria/index.ts';
import { loadProcedures } from '../procedures/index.ts';
import { concludeYear, type ConcludedYear } from './conclude.ts';
import type { PlantedOf } from './model.ts';
import { type Candidate, planYear } from './plan.ts';
import { loadTemplates } from './record-template.ts';

const library = loadProcedures('data/procedures');
const templates = loadTemplates('data');
const applicable = criteriaOf(loadStandards('data').criteria.criteria, ['security', 'availability']).map((c) => c.id);
const controls = loadControls('data')
  .filter((c) => templates.has(c.id))
  .map(({ id, criteria }) => ({ id, criteria: criteria.filter((one) => applicable.includes(one)) }));
const procedures = [...library.values()].filter(
  (p) => templates.has(p.control) && ((p.extent === 'all' && p.means === 'tool') || p.id.endsWith('-inquiry')),
);
const candidates: Candidate[] = procedures
  .filter((p) => p.id.endsWith('-all'))
  .flatMap((p) =>
    p.attributes.map((a) => ({ control: p.control, attribute: a.id, says: a.says, records: 4 * a.says.length })),
  );
const sizes = { changes: 300, events: 4800, checks: 360, vulnerabilities: 180, images: 288 };

/** A year as planned, its deviations on records that are only named. */
function yearOf(seed: string): { concluded: ConcludedYear; outcome: string; planted: readonly PlantedOf[] } {
  const { outcome, themes } = planYear(seed, candidates, sizes);
  const planted = themes
    .filter((t) => /^[A-Z]$/.test(t.name))
    .flatMap((theme) =>
      Array.from({ length: theme.count }, (_, i) => ({
        procedure: `${theme.control.toLowerCase()}-all`,
        attribute: theme.name,
        record: `R-${i}`,
        theme: theme.id,
      })),
    );
  const records = new Map(
    procedures
      .filter((p) => p.extent === 'all')
      .map((p) => [p.id, candidates.find((c) => c.control === p.control)?.records ?? 100]),
  );
  const concluded = concludeYear({
    outcome,
    themes,
    planted,
    procedures,
    records,
    controls,
    applicable,
    detectedAt: '2026-01-08',
  });
  return { concluded, outcome, planted };
}
const seeds = Array.from({ length: 40 }, (_, i) => `year ${i}`);

describe('a simulated year', () => {
  test('is planned the same way for the same seed and otherwise for another', () => {
    expect(planYear('one', candidates, sizes)).toEqual(planYear('one', candidates, sizes));
    expect(planYear('one', candidates, sizes)).not.toEqual(planYear('two', candidates, sizes));
  });

  test('ends in the opinion that its plan leads to, and over forty seeds in each of three', () => {
    const kinds = new Set<string>();
    for (const seed of seeds) {
      const { concluded, outcome } = yearOf(seed);
      expect(concluded.opinion.kind, seed).toBe(outcome === 'failed-control-others-suffice' ? 'unmodified' : outcome);
      kinds.add(concluded.opinion.kind);
    }
    expect([...kinds].toSorted()).toEqual(['adverse', 'qualified', 'unmodified']);
  });

  test('never calls a control with a deviation effective, and every condition has its deviations', () => {
    for (const seed of seeds) {
      const { concluded, planted } = yearOf(seed);
      for (const control of concluded.controls) {
        const deviates = planted.some((p) => p.procedure === `${control.control.toLowerCase()}-all`);
        expect(control.conclusion === 'effective', `${seed} ${control.control}`).toBe(!deviates);
      }
      expect(concluded.conditions.map((c) => c.id).toSorted()).toEqual(
        [...new Set(planted.map((p) => p.theme))].toSorted(),
      );
    }
  });
});
