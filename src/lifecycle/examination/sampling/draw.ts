import type { Problem } from '../../../refusal.ts';
import { Refusal } from '../../../refusal.ts';
import { drawRandom, drawStratified, drawSystematic, mostDrawn } from './select.ts';
import type { Drawn, Stratum } from './select.ts';

export type DrawMethod = 'random' | 'systematic' | 'stratified';

/**
 * A draw as a person or a plan asks for it.
 * population  items in canonical order, duplicates removed, no open key conflict (R-SEL-06): the caller's duty
 * strata      for `stratified`: covers every position once
 */
export interface DrawRequest {
  readonly method: DrawMethod;
  readonly population: number;
  readonly size: number;
  readonly reserves: number;
  readonly seed: string;
  readonly strata?: readonly Stratum[];
}

/**
 * Draws by appendix D. Systematic draws have no reserves (an extension is a new random selection, 14.2).
 * refuses  everything that is wrong with the request, at once
 */
export function drawSample(request: DrawRequest): Drawn {
  const { method, population, size, seed } = request;
  const problems = problemsOfDraw(request);
  if (problems.length > 0)
    throw new Refusal('draw-invalid', problems.map(({ sentence }) => sentence).join(' '), { problems });
  if (method === 'systematic') return { selected: drawSystematic({ population, size, seed }), reserves: [] };
  if (method === 'stratified') return drawStratified({ ...request, strata: request.strata ?? [] });
  return drawRandom(request);
}

function problemsOfDraw({ method, population, size, reserves, seed, strata }: DrawRequest): Problem[] {
  const problems: Problem[] = [];
  const say = (subject: string, sentence: string, source = 'R-SEL-01') =>
    problems.push({ code: 'draw-invalid', subject, sentence, source });
  if (!isCount(size) || size < 1) say('size', 'The size of a sample must be a whole number from 1.');
  else if (size > population) say('size', `The size ${size} exceeds the population of ${population}.`);
  if (!isCount(reserves)) say('reserves', 'The number of reserves must be a whole number from 0.');
  if (isCount(size) && isCount(reserves) && size + reserves > mostDrawn) {
    say('size', `At most ${mostDrawn} items are drawn at once; test all items instead.`, 'R-SMP-10');
  }
  if (!isCount(population) || population > 1_000_000_000)
    say('population', 'The population must be at most 1,000,000,000 items.', 'R-SMP-10');
  if (seed === '') say('seed', 'The seed is empty.', 'R-SEL-02');
  if (method === 'stratified') {
    const used = (strata ?? []).filter((stratum) => stratum.positions.length > 0);
    const covered = used.reduce((sum, stratum) => sum + stratum.positions.length, 0);
    if (covered !== population) say('stratum', `The strata hold ${covered} of the population's ${population} items.`);
    if (size < used.length) say('size', `The size ${size} is smaller than the number of strata, ${used.length}.`);
  }
  return problems;
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
