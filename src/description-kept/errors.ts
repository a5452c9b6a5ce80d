import { Refusal } from '../refusal.ts';

/** The closed list of what the description refuses; each is in the API's list of problems. */
export function staleSection(section: string, version: number): Refusal {
  return new Refusal('version-stale', `${section} was changed in the meantime; it is now version ${version}.`, {
    next: 'Read it again beside your text, and save from there.',
  });
}

export function noVersion(number: number): Refusal {
  return new Refusal('not-found', `There is no version ${number} of the description.`);
}

export function misplaced(problems: readonly (readonly [index: number, register: string, belongs: string])[]): Refusal {
  const all = problems.map(([index, register, belongs]) => ({
    code: 'invalid-input',
    subject: `/paragraphs/${index}/register`,
    sentence: `${register} belongs to ${belongs}.`,
  }));
  return new Refusal('invalid-input', all.map(({ sentence }) => sentence).join(' '), { problems: all });
}

export function otherText(): Refusal {
  return new Refusal('conflict', 'The description, or a register it draws on, changed since it was read.', {
    next: 'Read it again, and approve what it says now.',
  });
}

export function incomplete(sentences: readonly string[]): Refusal {
  const shown = sentences.slice(0, 5).join(' ');
  return new Refusal(
    'conflict',
    `${sentences.length === 1 ? 'One error stands' : `${sentences.length} errors stand`} against approval. ${shown}`,
    {
      next: 'Mend what is named, then approve.',
    },
  );
}

export function sameText(number: number): Refusal {
  return new Refusal('conflict', `Version ${number} says the same; there is nothing new to approve.`);
}

export function tooLongToSet(seconds: number): Refusal {
  return new Refusal('conflict', `The pages take longer to set than the ${seconds} seconds they are allowed.`, {
    next: 'Look at the description by section.',
  });
}
