import type { Problem } from '../refusal.ts';
import type { JudgementsFile } from './folder/shape.ts';

export type ToolReliance = JudgementsFile['toolReliance'][number];

/**
 * R-IND-11: the firm's workpaper on the release in use says what the program is relied on for, how its results were checked (known
 * cases, an independent second evaluation), what limits were found, and who accepted it. Without one no machine result supports
 * a conclusion.
 * release  version of the program that ran
 * used     whether a program tested or drew anything; without machine results nothing is asked
 * returns  `missing` is a place to fill in, `problems` say that the firm did not accept the release
 */
export function relianceOn(
  release: string,
  used: boolean,
  workpapers: readonly ToolReliance[],
): { readonly missing: readonly Problem[]; readonly problems: readonly Problem[] } {
  if (!used) return { missing: [], problems: [] };
  const found = workpapers.find((w) => w.release === release);
  const subject = `release ${release}`;
  const source = 'R-IND-11';
  if (!found) {
    const others = workpapers.map((w) => w.release).join(', ');
    const sentence = `judgements.yaml: toolReliance has no workpaper on release ${release}, which is in use${others === '' ? '' : ` (there is one on ${others})`}.`;
    return { missing: [{ code: 'tool-reliance', subject, sentence, source }], problems: [] };
  }
  if (found.accepted) return { missing: [], problems: [] };
  const sentence = `The firm did not accept release ${release} (toolReliance): what it found supports no conclusion.`;
  return { missing: [], problems: [{ code: 'tool-not-accepted', subject, sentence, source }] };
}
