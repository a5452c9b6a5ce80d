import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/database.ts';
import { openDatabase } from './database.ts';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-database-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('without DATABASE_URL the embedded PostgreSQL is started in the data directory, and ends when closed', async () => {
  const directory = await emptyFolder();
  for (const databaseUrl of [undefined, '']) {
    const database = await openDatabase({ directory, databaseUrl });
    expect(database.embedded).toBe(true);
    expect((await database.pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await database.close();
    expect(existsSync(join(directory, 'postgres', 'cluster', 'postmaster.pid'))).toBe(false);
  }
});

test('with DATABASE_URL that PostgreSQL is used and none is started', async () => {
  const { url } = await freshDatabase();
  const directory = await emptyFolder();
  const database = await openDatabase({ directory, databaseUrl: url });
  expect((await database.pool.query('SELECT count(*) AS n FROM evidence.item')).rows).toEqual([{ n: 0 }]);
  await database.close();
  expect([database.embedded, existsSync(join(directory, 'postgres'))]).toEqual([false, false]);
});

test.each([
  ['mysql://root:secret@localhost/x', 'database-url'],
  ['postgresql://tickmark:secret@[::/x', 'database-unreachable'],
  ['postgresql://tickmark:secret@127.0.0.1:1/x', 'database-unreachable'],
])('DATABASE_URL %s is refused in one sentence that does not tell the password', async (databaseUrl, code) => {
  const error: unknown = await openDatabase({ directory: await emptyFolder(), databaseUrl }).catch(
    (reason: unknown) => reason,
  );
  expect(error).toMatchObject({ code, exit: 3 });
  expect(String(error)).toContain('DATABASE_URL');
  expect(String(error)).not.toContain('secret');
});
