/**
 * What people typed, at rest: `1` (format), nonce (12 bytes), AES-256-GCM of the UTF-8 JSON, tag (16), bound to where it belongs, so
 * that one record's content in the place of another's, or an older version's in the place of a newer one's, is refused.
 */
import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { Refusal } from '../refusal.ts';

const format = 1;
const nonceBytes = 12;
const tagBytes = 16;

/** key: 32 bytes, the organization's; place: organization, register, record, version; nonce: 12 random bytes, never twice */
export function sealJson(key: Buffer, place: string, value: unknown, nonce: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(format), nonce, body, cipher.getAuthTag()]);
}

/** refuses  sealed-content, with exit code 3: sealed under another key, moved, or changed */
export function openSealed(key: Buffer, place: string, sealed: Uint8Array): unknown {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  try {
    if (bytes[0] !== format) throw new RangeError(`format ${String(bytes[0])}`);
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(place));
    decipher.setAuthTag(bytes.subarray(-tagBytes));
    const plain = Buffer.concat([decipher.update(bytes.subarray(1 + nonceBytes, -tagBytes)), decipher.final()]);
    return JSON.parse(plain.toString('utf8'));
  } catch (cause) {
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
export function searchWords(key: Buffer, starts: readonly string[], whole: readonly string[]): number[] {
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

/** What to look for: every word of the query must be there. */
export function queryWords(key: Buffer, query: string): number[] {
  return wordsOf(query)
    .slice(0, 8)
    .map((word) => digest(key, lettersOf(word).join('')));
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
