/** SQL of jobs (migration 0010). What a side asks runs under its row-level security; what the worker asks names every column. */
import type { Transaction } from '../adapters/postgres/pool.ts';
import type { Side } from '../http/api/route.ts';
import type { JobState } from './model.ts';

export interface JobRow {
  readonly id: string;
  readonly organization_id: string;
  readonly side: Side;
  readonly person_id: string;
  readonly scopes: readonly string[] | null;
  readonly kind: string;
  readonly key: string | null;
  readonly retry_of: string | null;
  readonly state: JobState;
  readonly cancel_asked: boolean;
  readonly version: number;
  readonly attempts: number;
  readonly done: number;
  readonly total: number | null;
  readonly created_at: string;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly sealed_input: Uint8Array;
  readonly sealed_line: Uint8Array | null;
  readonly sealed_end: Uint8Array | null;
}

export interface NewJob {
  readonly id: string;
  readonly organizationId: string;
  readonly side: Side;
  readonly personId: string;
  readonly scopes: readonly string[] | null;
  readonly kind: string;
  readonly key: string | null;
  readonly retryOf: string | null;
  readonly now: string;
  readonly sealed: Buffer;
}

export async function insertJob(transaction: Transaction, job: NewJob): Promise<void> {
  await transaction.query(
    `INSERT INTO jobs.job (id, organization_id, side, person_id, scopes, kind, key, retry_of, state, run_after, created_at, sealed_input)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'queued', $9, $9, $10)`,
    [
      job.id,
      job.organizationId,
      job.side,
      job.personId,
      job.scopes,
      job.kind,
      job.key,
      job.retryOf,
      job.now,
      job.sealed,
    ],
  );
}

export async function selectJob(
  transaction: Transaction,
  organizationId: string,
  id: string,
  lock = false,
): Promise<JobRow | undefined> {
  const { rows } = await transaction.query<JobRow>(
    `SELECT * FROM jobs.job WHERE organization_id = $1 AND id = $2${lock ? ' FOR UPDATE' : ''}`,
    [organizationId, id],
  );
  return rows[0];
}

export async function selectByKey(
  transaction: Transaction,
  organizationId: string,
  personId: string,
  key: string,
): Promise<JobRow | undefined> {
  const { rows } = await transaction.query<JobRow>(
    'SELECT * FROM jobs.job WHERE organization_id = $1 AND person_id = $2 AND key = $3',
    [organizationId, personId, key],
  );
  return rows[0];
}

