import type { Transaction } from '../adapters/postgres/pool.ts';
import type { Hosting, Mode } from './hosting.ts';

interface HostingRow {
  readonly revision: number;
  readonly mode: Mode;
  readonly said_by: Hosting['saidBy'];
  readonly reason: string | null;
  readonly since: string | null;
}

/** Every role that asks may read it. */
export async function selectHosting(transaction: Transaction): Promise<Hosting> {
  const { rows } = await transaction.query<HostingRow>('SELECT * FROM identity.hosting_now()');
  const row = rows[0];
  if (row === undefined) throw new Error('The mode of the installation cannot be read.');
  const { revision, mode, said_by: saidBy, reason } = row;
  return { revision, mode, saidBy, reason, since: row.since === null ? null : new Date(row.since).toISOString() };
}

/** Whoever says a mode waits for whoever says another; until the transaction ends. */
export async function lockHosting(transaction: Transaction): Promise<void> {
  await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('identity/setup', 0))`);
}

export async function insertHosting(
  transaction: Transaction,
  said: {
    readonly revision: number;
    readonly mode: Mode;
    readonly saidBy: 'setting' | 'first-run';
    readonly reason: string | null;
    readonly at: string;
  },
): Promise<void> {
  await transaction.query(
    'INSERT INTO identity.hosting (revision, mode, said_by, reason, since) VALUES ($1, $2, $3, $4, $5)',
    [said.revision, said.mode, said.saidBy, said.reason, said.at],
  );
}
