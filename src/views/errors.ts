import { Refusal } from '../refusal.ts';

/** The closed list of what views refuse; each is in the API's list of problems. */
export function noView(): Refusal {
  return new Refusal('not-found', 'There is no such view of yours.');
}

export function noList(list: string): Refusal {
  const sentence = `There is no list ${list}.`;
  return new Refusal('not-found', sentence);
}

export function staleView(version: number): Refusal {
  return new Refusal('version-stale', `The view was changed in the meantime; it is at version ${version}.`, {
    next: 'Read it again.',
  });
}

export function defaultTaken(): Refusal {
  return new Refusal('conflict', 'Another view is the one this list opens with.', {
    next: 'Take that mark from the other view first.',
  });
}

export function tooMany(most: number): Refusal {
  return new Refusal('conflict', `There are ${most} views of this list; more are not kept.`, {
    next: 'Delete one that nobody uses.',
  });
}

export function reusedKey(): Refusal {
  return new Refusal('idempotency-key-reused', 'This Idempotency-Key was used for another creation.', {
    next: 'Use a new key for a new view.',
  });
}
