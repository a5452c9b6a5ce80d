/**
 * Checks any tlog-tiles directory: the tree is derived again from the entries alone, and everything else that is there (the
 * checkpoint, every tile, redundant partial tiles too) must agree with it.
 */
import type { Problem } from '../refusal.ts';
import { equalBytes, toBase64, toHex } from './bytes.ts';
import { type Checkpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { entryBody, entryValue } from './entry.ts';
import { refuse } from './errors.ts';
import { parseVkey } from './note.ts';
import type { EntryHeader } from './statement.ts';
import {
  hashTilesOf,
  isBeginningOf,
  parseEntryBundle,
  parseTilePath,
  TileBuilder,
  type TileName,
  type TileReader,
  tilePath,
  tileWidth,
} from './tiles.ts';

/** A directory of a log. Paths are relative, parted by '/'. */
export interface DirectoryReader {
  /** null when there is no such file */
  readonly read: TileReader;
  /** every file below `tile/` */
  readonly list: () => AsyncIterable<string> | Iterable<string>;
}

/**
 * What lies behind a logged value of ours. With salt and envelope the commitment is hashed again from the statement; with the
 * body alone (an entry whose salt was destroyed) from its header. `envelope` as text or as its UTF-8 bytes; `headerBytes` where the
 * header was stored as such: then these are hashed.
 */
export type StoredValue =
  | {
      readonly header: EntryHeader;
      readonly headerBytes?: Uint8Array;
      readonly salt: Uint8Array;
      readonly envelope: string | Uint8Array;
    }
  | { readonly header: EntryHeader; readonly body: Uint8Array };

/** The values of entries [start, start + count), in order; null for one that is missing. */
export type ValueReader = (start: number, count: number) => Promise<readonly (StoredValue | null)[]>;

export interface DirectoryCheck {
  /** as the checkpoint says; empty when the checkpoint cannot be read */
  readonly origin: string;
  readonly size: number;
  /** base64, as in the checkpoint */
  readonly root: string;
  readonly ok: boolean;
  readonly signature: 'valid' | 'invalid' | 'unchecked';
  /** at most 1,000 */
  readonly problems: readonly Problem[];
  /** entries whose leaf hash was derived again, not taken from a tile; 0 in a log published as hashes alone */
  readonly entries: number;
  /** values hashed again from what lies behind them */
  readonly values: number;
}

const mostProblems = 1000;

class Findings {
  readonly problems: Problem[] = [];
  add(code: string, subject: string, sentence: string): void {
    if (this.problems.length < mostProblems) {
      this.problems.push({ code, subject, sentence, source: 'c2sp.org/tlog-tiles' });
    }
  }
}

/** Begins to read what comes next, so that reading and hashing overlap. */
class ReadAhead {
  readonly #begun = new Map<string, Promise<Uint8Array | null>>();
  readonly #read: TileReader;

  constructor(read: TileReader) {
    this.#read = read;
  }

  begin(path: string): void {
    const reading = this.#read(path);
    reading.catch(() => undefined); // reported where it is awaited
    this.#begun.set(path, reading);
  }

  read(path: string): Promise<Uint8Array | null> {
    const begun = this.#begun.get(path);
    this.#begun.delete(path);
    return begun ?? this.#read(path);
  }
}

/** Widths present of each tile: level → index → widths. */
type Present = Map<number | 'entries', Map<number, number[]>>;

/**
 * read     the directory
 * vkey     verifier key of the log; left out, the signature is unchecked
 * values   for our own logs: what lies behind each value, hashed again and compared
 * checkpoint  path of the checkpoint, for directories that keep older ones too
 * returns  ok only when nothing is wrong; every problem found, with the file it is in
 * refuses  bad-note for a malformed vkey, log-damaged for a directory without a checkpoint
 */
export async function checkDirectory(
  read: DirectoryReader,
  options: { readonly vkey?: string; readonly values?: ValueReader; readonly checkpoint?: string } = {},
): Promise<DirectoryCheck> {
  const path = options.checkpoint ?? 'checkpoint';
  const key = options.vkey === undefined ? null : parseVkey(options.vkey);
  const note = await read.read(path);
  if (note === null) throw refuse('log-damaged', `The folder holds no file ${path}, so it is no tlog-tiles log.`);

  const findings = new Findings();
  let checkpoint: Checkpoint | null = null;
  try {
    checkpoint = parseCheckpoint(note);
  } catch (error) {
    findings.add('checkpoint-malformed', path, sentenceOf(error));
  }
  let signature: DirectoryCheck['signature'] = 'unchecked';
  if (key !== null) {
    try {
      openCheckpoint(note, key);
      signature = 'valid';
    } catch (error) {
      signature = 'invalid';
      findings.add('checkpoint-signature', path, sentenceOf(error));
    }
  }
  let counts = { entries: 0, values: 0 };
  if (checkpoint !== null) {
    const present = await listTiles(read, findings);
    checkRequired(checkpoint.size, present, findings);
    counts = await checkTree(read, checkpoint, present, options.values ?? null, findings);
  }
  return {
    origin: checkpoint?.origin ?? '',
    size: checkpoint?.size ?? 0,
    root: checkpoint === null ? '' : toBase64(checkpoint.root),
    ok: findings.problems.length === 0,
    signature,
    problems: findings.problems,
    ...counts,
  };
}

function sentenceOf(error: unknown): string {
  if (error instanceof Error && error.name === 'Refusal') return error.message;
  throw error;
}

async function listTiles(read: DirectoryReader, findings: Findings): Promise<Present> {
  const present: Present = new Map();
  for await (const path of read.list()) {
    const tile = parseTilePath(path);
    if (tile === null) {
      // Other formats may keep files of their own below tile/ (static-ct-api: tile/data); a misnamed tile is nothing of theirs.
      if (/^tile\/(entries|[0-9]+)\//.test(path)) findings.add('tile-name', path, `${path} is not the name of a tile.`);
      continue;
    }
    const level = present.get(tile.level) ?? new Map<number, number[]>();
    present.set(tile.level, level);
    const widths = level.get(tile.index);
    if (widths === undefined) level.set(tile.index, [tile.width]);
    else widths.push(tile.width);
  }
  return present;
}

/** Every tile of the checkpointed tree must be there: the partial one of exactly its width, or the full one in its place. */
function checkRequired(size: number, present: Present, findings: Findings): void {
  const needs = (tile: TileName): void => {
    const widths = present.get(tile.level)?.get(tile.index) ?? [];
    if (!widths.includes(tile.width) && !widths.includes(tileWidth)) {
      findings.add('tile-missing', tilePath(tile), `${tilePath(tile)} is missing.`);
    }
  };
  for (const tile of hashTilesOf(size)) {
    needs(tile);
    // A log may be published as hashes alone; where there are entries, all must be there.
    if (tile.level === 0 && present.has('entries')) needs({ ...tile, level: 'entries' });
    if (findings.problems.length >= mostProblems) return;
  }
}

async function checkTree(
  directory: DirectoryReader,
  checkpoint: Checkpoint,
  present: Present,
  values: ValueReader | null,
  findings: Findings,
): Promise<{ entries: number; values: number }> {
  const derived: { tile: TileName; bytes: Uint8Array }[] = [];
  const builder = new TileBuilder((tile, bytes) => derived.push({ tile, bytes }));
  const source = present.has('entries') ? 'entries' : 0;
  const bundles = present.get(source) ?? new Map<number, number[]>();
  let root: Uint8Array | null = checkpoint.size === 0 ? builder.root() : null;
  let valuesChecked = 0;

  // Tiles may run ahead of the checkpoint (they are written first), so everything there is derived, not only the checkpoint's part.
  if (values !== null && source !== 'entries' && checkpoint.size > 0) {
    findings.add('bundle-missing', 'tile/entries', 'The log holds no entries to compare the stored values with.');
  }
  const read = new ReadAhead((path) => directory.read(path));
  const within = (at: number): number => Math.min(tileWidth, Math.max(0, checkpoint.size - at * tileWidth));
  const valuesOf = (at: number): ReturnType<ValueReader> | null => {
    if (values === null || source !== 'entries' || within(at) === 0) return null;
    const reading = values(at * tileWidth, within(at));
    reading.catch(() => undefined); // reported where it is awaited
    return reading;
  };
  let index = 0;
  let stored = valuesOf(0);
  for (; bundles.has(index); index++) {
    const reading = stored;
    const next = bundles.get(index + 1);
    stored = next === undefined ? null : valuesOf(index + 1);
    if (next !== undefined) {
      read.begin(tilePath({ level: source, index: index + 1, width: Math.max(...next) }));
      if (
        source === 'entries' &&
        present
          .get(0)
          ?.get(index + 1)
          ?.includes(tileWidth) === true
      ) {
        read.begin(tilePath({ level: 0, index: index + 1, width: tileWidth }));
      }
    }
    const entries = await readWidest(read, source, index, bundles.get(index) ?? [], findings);
    if (reading !== null) {
      valuesChecked += await checkValues(reading, index * tileWidth, entries.slice(0, within(index)), findings);
    }
    for (const entry of entries) {
      if (source === 'entries') builder.appendValue(entry);
      else builder.append(entry);
      if (builder.size === checkpoint.size) root = builder.root();
    }
    for (const { tile, bytes } of derived.splice(0)) await checkTile(read, tile, bytes, present, findings);
    if (entries.length < tileWidth) {
      index += 1;
      break;
    }
  }
  for (const { tile, bytes } of builder.edge()) await checkTile(read, tile, bytes, present, findings);
  for (const [level, indexes] of present) {
    for (const [at, widths] of indexes) {
      if (level === 'entries' ? at < index : widths.length === 0) continue;
      for (const width of widths) {
        const path = tilePath({ level, index: at, width });
        findings.add('tile-unfounded', path, `${path} follows from no entries that are in the log.`);
      }
    }
  }

  if (root === null) {
    const sentence = `The checkpoint is for ${checkpoint.size} entries, but only ${builder.size} can be read.`;
    findings.add('entries-missing', 'checkpoint', sentence);
  } else if (!equalBytes(root, checkpoint.root)) {
    const sentence = `The entries lead to the root ${toBase64(root)}, the checkpoint says ${toBase64(checkpoint.root)}.`;
    findings.add('root-differs', 'checkpoint', sentence);
  }
  return { entries: source === 'entries' ? Math.min(builder.size, checkpoint.size) : 0, values: valuesChecked };
}

/** The entries (or leaf hashes) of the widest version of a bundle; every narrower version must be its beginning. */
async function readWidest(
  read: ReadAhead,
  level: 'entries' | 0,
  index: number,
  widths: readonly number[],
  findings: Findings,
): Promise<readonly Uint8Array[]> {
  const [widest = 0, ...narrower] = [...widths].sort((a, b) => b - a);
  const path = tilePath({ level, index, width: widest });
  const bytes = await read.read(path);
  let entries: readonly Uint8Array[] = [];
  try {
    if (bytes === null) throw refuse('bad-tile', `${path} cannot be read.`);
    entries = level === 'entries' ? parseEntryBundle(bytes, widest) : parseHashes(bytes, widest);
  } catch (error) {
    findings.add('bundle-malformed', path, `${path}: ${sentenceOf(error)}`);
    return [];
  }
  if (level === 'entries' && bytes !== null) {
    let end = 0;
    const ends = entries.map((entry) => {
      end += 2 + entry.length;
      return end;
    });
    for (const width of narrower) {
      const other = tilePath({ level, index, width });
      const narrow = await read.read(other);
      if (narrow === null || !equalBytes(narrow, bytes.subarray(0, ends[width - 1] ?? 0))) {
        findings.add('bundle-differs', other, `${other} is not the beginning of ${path}.`);
      }
    }
  }
  return entries;
}

function parseHashes(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * 32) throw refuse('bad-tile', `It has ${bytes.length} bytes, not ${width * 32}.`);
  return Array.from({ length: width }, (_, i) => bytes.subarray(32 * i, 32 * i + 32));
}

/** Compares every version of a tile with the hashes derived for it, and strikes it from what is left to explain. */
async function checkTile(
  read: ReadAhead,
  tile: TileName,
  derived: Uint8Array,
  present: Present,
  findings: Findings,
): Promise<void> {
  const indexes = present.get(tile.level);
  for (const width of indexes?.get(tile.index) ?? []) {
    const path = tilePath({ ...tile, width });
    const bytes = await read.read(path);
    if (bytes === null || bytes.length !== width * 32) {
      const length = bytes === null ? 'cannot be read' : `has ${bytes.length} bytes, not ${width * 32}`;
      findings.add('tile-malformed', path, `${path} ${length}.`);
    } else if (width > tile.width) {
      findings.add('tile-unfounded', path, `${path} holds hashes that follow from no entries that are in the log.`);
    } else if (!isBeginningOf(bytes, derived)) {
      findings.add('tile-differs', path, `${path} does not agree with the entries.`);
    }
  }
  indexes?.delete(tile.index);
}

async function checkValues(
  reading: ReturnType<ValueReader>,
  start: number,
  entries: readonly Uint8Array[],
  findings: Findings,
): Promise<number> {
  if (entries.length === 0) return 0;
  let stored: readonly (StoredValue | null)[];
  try {
    stored = await reading;
  } catch (error) {
    const last = start + entries.length - 1;
    findings.add(
      'values-malformed',
      `entries ${start} to ${last}`,
      `Entries ${start} to ${last}: ${sentenceOf(error)}`,
    );
    return 0;
  }
  for (const [i, entry] of entries.entries()) {
    const index = start + i;
    const value = stored[i] ?? null;
    if (value === null) {
      findings.add('value-missing', `entry ${index}`, `The value of entry ${index} is missing.`);
      continue;
    }
    const body = 'envelope' in value ? entryBody(value.salt, value.envelope) : value.body;
    const again = entryValue('headerBytes' in value ? (value.headerBytes ?? value.header) : value.header, body);
    if (!equalBytes(again, entry)) {
      const sentence = `The stored statement of entry ${index} hashes to ${toHex(again)}, the log has ${toHex(entry)}.`;
      findings.add('value-altered', `entry ${index}`, sentence);
    }
    if (value.header.inputs.some((input, at) => input >= index || input <= (value.header.inputs[at - 1] ?? -1))) {
      const sentence = `Entry ${index} rests on an entry that does not come before it.`;
      findings.add('input-not-earlier', `entry ${index}`, sentence);
    }
  }
  return entries.length;
}
