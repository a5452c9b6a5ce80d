import { join } from 'node:path';
import { Refusal } from '../../refusal.ts';
import { startEmbedded } from './embedded.ts';
import { type Database, openPool, type PoolOptions } from './pool.ts';

/**
 * directory    the data directory; the embedded database lives in its folder `postgres`
 * databaseUrl  a PostgreSQL of the operator's own (15 to 18); then no other is ever started
 * temporary    an embedded database is removed when closed
 * onLog        a line for people; the URL is never in it
 */
export interface DatabaseOptions {
  readonly directory: string;
  readonly databaseUrl?: string | undefined;
  readonly temporary?: boolean;
  readonly onLog?: (line: string) => void;
  readonly onFailure?: (error: Refusal) => void;
  readonly pool?: PoolOptions;
}

/** `close` waits for connections in use, then ends an embedded server. */
export interface OpenDatabase {
  readonly pool: Database;
  readonly url: string;
  readonly embedded: boolean;
  close(): Promise<void>;
}

/**
 * Opens the database and makes sure that it answers.
 * refuses  database-url, database-unreachable, and what startEmbedded refuses; each with exit code 3
 */
export async function openDatabase(options: DatabaseOptions): Promise<OpenDatabase> {
  if (options.databaseUrl !== undefined && options.databaseUrl !== '') {
    const pool = openConfigured(options.databaseUrl, options.pool);
    await answer(pool, 'The PostgreSQL named by DATABASE_URL cannot be used');
    return { pool, url: options.databaseUrl, embedded: false, close: () => pool.end() };
  }
  const server = await startEmbedded({
    directory: join(options.directory, 'postgres'),
    temporary: options.temporary ?? false,
    ...(options.onLog && { onLog: options.onLog }),
    ...(options.onFailure && { onFailure: options.onFailure }),
  });
  const pool = openPool(server.url, options.pool);
  const close = async () => {
    await pool.end();
    await server.stop();
  };
  try {
    await answer(pool, 'The embedded PostgreSQL does not answer');
  } catch (error) {
    await close();
    throw error;
  }
  return { pool, url: server.url, embedded: true, close };
}

function openConfigured(url: string, options: PoolOptions | undefined): Database {
  if (/^postgres(ql)?:\/\//.test(url)) return openPool(url, options);
  throw new Refusal('database-url', 'DATABASE_URL does not begin with postgresql://.', { exit: 3 });
}

async function answer(pool: Database, what: string): Promise<void> {
  try {
    await pool.query('SELECT 1');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message || String(Object(cause).code) : String(cause);
    await pool.end().catch(() => undefined);
    throw new Refusal('database-unreachable', `${what}: ${reason}.`, { exit: 3, cause });
  }
}
