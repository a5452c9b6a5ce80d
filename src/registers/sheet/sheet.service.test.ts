import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readXlsx, writeXlsx } from '../../adapters/xlsx/xlsx.ts';
import { readZip, writeZip } from '../../adapters/xlsx/zip.ts';
import { csrfOf, sessionCookie } from '../../identity/index.ts';
import { openTestApi, type Person, type TestApi } from '../../../test/api.ts';
import { fillRisks } from '../../../test/many-records.ts';

const limits = { entries: 100, total: 50_000_000 };
let number = 0;
const newKey = () => ({ 'idempotency-key': `sheet-${(number += 1)}` });

async function company(api: TestApi) {
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager'], { email: 'lead@northline.example' });
  const base = `/organizations/${organization}`;
  const headersOf = (person: Person) => ({
    cookie: `${sessionCookie}=${person.token}`,
    'x-tickmark-csrf': csrfOf(person.token),
    host: 'localhost',
  });
  const send = async (path: string, bytes: Buffer | string, who: Person, more: Record<string, string> = {}) => {
    const reply = await api.app.inject({
      method: 'POST',
      url: `/api/v1${base}${path}`,
      headers: { ...headersOf(who), 'content-type': 'application/octet-stream', ...more },
      payload: Buffer.from(bytes),
    });
    return { status: reply.statusCode, json: reply.body === '' ? null : JSON.parse(reply.body) };
  };
  return {
    api,
    organization,
    lead,
    base,
    add: async (register: string, body: object) => {
      const made = await api.ask(lead, 'POST', `${base}/${register}`, { body, headers: newKey() });
      if (made.status !== 201) throw new Error(made.text);
      return made.json;
    },
    read: async (register: string, id: string) => (await api.ask(lead, 'GET', `${base}/${register}/${id}`)).json,
    change: (register: string, id: string, version: number, body: object, who = lead) =>
      api.ask(who, 'PATCH', `${base}/${register}/${id}`, { body, headers: { 'if-match': `"v${version}"` } }),
    all: async (register: string) => (await api.ask(lead, 'GET', `${base}/${register}?sort=code&limit=200`)).json.items,
    give: async (path: string): Promise<Buffer> => {
      const url = `/api/v1${base}${path}`;
      const reply = await api.app.inject({ method: 'GET', url, headers: headersOf(lead) });
      if (reply.statusCode !== 200) throw new Error(reply.body);
      return reply.rawPayload;
    },
    look: (register: string, bytes: Buffer | string, more = '', who = lead) =>
      send(`/${register}/import/preview?name=list.csv${more}`, bytes, who),
    take: (register: string, bytes: Buffer | string, plan: string, more = '', who = lead, key = newKey()) =>
      send(`/${register}/import?name=list.csv&plan=${plan}${more}`, bytes, who, key),
  };
}

const risk = (title: string, more: object = {}) => ({
  content: { title, likelihood: 'possible', impact: 'high', ...more },
});

async function sheetOf(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const [sheet] = await readXlsx(bytes, limits);
  return sheet?.rows ?? [];
}

/** A workbook with something in its sheet replaced, everything else as it was. */
async function replaced(bytes: Buffer, ...pairs: readonly (readonly [string, string])[]): Promise<Buffer> {
  const files = [...(await readZip(bytes, limits))].map(([name, content]) => {
    if (name !== 'xl/worksheets/sheet1.xml') return { name, bytes: content };
    const text = pairs.reduce((sum, [from, to]) => {
      if (sum.split(from).length !== 2) throw new Error(`${from} is not there once.`);
      return sum.replace(from, to);
    }, content.toString('utf8'));
    return { name, bytes: Buffer.from(text) };
  });
  return writeZip(files);
}

