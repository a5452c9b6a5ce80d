/** Workpapers: read, written, signed off, noted on. */
import type { Asking } from '../http/api/route.ts';
import type { EntryRef } from '../ledger/statement.ts';
import type { Content } from '../registers/model.ts';
import { openSealed } from '../registers/seal.ts';
import { clearedAlready, noNote, noPaper, notYours, stalePaper, unmet } from './errors.ts';
import { type FileParts, findFile, findPaper, type Found, type Indexed, indexOf, kindOf } from './found.ts';
import type { Level, PaperKind, TeamRole } from './model.ts';
import { digestOf, fileKey, placeOf, seal, type SealedVersion } from './seal.ts';
import { restsNow, whyStale } from './rests.ts';
import { refusalsOfClosed, refusalsOfSignOff, refusalsOfWriting, roleWord } from './sign-off.ts';
import * as store from './store.ts';
import { fitsSubject } from './subjects.ts';

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
    readonly changes: readonly {
      readonly field: string;
      readonly before: Exclude<Content[string], undefined>;
      readonly after: Exclude<Content[string], undefined>;
    }[];
    readonly receipt: EntryRef;
  }[];
  /** words: what whoever asks would sign; against: what keeps them from it, nothing: they may */
  readonly levels: readonly {
    readonly level: Level;
    readonly by: string;
    readonly words: string;
    readonly against: readonly string[];
  }[];
  readonly mayWrite: boolean;
  /** why its sign-offs count no longer; none: they do, or there are none */
  readonly why: readonly string[];
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
  const indexed =
    indexOf(kind, found).find((one) => one.subject === subject) ??
    (fitsSubject(kind, subject, found.file) ? notBegun(kind, subject) : undefined);
  if (indexed === undefined) throw noPaper();
  const { me, file, papers, row } = found;
  const paper = file.papers.find((one) => one.kind === kindName && one.subject === subject);
  const stored = papers.find((one) => one.kind === kindName && one.subject === subject);
  const mayWrite = refusalsOfWriting(kind, subject, me, row.state).length === 0;
  const levels = kind.signed.map(({ level, by }) => ({
    level,
    by: by.map(roleWord).join(' or '),
    words: wordsOf(kind, stored?.version ?? 0, level, me.role),
    against:
      paper === undefined
        ? ['It is not written yet.']
        : refusalsOfSignOff(kind, paper, level, me, file).map(({ sentence }) => sentence),
  }));
  if (stored === undefined || paper === undefined) {
    return { ...indexed, content: {}, signOffs: [], notes: [], history: [], levels, mayWrite, why: [] };
  }
  const [signOffs, notes, versions] = [
    await store.selectSignOffs(asking.transaction, stored.id),
    await store.selectNotes(asking.transaction, stored.id),
    await store.selectVersions(asking.transaction, stored.id),
  ];
  const { organizationId } = asking.principal;
  const opened = versions.map((version) => ({
    row: version,
    sealed: openSealed<SealedVersion>(
      fileKey(asking, parts.keys),
      placeOf.version(organizationId, stored.id, version.version),
      version.sealed,
    ),
  }));
  return {
    ...indexed,
    content: paper.content,
    levels,
    mayWrite,
    why: whyStale(kind, paper, file),
    signOffs: signOffs.map((one) => {
      const place = placeOf.signOff(organizationId, stored.id, one.version, one.level);
      const { words, by } = openSealed<{ words: string; by: string }>(fileKey(asking, parts.keys), place, one.sealed);
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
      changes: changesBetween(opened[index + 1]?.sealed.content ?? {}, sealed.content),
      receipt: { index: version.entry_index, digest: version.entry_digest },
    })),
  };
}

