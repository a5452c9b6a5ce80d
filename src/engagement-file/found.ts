/** A file of an engagement as it is found for whoever asks, with everything rules look at. */
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { criteriaOf, type Standards, type StateMachine } from '../criteria/index.ts';
import { type EverythingCrossed, readCrossed, readCrossedIn, type WholeDocument } from '../exchange/index.ts';
import type { Asking } from '../http/api/route.ts';
import type { Content } from '../registers/model.ts';
import { openSealed } from '../registers/seal.ts';
import { noFile, noPaper } from './errors.ts';
import { papersOf } from './lookup.ts';
import { categories } from './papers/acceptance.ts';
import { type File, type Level, type Paper, type PaperKind, type TeamMember } from './model.ts';
import { fileKey, placeOf, type SealedVersion } from './seal.ts';
import { whyStale } from './rests.ts';
import { type PaperState, stateOfPaper } from './sign-off.ts';
import { expectedSubjects } from './subjects.ts';
import { scopeSaid } from './time.ts';
import * as store from './store.ts';

/** What the file works with beside the request: keys, the states and gates, the kinds of workpapers, the criteria. */
export interface FileParts {
  readonly keys: OrganizationKeys;
  readonly machine: StateMachine;
  readonly kinds: readonly PaperKind[];
  readonly standards: Standards;
}

/** row, papers: as they are stored; file: as rules look at it; me: whoever asks */
export interface Found {
  readonly row: store.EngagementRow;
  readonly me: TeamMember;
  readonly papers: readonly store.PaperRow[];
  readonly documents: readonly WholeDocument[];
  readonly file: File;
}

/** id: the engagement's, or its code. refuses not-found, also for whoever is not on the team */
export async function findFile(asking: Asking, parts: FileParts, id: string, lock = false): Promise<Found> {
  const { transaction, principal } = asking;
  const number = /^ENG-(\d{1,9})$/.exec(id)?.[1];
  const row = await store.selectEngagement(
    transaction,
    principal.organizationId,
    number === undefined ? id : Number(number),
    lock,
  );
  const mine = row?.team.find((one) => one.person_id === principal.personId);
  if (row === undefined || mine === undefined) throw noFile();
  const papers = await store.selectPapers(transaction, [row.id], null, null);
  const crossed = row.exchange_id === null ? nothing : await readCrossed(asking, { keys: parts.keys }, row.exchange_id);
  return foundOf(asking, parts, row, mine, papers, crossed);
}

const nothing: EverythingCrossed = { documents: [], matters: [] };

/** Files as they are found, of those rows whose team whoever asks is on; in three statements, however many they are. */
export async function findFiles(
  asking: Asking,
  parts: FileParts,
  rows: readonly store.EngagementRow[],
): Promise<readonly Found[]> {
  const papers = Map.groupBy(
    await store.selectPapers(
      asking.transaction,
      rows.map(({ id }) => id),
      null,
      null,
    ),
    (paper) => paper.engagement_id,
  );
  const linked = rows.flatMap(({ exchange_id: id }) => (id === null ? [] : [id]));
  const crossed = await readCrossedIn(asking, { keys: parts.keys }, linked);
  return rows.flatMap((row) => {
    const mine = row.team.find((one) => one.person_id === asking.principal.personId);
    const own = row.exchange_id === null ? undefined : crossed.get(row.exchange_id);
    return mine === undefined ? [] : [foundOf(asking, parts, row, mine, papers.get(row.id) ?? [], own ?? nothing)];
  });
}

function foundOf(
  asking: Asking,
  parts: FileParts,
  row: store.EngagementRow,
  mine: store.EngagementRow['team'][number],
  papers: readonly store.PaperRow[],
  crossed: EverythingCrossed,
): Found {
  const team = row.team.map((one) => ({ personId: one.person_id, role: one.role }));
  const opened = papers.map((one) => paperOf(asking, parts, one));
  return {
    row,
    me: { personId: mine.person_id, role: mine.role },
    papers,
    documents: crossed.documents,
    file: {
      state: row.state,
      heldFrom: row.held_from,
      team,
      papers: opened,
      documents: crossed.documents.map(({ document, ...one }) => ({
        ...one,
        controls: document.controls ?? [],
        sections: document.sections,
      })),
      matters: crossed.matters,
      criteria: applicable(parts, opened),
      back: backOf(parts, row),
      states: parts.machine.states.map((state) => state.id),
      today: asking.now.slice(0, 10),
    },
  };
}