/** The latest first. before: the place after which to go on */
export async function selectJobs(
  transaction: Transaction,
  organizationId: string,
  options: {
    readonly states: readonly JobState[];
    readonly personId: string | null;
    readonly before: { readonly at: string; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<readonly JobRow[]> {
  const { rows } = await transaction.query<JobRow>(
    `SELECT * FROM jobs.job WHERE organization_id = $1 AND state = ANY ($2) AND ($3::uuid IS NULL OR person_id = $3)
       AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
     ORDER BY created_at DESC, id DESC LIMIT $6`,
    [
      organizationId,
      options.states,
      options.personId,
      options.before?.at ?? null,
      options.before?.id ?? null,
      options.limit,
    ],
  );
  return rows;
}

/** One that waits is cancelled at once; one that runs is asked to end. */
export async function cancelJob(transaction: Transaction, organizationId: string, id: string): Promise<void> {
  await transaction.query(
    `UPDATE jobs.job SET cancel_asked = true, version = version + 1,
       ended_at = CASE state WHEN 'queued' THEN now() END, state = CASE state WHEN 'queued' THEN 'cancelled' ELSE state END
     WHERE organization_id = $1 AND id = $2 AND state IN ('queued', 'running')`,
    [organizationId, id],
  );
}

/** What a worker knows of a job it was given. */
export interface Delivery {
  readonly id: string;
  readonly organization_id: string;
  readonly side: Side;
  readonly person_id: string;
  readonly scopes: readonly string[] | null;
  readonly kind: string;
  readonly fence: number;
  readonly attempts: number;
  readonly outages: number;
}

/**
 * Gives out the next job, or none: one that waits, or one whose worker was not heard of until its lease ended. Whoever has fewest
 * running comes first, so that one organization's many jobs do not keep the others waiting.
 */
export async function claimJob(
  worker: Transaction,
  kinds: readonly string[],
  leaseMs: number,
): Promise<Delivery | undefined> {
  const { rows } = await worker.query<Delivery>(
    `UPDATE jobs.job SET state = 'running', fence = fence + 1, attempts = attempts + 1, version = version + 1,
       lease_until = now() + $2 * interval '1 millisecond', started_at = coalesce(started_at, now())
     WHERE id = (
       SELECT j.id FROM jobs.job j
       WHERE j.kind = ANY ($1) AND (j.state = 'queued' AND j.run_after <= now() OR j.state = 'running' AND j.lease_until < now())
       ORDER BY (SELECT count(*) FROM jobs.job r WHERE r.organization_id = j.organization_id AND r.state = 'running'), j.run_after, j.id
       LIMIT 1 FOR UPDATE SKIP LOCKED
     )
     RETURNING id, organization_id, side, person_id, scopes, kind, fence, attempts, outages`,
    [kinds, leaseMs],
  );
  return rows[0];
}

/**
 * Holds the job for a transaction of this delivery: nobody else is given it until the transaction ends, while its lease goes on
 * being prolonged beside it (which changes no key).
 * returns  undefined when this delivery is not the job's latest
 */
export async function holdJob(
  worker: Transaction,
  { id, fence }: Delivery,
): Promise<{ readonly cancel_asked: boolean } | undefined> {
  const { rows } = await worker.query<{ cancel_asked: boolean }>(
    `SELECT cancel_asked FROM jobs.job WHERE id = $1 AND fence = $2 AND state = 'running' FOR KEY SHARE`,
    [id, fence],
  );
  return rows[0];
}

/** Who the job runs for, as they are now. */
export async function selectInitiator(
  worker: Transaction,
  { person_id: personId, organization_id: organizationId }: Delivery,
): Promise<{ person_name: string; email: string; side: Side; roles: readonly string[] } | undefined> {
  const { rows } = await worker.query<{ person_name: string; email: string; side: Side; roles: readonly string[] }>(
    'SELECT * FROM identity.initiator($1, $2)',
    [personId, organizationId],
  );
  return rows[0];
}

/** Prolongs the lease, and says how far the job is where there is news. returns undefined when the job was given to another */
export async function prolong(
  worker: Transaction,
  { id, fence }: Delivery,
  leaseMs: number,
  news: { readonly done: number; readonly total: number | null; readonly sealed: Buffer } | null,
): Promise<{ readonly cancel_asked: boolean } | undefined> {
  const { rows } = await worker.query<{ cancel_asked: boolean }>(
    news === null
      ? `UPDATE jobs.job SET lease_until = now() + $3 * interval '1 millisecond'
         WHERE id = $1 AND fence = $2 AND state = 'running' RETURNING cancel_asked`
      : `UPDATE jobs.job SET lease_until = now() + $3 * interval '1 millisecond', done = $4, total = $5, sealed_line = $6, version = version + 1
         WHERE id = $1 AND fence = $2 AND state = 'running' RETURNING cancel_asked`,
    news === null ? [id, fence, leaseMs] : [id, fence, leaseMs, news.done, news.total, news.sealed],
  );
  return rows[0];
}

/** Ends it, and tells whoever asked for it, unless they cancelled it. returns  false when this delivery is not the job's latest */
export async function endJob(
  worker: Transaction,
  { id, fence }: Delivery,
  state: 'done' | 'failed' | 'cancelled',
  sealed: Buffer | null,
): Promise<boolean> {
  const { rows } = await worker.query<{ ended: number }>(
    `WITH ended AS (
       UPDATE jobs.job SET state = $3, sealed_end = $4, lease_until = NULL, ended_at = now(), version = version + 1
       WHERE id = $1 AND fence = $2 AND state = 'running' RETURNING id, organization_id, person_id
     ), told AS (
       INSERT INTO notices.notice (organization_id, person_id, kind, key, at, subject_id)
       SELECT organization_id, person_id, 'job-' || $3, 'job:' || id, now(), id FROM ended WHERE $3 <> 'cancelled'
       ON CONFLICT DO NOTHING
     ) SELECT count(*)::int AS ended FROM ended`,
    [id, fence, state, sealed],
  );
  return rows[0]?.ended === 1;
}

/**
 * Puts it back, to be given out again after so long.
 * counts  this delivery as an attempt, as one more outage of the database, or as nothing
 */
export async function putBack(
  worker: Transaction,
  { id, fence }: Delivery,
  { afterMs, counts }: { readonly afterMs: number; readonly counts: 'attempt' | 'outage' | 'nothing' },
): Promise<void> {
  await worker.query(
    `UPDATE jobs.job SET state = 'queued', lease_until = NULL, run_after = now() + $3 * interval '1 millisecond',
       attempts = attempts - CASE $4 WHEN 'attempt' THEN 0 ELSE 1 END, outages = outages + CASE $4 WHEN 'outage' THEN 1 ELSE 0 END,
       version = version + 1
     WHERE id = $1 AND fence = $2 AND state = 'running'`,
    [id, fence, afterMs, counts],
  );
}

/** returns  how many were taken away */
export async function deleteEnded(worker: Transaction, days: number): Promise<number> {
  const { rowCount } = await worker.query(`DELETE FROM jobs.job WHERE ended_at < now() - $1 * interval '1 day'`, [
    days,
  ]);
  return rowCount ?? 0;
}
