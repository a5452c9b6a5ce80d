/** How people and organizations come in: the first person of an installation, and invitations. */
import { timingSafeEqual } from 'node:crypto';
import type { Transaction } from '../adapters/postgres/pool.ts';
import { tell } from '../notices/tell.ts';
import type { Caller, IdentityDependencies } from './dependencies.ts';
import { alreadyMember, linkGone, nothingThere, setupDone, setupTokenWrong, wrongField, wrongInput } from './errors.ts';
import type { Mode } from './hosting.ts';
import { insertHosting, selectHosting } from './hosting-store.ts';
import type { OrganizationKind, Person } from './model.ts';
import { hashPassword } from './password.ts';
import { hasSecondFactor, roleProblems, sideOf } from './rules.ts';
import { setupToken } from './secrets.ts';
import {
  checkPassword,
  factorsOf,
  findWholeSession,
  note,
  openSession,
  refuseWeak,
  rememberDevice,
  type SignedIn,
} from './service.ts';
import { tokenHash } from './session-token.ts';
import {
  acceptedInvitation,
  asIdentity,
  insertMembership,
  insertOrganization,
  insertPerson,
  selectAnybody,
  selectInvitation,
  selectKind,
  selectPersonByEmail,
  type StoredInvitation,
} from './store.ts';

/** What the first person of an organization can do, until they invite others. */
const firstRoles = {
  'service-organization': ['executive-sponsor', 'compliance-manager'],
  firm: ['firm-admin', 'engagement-partner'],
} as const;

/** Makes an organization, without members. sample: shown as one that is made up */
export async function createOrganization(
  dependencies: IdentityDependencies,
  wanted: { readonly kind: OrganizationKind; readonly name: string; readonly sample?: boolean; readonly at: string },
): Promise<{ readonly id: string }> {
  const id = dependencies.newId();
  const { kind, name, sample = false, at } = wanted;
  await asIdentity(dependencies.database, (transaction) =>
    insertOrganization(transaction, { id, kind, name, sample, at }),
  );
  return { id };
}

/**
 * Makes a person a member without an invitation. Not reached by HTTP.
 * refuses  not-found, invalid-input, conflict (a member already)
 */
export async function addMembership(
  dependencies: IdentityDependencies,
  wanted: {
    readonly organizationId: string;
    readonly personId: string;
    readonly roles: readonly string[];
    readonly until?: string;
    readonly at: string;
  },
): Promise<void> {
  const member = { ...wanted, until: wanted.until ?? null };
  await asIdentity(dependencies.database, async (transaction) => {
    const kind = await selectKind(transaction, member.organizationId);
    if (kind === undefined) throw nothingThere('organization');
    const problems = roleProblems(sideOf(kind), member.roles, member.until);
    if (problems.length > 0) throw wrongInput(problems);
    if (!(await insertMembership(transaction, member))) throw alreadyMember('This person');
  });
}

/**
 * Makes a person. password null: signs in another way. Not reached by HTTP: it tells whether an address is taken.
 * refuses  invalid-input
 */
export async function createPerson(
  dependencies: IdentityDependencies,
  wanted: { readonly name: string; readonly email: string; readonly password: string | null; readonly at: string },
): Promise<Person> {
  return asIdentity(dependencies.database, async (transaction) => {
    const person = await newPerson(dependencies, transaction, wanted);
    if (person === null) throw wrongField('/email', 'There is somebody with that address.');
    return person;
  });
}

/** Null: the address is taken. refuses invalid-input */
export async function newPerson(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  wanted: { readonly name: string; readonly email: string; readonly password: string | null; readonly at: string },
): Promise<Person | null> {
  const { name, email, at } = wanted;
  if (wanted.password !== null) refuseWeak(wanted.password, wanted);
  const password = wanted.password === null ? null : await hashPassword(wanted.password);
  return insertPerson(transaction, { id: dependencies.newId(), name, email, password, at });
}

/** Whether the installation waits for its first person. */
export async function isEmpty(dependencies: IdentityDependencies): Promise<boolean> {
  return asIdentity(dependencies.database, async (transaction) => !(await selectAnybody(transaction)));
}

/** The mode as the first person finds it. isSaid: the operator said it, and it is not asked any more (R-IND-10) */
export async function modeAtFirst(dependencies: IdentityDependencies): Promise<{ mode: Mode; isSaid: boolean }> {
  const { mode, revision } = await asIdentity(dependencies.database, selectHosting);
  return { mode, isSaid: revision > 0 };
}

async function sayMode(transaction: Transaction, mode: Mode | undefined, at: string): Promise<void> {
  const standing = await selectHosting(transaction);
  if (standing.revision > 0) {
    if (mode !== undefined && mode !== standing.mode) {
      throw wrongField('/mode', `Whoever runs the installation said it is ${standing.mode}.`);
    }
    return;
  }
  await insertHosting(transaction, {
    revision: 1,
    mode: mode ?? standing.mode,
    saidBy: 'first-run',
    reason: null,
    at,
  });
}

