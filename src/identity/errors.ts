import { type Problem, Refusal } from '../refusal.ts';

/** What identity refuses; each code is in the API's list of problems. */
export function notSignedIn(): Refusal {
  return new Refusal('not-signed-in', 'Nobody is signed in, or the session has ended.', { next: 'Sign in.' });
}

/** One sentence for every reason, so that it does not tell whether an account exists. */
export function signInRefused(): Refusal {
  return new Refusal('sign-in-refused', 'The e-mail address and the password do not belong together.');
}

export function factorRefused(): Refusal {
  return new Refusal('sign-in-refused', 'The code, or the passkey, was not accepted.', {
    next: 'A code is good once, for about a minute; wait for the next one.',
  });
}

export function factorNeeded(): Refusal {
  return new Refusal('factor-needed', 'Give the second factor first.');
}

export function stepUpNeeded(): Refusal {
  return new Refusal('step-up-needed', 'Prove who you are once more, then do it again.');
}

export function slowed(wait: string, now: string): Refusal {
  const seconds = Math.max(1, Math.ceil((Date.parse(wait) - Date.parse(now)) / 1000));
  return new Refusal('too-many-requests', 'Too many guesses were wrong.', { next: `Try again in ${seconds} seconds.` });
}

export function wrongInput(problems: readonly Problem[]): Refusal {
  return new Refusal('invalid-input', problems.map((one) => one.sentence).join(' '), { problems });
}

export function wrongField(subject: string, sentence: string): Refusal {
  return wrongInput([{ code: 'invalid-input', subject, sentence }]);
}

export function linkGone(): Refusal {
  return new Refusal('not-found', 'This link is not good any more, or never was.', { next: 'Ask for a new one.' });
}

export function nothingThere(what: string): Refusal {
  return new Refusal('not-found', `There is no such ${what}.`);
}

export function outOfReach(roles: readonly string[]): Refusal {
  return new Refusal('not-allowed', `You may not give or take away: ${roles.join(', ')}.`);
}

export function ownRoles(): Refusal {
  return new Refusal('not-allowed', 'Nobody changes their own membership.', { next: 'Ask another administrator.' });
}

export function lastAdministrator(): Refusal {
  return new Refusal('conflict', 'Nobody would be left who looks after the members.', {
    next: 'Give that role to somebody else first.',
  });
}

export function alreadyMember(email: string): Refusal {
  return new Refusal('conflict', `${email} is a member already.`);
}

export function staleMembership(version: number): Refusal {
  return new Refusal('version-stale', `The membership was changed in the meantime; it is now version ${version}.`, {
    next: 'Read it again, and make the change from there.',
  });
}

export function noSingleSignOn(): Refusal {
  return new Refusal('conflict', 'This installation has no single sign-on.', { next: 'Sign in another way.' });
}

/** name: what people call the house */
export function houseAway(name: string, cause: unknown): Refusal {
  return new Refusal('unavailable', `${name} does not answer at this moment.`, {
    next: 'Try again in a minute, or sign in another way.',
    cause,
  });
}

export function tooManyAccounts(most: number): Refusal {
  return new Refusal('conflict', `A person has at most ${most} accounts elsewhere.`, { next: 'Take one away first.' });
}

export function lastWayIn(): Refusal {
  return new Refusal('conflict', 'Nothing would be left to sign in with.', {
    next: 'Choose a password or add a passkey first.',
  });
}

export function setupDone(): Refusal {
  return new Refusal('setup-done', 'This installation has its first person already.', { next: 'Sign in.' });
}

export function setupTokenWrong(): Refusal {
  return new Refusal('sign-in-refused', 'That is not the setup token.', {
    next: 'It is printed on the console of the server.',
  });
}

/** R-WALL-01. Says nothing of where the person belongs. */
export function bothSides(): Refusal {
  const sentence = 'Nobody belongs to a firm and to a service organization at once.';
  return new Refusal('conflict', sentence, {
    problems: [{ code: 'conflict', subject: '/roles', sentence, source: 'R-WALL-01' }],
  });
}

/** What the database says of a membership on the other side, as a refusal; everything else stays what it is. */
export function orBothSides(error: unknown): never {
  throw Object(error).constraint === 'membership_one_side' ? bothSides() : error;
}
