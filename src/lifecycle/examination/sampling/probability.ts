/**
 * The two models of attribute sampling (R-SMP-03, methodology appendix B).
 *
 * Hypergeometric: the population is small enough to be counted, so every probability is a quotient of integers and is kept as
 * one (R-SMP-08); `P ≤ β` is then decided without rounding. Two worked cases: N = 50, K = 5, n = 18, k = 0 gives
 * C(45,18)/C(50,18) = 0.095044; N = 50, K = 1, n = 45, k = 0 gives exactly 5/50 = 0.10, which supports at 90 %.
 *
 * Binomial: the population is large or unknown; doubles, by Loader's saddle point form (C. Loader, "Fast and accurate computation
 * of binomial probabilities", 2000), which keeps its relative precision where log-factorials lose theirs (n of a million and more).
 */

/** A number as a quotient of integers, denominator above zero. Not necessarily in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Doubles are compared with this slack; equality counts as supporting (R-SMP-08). */
export const slack = 1e-12;

/** `value` per cent as an exact fraction of one: 2.5 → 25/1000. `value` finite, not negative, below 10^21. */
export function perCent(value: number): Fraction {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', decimals = ''] = digits.split('.');
  const places = decimals.length - Number(exponent);
  const numerator = BigInt(whole + decimals);
  return places >= 0
    ? { numerator, denominator: 100n * 10n ** BigInt(places) }
    : { numerator: numerator * 10n ** BigInt(-places), denominator: 100n };
}

/** Nearest double, for printing and for the binomial model. Exact to about 17 digits for values from 0 to 1. */
export function toNumber({ numerator, denominator }: Fraction): number {
  const scale = 10n ** 20n;
  return Number((numerator * scale) / denominator) / 1e20;
}

export function isAtMost(a: Fraction, b: Fraction): boolean {
  return a.numerator * b.denominator <= b.numerator * a.denominator;
}

/** Number of ways to choose `k` of `n`; 0 where k is outside 0..n. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let ways = 1n;
  const least = Math.min(k, n - k);
  for (let i = 1; i <= least; i += 1) ways = (ways * BigInt(n - least + i)) / BigInt(i);
  return ways;
}

/**
 * P(X ≤ k): a sample of `n` from a population of `N` with `K` deviations shows at most `k`. All integers, 0 ≤ n, K ≤ N.
 * Each term follows from the one before, so the cost is one big multiplication and division a term.
 */
export function hypergeometricAtMost(k: number, N: number, K: number, n: number): Fraction {
  const first = Math.max(0, n - (N - K));
  const last = Math.min(k, K, n);
  let ways = 0n;
  if (first <= last) {
    let term = choose(K, first) * choose(N - K, n - first);
    ways = term;
    for (let i = first; i < last; i += 1) {
      term = (term * BigInt(K - i) * BigInt(n - i)) / (BigInt(i + 1) * BigInt(N - K - n + i + 1));
      ways += term;
    }
  }
  return { numerator: ways, denominator: choose(N, n) };
}

// ln n! minus Stirling's approximation, exact values for 0..15 are computed once from the factorials themselves.
const stirlingErrors: readonly number[] = (() => {
  const errors = [0];
  let factorial = 1;
  for (let n = 1; n <= 15; n += 1) {
    factorial *= n;
    errors.push(Math.log(factorial) - (n + 0.5) * Math.log(n) + n - 0.5 * Math.log(2 * Math.PI));
  }
  return errors;
})();

function stirlingError(n: number): number {
  const known = stirlingErrors[n];
  if (known !== undefined) return known;
  const nn = n * n;
  return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / nn) / nn) / nn) / nn) / n;
}

// x ln(x/mean) + mean − x without cancellation near x = mean.
function deviance(x: number, mean: number): number {
  const difference = x - mean;
  if (Math.abs(difference) < 0.1 * (x + mean)) {
    const v = difference / (x + mean);
    let sum = difference * v;
    let power = 2 * x * v;
    for (let j = 1; j < 1000; j += 1) {
      power *= v * v;
      const next = sum + power / (2 * j + 1);
      if (next === sum) return sum;
      sum = next;
    }
    return sum;
  }
  return x * Math.log(x / mean) - difference;
}

/** P(X = k) for n draws at rate p. Integers 0 ≤ k ≤ n; 0 ≤ p ≤ 1. */
export function binomialExactly(k: number, n: number, p: number): number {
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  const exponent =
    stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * (1 - p));
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

/**
 * P(X ≤ k) for n draws at rate p. Sums from the largest term it needs outward until nothing changes, so k may be large.
 * Integers 0 ≤ k ≤ n; 0 ≤ p ≤ 1.
 */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k >= n || p <= 0) return 1;
  if (p >= 1) return 0;
  const odds = p / (1 - p);
  if (k <= (n + 1) * p) {
    let term = binomialExactly(k, n, p);
    let sum = term;
    for (let i = k; i > 0; i -= 1) {
      term *= i / ((n - i + 1) * odds);
      const next = sum + term;
      if (next === sum) break;
      sum = next;
    }
    return Math.min(1, sum);
  }
  let term = binomialExactly(k + 1, n, p);
  let above = term;
  for (let i = k + 1; i < n; i += 1) {
    term *= ((n - i) * odds) / (i + 1);
    const next = above + term;
    if (next === above) break;
    above = next;
  }
  return Math.max(0, 1 - above);
}
