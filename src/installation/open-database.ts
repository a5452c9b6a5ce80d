import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../adapters/postgres/database.ts';
import { runningUrl } from '../adapters/postgres/embedded-running.ts';
import { type Database, openPool } from '../adapters/postgres/pool.ts';
import { Refusal } from '../refusal.ts';
import { openDataDirectory } from './data-directory.ts';
import type { Settings } from './environment.ts';

/** A database that is looked at from outside, whoever runs it. `running`: another process does. */
export interface LookedAt {
  readonly pool: Database;
  readonly running: boolean;
  close(): Promise<void>;
}

/**
 * Opens the database of an installation beside the Tickmark that runs on it, or by itself where none runs.
 * refuses  data-in-use while that one is only starting, and what openDatabase refuses; null: there is no database yet
 */
export async function lookAtDatabase(settings: Settings, onLog?: (line: string) => void): Promise<LookedAt | null> {
  if (settings.databaseUrl !== undefined) {
    const opened = await openDatabase({
      directory: settings.data,
      databaseUrl: settings.databaseUrl,
      pool: { max: 2 },
    });
    return { pool: opened.pool, running: false, close: () => opened.close() };
  }
  const folder = join(settings.data, 'postgres');
  const isMade = await access(join(folder, 'cluster', 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (!isMade) return null;
  const url = await runningUrl(folder);
  if (url !== undefined) {
    const pool = openPool(url, { max: 2 });
    const answers = await pool.query('SELECT 1').then(
      () => true,
      () => false,
    );
    if (answers) return { pool, running: true, close: () => pool.end() };
    await pool.end();
    throw new Refusal('data-in-use', `The Tickmark that runs on ${settings.data} is starting or ending.`, {
      exit: 3,
      next: 'Try again in a moment.',
    });
  }
  const directory = await openDataDirectory(settings.data);
  try {
    const opened = await openDatabase({ directory: settings.data, ...(onLog && { onLog }) });
    return {
      pool: opened.pool,
      running: false,
      async close() {
        await opened.close();
        await directory.release();
      },
    };
  } catch (error) {
    await directory.release();
    throw error;
  }
}
