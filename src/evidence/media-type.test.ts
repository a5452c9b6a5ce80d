import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { inspect } from './inspection.ts';

async function kindOf(bytes: string | Uint8Array, pieceLength = 1000) {
  const all = Buffer.from(bytes);
  async function* pieces() {
    for (let from = 0; from < all.length; from += pieceLength) yield all.subarray(from, from + pieceLength);
  }
  const inspection = inspect(pieces());
  for await (const _ of inspection.stream) {
    // only looked at
  }
  const { type, inner, encoding } = inspection.result().mediaType;
  return [type, inner ?? encoding].filter((part) => part !== null).join(' ');
}

const line = '{"id": 1, "title": "Grüße"}';
const manyLines = `${line}\n`.repeat(5000);
const csv = 'id,name\n1,"a, b"\n2,"c\nd"\n';

test.each<[string, string | Uint8Array, string]>([
  ['an object', line, 'application/json utf-8'],
  ['an object over several lines', '{\n  "a": [1,\n 2]\n}\n', 'application/json utf-8'],
  [
    'an array longer than what is looked at',
    JSON.stringify(Array.from({ length: 9000 }, () => ({ a: 'xyzxyz' }))),
    'application/json utf-8',
  ],
  ['an object a line', `${line}\n${line}\n`, 'application/x-ndjson utf-8'],
  ['an object a line, longer than what is looked at', manyLines, 'application/x-ndjson utf-8'],
  ['one that is cut off', '{"a": 1, ', 'text/plain utf-8'],
  ['comma-separated records with quotes', csv, 'text/csv utf-8'],
  ['semicolons', 'a;b\n1;2\n', 'text/csv utf-8'],
  ['many records, longer than what is looked at', csv.repeat(9000), 'text/csv utf-8'],
  ['prose', 'Dear all,\nhere is the list, as promised, on time.\n', 'text/plain utf-8'],
  ['xml', '<?xml version="1.0"?><Benchmark/>', 'application/xml utf-8'],
  ['html', '<!DOCTYPE html><p>', 'text/html utf-8'],
  ['windows-1252', Buffer.from('Gr\xfc\xdfe aus K\xf6ln', 'latin1'), 'text/plain windows-1252'],
  ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('a,b\n1,2\n', 'utf16le')]), 'text/csv utf-16le'],
  ['a byte order mark before json', Buffer.from(`\ufeff${line}`), 'application/json utf-8'],
  ['gzip of records', gzipSync(manyLines), 'application/gzip application/x-ndjson'],
  ['gzip of a table', gzipSync(csv), 'application/gzip text/csv'],
  ['gzip that is cut off in its header', gzipSync(csv).subarray(0, 5), 'application/gzip'],
  ['pdf', '%PDF-1.7\n%\xe2\xe3', 'application/pdf'],
  ['png', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'image/png'],
  ['jpeg', Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
  ['zip', Buffer.from('504b0304140000000000', 'hex'), 'application/zip'],
  [
    'a workbook',
    Buffer.concat([
      Buffer.from('504b0304', 'hex'),
      Buffer.from('..[Content_Types].xml..'),
      Buffer.alloc(99_000),
      Buffer.from('xl/workbook.xml'),
    ]),
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  ['bytes of no kind', Buffer.from('00010203fffe', 'hex'), 'application/octet-stream'],
  ['nothing', '', 'text/plain utf-8'],
])('%s', async (_, bytes, expected) => {
  expect(await kindOf(bytes)).toBe(expected);
});

test('text is UTF-8 only when every byte of it is, wherever the pieces are parted', async () => {
  const text = 'äöü€𐍈,'.repeat(20_000);
  for (const length of [1, 2, 3, 7, 4096]) expect(await kindOf(text, length)).toBe('text/plain utf-8');
  expect(await kindOf(Buffer.concat([Buffer.from('äöü,'.repeat(20_000)), Buffer.from([0xe4])]))).toBe(
    'text/plain windows-1252',
  );
});
