import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from './bytes.ts';

it('base64 and hex come back, and agree with the platform', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
      expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'));
      expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      expect(fromHex(toHex(bytes))).toEqual(bytes);
    }),
  );
});
it.each(['A', 'AA', 'AA=', 'AB==', 'AAB=', 'A===', 'AA==AA==', 'AA ==', '-_8=', 'AA==\n', '====', 'é==='])(
  'base64 %j is refused, for it is not the one spelling of its bytes',
  (text) => {
    expect(() => fromBase64(text)).toThrow('base64');
  },
);
it.each(['a', 'AB', 'zz', '0x', 'ab '])('hex %j is refused', (text) => {
  expect(() => fromHex(text)).toThrow('hex');
});
it('text that has no UTF-8 form, and bytes that are no UTF-8, are refused', () => {
  expect(() => utf8('\ud800')).toThrow('surrogate');
  for (const bytes of [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff], [0xe2, 0x82]]) {
    expect(() => fromUtf8(Uint8Array.from(bytes))).toThrow('UTF-8');
  }
  expect(fromUtf8(utf8('\ufeffé'))).toBe('\ufeffé');
});
it('bytes are ordered by unsigned value, then by length', () => {
  const sorted = [[], [0], [0, 1], [127], [128], [255, 0]].map((bytes) => Uint8Array.from(bytes));
  expect(sorted.toReversed().toSorted(compareBytes)).toEqual(sorted);
});
