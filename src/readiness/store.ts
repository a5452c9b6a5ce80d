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

/** What evidence ready for a record covers: its period, or the day it was collected. */
export interface CoveredRow {
  readonly record_id: string;
  readonly start: string;
  readonly end: string;
}

/** Of evidence that ends within the days given, or after. */
export async function selectCovered(
  transaction: Transaction,
  organizationId: string,
  from: string,
  limit: number,
): Promise<CoveredRow[]> {
  const { rows } = await transaction.query<CoveredRow>(
    `SELECT l.record_id, coalesce(e.period_start, e.collected_at::date) AS start, coalesce(e.period_end, e.collected_at::date) AS end
     FROM management.evidence_link l
     JOIN management.evidence e ON e.organization_id = l.organization_id AND e.id = l.evidence_id
     WHERE l.organization_id = $1 AND e.state = 'ready' AND coalesce(e.period_end, e.collected_at::date) >= $2
     ORDER BY 3 DESC, l.record_id LIMIT $3`,
    [organizationId, from, limit],
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
