import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { uuidV7 } from '../uuid.ts';
import type { Person } from '../../test/api.ts';
import { openCompany } from '../../test/evidence.ts';
import { portalRoutes } from './index.ts';
import { isToBeRead, mustRead, questionsOf } from './rules.ts';

const content = { acknowledgedBy: 'everybody', text: 'Lock your laptop.' };
const approved = { state: 'approved', effectiveFrom: null, effectiveTo: null, content };

test('a policy is to be read when it is approved, for everybody, in force that day, and has a text', () => {
  expect(isToBeRead(approved, '2026-03-04')).toBe(true);
  expect(isToBeRead({ ...approved, state: 'in-review' }, '2026-03-04')).toBe(false);
  expect(isToBeRead({ ...approved, content: { ...content, acknowledgedBy: 'engineering' } }, '2026-03-04')).toBe(false);
  expect(isToBeRead({ ...approved, content: { ...content, text: ' ' } }, '2026-03-04')).toBe(false);
  expect(isToBeRead({ ...approved, effectiveFrom: '2026-03-05' }, '2026-03-04')).toBe(false);
  expect(isToBeRead({ ...approved, effectiveFrom: '2026-03-04', effectiveTo: '2026-03-04' }, '2026-03-04')).toBe(true);
  expect(isToBeRead({ ...approved, effectiveTo: '2026-03-03' }, '2026-03-04')).toBe(false);
});

async function open() {
  const company = await openCompany((parts) =>
    portalRoutes(parts, {
      key: Buffer.alloc(32, 7),
      newId: () => uuidV7(new Date(), randomBytes(10)),
      url: 'http://localhost',
    }),
  );
  const { api } = company;
  const organization = await api.addOrganization('service-organization', 'Alderbrook');
  const base = `/organizations/${organization}`;
  const lead = await api.addPerson(organization, ['compliance-manager'], { name: 'Lead' });
  const employee = await api.addPerson(organization, ['employee'], { name: 'Emil' });
  let keys = 0;
  const policy = async (title: string, state: string, acknowledgedBy: string, more: object = {}) => {
    const made = await api.ask(lead, 'POST', `${base}/policies`, {
      body: { state, content: { title, text: `${title} says`, acknowledgedBy, ...more } },
      headers: { 'idempotency-key': `policy-${(keys += 1)}` },
    });
    expect(made.status).toBe(201);
    return String(made.json.id);
  };
  const acknowledge = (by: Person, id: string, version: number) =>
    api.ask(by, 'POST', `${base}/portal/policies/${id}/acknowledgement`, { headers: { 'if-match': `"v${version}"` } });
  const portal = async (by: Person) => (await api.ask(by, 'GET', `${base}/portal`)).json.items;
  return { api, organization, base, lead, employee, policy, acknowledge, portal };
}

test('an employee reads what is in force for everybody, acknowledges it once, and sees nothing else', async () => {
  const { api, base, employee, policy, acknowledge, portal } = await open();
  const id = await policy('Acceptable use', 'approved', 'everybody');
  const draft = await policy('Draft', 'draft', 'everybody');
  const others = await policy('Production access', 'approved', 'engineering');
  expect(await portal(employee)).toMatchObject([{ id, text: 'Acceptable use says', version: 1, acknowledged: null }]);

  expect((await acknowledge(employee, draft, 1)).status).toBe(404);
  expect((await acknowledge(employee, others, 1)).status).toBe(404);
  expect((await acknowledge(employee, id, 2)).status).toBe(412);
  const first = await acknowledge(employee, id, 1);
  expect([first.status, first.json.acknowledged.version]).toEqual([200, 1]);
  const both = await Promise.all([acknowledge(employee, id, 1), acknowledge(employee, id, 1)]);
  for (const again of both) expect(again.json.acknowledged).toEqual(first.json.acknowledged);
  expect(await portal(employee)).toMatchObject([{ id, acknowledged: first.json.acknowledged }]);
  const { rows } = await api.owner.query<{ envelope: string }>(
    'SELECT envelope FROM ledger.opening WHERE idx = $1 AND digest = $2',
    [first.json.acknowledged.receipt.index, first.json.acknowledged.receipt.digest],
  );
  expect(rows).toHaveLength(1);
  for (const path of ['/policies', `/policies/${id}`, '/acknowledgements', '/risks']) {
    expect([path, (await api.ask(employee, 'GET', `${base}${path}`)).status]).toEqual([path, 403]);
  }
});

