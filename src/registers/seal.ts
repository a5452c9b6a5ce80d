/**
 * What people typed, at rest, bound to where it belongs, so that one record's content in the place of another's, or an older version's in
 * the place of a newer one's, is refused. Three forms, told apart by the first byte; each ends in nonce (12 bytes), AES-256-GCM of the
 * UTF-8 JSON, tag (16):
 *
 *     1                                          a key without generations; an organization's: its first
 *     2  generation (4 bytes)                    the organization's key of that generation
 *     3  generation (4)  digest of the first (32)  sealed anew: SHA-256 of what was sealed first, which the log names
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { bytesIn, type KeyGenerations, type SealedColumn, type SealedRow, type SealingKey } from '../sealing.ts';

const nonceBytes = 12;
const tagBytes = 16;
const digestBytes = 32;

/** key: the organization's, or 32 bytes; place: organization, register, record, version; nonce: 12 random bytes, never twice */
export function sealJson(key: SealingKey, place: string, value: unknown, nonce: Buffer): Buffer {
  const plain = Buffer.from(JSON.stringify(value), 'utf8');
  if (Buffer.isBuffer(key)) return encrypt(key, Buffer.of(1), place, plain, nonce);
  return encrypt(key.key(key.current), headOf(2, key.current), place, plain, nonce);
}

/**
 * T: what the slice seals at such places; it is authenticated, so that nobody else wrote it
 * refuses  sealed-content, with exit code 3: sealed under another key, moved, or changed; key-generation: under one that is not held
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what lies there is the caller's own, and authenticated
export function openSealed<T>(key: SealingKey, place: string, sealed: Uint8Array): T {
  const { plain } = open(key, place, sealed);
  return JSON.parse(plain.toString('utf8'));
}

/**
 * The same content under the key's current generation. to: its place from now on, where that changes
 * refuses  as openSealed
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what lies there is the caller's own, and authenticated
export function sealAnew<T>(
  key: KeyGenerations,
  place: string,
  sealed: Uint8Array,
  nonce: Buffer,
  to: string = place,
): { readonly sealed: Buffer; readonly content: T } {
  const { plain, first } = open(key, place, sealed);
  const named = first ?? createHash('sha256').update(sealed).digest();
  const head = Buffer.concat([headOf(3, key.current), named]);
  return {
    sealed: encrypt(key.key(key.current), head, to, plain, nonce),
    content: JSON.parse(plain.toString('utf8')),
  };
}

/**
 * A column of what `sealJson` made, as `SealedColumn` says it. place: where a row belongs, as it was said when it was sealed
 * found  columns a search finds the row by, made anew of what was opened
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what lies there is the caller's own, and authenticated
export function contentColumn<T>(
  of: Omit<SealedColumn, 'holds' | 'anew'>,
  place: (row: SealedRow) => string,
  found?: (search: KeyGenerations, row: SealedRow, content: T) => Readonly<Record<string, unknown>>,
): SealedColumn {
  return {
    ...of,
    holds: 'content',
    anew({ content: key, search }, row) {
      const { sealed, content } = sealAnew<T>(key, place(row), bytesIn(row, of.column), randomBytes(12));
      return { [of.column]: sealed, ...found?.(search, row, content) };
    },
  };
}

function headOf(form: number, generation: number): Buffer {
  const head = Buffer.alloc(5, form);
  head.writeUInt32BE(generation, 1);
  return head;
}

function encrypt(key: Buffer, head: Buffer, place: string, plain: Buffer, nonce: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(head, place));
  return Buffer.concat([head, nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The first form was bound to its place alone; what is written since, to what stands before it too. */
function boundTo(head: Buffer, place: string): Buffer {
  return head.length === 1 ? Buffer.from(place) : Buffer.concat([head, Buffer.from(place)]);
}

/** first: digest of what was sealed first, where this was sealed anew */
function open(key: SealingKey, place: string, sealed: Uint8Array): { plain: Buffer; first: Buffer | null } {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  try {
    const form = bytes[0] ?? 0;
    if (form < 1 || form > 3) throw new RangeError(`form ${form}`);
    const head = bytes.subarray(0, form === 1 ? 1 : form === 2 ? 5 : 5 + digestBytes);
    const generation = form === 1 ? 1 : bytes.readUInt32BE(1);
    const secret = Buffer.isBuffer(key) ? key : key.key(generation);
    const rest = bytes.subarray(head.length);
    const decipher = createDecipheriv('aes-256-gcm', secret, rest.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(boundTo(head, place));
    decipher.setAuthTag(rest.subarray(-tagBytes));
    const plain = Buffer.concat([decipher.update(rest.subarray(nonceBytes, -tagBytes)), decipher.final()]);
    return { plain, first: form === 3 ? Buffer.from(head.subarray(5)) : null };
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(
      'sealed-content',
      `The content of ${place} cannot be opened: it was changed, moved, or sealed under another key.`,
      {
        exit: 3,
        next: 'Restore the key of that side, or the record from its backup.',
        cause,
      },
    );
  }
}

const longestPrefix = 12;
const mostWords = 400;

/**
 * What a search finds a record by: keyed digests of the beginnings of words (2 letters on, at most 12), 53 bits each. Only who has the
 * key can tell which word one stands for.
 * starts  texts whose words are found by their beginnings (code, title)
 * whole   texts whose words are found whole (or by their first 12 letters)
 */
export function searchWords(keys: KeyGenerations, starts: readonly string[], whole: readonly string[]): number[] {
  const key = keys.key(keys.current);
  const tokens = new Set<string>();
  for (const word of starts.flatMap(wordsOf)) {
    const letters = lettersOf(word);
    for (let end = Math.min(2, letters.length); end <= letters.length; end += 1)
      tokens.add(letters.slice(0, end).join(''));
  }
  for (const word of whole.flatMap(wordsOf)) {
    if (tokens.size >= mostWords) break;
    tokens.add(lettersOf(word).join(''));
  }
  return [...tokens].slice(0, mostWords).map((token) => digest(key, token));
}

/**
 * What to look for: every word of the query must be there. One list a generation that is held, for a record holds its words under one
 * of them; no list where nothing is asked.
 */
export function queryWords(keys: KeyGenerations, query: string): number[][] {
  const words = wordsOf(query).slice(0, 8);
  if (words.length === 0) return [];
  return keys.all.map((generation) => words.map((word) => digest(keys.key(generation), lettersOf(word).join(''))));
}

/** At most twelve characters, whole ones. */
function lettersOf(word: string): string[] {
  return Array.from(word).slice(0, longestPrefix);
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function digest(key: Buffer, token: string): number {
  const bytes = createHmac('sha256', key).update(token).digest();
  return bytes.readUIntBE(0, 6) * 32 + (bytes.readUInt8(6) >>> 3);
}
