/** What comes back from a partner outside: read as if by an enemy, shown before it is taken in, taken in whole or not at all. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readXlsx } from '../adapters/xlsx/xlsx.ts';
import { readZip, UnreadableArchive } from '../adapters/xlsx/zip.ts';
import { installationKey, keepShared, lookThrough, type MediaType } from '../evidence/index.ts';
import { wrapKey } from '../evidence/installation-key.ts';
import type { Apart, Asking } from '../http/api/route.ts';
import { toHex } from '../ledger/index.ts';
import { adviceIn } from '../lifecycle/findings/rules.ts';
import { wrongPackage } from './errors.ts';
import { type Kind, type SharedFacts, type Subject, type SubjectFields, subjectFields } from './model.ts';
import { digestOf, findOutside, type OutsideThread, sendAsPartner, stateTaken, threadsOf } from './outside.ts';
import { format, manifestName, mostBytes, sheetName, workbookName } from './package.ts';
import type { ExchangeParts } from './parts.ts';
import { keepTold, openSigned } from './pairing.ts';
import { refuseAct } from './rules.ts';
import { engagementKey, readEngagement } from './service.ts';
import { signatureName, type Told } from './signature.ts';
import { asOutside, type EngagementRow, insertShare, lockEngagement, selectSharedBlobs } from './store.ts';
import { aboutOf, changedColumns, decisions, derivedId, fileLines, plain, readRows, type Row } from './table.ts';

const limits = { entries: 2_000, total: 2 * mostBytes };
const mostFiles = 50;
const mostAnswer = 10_000;
const mostSignature = 200_000;

/**
 * One row as it would be taken in.
 * does      what the partner says by it; null: nothing that is not here already
 * problems  why it cannot be taken in; empty: nothing stands against it
 */
export interface PlannedRow {
  readonly row: number;
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly does: Kind | null;
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
  readonly problems: readonly string[];
}

interface File {
  readonly path: string;
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly mediaType: MediaType;
}

interface Planned extends PlannedRow {
  readonly subject: Subject | null;
  readonly about: SubjectFields | null;
  readonly refersTo: string | null;
  readonly held: readonly File[];
}

/** signed: entries of the partner's log that stand behind it; null: nothing shows who wrote it */
export interface PlannedPackage {
  readonly rows: readonly PlannedRow[];
  readonly signed: number | null;
}

/** What would be done, row by row; nothing is. refuses not-found, conflict, too-large, invalid-input (no package at all) */
export async function previewPackage(
  apart: Apart,
  parts: ExchangeParts,
  engagementId: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<PlannedPackage> {
  // A wrong address is told before anything is taken from whoever asks.
  await apart.within((asking) => findOutside(asking, engagementId));
  const opened = await openPackage(await whole(stream));
  return apart.within(async (asking) => {
    const told = await checkOrigin(asking, parts, engagementId, opened.files);
    return packageShown(await plan(asking, parts, engagementId, opened), told);
  });
}

/** Takes in everything, in one transaction, or refuses with every problem. What is here already is left as it is. */
export async function takeInPackage(
  apart: Apart,
  parts: ExchangeParts,
  engagementId: string,
  stream: AsyncIterable<Uint8Array>,
): Promise<PlannedPackage> {
  await apart.within((asking) => findOutside(asking, engagementId));
  const bytes = await whole(stream);
  const opened = await openPackage(bytes);
  const first = await apart.within(async (asking) => {
    await checkOrigin(asking, parts, engagementId, opened.files);
    return plan(asking, parts, engagementId, opened);
  });
  refuseProblems(first);
  const kept = new Map<string, { blob: string; key: Buffer }>();
  try {
    for (const file of first.filter((row) => row.does !== null).flatMap((row) => row.held)) {
      if (!kept.has(file.path)) kept.set(file.path, await keepShared(parts.evidence, file.bytes));
    }
    return await apart.within(async (asking) => {
      const row = await findOutside(asking, engagementId);
      await lockEngagement(asking.transaction, row.id);
      // Asked again: somebody may have taken in the same meanwhile.
      const told = await checkOrigin(asking, parts, engagementId, opened.files);
      const planned = await plan(asking, parts, engagementId, opened);
      refuseProblems(planned);
      await apply(asking, parts, row, planned, kept, digestOf(bytes), told);
      return packageShown(planned, told);
    });
  } finally {
    await removeUnlessShared(
      apart,
      parts,
      [...kept.values()].map(({ blob }) => blob),
    );
  }
}

/** Bytes that were kept for nothing go. Where it cannot be told whether they were shared, they stay: too much is better than a loss. */
async function removeUnlessShared(apart: Apart, parts: ExchangeParts, blobs: readonly string[]): Promise<void> {
  if (blobs.length === 0) return;
  const shared = await apart.within(({ transaction }) => selectSharedBlobs(transaction, blobs)).catch(() => blobs);
  for (const blob of blobs) {
    if (!shared.includes(blob)) await parts.evidence.blobs.delete(blob).catch(() => undefined);
  }
}

function packageShown(planned: readonly Planned[], told: Told | null): PlannedPackage {
  return { rows: planned.map(shown), signed: told === null ? null : (told.tree?.size ?? 0) };
}

function shown({ row, id, reference, title, does, text, files, problems }: Planned): PlannedRow {
  return { row, id, reference, title, does, text, files, problems };
}

function refuseProblems(planned: readonly Planned[]): void {
  const problems = planned.flatMap((row) =>
    row.problems.map((sentence) => ({ subject: `row:${row.row}`, sentence: `Row ${row.row}: ${sentence}` })),
  );
  if (problems.length > 0) throw wrongPackage(problems);
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** files: by path, of the archive; from: the side that made it, where a manifest says so */
interface Opened {
  readonly rows: readonly { readonly number: number; readonly row: Row }[];
  readonly files: ReadonlyMap<string, Buffer>;
}

const manifestShape = z.object({
  format: z.literal(format),
  engagement: z.object({ id: z.string() }),
  from: z.object({ side: z.enum(['management', 'firm']), organization: z.string().min(1).max(300) }),
  files: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })).max(limits.entries),
});

