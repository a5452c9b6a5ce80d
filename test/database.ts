import { randomUUID } from 'node:crypto';
import { inject, onTestFinished } from 'vitest';
import { type Database, openPool } from '../src/adapters/postgres/pool.ts';

/**
 * A database of its own with every migration run, on the test run's server: a copy, made in some 50 ms. Called inside a test it
 * is dropped when that test ends; called in a hook it stays until the server ends, and `close` is the caller's.
 */
export async function freshDatabase(): Promise<{
  readonly url: string;
  /** by which the application enters */
  readonly login: string;
  readonly pool: Database;
  close(): Promise<void>;
}> {
  const server = inject('databaseServer');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE tickmark`);
  const url = server.replace(/\/tickmark$/, `/${name}`);
  const login = inject('databaseLogin').replace('/tickmark?', `/${name}?`);
  const pool = openPool(url, { max: 4 });
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await pool.end();
    await administer(server, `DROP DATABASE ${name} WITH (FORCE)`);
  };
  try {
    onTestFinished(close);
  } catch {
    // outside a test: the caller closes
  }
  return { url, login, pool, close };
}

async function administer(server: string, sql: string): Promise<void> {
  const pool = openPool(server.replace(/\/tickmark$/, '/postgres'), { max: 1 });
  try {
    await pool.query(sql);
  } finally {
    await pool.end();
  }
}
