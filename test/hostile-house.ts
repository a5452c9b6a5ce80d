/** A house that signs people in and lies: each of its answers can be changed. For tests alone; what a truthful one does is test/house.ts. */
import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { OidcPlace } from '../src/adapters/oidc/provider.ts';
import { portOf } from './port.ts';

type Json = Record<string, unknown>;

/** What it does otherwise than it should; empty, it does everything right. */
export interface Lies {
  /** of its description */
  description?: (right: Json) => Json;
  /** of the id token's contents */
  claims?: (right: Json) => Json;
  /** of the id token's head; `sign` then signs with that key */
  header?: Json;
  sign?: 'other-key' | 'nothing' | 'the-secret';
  /** of what stands behind the address people are sent back to */
  back?: (right: URLSearchParams) => URLSearchParams;
  /** instead of the answer with tokens */
  token?: (response: ServerResponse) => void;
}

export interface HostileHouse {
  readonly place: OidcPlace;
  lies: Lies;
  /** addresses asked for, and how often */
  readonly asked: string[];
  close(): Promise<void>;
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function openHostileHouse(): Promise<HostileHouse> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  const issuer = `http://127.0.0.1:${port}`;
  const secret = 'of-this-test-alone';
  const house: HostileHouse = {
    place: { issuer, clientId: 'tickmark', secret, name: 'the house', scopes: 'openid email profile' },
    lies: {},
    asked: [],
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const nonces = new Map<string, string>();
  const token = (nonce: string): string => {
    const now = Math.floor(Date.now() / 1000);
    const right = {
      iss: issuer,
      sub: 'rosa',
      aud: 'tickmark',
      iat: now,
      exp: now + 300,
      nonce,
      email: 'rosa@alderbrook.example',
      email_verified: true,
      name: 'Rosa Tamsin',
    };
    const { claims = (one: Json) => one, sign, header = {} } = house.lies;
    const alg = sign === 'nothing' ? 'none' : sign === 'the-secret' ? 'HS256' : 'RS256';
    const body = `${base64({ alg, kid: 'own', typ: 'JWT', ...header })}.${base64(claims(right))}`;
    if (sign === 'nothing') return `${body}.`;
    if (sign === 'the-secret') return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
    const key: KeyObject = sign === 'other-key' ? other.privateKey : own.privateKey;
    return `${body}.${createSign('sha256').update(body).sign(key).toString('base64url')}`;
  };
  server.on('request', (request, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', issuer);
    const say = (json: unknown) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(json));
    };
    house.asked.push(url.pathname);
    if (url.pathname === '/.well-known/openid-configuration') {
      const { description = (one: Json) => one } = house.lies;
      say(
        description({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          authorization_response_iss_parameter_supported: true,
        }),
      );
      return;
    }
    if (url.pathname === '/keys') {
      say({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] });
      return;
    }
    if (url.pathname === '/authorize') {
      nonces.set('the-code', url.searchParams.get('nonce') ?? '');
      const { back = (one: URLSearchParams) => one } = house.lies;
      const state = url.searchParams.get('state') ?? '';
      const sent = back(new URLSearchParams({ code: 'the-code', state, iss: issuer }));
      response.writeHead(303, { location: `${url.searchParams.get('redirect_uri')}?${sent.toString()}` }).end();
      return;
    }
    const answer = async () => {
      await text(request);
      if (house.lies.token !== undefined) return house.lies.token(response);
      return say({ access_token: 'x', token_type: 'Bearer', id_token: token(nonces.get('the-code') ?? '') });
    };
    answer().catch(() => response.destroy());
  });
  return house;
}
