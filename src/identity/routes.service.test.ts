import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openTestApi, type Person, type Reply, type TestApi } from '../../test/api.ts';
import { uuidV7 } from '../uuid.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { rolesBySide } from './model.ts';
import { identityRoutes } from './routes.ts';
import { setupToken } from './secrets.ts';

const password = 'correct horse battery';

async function open(sendsMail = false) {
  const key = randomBytes(32);
  const api = await openTestApi(({ owner }) => {
    const dependencies: IdentityDependencies = {
      database: owner,
      key,
      newId: () => uuidV7(new Date(), randomBytes(10)),
      name: 'Tickmark',
      url: 'https://tickmark.example',
      sendsMail,
    };
    return identityRoutes(dependencies);
  });
  return { api, key };
}

/** Whoever a reply signed in. */
function bearerOf(reply: Reply): Person {
  const cookie = String(reply.headers['set-cookie']);
  expect(cookie).toMatch(/^__Host-tickmark=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=604800$/);
  return { id: '', token: /=([\w-]+);/.exec(cookie)?.[1] ?? '', organization: '', roles: [] };
}

async function company(api: TestApi, roles = ['compliance-manager', 'executive-sponsor']) {
  const organization = await api.addOrganization('service-organization', 'Alderbrook');
  const lead = await api.addPerson(organization, roles, { proved: true });
  return { organization, lead, base: `/organizations/${organization}` };
}

const problem = (reply: Reply) => [reply.status, String(reply.json?.type).replace('urn:tickmark:problem:', '')];

async function invitationLink(api: TestApi, lead: Person, base: string): Promise<string> {
  const outbox = await api.ask(lead, 'GET', `${base}/outbox`);
  return /\/invitations\/([\w-]+)/.exec(outbox.json.items[0].text)?.[1] ?? '';
}

test('from an empty installation to a second person: set up, invite, accept, sign in', async () => {
  const { api, key } = await open();
  expect((await api.ask(null, 'GET', '/setup')).json).toEqual({
    needed: true,
    mode: 'neutral-hosted',
    isSaid: false,
    singleSignOn: null,
  });
  const wanted = {
    token: setupToken(key),
    organization: { kind: 'service-organization', name: 'Alderbrook' },
    person: { name: 'M. Keller', email: ' Keller@Alderbrook.example ', password },
  };
  expect(problem(await api.ask(null, 'POST', '/setup', { body: { ...wanted, token: 'guess' } }))).toEqual([
    401,
    'sign-in-refused',
  ]);
  const begun = await api.ask(null, 'POST', '/setup', { body: wanted });
  expect(begun.status).toBe(201);
  expect((await api.ask(null, 'GET', '/setup')).json).toMatchObject({ needed: false, isSaid: true });
  expect(problem(await api.ask(null, 'POST', '/setup', { body: wanted }))).toEqual([409, 'setup-done']);

  const keller = bearerOf(begun);
  const base = `/organizations/${begun.json.organizationId}`;
  const session = await api.ask(keller, 'GET', '/session');
  expect(session.json).toMatchObject({
    person: { email: 'keller@alderbrook.example', name: 'M. Keller' },
    csrf: begun.json.csrf,
    factor: 'none',
    memberships: [
      { organization: 'Alderbrook', side: 'management', roles: ['executive-sponsor', 'compliance-manager'] },
    ],
  });
  const body = { email: 'Thorne@Alderbrook.example', roles: ['signatory'] };
  expect(problem(await api.ask(keller, 'POST', `${base}/invitations`, { body, csrf: false }))).toEqual([
    403,
    'csrf-missing',
  ]);
  const invited = await api.ask(keller, 'POST', `${base}/invitations`, { body });
  expect([invited.status, invited.json.email]).toEqual([201, 'thorne@alderbrook.example']);
  const link = await invitationLink(api, keller, base);

  expect((await api.ask(null, 'GET', `/auth/invitations/${link}`)).json).toMatchObject({
    organization: 'Alderbrook',
    email: 'thorne@alderbrook.example',
    roles: ['signatory'],
  });
  const accept = (text: string) =>
    api.ask(null, 'POST', `/auth/invitations/${link}`, { body: { name: 'V. Thorne', password: text } });
  expect(problem(await accept('short'))).toEqual([422, 'invalid-input']);
  const both = await Promise.all([accept(password), accept(password)]);
  expect(both.map((one) => one.status).filter((status) => status === 200)).toHaveLength(1);
  expect(problem(await accept(password))).toEqual([404, 'not-found']);
  expect(problem(await api.ask(null, 'GET', `/auth/invitations/${link}`))).toEqual([404, 'not-found']);

  const signedIn = await api.ask(null, 'POST', '/auth/sign-in', { body: { email: body.email, password } });
  const thorne = bearerOf(signedIn);
  expect((await api.ask(thorne, 'GET', '/session')).json.memberships[0].roles).toEqual(['signatory']);
  const members = await api.ask(thorne, 'GET', `${base}/members?limit=1`);
  expect([members.json.items.length, members.json.items[0].name]).toEqual([1, 'M. Keller']);
  const rest = await api.ask(thorne, 'GET', `${base}/members?limit=1&after=${members.json.next}`);
  expect([rest.json.items[0].name, rest.json.next]).toEqual(['V. Thorne', null]);

  const out = await api.ask(thorne, 'POST', '/auth/sign-out');
  expect([out.status, out.headers['set-cookie']]).toEqual([204, expect.stringContaining('__Host-tickmark=; ')]);
  expect(problem(await api.ask(thorne, 'GET', '/session'))).toEqual([401, 'not-signed-in']);
  expect(problem(await api.ask(thorne, 'GET', `${base}/members`))).toEqual([401, 'not-signed-in']);
});

