/** Two texts beside each other, word by word. Pure. */
import type { Piece } from './model.ts';

/** Cells of the table that one comparison may take; beyond, the rest is shown as gone and new. */
export interface Budget {
  cells: number;
}

/** The pieces joined, without the new, are `before`; without the gone, `after`. budget is used up by it */
export function compareWords(before: string, after: string, budget: Budget): Piece[] {
  const a = before.match(/\s+|\S+/g) ?? [];
  const b = after.match(/\s+|\S+/g) ?? [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  const pieces: Piece[] = [];
  const say = (kind: Piece['kind'], text: string): void => {
    const last = pieces.at(-1);
    if (text === '') return;
    if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
    else pieces.push({ kind, text });
  };
  say('same', a.slice(0, start).join(''));
  const width = right.length + 1;
  const cells = (left.length + 1) * width;
  if (cells > budget.cells) {
    say('gone', left.join(''));
    say('new', right.join(''));
  } else {
    budget.cells -= cells;
    // Longest common run of words from each pair of places to the end.
    const longest = new Uint16Array(cells);
    const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
    for (let i = left.length - 1; i >= 0; i -= 1) {
      for (let j = right.length - 1; j >= 0; j -= 1) {
        longest[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    let i = 0;
    let j = 0;
    while (i < left.length || j < right.length) {
      if (i < left.length && j < right.length && left[i] === right[j]) {
        say('same', left[i] ?? '');
        i += 1;
        j += 1;
      } else if (j >= right.length || (i < left.length && at(i + 1, j) >= at(i, j + 1))) {
        say('gone', left[i] ?? '');
        i += 1;
      } else {
        say('new', right[j] ?? '');
        j += 1;
      }
    }
  }
  say('same', end === 0 ? '' : a.slice(-end).join(''));
  return pieces;
}
