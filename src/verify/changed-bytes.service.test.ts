import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sealedReport } from '../../test/fixtures/report.ts';
import { fromUtf8 } from '../ledger/index.ts';
import { verifyFile } from './verify.ts';

const { pdf, bundle, rendered } = await sealedReport();

/** The file with one byte changed to another. */
function flipped(bytes: Uint8Array, at: number, mask: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ mask;
  return changed;
}

async function refused(bytes: Uint8Array, at: number, mask: number): Promise<void> {
  const result = await verifyFile(flipped(bytes, at, mask), { trust: null });
  const failed = result.checks.filter((check) => !check.ok);
  expect(result.valid, `byte ${at}, mask ${mask}`).toBe(false);
  expect(failed.length, `byte ${at}, mask ${mask}`).toBeGreaterThan(0);
  for (const check of failed) expect(check.detail).not.toBe('');
}

const mask = fc.integer({ min: 1, max: 255 });

describe('one changed byte', () => {
  it('anywhere in a bundle makes it invalid, with a reason', async () => {
    const at = fc.integer({ min: 0, max: bundle.length - 1 });
    await fc.assert(
      fc.asyncProperty(at, mask, (place, by) => refused(bundle, place, by)),
      { numRuns: 500 },
    );
  });

  it('in each field of a bundle makes it invalid: one bit in every value of its outer parts', async () => {
    const text = fromUtf8(bundle);
    const fields = ['"checkpoint":"', '"origin":"', '"key":"', '"publicKey":"', '"body":"', '"proof":["', '"salt":"'];
    const more = [
      '"envelope":"',
      '"seed":"',
      '"root":"',
      '"leaf":"',
      '"position":',
      '"index":',
      '"inputs":[',
      '"hop":"',
    ];
    const last = [
      '"signature":"',
      '"opinion":"',
      '"reportDate":"',
      '"version":"',
      '"name":"',
      '"role":"',
      '"format":"',
    ];
    for (const field of [...fields, ...more, ...last]) {
      const at = text.indexOf(field);
      expect(at, field).toBeGreaterThan(0);
      for (let i = 0; i < 6; i++) await refused(bundle, Buffer.byteLength(text.slice(0, at)) + field.length + i, 1);
    }
    // the signature's last sign has spare bits that another text could use
    for (const by of [1, 2, 3, 4]) await refused(bundle, text.indexOf('"', text.indexOf('"signature":"') + 13) - 1, by);
  });

  it('anywhere in a report makes it invalid, with a reason: pages, proof and seal alike', async () => {
    const inLayers = fc.integer({ min: rendered.length, max: pdf.length - 1 });
    const anywhere = fc.integer({ min: 0, max: pdf.length - 1 });
    const inSeal = fc.integer({ min: pdf.length - 9800, max: pdf.length - 1 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(inLayers, anywhere, inSeal), mask, (place, by) => refused(pdf, place, by)),
      { numRuns: 400 },
    );
  });
});

describe('two parts changed over', () => {
  it('make a bundle invalid wherever they are cut', async () => {
    const cut = fc.integer({ min: 1, max: bundle.length - 2 });
    await fc.assert(
      fc.asyncProperty(cut, async (at) => {
        const turned = new Uint8Array([...bundle.subarray(at), ...bundle.subarray(0, at)]);
        expect((await verifyFile(turned, { trust: null })).valid).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
