import { expect, test } from 'vitest';
import { openTestApi, type Person } from '../../test/api.ts';
import { inTransaction, openPool } from '../adapters/postgres/pool.ts';
import { asMember } from '../http/api/as-member.ts';
import type { IdentityDependencies } from '../identity/index.ts';
import { deliverMails } from '../identity/index.ts';
import { noticeRoutes, postNotices, tellDue } from './index.ts';
import { tell } from './tell.ts';

async function openNotices() {
  const api = await openTestApi(({ keys }) => noticeRoutes(keys));
  const company = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(company, ['compliance-manager'], { name: 'Ada Lead' });
  const owner = await api.addPerson(company, ['control-owner'], { name: 'Ben Owner', email: 'ben@example.org' });
  const base = `/organizations/${company}`;
  const identity: IdentityDependencies = {
    database: api.options.gate,
    key: Buffer.alloc(32, 7),
    newId: () => api.options.newId(),
    name: 'Tickmark',
    url: 'https://tickmark.example',
    sendsMail: true,
  };
  const addRisk = (by: Person, body: object, key = 'risk') =>
    api.ask(by, 'POST', `${base}/risks`, { body, headers: { 'idempotency-key': key } });
  const read = async (by: Person, query = '') => (await api.ask(by, 'GET', `${base}/notices${query}`)).json;
  const mails: { to: string; subject: string; text: string }[] = [];
  const mail = async (at: string) => {
    const posted = await postNotices(api.owner, identity, at);
    const send = (one: { to: string; subject: string; text: string }) => Promise.resolve(void mails.push(one));
    await deliverMails(identity, { send }, at);
    return posted;
  };
  return { api, company, lead, owner, base, identity, addRisk, read, mail, mails };
}

const content = {
  title: 'Magpie leaves with the keys',
  likelihood: 'possible',
  impact: 'high',
  description: 'All keys.',
};

test('whoever is given a record is told once, sees its title, and it is read when they say so', async () => {
  const { api, lead, owner, base, addRisk, read } = await openNotices();
  const draft = { ownerId: owner.id, content };
  expect((await addRisk(lead, draft)).status).toBe(201);
  expect((await addRisk(lead, draft)).status).toBeLessThan(300);
  const told = await read(owner);
  expect(told).toMatchObject({
    unread: 1,
    items: [{ kind: 'assigned', by: lead.id, register: 'risks', code: 'RSK-001', title: content.title, readAt: null }],
  });
  expect((await read(lead)).items).toEqual([]);
  const foreign = await api.ask(lead, 'POST', `${base}/notices/read`, { body: { ids: [told.items[0].id] } });
  expect(foreign.status).toBe(200);
  expect((await read(owner)).unread).toBe(1);
  const own = await api.ask(owner, 'POST', `${base}/notices/read`, { body: { ids: [told.items[0].id] } });
  expect(own.json).toEqual({ unread: 0 });
  expect((await read(owner, '?unread=true')).items).toEqual([]);
  expect((await read(owner)).items[0].readAt).not.toBeNull();
});

test('a person who is mentioned is told, whoever writes is not told of themselves, and a refused comment tells nobody', async () => {
  const { api, lead, owner, base, addRisk, read } = await openNotices();
  await addRisk(lead, { content });
  const comment = (mentions: string[]) =>
    api.ask(lead, 'POST', `${base}/risks/RSK-001/comments`, { body: { text: 'Look at this', mentions } });
  expect((await comment([owner.id, lead.id])).status).toBe(201);
  expect((await read(owner)).items.map((one: { kind: string }) => one.kind)).toEqual(['mentioned']);
  expect((await read(lead)).items).toEqual([]);
  expect((await comment([owner.id, api.options.newId()])).status).toBe(422);
  expect((await read(owner)).items.length).toBe(1);
});

test('what is due soon and what is overdue is told to its owner once a date, and nothing that rests', async () => {
  const { api, lead, owner, addRisk, read } = await openNotices();
  await addRisk(lead, { ownerId: owner.id, dueOn: '2026-03-04', content }, 'late');
  await addRisk(lead, { ownerId: owner.id, dueOn: '2026-03-12', content }, 'soon');
  await addRisk(lead, { ownerId: owner.id, dueOn: '2026-03-14', content }, 'later');
  await addRisk(lead, { ownerId: owner.id, dueOn: '2026-03-01', state: 'accepted', content }, 'resting');
  const due = (today: string) => tellDue(api.owner, ['accepted'], today, `${today}T05:00:00Z`);
  expect(await due('2026-03-10')).toBe(2);
  expect(await due('2026-03-10')).toBe(0);
  const kinds = async () =>
    (await read(owner)).items
      .map((one: { kind: string; code: string }) => `${one.kind} ${one.code}`)
      .filter((one: string) => !one.startsWith('assigned'))
      .toSorted();
  expect(await kinds()).toEqual(['due-soon RSK-002', 'overdue RSK-001']);
  expect(await due('2026-03-13')).toBe(2);
  expect(await kinds()).toEqual(['due-soon RSK-002', 'due-soon RSK-003', 'overdue RSK-001', 'overdue RSK-002']);
});

