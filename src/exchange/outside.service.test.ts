import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { digestOf } from '../../test/evidence.ts';
import { alone, type Cells, filled, leavers, limits, tableOf } from '../../test/outside.ts';
import { writeXlsx } from '../adapters/xlsx/xlsx.ts';
import { readZip, writeZip } from '../adapters/xlsx/zip.ts';
import { columns } from './table.ts';

test('a firm whose client is elsewhere sends requests as a file, takes in the filled one with evidence, and decides', async () => {
  const firm = await alone('firm');
  expect(firm.begun.json).toMatchObject({ state: 'agreed', outside: true, partner: 'Northline Cloud' });
  const code = await firm.request();
  await firm.deliver();
  const given = await firm.give();
  // But for its signature, which says when it was given out, the same state is the same file.
  const [first, second] = [await readZip(given, limits), await readZip(await firm.give(), limits)];
  for (const name of ['manifest.json', 'exchange.xlsx']) expect(second.get(name)).toEqual(first.get(name));
  const [row] = await tableOf(given);
  expect(row).toMatchObject({ Kind: 'request', Reference: code, Title: 'List of leavers', State: 'open', Answer: '' });
  expect(JSON.stringify(row)).not.toContain('doubts');

  const back = filled([{ ...row, Answer: 'One left.', Files: 'evidence/leavers.csv' }], {
    'evidence/leavers.csv': leavers,
  });
  const seen = await firm.preview(back);
  expect(seen.json.rows).toMatchObject([
    { does: 'answer', text: 'One left.', files: [{ name: 'leavers.csv', sha256: digestOf(leavers) }], problems: [] },
  ]);
  expect((await firm.ask(`/requests/${code}`)).json.state).toBe('open');
  // Two who take it in at once: it is taken in once, and bytes that were kept for nothing are gone.
  const taken = await Promise.all([firm.take(back), firm.take(back)]);
  expect(taken.map(({ status }) => status)).toEqual([200, 200]);
  expect(taken.filter(({ json }) => json.rows[0].does === 'answer')).toHaveLength(1);
  const blobs = await readdir(join(firm.api.data, 'evidence', 'blobs'), { recursive: true, withFileTypes: true });
  expect(blobs.filter((one) => one.isFile())).toHaveLength(1);
  await firm.deliver();
  expect((await firm.ask(`/requests/${code}`)).json.state).toBe('answered');
  const thread = (await firm.ask(`/requests/${code}/thread`)).json;
  const answer = thread.items.at(-1);
  expect(answer).toMatchObject({
    kind: 'answer',
    from: 'management',
    content: { organization: 'Northline Cloud', role: 'outside' },
  });
  const content = await firm.ask(`/requests/${code}/evidence/${answer.sequence}/1/content`);
  expect(content.text).toBe(leavers.toString());

  const again = await firm.take(back);
  expect([again.status, again.json.rows[0].does]).toEqual([200, null]);
  expect((await firm.ask(`/requests/${code}/thread`)).json.items).toHaveLength(thread.items.length);
  expect((await firm.post(`/requests/${code}/return`, { text: 'September is missing.' })).status).toBe(200);
  expect((await tableOf(await firm.give()))[0]).toMatchObject({ Decision: 'return', Reason: 'September is missing.' });
});

test('two installations that know nothing of each other carry a request there and its answer back by files', async () => {
  const firm = await alone('firm');
  const company = await alone('management');
  const code = await firm.request({ asks: 'Line one.\nLine two, with "quotes" & <tags>.' });
  const asked = filled(await tableOf(await firm.give()));
  expect((await company.take(asked)).json.rows).toMatchObject([{ does: 'request', problems: [] }]);
  await company.deliver();
  const [received] = (await company.ask('/received-requests')).json.items;
  expect(received).toMatchObject({ state: 'open', content: { reference: code, firm: 'Harrow CPAs' } });
  expect((await company.take(asked)).json.rows).toMatchObject([{ does: null, problems: [] }]);

  const item = (await company.add(leavers, { name: 'leavers.csv', links: [received.code] })).json;
  const answered = await company.post(`/received-requests/${received.code}/answer`, {
    text: 'Here they are.',
    evidence: [item.code],
  });
  expect(answered.status).toBe(200);
  const files = await readZip(await company.give(), limits);
  expect([...files.keys()]).toEqual([
    'manifest.json',
    'signature.json',
    'exchange.xlsx',
    `evidence/${digestOf(leavers)}.csv`,
  ]);
  const carried = [...files].filter(([name]) => name !== 'manifest.json').map(([name, bytes]) => ({ name, bytes }));
  expect((await firm.take(writeZip(carried))).json.rows).toMatchObject([
    { does: 'answer', files: [{ name: 'leavers.csv' }] },
  ]);
  await firm.deliver();
  expect((await firm.post(`/requests/${code}/accept`, { text: 'Complete.' })).status).toBe(200);

  expect((await company.take(filled(await tableOf(await firm.give())))).json.rows).toMatchObject([
    { does: 'acceptance' },
  ]);
  await company.deliver();
  expect((await company.ask(`/received-requests/${received.code}`)).json.state).toBe('accepted');
});

