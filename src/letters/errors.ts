import { Refusal } from '../refusal.ts';

/** The closed list of what the letters refuse; each is in the API's list of problems. */
export function staleLetters(version: number): Refusal {
  return new Refusal('version-stale', `The letters were changed in the meantime; they are now version ${version}.`, {
    next: 'Read them again beside what you wrote, and save from there.',
  });
}

export function otherLetters(): Refusal {
  return new Refusal('conflict', 'The letters say something else than what you read.', {
    next: 'Read them again.',
  });
}

export function sameLetters(number: number): Refusal {
  return new Refusal('conflict', `These words are with the signatory already, as number ${number}.`);
}

export function notReady(sentences: readonly string[]): Refusal {
  return new Refusal('conflict', `Something is open yet: ${sentences.slice(0, 5).join(' ')}`, {
    problems: sentences.slice(0, 100).map((sentence) => ({ code: 'conflict', subject: '/open', sentence })),
    next: 'Settle what is open first.',
  });
}

export function noLetters(number: number): Refusal {
  return new Refusal('not-found', `No letters were handed to the signatory as number ${number}.`);
}
