import { describe, expect, test } from 'vitest';
import { concat, fromHex, toHex } from '../ledger/bytes.ts';
import { DerError, DerReader, element, isInstant, octetString, oid, setOf, tags, time, unsigned } from './der.ts';

const hex = (bytes: Uint8Array): string => toHex(bytes);

describe('what is written', () => {
  test('lengths have their shortest form at every step', () => {
    const head = (length: number): string => hex(octetString(new Uint8Array(length)).subarray(0, 5));
    expect(head(127)).toBe('047f000000');
    expect(head(128)).toBe('0481800000');
    expect(head(255)).toBe('0481ff0000');
    expect(head(256)).toBe('0482010000');
    expect(head(65_536)).toBe('0483010000');
  });

  test('numbers have no leading zeros and are never negative', () => {
    expect(hex(unsigned(fromHex('00007f')))).toBe('02017f');
    expect(hex(unsigned(fromHex('80')))).toBe('02020080');
    expect(hex(unsigned(fromHex('00')))).toBe('020100');
    expect(hex(unsigned(new Uint8Array(0)))).toBe('020100');
  });

  test('identifiers are those of the standards', () => {
    expect(hex(oid('1.2.840.113549.1.7.2'))).toBe('06092a864886f70d010702');
    expect(hex(oid('2.16.840.1.101.3.4.2.1'))).toBe('0609608648016503040201');
    expect(hex(oid('1.2.840.10045.4.3.2'))).toBe('06082a8648ce3d040302');
  });

  test('the members of a set stand in the order of their bytes, whatever order they came in', () => {
    const [a, b, c] = [fromHex('0401ff'), fromHex('040200ff'), fromHex('0201ff')];
    expect(hex(setOf(a, b, c))).toBe('310a0201ff0401ff040200ff');
    expect(hex(setOf(c, b, a))).toBe(hex(setOf(a, b, c)));
  });

  test('times are UTCTime until 2049 and GeneralizedTime from 2050', () => {
    expect(new TextDecoder().decode(time('2049-12-31T23:59:59Z').subarray(2))).toBe('491231235959Z');
    expect(new TextDecoder().decode(time('2050-01-01T00:00:00Z').subarray(2))).toBe('20500101000000Z');
    for (const instant of ['1970-01-01T00:00:00Z', '2024-02-29T09:30:00Z', '2050-01-01T00:00:00Z']) {
      expect(new DerReader(time(instant)).time()).toBe(instant);
    }
  });
});

describe('what is read', () => {
  const reading =
    (text: string, tag: number = tags.octetString) =>
    () =>
      new DerReader(fromHex(text)).read(tag);

  test.each([
    ['a length in two octets that fits in one', '048105aaaaaaaaaa'],
    ['a length with a leading zero', `04820080${'aa'.repeat(128)}`],
    ['an indefinite length', '0480aa0000'],
    ['a length of five octets', '04850000000001aa'],
    ['a value longer than the file', '0405aaaa'],
    ['a length cut off', '0482'],
    ['nothing', ''],
    ['another tag', '0501aa'],
  ])('%s is refused', (_, text) => {
    expect(reading(text)).toThrow(DerError);
  });

  test.each([
    ['negative', '0201ff'],
    ['empty', '0200'],
    ['padded', '0202007f'],
  ])('a number that is %s is refused', (_, text) => {
    expect(() => new DerReader(fromHex(text)).unsigned()).toThrow(DerError);
  });

  test.each([
    ['without seconds', tags.utcTime, '2402291234Z'],
    ['of no calendar', tags.utcTime, '230229123400Z'],
    ['with an offset', tags.utcTime, '240229123400+0000'],
    ['in the longer form than its year asks', tags.generalizedTime, '20240229123400Z'],
    ['with fractions', tags.generalizedTime, '20500229123400.5Z'],
  ])('a time %s is refused', (_, tag, text) => {
    expect(() => new DerReader(element(tag, new TextEncoder().encode(text))).time()).toThrow(DerError);
  });

  test('what follows a value that should be the last is refused, at its place', () => {
    const reader = new DerReader(concat(fromHex('0401aa'), fromHex('00')));
    reader.read(tags.octetString);
    expect(() => reader.done()).toThrow(expect.objectContaining({ at: 3 }));
  });
});

test.each([
  ['2024-02-29T00:00:00Z', true],
  ['2023-02-29T00:00:00Z', false],
  ['2024-02-29T24:00:00Z', false],
  ['2024-02-29T00:00:00.000Z', false],
  ['2024-02-29', false],
  ['1969-12-31T23:59:59Z', false],
])('%s as an instant with seconds: %s', (text, is) => {
  expect(isInstant(text)).toBe(is);
});
