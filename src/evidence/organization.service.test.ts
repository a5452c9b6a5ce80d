import { expect, test } from 'vitest';
import { digestOf, newKey, openCompany } from '../../test/evidence.ts';
import { ed25519PublicKey, parseTlogProof, verifyTlogProof } from '../ledger/index.ts';
import { logOrigin } from '../http/api/as-member.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const table = 'person,left\nN-0117,2026-09-30\nN-0118,\n';
const leaked = `key: ${['AKIA', 'IOSFODNN7EXAMPLE'].join('')}\n`;

async function withControls() {
  const company = await openCompany();
  const { api, lead, base } = company;
  for (const code of ['IAM-02', 'HR-01']) {
    const made = await api.ask(lead, 'POST', `${base}/controls`, {
      body: {
        code,
        content: {
          title: `Control ${code}`,
          statement: 'Leavers lose access.',
          criteria: ['CC6.1'],
          frequency: 'daily',
        },
      },
      headers: newKey(),
    });
    if (made.status !== 201) throw new Error(made.text);
  }
  const change = (code: string, version: number, body: object) =>
    api.ask(lead, 'PATCH', `${base}/evidence/${code}`, { body, headers: { 'if-match': `"v${version}"` } });
  const list = async (query: string) =>
    (await api.ask(lead, 'GET', `${base}/evidence?${query}`)).json.items.map((item: { code: string }) => item.code);
  return { ...company, change, list };
}

test('the list narrows by state, control, period, freshness and words', async () => {
  const { add, change, list } = await withControls();
  await add(table, { name: 'People list with leavers', links: ['IAM-02', 'HR-01'], freshUntil: '2199-01-01' });
  await add(table, {
    name: 'Cloud audit log',
    periodStart: '2026-09-01',
    periodEnd: '2026-09-30',
    links: ['IAM-02'],
    freshUntil: '2020-01-01',
  });
  await add(table, { name: 'Network diagram', source: undefined, periodStart: undefined, periodEnd: undefined });
  expect(await list('state=ready&sort=code')).toEqual(['EV-0001', 'EV-0002']);
  expect(await list('state=draft')).toEqual(['EV-0003']);
  expect(await list('record=IAM-02&sort=code')).toEqual(['EV-0001', 'EV-0002']);
  expect(await list('record=HR-01')).toEqual(['EV-0001']);
  expect(await list('periodFrom=2025-10-01&periodTo=2026-08-31')).toEqual(['EV-0001']);
  expect(await list('periodFrom=2026-09-30&sort=code')).toEqual(['EV-0001', 'EV-0002']);
  expect(await list('freshness=fresh')).toEqual(['EV-0001']);
  expect(await list('freshness=stale')).toEqual(['EV-0002']);
  expect(await list('freshness=unknown')).toEqual(['EV-0003']);
  expect(await list('freshness=ending')).toEqual([]);
  expect(await list('kind=table&sort=code')).toEqual(['EV-0001', 'EV-0002', 'EV-0003']);
  expect(await list('kind=pdf')).toEqual([]);
  expect(await list('kind=other')).toEqual([]);
  expect(await list('q=leav')).toEqual(['EV-0001']);
  expect(await list('q=ev-0002')).toEqual(['EV-0002']);
  expect(await list('q=hr%20system&sort=-code')).toEqual(['EV-0002', 'EV-0001']);
  const soon = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await change('EV-0002', 1, { freshUntil: soon });
  expect(await list('freshness=ending')).toEqual(['EV-0002']);
  await change('EV-0001', 1, { links: ['HR-01'] });
  expect(await list('record=IAM-02')).toEqual(['EV-0002']);
});

