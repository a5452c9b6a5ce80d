import { readFileSync } from 'node:fs';
import { isLoopback } from '../adapters/oidc/bounded-fetch.ts';
import type { OidcPlace } from '../adapters/oidc/provider.ts';
import { Refusal } from '../refusal.ts';

/** factors  values of `amr` and of `acr` by which a second factor given there counts here; none: never */
export interface OidcSettings {
  readonly place: OidcPlace;
  readonly factors: { readonly amr: readonly string[]; readonly acr: readonly string[] };
}

const mostSecretBytes = 4096;

/**
 * Single sign-on as `TICKMARK_OIDC_…` names it (docs/operating.md); null: none.
 * refuses  setting; no sentence holds the secret
 */
export function readOidcSettings(environment: NodeJS.ProcessEnv): OidcSettings | null {
  const at = (name: string): string => (environment[`TICKMARK_OIDC_${name}`] ?? '').trim();
  const others = ['CLIENT_ID', 'CLIENT_SECRET', 'CLIENT_SECRET_FILE', 'NAME', 'SCOPES', 'FACTOR_AMR', 'FACTOR_ACR'];
  if (at('ISSUER') === '') {
    const lonely = others.find((name) => at(name) !== '');
    if (lonely !== undefined)
      throw refuse(lonely, 'needs TICKMARK_OIDC_ISSUER, the address of the house that signs people in');
    return null;
  }
  const clientId = at('CLIENT_ID');
  if (!/^[\x20-\x7e]{1,255}$/.test(clientId))
    throw refuse('CLIENT_ID', 'must be the name of this installation there, up to 255 signs');
  const name = at('NAME') || 'single sign-on';
  if (name.length > 60 || /\p{Cc}/u.test(name)) throw refuse('NAME', 'must be up to 60 signs: it stands on a button');
  const scopes = (at('SCOPES') || 'openid email profile').split(/\s+/);
  if (
    !scopes.includes('openid') ||
    scopes.length > 20 ||
    scopes.some((one) => !/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/.test(one))
  )
    throw refuse('SCOPES', 'must be words parted by spaces, openid among them');
  return {
    place: { issuer: issuerOf(at('ISSUER')), clientId, secret: secretOf(at), name, scopes: scopes.join(' ') },
    factors: { amr: listOf('FACTOR_AMR', at), acr: listOf('FACTOR_ACR', at) },
  };
}

function issuerOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
  if (url === null || !plain || url.search !== '' || url.hash !== '' || url.username !== '' || text.length > 500)
    throw refuse('ISSUER', 'must be an address such as https://login.example.com; without TLS only on this machine');
  return text;
}

function secretOf(at: (name: string) => string): string {
  const [said, file] = [at('CLIENT_SECRET'), at('CLIENT_SECRET_FILE')];
  if (said !== '' && file !== '')
    throw refuse('CLIENT_SECRET', 'and TICKMARK_OIDC_CLIENT_SECRET_FILE say it twice: set one of them');
  if (said === '' && file === '') throw refuse('CLIENT_SECRET', 'or TICKMARK_OIDC_CLIENT_SECRET_FILE must be set');
  const secret = file === '' ? said : read(file);
  if (!/^[\x20-\x7e]+$/.test(secret) || secret.length > mostSecretBytes)
    throw refuse(file === '' ? 'CLIENT_SECRET' : 'CLIENT_SECRET_FILE', 'must be one line of printable signs');
  return secret;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw refuse('CLIENT_SECRET_FILE', `names ${file}, which cannot be read`, cause);
  }
}

function listOf(name: string, at: (name: string) => string): readonly string[] {
  const values = at(name)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (values.some((one) => !/^[\x21-\x7e]{1,200}$/.test(one))) throw refuse(name, 'must be words parted by commas');
  return values;
}

function refuse(name: string, why: string, cause?: unknown): Refusal {
  return new Refusal('setting', `TICKMARK_OIDC_${name} ${why}.`, { cause });
}
