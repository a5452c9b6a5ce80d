/** A log's files in a folder, laid out as c2sp.org/tlog-tiles serves them: any static web server can publish it. */
import { randomUUID } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import {
  checkDirectory,
  type DirectoryCheck,
  type DirectoryReader,
  longestEntry,
  readValues,
  type TileStore,
  tileWidth,
  type ValueReader,
} from '../../ledger/index.ts';
import { Refusal } from '../../refusal.ts';
import { startThreads } from './check-threads.ts';

const abandonedAfterMs = 24 * 60 * 60 * 1000;
/** No tile is larger: a full bundle of the longest entries. Files of values may be, within what memory should hold. */
const largestTile = tileWidth * (longestEntry + 2);
const largestValues = 256 * 1024 * 1024;
/** Values that are checked faster by one thread more: it takes as long to start as half of them take to be checked. */
const worthAThread = 192 * 1024 * 1024;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * Reads any log directory, each file at once: files of a log are small, and four turns through the thread pool take longer than
 * reading one does.
 * refuses  log-folder when the folder cannot be read
 */
export function readTileDirectory(directory: string): DirectoryReader {
  return {
    // Asynchronous, so that what is thrown is the promise's.
    read: async (path) => readWhole(directory, path, (size) => new Uint8Array(size)),
    list: () => filesBelow(directory, join(directory, 'tile')),
  };
}

/** Reads the values of a log's entries in a folder, every file into the same memory: values are good until the next are asked for. */
export function readValueFiles(directory: string): ValueReader {
  let room = new Uint8Array(0);
  const take = (size: number): Uint8Array => {
    if (size > room.length) room = new Uint8Array(Math.ceil(size * 1.25));
    return room.subarray(0, size);
  };
  return readValues(async (path) => readWhole(directory, path, take));
}

/** The bytes of a file, in memory that `take` gives; null when there is none. */
function readWhole(directory: string, path: string, take: (size: number) => Uint8Array): Uint8Array | null {
  let file: number | undefined;
  try {
    // Without O_NONBLOCK a named pipe somebody put there would wait for ever.
    file = openSync(join(directory, checkPath(path)), constants.O_RDONLY | constants.O_NONBLOCK);
    const found = fstatSync(file);
    if (found.isDirectory()) return null;
    if (!found.isFile() || found.size > (path.startsWith('values/') ? largestValues : largestTile)) throw noFile(path);
    const bytes = take(found.size);
    let done = 0;
    for (let more = 1; more > 0 && done < bytes.length; done += more) {
      more = readSync(file, bytes, done, bytes.length - done, done);
    }
    return bytes.subarray(0, done);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) return null;
    throw error;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function noFile(path: string): Refusal {
  return new Refusal('log-folder', `${path} is no plain file, or larger than any file of a log can be.`);
}

async function* filesBelow(root: string, folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    // Folders behind symbolic links are not entered: they could lead round in a circle.
    if (entry.isDirectory()) yield* filesBelow(root, path);
    else yield relative(root, path).split(sep).join('/');
  }
}

function checkPath(path: string): string {
  if (/^[a-z0-9]+(\.[a-z0-9]+)*(\/[a-z0-9]+(\.[a-z0-9]+)*)*$/.test(path)) return path;
  throw new Refusal('log-folder', `${JSON.stringify(path)} is not the path of a file of a log.`);
}

/**
 * A store of tiles in a folder. What `write` acknowledged is on the disk under its name, whole; files being written are in
 * `.incoming/`, and what a crash left there is removed when the store is opened a day later.
 */
export async function openTileDirectory(directory: string): Promise<TileStore> {
  const incoming = join(directory, '.incoming');
  await mkdir(incoming, { recursive: true });
  for (const name of await readdir(incoming)) {
    const found = await stat(join(incoming, name)).catch(() => undefined);
    // Younger ones may be another process's, being written now.
    if (found !== undefined && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(join(incoming, name));
  }
  const { read } = readTileDirectory(directory);
  return {
    read,
    async write(path, bytes) {
      const target = join(directory, checkPath(path));
      const temporary = join(incoming, randomUUID());
      try {
        const handle = await open(temporary, 'wx', 0o644);
        try {
          await handle.writeFile(bytes);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await makeFolder(directory, dirname(target));
        await rename(temporary, target);
        await syncFolder(dirname(target));
      } catch (cause) {
        await rm(temporary, { force: true });
        if (['ENOSPC', 'EDQUOT', 'EFBIG', 'EACCES', 'EPERM', 'EROFS'].includes(codeOf(cause))) {
          throw new Refusal('log-folder', `${path} cannot be written in ${directory} (${codeOf(cause)}).`, {
            exit: 3,
            next: 'Make room or give the right to write, and start again: nothing is lost.',
            cause,
          });
        }
        throw cause;
      }
    },
  };
}

/** Makes a folder and those above it durable: a new name is on the disk only when its folder was synced too. */
async function makeFolder(root: string, folder: string): Promise<void> {
  if (
    await stat(folder).then(
      (found) => found.isDirectory(),
      () => false,
    )
  )
    return;
  if (folder !== root) await makeFolder(root, dirname(folder));
  await mkdir(folder, { recursive: true });
  await syncFolder(dirname(folder));
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Checks a log in a folder, with the statements behind its values where the folder has them (`values/`).
 * vkey     verifier key of the log; left out, the signature is unchecked
 * refuses  log-damaged when the folder holds no checkpoint, bad-note for a malformed vkey, log-folder
 */
export async function checkLogFolder(
  directory: string,
  options: { readonly vkey?: string } = {},
): Promise<DirectoryCheck> {
  const reader = readTileDirectory(directory);
  const values = join(directory, 'values');
  const hasValues = await stat(values).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!hasValues) return checkDirectory(reader, options);
  const first = await stat(join(values, '000')).catch(() => undefined);
  return checkDirectory(reader, {
    ...options,
    values: readValueFiles(directory),
    shareOut(bundles, here) {
      const threads = Math.min(availableParallelism() - 1, Math.floor((bundles * (first?.size ?? 0)) / worthAThread));
      return threads < 1 ? null : startThreads(directory, threads, here);
    },
  });
}
