import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addDirectory, groupSchema, openDirectory, patchOf, userSchema } from '../../test/directory.ts';

const text = (name: string) => readFileSync(new URL(`../../test/data/scim-rfc/${name}.json`, import.meta.url), 'utf8');

async function withUsers(names: readonly string[]) {
  const opened = await openDirectory();
  const { api, scim, company } = opened;
  const ids: string[] = [];
  const people = [];
  for (const name of names) {
    const email = `${name}@northline.example`;
    people.push(await api.addPerson(company, ['employee'], { name, email }));
    ids.push((await scim('POST', '/Users', { schemas: [userSchema], userName: email })).json.id);
  }
  const rolesOf = async (person: { readonly id: string } | undefined) =>
    (
      await api.owner.query<{ roles: string[] }>(
        'SELECT roles FROM identity.membership WHERE person_id = $1 AND organization_id = $2',
        [person?.id, company],
      )
    ).rows[0]?.roles;
  const map = (group: string, version: number, roles: readonly string[], by = opened.admin) =>
    api.ask(by, 'PUT', `/organizations/${company}/directory/groups/${group}/roles`, {
      body: { roles },
      headers: { 'if-match': `"v${version}"` },
    });
  return { ...opened, ids, people, rolesOf, map };
}

test('a group gives the roles an administrator says, beside those by hand, and takes them away again', async () => {
  const { scim, ids, people, rolesOf, map, admin, api, company } = await withUsers(['ann', 'bob']);
  const body = { schemas: [groupSchema], displayName: 'Engineering', members: [{ value: ids[0] }] };
  const made = await scim('POST', '/Groups', body);
  expect([made.status, made.json.members]).toEqual([201, [{ value: ids[0], type: 'User' }]]);
  const { id } = made.json;
  expect(await rolesOf(people[0])).toEqual(['employee']);
  const mapped = await map(id, 1, ['control-owner']);
  expect([mapped.status, mapped.json]).toEqual([
    200,
    { id, name: 'Engineering', members: 1, roles: ['control-owner'], version: 2 },
  ]);
  expect(await rolesOf(people[0])).toEqual(['employee', 'control-owner']);
  expect((await map(id, 1, [])).status).toBe(412);
  // Okta: the new one comes; Entra: the old one goes, named beside the path.
  await scim(
    'PATCH',
    `/Groups/${id}`,
    patchOf({ op: 'add', path: 'members', value: [{ value: ids[1], display: 'bob' }] }),
  );
  expect(await rolesOf(people[1])).toEqual(['employee', 'control-owner']);
  await scim('PATCH', `/Groups/${id}`, patchOf({ op: 'Remove', path: 'members', value: [{ value: ids[0] }] }));
  expect(await rolesOf(people[0])).toEqual(['employee']);
  const renamed = await scim(
    'PATCH',
    `/Groups/${id}`,
    patchOf({ op: 'replace', value: { id, displayName: 'Platform' } }),
  );
  expect(renamed.json).toMatchObject({ displayName: 'Platform', members: [{ value: ids[1] }] });
  expect((await scim('GET', `/Users/${ids[1]}`)).json.groups).toEqual([{ value: id, display: 'Platform' }]);
  const own = (await api.ask(admin, 'GET', `/organizations/${company}/directory`)).json;
  expect(own).toMatchObject({
    url: `http://localhost/api/v1/organizations/${company}/scim/v2`,
    users: { all: 2, waiting: 0, off: 0 },
    groups: [{ name: 'Platform', roles: ['control-owner'] }],
  });
  expect((await scim('DELETE', `/Groups/${id}`)).status).toBe(204);
  expect(await rolesOf(people[1])).toEqual(['employee']);
  expect((await scim('GET', `/Groups/${id}`)).status).toBe(404);
});

test('roles that do not go together are never given, by mapping or by group', async () => {
  const { scim, ids, people, rolesOf, map, api, company } = await withUsers(['ann']);
  const sponsor = await api.addPerson(company, ['executive-sponsor']);
  const make = async (displayName: string, members: readonly object[] = []) =>
    (await scim('POST', '/Groups', { schemas: [groupSchema], displayName, members })).json.id;
  const advisers = await make('Advisers', [{ value: ids[0] }]);
  const signers = await make('Signers');
  expect((await map(advisers, 1, ['adviser', 'signatory'], sponsor)).status).toBe(422);
  expect((await map(advisers, 1, ['inspector'])).status).toBe(422);
  expect((await map(signers, 1, ['signatory'])).status).toBe(403);
  expect((await map(advisers, 1, ['adviser'])).status).toBe(200);
  expect((await map(signers, 1, ['signatory'], sponsor)).status).toBe(200);
  const before = (await scim('GET', `/Groups/${signers}`)).json;
  const refused = await scim(
    'PATCH',
    `/Groups/${signers}`,
    patchOf({ op: 'add', path: 'members', value: [{ value: ids[0] }] }),
  );
  expect([refused.status, refused.json.detail]).toEqual([409, expect.stringContaining('do not go together')]);
  expect((await scim('GET', `/Groups/${signers}`)).json).toEqual(before);
  expect(await rolesOf(people[0])).toEqual(['employee', 'adviser']);
});

