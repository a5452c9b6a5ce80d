/** Checkpoints (c2sp.org/tlog-checkpoint): origin, size and root of a log, as the text of a signed note. */
import { fromBase64, toBase64 } from './bytes.ts';
import { refuse } from './errors.ts';
import { type CheckedSignature, type NoteKey, type NoteSigner, openNote, parseNote, signNote } from './note.ts';

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** 32 bytes */
  readonly root: Uint8Array;
  /** further lines; ours has none */
  readonly extensions: readonly string[];
}

/** The text that is signed: three lines, each ending in a line feed. */
export function checkpointText(checkpoint: { origin: string; size: number; root: Uint8Array }): string {
  if (checkpoint.origin === '' || checkpoint.origin.includes('\n')) {
    throw refuse('bad-note', 'The origin of a log is one line that is not empty.');
  }
  if (!Number.isSafeInteger(checkpoint.size) || checkpoint.size < 0 || checkpoint.root.length !== 32) {
    throw refuse('bad-tree', 'A checkpoint has a size of 0 or more and a root of 32 bytes.');
  }
  return `${checkpoint.origin}\n${checkpoint.size}\n${toBase64(checkpoint.root)}\n`;
}

/**
 * Reads the text of a checkpoint (without signatures).
 * refuses  bad-note for anything but the one spelling of each line
 */
export function parseCheckpointText(text: string): Checkpoint {
  const bad = (why: string): Error => refuse('bad-note', `The checkpoint ${why}.`);
  if (!text.endsWith('\n')) throw bad('does not end in a line feed');
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  if (origin === undefined || origin === '' || size === undefined || root === undefined) {
    throw bad('does not have the three lines origin, size and root');
  }
  if (!/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) throw bad('has a malformed size');
  const hash = fromBase64(root);
  if (hash.length !== 32) throw bad('has a root that is not 32 bytes');
  if (extensions.includes('')) throw bad('has an empty extension line');
  return { origin, size: Number(size), root: hash, extensions };
}

/** Reads a signed checkpoint without verifying its signatures. */
export function parseCheckpoint(note: string | Uint8Array): Checkpoint {
  return parseCheckpointText(parseNote(note).text);
}

/** Signs a checkpoint as a note. */
export function signCheckpoint(
  checkpoint: { origin: string; size: number; root: Uint8Array },
  signers: readonly NoteSigner[],
): Promise<string> {
  return signNote(checkpointText(checkpoint), signers);
}

/**
 * Reads a signed checkpoint and verifies it.
 * key      the log's own key, which must have signed; its name is the origin
 * others   witnesses whose cosignatures are verified where they stand
 * refuses  bad-note
 */
export function openCheckpoint(
  note: string | Uint8Array,
  key: NoteKey,
  others: readonly NoteKey[] = [],
): { readonly checkpoint: Checkpoint; readonly checked: readonly CheckedSignature[] } {
  const opened = openNote(note, [key, ...others]);
  const checkpoint = parseCheckpointText(opened.note.text);
  if (!opened.checked.some((one) => one.name === key.name && one.type === key.type)) {
    throw refuse('bad-note', `The log's own key ${key.name} did not sign the checkpoint.`);
  }
  return { checkpoint, checked: opened.checked };
}
