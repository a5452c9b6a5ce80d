import { sha256 } from '../../../ledger/index.ts';

/**
 * Selection of items (R-SEL-01, methodology appendix D): positions 0 … N−1 of a population in canonical order, from a seed. Pure,
 * and free of everything but SHA-256, because the stand-alone verifier draws every sample of a report again with this file.
 *
 * Worked case, seed `demo-seed-1`, N = 20, n = 4, r = 2: words 2418254042, 728420937, … give draws 2 (of 20), 18 … → selected
 * [2, 0, 11, 10], reserves [5, 6]. Systematic, N = 87, n = 6: s = 41 → [6, 21, 35, 50, 64, 79].
 *
 * Contract violations (a size above the population, …) throw RangeError; services check input before they call.
 */

const utf8 = new TextEncoder();

/** A 32-bit word serves every population below 2^32 without bias (R-SMP-10). */
const wordRange = 2 ** 32;
/** More items than people look at, and as many as the sparse permutation holds in memory; larger means a census. */
export const mostDrawn = 5_000_000;

/** Numbers from the seed: block i is SHA-256(seed ‖ 0x00 ‖ i big-endian), read as eight 32-bit words. */
function* wordsOf(seed: string): Generator<number, never> {
  const bytes = utf8.encode(seed);
  const input = new Uint8Array(bytes.length + 5);
  input.set(bytes);
  const counter = new DataView(input.buffer, bytes.length + 1);
  for (let block = 0; ; block += 1) {
    counter.setUint32(0, block);
    const digest = sha256(input);
    const view = new DataView(digest.buffer, digest.byteOffset, 32);
    for (let offset = 0; offset < 32; offset += 4) yield view.getUint32(offset);
  }
}

/**
 * The stream of a seed as `draw(m)`: a number from 0 to m − 1, every one equally likely. Words at or above the largest multiple
 * of m are thrown away, else low numbers would come up more often.
 * m  1 to 2^32
 */
export function streamOf(seed: string): (m: number) => number {
  const words = wordsOf(seed);
  return (m) => {
    const limit = Math.floor(wordRange / m) * m;
    let word = words.next().value;
    while (word >= limit) word = words.next().value;
    return word % m;
  };
}

export interface Drawn {
  /** positions in the order drawn */
  readonly selected: readonly number[];
  /** next positions of the same sequence: replacements (R-SEL-03) and extension items take them in order */
  readonly reserves: readonly number[];
}

/** `SEL-RND-1`: the sequence a[0], a[1] … of a shuffled population, from `from`, `count` positions, fewer where it ends. */
export function continueRandom(draw: {
  readonly population: number;
  readonly seed: string;
  readonly from: number;
  readonly count: number;
}): number[] {
  const { population, from } = draw;
  requireCount('population', population, 0, wordRange - 1);
  requireCount('from', from, 0, population);
  requireCount('count', draw.count, 0, wordRange - 1);
  const end = Math.min(population, from + draw.count);
  requireCount('items drawn', end, 0, mostDrawn);
  const next = streamOf(draw.seed);
  // The permutation [0 … N−1], of which only the swapped places are kept.
  const moved = new Map<number, number>();
  const sequence: number[] = [];
  for (let i = 0; i < end; i += 1) {
    const j = i + next(population - i);
    const here = moved.get(i) ?? i;
    const there = j === i ? here : (moved.get(j) ?? j);
    if (j !== i) moved.set(j, here);
    moved.delete(i);
    if (i >= from) sequence.push(there);
  }
  return sequence;
}

/**
 * `SEL-RND-1`.
 * population  N, 0 to 2^32 − 1
 * size        n, 0 to N
 * reserves    r, fewer are returned where the population ends
 */
export function drawRandom(draw: {
  readonly population: number;
  readonly size: number;
  readonly reserves: number;
  readonly seed: string;
}): Drawn {
  requireCount('size', draw.size, 0, draw.population);
  const sequence = continueRandom({ ...draw, from: 0, count: draw.size + draw.reserves });
  return { selected: sequence.slice(0, draw.size), reserves: sequence.slice(draw.size) };
}

/** `SEL-SYS-1`: every N/n-th position from a random start s. Ascending, distinct. The products exceed 53 bits, hence BigInt. */
export function drawSystematic(draw: {
  readonly population: number;
  readonly size: number;
  readonly seed: string;
}): number[] {
  const { population, size } = draw;
  requireCount('population', population, 0, wordRange - 1);
  requireCount('size', size, 0, Math.min(population, mostDrawn));
  if (size === 0) return [];
  const start = BigInt(streamOf(draw.seed)(population));
  const step = BigInt(population);
  const n = BigInt(size);
  return Array.from({ length: size }, (_, i) => Number((start + BigInt(i) * step) / n));
}

/** A stratum and the positions of its items in the whole population's canonical order. */
export interface Stratum {
  readonly key: string;
  readonly positions: readonly number[];
}

export interface StratumDrawn extends Drawn {
  readonly key: string;
}

