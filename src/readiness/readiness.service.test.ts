import { join } from 'node:path';
import { Client } from 'pg';
import { describe, expect, test, vi } from 'vitest';
import { openTestApi, type Person, type TestApi } from '../../test/api.ts';
import { loadStandards } from '../criteria/index.ts';
import { contentSchema, registers } from '../registers/index.ts';
import { readinessRoutes } from './index.ts';
import { contentOfLibrary, registerOf } from './service.ts';

const standards = loadStandards(join(import.meta.dirname, '../../data'));
const openApi = () => openTestApi(({ keys }) => readinessRoutes(registers, keys, standards));
let keyNumber = 0;
const newKey = () => ({ 'idempotency-key': `key-${keyNumber++}` });

async function company(api: TestApi, name = 'Northline') {
  const organization = await api.addOrganization('service-organization', name);
  const lead = await api.addPerson(organization, ['compliance-manager']);
  const base = `/organizations/${organization}`;
  const read = async (path: string, person: Person = lead) => (await api.ask(person, 'GET', `${base}${path}`)).json;
  const add = async (register: string, body: unknown) => {
    const made = await api.ask(lead, 'POST', `${base}/${register}`, { body, headers: newKey() });
    expect([register, made.status, made.text]).toEqual([register, 201, made.text]);
    return made.json;
  };
  const adopt = (ids: readonly string[], person: Person = lead) =>
    api.ask(person, 'POST', `${base}/library/adopt`, { body: { ids } });
  const change = async (code: string, body: unknown) =>
    (await api.ask(lead, 'PATCH', `${base}/controls/${code}`, { body, headers: { 'if-match': '"v1"' } })).status;
  return { organization, lead, base, read, add, adopt, change };
}

describe('the library', () => {
  test('every control of it is a record that the register takes', () => {
    const schema = contentSchema(registerOf(registers, 'controls'));
    for (const control of standards.controls) {
      expect([control.id, schema.safeParse(contentOfLibrary(control, standards)).error?.message]).toEqual([
        control.id,
        undefined,
      ]);
    }
  });

  test('what is adopted becomes a draft under the library’s id, and adopting it again changes nothing', async () => {
    const api = await openApi();
    const { read, adopt, change, lead } = await company(api);
    expect((await adopt(['IAM-01', 'IAM-04', 'IAM-01'])).json).toEqual({ adopted: ['IAM-01', 'IAM-04'], already: [] });
    expect(await change('IAM-01', { state: 'in-force', ownerId: lead.id })).toBe(200);
    expect((await adopt(['IAM-04', 'HR-04', 'IAM-01'])).json).toEqual({
      adopted: ['HR-04'],
      already: ['IAM-01', 'IAM-04'],
    });
    expect((await adopt(['HR-04'])).json).toEqual({ adopted: [], already: ['HR-04'] });
    expect(await read('/controls/IAM-01')).toMatchObject({ state: 'in-force', version: 2 });
    const { items } = await read('/library');
    expect(items).toHaveLength(standards.controls.length);
    expect(items.flatMap((item: { id: string; adopted: boolean }) => (item.adopted ? [item.id] : []))).toEqual([
      'HR-04',
      'IAM-01',
      'IAM-04',
    ]);
  });

  test('two who adopt at the same time make each control once', async () => {
    const api = await openApi();
    const { adopt, read } = await company(api);
    const replies = await Promise.all([adopt(['IAM-01', 'IAM-02']), adopt(['IAM-02', 'IAM-03']), adopt(['IAM-01'])]);
    expect(replies.map((reply) => reply.status)).toEqual([200, 200, 200]);
    expect(new Set(replies.flatMap((reply) => reply.json.adopted))).toEqual(new Set(['IAM-01', 'IAM-02', 'IAM-03']));
    expect((await read('/controls')).total).toBe(3);
  });

  test('the whole library is adopted at once, and an id it does not have is refused by its place', async () => {
    const api = await openApi();
    const { adopt, read } = await company(api);
    const refused = await adopt(['IAM-01', 'XYZ-99']);
    expect([refused.status, refused.json.errors[0].pointer]).toEqual([422, '/ids/1']);
    expect((await read('/controls')).total).toBe(0);
    const all = await adopt(standards.controls.map(({ id }) => id));
    expect(all.json.adopted).toHaveLength(120);
    expect((await adopt([])).status).toBe(422);
  });

  test('a reader sees the library and adopts nothing from it; the firm is told there is no such thing', async () => {
    const api = await openApi();
    const { organization, adopt, read } = await company(api);
    const reader = await api.addPerson(organization, ['reader-org']);
    expect((await adopt(['IAM-01'], reader)).status).toBe(403);
    expect((await read('/library', reader)).items).toHaveLength(120);
    const firm = await api.addOrganization('firm', 'Ferrow & Lisle LLP');
    const partner = await api.addPerson(firm, ['engagement-partner']);
    for (const path of ['library', 'matrix', 'gaps', 'home', 'work']) {
      expect([path, (await api.ask(partner, 'GET', `/organizations/${firm}/${path}`)).status]).toEqual([path, 404]);
    }
  });
});

