import type { Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef } from '../ledger/statement.ts';

export interface SaidRow {
  readonly version: number;
  readonly changed_at: string;
  readonly sealed: Uint8Array;
}

export async function selectSaid(transaction: Transaction, organizationId: string): Promise<SaidRow | undefined> {
  const { rows } = await transaction.query<SaidRow>(
    'SELECT version, changed_at, sealed FROM management.letters WHERE organization_id = $1',
    [organizationId],
  );
  return rows[0];
}

/** Who saves and who hands over follow each other. */
export async function lockLetters(transaction: Transaction, organizationId: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `tickmark.letters:${organizationId}`,
  ]);
}

export async function saveSaid(
  transaction: Transaction,
  organizationId: string,
  row: SaidRow,
  personId: string,
): Promise<void> {
  await transaction.query(
    `INSERT INTO management.letters (organization_id, version, changed_at, by_person, sealed) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (organization_id) DO UPDATE
     SET version = excluded.version, changed_at = excluded.changed_at, by_person = excluded.by_person, sealed = excluded.sealed`,
    [organizationId, row.version, row.changed_at, personId, row.sealed],
  );
}

export interface ReadyRow {
  readonly number: number;
  readonly digest: string;
  readonly at: string;
  readonly by_person: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
}

/** The latest first. number: null for all, at most a hundred */
export async function selectReady(
  transaction: Transaction,
  organizationId: string,
  number: number | null,
): Promise<ReadyRow[]> {
  const { rows } = await transaction.query<ReadyRow>(
    `SELECT number, digest, at, by_person, sealed, entry_index, entry_digest FROM management.letters_ready
     WHERE organization_id = $1 AND ($2::integer IS NULL OR number = $2) ORDER BY number DESC LIMIT 100`,
    [organizationId, number],
  );
  return rows;
}

export async function insertReady(
  transaction: Transaction,
  organizationId: string,
  row: Omit<ReadyRow, 'entry_index' | 'entry_digest'>,
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `INSERT INTO management.letters_ready (organization_id, number, digest, at, by_person, sealed, entry_index, entry_digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [organizationId, row.number, row.digest, row.at, row.by_person, row.sealed, entry.index, entry.digest],
  );
}
