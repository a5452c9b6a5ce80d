/**
 * Runs jobs: takes them from the table one by one, holds them by a lease that is prolonged while they run, and ends them in the same
 * transaction as their last step. A worker that dies is noticed by its lease; the job is given to another under a new fence, and
 * whatever the dead one still sends is refused.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { asError, type Database, inTransaction, type Transaction } from '../adapters/postgres/pool.ts';
import { unavailableOf } from '../adapters/postgres/unavailable.ts';
import { type ApiOptions } from '../http/api/mount.ts';
import { enterAs } from '../http/api/as-member.ts';
import type { Asking, Principal } from '../http/api/route.ts';
import { Refusal } from '../refusal.ts';
import { JobCancelled, JobLost, kindNotAllowed } from './errors.ts';
import { type JobContext, type JobKind, type JobProblem, keptDays } from './model.ts';
import { mayRun, openFor, sealFor, stateJob } from './service.ts';
import { claimJob, deleteEnded, type Delivery, endJob, holdJob, prolong, putBack, selectInitiator } from './store.ts';

/**
 * database     a pool whose connections are the role `tickmark_worker`
 * leaseMs      a job whose worker was not heard of for so long is given to another, default 10 s
 * pollMs       how often to look for jobs when there was none, default 500
 * concurrency  jobs at once, default 2
 * onFault      told of every error that is no refusal; the job is named, its content never
 */
export interface WorkerOptions {
  readonly database: Database;
  readonly kinds: readonly JobKind[];
  readonly keys: OrganizationKeys;
  readonly api: Pick<ApiOptions, 'origin' | 'openLog' | 'append' | 'newId' | 'clock' | 'decider'>;
  readonly leaseMs?: number;
  readonly pollMs?: number;
  readonly concurrency?: number;
  readonly onFault?: (error: Error, job: string | null) => void;
}

export interface Worker {
  /** Takes no more jobs, puts those that run back for another worker, and waits a few seconds for them to notice. */
  close(): Promise<void>;
}

/** Deliveries of one job at most: then it is the job that ends its workers. */
const mostAttempts = 5;
/** Wait before the next delivery after a fault. */
const backoffMs = [1_000, 5_000, 20_000, 60_000];
/** The database was away so often while it ran: then each time more is an attempt, for it may be the job that takes it down. */
const mostOutages = 20;
const outageMs = 1_000;
const patienceMs = 4_000;
const tidyMs = 3_600_000;

export function startWorker(options: WorkerOptions): Worker {
  const { concurrency = 2, pollMs = 500 } = options;
  const ending = new AbortController();
  const pause = () => sleep(pollMs, undefined, { signal: ending.signal }).catch(() => undefined);
  const loop = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const delivery = await takeJob(options).catch(() => undefined);
      if (delivery === undefined) await pause();
      else await deliver(options, delivery, ending.signal);
    }
  };
  const tidy = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await deleteEnded(options.database, keptDays).catch(() => undefined);
      await sleep(tidyMs, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  const running = Promise.all([...Array.from({ length: concurrency }, loop), tidy()]);
  return {
    async close() {
      ending.abort();
      await running;
    },
  };
}

async function takeJob({ database, kinds, leaseMs = 10_000 }: WorkerOptions): Promise<Delivery | undefined> {
  return await claimJob(
    database,
    kinds.map((kind) => kind.name),
    leaseMs,
  );
}

