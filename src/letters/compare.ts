/** Letters against letters, paragraph by paragraph, word by word. Pure. */
import { compareWords, type Piece } from '../description-kept/index.ts';
import type { Letter } from './model.ts';

export interface LetterPair {
  readonly assertion: Letter;
  readonly representations: Letter;
}

/** id: of the wording; of a paragraph that stands more than once, with its place among them: "ASR-03 2" */
export interface ChangedParagraph {
  readonly letter: keyof LetterPair;
  readonly id: string;
  readonly pieces: readonly Piece[];
}

/** Paragraphs that differ, in the order of the later letters; what is gone stands last. */
export function changesBetween(before: LetterPair, after: LetterPair): readonly ChangedParagraph[] {
  const budget = { cells: 20_000_000 };
  return (['assertion', 'representations'] as const).flatMap((letter) => {
    const [old, now] = [placed(before[letter]), placed(after[letter])];
    return [...new Set([...now.keys(), ...old.keys()])]
      .filter((id) => old.get(id) !== now.get(id))
      .map((id) => ({ letter, id, pieces: compareWords(old.get(id) ?? '', now.get(id) ?? '', budget) }));
  });
}

function placed({ title, paragraphs }: Letter): ReadonlyMap<string, string> {
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
