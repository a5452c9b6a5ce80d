/** Self-contained proofs that something is in a log (c2sp.org/tlog-proof): index, inclusion proof, checkpoint. */
import { fromBase64, fromUtf8, toBase64 } from './bytes.ts';
import { type Checkpoint, openCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { refuse } from './errors.ts';
import { verifyInclusion } from './merkle.ts';
import type { CheckedSignature, NoteKey } from './note.ts';

export interface TlogProof {
  readonly index: number;
  /** RFC 6962 inclusion proof, leaf to root */
  readonly proof: readonly Uint8Array[];
  /** signed note */
  readonly checkpoint: string;
  /** opaque and not authenticated */
  readonly extra?: Uint8Array;
}

const firstLine = 'c2sp.org/tlog-proof@v1';

export function formatTlogProof(proof: TlogProof): string {
  if (!Number.isSafeInteger(proof.index) || proof.index < 0) {
    throw refuse('bad-proof', 'The index of a proof is 0 or more.');
  }
  parseCheckpoint(proof.checkpoint);
  const extra = proof.extra === undefined ? '' : `extra ${toBase64(proof.extra)}\n`;
  const hashes = proof.proof.map((hash) => `${toBase64(hash)}\n`).join('');
  return `${firstLine}\n${extra}index ${proof.index}\n${hashes}\n${proof.checkpoint}`;
}

/**
 * Reads a proof; nothing is verified.
 * refuses  bad-proof, bad-note, bad-encoding
 */
export function parseTlogProof(text: string | Uint8Array): TlogProof {
  const bad = (why: string): Error => refuse('bad-proof', `The proof ${why}.`);
  if (text.length > 2_000_000) throw bad('is too long');
  const whole = typeof text === 'string' ? text : fromUtf8(text);
  const split = whole.indexOf('\n\n');
  if (split < 0) throw bad('has no empty line before its checkpoint');
  const lines = whole.slice(0, split).split('\n');
  if (lines.shift() !== firstLine) throw bad(`does not begin with ${firstLine}`);
  let extra: Uint8Array | undefined;
  if (lines[0]?.startsWith('extra ')) extra = fromBase64(lines.shift()?.slice(6) ?? '');
  const index = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() ?? '')?.[1];
  if (index === undefined || !Number.isSafeInteger(Number(index))) throw bad('has no index line, or a malformed one');
  // No tree of safe size is higher than 53.
  if (lines.length > 53) throw bad('has more hashes than a tree can be high');
  const proof = lines.map((line) => fromBase64(line));
  if (proof.some((hash) => hash.length !== 32)) throw bad('has a hash that is not 32 bytes');
  const checkpoint = whole.slice(split + 2);
  parseCheckpoint(checkpoint);
  return { index: Number(index), proof, checkpoint, ...(extra === undefined ? {} : { extra }) };
}

/**
 * Verifies a proof for a leaf.
 * leafHash  RFC 6962 leaf hash of the logged value
 * key       the log's key; its name must be the checkpoint's origin
 * refuses   bad-proof, bad-note, bad-encoding
 */
export function verifyTlogProof(
  text: string | Uint8Array,
  leafHash: Uint8Array,
  key: NoteKey,
  witnesses: readonly NoteKey[] = [],
): { readonly index: number; readonly checkpoint: Checkpoint; readonly checked: readonly CheckedSignature[] } {
  const { index, proof, checkpoint: note } = parseTlogProof(text);
  const { checkpoint, checked } = openCheckpoint(note, key, witnesses);
  if (checkpoint.origin !== key.name) throw refuse('bad-proof', `The proof is of another log, ${checkpoint.origin}.`);
  if (!verifyInclusion({ index, size: checkpoint.size, leafHash, proof, root: checkpoint.root })) {
    throw refuse('bad-proof', `The hashes do not lead from leaf ${index} to the root of the checkpoint.`);
  }
  return { index, checkpoint, checked };
}
