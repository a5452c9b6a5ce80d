import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { StateMachine } from '../criteria/index.ts';
import type { Asking } from '../http/api/route.ts';
import type { EntryRef, Json } from '../ledger/statement.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import { takeNumber } from '../registers/store.ts';
import type { Content } from '../registers/model.ts';
import {
  clearedAlready,
  movedMeanwhile,
  noFile,
  noNote,
  noPaper,
  notYours,
  stalePaper,
  unmet,
  wrongTeam,
} from './errors.ts';
import {
  type File,
  type Level,
  type Paper,
  type PaperKind,
  type TeamMember,
  type TeamRole,
  wholeFile,
} from './model.ts';
import { type Move, movesOf, refusalsOfMove } from './moves.ts';
import { type PaperState, refusalsOfSignOff, refusalsOfWriting, roleWord, stateOfPaper } from './sign-off.ts';
import * as store from './store.ts';

/** What the file works with beside the request: keys, the states and gates, the kinds of workpapers. */
export interface FileParts {
  readonly keys: OrganizationKeys;
  readonly machine: StateMachine;
  readonly kinds: readonly PaperKind[];
}

/** One file in a list. role: what whoever asks is in it */
export interface Listed {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly step: string | null;
  readonly client: string | null;
  readonly system: string | null;
  readonly type: string | null;
  readonly asOf: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly role: TeamRole;
  readonly openedAt: string;
}

interface SealedVersion {
  readonly content: Content;
  readonly why: string | null;
  readonly by: string;
}

/** Files whose team whoever asks is on, the latest first; in two statements. */
export async function listFiles(asking: Asking, parts: FileParts): Promise<readonly Listed[]> {
  const { transaction, principal } = asking;
  const rows = await store.selectEngagements(transaction, principal.organizationId);
  const papers = await store.selectPapers(
    transaction,
    rows.map(({ id }) => id),
    'proposal',
    wholeFile,
  );
  const proposals = new Map(papers.map((row) => [row.engagement_id, openPaper(asking, parts, row).content]));
  return rows.map((row) => listed(parts, row, proposals.get(row.id) ?? {}, principal.personId));
}

function listed({ machine }: FileParts, row: store.EngagementRow, proposal: Content, personId: string): Listed {
  const at = row.held_from ?? row.state;
  return {
    id: row.id,
    code: codeOf(row.number),
    state: row.state,
    step: machine.steps.find(({ states }) => states.includes(at))?.id ?? null,
    client: said(proposal['client']),
    system: said(proposal['system']),
    type: said(proposal['type']),
    asOf: said(proposal['asOf']),
    from: said(proposal['from']),
    to: said(proposal['to']),
    role: row.team.find((one) => one.person_id === personId)?.role ?? 'staff',
    openedAt: new Date(row.opened_at).toISOString(),
  };
}

const said = (value: Content[string]): string | null => (typeof value === 'string' && value !== '' ? value : null);
const codeOf = (number: number): string => `ENG-${String(number).padStart(3, '0')}`;

/** Opens a file with its proposal; whoever opens it is on its team. refuses not-allowed: neither partner nor manager */
export async function openFile(
  asking: Asking,
  parts: FileParts,
  role: 'engagement-partner' | 'manager',
  content: Content,
): Promise<Listed> {
  const { transaction, principal, now } = asking;
  const { organizationId, personId } = principal;
  if (!principal.roles.includes(role)) throw notYours(`You are not ${roleWord(role)} of the firm.`);
  const number = await takeNumber(transaction, 'firm', organizationId, 'engagement-files', 'opened');
  const id = asking.newId();
  await asking.state({
    hop: 'review',
    subject: { name: `engagement/${id}`, sha256: digestOf(id) },
    body: { event: 'file-opened', engagement: id, role },
  });
  await store.insertEngagement(transaction, { id, organizationId, number, at: now, personId, role });
  const file = await findFile(asking, parts, id);
  await write(asking, parts, file, {
    kind: kindOf(parts, 'proposal'),
    subject: wholeFile,
    version: 0,
    content,
    why: null,
  });
  return listed(parts, file.row, content, personId);
}

