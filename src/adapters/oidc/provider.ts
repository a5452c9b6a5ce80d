/** Another house that says who somebody is, over OpenID Connect: authorization code with PKCE (docs/decisions/0032-single-sign-on.md). */
import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  ResponseBodyError,
} from 'openid-client';
import { boundedFetch, isLoopback, isTrusted } from './bounded-fetch.ts';

/**
 * issuer   its address, exactly as it names itself
 * secret   of this installation there
 * name     what people call it
 * scopes   asked for, parted by spaces; `openid` is among them
 */
export interface OidcPlace {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  readonly name: string;
  readonly scopes: string;
}

/** What must come back as it went out. verifier: of PKCE, S256 */
export interface OidcExpected {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface OidcProvider {
  readonly name: string;
  readonly issuer: string;
  /**
   * The address a browser goes to.
   * again     the person must prove themselves there anew
   * redirect  where it sends them back, registered there
   * throws    ProviderError away
   */
  begin(what: OidcExpected & { readonly again: boolean; readonly redirect: string }): Promise<string>;
  /**
   * What the house says of the person, after signature, issuer, audience, times and nonce were checked; its contents are not.
   * back     the address the browser came back to, with what stands behind the question mark
   * profile  name and address are wanted too: asked for at its UserInfo where the id token has no address
   * throws   ProviderError
   */
  finish(back: URL, expected: OidcExpected & { readonly profile: boolean }): Promise<Readonly<Record<string, unknown>>>;
  /** Asks for its description anew. throws ProviderError away, with the reason as its message */
  check(): Promise<void>;
}

/**
 * away       it does not answer, or not as OpenID Connect wants it
 * cancelled  the person did not want to, there
 * refused    it answered no
 * untrusted  what it sent does not check
 */
export type ProviderFault = 'away' | 'cancelled' | 'refused' | 'untrusted';

/** The message names what was wrong and nothing that was sent: it goes into the log, never to whoever asked. */
export class ProviderError extends Error {
  readonly fault: ProviderFault;
  constructor(fault: ProviderFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'ProviderError';
    this.fault = fault;
  }
}

/** Its description is asked for again after so long. Keys are asked for again whenever a signature names one that is not known. */
const descriptionMs = 3_600_000;

/**
 * Nothing is asked of it before the first sign-in.
 * patienceSeconds  it is given so long for each answer, whole
 */
export function openOidc(
  place: OidcPlace,
  { patienceSeconds = 10, clock = Date.now }: { readonly patienceSeconds?: number; readonly clock?: () => number } = {},
): OidcProvider {
  let known: { readonly at: number; readonly description: Promise<Configuration> } | null = null;
  const describe = (): Promise<Configuration> => {
    if (known !== null && clock() - known.at < descriptionMs) return known.description;
    const description = discover(place, patienceSeconds);
    const now = { at: clock(), description };
    known = now;
    // Who comes while it is away waits with the others; who comes after asks again.
    description.catch(() => {
      if (known === now) known = null;
    });
    return description;
  };
  return {
    name: place.name,
    issuer: place.issuer,
    async begin({ state, nonce, verifier, again, redirect }) {
      const description = await describe();
      return buildAuthorizationUrl(description, {
        redirect_uri: redirect,
        scope: place.scopes,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(again && { prompt: 'login', max_age: '0' }),
      }).href;
    },
    async finish(back, { state, nonce, verifier, profile }) {
      const description = await describe();
      const tokens = await authorizationCodeGrant(description, back, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }).catch((error: unknown) => {
        throw faultOf(error);
      });
      const claims = tokens.claims();
      if (claims === undefined) throw new ProviderError('untrusted', 'no id token');
      const { userinfo_endpoint: more } = description.serverMetadata();
      if (!profile || claims['email'] !== undefined || more === undefined) return claims;
      // Its answer is believed as far as it speaks of the same subject (OpenID Connect Core 1.0, section 5.3.2).
      const said = await fetchUserInfo(description, tokens.access_token, claims.sub).catch((error: unknown) => {
        throw faultOf(error);
      });
      return { ...claims, email: said.email, email_verified: said.email_verified, name: claims['name'] ?? said.name };
    },
    async check() {
      await discover(place, patienceSeconds);
    },
  };
}

async function discover(place: OidcPlace, timeout: number): Promise<Configuration> {
  const issuer = new URL(place.issuer);
  const isLocal = isLoopback(issuer);
  try {
    const description = await discovery(
      issuer,
      place.clientId,
      { client_secret: place.secret },
      (server, client, body, headers) => {
        const ways = server.token_endpoint_auth_methods_supported;
        // Basic is what a house without a list takes (OpenID Connect Discovery 1.0, section 3).
        const how = ways === undefined || ways.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost;
        return how(place.secret)(server, client, body, headers);
      },
      {
        timeout,
        [customFetch]: boundedFetch(isLocal),
        // The signature is checked although the token comes over TLS: a proxy that opens TLS is no house.
        execute: [enableNonRepudiationChecks, ...(isLocal ? [allowInsecureRequests] : [])],
      },
    );
    const server = description.serverMetadata();
    // Houses of many tenants name a pattern instead of themselves; whoever is in any of them would be let in.
    if (new URL(server.issuer).href !== issuer.href) throw new Error('it names itself otherwise');
    for (const address of [server.authorization_endpoint, server.token_endpoint, server.jwks_uri]) {
      if (address === undefined || !URL.canParse(address) || !isTrusted(new URL(address), isLocal)) {
        throw new Error('an address it names is missing, or is not one of https');
      }
    }
    return description;
  } catch (error) {
    throw new ProviderError('away', reasonOf(error), error);
  }
}

function faultOf(error: unknown): ProviderError {
  if (error instanceof AuthorizationResponseError) {
    const fault = error.error === 'access_denied' ? 'cancelled' : 'refused';
    return new ProviderError(fault, `the house sent the person back${wordOf(error.error)}`, error);
  }
  if (error instanceof ResponseBodyError)
    return new ProviderError('refused', `the house gave no token${wordOf(error.error)}`, error);
  const isAway =
    (error instanceof ClientError &&
      ['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'].includes(error.code ?? '')) ||
    // What fetch throws where nobody listens, and what was too long.
    (error instanceof TypeError && !('code' in error));
  return new ProviderError(isAway ? 'away' : 'untrusted', reasonOf(error), error);
}

/** One of OAuth's own words, such as `invalid_client`; anything else is not repeated. */
function wordOf(code: string): string {
  return /^[a-z_]{1,40}$/.test(code) ? `: ${code}` : '';
}

/** Words of the library and of Node about what went wrong, innermost last; nothing of what was sent. */
function reasonOf(error: unknown): string {
  const words: string[] = [];
  for (let at: unknown = error; at instanceof Error && words.length < 4; at = at.cause) {
    const { code }: { code?: unknown } = Object(at);
    words.push(typeof code === 'string' && !at.message.includes(code) ? `${at.message} (${code})` : at.message);
  }
  return words.join(': ').slice(0, 300);
}
