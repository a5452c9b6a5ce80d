import type { Problem } from '../refusal.ts';
import { type Factors, type OrganizationKind, type Role, rolesBySide, type Side } from './model.ts';

/** The side an organization's people are on. */
export function sideOf(kind: OrganizationKind): Side {
  return kind === 'firm' ? 'firm' : 'management';
}

export const passwordLength = { least: 12, most: 200 } as const;

/**
 * What is wrong with a new password: its length in characters, that it is the person's own address or name, or that everybody tries it
 * first. No rule about kinds of characters (NIST SP 800-63B 3.1.1.2).
 */
export function passwordProblems(password: string, person: { email: string; name: string }): readonly Problem[] {
  const problem = (sentence: string): Problem[] => [{ code: 'invalid-input', subject: '/password', sentence }];
  const { length } = Array.from(password);
  if (length < passwordLength.least) return problem(`A password has at least ${passwordLength.least} characters.`);
  if (length > passwordLength.most) return problem(`A password has at most ${passwordLength.most} characters.`);
  const plain = password.trim().toLowerCase();
  const local = person.email.split('@')[0] ?? '';
  const own = [person.email, local, person.name.toLowerCase()].filter((text) => text !== '');
  if (own.some((text) => plain === text || plain === text.repeat(2) || plain.split(text).join('').length < 4)) {
    return problem('A password is not the e-mail address or the name.');
  }
  if (isCommon(plain)) return problem('Many people have this password; it is among the first that are tried.');
  if (new Set(plain).size < 4) return problem('A password is more than a few characters repeated.');
  return [];
}

/** What passwords of twelve characters and more begin with when nobody thought about them; digits and signs after it change nothing. */
const common = (
  'password passwort passw0rd p@ssw0rd qwertyuiop qwertzuiop qwerty azertyuiop 1q2w3e4r5t6y 1qaz2wsx3edc administrator admin ' +
  'changeme changeit welcome letmein letmeinnow iloveyou abcdefghijkl abcdefghijklmnop secret tickmark trustno sunshine football ' +
  'baseball correcthorsebatterystaple defaultpassword'
).split(' ');

/** Whether a password in lower case is a common word once or twice, with or without digits and signs around it, or digits in a row. */
function isCommon(plain: string): boolean {
  const bare = plain.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '');
  const tight = plain.replaceAll(/[\s._-]/g, '');
  // 0 follows 9, upwards and downwards.
  const steps = Array.from(tight.slice(1), (digit, i) => (Number(digit) - Number(tight[i]) + 10) % 10);
  const inRow = steps.every((step) => step === 1) || steps.every((step) => step === 9);
  return inRow || common.some((word) => [word, word + word].some((one) => [bare, plain, tight].includes(one)));
}

/**
 * How guesses are slowed. free: failures without a wait; then 1 s, 2 s, 4 s … up to `most` seconds. A count starts again after
 * `forgetSeconds` without a guess.
 *
 * pair     one account from one address
 * device   one account from a browser it signed in from before: guesses of others never count here
 * account  one account from anywhere: kept short, for whoever guesses from many addresses must not keep its owner out
 * address  one address on any account
 * factor   second factor of one account from one address; everywhere: from anywhere, where a six-digit number would be found in days
 */
export const guessLimits = {
  pair: { free: 5, most: 900, forgetSeconds: 86_400 },
  device: { free: 5, most: 60, forgetSeconds: 86_400 },
  account: { free: 50, most: 10, forgetSeconds: 3_600 },
  address: { free: 30, most: 60, forgetSeconds: 3_600 },
  factor: { free: 5, most: 900, forgetSeconds: 86_400 },
  everywhere: { free: 20, most: 900, forgetSeconds: 86_400 },
} as const;
export type GuessLimit = keyof typeof guessLimits;

/** Seconds to wait after that many failures: 0, then doubling, never more than the limit's most. */
export function waitAfter(limit: GuessLimit, failures: number): number {
  const { free, most } = guessLimits[limit];
  return failures < free ? 0 : Math.min(most, 2 ** Math.min(failures - free, 20));
}

export interface Count {
  readonly failures: number;
  readonly lastAt: string;
  readonly blockedUntil: string | null;
}

/** A guess made now: refused until `wait`, or counted as failed before it is looked at, so that parallel ones add up. */
export function countGuess(
  limit: GuessLimit,
  before: Count,
  now: string,
): { readonly wait: string } | { readonly failures: number; readonly blockedUntil: string | null } {
  if (before.blockedUntil !== null && Date.parse(before.blockedUntil) > Date.parse(now)) {
    return { wait: before.blockedUntil };
  }
  const quiet = (Date.parse(now) - Date.parse(before.lastAt)) / 1000;
  const failures = quiet > guessLimits[limit].forgetSeconds ? 1 : before.failures + 1;
  const wait = waitAfter(limit, failures);
  return { failures, blockedUntil: wait === 0 ? null : new Date(Date.parse(now) + wait * 1000).toISOString() };
}

