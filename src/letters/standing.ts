/** Whether letters that were handed over still stand. Pure. */
import type { LetterPair } from './compare.ts';
import type { Fact, OpenPoint } from './model.ts';

/** description: number of the approved version they were handed over with; null: none was, or nobody kept it */
export interface Given extends LetterPair {
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
  const [before, after] = [factsOf(given), factsOf(now)];
  const came = [...after].filter(([place]) => !before.has(place)).map(([, fact]) => fact);
  const left = [...before].filter(([place]) => !after.has(place)).map(([, fact]) => fact);
  return [
    ...(sameWords ? [] : [here('The letters read otherwise by now.')]),
    ...(given.description !== null && now.description !== null && now.description !== given.description
      ? [here(`The description is approved as version ${now.description} by now; it was ${given.description}.`)]
      : []),
    ...came.map((fact) => of(fact, `${fact.code} was not behind them when they were handed over.`)),
    ...left.map((fact) => of(fact, `${fact.code} is no longer behind them.`)),
    ...open,
  ].slice(0, told);
}

/** Each record by the paragraph it stands behind: one that moves is another fact. */
function factsOf({ assertion, representations }: LetterPair): ReadonlyMap<string, Fact> {
  return new Map(
    [...assertion.paragraphs, ...representations.paragraphs].flatMap(({ id, rests }) =>
      rests.map((fact) => [`${id} ${fact.register}/${fact.code}`, fact] as const),
    ),
  );
}
