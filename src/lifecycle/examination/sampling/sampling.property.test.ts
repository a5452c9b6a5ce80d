import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluateSample, supports } from './evaluate.ts';
import { planSample } from './plan.ts';
import { allocate, compareUtf8, drawRandom, drawStratified, drawSystematic } from './select.ts';
import { planTwoStage } from './two-stage.ts';

const confidence = fc.integer({ min: 80, max: 99 });
const tolerable = fc.integer({ min: 1, max: 20 });
const seed = fc.string({ unit: 'binary', minLength: 1 });
const populationAndSize = fc
  .integer({ min: 1, max: 1_000_000_000 })
  .chain((population) =>
    fc.record({ population: fc.constant(population), size: fc.integer({ min: 1, max: Math.min(population, 60) }) }),
  );
const runs = { numRuns: 150 };

const isSubset = (items: readonly number[], population: number) =>
  new Set(items).size === items.length && items.every((i) => Number.isSafeInteger(i) && i >= 0 && i < population);

describe('a selection is a subset of its population without repeats, and the same whenever it is drawn (INV-12)', () => {
  test('random', () => {
    fc.assert(
      fc.property(populationAndSize, seed, ({ population, size }, s) => {
        const draw = () => drawRandom({ population, size, reserves: 5, seed: s });
        const { selected, reserves } = draw();
        expect(selected).toHaveLength(size);
        expect(reserves).toHaveLength(Math.min(5, population - size));
        expect(isSubset([...selected, ...reserves], population)).toBe(true);
        expect(draw()).toEqual({ selected, reserves });
      }),
      runs,
    );
  });

  test('systematic', () => {
    fc.assert(
      fc.property(populationAndSize, seed, ({ population, size }, s) => {
        const draw = () => drawSystematic({ population, size, seed: s });
        expect(draw()).toHaveLength(size);
        expect(isSubset(draw(), population)).toBe(true);
      }),
      runs,
    );
  });

  const stratumCounts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

  test('stratified, with at least one item of each stratum', () => {
    fc.assert(
      fc.property(stratumCounts, fc.double({ min: 0, max: 1, noNaN: true }), seed, (counts, part, s) => {
        let from = 0;
        const strata = counts.map((count, i) => ({
          key: `s${i}`,
          positions: Array.from({ length: count }, () => from++),
        }));
        const size = counts.length + Math.floor(part * (from - counts.length));
        const drawn = drawStratified({ strata, size, reserves: 3, seed: s });
        expect(drawn.selected).toHaveLength(size);
        expect(isSubset([...drawn.selected, ...drawn.reserves], from)).toBe(true);
        expect(drawn.strata.every(({ selected }) => selected.length >= 1)).toBe(true);
      }),
      runs,
    );
  });

  test('allocation equals the loop of appendix D, one item at a time', () => {
    fc.assert(
      fc.property(stratumCounts, fc.double({ min: 0, max: 1, noNaN: true }), (counts, part) => {
        const strata = counts.map((count, i) => ({ key: `s${i}`, count }));
        const N = counts.reduce((sum, count) => sum + count, 0);
        const n = counts.length + Math.floor(part * (N - counts.length));
        const literal = counts.map((count) => Math.min(count, Math.max(1, Math.floor((n * count) / N))));
        const total = () => literal.reduce((sum, a) => sum + a, 0);
        const pick = (allowed: (i: number) => boolean, value: (i: number) => number) =>
          counts
            .map((_, i) => i)
            .filter(allowed)
            .sort(
              (a, b) => value(b) - value(a) || (counts[b] ?? 0) - (counts[a] ?? 0) || compareUtf8(`s${a}`, `s${b}`),
            )[0] ?? 0;
        const short = (i: number) => n * (counts[i] ?? 0) - (literal[i] ?? 0) * N;
        while (total() < n) {
          const i = pick((j) => (literal[j] ?? 0) < (counts[j] ?? 0), short);
          literal[i] = (literal[i] ?? 0) + 1;
        }
        while (total() > n) {
          const i = pick(
            (j) => (literal[j] ?? 0) > 1,
            (j) => -short(j),
          );
          literal[i] = (literal[i] ?? 0) - 1;
        }
        expect(allocate(strata, n)).toEqual(literal);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('plans', () => {
  const population = fc.option(fc.integer({ min: 1, max: 3000 }), { nil: undefined });

  test('a planned size supports, and one item fewer does not', () => {
    fc.assert(
      fc.property(confidence, tolerable, fc.integer({ min: 0, max: 10 }), population, (c, t, expected, N) => {
        const { size } = planSample({ confidence: c, tolerable: t, expected, population: N });
        if (size === null) return;
        expect(size).toBeGreaterThan(expected);
        const shown = { confidence: c, tolerable: t, deviations: expected, population: N };
        expect(supports({ ...shown, size })).toBe(true);
        if (size - 1 >= Math.max(1, expected)) expect(supports({ ...shown, size: size - 1 })).toBe(false);
      }),
      runs,
    );
  });

  test('one more deviation never lowers the upper limit, and never turns a sample that does not support into one that does', () => {
    const shown = fc
      .integer({ min: 1, max: 200 })
      .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 0, max: size - 1 })));
    fc.assert(
      fc.property(confidence, tolerable, shown, population, (c, t, [size, deviations], N) => {
        const of = N === undefined ? undefined : Math.max(N, size);
        const limit = (k: number) => evaluateSample({ confidence: c, size, deviations: k, population: of }).upperLimit;
        expect(limit(deviations + 1)).toBeGreaterThanOrEqual(limit(deviations));
        expect(limit(deviations)).toBeGreaterThanOrEqual(deviations / size - 1e-9 - (of === undefined ? 0 : 1));
        const supported = (k: number) => supports({ confidence: c, tolerable: t, size, deviations: k, population: of });
        expect(supported(deviations + 1) && !supported(deviations)).toBe(false);
      }),
      runs,
    );
  });

  test('a two-stage sample accepts a control at the tolerable rate with β at most, and its extension is the smallest', () => {
    fc.assert(
      fc.property(
        confidence,
        tolerable,
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 2 }),
        population,
        (c, t, first, allowed, N) => {
          const of = N === undefined ? undefined : Math.max(N, first);
          const planned = planTwoStage({
            confidence: c,
            tolerable: t,
            first,
            allowed,
            population: of,
            selection: 'random',
          });
          const beta = (100 - c) / 100;
          if (planned.outcome === 'no-confidence') expect(planned.firstStageAcceptance).toBeGreaterThan(beta - 1e-9);
          else expect(planned.firstStageAcceptance).toBeLessThanOrEqual(beta + 1e-9);
          if (planned.outcome !== 'extension') return;
          expect(planned.acceptance).toBeLessThanOrEqual(beta + 1e-12);
          expect(planned.acceptance).toBeGreaterThanOrEqual(planned.firstStageAcceptance - 1e-12);
          if (of !== undefined) expect(planned.total).toBeLessThanOrEqual(of);
        },
      ),
      runs,
    );
  });
});
