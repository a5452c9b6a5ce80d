import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../refusal.ts';
import { programFolders } from '../apart/run-apart.ts';
import { censusErrors } from './errors.ts';
import type { LockedOpening, LockedReply } from './locked-child.ts';
import { temporaryFolder } from './temporary-folder.ts';

/**
 * What one run may use.
 * memoryMB  of DuckDB, 64 or more; what does not fit goes to a temporary folder, at most four times as much
 * seconds   wall clock of the whole run; the process is killed when they are over
 */
export interface EngineLimits {
  readonly memoryMB: number;
  readonly seconds: number;
  readonly threads: number;
}

export const defaultLimits: EngineLimits = { memoryMB: 1_024, seconds: 600, threads: 2 };

/** Runs one statement in the locked process; rows as JSON values, 64-bit numbers as text. Throws Refusal when DuckDB refuses. */
export type RunSql = (sql: string) => Promise<readonly (readonly unknown[])[]>;

const CHILD = fileURLToPath(new URL('./locked-child.ts', import.meta.url));

/** Where the child's code lies, and DuckDB's. */
export const codeFolders = (): readonly string[] => {
  const api = realpathSync(createRequire(CHILD).resolve('@duckdb/node-api'));
  const bindings = realpathSync(createRequire(api).resolve('@duckdb/node-bindings'));
  const platform = `@duckdb/node-bindings-${process.platform}-${process.arch}`;
  const native = [platform, `${platform}-musl`].flatMap((name) => {
    try {
      return [realpathSync(createRequire(bindings).resolve(`${name}/duckdb.node`))];
    } catch {
      return []; // one of the two is installed
    }
  });
  return programFolders([api, bindings, ...native]);
};

/**
 * Node's own permission model round the child: no other files, no processes, no workers. The native addon is not held by it (its
 * doors are DuckDB's settings), and reading is allowed only where the program itself lies.
 */
const nodeFlags = (): readonly string[] => [
  '--permission',
  '--allow-addons',
  ...codeFolders().map((folder) => `--allow-fs-read=${folder}`),
  '--max-old-space-size=256',
  '--disable-proto=throw',
  '--no-warnings',
];

const refusalOf = (message: string): Refusal => {
  const memory = /out of memory|max_temp_directory_size|failed to allocate/i.test(message);
  return memory
    ? new Refusal(censusErrors.memoryLimit, 'The census needs more memory than it is allowed.', {
        exit: 3,
        next: 'Allow it more memory, or test the population in parts.',
        cause: message,
      })
    : new Refusal(censusErrors.failed, `The census could not be run: ${message.split('\n')[0] ?? ''}`, {
        exit: 3,
        cause: message,
      });
};

/**
 * Starts a locked process, hands its `run` to `work`, and ends the process afterwards, whatever happened.
 * readable   files the SQL may read
 * writable   files it may create or overwrite (a file named here can also be read)
 * refuses    census-time-limit, census-memory-limit, census-failed
 */
export const withLockedEngine = async <Result>(
  files: { readonly readable: readonly string[]; readonly writable: readonly string[] },
  limits: EngineLimits,
  work: (run: RunSql) => Promise<Result>,
): Promise<Result> => {
  const temp = await temporaryFolder();
  const child = spawn(process.execPath, [...nodeFlags(), CHILD], {
    cwd: temp,
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.setEncoding('utf8');
  child.stderr.on('data', (text: string) => {
    complaint = (complaint + text).slice(-4_000);
  });
  // A process that was killed no longer reads; its end is told by the exit event.
  child.stdin.on('error', () => undefined);
  const ended = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      reject(
        new Refusal(
          censusErrors.timeLimit,
          `The census took longer than the ${limits.seconds} seconds it is allowed.`,
          { exit: 3, next: 'Allow it more time, or test the population in parts.' },
        ),
      );
      child.kill('SIGKILL');
    }, limits.seconds * 1_000);
    child.on('error', (error) => reject(refusalOf(`its process could not be started (${error.message})`)));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      reject(refusalOf(`its process ended early (${signal ?? code ?? ''}) ${complaint.trim().slice(-400)}`));
    });
  });
  // The end of the process is awaited beside every reply; on its own it is no unhandled rejection.
  ended.catch(() => undefined);
  const replies = createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const reply = async (): Promise<readonly (readonly unknown[])[]> => {
    const line = await Promise.race([replies.next(), ended]);
    if (line.done === true) return ended;
    const { rows, error }: LockedReply = JSON.parse(line.value);
    if (error !== undefined || rows === undefined) throw refusalOf(error ?? 'no answer');
    return rows;
  };
  try {
    const opening: LockedOpening = {
      ...files,
      temp,
      memoryMB: Math.max(64, Math.floor(limits.memoryMB)),
      tempMB: Math.max(64, Math.floor(limits.memoryMB)) * 4,
      threads: Math.max(1, Math.floor(limits.threads)),
    };
    child.stdin.write(`${JSON.stringify(opening)}\n`);
    await reply();
    return await work(async (sql) => {
      child.stdin.write(`${JSON.stringify({ sql })}\n`);
      return reply();
    });
  } finally {
    child.kill('SIGKILL');
    await rm(temp, { recursive: true, force: true });
  }
};
