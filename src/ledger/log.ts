/**
 * The log as it runs: statements are appended in the caller's transaction under the log's row lock; a leader turns what is
 * committed into tiles and signs checkpoints. Storage is behind two ports, so this file too imports nothing of ours.
 */
import { equalBytes, utf8 } from './bytes.ts';
import { type Checkpoint, openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.ts';
import { type Signer, signEnvelope } from './dsse.ts';
import { entryBody, entryValue } from './entry.ts';
import { refuse } from './errors.ts';
import { leafHash, verifyInclusion } from './merkle.ts';
import { formatVkey, type NoteKey, type NoteSigner } from './note.ts';
import { checkOrder } from './order.ts';
import {
  type EntryHeader,
  type EntryRef,
  headerOf,
  type StatementDraft,
  statementDigest,
  statementJson,
  statementPayloadType,
} from './statement.ts';
import {
  encodeEntryBundle,
  readInclusionProofs,
  readRoot,
  TileBuilder,
  type TileName,
  type TileStore,
  tilePath,
  tileWidth,
} from './tiles.ts';

/** A statement in the log, with all that lies behind its leaf. */
export interface LoggedEntry extends EntryRef {
  readonly header: EntryHeader;
  /** 32 bytes */
  readonly salt: Uint8Array;
  /** DSSE envelope, canonical JSON */
  readonly envelope: string;
  /** `entryBody(salt, envelope)` */
  readonly body: Uint8Array;
  /** `entryValue(header, body)`: what the log holds */
  readonly value: Uint8Array;
}

/** The log's rows inside one transaction, which is the caller's to commit. */
export interface LedgerTx {
  /** Locks the log's row until the transaction ends; null when there is no such log. */
  lockLog(origin: string): Promise<{ readonly nextIndex: number } | null>;
  /** Digests of those of these entries that are in the log. */
  digests(origin: string, indexes: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** Stores an entry and moves the log's next index past it. */
  insert(origin: string, entry: LoggedEntry): Promise<void>;
}

export interface StoredCheckpoint {
  readonly size: number;
  readonly root: Uint8Array;
  /** signed note */
  readonly note: string;
}

/** What the one leader of a log may do; the lock is held for as long as `lead` runs. */
export interface LedgerLeader {
  /** Entries committed. Since appending holds the row lock, they are 0..size-1 without a gap. */
  size(): Promise<number>;
  /** Logged values of entries [start, end), in order. */
  values(start: number, end: number): Promise<readonly Uint8Array[]>;
  latestCheckpoint(): Promise<StoredCheckpoint | null>;
  /** Refuses a checkpoint that is not larger than the latest. */
  saveCheckpoint(checkpoint: StoredCheckpoint): Promise<void>;
}

export interface LedgerStore {
  /** Makes the log unless it exists. */
  createLog(origin: string): Promise<void>;
  /** Waits until this process is the log's only leader, runs `work`, and lets go. */
  lead<T>(origin: string, work: (leader: LedgerLeader) => Promise<T>): Promise<T>;
  /** The checkpoint signed at a size, the latest when left out; null when there is none. */
  checkpoint(origin: string, size?: number): Promise<StoredCheckpoint | null>;
  /** Committed entries [start, start + count), in order; fewer at the end of the log. */
  entries(origin: string, start: number, count: number): Promise<readonly LoggedEntry[]>;
}

export interface Log {
  /** the log's name, as its checkpoints print it: letters, digits, dots, dashes and slashes, no spaces or plus signs */
  readonly origin: string;
  readonly store: LedgerStore;
  readonly tiles: TileStore;
  /** the log's own key; its name is the origin */
  readonly signer: NoteSigner;
}

/** The log's key as others check it. */
export function logKey(log: Pick<Log, 'origin' | 'signer'>): NoteKey {
  return { name: log.origin, type: 1, publicKey: log.signer.publicKey };
}

/** The log's verifier key as text, for `ledger check --key`. */
export function logVkey(log: Pick<Log, 'origin' | 'signer'>): string {
  return formatVkey(logKey(log));
}

/**
 * States something: signs it, gives it the next index and stores it, in the caller's transaction. Call it last, for it holds the
 * log's row lock until that transaction ends.
 * signers  at least one; all sign the same envelope
 * salt     32 fresh random bytes a call
 * refuses  bad-statement; unknown-log; order-violated with every input that is unknown, not earlier or has another digest
 */
export async function appendStatement(
  tx: LedgerTx,
  request: {
    readonly origin: string;
    readonly draft: StatementDraft;
    readonly signers: readonly Signer[];
    readonly salt: () => Uint8Array;
  },
): Promise<LoggedEntry> {
  const { origin, draft } = request;
  const json = statementJson(draft);
  const header = headerOf(draft);
  const envelope = await signEnvelope(statementPayloadType, utf8(json), request.signers);
  const salt = request.salt();
  const body = entryBody(salt, envelope);

  // Signed before the lock is taken: the index is no part of the statement, and others wait for the lock.
  const log = await tx.lockLog(origin);
  if (log === null) throw refuse('unknown-log', `There is no log ${origin}.`);
  const index = log.nextIndex;
  const digests = await tx.digests(origin, header.inputs);
  const problems = checkOrder({ index, inputs: draft.inputs }, (at) => digests.get(at));
  if (problems.length > 0) {
    const sentence = `The ${draft.hop} statement cannot be recorded: ${problems.map((one) => one.sentence).join(' ')}`;
    throw refuse('order-violated', sentence, { problems });
  }
  const value = entryValue(header, body);
  const entry: LoggedEntry = { index, digest: statementDigest(json), header, salt, envelope, body, value };
  await tx.insert(origin, entry);
  return entry;
}

function damaged(sentence: string): Error {
  return refuse('log-damaged', sentence, { exit: 3, next: 'Restore the log from its backup, then run ledger check.' });
}

/** Tiles never change: written once, and what is there already must be the same. */
async function writeTile(tiles: TileStore, tile: TileName, bytes: Uint8Array): Promise<void> {
  const path = tilePath(tile);
  const there = await tiles.read(path);
  if (there === null) await tiles.write(path, bytes);
  else if (!equalBytes(there, bytes)) throw damaged(`${path} is there already, with other bytes.`);
}

/** Bundles read at a time: 4,096 values. */
const bundlesAtOnce = 16;

/**
 * Turns committed entries that are not yet in tiles into tiles, signs the checkpoint and publishes it. Safe to call at any time
 * from any process; after a crash the next call completes what was begun.
 * returns  the latest checkpoint; a new one only when there are new entries (or none was ever signed)
 * refuses  log-damaged rather than sign a checkpoint that is smaller than the last or does not contain it
 */
export function integrate(log: Log): Promise<StoredCheckpoint> {
  return log.store.lead(log.origin, async (leader) => {
    const last = await leader.latestCheckpoint();
    const size = await leader.size();
    if (last !== null && size < last.size) {
      throw damaged(`The log ${log.origin} has ${size} entries, but a checkpoint was signed for ${last.size}.`);
    }
    const latest = last !== null && size === last.size ? last : await grow(log, leader, last, size);
    const note = utf8(latest.note);
    const published = await log.tiles.read('checkpoint');
    if (published === null || !equalBytes(published, note)) await log.tiles.write('checkpoint', note);
    return latest;
  });
}

async function grow(
  log: Log,
  leader: LedgerLeader,
  last: StoredCheckpoint | null,
  size: number,
): Promise<StoredCheckpoint> {
  const full: { tile: TileName; bytes: Uint8Array }[] = [];
  const known = last?.size ?? 0;
  const read = (path: string): Promise<Uint8Array | null> => log.tiles.read(path);
  const builder = await TileBuilder.resume(known, read, (tile, bytes) => full.push({ tile, bytes }));
  if (last !== null && !equalBytes(builder.root(), last.root)) {
    throw damaged(`The tiles of the log ${log.origin} do not lead to the root signed for ${known} entries.`);
  }
  const step = bundlesAtOnce * tileWidth;
  // From the beginning of the last bundle: it is written again, wider.
  const begin = Math.floor(known / tileWidth) * tileWidth;
  const knownLeaves = builder.edge().find(({ tile }) => tile.level === 0)?.bytes ?? new Uint8Array(0);
  for (let start = begin; start < size; start += step) {
    const end = Math.min(size, start + step);
    const values = await leader.values(start, end);
    if (values.length !== end - start) throw damaged(`Entries ${start} to ${end - 1} are not all in the database.`);
    for (const [i, value] of values.entries()) {
      if (start + i >= known) builder.appendValue(value);
      else if (!equalBytes(leafHash(value), knownLeaves.subarray(32 * i, 32 * i + 32))) {
        throw damaged(`Entry ${start + i} in the database is not the one in the tiles.`);
      }
    }
    // Entries before hashes, so that a tile is never there without the entries it follows from.
    for (let at = 0; at < values.length; at += tileWidth) {
      const bundle = values.slice(at, at + tileWidth);
      const tile: TileName = { level: 'entries', index: (start + at) / tileWidth, width: bundle.length };
      await writeTile(log.tiles, tile, encodeEntryBundle(bundle));
    }
    for (const { tile, bytes } of full.splice(0)) await writeTile(log.tiles, tile, bytes);
  }
  for (const { tile, bytes } of builder.edge()) await writeTile(log.tiles, tile, bytes);

  const root = builder.root();
  const note = await signCheckpoint({ origin: log.origin, size, root }, [log.signer]);
  openCheckpoint(note, logKey(log)); // a signer that signs wrongly is found here, not by readers
  const checkpoint: StoredCheckpoint = { size, root, note };
  await leader.saveCheckpoint(checkpoint);
  return checkpoint;
}

/** The latest checkpoint, parsed; null before the first `integrate`. */
export async function latestCheckpoint(log: Log): Promise<(Checkpoint & { readonly note: string }) | null> {
  const stored = await log.store.checkpoint(log.origin);
  return stored === null ? null : { ...parseCheckpoint(stored.note), note: stored.note };
}

/** An entry's place in a tree, verified: its leaf hash and the proof from it to the root. */
export interface EntryProof {
  readonly index: number;
  readonly leafHash: Uint8Array;
  /** RFC 6962, leaf to root */
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/**
 * The inclusion proofs of entries in the tree of `size` entries, from tiles, each verified before it is given out.
 * size     integrated already; where a checkpoint was signed for it, its root is the one proved against
 * returns  one proof an index, in the order asked for
 * refuses  bad-tree; log-damaged when the tiles do not lead to the root
 */
export async function readProofs(
  log: Pick<Log, 'origin' | 'store' | 'tiles'>,
  indexes: readonly number[],
  size: number,
): Promise<readonly EntryProof[]> {
  const read = (path: string): Promise<Uint8Array | null> => log.tiles.read(path);
  const proofs = await readInclusionProofs(read, indexes, size);
  const signed = await log.store.checkpoint(log.origin, size);
  const root = signed?.root ?? (await readRoot(read, size));
  return proofs.map(({ leafHash: leaf, proof }, i) => {
    const index = indexes[i] ?? -1;
    if (!verifyInclusion({ index, size, leafHash: leaf, proof, root })) {
      throw damaged(`The tiles of the log ${log.origin} do not prove entry ${index} in the tree of ${size}.`);
    }
    return { index, leafHash: leaf, proof, root };
  });
}

/** `readProofs` for one entry. */
export async function readProof(
  log: Pick<Log, 'origin' | 'store' | 'tiles'>,
  index: number,
  size: number,
): Promise<EntryProof> {
  const [proof] = await readProofs(log, [index], size);
  if (proof === undefined) throw damaged(`There is no proof of entry ${index}.`);
  return proof;
}
