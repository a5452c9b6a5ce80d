import { expect, test } from 'vitest';
import { openTestApi } from '../../test/api.ts';
import { viewRoutes } from './index.ts';

let number = 0;
const newKey = () => ({ 'idempotency-key': `view-${(number += 1)}` });

async function openViews() {
  const lists = { management: new Set(['risks']), firm: new Set(['requests']) };
  const api = await openTestApi(({ keys }) => viewRoutes({ keys, lists }));
  const company = await api.addOrganization('service-organization', 'Northline');
  const ada = await api.addPerson(company, ['compliance-manager']);
  const ben = await api.addPerson(company, ['reader-org']);
  const base = `/organizations/${company}/views`;
  const draft = {
    list: 'risks',
    name: 'Magpie first',
    where: { state: 'open', sort: '-dueOn', q: 'magpie', columns: ['impact'] },
    shared: false,
    isDefault: false,
  };
  return { api, company, ada, ben, base, draft };
}

test('a view is saved, seen by its person alone until it is shared, and changed and deleted by them alone', async () => {
  const { api, ada, ben, base, draft } = await openViews();
  const made = await api.ask(ada, 'POST', base, { body: draft, headers: newKey() });
  const { list: _list, ...shown } = draft;
  expect([made.status, made.headers['etag']]).toEqual([201, '"v1"']);
  expect((await api.ask(ada, 'GET', `${base}?list=risks`)).json.items).toEqual([
    { ...shown, id: made.json.id, personId: ada.id, mine: true, version: 1 },
  ]);
  expect((await api.ask(ben, 'GET', `${base}?list=risks`)).json.items).toEqual([]);
  const one = `${base}/${made.json.id}`;
  const put = (by: typeof ada, version: number, body: object) =>
    api.ask(by, 'PUT', one, { body: { ...body, list: undefined }, headers: { 'if-match': `"v${version}"` } });
  expect((await put(ada, 1, { ...draft, shared: true })).status).toBe(200);
  expect((await api.ask(ben, 'GET', `${base}?list=risks`)).json.items).toMatchObject([
    { name: draft.name, mine: false, version: 2 },
  ]);
  expect((await put(ada, 1, draft)).status).toBe(412);
  expect((await put(ben, 2, draft)).status).toBe(404);
  expect((await api.ask(ben, 'DELETE', one, { headers: { 'if-match': '"v2"' } })).status).toBe(404);
  expect((await api.ask(ada, 'DELETE', one, { headers: { 'if-match': '"v1"' } })).status).toBe(412);
  expect((await api.ask(ada, 'DELETE', one, { headers: { 'if-match': '"v2"' } })).status).toBe(204);
  expect((await api.ask(ben, 'GET', `${base}?list=risks`)).json.items).toEqual([]);
});

test('a list opens with one view: a second one is refused, of the person and of the organization', async () => {
  const { api, ada, ben, base, draft } = await openViews();
  const add = (by: typeof ada, shared: boolean) =>
    api
      .ask(by, 'POST', base, { body: { ...draft, shared, isDefault: true }, headers: newKey() })
      .then(({ status }) => status);
  expect([await add(ada, false), await add(ada, false)]).toEqual([201, 409]);
  expect([await add(ada, true), await add(ben, true), await add(ben, false)]).toEqual([201, 409, 201]);
});

test('the name and the words of a view stand nowhere in clear, and another organization has none of it', async () => {
  const { api, ada, base, draft } = await openViews();
  await api.ask(ada, 'POST', base, { body: { ...draft, shared: true }, headers: newKey() });
  const { rows } = await api.owner.query<{ row: string }>('SELECT to_jsonb(v)::text AS row FROM views.view v');
  expect(rows.length).toBe(1);
  expect(rows[0]?.row.toLowerCase()).not.toContain('magpie');
  const other = await api.addOrganization('service-organization', 'Elsewhere');
  const eve = await api.addPerson(other, ['compliance-manager']);
  expect((await api.ask(eve, 'GET', `${base}?list=risks`)).status).toBe(404);
  expect((await api.ask(eve, 'GET', `/organizations/${other}/views?list=risks`)).json.items).toEqual([]);
});

test('what is no view is refused with its field, and a list that is not there has none', async () => {
  const { api, ada, base, draft } = await openViews();
  for (const [body, pointer] of [
    [{ ...draft, name: '  ' }, '/name'],
    [{ ...draft, where: { ...draft.where, nonsense: 'x' } }, '/where'],
    [{ ...draft, where: { columns: Array.from({ length: 13 }, () => 'impact') } }, '/where/columns'],
  ] as const) {
    const refused = await api.ask(ada, 'POST', base, { body, headers: newKey() });
    expect([refused.status, refused.json.errors[0].pointer]).toEqual([422, expect.stringContaining(pointer)]);
  }
  expect((await api.ask(ada, 'POST', base, { body: { ...draft, list: 'requests' }, headers: newKey() })).status).toBe(
    404,
  );
});

test('a creation that is sent again makes no second view, and its key makes no other one', async () => {
  const { api, ada, base, draft } = await openViews();
  const headers = newKey();
  const made = await api.ask(ada, 'POST', base, { body: draft, headers });
  const again = await api.ask(ada, 'POST', base, { body: draft, headers });
  expect([made.status, again.status, again.json]).toEqual([201, 201, made.json]);
  const other = await api.ask(ada, 'POST', base, { body: { ...draft, name: 'Other' }, headers });
  expect([other.status, other.json.type]).toEqual([422, 'urn:tickmark:problem:idempotency-key-reused']);
  expect((await api.ask(ada, 'POST', base, { body: draft })).status).toBe(400);
  expect((await api.ask(ada, 'GET', `${base}?list=risks`)).json.items.length).toBe(1);
  const one = `${base}/${made.json.id}`;
  expect((await api.ask(ada, 'DELETE', one, { headers: { 'if-match': '"v1"' } })).status).toBe(204);
  expect((await api.ask(ada, 'POST', base, { body: draft, headers })).status).toBe(404);
});