async function openPackage(bytes: Buffer): Promise<Opened> {
  const wrong = (sentence: string, subject = 'file') => wrongPackage([{ subject, sentence }]);
  try {
    const outer = await readZip(bytes, limits);
    // The workbook alone, without evidence, is enough.
    const isWorkbook = outer.has('[Content_Types].xml');
    const files = isWorkbook ? new Map<string, Buffer>() : outer;
    const workbook = isWorkbook ? bytes : files.get(workbookName);
    if (workbook === undefined) throw wrong(`There is no ${workbookName} in it.`);
    const sheet = (await readXlsx(workbook, limits)).find((one) => one.name === sheetName);
    if (sheet === undefined) throw wrong(`The workbook has no sheet ${sheetName}.`);
    if (sheet.formulas.length > 0) {
      throw wrongPackage(
        sheet.formulas.map((cell) => ({ subject: `cell:${cell}`, sentence: `${cell} is a formula, not a text.` })),
      );
    }
    const read = readRows(sheet.rows);
    if ('problem' in read) throw wrong(read.problem);
    return { rows: read.rows, files };
  } catch (error) {
    if (error instanceof UnreadableArchive) throw wrong(error.message);
    throw error;
  }
}

/**
 * Who it is from, as far as it can be told. A partner whose key is confirmed signs, and every file is then as it was signed; of another's
 * file the manifest is checked where there is one, and the workbook may have been filled in since.
 */
async function checkOrigin(
  asking: Asking,
  parts: ExchangeParts,
  engagementId: string,
  files: ReadonlyMap<string, Buffer>,
): Promise<Told | null> {
  const manifest = files.get(manifestName);
  const signature = files.get(signatureName);
  if (signature !== undefined && signature.length > mostSignature) {
    throw wrongPackage([{ subject: signatureName, sentence: 'The signature is too long to be one.' }]);
  }
  const told = await openSigned(
    asking,
    parts,
    engagementId,
    signature?.toString('utf8'),
    manifest === undefined ? undefined : digestOf(manifest),
  );
  if (manifest !== undefined) checkManifest(manifest, files, told === null ? engagementId : null);
  return told;
}

/** engagementId: which it must be of; null: it is signed, and every file must be the one it names */
function checkManifest(bytes: Buffer, files: ReadonlyMap<string, Buffer>, engagementId: string | null): void {
  const wrong = (sentence: string) => wrongPackage([{ subject: manifestName, sentence }]);
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString('utf8'));
  } catch {
    throw wrong('The manifest is not JSON.');
  }
  const parsed = manifestShape.safeParse(json);
  if (!parsed.success) throw wrong('The manifest is none of an exchange.');
  const { engagement, files: listed } = parsed.data;
  if (engagementId !== null && engagement.id !== engagementId) {
    throw wrong(
      'The manifest is of another engagement. Where the partner has an installation of their own, exchange cards first.',
    );
  }
  const named = new Set([manifestName, signatureName]);
  for (const { name, sha256 } of listed) {
    named.add(name);
    const file = files.get(name);
    if (name === workbookName && engagementId !== null) continue;
    if (file === undefined) throw wrong(`${name.slice(0, 100)} is missing.`);
    if (digestOf(file) !== sha256) throw wrong(`${name.slice(0, 100)} is not the file the manifest names.`);
  }
  const more = [...files.keys()].find((name) => !named.has(name));
  if (engagementId === null && more !== undefined) throw wrong(`${more.slice(0, 100)} is not in the manifest.`);
}

