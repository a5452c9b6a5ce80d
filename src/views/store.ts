import type { Transaction } from '../adapters/postgres/pool.ts';

export interface ViewRow {
  readonly id: string;
  readonly person_id: string;
  readonly list: string;
  readonly shared: boolean;
  readonly is_default: boolean;
  readonly version: number;
  readonly sealed: Uint8Array;
}

/** Own and shared ones of a list, as row-level security shows them. */
export async function selectViews(transaction: Transaction, list: string): Promise<readonly ViewRow[]> {
  const { rows } = await transaction.query<ViewRow>(
    `SELECT id, person_id, list, shared, is_default, version, sealed FROM views.view
     WHERE organization_id = tickmark.organization() AND list = $1 ORDER BY id`,
    [list],
  );
  return rows;
}

/** The person's own, locked until the transaction ends. */
export async function lockOwnView(transaction: Transaction, id: string): Promise<ViewRow | undefined> {
  const { rows } = await transaction.query<ViewRow>(
    `SELECT id, person_id, list, shared, is_default, version, sealed FROM views.view
     WHERE organization_id = tickmark.organization() AND person_id = tickmark.person() AND id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0];
}

export async function insertView(transaction: Transaction, row: ViewRow, at: string): Promise<void> {
  await transaction.query(
    `INSERT INTO views.view (id, organization_id, person_id, list, shared, is_default, version, changed_at, sealed)
     VALUES ($1, tickmark.organization(), $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.person_id, row.list, row.shared, row.is_default, row.version, at, row.sealed],
  );
}

export async function updateView(transaction: Transaction, row: ViewRow, at: string): Promise<void> {
  await transaction.query(
    `UPDATE views.view SET shared = $2, is_default = $3, version = $4, changed_at = $5, sealed = $6
     WHERE id = $1 AND person_id = tickmark.person()`,
    [row.id, row.shared, row.is_default, row.version, at, row.sealed],
  );
}

export async function deleteView(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('DELETE FROM views.view WHERE id = $1 AND person_id = tickmark.person()', [id]);
}
