import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../refusal.ts';
import { comparePlans, parseSamplingTable, problemsOfChosenSize, rollForwardSize, tableSize } from './table.ts';

const text = readFileSync(new URL('../../../../data/sampling.yaml', import.meta.url), 'utf8');
const table = parseSamplingTable(text, 'data/sampling.yaml');
const sizes = (frequency: string, population: number) => [
  tableSize(frequency, population, 'low', table),
  tableSize(frequency, population, 'high', table),
];

describe('the frequency table (13.2)', () => {
  test.each([
    ['annual', 1, 1, 1],
    ['semi-annual', 2, 1, 2],
    ['quarterly', 4, 2, 2],
    ['monthly', 12, 2, 5],
    ['semi-monthly', 24, 3, 8],
    ['weekly', 52, 5, 15],
    ['daily', 365, 20, 40],
    ['multiple-per-day', 100_000, 25, 60],
    ['continuous', 1, 1, 1],
    ['continuous', 3, 3, 3],
  ])('%s, %i instances: %i at low reliance and %i at high', (frequency, population, low, high) => {
    expect(sizes(frequency, population)).toEqual([low, high]);
  });

  test.each([
    [0, 0, 0],
    [1, 1, 1],
    [2, 2, 2],
    [4, 2, 2],
    [5, 2, 5],
    [12, 2, 5],
    [13, 3, 8],
    [24, 3, 8],
    [25, 5, 15],
    [52, 5, 15],
    [53, 6, 15],
    [60, 6, 15],
    [61, 7, 15],
    [93, 10, 15],
    [94, 10, 16],
    [200, 20, 32],
    [250, 20, 40],
    [251, 25, 60],
    [10_041_206, 25, 60],
  ])('%i events: %i at low reliance and %i at high', (events, low, high) => {
    expect(sizes('event-driven', events)).toEqual([low, high]);
  });

  test('a table size never exceeds the population, and nothing is drawn from nothing (17.1)', () => {
    expect(sizes('daily', 12)).toEqual([12, 12]);
    expect(sizes('weekly', 0)).toEqual([0, 0]);
  });

  test('shares are rounded up in integers: 10 per cent of 70 is 7, not 8', () => {
    expect(0.1 * 3 * 100).not.toBe(30); // what doubles would do
    expect(sizes('event-driven', 70)).toEqual([7, 15]);
  });

  test('an unknown frequency is refused with the known ones', () => {
    expect(() => tableSize('fortnightly', 5, 'low', table)).toThrow(/annual.*event-driven, continuous/);
    expect(() => tableSize('constructor', 5, 'low', table)).toThrow(Refusal);
  });
});

describe('planning side by side (R-SMP-09)', () => {
  test('story 1: 200 leavers at low reliance take 20 from the table where 21 would support', () => {
    const plan = comparePlans('event-driven', 200, 'low', table);
    expect(plan).toMatchObject({
      tableSize: 20,
      statistical: { size: 21, method: 'hypergeometric' },
      tableSupports: false,
    });
  });

  test('the achieved limit shows what the table size buys: 25 of many at 90 per cent leave 8.8 per cent', () => {
    expect(comparePlans('multiple-per-day', 3000, 'low', table).achievedLimit).toBeCloseTo(0.087989, 6);
    expect(comparePlans('event-driven', 3000, 'high', table).achievedLimit).toBeCloseTo(0.048703, 6);
  });

  test('nothing happened: nothing to plan', () => {
    expect(comparePlans('weekly', 0, 'low', table)).toMatchObject({ tableSize: 0, achievedLimit: null });
  });

  test('more items than the table are always allowed, fewer need a reason (R-SMP-01)', () => {
    expect(problemsOfChosenSize(30, 25)).toEqual([]);
    expect(problemsOfChosenSize(20, 25)).toMatchObject([{ source: 'R-SMP-01' }]);
    expect(problemsOfChosenSize(20, 25, ' ')).toHaveLength(1);
    expect(problemsOfChosenSize(20, 25, 'Second source covers the rest')).toEqual([]);
  });

  test('time after an interim test takes at least one item, at high reliance its share (R-TST-06)', () => {
    expect(rollForwardSize(25, 92, 365, 'low')).toBe(1);
    expect(rollForwardSize(25, 92, 365, 'high')).toBe(7);
    expect(rollForwardSize(25, 0, 365, 'high')).toBe(0);
    expect(() => rollForwardSize(25, 400, 365, 'high')).toThrow(Refusal);
  });
});

describe('reading the table', () => {
  test('source, edition, ranges and defaults are stated', () => {
    expect(table.reliance).toEqual({ low: { confidence: 90, tolerable: 10 }, high: { confidence: 95, tolerable: 5 } });
    expect(table.ranges.population).toEqual({ from: 1, to: 1_000_000_000 });
    expect(table.twoStage).toEqual({ allowedDeviations: 1, mostAllowedDeviations: 2 });
    expect([table.source, table.edition, table.effectiveFrom].every((field) => field !== '')).toBe(true);
  });

  test('every wrong field is named at once', () => {
    const wrong = text
      .replace('edition: "2026-1"', 'edition: ""')
      .replace('low: { confidence: 90', 'low: { confidence: 900')
      .replace('reserves: 5', 'reservs: 5');
    const refusal = (() => {
      try {
        parseSamplingTable(wrong, 'sampling.yaml');
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    expect(refusal).toBeInstanceOf(Refusal);
    if (!(refusal instanceof Refusal)) return;
    const subjects = refusal.problems.map(({ subject }) => subject).join(' ');
    expect(subjects).toContain('edition');
    expect(subjects).toContain('reliance.low.confidence');
    expect(subjects).toContain('reserves');
  });

  test('event rows with a gap, and text that is no YAML, are refused', () => {
    expect(() => parseSamplingTable(text.replace('{ from: 5, to: 12', '{ from: 6, to: 12'), 's.yaml')).toThrow(Refusal);
    expect(() => parseSamplingTable('a: [', 's.yaml')).toThrow(/not readable/);
  });
});
