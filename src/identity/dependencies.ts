import type { OidcProvider } from '../adapters/oidc/provider.ts';
import type { Database } from '../adapters/postgres/pool.ts';

/**
 * database  a pool that may take the role `tickmark_identity`
 * key       32 bytes, the installation's: seals second factors and mails that wait, keys the counts of guesses
 * name      of the installation, as authenticator applications and mails show it
 * url       where people reach it, without a slash at the end; passkeys are bound to its host
 * sendsMail  whether a mail server sends what is in the outbox; without one the administrators read it there
 * singleSignOn  the house through which people may sign in, and what it may say for several factors to count; left out: none
 */
export interface IdentityDependencies {
  readonly database: Database;
  readonly key: Uint8Array;
  readonly newId: () => string;
  readonly name: string;
  readonly url: string;
  readonly sendsMail: boolean;
  readonly singleSignOn?: SingleSignOn;
}

/** factors  values of `amr` and of `acr` by which a second factor given there counts here; none: never */
export interface SingleSignOn {
  readonly provider: OidcProvider;
  readonly factors: { readonly amr: readonly string[]; readonly acr: readonly string[] };
}

/** Who asks, from outside. device: the token a browser was given at an earlier sign-in; now: RFC 3339 UTC */
export interface Caller {
  readonly address: string;
  readonly agent: string;
  readonly device: string | null;
  readonly now: string;
}
