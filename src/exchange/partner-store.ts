import type { Transaction } from '../adapters/postgres/pool.ts';
import type { Principal } from '../http/api/route.ts';

/** What is known of the installation of a partner outside, as migration 0034 says. */
export interface PartnerRow {
  readonly their_engagement: string;
  readonly vkey: string;
  readonly confirmed_at: string;
  readonly shown: readonly number[];
  readonly held_size: number | null;
  readonly held_root: Buffer | null;
  readonly taken_index: number | null;
  readonly taken_digest: string | null;
}

export async function selectPartner(transaction: Transaction, engagementId: string): Promise<PartnerRow | undefined> {
  const { rows } = await transaction.query<PartnerRow>(
    `SELECT their_engagement, vkey, confirmed_at, shown::float8[] AS shown, held_size, held_root, taken_index, taken_digest
     FROM exchange.partner WHERE organization_id = tickmark.organization() AND engagement_id = $1`,
    [engagementId],
  );
  return rows[0];
}

/** Another key is another log: what was seen of the one before goes. */
export async function upsertPartner(
  transaction: Transaction,
  principal: Principal,
  engagementId: string,
  row: Pick<PartnerRow, 'their_engagement' | 'vkey' | 'confirmed_at'>,
): Promise<void> {
  await transaction.query(
    `INSERT INTO exchange.partner AS p (organization_id, engagement_id, their_engagement, vkey, confirmed_at, confirmed_by)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (organization_id, engagement_id) DO UPDATE SET
       their_engagement = $3, vkey = $4, confirmed_at = $5, confirmed_by = $6,
       shown = CASE WHEN p.vkey = $4 THEN p.shown ELSE '{}' END,
       held_size = CASE WHEN p.vkey = $4 THEN p.held_size END,
       held_root = CASE WHEN p.vkey = $4 THEN p.held_root END,
       taken_index = CASE WHEN p.vkey = $4 THEN p.taken_index END,
       taken_digest = CASE WHEN p.vkey = $4 THEN p.taken_digest END`,
    [principal.organizationId, engagementId, row.their_engagement, row.vkey, row.confirmed_at, principal.personId],
  );
}

/** shown: ascending, at most sixteen */
export async function updateShown(
  transaction: Transaction,
  engagementId: string,
  shown: readonly number[],
): Promise<void> {
  await transaction.query(
    'UPDATE exchange.partner SET shown = $2 WHERE organization_id = tickmark.organization() AND engagement_id = $1',
    [engagementId, shown],
  );
}

export async function updateHeld(
  transaction: Transaction,
  engagementId: string,
  seen: {
    readonly size: number | null;
    readonly root: Uint8Array | null;
    readonly index: number;
    readonly digest: string;
  },
): Promise<void> {
  await transaction.query(
    `UPDATE exchange.partner SET held_size = $2, held_root = $3, taken_index = $4, taken_digest = $5
     WHERE organization_id = tickmark.organization() AND engagement_id = $1`,
    [engagementId, seen.size, seen.root === null ? null : Buffer.from(seen.root), seen.index, seen.digest],
  );
}

/** The latest checkpoint of the organization's own log; undefined before there is one. */
export async function selectCheckpoint(
  transaction: Transaction,
): Promise<
  { readonly origin: string; readonly size: number; readonly root: Buffer; readonly note: string } | undefined
> {
  const { rows } = await transaction.query<{ origin: string; size: number; root: Buffer; note: string }>(
    'SELECT origin, size, root, note FROM ledger.checkpoint WHERE origin = tickmark.log_origin() ORDER BY size DESC LIMIT 1',
  );
  return rows[0];
}
