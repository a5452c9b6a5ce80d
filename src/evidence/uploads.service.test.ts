import { randomBytes } from 'node:crypto';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOf, newKey, openCompany } from '../../test/evidence.ts';
import { sendLarge } from '../../test/large-evidence.ts';
import { sweepUploads } from './index.ts';

const table = 'person,left\nN-0117,2026-09-30\nN-0118,\n';

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('bytes that were sent are listed, read again as they were, and have a receipt', async () => {
  const { api, lead, base, add } = await openCompany();
  const made = await add(table);
  expect([made.status, made.json.code, made.json.state, made.headers['etag']]).toEqual([
    201,
    'EV-0001',
    'ready',
    '"v1"',
  ]);
  expect(made.json).toMatchObject({
    name: 'people.csv',
    source: { system: 'HR system', query: null },
    mediaType: { type: 'text/csv' },
    size: table.length,
    sha256: digestOf(table),
    periodStart: '2025-10-01',
    periodEnd: '2026-09-30',
    findings: [],
    version: 1,
  });
  const list = await api.ask(lead, 'GET', `${base}/evidence`);
  expect(list.json).toMatchObject({ items: [made.json], total: 1, counts: { ready: 1 }, next: null });
  expect((await api.ask(lead, 'GET', `${base}/evidence/EV-0001`)).json).toEqual(made.json);
  const content = await api.ask(lead, 'GET', `${base}/evidence/EV-0001/content`);
  expect([content.status, content.text]).toEqual([200, table]);
  expect(content.headers).toMatchObject({
    'content-disposition': 'attachment; filename="people.csv"',
    'x-content-type-options': 'nosniff',
    'content-length': String(table.length),
  });
});

test('parts come in any order, again, and are told to whoever goes on later', async () => {
  const { api, lead, base, put, complete } = await openCompany();
  const bytes = randomBytes(8 * 1024 * 1024 + 5_000);
  const { json } = await api.ask(lead, 'POST', `${base}/uploads`, {
    body: { name: 'dump.bin', size: bytes.length, sha256: digestOf(bytes), source: { system: 'Backup' } },
    headers: newKey(),
  });
  expect(json).toMatchObject({ partBytes: 8_388_608, count: 2, parts: [], evidence: null });
  const [first, second] = [bytes.subarray(0, json.partBytes), bytes.subarray(json.partBytes)];
  expect((await put(json.id, 2, Buffer.alloc(second.length, 1))).status).toBe(200);
  expect((await put(json.id, 2, second)).status).toBe(200);
  const early = await complete(json.id);
  expect([early.status, early.json.detail]).toEqual([409, '1 of 2 parts have not come: 1.']);
  expect((await api.ask(lead, 'GET', `${base}/uploads/${json.id}`)).json.parts).toEqual([2]);
  expect((await put(json.id, 1, first)).json).toEqual({ number: 1, size: 8_388_608 });
  const made = await complete(json.id);
  expect([made.status, made.json.sha256]).toEqual([201, digestOf(bytes)]);
  const again = await complete(json.id);
  expect(again.json).toEqual(made.json);
  expect((await put(json.id, 1, first)).status).toBe(409);
});

test('an upload that was begun and left is taken back with its parts, and one that became evidence is not', async () => {
  const { api, lead, base, organization, put, complete, add } = await openCompany();
  const begin = async (text: string) => {
    const body = { name: 'a.txt', size: text.length, sha256: digestOf(text) };
    return (await api.ask(lead, 'POST', `${base}/uploads`, { body, headers: newKey() })).json.id;
  };
  const id: string = await begin('left behind');
  expect((await put(id, 1, Buffer.from('left behind'))).status).toBe(200);
  const files = () => filesBelow(join(api.data, 'evidence', 'uploads'));
  const before = await files();
  const reader = await api.addPerson(organization, ['reader-org']);
  expect((await api.ask(reader, 'DELETE', `${base}/uploads/${id}`)).status).toBe(403);
  expect((await api.ask(lead, 'DELETE', `${base}/uploads/${id}`)).status).toBe(204);
  expect([before.length > 0, await files()]).toEqual([true, []]);
  expect((await api.ask(lead, 'GET', `${base}/uploads/${id}`)).status).toBe(404);
  expect((await put(id, 1, Buffer.from('left behind'))).status).toBe(404);
  expect((await complete(id)).status).toBe(404);
  expect((await api.ask(lead, 'DELETE', `${base}/uploads/${id}`)).status).toBe(404);
  await add(table);
  const { rows } = await api.owner.query('SELECT id FROM management.upload');
  expect((await api.ask(lead, 'DELETE', `${base}/uploads/${rows[0]?.id}`)).status).toBe(409);
});

