import { expect, test } from 'vitest';
import { openTestApi } from '../../test/api.ts';
import { sealJson } from '../registers/seal.ts';
import { letterRoutes, nothingSaid } from './index.ts';
import { insertReady } from './store.ts';
import { asMember } from '../http/api/as-member.ts';

test('what changed since letters were handed over is told word by word, to nobody outside the programme', async () => {
  const api = await openTestApi(({ keys, decider }) => letterRoutes(keys, decider));
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  const signatory = await api.addPerson(organization, ['signatory']);
  const employee = await api.addPerson(organization, ['employee']);
  const firm = await api.addOrganization('firm', 'Fernhollow');
  const partner = await api.addPerson(firm, ['engagement-partner']);
  const base = `/organizations/${organization}/letters`;
  const say = (version: number, basis: string) =>
    api.ask(lead, 'PUT', base, { body: { ...nothingSaid, basis }, headers: { 'if-match': `"v${version}"` } });
  expect((await say(0, 'our own monitoring')).status).toBe(200);
  const { assertion, representations } = (await api.ask(lead, 'GET', base)).json;
  const place = `${organization}/letters/ready/1`;
  const key = api.keys.keyOf('management', organization, 'content');
  const sealed = sealJson(key, place, { assertion, representations, by: 'A lead' }, Buffer.alloc(12));
  const digest = '0'.repeat(64);
  const principal = {
    personId: lead.id,
    name: 'A lead',
    email: 'lead@northline.example',
    organizationId: organization,
    side: 'management' as const,
    roles: lead.roles,
    provedAt: null,
    scopes: null,
  };
  await asMember(api.options, principal, async (asking) => {
    const row = { number: 1, digest, at: asking.now, by_person: lead.id, sealed };
    await insertReady(asking.transaction, organization, row, { index: 0, digest });
  });

  const compare = (person: typeof lead, query = 'from=1') => api.ask(person, 'GET', `${base}/compare?${query}`);
  expect((await compare(lead)).json.items).toEqual([]);
  expect((await say(1, 'our own yearly monitoring')).status).toBe(200);
  const { items } = (await compare(signatory)).json;
  expect(items.map((one: { letter: string; id: string }) => [one.letter, one.id])).toEqual([['assertion', 'ASR-11']]);
  const added = items[0].pieces.filter((one: { kind: string }) => one.kind === 'new');
  expect(added.map((one: { text: string }) => one.text.trim())).toEqual(['yearly']);
  expect((await compare(lead, 'from=1&to=1')).json.items).toEqual([]);
  expect((await compare(lead, 'from=2')).status).toBe(404);
  expect((await compare(lead, 'from=0')).status).toBe(422);
  expect((await compare(employee)).status).toBe(403);
  expect((await compare(partner)).status).toBe(404);
});
