import type { Database } from '../adapters/postgres/pool.ts';

/**
 * database  a pool that may take the role `tickmark_identity`
 * key       32 bytes, the installation's: seals second factors and mails that wait, keys the counts of guesses
 * name      of the installation, as authenticator applications and mails show it
 * url       where people reach it, without a slash at the end; passkeys are bound to its host
 * sendsMail  whether a mail server sends what is in the outbox; without one the administrators read it there
 */
export interface IdentityDependencies {
  readonly database: Database;
  readonly key: Uint8Array;
  readonly newId: () => string;
  readonly name: string;
  readonly url: string;
  readonly sendsMail: boolean;
}

/** Who asks, from outside. device: the token a browser was given at an earlier sign-in; now: RFC 3339 UTC */
export interface Caller {
  readonly address: string;
  readonly agent: string;
  readonly device: string | null;
  readonly now: string;
}
