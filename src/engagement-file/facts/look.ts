/** How facts look at a file. */
import type { DocumentKind } from '../../exchange/index.ts';
import type { Content } from '../../registers/model.ts';
import { controlsOf, papersOf } from '../lookup.ts';
import { type Crossed, type File, type Paper, type PaperKind, type SentMatter, wholeFile } from '../model.ts';
import { whyStale } from '../rests.ts';
import { isDone, stateOfPaper } from '../sign-off.ts';

/**
 * fact    what is known, one sentence
 * papers  those it rests on, to go to
 */
export interface Fact {
  readonly holds: boolean;
  readonly fact: string;
  readonly papers: readonly { readonly kind: string; readonly subject: string }[];
}

export const holds = (fact: string, papers: Fact['papers'] = []): Fact => ({ holds: true, fact, papers });
export const lacks = (fact: string, papers: Fact['papers'] = []): Fact => ({ holds: false, fact, papers });

export interface Look {
  readonly file: File;
  readonly paper: (kind: string, subject: string) => Paper | undefined;
  readonly content: (kind: string, subject: string) => Content | undefined;
  readonly all: (kind: string) => readonly Paper[];
  readonly isDone: (kind: string, paper: Paper | undefined) => boolean;
  /** the fact of one paper about the whole file; against: what its content says against it, null for nothing */
  readonly whole: (kind: string, against?: (content: Content) => string | null) => Fact;
  /** the fact that there is a paper of this kind, signed, of each of these */
  readonly each: (kind: string, subjects: readonly string[]) => Fact;
  /** the fact that management's signatory signed a paper as it is now */
  readonly signed: (kind: string, subject: string) => Fact;
  /** what was sent last and not returned or withdrawn */
  readonly latest: (kind: DocumentKind) => Crossed | undefined;
  readonly findings: readonly SentMatter[];
  readonly requests: readonly SentMatter[];
  /** codes of the controls of the list that was received */
  readonly controls: readonly string[];
}

export function lookAt(kinds: readonly PaperKind[], file: File): Look {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  const kindOf = (name: string): PaperKind => {
    const found = byName.get(name);
    if (found === undefined) throw new Error(`There is no kind of workpaper ${name}.`);
    return found;
  };
  const papers = papersOf(file);
  const paper = (kind: string, subject: string) => papers.get(`${kind}/${subject}`);
  const latest = (kind: DocumentKind, subject?: string) =>
    file.documents.find((one) => one.latest && one.kind === kind && (subject === undefined || one.subject === subject));
  return {
    file,
    paper,
    content: (kind, subject) => paper(kind, subject)?.content,
    latest: (kind) => latest(kind),
    findings: file.matters.filter(({ subject }) => subject === 'finding'),
    requests: file.matters.filter(({ subject }) => subject === 'request'),
    controls: controlsOf(file),
    all: (kind) => file.papers.filter((one) => one.kind === kind),
    isDone: (kind, one) => isDone(kindOf(kind), one, file),
    signed(name, subject) {
      const kind = kindOf(name);
      const found = paper(name, subject);
      const at = [{ kind: name, subject }];
      if (found === undefined || !isDone(kind, found, file)) return lacks(whyNotDone(kind, found, file), at);
      const document = kind.sends === undefined ? undefined : latest(kind.sends, subject);
      if (document === undefined) return lacks(`${kind.title}: not sent to management.`, at);
      if (document.version !== found.version) {
        return lacks(
          `${kind.title}: management has version ${document.version}, the file version ${found.version}.`,
          at,
        );
      }
      return document.signed === null
        ? lacks(`${kind.title}: sent, not signed by management.`, at)
        : holds(`Signed by ${document.signed.name}, ${document.signed.title}.`, at);
    },
    whole(name, against = () => null) {
      const kind = kindOf(name);
      const found = paper(name, wholeFile);
      const at = [{ kind: name, subject: wholeFile }];
      if (!isDone(kind, found, file)) return lacks(whyNotDone(kind, found, file), at);
      const said = found === undefined ? null : against(found.content);
      return said === null ? holds(doneWord(kind), at) : lacks(said, at);
    },
    each(name, subjects) {
      const kind = kindOf(name);
      const waiting = subjects.filter((subject) => !isDone(kind, paper(name, subject), file));
      const word = kind.title.toLowerCase();
      return waiting.length === 0
        ? holds(`${subjects.length} of ${subjects.length}: ${word}.`)
        : lacks(
            `${subjects.length - waiting.length} of ${subjects.length}: ${word}; not of ${some(waiting)}.`,
            waiting.map((subject) => ({ kind: name, subject })),
          );
    },
  };
}

/** The first of them by name, and how many more. */
export function some(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(', ');
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

const doneWord = (kind: PaperKind): string => `${kind.title}, ${kind.signed.at(-1)?.level ?? 'prepared'}.`;

export function whyNotDone(kind: PaperKind, paper: Paper | undefined, file: File): string {
  const state = stateOfPaper(kind, paper);
  if (paper === undefined) return `${kind.title}: not begun.`;
  const [stale] = whyStale(kind, paper, file);
  if (stale !== undefined) return `${kind.title}: to be confirmed anew, ${stale}`;
  const last = kind.signed.at(-1)?.level;
  if (state === last) return `${kind.title}: a review note is open.`;
  return `${kind.title}: ${state === 'draft' ? 'a draft' : state}, not ${last ?? 'prepared'}.`;
}