/** A file with everything rules look at. */
interface Found {
  readonly row: store.EngagementRow;
  readonly me: TeamMember;
  readonly papers: readonly store.PaperRow[];
  readonly file: File;
}

/** id: the engagement's, or its code. refuses not-found, also for whoever is not on the team */
async function findFile(asking: Asking, parts: FileParts, id: string, lock = false): Promise<Found> {
  const { transaction, principal, now } = asking;
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
  const team = row.team.map((one) => ({ personId: one.person_id, role: one.role }));
  return {
    row,
    me: { personId: mine.person_id, role: mine.role },
    papers,
    file: {
      state: row.state,
      heldFrom: row.held_from,
      team,
      papers: papers.map((one) => paperOf(asking, parts, one)),
      today: now.slice(0, 10),
    },
  };
}

function paperOf(asking: Asking, parts: FileParts, row: store.PaperRow): Paper {
  return {
    kind: row.kind,
    subject: row.subject,
    version: row.version,
    content: openPaper(asking, parts, row).content,
    lastBy: row.by_person,
    signOffs: row.sign_offs.map((one) => ({ level: one.level, personId: one.person_id, role: one.role })),
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
}

export interface Overview extends Listed {
  readonly heldFrom: string | null;
  readonly steps: readonly {
    readonly name: string;
    readonly state: 'done' | 'open' | 'blocked';
    readonly fact: string;
  }[];
  readonly moves: readonly (Move & { readonly mine: boolean })[];
  readonly team: readonly {
    readonly personId: string;
    readonly role: TeamRole;
    readonly since: string;
    readonly confirmed: boolean;
  }[];
  readonly papers: readonly Indexed[];
}

/** The file at a glance, in two statements. refuses not-found */
export async function readFile(asking: Asking, parts: FileParts, id: string): Promise<Overview> {
  const found = await findFile(asking, parts, id);
  const { row, me, file, papers } = found;
  const proposal = file.papers.find((one) => one.kind === 'proposal')?.content ?? {};
  const moves = movesOf(parts.machine, parts.kinds, file);
  return {
    ...listed(parts, row, proposal, me.personId),
    heldFrom: row.held_from,
    steps: stepsOf(parts, row, moves),
    moves: moves.map((move) => ({ ...move, mine: move.actors.includes(me.role) })),
    team: row.team.map((one) => ({
      personId: one.person_id,
      role: one.role,
      since: new Date(one.since).toISOString(),
      confirmed: papers.some(
        (paper) => paper.kind === 'independence' && paper.subject === one.person_id && paper.sign_offs.length > 0,
      ),
    })),
    papers: parts.kinds.flatMap((kind) => indexOf(kind, found)),
  };
}

/** What is expected and what is there, of one kind. */
function indexOf(kind: PaperKind, { row, file, papers }: Found): Indexed[] {
  const expected =
    kind.per === 'file' ? [wholeFile] : kind.per === 'member' ? row.team.map((one) => one.person_id) : [];
  const there = papers.filter((one) => one.kind === kind.name).map((one) => one.subject);
  const subjects = [...new Set([...expected, ...there])];
  const inOrder = kind.per === 'matter' ? subjects.toSorted((a, b) => Number(a) - Number(b)) : subjects;
  return inOrder.map((subject) => {
    const paper = file.papers.find((one) => one.kind === kind.name && one.subject === subject);
    const stored = papers.find((one) => one.kind === kind.name && one.subject === subject);
    const state = stateOfPaper(kind, paper);
    return {
      kind: kind.name,
      subject,
      title: said(paper?.content['title']),
      state,
      stale: stored !== undefined && stored.was.some((level) => !stored.sign_offs.some((one) => one.level === level)),
      version: stored?.version ?? 0,
      at: stored === undefined ? null : new Date(stored.at).toISOString(),
      by: stored?.by_person ?? null,
      open: stored?.open ?? 0,
    };
  });
}

function stepsOf({ machine }: FileParts, row: store.EngagementRow, moves: readonly Move[]): Overview['steps'] {
  const at = machine.steps.findIndex(({ states }) => states.includes(row.held_from ?? row.state));
  const next = moves.find((one) => one.kind === 'gate' || one.kind === 'view');
  const unmetNow = next?.conditions.filter((one) => !one.holds).length ?? 0;
  const state = machine.states.find(({ id }) => id === row.state)?.says ?? row.state;
  return machine.steps.map(({ id }, index) => ({
    name: id,
    state: index < at ? 'done' : index === at ? 'open' : 'blocked',
    fact: index === at ? (unmetNow === 0 ? state : `${unmetNow} open`) : index < at ? 'Passed' : `Waits for ${at + 1}`,
  }));
}

/** The team as it is to be: who is new joins it, who is not named leaves it, whose role changed does both. */
export async function setTeam(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: readonly TeamMember[],
): Promise<Overview> {
  const { transaction, principal, now } = asking;
  const { row, me } = await findFile(asking, parts, id, true);
  if (me.role !== 'engagement-partner' && me.role !== 'manager') {
    throw notYours('The partner and the manager of an engagement say who is on its team.');
  }
  await refuseTeam(asking, wanted, me);
  const is = new Map(row.team.map((one) => [one.person_id, one.role]));
  const will = new Map(wanted.map((one) => [one.personId, one.role]));
  const leave = row.team.filter((one) => will.get(one.person_id) !== one.role);
  const join = wanted.filter((one) => is.get(one.personId) !== one.role);
  await asking.state({
    hop: 'review',
    subject: { name: `engagement/${row.id}/team`, sha256: digestOf(JSON.stringify([...will])) },
    body: {
      event: 'team-changed',
      engagement: row.id,
      left: leave.map((one) => one.person_id),
      joined: join.map((one) => ({ person: one.personId, role: one.role })),
    },
  });
  // Those who join first: who says so may be among those who leave.
  const others = join.filter((one) => !is.has(one.personId));
  for (const one of others)
    await store.insertMember(transaction, principal.organizationId, row.id, { ...one, at: now });
  for (const one of leave.toSorted((a) => (a.person_id === principal.personId ? 1 : -1))) {
    await store.endMember(transaction, row.id, one.person_id, now);
    const again = join.find((other) => other.personId === one.person_id);
    if (again !== undefined) {
      await store.insertMember(transaction, principal.organizationId, row.id, { ...again, at: now });
    }
  }
  return readFile(asking, parts, row.id);
}

/** R-WALL-01, R-QUA-05: each is an active member of the firm with that role, and one partner is among them. */
async function refuseTeam(asking: Asking, wanted: readonly TeamMember[], me: TeamMember): Promise<void> {
  const roles = await store.selectRoles(
    asking.transaction,
    wanted.map(({ personId }) => personId),
  );
  const seen = new Set<string>();
  for (const [index, { personId, role }] of wanted.entries()) {
    const has = roles.get(personId);
    if (has === undefined) throw wrongTeam(`/team/${index}/personId`, 'This is no active member of the firm.');
    if (!has.includes(role))
      throw wrongTeam(`/team/${index}/role`, `This member of the firm is not ${roleWord(role)}.`);
    if (seen.has(personId)) throw wrongTeam(`/team/${index}/personId`, 'Nobody has two roles in one engagement.');
    seen.add(personId);
  }
  if (wanted.filter(({ role }) => role === 'engagement-partner').length > 1) {
    throw wrongTeam('/team', 'An engagement has one partner.');
  }
  if (!wanted.some((one) => one.personId === me.personId && one.role === me.role)) {
    throw wrongTeam('/team', 'Somebody else of the team takes you off it, or gives you another role.');
  }
}

/**
 * Moves the engagement. from: where it stood for whoever asks
 * refuses  conflict with every unmet condition at once
 */
export async function moveFile(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: { readonly from: string; readonly to: string; readonly reason: string | null },
): Promise<Overview> {
  const { principal, now } = asking;
  const { row, me, file, papers } = await findFile(asking, parts, id, true);
  if (row.state !== wanted.from) throw movedMeanwhile(row.state);
  const problems = refusalsOfMove(parts.machine, parts.kinds, file, wanted.to, me.role, wanted.reason);
  if (problems.length > 0) throw unmet(`The engagement does not go to ${wanted.to}.`, problems);
  const number = row.moves + 1;
  const sealed = seal(asking, parts, placeOf.move(principal.organizationId, row.id, number), {
    reason: wanted.reason,
    by: principal.name,
  });
  const entry = await asking.state({
    hop: 'review',
    subject: { name: `engagement/${row.id}/move/${number}`, sha256: digestOf(sealed) },
    body: { event: 'moved', engagement: row.id, from: row.state, to: wanted.to, role: me.role },
    inputs: inputsOf(papers),
  });
  await store.insertMove(
    asking.transaction,
    principal.organizationId,
    row.id,
    {
      number,
      from_state: row.state,
      to_state: wanted.to,
      at: now,
      by_person: principal.personId,
      role: me.role,
      sealed,
    },
    wanted.to === 'on-hold' ? row.state : null,
    entry,
  );
  return readFile(asking, parts, row.id);
}

/** A move rests on what was written. The latest hundred are named; the log's order covers what came before. */
function inputsOf(papers: readonly store.PaperRow[]): EntryRef[] {
  return papers
    .map((one) => ({ index: one.entry_index, digest: one.entry_digest }))
    .toSorted((a, b) => b.index - a.index)
    .slice(0, 100);
}

export interface TrailEntry {
  readonly number: number;
  readonly from: string;
  readonly to: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly role: TeamRole;
  readonly reason: string | null;
  readonly receipt: EntryRef;
}

/** Every move, the latest first. */
export async function readTrail(asking: Asking, parts: FileParts, id: string): Promise<readonly TrailEntry[]> {
  const { row } = await findFile(asking, parts, id);
  const moves = await store.selectMoves(asking.transaction, row.id);
  return moves.map((one) => {
    const place = placeOf.move(asking.principal.organizationId, row.id, one.number);
    const { reason, by } = open<{ reason: string | null; by: string }>(asking, parts, place, one.sealed);
    return {
      number: one.number,
      from: one.from_state,
      to: one.to_state,
      at: new Date(one.at).toISOString(),
      by: { id: one.by_person, name: by },
      role: one.role,
      reason,
      receipt: { index: one.entry_index, digest: one.entry_digest },
    };
  });
}

export interface Whole extends Indexed {
  readonly content: Content;
  readonly signOffs: readonly {
    readonly version: number;
    readonly level: Level;
    readonly by: { readonly id: string; readonly name: string };
    readonly role: TeamRole;
    readonly at: string;
    readonly words: string;
    readonly receipt: EntryRef;
  }[];
  readonly notes: readonly {
    readonly id: string;
    readonly version: number;
    readonly at: string;
    readonly by: { readonly id: string; readonly name: string };
    readonly text: string;
    readonly cleared: {
      readonly at: string;
      readonly by: { readonly id: string; readonly name: string };
      readonly text: string;
    } | null;
  }[];
  readonly history: readonly {
    readonly version: number;
    readonly at: string;
    readonly by: { readonly id: string; readonly name: string };
    readonly why: string | null;
    readonly changed: readonly string[];
    readonly receipt: EntryRef;
  }[];
  /** what keeps whoever asks from each level; nothing: they may sign it */
  readonly levels: readonly { readonly level: Level; readonly by: string; readonly against: readonly string[] }[];
  readonly mayWrite: boolean;
}

/** A workpaper whole. One that is expected and not begun has version 0. refuses not-found */
export async function readPaper(
  asking: Asking,
  parts: FileParts,
  id: string,
  kindName: string,
  subject: string,
): Promise<Whole> {
  const found = await findFile(asking, parts, id);
  const kind = kindOf(parts, kindName);
  const indexed = indexOf(kind, found).find((one) => one.subject === subject);
  if (indexed === undefined) throw noPaper();
  const { me, file, papers, row } = found;
  const paper = file.papers.find((one) => one.kind === kindName && one.subject === subject);
  const stored = papers.find((one) => one.kind === kindName && one.subject === subject);
  const mayWrite = refusalsOfWriting(kind, subject, me, row.state).length === 0;
  const levels = kind.signed.map(({ level, by }) => ({
    level,
    by: by.map(roleWord).join(' or '),
    against:
      paper === undefined
        ? ['It is not written yet.']
        : refusalsOfSignOff(kind, paper, level, me).map(({ sentence }) => sentence),
  }));
  if (stored === undefined || paper === undefined) {
    return { ...indexed, content: {}, signOffs: [], notes: [], history: [], levels, mayWrite };
  }
  const [signOffs, notes, versions] = [
    await store.selectSignOffs(asking.transaction, stored.id),
    await store.selectNotes(asking.transaction, stored.id),
    await store.selectVersions(asking.transaction, stored.id),
  ];
  const { organizationId } = asking.principal;
  const opened = versions.map((version) => ({
    row: version,
    sealed: open<SealedVersion>(
      asking,
      parts,
      placeOf.version(organizationId, stored.id, version.version),
      version.sealed,
    ),
  }));
  return {
    ...indexed,
    content: paper.content,
    levels,
    mayWrite,
    signOffs: signOffs.map((one) => {
      const place = placeOf.signOff(organizationId, stored.id, one.version, one.level);
      const { words, by } = open<{ words: string; by: string }>(asking, parts, place, one.sealed);
      return {
        version: one.version,
        level: one.level,
        by: { id: one.person_id, name: by },
        role: one.role,
        at: new Date(one.at).toISOString(),
        words,
        receipt: { index: one.entry_index, digest: one.entry_digest },
      };
    }),
    notes: notes.map((one) => noteOf(asking, parts, one)),
    history: opened.slice(0, 100).map(({ row: version, sealed }, index) => ({
      version: version.version,
      at: new Date(version.at).toISOString(),
      by: { id: version.by_person, name: sealed.by },
      why: sealed.why,
      changed: changedBetween(opened[index + 1]?.sealed.content ?? {}, sealed.content),
      receipt: { index: version.entry_index, digest: version.entry_digest },
    })),
  };
}

function noteOf(asking: Asking, parts: FileParts, row: store.NoteRow): Whole['notes'][number] {
  const { organizationId } = asking.principal;
  type Said = { readonly text: string; readonly by: string };
  const { text, by } = open<Said>(asking, parts, placeOf.note(organizationId, row.id), row.sealed);
  const cleared =
    row.sealed_clearing === null || row.cleared_at === null || row.cleared_by === null
      ? null
      : {
          at: row.cleared_at,
          id: row.cleared_by,
          ...open<Said>(asking, parts, placeOf.clearing(organizationId, row.id), row.sealed_clearing),
        };
  return {
    id: row.id,
    version: row.version,
    at: new Date(row.at).toISOString(),
    by: { id: row.by_person, name: by },
    text,
    cleared:
      cleared === null
        ? null
        : { at: new Date(cleared.at).toISOString(), by: { id: cleared.id, name: cleared.by }, text: cleared.text },
  };
}

function changedBetween(before: Content, after: Content): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
}

