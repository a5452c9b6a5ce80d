/**
 * Signed notes (c2sp.org/signed-note): text, an empty line, signature lines `— NAME base64(key id ‖ signature)`. Ed25519
 * signatures of the log itself (type 1) and timestamped cosignatures of witnesses (type 4, c2sp.org/tlog-cosignature).
 */
import { concat, equalBytes, fromBase64, fromHex, fromUtf8, toBase64, toHex, utf8 } from './bytes.ts';
import { ed25519Verify, sha256 } from './crypto.ts';
import { refuse } from './errors.ts';

/** Type bytes assigned by c2sp.org/signed-note. */
export const noteSignatureType = { ed25519: 1, cosignature: 4 } as const;

/** The key a note is checked with. `type` 1 or 4; others are refused when a key is parsed. */
export interface NoteKey {
  readonly name: string;
  readonly type: 1 | 4;
  /** raw Ed25519, 32 bytes */
  readonly publicKey: Uint8Array;
}

/** Who signs a note: the log's name and key. */
export interface NoteSigner {
  readonly name: string;
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

export interface NoteSignature {
  readonly name: string;
  /** 4 bytes */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

export interface SignedNote {
  /** ends in a line feed */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** A signature that was checked and holds; `time` (POSIX seconds) stands in cosignatures only. */
export interface CheckedSignature {
  readonly name: string;
  readonly type: 1 | 4;
  readonly time: number | null;
}

/** Far above the 16 signatures every verifier must accept, and a bound for hostile notes. */
const mostSignatures = 100;
const longestNote = 1_000_000;

function isKeyName(name: string): boolean {
  // "non-empty, no Unicode spaces, no plus"; control characters are forbidden in notes at large.
  return name !== '' && name.isWellFormed() && !/[\s+\p{Cc}]/u.test(name);
}

/** The 4 bytes that name a key in a signature line. */
export function noteKeyId(key: NoteKey): Uint8Array {
  return sha256(concat(utf8(key.name), Uint8Array.of(0x0a, key.type), key.publicKey)).slice(0, 4);
}

/** A verifier key as text: `NAME+KEYID+base64(type ‖ key)`. */
export function formatVkey(key: NoteKey): string {
  if (!isKeyName(key.name)) throw refuse('bad-note', 'A key name is not empty and holds no spaces and no plus sign.');
  if (key.publicKey.length !== 32) throw refuse('bad-note', 'An Ed25519 public key has 32 bytes.');
  return `${key.name}+${toHex(noteKeyId(key))}+${toBase64(concat(Uint8Array.of(key.type), key.publicKey))}`;
}

/** Parses a verifier key; another algorithm, or a key id that does not belong to the key, is refused. */
export function parseVkey(vkey: string): NoteKey {
  const bad = (why: string): Error => refuse('bad-note', `The verifier key ${why}.`);
  const first = vkey.indexOf('+');
  const second = vkey.indexOf('+', first + 1);
  if (first < 0 || second < 0) throw bad('does not have the form NAME+KEYID+KEY');
  const name = vkey.slice(0, first);
  const id = vkey.slice(first + 1, second);
  if (!isKeyName(name)) throw bad('has a name that is empty or holds spaces');
  if (!/^[0-9a-f]{8}$/.test(id)) throw bad('has a key id that is not eight lower-case hex digits');
  const material = fromBase64(vkey.slice(second + 1));
  const type = material[0];
  if ((type !== noteSignatureType.ed25519 && type !== noteSignatureType.cosignature) || material.length !== 33) {
    throw bad('is not for Ed25519 signatures or Ed25519 cosignatures');
  }
  const key: NoteKey = { name, type, publicKey: material.slice(1) };
  if (!equalBytes(noteKeyId(key), fromHex(id))) throw bad('has a key id that does not belong to its key');
  return key;
}

function checkText(text: string): void {
  if (!text.endsWith('\n')) throw refuse('bad-note', 'The text of a note ends in a line feed.');
  if (!text.isWellFormed() || hasControls(text)) {
    throw refuse('bad-note', 'A note holds no control characters but line feeds.');
  }
}

function hasControls(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}

/**
 * Signs a text as a note.
 * text     ends in a line feed, no other control characters
 * refuses  bad-note
 */
export async function signNote(text: string, signers: readonly NoteSigner[]): Promise<string> {
  checkText(text);
  if (signers.length === 0) throw refuse('bad-note', 'A note has at least one signature.');
  const message = utf8(text);
  const lines: string[] = [];
  for (const signer of signers) {
    if (!isKeyName(signer.name)) {
      throw refuse('bad-note', 'A key name is not empty and holds no spaces and no plus sign.');
    }
    const key: NoteKey = { name: signer.name, type: noteSignatureType.ed25519, publicKey: signer.publicKey };
    const signature = await signer.sign(message);
    lines.push(`— ${signer.name} ${toBase64(concat(noteKeyId(key), signature))}\n`);
  }
  return `${text}\n${lines.join('')}`;
}

/** What a witness signs: the cosignature header, the time (POSIX seconds), then the note's text. */
export function cosignatureMessage(text: string, time: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

/** Adds a signature line to a note, a witness's cosignature for example. */
export function addNoteSignature(note: string, added: NoteSignature): string {
  parseNote(note);
  const out = `${note}— ${added.name} ${toBase64(concat(added.keyId, added.signature))}\n`;
  parseNote(out);
  return out;
}

/**
 * Splits a note; nothing is verified.
 * refuses  bad-note: not UTF-8, control characters, no signature, a malformed line, more than 100 signatures or a million bytes
 */
export function parseNote(note: string | Uint8Array): SignedNote {
  const bad = (why: string): Error => refuse('bad-note', `The signed note ${why}.`);
  if (note.length > longestNote) throw bad('is too long');
  const whole = typeof note === 'string' ? note : fromUtf8(note);
  if (!whole.isWellFormed() || hasControls(whole)) throw bad('holds control characters or is not well-formed');
  const split = whole.lastIndexOf('\n\n');
  if (split < 0 || !whole.endsWith('\n'))
    throw bad('has no empty line before its signatures, or does not end in a line feed');
  const text = whole.slice(0, split + 1);
  const lines = whole.slice(split + 2).split('\n');
  lines.pop(); // what follows the last line feed
  if (lines.length === 0) throw bad('has no signature');
  if (lines.length > mostSignatures) throw bad(`has more than ${mostSignatures} signatures`);
  const signatures = lines.map((line) => {
    const [dash, name, blob, ...rest] = line.split(' ');
    if (dash !== '—' || name === undefined || !isKeyName(name) || blob === undefined || rest.length > 0) {
      throw bad('has a malformed signature line');
    }
    const bytes = fromBase64(blob);
    if (bytes.length < 5) throw bad('has a signature that is too short');
    return { name, keyId: bytes.slice(0, 4), signature: bytes.slice(4) };
  });
  return { text, signatures };
}

function checkSignature(text: string, key: NoteKey, signature: Uint8Array): CheckedSignature | null {
  if (key.type === noteSignatureType.ed25519) {
    const holds = ed25519Verify(key.publicKey, utf8(text), signature);
    return holds ? { name: key.name, type: key.type, time: null } : null;
  }
  if (signature.length !== 72) return null;
  const time = new DataView(signature.buffer, signature.byteOffset, 8).getBigUint64(0);
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const holds = ed25519Verify(key.publicKey, cosignatureMessage(text, Number(time)), signature.slice(8));
  return holds ? { name: key.name, type: key.type, time: Number(time) } : null;
}

/**
 * Checks a note against known keys. Signatures of unknown keys are ignored, as the specification asks.
 * returns  the note and the signatures that hold, at least one
 * refuses  bad-note when a signature of a known key does not hold, when one key signed twice, or when no known key signed
 */
export function openNote(
  note: string | Uint8Array,
  keys: readonly NoteKey[],
): { readonly note: SignedNote; readonly checked: readonly CheckedSignature[] } {
  const parsed = parseNote(note);
  const checked: CheckedSignature[] = [];
  const seen = new Set<NoteKey>();
  for (const { name, keyId, signature } of parsed.signatures) {
    const key = keys.find((known) => known.name === name && equalBytes(noteKeyId(known), keyId));
    if (key === undefined) continue;
    if (seen.has(key)) throw refuse('bad-note', `The key ${name} signed the note twice.`);
    seen.add(key);
    const result = checkSignature(parsed.text, key, signature);
    if (result === null) throw refuse('bad-note', `The signature of ${name} does not fit the note.`);
    checked.push(result);
  }
  if (checked.length === 0) throw refuse('bad-note', 'No known key signed the note.');
  return { note: parsed, checked };
}