test('what is not as announced is refused, and nothing of it is evidence', async () => {
  const { api, lead, base, parts, put, complete, send } = await openCompany();
  const begin = async (body: object) => {
    const about = { name: 'a.txt', size: 3, sha256: digestOf('abc'), ...body };
    return api.ask(lead, 'POST', `${base}/uploads`, { body: about, headers: newKey() });
  };
  const { id } = (await begin({})).json;
  const long = await put(id, 1, Buffer.from('abcd'));
  expect([long.status, long.json.detail]).toEqual([422, 'This part has 3 bytes; more were sent.']);
  const short = await put(id, 1, Buffer.from('ab'));
  expect([short.status, short.json.detail]).toEqual([422, 'This part has 3 bytes; 2 were sent.']);
  expect((await put(id, 2, Buffer.from('abc'))).status).toBe(404);
  expect((await put(id, 0, Buffer.from('abc'))).status).toBe(404);
  expect((await put(id.replace(/.$/, 'f').replace(/^./, '1'), 1, Buffer.from('abc'))).status).toBe(404);
  const wrong = await send(Buffer.from('abd'), { size: 3, sha256: digestOf('abc') });
  const refused = await complete(wrong);
  expect([refused.status, refused.json.errors[0].pointer]).toEqual([422, '/sha256']);
  expect((await api.ask(lead, 'GET', `${base}/evidence`)).json.total).toBe(0);
  expect(await filesBelow(join(api.data, 'evidence', 'blobs'))).toEqual([]);
  // The right bytes, and it is complete after all.
  await put(wrong, 1, Buffer.from('abc'));
  expect((await complete(wrong)).status).toBe(201);
  expect((await parts.uploads.all()).map((one) => one.id)).not.toContain(wrong);
  for (const body of [
    { size: -1 },
    { size: 6 * 1024 ** 3 },
    { sha256: 'x' },
    { name: ' ' },
    { links: ['NONE-1'] },
    { replaces: 'EV-9999' },
    { periodStart: '2026-01-01' },
    { periodStart: '2026-02-01', periodEnd: '2026-01-01' },
    { collectedAt: '2999-01-01T00:00:00Z' },
  ]) {
    expect([body, (await begin(body)).status]).toEqual([body, 422]);
  }
});

test('an upload of another organization is nothing that is there', async () => {
  const one = await openCompany();
  const organization = await one.api.addOrganization('service-organization', 'Other');
  const other = await one.api.addPerson(organization, ['compliance-manager']);
  const id = await one.send(Buffer.from(table));
  expect((await one.put(id, 1, Buffer.from(table), other)).status).toBe(404);
  expect((await one.complete(id, other)).status).toBe(404);
  for (const [method, path] of [
    ['GET', `uploads/${id}`],
    ['POST', `uploads/${id}/complete`],
  ] as const) {
    expect((await one.api.ask(other, method, `/organizations/${organization}/${path}`)).status).toBe(404);
  }
  const { code } = (await one.complete(id)).json;
  for (const path of ['', '/content', '/preview', '/receipt', '/history']) {
    expect((await one.api.ask(other, 'GET', `/organizations/${organization}/evidence/${code}${path}`)).status).toBe(
      404,
    );
  }
});

test('several who complete at once make one item, whoever comes first', async () => {
  const { api, lead, base, send, complete } = await openCompany();
  for (let number = 1; number <= 6; number += 1) {
    const id = await send(Buffer.from(`${table}${number}\n`));
    const all = await Promise.all([complete(id), complete(id), complete(id), complete(id)]);
    const code = `EV-000${number}`;
    expect(all.map((reply) => [reply.status, reply.json.code])).toEqual(all.map(() => [201, code]));
    expect((await api.ask(lead, 'GET', `${base}/evidence`)).json.total).toBe(number);
    expect(await filesBelow(join(api.data, 'evidence', 'blobs'))).toHaveLength(number);
  }
});

