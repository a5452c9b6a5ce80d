/** Whether letters that were handed over still stand. Pure. */
import type { AllLetters } from './compare.ts';
import type { Fact, OpenPoint } from './model.ts';

/** description: number of the approved version they were handed over with; null: none was, or nobody kept it */
export interface Given extends AllLetters {
  readonly description: number | null;
}

/** At most this many are told; whoever settles these reads the rest. */
const told = 50;

/**
 * Why letters that were handed over stand no longer, in what changed since: their words, the description they speak of, records behind them,
 * what is open by now. Nothing: they stand. sameWords: both still say what they said
 */
export function whyFallen(given: Given, now: Given, sameWords: boolean, open: readonly OpenPoint[]): OpenPoint[] {
  const here = (sentence: string): OpenPoint => ({ sentence, register: null, code: null });
  const of = ({ register, code }: Fact, sentence: string): OpenPoint => ({ sentence, register, code });
  const [before, after] = [placesOf(given), placesOf(now)];
  const records = [...new Map([...after, ...before]).values()].flatMap(({ fact }) => {
    const place = `${fact.register}/${fact.code}`;
    const [old, current] = [before.get(place)?.paragraphs.join(), after.get(place)?.paragraphs.join()];
    if (old === current) return [];
    if (old === undefined) return [of(fact, `${fact.code} was not behind them when they were handed over.`)];
    if (current === undefined) return [of(fact, `${fact.code} is no longer behind them.`)];
    return [of(fact, `${fact.code} is behind other paragraphs by now.`)];
  });
  return [
    ...(sameWords ? [] : [here('The letters read otherwise by now.')]),
    ...(given.description !== null && now.description !== null && now.description !== given.description
      ? [here(`The description is approved as version ${now.description} by now; it was ${given.description}.`)]
      : []),
    ...records,
    ...open,
  ].slice(0, told);
}

/** Each record once, with the paragraphs it stands behind, in their order. */
function placesOf({
  assertion,
  representations,
  subservices,
}: AllLetters): ReadonlyMap<string, { readonly fact: Fact; readonly paragraphs: readonly string[] }> {
  const places = new Map<string, { readonly fact: Fact; readonly paragraphs: string[] }>();
  const paragraphs = [
    ...assertion.paragraphs,
    ...representations.paragraphs,
    ...subservices.flatMap((one) =>
      [...one.assertion.paragraphs, ...one.representations.paragraphs].map(({ id, rests }) => ({
        id: `${one.code} ${id}`,
        rests,
      })),
    ),
  ];
  for (const { id, rests } of paragraphs) {
    for (const fact of rests) {
      const place = `${fact.register}/${fact.code}`;
      const known = places.get(place) ?? { fact, paragraphs: [] };
      known.paragraphs.push(id);
      places.set(place, known);
    }
  }
  return places;
}
