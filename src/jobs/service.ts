import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking, Principal } from '../http/api/route.ts';
import type { Decider } from '../identity/index.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import { Refusal } from '../refusal.ts';
import { hasEndedAlready, kindNotAllowed, noJob, nothingToRetry, reusedJobKey } from './errors.ts';
import { hasEnded, type Job, type JobKind, type JobProblem, type JobState } from './model.ts';
import { cancelJob, insertJob, type JobRow, selectByKey, selectJob, selectJobs } from './store.ts';

/** What jobs are asked for and shown with. */
export interface JobParts {
  readonly keys: OrganizationKeys;
  readonly decider: Decider;
  readonly kinds: readonly JobKind[];
}

/** The result a job ended with, or why it failed. */
export type JobOutcome = { readonly result: unknown } | { readonly problem: JobProblem };

/**
 * Asks for long work, in the caller's transaction: the job is there when that commits, and a worker takes it within a second or so.
 * key      the caller's Idempotency-Key; a job of the same person under the same key is answered, not made again
 * returns  the job's id
 * refuses  not-allowed, conflict (too many wait), idempotency-key-reused
 */
export async function enqueue<Input, Result>(
  asking: Asking,
  parts: JobParts,
  kind: JobKind<Input, Result>,
  input: Input,
  options: { readonly key?: string; readonly retryOf?: string } = {},
): Promise<{ readonly id: string; readonly repeated: boolean }> {
  const { principal, transaction, now } = asking;
  const { organizationId, personId, side } = principal;
  if (!kind.sides.includes(side) || !mayRun(parts.decider, principal, kind))
    throw kindNotAllowed(kind.action, kind.part);
  if (options.key !== undefined) {
    const known = await selectByKey(transaction, organizationId, personId, options.key);
    if (known !== undefined) {
      if (known.kind !== kind.name) throw reusedJobKey();
      // That it was asked for again is on record too.
      await stateJob(asking, known, 'job-asked');
      return { id: known.id, repeated: true };
    }
  }
  const id = asking.newId();
  const sealed = sealFor(parts.keys, { side, organization_id: organizationId, id }, 'input', kind.input.parse(input));
  await insertJob(transaction, {
    id,
    organizationId,
    side,
    personId,
    scopes: principal.scopes,
    kind: kind.name,
    key: options.key ?? null,
    retryOf: options.retryOf ?? null,
    now,
    sealed,
  }).catch((error: unknown) => {
    if (Object(error).code === '23505')
      throw new Refusal('conflict', 'The same job is being asked for at this moment.');
    throw error;
  });
  await stateJob(asking, { id, kind: kind.name }, 'job-asked');
  return { id, repeated: false };
}

/** The latest first, and where to go on. */
export async function listJobs(
  asking: Asking,
  parts: JobParts,
  options: {
    readonly states: readonly JobState[];
    readonly mine: boolean;
    readonly cursor: string | null;
    readonly limit: number;
  },
): Promise<{ readonly items: readonly Job[]; readonly next: string | null }> {
  const { principal, transaction } = asking;
  const rows = await selectJobs(transaction, principal.organizationId, {
    states: options.states,
    personId: options.mine ? principal.personId : null,
    before: options.cursor === null ? null : placeOf(options.cursor),
    limit: options.limit + 1,
  });
  const items = rows.slice(0, options.limit).map((row) => jobOf(parts.keys, row));
  const last = items.at(-1);
  const next = rows.length > options.limit && last !== undefined ? cursorOf(last) : null;
  return { items, next };
}

/**
 * One job; with its result when whoever asks might have asked for the work.
 * refuses  not-found
 */
export async function readJob(
  asking: Asking,
  parts: JobParts,
  id: string,
): Promise<{ readonly job: Job; readonly result: unknown }> {
  const { principal } = asking;
  const row = await findJob(asking, id);
  const kind = parts.kinds.find((one) => one.name === row.kind);
  const may = kind !== undefined && mayRun(parts.decider, principal, kind);
  const outcome = outcomeOf(parts.keys, row);
  return {
    job: jobOf(parts.keys, row),
    result: may && outcome !== null && 'result' in outcome ? outcome.result : null,
  };
}

/**
 * Cancels a job: at once where it waits, at its next step where it runs. One that is cancelled already stays so.
 * refuses  not-found, not-allowed, conflict where it is done or failed
 */
export async function cancel(asking: Asking, parts: JobParts, id: string): Promise<Job> {
  const row = await findJob(asking, id, true);
  allowedKind(asking, parts, row);
  if (row.state === 'done' || row.state === 'failed') throw hasEndedAlready(row.state);
  await cancelJob(asking.transaction, row.organization_id, row.id);
  await stateJob(asking, row, 'job-cancelled');
  return jobOf(parts.keys, await findJob(asking, id));
}

