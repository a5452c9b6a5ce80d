/** What workpapers are about: which are expected of a kind in a file, and which name one may have. Pure. */
import { controlsOf } from './lookup.ts';
import { type File, type PaperKind, sections, wholeFile } from './model.ts';
import { timeOf } from './time.ts';

/** Subjects a paper is expected of; of matters none is, nor of what is written only where it comes to that. */
export function expectedSubjects(kind: PaperKind, file: File): readonly string[] {
  const { type } = timeOf(file);
  if (kind.ifNeeded === true || (kind.when !== undefined && type !== null && kind.when !== type)) return [];
  switch (kind.per) {
    case 'file':
      return [wholeFile];
    case 'member':
      return file.team.map(({ personId }) => personId);
    case 'control':
      return controlsOf(file);
    case 'criterion':
      return file.criteria;
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
