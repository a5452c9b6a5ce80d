/**
 * One bundle of a log, checked by itself: up to 256 entries, what lies behind them, and the subtree they are the leaves of. Nearly
 * all the work of checking a log, and it needs no other file than the bundle's own: bundles can be checked in any order, by many threads.
 */
import type { Problem } from '../refusal.ts';
import { equalBytes, toHex } from './bytes.ts';
import { entryBody, entryValue } from './entry.ts';
import { refuse } from './errors.ts';
import { leafHashInto } from './merkle.ts';
import type { EntryHeader } from './statement.ts';
import { parseEntryBundle, type TileReader, tilePath, tileRoot, tileWidth } from './tiles.ts';

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

/** The values of entries [start, start + count), in order; null for one that is missing. Good until the next are asked for. */
export type ValueReader = (start: number, count: number) => Promise<readonly (StoredValue | null)[]>;

/**
 * source   where the leaves are taken from: entries, or in a log published as hashes alone the lowest tiles
 * index    of the bundle, from 0
 * widths   of the versions of it that are there, one or more
 * covered  how many of its entries the checkpoint speaks for, 0..256: so many values are hashed again
 */
export interface BundleTask {
  readonly source: 'entries' | 0;
  readonly index: number;
  readonly widths: readonly number[];
  readonly covered: number;
}

/**
 * hashes    leaf hashes of the entries, 32 bytes each, in memory of their own; none when the bundle cannot be read
 * root      over the hashes of a full bundle; null over fewer
 * values    hashed again from what lies behind them
 */
export interface BundleCheck {
  readonly hashes: Uint8Array<ArrayBuffer>;
  readonly root: Uint8Array | null;
  readonly values: number;
  readonly problems: readonly Problem[];
}

export type CheckBundle = (task: BundleTask) => Promise<BundleCheck>;

export function problemOf(code: string, subject: string, sentence: string): Problem {
  return { code, subject, sentence, source: 'c2sp.org/tlog-tiles' };
}

export function sentenceOf(error: unknown): string {
  if (error instanceof Error && error.name === 'Refusal') return error.message;
  throw error;
}

/** values   null when only the tree is to be derived */
export async function checkBundle(
  task: BundleTask,
  read: TileReader,
  values: ValueReader | null,
): Promise<BundleCheck> {
  const problems: Problem[] = [];
  const leaves = await readWidest(task, read, problems);
  let checked = 0;
  if (values !== null && task.source === 'entries') {
    checked = await checkValues(values, task.index * tileWidth, leaves.slice(0, task.covered), problems);
  }
  const hashes = new Uint8Array(32 * leaves.length);
  for (const [i, leaf] of leaves.entries()) {
    if (task.source === 'entries') leafHashInto(leaf, hashes, 32 * i);
    else hashes.set(leaf, 32 * i);
  }
  return { hashes, root: leaves.length === tileWidth ? tileRoot(hashes) : null, values: checked, problems };
}

/** The entries (or leaf hashes) of the widest version of a bundle; every narrower version must be its beginning. */
async function readWidest(
  { source, index, widths }: BundleTask,
  read: TileReader,
  problems: Problem[],
): Promise<readonly Uint8Array[]> {
  const [widest = 0, ...narrower] = [...widths].sort((a, b) => b - a);
  const path = tilePath({ level: source, index, width: widest });
  const bytes = await read(path);
  let leaves: readonly Uint8Array[] = [];
  try {
    if (bytes === null) throw refuse('bad-tile', `${path} cannot be read.`);
    leaves = source === 'entries' ? parseEntryBundle(bytes, widest) : parseHashes(bytes, widest);
  } catch (error) {
    problems.push(problemOf('bundle-malformed', path, `${path}: ${sentenceOf(error)}`));
    return [];
  }
  // Narrower versions of a tile of hashes are compared with the derived ones, as all tiles are.
  for (const width of source === 'entries' ? narrower : []) {
    const other = tilePath({ level: source, index, width });
    const narrow = await read(other);
    const end = leaves.slice(0, width).reduce((sum, leaf) => sum + 2 + leaf.length, 0);
    if (narrow === null || !equalBytes(narrow, bytes.subarray(0, end))) {
      problems.push(problemOf('bundle-differs', other, `${other} is not the beginning of ${path}.`));
    }
  }
  return leaves;
}

function parseHashes(bytes: Uint8Array, width: number): Uint8Array[] {
  if (bytes.length !== width * 32) throw refuse('bad-tile', `It has ${bytes.length} bytes, not ${width * 32}.`);
  return Array.from({ length: width }, (_, i) => bytes.subarray(32 * i, 32 * i + 32));
}

/** Hashes the values of these entries again; returns how many there were to compare. */
async function checkValues(
  values: ValueReader,
  start: number,
  entries: readonly Uint8Array[],
  problems: Problem[],
): Promise<number> {
  if (entries.length === 0) return 0;
  let stored: readonly (StoredValue | null)[];
  try {
    stored = await values(start, entries.length);
  } catch (error) {
    const subject = `entries ${start} to ${start + entries.length - 1}`;
    const sentence = `Entries ${start} to ${start + entries.length - 1}: ${sentenceOf(error)}`;
    problems.push(problemOf('values-malformed', subject, sentence));
    return 0;
  }
  for (const [i, entry] of entries.entries()) {
    const index = start + i;
    const value = stored[i] ?? null;
    if (value === null) {
      problems.push(problemOf('value-missing', `entry ${index}`, `The value of entry ${index} is missing.`));
      continue;
    }
    const body = 'envelope' in value ? entryBody(value.salt, value.envelope) : value.body;
    const again = entryValue('headerBytes' in value ? (value.headerBytes ?? value.header) : value.header, body);
    if (!equalBytes(again, entry)) {
      const sentence = `The stored statement of entry ${index} hashes to ${toHex(again)}, the log has ${toHex(entry)}.`;
      problems.push(problemOf('value-altered', `entry ${index}`, sentence));
    }
    if (value.header.inputs.some((input, at) => input >= index || input <= (value.header.inputs[at - 1] ?? -1))) {
      const sentence = `Entry ${index} rests on an entry that does not come before it.`;
      problems.push(problemOf('input-not-earlier', `entry ${index}`, sentence));
    }
  }
  return entries.length;
}
