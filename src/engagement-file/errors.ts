import { type Problem, Refusal } from '../refusal.ts';

/** The closed list of what a file refuses; each is in the API's list of problems. */
export function noFile(): Refusal {
  return new Refusal('not-found', 'There is no such engagement file, or you are not on its team.');
}

export function noPaper(): Refusal {
  return new Refusal('not-found', 'There is no such workpaper in this file.');
}

export function noNote(): Refusal {
  return new Refusal('not-found', 'There is no such review note on this workpaper.');
}

export function stalePaper(version: number): Refusal {
  return new Refusal('version-stale', `The workpaper was changed in the meantime; it is now version ${version}.`, {
    next: 'Read it again beside what you wrote, and save from there.',
  });
}

/** Everything that refuses, at once. what: what was asked for, as the beginning of a sentence */
export function unmet(what: string, problems: readonly Problem[]): Refusal {
  const shown = problems.slice(0, 5).map(({ sentence }) => sentence);
  return new Refusal('conflict', `${what} ${shown.join(' ')}`, { problems: problems.slice(0, 100) });
}

export function movedMeanwhile(state: string): Refusal {
  return new Refusal('conflict', `The engagement stands at ${state} by now.`, { next: 'Read it again.' });
}

export function notYours(sentence: string): Refusal {
  return new Refusal('not-allowed', sentence);
}

export function wrongTeam(pointer: string, sentence: string): Refusal {
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: pointer, sentence }],
  });
}

export function wrongLink(sentence: string): Refusal {
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: '/engagement', sentence }],
    next: 'Both sides agree to an engagement first, under Engagements.',
  });
}

export function linkedAlready(): Refusal {
  return new Refusal(
    'conflict',
    'What crosses already crosses in an engagement of this file, or this one belongs to another file.',
  );
}

export function notLinked(): Refusal {
  return new Refusal('conflict', 'The file does not say in which engagement with management it crosses.', {
    next: 'Choose the engagement that both sides agreed to in the file’s overview.',
  });
}

export function clearedAlready(): Refusal {
  return new Refusal('conflict', 'The review note is cleared already.');
}

/** problems: pointer and sentence of each */
export function wrongContent(problems: readonly (readonly [pointer: string, sentence: string])[]): Refusal {
  return new Refusal('invalid-input', 'Some of what was sent does not fit.', {
    problems: problems.slice(0, 100).map(([subject, sentence]) => ({ code: 'invalid-input', subject, sentence })),
  });
}
