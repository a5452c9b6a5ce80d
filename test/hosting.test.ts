/** R-IND-10: what each mode leaves each side, asked at every route of members; and how a mode is said, changed and told to the logs. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../src/http/api/openapi.ts';
import type { Side } from '../src/http/api/route.ts';
import { type Mode, modes } from '../src/identity/index.ts';
import { hostingRoutes } from '../src/identity/routes/hosting.ts';
import { noteMode, settleMode } from '../src/installation/hosting.ts';
import { openTestApi, type TestApi } from './api.ts';
import { type Document, memberRoutes, requestOf } from './isolation/asking.ts';
import { openWorld, personOf, type World } from './isolation/world.ts';

/** What a portal has: the first word of the address after the organization's. Everything else is off. */
const portal: Readonly<Record<Side, readonly string[]>> = {
  management: [
    'received-requests',
    'received-findings',
    'evidence',
    'uploads',
    'exchange',
    'registers',
    'search',
    'views',
    'notices',
    'jobs',
    'members',
    'invitations',
    'tokens',
    'outbox',
    'rights',
    'hosting',
    'directory',
    'quotas',
    'scim',
  ],
  firm: [
    'requests',
    'findings',
    'exchange',
    'registers',
    'search',
    'views',
    'notices',
    'jobs',
    'members',
    'invitations',
    'tokens',
    'outbox',
    'rights',
    'hosting',
    'directory',
    'quotas',
    'scim',
  ],
};
const portalOf: Readonly<Record<Mode, Side | null>> = {
  'neutral-hosted': null,
  split: null,
  'client-hosted': 'firm',
  'firm-hosted': 'management',
};

/** As the operator of a neutral host turned another would have it, whatever is kept. */
async function turn(api: TestApi, mode: Mode): Promise<void> {
  await api.owner.query(
    `INSERT INTO identity.hosting (revision, mode, said_by, reason, since)
     SELECT revision + 1, $1, 'setting', 'turned by the test', now() FROM identity.hosting_now()`,
    [mode],
  );
}

describe('every route in every mode', () => {
  let world: World;
  let document: Document;
  beforeAll(async () => {
    world = await openWorld();
    document = JSON.parse(JSON.stringify(openApiDocument(world.api.routes, '0')));
  });
  afterAll(() => world.api.close());

  test.each(modes)('%s: what is off is refused with its reason, and nothing else is', async (mode) => {
    await turn(world.api, mode);
    const routes = memberRoutes(world.api.routes);
    const wrong: string[] = [];
    const seen = { off: 0, on: 0 };
    for (const [side, role] of [
      ['management', 'compliance-manager'],
      ['firm', 'engagement-partner'],
    ] as const) {
      const organization = world.organizations.find((one) => one.side === side);
      if (organization === undefined) throw new Error(side);
      const person = personOf(organization.people, role);
      for (const right of world.rights.members) {
        const route = routes.get(right.name);
        if (route === undefined || !route.sides.includes(side)) continue;
        const word = route.path.split('/')[3] ?? '';
        const isOff = portalOf[mode] === side && !portal[side].includes(word);
        seen[isOff ? 'off' : 'on'] += 1;
        const { path, ...request } = requestOf(right, route, document, organization);
        const reply = await world.ask(person, right.method, path, request);
        const { type, detail } = reply.json ?? {};
        const came = type === 'urn:tickmark:problem:mode-off';
        if (came !== isOff) wrong.push(`${side} ${right.name}: ${reply.status} ${String(type)}`);
        if (came && (reply.status !== 409 || !String(detail).startsWith('Where the ')))
          wrong.push(`${right.name}: ${reply.text}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(seen.on).toBeGreaterThan(30);
    expect(seen.off > 10).toBe(portalOf[mode] !== null);
  });

  test('a portal lists the registers it has and no other', async () => {
    const names = async (side: Side, role: string): Promise<string[]> => {
      const organization = world.organizations.find((one) => one.side === side);
      if (organization === undefined) throw new Error(side);
      const reply = await world.ask(
        personOf(organization.people, role),
        'GET',
        `/organizations/${organization.id}/registers`,
      );
      return reply.json.items.map((one: { name: string }) => one.name).toSorted();
    };
    await turn(world.api, 'firm-hosted');
    expect(await names('management', 'compliance-manager')).toEqual(['received-findings', 'received-requests']);
    await turn(world.api, 'neutral-hosted');
    expect((await names('management', 'compliance-manager')).length).toBeGreaterThan(15);
  });
});

describe('a mode', () => {
  const at = new Date('2026-11-23T08:00:00Z');

  test('is said freely before anybody is here, and stays', async () => {
    const api = await openTestApi();
    await settleMode(api.owner, { mode: 'split', reason: '' }, at);
    await settleMode(api.owner, { mode: 'split', reason: '' }, at);
    await settleMode(api.owner, null, at);
    const { rows } = await api.owner.query('SELECT revision, mode, said_by, reason FROM identity.hosting');
    expect(rows).toEqual([{ revision: 1, mode: 'split', said_by: 'setting', reason: null }]);
  });

  test('is changed with a reason alone, and never over records it would put out of reach', async () => {
    const api = await openTestApi(() => hostingRoutes());
    const company = await api.addOrganization('service-organization', 'Northline');
    const lead = await api.addPerson(company, ['compliance-manager']);
    await expect(settleMode(api.owner, { mode: 'firm-hosted', reason: '' }, at)).rejects.toThrow(/needs a reason/);
    const made = await api.ask(lead, 'POST', `/organizations/${company}/tasks`, {
      body: { content: { title: 'Review the accounts' } },
      headers: { 'idempotency-key': 'task-1' },
    });
    expect(made.status).toBe(201);
    const reason = 'The firm takes over the machine.';
    await expect(settleMode(api.owner, { mode: 'firm-hosted', reason }, at)).rejects.toThrow(/Northline \(1\)/);
    await settleMode(api.owner, { mode: 'client-hosted', reason }, at);
    expect((await api.ask(lead, 'GET', `/organizations/${company}/hosting`)).json).toEqual({
      mode: 'client-hosted',
      portal: 'firm',
      saidBy: 'setting',
      reason,
      since: at.toISOString(),
    });
  });

  test('stands once in the log of every organization, of those that come later too', async () => {
    const api = await openTestApi();
    const first = await api.addOrganization('firm', 'Quill');
    await settleMode(api.owner, { mode: 'split', reason: 'Each side has its own machine.' }, at);
    await noteMode(api.owner, api.recorder, at);
    const second = await api.addOrganization('firm', 'Harrow');
    await noteMode(api.owner, api.recorder, at);
    await noteMode(api.owner, api.recorder, at);
    const { rows } = await api.owner.query<{ origin: string; entries: number }>(
      'SELECT origin, count(*)::integer AS entries FROM ledger.entry GROUP BY origin',
    );
    const of = (id: string) => ({ origin: `${api.recorder.name}/organizations/${id}`, entries: 1 });
    expect(rows.toSorted((a, b) => a.origin.localeCompare(b.origin))).toEqual(
      [of(first), of(second)].toSorted((a, b) => a.origin.localeCompare(b.origin)),
    );
  });
});
