import type { Limits } from '../../procedures/model.ts';
import type { Problem } from '../../refusal.ts';
import type { Condition } from './model.ts';

/** How far a condition reaches (14.2). A systematic cause may still be bounded; bounded is judged, not switched to a conclusion. */
export type Reach = 'isolated' | 'bounded' | 'unbounded';

export function reachOf(condition: Condition): Reach {
  if (!condition.systematic && whyNotIsolated(condition).length === 0) return 'isolated';
  return condition.bounded && condition.corrected && hasCause(condition) ? 'bounded' : 'unbounded';
}

/** What stands against "isolated": every one of the conditions of 14.2 that does not hold, as clauses. */
function whyNotIsolated(condition: Condition): string[] {
  const { isolation } = condition;
  const against: string[] = [];
  if (!hasCause(condition)) against.push('its cause is not known');
  if (condition.intentional || condition.concealed === true) against.push('it was intentional');
  if (isolation?.specificTo === null) against.push('its cause is not specific to one event, person or date');
  if (isolation?.canRecur) against.push('it can recur under the same conditions');
  if (isolation?.othersFound === null) against.push('nobody looked for others of the kind');
  if (isolation?.othersFound) against.push('others of the kind were found');
  return against;
}

/** A condition called isolated that is not; the engine treats it as systematic until the answers are changed. */
export function problemsOfCondition(condition: Condition): Problem[] {
  const against = condition.systematic ? [] : whyNotIsolated(condition);
  const problems = against.map((clause): Problem => {
    const sentence = `${condition.id} is called isolated, but ${clause}.`;
    return { code: 'condition-not-isolated', subject: condition.id, sentence, source: 'methodology 14.2' };
  });
  if (condition.bounded && condition.systematic && !condition.corrected) {
    const sentence = `${condition.id} is called bounded, but its correction is not tested.`;
    problems.push({ code: 'condition-not-bounded', subject: condition.id, sentence, source: 'methodology 14.2' });
  }
  return problems;
}

function hasCause({ cause }: Condition): boolean {
  return cause !== null && cause.trim() !== '';
}

/** Results of one attribute in one slice of the population: a month, a quarter, a system (R-SMP-07). Counts are items. */
export interface Stratum {
  readonly dimension: string;
  readonly value: string;
  readonly tested: number;
  readonly deviating: number;
}

/** Below this no rate is printed or weighed (R-SMP-07). */
export const smallestRated = 20;

/**
 * Rate as per cent text: two decimals, below 0.01 two significant digits ("0.09", "0.000070"), rounded half up in integers.
 * Null below 20 items: "1 of 4" has no percentage (R-SMP-07).
 */
export function percentOf(deviating: number, tested: number): string | null {
  if (tested < smallestRated) return null;
  for (let decimals = 2; ; decimals += 1) {
    const scale = 10n ** BigInt(decimals);
    const rounded = (2n * BigInt(deviating) * 100n * scale + BigInt(tested)) / (2n * BigInt(tested));
    const enough = decimals === 2 ? 1n : 10n;
    if (deviating !== 0 && rounded < enough) continue;
    const digits = rounded.toString().padStart(decimals + 1, '0');
    return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  }
}

/** A limit of the census plan that was passed: it goes to the partner; a prompt, not a verdict (R-SMP-11). */
export interface LimitPassed {
  readonly limit: 'rate' | 'stratum' | 'conditions' | 'exposure';
  readonly sentence: string;
}

/**
 * Holds a census against its plan. Limits are passed when exceeded, not when reached. A rate of fewer than 20 items is not
 * weighed, but a small stratum beyond its limit is raised: it is a question to a person, and pooling would hide it.
 */
export function limitsPassed(census: {
  readonly population: number;
  readonly deviating: number;
  readonly strata: readonly Stratum[];
  readonly conditions: readonly Condition[];
  readonly limits: Limits;
}): LimitPassed[] {
  const { population, deviating, strata, conditions, limits } = census;
  const passed: LimitPassed[] = [];
  if (limits.rate !== undefined && population >= smallestRated && exceeds(deviating, population, limits.rate)) {
    passed.push({
      limit: 'rate',
      sentence: `${extent(deviating, population)} is beyond the plan's rate of ${limits.rate}.`,
    });
  }
  for (const stratum of strata) {
    if (limits.stratumRate === undefined || !exceeds(stratum.deviating, stratum.tested, limits.stratumRate)) continue;
    const where = `${stratum.dimension} ${stratum.value}`;
    const sentence = `${where}: ${extent(stratum.deviating, stratum.tested)} is beyond the plan's rate of a stratum, ${limits.stratumRate}.`;
    passed.push({ limit: 'stratum', sentence });
  }
  if (limits.conditions !== undefined && conditions.length > limits.conditions) {
    passed.push({
      limit: 'conditions',
      sentence: `${conditions.length} conditions are more than the plan's ${limits.conditions}.`,
    });
  }
  for (const condition of conditions) {
    for (const { count, unit } of condition.exposure) {
      if (unit !== 'days' || limits.exposureDays === undefined || count <= limits.exposureDays) continue;
      const sentence = `${condition.id}: an exposure of ${count} days is beyond the plan's ${limits.exposureDays}.`;
      passed.push({ limit: 'exposure', sentence });
    }
  }
  return passed;
}

/**
 * Whether an exposure is small: a person said so, or the plan fixed a limit in its unit before the run and it is not passed.
 * Without either nobody can tell what small is. No exposure at all is small.
 */
export function isSmallExposure(condition: Condition, limits: Limits): boolean {
  if (condition.smallExposure !== undefined) return condition.smallExposure;
  return condition.exposure.every(
    ({ count, unit }) =>
      count === 0 || (unit === 'days' && limits.exposureDays !== undefined && count <= limits.exposureDays),
  );
}

function extent(deviating: number, tested: number): string {
  const percent = percentOf(deviating, tested);
  const counts = `${deviating.toLocaleString('en-US')} of ${tested.toLocaleString('en-US')}`;
  return percent === null ? counts : `${counts} (${percent} %)`;
}

/** deviating / tested > limit, exactly. `limit` is a decimal string from 0 to 1. */
function exceeds(deviating: number, tested: number, limit: string): boolean {
  if (!/^\d+(\.\d+)?$/.test(limit)) throw new RangeError(`The limit "${limit}" is not a decimal number.`);
  const [whole = '0', decimals = ''] = limit.split('.');
  return BigInt(deviating) * 10n ** BigInt(decimals.length) > BigInt(whole + decimals) * BigInt(tested);
}
