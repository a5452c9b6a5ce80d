import type { Transaction } from '../adapters/postgres/pool.ts';

/** Evidence ready for a record: how many items, and the last day the freshest stands for it; null where one has no such day. */
export interface EvidenceRow {
  readonly record_id: string;
  readonly items: number;
  readonly fresh_until: string | null;
}

export async function selectEvidence(transaction: Transaction, organizationId: string): Promise<EvidenceRow[]> {
  const { rows } = await transaction.query<EvidenceRow>(
    `SELECT l.record_id, count(*)::int AS items,
            CASE WHEN bool_or(e.fresh_until IS NULL) THEN NULL ELSE max(e.fresh_until) END AS fresh_until
     FROM management.evidence_link l
     JOIN management.evidence e ON e.organization_id = l.organization_id AND e.id = l.evidence_id
     WHERE l.organization_id = $1 AND e.state = 'ready'
     GROUP BY l.record_id`,
    [organizationId],
  );
  return rows;
}

export interface OpeningRow {
  readonly index: number;
  readonly digest: string;
  readonly envelope: string;
}

/** The organization's name and the latest entries of its log, newest first, as row-level security shows them. */
export async function selectOrganization(
  transaction: Transaction,
  organizationId: string,
  entries: number,
): Promise<{ readonly name: string; readonly recorded: readonly OpeningRow[] } | undefined> {
  const { rows } = await transaction.query<{ name: string; recorded: OpeningRow[] }>(
    `SELECT o.name, coalesce(
       (SELECT json_agg(json_build_object('index', latest.idx, 'digest', latest.digest, 'envelope', latest.envelope) ORDER BY latest.idx DESC)
        FROM (SELECT idx, digest, envelope FROM ledger.opening WHERE origin = tickmark.log_origin() ORDER BY idx DESC LIMIT $2) latest),
       '[]'::json) AS recorded
     FROM identity.organization o WHERE o.id = $1`,
    [organizationId, entries],
  );
  return rows[0];
}

/** Two who adopt at once follow each other: the second finds what the first adopted. */
export async function lockAdoption(transaction: Transaction, organizationId: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `tickmark.readiness.adopt:${organizationId}`,
  ]);
}