/** Writes a paper anew, whole. version: the one it was made from, 0 for none. refuses version-stale, not-allowed, conflict */
export async function writePaper(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: {
    readonly kind: string;
    readonly subject: string;
    readonly version: number;
    readonly content: Content;
    readonly why: string | null;
  },
): Promise<Whole> {
  const found = await findFile(asking, parts, id);
  const kind = kindOf(parts, wanted.kind);
  refuseSubject(kind, wanted.subject, found);
  const problems = refusalsOfWriting(kind, wanted.subject, found.me, found.row.state);
  if (problems.length > 0) throw notYours(problems.map(({ sentence }) => sentence).join(' '));
  await write(asking, parts, found, { ...wanted, kind });
  return readPaper(asking, parts, found.row.id, kind.name, wanted.subject);
}

function refuseSubject(kind: PaperKind, subject: string, { row }: Found): void {
  const fits =
    kind.per === 'file'
      ? subject === wholeFile
      : kind.per === 'member'
        ? row.team.some((one) => one.person_id === subject)
        : /^[1-9]\d{0,5}$/.test(subject);
  if (!fits) throw noPaper();
}

async function write(
  asking: Asking,
  parts: FileParts,
  { row, papers }: Found,
  wanted: {
    readonly kind: PaperKind;
    readonly subject: string;
    readonly version: number;
    readonly content: Content;
    readonly why: string | null;
  },
): Promise<void> {
  const { transaction, principal, now } = asking;
  const { organizationId, personId } = principal;
  const { kind, subject } = wanted;
  const before = papers.find((one) => one.kind === kind.name && one.subject === subject);
  if ((before?.version ?? 0) !== wanted.version) throw stalePaper(before?.version ?? 0);
  const paperId = before?.id ?? asking.newId();
  const version = wanted.version + 1;
  const content: SealedVersion = { content: wanted.content, why: wanted.why, by: principal.name };
  const sealed = seal(asking, parts, placeOf.version(organizationId, paperId, version), content);
  if (before !== undefined) await store.lockPaper(transaction, row.id, paperId);
  const entry = await asking.state({
    hop: 'review',
    subject: { name: `engagement/${row.id}/${kind.name}/${subject}`, sha256: digestOf(sealed) },
    body: { event: 'written', engagement: row.id, paper: paperId, version },
    inputs: before === undefined ? [] : [{ index: before.entry_index, digest: before.entry_digest }],
  });
  const written = { organizationId, engagementId: row.id, paperId, version, at: now, personId, sealed };
  const isFirst = await store.insertVersion(transaction, written, { kind: kind.name, subject }, entry);
  if (!isFirst) throw stalePaper(version);
}

