/** Signing in through another house, and the accounts there that are joined to people here (docs/decisions/0032-single-sign-on.md). */
import type { Transaction } from '../adapters/postgres/pool.ts';
import { unavailableOf } from '../adapters/postgres/unavailable.ts';
import { Refusal } from '../refusal.ts';
import { provedSince, showsFactors } from './claims.ts';
import type { Caller, IdentityDependencies } from './dependencies.ts';
import { type Errand, ErrandRefused, houseOf, type Purpose, type Reason, sendAway, takeBack } from './errand.ts';
import { lastWayIn, nothingThere, tooManyAccounts } from './errors.ts';
import {
  deleteForeignAccount,
  insertForeignAccount,
  selectForeignAccount,
  selectForeignAccounts,
  useForeignAccount,
} from './foreign-store.ts';
import { join, newPerson, readInvitation } from './joining.ts';
import { hasSecondFactor } from './rules.ts';
import { seal, unseal } from './secrets.ts';
import {
  factorsOf,
  findFreshSession,
  findWholeSession,
  note,
  openSession,
  type SignedIn,
  type SignedInPerson,
} from './service.ts';
import { tokenHash } from './session-token.ts';
import {
  asIdentity,
  endOtherSessions,
  insertEvent,
  proveSession,
  type StoredPerson,
  selectInvitation,
  selectPerson,
  selectPersonByEmail,
} from './store.ts';

/** A person has their hands full with fewer. */
const mostAccounts = 5;

