import { describe, expect, test } from 'vitest';
import { extendSample, replaceVoid } from './extend.ts';
import type { VoidItem } from './extend.ts';
import { problemsOfReliance, rateRisk, relianceOf } from './reliance.ts';
import { drawRandom, drawSystematic } from './select.ts';

describe('replacements (R-SEL-03)', () => {
  const void_ = (position: number, more: Partial<VoidItem> = {}): VoidItem => ({
    position,
    reason: 'canceled',
    why: 'The change was withdrawn before work began.',
    by: 'S. Example',
    reviewer: 'M. Example',
    ...more,
  });
  test('take the reserves in order', () => {
    expect(replaceVoid([2, 0, 11, 10], [5, 6], [void_(11), void_(2)])).toEqual({
      selected: [6, 0, 5, 10],
      used: 2,
      problems: [],
    });
  });
  test('are refused for what is not selected, without reason, without another reviewer, or without a reserve left', () => {
    for (const [item, reserves] of [
      [void_(3), [5]],
      [void_(2, { why: '' }), [5]],
      [void_(2, { reviewer: 'S. Example' }), [5]],
      [void_(2), []],
    ] as const) {
      expect(replaceVoid([2, 0], reserves, [item])).toMatchObject({
        selected: [2, 0],
        used: 0,
        problems: [{ code: 'replacement-refused' }],
      });
    }
  });
});

describe('the items of a second stage (14.2)', () => {
  test('of a random sample are the next unused ones of the same sequence, after the reserves already used', () => {
    const { selected, reserves } = drawRandom({ population: 300, size: 25, reserves: 25, seed: 's' });
    expect(extendSample({ method: 'random', population: 300, seed: 's', taken: selected, count: 3 })).toEqual(
      reserves.slice(0, 3),
    );
    const taken = [...selected, ...reserves.slice(0, 2)];
    expect(extendSample({ method: 'random', population: 300, seed: 's', taken, count: 3 })).toEqual(
      reserves.slice(2, 5),
    );
  });
  test('of a systematic sample are drawn at random from what is not yet tested', () => {
    const taken = drawSystematic({ population: 30, size: 10, seed: 's' });
    const rest = extendSample({ method: 'systematic', population: 30, seed: 's', taken, count: 20 });
    expect([...taken, ...rest].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => i));
    expect(
      extendSample({ method: 'systematic', population: 30, seed: 's', taken: taken.toReversed(), count: 20 }),
    ).toEqual(rest);
  });
});

describe('reliance (9.4, 9.5)', () => {
  const factors = {
    complexity: 1,
    judgment: 1,
    changeInPeriod: 1,
    pastDeviations: 1,
    skillOfPerformer: 1,
    susceptibilityToOverride: 1,
    volume: 1,
  } as const;
  test('the factors sum to lower, moderate or higher risk', () => {
    expect(rateRisk(factors)).toBe('lower');
    expect(rateRisk({ ...factors, complexity: 3, judgment: 2 })).toBe('lower');
    expect(rateRisk({ ...factors, complexity: 3, judgment: 3 })).toBe('moderate');
    expect(rateRisk({ ...factors, complexity: 3, judgment: 3, volume: 3, pastDeviations: 3 })).toBe('moderate');
    expect(rateRisk({ ...factors, complexity: 3, judgment: 3, volume: 3, pastDeviations: 3, changeInPeriod: 2 })).toBe(
      'higher',
    );
  });
  test('higher risk, a prior deviation, an only control or a critical commitment make it high', () => {
    const low = {
      risk: 'moderate',
      deviatedInPriorPeriod: false,
      onlyControlOfCriterion: false,
      protectsCriticalCommitment: false,
    } as const;
    expect(relianceOf(low)).toBe('low');
    for (const one of [
      { risk: 'higher' },
      { deviatedInPriorPeriod: true },
      { onlyControlOfCriterion: true },
      { protectsCriticalCommitment: true },
    ] as const) {
      expect(relianceOf({ ...low, ...one })).toBe('high');
    }
  });
  test('it is raised freely and lowered with a manager’s reason (R-RSK-01)', () => {
    expect(problemsOfReliance('IAM-01', 'low', 'high', null)).toEqual([]);
    expect(problemsOfReliance('IAM-01', 'high', 'low', null)).toHaveLength(1);
    expect(problemsOfReliance('IAM-01', 'high', 'low', { role: 'staff', reason: 'r' })).toHaveLength(1);
    expect(problemsOfReliance('IAM-01', 'high', 'low', { role: 'manager', reason: ' ' })).toHaveLength(1);
    expect(problemsOfReliance('IAM-01', 'high', 'low', { role: 'manager', reason: 'Tested twice' })).toEqual([]);
  });
});
