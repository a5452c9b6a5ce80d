import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../ledger/index.ts';
import type { DrawMethod } from './draw.ts';

/**
 * What a judgement names when it judges a sample (INV-12): SHA-256, in hex, of procedure, population, seed, method and positions
 * as canonical JSON. Another draw, or a draw from another population, has another digest.
 * population  digest of the frozen population
 */
export function sampleDigest(sample: {
  readonly procedure: string;
  readonly population: string;
  readonly seed: string;
  readonly method: DrawMethod;
  readonly size: number;
  readonly positions: readonly number[];
  readonly reserves: readonly number[];
}): string {
  const { procedure, population, seed, method, size, positions, reserves } = sample;
  return createHash('sha256')
    .update(canonicalJson({ procedure, population, seed, method, size, positions, reserves }))
    .digest('hex');
}
