import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readXlsx, writeXlsx } from './xlsx.ts';
import { readZip, writeZip } from './zip.ts';

const limits = { entries: 100, total: 1_000_000 };
const rows = [
  ['Id', 'Text'],
  ['=1+1', ' a & b <c> "d"\nsecond line\ttab '],
  ['', '', 'third \u{1f600}'],
];
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
