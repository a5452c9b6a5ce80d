/** Threads that check the bundles of a long log beside this one. */
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { BundleCheck, BundleChecker, BundleTask, CheckBundle } from '../../ledger/index.ts';

/** What a thread says: once null, when it is ready, then its answer to each task in turn; null for a bundle it cannot check. */
export type Answer = BundleCheck | null;

interface Job {
  readonly task: BundleTask;
  readonly done: (check: BundleCheck | Promise<BundleCheck>) => void;
}

/** Two tasks lie with a thread, so that it need not wait for the next. */
const tasksAhead = 2;

/**
 * Bundles wait in one line, and every thread takes the next: this one from the beginning, the others as soon as they run. A bundle
 * that one of them cannot check is checked here, so that what is wrong is said in one way only.
 * threads  besides this one
 * here     checks a bundle in this thread
 */
export function startThreads(directory: string, threads: number, here: CheckBundle): BundleChecker {
  const waiting: Job[] = [];
  const returned: Job[] = [];

  let busy = false;
  const takeHere = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    for (let job = returned.shift() ?? waiting.shift(); job; job = returned.shift() ?? waiting.shift()) {
      const checking = here(job.task);
      job.done(checking);
      await checking.catch(() => undefined); // reported to who asked
      await setImmediate(); // lets the other threads' answers in
    }
    busy = false;
  };

  const giveBack = (jobs: readonly Job[]): void => {
    returned.push(...jobs);
    void takeHere();
  };

  const others = Array.from({ length: threads }, () => {
    const worker = new Worker(new URL('./check-thread.ts', import.meta.url), { workerData: directory });
    const taken: Job[] = [];
    let state: 'starting' | 'running' | 'gone' = 'starting';
    const take = (): void => {
      if (state !== 'running') return;
      for (const job of waiting.splice(0, tasksAhead - taken.length)) {
        taken.push(job);
        worker.postMessage(job.task, []);
      }
    };
    worker.on('message', (answer: Answer) => {
      if (state === 'gone') return; // its tasks are done here
      const job = taken.shift();
      state = 'running';
      if (answer !== null) job?.done(answer);
      else if (job !== undefined) giveBack([job]);
      take();
    });
    // One that could not start, or ended: the rest is done without it.
    worker.on('error', () => {
      state = 'gone';
      giveBack(taken.splice(0));
    });
    return { worker, take };
  });

  return {
    check: (task) =>
      new Promise((done) => {
        waiting.push({ task, done });
        for (const other of others) other.take();
        void takeHere();
      }),
    ahead: 2 * tasksAhead * (threads + 1),
    close: async () => {
      waiting.length = 0; // after a failure nobody waits for them
      await Promise.all(others.map(({ worker }) => worker.terminate()));
    },
  };
}
