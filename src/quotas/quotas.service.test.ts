import { expect, test } from 'vitest';
import { openCompany } from '../../test/evidence.ts';
import { openTestApi, type Person } from '../../test/api.ts';
import { contentOf } from '../../test/isolation/samples.ts';
import { settleQuotas, setQuota, parseBound, readQuotaSettings, listQuotas } from '../installation/quotas.ts';
import { registers } from '../registers/index.ts';
import { sweepUploads } from '../evidence/index.ts';
import { countRequests } from './requests.ts';
import { quotaRoutes } from './routes.ts';

const none = { 'evidence-bytes': null, records: null, members: null, uploads: null, jobs: null, requests: null };
const risks = registers.find((one) => one.name === 'risks') ?? missing();

function missing(): never {
  throw new Error('There is no register of risks.');
}

async function open() {
  const company = await openCompany(() => quotaRoutes());
  const { api, organization, lead } = company;
  await settleQuotas(api.owner, none);
  const other = await api.addOrganization('service-organization', 'Elsewhere');
  const stranger = await api.addPerson(other, ['compliance-manager']);
  let keys = 0;
  const announce = (who: Person, size: number) =>
    api.ask(who, 'POST', `/organizations/${who.organization}/uploads`, {
      body: {
        name: 'big.bin',
        size,
        sha256: 'ab'.repeat(32),
        source: { system: 'HR system' },
        periodStart: '2025-10-01',
        periodEnd: '2026-09-30',
      },
      headers: { 'idempotency-key': `upload-${(keys += 1)}` },
    });
  const addRisk = (who: Person) =>
    api.ask(who, 'POST', `/organizations/${who.organization}/risks`, {
      body: { content: contentOf(risks, 'words') },
      headers: { 'idempotency-key': `risk-${(keys += 1)}` },
    });
  const used = async (kind: string) =>
    (await api.ask(lead, 'GET', `/organizations/${organization}/quotas`)).json.items.filter(
      (one: { kind: string }) => one.kind === kind,
    );
  return { ...company, stranger, announce, addRisk, used };
}

test('of twenty uploads announced at once none passes the quota of bytes; what is left is free again', async () => {
  const { api, parts, organization, lead, stranger, announce, used } = await open();
  await setQuota(api.owner, organization, 'evidence-bytes', 1_000);
  const replies = await Promise.all(Array.from({ length: 20 }, () => announce(lead, 100)));
  const statuses = replies.map((one) => one.status).toSorted((a, b) => a - b);
  expect(statuses).toEqual([...Array(10).fill(201), ...Array(10).fill(403)]);
  expect(replies.find((one) => one.status === 403)?.json).toMatchObject({
    type: 'urn:tickmark:problem:quota',
    detail: 'The organization has no room for more evidence: 1000 bytes of 1000 bytes, and this needs 100 bytes more.',
  });
  expect(await used('evidence-bytes')).toEqual([{ kind: 'evidence-bytes', part: null, used: 1_000, most: 1_000 }]);
  expect(await used('uploads')).toMatchObject([{ used: 10, most: null }]);
  // Nothing half-done: no upload, no answer to a repeat, no statement of one that was refused.
  const { rows } = await api.owner.query(
    'SELECT (SELECT count(*) FROM management.upload) AS uploads, (SELECT count(*) FROM management.creation) AS creations',
  );
  expect(rows).toEqual([{ uploads: 10, creations: 10 }]);
  expect((await announce(lead, 1)).status).toBe(403);
  // Another organization has its own.
  expect((await announce(stranger, 5_000)).status).toBe(201);

  await api.owner.query(
    "UPDATE management.upload SET touched_at = now() - interval '90 days' WHERE organization_id = $1",
    [organization],
  );
  await sweepUploads(api.owner, parts, new Date());
  expect(await used('evidence-bytes')).toMatchObject([{ used: 0 }]);
  expect((await announce(lead, 1_000)).status).toBe(201);
  // A bound below what is there takes nothing away.
  await setQuota(api.owner, organization, 'evidence-bytes', 10);
  expect((await announce(lead, 1)).status).toBe(403);
  await setQuota(api.owner, organization, 'evidence-bytes', undefined);
  expect((await announce(lead, 1)).status).toBe(201);
});

test('an upload at the very edge is completed, and its bytes are counted once', async () => {
  const { api, organization, used, ...company } = await open();
  const bytes = Buffer.from('when,what\n2026-01-01,backup\n');
  await setQuota(api.owner, organization, 'evidence-bytes', bytes.length);
  expect((await company.add(bytes)).status).toBe(201);
  expect(await used('evidence-bytes')).toMatchObject([{ used: bytes.length, most: bytes.length }]);
  expect(await used('uploads')).toMatchObject([{ used: 0 }]);
});

