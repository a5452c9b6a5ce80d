import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addDirectory, openDirectory, patchOf, userSchema } from '../../test/directory.ts';

const sample = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../test/data/scim-rfc/${name}.json`, import.meta.url), 'utf8'));

test('a user that is made is invited by mail, comes in with the least role, and is found by userName', async () => {
  const { api, scim, admin, company } = await openDirectory();
  const user = { ...sample('rfc7644-3.3-user-post_request'), emails: [{ value: 'Barbara@Northline.example' }] };
  const made = await scim('POST', '/Users', user);
  expect([made.status, made.headers['content-type'], made.headers['etag']]).toEqual([
    201,
    'application/scim+json; charset=utf-8',
    '"v1"',
  ]);
  expect(made.json).toMatchObject({ userName: 'bjensen', externalId: 'bjensen', active: true });
  expect(made.json.meta).toMatchObject({ resourceType: 'User', version: '"v1"' });
  expect(made.headers['location']).toContain(`/Users/${made.json.id}`);
  const { items } = (await api.ask(admin, 'GET', `/organizations/${company}/invitations`)).json;
  expect(items).toMatchObject([{ email: 'barbara@northline.example', roles: ['employee'] }]);
  const found = await scim('GET', '/Users?filter=userName%20eq%20%22BJensen%22');
  expect(found.json).toMatchObject({ totalResults: 1, startIndex: 1, itemsPerPage: 1 });
  expect(found.json.Resources[0].id).toBe(made.json.id);
  expect((await scim('GET', '/Users?filter=userName%20eq%20%22nobody%22')).json.totalResults).toBe(0);
  expect((await scim('POST', '/Users', user)).json).toMatchObject({ status: '409', scimType: 'uniqueness' });
});

test('somebody who is a member already is not invited: their account stays as it is, and Entra’s "False" suspends them at once', async () => {
  const { api, scim, company } = await openDirectory();
  const ben = await api.addPerson(company, ['contributor'], { name: 'Ben', email: 'ben@northline.example' });
  const elsewhere = await api.addOrganization('service-organization', 'Elsewhere');
  await api.owner.query(
    `INSERT INTO identity.membership (organization_id, person_id, roles, state, since, changed_at) VALUES ($1, $2, '{adviser}', 'active', now(), now())`,
    [elsewhere, ben.id],
  );
  const body = {
    schemas: [userSchema],
    userName: 'ben.new@northline.example',
    displayName: 'Somebody Else',
    emails: [{ value: 'ben@northline.example', type: 'work', primary: true }],
  };
  const { id } = (await scim('POST', '/Users', body)).json;
  const account = async () => (await api.owner.query('SELECT * FROM identity.person WHERE id = $1', [ben.id])).rows;
  const before = await account();
  const members = () => api.ask(ben, 'GET', `/organizations/${company}/members`);
  expect((await members()).status).toBe(200);
  const off = await scim('PATCH', `/Users/${id}`, patchOf({ op: 'Replace', path: 'active', value: 'False' }));
  expect([off.status, off.json.active]).toEqual([200, false]);
  expect((await members()).status).toBe(404);
  // What is another organization's stays.
  expect((await api.ask(ben, 'GET', `/organizations/${elsewhere}/members`)).status).toBe(200);
  await scim(
    'PATCH',
    `/Users/${id}`,
    patchOf(
      { op: 'Replace', path: 'name.givenName', value: 'Benjamin' },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'other@northline.example' },
    ),
  );
  expect(await account()).toEqual(before);
  const on = await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', value: { active: true } }));
  expect(on.json).toMatchObject({ active: true, name: { givenName: 'Benjamin' } });
  expect((await members()).status).toBe(200);
  expect((await scim('DELETE', `/Users/${id}`)).status).toBe(204);
  expect((await scim('GET', `/Users/${id}`)).status).toBe(404);
  expect((await members()).status).toBe(404);
  // Hired again.
  expect((await scim('POST', '/Users', body)).status).toBe(201);
  expect((await members()).status).toBe(200);
});

test('the last who administers is not locked out, and whom a person suspended the directory does not bring back', async () => {
  const { api, scim, admin, company } = await openDirectory();
  const { rows } = await api.owner.query<{ email: string }>('SELECT email FROM identity.person WHERE id = $1', [
    admin.id,
  ]);
  const own = (await scim('POST', '/Users', { schemas: [userSchema], userName: rows[0]?.email })).json;
  const refused = await scim('PATCH', `/Users/${own.id}`, patchOf({ op: 'replace', path: 'active', value: false }));
  expect([refused.status, refused.json.status]).toEqual([409, '409']);
  expect((await scim('DELETE', `/Users/${own.id}`)).status).toBe(409);
  expect((await scim('GET', `/Users/${own.id}`)).json).toMatchObject({ active: true, meta: { version: '"v1"' } });
  const cyd = await api.addPerson(company, ['contributor'], { email: 'cyd@northline.example' });
  const { id } = (await scim('POST', '/Users', { schemas: [userSchema], userName: 'cyd@northline.example' })).json;
  const version = { headers: { 'if-match': '"v1"' }, body: { state: 'suspended' } };
  expect((await api.ask(admin, 'PATCH', `/organizations/${company}/members/${cyd.id}`, version)).status).toBe(200);
  await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: false }));
  await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: true }));
  expect((await api.ask(cyd, 'GET', `/organizations/${company}/members`)).status).toBe(404);
});

test('tokens of whoever is suspended are gone for good', async () => {
  const { api, scim, company } = await openDirectory();
  const dan = await api.addPerson(company, ['compliance-manager'], { email: 'dan@northline.example', proved: true });
  const body = { name: 'ci', scopes: ['members:read'], days: 3 };
  const { token } = (await api.ask(dan, 'POST', `/organizations/${company}/tokens`, { body })).json;
  const asks = async () =>
    (await api.ask(null, 'GET', `/organizations/${company}/members`, { headers: { authorization: `Bearer ${token}` } }))
      .status;
  expect(await asks()).toBe(200);
  const { id } = (await scim('POST', '/Users', { schemas: [userSchema], userName: 'dan@northline.example' })).json;
  await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: false }));
  await scim('PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'active', value: true }));
  expect(await asks()).toBe(401);
});

test('what the directory says stands nowhere in clear, and another organization has none of it', async () => {
  const { api, scim } = await openDirectory();
  const other = await addDirectory(api, 'service-organization', 'Elsewhere');
  const body = { ...sample('rfc7643-8.3-enterprise_user'), userName: 'magpie@northline.example' };
  const { id } = (await scim('POST', '/Users', body)).json;
  const { rows } = await api.owner.query<{ row: string }>('SELECT to_jsonb(u)::text AS row FROM directory.app_user u');
  expect(rows[0]?.row.toLowerCase()).not.toMatch(/magpie|jensen|tour/);
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    const sent = method === 'PATCH' ? patchOf({ op: 'replace', path: 'title', value: 'x' }) : body;
    const reply = await other.scim(method, `/Users/${id}`, method === 'PUT' || method === 'PATCH' ? sent : undefined);
    expect([method, reply.status, reply.json.schemas]).toEqual([
      method,
      404,
      ['urn:ietf:params:scim:api:messages:2.0:Error'],
    ]);
  }
  expect((await other.scim('GET', '/Users')).json.totalResults).toBe(0);
  expect((await other.scim('POST', '/Users', body)).status).toBe(201);
});

test('a version that is not the one it was made from is refused, and nothing is changed', async () => {
  const { scim } = await openDirectory();
  const { id } = (await scim('POST', '/Users', { schemas: [userSchema], userName: 'eve@northline.example' })).json;
  const patch = patchOf({ op: 'replace', path: 'title', value: 'Engineer' });
  expect((await scim('PATCH', `/Users/${id}`, patch, { 'if-match': 'W/"v9"' })).status).toBe(412);
  expect((await scim('PATCH', `/Users/${id}`, patch, { 'if-match': 'W/"v0"' })).status).toBe(412);
  expect((await scim('PATCH', `/Users/${id}`, patch, { 'if-match': 'x' })).status).toBe(412);
  expect((await scim('PATCH', `/Users/${id}`, patch, { 'if-match': 'W/"v1"' })).headers['etag']).toBe('"v2"');
  expect((await scim('PATCH', `/Users/${id}`, patch, { 'if-match': '*' })).headers['etag']).toBe('"v3"');
});

test('what is hostile is refused in SCIM’s own words, is never a fault, and leaves nothing half-done', async () => {
  const { api, scim, as } = await openDirectory();
  const { id } = (await scim('POST', '/Users', { schemas: [userSchema], userName: 'fay@northline.example' })).json;
  const before = (await scim('GET', '/Users')).json;
  const deep = (n: number) => encodeURIComponent(`${'('.repeat(n)}title pr${')'.repeat(n)}`);
  const bad: [string, string, unknown?][] = [
    ['GET', `/Users?filter=${deep(500)}`],
    ['GET', '/Users?filter=userName%20zz%20%22x%22'],
    ['GET', '/Users?filter=%00'],
    ['GET', '/Users?filter=active%20gt%20true'],
    ['GET', '/Users?count=many'],
    ['GET', '/Users?filter=a&filter=b'],
    ['GET', `/Users/${'x'.repeat(90)}`],
    ['POST', '/Users', '{"userName"'],
    ['POST', '/Users', '[]'],
    ['POST', '/Users', {}],
    ['POST', '/Users', { userName: 5 }],
    ['POST', '/Users', { userName: 'no address' }],
    ['POST', '/Users', { userName: 'g\u0000@x.example' }],
    ['POST', '/Users', { userName: `${'g'.repeat(300)}@x.example` }],
    [
      'POST',
      '/Users',
      { userName: 'g@x.example', emails: Array.from({ length: 50 }, () => ({ value: 'g@x.example' })) },
    ],
    ['POST', '/Users', { userName: 'g@x.example', emails: 'x', active: 'perhaps' }],
    ['POST', '/Users', { schemas: ['urn:other'], userName: 'g@x.example' }],
    ['POST', '/Users', '{"userName":"g@x.example","__proto__":{"active":true}}'],
    ['PATCH', `/Users/${id}`, { schemas: [] }],
    ['PATCH', `/Users/${id}`, patchOf({ op: 'copy', path: 'title' })],
    ['PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'title', value: 'X' }, { op: 'remove' })],
    ['PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'nothing', value: 'X' })],
    ['PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'constructor.prototype', value: 'X' })],
    ['PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'id', value: 'X' })],
    ['PATCH', `/Users/${id}`, patchOf({ op: 'remove', path: 'userName' })],
    ['PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'emails[type eq "home"].value', value: 'x@x.example' })],
    ['PATCH', `/Users/${id}`, patchOf({ op: 'replace', path: 'emails[', value: 'x@x.example' })],
    ['PATCH', `/Users/${id}`, patchOf({ op: 'add', path: 'title', value: { deep: [] } })],
    ['PATCH', `/Users/${id}`, patchOf(...Array.from({ length: 2_000 }, () => ({ op: 'remove', path: 'title' })))],
  ];
  for (const [method, path, body] of bad) {
    const reply = await scim(method, path, body);
    expect([method, path.slice(0, 60), JSON.stringify(body)?.slice(0, 90), reply.status]).toEqual([
      method,
      path.slice(0, 60),
      JSON.stringify(body)?.slice(0, 90),
      expect.toSatisfy((status: number) => status >= 400 && status < 500),
    ]);
    expect(reply.json).toMatchObject({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(reply.status),
      detail: expect.stringMatching(/\w/),
    });
  }
  expect((await scim('GET', '/Users')).json).toEqual(before);
  for (let round = 0; round < 60; round += 1) {
    const noise = randomBytes(30).toString(round % 2 === 0 ? 'latin1' : 'base64');
    const path = `/Users?filter=${encodeURIComponent(noise)}`;
    expect((await scim('GET', path)).status).toBeLessThan(500);
    const patch = patchOf({ op: 'add', path: noise, value: noise }, { op: 'replace', value: { [noise]: noise } });
    expect((await scim('PATCH', `/Users/${id}`, patch)).status).toBeLessThan(500);
  }
  // A token of anything else, a session, nobody.
  expect((await as('risks:read')('GET', '/Users')).status).toBe(403);
  const { company, admin } = await openSession(api);
  expect((await api.ask(admin, 'GET', `/organizations/${company}/scim/v2/Users`)).status).toBe(403);
  expect((await api.ask(null, 'GET', `/organizations/${company}/scim/v2/Users`)).status).toBe(401);
});

async function openSession(api: Awaited<ReturnType<typeof openDirectory>>['api']) {
  const company = await api.addOrganization('service-organization', 'Session');
  return { company, admin: await api.addPerson(company, ['compliance-manager']) };
}

test('the directory’s token does nothing else, and stands alone among scopes', async () => {
  const { api, company, admin, token } = await openDirectory();
  const headers = { authorization: `Bearer ${token}` };
  for (const path of ['members', 'risks', 'tokens']) {
    expect((await api.ask(null, 'GET', `/organizations/${company}/${path}`, { headers })).status).toBe(403);
  }
  const body = { name: 'both', scopes: ['scim', 'risks:read'], days: 3 };
  expect((await api.ask(admin, 'POST', `/organizations/${company}/tokens`, { body })).status).toBe(422);
});

test('an answer holds what was asked for, page by page', async () => {
  const { scim } = await openDirectory();
  for (const name of ['ann', 'bob', 'cid']) {
    const body = { schemas: [userSchema], userName: `${name}@northline.example`, title: `Title of ${name}` };
    expect((await scim('POST', '/Users', body)).status).toBe(201);
  }
  const page = (await scim('GET', '/Users?startIndex=2&count=1&attributes=userName,meta.version')).json;
  expect([page.totalResults, page.startIndex, page.itemsPerPage]).toEqual([3, 2, 1]);
  expect(Object.keys(page.Resources[0]).toSorted()).toEqual(['id', 'meta', 'schemas', 'userName']);
  expect(page.Resources[0].meta).toEqual({ version: '"v1"' });
  const some = (
    await scim(
      'GET',
      '/Users?filter=title%20co%20%22of%20b%22%20or%20userName%20sw%20%22CID%22&excludedAttributes=title',
    )
  ).json;
  expect(some.Resources.map((one: { userName: string }) => one.userName)).toEqual([
    'bob@northline.example',
    'cid@northline.example',
  ]);
  expect(some.Resources[0].title).toBeUndefined();
  expect((await scim('GET', '/Users?count=0')).json).toMatchObject({ totalResults: 3, Resources: [] });
});

test('what the server does and does not is said', async () => {
  const { scim } = await openDirectory();
  const said = (await scim('GET', '/ServiceProviderConfig')).json;
  for (const no of ['bulk', 'sort', 'changePassword']) expect([no, said[no].supported]).toEqual([no, false]);
  expect([said.patch.supported, said.filter.supported, said.etag.supported]).toEqual([true, true, true]);
  const types = (await scim('GET', '/ResourceTypes')).json.Resources.map((one: { id: string }) => one.id);
  expect(types).toEqual(['User', 'Group']);
  const schemas = (await scim('GET', '/Schemas')).json.Resources.map((one: { id: string }) => one.id);
  expect(schemas).toContain(sample('rfc7643-8.7.1-schema-enterprise_user').id);
  expect((await scim('GET', `/Schemas/${schemas[0]}`)).status).toBe(200);
  expect((await scim('GET', '/Schemas/nothing')).status).toBe(404);
});
