/** Samples drawn again by position (methodology appendix D) and tied to the population's salted root. Pure. */
import { drawRandom, drawStratified, drawSystematic } from '../lifecycle/examination/sampling/select.ts';
import { fromBase64, fromHex, leafHash, verifyInclusion } from '../ledger/index.ts';
import type { Draw } from './bundle.ts';

/** Everything wrong with a draw, naming its procedure and the position. */
export function problemsOfDraw(draw: Draw): string[] {
  const { procedure, population, size, reserves, seed } = draw;
  const problems: string[] = [];
  const N = population.size;
  if (N === 0) {
    const nothing = size === 0 && draw.selected.length === 0 && draw.reserved.length === 0;
    return nothing ? [] : [`${procedure}: items were drawn from an empty population.`];
  }
  const whole = draw.strata.length === 1 && draw.strata[0]?.positions === 'all';
  // Held before anything is drawn: a hostile count must not make work or memory.
  if (size > N || draw.selected.length !== size) {
    return [`${procedure}: ${draw.selected.length} items are shown of a sample of ${size} from ${N}.`];
  }
  if (draw.method === 'random' && draw.reserved.length !== Math.min(reserves, N - size)) {
    return [`${procedure}: the reserves are not those of the seed.`];
  }
  if (draw.method !== 'stratified' && !whole) return [`${procedure}: only a stratified draw has strata.`];
  let again: { readonly selected: readonly number[]; readonly reserves: readonly number[] };
  if (draw.method === 'random') again = drawRandom({ population: N, size, reserves, seed });
  else if (draw.method === 'systematic')
    again = { selected: drawSystematic({ population: N, size, seed }), reserves: [] };
  else {
    const strata = draw.strata.map((s) => ({ key: s.key, positions: s.positions === 'all' ? [] : s.positions }));
    const covered = strata.flatMap((s) => s.positions);
    const keys = new Set(strata.map((s) => s.key));
    const once = covered.length === N && new Set(covered).size === N && keys.size === strata.length;
    if (!once || covered.some((p) => p >= N)) {
      return [`${procedure}: the strata do not cover the population of ${N} once.`];
    }
    // R-SEL-01: `reserves` a stratum; no stratum has more than the population.
    again = drawStratified({ strata, size, reserves: Math.min(reserves, N), seed });
  }
  const selected = draw.selected.map((s) => s.position);
  if (selected.length !== again.selected.length || selected.some((p, i) => p !== again.selected[i])) {
    const at = again.selected.findIndex((p, i) => p !== selected[i]);
    problems.push(`${procedure}: drawn again, place ${at + 1} is position ${again.selected[at]}, not ${selected[at]}.`);
  }
  if (draw.reserved.length !== again.reserves.length || draw.reserved.some((p, i) => p !== again.reserves[i])) {
    problems.push(`${procedure}: the reserves are not those of the seed.`);
  }
  const root = fromHex(population.root);
  for (const item of draw.selected) {
    const holds = verifyInclusion({
      index: item.position,
      size: N,
      leafHash: leafHash(fromBase64(item.leaf)),
      proof: item.proof.map(fromBase64),
      root,
    });
    if (!holds) problems.push(`${procedure}: the item at position ${item.position} is not in the frozen population.`);
  }
  return problems;
}