/** Criteria of the categories the scope names; until there is a scope, of those the proposal does (R-SCO-02). */
function applicable({ standards }: FileParts, papers: readonly Paper[]): readonly string[] {
  const content = scopeSaid(papers);
  const chosen = categories.filter(([name]) => content[name] === true).map(([, , id]) => id);
  return chosen.length === 0 ? [] : criteriaOf(standards.criteria.criteria, chosen).map(({ id }) => id);
}

function backOf({ machine }: FileParts, { moved }: store.EngagementRow): File['back'] {
  return moved
    .filter(({ from, to }) => machine.back.some((one) => one.from === from && one.to === to))
    .map(({ to, at }) => ({ to, at: new Date(at).toISOString() }))
    .toReversed();
}

function paperOf(asking: Asking, parts: FileParts, row: store.PaperRow): Paper {
  return {
    kind: row.kind,
    subject: row.subject,
    version: row.version,
    content: openPaper(asking, parts, row).content,
    lastBy: row.by_person,
    signOffs: row.sign_offs.map((one) => ({
      level: one.level,
      personId: one.person_id,
      role: one.role,
      at: new Date(one.at).toISOString(),
      rests: one.rests,
    })),
    open: row.open,
  };
}

/** Where one paper stands in the index. was: levels an earlier version had and this one has not (R-QUA-01) */
export interface Indexed {
  readonly kind: string;
  readonly subject: string;
  readonly title: string | null;
  readonly state: PaperState;
  readonly stale: boolean;
  readonly version: number;
  readonly at: string | null;
  readonly by: string | null;
  readonly open: number;
  /** of the current version */
  readonly signed: readonly { readonly level: Level; readonly by: string }[];
}

/** What is expected and what is there, of one kind. */
export function indexOf(kind: PaperKind, { file, papers }: Found): Indexed[] {
  const expected = expectedSubjects(kind, file);
  const there = papers.filter((one) => one.kind === kind.name);
  const subjects = [...new Set([...expected, ...there.map((one) => one.subject)])];
  const inOrder = kind.per === 'matter' ? subjects.toSorted((a, b) => Number(a) - Number(b)) : subjects;
  return inOrder.map((subject) => {
    const paper = papersOf(file).get(`${kind.name}/${subject}`);
    const stored = there.find((one) => one.subject === subject);
    const state = stateOfPaper(kind, paper);
    return {
      kind: kind.name,
      subject,
      title: said(paper?.content['title']),
      state,
      stale:
        (paper !== undefined && whyStale(kind, paper, file).length > 0) ||
        (stored !== undefined && stored.was.some((level) => !stored.sign_offs.some((one) => one.level === level))),
      version: stored?.version ?? 0,
      at: stored === undefined ? null : new Date(stored.at).toISOString(),
      by: stored?.by_person ?? null,
      open: stored?.open ?? 0,
      signed: (stored?.sign_offs ?? []).map((one) => ({ level: one.level, by: one.person_id })),
    };
  });
}

/** A paper that is written. refuses not-found */
export async function findPaper(
  asking: Asking,
  parts: FileParts,
  id: string,
  { kind: kindName, subject }: { readonly kind: string; readonly subject: string },
) {
  const found = await findFile(asking, parts, id);
  const kind = kindOf(parts, kindName);
  const paper = found.file.papers.find((one) => one.kind === kindName && one.subject === subject);
  const stored = found.papers.find((one) => one.kind === kindName && one.subject === subject);
  if (paper === undefined || stored === undefined) throw noPaper();
  return { found, kind, paper, stored };
}

export function kindOf({ kinds }: FileParts, name: string): PaperKind {
  const kind = kinds.find((one) => one.name === name);
  if (kind === undefined) throw noPaper();
  return kind;
}

export function openPaper(asking: Asking, parts: FileParts, row: store.PaperRow): SealedVersion {
  const place = placeOf.version(asking.principal.organizationId, row.id, row.version);
  return openSealed<SealedVersion>(fileKey(asking, parts.keys), place, row.sealed);
}

/** A text that says something, or null. */
export const said = (value: Content[string]): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
