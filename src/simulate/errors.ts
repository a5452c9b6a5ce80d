import { Refusal } from '../refusal.ts';

/** What the simulator refuses, each with exit code 2. */
type SimulateRefusal =
  | 'months-out-of-range'
  | 'scale-out-of-range'
  | 'start-not-first-of-month'
  | 'period-not-over'
  | 'output-occupied'
  | 'output';

export const refuse = (code: SimulateRefusal, sentence: string, cause?: unknown): Refusal =>
  new Refusal(code, sentence, cause === undefined ? {} : { cause });
