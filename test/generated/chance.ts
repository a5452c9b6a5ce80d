import { createHash } from 'node:crypto';

/** Chance that a seed decides, the same every time: bytes of SHA-256 over seed and counter. */
export class Chance {
  readonly #seed: string;
  #counter = 0;
  #block: Buffer = Buffer.alloc(0);
  #at = 0;

  constructor(seed: string) {
    this.#seed = seed;
  }

  /** from 0 to below `end`, a whole number; end at most 2³² */
  below(end: number): number {
    if (this.#at + 4 > this.#block.length) {
      this.#block = createHash('sha256').update(`${this.#seed}\n${this.#counter}`).digest();
      this.#counter += 1;
      this.#at = 0;
    }
    const number = this.#block.readUInt32BE(this.#at);
    this.#at += 4;
    return Math.floor((number / 2 ** 32) * end);
  }

  under(probability: number): boolean {
    return this.below(1_000_000) < probability * 1_000_000;
  }

  of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('Chance has nothing to choose from.');
    return item;
  }
}
