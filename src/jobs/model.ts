import type { ZodType } from 'zod';
import type { Action, Asking, Side } from '../http/api/route.ts';

export const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type JobState = (typeof jobStates)[number];

/** Why a job failed: code from the API's list of problems, one sentence, and what to do where there is something. */
export interface JobProblem {
  readonly code: string;
  readonly sentence: string;
  readonly next: string | null;
}

/**
 * What a job works with. Nothing of it may be kept after `run` has ended.
 * signal         aborted when the job was cancelled, taken over by another worker, or the worker ends
 * progress       how far it is; total null: not known. Written at most four times a second, the last one always
 * inTransaction  one transaction as the initiator: their side's role, row-level security and log, after they were found and decided about
 *                again. Refused when this delivery is not the job's latest, or the job was cancelled: then nothing is committed
 */
export interface JobContext {
  readonly jobId: string;
  readonly organizationId: string;
  readonly personId: string;
  readonly side: Side;
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number | null, line: string) => void;
  readonly inTransaction: <T>(work: (asking: Asking) => Promise<T>) => Promise<T>;
}

/** The last step of a job: what it does is committed together with the state `done`, so it happens once however often a job is delivered. */
export type JobEnd<Result> = (asking: Asking) => Promise<Result>;

/**
 * One kind of long work.
 * name          a word of its own, `check-log`
 * action, part  what the initiator must be allowed to do, when it is asked for and again at every transaction of the job
 * run           may be called again for the same job after a crash: what it commits before its end must be harmless to repeat.
 *               A Refusal ends the job as failed with its sentence; any other error is tried again, four times at most
 */
export interface JobKind<Input = unknown, Result = unknown> {
  readonly name: string;
  readonly sides: readonly Side[];
  readonly action: Action;
  readonly part: string;
  readonly input: ZodType<Input>;
  readonly result: ZodType<Result>;
  readonly run: (context: JobContext, input: Input) => Promise<JobEnd<Result>>;
}

/** A kind among others, its types forgotten; they hold by its own schemas. */
export function jobKind<Input, Result>(kind: JobKind<Input, Result>): JobKind {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- input is parsed by the kind's own schema before it is handed over
  return kind as unknown as JobKind;
}

/** A job as people see it. line: what it is at, in words; percent: null where the total is not known */
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly byPerson: string;
  readonly done: number;
  readonly total: number | null;
  readonly line: string | null;
  readonly cancelAsked: boolean;
  readonly attempts: number;
  readonly retryOf: string | null;
  readonly createdAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly problem: JobProblem | null;
  readonly version: number;
}

/** Ended jobs are kept so long. */
export const keptDays = 30;

export function hasEnded(state: JobState): boolean {
  return state === 'done' || state === 'failed' || state === 'cancelled';
}
