/**
 * Bytes and their text forms. Every decoder accepts exactly one text for given bytes, so that nothing in a proof can be
 * respelled without failing. No `Buffer`: this file also runs in browsers.
 */
import { refuse } from './errors.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 bytes of a well-formed string; a lone surrogate is refused, for it has no UTF-8 form. */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw refuse('bad-encoding', 'The text holds a lone surrogate, which has no UTF-8 form.');
  return encoder.encode(text);
}

/** The string of UTF-8 bytes; malformed bytes are refused, a byte order mark is kept. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw refuse('bad-encoding', 'The bytes are not UTF-8.', { cause });
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const out = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** Nothing compared here is secret, so this may stop at the first difference. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Order by unsigned bytes, the shorter first: negative, zero or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const hexOf: readonly string[] = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += hexOf[byte];
  return out;
}

/** Lower-case hex only, an even number of digits. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) {
    throw refuse('bad-encoding', 'The text is not lower-case hex.');
  }
  const out = new Uint8Array(text.length / 2);
  for (let i = 0; i < out.length; i++) out[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return out;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const sixBitsOf: Readonly<Record<string, number>> = Object.fromEntries(
  Array.from(alphabet, (sign, bits) => [sign, bits]),
);

/** Standard base64 with padding (RFC 4648, section 4). */
export function toBase64(bytes: Uint8Array): string {
  const sign = (bits: number): string => alphabet.charAt(bits & 63);
  let out = '';
  let i = 0;
  for (; i + 2 < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += sign(three >> 18) + sign(three >> 12) + sign(three >> 6) + sign(three);
  }
  if (i + 1 === bytes.length) {
    const one = (bytes[i] ?? 0) << 16;
    out += `${sign(one >> 18) + sign(one >> 12)}==`;
  } else if (i + 2 === bytes.length) {
    const two = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8);
    out += `${sign(two >> 18) + sign(two >> 12) + sign(two >> 6)}=`;
  }
  return out;
}

/** Standard base64 with padding; spaces, the URL alphabet and non-zero spare bits are refused. */
export function fromBase64(text: string): Uint8Array {
  const bad = (): Error => refuse('bad-encoding', 'The text is not standard base64 with padding.');
  if (text.length % 4 !== 0) throw bad();
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const signs = text.length - padding;
  const out = new Uint8Array((text.length / 4) * 3 - padding);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (let i = 0; i < signs; i++) {
    const six = sixBitsOf[text.charAt(i)];
    if (six === undefined) throw bad();
    held = ((held << 6) | six) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at] = (held >> bits) & 255;
      at += 1;
    }
  }
  // Spare bits that are not zero would give one value several spellings.
  if ((held & ((1 << bits) - 1)) !== 0) throw bad();
  return out;
}
