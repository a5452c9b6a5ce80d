/** The wiring of a running installation: data directory, database, pages. `start` and `serve` open it, and close it at the end. */
import { randomUUID } from 'node:crypto';
import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { destination } from 'pino';
import { openDatabase } from './adapters/postgres/database.ts';
import { migrate } from './adapters/postgres/migrate.ts';
import { buildServer, listen, loggerTo, openResults, type Result, type Verdict } from './http/index.ts';
import { askVerifier } from './installation/ask-verifier.ts';
import { openDataDirectory, refusalOf } from './installation/data-directory.ts';
import { home, type Settings } from './installation/environment.ts';
import type { Refusal } from './refusal.ts';

/** A log longer than this is put aside at the next start; one older log is kept. */
const logLimitBytes = 16 * 1024 * 1024;

export interface Installation {
  readonly address: string;
  /** folder of results */
  readonly results: string;
  /** shows this line on the page while work is under way; null: the results are shown. An installation opens working. */
  setWorking(line: string | null): void;
  /** settles only when the installation cannot go on: the database died and did not come back */
  readonly failed: Promise<Refusal>;
  close(): Promise<void>;
}

/**
 * Opens an installation: takes its data directory, its port and its database, and brings the database up to date.
 * refuses  everything that stands against it, in one sentence each, with exit code 3
 */
export async function openInstallation(settings: Settings, tell: (line: string) => void): Promise<Installation> {
  const directory = await openDataDirectory(settings.data);
  const closing: (() => Promise<void>)[] = [() => directory.release()];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).toReversed()) await step();
  };
  try {
    let working: string | null = 'the database is being opened';
    let ready = async (): Promise<void> => undefined;
    const results = openResults(directory.results);
    const log = await openLog(join(directory.log, 'http.ndjson'));
    closing.push(() => log.close());
    const app = buildServer({
      results,
      verify: rememberVerdicts((result) => askVerifier(results.path(result.id, 'report.pdf'))),
      working: () => working,
      ready: () => ready(),
      verifier: join(home, 'build', 'verify.html'),
      newId: () => randomUUID(),
      logger: loggerTo(log.stream),
    });
    // The port first: it is the cheapest thing that may be missing.
    const listening = await listen(app, settings.port);
    closing.push(() => listening.close());

    const failed = Promise.withResolvers<Refusal>();
    const database = await openDatabase({
      directory: directory.path,
      databaseUrl: settings.databaseUrl,
      onLog: tell,
      onFailure: (error) => failed.resolve(error),
    });
    closing.push(() => database.close());
    await migrate(database.pool);
    ready = async () => {
      await database.pool.query('SELECT 1');
    };
    return {
      address: listening.address,
      results: directory.results,
      setWorking: (line) => {
        working = line;
      },
      failed: failed.promise,
      close,
    };
  } catch (error) {
    await close();
    throw refusalOf(error, settings.data) ?? error;
  }
}

/** Asks once for each state of a report's files: whatever changes them is asked about anew. */
function rememberVerdicts(
  ask: (result: Result) => Promise<Verdict | string>,
): (result: Result) => Promise<Verdict | string> {
  const known = new Map<string, { stamp: string; verdict: Promise<Verdict | string> }>();
  return (result) => {
    const before = known.get(result.id);
    if (before?.stamp === result.stamp) return before.verdict;
    const verdict = ask(result);
    known.set(result.id, { stamp: result.stamp, verdict });
    return verdict;
  };
}

async function openLog(path: string): Promise<{ stream: ReturnType<typeof destination>; close(): Promise<void> }> {
  const found = await stat(path).catch(() => null);
  if (found !== null && found.size > logLimitBytes) {
    await rm(`${path}.1`, { force: true });
    await rename(path, `${path}.1`);
  }
  const stream = destination({ dest: path, sync: true, mode: 0o600 });
  return { stream, close: async () => stream.end() };
}
