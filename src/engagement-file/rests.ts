/** What a signature rests on, and why it has to be given anew (methodology 4, R-STA-02, R-STA-03). Pure. */
import { createHash } from 'node:crypto';
import type { DocumentKind } from '../exchange/index.ts';
import { latestOf, onceAFile, papersOf, servingOf } from './lookup.ts';
import { type File, type Paper, type PaperKind, wholeFile } from './model.ts';

/** Names of what may be rested on. */
export const onPaper = (kind: string, subject: string): string => `${kind}/${subject}`;
/** The latest document of a kind. */
export const onDocument = (kind: DocumentKind): string => `document:${kind}`;
/** What the list says of one control; another control of the list may change. */
export const onControl = (code: string): string => `control:${code}`;
/** Which controls serve a criterion. */
export const onServing = (criterion: string): string => `criterion:${criterion}`;
/** What the description says in one section. */
export const onSection = (section: string): string => `section:${section}`;

/** Whatever a signature rests on, as it is now: a version, or a digest; '' where there is none. */
export function restsNow(kind: PaperKind, subject: string, file: File): Readonly<Record<string, string>> {
  const names = kind.rests?.(subject, file) ?? [];
  return Object.fromEntries(names.map((name) => [name, stateOf(name, file)]));
}

const digestOf = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

/** Digests of what the list says of each control, and of what the description says in each section. */
const digestsOf = onceAFile((file): ReadonlyMap<string, string> => {
  const controls = latestOf(file).get('control-list')?.controls ?? [];
  const sections = latestOf(file).get('description')?.sections ?? [];
  return new Map([
    ...controls.map((one) => [onControl(one.code), digestOf(one)] as const),
    ...sections.map((one) => [onSection(one.heading?.split(' ')[0] ?? ''), digestOf(one)] as const),
  ]);
});

function stateOf(name: string, file: File): string {
  const paper = papersOf(file).get(name);
  if (paper !== undefined) return String(paper.version);
  const digest = digestsOf(file).get(name);
  if (digest !== undefined) return digest;
  if (name.startsWith('criterion:')) {
    const serving = servingOf(file).get(name.slice('criterion:'.length)) ?? [];
    return serving.map(({ code }) => code).join(' ');
  }
  const document = [...latestOf(file).values()].find(({ kind }) => onDocument(kind) === name);
  return document === undefined ? '' : String(document.version);
}

/** Why the signatures of a paper count no longer, each a sentence; none: they do. */
export function whyStale(kind: PaperKind, paper: Paper, file: File): readonly string[] {
  const rested = new Map(paper.signOffs.flatMap(({ rests }) => Object.entries(rests)));
  const changed = [...rested.keys()].filter((name) =>
    paper.signOffs.some(({ rests }) => rests[name] !== undefined && rests[name] !== stateOf(name, file)),
  );
  const at = kind.concludes === undefined ? -1 : file.states.indexOf(kind.concludes);
  const back = file.back.some(
    (one) => at > file.states.indexOf(one.to) && paper.signOffs.some((signed) => signed.at < one.at),
  );
  return [
    ...changed.map((name) => `${wordOf(name)} changed since.`),
    ...(back ? ['the engagement went back since.'] : []),
  ];
}

/** A name as people read it: codes stay as they are. */
function wordOf(name: string): string {
  const [kind = '', subject = ''] = name.split(/[:/]/);
  const word = kind.replaceAll('-', ' ');
  return kind === 'document'
    ? `The ${subject.replaceAll('-', ' ')}`
    : subject === wholeFile
      ? word
      : `${word} ${subject}`;
}
