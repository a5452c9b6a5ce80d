import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestApi } from '../../test/api.ts';
import { sectionIds } from '../description-kept/index.ts';
import { letterRoutes } from './index.ts';
import { nothingSaid } from './model.ts';

let keyNumber = 0;

async function company() {
  const api = await openTestApi(({ keys, decider }) => letterRoutes(keys, decider));
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  const base = `/organizations/${organization}`;
  const add = async (register: string, body: object) => {
    const headers = { 'idempotency-key': `letters-${(keyNumber += 1)}` };
    const made = await api.ask(lead, 'POST', `${base}/${register}`, { body, headers });
    expect([register, made.status, made.text]).toEqual([register, 201, made.text]);
    return made.json;
  };
  const read = async (person = lead) => (await api.ask(person, 'GET', `${base}/letters`)).json;
  const say = (version: number, said: object) =>
    api.ask(lead, 'PUT', `${base}/letters`, {
      body: { ...nothingSaid, ...said },
      headers: { 'if-match': `"v${version}"` },
    });
  const handOver = (digest: string) => api.ask(lead, 'POST', `${base}/letters/ready`, { body: { digest } });
  return { api, organization, lead, base, add, read, say, handOver };
}

const whole = {
  signatory: { name: 'A. Chief', title: 'Chief executive' },
  basis: 'self-tests of every control and the review of their owners',
  misstatements: 'none' as const,
  events: 'none' as const,
};
const engagement = {
  state: 'under-way',
  content: {
    title: 'Booking',
    type: 'soc2-type2',
    from: '2025-10-01',
    to: '2026-09-30',
    security: true,
    availability: true,
    firm: 'Harrow CPAs',
  },
};

test('both letters are drafted from the registers, each paragraph says what it rests on, and what is open is said', async () => {
  const { read, add, say } = await company();
  const before = await read();
  expect(before.open.map((one: { sentence: string }) => one.sentence)).toContain(
    'No engagement is drafted or under way: what is examined is not said.',
  );
  await add('engagements', engagement);
  const subservice = await add('subservice-organizations', {
    state: 'in-force',
    content: { title: 'Cloud host', method: 'carve-out', services: 'servers' },
  });
  await add('complementary-controls', {
    state: 'in-force',
    content: { title: 'Leavers', description: 'Customers remove who left.' },
  });
  await add('system-changes', { state: 'noted', content: { title: 'Second region', changedOn: '2026-10-15' } });
  expect((await say(0, whole)).status).toBe(200);
  const { assertion, representations, open } = await read();
  expect(assertion.title).toBe(
    'Assertion of the management of Northline on Booking, 1 October 2025 to 30 September 2026',
  );
  const ids = (letter: { paragraphs: { id: string }[] }) => letter.paragraphs.map(({ id }) => id);
  expect(ids(assertion)).toEqual(['ASR-02', 'ASR-03', 'ASR-05', 'ASR-06.lead', 'ASR-11', 'ASR-12', 'ASR-13']);
  expect(assertion.paragraphs[1]).toMatchObject({
    text: expect.arrayContaining(['Northline uses Cloud host for servers.']),
    rests: [{ register: 'subservice-organizations', code: subservice.code }],
  });
  expect(assertion.paragraphs[3].points).toHaveLength(3);
  expect(ids(representations)).toEqual([
    'REP-00',
    ...Array.from({ length: 14 }, (_, index) => `REP-${String(index + 1).padStart(2, '0')}`),
    'REP-99',
  ]);
  expect(open.map((one: { sentence: string }) => one.sentence)).toEqual([
    'No version of the description is approved.',
    expect.stringMatching(/^CHS-001 is later than the last day, and the letter says there was nothing\.$/),
  ]);
});

