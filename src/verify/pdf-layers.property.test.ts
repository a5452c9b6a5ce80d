import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitLayers } from './pdf-layers.ts';

const folder = new URL('../../test/data/pdf-signed/', import.meta.url);
const signed = readdirSync(folder).filter((name) => name.endsWith('.pdf'));

test('there are signed PDFs of others to refuse', () => {
  expect(signed.length).toBeGreaterThanOrEqual(4);
});

test.each(signed)('%s, signed by others, is no sealed report and is told so with a place', (name) => {
  const split = splitLayers(new Uint8Array(readFileSync(new URL(name, folder))));
  expect(split).toMatchObject({ ok: false, problems: [{ place: expect.any(Number), sentence: expect.any(String) }] });
});

test('no bytes at all, and any bytes, are refused without a crash', () => {
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc
      .constantFrom(
        '%PDF-1.7\n',
        '\nstartxref\n0\n%%EOF',
        '\nstartxref\n30\n%%EOF',
        'xref\n0 1\n',
        'xref\n0 9999999\n',
        '\n  /Prev 9\n>>\nstartxref\n',
        '\n  /Prev 0\n>>\nstartxref\n',
      )
      .map((text) => new TextEncoder().encode(text)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const split = splitLayers(new Uint8Array(Buffer.concat(pieces)));
      expect(split.ok).toBe(false);
    }),
    { numRuns: 2000 },
  );
});
