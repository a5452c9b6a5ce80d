import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import type { BlobStore } from '../../evidence/blob-store.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What every blob store must do. `open` gives an empty store. */
export function blobStoreContract(name: string, open: () => Promise<BlobStore>): void {
  describe(name, () => {
    test('bytes come back by their digest, given whole or as a stream', async () => {
      const store = await open();
      const bytes = Buffer.alloc(1_000_000, 'stored');
      const parts = Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]);
      expect(await store.put(bytes)).toEqual({ digest: sha256(bytes), size: bytes.length });
      expect(await store.put(parts)).toEqual({ digest: sha256(bytes), size: bytes.length });
      expect((await buffer(await store.get(sha256(bytes)))).equals(bytes)).toBe(true);
    });

    test('a part of the bytes is read without the rest', async () => {
      const store = await open();
      const { digest } = await store.put(Buffer.from('0123456789'));
      const range = async (start: number, end: number) => (await store.range(digest, start, end)).toString();
      expect([await range(2, 5), await range(8, 20), await range(10, 12), await range(3, 3)]).toEqual([
        '234',
        '89',
        '',
        '',
      ]);
      await expect(store.range('b'.repeat(64), 0, 1)).rejects.toMatchObject({ code: 'blob-missing' });
    });

    test('no bytes at all are bytes too', async () => {
      const store = await open();
      const { digest, size } = await store.put(Buffer.alloc(0));
      expect([digest, size]).toEqual([sha256(Buffer.alloc(0)), 0]);
      expect((await buffer(await store.get(digest))).length).toBe(0);
    });

    test('what is not there is said to be missing, and deleting it is no error', async () => {
      const store = await open();
      const digest = 'a'.repeat(64);
      expect(await store.has(digest)).toBe(false);
      await expect(store.get(digest)).rejects.toMatchObject({ code: 'blob-missing', exit: 3 });
      await store.delete(digest);
    });

    test('deleted bytes are gone', async () => {
      const store = await open();
      const { digest } = await store.put(Buffer.from('once'));
      expect(await store.has(digest)).toBe(true);
      await store.delete(digest);
      expect(await store.has(digest)).toBe(false);
    });

    test('a stream that breaks leaves nothing', async () => {
      const store = await open();
      async function* breaking() {
        yield Buffer.from('half');
        throw new Error('the line went dead');
      }
      await expect(store.put(breaking())).rejects.toThrow('the line went dead');
      expect(await store.has(sha256(Buffer.from('half')))).toBe(false);
    });

    test('equal bytes stored at the same time are stored once', async () => {
      const store = await open();
      const bytes = Buffer.alloc(200_000, 'same');
      const digests = await Promise.all(Array.from({ length: 8 }, async () => (await store.put(bytes)).digest));
      expect(new Set(digests).size).toBe(1);
      expect((await buffer(await store.get(sha256(bytes)))).equals(bytes)).toBe(true);
    });

    test('a name that is no digest never becomes a path', async () => {
      const store = await open();
      for (const digest of ['../../etc/passwd', 'A'.repeat(64), '']) {
        await expect(store.get(digest)).rejects.toMatchObject({ code: 'blob-digest' });
        await expect(store.delete(digest)).rejects.toMatchObject({ code: 'blob-digest' });
        await expect(store.has(digest)).rejects.toMatchObject({ code: 'blob-digest' });
      }
    });
  });
}