/** label  what the other house called the person when the account was joined */
export interface ForeignAccount {
  readonly id: string;
  readonly issuer: string;
  readonly label: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

interface SentAway {
  readonly address: string;
  readonly away: string;
}

/** Sends a browser to enter, or to accept an invitation. refuses conflict, not-found, unavailable */
export async function beginForeign(
  dependencies: IdentityDependencies,
  caller: Caller,
  away: string | null,
  invitation: string | undefined,
): Promise<SentAway> {
  houseOf(dependencies);
  if (invitation === undefined) return sendAway(dependencies, caller, away, { purpose: 'sign-in' });
  await readInvitation(dependencies, invitation, caller.now);
  return sendAway(dependencies, caller, away, { purpose: 'invitation', invitation });
}

/** Sends whoever just proved themselves to the account they want joined to theirs. refuses step-up-needed, conflict, unavailable */
export async function beginConnecting(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
  away: string | null,
): Promise<SentAway> {
  const { session, person } = await findFreshSession(dependencies, token, caller.now);
  houseOf(dependencies);
  const held = await asIdentity(dependencies.database, (transaction) => selectForeignAccounts(transaction, person.id));
  if (held.length >= mostAccounts) throw tooManyAccounts(mostAccounts);
  return sendAway(dependencies, caller, away, { purpose: 'connect', session: { id: session.id, personId: person.id } });
}

/** Sends somebody to prove themselves once more there. refuses not-signed-in, factor-needed, conflict, unavailable */
export async function beginForeignStepUp(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
  away: string | null,
): Promise<SentAway> {
  const { session, person } = await findWholeSession(dependencies, token);
  return sendAway(dependencies, caller, away, { purpose: 'step-up', session: { id: session.id, personId: person.id } });
}

/**
 * purpose   null: what came back belongs to nothing
 * signedIn  the session that was opened
 */
export type CameBack =
  | { readonly refused: Reason }
  | { readonly refused?: undefined; readonly purpose: Purpose; readonly signedIn: SignedIn | null };

/** What becomes of a browser that comes back from the other house. Refusals are answers here: they are shown on a page. */
export async function comeBack(
  dependencies: IdentityDependencies,
  caller: Caller,
  brought: {
    readonly away: string | null;
    readonly session: string | null;
    readonly query: Readonly<Record<string, unknown>>;
  },
): Promise<CameBack> {
  try {
    const errand = await takeBack(dependencies, caller, brought.away, brought.query);
    return { purpose: errand.purpose, signedIn: await finish(dependencies, caller, errand, brought.session) };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    if (reason !== 'unavailable' && reason !== 'not-begun-here' && reason !== 'not-set-up') {
      await noteRefused(dependencies, caller, reason, error).catch(() => undefined);
    }
    return { refused: reason };
  }
}

function reasonOf(error: unknown): Reason | null {
  if (error instanceof ErrandRefused) return error.reason;
  if (unavailableOf(error) !== null) return 'unavailable';
  if (!(error instanceof Refusal)) return null;
  if (error.code === 'not-found') return 'invitation-gone';
  if (error.code === 'conflict') return error.problems.length > 0 ? 'other-side' : 'member-already';
  if (error.code === 'not-signed-in' || error.code === 'factor-needed') return 'session-ended';
  return null;
}

async function finish(
  dependencies: IdentityDependencies,
  caller: Caller,
  errand: Errand,
  session: string | null,
): Promise<SignedIn | null> {
  if (errand.purpose === 'sign-in') return enter(dependencies, caller, errand);
  if (errand.purpose === 'invitation') return enterInvited(dependencies, caller, errand);
  const who = await findWholeSession(dependencies, session);
  // Whoever was sent must still be who is signed in: another session in the same browser did not ask for this.
  if (who.session.id !== errand.sessionId || who.person.id !== errand.personId)
    throw new ErrandRefused('session-ended');
  if (errand.purpose === 'connect') await connect(dependencies, caller, errand, who);
  else await proveAgain(dependencies, caller, errand, who);
  return null;
}

/** Only an account that was joined before opens anything: the words are the same whoever has the address it names. */
async function enter(dependencies: IdentityDependencies, caller: Caller, errand: Errand): Promise<SignedIn> {
  return asIdentity(dependencies.database, async (transaction) => {
    const person = await personOf(transaction, caller, errand);
    if (person === undefined) throw new ErrandRefused('not-connected');
    return open(dependencies, transaction, caller, errand, person);
  });
}

/**
 * An invitation is accepted by an account whose verified address is the invited one. It makes a person, or is that of one; never does it
 * become the way into an account that is there already.
 */
async function enterInvited(dependencies: IdentityDependencies, caller: Caller, errand: Errand): Promise<SignedIn> {
  const { claims, invitation } = errand;
  return asIdentity(dependencies.database, async (transaction) => {
    const invited = await selectInvitation(transaction, tokenHash(invitation ?? ''), caller.now);
    if (invited === undefined) throw new ErrandRefused('invitation-gone');
    if (!claims.emailVerified || claims.email !== invited.email) throw new ErrandRefused('other-address');
    const known = await personOf(transaction, caller, errand);
    const person = known ?? (await makePerson(dependencies, transaction, caller, errand, invited.email));
    if (person.email !== invited.email) throw new ErrandRefused('other-address');
    await join(dependencies, transaction, caller, invitation ?? '', person);
    // Whoever is new here had the link too, as much as whoever chooses a password with it; now is when they add a passkey.
    return open(dependencies, transaction, caller, errand, person, known === undefined);
  });
}

async function makePerson(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  caller: Caller,
  errand: Errand,
  email: string,
): Promise<StoredPerson> {
  if ((await selectPersonByEmail(transaction, email)) !== undefined) throw new ErrandRefused('account-there');
  const name = errand.claims.name ?? email.split('@')[0] ?? email;
  const made = await newPerson(dependencies, transaction, { name, email, password: null, at: caller.now });
  const person = made === null ? undefined : await selectPerson(transaction, made.id);
  if (person === undefined) throw new ErrandRefused('account-there');
  await keepAccount(dependencies, transaction, caller, errand, person.id);
  return person;
}

/** Whose account it is; it was used just now. */
async function personOf(
  transaction: Transaction,
  caller: Caller,
  { claims }: Errand,
): Promise<StoredPerson | undefined> {
  const account = await selectForeignAccount(transaction, claims);
  if (account === undefined) return undefined;
  await useForeignAccount(transaction, account.id, caller.now);
  return selectPerson(transaction, account.personId);
}

/** The second factor is asked for here unless the house shows that it asked; being known there from before is no fresh proof. */
async function open(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  caller: Caller,
  { claims, begun }: Errand,
  person: StoredPerson,
  isNew = false,
): Promise<SignedIn> {
  const own = hasSecondFactor(factorsOf(person));
  const there = showsFactors(claims, houseOf(dependencies).factors);
  const half = own && !there;
  await note(dependencies, transaction, caller, 'foreign-account-used', person.id);
  const proved = isNew || provedSince(claims, begun, caller.now);
  const token = await openSession(dependencies, transaction, caller, person.id, { half, proved });
  return { token, device: null, factor: half ? 'needed' : own ? 'done' : 'none' };
}

async function connect(
  dependencies: IdentityDependencies,
  caller: Caller,
  errand: Errand,
  { person }: SignedInPerson,
): Promise<void> {
  await asIdentity(dependencies.database, async (transaction) => {
    const held = await selectForeignAccount(transaction, errand.claims);
    if (held?.personId === person.id) return;
    if (held !== undefined) throw new ErrandRefused('connected-elsewhere');
    await keepAccount(dependencies, transaction, caller, errand, person.id);
  });
}

async function keepAccount(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  caller: Caller,
  { claims }: Errand,
  personId: string,
): Promise<void> {
  const id = dependencies.newId();
  const { issuer, subject } = claims;
  const label = seal(dependencies.key, aboutAccount(id), Buffer.from(claims.email ?? claims.name ?? ''));
  const account = { id, issuer, subject, personId, label, createdAt: caller.now };
  if (!(await insertForeignAccount(transaction, account))) throw new ErrandRefused('connected-elsewhere');
  await note(dependencies, transaction, caller, 'foreign-account-added', personId);
}

/** The house takes the place of the password; a second factor somebody has here is asked for here unless it shows that it asked. */
async function proveAgain(
  dependencies: IdentityDependencies,
  caller: Caller,
  { claims, begun }: Errand,
  { session, person }: SignedInPerson,
): Promise<void> {
  await asIdentity(dependencies.database, async (transaction) => {
    const account = await selectForeignAccount(transaction, claims);
    if (account?.personId !== person.id) throw new ErrandRefused('not-connected');
    if (!provedSince(claims, begun, caller.now)) throw new ErrandRefused('not-proved');
    if (hasSecondFactor(factorsOf(person)) && !showsFactors(claims, houseOf(dependencies).factors)) {
      throw new ErrandRefused('factor-needed');
    }
    await useForeignAccount(transaction, account.id, caller.now);
    await proveSession(transaction, session.id, caller.now);
    await note(dependencies, transaction, caller, 'stepped-up', person.id);
  });
}

/** Accounts elsewhere of whoever asks. through: name of the house one can join an account of; null: there is none */
export async function listForeign(
  dependencies: IdentityDependencies,
  token: string | null,
): Promise<{ readonly through: string | null; readonly items: readonly ForeignAccount[] }> {
  const { person } = await findWholeSession(dependencies, token);
  const found = await asIdentity(dependencies.database, (transaction) => selectForeignAccounts(transaction, person.id));
  return {
    through: dependencies.singleSignOn?.provider.name ?? null,
    items: found.map(({ id, issuer, label, createdAt, usedAt }) => ({
      id,
      issuer,
      label: label === null ? '' : unseal(dependencies.key, aboutAccount(id), label).toString('utf8'),
      createdAt,
      usedAt,
    })),
  };
}

/** Takes an account elsewhere away; every other session ends. refuses step-up-needed, not-found, conflict where nothing else would open */
export async function disconnect(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
  id: string,
): Promise<void> {
  const { session, person } = await findFreshSession(dependencies, token, caller.now);
  await asIdentity(dependencies.database, async (transaction) => {
    const left = await deleteForeignAccount(transaction, person.id, id);
    if (left === null) throw nothingThere('account');
    if (left === 0 && person.password === null && person.passkeys === 0) throw lastWayIn();
    await endOtherSessions(transaction, person.id, session.id, caller.now);
    await note(dependencies, transaction, caller, 'foreign-account-removed', person.id);
  });
}

/** Whoever runs the installation finds out what stood against it; the words are the library's, nothing of what was sent. */
async function noteRefused(
  dependencies: IdentityDependencies,
  caller: Caller,
  reason: Reason,
  error: unknown,
): Promise<void> {
  const why = error instanceof ErrandRefused && error.cause instanceof Error ? error.cause.message : '';
  await asIdentity(dependencies.database, (transaction) =>
    insertEvent(transaction, {
      id: dependencies.newId(),
      at: caller.now,
      kind: 'foreign-account-refused',
      personId: null,
      address: caller.address,
      details: { reason, why },
    }),
  );
}

function aboutAccount(id: string): string {
  return `foreign-account/${id}`;
}