test('a token gives and takes nothing its maker may not, and nothing of its maker’s own', async () => {
  const { scim, ids, people, rolesOf, map, admin, api, company } = await withUsers(['ann', 'ben']);
  const { id } = (await scim('POST', '/Groups', { displayName: 'Leads', members: [{ value: ids[0] }] })).json;
  expect((await map(id, 1, ['compliance-manager'])).status).toBe(200);
  await api.owner.query(`UPDATE identity.membership SET roles = '{employee}' WHERE person_id = $1`, [admin.id]);
  const { rows } = await api.owner.query(
    `UPDATE identity.api_token SET person_id = $1 WHERE organization_id = $2 RETURNING id`,
    [people[0]?.id, company],
  );
  expect(rows.length).toBe(1);
  await api.owner.query(`UPDATE directory.app_group SET roles = '{signatory}' WHERE id = $1`, [id]);
  const add = (at: number) =>
    scim('PATCH', `/Groups/${id}`, patchOf({ op: 'add', path: 'members', value: [{ value: ids[at] }] }));
  expect((await add(1)).status).toBe(409);
  expect(await rolesOf(people[1])).not.toContain('signatory');
  await scim('PATCH', `/Groups/${id}`, patchOf({ op: 'remove', path: `members[value eq "${ids[0]}"]` }));
  await add(0);
  expect(await rolesOf(people[0])).toContain('compliance-manager');
  expect(await rolesOf(people[0])).not.toContain('signatory');
});

test('whoever was invited comes in with the roles their groups give by then, and keeps following them', async () => {
  const { api, scim, admin, company, map, rolesOf } = await withUsers([]);
  const user = (await scim('POST', '/Users', { userName: 'new@northline.example', schemas: [userSchema] })).json;
  const { id } = (await scim('POST', '/Groups', { displayName: 'Owners', members: [{ value: user.id }] })).json;
  expect((await map(id, 1, ['control-owner'])).status).toBe(200);
  const outbox = (await api.ask(admin, 'GET', `/organizations/${company}/outbox`)).json.items;
  const link = /invitations\/(\S+)/.exec(outbox[0].text)?.[1];
  const accepted = await api.ask(null, 'POST', `/auth/invitations/${link}`, {
    body: { name: 'Nora New', password: 'seventeen green bottles' },
  });
  expect(accepted.status).toBe(200);
  const { rows } = await api.owner.query(`SELECT id FROM identity.person WHERE email = 'new@northline.example'`);
  expect(await rolesOf(rows[0])).toEqual(['control-owner']);
  expect((await map(id, 2, ['contributor'])).status).toBe(200);
  expect(await rolesOf(rows[0])).toEqual(['contributor']);
  await scim('PATCH', `/Groups/${id}`, patchOf({ op: 'remove', path: 'members' }));
  expect(await rolesOf(rows[0])).toEqual(['employee']);
});

test('whoever is made inactive or deleted before they accept cannot accept any more', async () => {
  const { api, scim, admin, company } = await withUsers([]);
  const links: string[] = [];
  for (const name of ['one', 'two']) {
    const { id } = (await scim('POST', '/Users', { userName: `${name}@northline.example` })).json;
    const outbox = (await api.ask(admin, 'GET', `/organizations/${company}/outbox`)).json.items;
    links.push(/invitations\/(\S+)/.exec(outbox[0].text)?.[1] ?? '');
    const off = patchOf({ op: 'replace', path: 'active', value: false });
    const done = name === 'one' ? await scim('PATCH', `/Users/${id}`, off) : await scim('DELETE', `/Users/${id}`);
    expect(done.status).toBeLessThan(300);
  }
  for (const link of links) expect((await api.ask(null, 'GET', `/auth/invitations/${link}`)).status).toBe(404);
});

