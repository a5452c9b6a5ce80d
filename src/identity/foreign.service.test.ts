import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTestApi } from '../../test/api.ts';
import { type House, openHouse, type Resident } from '../../test/house.ts';
import { openHostileHouse } from '../../test/hostile-house.ts';
import { newWanderer, type Wanderer } from '../../test/wanderer.ts';
import { openOidc } from '../adapters/oidc/provider.ts';
import { uuidV7 } from '../uuid.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { reasons } from './errand.ts';
import { createPerson } from './joining.ts';
import { identityRoutes } from './routes.ts';
import { awayCookie, csrfOf, sessionCookie } from './session-token.ts';

const password = 'correct horse battery';
const rosa: Resident = { email: 'rosa@alderbrook.example', email_verified: true, name: 'Rosa Tamsin' };

type Open = Awaited<ReturnType<typeof open>>;
/** The parts of it that a way through both servers needs. */
type Way = Pick<Open, 'here'> & { readonly house: Pick<House, 'place'> };

async function open({
  amr = [],
  acr = [],
  speaksAtOnce = true,
}: {
  amr?: string[];
  acr?: string[];
  speaksAtOnce?: boolean;
} = {}) {
  const made: { -readonly [name in keyof IdentityDependencies]: IdentityDependencies[name] }[] = [];
  const api = await openTestApi(({ gate }) => {
    const dependencies: IdentityDependencies = {
      database: gate,
      key: randomBytes(32),
      newId: () => uuidV7(new Date(), randomBytes(10)),
      name: 'Tickmark',
      url: '',
      sendsMail: false,
    };
    made.push(dependencies);
    return identityRoutes(dependencies);
  });
  const [dependencies] = made;
  if (dependencies === undefined) throw new Error('The routes were not asked for.');
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const here = `http://localhost:${new URL(address).port}`;
  dependencies.url = here;
  const house = await openHouse(`${here}/api/v1/auth/oidc/return`, { speaksAtOnce });
  onTestFinished(() => house.close());
  dependencies.singleSignOn = {
    provider: openOidc(house.place),
    factors: { amr, acr },
  };
  house.residents.set('rosa', rosa);
  const person = await createPerson(dependencies, {
    name: 'Rosa Tamsin',
    email: 'rosa@alderbrook.example',
    password,
    at: new Date().toISOString(),
  });
  return { api, dependencies, here, house, person };
}

/** The same with a house that lies as it is told. */
async function openHostile() {
  const opened = await open();
  const house = await openHostileHouse();
  onTestFinished(() => house.close());
  opened.dependencies.singleSignOn = { provider: openOidc(house.place), factors: { amr: [], acr: [] } };
  return { ...opened, house };
}

const isPage = (here: string) => (url: URL) => url.origin === here && !url.pathname.startsWith('/api/');

/** Begins, proves themselves as that resident, and comes back: the path they are led to. */
async function through({ here, house }: Way, wanderer: Wanderer, address: string, as: string): Promise<string> {
  const until = isPage(here);
  const there = await wanderer.go(address, { until });
  const back =
    there.url.origin === house.place.issuer && there.url.pathname.startsWith('/interaction/')
      ? await wanderer.go(there.url.href, { form: new URLSearchParams({ login: as }), until })
      : there;
  expect([back.url.origin, back.text]).toEqual([here, '']);
  return back.url.pathname + back.url.search;
}

async function begin({ here }: Way, wanderer: Wanderer, body: object = {}): Promise<string> {
  const reply = await wanderer.ask('POST', `${here}/api/v1/auth/oidc/begin`, body);
  expect(reply.status).toBe(200);
  const said: unknown = await reply.json();
  return String(Object(said).address);
}

async function enter(opened: Way, wanderer: Wanderer, as: string, body: object = {}): Promise<string> {
  return through(opened, wanderer, await begin(opened, wanderer, body), as);
}

/** The session the wanderer carries, with what a change must send. */
function sessionOf(wanderer: Wanderer): string | undefined {
  return wanderer.cookies.get('localhost')?.get(sessionCookie);
}

