import { readFileSync, readlinkSync } from 'node:fs';
import { link, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../refusal.ts';

const patienceMs = 20_000;
const graceMs = 1_000;

/**
 * Takes the database folder for this process; the answer releases it. A lock whose process is gone is taken over: process ids
 * are reused, so the lock also names when its process started.
 * refuses  embedded-in-use
 */
export async function takeLock(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'owner');
  const mine = `${process.pid} ${startOf(process.pid) ?? ''}\n`;
  const draft = `${path}.${process.pid}`;
  const began = Date.now();
  await writeFile(draft, mine, { mode: 0o600 });
  try {
    for (;;) {
      try {
        await link(draft, path); // the one atomic "create unless there" that also has its content at once
        break;
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error;
        const held = livingIn(await readFile(path, 'utf8').catch(() => ''));
        if (held !== null) {
          // Killed this moment, it may still be on its way out.
          if (Date.now() - began > graceMs) throw inUse(directory, held);
          await sleep(50);
          continue;
        }
        await rm(path, { force: true });
      }
    }
  } finally {
    await rm(draft, { force: true });
  }
  const release = async () => {
    if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true });
  };
  const sharer = await livingSharer(directory);
  if (sharer !== null) {
    await release();
    throw inUse(directory, sharer);
  }
  return release;
}

/**
 * Takes the folder together with others that share it, each in a file of its own; the answer releases it. Whoever takes it alone and
 * whoever shares it keep each other out.
 * refuses  embedded-in-use
 */
export async function shareLock(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, `owner-${process.pid}`);
  const mine = `${process.pid} ${startOf(process.pid) ?? ''}\n`;
  await writeFile(path, mine, { mode: 0o600 });
  const release = async () => {
    if ((await readFile(path, 'utf8').catch(() => '')) === mine) await rm(path, { force: true });
  };
  // First written, then looked: of two that come at once at least one sees the other.
  const alone = livingIn(await readFile(join(directory, 'owner'), 'utf8').catch(() => ''));
  if (alone !== null) {
    await release();
    throw inUse(directory, alone);
  }
  return release;
}

/** A process that shares the folder; files of those that are gone are removed. */
async function livingSharer(directory: string): Promise<number | null> {
  for (const name of await readdir(directory)) {
    if (!/^owner-\d+$/.test(name)) continue;
    const pid = livingIn(await readFile(join(directory, name), 'utf8').catch(() => ''));
    if (pid !== null) return pid;
    await rm(join(directory, name), { force: true });
  }
  return null;
}

/** The process a lock's text names, when it lives. */
function livingIn(text: string): number | null {
  const [pid = '', start = ''] = text.trim().split(' ');
  return pid !== '' && startOf(Number(pid)) === start ? Number(pid) : null;
}

/**
 * Makes sure that no server runs on the cluster before we start one. The lock is ours, so a server still there lost its owner:
 * it is either shutting down already or is asked to. A lock file whose process is gone, or is now some other program, is
 * removed: PostgreSQL itself would refuse to start over a reused process id.
 * refuses  embedded-in-use: a server somebody else started, or one that does not end
 */
export async function endStrayServer(cluster: string): Promise<void> {
  const pid = serverPid(cluster);
  if (pid === undefined) return;
  if (isServer(pid, cluster)) {
    const began = Date.now();
    signal(pid, 'SIGINT');
    while (isServer(pid, cluster)) {
      if (Date.now() - began > patienceMs) throw inUse(cluster, pid);
      await sleep(20);
    }
  }
  if (serverPid(cluster) === pid) await rm(join(cluster, 'postmaster.pid'), { force: true });
}

/** First line of postmaster.pid, or undefined when there is none. */
export function serverPid(cluster: string): number | undefined {
  const pid = Number(readServerFile(cluster)[0]);
  return Number.isInteger(pid) && pid > 1 ? pid : undefined;
}

/** Whether the server of that process id says it takes connections (line 8 of postmaster.pid, as pg_ctl reads it). */
export function isReady(cluster: string, pid: number): boolean {
  const lines = readServerFile(cluster);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

/** Whether the process is alive and is a server on this cluster. A server's working folder is its cluster. */
export function isServer(pid: number, cluster: string): boolean {
  if (startOf(pid) === undefined) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    const command = readText(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
    return command.includes(cluster);
  }
}

/** Sends a signal; a process that is gone already is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isCode(error, 'ESRCH')) throw error;
  }
}

/** When the process started, in clock ticks since boot as text; undefined when it is gone or only waits to be collected. */
function startOf(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from field 3 on: the name before may hold blanks
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function readServerFile(cluster: string): string[] {
  return readText(join(cluster, 'postmaster.pid'))?.split('\n') ?? [];
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function inUse(directory: string, pid: number): Refusal {
  return new Refusal('embedded-in-use', `The database in ${directory} is in use by process ${pid}.`, {
    exit: 3,
    next: 'Stop that process first, or choose another data directory with TICKMARK_DATA.',
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
