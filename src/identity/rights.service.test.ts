import { expect, test } from 'vitest';
import { openTestApi } from '../../test/api.ts';
import { openDecider } from './decide.ts';
import { policiesInWords, rightsRoutes } from './rights.ts';

test('every policy that decides is told in words, none twice', () => {
  const { files } = openDecider();
  const policies = policiesInWords(files);
  const all = files.map((file) => file.text).join('\n');
  expect(policies.length).toBe(all.match(/^(permit|forbid) \(/gm)?.length);
  expect(new Set(policies.map((one) => one.id)).size).toBe(policies.length);
  expect(policies.find((one) => one.id === 'own-side-alone')).toMatchObject({ rule: 'R-WALL-02', effect: 'forbid' });
  for (const { says } of policies) expect(says).toMatch(/^[A-Z].*\.$/);
});

test('a policy that does not say what it is stops the server from answering', () => {
  const files = [{ name: 'x.cedar', text: 'permit (principal, action, resource);\n' }];
  expect(() => policiesInWords(files)).toThrow('does not say what it is');
});

test('a member reads the policies; an employee, who sees the portal alone, does not', async () => {
  const api = await openTestApi(({ decider }) => rightsRoutes(decider));
  const organization = await api.addOrganization('service-organization', 'Northline');
  const path = `/organizations/${organization}/rights`;
  const reader = await api.addPerson(organization, ['reader-org']);
  const { items } = (await api.ask(reader, 'GET', path)).json;
  expect(items[0]).toMatchObject({ id: 'own-organization-alone', effect: 'forbid', rule: 'R-WALL-01' });
  expect((await api.ask(await api.addPerson(organization, ['employee']), 'GET', path)).status).toBe(403);
  const firm = await api.addOrganization('firm', 'Quill');
  expect(
    (await api.ask(await api.addPerson(firm, ['firm-admin']), 'GET', `/organizations/${firm}/rights`)).status,
  ).toBe(200);
});