test('a policy for engineering asks those it names, by the address they sign in with, and nobody else', async () => {
  const { api, base, organization, lead, employee, policy, acknowledge, portal } = await open();
  const engineer = await api.addPerson(organization, ['employee'], { name: 'Ada' });
  const { rows } = await api.owner.query<{ email: string }>('SELECT email FROM identity.person WHERE id = $1', [
    engineer.id,
  ]);
  const readers = `${String(rows[0]?.email).toUpperCase()}\n`;
  const id = await policy('Change management', 'approved', 'engineering', { readers });
  const unnamed = await policy('Vendors', 'approved', 'administrators');
  expect(await portal(engineer)).toMatchObject([{ id, acknowledged: null }]);
  expect([await portal(employee), await portal(lead)]).toEqual([[], []]);
  expect((await acknowledge(employee, id, 1)).status).toBe(404);
  expect((await acknowledge(engineer, unnamed, 1)).status).toBe(404);
  expect((await acknowledge(engineer, id, 1)).status).toBe(200);
  const readings = (await api.ask(lead, 'GET', `${base}/acknowledgements`)).json.items;
  expect(readings).toMatchObject([{ id, people: 1, read: 1 }]);
});

test('a new text asks everybody again, a new owner asks nobody; who has read what is told to the programme', async () => {
  const { api, base, lead, employee, policy, acknowledge, portal } = await open();
  const id = await policy('Acceptable use', 'approved', 'everybody');
  await acknowledge(employee, id, 1);
  const change = async (version: number, body: unknown) => {
    const headers = { 'if-match': `"v${version}"` };
    expect((await api.ask(lead, 'PATCH', `${base}/policies/${id}`, { body, headers })).status).toBe(200);
  };
  await change(1, { ownerId: lead.id });
  expect(await portal(employee)).toMatchObject([{ version: 2, acknowledged: { version: 1 } }]);
  const names = async () =>
    (await api.ask(lead, 'GET', `${base}/acknowledgements/${id}`)).json.people
      .filter((person: { acknowledged: unknown }) => person.acknowledged !== null)
      .map((person: { name: string }) => person.name);
  expect(await names()).toEqual(['Emil']);
  await change(2, { content: { text: 'Says something else' } });
  expect(await portal(employee)).toMatchObject([{ version: 3, acknowledged: null }]);
  expect(await names()).toEqual([]);
  await acknowledge(lead, id, 3);
  expect(await names()).toEqual(['Lead']);
});

test('who must read a text is said by roles or by the policy itself, and a line of a questionnaire is a question', () => {
  const text = (acknowledgedBy: string, questions = '') => ({ ...approved, content: { acknowledgedBy, questions } });
  const who = (roles: readonly string[], email = 'emil@northline.test') => ({ roles, email });
  expect(mustRead(text('everybody'), who(['employee']))).toBe(true);
  expect(mustRead(text('employees'), who(['employee']))).toBe(true);
  expect(mustRead(text('employees'), who(['control-owner']))).toBe(false);
  expect(mustRead(text('programme'), who(['employee']))).toBe(false);
  expect(mustRead(text('programme'), who(['employee', 'control-owner']))).toBe(true);
  expect(mustRead(text('engineering'), who(['employee']))).toBe(false);
  const some = (acknowledgedBy: string, readers: string) => ({
    ...approved,
    content: { text: 'Two approve.', acknowledgedBy, readers },
  });
  const engineers = some('engineering', 'ada@northline.test\r\nEmil@Northline.test, bo@northline.test');
  expect(mustRead(engineers, who(['employee']))).toBe(true);
  expect(mustRead(engineers, who(['compliance-manager'], 'il@northline.test'))).toBe(false);
  expect(isToBeRead(engineers, '2026-03-04')).toBe(true);
  expect(isToBeRead(some('administrators', ' \n '), '2026-03-04')).toBe(false);
  // Names that stand on a policy for nobody, or for the programme, ask nobody by accident.
  expect(isToBeRead(some('nobody', 'emil@northline.test'), '2026-03-04')).toBe(false);
  expect(mustRead(some('programme', 'emil@northline.test'), who(['employee']))).toBe(false);
  expect(questionsOf(text('everybody', ' One?\r\n\n  Two? '))).toEqual(['One?', 'Two?']);
  expect(questionsOf(text('everybody', 'x\n'.repeat(30)))).toHaveLength(20);
});