test('mail goes at once, in the digest or not at all, as the person chose; it names codes and never what people typed', async () => {
  const { api, lead, owner, base, addRisk, mail, mails } = await openNotices();
  const ways = {
    assigned: 'now',
    mentioned: 'digest',
    due: 'none',
    received: 'now',
    answered: 'now',
    jobs: 'none',
    joined: 'none',
  };
  const put = (version: number) =>
    api.ask(owner, 'PUT', `${base}/notices/preference`, { body: ways, headers: { 'if-match': `"v${version}"` } });
  expect((await api.ask(owner, 'GET', `${base}/notices/preference`)).headers['etag']).toBe('"v1"');
  expect((await put(1)).status).toBe(200);
  expect((await put(1)).status).toBe(412);
  expect((await api.ask(owner, 'GET', `${base}/notices/preference`)).json).toEqual({ ways, version: 2 });

  await addRisk(lead, { ownerId: owner.id, dueOn: '2026-03-04', content });
  await api.ask(lead, 'POST', `${base}/risks/RSK-001/comments`, { body: { text: 'magpie', mentions: [owner.id] } });
  await tellDue(api.owner, [], '2026-03-10', new Date().toISOString());
  const now = new Date();
  expect(await mail(now.toISOString())).toBe(1);
  expect(await mail(now.toISOString())).toBe(0);
  expect(mails.map((one) => [one.to, one.subject])).toEqual([
    ['ben@example.org', 'Tickmark: RSK-001 was assigned to you by Ada Lead'],
  ]);
  expect(await mail(new Date(now.getTime() + 86_400_000).toISOString())).toBe(1);
  expect(mails[1]?.subject).toBe('Tickmark: Ada Lead mentioned you in RSK-001');
  expect(JSON.stringify(mails).toLowerCase()).not.toContain('magpie');
  expect(mails[1]?.text).toContain('https://tickmark.example/notifications');
});

test('what was read before its digest, and what is told to who has left, is not mailed', async () => {
  const { api, company, lead, owner, base, addRisk, mail, mails } = await openNotices();
  await addRisk(lead, { ownerId: owner.id, dueOn: '2026-03-04', content });
  await api.ask(owner, 'POST', `${base}/notices/read`, { body: {} });
  await mail(new Date().toISOString());
  await addRisk(lead, { ownerId: owner.id, content }, 'second');
  await api.owner.query(`UPDATE identity.membership SET state = 'left' WHERE organization_id = $1 AND person_id = $2`, [
    company,
    owner.id,
  ]);
  await mail(new Date().toISOString());
  expect(mails).toEqual([]);
});

test('a notice is undone with what caused it', async () => {
  const { api, company, lead, owner, read } = await openNotices();
  const principal = {
    personId: lead.id,
    name: 'Ada Lead',
    email: '',
    organizationId: company,
    side: 'management' as const,
    roles: lead.roles,
    provedAt: null,
    scopes: null,
  };
  const notice = {
    kind: 'assigned' as const,
    key: 'assigned:test',
    at: new Date().toISOString(),
    by: lead.id,
    register: null,
    code: null,
    subjectId: null,
  };
  await expect(
    asMember(api.options, principal, async ({ transaction }) => {
      await tell(transaction, company, [owner.id], notice);
      throw new Error('undone');
    }),
  ).rejects.toThrow('undone');
  expect((await read(owner)).unread).toBe(0);
});

test('nobody reads the notices of another person or organization in the database either, nor writes into another organization', async () => {
  const { api, company, lead, owner, addRisk } = await openNotices();
  await addRisk(lead, { ownerId: owner.id, content });
  const gate = openPool(api.login, { max: 1, role: 'tickmark_gate' });
  const as = (organization: string, person: string, sql: string) =>
    inTransaction(gate, async (transaction) => {
      await transaction.query(
        `SELECT set_config('role', 'tickmark_management', true), set_config('tickmark.organization', $1, true), set_config('tickmark.person', $2, true)`,
        [organization, person],
      );
      return (await transaction.query(sql)).rowCount;
    });
  const count = 'SELECT FROM notices.notice';
  expect(await as(company, owner.id, count)).toBe(1);
  expect(await as(company, lead.id, count)).toBe(0);
  const elsewhere = await api.addOrganization('service-organization', 'Elsewhere');
  expect(await as(elsewhere, owner.id, count)).toBe(0);
  const insert = `INSERT INTO notices.notice (organization_id, person_id, kind, key, at) VALUES ('${company}', '${owner.id}', 'assigned', 'x', now())`;
  await expect(as(elsewhere, owner.id, insert)).rejects.toThrow(/row-level security/);
  await gate.end();
});
