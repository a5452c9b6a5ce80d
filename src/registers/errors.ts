import { Refusal } from '../refusal.ts';

/** The closed list of what registers refuse; each is in the API's list of problems. */
export function noRecord(one: string): Refusal {
  return new Refusal('not-found', `There is no such ${one.toLowerCase()}.`);
}

export function staleVersion(code: string, version: number): Refusal {
  return new Refusal('version-stale', `${code} was changed in the meantime; it is now version ${version}.`, {
    next: 'Read it again, and make the change from there.',
  });
}

export function reusedKey(): Refusal {
  return new Refusal('idempotency-key-reused', 'This Idempotency-Key was used for another creation.', {
    next: 'Use a new key for a new record.',
  });
}

export function codeTaken(code: string): Refusal {
  return new Refusal('conflict', `${code} is there already.`, { next: 'Choose another code.' });
}

export function unknownState(state: string, words: readonly string[]): Refusal {
  return new Refusal('invalid-input', `${state} is no state of this register; it has ${words.join(', ')}.`, {
    problems: [{ code: 'invalid-input', subject: '/state', sentence: `${state} is no state of this register.` }],
  });
}

export function wrongCode(prefix: string): Refusal {
  return new Refusal('invalid-input', `A code is letters, a dash and a number, like ${prefix}-01.`, {
    problems: [{ code: 'invalid-input', subject: '/code', sentence: `A code is like ${prefix}-01.` }],
  });
}

export function wrongCursor(): Refusal {
  return new Refusal('invalid-input', 'The cursor is not one of this list.', {
    problems: [{ code: 'invalid-input', subject: 'query:/cursor', sentence: 'The cursor is not one of this list.' }],
  });
}

/** pointers: the fields that name somebody who is no member; who they are elsewhere, if anybody, is not told. */
export function noColleague(pointers: readonly string[]): Refusal {
  const sentence = 'This is no active member of the organization.';
  return new Refusal('invalid-input', pointers.map((pointer) => `${pointer}: ${sentence}`).join(' '), {
    problems: pointers.map((subject) => ({ code: 'invalid-input', subject, sentence })),
  });
}

/** fields: pointers of what may not be changed any more */
export function crossed(code: string, fields: readonly string[]): Refusal {
  const sentence = `${code}: what crosses the wall is changed by sending, not by hand.`;
  return new Refusal('conflict', sentence, {
    problems: fields.map((subject) => ({ code: 'conflict', subject, sentence })),
    next: 'Its own notes, owner and due date can be changed.',
  });
}

export function tooManyInOrder(most: number): Refusal {
  return new Refusal('conflict', `More than ${most} records are given out in the order of their codes alone.`, {
    next: 'Narrow the list, or leave out sort.',
  });
}

/** A file that is brought is no table that can be taken in. */
export function wrongFile(sentence: string): Refusal {
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: 'file', sentence }],
  });
}

/** problems: what stands against which row; the first 50 are said */
export function refusedRows(problems: readonly { readonly row: number; readonly sentence: string }[]): Refusal {
  const said = problems.slice(0, 50).map(({ row, sentence }) => ({
    code: 'invalid-input',
    subject: `row:${row}`,
    sentence: `Row ${row}: ${sentence}`,
  }));
  return new Refusal(
    'invalid-input',
    `Nothing was taken in. ${said
      .slice(0, 5)
      .map((one) => one.sentence)
      .join(' ')}`,
    { problems: said, next: 'Mend the file, or map its columns otherwise.' },
  );
}

export function otherThanSeen(): Refusal {
  return new Refusal('conflict', 'Taken in now, the file would do something else than what was shown.', {
    next: 'Look at it again, then take it in.',
  });
}

export function wrongColumns(sentence: string): Refusal {
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: 'query:/columns', sentence }],
  });
}

export function tooManyForWorkbook(most: number): Refusal {
  return new Refusal('conflict', `A workbook holds ${most} records at most.`, {
    next: 'Narrow the list, or take CSV.',
  });
}