test('a repeated announcement answers the upload of the first', async () => {
  const { api, lead, base } = await openCompany();
  const ask = (name: string) =>
    api.ask(lead, 'POST', `${base}/uploads`, {
      body: { name, size: 1, sha256: digestOf('a') },
      headers: { 'idempotency-key': 'once' },
    });
  const [first, again, other] = [await ask('a'), await ask('a'), await ask('b')];
  expect(again.json).toEqual(first.json);
  expect([other.status, other.json.type]).toEqual([422, 'urn:tickmark:problem:idempotency-key-reused']);
});

test('nothing that was sent or typed lies plain on disk or in the database', async () => {
  const { api, send, add } = await openCompany();
  const canary = 'Quetzalcanary';
  const about = { name: `${canary}.txt`, source: { system: canary, query: canary, account: canary } };
  await send(Buffer.from(canary.repeat(100)), about);
  await add(canary.repeat(200), about);
  const files = await filesBelow(join(api.data, 'evidence'));
  expect(files.length).toBeGreaterThan(1);
  for (const file of files) expect((await readFile(file)).includes(canary)).toBe(false);
  const { rows } = await api.owner.query<{ table: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS table FROM information_schema.tables WHERE table_schema IN ('management', 'firm', 'ledger') AND table_type = 'BASE TABLE'`,
  );
  for (const { table: name } of rows) {
    const found = await api.owner.query(`SELECT 1 FROM ${name} t WHERE t::text ILIKE $1 OR t::text LIKE $2`, [
      `%${canary}%`,
      `%${Buffer.from(canary).toString('hex')}%`,
    ]);
    expect([name, found.rowCount]).toEqual([name, 0]);
  }
  const { rows: envelopes } = await api.owner.query<{ envelope: string }>('SELECT envelope FROM ledger.opening');
  for (const { envelope } of envelopes) {
    expect(Buffer.from(JSON.parse(envelope).payload, 'base64').toString()).not.toContain(canary);
  }
});

test('an upload that was left is taken away, one that goes on stays', async () => {
  const { api, lead, base, parts, send, complete } = await openCompany();
  const [left, live] = [await send(Buffer.from('left')), await send(Buffer.from('live'))];
  await api.owner.query(`UPDATE management.upload SET touched_at = now() - interval '4 days' WHERE id = $1`, [left]);
  const stray = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';
  await parts.uploads.open(stray);
  await utimes(join(api.data, 'evidence', 'uploads', stray), new Date(0), new Date(0));
  expect(await sweepUploads(api.owner, parts, new Date())).toBe(1);
  expect((await parts.uploads.all()).map((one) => one.id)).toEqual([live]);
  expect((await api.ask(lead, 'GET', `${base}/uploads/${left}`)).status).toBe(404);
  expect((await complete(live)).status).toBe(201);
});

test('when the log cannot be written, no item is there and no bytes stay', async () => {
  const { api, lead, base, send, complete } = await openCompany();
  const id = await send(Buffer.from(table));
  await api.owner.query('REVOKE INSERT ON ledger.entry FROM tickmark_management');
  try {
    expect((await complete(id)).status).toBe(500);
  } finally {
    await api.owner.query('GRANT INSERT ON ledger.entry TO tickmark_management');
  }
  expect((await api.ask(lead, 'GET', `${base}/evidence`)).json.total).toBe(0);
  expect(await filesBelow(join(api.data, 'evidence', 'blobs'))).toEqual([]);
  expect((await complete(id)).status).toBe(201);
});

// 300 MB go in and out again; of them a fraction is ever in memory, of sender and server together.
test('300 MB are sent, looked through and read within 150 MB of additional memory', async () => {
  const size = 300_000_000;
  const { status, sent, recorded, read, growthBytes, seconds } = await sendLarge(size);
  expect([status, recorded.size, recorded.sha256, read]).toEqual([201, size, sent, sent]);
  expect([growthBytes < 150_000_000, growthBytes, seconds]).toEqual([true, growthBytes, seconds]);
});
