import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../refusal.ts';
import { evaluateSample, supports } from './evaluate.ts';
import { planByExpectedRate, planSample } from './plan.ts';
import { binomialAtMost, hypergeometricAtMost, perCent, toNumber } from './probability.ts';

describe('planned sizes (appendix C)', () => {
  test.each([
    [90, 10, 0, 22],
    [90, 10, 1, 38],
    [90, 10, 2, 52],
    [95, 10, 0, 29],
    [95, 10, 1, 46],
    [90, 5, 0, 45],
    [90, 5, 1, 77],
    [95, 5, 0, 59],
    [95, 5, 1, 93],
    [95, 5, 2, 124],
    [99, 5, 0, 90],
  ])(
    'binomial: %i per cent confidence, tolerable %i per cent, %i expected needs %i items',
    (confidence, tolerable, expected, size) => {
      expect(planSample({ confidence, tolerable, expected })).toEqual({ size, method: 'binomial' });
      expect(planSample({ confidence, tolerable, expected, population: 2001 })).toEqual({ size, method: 'binomial' });
    },
  );

  test.each([
    [50, 90, 10, 0, 18],
    [50, 95, 10, 0, 22],
    [50, 95, 5, 0, 31],
    [50, 90, 2, 0, 45],
    [100, 90, 10, 0, 20],
    [100, 95, 5, 0, 45],
    [200, 90, 10, 0, 21],
    [200, 95, 5, 1, 78],
    [1000, 95, 5, 0, 57],
    [1000, 90, 10, 1, 37],
  ])(
    'hypergeometric: of %i, %i per cent confidence, tolerable %i per cent, %i expected needs %i items',
    (population, confidence, tolerable, expected, size) => {
      expect(planSample({ confidence, tolerable, expected, population })).toEqual({ size, method: 'hypergeometric' });
    },
  );

  test.each([
    [95, 5, 1, 93, 1],
    [95, 5, 1.5, 124, 2],
    [95, 5, 2, 181, 4],
    [95, 10, 2, 46, 1],
    [90, 10, 1, 38, 1],
    [95, 2, 0.25, 236, 1],
  ])(
    'by expected rate: %i per cent confidence, tolerable %i per cent, expected %d per cent needs %i items and allows %i',
    (confidence, tolerable, expectedRate, size, allowed) => {
      expect(planByExpectedRate({ confidence, tolerable, expectedRate })).toEqual({
        size,
        allowed,
        method: 'binomial',
      });
    },
  );

  test('the first stage without a deviation: N = 52 needs 33 at 95/5 and 16 at 90/10, 200 needs 21, 250 needs 51', () => {
    expect(planSample({ confidence: 95, tolerable: 5, expected: 0, population: 52 }).size).toBe(33);
    expect(planSample({ confidence: 90, tolerable: 10, expected: 0, population: 52 }).size).toBe(16);
    expect(planSample({ confidence: 90, tolerable: 10, expected: 0, population: 200 }).size).toBe(21);
    expect(planSample({ confidence: 95, tolerable: 5, expected: 0, population: 250 }).size).toBe(51);
  });

  test('where as many deviations are expected as would be intolerable, all must be tested (R-SMP-04)', () => {
    expect(planSample({ confidence: 95, tolerable: 5, expected: 1, population: 20 })).toEqual({
      size: null,
      method: 'hypergeometric',
    });
    expect(planSample({ confidence: 95, tolerable: 5, expected: 3, population: 50 })).toEqual({
      size: null,
      method: 'hypergeometric',
    });
    expect(planSample({ confidence: 95, tolerable: 5, expected: 2, population: 50 }).size).not.toBeNull();
  });

  test('a binomial plan never asks for more items than there are', () => {
    expect(planSample({ confidence: 99, tolerable: 1, expected: 10, population: 2001 })).toEqual({
      size: null,
      method: 'binomial',
    });
    expect(planSample({ confidence: 99, tolerable: 1, expected: 10 }).size).toBeGreaterThan(2001);
  });

  test('an expected rate near the tolerable one has no reasonable answer, and says so (R-SMP-06)', () => {
    const near = planByExpectedRate({ confidence: 95, tolerable: 5, expectedRate: 4.5 });
    expect(near).toMatchObject({ size: null, why: expect.stringContaining('not well below') });
    expect(planByExpectedRate({ confidence: 95, tolerable: 5, expectedRate: 2, population: 10 })).toMatchObject({
      size: null,
    });
  });
});

