import { describe, expect, test } from 'vitest';
import { Refusal } from '../../refusal.ts';
import { count, day, listing, lowerFirst, percent } from './print.ts';
import { fillWording, loadWording, parseWording } from './wording.ts';

const wording = loadWording();
const file = (body: string) => `source: s\nedition: '1'\neffectiveFrom: 2026-11-01\nattached: []\nwordings:\n${body}`;

describe('standing text', () => {
  test('holds every paragraph of methodology 20.2 and 20.3 and the letters', () => {
    const sections = [...wording.paragraphs.keys()];
    const numbers = (prefix: string, first: number, last: number) =>
      Array.from({ length: last - first + 1 }, (_, i) => `${prefix}-${String(first + i).padStart(2, '0')}`);
    const expected = [
      ...numbers('SAR', 1, 20),
      ...numbers('ASR', 1, 13),
      ...numbers('TXT', 1, 22),
      ...numbers('GDE', 1, 9),
    ];
    expected.push(
      ...numbers('REP', 0, 15),
      'REP-99',
      ...numbers('BRG', 1, 7),
      ...numbers('ENG', 1, 16),
      ...numbers('S3', 1, 11),
    );
    const missing = expected.filter((id) => !sections.some((known) => known === id || known.startsWith(`${id}.`)));
    expect(missing).toEqual([]);
    for (const id of [
      'SAR-08i',
      'SAR-10a',
      'SAR-10i',
      'SAR-17c.both',
      'SAR-17c.user',
      'SAR-17c.sub',
      'SAR-17c.operated',
    ]) {
      expect(sections).toContain(id);
    }
  });

  test('never calls it certified and gives no score', () => {
    const all = [...wording.paragraphs.values()].flatMap(({ text, variants }) => [
      ...text,
      ...[...variants.values()].flat(),
    ]);
    expect(all.filter((sentence) => /certif|fully|completely|failed|score|genuine/i.test(sentence))).toEqual([
      'The complementary user entity controls and the controls assumed at subservice organizations are stated completely in the description and are necessary.',
    ]);
  });

  test('is refused when a field is unknown, a brace is open or a choice is not of type', () => {
    expect(() => parseWording(file("  SAR-01:\n    text: ['a']\n    colour: red\n"))).toThrow(Refusal);
    expect(() => parseWording(file("  SAR-01:\n    text: ['to {organization']\n"))).toThrow(Refusal);
    expect(() => parseWording(file("  SAR-01:\n    text: ['to {a|b}']\n"))).toThrow(Refusal);
    expect(() => parseWording(file("  SAR-01:\n    text: ['to {organization}']\n"))).not.toThrow();
  });
});

describe('filling a sentence', () => {
  test('picks the words of the type', () => {
    expect(fillWording('designed{t2: and operated}, {t1: as of|t2: in}', 'type1', {})).toBe('designed, as of');
    expect(fillWording('designed{t2: and operated}, {t1: as of|t2: in}', 'type2', {})).toBe(
      'designed and operated, in',
    );
  });

  test('leaves a sentence out whole when a variable is empty', () => {
    expect(fillWording('The cause was {cause}.', 'type2', { cause: '' })).toBeNull();
    expect(fillWording('The cause was {cause}.', 'type2', { cause: null })).toBeNull();
    expect(fillWording('{t2: Only in Type II.}', 'type1', {})).toBeNull();
  });

  test('keeps it when the variable only attaches a clause', () => {
    expect(fillWording('designed{if}.', 'type2', { if: '' }, new Set(['if']))).toBe('designed.');
  });

  test('refuses a variable that nobody knows, also one named like a property of every object', () => {
    expect(() => fillWording('To {nobody}', 'type2', {})).toThrow(/nobody/);
    expect(() => fillWording('To {constructor}', 'type2', {})).toThrow(/constructor/);
  });

  test('never reads braces in what people wrote', () => {
    expect(fillWording('To {organization}.', 'type2', { organization: '{firm} $& {t2: x}', firm: 'F' })).toBe(
      'To {firm} $& {t2: x}.',
    );
  });

  test('prints one full stop after a name that ends with one', () => {
    expect(fillWording('Legal entity: {name}.', 'type2', { name: 'Northline Inc.' })).toBe(
      'Legal entity: Northline Inc.',
    );
  });
});

describe('figures', () => {
  test('rates have two decimals below 1 %, one above, and never print as zero when there was a deviation', () => {
    expect([percent(3, 3214), percent(1, 41), percent(9, 41), percent(20, 20)]).toEqual([
      '0.09',
      '2.4',
      '22.0',
      '100.0',
    ]);
    expect([percent(1, 100), percent(199, 20_000), percent(1, 101)]).toEqual(['1.0', '1.0', '0.99']);
    expect(percent(7, 10_041_206)).toBe('0.000070');
    expect(percent(1, Number.MAX_SAFE_INTEGER)).toMatch(/^0\.0+[1-9]\d$/);
  });

  test('counts, dates and lists read as in print', () => {
    expect([count(0), count(999), count(1000), count(10_041_206)]).toEqual(['0', '999', '1,000', '10,041,206']);
    expect(day('2026-11-03')).toBe('3 November 2026');
    expect([listing([]), listing(['A']), listing(['A', 'B']), listing(['A', 'B', 'C'])]).toEqual([
      '',
      'A',
      'A and B',
      'A, B and C',
    ]);
    expect([lowerFirst('Recovery plan'), lowerFirst('MFA enforced'), lowerFirst('')]).toEqual([
      'recovery plan',
      'MFA enforced',
      '',
    ]);
  });
});
