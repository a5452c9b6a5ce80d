import { readFileSync, readlinkSync } from 'node:fs';
import { lstat, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const prefix = 'tickmark-census-';

/**
 * Makes the folder of one locked process. Its name says who owns it: process id, when that process started (ids are reused),
 * and the namespace the id counts in, because containers may share a temporary folder. A process that is killed leaves its
 * folder behind; whoever makes the next one removes those whose owner is gone.
 */
export async function temporaryFolder(parent: string = tmpdir()): Promise<string> {
  await sweep(parent);
  const owner = [namespace(), process.pid, startOf(process.pid) ?? 0].join('.');
  return realpath(await mkdtemp(join(parent, `${prefix}${owner}-`)));
}

async function sweep(parent: string): Promise<void> {
  for (const name of await readdir(parent).catch(() => [])) {
    if (!name.startsWith(prefix) || !isOrphan(name.slice(prefix.length))) continue;
    const path = join(parent, name);
    try {
      const found = await lstat(path);
      // Anybody may write to /tmp: a link, or a folder of somebody else, is left alone.
      if (found.isDirectory() && found.uid === process.getuid?.()) await rm(path, { recursive: true, force: true });
    } catch {
      // Another run sweeps it at this moment, or it cannot be removed: no reason not to run.
    }
  }
}

/** Whether the owner that the name states is gone; a name that states none, or one of another namespace, says nothing. */
function isOrphan(name: string): boolean {
  const [, space, pid, start] = /^(\d+)\.(\d+)\.(\d+)-/.exec(name) ?? [];
  return space === namespace() && startOf(Number(pid)) !== start;
}

/** The namespace of process ids that this process lives in; 0 where the system does not say. */
function namespace(): string {
  try {
    return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    return '0';
  }
}

/** When the process started, in clock ticks since the machine did; undefined when it is gone. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before may hold blanks; field 22 of the whole is the 20th after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