describe('a list that leaves as a table and comes back', () => {
  test('exported as a workbook, two cells changed and taken in: exactly these two records change, and nothing else', async () => {
    const { add, all, give, look, take, api, lead, base } = await company(await openTestApi());
    await add('risks', { ...risk('=1+1', { description: 'One\r\ntwo\n' }), ownerId: lead.id, dueOn: '2027-01-31' });
    await add('risks', { ...risk("'=x"), effectiveFrom: '2026-01-01', effectiveTo: '2026-12-31' });
    await add('risks', risk('-5 & _x0041_ <b>'));
    await add('risks', risk('Fourth'));
    const before = await all('risks');
    const given = await give('/risks/export.xlsx');
    expect((await look('risks', given)).json.counts).toEqual({ create: 0, change: 0, none: 4, refused: 0 });
    const changed = await replaced(given, ['Fourth', 'Fourth, sharper'], ['-5 &amp; ', '-6 &amp; ']);
    const seen = (await look('risks', changed)).json;
    expect(seen.counts).toEqual({ create: 0, change: 2, none: 2, refused: 0 });
    expect(seen.rows.filter((row: { does: string }) => row.does === 'change')).toMatchObject([
      {
        row: 4,
        code: 'RSK-003',
        changes: [{ column: 'Title', before: '-5 & _x0041_ <b>', after: '-6 & _x0041_ <b>' }],
      },
      { row: 5, code: 'RSK-004', changes: [{ column: 'Title', before: 'Fourth', after: 'Fourth, sharper' }] },
    ]);
    expect(await all('risks')).toEqual(before);
    const taken = await take('risks', changed, seen.plan);
    expect([taken.status, taken.json]).toEqual([200, { create: 0, change: 2, none: 2, refused: 0 }]);
    const after = await all('risks');
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after.map((one: { version: number }) => one.version)).toEqual([1, 1, 2, 2]);
    expect(after[3]).toMatchObject({
      ...before[3],
      version: 2,
      changedAt: expect.any(String),
      content: { title: 'Fourth, sharper' },
    });
    const { json } = await api.ask(lead, 'GET', `${base}/risks/RSK-004/history`);
    expect(json.items[0].why).toBe('From the file list.csv, row 5.');
    expect(json.items[0].changes).toEqual([{ field: 'title', before: 'Fourth', after: 'Fourth, sharper' }]);
  });

  test('as CSV likewise, and a list comes back as it was filtered and sorted', async () => {
    const { add, all, give, look, take } = await company(await openTestApi());
    await add('risks', risk('=1+1', { description: 'One\ntwo\n' }));
    await add('risks', risk("'=x"));
    await add('risks', { ...risk('Third'), state: 'treated' });
    const csv = (await give('/risks/export.csv')).toString();
    expect(csv).toContain(`'=1+1`);
    expect((await look('risks', csv)).json.counts).toEqual({ create: 0, change: 0, none: 3, refused: 0 });
    const changed = csv.replace('Third', 'The third').replace(`''=x`, 'second');
    const seen = (await look('risks', changed)).json;
    expect(seen.rows.map((row: { does: string }) => row.does)).toEqual(['none', 'change', 'change']);
    expect((await take('risks', changed, seen.plan)).status).toBe(200);
    expect((await all('risks')).map((one: { content: { title: string } }) => one.content.title)).toEqual([
      '=1+1',
      'second',
      'The third',
    ]);
    const narrowed = (await give('/risks/export.csv?state=open&sort=-code')).toString();
    expect(narrowed.split('\r\n').map((row) => row.slice(0, 7))).toEqual(['Code,Ve', 'RSK-002', 'RSK-001', '']);
    const rows = await sheetOf(await give('/risks/export.xlsx?q=third&sort=-changedAt'));
    expect(rows.map((row) => row[0])).toEqual(['Code', 'RSK-003']);
  });

  test('what somebody else changed meanwhile is refused where the file changed it too, and stays where it did not', async () => {
    const { add, give, look, take, change, read } = await company(await openTestApi());
    await add('risks', risk('First'));
    await add('risks', risk('Second'));
    const given = await give('/risks/export.xlsx');
    await change('risks', 'RSK-001', 1, { content: { impact: 'low' } });
    const other = (await look('risks', await replaced(given, ['Second', 'Second, sharper']))).json;
    expect(other.rows.map((row: { does: string }) => row.does)).toEqual(['none', 'change']);
    const both = await replaced(given, ['First', 'First, sharper'], ['Second', 'Second, sharper']);
    const seen = (await look('risks', both)).json;
    expect(seen.rows[0]).toMatchObject({
      does: 'refused',
      problems: [{ column: 'Version', sentence: 'RSK-001 was changed in the meantime; it is now version 2.' }],
    });
    const refused = await take('risks', both, seen.plan);
    expect([refused.status, refused.json.errors[0].pointer]).toEqual([422, 'row:2']);
    expect((await read('risks', 'RSK-002')).version).toBe(1);
    // Changed between looking and taking in, by a file that names no version: nothing of it happens.
    const plain = 'Code;Title;Impact\nRSK-002;Second, sharper;high\n';
    const looked = (await look('risks', plain)).json;
    await change('risks', 'RSK-002', 1, { content: { impact: 'low' } });
    const late = await take('risks', plain, looked.plan);
    expect([looked.counts.change, late.status]).toEqual([1, 409]);
    expect((await read('risks', 'RSK-002')).content).toMatchObject({ title: 'Second', impact: 'low' });
  });
});

