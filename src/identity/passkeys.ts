/** Passkeys: added by whoever is signed in, used to sign in, as a second factor, or to step up. */
import type { z } from 'zod';
import type { Transaction } from '../adapters/postgres/pool.ts';
import type { Caller, IdentityDependencies } from './dependencies.ts';
import { factorRefused, nothingThere, wrongField } from './errors.ts';
import {
  algorithms,
  challengeOf,
  checkCreated,
  checkUsed,
  type createdCredential,
  type usedCredential,
} from './passkey.ts';
import { newRecoveryCodes, newToken, recoveryDigest } from './secrets.ts';
import {
  findFreshSession,
  findSession,
  findWholeSession,
  later,
  note,
  openSession,
  rememberDevice,
  type SignedIn,
  wholeSession,
} from './service.ts';
import { tokenHash } from './session-token.ts';
import {
  asIdentity,
  deletePasskey,
  insertChallenge,
  insertPasskey,
  proveSession,
  type StoredPerson,
  selectPasskey,
  selectPasskeys,
  selectPerson,
  takeChallenge,
  takeSignCount,
  updatePerson,
} from './store.ts';

type Created = z.output<typeof createdCredential>;
type Used = z.output<typeof usedCredential>;

/** A person has their hands full with fewer. */
const mostPasskeys = 20;
const ceremonySeconds = 300;

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly usedAt: string | null;
}

/** What `navigator.credentials.create` is asked, as JSON. refuses step-up-needed */
export async function beginPasskey(dependencies: IdentityDependencies, caller: Caller, token: string | null) {
  const { person } = await findFreshSession(dependencies, token, caller.now);
  return asIdentity(dependencies.database, async (transaction) => {
    const challenge = await newChallenge(transaction, caller, 'passkey-add', person.id);
    const known = await selectPasskeys(transaction, person.id);
    return {
      challenge,
      rp: { id: new URL(dependencies.url).hostname, name: dependencies.name },
      user: {
        id: Buffer.from(person.id.replaceAll('-', ''), 'hex').toString('base64url'),
        name: person.email,
        displayName: person.name,
      },
      pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
      excludeCredentials: known.map((one) => ({
        type: 'public-key' as const,
        id: one.credentialId.toString('base64url'),
      })),
      authenticatorSelection: { residentKey: 'required' as const, userVerification: 'required' as const },
      attestation: 'none' as const,
      timeout: ceremonySeconds * 1000,
    };
  });
}

/**
 * Keeps a new passkey. With a person's first factor come recovery codes, told once; else there are none.
 * refuses  step-up-needed, sign-in-refused, invalid-input
 */
export async function addPasskey(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
  wanted: { readonly name: string; readonly credential: Created },
): Promise<{ readonly passkey: Passkey; readonly recoveryCodes: readonly string[] }> {
  const { person } = await findFreshSession(dependencies, token, caller.now);
  if (person.passkeys >= mostPasskeys) throw wrongField('', `A person has at most ${mostPasskeys} passkeys.`);
  const passkey = { id: dependencies.newId(), name: wanted.name, createdAt: caller.now, usedAt: null };
  const recoveryCodes = person.recovery.length > 0 ? [] : newRecoveryCodes();
  await useChallenge(dependencies, caller, wanted.credential.response.clientDataJSON, 'passkey-add', person.id);
  const made = checkCreated(wanted.credential, dependencies);
  if (made === null) throw factorRefused();
  await asIdentity(dependencies.database, async (transaction) => {
    if (!(await insertPasskey(transaction, { ...made, ...passkey, credentialId: made.id, personId: person.id }))) {
      throw wrongField('/credential', 'This passkey is kept already.');
    }
    if (recoveryCodes.length > 0) {
      const recovery = recoveryCodes.map((one) => recoveryDigest(dependencies.key, person.id, one));
      await updatePerson(transaction, person.id, caller.now, { recovery });
    }
    await note(dependencies, transaction, caller, 'passkey-added', person.id);
  });
  return { passkey, recoveryCodes };
}

export async function listPasskeys(
  dependencies: IdentityDependencies,
  token: string | null,
): Promise<readonly Passkey[]> {
  const { person } = await findWholeSession(dependencies, token);
  const found = await asIdentity(dependencies.database, (transaction) => selectPasskeys(transaction, person.id));
  return found.map(({ id, name, createdAt, usedAt }) => ({ id, name, createdAt, usedAt }));
}