async function change(opened: Way, wanderer: Wanderer, method: string, path: string, body?: object): Promise<Response> {
  const csrf = csrfOf(sessionOf(wanderer) ?? '');
  return wanderer.ask(method, `${opened.here}/api/v1${path}`, body, { 'x-tickmark-csrf': csrf });
}

async function withPassword(opened: Way, email = 'rosa@alderbrook.example'): Promise<Wanderer> {
  const wanderer = newWanderer();
  const reply = await wanderer.ask('POST', `${opened.here}/api/v1/auth/sign-in`, { email, password });
  expect(reply.status).toBe(200);
  return wanderer;
}

async function connect(opened: Way, wanderer: Wanderer, as: string): Promise<string> {
  const reply = await change(opened, wanderer, 'POST', '/session/foreign-accounts');
  expect(reply.status).toBe(200);
  return through(opened, wanderer, String(Object(await reply.json()).address), as);
}

async function who(opened: Way, wanderer: Wanderer) {
  const reply = await wanderer.ask('GET', `${opened.here}/api/v1/session`);
  return { status: reply.status, json: Object(await reply.json()) };
}

const refused = (reason: string) => `/sign-in/single-sign-on?kind=${reason}`;

/** Takes the browser to the house and back, but not through the last door: the address it would ask for. */
async function untilBack(opened: Way, wanderer: Wanderer, as = 'rosa'): Promise<string> {
  const until = (url: URL) => url.origin === opened.here;
  const there = await wanderer.go(await begin(opened, wanderer), { until });
  if (until(there.url)) return there.url.href;
  const back = await wanderer.go(there.url.href, { form: new URLSearchParams({ login: as }), until });
  return back.url.href;
}

async function last({ here }: Way, wanderer: Wanderer, address: string): Promise<string> {
  const done = await wanderer.go(address, { until: isPage(here) });
  return done.url.pathname + done.url.search;
}

async function invite(
  opened: Open,
  email: string,
  roles = ['compliance-manager'],
): Promise<{ link: string; base: string }> {
  const organization = await opened.api.addOrganization('service-organization', 'Alderbrook');
  const lead = await opened.api.addPerson(organization, ['compliance-manager', 'executive-sponsor'], { proved: true });
  const base = `/organizations/${organization}`;
  await opened.api.ask(lead, 'POST', `${base}/invitations`, { body: { email, roles } });
  const outbox = await opened.api.ask(lead, 'GET', `${base}/outbox`);
  return { link: /\/invitations\/([\w-]+)/.exec(outbox.json.items[0].text)?.[1] ?? '', base };
}

const eventKinds = async ({ api }: Pick<Open, 'api'>) => {
  const { rows } = await api.owner.query<{ kind: string; details: Record<string, string> }>(
    'SELECT kind, details FROM identity.event ORDER BY id',
  );
  return rows;
};

