import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { pipeline, Transform } from 'node:stream';
import type { BlobStore } from '../../evidence/blob-store.ts';
import { Refusal } from '../../refusal.ts';

const abandonedAfterMs = 24 * 60 * 60 * 1000;

/**
 * A blob store in a folder: `DIGEST[0..2]/DIGEST`, and `incoming/` for what is still being written. Files there that are older
 * than a day are what a crash left; they are removed when the store is opened.
 */
export async function openBlobDirectory(directory: string): Promise<BlobStore> {
  const incoming = join(directory, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 }).catch(refuseWrite(directory));
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(path, { force: true });
  }
  const place = (digest: string) => join(directory, digest.slice(0, 2), digest);

  return {
    async put(bytes) {
      const path = join(incoming, randomUUID());
      try {
        const handle = await open(path, 'wx', 0o600);
        const stored = await writeWhole(handle, bytes instanceof Uint8Array ? [bytes] : bytes);
        const target = place(stored.digest);
        await mkdir(dirname(target), { recursive: true, mode: 0o700 });
        // Over a file that is there already too: it has the same bytes, or was damaged and is healed by this.
        await rename(path, target);
        await syncFolder(dirname(target));
        await syncFolder(directory);
        return stored;
      } catch (error) {
        await rm(path, { force: true });
        return refuseWrite(directory)(error);
      }
    },
    async get(digest) {
      const source = createReadStream(place(checkDigest(digest)), { highWaterMark: 256 * 1024 });
      await new Promise<void>((resolve, reject) => {
        source.once('open', () => resolve());
        source.once('error', (cause) => reject(missing(digest, cause)));
      });
      return pipeline(source, checking(digest), () => undefined);
    },
    async range(digest, start, end) {
      const handle = await open(place(checkDigest(digest)), 'r').catch((cause: unknown) => {
        throw missing(digest, cause);
      });
      try {
        const bytes = Buffer.alloc(Math.max(0, end - start));
        let done = 0;
        while (done < bytes.length) {
          const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
          if (bytesRead === 0) break;
          done += bytesRead;
        }
        return bytes.subarray(0, done);
      } finally {
        await handle.close();
      }
    },
    async has(digest) {
      return await access(place(checkDigest(digest))).then(
        () => true,
        () => false,
      );
    },
    async delete(digest) {
      await rm(place(checkDigest(digest)), { force: true });
    },
  };
}

async function writeWhole(handle: FileHandle, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  const hash = createHash('sha256');
  let size = 0;
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.byteLength;
      await writeAll(handle, chunk);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { digest: hash.digest('hex'), size };
}

/** A write may take a part only, the last thing a full disk does before it says so. */
async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let done = 0; done < chunk.byteLength; ) {
    const { bytesWritten } = await handle.write(chunk, done);
    done += bytesWritten;
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function checking(digest: string): Transform {
  const hash = createHash('sha256');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      const isEqual = hash.digest('hex') === digest;
      done(isEqual ? null : new Refusal('blob-damaged', `The stored bytes ${digest} were changed.`, { exit: 3 }));
    },
  });
}

function checkDigest(digest: string): string {
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  throw new Refusal('blob-digest', 'A digest is 64 lower-case hex digits.');
}

function missing(digest: string, cause: unknown): Refusal {
  return new Refusal('blob-missing', `The stored bytes ${digest} are not there.`, { exit: 3, cause });
}

const noSpace = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const noRight = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST']);

function refuseWrite(directory: string): (error: unknown) => never {
  return (error) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (error instanceof Refusal) throw error;
    if (noSpace.has(code)) {
      throw new Refusal('blob-no-space', `There is no space left to store bytes in ${directory}; nothing was stored.`, {
        exit: 3,
        next: 'Free some space and try again.',
        cause: error,
      });
    }
    if (noRight.has(code)) {
      throw new Refusal('blob-no-right', `Bytes cannot be stored in ${directory}: it cannot be written to.`, {
        exit: 3,
        cause: error,
      });
    }
    throw error;
  };
}
