import { type Caller, type IdentityDependencies } from './dependencies.ts';
import {
  factorNeeded,
  factorRefused,
  linkGone,
  notSignedIn,
  nothingThere,
  signInRefused,
  stepUpNeeded,
  wrongInput,
} from './errors.ts';
import { codeCounts, countInAdvance, passwordCounts, settle } from './guesses.ts';
import { portalSide } from './hosting.ts';
import { selectHosting } from './hosting-store.ts';
import type { Membership, Person, Session, Side } from './model.ts';
import { postMail, recoveryMail } from './mails.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { hasSecondFactor, isFresh, passwordProblems, recoverySeconds, sessionSeconds } from './rules.ts';
import { newToken, recoveryDigest, unseal } from './secrets.ts';
import { tokenHash } from './session-token.ts';
import {
  asIdentity,
  completeSession,
  deleteStale,
  endOtherSessions,
  endSession,
  insertDevice,
  insertEvent,
  insertRecovery,
  insertSession,
  proveSession,
  type StoredPerson,
  selectDevice,
  selectMemberships,
  selectPerson,
  selectPersonByEmail,
  selectSession,
  selectSessions,
  takeRecovery,
  takeRecoveryCode,
  takeStep,
  updatePerson,
} from './store.ts';
import { matchingStep } from './totp.ts';
import type { Transaction } from '../adapters/postgres/pool.ts';

/**
 * token   the session's, told once
 * device  the browser's, for its next sign-in; the one that came, or a new one
 * factor  needed: the session opens nothing until the second factor is given
 */
export interface SignedIn {
  readonly token: string;
  readonly device: string | null;
  readonly factor: FactorState;
}
export type FactorState = 'none' | 'needed' | 'done';

/** What somebody brings to prove themselves with. */
export interface Proof {
  readonly password?: string | undefined;
  readonly code?: string | undefined;
  readonly recoveryCode?: string | undefined;
}

/** Whose session a token is. */
export interface SignedInPerson {
  readonly session: Session;
  readonly person: StoredPerson;
}

/**
 * Signs in by password. An address nobody has, a person without a password and a wrong password are one answer, after the same work.
 * refuses  sign-in-refused, too-many-requests
 */
export async function signIn(
  dependencies: IdentityDependencies,
  caller: Caller,
  attempt: { readonly email: string; readonly password: string },
): Promise<SignedIn> {
  const { person } = await checkPassword(dependencies, caller, attempt);
  return asIdentity(dependencies.database, async (transaction) => {
    const half = hasSecondFactor(factorsOf(person));
    const device = await rememberDevice(transaction, caller, person, half);
    const token = await openSession(dependencies, transaction, caller, person.id, { half });
    return { token, device, factor: half ? 'needed' : 'none' };
  });
}

/** The person with that address and password; every guess is counted first. refuses sign-in-refused, too-many-requests */
export async function checkPassword(
  dependencies: IdentityDependencies,
  caller: Caller,
  attempt: { readonly email: string; readonly password: string },
): Promise<{ readonly person: StoredPerson }> {
  const { database, key } = dependencies;
  const device = await asIdentity(database, (transaction) => knownDevice(transaction, caller, attempt.email));
  const counted = passwordCounts(key, { email: attempt.email, address: caller.address, device });
  await countInAdvance(dependencies, counted, caller.now);
  const person = await asIdentity(database, (transaction) => selectPersonByEmail(transaction, attempt.email));
  const right = await verifyPassword(attempt.password, person?.password ?? null);
  await asIdentity(database, async (transaction) => {
    if (right) await settle(transaction, counted);
    await insertEvent(transaction, {
      id: dependencies.newId(),
      at: caller.now,
      kind: right ? 'password-accepted' : 'password-refused',
      personId: person?.id ?? null,
      address: caller.address,
    });
  });
  if (!right || person === undefined) throw signInRefused();
  return { person };
}

/**
 * Gives the second factor to a session that has half: a code of the application, or a recovery code, which is used up. The session goes
 * on under a new token.
 * refuses  not-signed-in, sign-in-refused, too-many-requests
 */
