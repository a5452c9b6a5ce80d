/** Papers and documents of a file by name. A file is looked at as it is and never changed, so that what is worked out of it once stays. */
import type { DocumentKind } from '../exchange/index.ts';
import type { Crossed, File, ListedControl, Paper } from './model.ts';

/** Worked out once a file. */
export function onceAFile<T>(work: (file: File) => T): (file: File) => T {
  const known = new WeakMap<File, T>();
  return (file) => {
    const found = known.get(file);
    if (found !== undefined) return found;
    const made = work(file);
    known.set(file, made);
    return made;
  };
}

/** By `kind/subject`. */
export const papersOf = onceAFile(
  (file): ReadonlyMap<string, Paper> => new Map(file.papers.map((one) => [`${one.kind}/${one.subject}`, one])),
);

/** What was sent last of each kind and not returned or withdrawn. */
export const latestOf = onceAFile(
  (file): ReadonlyMap<DocumentKind, Crossed> =>
    new Map(file.documents.filter(({ latest }) => latest).map((one) => [one.kind, one])),
);

/** Codes of the controls of the list that was received. */
export const controlsOf = onceAFile((file): readonly string[] =>
  (latestOf(file).get('control-list')?.controls ?? []).map(({ code }) => code),
);

/** Controls of the list that was received, by the criterion they serve. */
export const servingOf = onceAFile((file): ReadonlyMap<string, readonly ListedControl[]> => {
  const serving = new Map<string, ListedControl[]>();
  for (const control of latestOf(file).get('control-list')?.controls ?? []) {
    for (const criterion of control.criteria) serving.set(criterion, [...(serving.get(criterion) ?? []), control]);
  }
  return serving;
});