/** Signs the version that was read. refuses version-stale, conflict with everything that stands against it */
export async function signPaper(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: { readonly kind: string; readonly subject: string; readonly version: number; readonly level: Level },
): Promise<Whole> {
  const { transaction, principal, now } = asking;
  const { organizationId, personId } = principal;
  const first = await findPaper(asking, parts, id, wanted);
  await store.lockPaper(transaction, first.found.row.id, first.stored.id);
  const { found, kind, paper, stored } = await findPaper(asking, parts, id, wanted);
  if (stored.version !== wanted.version) throw stalePaper(stored.version);
  const problems = refusalsOfSignOff(kind, paper, wanted.level, found.me);
  if (problems.length > 0) throw unmet(`${kind.title} is not signed.`, problems);
  const words = `As ${roleWord(found.me.role)} I ${verbs[wanted.level]} version ${stored.version} of ${kind.title.toLowerCase()}.`;
  const place = placeOf.signOff(organizationId, stored.id, stored.version, wanted.level);
  const sealed = seal(asking, parts, place, { words, by: principal.name });
  const entry = await asking.state({
    hop: 'review',
    subject: { name: `engagement/${found.row.id}/${kind.name}/${wanted.subject}`, sha256: digestOf(stored.sealed) },
    body: {
      event: wanted.level,
      engagement: found.row.id,
      paper: stored.id,
      version: stored.version,
      role: found.me.role,
    },
    inputs: [{ index: stored.entry_index, digest: stored.entry_digest }],
  });
  const row = {
    organizationId,
    engagementId: found.row.id,
    paperId: stored.id,
    version: stored.version,
    at: now,
    personId,
    sealed,
  };
  await store.insertSignOff(transaction, { ...row, level: wanted.level, role: found.me.role }, entry);
  return readPaper(asking, parts, found.row.id, kind.name, wanted.subject);
}

