import type { Problem } from '../../../refusal.ts';
import type { DrawMethod } from './draw.ts';
import { continueRandom, drawRandom } from './select.ts';

/**
 * An item that does not count, with its reason and two people (R-SEL-03). Missing evidence is no reason: that is a deviation.
 * position  in the population's canonical order
 */
export interface VoidItem {
  readonly position: number;
  readonly reason: 'canceled' | 'duplicate' | 'outside-scope';
  readonly why: string;
  readonly by: string;
  readonly reviewer: string;
}

/**
 * Replaces void items by the reserves, in order (R-SEL-03).
 * returns  the items to test in the order drawn, and how many reserves are used up
 */
export function replaceVoid(
  selected: readonly number[],
  reserves: readonly number[],
  voids: readonly VoidItem[],
): { readonly selected: readonly number[]; readonly used: number; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const result = [...selected];
  let used = 0;
  for (const item of voids) {
    const subject = `position ${item.position}`;
    const say = (sentence: string) =>
      problems.push({ code: 'replacement-refused', subject, sentence, source: 'R-SEL-03' });
    const place = result.indexOf(item.position);
    const reserve = reserves[used];
    if (place < 0) say(`The item at ${subject} is not selected and cannot be void.`);
    else if (item.why.trim() === '') say(`The item at ${subject} is void without a reason.`);
    else if (item.reviewer.trim() === '' || item.reviewer.trim() === item.by.trim()) {
      say(`That the item at ${subject} is void needs a reviewer other than ${item.by}.`);
    } else if (reserve === undefined) say(`No reserve is left to replace the item at ${subject}.`);
    else {
      result[place] = reserve;
      used += 1;
    }
  }
  return { selected: result, used, problems };
}

/**
 * Items of a second stage (14.2): of a random sample the next unused ones of its one sequence; of a systematic or stratified one a
 * new random selection from the items not yet used, with seed `seed/extension`.
 * taken  every position used so far: selected items and the reserves that replaced void ones
 * count  items to add, at most what is left
 */
export function extendSample(extension: {
  readonly method: DrawMethod;
  readonly population: number;
  readonly seed: string;
  readonly taken: readonly number[];
  readonly count: number;
}): number[] {
  const { method, population, seed, taken, count } = extension;
  if (method === 'random') {
    // Replacements took the next of the same sequence, so the number taken is the place to go on.
    return continueRandom({ population, seed, from: taken.length, count });
  }
  const used = taken.toSorted((a, b) => a - b);
  const { selected } = drawRandom({
    population: population - used.length,
    size: count,
    reserves: 0,
    seed: `${seed}/extension`,
  });
  return selected.map((rank) => skip(rank, used));
}

/** The position with `rank` unused positions before it; `used` ascending. */
function skip(rank: number, used: readonly number[]): number {
  let position = rank;
  for (const taken of used) {
    if (taken > position) break;
    position += 1;
  }
  return position;
}
