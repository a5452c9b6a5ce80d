import { describe, expect, test } from 'vitest';
import { loadFonts } from './fonts.ts';
import { breakable, settable, tied } from './typography.ts';

const { covers, blobs } = loadFonts();

describe('settable text', () => {
  test('shows what a reader could not see: controls, overrides, invisible characters, half surrogates', () => {
    expect(settable('a\u202Eb\u0000c\u200Bd\uD800e\uFEFFf', covers)).toBe(
      'a[U+202E]b[U+0000]c[U+200B]d[U+D800]e[U+FEFF]f',
    );
  });
  test('shows what the fonts lack and keeps what they have', () => {
    expect(settable('Zürich, Łódź, “quoted” – 5 € ◆ \u{1F600} 漢', covers)).toBe(
      'Zürich, Łódź, “quoted” – 5 € ◆ [U+1F600] [U+6F22]',
    );
  });
  test('turns line breaks and odd spaces into spaces', () => {
    expect(settable('a\r\nb\tc\u2003d\u2028e', covers)).toBe('a  b c d e');
  });
  test('lets at most two marks stand on a letter', () => {
    expect(settable(`z${'\u0301'.repeat(4)}`, () => true)).toBe('\u017a\u0301\u0301[U+0301]');
  });
});

test('figures, dates, section numbers and letters of clauses are tied', () => {
  expect(tied('99.9 % on 3 March 2026 in Section IV, 9 of 41')).toBe(
    '99.9\u202f% on 3\u00a0March\u00a02026 in Section\u00a0IV, 9\u00a0of 41',
  );
  expect(tied('Clause affected: design (b), operating effectiveness (c).')).toBe(
    'Clause affected: design\u00a0(b), operating effectiveness\u00a0(c).',
  );
});

test('words without end may break, usual words may not', () => {
  expect(breakable('x'.repeat(40))).toBe(`${'x'.repeat(12)}\u200b${'x'.repeat(12)}\u200b${'x'.repeat(12)}\u200bxxxx`);
  expect(breakable('responsibilities northline.example/ledger')).toBe('responsibilities northline.example/ledger');
});

test('nine styles are given as bytes', () => {
  expect(blobs).toHaveLength(9);
  expect([0x41, 0x2013, 0x25c6, 0x2713].map(covers)).toEqual([true, true, true, true]);
  expect([0x1f600, 0x6f22, 0x5d0].map(covers)).toEqual([false, false, false]);
});
