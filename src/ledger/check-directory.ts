/**
 * Checks any tlog-tiles directory: the tree is derived again from the entries alone, and everything else that is there (the
 * checkpoint, every tile, redundant partial tiles too) must agree with it.
 */
import type { Problem } from '../refusal.ts';
import { equalBytes, toBase64 } from './bytes.ts';
import {
  type BundleCheck,
  type CheckBundle,
  checkBundle,
  problemOf,
  sentenceOf,
  type ValueReader,
} from './check-bundle.ts';
import { type Checkpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { refuse } from './errors.ts';
import { parseVkey } from './note.ts';
import {
  hashTilesOf,
  isBeginningOf,
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
 * Who checks the bundles of a log, when it is not this thread alone.
 * check  may be asked for another bundle before it has answered for the last
 * ahead  for how many at once, 1 or more: so much memory is taken
 * close  is waited for when the check is over, however it ended
 */
export interface BundleChecker {
  readonly check: CheckBundle;
  readonly ahead: number;
  readonly close: () => Promise<void>;
}

/**
 * bundles  how many there are to check
 * here     checks one in this thread: not a second one before the first is done
 * returns  null when this thread does best alone
 */
export type ShareOut = (bundles: number, here: CheckBundle) => BundleChecker | null;

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
    this.take([problemOf(code, subject, sentence)]);
  }
  take(problems: readonly Problem[]): void {
    this.problems.push(...problems.slice(0, mostProblems - this.problems.length));
  }
}

/** Widths present of each tile: level → index → widths. */
type Present = Map<number | 'entries', Map<number, number[]>>;

/**
 * read     the directory
 * vkey     verifier key of the log; left out, the signature is unchecked
 * values   for our own logs: what lies behind each value, hashed again and compared
 * checkpoint  path of the checkpoint, for directories that keep older ones too
 * shareOut  has other threads help; what is found, and in which order, is the same
 * returns  ok only when nothing is wrong; every problem found, with the file it is in
 * refuses  bad-note for a malformed vkey, log-damaged for a directory without a checkpoint
 */
export async function checkDirectory(
  read: DirectoryReader,
  options: {
    readonly vkey?: string;
    readonly values?: ValueReader;
    readonly checkpoint?: string;
    readonly shareOut?: ShareOut;
  } = {},
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
    const values = options.values ?? null;
    const here: CheckBundle = (task) => checkBundle(task, read.read, values);
    const bundles = (present.get('entries') ?? present.get(0))?.size ?? 0;
    const checker = options.shareOut?.(bundles, here) ?? { check: here, ahead: 1, close: () => Promise.resolve() };
    try {
      counts = await checkTree(read, checkpoint, present, values !== null, checker, findings);
    } finally {
      await checker.close();
    }
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
  hasValues: boolean,
  checker: BundleChecker,
  findings: Findings,
): Promise<{ entries: number; values: number }> {
  const derived: { tile: TileName; bytes: Uint8Array }[] = [];
  const builder = new TileBuilder((tile, bytes) => derived.push({ tile, bytes }));
  const source = present.has('entries') ? 'entries' : 0;
  let root: Uint8Array | null = checkpoint.size === 0 ? builder.root() : null;
  let valuesChecked = 0;

  // Tiles may run ahead of the checkpoint (they are written first), so everything there is derived, not only the checkpoint's part.
  if (hasValues && source !== 'entries' && checkpoint.size > 0) {
    findings.add('bundle-missing', 'tile/entries', 'The log holds no entries to compare the stored values with.');
  }
  let index = 0;
  for await (const bundle of inOrder(present.get(source) ?? new Map(), source, checkpoint.size, checker)) {
    index += 1;
    valuesChecked += bundle.values;
    findings.take(bundle.problems);
    const left = checkpoint.size - builder.size;
    if (bundle.root !== null && (left <= 0 || left >= tileWidth)) {
      builder.appendTile(bundle.hashes, bundle.root);
      if (left === tileWidth) root = builder.root();
    } else {
      for (let at = 0; at < bundle.hashes.length; at += 32) {
        builder.append(bundle.hashes.subarray(at, at + 32));
        if (builder.size === checkpoint.size) root = builder.root();
      }
    }
    for (const { tile, bytes } of derived.splice(0)) await checkTile(directory.read, tile, bytes, present, findings);
    if (bundle.root === null) break;
  }
  for (const { tile, bytes } of builder.edge()) await checkTile(directory.read, tile, bytes, present, findings);
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

/** The bundles from the first to the first gap, some of them being checked while an earlier one is waited for. */
async function* inOrder(
  bundles: ReadonlyMap<number, readonly number[]>,
  source: 'entries' | 0,
  size: number,
  checker: BundleChecker,
): AsyncGenerator<BundleCheck> {
  const begun: Promise<BundleCheck>[] = [];
  let next = 0;
  for (;;) {
    for (; begun.length < checker.ahead; next++) {
      const widths = bundles.get(next);
      if (widths === undefined) break;
      const covered = Math.min(tileWidth, Math.max(0, size - next * tileWidth));
      const checking = checker.check({ source, index: next, widths, covered });
      checking.catch(() => undefined); // reported where it is awaited
      begun.push(checking);
    }
    const first = begun.shift();
    if (first === undefined) return;
    yield await first;
  }
}

/** Compares every version of a tile with the hashes derived for it, and strikes it from what is left to explain. */
async function checkTile(
  read: TileReader,
  tile: TileName,
  derived: Uint8Array,
  present: Present,
  findings: Findings,
): Promise<void> {
  const indexes = present.get(tile.level);
  for (const width of indexes?.get(tile.index) ?? []) {
    const path = tilePath({ ...tile, width });
    const bytes = await read(path);
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
