/** The second factors of whoever is signed in: an authenticator application, and codes for when it is lost. */
import { randomBytes } from 'node:crypto';
import type { Caller, IdentityDependencies } from './dependencies.ts';
import { factorRefused, wrongField } from './errors.ts';
import type { Factors } from './model.ts';
import { newRecoveryCodes, recoveryDigest, seal, unseal } from './secrets.ts';
import { factorsOf, findFreshSession, findWholeSession, note } from './service.ts';
import { asIdentity, endOtherSessions, updatePerson } from './store.ts';
import { base32, matchingStep, totpUri } from './totp.ts';
import { hasSecondFactor } from './rules.ts';

export async function listFactors(dependencies: IdentityDependencies, token: string | null): Promise<Factors> {
  const { person } = await findWholeSession(dependencies, token);
  return {
    password: person.password !== null,
    ...factorsOf(person),
    recoveryCodes: person.recovery.length,
  };
}

/**
 * Begins with an authenticator application: the secret to scan, told once. It counts when a first code of it was given; one that is
 * in use stays until then.
 * refuses  step-up-needed
 */
export async function enrolTotp(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
): Promise<{ readonly secret: string; readonly uri: string }> {
  const { person } = await findFreshSession(dependencies, token, caller.now);
  const secret = randomBytes(20);
  await asIdentity(dependencies.database, async (transaction) => {
    const pending = seal(dependencies.key, `totp/${person.id}`, secret);
    await updatePerson(transaction, person.id, caller.now, { totp_pending: pending });
  });
  return { secret: base32(secret), uri: totpUri(secret, person.email, dependencies.name) };
}

/**
 * The first code: from now on sign-in asks for one, and every other session ends. Returns recovery codes, told once.
 * refuses  step-up-needed, sign-in-refused
 */
export async function confirmTotp(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
  code: string,
): Promise<{ readonly recoveryCodes: readonly string[] }> {
  const { session, person } = await findFreshSession(dependencies, token, caller.now);
  if (person.totpPending === null) throw wrongField('/code', 'No authenticator application was begun with.');
  const secret = unseal(dependencies.key, `totp/${person.id}`, person.totpPending);
  const step = matchingStep(secret, code, caller.now, null);
  if (step === null) throw factorRefused();
  const codes = newRecoveryCodes();
  await asIdentity(dependencies.database, async (transaction) => {
    await updatePerson(transaction, person.id, caller.now, {
      totp: person.totpPending,
      totp_pending: null,
      totp_step: step,
      recovery: codes.map((one) => recoveryDigest(dependencies.key, person.id, one)),
    });
    await endOtherSessions(transaction, person.id, session.id, caller.now);
    await note(dependencies, transaction, caller, 'totp-added', person.id);
  });
  return { recoveryCodes: codes };
}

/** Takes the application away; recovery codes go with the last factor. refuses step-up-needed */
export async function removeTotp(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
): Promise<void> {
  const { person } = await findFreshSession(dependencies, token, caller.now);
  await asIdentity(dependencies.database, async (transaction) => {
    await updatePerson(transaction, person.id, caller.now, {
      totp: null,
      totp_pending: null,
      ...(person.passkeys === 0 && { recovery: [] }),
    });
    await note(dependencies, transaction, caller, 'totp-removed', person.id);
  });
}

/** Ten new codes; those of before are good no more. refuses step-up-needed, invalid-input without a second factor */
export async function recoveryCodes(
  dependencies: IdentityDependencies,
  caller: Caller,
  token: string | null,
): Promise<{ readonly recoveryCodes: readonly string[] }> {
  const { person } = await findFreshSession(dependencies, token, caller.now);
  if (!hasSecondFactor(factorsOf(person)))
    throw wrongField('', 'Recovery codes stand in for a second factor; there is none.');
  const codes = newRecoveryCodes();
  await asIdentity(dependencies.database, async (transaction) => {
    const recovery = codes.map((one) => recoveryDigest(dependencies.key, person.id, one));
    await updatePerson(transaction, person.id, caller.now, { recovery });
    await note(dependencies, transaction, caller, 'recovery-codes-made', person.id);
  });
  return { recoveryCodes: codes };
}
