import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMonths,
  businessDays,
  calendarDays,
  dateOfDay,
  dayNumber,
  dayOfInstant,
  instantMicros,
  isTimeZone,
  monthOfDay,
  months,
  monthSteps,
  nameOfMonth,
  zoneOffsets,
} from './calendar.ts';

const day = (date: string): number => {
  const found = dayNumber(date);
  if (found === null) throw new Error(date);
  return found;
};
const none = new Set<number>();

describe('a date', () => {
  it('is a day of the calendar or nothing', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2024-02-29')).toBe(19_782);
    for (const wrong of ['2023-02-29', '2023-13-01', '2023-1-1', '20230101', '', '2023-01-01T00:00:00Z'])
      expect(dayNumber(wrong)).toBeNull();
    expect(dateOfDay(19_782)).toBe('2024-02-29');
  });
});

describe('business days', () => {
  it.each([
    ['2023-05-26', '2023-05-26', 0],
    ['2023-05-26', '2023-05-25', 0],
    ['2023-05-26', '2023-05-29', 1],
    ['2023-05-26', '2023-06-02', 5],
    ['2023-05-27', '2023-05-28', 0],
  ])('from %s to %s are %i without holidays', (a, b, count) => {
    expect(businessDays(day(a), day(b), none)).toBe(count);
  });

  it('leave out holidays, and count a holiday on a weekend once', () => {
    expect(businessDays(day('2023-05-26'), day('2023-05-30'), new Set([day('2023-05-29')]))).toBe(1);
    expect(businessDays(day('2023-05-26'), day('2023-05-30'), new Set([day('2023-05-28')]))).toBe(2);
  });

  it('are never more than calendar days, and add up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), fc.nat(500), fc.nat(500), (a, b, c) => {
        expect(businessDays(a, a + b, none)).toBeLessThanOrEqual(calendarDays(a, a + b));
        expect(businessDays(a, a + b, none) + businessDays(a + b, a + b + c, none)).toBe(
          businessDays(a, a + b + c, none),
        );
      }),
    );
  });
});

describe('months', () => {
  it.each([
    ['2023-01-31', '2023-02-28', 1],
    ['2023-01-31', '2023-03-01', 2],
    ['2024-01-31', '2024-02-29', 1],
    ['2022-03-10', '2023-03-10', 12],
    ['2022-03-10', '2023-03-11', 13],
    ['2023-03-10', '2023-03-10', 0],
    ['2023-03-10', '2022-03-10', 0],
    ['2024-02-29', '2025-02-28', 12],
  ])('from %s to %s are %i', (a, b, count) => {
    expect(months(day(a), day(b))).toBe(count);
  });

  it('clamp to the end of a shorter month', () => {
    expect(dateOfDay(addMonths(day('2023-01-31'), 1))).toBe('2023-02-28');
    expect(dateOfDay(addMonths(day('2023-11-30'), 3))).toBe('2024-02-29');
    expect([nameOfMonth(monthOfDay(day('2023-12-31'))), nameOfMonth(0), nameOfMonth(-1)]).toEqual([
      '2023-12',
      '1970-01',
      '1969-12',
    ]);
  });
});

describe('the day of an instant', () => {
  const dayIn = (instant: string, zone: string): string =>
    dateOfDay(dayOfInstant(instantMicros(instant) ?? 0, zoneOffsets(zone)));
  it.each([
    ['2023-03-12T04:59:59.999999Z', 'America/New_York', '2023-03-11'],
    ['2023-03-12T05:00:00Z', 'America/New_York', '2023-03-12'],
    ['2023-03-13T03:59:59Z', 'America/New_York', '2023-03-12'],
    ['2023-03-13T04:00:00Z', 'America/New_York', '2023-03-13'],
    ['2023-11-06T04:59:59Z', 'America/New_York', '2023-11-05'],
    ['2011-12-30T09:59:59Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00Z', 'Pacific/Apia', '2011-12-31'],
    ['2023-06-30T18:29:59Z', 'Asia/Kolkata', '2023-06-30'],
    ['1970-01-01T00:00:00Z', 'America/New_York', '1969-12-31'],
  ])('%s in %s is %s', (instant, zone, date) => {
    expect(dayIn(instant, zone)).toBe(date);
  });

  it('has months whose steps agree with it also round every change of the clock', () => {
    for (const name of ['America/Havana', 'Pacific/Apia', 'Europe/Berlin', 'UTC']) {
      const zone = zoneOffsets(name);
      const { initial, steps } = monthSteps(zone);
      const points = [...zone.changes.flatMap(({ at }) => [at - 1, at]), ...steps.flatMap(({ at }) => [at - 1, at])];
      for (const at of points.slice(0, 1_000)) {
        const month = steps.findLast((step) => step.at <= at)?.value ?? initial;
        expect([name, at, month]).toEqual([name, at, monthOfDay(dayOfInstant(at, zone))]);
      }
    }
  });

  it('knows zones by their names', () => {
    expect([isTimeZone('America/New_York'), isTimeZone('Mars/Olympus')]).toEqual([true, false]);
    expect(() => zoneOffsets('Mars/Olympus')).toThrow(RangeError);
  });
});
