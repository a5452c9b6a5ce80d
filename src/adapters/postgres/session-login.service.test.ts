import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../../test/database.ts';
import { openPool } from './pool.ts';
import { openSessionLogin } from './session-login.ts';

const secret = randomBytes(32);

async function enter() {
  const { pool: owner, url } = await freshDatabase();
  const login = await openSessionLogin(owner, url, secret);
  const pool = openPool(login, { max: 1, role: 'tickmark_gate' });
  onTestFinished(async () => pool.end());
  return { owner, url, login, pool };
}

test('whoever runs SQL of their own as the application finds no way to the owner', async () => {
  const { pool } = await enter();
  const client = await pool.connect();
  try {
    for (const way of [
      'SET ROLE NONE',
      'RESET ROLE',
      'SET ROLE tickmark',
      'SET SESSION AUTHORIZATION tickmark',
      'RESET SESSION AUTHORIZATION',
      'DISCARD ALL',
    ]) {
      await client.query(way).catch(() => undefined);
      for (const deed of [
        'SELECT * FROM management.record',
        'SELECT * FROM identity.person',
        'ALTER TABLE management.record DISABLE ROW LEVEL SECURITY',
        'DROP POLICY own_job ON jobs.job',
        'ALTER TABLE ledger.entry DISABLE TRIGGER ALL',
        'CREATE ROLE tickmark_more SUPERUSER',
        'GRANT tickmark_keeper TO tickmark_gate',
        'SELECT pg_read_file($$/etc/passwd$$)',
      ]) {
        const outcome = await client.query(deed).then(
          () => 'done',
          (error: unknown) => Object(error).code,
        );
        expect([way, deed, outcome]).toEqual([way, deed, '42501']);
      }
    }
  } finally {
    client.release(true);
  }
});

test('it takes the place of the gate and of the worker, and behind them of a side', async () => {
  const { pool } = await enter();
  for (const role of ['tickmark_worker', 'tickmark_management', 'tickmark_firm', 'tickmark_identity']) {
    const { rows } = await pool.query(`SELECT set_config('role', $1, false)`, [role]);
    expect(rows).toEqual([{ set_config: role }]);
  }
  for (const role of ['tickmark_keeper', 'tickmark'])
    await expect(pool.query(`SELECT set_config('role', $1, false)`, [role])).rejects.toThrow('permission denied');
});

test('processes that start at once, again and again, come in by one login; another installation by another', async () => {
  const { owner, url, login } = await enter();
  const logins = await Promise.all(Array.from({ length: 4 }, () => openSessionLogin(owner, url, secret)));
  expect(new Set([login, ...logins]).size).toBe(1);
  expect(await openSessionLogin(owner, url, randomBytes(32))).not.toBe(login);
  const { rows } = await owner.query(
    `SELECT DISTINCT rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication FROM pg_roles WHERE rolname LIKE 'tickmark\\_session\\_%'`,
  );
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolinherit: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolbypassrls: false,
      rolreplication: false,
    },
  ]);
});

test('an owner who may not make roles, and a server that lets the login not in, are told what to do', async () => {
  const { pool: owner, url } = await freshDatabase();
  const small = `small_${randomBytes(6).toString('hex')}`;
  await owner.query(`CREATE ROLE ${small} LOGIN PASSWORD 'small'`);
  const pool = openPool(`${url}?user=${small}&password=small`, { max: 1 });
  onTestFinished(async () => {
    await pool.end();
    await owner.query(`DROP ROLE ${small}`);
  });
  await expect(openSessionLogin(pool, url, randomBytes(32))).rejects.toMatchObject({
    code: 'database-login',
    exit: 3,
    message: expect.stringContaining('cannot make the login tickmark_session_'),
  });
  const name = new URL(url).pathname.slice(1);
  await owner.query(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC`);
  await expect(openSessionLogin(owner, url, secret)).rejects.toMatchObject({
    code: 'database-login',
    message: expect.stringContaining('does not let the login'),
  });
});
