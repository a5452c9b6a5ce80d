import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  daysOf,
  inPeriod,
  isPlainDate,
  monthsOf,
  problemsOfPeriodLength,
  quarterOf,
} from './period.ts';

describe('length of a type 2 period (R-SCO-05)', () => {
  test('2026-01-01 to 2026-03-31 passes: exactly 3 months', () => {
    expect(problemsOfPeriodLength({ start: '2026-01-01', end: '2026-03-31' })).toEqual([]);
  });
  test('2026-01-01 to 2026-12-31 passes: exactly 12 months', () => {
    expect(problemsOfPeriodLength({ start: '2026-01-01', end: '2026-12-31' })).toEqual([]);
  });
  test('2026-01-15 to 2026-04-13 fails: one day short of 3 months', () => {
    expect(problemsOfPeriodLength({ start: '2026-01-15', end: '2026-04-13' })).toMatchObject([
      {
        code: 'period-too-short',
        sentence: 'The period 2026-01-15 to 2026-04-13 is 1 day short of 3 months.',
        source: 'R-SCO-05',
      },
    ]);
    expect(problemsOfPeriodLength({ start: '2026-01-15', end: '2026-04-14' })).toEqual([]);
  });
  test('2026-01-01 to 2027-01-01 fails: one day over 12 months', () => {
    expect(problemsOfPeriodLength({ start: '2026-01-01', end: '2027-01-01' })).toMatchObject([
      { code: 'period-too-long', sentence: 'The period 2026-01-01 to 2027-01-01 is 1 day over 12 months.' },
    ]);
  });
  test('a period that ends before it starts is said to be reversed', () => {
    expect(problemsOfPeriodLength({ start: '2026-02-01', end: '2026-01-01' })).toMatchObject([
      { code: 'period-reversed' },
    ]);
  });
  test('a start on a month’s last day is clamped: 2025-11-30 to 2026-02-27 is exactly 3 months', () => {
    expect(problemsOfPeriodLength({ start: '2025-11-30', end: '2026-02-27' })).toEqual([]);
    expect(problemsOfPeriodLength({ start: '2025-11-30', end: '2026-02-26' })).toHaveLength(1);
  });
});

describe('plain dates', () => {
  test('months are added to the same day, or the last of a shorter month', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonths('2023-12-15', 13)).toBe('2025-01-15');
  });
  test('days are counted across leap years and changes of clock', () => {
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2023-03-11', '2023-03-13')).toBe(2);
    expect(daysBetween('2024-01-02', '2024-01-01')).toBe(-1);
    expect(daysOf({ start: '2023-01-01', end: '2023-12-31' })).toBe(365);
  });
  test('both ends of a period belong to it', () => {
    const year = { start: '2023-01-01', end: '2023-12-31' };
    expect(['2022-12-31', '2023-01-01', '2023-12-31', '2024-01-01'].map((day) => inPeriod(day, year))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  test('only days of the calendar are dates', () => {
    expect(['2024-02-29', '2023-02-29', '2023-13-01', '2023-1-1', '2023-01-01T00:00:00Z', ''].map(isPlainDate)).toEqual(
      [true, false, false, false, false, false],
    );
    expect(() => addDays('2023-02-30', 1)).toThrow(RangeError);
  });
  test('months and quarters of a period are named in order', () => {
    expect(monthsOf({ start: '2023-11-30', end: '2024-02-01' })).toEqual(['2023-11', '2023-12', '2024-01', '2024-02']);
    expect(['2023-01-01', '2023-03-31', '2023-04-01', '2023-12-31'].map(quarterOf)).toEqual([
      '2023-Q1',
      '2023-Q1',
      '2023-Q2',
      '2023-Q4',
    ]);
  });
  test('adding days and counting them are inverse', () => {
    const day = fc.integer({ min: 0, max: 47_000 }).map((n) => addDays('1970-01-01', n));
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (date, n) => daysBetween(date, addDays(date, n)) === n),
    );
  });
});
