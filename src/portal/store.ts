import type { Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef } from '../ledger/statement.ts';

export interface AcknowledgementRow {
  readonly record_id: string;
  readonly person_id: string;
  readonly said: Uint8Array;
  readonly version: number;
  readonly at: string;
  readonly entry_index: number;
  readonly entry_digest: string;
}

/** Of the records given, newest first. personId: theirs alone; null: everybody's */
export async function selectAcknowledgements(
  transaction: Transaction,
  organizationId: string,
  recordIds: readonly string[],
  personId: string | null,
): Promise<AcknowledgementRow[]> {
  const { rows } = await transaction.query<AcknowledgementRow>(
    `SELECT record_id, person_id, said, version, at, entry_index, entry_digest FROM management.acknowledgement
      WHERE organization_id = $1 AND record_id = ANY ($2::uuid[]) AND ($3::uuid IS NULL OR person_id = $3)
      ORDER BY at DESC, record_id, person_id`,
    [organizationId, recordIds, personId],
  );
  return rows;
}

/** Sealed answers to one text, by person. */
export async function selectAnswers(
  transaction: Transaction,
  organizationId: string,
  recordId: string,
  said: readonly Uint8Array[],
): Promise<{ person_id: string; said: Uint8Array; sealed: Uint8Array }[]> {
  const { rows } = await transaction.query<{ person_id: string; said: Uint8Array; sealed: Uint8Array }>(
    `SELECT person_id, said, sealed FROM management.acknowledgement
      WHERE organization_id = $1 AND record_id = $2 AND said = ANY ($3::bytea[]) AND sealed IS NOT NULL`,
    [organizationId, recordId, said],
  );
  return rows;
}

export async function insertAcknowledgement(
  transaction: Transaction,
  organizationId: string,
  row: Pick<AcknowledgementRow, 'record_id' | 'person_id' | 'said' | 'version' | 'at'> & {
    readonly sealed: Uint8Array | null;
    readonly generation: number;
  },
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `INSERT INTO management.acknowledgement (organization_id, record_id, person_id, said, version, at, sealed, generation, entry_index, entry_digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      organizationId,
      row.record_id,
      row.person_id,
      row.said,
      row.version,
      row.at,
      row.sealed,
      row.generation,
      entry.index,
      entry.digest,
    ],
  );
}

/** One acknowledgement of a person at a time: a second one finds what the first wrote. */
export async function lockAcknowledging(transaction: Transaction, personId: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `tickmark.portal.acknowledge:${personId}`,
  ]);
}

export interface Colleague {
  readonly person_id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
}

/** Whoever is a member now. */
export async function selectColleagues(transaction: Transaction): Promise<Colleague[]> {
  const { rows } = await transaction.query<Colleague>(
    `SELECT person_id, name, email, roles FROM identity.colleagues()
      WHERE state = 'active' AND (until IS NULL OR until > now()) ORDER BY lower(name), person_id LIMIT 5000`,
  );
  return rows;
}

/** When each text was last reminded of. */
export async function selectReminders(
  transaction: Transaction,
  organizationId: string,
): Promise<{ record_id: string; at: string }[]> {
  const { rows } = await transaction.query<{ record_id: string; at: string }>(
    `SELECT record_id, max(at) AS at FROM management.reading_reminder WHERE organization_id = $1 GROUP BY record_id`,
    [organizationId],
  );
  return rows;
}

/** false: there was one that day already */
export async function insertReminder(
  transaction: Transaction,
  organizationId: string,
  reminder: { readonly recordId: string; readonly at: string; readonly byPerson: string; readonly people: number },
): Promise<boolean> {
  const { recordId, at, byPerson, people } = reminder;
  const { rowCount } = await transaction.query(
    `INSERT INTO management.reading_reminder (organization_id, record_id, day, at, by_person, people)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [organizationId, recordId, at.slice(0, 10), at, byPerson, people],
  );
  return rowCount === 1;
}
