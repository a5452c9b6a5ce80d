import { Refusal } from '../refusal.ts';

/** The closed list of what notices refuse; each is in the API's list of problems. */
export function stalePreference(version: number): Refusal {
  return new Refusal('version-stale', `Your choice was changed in another window; it is at version ${version}.`, {
    next: 'Read it again.',
  });
}

export function wrongPlace(): Refusal {
  const sentence = 'This cursor is not one of this list.';
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: 'query:/cursor', sentence }],
  });
}
