import { expect, test } from 'vitest';
import { openTestApi } from '../../test/api.ts';
import { registers } from '../registers/index.ts';
import { registerRoutes } from '../registers/routes.ts';
import { systemPictureRoutes } from './index.ts';

let keyNumber = 0;

async function company() {
  const api = await openTestApi(({ keys, decider }) => [
    ...registerRoutes(registers, keys, decider),
    ...systemPictureRoutes(registers, keys),
  ]);
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  const reader = await api.addPerson(organization, ['reader-org']);
  const base = `/organizations/${organization}`;
  const add = async (register: string, content: unknown, state = 'in-force') => {
    const headers = { 'idempotency-key': `key-${keyNumber++}` };
    const made = await api.ask(lead, 'POST', `${base}/${register}`, { body: { state, content }, headers });
    expect([register, made.status, made.text]).toEqual([register, 201, made.text]);
    return made.json;
  };
  const read = async () => (await api.ask(lead, 'GET', `${base}/system-picture`)).json;
  const arrange = (version: number, places: unknown, person = lead) =>
    api.ask(person, 'PUT', `${base}/system-picture/places`, {
      body: { places },
      headers: { 'if-match': `"v${version}"` },
    });
  return { api, lead, reader, base, add, read, arrange };
}

test('the picture shows what the registers say: components, their side of the boundary, and what names what', async () => {
  const { add, read } = await company();
  expect((await read()).nodes).toEqual([]);
  await add('infrastructure', { title: 'Account', boundary: 'inside' });
  await add('software', { title: 'Application', boundary: 'inside', runsOn: ['INF-001'], uses: ['SUB-001', 'SW-009'] });
  await add('locations', { title: 'Office', boundary: 'outside' });
  await add('services', { title: 'Old service', boundary: 'inside' }, 'retired');
  await add('people-groups', { title: 'Support' });
  await add('subservice-organizations', { title: 'Host', method: 'carve-out', services: 'Data centres' });
  const picture = await read();
  const standings = picture.nodes.map((node: { code: string; standing: string }) => [node.code, node.standing]);
  expect(Object.fromEntries(standings)).toEqual({
    'INF-001': 'inside',
    'SW-001': 'inside',
    'LOC-001': 'outside',
    'PPL-001': 'undecided',
    'SUB-001': 'carve-out',
  });
  expect(picture.relations).toEqual([
    { from: 'SW-001', to: 'SUB-001', field: 'uses' },
    { from: 'SW-001', to: 'INF-001', field: 'runsOn' },
  ]);
  expect(picture.dangling).toEqual([{ from: 'SW-001', to: 'SW-009', field: 'uses' }]);
});

test('where a component was put is kept for everybody, and laying out again forgets it', async () => {
  const { add, read, arrange } = await company();
  await add('software', { title: 'Application', boundary: 'inside' });
  const before = await read();
  expect((await arrange(0, [{ code: 'SW-001', x: 700, y: 500 }])).status).toBe(200);
  const after = await read();
  expect([after.version, after.nodes[0].x, after.nodes[0].y]).toEqual([1, 700, 500]);
  expect((await arrange(0, [])).status).toBe(412);
  expect((await arrange(1, [])).status).toBe(200);
  expect((await read()).nodes).toEqual(before.nodes);
});

test('a place of nothing, twice in one place, or by who only reads is refused and nothing is kept', async () => {
  const { add, read, arrange, reader } = await company();
  await add('software', { title: 'Application', boundary: 'inside' });
  const place = { code: 'SW-001', x: 1, y: 1 };
  const unknown = await arrange(0, [place, { ...place, code: 'SW-777' }]);
  expect([unknown.status, unknown.json.errors[0].pointer]).toEqual([422, '/places/1/code']);
  expect((await arrange(0, [place, place])).status).toBe(422);
  expect((await arrange(0, [{ ...place, x: 1e9 }])).status).toBe(422);
  expect((await arrange(0, [place], reader)).status).toBe(403);
  expect((await read()).version).toBe(0);
});

test('the picture leaves as a file, and that it left is on record', async () => {
  const { api, lead, base, add } = await company();
  await add('software', { title: 'Yard <application>', boundary: 'inside' });
  const reply = await api.ask(lead, 'GET', `${base}/system-picture/picture.svg`);
  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'image/svg+xml; charset=utf-8']);
  expect(reply.text).toContain('Yard &lt;application&gt;');
  expect(String(reply.headers['content-disposition'])).toContain('attachment');
});
