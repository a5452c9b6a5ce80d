import { modelOf, problemsOfAim, problemsOfCount, refuseAny } from './plan.ts';
import type { Aim, Model, SamplingModel } from './plan.ts';
import { binomialExactly, choose, isAtMost, slack, toNumber } from './probability.ts';
import type { Fraction } from './probability.ts';

/**
 * The extension of a two-stage sample (methodology 14.2, appendix B). Whoever extends a sample after a deviation gives the control
 * a second chance; confidence holds only when both chances together accept a control at the tolerable rate with β at most:
 * P(X1 = 0) + Σ P(X1 = i) · P(the extension shows none | X1 = i), i = 1 … allowed.
 *
 * Worked: 25 items, one allowed, 90/10 → 19 more (9.873 %); with 18 it would be 10.172 %.
 */
export type TwoStage = {
  readonly method: SamplingModel;
  /** P(X1 = 0): how often the first stage alone accepts a control at the tolerable rate; 0 to 1 */
  readonly firstStageAcceptance: number;
  /** after a systematic or stratified first stage: say so in the file */
  readonly approximation: boolean;
} & (
  | {
      readonly outcome: 'extension';
      /** items to add; 0: the first sample suffices */
      readonly extension: number;
      readonly total: number;
      /** probability of acceptance at the tolerable rate over both stages, 0 to 1 */
      readonly acceptance: number;
      /** more than half of the population: offer to test all of it and judge as a census (R-SMP-07) */
      readonly offerAll: boolean;
    }
  /** R-SMP-12: the first stage alone accepts too often; test all, or conclude without claiming confidence */
  | { readonly outcome: 'no-confidence' }
  /** no extension of this population is large enough: test all of it */
  | { readonly outcome: 'no-total' }
);

export interface TwoStagePlan extends Aim {
  /** items of the first stage */
  readonly first: number;
  /** fixed before the draw, 1 or 2 */
  readonly allowed: number;
  readonly selection: 'random' | 'systematic' | 'stratified';
}

export function planTwoStage(plan: TwoStagePlan): TwoStage {
  const largest = plan.population ?? 1_000_000_000;
  refuseAny([
    ...problemsOfAim(plan),
    ...problemsOfCount('first', 'first stage', plan.first, 1, largest >= 1 ? largest : 1),
    ...problemsOfCount('allowed', 'allowed deviations', plan.allowed, 1, 2),
  ]);
  const model = modelOf(plan);
  const approximation = plan.selection !== 'random';
  const chance = acceptanceOf(model, plan.first, plan.allowed);
  const shown = { method: model.method, firstStageAcceptance: chance.first, approximation };
  if (!chance.firstIsEnough) return { ...shown, outcome: 'no-confidence' };

  const most = largest - plan.first;
  let fails = -1;
  let holds = 0;
  while (!chance.withExtension(holds).accepted) {
    if (holds >= Math.min(most, largestExtension)) return { ...shown, outcome: 'no-total' };
    fails = holds;
    holds = Math.min(most, largestExtension, Math.max(1, holds * 2));
  }
  while (holds - fails > 1) {
    const middle = Math.floor((fails + holds) / 2);
    if (chance.withExtension(middle).accepted) holds = middle;
    else fails = middle;
  }
  const total = plan.first + holds;
  const offerAll = plan.population !== undefined && 2 * total > plan.population;
  return {
    ...shown,
    outcome: 'extension',
    extension: holds,
    total,
    acceptance: chance.withExtension(holds).probability,
    offerAll,
  };
}

// Beyond this no person extends a sample; the binomial total then differs from P(X1 = 0) by less than a double shows.
const largestExtension = 1_000_000;

interface Chance {
  readonly first: number;
  readonly firstIsEnough: boolean;
  readonly withExtension: (m: number) => { readonly probability: number; readonly accepted: boolean };
}

function acceptanceOf(model: Model, first: number, allowed: number): Chance {
  const upTo = Array.from({ length: allowed }, (_, i) => i + 1);
  if (model.method === 'binomial') {
    const { rate } = model;
    const beta = toNumber(model.beta);
    const none = binomialExactly(0, first, rate);
    const some = upTo.reduce((sum, i) => sum + (i <= first ? binomialExactly(i, first, rate) : 0), 0);
    return {
      first: none,
      firstIsEnough: none <= beta + slack,
      withExtension: (m) => {
        const probability = none + some * binomialExactly(0, m, rate);
        return { probability, accepted: probability <= beta + slack };
      },
    };
  }
  const { population: N, deviating: K, beta } = model;
  /** ways to see exactly i in the first stage, of C(N, first) */
  const ways = (i: number) => choose(K, i) * choose(N - K, first - i);
  const all = choose(N, first);
  const none: Fraction = { numerator: ways(0), denominator: all };
  return {
    first: toNumber(none),
    firstIsEnough: isAtMost(none, beta),
    withExtension: (m) => {
      const rest = choose(N - first, m);
      // Left are N − first items with K − i deviations; the extension must avoid them.
      const accepting = upTo.reduce((sum, i) => sum + ways(i) * choose(N - first - (K - i), m), ways(0) * rest);
      const fraction = { numerator: accepting, denominator: all * rest };
      return { probability: toNumber(fraction), accepted: isAtMost(fraction, beta) };
    },
  };
}

/**
 * Whether both stages together support the control.
 * first      deviations in the first stage
 * extension  deviations among the added items; null while they are not tested
 */
export function twoStageSupports(
  plan: TwoStagePlan,
  first: number,
  extension: { readonly size: number; readonly deviations: number } | null,
): boolean {
  const planned = planTwoStage(plan);
  if (planned.outcome === 'no-confidence' || first > plan.allowed) return false;
  if (first === 0) return true;
  if (planned.outcome === 'no-total') return false;
  if (planned.extension === 0) return true;
  return extension !== null && extension.size >= planned.extension && extension.deviations === 0;
}
