/** Letters against letters, paragraph by paragraph, word by word. Pure. */
import { compareWords, type Piece } from '../description-kept/index.ts';
import type { Letter, SubserviceLetters } from './model.ts';

export interface LetterPair {
  readonly assertion: Letter;
  readonly representations: Letter;
}

/** Management's own, and those of each inclusive subservice organization. */
export interface AllLetters extends LetterPair {
  readonly subservices: readonly SubserviceLetters[];
}

/**
 * subservice: code of the organization whose letter it is; null: management's own. id: of the wording; of a paragraph that stands more than
 * once, with its place among them: "ASR-03 2"
 */
export interface ChangedParagraph {
  readonly subservice: string | null;
  readonly letter: keyof LetterPair;
  readonly id: string;
  readonly pieces: readonly Piece[];
}

/** Paragraphs that differ, in the order of the later letters; what is gone stands last. */
export function changesBetween(before: AllLetters, after: AllLetters): readonly ChangedParagraph[] {
  const budget = { cells: 20_000_000 };
  const pairOf = (all: AllLetters, code: string | null): LetterPair | undefined =>
    code === null ? all : all.subservices.find((one) => one.code === code);
  const codes = new Set([...after.subservices, ...before.subservices].map(({ code }) => code));
  return [null, ...codes].flatMap((subservice) =>
    (['assertion', 'representations'] as const).flatMap((letter) => {
      const [old, now] = [placed(pairOf(before, subservice)?.[letter]), placed(pairOf(after, subservice)?.[letter])];
      return [...new Set([...now.keys(), ...old.keys()])]
        .filter((id) => old.get(id) !== now.get(id))
        .map((id) => ({ subservice, letter, id, pieces: compareWords(old.get(id) ?? '', now.get(id) ?? '', budget) }));
    }),
  );
}

/** Its paragraphs by id; none where there is no such letter. */
function placed(letter: Letter | undefined): ReadonlyMap<string, string> {
  if (letter === undefined) return new Map();
  const { title, paragraphs } = letter;
  const times = new Map<string, number>();
  return new Map([
    ['title', title],
    ...paragraphs.map(({ id, text, points }): [string, string] => {
      const time = (times.get(id) ?? 0) + 1;
      times.set(id, time);
      return [time === 1 ? id : `${id} ${time}`, [...text, ...points].join('\n')];
    }),
  ]);
}
