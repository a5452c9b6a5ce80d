import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import {
  begin,
  change,
  connect,
  enter,
  eventKinds,
  isPage,
  last,
  open,
  openHostile,
  password,
  refused,
  sessionOf,
  through,
  untilBack,
  withPassword,
} from '../../test/two-houses.ts';
import { newWanderer } from '../../test/wanderer.ts';
import { openOidc } from '../adapters/oidc/provider.ts';
import { openPool } from '../adapters/postgres/pool.ts';
import { reasons } from './errand.ts';
import { createPerson } from './joining.ts';
import { awayCookie, sessionCookie } from './session-token.ts';

describe('what comes back', () => {
  test('with another state, again, in another browser or too late is refused, and opens nothing', async () => {
    const opened = await open();
    await connect(opened, await withPassword(opened), 'rosa');
    const wanderer = newWanderer();
    const address = await untilBack(opened, wanderer);
    const forged = new URL(address);
    forged.searchParams.set('state', 'a'.repeat(43));
    const twice = new URL(address);
    twice.searchParams.append('state', 'b');
    const none = new URL(address);
    none.search = '';
    for (const one of [forged, twice, none]) {
      expect(await last(opened, wanderer, one.href)).toBe(refused('not-begun-here'));
    }
    // A victim who is led to an attacker's own sign-in has no token of that errand, or one of their own.
    const victim = newWanderer();
    expect(await last(opened, victim, address)).toBe(refused('not-begun-here'));
    await begin(opened, victim);
    expect(await last(opened, victim, address)).toBe(refused('not-begun-here'));
    expect(sessionOf(victim)).toBeUndefined();

    const kept = new Map(wanderer.cookies.get('localhost'));
    expect(await last(opened, wanderer, address)).toBe('/');
    const replaying = newWanderer();
    replaying.cookies.set('localhost', kept);
    expect(await last(opened, replaying, address)).toBe(refused('not-begun-here'));
    expect(sessionOf(replaying)).toBeUndefined();

    const late = newWanderer();
    const lateAddress = await untilBack(opened, late);
    await opened.api.owner.query("UPDATE identity.challenge SET expires_at = now() - interval '1 second'");
    expect(await last(opened, late, lateAddress)).toBe(refused('not-begun-here'));
  });

  test('with two codes, or from another issuer, is refused after the errand is used up', async () => {
    const opened = await open();
    await connect(opened, await withPassword(opened), 'rosa');
    for (const forge of [
      (url: URL) => url.searchParams.append('code', 'another'),
      (url: URL) => url.searchParams.set('iss', 'https://other.example'),
      (url: URL) => url.searchParams.delete('iss'),
      (url: URL) => url.searchParams.set('code', 'x'.repeat(2000)),
    ]) {
      const wanderer = newWanderer();
      const address = await untilBack(opened, wanderer);
      const forged = new URL(address);
      forge(forged);
      expect([refused('not-trusted'), refused('house-refused')]).toContain(await last(opened, wanderer, forged.href));
      expect(await last(opened, wanderer, address)).toBe(refused('not-begun-here'));
      expect(sessionOf(wanderer)).toBeUndefined();
    }
  });

  test('twice at once opens one session', async () => {
    const opened = await open();
    await connect(opened, await withPassword(opened), 'rosa');
    const wanderer = newWanderer();
    const address = await untilBack(opened, wanderer);
    const jar = wanderer.cookies.get('localhost') ?? new Map<string, string>();
    const both = await Promise.all(
      [1, 2, 3].map(async () => {
        const one = newWanderer();
        one.cookies.set('localhost', new Map(jar));
        return last(opened, one, address);
      }),
    );
    expect(both.toSorted()).toEqual(['/', refused('not-begun-here'), refused('not-begun-here')]);
  });

  test('in any shape leads to a page that says so', async () => {
    const opened = await open();
    const wanderer = newWanderer();
    await begin(opened, wanderer);
    const path = `${opened.here}/api/v1/auth/oidc/return`;
    for (const query of [
      '',
      '?',
      '?state',
      '?state[]=x&state[a]=y',
      '?__proto__=x&constructor=y&state=z',
      '?state=%00&code=%00',
      '?state=%ff%fe&code=%',
      `?state=${'x'.repeat(8000)}`,
      `?${'state=x&'.repeat(500)}`,
    ]) {
      expect([query.slice(0, 40), await last(opened, wanderer, path + query)]).toEqual([
        query.slice(0, 40),
        refused('not-begun-here'),
      ]);
    }
  });

  test('while the database is away leads to a page that says so', async () => {
    const opened = await open();
    const wanderer = newWanderer();
    const address = await untilBack(opened, wanderer);
    const gone = openPool(opened.api.url);
    await gone.end();
    const { database } = opened.dependencies;
    opened.dependencies.database = gone;
    expect(await last(opened, wanderer, address)).toBe(refused('unavailable'));
    opened.dependencies.database = database;
    expect(await last(opened, wanderer, address)).toBe(refused('not-connected'));
  });

  test('of somebody who did not want to is said as that', async () => {
    const opened = await open();
    const wanderer = newWanderer();
    const until = isPage(opened.here);
    const there = await wanderer.go(await begin(opened, wanderer), { until });
    const left = await wanderer.go(there.url.href, { form: new URLSearchParams({ leave: '1' }), until });
    expect(left.url.search).toBe('?kind=cancelled');
  });

  test('is for the session that was sent: another one in the same browser is given nothing', async () => {
    const opened = await open();
    const other = { email: 'thorne@alderbrook.example', name: 'V. Thorne', password };
    await createPerson(opened.dependencies, { ...other, at: new Date().toISOString() });
    const owner = await withPassword(opened);
    const reply = await change(opened, owner, 'POST', '/session/foreign-accounts');
    const address = String(Object(await reply.json()).address);
    const thorne = await withPassword(opened, other.email);
    owner.cookies.get('localhost')?.set(sessionCookie, sessionOf(thorne) ?? '');
    expect(await through(opened, owner, address, 'rosa')).toBe(refused('session-ended'));
    const { rows } = await opened.api.owner.query('SELECT FROM identity.foreign_account');
    expect(rows).toHaveLength(0);
  });

  test('never leads anywhere but to pages of the application, whatever it names', async () => {
    const opened = await open();
    await connect(opened, await withPassword(opened), 'rosa');
    const wanderer = newWanderer();
    const address = new URL(await untilBack(opened, wanderer));
    address.searchParams.set('redirect', 'https://elsewhere.example');
    address.searchParams.set('kind', '//elsewhere.example');
    const reply = await wanderer.ask('GET', address.href);
    expect([reply.status, reply.headers.get('location')]).toEqual([303, '/']);
    expect(reply.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-tickmark=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=604800$/),
      `${awayCookie}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`,
    ]);
  });
});