export async function proveFactor(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string,
  proof: Pick<Proof, 'code' | 'recoveryCode'>,
): Promise<SignedIn> {
  const { session, person } = await findSession(dependencies, token);
  await checkFactor(dependencies, caller, person, proof);
  return asIdentity(dependencies.database, (transaction) =>
    wholeSession(dependencies, transaction, caller, session, person),
  );
}

/** The session with every factor given, under a token that half of it never had. */
export async function wholeSession(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  caller: Caller,
  session: Session,
  person: StoredPerson,
): Promise<SignedIn> {
  const renewed = newToken();
  await completeSession(transaction, session.id, {
    tokenHash: tokenHash(renewed),
    at: caller.now,
    expiresAt: later(caller.now, sessionSeconds.whole),
  });
  const device = await rememberDevice(transaction, caller, person, false);
  await note(dependencies, transaction, caller, 'factor-accepted', person.id);
  return { token: renewed, device, factor: 'done' };
}

/**
 * Proves who somebody is once more, before issuing, signing, erasing: with the password where they have one and with the second factor
 * where they have one. Good for five minutes, in this session.
 * refuses  not-signed-in, factor-needed, sign-in-refused, too-many-requests
 */
export async function stepUp(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string,
  proof: Proof,
): Promise<{ readonly stepUpAt: string }> {
  const { session, person } = await findWholeSession(dependencies, token);
  if (person.password !== null) {
    await checkPassword(dependencies, caller, { email: person.email, password: proof.password ?? '' });
  }
  if (hasSecondFactor(factorsOf(person))) await checkFactor(dependencies, caller, person, proof);
  else if (person.password === null) throw factorRefused();
  await asIdentity(dependencies.database, async (transaction) => {
    await proveSession(transaction, session.id, caller.now);
    await note(dependencies, transaction, caller, 'stepped-up', person.id);
  });
  return { stepUpAt: caller.now };
}

/** A code of the application, or a recovery code. refuses sign-in-refused, too-many-requests */
async function checkFactor(
  dependencies: IdentityDependencies,
  caller: Caller,
  person: StoredPerson,
  proof: Pick<Proof, 'code' | 'recoveryCode'>,
): Promise<void> {
  const { database, key } = dependencies;
  if (proof.recoveryCode !== undefined) {
    const digest = recoveryDigest(key, person.id, proof.recoveryCode);
    await asIdentity(database, async (transaction) => {
      if (!(await takeRecoveryCode(transaction, person.id, digest))) throw factorRefused();
      await note(dependencies, transaction, caller, 'recovery-code-used', person.id);
    });
    return;
  }
  const device = await asIdentity(database, (transaction) => knownDevice(transaction, caller, person.email));
  const counted = codeCounts(key, { personId: person.id, address: caller.address, device });
  await countInAdvance(dependencies, counted, caller.now);
  if (person.totp === null) throw factorRefused();
  const secret = unseal(key, `totp/${person.id}`, person.totp);
  const step = matchingStep(secret, proof.code ?? '', caller.now, person.totpStep);
  await asIdentity(database, async (transaction) => {
    if (step === null || !(await takeStep(transaction, person.id, step))) throw factorRefused();
    await settle(transaction, counted);
  });
}

/** Who is signed in under that token, half or whole. refuses not-signed-in */
export async function findSession(dependencies: IdentityDependencies, token: string | null): Promise<SignedInPerson> {
  if (token === null) throw notSignedIn();
  return asIdentity(dependencies.database, async (transaction) => {
    const session = await selectSession(transaction, tokenHash(token));
    const person = session && (await selectPerson(transaction, session.personId));
    if (session === undefined || person === undefined) throw notSignedIn();
    return { session, person };
  });
}

/** The same with every factor given. refuses not-signed-in, factor-needed */
export async function findWholeSession(
  dependencies: IdentityDependencies,
  token: string | null,
): Promise<SignedInPerson> {
  const found = await findSession(dependencies, token);
  if (!found.session.factorDone) throw factorNeeded();
  return found;
}

