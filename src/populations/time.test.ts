import { expect, test } from 'vitest';
import { dateInZone, instantOfMicros, microsOf, parseDate, parseTime, windowInstants, zoneOffset } from './time.ts';

test('a time with any offset becomes the same UTC instant', () => {
  for (const text of [
    '2023-12-21T17:00:13+01:00',
    '2023-12-21T16:00:13Z',
    '2023-12-21T16:00:13.000Z',
    '2023-12-21t16:00:13z',
    '2023-12-21 16:00:13 UTC',
    '2023-12-21 10:30:13-0530',
  ]) {
    expect(parseTime(text), text).toBe('2023-12-21T16:00:13Z');
  }
});

test('a fraction keeps six digits at most and no zeros at its end', () => {
  expect(parseTime('2021-07-23T23:39:05.607Z')).toBe('2021-07-23T23:39:05.607Z');
  expect(parseTime('2021-07-23T23:39:05.660000000Z')).toBe('2021-07-23T23:39:05.66Z');
  expect(parseTime('2021-07-23T23:39:05.1234567Z')).toBe('2021-07-23T23:39:05.123456Z');
});

test('a time without an offset is no instant, unless the format says that it is UTC', () => {
  expect(parseTime('2025-01-21 17:49:47.000000000')).toBeNull();
  expect(parseTime('2025-01-21 17:49:47.000000000', 'utc')).toBe('2025-01-21T17:49:47Z');
});

test('days that do not exist and years that nobody means are refused', () => {
  for (const text of [
    '2023-02-29T00:00:00Z',
    '2023-13-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '2101-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '2023-01-01T25:00:00Z',
    '2023-01-01T24:00:00Z',
    '1970-01-01T00:30:00+01:00',
    '2023-01-01',
    '20230101T000000Z',
    '2023-01-01T00:00:00+99:00',
    '',
  ]) {
    expect(parseTime(text), text).toBeNull();
  }
  expect(parseTime('1969-12-31T23:30:00-01:00')).toBe('1970-01-01T00:30:00Z');
  expect(parseDate('2024-02-29')).toBe('2024-02-29');
  expect(parseDate('1969-12-31')).toBeNull();
  expect(parseDate('2101-01-01')).toBeNull();
  expect(parseDate('29-02-2024')).toBeNull();
});

test('an instant and its microseconds are the same moment', () => {
  for (const at of ['1970-01-01T00:00:00Z', '2023-07-10T11:42:18.000001Z', '2100-12-31T23:59:59.999999Z']) {
    expect(instantOfMicros(microsOf(at))).toBe(at);
  }
});

test('the days of a period begin and end at midnight of the time zone, summer time or not', () => {
  expect(windowInstants('2023-01-01', '2023-12-31', 'America/New_York')).toEqual({
    from: '2023-01-01T05:00:00Z',
    until: '2024-01-01T05:00:00Z',
  });
  expect(windowInstants('2023-03-26', '2023-03-26', 'Europe/Berlin')).toEqual({
    from: '2023-03-25T23:00:00Z',
    until: '2023-03-26T22:00:00Z',
  });
  expect(zoneOffset([2023, 7, 1, 12, 0, 0], 'Asia/Kolkata')).toBe(330);
  expect(dateInZone('2023-12-31T23:30:00Z', 'Europe/Berlin')).toBe('2024-01-01');
});
