/**
 * Tiles of a log (c2sp.org/tlog-tiles): hashes of the tree in files of at most 256, entries in bundles of at most 256.
 *
 * A log of 600 entries: `tile/0/000`, `tile/0/001`, `tile/0/002.p/88` (leaf hashes), `tile/1/000.p/2` (a hash for each full tile
 * below), `tile/entries/000`, `…/001`, `…/002.p/88`. Index 1234067 is written `x001/x234/067`.
 */
import { equalBytes } from './bytes.ts';
import { sha256Into } from './crypto.ts';
import { refuse } from './errors.ts';
import {
  emptyRoot,
  foldRow,
  leafHashInto,
  type NodeName,
  type NodeRow,
  nodeHash,
  planConsistency,
  planInclusion,
  planRoot,
} from './merkle.ts';

/** Hashes of a full tile, entries of a full bundle. */
export const tileWidth = 256;
const tileHeight = 8;
/** The format writes the length of an entry in two bytes. */
export const longestEntry = 65_535;

/**
 * level  0 and up for hashes, 'entries' for a bundle
 * index  of the tile in its level, from 0
 * width  1..256; below 256 the tile is partial
 */
export interface TileName {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** Reads a file of a log by its path; null when there is none. */
export type TileReader = (path: string) => Promise<Uint8Array | null>;

/** Files of a log by path. What `write` acknowledged is durable, and nobody ever reads half of it. */
export interface TileStore {
  read(path: string): Promise<Uint8Array | null>;
  write(path: string, bytes: Uint8Array): Promise<void>;
}

export function tilePath(tile: TileName): string {
  const digits = String(tile.index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const parts = padded.match(/.../g) ?? [];
  const name = parts.map((part, i) => (i === parts.length - 1 ? part : `x${part}`)).join('/');
  return `tile/${tile.level}/${name}${tile.width === tileWidth ? '' : `.p/${tile.width}`}`;
}

/** The tile a path names; null for every path that is not the one spelling of a tile. */
export function parseTilePath(path: string): TileName | null {
  const match = /^tile\/(entries|0|[1-9][0-9]?)\/((?:x[0-9]{3}\/){0,5}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/.exec(path);
  if (match === null) return null;
  const [, level = '', name = '', partial] = match;
  const tile: TileName = {
    level: level === 'entries' ? level : Number(level),
    index: Number(name.replaceAll(/[x/]/g, '')),
    width: partial === undefined ? tileWidth : Number(partial),
  };
  if (!Number.isSafeInteger(tile.index) || (tile.level !== 'entries' && tile.level > 63)) return null;
  if (partial !== undefined && tile.width >= tileWidth) return null;
  return tilePath(tile) === path ? tile : null;
}

/** The hash tiles of a tree, lowest level first: all full tiles, and the partial one at the end of a level. */
export function* hashTilesOf(size: number): Generator<TileName> {
  let hashes = size;
  for (let level = 0; hashes > 0; level++) {
    const full = Math.floor(hashes / tileWidth);
    for (let index = 0; index < full; index++) yield { level, index, width: tileWidth };
    if (hashes % tileWidth > 0) yield { level, index: full, width: hashes % tileWidth };
    hashes = full;
  }
}

/** The rightmost tiles that are partial in a tree, one a level at most. */
export function* edgeTilesOf(size: number): Generator<TileName> {
  let hashes = size;
  for (let level = 0; hashes > 0; level++) {
    const index = Math.floor(hashes / tileWidth);
    if (hashes % tileWidth > 0) yield { level, index, width: hashes % tileWidth };
    hashes = index;
  }
}

/** The bytes of an entry bundle: each value behind its length in two bytes, big-endian. */
export function encodeEntryBundle(values: readonly Uint8Array[]): Uint8Array {
  if (values.length > tileWidth) throw refuse('bad-tile', `An entry bundle holds at most ${tileWidth} entries.`);
  let length = 0;
  for (const value of values) {
    if (value.length > longestEntry) throw refuse('bad-tile', `An entry has at most ${longestEntry} bytes.`);
    length += 2 + value.length;
  }
  const out = new Uint8Array(length);
  let at = 0;
  for (const value of values) {
    out[at] = value.length >> 8;
    out[at + 1] = value.length & 255;
    out.set(value, at + 2);
    at += 2 + value.length;
  }
  return out;
}

/**
 * The entries of a bundle, as views into it.
 * width    how many it must hold, neither more nor less
 * refuses  bad-tile
 */
export function parseEntryBundle(bytes: Uint8Array, width: number): Uint8Array[] {
  const values: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    const end = at + 2 + length;
    if (end > bytes.length) throw refuse('bad-tile', `Entry ${values.length} of the bundle is cut off.`);
    if (values.length === width) throw refuse('bad-tile', `The bundle holds more than ${width} entries.`);
    values.push(bytes.subarray(at + 2, end));
    at = end;
  }
  if (values.length !== width) throw refuse('bad-tile', `The bundle holds ${values.length} entries, not ${width}.`);
  return values;
}

/** Folds rows of hashes in place; one array of pairs serves every tile. */
class TileFolder {
  readonly #scratch = new Uint8Array(tileWidth * 32);
  readonly #pairs = Array.from({ length: tileWidth / 2 }, (_, i) => this.#scratch.subarray(64 * i, 64 * i + 64));
  readonly #node = Uint8Array.of(1, ...new Uint8Array(64));

  /** Root of the complete subtree over `count` hashes (a power of two) from hash `first` on, written into `out` at `at`. */
  foldInto(tile: Uint8Array, first: number, count: number, out: Uint8Array, at: number): void {
    this.#scratch.set(tile.subarray(first * 32, (first + count) * 32));
    for (let pairs = count / 2; pairs >= 1; pairs /= 2) {
      for (let i = 0; i < pairs; i++) {
        const pair = this.#pairs[i];
        if (pair === undefined) break;
        this.#node.set(pair, 1);
        sha256Into(this.#node, this.#scratch, 32 * i);
      }
    }
    for (let i = 0; i < 32; i++) out[at + i] = this.#scratch[i] ?? 0;
  }
}

const folder = new TileFolder();

/** Root of the subtree over the 256 hashes of a full tile: its hash in the tile above. */
export function tileRoot(hashes: Uint8Array): Uint8Array {
  const root = new Uint8Array(32);
  folder.foldInto(hashes, 0, tileWidth, root, 0);
  return root;
}

interface EdgeTile {
  readonly hashes: Uint8Array; // room for 256
  width: number;
  index: number;
}

/**
 * The growing tree as the tiles at its right edge; each node is hashed once. A full tile is handed to `onFull` and forgotten.
 * onFull  receives the tile's name and its 8,192 bytes, which are the receiver's to keep
 */
export class TileBuilder {
  readonly #onFull: (tile: TileName, bytes: Uint8Array) => void;
  readonly #folder = new TileFolder();
  readonly #edge: EdgeTile[] = [];
  #size = 0;

  constructor(onFull: (tile: TileName, bytes: Uint8Array) => void) {
    this.#onFull = onFull;
  }

  /**
   * Takes up a tree of `size` leaves from its edge tiles.
   * refuses  log-damaged when one is missing or has another length; compare `root()` with the checkpoint afterwards
   */
  static async resume(
    size: number,
    read: TileReader,
    onFull: (tile: TileName, bytes: Uint8Array) => void,
  ): Promise<TileBuilder> {
    const builder = new TileBuilder(onFull);
    let hashes = size;
    for (let level = 0; hashes > 0; level++) {
      const edge = builder.#edgeAt(level);
      edge.index = Math.floor(hashes / tileWidth);
      edge.width = hashes % tileWidth;
      hashes = edge.index;
    }
    for (const tile of edgeTilesOf(size)) {
      if (tile.level === 'entries') continue;
      builder.#edgeAt(tile.level).hashes.set(await readTile(read, tile));
    }
    builder.#size = size;
    return builder;
  }

  get size(): number {
    return this.#size;
  }

  appendValue(value: Uint8Array): void {
    const edge = this.#edgeAt(0);
    leafHashInto(value, edge.hashes, edge.width * 32);
    this.#size += 1;
    this.#added(0, edge);
  }

  /** Adds a leaf by its hash, 32 bytes. */
  append(hash: Uint8Array): void {
    if (hash.length !== 32) throw refuse('bad-tree', 'A leaf hash has 32 bytes.');
    const edge = this.#edgeAt(0);
    edge.hashes.set(hash, edge.width * 32);
    this.#size += 1;
    this.#added(0, edge);
  }

  /**
   * Adds 256 leaves at once; the size must be a multiple of 256.
   * hashes  of the leaves, 8,192 bytes, which go on to `onFull`
   * root    of the subtree over them, by `tileRoot`
   */
  appendTile(hashes: Uint8Array, root: Uint8Array): void {
    const edge = this.#edgeAt(0);
    if (edge.width !== 0 || hashes.length !== tileWidth * 32 || root.length !== 32) {
      throw refuse('bad-tree', 'A full tile of 256 leaf hashes is added where a tile begins.');
    }
    const above = this.#edgeAt(1);
    above.hashes.set(root, above.width * 32);
    this.#onFull({ level: 0, index: edge.index, width: tileWidth }, hashes);
    this.#size += tileWidth;
    edge.index += 1;
    this.#added(1, above);
  }

  root(): Uint8Array {
    let root: Uint8Array | null = null;
    for (const edge of this.#edge) {
      let end = edge.width;
      for (let count = 1; count < tileWidth; count *= 2) {
        if ((edge.width & count) === 0) continue;
        const subtree = new Uint8Array(32);
        this.#folder.foldInto(edge.hashes, end - count, count, subtree, 0);
        root = root === null ? subtree : nodeHash(subtree, root);
        end -= count;
      }
    }
    return root ?? emptyRoot();
  }

  /** The partial tiles at the right edge now, lowest level first; copies. */
  edge(): { readonly tile: TileName; readonly bytes: Uint8Array }[] {
    return this.#edge.flatMap(({ hashes, width, index }, level) =>
      width === 0 ? [] : [{ tile: { level, index, width }, bytes: hashes.slice(0, width * 32) }],
    );
  }

  #edgeAt(level: number): EdgeTile {
    let edge = this.#edge[level];
    if (edge === undefined) {
      edge = { hashes: new Uint8Array(tileWidth * 32), width: 0, index: 0 };
      this.#edge[level] = edge;
    }
    return edge;
  }

  /** A hash was written at the end of this tile. */
  #added(level: number, edge: EdgeTile): void {
    edge.width += 1;
    if (edge.width < tileWidth) return;
    const above = this.#edgeAt(level + 1);
    this.#folder.foldInto(edge.hashes, 0, tileWidth, above.hashes, above.width * 32);
    this.#onFull({ level, index: edge.index, width: tileWidth }, edge.hashes.slice());
    edge.width = 0;
    edge.index += 1;
    this.#added(level + 1, above);
  }
}

