import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { chunkBytes, decrypt, decryptRange, encrypt } from './cipher.ts';
import { installationKey, unwrapKey, wrapKey } from './installation-key.ts';

const key = Buffer.alloc(32, 7);
const headerBytes = 20;
const tagBytes = 16;

async function* pieces(bytes: Uint8Array, length: number) {
  for (let from = 0; from < bytes.length; from += length) yield bytes.subarray(from, from + length);
}
async function all(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
const sealed = (plain: Uint8Array, length = 1000) => all(encrypt(key, pieces(plain, length)));
const opened = (stored: Uint8Array, length = 1000) => all(decrypt(key, pieces(stored, length)));

async function isRefused(stored: Uint8Array): Promise<boolean> {
  return await opened(stored).then(
    () => false,
    (error: unknown) => error instanceof Refusal && error.code === 'evidence-damaged',
  );
}

test.each([0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes])(
  '%i bytes come back as they were, and take a header and a tag a chunk more',
  async (size) => {
    const plain = Buffer.alloc(size, 'evidence');
    const stored = await sealed(plain);
    expect(stored.length).toBe(headerBytes + size + tagBytes * Math.max(1, Math.ceil(size / chunkBytes)));
    expect((await opened(stored)).equals(plain)).toBe(true);
  },
);

test('the format stays what it is: evidence stored by an earlier version can be read', async () => {
  const stored = await sealed(Buffer.from('three pull requests'));
  expect(stored.subarray(0, headerBytes).toString()).toBe('tickmark-evidence/1\n');
  expect(createHash('sha256').update(stored).digest('hex')).toBe(
    'dfbfa65da38f294b8d2b88d0a5ecee622c61e241bf509820fc75fe0b0e3cd493',
  );
});

test('how the bytes arrive makes no difference to what is stored or read', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 200_000 }),
      fc.integer({ min: 1, max: 200_000 }),
      async (inwards, outwards) => {
        const plain = Buffer.alloc(150_000, 'x1y2z3');
        const stored = await sealed(plain, inwards);
        expect(stored.equals(await sealed(plain, 4096))).toBe(true);
        expect((await opened(stored, outwards)).equals(plain)).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

test('a changed byte anywhere is refused', async () => {
  const stored = await sealed(Buffer.alloc(2 * chunkBytes + 100, 'evidence'));
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: stored.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, change) => {
        const altered = Buffer.from(stored);
        altered[at] = (altered[at] ?? 0) ^ change;
        expect(await isRefused(altered)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});

test('chunks that are exchanged, left out, repeated or cut off are refused, and so is anything added', async () => {
  const whole = await sealed(Buffer.alloc(2 * chunkBytes + 100, 'evidence'));
  const size = chunkBytes + tagBytes;
  const header = whole.subarray(0, headerBytes);
  const first = whole.subarray(headerBytes, headerBytes + size);
  const second = whole.subarray(headerBytes + size, headerBytes + 2 * size);
  const last = whole.subarray(headerBytes + 2 * size);
  const altered = {
    exchanged: [header, second, first, last],
    'left out': [header, first, last],
    repeated: [header, first, first, second, last],
    'cut at a chunk': [header, first, second],
    'cut to nothing': [header],
    'cut in the header': [header.subarray(0, 5)],
    empty: [],
    added: [whole, Buffer.from('!')],
    'without header': [first, second, last],
  };
  for (const [what, parts] of Object.entries(altered))
    expect([what, await isRefused(Buffer.concat(parts))]).toEqual([what, true]);
});

test('a key is unwrapped for its own item only, under its own installation only', () => {
  const installation = installationKey(Buffer.alloc(32, 1));
  const wrapped = wrapKey(installation, 'item-1', key, Buffer.alloc(12, 2));
  expect(unwrapKey(installation, 'item-1', wrapped).equals(key)).toBe(true);
  expect(() => unwrapKey(installation, 'item-2', wrapped)).toThrow('was changed');
  expect(() => unwrapKey(installationKey(Buffer.alloc(32, 3)), 'item-1', wrapped)).toThrow(
    "another installation's key",
  );
  for (let at = 8; at < wrapped.length; at += 1) {
    const altered = Buffer.from(wrapped);
    altered[at] = (altered[at] ?? 0) ^ 1;
    expect(() => unwrapKey(installation, 'item-1', altered)).toThrow(Refusal);
  }
});

test('a part of an item is read from its chunks alone, and what was changed or cut is refused', async () => {
  for (const size of [1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, 3 * chunkBytes + 500]) {
    const plain = Buffer.from(Array.from({ length: size }, (_, index) => index % 251));
    const stored = await sealed(plain);
    const read = async (from: number, to: number) => stored.subarray(from, to);
    for (const [start, end] of [
      [0, size],
      [0, 1],
      [size - 1, size],
      [Math.floor(size / 3), Math.floor((2 * size) / 3)],
      [chunkBytes - 1, chunkBytes + 1],
    ] as const) {
      const wanted = plain.subarray(start, Math.min(end, size));
      if (start >= size) continue;
      expect((await decryptRange(key, size, read, start, Math.min(end, size))).equals(wanted)).toBe(true);
    }
    const changed = Buffer.from(stored);
    changed[stored.length - 1] = (changed[stored.length - 1] ?? 0) ^ 1;
    await expect(
      decryptRange(key, size, async (from, to) => changed.subarray(from, to), size - 1, size),
    ).rejects.toMatchObject({ code: 'evidence-damaged' });
    // Cut at a chunk: the chunk that is last now was not when it was sealed.
    if (size > chunkBytes) {
      await expect(decryptRange(key, chunkBytes, read, 0, 1)).rejects.toMatchObject({ code: 'evidence-damaged' });
    }
  }
});
