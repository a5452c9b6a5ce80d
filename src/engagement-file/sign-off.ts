/** When a paper is signed, and by whom (methodology 23). Pure. */
import type { Content } from '../registers/model.ts';
import type { Problem } from '../refusal.ts';
import type { About, File, Level, Paper, PaperKind, TeamMember, TeamRole } from './model.ts';
import { isEmpty } from './papers/fields.ts';
import { whyStale } from './rests.ts';

/**
 * Where a paper stands. `stale` is told apart by its sign-offs: they are of an earlier version.
 * missing  nobody wrote it yet
 */
export type PaperState = 'missing' | 'draft' | Level;

/** The last level reached with every level before it. */
export function stateOfPaper(kind: PaperKind, paper: Paper | undefined): PaperState {
  if (paper === undefined) return 'missing';
  let state: PaperState = 'draft';
  for (const { level } of kind.signed) {
    if (!paper.signOffs.some((one) => one.level === level)) break;
    state = level;
  }
  return state;
}

/** Whether a paper has every sign-off its kind needs, no review note is open on it, and what it rests on is as it was. */
export function isDone(kind: PaperKind, paper: Paper | undefined, file: File): boolean {
  return (
    paper !== undefined &&
    stateOfPaper(kind, paper) === kind.signed.at(-1)?.level &&
    paper.open === 0 &&
    whyStale(kind, paper, file).length === 0
  );
}

/** What keeps a paper from being signed as it is written: what is required and empty, and what its kind says. */
export function wrongIn(kind: PaperKind, content: Content, about: About): Problem[] {
  const empty = kind.fields.filter((field) => field.required === true && isEmpty(content[field.name]));
  const wrong = empty.length > 0 ? [] : (kind.wrong?.(content, about) ?? []);
  return [
    ...empty.map((field) => ({
      code: 'paper-incomplete',
      subject: `/content/${field.name}`,
      sentence: `${field.label} is not filled in.`,
      source: kind.source,
    })),
    ...wrong.map(({ field, sentence, source }) => ({
      code: 'paper-incomplete',
      subject: `/content/${field}`,
      sentence,
      source,
    })),
  ];
}

/**
 * Everything that keeps somebody from signing a paper at a level (R-QUA-01, R-QUA-05). Empty: they may.
 * who  the member of the team who asks
 */
export function refusalsOfSignOff(kind: PaperKind, paper: Paper, level: Level, who: TeamMember, file: File): Problem[] {
  const subject = `${kind.name}/${paper.subject}`;
  const say = (sentence: string, source: string): Problem => ({ code: 'sign-off', subject, sentence, source });
  const needed = kind.signed.find((one) => one.level === level);
  if (needed === undefined) return [say(`A ${kind.title.toLowerCase()} is not ${level}.`, 'R-QUA-05')];
  const problems: Problem[] = [];
  if (paper.signOffs.some((one) => one.level === level)) problems.push(say(`It is ${level} already.`, 'R-QUA-01'));
  if (!needed.by.some((by) => (by === 'self' ? paper.subject === who.personId : by === who.role))) {
    problems.push(say(`It is ${level} by ${needed.by.map(roleWord).join(' or ')}.`, 'R-QUA-05'));
  }
  const before = kind.signed.slice(0, kind.signed.indexOf(needed));
  for (const one of before) {
    if (!paper.signOffs.some((done) => done.level === one.level)) {
      problems.push(say(`It is not ${one.level} yet.`, 'R-QUA-02'));
    }
  }
  if (
    before.length > 0 &&
    (paper.lastBy === who.personId || paper.signOffs.some((one) => one.personId === who.personId))
  ) {
    problems.push(say('Nobody reviews their own work: another person signs this level.', 'R-QUA-01'));
  }
  if (before.length > 0 && paper.open > 0) {
    problems.push(say(`${paper.open === 1 ? 'A review note is' : `${paper.open} review notes are`} open.`, 'R-QUA-01'));
  }
  return [...problems, ...wrongIn(kind, paper.content, { subject: paper.subject, file })];
}

export const roleWords: Readonly<Record<TeamRole | 'self', string>> = {
  'engagement-partner': 'the engagement partner',
  manager: 'a manager',
  senior: 'a senior',
  staff: 'staff',
  specialist: 'a specialist',
  'eq-reviewer': 'the quality reviewer',
  'independence-officer': 'the independence officer',
  self: 'the person it is about',
};
export const roleWord = (role: TeamRole | 'self'): string => roleWords[role];

/** Why somebody does not say who is on the team and with whom the engagement is; null: they do. */
export function refusalOfLeading({ role }: TeamMember): string | null {
  return role === 'engagement-partner' || role === 'manager'
    ? null
    : 'The partner and the manager of an engagement say who is on its team, and with whom it is.';
}

const closed = new Set(['closed', 'archived', 'declined', 'withdrawn', 'terminated']);

/** Papers are written, signed and noted on until the file is closed (R-DOC-02, R-DOC-03). */
export function refusalsOfClosed(state: string): Problem[] {
  if (!closed.has(state)) return [];
  const sentence = 'The file is closed; nothing more is written into it this way.';
  return [{ code: 'not-allowed', subject: state, sentence, source: 'R-DOC-03' }];
}

/**
 * What keeps somebody from writing a paper. Whoever works on the engagement drafts what others sign; the quality reviewer is outside the
 * team (R-QUA-03) and the officer clears: of papers about a person each writes their own alone (R-IND-02).
 */
export function refusalsOfWriting(kind: PaperKind, subject: string, who: TeamMember, state: string): Problem[] {
  const say = (sentence: string, source: string): Problem => ({
    code: 'not-allowed',
    subject: kind.name,
    sentence,
    source,
  });
  const problems = refusalsOfClosed(state);
  if (kind.per === 'member') {
    if (subject !== who.personId) problems.push(say('Each member writes this for themselves.', 'R-IND-02'));
  } else if (kind.signed[0]?.by.every((by) => by === 'eq-reviewer') === true) {
    if (who.role !== 'eq-reviewer') problems.push(say('The quality reviewer writes this.', 'R-QUA-03'));
  } else if (who.role === 'eq-reviewer' || who.role === 'independence-officer') {
    problems.push(say(`${capital(roleWord(who.role))} reviews and does not write the team’s papers.`, 'R-QUA-03'));
  }
  return problems;
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
