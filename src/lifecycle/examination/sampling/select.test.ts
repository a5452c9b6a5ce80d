import { describe, expect, test } from 'vitest';
import {
  allocate,
  continueRandom,
  drawRandom,
  drawStratified,
  drawSystematic,
  randomPartOf,
  seedOf,
  streamOf,
} from './select.ts';

const word = 2 ** 32;
const wordsOf = (seed: string, count: number) => {
  const draw = streamOf(seed);
  return Array.from({ length: count }, () => draw(word));
};

describe('the stream of a seed (appendix D)', () => {
  test('demo-seed-1 begins with the words of the methodology', () => {
    expect(wordsOf('demo-seed-1', 3)).toEqual([2418254042, 728420937, 2835191313]);
    expect(wordsOf('demo-seed-1', 3).map((w) => w.toString(16))).toEqual(['9023a0da', '2b6ad249', 'a8fd9611']);
  });

  test('demo-seed-3 begins with the words of the methodology', () => {
    expect(wordsOf('demo-seed-3', 4)).toEqual([95595677, 24367410, 2220616417, 3279677934]);
  });

  test('a word beyond the largest multiple of m is thrown away', () => {
    // m just above 2^31: every word from m on would fold onto the low numbers; 2418254042 and 2835191313 are rejected.
    const draw = streamOf('demo-seed-1');
    expect(draw(2 ** 31 + 1)).toBe(728420937);
    // A word equal to that multiple is thrown away too: here the first word is m itself.
    expect(streamOf('demo-seed-1')(2418254042)).toBe(728420937);
  });
});

