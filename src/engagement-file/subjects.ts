/** What workpapers are about: which are expected of a kind in a file, and which name one may have. Pure. */
import { sections } from './facts/design.ts';
import { type File, type PaperKind, wholeFile } from './model.ts';

/** The case an engagement is, of its scope; until there is one, of its proposal. */
function caseOf(file: File): 'type1' | 'type2' | null {
  const content = (
    file.papers.find((one) => one.kind === 'scope') ?? file.papers.find((one) => one.kind === 'proposal')
  )?.content;
  if (content?.['type'] === 'soc2-type1') return 'type1';
  return content?.['type'] === 'soc2-type2' ? 'type2' : null;
}

export const controlsOfList = (file: File): readonly string[] =>
  file.documents.find((one) => one.latest && one.kind === 'control-list')?.controls.map(({ code }) => code) ?? [];

/** Subjects a paper is expected of; of matters none is. */
export function expectedSubjects(kind: PaperKind, file: File): readonly string[] {
  if (kind.when !== undefined && caseOf(file) !== null && kind.when !== caseOf(file)) return [];
  switch (kind.per) {
    case 'file':
      return [wholeFile];
    case 'member':
      return file.team.map(({ personId }) => personId);
    case 'control':
      return controlsOfList(file);
    case 'criterion':
      // Only what turned out to be unmet is decided on.
      return kind.name === 'materiality-decision' ? [] : file.criteria;
    case 'section':
      return sections;
    case 'matter':
      return [];
  }
}

/** Whether a paper of this kind may be about that. */
export function fitsSubject(kind: PaperKind, subject: string, file: File): boolean {
  if (kind.per === 'matter') return /^[1-9]\d{0,5}$/.test(subject);
  if (kind.per === 'criterion') return file.criteria.includes(subject);
  return expectedSubjects(kind, file).includes(subject);
}
