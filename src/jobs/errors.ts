import { Refusal } from '../refusal.ts';

/** The closed list of what jobs refuse; each is in the API's list of problems. */
export function noJob(): Refusal {
  return new Refusal('not-found', 'There is no such job, or it ended more than 30 days ago.');
}

export function hasEndedAlready(state: string): Refusal {
  return new Refusal('conflict', `The job has ended already: it is ${state}.`);
}

export function nothingToRetry(state: string): Refusal {
  return new Refusal('conflict', `The job is ${state}; what failed or was cancelled can be tried again.`);
}

export function kindNotAllowed(action: string, part: string): Refusal {
  return new Refusal('not-allowed', `Whoever this job runs for must be allowed to ${action} ${part}, and is not.`, {
    next: 'Ask whoever looks after members for a role that may.',
  });
}

export function reusedJobKey(): Refusal {
  return new Refusal('idempotency-key-reused', 'This Idempotency-Key was used for another job.', {
    next: 'Use a new key for a new job.',
  });
}

export function tooManyStreams(most: number): Refusal {
  return new Refusal('too-many-requests', `More than ${most} events are being followed already.`, {
    next: 'Close some windows, or ask for the job itself now and then.',
  });
}

/** This delivery is not the job's latest any more: another worker has it, or it was taken from this one. */
export class JobLost extends Error {
  override readonly name = 'JobLost';
}

/** Whoever may has cancelled the job. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled';
}
