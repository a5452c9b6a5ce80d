import { describe, expect, it } from 'vitest';
import { concat, utf8 } from './bytes.ts';
import { consistencyProof, inclusionProof, leafHash, merkleRoot } from './merkle.ts';
import {
  encodeEntryBundle,
  hashTilesOf,
  parseEntryBundle,
  parseTilePath,
  readConsistencyProof,
  readInclusionProofs,
  readRoot,
  TileBuilder,
  type TileName,
  tilePath,
  tileRoot,
} from './tiles.ts';

describe('tile names', () => {
  it.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 3, index: 1_234_067, width: 256 }, 'tile/3/x001/x234/067'],
    [{ level: 'entries', index: 1000, width: 1 }, 'tile/entries/x001/000.p/1'],
    [{ level: 63, index: 999, width: 255 }, 'tile/63/999.p/255'],
  ] as const)('%o is written %s, and read back', (tile, path) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });
  it.each([
    'tile/0/0',
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/1/000',
    'tile/data/000',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/x001',
    'tile/-1/000',
  ])('%s is not the name of a tile', (path) => {
    expect(parseTilePath(path)).toBe(null);
  });
  it('a tree of 70,000 leaves has the tiles the specification counts', () => {
    const tiles = [...hashTilesOf(70_000)];
    const count = (level: number, full: boolean): number =>
      tiles.filter((tile) => tile.level === level && (tile.width === 256) === full).length;
    expect([count(0, true), count(0, false), count(1, true), count(1, false), count(2, true), count(2, false)]).toEqual(
      [273, 1, 1, 1, 0, 1],
    );
    expect(tiles.filter((tile) => tile.width < 256).map((tile) => tile.width)).toEqual([112, 17, 1]);
    expect([...hashTilesOf(256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect([...hashTilesOf(0)]).toEqual([]);
  });
});

describe('entry bundles', () => {
  it('come back as they were put in', () => {
    const values = [utf8(''), utf8('one'), new Uint8Array(65_535).fill(9)];
    expect(parseEntryBundle(encodeEntryBundle(values), 3)).toEqual(values);
  });
  it('that are cut off, or hold more or fewer entries than their name says, are refused', () => {
    const bundle = encodeEntryBundle([utf8('one'), utf8('two')]);
    expect(() => parseEntryBundle(bundle, 1)).toThrow('more than 1');
    expect(() => parseEntryBundle(bundle, 3)).toThrow('2 entries, not 3');
    expect(() => parseEntryBundle(bundle.subarray(0, bundle.length - 1), 2)).toThrow('cut off');
    expect(() => parseEntryBundle(Uint8Array.of(0), 1)).toThrow('cut off');
    expect(() => encodeEntryBundle([new Uint8Array(65_536)])).toThrow('65535');
  });
});

describe('trees over several tiles', () => {
  const size = 66_000;
  const values = Array.from({ length: size }, (_, i) => utf8(`entry ${i}`));
  const leaves = values.map(leafHash);
  const files = new Map<string, Uint8Array>();
  const builder = new TileBuilder((tile, bytes) => files.set(tilePath(tile), bytes));
  const checkedSizes = [1, 255, 256, 257, 511, 512, 65_535, 65_536, 65_537, size];
  const roots = new Map<number, Uint8Array>();
  for (const value of values) {
    builder.appendValue(value);
    if (!checkedSizes.includes(builder.size)) continue;
    roots.set(builder.size, builder.root());
    for (const { tile, bytes } of builder.edge()) files.set(tilePath(tile), bytes);
  }
  const read = (path: string): Promise<Uint8Array | null> => Promise.resolve(files.get(path) ?? null);

  it('have the root of the plain tree at every size, across tile boundaries', () => {
    for (const [at, root] of roots) expect(root).toEqual(merkleRoot(leaves.slice(0, at)));
  });
  it('are written as the tiles the specification asks for', () => {
    for (const tile of hashTilesOf(size)) expect(files.get(tilePath(tile))?.length).toBe(tile.width * 32);
  });
  it('give from their tiles the proofs that the plain tree gives', async () => {
    expect(await readRoot(read, size)).toEqual(roots.get(size));
    for (const [at, root] of roots) if (at > 0) expect(await readRoot(read, at, size)).toEqual(root);
    for (const [index, at] of [
      [0, 1],
      [255, 256],
      [256, 257],
      [3, 512],
      [65_535, 65_537],
      [65_999, size],
      [700, size],
    ] as const) {
      const found = await readInclusionProofs(read, [index, 0], at);
      expect(found[0]).toEqual({ leafHash: leaves[index], proof: inclusionProof(leaves, index, at) });
      expect(found[1]).toEqual({ leafHash: leaves[0], proof: inclusionProof(leaves, 0, at) });
    }
    for (const [from, to] of [
      [1, 257],
      [255, 511],
      [257, size],
      [65_536, 65_537],
      [512, 512],
    ] as const) {
      expect(await readConsistencyProof(read, from, to)).toEqual(consistencyProof(leaves, from, to));
    }
  });
  it('are taken up again from their edge tiles, also where a full tile has replaced a partial one', async () => {
    const ignore = (): void => undefined;
    for (const at of [0, 255, 257, 65_536, 65_537]) {
      const resumed = await TileBuilder.resume(at, read, ignore);
      for (const value of values.slice(at)) resumed.appendValue(value);
      expect(resumed.root()).toEqual(roots.get(size));
    }
    const pruned = (path: string): Promise<Uint8Array | null> => read(path.replace('tile/0/000.p/255', 'tile/0/none'));
    expect((await TileBuilder.resume(255, pruned, ignore)).root()).toEqual(roots.get(255));
  });
  it('grow by full tiles as by single leaves, and only where a tile begins', () => {
    const single: { tile: TileName; bytes: Uint8Array }[] = [];
    const whole: typeof single = [];
    const one = new TileBuilder((tile, bytes) => single.push({ tile, bytes }));
    const other = new TileBuilder((tile, bytes) => whole.push({ tile, bytes }));
    for (const leaf of leaves) one.append(leaf);
    for (let at = 0; at + 256 <= size; at += 256) {
      const hashes = concat(...leaves.slice(at, at + 256));
      other.appendTile(hashes, tileRoot(hashes));
    }
    for (const leaf of leaves.slice(other.size)) other.append(leaf);
    expect(other.size).toBe(size);
    expect(other.root()).toEqual(one.root());
    expect(whole).toEqual(single);
    expect(() => other.appendTile(new Uint8Array(8192), new Uint8Array(32))).toThrow('where a tile begins');
  });
  it('with a tile missing or cut short are refused by name', async () => {
    const without = (path: string): Promise<Uint8Array | null> =>
      path === 'tile/0/001' ? Promise.resolve(null) : read(path);
    await expect(readInclusionProofs(without, [256], 512)).rejects.toThrow('tile/0/001');
    const short = async (path: string): Promise<Uint8Array | null> => (await read(path))?.subarray(1) ?? null;
    await expect(readRoot(short, 512)).rejects.toThrow('bytes');
  });
});
