import type { Transaction } from '../adapters/postgres/pool.ts';

export interface PictureRow {
  readonly version: number;
  readonly changed_at: string;
  readonly sealed: Uint8Array;
}

export async function selectPicture(transaction: Transaction, organizationId: string): Promise<PictureRow | undefined> {
  const { rows } = await transaction.query<PictureRow>(
    'SELECT version, changed_at, sealed FROM management.system_picture WHERE organization_id = $1',
    [organizationId],
  );
  return rows[0];
}

/** Two who arrange it at once follow each other. */
export async function lockPicture(transaction: Transaction, organizationId: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `tickmark.system-picture:${organizationId}`,
  ]);
}

export async function savePicture(
  transaction: Transaction,
  organizationId: string,
  row: PictureRow,
  personId: string,
): Promise<void> {
  await transaction.query(
    `INSERT INTO management.system_picture (organization_id, version, changed_at, by_person, sealed) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (organization_id) DO UPDATE
     SET version = excluded.version, changed_at = excluded.changed_at, by_person = excluded.by_person, sealed = excluded.sealed`,
    [organizationId, row.version, row.changed_at, personId, row.sealed],
  );
}