describe('an invitation to somebody who has an account', () => {
  async function invited() {
    const { api } = await open();
    const { lead, base } = await company(api);
    const other = await api.addOrganization('service-organization', 'Northline');
    const rosa = await api.addPerson(other, ['control-owner']);
    await api.ask(lead, 'POST', `${base}/invitations`, {
      body: { email: `${rosa.id}@example.org`, roles: ['adviser'] },
    });
    return { api, rosa, lead, link: await invitationLink(api, lead, base) };
  }
  test('never sets a new password', async () => {
    const { api, link } = await invited();
    const reply = await api.ask(null, 'POST', `/auth/invitations/${link}`, { body: { name: 'Rosa', password } });
    expect(problem(reply)).toEqual([401, 'sign-in-refused']);
  });
  test('is accepted as who is signed in under that address, and by nobody else', async () => {
    const { api, rosa, lead, link } = await invited();
    expect(problem(await api.ask(lead, 'POST', `/session/invitations/${link}`))).toEqual([404, 'not-found']);
    expect((await api.ask(rosa, 'POST', `/session/invitations/${link}`)).status).toBe(204);
    const memberships = (await api.ask(rosa, 'GET', '/session')).json.memberships;
    expect(memberships.map((one: { organization: string }) => one.organization)).toEqual(['Alderbrook', 'Northline']);
  });
});

