import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { jsonItems } from './json-stream.ts';

const folder = mkdtempSync(join(tmpdir(), 'json-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
async function items(content: string | Buffer, arrays: readonly string[] = [], maxBytes?: number): Promise<string[]> {
  const path = join(folder, `${++made}.json`);
  writeFileSync(path, content);
  const out: string[] = [];
  for await (const batch of jsonItems({ name: 'f.json', path }, arrays, maxBytes)) {
    for (const item of batch) out.push(`${item.at} ${'value' in item ? JSON.stringify(item.value) : item.refused}`);
  }
  return out;
}

describe('records of a JSON file', () => {
  test('come from lines, an array, a wrapped array and a single object, each with its place', async () => {
    expect(await items('{"a":1}\n{"a":2}\r\n\n{"a":3}')).toEqual([
      'line 1 {"a":1}',
      'line 2 {"a":2}',
      'line 4 {"a":3}',
    ]);
    expect(await items(' [ {"a":1} , {"a":[{}]} ] ')).toEqual(['[0] {"a":1}', '[1] {"a":[{}]}']);
    expect(await items('{"x":{"y":[1]},"Records":[{"a":1},{"a":2}],"z":2}', ['Records'])).toEqual([
      'Records[0] {"a":1}',
      'Records[1] {"a":2}',
    ]);
    expect(await items('{\n "a": 1,\n "b": {"c": "}"}\n}\n')).toEqual(['record 1 {"a":1,"b":{"c":"}"}}']);
    expect(await items('{"Records":[]}', ['Records'])).toEqual([]);
    expect(await items('[]')).toEqual([]);
  });

  test('keep brackets, quotes and escapes inside of texts', async () => {
    expect(await items('[{"a":"]}\\"[{\\\\"},{"b":"\\u00e9"}]')).toEqual(['[0] {"a":"]}\\"[{\\\\"}', '[1] {"b":"é"}']);
  });

  test('are found behind a byte order mark and inside gzip, whatever the name', async () => {
    expect(await items('\uFEFF[{"a":1}]')).toEqual(['[0] {"a":1}']);
    expect(await items(gzipSync('{"a":1}\n{"a":2}\n'))).toHaveLength(2);
    expect(await items(Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"a":2}\n')]))).toHaveLength(2);
  });

  test('are found whole where a record is larger than a chunk', async () => {
    const long = 'x'.repeat(700_000);
    expect(await items(JSON.stringify([{ a: long }, { b: 1 }]))).toEqual([`[0] {"a":"${long}"}`, '[1] {"b":1}']);
  });

  test('a bad line is a refused record and the next line stands for itself', async () => {
    expect(await items('{"a":1}\n{"a":\n{"a":3}\n')).toEqual([
      'line 1 {"a":1}',
      'line 2 the record is not valid JSON',
      'line 3 {"a":3}',
    ]);
    expect(await items('{"a":\n{"a":2}\n')).toEqual(['line 1 the record is not valid JSON', 'line 2 {"a":2}']);
  });

  test('a member that stands twice in one object refuses the record: which would be the fact?', async () => {
    expect(await items('[{"a":1,"a":2},{"a":{"b":1,"b":1}},{"a":{"b":1},"c":{"b":1}}]')).toEqual([
      '[0] the record has the same member twice',
      '[1] the record has the same member twice',
      '[2] {"a":{"b":1},"c":{"b":1}}',
    ]);
  });

  test('a member named __proto__ is data like any other', async () => {
    expect(await items('[{"__proto__":{"admin":true}}]')).toEqual(['[0] {"__proto__":{"admin":true}}']);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  test('deep nesting, bytes that are no UTF-8 and records beyond the limit are refused records', async () => {
    expect(await items(`[${'['.repeat(200)}${']'.repeat(200)},{}]`)).toEqual([
      '[0] the record is nested deeper than 100 levels',
      '[1] {}',
    ]);
    expect(await items(Buffer.from('5b7b2261223a22ff227d2c7b7d5d', 'hex'))).toEqual([
      '[0] the record is not valid UTF-8',
      '[1] {}',
    ]);
    expect(await items(`[{"a":"${'x'.repeat(500)}"},{}]`, [], 100)).toEqual(['[0] the record is too large', '[1] {}']);
    expect(await items(`{"a":"${'x'.repeat(500)}"}\n{}\n`, [], 100)).toEqual([
      'line 1 the record is too large',
      'line 2 {}',
    ]);
  });
});

describe('a file that is damaged as a whole', () => {
  test.each([
    ['', 'file-empty'],
    [' \n\t ', 'file-empty'],
    ['[{"a":1},', 'file-truncated'],
    ['[{"a":1', 'file-truncated'],
    ['{"Records":[{"a":1}', 'file-truncated'],
    ['[{"a":1} {"a":2}]', 'file-malformed'],
    ['[{"a":}]', 'file-malformed'],
    ['[{"a":1}] trailing', 'file-malformed'],
    ['[{"a":1},]', 'file-malformed'],
    ['hello', 'file-malformed'],
    ['PK\u0003\u0004 zip', 'file-malformed'],
    ['{\n"a" 1}', 'file-malformed'],
  ])('%j is refused as %s', async (content, code) => {
    await expect(items(content, ['Records'])).rejects.toMatchObject({ name: 'Refusal', code });
  });

  test('is refused with file, line and byte', async () => {
    await expect(items('[\n{"a":1},\n{"a":2}\n{"a":3}]')).rejects.toThrow(/^f\.json line 4 \(byte \d+\) lacks a comma/);
  });

  test('as UTF-16, as cut gzip and as broken gzip is refused', async () => {
    await expect(items(Buffer.from('\uFEFF[{}]', 'utf16le'))).rejects.toMatchObject({ code: 'file-encoding' });
    const packed = gzipSync('{"a":1}\n'.repeat(50));
    await expect(items(packed.subarray(0, packed.length - 9))).rejects.toMatchObject({ code: 'file-truncated' });
    const broken = Buffer.from(packed);
    broken[broken.length - 5] = (broken[broken.length - 5] ?? 0) ^ 0xff;
    await expect(items(broken)).rejects.toMatchObject({ name: 'Refusal' });
  });

  test('that is not there, or is a folder, is refused', async () => {
    const read = async (path: string): Promise<void> => {
      for await (const _ of jsonItems({ name: 'x', path }, [])) break;
    };
    await expect(read(join(folder, 'nothing'))).rejects.toMatchObject({ code: 'file-unreadable' });
    await expect(read(folder)).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});