test('what came back is refused row by row, and nothing of it is taken in', async () => {
  const firm = await alone('firm');
  await firm.request();
  const [row = {}] = await tableOf(await firm.give());
  const answer = { ...row, Answer: 'One left.' };
  const programme = Buffer.from('MZ\u0090\u0000 this is a program', 'latin1');
  const wrong: [Cells[], Record<string, Buffer>, RegExp][] = [
    [[{ ...answer, Id: '00000000-0000-4000-8000-000000000000' }], {}, /Nothing with this Id/],
    [[{ ...answer, Question: 'Some who left.' }], {}, /not what it was: Question/],
    [[answer, { ...answer, Answer: 'Two.' }], {}, /twice/],
    [[{ ...answer, Files: 'evidence/leavers.csv' }], {}, /not in the archive/],
    [[{ ...answer, Files: 'exchange.xlsx' }], {}, /not in the archive/],
    [
      [{ ...answer, Files: `evidence/${'0'.repeat(64)}.csv` }],
      { [`evidence/${'0'.repeat(64)}.csv`]: leavers },
      /another digest/,
    ],
    [[{ ...answer, Files: 'evidence/a.pdf' }], { 'evidence/a.pdf': leavers }, /not taken in/],
    [[{ ...answer, Files: 'evidence/a.csv' }], { 'evidence/a.csv': programme }, /not taken in/],
    [[{ ...answer, Files: 'evidence/a.csv | ../a.csv' }], { 'evidence/a.csv': leavers }, /a name that is none/],
    [[{ ...row, Files: 'evidence/a.csv' }], { 'evidence/a.csv': leavers }, /Answer is empty/],
  ];
  for (const [rows, files, says] of wrong) {
    const refused = await firm.take(filled(rows, files));
    expect([refused.status, refused.json.detail]).toEqual([422, expect.stringMatching(says)]);
    const seen = await firm.preview(filled(rows, files));
    expect([seen.status, JSON.stringify(seen.json.rows)]).toEqual([200, expect.stringMatching(says)]);
  }
  // One wrong row keeps the others out.
  const stranger = { ...answer, Id: '00000000-0000-4000-8000-000000000001' };
  expect((await firm.take(filled([answer, stranger]))).status).toBe(422);
  await firm.deliver();
  expect((await firm.ask('/requests')).json.items[0].state).toBe('open');
});

test('a file that is no package is refused with its reason, however it is made', async () => {
  const firm = await alone('firm');
  await firm.request();
  const given = await firm.give();
  const rows = await tableOf(given);
  const workbook = (extra: { name: string; bytes: Buffer }[]) =>
    readZip(writeXlsx([{ name: 'Requests', rows: [columns] }]), limits).then((files) =>
      writeZip([...[...files].map(([name, bytes]) => ({ name, bytes })), ...extra]),
    );
  const formula = (await readZip(filled(rows), limits)).get('exchange.xlsx') ?? Buffer.alloc(0);
  const withFormula = [...(await readZip(formula, limits))].map(([name, bytes]) => ({
    name,
    bytes: name.endsWith('sheet1.xml')
      ? Buffer.from(
          bytes
            .toString()
            .replace('</row></sheetData>', '<c r="O2"><f>HYPERLINK("http://x")</f><v>1</v></c></row></sheetData>'),
        )
      : bytes,
  }));
  const other = await readZip(given, limits);
  const foreign = Buffer.from((other.get('manifest.json') ?? '').toString().replaceAll(firm.engagement, 'another'));
  const files: [Buffer, RegExp][] = [
    [Buffer.from('not a zip'), /no ZIP/],
    [Buffer.alloc(0), /no ZIP/],
    [given.subarray(0, given.length - 30), /no ZIP/],
    [writeZip([{ name: 'other.txt', bytes: leavers }]), /There is no exchange.xlsx/],
    [writeZip([{ name: '../exchange.xlsx', bytes: leavers }]), /leads out/],
    [await workbook([{ name: 'xl/vbaProject.bin', bytes: leavers }]), /macro/],
    [writeXlsx([{ name: 'Other', rows: [columns] }]), /no sheet/],
    [writeXlsx([{ name: 'Requests', rows: [['Id', 'Id']] }]), /each of these columns once/],
    [writeZip(withFormula), /O2 is a formula/],
    [
      writeZip([
        { name: 'manifest.json', bytes: foreign },
        { name: 'exchange.xlsx', bytes: formula },
      ]),
      /another engagement/,
    ],
  ];
  for (const [bytes, says] of files) {
    const seen = await firm.preview(bytes);
    expect([seen.status, seen.json.detail]).toEqual([422, expect.stringMatching(says)]);
    expect((await firm.take(bytes)).status).toBe(422);
  }
});

test('a finding from outside that advises is refused, and one that states facts is received', async () => {
  const company = await alone('management');
  const finding = { Kind: 'finding', Reference: 'FND-7', Title: 'Accounts of leavers', Nature: 'operating-deviation' };
  const advised = await company.take(filled([{ ...finding, Question: 'We recommend that you implement a new tool.' }]));
  expect(advised.status).toBe(422);
  const stated = filled([{ ...finding, Question: 'Two of 25 accounts were open after the last day.' }]);
  expect((await company.take(stated)).json.rows).toMatchObject([{ does: 'finding' }]);
  expect((await company.take(stated)).json.rows).toMatchObject([{ does: null }]);
  await company.deliver();
  expect((await company.ask('/received-findings')).json.items).toMatchObject([
    { state: 'open', content: { title: 'Accounts of leavers', reference: 'FND-7' } },
  ]);
});

test('a partner in the installation has no files, and a stand-in is nobody who can be asked for', async () => {
  const firm = await alone('firm');
  const { rows } = await firm.api.owner.query<{ id: string }>(
    'SELECT id FROM identity.organization WHERE outside_of IS NOT NULL',
  );
  expect(rows).toHaveLength(1);
  expect((await firm.api.ask(firm.lead, 'GET', `/organizations/${rows[0]?.id ?? ''}/registers`)).status).toBe(404);
  const proposed = await firm.post('/exchange/engagements', {
    with: firm.organization,
    type: 'soc2-type1',
    periodEnd: '2026-09-30',
    title: 'Here',
  });
  expect((await firm.ask(`/exchange/engagements/${proposed.json.id}/package`)).status).toBe(409);
});
