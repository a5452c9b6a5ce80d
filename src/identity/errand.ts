/** A browser is sent to another house, and comes back: bound to that browser, good once, for ten minutes. */
import { z } from 'zod';
import { ProviderError } from '../adapters/oidc/provider.ts';
import type { Caller, IdentityDependencies, SingleSignOn } from './dependencies.ts';
import { houseAway, noSingleSignOn } from './errors.ts';
import { type Claims, readClaims } from './claims.ts';
import { takeErrand } from './foreign-store.ts';
import { newToken, seal, unseal } from './secrets.ts';
import { later } from './service.ts';
import { awaySeconds, tokenHash } from './session-token.ts';
import { asIdentity, insertChallenge } from './store.ts';

/** What the person is sent for: to enter, to enter by an invitation, to join that account to theirs, to prove themselves once more. */
const purposes = ['sign-in', 'invitation', 'connect', 'step-up'] as const;
export type Purpose = (typeof purposes)[number];

/** Why somebody who came back is not let on; the page says each in words (web/app/words/en-single-sign-on.ts). */
export const reasons = [
  'not-set-up',
  'not-begun-here',
  'cancelled',
  'house-refused',
  'house-away',
  'not-trusted',
  'not-connected',
  'connected-elsewhere',
  'invitation-gone',
  'other-address',
  'account-there',
  'member-already',
  'other-side',
  'session-ended',
  'factor-needed',
  'not-proved',
  'unavailable',
] as const;
export type Reason = (typeof reasons)[number];

/** Whoever came back is not let on. Never an answer of the API: the browser is led to a page that says why. */
export class ErrandRefused extends Error {
  readonly reason: Reason;
  constructor(reason: Reason, cause?: unknown) {
    super(reason, cause === undefined ? undefined : { cause });
    this.name = 'ErrandRefused';
    this.reason = reason;
  }
}

/** Path the other house sends people back to, below the installation's public address; registered there. */
export const returnPath = '/api/v1/auth/oidc/return';

const kept = z.object({
  purpose: z.enum(purposes),
  nonce: z.string(),
  verifier: z.string(),
  invitation: z.string().nullable(),
  sessionId: z.string().nullable(),
  begun: z.string(),
});
type Kept = z.output<typeof kept>;

/**
 * What came back, after everything the house signed was checked.
 * personId, sessionId  of who was sent, where somebody was signed in
 * begun                when they were sent
 */
export interface Errand extends Pick<Kept, 'purpose' | 'invitation' | 'sessionId' | 'begun'> {
  readonly personId: string | null;
  readonly claims: Claims;
}

/**
 * Sends a browser to the house.
 * away     the token of a browser that is on an errand already; null: it gets one
 * returns  the address to go to, and the browser's token
 * refuses  conflict where there is no such house, unavailable
 */
export async function sendAway(
  dependencies: IdentityDependencies,
  caller: Caller,
  away: string | null,
  what: {
    readonly purpose: Purpose;
    readonly invitation?: string;
    readonly session?: { readonly id: string; readonly personId: string };
  },
): Promise<{ readonly address: string; readonly away: string }> {
  const { provider } = houseOf(dependencies);
  const [state, browser] = [newToken(), away ?? newToken()];
  const { purpose, invitation = null, session } = what;
  const sent: Kept = {
    purpose,
    nonce: newToken(),
    verifier: newToken(),
    invitation,
    sessionId: session?.id ?? null,
    begun: caller.now,
  };
  const address = await provider
    .begin({
      ...sent,
      state,
      again: purpose === 'step-up',
      redirect: `${dependencies.url}${returnPath}`,
    })
    .catch((error: unknown) => {
      throw error instanceof ProviderError ? houseAway(provider.name, error) : error;
    });
  const hash = errandHash(state, browser);
  await asIdentity(dependencies.database, (transaction) =>
    insertChallenge(transaction, {
      hash,
      purpose: 'oidc',
      personId: session?.personId ?? null,
      expiresAt: later(caller.now, awaySeconds),
      sealed: seal(dependencies.key, aboutErrand(hash), Buffer.from(JSON.stringify(sent))),
    }),
  );
  return { address, away: browser };
}

/**
 * What a browser brings back. The errand is over with it, whatever becomes of it.
 * query    as it came
 * refuses  ErrandRefused
 */
export async function takeBack(
  dependencies: IdentityDependencies,
  caller: Caller,
  away: string | null,
  query: Readonly<Record<string, unknown>>,
): Promise<Errand> {
  const { singleSignOn: house } = dependencies;
  if (house === undefined) throw new ErrandRefused('not-set-up');
  const { state } = query;
  if (away === null || typeof state !== 'string') throw new ErrandRefused('not-begun-here');
  const hash = errandHash(state, away);
  const found = await asIdentity(dependencies.database, (transaction) => takeErrand(transaction, hash, caller.now));
  if (found === undefined) throw new ErrandRefused('not-begun-here');
  const text = unseal(dependencies.key, aboutErrand(hash), found.sealed).toString('utf8');
  const { nonce, verifier, ...sent } = kept.parse(JSON.parse(text));
  const back = new URL(`${dependencies.url}${returnPath}`);
  // What stands there twice stands twice in the address too, and is refused.
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) back.searchParams.append(name, String(one));
  }
  const profile = sent.purpose === 'invitation' || sent.purpose === 'connect';
  const said = await house.provider.finish(back, { state, nonce, verifier, profile }).catch((error: unknown) => {
    throw error instanceof ProviderError ? new ErrandRefused(reasonByFault[error.fault], error) : error;
  });
  const claims = readClaims(said);
  if (claims === null) throw new ErrandRefused('not-trusted');
  return { ...sent, personId: found.personId, claims };
}

const reasonByFault = {
  away: 'house-away',
  cancelled: 'cancelled',
  refused: 'house-refused',
  untrusted: 'not-trusted',
} as const;

/** refuses conflict */
export function houseOf(dependencies: IdentityDependencies): SingleSignOn {
  if (dependencies.singleSignOn === undefined) throw noSingleSignOn();
  return dependencies.singleSignOn;
}

/** Found only with both: the state, which goes through the other house, and the browser's own token, which never leaves it but to us. */
function errandHash(state: string, away: string): Buffer {
  return tokenHash(`${state}.${away}`);
}

function aboutErrand(hash: Buffer): string {
  return `errand/${hash.toString('hex')}`;
}