describe('an account at another house', () => {
  test('opens nothing until its owner, signed in here, joined it; then it signs them in', async () => {
    const opened = await open();
    const stranger = newWanderer();
    expect(await enter(opened, stranger, 'rosa')).toBe(refused('not-connected'));
    expect(sessionOf(stranger)).toBeUndefined();

    const owner = await withPassword(opened);
    expect(await connect(opened, owner, 'rosa')).toBe('/me?kind=connected');
    const again = newWanderer();
    expect(await enter(opened, again, 'rosa')).toBe('/');
    const session = await who(opened, again);
    expect(session.json).toMatchObject({ person: { id: opened.person.id }, factor: 'none' });
    expect(again.cookies.get('localhost')?.has(awayCookie)).toBe(false);
  });

  test('that nobody joined reads the same whether or not somebody here has its address', async () => {
    const opened = await open();
    opened.house.residents.set('nobody', { email: 'nobody@elsewhere.example', email_verified: true });
    expect(await enter(opened, newWanderer(), 'rosa')).toBe(refused('not-connected'));
    expect(await enter(opened, newWanderer(), 'nobody')).toBe(refused('not-connected'));
  });

  test('is joined after a fresh proof alone, to one person, and shown with what it was called', async () => {
    const opened = await open();
    const owner = await withPassword(opened);
    await opened.api.owner.query("UPDATE identity.session SET proved_at = now() - interval '1 hour'");
    expect((await change(opened, owner, 'POST', '/session/foreign-accounts')).status).toBe(403);
    await opened.api.owner.query('UPDATE identity.session SET proved_at = now()');
    expect((await owner.ask('POST', `${opened.here}/api/v1/session/foreign-accounts`)).status).toBe(403);
    expect(await connect(opened, owner, 'rosa')).toBe('/me?kind=connected');
    expect(await connect(opened, owner, 'rosa')).toBe('/me?kind=connected');
    const listed = await owner.ask('GET', `${opened.here}/api/v1/session/foreign-accounts`);
    expect(await listed.json()).toMatchObject({
      through: 'the house',
      items: [{ issuer: opened.house.place.issuer, label: 'rosa@alderbrook.example', usedAt: null }],
    });

    const other = { email: 'thorne@alderbrook.example', name: 'V. Thorne', password };
    await createPerson(opened.dependencies, { ...other, at: new Date().toISOString() });
    const second = await withPassword(opened, other.email);
    expect(await connect(opened, second, 'rosa')).toBe(refused('connected-elsewhere'));
    const { rows } = await opened.api.owner.query('SELECT label FROM identity.foreign_account');
    expect(String(rows[0]?.label)).not.toContain('rosa');
  });

  test('is taken away after a fresh proof; it opens nothing any more, and every other session ends', async () => {
    const opened = await open();
    const owner = await withPassword(opened);
    await connect(opened, owner, 'rosa');
    const elsewhere = newWanderer();
    await enter(opened, elsewhere, 'rosa');
    const listed = Object(await (await owner.ask('GET', `${opened.here}/api/v1/session/foreign-accounts`)).json());
    const path = `/session/foreign-accounts/${listed.items[0].id}`;
    expect(listed.items[0].usedAt).not.toBeNull();
    expect(
      (await change(opened, await withPassword(opened), 'DELETE', `/session/foreign-accounts/${opened.person.id}`))
        .status,
    ).toBe(404);
    expect((await change(opened, owner, 'DELETE', path)).status).toBe(204);
    expect((await change(opened, owner, 'DELETE', path)).status).toBe(404);
    expect((await who(opened, elsewhere)).status).toBe(401);
    expect(await enter(opened, newWanderer(), 'rosa')).toBe(refused('not-connected'));
  });

  test('that is the last way in is not taken away', async () => {
    const opened = await open();
    const owner = await withPassword(opened);
    await connect(opened, owner, 'rosa');
    await opened.api.owner.query('UPDATE identity.person SET password = NULL');
    const listed = Object(await (await owner.ask('GET', `${opened.here}/api/v1/session/foreign-accounts`)).json());
    const reply = await change(opened, owner, 'DELETE', `/session/foreign-accounts/${listed.items[0].id}`);
    expect([reply.status, Object(await reply.json()).detail]).toEqual([409, 'Nothing would be left to sign in with.']);
    expect(await enter(opened, newWanderer(), 'rosa')).toBe('/');
  });

  test('of somebody whose membership is suspended opens no organization', async () => {
    const opened = await open();
    const organization = await opened.api.addOrganization('service-organization', 'Alderbrook');
    await opened.api.owner.query(
      `INSERT INTO identity.membership (organization_id, person_id, roles, state, since, changed_at)
       VALUES ($1, $2, '{contributor}', 'active', now(), now())`,
      [organization, opened.person.id],
    );
    await connect(opened, await withPassword(opened), 'rosa');
    const before = newWanderer();
    await enter(opened, before, 'rosa');
    expect((await who(opened, before)).json.memberships).toHaveLength(1);
    await opened.api.owner.query("UPDATE identity.membership SET state = 'suspended'");
    const after = newWanderer();
    expect(await enter(opened, after, 'rosa')).toBe('/');
    expect((await who(opened, after)).json.memberships).toEqual([]);
    for (const one of [before, after]) {
      expect((await one.ask('GET', `${opened.here}/api/v1/organizations/${organization}/members`)).status).toBe(404);
    }
  });
});

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

