import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../refusal.ts';
import { coverageWarnings } from './coverage.ts';
import { drawSample } from './draw.ts';

describe('a draw as asked for', () => {
  test('follows appendix D by its method', () => {
    const request = { population: 20, size: 4, reserves: 2, seed: 'demo-seed-1' };
    expect(drawSample({ ...request, method: 'random' })).toEqual({ selected: [2, 0, 11, 10], reserves: [5, 6] });
    expect(drawSample({ ...request, method: 'systematic', population: 87, size: 6 })).toEqual({
      selected: [6, 21, 35, 50, 64, 79],
      reserves: [],
    });
    const strata = [{ key: 'a', positions: Array.from({ length: 20 }, (_, i) => i) }];
    expect(drawSample({ ...request, method: 'stratified', strata }).selected).toHaveLength(4);
  });

  test.each([
    [{ size: 0 }, /size/],
    [{ size: 21 }, /exceeds the population of 20/],
    [{ reserves: -1 }, /reserves/],
    [{ seed: '' }, /seed/],
    [{ population: 2_000_000_000 }, /1,000,000,000/],
    [{ population: 1_000_000_000, size: 900_000_000 }, /test all items/],
    [{ method: 'stratified' as const }, /strata hold 0/],
    [
      {
        method: 'stratified' as const,
        size: 1,
        population: 2,
        strata: [
          { key: 'a', positions: [0] },
          { key: 'b', positions: [1] },
        ],
      },
      /number of strata/,
    ],
  ])('is refused in a sentence: %j', (wrong, sentence) => {
    const request = { method: 'random' as const, population: 20, size: 4, reserves: 2, seed: 's', ...wrong };
    expect(() => drawSample(request)).toThrow(sentence);
    expect(() => drawSample(request)).toThrow(Refusal);
  });
});

describe('coverage of the period (R-SEL-04)', () => {
  const period = { start: '2023-01-01', end: '2023-12-31' };
  test('a last third without an item, and a full month without one, are warned of', () => {
    const population = new Map([
      ['2023-02', 50],
      ['2023-05', 9],
      ['2023-07', 11],
      ['2023-10', 30],
    ]);
    const warnings = coverageWarnings({ period, population, selected: ['2023-02-03', '2023-05-09'] });
    expect(warnings.map(({ subject }) => subject)).toEqual(['sample', '2023-07', '2023-10']);
    expect(warnings[0]?.sentence).toContain('2023-09-02');
  });
  test('a selection over the whole period warns of nothing', () => {
    const population = new Map([
      ['2023-02', 50],
      ['2023-09', 50],
    ]);
    expect(coverageWarnings({ period, population, selected: ['2023-02-03', '2023-09-02'] })).toEqual([]);
  });
});