/** Takes a passkey away; recovery codes go with the last factor. refuses step-up-needed, not-found */
export async function removePasskey(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
  id: string,
): Promise<void> {
  const { person } = await findFreshSession(dependencies, token, caller.now);
  await asIdentity(dependencies.database, async (transaction) => {
    if (!(await deletePasskey(transaction, person.id, id))) throw nothingThere('passkey');
    if (person.totp === null && person.passkeys === 1) {
      await updatePerson(transaction, person.id, caller.now, { recovery: [] });
    }
    await note(dependencies, transaction, caller, 'passkey-removed', person.id);
  });
}

/** What `navigator.credentials.get` is asked, as JSON: any passkey of this host, so that the answer tells nothing of accounts. */
export async function beginWithPasskey(dependencies: IdentityDependencies, caller: Caller) {
  const challenge = await asIdentity(dependencies.database, (transaction) =>
    newChallenge(transaction, caller, 'passkey-use', null),
  );
  return {
    challenge,
    rpId: new URL(dependencies.url).hostname,
    userVerification: 'required' as const,
    timeout: ceremonySeconds * 1000,
  };
}

/** Signs in with a passkey, which is possession and knowledge at once: no further factor. refuses sign-in-refused */
export async function signInWithPasskey(
  dependencies: IdentityDependencies,
  caller: Caller,
  credential: Used,
): Promise<SignedIn> {
  const person = await checkPasskey(dependencies, caller, credential, null);
  return asIdentity(dependencies.database, async (transaction) => {
    const token = await openSession(dependencies, transaction, caller, person.id, { half: false });
    return { token, device: await rememberDevice(transaction, caller, person, false), factor: 'done' };
  });
}

/** A passkey as the second factor of a session that has half. refuses not-signed-in, sign-in-refused */
export async function proveWithPasskey(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string,
  credential: Used,
): Promise<SignedIn> {
  const { session, person } = await findSession(dependencies, token);
  await checkPasskey(dependencies, caller, credential, person.id);
  return asIdentity(dependencies.database, (transaction) =>
    wholeSession(dependencies, transaction, caller, session, person),
  );
}

/** A passkey as the fresh proof. refuses not-signed-in, factor-needed, sign-in-refused */
export async function stepUpWithPasskey(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string,
  credential: Used,
): Promise<{ readonly stepUpAt: string }> {
  const { session, person } = await findWholeSession(dependencies, token);
  await checkPasskey(dependencies, caller, credential, person.id);
  await asIdentity(dependencies.database, async (transaction) => {
    await proveSession(transaction, session.id, caller.now);
    await note(dependencies, transaction, caller, 'stepped-up', person.id);
  });
  return { stepUpAt: caller.now };
}

/** Whose passkey it is. owner: who it must be; null: anybody. refuses sign-in-refused */
async function checkPasskey(
  dependencies: IdentityDependencies,
  caller: Caller,
  credential: Used,
  owner: string | null,
): Promise<StoredPerson> {
  await useChallenge(dependencies, caller, credential.response.clientDataJSON, 'passkey-use', null);
  return asIdentity(dependencies.database, async (transaction) => {
    const stored = await selectPasskey(transaction, credential.rawId);
    if (stored === undefined || (owner !== null && stored.personId !== owner)) throw factorRefused();
    const used = checkUsed(credential, stored, dependencies);
    // A count that does not grow is a copy of the key; authenticators that do not count say 0 always.
    if (used === null || !(await takeSignCount(transaction, stored.id, used.signCount, caller.now)))
      throw factorRefused();
    const person = await selectPerson(transaction, stored.personId);
    if (person === undefined) throw factorRefused();
    await note(dependencies, transaction, caller, 'passkey-used', person.id);
    return person;
  });
}

async function newChallenge(
  transaction: Transaction,
  caller: Caller,
  purpose: 'passkey-add' | 'passkey-use',
  personId: string | null,
): Promise<string> {
  const challenge = newToken();
  const expiresAt = later(caller.now, ceremonySeconds);
  await insertChallenge(transaction, { hash: tokenHash(challenge), purpose, personId, expiresAt });
  return challenge;
}

/** A challenge is good once, whatever becomes of the answer. refuses sign-in-refused */
async function useChallenge(
  dependencies: IdentityDependencies,
  caller: Caller,
  clientDataJson: Uint8Array,
  purpose: 'passkey-add' | 'passkey-use',
  personId: string | null,
): Promise<void> {
  const challenge = challengeOf(clientDataJson);
  const known =
    challenge !== null &&
    (await asIdentity(dependencies.database, (transaction) =>
      takeChallenge(transaction, { hash: tokenHash(challenge), purpose, personId, at: caller.now }),
    ));
  if (!known) throw factorRefused();
}