const verbs: Readonly<Record<Level, string>> = { prepared: 'prepared', reviewed: 'reviewed', approved: 'approve' };

/** Leaves a review note on a paper: it is not signed at a later level until the note is cleared. */
export async function addNote(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: { readonly kind: string; readonly subject: string; readonly text: string },
): Promise<Whole> {
  const { transaction, principal, now } = asking;
  const { organizationId, personId } = principal;
  const { found, kind, stored } = await findPaper(asking, parts, id, wanted);
  const noteId = asking.newId();
  const sealed = seal(asking, parts, placeOf.note(organizationId, noteId), { text: wanted.text, by: principal.name });
  await asking.state({
    hop: 'review',
    subject: { name: `engagement/${found.row.id}/${kind.name}/${wanted.subject}`, sha256: digestOf(sealed) },
    body: { event: 'note', engagement: found.row.id, paper: stored.id, version: stored.version, note: noteId },
    inputs: [{ index: stored.entry_index, digest: stored.entry_digest }],
  });
  const row = {
    organizationId,
    engagementId: found.row.id,
    paperId: stored.id,
    version: stored.version,
    at: now,
    personId,
    sealed,
  };
  await store.insertNote(transaction, noteId, row);
  return readPaper(asking, parts, found.row.id, kind.name, wanted.subject);
}

