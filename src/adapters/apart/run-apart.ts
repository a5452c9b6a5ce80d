/** Work on what people sent, in a process of its own that may read and write named folders and nothing else. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const programRoot = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Where the program and its packages lie, and nothing beside: keys and data may lie in the folder of the program too. Node loads a module
 * from its real path, and an installer may have put a link in place of `node_modules` or of a package.
 * packages  files of packages that are needed, as they were resolved
 */
export function programFolders(packages: readonly string[]): readonly string[] {
  const own = ['src', 'data', 'node_modules', 'package.json'].map((name) => join(programRoot, name)).filter(existsSync);
  // Beside a package stand the links to those it needs.
  const beside = packages.flatMap((file) => /^.*\/node_modules\//.exec(realpathSync(file))?.[0] ?? []);
  return [...new Set([...own, ...own.map((path) => realpathSync(path)), ...beside])];
}

/**
 * child      module that is run; it reads one JSON value from its input and writes what came of it to its output
 * folder     where it runs
 * reads      folders it may read, its own code's among them; writes: those it may write
 * input      what it is given, as JSON
 * seconds    it may take; then it is killed
 * mostBytes  of memory it may hold (Linux); then it is killed
 * signal     kills it
 */
export interface Apart {
  readonly child: string;
  readonly folder: string;
  readonly reads: readonly string[];
  readonly writes?: readonly string[];
  readonly input: unknown;
  readonly seconds: number;
  readonly mostBytes?: number;
  readonly signal?: AbortSignal;
}

/** said: empty when it ended before it had anything to say; complaint: its standard error */
export interface Ended {
  readonly said: Buffer;
  readonly complaint: string;
  readonly isLate: boolean;
  readonly isLarge: boolean;
}

/** refuses  whatever `signal` was aborted with */
export async function runApart({
  child,
  folder,
  reads,
  writes = [],
  input,
  seconds,
  mostBytes,
  signal,
}: Apart): Promise<Ended> {
  const running = spawn(
    process.execPath,
    [
      '--permission',
      '--allow-addons',
      ...reads.map((path) => `--allow-fs-read=${path}`),
      ...writes.map((path) => `--allow-fs-write=${path}`),
      '--max-old-space-size=512',
      '--disable-proto=throw',
      '--no-warnings',
      child,
    ],
    { cwd: folder, env: {}, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let isLate = false;
  const kill = (): void => void running.kill('SIGKILL');
  const timer = setTimeout(() => {
    isLate = true;
    kill();
  }, seconds * 1_000);
  let isLarge = false;
  const watch = setInterval(() => {
    if (mostBytes === undefined || residentBytes(running.pid) <= mostBytes) return;
    isLarge = true;
    kill();
  }, 100);
  signal?.addEventListener('abort', kill, { once: true });
  // A process that was killed no longer reads; its end is told below.
  running.stdin.on('error', () => undefined);
  const failed = new Promise<never>((_, reject) => running.on('error', reject));
  running.stdin.end(JSON.stringify(input));
  try {
    const [said, complaint] = await Promise.race([Promise.all([buffer(running.stdout), text(running.stderr)]), failed]);
    signal?.throwIfAborted();
    return { said, complaint, isLate, isLarge };
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    signal?.removeEventListener('abort', kill);
    kill();
  }
}

/** What the process holds in memory: WebAssembly's lies outside of the heap that is bounded. 0 where nothing says it. */
function residentBytes(pid: number | undefined): number {
  try {
    const [, pages] = readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ');
    return Number(pages) * 4_096;
  } catch {
    return 0;
  }
}
