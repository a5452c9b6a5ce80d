/** A job's progress as server-sent events (WHATWG HTML): `job` with the job as JSON, `end` when there will be no more. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Apart } from '../http/api/route.ts';
import { tooManyStreams } from './errors.ts';
import { hasEnded, type Job } from './model.ts';

/** Windows of one person, and of everybody on this process, that may follow at once. */
const mostOfOne = 12;
const mostOfAll = 400;
const lookMs = 700;
const heartbeatMs = 15_000;

/**
 * Who follows what, on this process.
 * ending  aborted when the server closes: every stream ends then, and the browser follows again elsewhere
 */
export class Followers {
  readonly #ending: AbortSignal;
  readonly #people = new Map<string, number>();
  #all = 0;

  constructor(ending: AbortSignal) {
    this.#ending = ending;
  }

  /** refuses  too-many-requests */
  take(personId: string): () => void {
    const held = this.#people.get(personId) ?? 0;
    if (held >= mostOfOne || this.#all >= mostOfAll) throw tooManyStreams(held >= mostOfOne ? mostOfOne : mostOfAll);
    this.#people.set(personId, held + 1);
    this.#all += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#all -= 1;
      const left = (this.#people.get(personId) ?? 1) - 1;
      if (left === 0) this.#people.delete(personId);
      else this.#people.set(personId, left);
    };
  }

  /**
   * Tells of a job until it has ended, from the version after the one whoever follows has seen. Between two looks no transaction is
   * open; each asks anew whether they may.
   * release  of `take`; called when the stream ends, however it does
   */
  async *follow(apart: Apart, look: (apart: Apart) => Promise<Job>, first: Job, release: () => void) {
    try {
      let known = apart.lastEvent;
      let quiet = 0;
      let job = first;
      yield 'retry: 2000\n\n';
      for (;;) {
        if (job.version > known) {
          known = job.version;
          quiet = 0;
          yield eventOf('job', job);
        }
        if (hasEnded(job.state)) {
          yield eventOf('end', job);
          return;
        }
        await sleep(lookMs, undefined, { signal: this.#ending }).catch(() => undefined);
        if (this.#ending.aborted) return;
        quiet += lookMs;
        if (quiet >= heartbeatMs) {
          quiet = 0;
          yield ': still there\n\n';
        }
        // Whoever may not look any more, or cannot because the database is away, follows again from where they were.
        const next = await look(apart).catch(() => null);
        if (next === null) return;
        job = next;
      }
    } finally {
      release();
    }
  }
}

function eventOf(name: 'job' | 'end', job: Job): string {
  return `id: ${job.version}\nevent: ${name}\ndata: ${JSON.stringify(job)}\n\n`;
}
