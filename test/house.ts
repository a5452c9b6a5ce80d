/** Another house that signs people in: a real OpenID provider on loopback, for tests alone. Whoever it is asked for gets a form to type a name into. */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';
import type { OidcPlace } from '../src/adapters/oidc/provider.ts';
import { portOf } from './port.ts';

/** What the house says of somebody. amr, acr: how they proved themselves */
export interface Resident {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly amr?: string[];
  readonly acr?: string;
}

export interface House {
  readonly place: OidcPlace;
  readonly residents: Map<string, Resident>;
  close(): Promise<void>;
}

/**
 * redirect      where people are sent back to
 * speaksAtOnce  name and address stand in the id token; otherwise they are asked for at UserInfo
 */
export async function openHouse(redirect: string, { speaksAtOnce = true } = {}): Promise<House> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) => response.end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  const issuer = `http://127.0.0.1:${port}`;
  const secret = randomBytes(24).toString('hex');
  const residents = new Map<string, Resident>();
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'tickmark', client_secret: secret, redirect_uris: [redirect] }],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub', 'amr', 'acr'], email: ['email', 'email_verified'], profile: ['name'] },
    acrValues: ['urn:house:two'],
    conformIdTokenClaims: !speaksAtOnce,
    pkce: { required: () => true },
    ttl: { Session: 3600, Interaction: 600, Grant: 3600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: true } },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => {
        const { amr: _amr, acr: _acr, ...said } = residents.get(id) ?? {};
        return { sub: id, ...said };
      },
    }),
    async loadExistingGrant(context) {
      const { client, session, provider: house } = context.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new house.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();
  const interact = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(
        `<!doctype html><html lang="en"><title>House</title><main><h1>House</h1>
         <form method="post"><label>Name <input name="login"></label><button>Enter</button><button name="leave" value="1">Leave</button></form></main></html>`,
      );
      return;
    }
    const form = new URLSearchParams(await text(request));
    const login = form.get('login') ?? '';
    if (form.get('leave') !== null) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    const { amr, acr } = residents.get(login) ?? {};
    const done = { accountId: login, ...(amr !== undefined && { amr }), ...(acr !== undefined && { acr }) };
    await provider.interactionFinished(request, response, { login: done }, { mergeWithLastSubmission: false });
  };
  answer = (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) void callback(request, response);
    else interact(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  };
  return {
    place: { issuer, clientId: 'tickmark', secret, name: 'the house', scopes: 'openid email profile' },
    residents,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