describe('members', () => {
  test('roles are changed from the version that was read, and the log of the organization says so', async () => {
    const { api } = await open();
    const { organization, lead, base } = await company(api);
    const rosa = await api.addPerson(organization, ['contributor']);
    const change = (body: unknown, etag = '"v1"') =>
      api.ask(lead, 'PATCH', `${base}/members/${rosa.id}`, { body, headers: { 'if-match': etag } });
    const changed = await change({ roles: ['control-owner', 'adviser'] });
    expect([changed.status, changed.json.roles, changed.headers['etag']]).toEqual([
      200,
      ['control-owner', 'adviser'],
      '"v2"',
    ]);
    expect(problem(await change({ roles: ['contributor'] }))).toEqual([412, 'version-stale']);
    const { rows } = await api.owner.query<{ count: number }>(
      `SELECT count(*) FROM ledger.entry WHERE origin LIKE $1`,
      [`%/${organization}`],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  test('leave as a table, those who left too; an employee takes none away', async () => {
    const { api } = await open();
    const { organization, lead, base } = await company(api);
    const rosa = await api.addPerson(organization, ['contributor']);
    const body = { state: 'left' };
    await api.ask(lead, 'PATCH', `${base}/members/${rosa.id}`, { body, headers: { 'if-match': '"v1"' } });
    const listed = (await api.ask(lead, 'GET', `${base}/members`)).json.items;
    const { status, text } = await api.ask(lead, 'GET', `${base}/members/export.csv`);
    const lines = text.trim().split('\r\n');
    expect([status, lines[0]]).toEqual([200, 'Name,E-mail,Roles,State,Since,Until']);
    expect(lines.slice(1).map((line) => line.split(',')[1])).toEqual(listed.map((one: { email: string }) => one.email));
    expect(lines.filter((line) => line.includes(',contributor,left,'))).toHaveLength(1);
    const employee = await api.addPerson(organization, ['employee']);
    expect((await api.ask(employee, 'GET', `${base}/members/export.xlsx`)).status).toBe(403);
  });

  test('who is suspended is nobody here from the next request on', async () => {
    const { api } = await open();
    const { organization, lead, base } = await company(api);
    const rosa = await api.addPerson(organization, ['control-owner']);
    expect((await api.ask(rosa, 'GET', `${base}/members`)).status).toBe(200);
    const suspend = { body: { state: 'suspended' }, headers: { 'if-match': '"v1"' } };
    expect((await api.ask(lead, 'PATCH', `${base}/members/${rosa.id}`, suspend)).status).toBe(200);
    expect(problem(await api.ask(rosa, 'GET', `${base}/members`))).toEqual([404, 'not-found']);
    expect((await api.ask(rosa, 'GET', '/session')).json.memberships).toEqual([]);
  });

  test('nobody changes themselves, gives roles of the other side, or makes a signatory without being sponsor', async () => {
    const { api } = await open();
    const { organization, lead, base } = await company(api, ['compliance-manager']);
    const rosa = await api.addPerson(organization, ['signatory']);
    const change = (id: string, body: unknown) =>
      api.ask(lead, 'PATCH', `${base}/members/${id}`, { body, headers: { 'if-match': '"v1"' } });
    expect(problem(await change(lead.id, { roles: ['executive-sponsor'] }))).toEqual([403, 'not-allowed']);
    expect(problem(await change(rosa.id, { roles: ['contributor'] }))).toEqual([403, 'not-allowed']);
    expect(problem(await change(rosa.id, { state: 'suspended' }))).toEqual([403, 'not-allowed']);
    expect(problem(await change(rosa.id, { roles: ['engagement-partner'] }))).toEqual([422, 'invalid-input']);
    const body = { email: 'new@alderbrook.example', roles: ['signatory'] };
    expect(problem(await api.ask(lead, 'POST', `${base}/invitations`, { body }))).toEqual([403, 'not-allowed']);
  });

  test('two administrators who suspend each other at once: one stays', async () => {
    const { api } = await open();
    const { organization, lead, base } = await company(api);
    const second = await api.addPerson(organization, ['executive-sponsor']);
    const suspend = (by: Person, whom: Person) =>
      api.ask(by, 'PATCH', `${base}/members/${whom.id}`, {
        body: { state: 'suspended' },
        headers: { 'if-match': '"v1"' },
      });
    const replies = await Promise.all([suspend(lead, second), suspend(second, lead)]);
    expect(replies.filter((one) => one.status === 200)).toHaveLength(1);
    // The later one is told that nobody would be left, or, when it comes after the other was done, that it is no member any more.
    expect([404, 409]).toContain(replies.find((one) => one.status !== 200)?.status);
    const { rows } = await api.owner.query(
      'SELECT FROM identity.membership WHERE organization_id = $1 AND state = $2',
      [organization, 'active'],
    );
    expect(rows).toHaveLength(1);
  });

  test('only who administers does any of it', async () => {
    const { api } = await open();
    for (const side of ['management', 'firm'] as const) {
      const organization = await api.addOrganization(side === 'firm' ? 'firm' : 'service-organization', side);
      const other = await api.addPerson(organization, [side === 'firm' ? 'staff' : 'contributor']);
      for (const role of rolesBySide[side]) {
        const asker = await api.addPerson(organization, [role], { proved: true });
        const base = `/organizations/${organization}`;
        const replies = [
          await api.ask(asker, 'POST', `${base}/invitations`, {
            body: { email: `${role}-x@example.org`, roles: [side === 'firm' ? 'staff' : 'contributor'] },
          }),
          await api.ask(asker, 'GET', `${base}/invitations`),
          await api.ask(asker, 'GET', `${base}/outbox`),
          await api.ask(asker, 'GET', `${base}/tokens`),
          await api.ask(asker, 'POST', `${base}/tokens`, { body: { name: 'ci', scopes: ['risks:read'], days: 1 } }),
          await api.ask(asker, 'PATCH', `${base}/members/${other.id}`, { body: {}, headers: { 'if-match': '"v99"' } }),
        ];
        const may = ['executive-sponsor', 'compliance-manager', 'firm-admin'].includes(role);
        expect([role, ...replies.map((one) => one.status)]).toEqual([
          role,
          ...(may ? [201, 200, 200, 200, 201, 412] : Array(6).fill(403)),
        ]);
      }
    }
  });

  test('an inspector’s membership ends by itself', async () => {
    const { api } = await open();
    const firm = await api.addOrganization('firm', 'Quill');
    const admin = await api.addPerson(firm, ['firm-admin']);
    const base = `/organizations/${firm}`;
    const body = { email: 'inspector@aicpa.example', roles: ['inspector'] };
    expect(problem(await api.ask(admin, 'POST', `${base}/invitations`, { body }))).toEqual([422, 'invalid-input']);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    expect((await api.ask(admin, 'POST', `${base}/invitations`, { body: { ...body, until } })).status).toBe(201);
    const link = await invitationLink(api, admin, base);
    const inspector = bearerOf(
      await api.ask(null, 'POST', `/auth/invitations/${link}`, { body: { name: 'I. Spect', password } }),
    );
    expect((await api.ask(inspector, 'GET', `${base}/members`)).status).toBe(200);
    await api.owner.query(`UPDATE identity.membership SET until = now() WHERE roles = '{inspector}'`);
    expect(problem(await api.ask(inspector, 'GET', `${base}/members`))).toEqual([404, 'not-found']);
  });
});

describe('over the wall', () => {
  test('another organization’s members, invitations, tokens and mails are not there', async () => {
    const { api } = await open();
    const ours = await company(api);
    const theirs = await company(api);
    const rosa = await api.addPerson(theirs.organization, ['contributor']);
    const invited = await api.ask(theirs.lead, 'POST', `${theirs.base}/invitations`, {
      body: { email: 'x@example.org', roles: ['contributor'] },
    });
    const token = await api.ask(theirs.lead, 'POST', `${theirs.base}/tokens`, {
      body: { name: 'ci', scopes: ['risks:read'], days: 1 },
    });
    for (const part of ['members', 'invitations', 'tokens', 'outbox']) {
      expect(problem(await api.ask(ours.lead, 'GET', `${theirs.base}/${part}`))).toEqual([404, 'not-found']);
    }
    // By ids of theirs, asked for in our own organization.
    const patch = { body: { roles: ['employee'] }, headers: { 'if-match': '"v1"' } };
    expect((await api.ask(ours.lead, 'PATCH', `${ours.base}/members/${rosa.id}`, patch)).status).toBe(404);
    expect((await api.ask(ours.lead, 'DELETE', `${ours.base}/invitations/${invited.json.id}`)).status).toBe(404);
    expect((await api.ask(ours.lead, 'DELETE', `${ours.base}/tokens/${token.json.id}`)).status).toBe(404);
    expect((await api.ask(ours.lead, 'GET', `${ours.base}/outbox`)).json.items).toEqual([]);
  });

  test('the side’s role in the database reads neither hashes nor people, and no other organization', async () => {
    const { api } = await open();
    const ours = await company(api);
    const theirs = await company(api);
    await api.ask(theirs.lead, 'POST', `${theirs.base}/invitations`, {
      body: { email: 'x@example.org', roles: ['contributor'] },
    });
    const client = await api.owner.connect();
    try {
      const as = async (sql: string) => {
        await client.query('BEGIN');
        await client.query(
          `SELECT set_config('tickmark.organization', $1, true), set_config('role', 'tickmark_management', true)`,
          [ours.organization],
        );
        const answer = await client.query(sql).then(
          ({ rowCount }) => rowCount,
          (error: unknown) => String(Object(error).code),
        );
        await client.query('ROLLBACK');
        return answer;
      };
      expect(await as('SELECT id FROM identity.invitation')).toBe(0);
      expect(await as('SELECT id FROM identity.outbox')).toBe(0);
      expect(await as('SELECT person_id FROM identity.membership')).toBe(1);
      expect(await as('SELECT * FROM identity.colleagues()')).toBe(1);
      const denied = '42501';
      for (const sql of [
        'SELECT token_hash FROM identity.invitation',
        'SELECT token_hash FROM identity.api_token',
        'SELECT id FROM identity.person',
        'SELECT id FROM identity.session',
        'SELECT token_hash FROM identity.recovery',
        `SELECT identity.touch('\\x00')`,
        `SELECT * FROM identity.principal('\\x00', '${theirs.organization}')`,
        `UPDATE identity.membership SET person_id = '${theirs.lead.id}'`,
        'DELETE FROM identity.invitation',
      ]) {
        expect([sql, await as(sql)]).toEqual([sql, denied]);
      }
      expect(
        await as(`UPDATE identity.membership SET state = 'left' WHERE organization_id = '${theirs.organization}'`),
      ).toBe(0);
      expect(
        await as(
          `INSERT INTO identity.api_token (id, token_hash, organization_id, person_id, name, scopes, created_at, expires_at)
           VALUES ('${ours.organization}', decode(repeat('00', 32), 'hex'), '${theirs.organization}', '${theirs.lead.id}', 'x', '{risks:read}', now(), now())`,
        ),
      ).toBe(denied);
    } finally {
      client.release();
    }
  });
});

describe('an API token', () => {
  test('is told once, does what its scopes name, needs no header against other sites, and ends when it is revoked', async () => {
    const { api } = await open();
    const { organization, lead, base } = await company(api);
    const made = await api.ask(lead, 'POST', `${base}/tokens`, {
      body: { name: 'ci', scopes: ['risks:read'], days: 30 },
    });
    expect(made.status).toBe(201);
    const { token, id } = made.json;
    expect(JSON.stringify((await api.owner.query('SELECT * FROM identity.api_token')).rows)).not.toContain(token);
    expect((await api.ask(lead, 'GET', `${base}/tokens`)).text).not.toContain(token);
    const by = (method: string, path: string, body?: unknown) =>
      api.ask(null, method, path, {
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': 'k' },
        ...(body !== undefined && { body }),
      });
    expect((await by('GET', `${base}/risks`)).status).toBe(200);
    expect((await by('GET', `${base}/controls`)).status).toBe(403);
    expect(
      (await by('POST', `${base}/risks`, { content: { title: 'x', likelihood: 'possible', impact: 'high' } })).status,
    ).toBe(403);
    expect((await by('GET', `${base}/tokens`)).status).toBe(403);
    const other = await company(api);
    expect((await by('GET', `${other.base}/risks`)).status).toBe(404);
    expect((await by('GET', '/session')).status).toBe(401);
    expect((await api.ask(lead, 'DELETE', `${base}/tokens/${id}`)).status).toBe(204);
    expect((await by('GET', `${base}/risks`)).status).toBe(401);
    expect((await by('GET', `${other.base}/risks`)).status).toBe(401);
    expect(organization).not.toBe('');
  });

  test('is worth what its owner is: nothing when they are suspended, less when they have fewer roles', async () => {
    const { api } = await open();
    const { organization, lead, base } = await company(api);
    const second = await api.addPerson(organization, ['compliance-manager'], { proved: true });
    const body = { name: 'ci', scopes: ['risks:read', 'risks:create'], days: 1 };
    const { token } = (await api.ask(second, 'POST', `${base}/tokens`, { body })).json;
    const status = async (method: string, sent?: unknown) => {
      const headers = { authorization: `Bearer ${token}`, 'idempotency-key': 'key' };
      return (await api.ask(null, method, `${base}/risks`, { headers, ...(sent !== undefined && { body: sent }) }))
        .status;
    };
    const change = (to: unknown, version: number) =>
      api.ask(lead, 'PATCH', `${base}/members/${second.id}`, { body: to, headers: { 'if-match': `"v${version}"` } });
    expect(await status('GET')).toBe(200);
    await change({ roles: ['reader-org'] }, 1);
    const risk = { content: { title: 'x', likelihood: 'possible', impact: 'high' } };
    expect([await status('GET'), await status('POST', risk)]).toEqual([200, 403]);
    await change({ state: 'suspended' }, 2);
    expect(await status('GET')).toBe(404);
  });

  test('needs a fresh proof to be made, and a scope that no person must take', async () => {
    const { api } = await open();
    const { organization, lead, base } = await company(api);
    const stale = await api.addPerson(organization, ['compliance-manager']);
    const body = { name: 'ci', scopes: ['risks:read'], days: 30 };
    expect(problem(await api.ask(stale, 'POST', `${base}/tokens`, { body }))).toEqual([403, 'step-up-needed']);
    for (const scopes of [['members:administer'], ['report:sign'], ['everything']]) {
      expect(problem(await api.ask(lead, 'POST', `${base}/tokens`, { body: { ...body, scopes } }))).toEqual([
        422,
        'invalid-input',
      ]);
    }
  });
});

test('with a mail server, nobody reads the text of a mail', async () => {
  const { api } = await open(true);
  const { lead, base } = await company(api);
  await api.ask(lead, 'POST', `${base}/invitations`, { body: { email: 'x@example.org', roles: ['contributor'] } });
  expect((await api.ask(lead, 'GET', `${base}/outbox`)).json.items).toMatchObject([
    { to: 'x@example.org', text: null, sentAt: null },
  ]);
});

test('a session without its second factor opens no organization', async () => {
  const { api } = await open();
  const { organization, base } = await company(api);
  const half = await api.addPerson(organization, ['compliance-manager'], { factorDone: false });
  expect(problem(await api.ask(half, 'GET', `${base}/members`))).toEqual([401, 'factor-needed']);
  expect((await api.ask(half, 'GET', '/session')).json).toMatchObject({ factor: 'needed', memberships: [] });
  expect(problem(await api.ask(half, 'GET', '/session/sessions'))).toEqual([401, 'factor-needed']);
});

test('a session that ended is told so in every organization; one that is good is not told whether a foreign one is there', async () => {
  const { api } = await open();
  const { organization, lead, base } = await company(api);
  const foreign = `/organizations/${await api.addOrganization('service-organization', 'Foreign')}`;
  const missing = `/organizations/${uuidV7(new Date(), randomBytes(10))}`;
  const asked = async (by: Person) =>
    Promise.all([base, foreign, missing].map(async (one) => problem(await api.ask(by, 'GET', `${one}/members`))));
  const nothing = [404, 'not-found'];
  const ended = [401, 'not-signed-in'];
  expect((await asked(lead)).slice(1)).toEqual([nothing, nothing]);
  expect((await api.ask(lead, 'POST', '/auth/sign-out')).status).toBe(204);
  expect(await asked(lead)).toEqual([ended, ended, ended]);
  const idle = await api.addPerson(organization, ['compliance-manager']);
  await api.owner.query(`UPDATE identity.session SET seen_at = now() - interval '13 hours' WHERE person_id = $1`, [
    idle.id,
  ]);
  expect(await asked(idle)).toEqual([ended, ended, ended]);
  expect(await asked({ ...lead, token: randomBytes(32).toString('base64url') })).toEqual([ended, ended, ended]);
});