describe('the matrix', () => {
  test('has the common criteria without an engagement, and those of its categories with one', async () => {
    const api = await openApi();
    const { read, add } = await company(api);
    expect((await read('/matrix')).criteria).toHaveLength(33);
    await add('engagements', { content: { title: 'Freight Visibility', security: true, availability: true } });
    const { criteria } = await read('/matrix');
    expect(criteria).toHaveLength(36);
    expect(criteria[0]).toMatchObject({ id: 'CC1.1', series: 'CC1', controls: 0, inForce: 0 });
  });

  test('says of each control what is missing, and leaves retired ones out', async () => {
    const api = await openApi();
    const { read, adopt, change, lead } = await company(api);
    await adopt(['IAM-01', 'IAM-02', 'IAM-03', 'IAM-04']);
    await change('IAM-01', { state: 'in-force', ownerId: lead.id });
    await change('IAM-02', { state: 'in-force' });
    await change('IAM-03', { state: 'retired' });
    const { controls, criteria } = await read('/matrix');
    expect(controls.map((one: { code: string; mark: string; fact: string }) => [one.code, one.mark, one.fact])).toEqual(
      [
        ['IAM-01', 'met', 'in force'],
        ['IAM-02', 'missing', 'no owner'],
        ['IAM-04', 'missing', 'draft, no owner'],
      ],
    );
    const served = criteria.find(({ id }: { id: string }) => id === controls[0].criteria[0]);
    expect(served.inForce).toBeGreaterThan(0);
  });
});

describe('gaps', () => {
  test('name criteria without a control, controls without owner, drafts, evidence that is not there, and what is overdue', async () => {
    const api = await openApi();
    const { read, adopt, change, add, lead } = await company(api);
    await adopt(['IAM-01', 'IAM-02']);
    await change('IAM-01', { state: 'in-force', ownerId: lead.id });
    await add('risks', { dueOn: '2020-01-01', content: { title: 'Flood', likelihood: 'rare', impact: 'low' } });
    await add('tasks', { dueOn: '2020-01-01', state: 'done', content: { title: 'Nothing left to do' } });
    const { items } = await read('/gaps');
    const kinds = (kind: string) => items.filter((item: { kind: string }) => item.kind === kind);
    expect(kinds('criterion-without-control')[0]).toEqual({
      kind: 'criterion-without-control',
      subject: { criterion: 'CC1.1' },
      sentence: 'No control serves CC1.1.',
      rule: 'R-SCO-02',
    });
    expect(kinds('control-draft').map((gap: { sentence: string }) => gap.sentence)).toEqual(['IAM-02 is a draft.']);
    expect(kinds('control-without-owner')).toHaveLength(1);
    expect(kinds('evidence-missing')).toHaveLength(1);
    expect(kinds('overdue').map((gap: { subject: unknown }) => gap.subject)).toEqual([
      { register: 'risks', code: 'RSK-001' },
    ]);
    expect(await read('/gaps')).toEqual({ items });
  });

  test('evidence that is linked and ready closes its gap, and old evidence is said to be old', async () => {
    const api = await openApi();
    const { read, adopt, change, lead, organization } = await company(api);
    await adopt(['IAM-01']);
    await change('IAM-01', { state: 'in-force', ownerId: lead.id });
    const { id } = await read('/controls/IAM-01');
    await api.owner.query(
      `INSERT INTO management.evidence (id, organization_id, number, code, state, sha256, size, media_type, fresh_until, collected_at, uploaded_at, uploaded_by, blob, wrapped_key, version, changed_at, sealed, entry_index, entry_digest)
       VALUES ($1, $2, 1, 'EV-0001', 'ready', repeat('0', 64), 0, 'text/csv', '2020-01-01', now(), now(), $3, repeat('0', 64), '', 1, now(), '', 0, repeat('0', 64))`,
      [id, organization, lead.id],
    );
    await api.owner.query('INSERT INTO management.evidence_link VALUES ($1, $1, $2)', [id, organization]);
    expect((await read('/matrix')).controls[0]).toMatchObject({ mark: 'stale', fact: 'evidence until 2020-01-01' });
    const { items } = await read('/gaps');
    expect(items.filter(({ kind }: { kind: string }) => kind === 'evidence-missing')).toEqual([]);
  });
});

