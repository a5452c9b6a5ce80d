import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/database.ts';
import { Refusal } from '../../refusal.ts';
import { migrate } from './migrate.ts';
import { inTransaction, openPool } from './pool.ts';

async function copyOfMigrations(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(fileURLToPath(new URL('./migrations/', import.meta.url)), folder, { recursive: true });
  return folder;
}

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Refusal) return error;
  throw new Error(`no refusal: ${String(error)}`);
}

test('a database that is up to date is left alone', async () => {
  const { pool } = await freshDatabase();
  expect(await migrate(pool)).toEqual([]);
});

test('a new change is run once, even when two processes start at the same time', async () => {
  const { pool } = await freshDatabase();
  const folder = await copyOfMigrations();
  await writeFile(join(folder, '9001-first.sql'), 'CREATE TABLE tickmark.probe (n integer)');
  const ran = await Promise.all([migrate(pool, folder), migrate(pool, folder)]);
  expect(ran.flat()).toEqual(['9001-first.sql']);
});

test('a change that was edited after it was run, one that is gone and one that comes too late are all named', async () => {
  const { pool } = await freshDatabase();
  const folder = await copyOfMigrations();
  await writeFile(join(folder, '9001-first.sql'), 'SELECT 1');
  await writeFile(join(folder, '9003-third.sql'), 'SELECT 3');
  await migrate(pool, folder);
  await writeFile(join(folder, '9001-first.sql'), 'SELECT 2');
  await rm(join(folder, '9003-third.sql'));
  await writeFile(join(folder, '9002-second.sql'), 'SELECT 2');
  const refusal = await refusalOf(migrate(pool, folder));
  expect(refusal.exit).toBe(3);
  expect(refusal.problems.map((problem) => problem.sentence)).toEqual([
    '9001-first.sql was changed after it was run.',
    '9003-third.sql was run on this database but is not part of this version.',
    '9002-second.sql comes before changes that were run already.',
  ]);
});

test('a change that fails leaves nothing of itself behind', async () => {
  const { pool } = await freshDatabase();
  const folder = await copyOfMigrations();
  await writeFile(join(folder, '9001-half.sql'), 'CREATE TABLE tickmark.half (n integer); SELECT 1/0;');
  expect((await refusalOf(migrate(pool, folder))).message).toContain('9001-half.sql failed: division by zero');
  const { rows } = await pool.query(`SELECT to_regclass('tickmark.half') AS found`);
  expect(rows).toEqual([{ found: null }]);
});

test('a file that is not named NNNN-name.sql is refused', async () => {
  const { pool } = await freshDatabase();
  const folder = await copyOfMigrations();
  await writeFile(join(folder, 'extra.sql'), 'SELECT 1');
  expect((await refusalOf(migrate(pool, folder))).code).toBe('migration-files');
});

test('what a transaction did is gone when its work fails, and the connection serves the next one', async () => {
  const { pool } = await freshDatabase();
  await pool.query('CREATE TABLE probe (n integer)');
  const failing = inTransaction(pool, async (transaction) => {
    await transaction.query('INSERT INTO probe VALUES (1)');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  const count = await inTransaction(pool, (transaction) => transaction.query('SELECT count(*) AS n FROM probe'));
  expect(count.rows).toEqual([{ n: 0 }]);
});

test('numbers, dates and instants come back without a local time zone in between', async () => {
  const { pool } = await freshDatabase();
  const { rows } = await pool.query(
    `SELECT 9007199254740991::bigint AS n, '2023-03-12'::date AS d, '2023-03-12T02:30:00.123456+02'::timestamptz AS t`,
  );
  expect(rows).toEqual([{ n: Number.MAX_SAFE_INTEGER, d: '2023-03-12', t: '2023-03-12T00:30:00.123456Z' }]);
  await expect(pool.query('SELECT 9007199254740993::bigint')).rejects.toThrow('too large');
});

test('a statement that takes longer than allowed is cancelled', async () => {
  const { url } = await freshDatabase();
  const pool = openPool(url, { statementTimeoutMs: 50 });
  await expect(pool.query('SELECT pg_sleep(5)')).rejects.toThrow('statement timeout');
  await pool.end();
});
