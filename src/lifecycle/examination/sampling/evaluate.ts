import {
  largestCountedPopulation,
  modelOf,
  modelSupports,
  problemsOfAim,
  problemsOfConfidence,
  problemsOfCount,
  problemsOfPopulation,
  refuseAny,
  riskOf,
} from './plan.ts';
import type { Aim, SamplingModel } from './plan.ts';
import { binomialAtMost, hypergeometricAtMost, isAtMost, toNumber } from './probability.ts';

/**
 * What a sample showed.
 * size        items examined, 1 or more, never above the population
 * deviations  items that deviate, 0 to size
 */
export interface Shown {
  readonly size: number;
  readonly deviations: number;
  readonly population?: number | undefined;
}

export interface UpperLimit {
  /** rate from 0 to 1 */
  readonly upperLimit: number;
  readonly method: SamplingModel;
}

/**
 * Upper deviation limit (R-SMP-05): the highest rate of the population that is still plausible at this confidence. Of a census
 * it is the plain rate k/N, because nothing is left to infer (R-SMP-07).
 * confidence  per cent, 80 to 99
 * source      methodology 13.3, appendices B and C
 */
export function evaluateSample(sample: Shown & { readonly confidence: number }): UpperLimit {
  refuseAny([...problemsOfConfidence(sample.confidence), ...problemsOfShown(sample)]);
  const beta = riskOf(sample.confidence);
  const { size, deviations, population } = sample;
  if (population !== undefined && (size === population || population <= largestCountedPopulation)) {
    if (size === population) return { upperLimit: deviations / population, method: 'hypergeometric' };
    return { upperLimit: highestCount(deviations, population, size, beta) / population, method: 'hypergeometric' };
  }
  return { upperLimit: highestRate(deviations, size, toNumber(beta)), method: 'binomial' };
}

/** Largest K with P(X ≤ k; N, K, n) > β. P falls as K grows. */
function highestCount(k: number, N: number, n: number, beta: ReturnType<typeof riskOf>): number {
  let plausible = k; // with K = k the sample can never show more
  let refuted = N + 1;
  while (refuted - plausible > 1) {
    const K = Math.floor((plausible + refuted) / 2);
    if (isAtMost(hypergeometricAtMost(k, N, K, n), beta)) refuted = K;
    else plausible = K;
  }
  return plausible;
}

/** The p with P(X ≤ k; n, p) = β: the (1 − β) quantile of Beta(k + 1, n − k). */
function highestRate(k: number, n: number, beta: number): number {
  if (k === n) return 1;
  if (k === 0) return -Math.expm1(Math.log(beta) / n);
  let low = k / n;
  let high = 1;
  // 200 halvings end in neighbouring doubles long before; the loop stops there.
  for (let i = 0; i < 200; i += 1) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (binomialAtMost(k, n, middle) > beta) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Whether what the sample showed supports the control (R-SMP-02). A census never asks this question (R-SMP-07). */
export function supports(sample: Aim & Shown): boolean {
  refuseAny([...problemsOfAim(sample), ...problemsOfShown(sample)]);
  return modelSupports(modelOf(sample), sample.size, sample.deviations);
}

function problemsOfShown({ size, deviations, population }: Shown) {
  const most = population !== undefined && population >= 1 ? population : 1_000_000_000;
  return [
    ...problemsOfPopulation(population),
    ...problemsOfCount('size', 'size of the sample', size, 1, most),
    ...problemsOfCount(
      'deviations',
      'deviations',
      deviations,
      0,
      Number.isSafeInteger(size) && size >= 1 ? size : most,
    ),
  ];
}