test('an exception stands before the confirmation it limits, in management’s words', async () => {
  const { add, read, say } = await company();
  await add('engagements', engagement);
  const exception = {
    clause: 'c' as const,
    fact: 'Two leavers kept their access for a month.',
    extent: '2 of 40 leavers.',
    criterion: 'CC6.2',
    commitments: 'access for the authorized alone',
  };
  await say(0, { ...whole, exceptions: [exception] });
  const { paragraphs } = (await read()).assertion;
  const at = paragraphs.findIndex((one: { id: string }) => one.id === 'ASR-09');
  expect(paragraphs[at].text).toContain('Two leavers kept their access for a month.');
  expect([paragraphs[at + 1].id, paragraphs[at + 1].text]).toEqual([
    'ASR-06.lead.modified',
    ['Except as stated above, we confirm that'],
  ]);
});

test('the signatory gets what was read and nothing that is open; a fact that changes afterwards is told', async () => {
  const { api, base, lead, add, read, say, handOver } = await company();
  const made = await add('engagements', engagement);
  await say(0, whole);
  const first = await read();
  const refused = await handOver(first.digest);
  expect([refused.status, refused.json.detail]).toEqual([
    409,
    'Something is open yet: No version of the description is approved.',
  ]);
  await api.owner.query(
    `INSERT INTO management.description_version (organization_id, number, digest, approved_at, by_person, sealed, entry_index, entry_digest)
     VALUES ($1, 1, $2, now(), $3, '\\x00', 0, $2)`,
    [lead.organization, '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945', lead.id],
  );
  const text = await read();
  expect(text.open.map((one: { sentence: string }) => one.sentence)).toEqual([
    'The description says something else than its approved version 1.',
  ]);
  await api.owner.query('ALTER TABLE management.description_version DISABLE TRIGGER description_version_written_once');
  await api.owner.query('UPDATE management.description_version SET digest = $1', [
    createHash('sha256')
      .update(JSON.stringify(sectionIds.map((id) => ({ id, paragraphs: [] }))))
      .digest('hex'),
  ]);
  const { digest } = await read();
  expect((await handOver('0'.repeat(64))).status).toBe(409);
  const given = await handOver(digest);
  expect([given.status, given.json]).toMatchObject([201, { number: 1, digest, stands: true }]);
  expect((await handOver(digest)).json.detail).toBe('These words are with the signatory already, as number 1.');
  const handed = await api.ask(lead, 'GET', `${base}/letters/ready/1`);
  expect([handed.status, handed.json]).toMatchObject([
    200,
    { number: 1, digest, description: 1, assertion: text.assertion, representations: text.representations },
  ]);
  const outage = await add('incidents', {
    state: 'closed',
    content: {
      title: 'Outage',
      severity: 'high',
      detectedOn: '2026-02-03',
      affectedCommitment: true,
      disclosed: true,
    },
  });
  const fallen = await read();
  expect([fallen.digest, fallen.ready[0].stands, fallen.open]).toEqual([digest, false, []]);
  expect(fallen.fallen).toEqual([
    {
      sentence: `${outage.code} was not behind them when they were handed over.`,
      register: 'incidents',
      code: outage.code,
    },
  ]);
  expect((await handOver(digest)).json).toMatchObject({ number: 2, digest, stands: true });
  expect((await read()).fallen).toEqual([]);
  const changed = await api.ask(lead, 'PATCH', `${base}/engagements/${made.code}`, {
    body: { content: { ...engagement.content, firm: 'Quill CPAs' }, why: 'Another firm' },
    headers: { 'if-match': '"v1"' },
  });
  expect(changed.status).toBe(200);
  const { ready, fallen: why } = await read();
  expect(ready).toMatchObject([
    { number: 2, stands: false },
    { number: 1, stands: false },
  ]);
  expect(why.map((one: { sentence: string }) => one.sentence)).toEqual(['The letters read otherwise by now.']);
  expect((await api.ask(lead, 'GET', `${base}/letters/ready/1`)).json.assertion).toEqual(text.assertion);
  expect((await api.ask(lead, 'GET', `${base}/letters/ready/3`)).status).toBe(404);
});

