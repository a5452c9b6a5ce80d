/**
 * A row of the table. `ours` and `reference` in seconds where it is about time, `bar` what the ratio should not exceed; without a bar the
 * row is a figure to watch.
 */
export interface BenchLine {
  readonly name: string;
  readonly ours?: number;
  readonly reference?: number;
  readonly ratio?: number;
  readonly bar?: number;
}

/**
 * How a cost grows with its size: the exponent k of size^k, 1 when ten times the size costs ten times as much.
 * costs    seconds at three sizes or more, ascending
 * returns  the exponent of the steepest step as ratio; ours at the largest size, reference at the smallest
 */
export function growth(name: string, costs: readonly { readonly size: number; readonly seconds: number }[]): BenchLine {
  const steps = costs.slice(1).map((now, i) => {
    const before = costs[i] ?? now;
    return Math.log(now.seconds / before.seconds) / Math.log(now.size / before.size);
  });
  const sizes = costs.map(({ size }) => size.toLocaleString('en-US')).join(' → ');
  const [smallest, largest] = [costs[0], costs.at(-1)];
  if (smallest === undefined || largest === undefined) throw new Error('no sizes');
  return {
    name: `growth of ${name}, ${sizes}: exponent of the steeper step`,
    ours: largest.seconds,
    reference: smallest.seconds,
    ratio: Math.max(...steps),
    bar: 1.05,
  };
}