describe('home', () => {
  test('of an organization that has nothing yet says so', async () => {
    const api = await openApi();
    const { read, organization } = await company(api);
    expect(await read('/home')).toMatchObject({
      organization: { id: organization, name: 'Northline' },
      side: 'management',
      engagement: null,
      needsYou: [],
      controls: { adopted: 0, inForce: 0, withoutOwner: 0, withoutCriterion: 0 },
      recorded: [],
    });
  });

  test('shows the engagement with its steps, what is due, and what was recorded', async () => {
    const api = await openApi();
    const { read, add, adopt } = await company(api);
    await add('engagements', {
      content: {
        title: 'Freight Visibility',
        type: 'soc2-type2',
        from: '2025-10-01',
        to: '2026-09-30',
        security: true,
      },
    });
    await add('services', { content: { title: 'Tracking' } });
    await add('commitments', { content: { title: 'Uptime of 99.9 %', kind: 'commitment' } });
    await add('tasks', { dueOn: '2020-01-02', content: { title: 'Later' } });
    await add('risks', { dueOn: '2020-01-01', content: { title: 'First', likelihood: 'rare', impact: 'low' } });
    await adopt(['IAM-01']);
    const home = await read('/home');
    expect(home.engagement).toMatchObject({
      code: 'ENG-001',
      type: 'soc2-type2',
      from: '2025-10-01',
      categories: ['security'],
    });
    expect(home.engagement.steps.slice(0, 3)).toEqual([
      { name: 'scope', state: 'done', fact: '1 service, 1 commitment' },
      { name: 'controls', state: 'open', fact: '33 of 33 criteria without a control in force' },
      { name: 'description', state: 'blocked', fact: 'After scope and controls' },
    ]);
    expect(home.needsYou.map((one: { title: string; overdue: boolean }) => [one.title, one.overdue])).toEqual([
      ['First', true],
      ['Later', true],
    ]);
    expect(home.controls).toEqual({ adopted: 1, inForce: 0, withoutOwner: 1, withoutCriterion: 0 });
    expect(home.recorded.map(({ what }: { what: string }) => what)).toEqual([
      'controls/IAM-01 created',
      'risks/RSK-001 created',
      'tasks/TSK-001 created',
      'commitments/PSC-001 created',
      'services/SVC-001 created',
      'engagements/ENG-001 created',
    ]);
    expect(home.recorded[0].index).toBe(5);
  });

  test('shows nothing of another organization, nor of its log', async () => {
    const api = await openApi();
    const one = await company(api);
    await one.add('tasks', { dueOn: '2020-01-02', content: { title: 'Ours' } });
    await one.adopt(['IAM-01']);
    const other = await company(api, 'Southline');
    const home = await other.read('/home');
    expect([home.needsYou, home.recorded, home.controls.adopted]).toEqual([[], [], 0]);
    expect((await other.read('/matrix')).controls).toEqual([]);
    expect((await api.ask(other.lead, 'GET', `${one.base}/home`)).status).toBe(404);
  });

  test('costs the same number of statements however much there is', async () => {
    const api = await openApi();
    const { read, adopt } = await company(api);
    const count = async () => {
      const asked = vi.spyOn(Client.prototype, 'query');
      await read('/home');
      const { length } = asked.mock.calls;
      asked.mockRestore();
      return length;
    };
    const few = await count();
    await adopt(standards.controls.map(({ id }) => id));
    expect(few).toBeGreaterThan(3);
    expect(await count()).toBe(few);
  });
});

test('my work is what is mine and waits: due, or not finished', async () => {
  const api = await openApi();
  const { read, add, organization, lead } = await company(api);
  const owner = await api.addPerson(organization, ['control-owner']);
  await add('tasks', { ownerId: owner.id, content: { title: 'Whenever' } });
  await add('tasks', { ownerId: owner.id, dueOn: '2026-02-01', content: { title: 'In February' } });
  await add('tasks', { ownerId: owner.id, state: 'done', dueOn: '2026-02-01', content: { title: 'Done' } });
  await add('tasks', { ownerId: lead.id, dueOn: '2026-02-01', content: { title: 'Of the lead' } });
  await add('services', { ownerId: owner.id, content: { title: 'Tracking, in force' } });
  const { items } = await read('/work', owner);
  expect(items).toEqual([
    { register: 'tasks', code: 'TSK-002', title: 'In February', dueOn: '2026-02-01', state: 'open' },
    { register: 'tasks', code: 'TSK-001', title: 'Whenever', dueOn: null, state: 'open' },
  ]);
});

const answers = {
  system: 'Freight Visibility',
  people: 214,
  askedBy: ['customers'],
  customerData: true,
  promises: ['protected', 'available', 'in-confidence'],
  first: true,
  proof: 'unknown',
  prepared: 'nothing',
};