describe('an invitation', () => {
  test('is accepted by an account whose verified address is the invited one, and makes a person without a password', async () => {
    const opened = await open();
    const { link, base } = await invite(opened, 'thorne@alderbrook.example');
    opened.house.residents.set('thorne', {
      email: 'Thorne@Alderbrook.example',
      email_verified: true,
      name: 'V. Thorne',
    });
    const wanderer = newWanderer();
    expect(await enter(opened, wanderer, 'thorne', { invitation: link })).toBe('/');
    expect((await who(opened, wanderer)).json).toMatchObject({
      person: { email: 'thorne@alderbrook.example', name: 'V. Thorne' },
      memberships: [{ organization: 'Alderbrook', roles: ['compliance-manager'] }],
      // Whoever is new can add a passkey at once.
      stepUpAt: expect.any(String),
    });
    expect((await wanderer.ask('GET', `${opened.here}/api/v1${base}/members`)).status).toBe(200);
    expect(await enter(opened, newWanderer(), 'thorne')).toBe('/');
    const { rows } = await opened.api.owner.query('SELECT password FROM identity.person WHERE name = $1', [
      'V. Thorne',
    ]);
    expect(rows).toEqual([{ password: null }]);
    const gone = await newWanderer().ask('POST', `${opened.here}/api/v1/auth/oidc/begin`, { invitation: link });
    expect(gone.status).toBe(404);
  });

  test('is accepted as well where the house tells the address at UserInfo alone', async () => {
    const opened = await open({ speaksAtOnce: false });
    const { link } = await invite(opened, 'thorne@alderbrook.example');
    opened.house.residents.set('thorne', { email: 'thorne@alderbrook.example', email_verified: true });
    const wanderer = newWanderer();
    expect(await enter(opened, wanderer, 'thorne', { invitation: link })).toBe('/');
    expect((await who(opened, wanderer)).json.person).toMatchObject({ name: 'thorne' });
  });

  test('is not accepted by another address, one that nobody verified, or none', async () => {
    const opened = await open();
    const { link } = await invite(opened, 'thorne@alderbrook.example');
    const { residents } = opened.house;
    residents.set('other', { email: 'thorn@alderbrook.example', email_verified: true });
    residents.set('unverified', { email: 'thorne@alderbrook.example', email_verified: false });
    residents.set('silent', { email: 'thorne@alderbrook.example' });
    residents.set('none', {});
    for (const name of ['other', 'unverified', 'silent', 'none']) {
      expect(await enter(opened, newWanderer(), name, { invitation: link })).toBe(refused('other-address'));
    }
    const { rows } = await opened.api.owner.query('SELECT FROM identity.foreign_account');
    expect(rows).toHaveLength(0);
  });

  test('to an address that has an account is not the way into that account', async () => {
    const opened = await open();
    const { link } = await invite(opened, 'rosa@alderbrook.example');
    expect(await enter(opened, newWanderer(), 'rosa', { invitation: link })).toBe(refused('account-there'));
    expect(await enter(opened, newWanderer(), 'rosa')).toBe(refused('not-connected'));
    // Once its owner joined it, it is theirs to accept with.
    await connect(opened, await withPassword(opened), 'rosa');
    const wanderer = newWanderer();
    expect(await enter(opened, wanderer, 'rosa', { invitation: link })).toBe('/');
    expect((await who(opened, wanderer)).json).toMatchObject({ person: { id: opened.person.id }, memberships: [{}] });
  });
});

