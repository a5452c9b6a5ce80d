/** What was made with which Idempotency-Key: one table a side, for whatever a slice makes. SQL. */
import type { Transaction } from '../adapters/postgres/pool.ts';

type Side = 'management' | 'firm';

/** request: digest of what was asked for */
export async function selectCreation(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  personId: string,
  key: string,
): Promise<{ record_id: string; request: string } | undefined> {
  const { rows } = await transaction.query<{ record_id: string; request: string }>(
    `SELECT record_id, request FROM ${side}.creation WHERE organization_id = $1 AND person_id = $2 AND key = $3`,
    [organizationId, personId, key],
  );
  return rows[0];
}

export async function insertCreation(
  transaction: Transaction,
  side: Side,
  made: {
    readonly organizationId: string;
    readonly personId: string;
    readonly key: string;
    readonly request: string;
    readonly id: string;
    readonly at: string;
  },
): Promise<void> {
  await transaction.query(
    `INSERT INTO ${side}.creation (organization_id, person_id, key, request, record_id, at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [made.organizationId, made.personId, made.key, made.request, made.id, made.at],
  );
}

/** What was made with these keys, by key: the digest of what was asked for. */
export async function selectCreations(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  personId: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const { rows } = await transaction.query<{ key: string; request: string }>(
    `SELECT key, request FROM ${side}.creation WHERE organization_id = $1 AND person_id = $2 AND key = ANY ($3::text[])`,
    [organizationId, personId, keys],
  );
  return new Map(rows.map((row) => [row.key, row.request]));
}
