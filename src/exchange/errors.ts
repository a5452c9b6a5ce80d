import { type Problem, Refusal } from '../refusal.ts';

/** The closed list of what the exchange refuses; each is in the API's list of problems. */
export function nothingSent(): Refusal {
  return new Refusal('not-found', 'Nothing of this crossed the wall.');
}

export function noDocument(): Refusal {
  return new Refusal('not-found', 'There is no such document.');
}

export function otherDocument(): Refusal {
  return new Refusal('conflict', 'The document does not read as it was read.', {
    next: 'Read it, and sign what it says.',
  });
}

export function noSuchEngagement(): Refusal {
  return new Refusal('not-found', 'There is no such engagement.');
}

export function wrongPartner(): Refusal {
  const sentence = 'There is no such organization on the other side.';
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: '/with', sentence }],
    next: 'Ask them for the identifier in their settings.',
  });
}

export function wrongEngagement(): Refusal {
  const sentence = 'This is no engagement both sides agreed to.';
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: '/engagement', sentence }],
  });
}

export function wrongPeriod(sentence: string): Refusal {
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: '/periodStart', sentence }],
  });
}

export function notNow(sentence: string): Refusal {
  return new Refusal('conflict', sentence, { next: 'Read what was sent since, and decide from there.' });
}

export function noRoom(sentence: string): Refusal {
  return new Refusal('conflict', sentence, {
    next: 'Bring to an end what is open here, and begin anew where there is more.',
  });
}

/** A document is sent as it is or not at all. */
export function noSuchDocument(problems: readonly { readonly subject: string; readonly sentence: string }[]): Refusal {
  return new Refusal('invalid-input', 'The document is larger than one that is sent.', {
    problems: problems.slice(0, 20).map((one) => ({ code: 'invalid-input', ...one })),
    next: 'Shorten what is named.',
  });
}

/** R-WALL-05: the sender rewrites. */
export function advises(problems: readonly Problem[]): Refusal {
  return new Refusal('invalid-input', problems.map((one) => one.sentence).join(' '), {
    problems: problems.map(({ subject, sentence }) => ({ code: 'invalid-input', subject, sentence })),
    next: 'State what is, not what to do about it.',
  });
}

export function alreadySent(code: string): Refusal {
  return new Refusal('conflict', `${code} crossed the wall; what was sent stays as it was sent.`, {
    next: 'Its notes, owner and due date are still yours to change.',
  });
}

export function notReady(code: string, subject: string): Refusal {
  const sentence = `${code} is not ready to be shown: it is a draft, quarantined or recalled.`;
  return new Refusal('invalid-input', sentence, { problems: [{ code: 'invalid-input', subject, sentence }] });
}

export function wrongPlace(sentence = 'The partner is in this installation: what is sent reaches them here.'): Refusal {
  return new Refusal('conflict', sentence, { next: 'Files are for partners outside.' });
}

export function wrongCard(): Refusal {
  const sentence = 'This is not the card of a partner.';
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: '/card', sentence }],
    next: 'Copy the whole line their installation shows beside the engagement.',
  });
}

export function ownCard(): Refusal {
  const sentence = 'This is the card of this installation, which is for the partner.';
  return new Refusal('invalid-input', sentence, {
    problems: [{ code: 'invalid-input', subject: '/card', sentence }],
    next: 'Send it to them, and take in theirs.',
  });
}

/** What stands against a file that came back; nothing of it was taken in. */
export function wrongPackage(problems: readonly { readonly subject: string; readonly sentence: string }[]): Refusal {
  return new Refusal(
    'invalid-input',
    problems
      .map((one) => one.sentence)
      .slice(0, 3)
      .join(' '),
    {
      problems: problems.slice(0, 200).map((one) => ({ code: 'invalid-input', ...one })),
      next: 'Nothing was taken in. Correct the file, and send it again.',
    },
  );
}
