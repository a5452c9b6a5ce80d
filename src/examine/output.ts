import { lstat, mkdir, readdir, realpath, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { endStrayServer, takeLock } from '../adapters/postgres/embedded-lock.ts';
import { Refusal } from '../refusal.ts';

/** Names that a run makes in its output folder; a rerun replaces them, anything else there is refused. Last the one that says all is there. */
const outputs = [
  'ledger',
  'keys',
  'file',
  'judgements.skeleton.yaml',
  'tickmark-bundle.json',
  'report.pdf',
  'report.receipt.json',
  'trust.txt',
  'result.json',
] as const;

const workName = '.examine';

/**
 * The output folder while a run owns it.
 * work     folder beneath it for everything unfinished
 * staged   where the finished result is laid down until `publish`
 */
export interface Output {
  readonly folder: string;
  readonly work: string;
  readonly staged: string;
  /** Puts the result in place, name by name; an earlier result is replaced only now. */
  publish(): Promise<void>;
  /** Removes what is unfinished, and the folders this run made when nothing lies in them: a refused run leaves no trace. */
  release(): Promise<void>;
}

/**
 * Takes an output folder for one run. It may be new, empty, or that of an earlier run (also one that crashed).
 * out      folder, made when missing
 * source   the engagement folder; neither may lie in the other
 * refuses  output-inside, output-occupied, output-in-use; output (no right, no space, a file in the way) with exit code 3
 */
export async function openOutput(out: string, source: string): Promise<Output> {
  await keepApart(out, source);
  const folder = resolve(out);
  const made = await attempt(folder, () => makeFolders(folder));
  const leave = async (): Promise<void> => {
    for (const one of made) await rmdir(one).catch(() => undefined);
  };
  const work = join(folder, workName);
  try {
    const names = await attempt(folder, () => readdir(folder));
    const strange = names.filter((name) => name !== workName && !outputs.some((one) => one === name));
    if (strange.length > 0) {
      throw new Refusal(
        'output-occupied',
        `${folder} holds files of others (${strange.slice(0, 3).join(', ')}); give an empty folder.`,
      );
    }
    const unlock = await attempt(folder, async () => {
      await mkdir(work, { recursive: true, mode: 0o700 });
      return lock(folder, work);
    });
    const clear = async (): Promise<void> => {
      // A run that was killed may have left its server in the middle of shutting down.
      await endStrayServer(join(await realpath(work), 'installation', 'postgres', 'cluster'));
      for (const name of await readdir(work)) {
        if (!name.startsWith('owner')) await rm(join(work, name), { recursive: true, force: true, maxRetries: 10 });
      }
    };
    const staged = join(work, 'out');
    const release = async (): Promise<void> => {
      await clear();
      await unlock();
      await rmdir(work).catch(() => undefined); // somebody else may wait for the folder
      await leave();
    };
    try {
      await attempt(folder, async () => {
        await clear();
        await mkdir(staged);
      });
    } catch (error) {
      await release();
      throw error;
    }
    return { folder, work, staged, publish: () => attempt(folder, () => publish(folder, work, staged)), release };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** What fails because of disk or rights while a run writes is no fault of ours: one sentence, exit code 3. Else null. */
export function refusalOfSystem(error: unknown, folder: string): Refusal | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = 'code' in cause ? String(cause.code) : '';
    // 53100: PostgreSQL found no space. DuckDB only says so in words.
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || /No space left on device/.test(cause.message)) {
      return new Refusal('output', `There is no disk space left for ${folder}.`, {
        exit: 3,
        next: 'Free some space and run again; nothing was written.',
        cause: error,
      });
    }
  }
  return null;
}

async function keepApart(out: string, source: string): Promise<void> {
  const [to, from] = [await realPlace(out), await realPlace(source)];
  if (to === from || to.startsWith(`${from}${sep}`)) {
    throw new Refusal(
      'output-inside',
      'The output folder lies inside the engagement folder; the result would become part of what is examined.',
    );
  }
  if (from.startsWith(`${to}${sep}`)) {
    throw new Refusal('output-inside', 'The engagement folder lies inside the output folder; a run would replace it.');
  }
}

/** The path without links, also of what does not exist yet. */
async function realPlace(path: string): Promise<string> {
  const whole = resolve(path);
  try {
    return await realpath(whole);
  } catch {
    const parent = dirname(whole);
    return parent === whole ? whole : join(await realPlace(parent), basename(whole));
  }
}

/**
 * Makes the folder with those above it. Returns the ones made, deepest first: the order in which empty ones are removed again.
 * One by one, because `mkdir` with `recursive` does not return for a place such as /proc where nothing can be made.
 */
async function makeFolders(folder: string): Promise<string[]> {
  const missing: string[] = [];
  for (let path = folder; !(await exists(path)); path = dirname(path)) missing.push(path);
  for (const path of missing.toReversed()) await mkdir(path);
  if (missing.length === 0) await readdir(folder);
  return missing;
}

async function lock(folder: string, work: string): Promise<() => Promise<void>> {
  try {
    return await takeLock(work);
  } catch (error) {
    if (error instanceof Refusal) {
      throw new Refusal('output-in-use', `Another examination is writing to ${folder}.`, {
        next: 'Wait until it ends, or give another folder.',
        cause: error,
      });
    }
    throw error;
  }
}

/** An earlier result is moved aside first: renames take no time, so that a crash finds the old result or the new one. */
async function publish(folder: string, work: string, staged: string): Promise<void> {
  const aside = join(work, 'earlier');
  await mkdir(aside);
  const made = new Set(await readdir(staged));
  for (const name of outputs.toReversed()) {
    if (await exists(join(folder, name))) await rename(join(folder, name), join(aside, name));
  }
  for (const name of outputs) if (made.has(name)) await rename(join(staged, name), join(folder, name));
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

async function attempt<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = error instanceof Error && 'code' in error ? reasons[String(error.code)] : undefined;
    const words = reason ?? (error instanceof Error ? error.message : String(error));
    throw new Refusal('output', `The output folder ${folder} cannot be used: ${words}.`, { exit: 3, cause: error });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user has no right to it',
  EPERM: 'this user has no right to it',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'it, or a part of its path, is a file',
  EEXIST: 'there is a file of that name',
  ENOENT: 'nothing can be made there',
  ENOSPC: 'there is no disk space left',
  ENAMETOOLONG: 'its name is too long',
};
