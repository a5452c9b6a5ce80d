import { randomUUID } from 'node:crypto';
import { mkdir, open, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shareLock, takeLock } from '../adapters/postgres/embedded-lock.ts';
import { Refusal } from '../refusal.ts';

/** What a first start needs at least: a new database is about 40 MB, its write-ahead log may grow while records are examined. */
export const leastFreeBytes = 300_000_000;

export interface DataDirectory {
  readonly path: string;
  /** results, one folder each */
  readonly results: string;
  readonly log: string;
  release(): Promise<void>;
}

/**
 * Makes the data directory ready and takes it for this process; a lock whose process is gone is taken over.
 * shared   beside other processes that share it, with a database of the operator's own
 * restoring  a backup is brought back into it: only then may an earlier attempt's remains be there
 * refuses  data-directory (no right), data-space, data-in-use, data-half-restored, each with exit code 3
 */
export async function openDataDirectory(
  path: string,
  { shared = false, restoring = false }: { readonly shared?: boolean; readonly restoring?: boolean } = {},
): Promise<DataDirectory> {
  await refuseUnusable(path);
  if (!restoring && (await isHalfRestored(path))) {
    throw new Refusal('data-half-restored', `A restore into ${path} did not come to its end.`, {
      exit: 3,
      next: 'Run it again: it begins anew.',
    });
  }
  await refuseFull(path);
  try {
    const release = await (shared ? shareLock(path) : takeLock(path));
    const directory = { path, results: join(path, 'results'), log: join(path, 'log'), release };
    await mkdir(directory.results, { recursive: true, mode: 0o700 });
    await mkdir(directory.log, { recursive: true, mode: 0o700 });
    return directory;
  } catch (cause) {
    if (cause instanceof Refusal && cause.code === 'embedded-in-use') {
      throw new Refusal('data-in-use', `Another Tickmark runs on the data directory ${path}.`, {
        exit: 3,
        next: 'Stop it first, or choose another data directory with TICKMARK_DATA.',
        cause,
      });
    }
    throw refusalOf(cause, path) ?? cause;
  }
}

/** Lies in a data directory while a backup is brought back into it. */
export const restoringMark = 'restoring';

function isHalfRestored(path: string): Promise<boolean> {
  return stat(join(path, restoringMark)).then(
    () => true,
    () => false,
  );
}

/** refuses  data-directory when this user cannot make or write it */
export async function refuseUnusable(path: string): Promise<void> {
  const probe = join(path, `.probe-${randomUUID()}`);
  try {
    await makeFolder(path);
    // Rights alone do not tell: the file system may be read-only or belong to a policy.
    const handle = await open(probe, 'wx', 0o600);
    try {
      await handle.writeFile('tickmark\n');
      await handle.sync();
    } finally {
      await handle.close();
      await rm(probe, { force: true });
    }
  } catch (cause) {
    throw refusalOf(cause, path) ?? cause;
  }
}

/** Folder by folder: Node's own recursive mkdir never ends where a parent exists but nothing can be made in it (/proc). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    const parent = dirname(path);
    if (code !== 'ENOENT' || parent === path || (await stat(parent).catch(() => null)) !== null) throw error;
    await makeFolder(parent);
    await mkdir(path, { mode: 0o700 });
  }
}

/** refuses  data-space */
export async function refuseFull(path: string): Promise<void> {
  const free = await freeBytes(path);
  if (free < leastFreeBytes) {
    throw new Refusal(
      'data-space',
      `There is no space in ${path}: ${megabytes(free)} are free, ${megabytes(leastFreeBytes)} are needed.`,
      { exit: 3, next: 'Free some, or choose another data directory with TICKMARK_DATA.' },
    );
  }
}

export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}

export function megabytes(n: number): string {
  return `${Math.floor(n / 1_000_000).toLocaleString('en-US')} MB`;
}

/** What the operating system said against a folder, as a refusal; undefined when it is about something else. */
export function refusalOf(error: unknown, path: string): Refusal | undefined {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = 'code' in at ? String(at.code) : '';
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100') {
      return new Refusal('data-space', `There is no space left in ${path}.`, {
        exit: 3,
        next: 'Free some, or choose another data directory with TICKMARK_DATA.',
        cause: error,
      });
    }
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT'].includes(code)) {
      const why =
        code === 'EROFS'
          ? 'it can only be read'
          : code === 'EACCES' || code === 'EPERM'
            ? 'this user has no right to'
            : 'no folder can be made or used there';
      return new Refusal('data-directory', `The data directory ${path} cannot be used: ${why}.`, {
        exit: 3,
        next: 'Choose another data directory with TICKMARK_DATA.',
        cause: error,
      });
    }
  }
  return undefined;
}