test('uploads under way are bounded, and told as what passes by itself', async () => {
  const { api, organization, lead, announce } = await open();
  await setQuota(api.owner, organization, 'uploads', 2);
  const replies = await Promise.all(Array.from({ length: 5 }, () => announce(lead, 1)));
  expect(replies.filter((one) => one.status === 201)).toHaveLength(2);
  expect(replies.find((one) => one.status !== 201)?.json).toMatchObject({
    status: 429,
    type: 'urn:tickmark:problem:quota-now',
  });
});

test('a register takes as many records as it may, whoever asks at the same time', async () => {
  const { api, organization, lead, stranger, addRisk, used } = await open();
  await setQuota(api.owner, organization, 'records', 3);
  const replies = await Promise.all(Array.from({ length: 8 }, () => addRisk(lead)));
  expect(replies.filter((one) => one.status === 201)).toHaveLength(3);
  expect(replies.find((one) => one.status !== 201)?.json).toMatchObject({
    status: 403,
    detail: 'The register risks is full: 3 of 3, and this needs 1 more.',
  });
  expect(await used('records')).toEqual([{ kind: 'records', part: 'risks', used: 3, most: 3 }]);
  expect((await addRisk(stranger)).status).toBe(201);
  await setQuota(api.owner, organization, 'records', null);
  expect((await addRisk(lead)).status).toBe(201);
});

test('members and open invitations are bounded together', async () => {
  const { api, organization } = await open();
  await setQuota(api.owner, organization, 'members', 3);
  const { rows } = await api.owner.query<{ person_id: string }>('SELECT person_id FROM identity.membership LIMIT 1');
  const invite = (email: string) =>
    api.owner
      .query(
        `INSERT INTO identity.invitation (id, token_hash, organization_id, email, roles, invited_by, created_at, expires_at)
         VALUES (gen_random_uuid(), sha256($2::bytea), $1, $2, '{control-owner}', $3, now(), now() + interval '1 day')`,
        [organization, email, rows[0]?.person_id],
      )
      .then(
        () => 'sent',
        (error: unknown) => String(Object(error).code),
      );
  const sent = await Promise.all(['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'].map(invite));
  expect(sent.toSorted()).toEqual(['TMQ01', 'TMQ01', 'sent', 'sent']);
  // Two join otherwise, and then the house is full.
  await api.addPerson(organization, ['employee']);
  await api.addPerson(organization, ['employee']);
  await expect(api.addPerson(organization, ['employee'])).rejects.toMatchObject({ code: 'TMQ01' });
});

test('requests of an organization are counted for a minute, for its members alone', async () => {
  const api = await openTestApi();
  const [one, two] = [await api.addOrganization('firm', 'One'), await api.addOrganization('firm', 'Two')];
  await settleQuotas(api.owner, { ...none, requests: 3 });
  await setQuota(api.owner, two, 'requests', null);
  const requests = await countRequests(api.owner);
  const take = (organization: string, times: number, now: number) =>
    Array.from({ length: times }, () => requests.take(organization, now));
  expect(take(one, 5, 0)).toEqual([null, null, null, 3, 3]);
  expect(take(one, 1, 59_999)).toEqual([3]);
  expect(take(one, 1, 60_000)).toEqual([null]);
  expect(take(two, 5, 0)).toEqual([null, null, null, null, null]);
  await requests.close();
});

test('bounds are typed with units, and what is none is refused', () => {
  expect(parseBound('evidence-bytes', '500GB')).toBe(500_000_000_000);
  expect(parseBound('records', '10')).toBe(10);
  expect(parseBound('records', 'none')).toBeNull();
  for (const text of ['', '-1', '1.5', '1e9', '10GB', 'all', '9999999999999999'])
    expect([text, parseBound('records', text)]).toEqual([text, undefined]);
  expect(readQuotaSettings({ TICKMARK_QUOTA_EVIDENCE_BYTES: '2TB', TICKMARK_QUOTA_JOBS: 'none' })).toMatchObject({
    'evidence-bytes': 2e12,
    jobs: null,
    uploads: 500,
  });
  expect(() => readQuotaSettings({ TICKMARK_QUOTA_RECORDS: 'many' })).toThrow('TICKMARK_QUOTA_RECORDS must be');
});

test('the operator sees what every organization has, and an unknown one is refused', async () => {
  const { api, organization, addRisk, lead } = await open();
  await addRisk(lead);
  await setQuota(api.owner, organization, 'records', 7);
  const all = await listQuotas(api.owner, null);
  expect(all.map((one) => one.name)).toEqual(['Elsewhere', 'Northline']);
  expect(all[1]?.quotas.find((one) => one.kind === 'records')).toMatchObject({
    part: 'risks',
    used: 1,
    most: 7,
    own: true,
  });
  await expect(setQuota(api.owner, '0190a000-0000-7000-8000-000000000009', 'jobs', 1)).rejects.toMatchObject({
    code: 'quota-organization',
  });
});