/** The network somebody is counted by: an IPv4 address itself, of IPv6 the /64, which is what one customer is given. */
export function networkOf(address: string): string {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/%.*$/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined
      ? left
      : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

const administrators: Readonly<Record<Side, readonly Role[]>> = {
  management: ['executive-sponsor', 'compliance-manager'],
  firm: ['firm-admin'],
};

/** Whether these roles look after members. The policies say the same of the action `administer`. */
export function isAdministrator(side: Side, roles: readonly string[]): boolean {
  return administrators[side].some((role) => roles.includes(role));
}

/**
 * What is wrong with the roles of a membership of that side.
 * until  RFC 3339; null: the membership does not end by itself
 */
export function roleProblems(side: Side, roles: readonly string[], until: string | null): readonly Problem[] {
  const problems: Problem[] = [];
  const add = (sentence: string, source: string) =>
    problems.push({ code: 'invalid-input', subject: '/roles', sentence, source });
  const own: readonly string[] = rolesBySide[side];
  for (const role of roles.filter((one) => !own.includes(one))) {
    add(`${role} is no role of ${side === 'firm' ? 'a firm' : 'a service organization'}.`, 'R-WALL-01');
  }
  if (roles.length === 0) add('A member has at least one role.', 'methodology 2');
  if (new Set(roles).size !== roles.length) add('A role is named twice.', 'methodology 2');
  if (roles.includes('inspector')) {
    if (roles.length > 1) add('An inspector is never a member of the team.', 'R-IND-12');
    if (until === null) add('An inspector reads for a set time.', 'R-IND-12');
  }
  if (roles.includes('adviser') && roles.some((role) => role === 'signatory' || role === 'executive-sponsor')) {
    add('An adviser neither signs for management nor answers for the programme.', 'methodology 2');
  }
  return problems;
}

/** Roles that only those who hold one of the named roles give or take away; every other role any administrator does. */
const reserved: Readonly<Partial<Record<Role, readonly Role[]>>> = {
  'executive-sponsor': ['executive-sponsor'],
  signatory: ['executive-sponsor'],
};

/** Which of the roles the asker may not give or take away; all of them for who is no administrator. */
export function rolesOutOfReach(
  asker: { readonly side: Side; readonly roles: readonly string[] },
  roles: readonly string[],
): readonly string[] {
  if (!isAdministrator(asker.side, asker.roles)) return roles;
  return roles.filter((role) => {
    const by = (reserved as Readonly<Record<string, readonly string[] | undefined>>)[role];
    return by !== undefined && !by.some((one) => asker.roles.includes(one));
  });
}

/** Roles that a change gives or takes away. */
export function rolesTouched(before: readonly string[], after: readonly string[]): readonly string[] {
  return [...after.filter((role) => !before.includes(role)), ...before.filter((role) => !after.includes(role))];
}

/** Seconds for which a proof of oneself counts before issuing, signing, erasing. */
export const freshSeconds = 300;

/** Whether somebody proved themselves within the last five minutes. provedAt, now: RFC 3339 */
export function isFresh(provedAt: string | null, now: string): boolean {
  if (provedAt === null) return false;
  const age = (Date.parse(now) - Date.parse(provedAt)) / 1000;
  return age >= -5 && age <= freshSeconds;
}

/** Whether a sign-in by password is only half of one. */
export function hasSecondFactor(factors: Pick<Factors, 'totp' | 'passkeys'>): boolean {
  return factors.totp || factors.passkeys > 0;
}

/** A session lasts twelve hours without use and seven days with; ten minutes until the second factor is given. */
export const sessionSeconds = { idle: 43_200, whole: 604_800, halfway: 600 } as const;
export const invitationSeconds = 7 * 86_400;
export const recoverySeconds = 3_600;
export const tokenDays = 366;

/** What no token may do, whatever its scopes say (policy tokens-never-decide). */
const personsAlone = ['sign', 'erase', 'administer'];

/** The scope of a company's directory (SCIM), which stands alone: such a token keeps users and groups and does nothing else. */
export const directoryScope = 'scim';

/** What is wrong with the scopes of an API token: `part:action`, each once, none that needs a person; or the directory's alone. */
export function scopeProblems(scopes: readonly string[], actions: readonly string[]): readonly Problem[] {
  const problem = (sentence: string): Problem => ({ code: 'invalid-input', subject: '/scopes', sentence });
  if (scopes.length === 0) return [problem('A token may do at least one thing.')];
  if (scopes.length === 1 && scopes[0] === directoryScope) return [];
  if (scopes.includes(directoryScope)) return [problem('A token of a directory does nothing else: scim stands alone.')];
  return scopes.flatMap((scope, place) => {
    const [part = '', action = '', ...rest] = scope.split(':');
    if (rest.length > 0 || !/^[a-z][a-z-]{0,40}$/.test(part) || !actions.includes(action)) {
      return [problem(`${scope} is no scope: it is written part:action.`)];
    }
    if (personsAlone.includes(action)) return [problem(`${scope}: that needs a person.`)];
    return scopes.indexOf(scope) === place ? [] : [problem(`${scope} is named twice.`)];
  });
}
