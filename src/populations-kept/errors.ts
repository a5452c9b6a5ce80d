import { type Problem, Refusal } from '../refusal.ts';

/** The closed list of what this slice refuses; each is in the API's list of problems. */
export function noPopulation(): Refusal {
  return new Refusal('not-found', 'There is no such population.');
}

export function noSelfTest(): Refusal {
  return new Refusal('not-found', 'There is no such self-test.');
}

/** subject: JSON pointer of what is wrong */
export function wrongInput(subject: string, sentence: string, next?: string): Refusal {
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject, sentence }],
    ...(next !== undefined && { next }),
  });
}

export function doesNotFit(sentence: string, next?: string): Refusal {
  return new Refusal('conflict', sentence, next === undefined ? {} : { next });
}

export function tooMuch(sentence: string): Refusal {
  return new Refusal('too-large', sentence, { next: 'Ask for less at once.' });
}

/** What the importers and the census refuse, in the API's words: the fault is in the files or the question, not in the program. */
export function asConflict(error: unknown): unknown {
  if (!(error instanceof Refusal) || apiCodes.has(error.code)) return error;
  return new Refusal('conflict', error.message, {
    problems: error.problems.map((problem: Problem) => ({ ...problem, code: 'conflict' })),
    ...(error.next !== undefined && { next: error.next }),
    cause: error,
  });
}

const apiCodes = new Set(['not-found', 'invalid-input', 'conflict', 'too-large', 'not-allowed', 'too-many-requests']);
