import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareWords } from './compare.ts';

const texts = fc.array(fc.constantFrom('the', 'system', 'is', 'run', ' ', '\n', 'by', 'people.'), { maxLength: 40 });

test('a comparison holds both texts whole, also where it may look no further', () => {
  fc.assert(
    fc.property(texts, texts, fc.constantFrom(0, 30, 1e6), (a, b, cells) => {
      const [before, after] = [a.join(''), b.join('')];
      const pieces = compareWords(before, after, { cells });
      const without = (kind: string) => pieces.flatMap((one) => (one.kind === kind ? [] : [one.text])).join('');
      expect([without('new'), without('gone')]).toEqual([before, after]);
    }),
  );
});

test('a word that changed is one word gone and one new', () => {
  expect(compareWords('Kept for one year.', 'Kept for two year.', { cells: 100 })).toEqual([
    { kind: 'same', text: 'Kept for ' },
    { kind: 'gone', text: 'one' },
    { kind: 'new', text: 'two' },
    { kind: 'same', text: ' year.' },
  ]);
});