test('the RFC’s examples of groups are taken with users of this directory, and foreign ones are not there', async () => {
  const { api, scim, ids } = await withUsers(['babs', 'mandy', 'james']);
  const known = [
    '2819c223-7f76-453a-919d-413861904646',
    '902c246b-6245-4190-8e05-00816be7344a',
    '08e1d05d-121c-4561-8b96-473d93df9210',
    // as one example abbreviates it
    '08e1d05d...473d93df9210',
  ];
  const sample = (name: string) =>
    JSON.parse(known.reduce((all, id, index) => all.replaceAll(id, ids[Math.min(index, 2)] ?? ''), text(name)));
  const made = await scim('POST', '/Groups', { displayName: 'Tour Guides' });
  const path = `/Groups/${made.json.id}`;
  const valuesOf = async () =>
    ((await scim('GET', path)).json.members ?? []).map((one: { value: string }) => one.value);
  for (const name of [
    'rfc7644-3.5.2.1-patch_op-add_members',
    'rfc7644-3.5.2.2-patch_op-remove_one_member',
    'rfc7644-3.5.2.3-patch_op-replace_all_members',
    'rfc7644-3.5.2.2-patch_op-remove_and_add_one_member',
    'rfc7644-3.5.2.2-patch_op-remove_all_members',
  ]) {
    const reply = await scim('PATCH', path, sample(name));
    expect([name, reply.status, reply.json.detail]).toEqual([name, 200, undefined]);
  }
  expect(await valuesOf()).toEqual([]);
  const other = await addDirectory(api, 'firm', 'Quill');
  const foreign = (await other.scim('POST', '/Users', { userName: 'x@quill.example' })).json.id;
  const add = (value: string) => scim('PATCH', path, patchOf({ op: 'add', path: 'members', value: [{ value }] }));
  const [theirs, nobodys] = [await add(foreign), await add(api.options.newId())];
  expect([theirs.status, theirs.json]).toEqual([400, nobodys.json]);
  expect((await other.scim('GET', path)).status).toBe(404);
  expect((await scim('POST', '/Groups', { displayName: 'TOUR guides' })).json).toMatchObject({
    scimType: 'uniqueness',
  });
  expect((await scim('GET', '/Groups?filter=displayName%20eq%20%22tour%20guides%22')).json.totalResults).toBe(1);
});

test('the RFC’s examples of users are taken', async () => {
  const { scim } = await withUsers([]);
  const sample = (name: string) => JSON.parse(text(name));
  const made = await scim('POST', '/Users', sample('rfc7643-8.2-user-full'));
  expect([made.status, made.json.detail]).toEqual([201, undefined]);
  expect(made.json.password).toBeUndefined();
  expect(made.json.emails.length).toBe(2);
  const path = `/Users/${made.json.id}`;
  for (const name of [
    'rfc7644-3.5.2.1-patch_op-add_emails',
    'rfc7644-3.5.2.3-patch_op-replace_all_email_values',
    'rfc7644-3.5.2.3-patch_op-replace_user_work_address',
    'rfc7644-3.5.2.3-patch_op-replace_street_address',
    'rfc7644-3.5.2.2-patch_op-remove_multi_complex_value',
  ]) {
    const reply = await scim('PATCH', path, sample(name));
    expect([name, reply.status, reply.json.detail]).toEqual([name, 200, undefined]);
  }
  const put = await scim('PUT', path, sample('rfc7644-3.5.1-user-put_request'));
  expect([put.status, put.json.name?.givenName]).toEqual([200, 'Barbara']);
  const enterprise = await scim('POST', '/Users', {
    ...sample('rfc7643-8.3-enterprise_user'),
    userName: 'second@example.com',
    emails: [{ value: 'second@example.com' }],
  });
  const extension = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
  expect(enterprise.json[extension]).toMatchObject({ department: 'Tour Operations' });
  const found = await scim(
    'GET',
    `/Users?filter=${encodeURIComponent(`${extension}:department eq "tour operations"`)}`,
  );
  expect(found.json.totalResults).toBe(1);
});

test('what is hostile in a group is refused and leaves nothing half-done', async () => {
  const { scim, ids } = await withUsers(['ann']);
  const { id } = (await scim('POST', '/Groups', { displayName: 'Kept', members: [{ value: ids[0] }] })).json;
  const before = (await scim('GET', `/Groups/${id}`)).json;
  const many = Array.from({ length: 6_000 }, (_one, index) => ({ value: `u${index}` }));
  for (const body of [
    patchOf({ op: 'remove', path: 'members' }, { op: 'add', path: 'members', value: [{ value: 'x' }] }),
    patchOf({ op: 'replace', path: 'displayName', value: '' }),
    patchOf({ op: 'add', path: 'members', value: many }),
    patchOf({ op: 'add', path: 'members', value: [[[]]] }),
    patchOf({ op: 'replace', path: 'members[value eq "nobody"].display', value: 'x' }),
    patchOf({ op: 'replace', path: 'members[not (', value: 'x' }),
    patchOf({ op: 'add', path: 'roles', value: ['executive-sponsor'] }),
    patchOf({ op: 'replace', path: 'members', value: [{ value: id }] }),
  ]) {
    const reply = await scim('PATCH', `/Groups/${id}`, body);
    expect([JSON.stringify(body).slice(0, 160), reply.status >= 400 && reply.status < 500]).toEqual([
      JSON.stringify(body).slice(0, 160),
      true,
    ]);
  }
  expect((await scim('POST', '/Groups', { displayName: 'x', members: many })).status).toBe(413);
  expect((await scim('GET', `/Groups/${id}`)).json).toEqual(before);
});
