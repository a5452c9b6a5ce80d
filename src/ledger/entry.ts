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
/** A line feed, and room for the body. */
const endOfHeader = Uint8Array.of(0x0a, ...new Uint8Array(32));

/** Room for what is hashed, used again: a check of a whole log hashes two such joins an entry. */
let joined = new Uint8Array(4096);
const largestKept = 1 << 20;

function sha256Joined(a: Uint8Array, b: Uint8Array, c: Uint8Array): Uint8Array {
  const length = a.length + b.length + c.length;
  if (length > largestKept) return sha256(concat(a, b, c));
  if (length > joined.length) joined = new Uint8Array(Math.min(largestKept, 2 * length));
  joined.set(a);
  joined.set(b, a.length);
  joined.set(c, a.length + b.length);
  return sha256(joined.subarray(0, length));
}

/**
 * SHA-256("tickmark-entry/1\n" ‖ salt ‖ UTF-8 envelope).
 * salt      32 bytes, random, one an entry
 * envelope  DSSE envelope as logged, to the byte: text, or its UTF-8 bytes
 */
export function entryBody(salt: Uint8Array, envelope: string | Uint8Array): Uint8Array {
  if (salt.length !== 32) throw refuse('bad-statement', 'The salt of an entry has 32 bytes.');
  return sha256Joined(bodyLabel, salt, typeof envelope === 'string' ? utf8(envelope) : envelope);
}

/** The bytes of a header that are hashed: its canonical JSON. */
export function headerBytes(header: EntryHeader): Uint8Array {
  return utf8(canonicalJson({ hop: header.hop, inputs: header.inputs }));
}

/**
 * The logged leaf value, 32 bytes: SHA-256("tickmark-header/1\n" ‖ canonical JSON of the header ‖ "\n" ‖ body).
 * header  the header, or its `headerBytes` as they were stored
 * body    32 bytes, of `entryBody`
 */
export function entryValue(header: EntryHeader | Uint8Array, body: Uint8Array): Uint8Array {
  if (body.length !== 32) throw refuse('bad-statement', 'The body of an entry has 32 bytes.');
  const bytes = header instanceof Uint8Array ? header : headerBytes(header);
  endOfHeader.set(body, 1);
  return sha256Joined(headerLabel, bytes, endOfHeader);
}

/** RFC 6962 leaf hash of an entry, for `verifyInclusion`. */
export function entryLeafHash(header: EntryHeader, body: Uint8Array): Uint8Array {
  return leafHash(entryValue(header, body));
}