/** The same, proved within the last five minutes. refuses not-signed-in, factor-needed, step-up-needed */
export async function findFreshSession(
  dependencies: IdentityDependencies,
  token: string | null,
  now: string,
): Promise<SignedInPerson> {
  const found = await findWholeSession(dependencies, token);
  if (!isFresh(found.session.provedAt, now)) throw stepUpNeeded();
  return found;
}

/** Who is signed in, and where they belong: nothing of that before every factor is given. refuses not-signed-in */
export async function describeSession(
  dependencies: IdentityDependencies,
  token: string | null,
): Promise<{
  readonly person: Person;
  readonly memberships: readonly Membership[];
  readonly factor: FactorState;
  readonly stepUpAt: string | null;
  /** the side that has a portal alone where it is hosted like this; null: neither */
  readonly portal: Side | null;
}> {
  const { session, person } = await findSession(dependencies, token);
  const { memberships, portal } = await asIdentity(dependencies.database, async (transaction) => {
    await transaction.query('SELECT identity.touch($1)', [tokenHash(token ?? '')]);
    return {
      memberships: session.factorDone ? await selectMemberships(transaction, person.id) : [],
      portal: portalSide((await selectHosting(transaction)).mode),
    };
  });
  const factor = !session.factorDone ? 'needed' : hasSecondFactor(factorsOf(person)) ? 'done' : 'none';
  const { id, name, email } = person;
  return { person: { id, name, email }, memberships, factor, stepUpAt: session.provedAt, portal };
}

export async function signOut(dependencies: IdentityDependencies, caller: Caller, token: string): Promise<void> {
  const { session } = await findSession(dependencies, token);
  await asIdentity(dependencies.database, async (transaction) => {
    await endSession(transaction, session.personId, session.id, caller.now);
    await note(dependencies, transaction, caller, 'signed-out', session.personId);
  });
}

/** Sessions of whoever asks, last used first. current: the one that asks */
export async function listSessions(
  dependencies: IdentityDependencies,
  token: string | null,
): Promise<readonly (Session & { readonly current: boolean })[]> {
  const { session } = await findWholeSession(dependencies, token);
  const sessions = await asIdentity(dependencies.database, (transaction) =>
    selectSessions(transaction, session.personId),
  );
  return sessions.map((one) => ({ ...one, current: one.id === session.id }));
}

/** Ends a session of whoever asks. refuses not-found */
export async function revokeSession(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
  id: string,
): Promise<void> {
  const { session } = await findWholeSession(dependencies, token);
  await asIdentity(dependencies.database, async (transaction) => {
    if (!(await endSession(transaction, session.personId, id, caller.now))) throw nothingThere('session');
    await note(dependencies, transaction, caller, 'session-revoked', session.personId);
  });
}

/**
 * Sends a link for a new password to that address, if somebody has it. The answer is the same, after the same work, and says nothing:
 * more than five an hour from one network for one address are not sent.
 */
export async function requestRecovery(
  dependencies: IdentityDependencies,
  caller: Caller,
  email: string,
): Promise<void> {
  const counted = passwordCounts(dependencies.key, {
    email: `recovery/${email}`,
    address: caller.address,
    device: null,
  });
  await countInAdvance(dependencies, counted, caller.now);
  const token = newToken();
  await asIdentity(dependencies.database, async (transaction) => {
    const person = await selectPersonByEmail(transaction, email);
    const known = person !== undefined;
    await insertRecovery(transaction, {
      hash: tokenHash(token),
      personId: person?.id ?? null,
      at: caller.now,
      expiresAt: later(caller.now, recoverySeconds),
    });
    // Somebody nobody knows gets a mail that is never sent: no recipient, no body worth reading, the same two rows.
    const mail = recoveryMail(dependencies, known ? email : 'nobody@localhost', token);
    await postMail(dependencies, transaction, mail, caller.now, known ? 'wait' : 'discard');
    await note(dependencies, transaction, caller, 'recovery-asked', person?.id ?? null);
  });
}

/**
 * A new password by the link of a mail. Every session ends; the second factor stays needed.
 * refuses  not-found for a link that is not good, invalid-input
 */
