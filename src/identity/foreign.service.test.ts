import { describe, expect, test } from 'vitest';
import {
  change,
  connect,
  enter,
  invite,
  open,
  rosa,
  type Open,
  openHostile,
  password,
  refused,
  sessionOf,
  through,
  type Way,
  who,
  withPassword,
} from '../../test/two-houses.ts';
import { newWanderer, type Wanderer } from '../../test/wanderer.ts';
import { createPerson } from './joining.ts';
import { awayCookie } from './session-token.ts';

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

test('an invitation across the wall is refused to an account whose owner is on the other side, and nothing is done', async () => {
  const opened = await open();
  const firm = await opened.api.addOrganization('firm', 'Quill & Harrow');
  await opened.api.owner.query(
    `INSERT INTO identity.membership (organization_id, person_id, roles, state, since, changed_at)
     VALUES ($1, $2, '{staff}', 'active', now(), now())`,
    [firm, opened.person.id],
  );
  await connect(opened, await withPassword(opened), 'rosa');
  const { link } = await invite(opened, 'rosa@alderbrook.example');
  const wanderer = newWanderer();
  expect(await enter(opened, wanderer, 'rosa', { invitation: link })).toBe(refused('other-side'));
  expect(sessionOf(wanderer)).toBeUndefined();
  const { rows } = await opened.api.owner.query(
    'SELECT accepted_at FROM identity.invitation UNION ALL SELECT used_at FROM identity.foreign_account',
  );
  expect(rows).toEqual([{ accepted_at: null }, { accepted_at: null }]);
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