describe('a house that lies', () => {
  test('is believed only where signature, issuer, audience, times and nonce fit', async () => {
    const opened = await openHostile();
    await connect(opened, await withPassword(opened), 'rosa');
    expect(await enter(opened, newWanderer(), '')).toBe('/');
    const now = Math.floor(Date.now() / 1000);
    const say = (more: object) => ({ claims: (right: object) => ({ ...right, ...more }) });
    const wrong = {
      nonce: say({ nonce: 'another' }),
      'no nonce': say({ nonce: undefined }),
      audience: say({ aud: 'another' }),
      audiences: say({ aud: ['tickmark', 'another'], azp: 'another' }),
      issuer: say({ iss: 'https://other.example' }),
      expired: say({ exp: now - 120, iat: now - 600 }),
      'no expiry': say({ exp: undefined }),
      'not yet': say({ nbf: now + 3600 }),
      'no subject': say({ sub: undefined }),
      'subject not a text': say({ sub: { $ne: '' } }),
      'subject too long': say({ sub: 'x'.repeat(256) }),
      'subject with a zero byte': say({ sub: 'rosa\u0000' }),
      'another key': { sign: 'other-key' as const },
      'no signature': { sign: 'nothing' as const },
      'the secret as key': { sign: 'the-secret' as const },
      'a key nobody has': { header: { kid: 'unknown' } },
      'no issuer in the answer': { back: (right: URLSearchParams) => (right.delete('iss'), right) },
    };
    for (const [name, lies] of Object.entries(wrong)) {
      opened.house.lies = lies;
      const wanderer = newWanderer();
      expect([name, await enter(opened, wanderer, '')]).toEqual([name, refused('not-trusted')]);
      expect(sessionOf(wanderer)).toBeUndefined();
    }
    const events = await eventKinds(opened);
    expect(events.filter((one) => one.kind === 'foreign-account-refused')).toHaveLength(Object.keys(wrong).length);
    expect(JSON.stringify(events)).not.toContain('alderbrook');
    expect(JSON.stringify(events)).toContain('OAUTH_JWT_TIMESTAMP_CHECK_FAILED');
  });

  test('may send contents of any shape and size: they are read, or left out, and nothing breaks', async () => {
    const opened = await openHostile();
    await connect(opened, await withPassword(opened), 'rosa');
    opened.dependencies.singleSignOn = {
      provider: openOidc(opened.house.place),
      factors: { amr: ['mfa'], acr: ['two'] },
    };
    await opened.api.owner.query("UPDATE identity.person SET totp = '\\x00'");
    for (const more of [
      { amr: 'mfa' },
      { amr: { length: 1, 0: 'mfa' } },
      { amr: Array.from({ length: 51 }, () => 'mfa') },
      { acr: ['two'] },
      { name: 'x'.repeat(100_000), email: 7, email_verified: 'true' },
      JSON.parse('{"__proto__": {"amr": ["mfa"]}, "constructor": {"prototype": {"amr": ["mfa"]}}}'),
    ]) {
      opened.house.lies = { claims: (right) => ({ ...right, ...more }) };
      expect(await enter(opened, newWanderer(), '')).toBe('/sign-in/factor');
    }
    opened.house.lies = { claims: (right) => ({ ...right, auth_time: -1 }) };
    expect(await enter(opened, newWanderer(), '')).toBe(refused('not-trusted'));
    opened.house.lies = { claims: (right) => ({ ...right, much: 'x'.repeat(2_000_000) }) };
    expect(reasons).toContain((await enter(opened, newWanderer(), '')).split('=')[1]);
  });

  test('or is away, slow to no end, or no house at all is answered clearly, and never with a fault', async () => {
    const opened = await openHostile();
    await connect(opened, await withPassword(opened), 'rosa');
    const { place } = opened.house;
    opened.dependencies.singleSignOn = {
      provider: openOidc(place, { patienceSeconds: 0.5 }),
      factors: { amr: [], acr: [] },
    };
    const json = { 'content-type': 'application/json' };
    const answers: [string, (response: ServerResponse) => void][] = [
      ['house-away', (response) => void response.writeHead(500).end('<h1>Down</h1>')],
      ['house-away', (response) => void response.destroy()],
      ['house-away', (response) => void response.writeHead(302, { location: 'http://169.254.169.254/' }).end()],
      ['house-away', () => undefined],
      ['house-away', (response) => void response.writeHead(200, json).write('{"id_token": ')],
      ['not-trusted', (response) => void response.writeHead(200, json).end('{"id_token": ')],
      [
        'not-trusted',
        (response) => void response.writeHead(200, json).end('{"access_token": "x", "token_type": "Bearer"}'),
      ],
      ['house-refused', (response) => void response.writeHead(400, json).end('{"error": "invalid_grant"}')],
    ];
    for (const [reason, token] of answers) {
      opened.house.lies = { token };
      expect([reason, await enter(opened, newWanderer(), '')]).toEqual([reason, refused(reason)]);
    }
    const ask = async () => {
      opened.dependencies.singleSignOn = { provider: openOidc(place), factors: { amr: [], acr: [] } };
      const reply = await newWanderer().ask('POST', `${opened.here}/api/v1/auth/oidc/begin`, {});
      const { type, detail } = Object(await reply.json());
      return [reply.status, type, detail];
    };
    const away = [503, 'urn:tickmark:problem:unavailable', 'the house does not answer at this moment.'];
    for (const more of [
      { issuer: 'https://other.example' },
      { authorization_endpoint: 'javascript:alert(1)' },
      { authorization_endpoint: 'http://other.example/authorize' },
      { token_endpoint: 'http://other.example/token' },
      { jwks_uri: undefined },
    ]) {
      opened.house.lies = { description: (right) => ({ ...right, ...more }) };
      expect(await ask()).toEqual(away);
    }
    await opened.house.close();
    expect(await ask()).toEqual(away);
  });
});

test('an installation without single sign-on says so, and leads whoever comes back to a page', async () => {
  const opened = await open();
  const wanderer = newWanderer();
  const address = await untilBack(opened, wanderer);
  delete opened.dependencies.singleSignOn;
  const reply = await wanderer.ask('POST', `${opened.here}/api/v1/auth/oidc/begin`, {});
  expect([reply.status, Object(await reply.json()).detail]).toEqual([409, 'This installation has no single sign-on.']);
  expect(await last(opened, wanderer, address)).toBe(refused('not-set-up'));
  const read = await wanderer.ask('GET', `${opened.here}/api/v1/setup`);
  expect(await read.json()).toMatchObject({ singleSignOn: null });
});