describe('the second factor', () => {
  const withFactor = async (opened: Open) => {
    const owner = await withPassword(opened);
    await connect(opened, owner, 'rosa');
    // Any secret: no code is ever right here.
    await opened.api.owner.query("UPDATE identity.person SET totp = '\\x00'");
  };

  test('somebody has here is asked for here, however they signed in there', async () => {
    const opened = await open();
    opened.house.residents.set('rosa', { ...rosa, amr: ['pwd', 'mfa'], acr: 'urn:house:two' });
    await withFactor(opened);
    const wanderer = newWanderer();
    expect(await enter(opened, wanderer, 'rosa')).toBe('/sign-in/factor');
    expect((await who(opened, wanderer)).json).toMatchObject({ factor: 'needed', memberships: [] });
  });

  test('is not asked for again where the house shows it and the installation trusts that word', async () => {
    const opened = await open({ amr: ['mfa'], acr: ['urn:house:two'] });
    await withFactor(opened);
    expect(await enter(opened, newWanderer(), 'rosa')).toBe('/sign-in/factor');
    opened.house.residents.set('rosa', { ...rosa, amr: ['pwd', 'mfa'] });
    const wanderer = newWanderer();
    expect(await enter(opened, wanderer, 'rosa')).toBe('/');
    expect((await who(opened, wanderer)).json.factor).toBe('done');
    opened.house.residents.set('rosa', { ...rosa, acr: 'urn:house:two' });
    expect(await enter(opened, newWanderer(), 'rosa')).toBe('/');
  });
});

describe('a fresh proof', () => {
  const stepUp = async (opened: Way & Pick<Open, 'api'>, wanderer: Wanderer, as = 'rosa') => {
    await opened.api.owner.query("UPDATE identity.session SET proved_at = now() - interval '1 hour'");
    const reply = await change(opened, wanderer, 'POST', '/auth/oidc/step-up');
    expect(reply.status).toBe(200);
    const page = await through(opened, wanderer, String(Object(await reply.json()).address), as);
    const { stepUpAt } = (await who(opened, wanderer)).json;
    return { page, isFresh: Date.now() - Date.parse(stepUpAt) < 60_000 };
  };

  test('is not what being known there from before is', async () => {
    const opened = await open();
    await connect(opened, await withPassword(opened), 'rosa');
    const wanderer = newWanderer();
    await enter(opened, wanderer, 'rosa');
    expect((await who(opened, wanderer)).json.stepUpAt).toBeNull();
    expect((await change(opened, wanderer, 'POST', '/session/foreign-accounts')).status).toBe(403);
  });

  test('is given by signing in there anew', async () => {
    const opened = await open();
    await connect(opened, await withPassword(opened), 'rosa');
    const wanderer = newWanderer();
    await enter(opened, wanderer, 'rosa');
    expect(await stepUp(opened, wanderer)).toEqual({ page: '/sign-in/single-sign-on?kind=proved', isFresh: true });
  });

  test('is not given by somebody else’s account, nor without the second factor one has here', async () => {
    const opened = await open();
    const owner = await withPassword(opened);
    await connect(opened, owner, 'rosa');
    owner.cookies.delete('127.0.0.1');
    expect(await stepUp(opened, owner, 'another')).toEqual({ page: refused('not-connected'), isFresh: false });
    await opened.api.owner.query("UPDATE identity.person SET totp = '\\x00'");
    owner.cookies.delete('127.0.0.1');
    expect(await stepUp(opened, owner)).toEqual({ page: refused('factor-needed'), isFresh: false });
  });

  test('is not given where the house does not say when they signed in, or says long ago', async () => {
    const opened = await openHostile();
    const owner = await withPassword(opened);
    await connect(opened, owner, 'rosa');
    expect((await stepUp(opened, owner)).page).toBe(refused('not-proved'));
    const at = (seconds: number) => (right: object) => ({
      ...right,
      auth_time: Math.floor(Date.now() / 1000) + seconds,
    });
    for (const seconds of [-120, 3600]) {
      opened.house.lies = { claims: at(seconds) };
      expect((await stepUp(opened, owner)).page).toBe(refused('not-proved'));
    }
    opened.house.lies = { claims: at(0) };
    expect(await stepUp(opened, owner)).toEqual({ page: '/sign-in/single-sign-on?kind=proved', isFresh: true });
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
