/**
 * What of a statement is logged: a salted commitment, so that the log tells strangers nothing, in two layers, so that hop and
 * inputs can be shown (and order proved) without opening the entry.
 *
 *   envelope + salt → body ─┐
 *                   header ─┴→ value → RFC 6962 leaf
 */
import { concat, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical-json.ts';
import { leafHash } from './merkle.ts';
import { sha256 } from './crypto.ts';
import { refuse } from './errors.ts';
import type { EntryHeader } from './statement.ts';

const bodyLabel = utf8('tickmark-entry/1\n');
const headerLabel = utf8('tickmark-header/1\n');
const lineFeed = Uint8Array.of(0x0a);

/**
 * SHA-256("tickmark-entry/1\n" ‖ salt ‖ UTF-8 envelope).
 * salt      32 bytes, random, one an entry
 * envelope  DSSE envelope as logged, to the byte
 */
export function entryBody(salt: Uint8Array, envelope: string): Uint8Array {
  if (salt.length !== 32) throw refuse('bad-statement', 'The salt of an entry has 32 bytes.');
  return sha256(concat(bodyLabel, salt, utf8(envelope)));
}

/**
 * The logged leaf value, 32 bytes: SHA-256("tickmark-header/1\n" ‖ canonical JSON of the header ‖ "\n" ‖ body).
 * body  32 bytes, of `entryBody`
 */
export function entryValue(header: EntryHeader, body: Uint8Array): Uint8Array {
  if (body.length !== 32) throw refuse('bad-statement', 'The body of an entry has 32 bytes.');
  const text = canonicalJson({ hop: header.hop, inputs: header.inputs });
  return sha256(concat(headerLabel, utf8(text), lineFeed, body));
}

/** RFC 6962 leaf hash of an entry, for `verifyInclusion`. */
export function entryLeafHash(header: EntryHeader, body: Uint8Array): Uint8Array {
  return leafHash(entryValue(header, body));
}