test('two who write from the same version: the second is told; who only reads writes nothing; what is too much is refused', async () => {
  const { api, organization, base, read, say } = await company();
  expect((await say(0, whole)).status).toBe(200);
  expect([(await say(0, whole)).status, (await read()).version]).toEqual([412, 1]);
  const reader = await api.addPerson(organization, ['internal-auditor']);
  expect((await read(reader)).allowed).toEqual({ write: false, ready: false });
  const body = { ...nothingSaid, basis: 'x' };
  const headers = { 'if-match': '"v1"' };
  expect((await api.ask(reader, 'PUT', `${base}/letters`, { body, headers })).status).toBe(403);
  for (const wrong of [
    { basis: 'x'.repeat(2_001) },
    { more: { assertion: [' '], representations: [] } },
    { exceptions: [{ clause: 'd', fact: 'x', extent: '', criterion: '', commitments: '' }] },
    { events: 'perhaps' },
  ]) {
    expect((await say(1, wrong)).status).toBe(422);
  }
});

test('an inclusive subservice organization’s letters are drafted, handed over and kept with management’s; its controls take them down', async () => {
  const { api, base, lead, add, read, say, handOver } = await company();
  await add('engagements', engagement);
  const host = await add('subservice-organizations', {
    state: 'in-force',
    content: { title: 'Basalt Hosting', method: 'inclusive', services: 'rooms' },
  });
  await add('controls', {
    code: 'CTL-001',
    state: 'in-force',
    content: {
      title: 'Doors',
      statement: 'Doors are kept.',
      criteria: ['CC6.4'],
      frequency: 'daily',
      organization: [host.code],
    },
  });
  await say(0, whole);
  const before = await read();
  expect(before.open.filter((one: { code: string }) => one.code === host.code)).toHaveLength(4);
  const own = {
    code: host.code,
    signatory: { name: 'P. Quill', title: 'Head of Hosting' },
    basis: 'a quarterly review of entry records',
    exceptions: [],
    fraud: '',
    misstatements: 'none',
    events: 'none',
  };
  const description = createHash('sha256')
    .update(JSON.stringify(sectionIds.map((id) => ({ id, paragraphs: [] }))))
    .digest('hex');
  expect((await say(1, { ...whole, subservices: [own, own] })).status).toBe(422);
  expect((await say(1, { ...whole, plannedReportDate: '2026-02-30' })).status).toBe(422);
  expect((await say(1, { ...whole, subservices: [own] })).status).toBe(200);
  await api.owner.query(
    `INSERT INTO management.description_version (organization_id, number, digest, approved_at, by_person, sealed, entry_index, entry_digest)
     VALUES ($1, 1, $2, now(), $3, '\\x00', 0, $2)`,
    [lead.organization, description, lead.id],
  );
  const now = await read();
  expect(now.subservices).toMatchObject([{ code: host.code, title: 'Basalt Hosting' }]);
  expect(now.open).toEqual([]);
  expect((await handOver(now.digest)).json).toMatchObject({ number: 1, stands: true });
  const given = (await api.ask(lead, 'GET', `${base}/letters/ready/1`)).json;
  expect(given.subservices).toEqual(now.subservices);
  expect(given.subservices[0].assertion.paragraphs[1].points).toEqual(['CTL-001: Doors are kept.']);
  const moved = await api.ask(lead, 'PATCH', `${base}/controls/CTL-001`, {
    body: { content: { organization: [] }, why: 'Ours by now' },
    headers: { 'if-match': '"v1"' },
  });
  expect([moved.status, moved.text]).toEqual([200, moved.text]);
  const fallen = await read();
  expect([fallen.ready[0].stands, fallen.fallen.map((one: { sentence: string }) => one.sentence)]).toEqual([
    false,
    [
      'The letters read otherwise by now.',
      'CTL-001 is no longer behind them.',
      `${host.code}: no control in force is attributed to it, and it is inclusive.`,
    ],
  ]);
  const compared = (await api.ask(lead, 'GET', `${base}/letters/compare?from=1`)).json.items;
  expect(compared.map((one: { subservice: string; id: string }) => [one.subservice, one.id])).toEqual([
    [host.code, 'ASI-01.controls'],
  ]);
});