describe('random selection (SEL-RND-1)', () => {
  test('demo-seed-1, 4 of 20 with 2 reserves', () => {
    expect(drawRandom({ population: 20, size: 4, reserves: 2, seed: 'demo-seed-1' })).toEqual({
      selected: [2, 0, 11, 10],
      reserves: [5, 6],
    });
  });

  test('demo-seed-2, 6 of 300', () => {
    expect(drawRandom({ population: 300, size: 6, reserves: 0, seed: 'demo-seed-2' }).selected).toEqual([
      107, 235, 250, 269, 219, 196,
    ]);
  });

  test('demo-seed-3, 5 of a billion with 2 reserves', () => {
    expect(drawRandom({ population: 1_000_000_000, size: 5, reserves: 2, seed: 'demo-seed-3' })).toEqual({
      selected: [95595677, 24367411, 220616423, 279677946, 287441040],
      reserves: [104871478, 413148057],
    });
  });

  test('an extension takes the next positions of the same sequence (14.2)', () => {
    expect(continueRandom({ population: 20, seed: 'demo-seed-1', from: 4, count: 2 })).toEqual([5, 6]);
  });

  test('all of a population can be drawn, and reserves end where it ends', () => {
    const all = drawRandom({ population: 7, size: 5, reserves: 5, seed: 's' });
    expect(all.selected).toHaveLength(5);
    expect([...all.selected, ...all.reserves].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(drawRandom({ population: 0, size: 0, reserves: 5, seed: 's' })).toEqual({ selected: [], reserves: [] });
  });

  test('positions up to 2^32 − 2 are drawn without loss', () => {
    const { selected } = drawRandom({ population: 2 ** 32 - 1, size: 1000, reserves: 0, seed: 'wide' });
    expect(new Set(selected).size).toBe(1000);
    expect(selected.every((p) => Number.isSafeInteger(p) && p >= 0 && p < 2 ** 32 - 1)).toBe(true);
    expect(selected.some((p) => p > 2 ** 31)).toBe(true);
  });

  test('more items than the population has are refused', () => {
    expect(() => drawRandom({ population: 3, size: 4, reserves: 0, seed: 's' })).toThrow(RangeError);
    expect(() => drawRandom({ population: 3, size: 1.5, reserves: 0, seed: 's' })).toThrow(RangeError);
  });
});

describe('systematic selection (SEL-SYS-1)', () => {
  test('demo-seed-1, 6 of 87', () => {
    expect(streamOf('demo-seed-1')(87)).toBe(41);
    expect(drawSystematic({ population: 87, size: 6, seed: 'demo-seed-1' })).toEqual([6, 21, 35, 50, 64, 79]);
  });

  test('demo-seed-3, 5 of a billion', () => {
    expect(drawSystematic({ population: 1_000_000_000, size: 5, seed: 'demo-seed-3' })).toEqual([
      19119135, 219119135, 419119135, 619119135, 819119135,
    ]);
  });

  test('products beyond 53 bits keep their last digit', () => {
    const population = 2 ** 32 - 1;
    const size = 3_000_000;
    const positions = drawSystematic({ population, size, seed: 'x' });
    const start = BigInt(streamOf('x')(population));
    expect(positions.at(-1)).toBe(Number((start + BigInt(size - 1) * BigInt(population)) / BigInt(size)));
    expect(start + BigInt(size - 1) * BigInt(population)).toBeGreaterThan(2n ** 53n);
  });
});

describe('stratified selection (SEL-STR-1)', () => {
  const stratum = (key: string, count: number, from: number) => ({
    key,
    positions: Array.from({ length: count }, (_, i) => from + i),
  });

  test('20 of prod 120, support 25, admin 5: prod 16, support 3, admin 1', () => {
    const strata = [stratum('prod', 120, 0), stratum('support', 25, 120), stratum('admin', 5, 145)];
    const drawn = drawStratified({ strata, size: 20, reserves: 2, seed: 's' });
    expect(drawn.strata.map(({ key, selected }) => [key, selected.length])).toEqual([
      ['admin', 1],
      ['prod', 16],
      ['support', 3],
    ]);
    expect(drawn.reserves).toHaveLength(6);
    expect(drawn.selected).toHaveLength(20);
  });

  test('25 of q1 30, q2 20, q3 25, q4 25: 8, 5, 6, 6', () => {
    const counts = [30, 20, 25, 25].map((count, i) => ({ key: `q${i + 1}`, count }));
    expect(allocate(counts, 25)).toEqual([8, 5, 6, 6]);
  });

  test('inside a stratum the draw is the random one with seed/key', () => {
    const drawn = drawStratified({
      strata: [stratum('b', 10, 100), stratum('a', 20, 0)],
      size: 6,
      reserves: 1,
      seed: 's',
    });
    const a = drawRandom({ population: 20, size: 4, reserves: 1, seed: 's/a' });
    const b = drawRandom({ population: 10, size: 2, reserves: 1, seed: 's/b' });
    expect(drawn.selected).toEqual([...a.selected, ...b.selected.map((i) => 100 + i)]);
    expect(drawn.reserves).toEqual([...a.reserves, ...b.reserves.map((i) => 100 + i)]);
  });

  test('fewer items than strata are refused, empty strata do not count', () => {
    expect(() =>
      drawStratified({ strata: [stratum('a', 2, 0), stratum('b', 2, 2)], size: 1, reserves: 0, seed: 's' }),
    ).toThrow(RangeError);
    expect(
      drawStratified({ strata: [stratum('a', 2, 0), stratum('b', 0, 2)], size: 1, reserves: 0, seed: 's' }).selected,
    ).toHaveLength(1);
  });

  test('keys are ordered by UTF-8 bytes, where UTF-16 would order otherwise', () => {
    const strata = [stratum('\u{1F600}', 1, 0), stratum('\uFF5E', 1, 1)];
    expect(drawStratified({ strata, size: 2, reserves: 0, seed: 's' }).strata.map(({ key }) => key)).toEqual([
      '\uFF5E',
      '\u{1F600}',
    ]);
  });
});

describe('the seed (R-SEL-02)', () => {
  test('names engagement, control, population and version before its random part', () => {
    const random = randomPartOf('00112233445566778899aabbccddeeff', 'ffeeddccbbaa99887766554433221100');
    expect(random).toMatch(/^[0-9a-f]{32}$/);
    expect(seedOf({ engagementId: 'PR-2023-T2', controlId: 'CHG-01', populationId: 'P-01', version: 1, random })).toBe(
      `PR-2023-T2|CHG-01|P-01|1|${random}`,
    );
  });

  test('rests on both nonces, in their order, whatever the case of their digits', () => {
    const [a, b] = ['000102030405060708090a0b0c0d0e0f', '101112131415161718191a1b1c1d1e1f'];
    // SHA-256 of the bytes 00 … 1f, known from the test vectors of the hash
    expect(randomPartOf(a, b)).toBe('630dcd2966c4336691125448bbb25b4f');
    expect(randomPartOf(a.toUpperCase(), b)).toBe('630dcd2966c4336691125448bbb25b4f');
    expect(randomPartOf(b, a)).not.toBe(randomPartOf(a, b));
  });

  test('is refused where its parts could run into each other', () => {
    const random = '0'.repeat(32);
    expect(() => seedOf({ engagementId: 'A|B', controlId: 'C', populationId: 'P', version: 1, random })).toThrow(
      RangeError,
    );
    expect(() => seedOf({ engagementId: 'A', controlId: 'C', populationId: 'P', version: 0, random })).toThrow(
      RangeError,
    );
    expect(() => seedOf({ engagementId: 'A', controlId: 'C', populationId: 'P', version: 1, random: 'x' })).toThrow(
      RangeError,
    );
    expect(() => randomPartOf('12', '34')).toThrow(RangeError);
  });
});