async function plan(
  asking: Asking,
  parts: ExchangeParts,
  engagementId: string,
  opened: Opened,
): Promise<readonly Planned[]> {
  const engagement = await findOutside(asking, engagementId);
  const threads = new Map((await threadsOf(asking, parts, engagement)).map((one) => [one.id, one]));
  const isFirm = asking.principal.side === 'firm';
  const seen = new Set<string>();
  const planned: Planned[] = [];
  for (const { number, row } of opened.rows) {
    const id = row.Id.trim().toLowerCase() || derivedId(engagementId, row);
    const base: Planned = {
      row: number,
      id,
      reference: row.Reference.trim().slice(0, 300),
      title: row.Title.trim().slice(0, 300),
      does: null,
      text: '',
      files: [],
      problems: [],
      subject: null,
      about: null,
      refersTo: null,
      held: [],
    };
    const thread = threads.get(id);
    if (seen.has(id)) planned.push({ ...base, problems: ['It is in the table twice.'] });
    else if (thread === undefined) planned.push(isFirm ? { ...base, problems: [unknown] } : opening(base, row, parts));
    else {
      const changed = changedColumns(row, thread.subject, thread.about);
      if (changed.length > 0) {
        planned.push({ ...base, problems: [`What was asked is not what it was: ${changed.join(', ')}.`] });
      } else planned.push(isFirm ? await answering(base, row, thread, opened) : deciding(base, row, thread, parts));
    }
    seen.add(id);
  }
  return planned;
}

const unknown = 'Nothing with this Id was sent in this engagement.';
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The firm asks something, or found something. */
function opening(base: Planned, row: Row, parts: ExchangeParts): Planned {
  const { subject, fields } = aboutOf(row);
  if (!isId.test(base.id)) return { ...base, problems: ['The Id is none.'] };
  if (subject === null) return { ...base, problems: ['Kind is neither request nor finding.'] };
  const parsed = subjectFields.safeParse(fields);
  if (!parsed.success) {
    return {
      ...base,
      problems: parsed.error.issues.map((issue) => `${issue.path.join(' ')}: ${issue.message}.`.replace(/\.\.$/, '.')),
    };
  }
  const about = parsed.data;
  const problems = [
    ...(about.title === '' ? ['It has no title.'] : []),
    ...((about.asks ?? about.fact ?? '') === '' ? ['It asks or says nothing.'] : []),
    ...(subject === 'finding' && about.kind === undefined ? ['Nature is empty.'] : []),
    ...advice(parts, [about.title, about.asks, about.fact, about.extent]),
  ];
  return { ...base, does: subject, subject, about, text: about.asks ?? about.fact ?? '', problems };
}

/** The firm decides about an answer. */
function deciding(base: Planned, row: Row, thread: OutsideThread, parts: ExchangeParts): Planned {
  const said = row.Decision.trim().toLowerCase();
  const text = plain(row.Reason);
  const kind = decisions.find((one) => one === said);
  if (said === '') return base;
  if (kind === undefined) return { ...base, problems: [`Decision is none of ${decisions.join(', ')}.`] };
  const isKnown = thread.rows.some(
    (one) => one.row.kind === kind && plain(one.content.text ?? '') === text && isOfPartner(one, thread),
  );
  if (isKnown) return base;
  const needsReason = (kind === 'return' || kind === 'withdrawal') && text === '';
  return saying(base, thread, kind, 'firm', text, [
    ...(needsReason ? ['Reason is empty.'] : []),
    ...advice(parts, [text]),
  ]);
}

function isOfPartner(one: OutsideThread['rows'][number], thread: OutsideThread): boolean {
  return one.row.from_id === thread.rows[0]?.row.from_id;
}

