import { Refusal } from '../refusal.ts';

/** The closed list of what the portal refuses; each is in the API's list of problems. One sentence for a draft, a foreign and a missing one. */
export function nothingToRead(): Refusal {
  return new Refusal('not-found', 'There is no such text to be read.');
}

export function otherVersion(code: string, version: number): Refusal {
  return new Refusal('version-stale', `${code} was changed in the meantime; it is now version ${version}.`, {
    next: 'Read it again, and acknowledge what it says now.',
  });
}

export function otherAnswers(code: string, asked: number, given: number): Refusal {
  const sentence = `${code} asks ${asked} ${asked === 1 ? 'question' : 'questions'}, and ${given} were answered.`;
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: '/answers', sentence }],
  });
}

export function nobodyToRemind(code: string): Refusal {
  return new Refusal('conflict', `Everybody who must read ${code} has.`);
}

export function remindedToday(code: string): Refusal {
  return new Refusal('conflict', `Those who have not read ${code} were reminded today.`, {
    next: 'Remind them tomorrow.',
  });
}
