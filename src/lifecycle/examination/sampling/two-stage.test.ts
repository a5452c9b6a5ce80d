import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../refusal.ts';
import { planTwoStage, twoStageSupports } from './two-stage.ts';
import type { TwoStagePlan } from './two-stage.ts';

const plan = (
  population: number | null,
  first: number,
  allowed: number,
  confidence: number,
  tolerable: number,
): TwoStagePlan => ({
  population: population ?? undefined,
  first,
  allowed,
  confidence,
  tolerable,
  selection: 'random',
});

describe('extension over both stages (14.2, appendix C)', () => {
  test.each([
    [null, 25, 1, 90, 10, 19, 44, 9.873],
    [null, 25, 2, 90, 10, 27, 52, 9.885],
    [null, 60, 1, 95, 5, 71, 131, 4.988],
    [null, 60, 2, 95, 5, 89, 149, 4.994],
    [null, 60, 1, 90, 10, 0, 60, 1.378],
    [3000, 25, 1, 90, 10, 19, 44, 9.873],
    [250, 25, 1, 90, 10, 15, 40, 9.581],
    [500, 25, 1, 90, 10, 17, 42, 9.686],
    [1000, 60, 1, 95, 5, 52, 112, 4.983],
    [2000, 25, 1, 90, 10, 18, 43, 9.972],
  ])(
    'of %s, first %i with %i allowed at %i/%i: %i more, %i in all',
    (population, first, allowed, confidence, tolerable, extension, total, percent) => {
      const planned = planTwoStage(plan(population, first, allowed, confidence, tolerable));
      expect(planned).toMatchObject({ outcome: 'extension', extension, total, offerAll: false, approximation: false });
      if (planned.outcome === 'extension') expect(100 * planned.acceptance).toBeCloseTo(percent, 3);
    },
  );

  test('N = 52: 20 more after 16, or 16 more after 33, are over half of it, so all are offered', () => {
    const low = planTwoStage(plan(52, 16, 1, 90, 10));
    expect(low).toMatchObject({ outcome: 'extension', extension: 20, total: 36, offerAll: true });
    if (low.outcome === 'extension') expect(100 * low.acceptance).toBeCloseTo(9.911, 3);
    expect(planTwoStage(plan(52, 33, 1, 95, 5))).toMatchObject({
      outcome: 'extension',
      extension: 16,
      total: 49,
      offerAll: true,
    });
  });

  test.each([
    [52, 15, 95, 5, 35.16],
    [52, 15, 90, 10, 11.42],
    [200, 20, 90, 10, 10.85],
    [4, 2, 90, 10, 50],
    [null, 25, 95, 5, 27.74],
  ])(
    'of %s, a first stage of %i at %i/%i alone accepts too often: no confidence is claimed (R-SMP-12)',
    (population, first, confidence, tolerable, percent) => {
      const planned = planTwoStage(plan(population, first, 1, confidence, tolerable));
      expect(planned.outcome).toBe('no-confidence');
      expect(100 * planned.firstStageAcceptance).toBeCloseTo(percent, 2);
    },
  );

  test('19 of 20 at 95/5 with one allowed: no total exists', () => {
    expect(planTwoStage(plan(20, 19, 1, 95, 5)).outcome).toBe('no-total');
  });

  test('after a systematic or stratified first stage the probability is an approximation', () => {
    expect(planTwoStage({ ...plan(null, 25, 1, 90, 10), selection: 'systematic' }).approximation).toBe(true);
    expect(planTwoStage({ ...plan(null, 25, 1, 90, 10), selection: 'stratified' }).approximation).toBe(true);
  });

  test('at most two deviations may be allowed', () => {
    expect(() => planTwoStage(plan(null, 25, 3, 90, 10))).toThrow(Refusal);
    expect(() => planTwoStage(plan(20, 21, 1, 90, 10))).toThrow(Refusal);
  });
});

describe('support over both stages', () => {
  const changes = plan(3000, 25, 1, 90, 10);
  test('story 2: one of 25, none of 19 more, supports; the 13 of a one-stage table do not', () => {
    expect(twoStageSupports(changes, 1, { size: 19, deviations: 0 })).toBe(true);
    expect(twoStageSupports(changes, 1, { size: 13, deviations: 0 })).toBe(false);
    expect(twoStageSupports(changes, 1, null)).toBe(false);
  });
  test('story 3: a further deviation in the extension does not support', () => {
    expect(twoStageSupports(changes, 1, { size: 19, deviations: 1 })).toBe(false);
  });
  test('more than allowed in the first stage does not support, none does at once', () => {
    expect(twoStageSupports(changes, 2, { size: 100, deviations: 0 })).toBe(false);
    expect(twoStageSupports(changes, 0, null)).toBe(true);
  });
  test('without a first stage that supports nothing is claimed, whatever is added (story 4)', () => {
    expect(twoStageSupports(plan(52, 15, 1, 95, 5), 1, { size: 30, deviations: 0 })).toBe(false);
  });
});
