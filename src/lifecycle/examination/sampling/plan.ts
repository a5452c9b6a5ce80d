import type { Problem } from '../../../refusal.ts';
import { Refusal } from '../../../refusal.ts';
import { binomialAtMost, hypergeometricAtMost, isAtMost, perCent, slack, toNumber } from './probability.ts';
import type { Fraction } from './probability.ts';

export type SamplingModel = 'hypergeometric' | 'binomial';

/** Largest population whose size enters the model; above it the binomial is used (R-SMP-03). */
export const largestCountedPopulation = 2000;

/**
 * What a sample must show, and how surely.
 * confidence  per cent, 80 to 99 (R-SMP-10)
 * tolerable   tolerable deviation rate, per cent, 1 to 20: the lowest rate that is no longer acceptable (R-SMP-03)
 * population  1 to 1,000,000,000; absent when unknown
 */
export interface Aim {
  readonly confidence: number;
  readonly tolerable: number;
  readonly population?: number | undefined;
}

/**
 * Model of R-SMP-03, with its parameters exact.
 * accepted   β, the risk of accepting a control at the tolerable rate
 * deviating  K_T = ceil(N × TDR), the deviations of a population exactly at the tolerable rate
 */
export type Model =
  | {
      readonly method: 'hypergeometric';
      readonly beta: Fraction;
      readonly population: number;
      readonly deviating: number;
    }
  | { readonly method: 'binomial'; readonly beta: Fraction; readonly rate: number };

export function modelOf(aim: Aim): Model {
  const beta = riskOf(aim.confidence);
  const rate = perCent(aim.tolerable);
  if (aim.population === undefined || aim.population > largestCountedPopulation) {
    return { method: 'binomial', beta, rate: toNumber(rate) };
  }
  const product = BigInt(aim.population) * rate.numerator;
  const deviating = Number((product + rate.denominator - 1n) / rate.denominator);
  return { method: 'hypergeometric', beta, population: aim.population, deviating };
}

/** β = 1 − confidence, exact; confidence in per cent. */
export function riskOf(confidence: number): Fraction {
  const { numerator, denominator } = perCent(confidence);
  return { numerator: denominator - numerator, denominator };
}

/** R-SMP-02: a sample of `size` with `deviations` supports when it would show so few at the tolerable rate with a chance of β at most. */
export function modelSupports(model: Model, size: number, deviations: number): boolean {
  return model.method === 'hypergeometric'
    ? isAtMost(hypergeometricAtMost(deviations, model.population, model.deviating, size), model.beta)
    : binomialAtMost(deviations, size, model.rate) <= toNumber(model.beta) + slack;
}

export interface PlannedSize {
  /** null: no sample supports, test the whole population (R-SMP-04) */
  readonly size: number | null;
  readonly method: SamplingModel;
}

/**
 * Smallest sample that supports although it shows `expected` deviations (R-SMP-04).
 * expected  0 to 10 deviations in the sample
 * refuses   what lies outside the supported range (R-SMP-10), all of it at once
 * source    methodology 13.3, appendix C
 */
export function planSample(plan: Aim & { readonly expected: number }): PlannedSize {
  refuseAny([...problemsOfAim(plan), ...problemsOfCount('expected', 'expected deviations', plan.expected, 0, 10)]);
  const model = modelOf(plan);
  return { size: smallestSize(model, plan.expected, plan.population), method: model.method };
}

function smallestSize(model: Model, expected: number, population: number | undefined): number | null {
  if (model.method === 'hypergeometric' && model.deviating <= expected) return null;
  const largest = population ?? Number.MAX_SAFE_INTEGER;
  if (expected >= largest) return null;
  // P(X ≤ e) falls as the sample grows, so the smallest size is found by doubling and halving.
  let fails = expected; // a sample of e items always shows at most e
  let holds = Math.min(largest, Math.max(1, expected * 2));
  while (!modelSupports(model, holds, expected)) {
    if (holds === largest) return null; // binomial on a counted population: the model asks for more items than there are
    fails = holds;
    holds = Math.min(largest, holds * 2);
  }
  while (holds - fails > 1) {
    const middle = Math.floor((fails + holds) / 2);
    if (modelSupports(model, middle, expected)) holds = middle;
    else fails = middle;
  }
  return holds;
}

/** Beyond these a plan by expected rate has no reasonable answer (R-SMP-06). */
const mostItems = 5000;
const mostExpected = 40;

export type PlanByRate =
  | { readonly size: number; readonly allowed: number; readonly method: SamplingModel }
  | { readonly size: null; readonly why: string; readonly method: SamplingModel };

/**
 * Size from an expected *rate* in per cent instead of a count (R-SMP-06): the first e with n(e) × rate ≤ e.
 * expectedRate  per cent, above 0 and below the tolerable rate
 * returns       `allowed` deviations beside the size; null with a sentence where the rate is not well below the tolerable one
 */
export function planByExpectedRate(plan: Aim & { readonly expectedRate: number }): PlanByRate {
  const problems = problemsOfAim(plan);
  if (!(plan.expectedRate > 0 && plan.expectedRate < 100)) {
    problems.push(outOfRange('expectedRate', 'The expected rate must lie above 0 and below 100 per cent.'));
  }
  refuseAny(problems);
  const model = modelOf(plan);
  const rate = perCent(plan.expectedRate);
  for (let allowed = 0; allowed <= mostExpected; allowed += 1) {
    const size = smallestSize(model, allowed, plan.population);
    if (size === null) {
      return {
        size: null,
        why: 'No sample of this population can allow for that rate: test all of it.',
        method: model.method,
      };
    }
    if (size > mostItems) break;
    if (BigInt(size) * rate.numerator <= BigInt(allowed) * rate.denominator)
      return { size, allowed, method: model.method };
  }
  const why = 'The expected rate is not well below the tolerable rate: no sample of reasonable size can support.';
  return { size: null, why, method: model.method };
}

/** R-SMP-10; every violation, none thrown. */
export function problemsOfAim(aim: Aim): Problem[] {
  const problems = problemsOfConfidence(aim.confidence);
  if (!(aim.tolerable >= 1 && aim.tolerable <= 20)) {
    problems.push(outOfRange('tolerable', 'The tolerable rate must lie between 1 and 20 per cent.'));
  }
  return [...problems, ...problemsOfPopulation(aim.population)];
}

export function problemsOfConfidence(confidence: number): Problem[] {
  if (confidence >= 80 && confidence <= 99) return [];
  return [outOfRange('confidence', 'The confidence must lie between 80 and 99 per cent.')];
}

export function problemsOfPopulation(population: number | undefined): Problem[] {
  if (population === undefined) return [];
  return problemsOfCount('population', 'population', population, 1, 1_000_000_000);
}

export function problemsOfCount(subject: string, words: string, value: number, least: number, most: number): Problem[] {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return [];
  const range = `${least.toLocaleString('en-US')} to ${most.toLocaleString('en-US')}`;
  return [outOfRange(subject, `The ${words} must be a whole number from ${range}.`)];
}

function outOfRange(subject: string, sentence: string): Problem {
  return { code: 'sampling-out-of-range', subject, sentence, source: 'R-SMP-10' };
}

export function refuseAny(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new Refusal('sampling-out-of-range', problems.map((problem) => problem.sentence).join(' '), { problems });
}
