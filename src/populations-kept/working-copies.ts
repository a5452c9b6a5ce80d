/**
 * Populations while they are looked at. At rest they are encrypted, and DuckDB reads files: a copy lies in a private folder for as long
 * as it is asked for, with a locked-down process that may read this one file. Folders of a process that was killed are swept by the next.
 */
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type RunSql, withLockedEngine } from '../adapters/duckdb/locked-engine.ts';
import { temporaryFolder } from '../adapters/duckdb/temporary-folder.ts';
import { type BlobStore, decrypt } from '../evidence/index.ts';
import { doesNotFit } from './errors.ts';

/** Nobody asked for so long: the copy is removed and its process ended. */
const idleMs = 120_000;
/** Copies held at once; the one that was asked for longest ago goes first. */
const mostCopies = 6;
const querySeconds = 30;
const limits = { memoryMB: 512, seconds: 3_600, threads: 2 };

interface Copy {
  readonly ready: Promise<{ readonly folder: string; readonly path: string }>;
  uses: number;
  usedAt: number;
  engine: Engine | null;
  timer: NodeJS.Timeout | null;
}

interface Engine {
  readonly run: Promise<RunSql>;
  readonly end: () => void;
  readonly ended: Promise<unknown>;
}

export class WorkingCopies {
  readonly #evidence: { readonly blobs: BlobStore };
  readonly #copies = new Map<string, Copy>();

  constructor(evidence: { readonly blobs: BlobStore }) {
    this.#evidence = evidence;
  }

  /**
   * Works with the plain bytes of a blob, as a file that stays until the work is done.
   * key  32 bytes, of that blob
   */
  async withFile<T>(blob: string, key: Buffer, work: (path: string) => Promise<T>): Promise<T> {
    return await this.#using(blob, key, async (copy) => await work((await copy.ready).path));
  }

  /**
   * Asks statements of a file, one after the other, in its locked-down process.
   * work     is given the path to name in SQL
   * refuses  conflict: a statement took longer than 30 seconds, or could not be run
   */
  async query<T>(blob: string, key: Buffer, work: (run: RunSql, path: string) => Promise<T>): Promise<T> {
    return await this.#using(blob, key, async (copy) => {
      const { path } = await copy.ready;
      const engine = (copy.engine ??= startEngine(path));
      // Whatever went wrong, the next who asks gets a process of their own.
      const giveUp = (): void => {
        if (copy.engine === engine) copy.engine = null;
        engine.end();
      };
      try {
        const run = await engine.run;
        return await work(async (sql) => await within(run(sql)), path);
      } catch (error) {
        giveUp();
        throw error;
      }
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#copies.keys()].map((blob) => this.#drop(blob)));
  }

  async #using<T>(blob: string, key: Buffer, work: (copy: Copy) => Promise<T>): Promise<T> {
    const copy = this.#copies.get(blob) ?? this.#open(blob, key);
    copy.uses += 1;
    if (copy.timer !== null) clearTimeout(copy.timer);
    try {
      return await work(copy);
    } finally {
      copy.uses -= 1;
      copy.usedAt = performance.now();
      if (copy.uses === 0) {
        copy.timer = setTimeout(() => void this.#drop(blob), idleMs);
        copy.timer.unref();
      }
      this.#makeRoom();
    }
  }

  #open(blob: string, key: Buffer): Copy {
    const ready = this.#write(blob, key);
    const copy: Copy = { ready, uses: 0, usedAt: performance.now(), engine: null, timer: null };
    this.#copies.set(blob, copy);
    // What could not be opened is tried again by the next who asks.
    ready.catch(() => this.#copies.delete(blob));
    return copy;
  }

  async #write(blob: string, key: Buffer): Promise<{ folder: string; path: string }> {
    const folder = await temporaryFolder();
    try {
      const path = join(folder, 'population.parquet');
      await pipeline(decrypt(key, await this.#evidence.blobs.get(blob)), createWriteStream(path, { mode: 0o600 }));
      return { folder, path };
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  #makeRoom(): void {
    const idle = [...this.#copies].filter(([, copy]) => copy.uses === 0).sort(([, a], [, b]) => a.usedAt - b.usedAt);
    for (const [blob] of idle.slice(0, Math.max(0, this.#copies.size - mostCopies))) void this.#drop(blob);
  }

  async #drop(blob: string): Promise<void> {
    const copy = this.#copies.get(blob);
    if (copy === undefined) return;
    this.#copies.delete(blob);
    if (copy.timer !== null) clearTimeout(copy.timer);
    copy.engine?.end();
    await copy.engine?.ended;
    const opened = await copy.ready.catch(() => null);
    if (opened !== null) await rm(opened.folder, { recursive: true, force: true });
  }
}

/** Held open until `end`. */
function startEngine(path: string): Engine {
  const run = Promise.withResolvers<RunSql>();
  const over = Promise.withResolvers<undefined>();
  const ended = withLockedEngine({ readable: [path], writable: [] }, limits, async (started) => {
    run.resolve(started);
    await over.promise;
  }).catch((error: unknown) => run.reject(error));
  run.promise.catch(() => undefined);
  return { run: run.promise, end: () => over.resolve(undefined), ended };
}

async function within<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        doesNotFit(`The question took longer than ${querySeconds} seconds.`, 'Ask with fewer records or filters.'),
      );
    }, querySeconds * 1_000);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