describe('what do I need', () => {
  test('answers lead to a proposal, and nothing is stored', async () => {
    const api = await openApi();
    const { lead, base, read } = await company(api);
    const { status, json } = await api.ask(lead, 'POST', `${base}/readiness/chooser`, { body: { answers } });
    expect(status).toBe(200);
    expect([json.report, json.engagement.type, json.criteria, json.fee.amount]).toEqual([
      'soc2',
      'soc2-type1',
      38,
      9_750,
    ]);
    expect((await read('/engagements')).total).toBe(0);
    expect((await read('/home')).recorded).toEqual([]);
    const wrong = await api.ask(lead, 'POST', `${base}/readiness/chooser`, {
      body: { answers: { ...answers, people: 0, length: 2 } },
    });
    expect(wrong.json.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/answers/people',
      '/answers/length',
    ]);
  });

  test('an engagement begins as a draft with what was proposed, once for one key', async () => {
    const api = await openApi();
    const { lead, base, read } = await company(api);
    const headers = newKey();
    const start = () => api.ask(lead, 'POST', `${base}/readiness/start`, { body: { answers }, headers });
    const [first, again] = [await start(), await start()];
    expect([first.status, again.status, again.json]).toEqual([201, 201, first.json]);
    expect(first.headers['location']).toBe(`/api/v1${base}/engagements/${first.json.id}`);
    const { engagement, criteria } = await read('/home');
    expect(engagement).toMatchObject({
      code: 'ENG-001',
      state: 'draft',
      title: 'Freight Visibility',
      type: 'soc2-type1',
      categories: ['security', 'availability', 'confidentiality'],
    });
    expect(engagement.steps[0].fact).toBe('Missing: services, commitments');
    expect(criteria).toHaveLength(38);
  });

  test('no engagement begins where the answers lead to none, or for whoever does not lead the programme', async () => {
    const api = await openApi();
    const { lead, base, organization } = await company(api);
    const start = (person: Person, over: object) =>
      api.ask(person, 'POST', `${base}/readiness/start`, {
        body: { answers: { ...answers, ...over } },
        headers: newKey(),
      });
    const other = await start(lead, { askedBy: ['user-auditors'] });
    expect([other.status, other.json.detail]).toEqual([
      409,
      'Engagements here are those of SOC 2; these answers lead to SOC 1.',
    ]);
    const owner = await api.addPerson(organization, ['control-owner']);
    expect((await start(owner, {})).status).toBe(403);
  });
});

describe('occurrences', () => {
  test('of a control in force are expected over the period, done where evidence covers them', async () => {
    const api = await openApi();
    const { read, add, change, adopt, lead, organization, base } = await company(api);
    await adopt(['IAM-01']);
    const control = await add('controls', {
      code: 'OWN-01',
      state: 'in-force',
      content: { title: 'Reviewed', statement: 'Somebody reviews.', criteria: ['CC6.2'], frequency: 'quarterly' },
    });
    await change('IAM-01', { state: 'in-force' });
    await api.owner.query(
      `INSERT INTO management.evidence (id, organization_id, number, code, state, sha256, size, media_type, collected_at, uploaded_at, uploaded_by, blob, wrapped_key, version, changed_at, sealed, entry_index, entry_digest)
       VALUES ($1, $2, 1, 'EV-0001', 'ready', repeat('0', 64), 0, 'text/csv', '2025-05-05', now(), $3, repeat('0', 64), '', 1, now(), '', 0, repeat('0', 64))`,
      [control.id, organization, lead.id],
    );
    await api.owner.query('INSERT INTO management.evidence_link VALUES ($1, $1, $2)', [control.id, organization]);
    const calendar = await read('/occurrences?from=2025-01-01&to=2025-12-31');
    expect(calendar.items.map(({ code }: { code: string }) => code)).toEqual(['IAM-01', 'OWN-01']);
    expect(calendar.items[0].expected).toBe(null);
    expect(calendar.items[1].expected).toEqual([
      { from: '2025-01-01', due: '2025-03-31', state: 'late' },
      { from: '2025-04-01', due: '2025-06-30', state: 'done' },
      { from: '2025-07-01', due: '2025-09-30', state: 'late' },
      { from: '2025-10-01', due: '2025-12-31', state: 'late' },
    ]);
    for (const query of ['from=2025-02-01&to=2025-01-31', 'from=2023-01-01&to=2025-01-01', 'from=2025-02-30']) {
      expect([query, (await api.ask(lead, 'GET', `${base}/occurrences?${query}`)).status]).toEqual([query, 422]);
    }
    await add('engagements', { content: { title: 'A', type: 'soc2-type2', from: '2025-10-01', to: '2026-03-31' } });
    expect(await read('/occurrences')).toMatchObject({ from: '2025-10-01', to: '2026-03-31' });
  });
});