/**
 * The first person and organization of an empty installation, signed in. token: printed on the console of the server
 * refuses  setup-done, sign-in-refused, invalid-input
 */
export async function setUp(
  dependencies: IdentityDependencies,
  caller: Caller,
  wanted: {
    readonly token: string;
    /** who hosts what; left out: as it stands */
    readonly mode?: Mode | undefined;
    readonly organization: { readonly kind: OrganizationKind; readonly name: string };
    readonly person: { readonly name: string; readonly email: string; readonly password: string };
  },
): Promise<SignedIn & { readonly organizationId: string }> {
  const expected = tokenHash(setupToken(dependencies.key));
  if (!timingSafeEqual(expected, tokenHash(wanted.token))) throw setupTokenWrong();
  return asIdentity(dependencies.database, async (transaction) => {
    // Of two that come at once, one is first.
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('identity/setup', 0))`);
    if (await selectAnybody(transaction)) throw setupDone();
    await sayMode(transaction, wanted.mode, caller.now);
    const person = await newPerson(dependencies, transaction, { ...wanted.person, at: caller.now });
    if (person === null) throw setupDone();
    const { kind, name } = wanted.organization;
    const organizationId = dependencies.newId();
    await insertOrganization(transaction, { id: organizationId, kind, name, sample: false, at: caller.now });
    const roles = firstRoles[kind];
    await insertMembership(transaction, { organizationId, personId: person.id, roles, until: null, at: caller.now });
    const token = await openSession(dependencies, transaction, caller, person.id, { half: false });
    const device = await rememberDevice(transaction, caller, person, false);
    return { token, device, factor: 'none', organizationId };
  });
}

/** What an invitation says to who holds its link. refuses not-found */
export async function readInvitation(
  dependencies: IdentityDependencies,
  token: string,
  now: string,
): Promise<StoredInvitation> {
  const invitation = await asIdentity(dependencies.database, (transaction) =>
    selectInvitation(transaction, tokenHash(token), now),
  );
  if (invitation === undefined) throw linkGone();
  return invitation;
}

/** Accepts an invitation as who is signed in; their address must be the invited one. refuses not-found, factor-needed, conflict */
export async function acceptSignedIn(
  dependencies: IdentityDependencies,
  caller: Caller,
  session: string,
  token: string,
): Promise<void> {
  const { person } = await findWholeSession(dependencies, session);
  const { email } = await readInvitation(dependencies, token, caller.now);
  if (email !== person.email) throw linkGone();
  await asIdentity(dependencies.database, (transaction) => join(dependencies, transaction, caller, token, person));
}

/**
 * Accepts an invitation and signs in. The password decides: it is that of the account with the invited address, or, where there is
 * none, becomes the one of the account made now.
 * refuses  not-found, invalid-input, sign-in-refused, too-many-requests, conflict
 */
export async function acceptInvitation(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string,
  by: { readonly name: string; readonly password: string },
): Promise<SignedIn> {
  const { email } = await readInvitation(dependencies, token, caller.now);
  const known = await asIdentity(dependencies.database, (transaction) => selectPersonByEmail(transaction, email));
  if (known !== undefined) {
    const { person } = await checkPassword(dependencies, caller, { email, password: by.password });
    const half = hasSecondFactor(factorsOf(person));
    return asIdentity(dependencies.database, async (transaction) => {
      await join(dependencies, transaction, caller, token, person);
      const opened = await openSession(dependencies, transaction, caller, person.id, { half });
      const device = await rememberDevice(transaction, caller, person, half);
      return { token: opened, device, factor: half ? 'needed' : 'none' };
    });
  }
  return asIdentity(dependencies.database, async (transaction) => {
    const person = await newPerson(dependencies, transaction, { ...by, email, at: caller.now });
    if (person === null) throw linkGone(); // accepted twice at once
    await join(dependencies, transaction, caller, token, person);
    const opened = await openSession(dependencies, transaction, caller, person.id, { half: false });
    const device = await rememberDevice(transaction, caller, person, false);
    return { token: opened, device, factor: 'none' };
  });
}

/** The invitation is read once more, locked: of two that accept it at once one is told that it is gone. */
export async function join(
  dependencies: IdentityDependencies,
  transaction: Transaction,
  caller: Caller,
  token: string,
  person: Person,
): Promise<void> {
  const invitation = await selectInvitation(transaction, tokenHash(token), caller.now);
  if (invitation === undefined) throw linkGone();
  const { organizationId, roles, until } = invitation;
  const member = { organizationId, personId: person.id, roles, until, at: caller.now };
  const joined = await insertMembership(transaction, member);
  if (!joined) throw alreadyMember(person.email);
  const invitedBy = await acceptedInvitation(transaction, invitation.id, caller.now);
  await tell(transaction, organizationId, invitedBy, {
    kind: 'joined',
    key: `joined:${invitation.id}`,
    at: caller.now,
    by: person.id,
    register: null,
    code: null,
    subjectId: invitation.id,
  });
  await note(dependencies, transaction, caller, 'invitation-accepted', person.id);
}