test('a plain file of texts makes records, once, and says who wrote them from which row', async () => {
  const { look, take, all, api, lead, base } = await company(await openTestApi());
  const file =
    'Name;Likelihood;Impact;Owner;Due date;Anything\nLoss of a region;Possible;high;LEAD@northline.example;2027-02-28;x\n\nFire;possible;low;;;\n';
  const guessed = (await look('risks', file)).json;
  expect(guessed.columns.map((column: { name: string | null }) => column.name)).toEqual([
    null,
    'content.likelihood',
    'content.impact',
    'owner',
    'due',
    null,
  ]);
  expect(guessed.rows[0].problems).toEqual([{ column: 'Title', sentence: 'This may not be empty.' }]);
  const columns = '&columns=content.title,content.likelihood,content.impact,owner,due,-';
  const seen = (await look('risks', file, columns)).json;
  expect(seen.counts).toEqual({ create: 2, change: 0, none: 0, refused: 0 });
  const key = newKey();
  const taken = await take('risks', file, seen.plan, columns, lead, key);
  expect([taken.status, taken.json.create]).toEqual([200, 2]);
  const again = await take('risks', file, seen.plan, columns, lead, key);
  expect([again.status, again.json]).toEqual([200, { create: 0, change: 0, none: 2, refused: 0 }]);
  expect(await all('risks')).toMatchObject([
    { code: 'RSK-001', ownerId: lead.id, dueOn: '2027-02-28', content: { title: 'Loss of a region', impact: 'high' } },
    { code: 'RSK-002', ownerId: null, dueOn: null, content: { title: 'Fire' } },
  ]);
  const { json } = await api.ask(lead, 'GET', `${base}/risks/RSK-002/history`);
  expect(json.items[0].why).toBe('From the file list.csv, row 4.');
});