/** Management answers a request, or responds to a finding. */
async function answering(base: Planned, row: Row, thread: OutsideThread, opened: Opened): Promise<Planned> {
  const text = plain(row.Answer);
  const lines = fileLines(row.Files);
  if (text === '' && lines.length === 0) return base;
  const kind: Kind = thread.subject === 'request' ? 'answer' : 'response';
  if (lines.length > mostFiles) return { ...base, problems: [`It names more than ${mostFiles} files.`] };
  const problems: string[] = [];
  const held: File[] = [];
  for (const { path, name } of lines) {
    const bytes = opened.files.get(path);
    if (bytes === undefined || path === workbookName || path === manifestName) {
      problems.push(`${path.slice(0, 100)} is not in the archive.`);
      continue;
    }
    if (name.length > 255 || /[/\\\p{C}]/u.test(name)) problems.push('A file has a name that is none.');
    const { sha256, mediaType, waits } = await lookThrough(name, bytes);
    const promised = /(?:^|\/)([0-9a-f]{64})(?:\.[^/]*)?$/i.exec(path)?.[1]?.toLowerCase();
    if (promised !== undefined && promised !== sha256)
      problems.push(`${path.slice(0, 100)} has another digest than its name.`);
    if (waits.length > 0) problems.push(`${path.slice(0, 100)} is not taken in: ${waits.join(', ')}.`);
    held.push({ path, name, bytes, sha256, mediaType });
  }
  const digests = held.map((file) => file.sha256).join();
  const isKnown = thread.rows.some(
    ({ row: sent, content }) =>
      sent.kind === kind &&
      plain(content.text ?? '') === text &&
      content.evidence.map((facts) => facts.sha256).join() === digests,
  );
  if (isKnown && problems.length === 0) return base;
  const planned = saying(base, thread, kind, 'management', text, [
    ...problems,
    ...(text === '' ? ['Answer is empty.'] : []),
    ...(text.length > mostAnswer ? [`Answer has more than ${mostAnswer} characters.`] : []),
  ]);
  return {
    ...planned,
    held,
    files: held.map((file) => ({ name: file.name, size: file.bytes.length, sha256: file.sha256 })),
  };
}

function saying(
  base: Planned,
  thread: OutsideThread,
  kind: Kind,
  side: 'management' | 'firm',
  text: string,
  problems: readonly string[],
): Planned {
  const events = thread.rows.map(({ row }) => ({ kind: row.kind, read: row.read_at !== null }));
  const against = refuseAct(thread.subject, kind, side, events);
  const refersTo = thread.rows.findLast(({ row }) => row.kind !== 'message')?.row.id ?? null;
  return {
    ...base,
    does: kind,
    subject: thread.subject,
    text,
    refersTo,
    problems: against === null ? problems : [...problems, against],
  };
}

/** R-WALL-05, R-WALL-04: what a firm says is held against the words of advice wherever it comes from. */
function advice(parts: ExchangeParts, texts: readonly (string | null | undefined)[]): string[] {
  const said = texts.filter((text) => text !== null && text !== undefined).join('\n');
  return adviceIn([{ id: '/text', fact: said, extent: null }], parts.advice).map((one) => one.sentence);
}

async function apply(
  asking: Asking,
  parts: ExchangeParts,
  engagement: EngagementRow,
  planned: readonly Planned[],
  kept: ReadonlyMap<string, { blob: string; key: Buffer }>,
  sha256: string,
  told: Told | null,
): Promise<void> {
  const { transaction, principal, now } = asking;
  const acts = planned.filter((row) => row.does !== null);
  const entry = await stateTaken(asking, engagement, {
    event: 'taken-in',
    package: sha256,
    rows: planned.length,
    taken: acts.map((row) => ({ thread: row.id, kind: row.does })),
    ...(told !== null && {
      given: { index: told.given.index, digest: told.given.digest },
      // The own log is a witness of theirs: what it was cannot be unsaid on both sides.
      witnessed: told.tree === null ? null : { size: told.tree.size, root: toHex(told.tree.root) },
    }),
  });
  if (told !== null) await keepTold(asking, engagement.id, told);
  const partner = (await readEngagement(asking, parts, engagement.id)).partner ?? '';
  const key = engagementKey(principal, parts.keys, engagement);
  for (const { does, id, text, about, refersTo, held } of acts) {
    if (does === null) continue;
    const draft = {
      kind: does,
      threadId: id,
      ...(refersTo !== null && { refersTo }),
      text: about === null && text !== '' ? text : null,
      about,
    };
    const facts = held.map((file, index) => factsOf(file, index + 1, now));
    const sent = await sendAsPartner(asking, parts, engagement, entry, draft, partner, facts);
    for (const [index, file] of held.entries()) {
      const bytes = kept.get(file.path);
      if (bytes === undefined) throw new Error('A file was not kept.');
      const shareId = asking.newId();
      await asOutside(transaction, principal, engagement, () =>
        insertShare(transaction, sent, {
          id: shareId,
          sent_id: sent.id,
          number: index + 1,
          blob: bytes.blob,
          wrapped_key: wrapKey(installationKey(key), shareId, bytes.key, randomBytes(12)),
          sha256: file.sha256,
          size: file.bytes.length,
          media_type: file.mediaType.type,
          media_inner: file.mediaType.inner,
          media_encoding: file.mediaType.encoding,
        }),
      );
    }
  }
}

function factsOf(file: File, number: number, now: string): SharedFacts {
  return {
    number,
    name: file.name,
    system: null,
    collector: null,
    query: null,
    mediaType: file.mediaType.type,
    size: file.bytes.length,
    sha256: file.sha256,
    periodStart: null,
    periodEnd: null,
    collectedAt: now,
  };
}
