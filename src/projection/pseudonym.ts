/** Who somebody is, under another name: the same person has the same one, and only the holder of the key can tell whose it is. */
import { createHmac } from 'node:crypto';

const letters = 'abcdefghijklmnop';

/**
 * Two pseudonyms are equal where the texts are, and equal in lower case where the texts are in lower case (A to Z): a rule that asks
 * either is answered as it would be from the texts. So the letters say which text it is in lower case (128 bits), and which of them are
 * capital says how it is written (32 bits).
 * key    32 bytes; another key, other pseudonyms
 * known  texts that stay as they are, however they are written: names that the rules hold. For populations that are joined the same
 */
export function pseudonyms(key: Uint8Array, known: Iterable<string>): (text: string) => string {
  const kept = new Set([...known].map(lower));
  const digest = (purpose: string, text: string): Buffer =>
    createHmac('sha256', key).update(`${purpose}\u0000`).update(text).digest();
  return (text) => {
    const small = lower(text);
    if (kept.has(small)) return text;
    const name = Array.from(digest('name', small).subarray(0, 16), (byte) => pairOf(byte)).join('');
    if (small === text) return `p-${name}`;
    // Never without a capital: it is not the text in lower case.
    const capitals = digest('written', text).readUInt32BE(0) || 1;
    const written = name.replace(/./g, (letter, at: number) =>
      ((capitals >>> at) & 1) === 1 ? letter.toUpperCase() : letter,
    );
    return `p-${written}`;
  };
}

function pairOf(byte: number): string {
  return `${letters.charAt(byte >> 4)}${letters.charAt(byte & 15)}`;
}

/** As the rules' lowerAscii. */
function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
