import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { canonicalJson, CompactTree, leafHash, verifyInclusion } from '../../ledger/index.ts';
import type { Kind, PopulationRecord } from '../../populations/kind.ts';
import { parseKind } from '../../populations/parse-kind.ts';
import {
  PopulationFile,
  PopulationWriter,
  type PopulationRow,
  saltedLeaf,
  type WrittenPopulation,
} from './population-file.ts';

const work = mkdtempSync(join(tmpdir(), 'population-file-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

function kindWith(key: string): Kind {
  return parseKind(
    `{id: item, title: Item, unit: one item, noun: items, key: [${key}], time: at, categories: [color, on], source: t, edition: "1", effectiveFrom: 2024-01-01,
      fields: [{name: id, type: text}, {name: number, type: integer}, {name: size, type: number}, {name: on, type: boolean}, {name: day, type: date},
               {name: at, type: time}, {name: color, type: text}, {name: tags, type: list, of: text}, {name: order, type: list, of: {by: text, at: time, n: integer}}]}`,
    'kind.yaml',
  );
}
const kind = kindWith('id');

function item(id: string, more: PopulationRecord = {}): PopulationRecord {
  const blank = { number: null, size: null, on: null, day: null, at: null, color: null, tags: null, order: null };
  return { id, ...blank, ...more };
}

let made = 0;
async function write(
  records: readonly PopulationRecord[],
  of: Kind = kind,
): Promise<{ path: string; written: WrittenPopulation; rows: readonly PopulationRow[] }> {
  const path = join(work, `${++made}.parquet`);
  const writer = await PopulationWriter.create(of, join(work, 'stage'));
  records.forEach((record, i) => writer.add(record, { file: 'f.json', at: `line ${i + 1}` }));
  const written = await writer.finish(path);
  const file = await PopulationFile.open(path);
  const rows: PopulationRow[] = [];
  for await (const batch of file.rows()) rows.push(...batch);
  expect(await file.digest()).toBe(written.digest);
  expect(await file.digest('records')).toBe(written.digest);
  expect(file.size).toBe(written.records);
  file.close();
  return { path, written, rows };
}

function rootOf(records: readonly PopulationRecord[]): string {
  const tree = new CompactTree();
  for (const record of records) tree.append(leafHash(Buffer.from(canonicalJson(record))));
  return Buffer.from(tree.root()).toString('hex');
}

describe('a population file', () => {
  test('gives back every value of every type', async () => {
    const full = item('a', {
      number: -9007199254740991,
      size: 0.1,
      on: false,
      day: '2100-12-31',
      at: '1970-01-01T00:00:00.000001Z',
      color: 'Zoë "\\ \u2028 \u0001 👋',
      tags: ['x', 'y;z', '[1]'],
      order: [
        { by: 'ada', at: '2023-01-01T00:00:00Z', n: 1 },
        { by: null, at: null, n: null },
      ],
    });
    const { rows } = await write([full, item('b', { tags: [], order: [] })]);
    expect(rows.map((row) => row.record)).toEqual([full, item('b', { tags: [], order: [] })]);
    expect(rows[0]?.places).toEqual([{ file: 'f.json', at: 'line 1' }]);
  });

  test('is sorted by the UTF-8 bytes of the key, whatever order the records came in (R-POP-04)', async () => {
    const ids = ['b', 'B', 'a', 'aa', 'é', 'z', '10', '9', '\u{1F600}', '\uFFFD', 'a b'];
    const sorted = ids.toSorted((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y)));
    const one = await write(ids.map((id) => item(id)));
    const other = await write(ids.toReversed().map((id) => item(id)));
    expect(one.rows.map((row) => row.id)).toEqual(sorted);
    expect(one.rows.map((row) => row.position)).toEqual(sorted.map((_, i) => i));
    expect(other.written.digest).toBe(one.written.digest);
    expect(one.written.digest).toBe(rootOf(sorted.map((id) => item(id))));
  });

  test('a composite key compares its parts in order, as text, and its id cannot be made twice', async () => {
    const composite = kindWith('id, number');
    const { rows } = await write(
      [item('b', { number: 1 }), item('a|1', { number: 9 }), item('a', { number: 10 }), item('a', { number: 9 })],
      composite,
    );
    expect(rows.map((row) => row.id)).toEqual(['a|10', 'a|9', 'a\\|1|9', 'b|1']);
  });

  test('keeps equal key and content once, with all its places (R-POP-05)', async () => {
    const { written, rows } = await write([
      item('a', { number: 1 }),
      item('b'),
      item('a', { number: 1 }),
      item('a', { number: 1 }),
    ]);
    expect(written).toMatchObject({ records: 2, duplicates: 2, conflicting: 0, conflicts: [] });
    expect(rows[0]?.places.map((place) => place.at)).toEqual(['line 1', 'line 3', 'line 4']);
  });

  test('keeps equal key and other content side by side as ID#2, and lists it (R-POP-05)', async () => {
    const { written, rows } = await write([
      item('a', { number: 1 }),
      item('a', { number: 2 }),
      item('a', { number: 1 }),
      item('a', { number: 3 }),
      item('a!'),
    ]);
    expect(written).toMatchObject({ records: 4, duplicates: 1, conflicting: 2, conflicts: ['a#2', 'a#3'] });
    expect(rows.map((row) => [row.id, row.record.number])).toEqual([
      ['a', 1],
      ['a!', null],
      ['a#2', 2],
      ['a#3', 3],
    ]);
    expect(rows.map((row) => row.record.id)).toEqual(rows.map((row) => row.id));
    expect(rows[0]?.places.map((place) => place.at)).toEqual(['line 1', 'line 3']);
    expect(written.digest).toBe(rootOf(rows.map((row) => row.record)));
  });

  test('finds another mark when a record is already called ID#2', async () => {
    const { written, rows } = await write([item('a', { number: 1 }), item('a', { number: 2 }), item('a#2')]);
    expect(written.conflicts).toEqual(['a##2']);
    expect(new Set(rows.map((row) => row.id)).size).toBe(3);
  });

  test('without records has the digest of nothing', async () => {
    const { written, path } = await write([]);
    expect(written).toMatchObject({
      records: 0,
      digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    });
    const file = await PopulationFile.open(path);
    expect(await file.totals()).toEqual({
      color: {},
      on: {},
      day: { first: null, last: null },
      at: { first: null, last: null },
    });
    file.close();
  });

  test('counts its categories and tells the first and last of its times', async () => {
    const { written } = await write([
      item('a', { color: 'red', on: true, at: '2023-05-01T00:00:00Z' }),
      item('b', { color: 'red', at: '2023-01-01T00:00:00.5Z' }),
      item('c'),
    ]);
    expect(written.totals).toEqual({
      color: { red: 2, '(missing)': 1 },
      on: { true: 1, '(missing)': 2 },
      day: { first: null, last: null },
      at: { first: '2023-01-01T00:00:00.5Z', last: '2023-05-01T00:00:00Z' },
    });
  });

  test('any records are kept, settled and sorted as the rules say', async () => {
    const records = fc.array(
      fc.record({ id: fc.constantFrom('a', 'b', 'a#2', 'A', 'é', 'a|', '\\'), number: fc.constantFrom(null, 1, 2, 3) }),
      { maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(records, async (list) => {
        const { written, rows } = await write(list.map(({ id, number }) => item(id, { number })));
        const different = new Set(list.map((r) => `${r.id} ${r.number}`)).size;
        const keys = new Set(list.map((r) => r.id)).size;
        expect(written).toMatchObject({
          records: different,
          duplicates: list.length - different,
          conflicting: different - keys,
        });
        expect(new Set(rows.map((row) => row.id)).size).toBe(different);
        const ids = rows.map((row) => row.id);
        expect(ids).toEqual(ids.toSorted((x, y) => Buffer.compare(Buffer.from(x), Buffer.from(y))));
        expect(rows.flatMap((row) => row.places).length).toBe(list.length);
        expect(written.digest).toBe(rootOf(rows.map((row) => row.record)));
      }),
      { numRuns: 25 },
    );
  });
});

describe('reading', () => {
  test('by position, by id and by stratum gives the same records', async () => {
    const { path } = await write([
      item('c', { color: 'red' }),
      item('a', { color: 'blue' }),
      item('b', { color: 'red' }),
      item('d'),
    ]);
    const file = await PopulationFile.open(path);
    expect((await file.rowsAt([3, 0])).map((row) => row.id)).toEqual(['d', 'a']);
    expect(await file.idsAt([2, 1])).toEqual(['c', 'b']);
    expect(Object.fromEntries(await file.positionsOf(['b', "x' OR 1=1 --", 'd']))).toEqual({ b: 1, d: 3 });
    expect(await file.strata('color')).toEqual([
      { key: '', positions: [3] },
      { key: 'blue', positions: [0] },
      { key: 'red', positions: [1, 2] },
    ]);
    await expect(file.rowsAt([4])).rejects.toMatchObject({ code: 'population-shape' });
    await expect(file.strata('nothing')).rejects.toMatchObject({ code: 'population-shape' });
    file.close();
  });

  test('a selected record is shown to belong to the population by its salted leaf', async () => {
    const { path, rows } = await write(Array.from({ length: 11 }, (_, i) => item(`i${i}`)));
    const file = await PopulationFile.open(path);
    const key = Buffer.alloc(32, 7);
    const { root, size, items } = await file.salted(key, [4, 10]);
    file.close();
    for (const { position, leaf, proof } of items) {
      const record = rows[position]?.record ?? {};
      expect(Buffer.from(leaf)).toEqual(saltedLeaf(key, position, canonicalJson(record)));
      expect(verifyInclusion({ index: position, size, leafHash: leafHash(leaf), proof, root })).toBe(true);
      expect(verifyInclusion({ index: position - 1, size, leafHash: leafHash(leaf), proof, root })).toBe(false);
    }
  });

  test('the lines of the NDJSON export have the digest of the population', async () => {
    const { path, written } = await write([item('b', { at: '2023-01-01T00:00:00Z' }), item('a', { tags: ['x'] })]);
    const out = join(work, 'out.ndjson');
    const file = await PopulationFile.open(path);
    await file.export('ndjson', out);
    file.close();
    const tree = new CompactTree();
    for (const line of readFileSync(out, 'utf8').split('\n').slice(0, -1)) tree.append(leafHash(Buffer.from(line)));
    expect(Buffer.from(tree.root()).toString('hex')).toBe(written.digest);
  });

  test('the CSV export writes times with T and Z, lists as JSON, and shields formulas', async () => {
    const { path } = await write([
      item('=1+1', { color: '@cmd, "x"', at: '2023-01-01T00:00:00.5Z', tags: ['a'], on: true, number: -1 }),
    ]);
    const out = join(work, 'out.csv');
    const file = await PopulationFile.open(path);
    await file.export('csv', out);
    file.close();
    expect(readFileSync(out, 'utf8')).toBe(
      'id,number,size,on,day,at,color,tags,order\r\n' +
        `'=1+1,-1,,true,,2023-01-01T00:00:00.5Z,"'@cmd, ""x""","[""a""]",\r\n`,
    );
  });

  test('what is no population file of ours is refused', async () => {
    const path = join(work, 'fake.parquet');
    writeFileSync(path, 'PAR1 nonsense PAR1');
    await expect(PopulationFile.open(path)).rejects.toMatchObject({ name: 'Refusal', code: 'population-shape' });
    await expect(PopulationFile.open(join(work, 'nowhere.parquet'))).rejects.toMatchObject({ name: 'Refusal' });
  });

  test('a writer that gives up leaves nothing behind', async () => {
    const stage = join(work, 'given-up');
    const writer = await PopulationWriter.create(kind, stage);
    writer.add(item('a'), { file: 'f', at: 'line 1' });
    await writer.abort();
    expect(existsSync(stage) ? readdirSync(stage) : []).toEqual([]);
  });
});
