/**
 * How evidence is encrypted at rest, format `tickmark-evidence/1` (docs/decisions/0002-evidence-at-rest.md):
 *
 *     header   "tickmark-evidence/1\n", 20 bytes
 *     chunk *  AES-256-GCM of 65,536 plain bytes and its tag of 16 bytes; the last chunk is shorter or equal
 *
 * The nonce of a chunk is its number from 0 (11 bytes, big-endian) and one byte that is 1 for the last chunk and 0 for the
 * others; the header is authenticated with each. A key encrypts one item once, so a nonce never repeats. Chunks that are
 * exchanged, left out, repeated or cut off at the end are refused like changed bytes are (the STREAM construction of
 * Hoang, Reyhanitabar, Rogaway and Vizár, as the age format uses it).
 *
 * Worked cases: no bytes → header and one last chunk of 0 + 16 bytes; 65,536 bytes → header and one last chunk of
 * 65,536 + 16 bytes, never a second, empty one.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Refusal } from '../refusal.ts';

const header = Buffer.from('tickmark-evidence/1\n');
export const chunkBytes = 65_536;
const tagBytes = 16;

/** Encrypts a stream, holding one chunk in memory. key: 32 bytes, used for this item and never again. */
export async function* encrypt(key: Buffer, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  yield header;
  let number = 0;
  for await (const { chunk, isLast } of inChunks(plain, chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: tagBytes });
    cipher.setAAD(header);
    const body = cipher.update(chunk);
    cipher.final();
    yield Buffer.concat([body, cipher.getAuthTag()]);
    number += 1;
  }
}

/**
 * Decrypts a stream. Every chunk is checked before it is given out; a cut is found at the end.
 * refuses  evidence-damaged
 */
export async function* decrypt(key: Buffer, stored: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let number = 0;
  for await (const { chunk, isLast } of inChunks(withoutHeader(stored), chunkBytes + tagBytes)) {
    yield decryptChunk(key, chunk, number, isLast);
    number += 1;
  }
}

/**
 * Plain bytes [start, end) of an item, from the chunks they lie in, each checked. That the item ends where it should is known from its size.
 * size   of the whole item, plain bytes; start and end within it
 * read   stored bytes [from, to)
 * refuses  evidence-damaged
 */
export async function decryptRange(
  key: Buffer,
  size: number,
  read: (from: number, to: number) => Promise<Buffer>,
  start: number,
  end: number,
): Promise<Buffer> {
  if (start >= end) return Buffer.alloc(0);
  const last = Math.max(0, Math.ceil(size / chunkBytes) - 1);
  const first = Math.floor(start / chunkBytes);
  const until = Math.floor((end - 1) / chunkBytes);
  const stride = chunkBytes + tagBytes;
  const storedEnd = header.length + size + (last + 1) * tagBytes;
  const stored = await read(header.length + first * stride, Math.min(storedEnd, header.length + (until + 1) * stride));
  const plain: Buffer[] = [];
  for (let number = first; number <= until; number += 1) {
    const from = (number - first) * stride;
    plain.push(decryptChunk(key, stored.subarray(from, from + stride), number, number === last));
  }
  const from = start - first * chunkBytes;
  return Buffer.concat(plain).subarray(from, from + end - start);
}

function decryptChunk(key: Buffer, chunk: Buffer, number: number, isLast: boolean): Buffer {
  if (chunk.length < tagBytes || (number > 0 && chunk.length === tagBytes)) throw damaged(number);
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: tagBytes });
  decipher.setAAD(header);
  decipher.setAuthTag(chunk.subarray(-tagBytes));
  const plain = decipher.update(chunk.subarray(0, -tagBytes));
  try {
    decipher.final();
  } catch (cause) {
    throw damaged(number, cause);
  }
  return plain;
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(number, 5, 6);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

async function* withoutHeader(stored: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let seen = 0;
  for await (const part of stored) {
    const expected = header.subarray(seen, seen + part.length);
    if (seen < header.length && !expected.equals(part.subarray(0, expected.length))) throw damaged(0);
    if (part.length > expected.length) yield part.subarray(expected.length);
    seen += expected.length;
  }
  if (seen < header.length) throw damaged(0);
}

/** Pieces of any length as chunks of one length; the last one, marked, is shorter or equal, and empty only when all is. */
async function* inChunks(
  pieces: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<{ chunk: Buffer; isLast: boolean }> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size <= length) continue; // a full chunk waits until it is known whether it is the last
    const all = Buffer.concat(waiting, size);
    let from = 0;
    for (; size - from > length; from += length) yield { chunk: all.subarray(from, from + length), isLast: false };
    waiting = [all.subarray(from)];
    size -= from;
  }
  yield { chunk: Buffer.concat(waiting, size), isLast: true };
}

function damaged(number: number, cause?: unknown): Refusal {
  return new Refusal('evidence-damaged', `The stored evidence was changed: chunk ${number} is not what was recorded.`, {
    exit: 3,
    cause,
  });
}