/** One delivery from beginning to end. Never throws: what cannot be written is found by the next worker when the lease has ended. */
async function deliver(options: WorkerOptions, delivery: Delivery, stopping: AbortSignal): Promise<void> {
  const { database, keys, onFault = () => undefined } = options;
  const running = new Running(options, delivery, stopping);
  try {
    const work = run(options, delivery, running);
    // Work that does not look at its signal is left behind: its fence is old from then on.
    work.catch(() => undefined);
    await Promise.race([work, running.leftBehind]);
  } catch (thrown) {
    const error = asError(thrown);
    const reason: unknown = running.signal.aborted ? running.signal.reason : error;
    const lost = reason instanceof JobLost || error instanceof JobLost;
    const stopped = reason === stopReason;
    const cancelled = reason instanceof JobCancelled || error instanceof JobCancelled;
    const isFault = !lost && !stopped && !cancelled && !(error instanceof Refusal);
    if (isFault) onFault(error, delivery.id);
    const again = isFault ? againAfter(error, delivery) : null;
    const end = async (): Promise<void> => {
      if (lost) return;
      if (stopped) await putBack(database, delivery, { afterMs: 0, counts: 'nothing' });
      else if (cancelled) await endJob(database, delivery, 'cancelled', null);
      else if (again !== null) await putBack(database, delivery, again);
      else await endJob(database, delivery, 'failed', sealFor(keys, delivery, 'end', { problem: problemOf(error) }));
    };
    await untilBack(end, stopping).catch((failure: unknown) => onFault(asError(failure), delivery.id));
  } finally {
    running.close();
  }
}

/** When it is tried again after a fault; null: no more. */
function againAfter(error: Error, { attempts, outages }: Delivery): Parameters<typeof putBack>[2] | null {
  if (unavailableOf(error) === 'database' && outages < mostOutages) return { afterMs: outageMs, counts: 'outage' };
  if (attempts < mostAttempts) return { afterMs: backoffMs[attempts - 1] ?? 60_000, counts: 'attempt' };
  return null;
}