/**
 * Asks for the same once more, as a new job of whoever asks now. The old one stays as it ended.
 * refuses  not-found, not-allowed, conflict where it waits, runs or is done
 */
export async function retry(asking: Asking, parts: JobParts, id: string, key: string): Promise<Job> {
  const row = await findJob(asking, id);
  const kind = allowedKind(asking, parts, row);
  if (row.state !== 'failed' && row.state !== 'cancelled') throw nothingToRetry(row.state);
  const input = kind.input.parse(openFor(parts.keys, row, 'input', row.sealed_input));
  const made = await enqueue(asking, parts, kind, input, { key, retryOf: row.id });
  return jobOf(parts.keys, await findJob(asking, made.id));
}

function allowedKind(asking: Asking, parts: JobParts, row: JobRow): JobKind {
  const kind = parts.kinds.find((one) => one.name === row.kind);
  if (kind === undefined) throw new Refusal('conflict', 'This version of Tickmark does not know work of this kind.');
  if (!mayRun(parts.decider, asking.principal, kind)) throw kindNotAllowed(kind.action, kind.part);
  return kind;
}

/** Whether the principal may do what a job of the kind does. */
export function mayRun(decider: Decider, principal: Principal, kind: Pick<JobKind, 'action' | 'part'>): boolean {
  const { side, organizationId } = principal;
  return decider.decide({ principal, action: kind.action, part: kind.part, side, organizationId }).allowed;
}

async function findJob(asking: Asking, id: string, lock = false): Promise<JobRow> {
  const row = await selectJob(asking.transaction, asking.principal.organizationId, id, lock);
  if (row === undefined) throw noJob();
  return row;
}

/** Where a job's sealed part belongs: another job's, or another part's, in its place is refused. */
type Place = Pick<JobRow, 'side' | 'organization_id' | 'id'>;
export type SealedPart = 'input' | 'line' | 'end';

export function sealedPlaceOf(organizationId: string, jobId: string, part: SealedPart): string {
  return `${organizationId}/job/${jobId}/${part}`;
}

export function sealFor(keys: OrganizationKeys, place: Place, part: SealedPart, value: unknown): Buffer {
  const key = keys.keyOf(place.side, place.organization_id, 'content');
  return sealJson(key, sealedPlaceOf(place.organization_id, place.id, part), value ?? null, randomBytes(12));
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what lies there is the caller's own, and authenticated
export function openFor<T>(keys: OrganizationKeys, place: Place, part: SealedPart, sealed: Uint8Array): T {
  const key = keys.keyOf(place.side, place.organization_id, 'content');
  return openSealed(key, sealedPlaceOf(place.organization_id, place.id, part), sealed);
}

function outcomeOf(keys: OrganizationKeys, row: JobRow): JobOutcome | null {
  if (row.sealed_end === null) return null;
  return openFor(keys, row, 'end', row.sealed_end);
}

function jobOf(keys: OrganizationKeys, row: JobRow): Job {
  const outcome = outcomeOf(keys, row);
  const line = row.sealed_line === null || hasEnded(row.state) ? null : openFor(keys, row, 'line', row.sealed_line);
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    byPerson: row.person_id,
    done: row.done,
    total: row.total,
    line: typeof line === 'string' ? line : null,
    cancelAsked: row.cancel_asked,
    attempts: row.attempts,
    retryOf: row.retry_of,
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    problem: outcome !== null && 'problem' in outcome ? outcome.problem : null,
    version: row.version,
  };
}

/** A statement in the organization's log that something became of a job. */
export async function stateJob(
  asking: Asking,
  job: { readonly id: string; readonly kind: string },
  event: 'job-asked' | 'job-cancelled' | 'job-done',
): Promise<void> {
  const body = { event, job: job.id, kind: job.kind, person: asking.principal.personId };
  const sha256 = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  await asking.state({ hop: 'access', subject: { name: `jobs/${job.id}`, sha256 }, body });
}

function cursorOf(job: Job): string {
  return Buffer.from(JSON.stringify([job.createdAt, job.id])).toString('base64url');
}

function placeOf(cursor: string): { at: string; id: string } {
  const match = /^\["(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)","([0-9a-f-]{36})"\]$/.exec(
    Buffer.from(cursor, 'base64url').toString(),
  );
  if (match?.[1] === undefined || match[2] === undefined || Number.isNaN(Date.parse(match[1]))) {
    throw new Refusal('invalid-input', 'The cursor is not one of this list.', {
      problems: [{ code: 'invalid-input', subject: 'query:/cursor', sentence: 'The cursor is not one of this list.' }],
    });
  }
  return { at: match[1], id: match[2] };
}