function noteOf(asking: Asking, parts: FileParts, row: store.NoteRow): Whole['notes'][number] {
  const { organizationId } = asking.principal;
  type Said = { readonly text: string; readonly by: string };
  const { text, by } = openSealed<Said>(fileKey(asking, parts.keys), placeOf.note(organizationId, row.id), row.sealed);
  const cleared =
    row.sealed_clearing === null || row.cleared_at === null || row.cleared_by === null
      ? null
      : {
          at: row.cleared_at,
          id: row.cleared_by,
          ...openSealed<Said>(
            fileKey(asking, parts.keys),
            placeOf.clearing(organizationId, row.id),
            row.sealed_clearing,
          ),
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

function changesBetween(before: Content, after: Content): Whole['history'][number]['changes'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

/** A paper that may be written and is not expected: the next matter, a criterion that turned out to be unmet. */
function notBegun(kind: PaperKind, subject: string): Indexed {
  const nothing = {
    title: null,
    state: 'missing',
    stale: false,
    version: 0,
    at: null,
    by: null,
    open: 0,
    signed: [],
  } as const;
  return { kind: kind.name, subject, ...nothing };
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
  if (!fitsSubject(kind, wanted.subject, found.file)) throw noPaper();
  const problems = refusalsOfWriting(kind, wanted.subject, found.me, found.row.state);
  if (problems.length > 0) throw notYours(problems.map(({ sentence }) => sentence).join(' '));
  await write(asking, parts, found, { ...wanted, kind });
  return readPaper(asking, parts, found.row.id, kind.name, wanted.subject);
}

/** Writes a version over `version`, without asking who may. refuses version-stale */
export async function write(
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
  const sealed = seal(asking, parts.keys, placeOf.version(organizationId, paperId, version), content);
  if (before !== undefined) await store.lockPaper(transaction, row.id, paperId);
  const entry = await asking.state({
    hop: 'review',
    subject: { name: nameOf({ row }, { kind: kind.name, subject }), sha256: digestOf(sealed) },
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
  const { organizationId, name } = asking.principal;
  const first = await findPaper(asking, parts, id, wanted);
  await store.lockPaper(asking.transaction, first.found.row.id, first.stored.id);
  const { found, kind, paper, stored } = await findPaper(asking, parts, id, wanted);
  refuseClosed(found);
  if (stored.version !== wanted.version) throw stalePaper(stored.version);
  const problems = refusalsOfSignOff(kind, paper, wanted.level, found.me, found.file);
  if (problems.length > 0) throw unmet(`${kind.title} is not signed.`, problems);
  const words = wordsOf(kind, stored.version, wanted.level, found.me.role);
  const place = placeOf.signOff(organizationId, stored.id, stored.version, wanted.level);
  const sealed = seal(asking, parts.keys, place, { words, by: name });
  const rests = restsNow(kind, stored.subject, found.file);
  const entry = await asking.state({
    hop: 'review',
    subject: { name: nameOf(found, stored), sha256: digestOf(stored.sealed) },
    body: {
      event: wanted.level,
      engagement: found.row.id,
      paper: stored.id,
      version: stored.version,
      role: found.me.role,
      rests,
    },
    inputs: [{ index: stored.entry_index, digest: stored.entry_digest }],
  });
  const row = { ...ofVersion(asking, found, stored, sealed), level: wanted.level, role: found.me.role, rests };
  await store.insertSignOff(asking.transaction, row, entry);
  return readPaper(asking, parts, found.row.id, kind.name, wanted.subject);
}

/** What is signed, in the first person; shown before as it is kept. */
function wordsOf(kind: PaperKind, version: number, level: Level, role: TeamRole): string {
  return `As ${roleWord(role)} I ${verbs[level]} version ${version} of ${kind.title.toLowerCase()}.`;
}

const verbs: Readonly<Record<Level, string>> = { prepared: 'prepared', reviewed: 'reviewed', approved: 'approve' };

/** Leaves a review note on a paper: it is not signed at a later level until the note is cleared. */
export async function addNote(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: { readonly kind: string; readonly subject: string; readonly text: string },
): Promise<Whole> {
  const { organizationId, name } = asking.principal;
  const { found, kind, stored } = await findPaper(asking, parts, id, wanted);
  refuseClosed(found);
  const noteId = asking.newId();
  const sealed = seal(asking, parts.keys, placeOf.note(organizationId, noteId), { text: wanted.text, by: name });
  await asking.state({
    hop: 'review',
    subject: { name: nameOf(found, stored), sha256: digestOf(sealed) },
    body: { event: 'note', engagement: found.row.id, paper: stored.id, version: stored.version, note: noteId },
    inputs: [{ index: stored.entry_index, digest: stored.entry_digest }],
  });
  await store.insertNote(asking.transaction, noteId, ofVersion(asking, found, stored, sealed));
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
  refuseClosed(found);
  const note = (await store.selectNotes(transaction, stored.id)).find((one) => one.id === wanted.note);
  if (note === undefined) throw noNote();
  if (note.cleared_at !== null) throw clearedAlready();
  if (note.by_person !== personId && stored.by_person === personId) {
    throw notYours('Whoever wrote the paper does not clear a note that somebody else left on it (R-QUA-01).');
  }
  const sealed = seal(asking, parts.keys, placeOf.clearing(organizationId, note.id), {
    text: wanted.text,
    by: principal.name,
  });
  await asking.state({
    hop: 'review',
    subject: { name: nameOf(found, stored), sha256: digestOf(sealed) },
    body: { event: 'note-cleared', engagement: found.row.id, paper: stored.id, note: note.id },
  });
  if (!(await store.clearNote(transaction, note.id, { at: now, personId, sealed }))) throw clearedAlready();
  return readPaper(asking, parts, found.row.id, kind.name, wanted.subject);
}

/** What the log calls a paper. */
function nameOf({ row }: Pick<Found, 'row'>, { kind, subject }: Pick<store.PaperRow, 'kind' | 'subject'>): string {
  return `engagement/${row.id}/${kind}/${subject}`;
}

/** What is sealed about the version of a paper that is stored. */
function ofVersion({ principal, now }: Asking, { row }: Found, stored: store.PaperRow, sealed: Buffer): store.Written {
  const { organizationId, personId } = principal;
  return {
    organizationId,
    engagementId: row.id,
    paperId: stored.id,
    version: stored.version,
    at: now,
    personId,
    sealed,
  };
}

function refuseClosed({ row }: Found): void {
  const problems = refusalsOfClosed(row.state);
  if (problems.length > 0) throw notYours(problems.map(({ sentence }) => sentence).join(' '));
}