/** Says how a delivery ended as soon as there is a database to say it to; meanwhile its lease may end, and then nothing is changed. */
async function untilBack(end: () => Promise<void>, stopping: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await end();
    } catch (error) {
      if (stopping.aborted || unavailableOf(error) !== 'database') throw error;
      await sleep(outageMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
}

async function run(options: WorkerOptions, delivery: Delivery, running: Running): Promise<void> {
  const { keys } = options;
  const kind = options.kinds.find((one) => one.name === delivery.kind);
  if (kind === undefined) throw new Error(`There is no kind of job ${delivery.kind}.`);
  if (delivery.attempts > mostAttempts) {
    throw new Refusal('fault', `The program that ran it ended without warning, ${mostAttempts} times.`);
  }
  const within = <T>(work: (asking: Asking, transaction: Transaction) => Promise<T>) =>
    asInitiator(options, delivery, kind, work);
  const { organization_id: organizationId, person_id: personId, id: jobId, side } = delivery;
  const context: JobContext = {
    jobId,
    organizationId,
    personId,
    side,
    signal: running.signal,
    progress: (done, total, line) => running.progress(done, total, line),
    inTransaction: async (work) => {
      running.signal.throwIfAborted();
      return await within(work);
    },
  };
  const sealed = await within(async (asking) => {
    const { rows } = await asking.transaction.query<{ sealed_input: Uint8Array }>(
      'SELECT sealed_input FROM jobs.job WHERE organization_id = $1 AND id = $2',
      [organizationId, jobId],
    );
    return rows[0]?.sealed_input;
  });
  if (sealed === undefined) throw new JobLost('The job is gone.');
  const last = await kind.run(context, kind.input.parse(openFor(keys, delivery, 'input', sealed)));
  running.signal.throwIfAborted();
  await running.settled();
  await within(async (asking, transaction) => {
    const result = kind.result.parse(await last(asking));
    await stateJob(asking, delivery, 'job-done');
    await transaction.query(`SELECT set_config('role', 'tickmark_worker', true)`);
    if (!(await endJob(transaction, delivery, 'done', sealFor(keys, delivery, 'end', { result })))) {
      throw new JobLost('Another worker has the job.');
    }
  });
}

/**
 * A transaction of the job: it holds the job's row, so that it commits only while this delivery is the latest, and runs as the person it
 * was asked by, who must still be a member and still be allowed to.
 */
async function asInitiator<T>(
  { database, api }: WorkerOptions,
  delivery: Delivery,
  kind: JobKind,
  work: (asking: Asking, transaction: Transaction) => Promise<T>,
): Promise<T> {
  return await inTransaction(database, async (transaction) => {
    const held = await holdJob(transaction, delivery);
    if (held === undefined) throw new JobLost('Another worker has the job.');
    if (held.cancel_asked) throw new JobCancelled('The job was cancelled.');
    const found = await selectInitiator(transaction, delivery);
    if (found === undefined || found.side !== delivery.side) throw kindNotAllowed(kind.action, kind.part);
    const principal: Principal = {
      personId: delivery.person_id,
      name: found.person_name,
      email: found.email,
      organizationId: delivery.organization_id,
      side: found.side,
      roles: found.roles,
      provedAt: null,
      scopes: delivery.scopes,
    };
    if (!mayRun(api.decider, principal, kind)) throw kindNotAllowed(kind.action, kind.part);
    return await work(await enterAs(api, transaction, principal), transaction);
  });
}

const stopReason = new Error('The worker ends.');

/** A delivery while it runs: its lease, its signal and how far it is. */
class Running {
  readonly #options: WorkerOptions;
  readonly #delivery: Delivery;
  readonly #aborting = new AbortController();
  readonly #stop: () => void;
  readonly #stopping: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  readonly #left = Promise.withResolvers<never>();
  #patience: NodeJS.Timeout | undefined;
  #news: { done: number; total: number | null; line: string } | null = null;
  #writing: Promise<void> = Promise.resolve();
  #busy = false;
  #beat = 0;

  constructor(options: WorkerOptions, delivery: Delivery, stopping: AbortSignal) {
    this.#options = options;
    this.#delivery = delivery;
    this.#stopping = stopping;
    this.#left.promise.catch(() => undefined);
    this.#stop = () => this.#abort(stopReason);
    stopping.addEventListener('abort', this.#stop);
    if (stopping.aborted) this.#stop();
    const ticks = Math.max(50, Math.min(250, (options.leaseMs ?? 10_000) / 12));
    this.#timer = setInterval(() => this.#tick(ticks), ticks);
  }

  get signal(): AbortSignal {
    return this.#aborting.signal;
  }

  /** rejects when the work does not end though it was told to */
  get leftBehind(): Promise<never> {
    return this.#left.promise;
  }

  progress(done: number, total: number | null, line: string): void {
    this.#news = { done: whole(done), total: total === null ? null : whole(total), line: line.slice(0, 300) };
  }

  /** Writes what is still to be said. */
  async settled(): Promise<void> {
    await this.#writing;
    if (this.#news !== null) await this.#write();
  }

  close(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#patience);
    this.#stopping.removeEventListener('abort', this.#stop);
  }

  #tick(ms: number): void {
    this.#beat += ms;
    const { leaseMs = 10_000 } = this.#options;
    if (this.#busy || (this.#news === null && this.#beat < leaseMs / 5)) return;
    this.#busy = true;
    this.#beat = 0;
    this.#writing = this.#write()
      // The database may be back before the lease ends.
      .catch(() => undefined)
      .finally(() => {
        this.#busy = false;
      });
  }

  async #write(): Promise<void> {
    const { database, keys, leaseMs = 10_000 } = this.#options;
    const news = this.#news;
    this.#news = null;
    const said = await prolong(
      database,
      this.#delivery,
      leaseMs,
      news === null ? null : { ...news, sealed: sealFor(keys, this.#delivery, 'line', news.line) },
    );
    if (said === undefined) this.#abort(new JobLost('Another worker has the job.'));
    else if (said.cancel_asked) this.#abort(new JobCancelled('The job was cancelled.'));
  }

  #abort(reason: Error): void {
    if (this.#aborting.signal.aborted) return;
    this.#aborting.abort(reason);
    this.#patience = setTimeout(() => this.#left.reject(reason), patienceMs);
  }
}

function whole(n: number): number {
  return Math.max(0, Math.floor(n));
}

function problemOf(error: Error): JobProblem {
  if (error instanceof Refusal) return { code: error.code, sentence: error.message, next: error.next ?? null };
  return {
    code: 'fault',
    sentence: `A fault ended it ${mostAttempts} times; the log of the installation tells more.`,
    next: 'Try it again, or tell whoever runs the installation.',
  };
}
