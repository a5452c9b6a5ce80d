import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What a run of the program came to; `json` is the one object on standard output. */
export interface Ran {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** The program as its users start it. */
export const launcher = join(import.meta.dirname, '..', 'bin', 'tickmark');
export const home = join(import.meta.dirname, '..');

export function start(
  args: readonly string[],
  options: { cwd?: string } = {},
): { child: ChildProcess; ran: Promise<Ran> } {
  const child = spawn(launcher, args, { cwd: options.cwd ?? home, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ran = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve({ exit, out, err }));
  });
  return { child, ran };
}

export function tickmark(...args: string[]): Promise<Ran> {
  return start(args).ran;
}

/** The object a command printed; fails when standard output held anything else. */
export function objectOf(ran: Ran): Record<string, unknown> {
  const lines = ran.out.split('\n');
  if (lines.length !== 2 || lines[1] !== '')
    throw new Error(`standard output is not one line: ${ran.out.slice(0, 500)}`);
  const value: unknown = JSON.parse(lines[0] ?? '');
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('no object');
  return Object.fromEntries(Object.entries(value));
}

/** A folder that goes when the test ends. */
export async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the tiny engagement to damage, and a place for its result that does not exist yet. */
export async function engagementCopy(): Promise<{
  folder: string;
  out: string;
  edit(file: string, change: (text: string) => string): Promise<void>;
}> {
  const base = await scratch();
  const folder = join(base, 'engagement');
  await cp(join(home, 'test', 'fixtures', 'tiny-type2'), folder, { recursive: true });
  return {
    folder,
    out: join(base, 'result'),
    edit: async (file, change) => {
      const before = await readFile(join(folder, file), 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`${file} was not changed: the test would prove nothing`);
      await writeFile(join(folder, file), after);
    },
  };
}

export async function namesIn(folder: string): Promise<readonly string[] | null> {
  return readdir(folder).catch(() => null);
}
