import { createHash } from 'node:crypto';

/**
 * Numbers that anybody can make again: xoshiro128**, its state the SHA-256 of the seed and of the stream's name. Streams of
 * different names do not touch each other, so that a change in one population leaves the others as they were. Nothing here is
 * meant to be unpredictable: it writes sample data, it never draws an audit sample (R-SEL-01 does).
 */
export interface Random {
  /** whole number from 0 to n − 1; n from 1 to 2^32 */
  below(n: number): number;
  /** whole number from a to b, both included */
  between(a: number, b: number): number;
  /** true with the given share, 0 to 1 */
  chance(share: number): boolean;
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T;
  /** lower-case hexadecimal digits */
  hex(digits: number): string;
}

export function randomOf(seed: string, stream: string): Random {
  const digest = createHash('sha256').update(seed).update('\0').update(stream).digest();
  let a = digest.readUInt32LE(0);
  let b = digest.readUInt32LE(4);
  let c = digest.readUInt32LE(8);
  let d = digest.readUInt32LE(12);
  const word = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const below = (n: number): number => Math.floor((word() / 2 ** 32) * n);
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    chance: (share) => word() < share * 2 ** 32,
    pick: (list) => {
      const found = list[below(list.length)];
      if (found === undefined) throw new RangeError('Nothing can be picked from an empty list.');
      return found;
    },
    hex: (digits) => {
      let text = '';
      while (text.length < digits) text += word().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}

/** `count` different whole numbers below n, ascending (Floyd's algorithm); all of them when count reaches n. */
export function distinctBelow(random: Random, n: number, count: number): number[] {
  const chosen = new Set<number>();
  for (let top = Math.max(0, n - count); top < n; top++) {
    const at = random.below(top + 1);
    chosen.add(chosen.has(at) ? top : at);
  }
  return [...chosen].sort((x, y) => x - y);
}