/** Clears a note with what was done about it; whoever left it, or another reviewer, does. refuses not-found, conflict, not-allowed */
export async function clearNote(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: { readonly kind: string; readonly subject: string; readonly note: string; readonly text: string },
): Promise<Whole> {
  const { transaction, principal, now } = asking;
  const { organizationId, personId } = principal;
  const { found, kind, stored } = await findPaper(asking, parts, id, wanted);
  const note = (await store.selectNotes(transaction, stored.id)).find((one) => one.id === wanted.note);
  if (note === undefined) throw noNote();
  if (note.cleared_at !== null) throw clearedAlready();
  if (note.by_person !== personId && stored.by_person === personId) {
    throw notYours('Whoever wrote the paper does not clear a note that somebody else left on it (R-QUA-01).');
  }
  const sealed = seal(asking, parts, placeOf.clearing(organizationId, note.id), {
    text: wanted.text,
    by: principal.name,
  });
  await asking.state({
    hop: 'review',
    subject: { name: `engagement/${found.row.id}/${kind.name}/${wanted.subject}`, sha256: digestOf(sealed) },
    body: { event: 'note-cleared', engagement: found.row.id, paper: stored.id, note: note.id },
  });
  if (!(await store.clearNote(transaction, note.id, { at: now, personId, sealed }))) throw clearedAlready();
  return readPaper(asking, parts, found.row.id, kind.name, wanted.subject);
}