/**
 * `SEL-STR-1`: allocation in proportion, at least one a stratum, then `SEL-RND-1` inside each with seed `seed/key`.
 * strata    unique keys; empty ones are left out; number of the others ≤ size ≤ N
 * reserves  of each stratum, because a replacement comes from the stratum of the item it replaces
 * returns   strata by key in UTF-8 order, and their items concatenated in that order
 */
export function drawStratified(draw: {
  readonly strata: readonly Stratum[];
  readonly size: number;
  readonly reserves: number;
  readonly seed: string;
}): Drawn & { readonly strata: readonly StratumDrawn[] } {
  const strata = draw.strata
    .filter((stratum) => stratum.positions.length > 0)
    .sort((a, b) => compareUtf8(a.key, b.key));
  const sizes = allocate(
    strata.map(({ key, positions }) => ({ key, count: positions.length })),
    draw.size,
  );
  const drawn = strata.map(({ key, positions }, index): StratumDrawn => {
    const inside = drawRandom({
      population: positions.length,
      size: sizes[index] ?? 0,
      reserves: draw.reserves,
      seed: `${draw.seed}/${key}`,
    });
    const place = (i: number) => positions[i] ?? i;
    return { key, selected: inside.selected.map(place), reserves: inside.reserves.map(place) };
  });
  return {
    strata: drawn,
    selected: drawn.flatMap((stratum) => stratum.selected),
    reserves: drawn.flatMap((stratum) => stratum.reserves),
  };
}

/**
 * Proportional allocation of `size` items, in the order of `strata` (which must be by key). Appendix D adds or takes one item at
 * a time where the difference to the exact share is largest; that is done here by sorting once a round, because one item moves a
 * stratum behind all that have not moved yet (a share is never off by a whole item before).
 */
export function allocate(strata: readonly { readonly key: string; readonly count: number }[], size: number): number[] {
  const population = strata.reduce((sum, stratum) => sum + stratum.count, 0);
  requireCount('size', size, strata.length, population);
  if (new Set(strata.map((stratum) => stratum.key)).size < strata.length)
    throw new RangeError('Stratum keys must differ.');
  const [n, N] = [BigInt(size), BigInt(population)];
  const sizes = strata.map(({ count }) => Math.min(count, Math.max(1, Number((n * BigInt(count)) / N))));
  /** exact share minus allocation, times N */
  const shortOf = (i: number) => n * BigInt(strata[i]?.count ?? 0) - BigInt(sizes[i] ?? 0) * N;
  let missing = size - sizes.reduce((sum, a) => sum + a, 0);
  while (missing !== 0) {
    const step = Math.sign(missing);
    const candidates = strata
      .map(({ key, count }, i) => ({ i, key, count, short: shortOf(i) * BigInt(step) }))
      .filter(({ i, count }) => (step > 0 ? (sizes[i] ?? 0) < count : (sizes[i] ?? 0) > 1))
      .sort((a, b) => compareBigInt(b.short, a.short) || b.count - a.count || compareUtf8(a.key, b.key))
      .slice(0, Math.abs(missing));
    for (const { i } of candidates) sizes[i] = (sizes[i] ?? 0) + step;
    missing -= step * candidates.length;
  }
  return sizes;
}

/** Order of record keys and strata (R-POP-04): by UTF-8 bytes, not by UTF-16 units. */
export function compareUtf8(a: string, b: string): number {
  const [x, y] = [utf8.encode(a), utf8.encode(b)];
  for (let i = 0; i < x.length && i < y.length; i += 1) {
    const difference = (x[i] ?? 0) - (y[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

function compareBigInt(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The seed of a draw (R-SEL-02): `engagementId|controlId|populationId|version|random`.
 * random  32 lower-case hex digits (`randomPartOf`)
 */
export function seedOf(parts: {
  readonly engagementId: string;
  readonly controlId: string;
  readonly populationId: string;
  readonly version: number;
  readonly random: string;
}): string {
  const ids = [parts.engagementId, parts.controlId, parts.populationId];
  if (ids.some((id) => id === '' || id.includes('|')))
    throw new RangeError('An id in a seed must not be empty or contain "|".');
  requireCount('version', parts.version, 1, Number.MAX_SAFE_INTEGER);
  if (!/^[0-9a-f]{32}$/.test(parts.random))
    throw new RangeError('The random part of a seed must be 32 lower-case hex digits.');
  return [...ids, parts.version, parts.random].join('|');
}

/** Random part of a seed: the first 16 bytes of SHA-256 over both sides' nonces, so that neither side chooses it alone. 32 hex digits each. */
export function randomPartOf(managementNonce: string, firmNonce: string): string {
  const both = new Uint8Array([...bytesOfNonce(managementNonce), ...bytesOfNonce(firmNonce)]);
  return Array.from(sha256(both).subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function bytesOfNonce(hex: string): number[] {
  if (!/^[0-9a-fA-F]{32}$/.test(hex)) throw new RangeError('A nonce must be 32 hex digits.');
  return Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

function requireCount(what: string, value: number, least: number, most: number): void {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return;
  throw new RangeError(`The ${what} must be a whole number from ${least} to ${most}, not ${value}.`);
}
