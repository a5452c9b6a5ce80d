/** A log's files in a folder, laid out as c2sp.org/tlog-tiles serves them: any static web server can publish it. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import {
  checkDirectory,
  type DirectoryCheck,
  type DirectoryReader,
  longestEntry,
  readValues,
  type TileStore,
  tileWidth,
} from '../../ledger/index.ts';
import { Refusal } from '../../refusal.ts';

const abandonedAfterMs = 24 * 60 * 60 * 1000;
/** No tile is larger: a full bundle of the longest entries. Files of values may be, within what memory should hold. */
const largestTile = tileWidth * (longestEntry + 2);
const largestValues = 256 * 1024 * 1024;

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/**
 * Reads any log directory.
 * refuses  log-folder when the folder cannot be read
 */
export function readTileDirectory(directory: string): DirectoryReader {
  return {
    async read(path) {
      const file = join(directory, checkPath(path));
      try {
        // Without O_NONBLOCK a named pipe somebody put there would wait for ever.
        const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
        try {
          const found = await handle.stat();
          if (found.isDirectory()) return null;
          if (!found.isFile() || found.size > (path.startsWith('values/') ? largestValues : largestTile))
            throw noFile(path);
          const { size } = found;
          return await readWhole(handle, size);
        } finally {
          await handle.close();
        }
      } catch (error) {
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(codeOf(error))) return null;
        throw error;
      }
    },
    list: () => filesBelow(directory, join(directory, 'tile')),
  };
}

async function readWhole(handle: Awaited<ReturnType<typeof open>>, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size);
  let done = 0;
  while (done < size) {
    const { bytesRead } = await handle.read(bytes, done, size - done, done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return done === size ? bytes : bytes.subarray(0, done);
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
  const hasValues = await stat(join(directory, 'values')).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return checkDirectory(reader, { ...options, ...(hasValues ? { values: readValues(reader.read) } : {}) });
}