describe('arithmetic (R-SMP-08)', () => {
  test('equality supports: N = 50, tolerable 2 %, 45 items give exactly 0.10', () => {
    expect(hypergeometricAtMost(0, 50, 1, 45)).toEqual({ numerator: 211_876n, denominator: 2_118_760n });
  });

  test('0.9^22 = 0.098477; with one expected, 37 items give 0.103631 and 38 give 0.095295', () => {
    expect(binomialAtMost(0, 22, 0.1)).toBeCloseTo(0.098477, 6);
    expect(binomialAtMost(1, 37, 0.1)).toBeCloseTo(0.103631, 6);
    expect(binomialAtMost(1, 38, 0.1)).toBeCloseTo(0.095295, 6);
  });

  test('N = 50 with 5 deviating: 17 items give 0.112016 and 18 give 0.095044', () => {
    expect(toNumber(hypergeometricAtMost(0, 50, 5, 17))).toBeCloseTo(0.112016, 6);
    expect(toNumber(hypergeometricAtMost(0, 50, 5, 18))).toBeCloseTo(0.095044, 6);
  });

  test('per cents become fractions without rounding', () => {
    expect(toNumber(perCent(2.5))).toBe(0.025);
    expect(perCent(5)).toEqual({ numerator: 5n, denominator: 100n });
    expect(perCent(1e-7)).toEqual({ numerator: 1n, denominator: 10n ** 9n });
  });

  test('the binomial agrees with exact integers for every count up to 60 items', () => {
    for (const n of [1, 2, 7, 16, 40, 60]) {
      for (const percent of [1, 5, 13, 20, 50, 97]) {
        let sum = 0n;
        let ways = 1n;
        for (let k = 0; k <= n; k += 1) {
          sum += ways * BigInt(percent) ** BigInt(k) * BigInt(100 - percent) ** BigInt(n - k);
          ways = (ways * BigInt(n - k)) / BigInt(k + 1);
          const exact = toNumber({ numerator: sum, denominator: 100n ** BigInt(n) });
          expect(Math.abs(binomialAtMost(k, n, percent / 100) - exact)).toBeLessThan(1e-13);
        }
      }
    }
  });
});

describe('upper deviation limits (appendix C, R-SMP-05)', () => {
  test.each([
    [25, 0, 90, 8.7989],
    [25, 0, 95, 11.2928],
    [25, 1, 90, 14.6867],
    [25, 2, 90, 19.9135],
    [40, 1, 90, 9.3797],
    [45, 0, 90, 4.9881],
    [60, 0, 95, 4.8703],
    [60, 1, 95, 7.664],
    [93, 1, 95, 4.9994],
    [95, 1, 95, 4.8962],
    [15, 0, 90, 14.2304],
    [5, 0, 90, 36.9043],
  ])(
    'binomial: %i items with %i deviations at %i per cent leave %d per cent',
    (size, deviations, confidence, limit) => {
      const { upperLimit, method } = evaluateSample({ confidence, size, deviations });
      expect(method).toBe('binomial');
      expect(100 * upperLimit).toBeCloseTo(limit, 4);
    },
  );

  test.each([
    [50, 20, 0, 90, 4],
    [50, 20, 1, 90, 7],
    [200, 25, 0, 90, 16],
    [200, 25, 1, 90, 28],
    [1000, 60, 0, 95, 47],
    [52, 5, 0, 90, 18],
    [12, 2, 0, 90, 7],
  ])(
    'hypergeometric: of %i, %i items with %i deviations at %i per cent leave %i',
    (population, size, deviations, confidence, count) => {
      expect(evaluateSample({ confidence, size, deviations, population })).toEqual({
        upperLimit: count / population,
        method: 'hypergeometric',
      });
    },
  );

  test('a sample in which everything deviates leaves 100 %', () => {
    expect(evaluateSample({ confidence: 90, size: 5, deviations: 5 }).upperLimit).toBe(1);
  });

  test('a census has no limit beyond its rate, of any size (R-SMP-07)', () => {
    expect(evaluateSample({ confidence: 95, size: 4, deviations: 1, population: 4 }).upperLimit).toBe(0.25);
    expect(evaluateSample({ confidence: 95, size: 10_041_206, deviations: 7, population: 10_041_206 }).upperLimit).toBe(
      7 / 10_041_206,
    );
  });

  test('large samples keep their precision', () => {
    const { upperLimit } = evaluateSample({ confidence: 95, size: 100_000_000, deviations: 50_000_000 });
    // normal approximation: 0.5 + 1.6449 × 0.5 / √n
    expect(upperLimit).toBeCloseTo(0.5 + (1.6448536 * 0.5) / 10_000, 7);
  });

  test('supports exactly when the limit is below the tolerable rate (hypergeometric) or at most it (binomial)', () => {
    for (const size of [20, 45, 60, 93]) {
      for (const deviations of [0, 1, 2]) {
        const large = evaluateSample({ confidence: 95, size, deviations }).upperLimit;
        expect(supports({ confidence: 95, tolerable: 5, size, deviations })).toBe(large <= 0.05);
        const small = evaluateSample({ confidence: 95, size, deviations, population: 200 }).upperLimit;
        expect(supports({ confidence: 95, tolerable: 5, size, deviations, population: 200 })).toBe(small < 0.05);
      }
    }
  });
});

describe('the supported range (R-SMP-10)', () => {
  test('everything outside is said at once', () => {
    const refusal = (() => {
      try {
        planSample({ confidence: 79, tolerable: 21, expected: 11, population: 0 });
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    expect(refusal).toBeInstanceOf(Refusal);
    if (!(refusal instanceof Refusal)) return;
    expect(refusal.exit).toBe(2);
    expect(refusal.problems.map((problem) => problem.subject)).toEqual([
      'confidence',
      'tolerable',
      'population',
      'expected',
    ]);
  });

  test.each([
    { confidence: Number.NaN, size: 5, deviations: 0 },
    { confidence: 90, size: 0, deviations: 0 },
    { confidence: 90, size: 5, deviations: 6 },
    { confidence: 90, size: 5, deviations: -1 },
    { confidence: 90, size: 5.5, deviations: 0 },
    { confidence: 90, size: 6, deviations: 0, population: 5 },
    { confidence: 90, size: 6, deviations: 0, population: 2_000_000_000 },
  ])('refused to evaluate: %j', (sample) => {
    expect(() => evaluateSample(sample)).toThrow(Refusal);
  });
});