test('pages follow each other without a gap or a repeat, in every order', async () => {
  const { api, lead, base, add } = await withControls();
  for (let i = 0; i < 7; i += 1) await add(`${table}${i}`, { periodEnd: `2026-09-${10 + (i % 3)}` });
  for (const sort of ['code', '-code', 'uploadedAt', '-uploadedAt', 'periodEnd', '-periodEnd']) {
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = (await api.ask(lead, 'GET', `${base}/evidence?limit=3&sort=${sort}${cursor}`)).json;
      seen.push(...page.items.map((item: { code: string }) => item.code));
      cursor = page.next === null ? '' : `&cursor=${page.next}`;
    } while (cursor !== '');
    expect([sort, seen.length, new Set(seen).size]).toEqual([sort, 7, 7]);
  }
  expect((await api.ask(lead, 'GET', `${base}/evidence?cursor=x`)).status).toBe(422);
});

test('the list leaves as a table, as it is filtered and sorted, each page of it, and that it left is on record', async () => {
  const { api, lead, base, add } = await withControls();
  await add(table, { name: '=1+1', links: ['IAM-02', 'HR-01'], freshUntil: '2199-01-01' });
  for (let at = 1; at <= 205; at += 1) await add(`a,b\n${at},2\n`, { name: `List ${at}`, links: [] });
  const csv = await api.ask(lead, 'GET', `${base}/evidence/export.csv?sort=code`);
  expect([csv.status, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  const lines = csv.text.trim().split('\r\n');
  expect(lines).toHaveLength(207);
  expect(lines[0]).toMatch(/^Code,Name,State,Records,Period from,/);
  expect(lines[1]).toMatch(/^EV-0001,'=1\+1,ready,HR-01; IAM-02,/);
  expect(lines[1]).toContain(digestOf(table));
  expect(lines[1]).toMatch(/,[^,@]+@[^,@]+,text\/csv,/);
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(
    Array.from({ length: 206 }, (_, at) => `EV-${String(at + 1).padStart(4, '0')}`),
  );
  const narrowed = await api.ask(lead, 'GET', `${base}/evidence/export.csv?record=HR-01`);
  expect(narrowed.text.trim().split('\r\n')).toHaveLength(2);
  const book = await api.ask(lead, 'GET', `${base}/evidence/export.xlsx?q=List`);
  expect([book.status, book.text.slice(0, 2)]).toEqual([200, 'PK']);
  expect((await api.ask(lead, 'GET', `${base}/evidence/export.csv?limit=5`)).status).toBe(422);
  const { rows } = await api.owner.query<{ envelope: string }>(
    'SELECT envelope FROM ledger.opening ORDER BY origin, idx',
  );
  const said = rows.map(
    ({ envelope }) => JSON.parse(Buffer.from(JSON.parse(envelope).payload, 'base64').toString()).predicate.body,
  );
  const left = (format: string) => expect.objectContaining({ event: 'exported', part: 'evidence', format });
  expect(said.slice(-3)).toEqual([left('csv'), left('csv'), left('xlsx')]);
});

test('what is said of an item changes from the version that was read; its bytes never do', async () => {
  const { api, owner, lead, base, add, change } = await withControls().then((all) => ({
    ...all,
    owner: all.api.owner,
  }));
  await add(table);
  const body = {
    name: 'Leavers',
    source: { system: 'Payroll', query: 'status=any' },
    periodStart: '2025-11-01',
    links: ['HR-01'],
    why: 'Named after what it is',
  };
  const changed = await change('EV-0001', 1, body);
  expect([changed.status, changed.headers['etag']]).toEqual([200, '"v2"']);
  expect(changed.json).toMatchObject({
    name: 'Leavers',
    source: { system: 'Payroll', collector: null, query: 'status=any', account: null },
    periodStart: '2025-11-01',
    periodEnd: '2026-09-30',
    links: [{ register: 'controls', code: 'HR-01' }],
    sha256: digestOf(table),
    state: 'ready',
  });
  expect((await change('EV-0001', 1, { name: 'Late' })).status).toBe(412);
  expect((await change('EV-0001', 2, { periodEnd: '2025-01-01' })).status).toBe(422);
  expect((await change('EV-0001', 2, { periodEnd: null })).status).toBe(422);
  expect((await change('EV-0001', 2, { links: ['NO-1'] })).json.errors[0].pointer).toBe('/links/0');
  expect((await change('EV-0001', 2, { sha256: 'a'.repeat(64) })).status).toBe(422);
  const { items } = (await api.ask(lead, 'GET', `${base}/evidence/EV-0001/history`)).json;
  expect(items.map((one: { version: number }) => one.version)).toEqual([2, 1]);
  expect(items[0]).toMatchObject({ why: 'Named after what it is', by: { id: lead.id } });
  expect(items[0].changes.map((one: { field: string }) => one.field)).toEqual([
    'name',
    'source',
    'links',
    'periodStart',
  ]);
  await expect(owner.query(`UPDATE management.evidence SET sha256 = repeat('0', 64)`)).rejects.toThrow('written once');
  await expect(owner.query('DELETE FROM management.evidence')).rejects.toThrow('written once');
});

test('what holds a secret waits until a person releases it with a reason, or recalls it', async () => {
  const { api, lead, base, add, change, list } = await withControls();
  const made = await add(leaked, { name: 'settings.txt' });
  expect(made.json).toMatchObject({
    state: 'quarantined',
    findings: [{ kind: 'cloud-key', count: 1, places: ['line 1'] }],
  });
  const refused = await api.ask(lead, 'GET', `${base}/evidence/EV-0001/content`);
  expect([refused.status, refused.json.type]).toEqual([409, 'urn:tickmark:problem:conflict']);
  expect((await api.ask(lead, 'GET', `${base}/evidence/EV-0001/preview`)).json.lines).toEqual([
    { line: 1, text: leaked.trim() },
  ]);
  expect((await change('EV-0001', 1, { state: 'ready' })).json.detail).toBe('EV-0001: Give a reason.');
  const released = await change('EV-0001', 1, {
    state: 'ready',
    why: 'The key of the documentation, no account has it',
  });
  expect([released.status, released.json.state, released.json.findings.length]).toEqual([200, 'ready', 1]);
  expect((await api.ask(lead, 'GET', `${base}/evidence/EV-0001/content`)).text).toBe(leaked);
  expect((await change('EV-0001', 2, { state: 'draft' })).status).toBe(409);
  const recalled = await change('EV-0001', 2, { state: 'recalled', why: 'Sent by mistake' });
  expect(recalled.json.state).toBe('recalled');
  expect((await api.ask(lead, 'GET', `${base}/evidence/EV-0001/content`)).status).toBe(409);
  expect((await api.ask(lead, 'GET', `${base}/evidence/EV-0001/preview`)).status).toBe(409);
  expect((await change('EV-0001', 3, { state: 'ready', why: 'Again' })).status).toBe(409);
  expect(await list('state=recalled')).toEqual(['EV-0001']);
  expect((await api.ask(lead, 'GET', `${base}/evidence`)).json.counts).toEqual({
    quarantined: 0,
    ready: 0,
    recalled: 1,
  });
});

test('a contributor sends evidence, and decides nothing about it', async () => {
  const { api, organization, base, add } = await withControls();
  await add(leaked);
  const contributor = await api.addPerson(organization, ['contributor']);
  const begun = await api.ask(contributor, 'POST', `${base}/uploads`, {
    body: { name: 'a.txt', size: 1, sha256: digestOf('a') },
    headers: newKey(),
  });
  expect(begun.status).toBe(201);
  const released = await api.ask(contributor, 'PATCH', `${base}/evidence/EV-0001`, {
    body: { state: 'ready', why: 'Mine' },
    headers: { 'if-match': '"v1"' },
  });
  expect(released.status).toBe(403);
});

test('what has no source is a draft until somebody says where it is from', async () => {
  const { add, change } = await withControls();
  expect((await add(table, { source: undefined })).json).toMatchObject({ state: 'draft', source: null });
  expect((await change('EV-0001', 1, { state: 'ready' })).json.detail).toBe('EV-0001: Say first where it comes from.');
  expect((await change('EV-0001', 1, { state: 'ready', source: { system: 'HR' } })).json.state).toBe('ready');
});

test('a new version names the one it replaces, once', async () => {
  const { api, lead, base, add, send } = await withControls();
  await add(table);
  await expect(send(Buffer.from(table), { replaces: 'EV-0007' })).rejects.toThrow('There is no evidence EV-0007');
  const rival = await send(Buffer.from(`${table}x`), { replaces: 'EV-0001' });
  expect((await add(`${table}N-0119,\n`, { replaces: 'EV-0001' })).json).toMatchObject({ replaces: 'EV-0001' });
  expect((await api.ask(lead, 'GET', `${base}/evidence/EV-0001`)).json).toMatchObject({ replacedBy: 'EV-0002' });
  const late = await api.ask(lead, 'POST', `${base}/uploads/${rival}/complete`);
  expect([late.status, late.json.detail]).toEqual([409, 'EV-0001 was replaced already, by EV-0002.']);
});

test('a preview shows the first rows of a table, and where the rest is', async () => {
  const { api, lead, base, add } = await withControls();
  await add(table);
  expect((await api.ask(lead, 'GET', `${base}/evidence/EV-0001/preview`)).json).toEqual({
    kind: 'rows',
    head: ['person', 'left'],
    rows: [
      { row: 2, cells: ['N-0117', '2026-09-30'] },
      { row: 3, cells: ['N-0118', ''] },
    ],
    lines: [],
    isWhole: true,
    content: `${base}/evidence/EV-0001/content`,
  });
});

test('every read of the bytes is on record, and rests on the entry that took them in', async () => {
  const { api, lead, base, add } = await withControls();
  const { receipt } = (await add(table)).json;
  await api.ask(lead, 'GET', `${base}/evidence/EV-0001/content`);
  await api.ask(lead, 'GET', `${base}/evidence/EV-0001/preview`);
  const { rows } = await api.owner.query<{ envelope: string }>(
    'SELECT envelope FROM ledger.opening ORDER BY origin, idx',
  );
  const said = rows.map(({ envelope }) => {
    const { predicateType, predicate } = JSON.parse(Buffer.from(JSON.parse(envelope).payload, 'base64').toString());
    return [predicateType.split(':').at(-2), predicate.body.event, predicate.inputs];
  });
  expect(said.slice(-4)).toEqual([
    ['access', 'upload-begun', []],
    ['collection', undefined, []],
    ['access', 'read', [receipt]],
    ['access', 'previewed', [receipt]],
  ]);
});

test('the receipt proves the entry in the log once it is integrated', async () => {
  const { api, lead, base, organization, add } = await withControls();
  const made = await add(table);
  const before = (await api.ask(lead, 'GET', `${base}/evidence/EV-0001/receipt`)).json;
  expect(before).toMatchObject({ entry: made.json.receipt, sha256: digestOf(table), checkpoint: null, proof: null });
  await api.recorder.integrate();
  const after = (await api.ask(lead, 'GET', `${base}/evidence/EV-0001/receipt`)).json;
  const seed = Buffer.from((await readFile(join(api.data, 'keys', 'recorder.key'), 'utf8')).trim(), 'hex');
  const key = {
    name: logOrigin(api.options.origin, organization),
    type: 1 as const,
    publicKey: ed25519PublicKey(seed),
  };
  const verified = verifyTlogProof(after.proof.tlog, Buffer.from(after.proof.leafHash, 'hex'), key);
  expect([verified.index, verified.checkpoint.size]).toEqual([made.json.receipt.index, after.checkpoint.size]);
  expect(parseTlogProof(after.proof.tlog).proof.length).toBe(after.proof.hashes.length);
  const statement = JSON.parse(Buffer.from(JSON.parse(after.opening.envelope).payload, 'base64').toString());
  expect(statement.subject).toEqual([{ name: 'evidence/EV-0001', digest: { sha256: digestOf(table) } }]);
});

test('bytes that were changed on disk are not given out as if they were whole', async () => {
  const { api, lead, base, parts, add } = await withControls();
  await add(table);
  const { rows } = await api.owner.query<{ blob: string }>('SELECT blob FROM management.evidence');
  await parts.blobs.delete(rows[0]?.blob ?? '');
  expect((await api.ask(lead, 'GET', `${base}/evidence/EV-0001/content`)).status).toBe(500);
});