export async function recover(
  dependencies: IdentityDependencies,
  caller: Caller,
  link: { readonly token: string; readonly password: string },
): Promise<void> {
  await asIdentity(dependencies.database, async (transaction) => {
    const personId = await takeRecovery(transaction, tokenHash(link.token), caller.now);
    const person = personId === undefined ? undefined : await selectPerson(transaction, personId);
    if (person === undefined) throw linkGone();
    refuseWeak(link.password, person);
    await updatePerson(transaction, person.id, caller.now, { password: await hashPassword(link.password) });
    await endOtherSessions(transaction, person.id, null, caller.now);
    await note(dependencies, transaction, caller, 'password-recovered', person.id);
  });
}

/** A new password for whoever is signed in and just proved it; their other sessions end. refuses invalid-input, step-up-needed */
export async function changePassword(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
  password: string,
): Promise<void> {
  const { session, person } = await findFreshSession(dependencies, token, caller.now);
  refuseWeak(password, person);
  const hash = await hashPassword(password);
  await asIdentity(dependencies.database, async (transaction) => {
    await updatePerson(transaction, person.id, caller.now, { password: hash });
    await endOtherSessions(transaction, person.id, session.id, caller.now);
    await note(dependencies, transaction, caller, 'password-changed', person.id);
  });
}

/** refuses invalid-input */
export function refuseWeak(password: string, person: { readonly email: string; readonly name: string }): void {
  const problems = passwordProblems(password, person);
  if (problems.length > 0) throw wrongInput(problems);
}

export function factorsOf(person: StoredPerson): { readonly totp: boolean; readonly passkeys: number } {
  return { totp: person.totp !== null, passkeys: person.passkeys };
}

/**
 * Opens a session and returns its token, which is nowhere stored.
 * half    until the second factor is given
 * proved  whether the person proved themselves just now; left out: they did, and half of it never does
 */
export async function openSession(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  caller: Caller,
  personId: string,
  { half, proved = true }: { readonly half: boolean; readonly proved?: boolean },
): Promise<string> {
  const token = newToken();
  await insertSession(
    transaction,
    {
      id: dependencies.newId(),
      personId,
      createdAt: caller.now,
      seenAt: caller.now,
      expiresAt: later(caller.now, half ? sessionSeconds.halfway : sessionSeconds.whole),
      factorDone: !half,
      provedAt: half || !proved ? null : caller.now,
      address: caller.address,
      agent: caller.agent,
    },
    tokenHash(token),
  );
  await note(dependencies, transaction, caller, half ? 'signed-in-half' : 'signed-in', personId);
  return token;
}

/** The token of the caller's browser, made where it has none for this person. Half a sign-in makes none. */
export async function rememberDevice(
  transaction: Transaction,
  caller: Caller,
  person: Person,
  half: boolean,
): Promise<string | null> {
  const known = await knownDevice(transaction, caller, person.email);
  if (known !== null || half) return known;
  const device = newToken();
  await insertDevice(transaction, person.id, tokenHash(device), caller.now);
  return device;
}

/** The caller's device token, if it is one of that account; null otherwise. */
async function knownDevice(transaction: Transaction, caller: Caller, email: string): Promise<string | null> {
  if (caller.device === null) return null;
  return (await selectDevice(transaction, email, tokenHash(caller.device))) ? caller.device : null;
}

/** Takes away what is of no use any more: counts, links, sent mails and ended sessions of more than two days. */
export async function tidyIdentity(dependencies: IdentityDependencies, now: string): Promise<void> {
  await asIdentity(dependencies.database, (transaction) => deleteStale(transaction, later(now, -2 * 86_400)));
}

/** Writes down what happened. */
export async function note(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  caller: Pick<Caller, 'address' | 'now'>,
  kind: string,
  personId: string | null,
): Promise<void> {
  const { address, now: at } = caller;
  await insertEvent(transaction, { id: dependencies.newId(), at, kind, personId, address });
}

export function later(now: string, seconds: number): string {
  return new Date(Date.parse(now) + seconds * 1000).toISOString();
}
