import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dayOf, serialOf, showsDay } from './dates.ts';
import { readXlsx, writeXlsx } from './xlsx.ts';
import { xlsxStream } from './xlsx-stream.ts';
import { readZip, writeZip } from './zip.ts';

const limits = { entries: 100, total: 1_000_000 };
const rows = [
  ['Id', 'Text'],
  ['=1+1', ' a & b <c> "d"\nsecond line\ttab '],
  ['', '', 'third \u{1f600}'],
];
async function all(pieces: AsyncIterable<Buffer>): Promise<Buffer[]> {
  const got: Buffer[] = [];
  for await (const piece of pieces) got.push(piece);
  return got;
}

const part = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });

test('a workbook is read as it was written, and written twice it is the same bytes', async () => {
  const bytes = writeXlsx([{ name: 'First & last', rows }]);
  expect(await readXlsx(bytes, limits)).toEqual([{ name: 'First & last', rows, formulas: [] }]);
  const digest = (one: Buffer) => createHash('sha256').update(one).digest('hex');
  expect(digest(writeXlsx([{ name: 'First & last', rows }]))).toBe(digest(bytes));
});

test('shared strings and numbers of other programs are read, and a formula is told and not read', async () => {
  const files = [...(await readZip(writeXlsx([{ name: 'A', rows }]), limits))].map(([name, bytes]) => ({
    name,
    bytes,
  }));
  const other = files.map((file) =>
    file.name === 'xl/worksheets/sheet1.xml'
      ? part(
          file.name,
          '<x:worksheet xmlns:x="u"><x:sheetData><x:row r="1"><x:c r="A1" t="s"><x:v>1</x:v></x:c><x:c r="C1"><x:v>46000</x:v></x:c><x:c r="D1" t="str"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
        )
      : file,
  );
  const strings = part(
    'xl/sharedStrings.xml',
    '<sst><si><t>no</t></si><si><r><t>Who </t></r><r><t><![CDATA[<left]]>&#33;</t></r></si><!-- a > b --></sst>',
  );
  expect(await readXlsx(writeZip([...other, strings]), limits)).toEqual([
    { name: 'A', rows: [['Who <left!', '', '46000', '2']], formulas: ['D1'] },
  ]);
});

test.each([
  ['macro', /macro/, part('xl/vbaProject.bin', 'x')],
  ['link', /leads to other files/, part('xl/externalLinks/externalLink1.xml', '<x/>')],
  ['cut', /cut off/, part('xl/sharedStrings.xml', '<sst><si>')],
  ['document type', /document type/, part('xl/sharedStrings.xml', '<!DOCTYPE a [<!ENTITY b "c">]><sst/>')],
])('a workbook with a %s is refused', async (_what, says, added) => {
  const files = [...(await readZip(writeXlsx([{ name: 'A', rows }]), limits))].map(([name, bytes]) => ({
    name,
    bytes,
  }));
  await expect(readXlsx(writeZip([...files, added]), limits)).rejects.toThrow(says);
});

test('an archive that is cut, leads out, says a name twice or explodes is refused', async () => {
  const whole = writeZip([part('a.txt', 'one'), part('b.txt', 'two')]);
  for (let end = 0; end < whole.length; end += 1)
    await expect(readZip(whole.subarray(0, end), limits)).rejects.toThrow();
  for (const name of ['../a', '/etc/passwd', 'C:/a', 'a\\..\\b', 'a/../../b'])
    await expect(readZip(writeZip([part(name, 'x')]), limits)).rejects.toThrow(/leads out/);
  await expect(readZip(writeZip([part('a', '1'), part('A', '2')]), limits)).rejects.toThrow(/twice/);
  await expect(readZip(writeZip([part('a', 'x'.repeat(2_000_000))]), limits)).rejects.toThrow(/come out/);
  // A small file that says it is small, and is not.
  const packed = deflateRawSync(Buffer.alloc(50_000_000));
  const liar = writeZip([{ name: 'a', bytes: packed }]);
  const entry = liar.indexOf(Buffer.from('504b0102', 'hex'));
  for (const at of [8, entry + 10]) liar.writeUInt16LE(8, at);
  liar.writeUInt32LE(10, entry + 24);
  await expect(readZip(liar, limits)).rejects.toThrow(/longer than it says/);
});

test('a workbook that was streamed is read as it was meant: days, times, numbers, what is true, and texts whatever they begin with', async () => {
  const columns = ['text', 'day', 'instant', 'number', 'boolean'].map(
    (kind) => ({ header: kind, kind, width: 9 }) as const,
  );
  async function* pages() {
    yield [['=1+1 _x0041_ \r\n', { day: '2027-01-31' }, { instant: '2026-11-23T14:54:52.068Z' }, -0.1, true] as const];
    yield [[null, { day: '1900-02-28' }, null, 1e21, false] as const, ['', null, null, 0, null] as const];
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the kinds above are those of columns
  const made = xlsxStream('A & B', columns as Parameters<typeof xlsxStream>[1], pages());
  const bytes = Buffer.concat(await all(made));
  expect(await readXlsx(bytes, limits)).toEqual([
    {
      name: 'A & B',
      rows: [
        ['text', 'day', 'instant', 'number', 'boolean'],
        ['=1+1 _x0041_ \r\n', '2027-01-31', '2026-11-23T14:54:52Z', '-0.1', 'true'],
        ['', '1900-02-28', '', '1e+21', 'false'],
        ['', '', '', '0'],
      ],
      formulas: [],
    },
  ]);
});

test('what goes wrong while a workbook is streamed ends it, and whoever stops reading stops its rows', async () => {
  let ended = false;
  async function* failing() {
    yield [['one']];
    throw new Error('the database went away');
  }
  async function* endless() {
    try {
      for (;;) yield [[Math.random().toString(36).repeat(50)]];
    } finally {
      ended = true;
    }
  }
  const column = { header: 'a', kind: 'text', width: 9 } as const;
  await expect(all(xlsxStream('A', [column], failing()))).rejects.toThrow('went away');
  let size = 0;
  for await (const piece of xlsxStream('A', [column], endless())) {
    size += piece.length;
    if (size > 1_000_000) break;
  }
  await expect.poll(() => ended).toBe(true);
});

test('days are counted as programs for tables count them, and a format says whether it shows one', () => {
  expect(['1900-03-01', '2000-01-01', '2199-12-31', '1900-02-28'].map(serialOf)).toEqual([61, 36526, 109574, null]);
  expect([1, 59, 61, 36526, 0, 3e6, Number.NaN].map((serial) => dayOf(serial, false))).toEqual([
    '1900-01-01',
    '1900-02-28',
    '1900-03-01',
    '2000-01-01',
    null,
    null,
    null,
  ]);
  expect([dayOf(0, true), dayOf(36526.5, false)]).toEqual(['1904-01-01', '2000-01-01T12:00:00Z']);
  expect(['dd/mm/yyyy;@', 'mmm\\-yy', '[$-409]d', 'yyyy'].map(showsDay)).toEqual([true, true, true, true]);
  expect(['General', '0.00', '#,##0 "days"', '[h]:mm:ss', 'mm:ss', '[Red]0', '@'].map(showsDay)).toEqual(
    Array.from({ length: 7 }, () => false),
  );
});