test('every row that does not fit is refused with its column and its reason, and then nothing is taken in', async () => {
  const { add, look, take, all, api, organization, lead } = await company(await openTestApi());
  await add('risks', risk('First'));
  const stranger = await api.addPerson(await api.addOrganization('service-organization', 'Other'), ['adviser'], {
    email: 'stranger@other.example',
  });
  expect(stranger.organization).not.toBe(organization);
  const file = [
    'Code,Version,Title,Impact,Likelihood,Owner,Due,In force from,In force to,State',
    'RSK-001,1,,high,possible,,,,,',
    'RSK-099,,Gone,high,possible,,,,,',
    ',,Fine,high,possible,,,,,',
    ',,Impact,enormous,possible,,,,,',
    ',,Owner,high,possible,stranger@other.example,,,,',
    ',,Due,high,possible,,2027-02-30,,,',
    ',,Days,high,possible,,,2027-02-01,2027-01-01,',
    ',,State,high,possible,,,,,nowhere',
    'RSK-001,1,Twice,high,possible,,,,,',
    'RSK-001,9,Later,high,possible,,,,,',
    '',
  ].join('\r\n');
  const seen = (await look('risks', file)).json;
  expect(
    seen.rows.map((row: { row: number; problems: { column: string }[] }) => [row.row, row.problems[0]?.column]),
  ).toEqual([
    [2, 'Title'],
    [3, 'Code'],
    [4, undefined],
    [5, 'Impact'],
    [6, 'Owner'],
    [7, 'Due'],
    [8, 'In force to'],
    [9, 'State'],
    [10, 'Code'],
    [11, 'Code'],
  ]);
  const refused = await take('risks', file, seen.plan);
  expect([refused.status, refused.json.errors.length]).toEqual([422, 9]);
  expect((await all('risks')).length).toBe(1);
  const reader = await api.addPerson(organization, ['internal-auditor']);
  const tried = await Promise.all([
    look('risks', file, '', reader),
    take('risks', file, seen.plan, '', reader),
    look('risks', file, '&columns=code,code,-,-,-,-,-,-,-,-'),
    look('risks', file, '&columns=code'),
    look('risks', file, '&columns=code,version,content.nothing,-,-,-,-,-,-,-'),
    take('risks', 'Title,Likelihood,Impact\nOne,possible,high\n', '0'.repeat(64)),
    take('risks', 'Title\n', 'no plan'),
    api.ask(lead, 'POST', `/organizations/${organization}/received-requests/import`, { body: {} }),
  ]);
  expect(tried.map((reply) => reply.status)).toEqual([403, 403, 422, 422, 422, 409, 422, 404]);
  expect((await look('risks', 'Title\n', '', lead)).json.rows).toEqual([]);
});

test('what a record lacks already is not held against a row nobody touched, and what it has may not be emptied', async () => {
  const { api, organization, lead, give, look, add } = await company(await openTestApi());
  await fillRisks(api.owner, api.keys, { organizationId: organization, personId: lead.id, count: 2 });
  const csv = (await give('/risks/export.csv')).toString();
  expect((await look('risks', csv)).json.counts).toEqual({ create: 0, change: 0, none: 2, refused: 0 });
  const { code } = await add('vendors', { content: { title: 'Host', criticality: 'high' } });
  const emptied = (await look('vendors', `Code,Name\n${code},\n`)).json;
  expect(emptied.rows[0].problems).toEqual([{ column: 'Name', sentence: 'This may not be empty.' }]);
});

test('drafts of requests come in as a table, and what was sent stays as it was sent', async () => {
  const api = await openTestApi();
  const firm = await api.addOrganization('firm', 'Quill');
  const lead = await api.addPerson(firm, ['manager']);
  const base = `/organizations/${firm}/requests`;
  const ask = (path: string, body: string) =>
    api.ask(lead, 'POST', `${base}/import${path}`, {
      body,
      headers: { ...newKey(), 'content-type': 'application/octet-stream' },
    });
  const file = (title: string, state: string, code = '') =>
    `Code,State,Title,What is asked for,Notes\n${code},${state},${title},All of them,Ours\n`;
  const seen = (await ask('/preview?name=plan.csv', file('Leavers', 'Draft'))).json;
  expect((await ask(`?name=plan.csv&plan=${seen.plan}`, file('Leavers', 'Draft'))).json.create).toBe(1);
  const open = (await ask('/preview?name=plan.csv', file('Joiners', 'open'))).json;
  expect(open.rows[0].problems).toEqual([
    { column: 'State', sentence: 'What crosses the wall is changed by sending, not by hand.' },
  ]);
  await api.owner.query("UPDATE firm.record SET state = 'open'");
  const sent = (await ask('/preview?name=plan.csv', file('Other leavers', 'open', 'REQ-001'))).json;
  expect([sent.rows[0].does, sent.rows[0].problems[0].column]).toEqual(['refused', 'Title']);
  const notes = file('Leavers', 'open', 'REQ-001').replace('Ours', 'Seen');
  expect((await ask('/preview?name=plan.csv', notes)).json.counts).toMatchObject({ change: 1, refused: 0 });
});

