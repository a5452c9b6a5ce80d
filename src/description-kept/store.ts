import type { Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef } from '../ledger/statement.ts';
import type { SectionId } from './model.ts';

export interface SectionRow {
  readonly section: SectionId;
  readonly version: number;
  readonly changed_at: string;
  readonly sealed: Uint8Array;
}

export async function selectSections(transaction: Transaction, organizationId: string): Promise<SectionRow[]> {
  const { rows } = await transaction.query<SectionRow>(
    'SELECT section, version, changed_at, sealed FROM management.description_section WHERE organization_id = $1',
    [organizationId],
  );
  return rows;
}

/** Who saves and who approves follow each other. */
export async function lockDescription(transaction: Transaction, organizationId: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `tickmark.description:${organizationId}`,
  ]);
}

export async function saveSection(
  transaction: Transaction,
  organizationId: string,
  row: SectionRow,
  personId: string,
): Promise<void> {
  await transaction.query(
    `INSERT INTO management.description_section (organization_id, section, version, changed_at, by_person, sealed)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (organization_id, section) DO UPDATE
     SET version = excluded.version, changed_at = excluded.changed_at, by_person = excluded.by_person, sealed = excluded.sealed`,
    [organizationId, row.section, row.version, row.changed_at, personId, row.sealed],
  );
}

export interface VersionRow {
  readonly number: number;
  readonly digest: string;
  readonly approved_at: string;
  readonly by_person: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
}

const columns = 'number, digest, approved_at, by_person, sealed, entry_index, entry_digest';

/** The latest first. number: null for all, at most a hundred */
export async function selectVersions(
  transaction: Transaction,
  organizationId: string,
  number: number | null,
  limit = 100,
): Promise<VersionRow[]> {
  const { rows } = await transaction.query<VersionRow>(
    `SELECT ${columns} FROM management.description_version
     WHERE organization_id = $1 AND ($2::integer IS NULL OR number = $2) ORDER BY number DESC LIMIT $3`,
    [organizationId, number, limit],
  );
  return rows;
}

export async function insertVersion(
  transaction: Transaction,
  organizationId: string,
  row: Omit<VersionRow, 'entry_index' | 'entry_digest'>,
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `INSERT INTO management.description_version (organization_id, ${columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [organizationId, row.number, row.digest, row.approved_at, row.by_person, row.sealed, entry.index, entry.digest],
  );
}
