import { expect, test } from 'vitest';
import { previewBytes, previewOf } from './preview.ts';

const typed = (type: string, encoding = 'utf-8') => ({ type, inner: null, encoding });
const of = (text: string, type: string, size = Buffer.byteLength(text)) =>
  previewOf(Buffer.from(text).subarray(0, previewBytes), typed(type), size);

test('a table is shown as rows that carry their number in the file', () => {
  expect(of('id;name\n1;"A; B"\n2;C\n', 'text/csv')).toEqual({
    kind: 'rows',
    head: ['id', 'name'],
    rows: [
      { row: 2, cells: ['1', 'A; B'] },
      { row: 3, cells: ['2', 'C'] },
    ],
    isWhole: true,
  });
});

test('of a long table the first 200 rows are shown, and no half row', () => {
  const text = `id,name\n${'12345,somebody\n'.repeat(40_000)}`;
  const shown = of(text, 'text/csv');
  if (shown.kind !== 'rows') throw new Error(shown.kind);
  expect([shown.rows.length, shown.rows.at(-1), shown.isWhole]).toEqual([
    200,
    { row: 201, cells: ['12345', 'somebody'] },
    false,
  ]);
  const cut = of('id,name\n1,some', 'text/csv', 1_000_000);
  expect(cut).toMatchObject({ head: ['id', 'name'], rows: [], isWhole: false });
});

test('JSON lines and texts are shown line by line, in their own encoding', () => {
  expect(of('{"a":1}\n{"a":2}\n', 'application/x-ndjson')).toEqual({
    kind: 'lines',
    lines: [
      { line: 1, text: '{"a":1}' },
      { line: 2, text: '{"a":2}' },
    ],
    isWhole: true,
  });
  const umlaut = Buffer.from('Prüfung', 'utf16le');
  expect(previewOf(umlaut, typed('text/plain', 'utf-16le'), umlaut.length)).toMatchObject({
    lines: [{ line: 1, text: 'Prüfung' }],
  });
  expect(of('x'.repeat(10_000), 'text/plain')).toMatchObject({ lines: [{ text: 'x'.repeat(2_000) }] });
});

test('what is no text is not shown', () => {
  expect(of('%PDF-1.7', 'application/pdf')).toEqual({ kind: 'nothing' });
});