test('a hostile file is refused with its reason, whatever it is', async () => {
  const { look, all } = await company(await openTestApi());
  const workbook = writeXlsx([
    {
      name: 'A',
      rows: [
        ['Title', 'Likelihood', 'Impact'],
        ['One', 'possible', 'high'],
      ],
    },
  ]);
  const with_ = async (name: string, bytes: string) =>
    writeZip(
      [...(await readZip(workbook, limits)), [name, Buffer.from(bytes)] as const].map(([n, b]) => ({
        name: n,
        bytes: b,
      })),
    );
  const cut = workbook.subarray(0, workbook.length - 30);
  const files: readonly (readonly [Buffer | string, RegExp])[] = [
    ['', /empty/],
    ['\n\n', /names no column/],
    ['Title,TITLE\na,b\n', /twice/],
    [Buffer.from([0x54, 0x69, 0xff, 0x0a]), /UTF-8/],
    [Buffer.from('\u0001\u0002', 'utf8'), /neither/],
    [Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old workbook/],
    ['Title\n"open', /quotation mark/],
    [`Title\n${'x'.repeat(40_000)}\n`, /more than 32767/],
    [`Title\n${'x\n'.repeat(10_001)}`, /more than 10000/],
    [`${'x,'.repeat(200)}\n1\n`, /more than 100/],
    [cut, /no ZIP archive/],
    [await with_('xl/vbaProject.bin', 'x'), /macro/],
    [await with_('xl/externalLinks/externalLink1.xml', '<x/>'), /leads to other files/],
    [await with_('xl/sharedStrings.xml', '<!DOCTYPE a [<!ENTITY b "c">]><sst/>'), /document type/],
    [writeZip([{ name: 'a', bytes: Buffer.alloc(70_000_000) }]).subarray(0, 100), /no ZIP archive/],
    [writeZip([{ name: 'a.txt', bytes: Buffer.from('x') }]), /no workbook/],
  ];
  for (const [bytes, says] of files) {
    const reply = await look('risks', bytes);
    expect([reply.status, reply.json.detail]).toEqual([422, expect.stringMatching(says)]);
  }
  const formula = await replaced(workbook, [
    '<c r="A2" t="inlineStr"><is><t xml:space="preserve">One</t></is></c>',
    '<c r="A2"><f>1+1</f><v>2</v></c>',
  ]);
  const seen = (await look('risks', formula)).json;
  expect(seen.rows[0]).toMatchObject({
    does: 'refused',
    problems: [{ column: 'Title', sentence: 'A2 is a formula: put its value there.' }],
  });
  expect((await look('risks', Buffer.alloc(17 * 1024 * 1024))).status).toBe(413);
  expect(await all('risks')).toEqual([]);
});

test('a list that is longer than a workbook is refused before a file begins', async () => {
  const { api, lead, base, add, give } = await company(await openTestApi());
  await add('risks', { ...risk('One'), state: 'treated' });
  await api.owner.query(`UPDATE management.tally SET counts = '{"open": 1048575, "treated": 1}'`);
  const refused = await api.ask(lead, 'GET', `${base}/risks/export.xlsx`);
  expect([refused.status, refused.json.detail]).toEqual([409, 'A workbook holds 1048575 records at most.']);
  expect((await sheetOf(await give('/risks/export.xlsx?state=treated'))).length).toBe(2);
  expect((await give('/risks/export.csv')).toString()).toContain('One');
});

test('days are days in a workbook and a text is a text whatever it begins with', async () => {
  const { add, give } = await company(await openTestApi());
  await add('risks', { ...risk('=HYPERLINK("http://x")'), dueOn: '2027-01-31' });
  const bytes = await give('/risks/export.xlsx');
  const files = await readZip(bytes, limits);
  const xml = files.get('xl/worksheets/sheet1.xml')?.toString() ?? '';
  expect(xml).toContain('<c r="E2" s="2"><v>46418</v></c>');
  expect(xml).not.toContain('<f');
  const [head, row] = await sheetOf(bytes);
  const said = Object.fromEntries((head ?? []).map((name, index) => [name, row?.[index]]));
  expect(said).toMatchObject({ Code: 'RSK-001', Version: '1', Due: '2027-01-31', Title: '=HYPERLINK("http://x")' });
  expect(said['Changed']).toMatch(/^\d{4}-\d\d-\d\dT/);
  expect(createHash('sha256').update(bytes).digest('hex')).toHaveLength(64);
});