test('a questionnaire is answered question by question, once; the answers are sealed and read by the programme alone', async () => {
  const { api, base, lead, employee, portal } = await open();
  const made = await api.ask(lead, 'POST', `${base}/questionnaires`, {
    body: {
      state: 'sent-out',
      content: { title: 'Devices', questions: 'Which?\nWhere?', acknowledgedBy: 'employees' },
    },
    headers: { 'idempotency-key': 'questionnaire' },
  });
  const { id } = made.json;
  expect(await portal(employee)).toMatchObject([{ id, questions: ['Which?', 'Where?'], acknowledged: null }]);
  expect(await portal(lead)).toEqual([]);
  const send = (by: Person, answers: unknown) =>
    api.ask(by, 'POST', `${base}/portal/questionnaires/${id}/answers`, {
      body: { answers },
      headers: { 'if-match': '"v1"' },
    });
  expect((await send(lead, ['A', 'B'])).status).toBe(404);
  expect((await send(employee, ['A'])).status).toBe(422);
  expect((await send(employee, ['A', ' '])).status).toBe(422);
  expect((await send(employee, ['A telephone', 'At home'])).status).toBe(200);
  expect((await send(employee, ['Another', 'Elsewhere'])).status).toBe(200);
  const reading = await api.ask(lead, 'GET', `${base}/acknowledgements/${id}`);
  expect(reading.json.people).toMatchObject([{ name: 'Emil', answers: ['A telephone', 'At home'] }]);
  const { rows } = await api.owner.query<{ sealed: Buffer }>('SELECT sealed FROM management.acknowledgement');
  expect(rows.map((row) => row.sealed.includes('telephone'))).toEqual([false]);
});

test('those who have not read are reminded by e-mail, once a day, and nobody else is', async () => {
  const { api, base, lead, employee, policy, acknowledge } = await open();
  const id = await policy('Acceptable use', 'approved', 'everybody');
  await acknowledge(lead, id, 1);
  const remind = (by: Person) => api.ask(by, 'POST', `${base}/acknowledgements/${id}/reminders`);
  expect((await remind(employee)).status).toBe(403);
  expect((await remind(lead)).json).toEqual({ reminded: 1 });
  expect((await remind(lead)).status).toBe(409);
  const { rows } = await api.owner.query<{ recipient: string; subject: string }>(
    'SELECT recipient, subject FROM identity.outbox',
  );
  expect(rows).toEqual([{ recipient: `${employee.id}@example.org`, subject: 'POL-001 waits for you to read it' }]);
  const list = await api.ask(lead, 'GET', `${base}/acknowledgements`);
  expect(list.json.items).toMatchObject([{ id, people: 2, read: 1 }]);
  expect(list.json.items[0].reminded).not.toBeNull();
  await acknowledge(employee, id, 1);
  expect((await remind(lead)).status).toBe(409);
});

test('who has read is kept as evidence once, linked with the policy and the control, and its bytes name everybody', async () => {
  const { api, base, lead, policy, acknowledge } = await open();
  const id = await policy('Acceptable use', 'approved', 'everybody');
  await acknowledge(lead, id, 1);
  const control = await api.ask(lead, 'POST', `${base}/controls`, {
    body: {
      code: 'GOV-01',
      content: {
        title: 'Read yearly',
        statement: 'Everybody reads it once a year.',
        criteria: ['CC1.1'],
        frequency: 'annual',
      },
    },
    headers: { 'idempotency-key': 'control' },
  });
  expect(control.status).toBe(201);
  const keep = () =>
    api.ask(lead, 'POST', `${base}/acknowledgements/${id}/evidence`, {
      body: { links: ['GOV-01'] },
      headers: { 'idempotency-key': 'kept' },
    });
  const kept = await keep();
  expect(kept.status).toBe(201);
  expect((await keep()).json).toEqual(kept.json);
  const item = await api.ask(lead, 'GET', `${base}/evidence/${kept.json.id}`);
  expect(item.json).toMatchObject({ source: { system: 'Tickmark' } });
  expect(item.json.links.map((link: { code: string }) => link.code).toSorted()).toEqual(['GOV-01', 'POL-001']);
  const bytes = await api.ask(lead, 'GET', `${base}/evidence/${kept.json.id}/content`);
  expect(bytes.text.trim().split('\r\n')).toHaveLength(3);
  expect(bytes.text).toContain('Emil');
});
