/** What waits for one person in the files whose team they are on. */
import type { Asking } from '../http/api/route.ts';
import { codeOf } from './files.ts';
import { type FileParts, findFiles, type Found, said } from './found.ts';
import { factsOf } from './facts/index.ts';
import type { Level, PaperKind } from './model.ts';
import { movesOf } from './moves.ts';
import { refusalsOfSignOff, refusalsOfWriting } from './sign-off.ts';
import { expectedSubjects } from './subjects.ts';
import * as store from './store.ts';

/**
 * why  `sign`: the next level is theirs and nothing keeps them from it; `write`: it is about them and not begun; `answer`: somebody left a
 *      note on what they wrote; `clear`: the paper was changed since they left a note on it
 */
export interface WaitingPaper {
  readonly kind: string;
  readonly subject: string;
  readonly title: string | null;
  readonly why: 'sign' | 'write' | 'answer' | 'clear';
  readonly level: Level | null;
}

/** moves: those of whoever asks whose conditions all hold */
export interface WaitingFile {
  readonly id: string;
  readonly code: string;
  readonly client: string | null;
  readonly state: string;
  readonly papers: readonly WaitingPaper[];
  readonly moves: readonly { readonly to: string; readonly kind: string }[];
}

/** Files that are looked at: those opened last among those that have not ended. */
const most = 50;

/** Four statements, however many the files are. Files in which nothing waits are left out. */
export async function readWaiting(asking: Asking, parts: FileParts): Promise<readonly WaitingFile[]> {
  const ended = new Set(parts.machine.states.filter(({ end }) => end === true).map(({ id }) => id));
  const rows = await store.selectEngagements(asking.transaction, asking.principal.organizationId);
  const found = await findFiles(asking, parts, rows.filter(({ state }) => !ended.has(state)).slice(0, most));
  return found
    .map((one) => ({
      id: one.row.id,
      code: codeOf(one.row.number),
      client: said(one.file.papers.find(({ kind }) => kind === 'proposal')?.content['client']),
      state: one.row.state,
      papers: parts.kinds.flatMap((kind) => waitingOf(kind, one, isLater(parts, one.row.state, kind))),
      moves: movesOf(parts.machine, one.file, factsOf(parts.kinds, one.file))
        .filter(({ kind, actors }) => (kind === 'gate' || kind === 'view') && actors.includes(one.me.role))
        .filter(({ to, conditions }) => to !== 'on-hold' && conditions.every(({ holds }) => holds))
        .map(({ to, kind }) => ({ to, kind })),
    }))
    .filter(({ papers, moves }) => papers.length > 0 || moves.length > 0);
}

/** Whether a kind belongs to a step after the one where the file stands: nobody waits for it yet. */
function isLater({ machine }: FileParts, state: string, kind: PaperKind): boolean {
  const at = machine.steps.findIndex(({ states }) => states.includes(state));
  return machine.steps.findIndex(({ id }) => id === kind.step) > at;
}

function waitingOf(kind: PaperKind, { file, papers, me, row }: Found, later: boolean): WaitingPaper[] {
  const begun = file.papers.filter((paper) => paper.kind === kind.name);
  const unwritten = expectedSubjects(kind, file).filter(
    (subject) =>
      !later &&
      subject === me.personId &&
      !begun.some((paper) => paper.subject === subject) &&
      refusalsOfWriting(kind, subject, me, row.state).length === 0,
  );
  return [
    ...unwritten.map((subject) => ({
      kind: kind.name,
      subject,
      title: null,
      why: 'write' as const,
      level: null,
    })),
    ...begun.flatMap((paper): WaitingPaper[] => {
      const about = { kind: kind.name, subject: paper.subject, title: said(paper.content['title']) };
      const stored = papers.find((one) => one.kind === kind.name && one.subject === paper.subject);
      const notes = stored?.open_notes ?? [];
      const next = kind.signed.find(({ level }) => !paper.signOffs.some((one) => one.level === level));
      const isMine = next !== undefined && refusalsOfSignOff(kind, paper, next.level, me, file).length === 0;
      return [
        ...(isMine ? [{ ...about, why: 'sign' as const, level: next.level }] : []),
        ...(paper.lastBy === me.personId && notes.some(({ by }) => by !== me.personId)
          ? [{ ...about, why: 'answer' as const, level: null }]
          : []),
        ...(notes.some(({ by, version }) => by === me.personId && version < paper.version)
          ? [{ ...about, why: 'clear' as const, level: null }]
          : []),
      ];
    }),
  ];
}
