import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from './bytes.ts';
import { entryBody, entryValue, headerBytes } from './entry.ts';
import { hops } from './statement.ts';
import { encodeValues, parseValues, readValues, valuesPath } from './values.ts';

const entry = (index: number) => ({
  header: { hop: 'run' as const, inputs: index === 0 ? [] : [index - 1] },
  salt: new Uint8Array(32).fill(index & 255),
  envelope: `{"é":${index}}`,
});

describe('files of values', () => {
  it('come back as they were written, byte for byte, and hash to the logged value', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            header: fc.record({ hop: fc.constantFrom(...hops), inputs: fc.array(fc.nat()) }),
            salt: fc.uint8Array({ minLength: 32, maxLength: 32 }),
            envelope: fc.string({ unit: 'grapheme', maxLength: 50 }),
          }),
          { maxLength: 20 },
        ),
        (entries) => {
          const values = parseValues(encodeValues(entries));
          expect(values).toEqual(
            entries.map((one) => ({ ...one, headerBytes: headerBytes(one.header), envelope: utf8(one.envelope) })),
          );
          for (const [i, one] of entries.entries()) {
            const value = values[i];
            if (value === undefined || !('salt' in value)) throw new Error('no value');
            const logged = entryValue(one.header, entryBody(one.salt, one.envelope));
            expect(entryValue(value.headerBytes ?? value.header, entryBody(value.salt, value.envelope))).toEqual(
              logged,
            );
          }
        },
      ),
      { numRuns: 50 },
    );
  });
  it('that are cut off anywhere, hold too many values or a header of another shape are refused', () => {
    const bytes = encodeValues([entry(1)]);
    for (let length = 1; length < bytes.length; length++)
      expect(() => parseValues(bytes.subarray(0, length))).toThrow('cut off');
    expect(() => parseValues(encodeValues(Array.from({ length: 257 }, (_, i) => entry(i))))).toThrow('more than 256');
    for (const header of [
      '{"hop":"other","inputs":[]}',
      '{"hop":"run"}',
      '{"hop":"run","inputs":["1"]}',
      '{"a":1,"hop":"run","inputs":[]}',
      '[]',
      'x',
    ]) {
      const head = utf8(header);
      const file = new Uint8Array([0, 0, 0, head.length, ...head, ...new Uint8Array(32), 0, 0, 0, 0]);
      expect(() => parseValues(file), header).toThrow('header');
    }
  });
  it('are read across their borders, and say what is missing', async () => {
    const entries = Array.from({ length: 300 }, (_, i) => entry(i));
    const files = new Map([0, 1].map((n) => [valuesPath(n), encodeValues(entries.slice(256 * n, 256 * n + 256))]));
    const read = readValues((path) => Promise.resolve(files.get(path) ?? null));
    const found = await read(250, 60);
    expect(found.map((one) => one !== null && one.header.inputs[0])).toEqual([
      ...Array.from({ length: 50 }, (_, i) => 249 + i),
      ...Array.from({ length: 10 }, () => false),
    ]);
    expect(await read(600, 2)).toEqual([null, null]);
    expect([valuesPath(7), valuesPath(1_234_067)]).toEqual(['values/007', 'values/x001/x234/067']);
  });
});
