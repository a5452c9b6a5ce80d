import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PoolClient } from 'pg';
import { type Problem, Refusal } from '../../refusal.ts';
import { asError, type Database } from './pool.ts';

/** One step of the schema: `NNNN-name.sql`, run once, never changed afterwards. */
interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** Lock id of migrations: "tickmark" in bytes, shortened to what PostgreSQL takes. */
const lockId = 0x7469636b;
const oldestServer = 15;
const migrationsFolder = fileURLToPath(new URL('./migrations/', import.meta.url));

/**
 * Brings the schema up to date: runs what has not run, in order, each file in a transaction of its own, one process at a time.
 * last: no change after that number runs, for a database that is to hold a backup made before them.
 * Returns the names of the files it ran, none when there was nothing to do.
 *
 * refuses  migration-server (older than 15), migration-history (a file that ran was changed or is gone, or a new one comes
 *          before one that ran), migration-files (names), migration-failed; each with exit code 3
 */
export async function migrate(
  database: Database,
  folder = migrationsFolder,
  last = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const migrations = (await readMigrations(folder)).filter(({ number }) => number <= last);
  const client = await database.connect();
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await refuseOldServer(client);
    await client.query('SET statement_timeout = 0');
    await client.query('SELECT pg_advisory_lock($1)', [lockId]);
    try {
      return await runMissing(client, migrations);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [lockId]).catch((error: unknown) => {
        broken = asError(error);
      });
    }
  } finally {
    client.off('error', onError);
    client.release(broken ?? true); // its settings are not those of the pool any more
  }
}

async function runMissing(client: PoolClient, migrations: readonly Migration[]): Promise<readonly string[]> {
  await client.query(`
    CREATE SCHEMA IF NOT EXISTS tickmark;
    CREATE TABLE IF NOT EXISTS tickmark.migration (
      number      integer PRIMARY KEY,
      name        text NOT NULL,
      sha256      text NOT NULL,
      applied_at  timestamptz NOT NULL DEFAULT now()
    )`);
  const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
    'SELECT number, name, sha256 FROM tickmark.migration ORDER BY number',
  );
  refuseOtherHistory(migrations, rows);
  const done = new Set(rows.map((row) => row.number));
  const missing = migrations.filter((migration) => !done.has(migration.number));
  for (const migration of missing) await runOne(client, migration);
  return missing.map((migration) => migration.name);
}

async function runOne(client: PoolClient, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query('INSERT INTO tickmark.migration (number, name, sha256) VALUES ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Refusal('migration-failed', `The database change ${migration.name} failed: ${reason}.`, {
      exit: 3,
      cause,
    });
  }
}

/** What ran must be what is here: a changed past would give two installations of one version two schemas. */
function refuseOtherHistory(
  migrations: readonly Migration[],
  applied: readonly { number: number; name: string; sha256: string }[],
): void {
  const here = new Map(migrations.map((migration) => [migration.number, migration]));
  const last = applied.at(-1)?.number ?? 0;
  const done = new Set(applied.map((row) => row.number));
  const problem = (subject: string, sentence: string): Problem => ({ code: 'migration-history', subject, sentence });
  const problems = [
    ...applied.flatMap((row) => {
      const migration = here.get(row.number);
      if (migration === undefined) {
        return problem(row.name, `${row.name} was run on this database but is not part of this version.`);
      }
      return migration.sha256 === row.sha256 ? [] : problem(row.name, `${row.name} was changed after it was run.`);
    }),
    ...migrations
      .filter((migration) => migration.number < last && !done.has(migration.number))
      .map((migration) => problem(migration.name, `${migration.name} comes before changes that were run already.`)),
  ];
  if (problems.length === 0) return;
  throw new Refusal('migration-history', problems.map((each) => each.sentence).join(' '), {
    exit: 3,
    problems,
    next: 'Run the version of Tickmark that this database was last used with, or a newer one.',
  });
}

async function refuseOldServer(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
  const version = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (version >= oldestServer) return;
  throw new Refusal(
    'migration-server',
    `The PostgreSQL server is version ${version}; ${oldestServer} or newer is needed.`,
    {
      exit: 3,
      next: 'Upgrade it, or leave DATABASE_URL out to use the embedded one.',
    },
  );
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted();
  const migrations: Migration[] = [];
  for (const name of names) {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(number) || migrations.at(-1)?.number === number) {
      throw new Refusal(
        'migration-files',
        `${name} is not a name for a database change (NNNN-name.sql, each number once).`,
        {
          exit: 3,
        },
      );
    }
    const bytes = await readFile(join(folder, name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    migrations.push({ number, name, sql: bytes.toString('utf8'), sha256 });
  }
  return migrations;
}

/** Names of the files that `migrate` would run, in order; changes nothing. */
export async function pendingMigrations(database: Database, folder = migrationsFolder): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const { rows: tables } = await database.query<{ found: boolean }>(
    `SELECT to_regclass('tickmark.migration') IS NOT NULL AS found`,
  );
  if (tables[0]?.found !== true) return migrations.map((migration) => migration.name);
  const { rows } = await database.query<{ number: number }>('SELECT number FROM tickmark.migration');
  const done = new Set(rows.map((row) => row.number));
  return migrations.filter((migration) => !done.has(migration.number)).map((migration) => migration.name);
}