async function findPaper(
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

function openPaper(asking: Asking, parts: FileParts, row: store.PaperRow): SealedVersion {
  return open(asking, parts, placeOf.version(asking.principal.organizationId, row.id, row.version), row.sealed);
}

function seal({ principal }: Asking, { keys }: FileParts, place: string, value: Json | SealedVersion): Buffer {
  return sealJson(keys.keyOf('firm', principal.organizationId, 'content'), place, value, randomBytes(12));
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what lies there is this slice's own, and authenticated
function open<T>({ principal }: Asking, { keys }: FileParts, place: string, sealed: Uint8Array): T {
  return openSealed<T>(keys.keyOf('firm', principal.organizationId, 'content'), place, sealed);
}

const digestOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a seal is bound to. */
export const placeOf = {
  version: (organizationId: string, paperId: string, version: number) =>
    `${organizationId}/engagement-file/paper/${paperId}/${version}`,
  signOff: (organizationId: string, paperId: string, version: number, level: string) =>
    `${organizationId}/engagement-file/sign-off/${paperId}/${version}/${level}`,
  note: (organizationId: string, noteId: string) => `${organizationId}/engagement-file/note/${noteId}`,
  clearing: (organizationId: string, noteId: string) => `${organizationId}/engagement-file/note/${noteId}/cleared`,
  move: (organizationId: string, engagementId: string, number: number) =>
    `${organizationId}/engagement-file/move/${engagementId}/${number}`,
};