/**
 * A tile's bytes, cut to its width. Where the partial file is gone the full one may stand in, as the format allows.
 * refuses  log-damaged when neither is there or the length is not that of the width
 */
async function readTile(read: TileReader, tile: TileName): Promise<Uint8Array> {
  const path = tilePath(tile);
  let bytes = await read(path);
  let width = tile.width;
  if (bytes === null && tile.width < tileWidth) {
    bytes = await read(tilePath({ ...tile, width: tileWidth }));
    width = tileWidth;
  }
  if (bytes === null) throw refuse('log-damaged', `The log has no ${path}.`, { exit: 1 });
  if (bytes.length !== width * 32) {
    throw refuse('log-damaged', `${path} has ${bytes.length} bytes, not ${width * 32}.`, { exit: 1 });
  }
  return bytes.subarray(0, tile.width * 32);
}

/** Nodes of the tree of `size` leaves, from its tiles. Nothing read is trusted: proofs are verified by whoever gets them. */
class TiledTree {
  readonly #tiles = new Map<string, Promise<Uint8Array>>();
  readonly #folder = new TileFolder();
  readonly #read: TileReader;
  readonly #size: number;

  constructor(read: TileReader, size: number) {
    this.#read = read;
    this.#size = size;
  }

  async row(row: NodeRow): Promise<Uint8Array> {
    return foldRow(await Promise.all(row.map((node) => this.#node(node))));
  }

  async #node({ level, index }: NodeName): Promise<Uint8Array> {
    const tileLevel = Math.floor(level / tileHeight);
    const count = 2 ** (level % tileHeight);
    const first = index * count;
    const tile = await this.#tile(tileLevel, Math.floor(first / tileWidth));
    const out = new Uint8Array(32);
    this.#folder.foldInto(tile, first % tileWidth, count, out, 0);
    return out;
  }

  #tile(level: number, index: number): Promise<Uint8Array> {
    const hashes = Math.floor(this.#size / tileWidth ** level) - index * tileWidth;
    const name = { level, index, width: Math.min(tileWidth, hashes) };
    const path = tilePath(name);
    let tile = this.#tiles.get(path);
    if (tile === undefined) {
      tile = readTile(this.#read, name);
      this.#tiles.set(path, tile);
    }
    return tile;
  }
}

/** Root of the first `size` leaves, from tiles. tree: leaves of the log the tiles are of, where it has grown since */
export function readRoot(read: TileReader, size: number, tree: number = size): Promise<Uint8Array> {
  return new TiledTree(read, tree).row(planRoot(size));
}

/**
 * Leaf hashes and inclusion proofs of leaves in the tree of `size` leaves, from tiles (each read once), in the order asked for;
 * verify them against a checkpoint.
 */
export async function readInclusionProofs(
  read: TileReader,
  indexes: readonly number[],
  size: number,
): Promise<{ readonly leafHash: Uint8Array; readonly proof: readonly Uint8Array[] }[]> {
  const tree = new TiledTree(read, size);
  const proofs: { leafHash: Uint8Array; proof: Uint8Array[] }[] = [];
  for (const index of indexes) {
    const proof = await Promise.all(planInclusion(index, size).map((row) => tree.row(row)));
    proofs.push({ leafHash: await tree.row([{ level: 0, index }]), proof });
  }
  return proofs;
}

/** Consistency proof between two sizes, from tiles; verify it against the two checkpoints. */
export function readConsistencyProof(read: TileReader, size1: number, size2: number): Promise<Uint8Array[]> {
  const tree = new TiledTree(read, size2);
  return Promise.all(planConsistency(size1, size2).map((row) => tree.row(row)));
}

/** Whether the narrower of two tiles or bundles is the beginning of the wider. */
export function isBeginningOf(narrow: Uint8Array, wide: Uint8Array): boolean {
  return narrow.length <= wide.length && equalBytes(narrow, wide.subarray(0, narrow.length));
}
