import { expect, test } from 'vitest';
import { holidaysOf, partsOf, timeTextAt } from './moments.ts';
import { distinctBelow, randomOf } from './random.ts';
import { periodOf, problemsOfOptions } from './rules.ts';

const good = { seed: 'one', months: 12, scale: 1, start: '2025-01-01', today: '2026-02-14' };
const codes = (change: Partial<typeof good>) => problemsOfOptions({ ...good, ...change }).map((p) => p.code);

test('a period of 3 to 12 months, from the first of a month, over for 45 days, can be simulated', () => {
  expect(codes({})).toEqual([]);
  expect(codes({ today: '2026-02-13' })).toEqual(['period-not-over']);
  expect(codes({ months: 3 })).toEqual([]);
  expect(codes({ months: 2 })).toEqual(['months-out-of-range']);
  expect(codes({ months: 13 })).toEqual(['months-out-of-range']);
  expect(codes({ months: 3.5 })).toEqual(['months-out-of-range']);
  expect(codes({ start: '2025-01-02' })).toEqual(['start-not-first-of-month']);
  expect(codes({ start: 'soon' })).toEqual(['start-not-first-of-month']);
  expect(codes({ start: '1969-01-01' })).toEqual(['start-not-first-of-month']);
});

test('everything that is wrong with the options is said at once', () => {
  expect(codes({ months: 0, scale: Number.NaN, start: '', seed: '' })).toHaveLength(4);
  expect(codes({ scale: 0.09 })).toEqual(['scale-out-of-range']);
  expect(codes({ scale: 10_001 })).toEqual(['scale-out-of-range']);
});

test('a period ends on the day before its last month is over, also in February of a leap year', () => {
  expect(periodOf('2023-03-01', 12)).toEqual({ start: '2023-03-01', end: '2024-02-29' });
});

test('a quarter that the period does not fill is shorter', () => {
  expect(partsOf({ start: '2025-01-01', end: '2025-04-30' }, 3)).toEqual([
    { start: '2025-01-01', end: '2025-03-31' },
    { start: '2025-04-01', end: '2025-04-30' },
  ]);
});

test('days of rest are Mondays inside the period', () => {
  const holidays = holidaysOf({ start: '2025-01-01', end: '2025-06-30' });
  expect(holidays).toHaveLength(6);
  for (const day of holidays) expect(new Date(`${day}T12:00:00Z`).getUTCDay()).toBe(1);
});

test('the same instant is written as a wall clock elsewhere', () => {
  const ms = Date.parse('2025-03-04T15:00:00Z');
  expect(timeTextAt(ms, 330)).toBe('2025-03-04T20:30:00+05:30');
  expect(Date.parse(timeTextAt(ms, -480))).toBe(ms);
});

test('streams of one seed are repeatable and differ by name', () => {
  const numbers = (seed: string, name: string) => {
    const random = randomOf(seed, name);
    return Array.from({ length: 20 }, () => random.below(1000));
  };
  expect(numbers('a', 'x')).toEqual(numbers('a', 'x'));
  expect(numbers('a', 'x')).not.toEqual(numbers('a', 'y'));
  expect(numbers('a', 'x')).not.toEqual(numbers('b', 'x'));
});

test('places are drawn without repeats, and all of them when as many are asked for', () => {
  const random = randomOf('a', 'places');
  expect(distinctBelow(random, 5, 9)).toEqual([0, 1, 2, 3, 4]);
  for (let i = 0; i < 50; i++) {
    const places = distinctBelow(random, 100, 30);
    expect(new Set(places).size).toBe(30);
    expect(Math.max(...places)).toBeLessThan(100);
  }
});
