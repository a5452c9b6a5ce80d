import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../calendar.ts';
import { expectedOf, occurrencesOf } from './occurrences.ts';

const year = { start: '2025-10-01', end: '2026-09-30' };
const none = new Set<number>();
const always = { from: null, to: null };
const expected = (frequency: string, period = year) => expectedOf(frequency, period, none);

describe('expected occurrences', () => {
  test.each([
    ['annual', 1],
    ['semi-annual', 2],
    ['quarterly', 4],
    ['monthly', 12],
    ['semi-monthly', 27],
    ['weekly', 53],
    ['daily', 261],
  ])('of what is %s are %d in a year', (frequency, count) => {
    expect(expected(frequency)).toHaveLength(count);
  });
  test('of what happens on events, always or many times a day have no calendar', () => {
    expect(['event-driven', 'continuous', 'multiple-per-day'].map((frequency) => expected(frequency))).toEqual([
      null,
      null,
      null,
    ]);
  });
  test('follow each other without a gap, also from the last day of a month', () => {
    const months = expected('monthly', { start: '2025-08-31', end: '2026-08-30' }) ?? [];
    expect(months.map(({ from }) => from).slice(0, 7)).toEqual([
      '2025-08-31',
      '2025-09-30',
      '2025-10-31',
      '2025-11-30',
      '2025-12-31',
      '2026-01-31',
      '2026-02-28',
    ]);
    expect(months.at(-1)?.due).toBe('2026-08-30');
  });
  test('of a day are those that are worked', () => {
    const week = { start: '2025-12-22', end: '2025-12-28' };
    const holidays = new Set([dayNumber('2025-12-25') ?? 0]);
    expect(expectedOf('daily', week, holidays)?.map(({ due }) => due)).toEqual([
      '2025-12-22',
      '2025-12-23',
      '2025-12-24',
      '2025-12-26',
    ]);
  });
  test('that began in the period may end after it', () => {
    expect(expected('annual', { start: '2026-01-01', end: '2026-06-30' })).toEqual([
      { from: '2026-01-01', due: '2026-12-31' },
    ]);
  });
});

describe('an occurrence', () => {
  const states = (
    covered: { start: string; end: string }[],
    inForce: { from: string | null; to: string | null } = always,
  ) => occurrencesOf({ frequency: 'quarterly', inForce }, year, covered, '2026-04-01', none)?.map(({ state }) => state);

  test('is due until its last day is over, then late', () => {
    expect(states([])).toEqual(['late', 'late', 'due', 'due']);
    const onLastDay = occurrencesOf({ frequency: 'quarterly', inForce: always }, year, [], '2026-03-31', none);
    expect(onLastDay?.map(({ state }) => state)).toEqual(['late', 'due', 'due', 'due']);
  });
  test('is done by evidence of a day in it, or that covers the whole of it', () => {
    expect(states([{ start: '2025-12-31', end: '2025-12-31' }])).toEqual(['done', 'late', 'due', 'due']);
    expect(states([{ start: '2025-10-01', end: '2026-03-31' }])).toEqual(['done', 'done', 'due', 'due']);
    expect(states([{ start: '2026-01-02', end: '2026-04-01' }])).toEqual(['late', 'late', 'done', 'due']);
  });
  test('is not expected while the control is not in force', () => {
    expect(states([], { from: '2026-01-01', to: '2026-06-30' })).toEqual(['late', 'due']);
  });
});
