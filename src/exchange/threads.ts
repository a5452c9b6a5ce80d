/** Requests and findings: what each side sends in them, and what its own record of them then says. */
import { randomBytes } from 'node:crypto';
import {
  installationKey,
  itemToShare,
  type Preview,
  refuseToShow,
  type SharedBytes,
  sharedContent,
  sharedPreview,
} from '../evidence/index.ts';
import { unwrapKey, wrapKey } from '../evidence/installation-key.ts';
import type { Asking } from '../http/api/route.ts';
import { adviceIn } from '../lifecycle/findings/rules.ts';
import { changeRecord, readRecord, type Register, type RegisterRecord } from '../registers/index.ts';
import { advises, noSuchEngagement, notNow, notReady, nothingSent, wrongEngagement } from './errors.ts';
import { type Kind, type Sent, type SharedFacts, type Subject, subjectFields, type ThreadState } from './model.ts';
import type { ExchangeParts } from './parts.ts';
import { openActs, refuseAct, stateAfter } from './rules.ts';
import { engagementKey, findEngagement, readEngagement, send, sentOf } from './service.ts';
import {
  insertCopy,
  insertReceipt,
  insertShare,
  lockEngagement,
  type SentRow,
  selectCopy,
  selectEngagements,
  selectSent,
  selectShare,
} from './store.ts';

export interface Thread {
  readonly engagement: string | null;
  readonly state: ThreadState;
  /** what this side may send now */
  readonly acts: readonly Kind[];
  readonly items: readonly Sent[];
}

/** Everything that crossed about a record, in order; nothing where nothing did. refuses not-found */
export async function readThread(
  asking: Asking,
  parts: ExchangeParts,
  register: Register,
  subject: Subject,
  id: string,
): Promise<Thread> {
  const { transaction, principal } = asking;
  const record = await readRecord(asking, parts.keys, register, id);
  const copy = await selectCopy(transaction, { recordId: record.id });
  if (copy === undefined)
    return { engagement: null, state: 'draft', acts: openActs(subject, principal.side, []), items: [] };
  const [engagement] = await selectEngagements(transaction, copy.engagement_id);
  if (engagement === undefined) throw noSuchEngagement();
  const rows = await selectSent(transaction, [copy.thread_id]);
  const events = eventsOf(rows);
  return {
    engagement: copy.engagement_id,
    state: stateAfter(subject, events),
    acts: openActs(subject, principal.side, events),
    items: sentOf(principal, engagementKey(principal, parts.keys, engagement), rows),
  };
}

/** The firm sends a request or a finding it drafted. refuses not-found, conflict, invalid-input (advice; no engagement agreed to) */
export async function sendSubject(
  asking: Asking,
  parts: ExchangeParts,
  register: Register,
  subject: Subject,
  id: string,
  engagementId: string,
): Promise<Thread> {
  const { transaction, principal } = asking;
  const record = await readRecord(asking, parts.keys, register, id);
  const engagement = await findEngagement(asking, engagementId).catch(() => {
    throw wrongEngagement();
  });
  await lockEngagement(transaction, engagement.id);
  if ((await readEngagement(asking, parts, engagement.id)).state !== 'agreed') throw wrongEngagement();
  const copy = await selectCopy(transaction, { recordId: record.id });
  const before = copy === undefined ? [] : eventsOf(await selectSent(transaction, [copy.thread_id]));
  refuse(refuseAct(subject, subject, principal.side, before));
  const about = subjectFields.parse({
    ...Object.fromEntries(
      Object.entries(record.content).filter(([name]) => name !== 'notes' && Object.hasOwn(subjectFields.shape, name)),
    ),
    reference: record.code,
    dueOn: record.dueOn,
  });
  refuseAdvice(asking, parts, [about.title, about.asks, about.fact, about.extent]);
  const threadId = asking.newId();
  await follow(asking, parts, register, record, 'open');
  await send(asking, parts, engagement, { kind: subject, threadId, text: null, about });
  await insertCopy(transaction, principal.organizationId, {
    thread_id: threadId,
    engagement_id: engagement.id,
    register: register.name,
    record_id: record.id,
  });
  return readThread(asking, parts, register, subject, id);
}

/**
 * Sends something in a thread.
 * evidence  codes of own items; each is shared as exactly the version it is now
 * refuses   not-found, conflict (it does not follow), invalid-input (advice; evidence that is not ready)
 */
export async function act(
  asking: Asking,
  parts: ExchangeParts,
  register: Register,
  subject: Subject,
  id: string,
  kind: Kind,
  said: { readonly text: string | null; readonly evidence: readonly string[] },
): Promise<Thread> {
  const { transaction, principal } = asking;
  const first = await readRecord(asking, parts.keys, register, id);
  const copy = await selectCopy(transaction, { recordId: first.id });
  if (copy === undefined) throw nothingSent();
  const engagement = await findEngagement(asking, copy.engagement_id);
  await lockEngagement(transaction, engagement.id);
  // What was delivered while this waited for the engagement has changed the record: nobody who acts is told that it is stale.
  const record = await readRecord(asking, parts.keys, register, id);
  const rows = await selectSent(transaction, [copy.thread_id]);
  const events = eventsOf(rows);
  refuse(refuseAct(subject, kind, principal.side, events));
  refuseAdvice(asking, parts, [said.text]);
  const key = engagementKey(principal, parts.keys, engagement);
  const shared = await sharesOf(asking, parts, said.evidence);
  const refersTo = rows.findLast((row) => row.kind !== 'message')?.id;
  const state = stateAfter(subject, [...events, { kind, read: false }]);
  if (state !== record.state) await follow(asking, parts, register, record, state);
  const sent = await send(asking, parts, engagement, {
    kind,
    threadId: copy.thread_id,
    text: said.text,
    ...(refersTo !== undefined && { refersTo }),
    evidence: shared.map((one) => one.facts),
  });
  for (const { facts, bytes } of shared) {
    const shareId = asking.newId();
    await insertShare(transaction, sent, {
      id: shareId,
      sent_id: sent.id,
      number: facts.number,
      blob: bytes.blob,
      wrapped_key: wrapKey(installationKey(key), shareId, bytes.key, randomBytes(12)),
      sha256: bytes.sha256,
      size: bytes.size,
      media_type: bytes.mediaType.type,
      media_inner: bytes.mediaType.inner,
      media_encoding: bytes.mediaType.encoding,
    });
  }
  return readThread(asking, parts, register, subject, id);
}

async function sharesOf(
  asking: Asking,
  parts: ExchangeParts,
  codes: readonly string[],
): Promise<{ facts: SharedFacts; bytes: SharedBytes }[]> {
  const shares: { facts: SharedFacts; bytes: SharedBytes }[] = [];
  for (const [index, code] of [...new Set(codes)].entries()) {
    const { item, blob, key } = await itemToShare(asking, parts.evidence, code);
    if (item.state !== 'ready') throw notReady(item.code, `/evidence/${index}`);
    shares.push({
      facts: {
        number: index + 1,
        name: item.name,
        system: item.source?.system ?? null,
        collector: item.source?.collector ?? null,
        query: item.source?.query ?? null,
        mediaType: item.mediaType.type,
        size: item.size,
        sha256: item.sha256,
        periodStart: item.periodStart,
        periodEnd: item.periodEnd,
        collectedAt: item.collectedAt,
      },
      bytes: { blob, key, size: item.size, sha256: item.sha256, mediaType: item.mediaType },
    });
  }
  return shares;
}

/** Where shared evidence stands: the number of what it was sent with in the engagement, and its own among that. */
export interface SharePlace {
  readonly sequence: number;
  readonly number: number;
}

/** The bytes of evidence the other side sent. The read is on record on both sides before the first byte is given out. */
export async function readShared(
  asking: Asking,
  parts: ExchangeParts,
  register: Register,
  id: string,
  place: SharePlace,
): Promise<{ name: string; size: number; bytes: AsyncIterable<Uint8Array> }> {
  const { facts, bytes } = await openShare(asking, parts, register, id, place, { event: 'read' });
  return { name: facts.name, size: facts.size, bytes: await sharedContent(parts.evidence, bytes) };
}

export async function previewShared(
  asking: Asking,
  parts: ExchangeParts,
  register: Register,
  id: string,
  place: SharePlace,
): Promise<Preview> {
  const { bytes } = await openShare(asking, parts, register, id, place, { event: 'previewed' });
  return sharedPreview(parts.evidence, bytes);
}

/** What opens a PDF that was sent, once it is on record which page is looked at. refuses  not-found; conflict: no PDF, or too large to be shown */
export async function openSharedToShow(
  asking: Asking,
  parts: ExchangeParts,
  register: Register,
  id: string,
  place: SharePlace,
  page: number,
): Promise<SharedBytes> {
  return (await openShare(asking, parts, register, id, place, { event: 'previewed', page })).bytes;
}

/** page: of a PDF that is shown; left out: none is */
interface Look {
  readonly event: 'read' | 'previewed';
  readonly page?: number;
}

async function openShare(
  asking: Asking,
  parts: ExchangeParts,
  register: Register,
  id: string,
  place: SharePlace,
  look: Look,
): Promise<{ facts: SharedFacts; bytes: SharedBytes }> {
  const { transaction, principal, now } = asking;
  const record = await readRecord(asking, parts.keys, register, id);
  const copy = await selectCopy(transaction, { recordId: record.id });
  if (copy === undefined) throw nothingSent();
  const engagement = await findEngagement(asking, copy.engagement_id);
  await lockEngagement(transaction, engagement.id);
  const key = engagementKey(principal, parts.keys, engagement);
  const rows = await selectSent(transaction, [copy.thread_id]);
  const row = rows.find((one) => one.sequence === place.sequence);
  const isRecalled = rows.some((one) => one.kind === 'recall' && one.refers_to === row?.id);
  const share = row === undefined || isRecalled ? undefined : await selectShare(transaction, row.id, place.number);
  const facts = sentOf(principal, key, rows)
    .find((one) => one.sequence === place.sequence)
    ?.content.evidence.find((one) => one.number === place.number);
  if (row === undefined || share === undefined || facts === undefined) throw nothingSent();
  if (look.page !== undefined) refuseToShow(facts.name, share.media_type, share.size);
  const entry = await asking.state({
    hop: 'access',
    subject: { name: `exchange/${engagement.id}/${row.sequence}/${place.number}`, sha256: share.sha256 },
    body: { ...look, sent: row.id, share: share.id, size: share.size },
  });
  if (row.to_id === principal.organizationId) await insertReceipt(transaction, row, 'read', now, entry);
  return {
    facts,
    bytes: {
      blob: share.blob,
      key: unwrapKey(installationKey(key), share.id, share.wrapped_key),
      size: share.size,
      sha256: share.sha256,
      mediaType: { type: share.media_type, inner: share.media_inner, encoding: share.media_encoding },
    },
  };
}

/** The organization's own record says what was sent. */
export async function follow(
  asking: Asking,
  parts: Pick<ExchangeParts, 'keys'>,
  register: Register,
  record: RegisterRecord,
  state: ThreadState,
): Promise<void> {
  await changeRecord(asking, parts.keys, register, record.id, record.version, { state });
}

export function eventsOf(rows: readonly SentRow[]): { kind: Kind; read: boolean }[] {
  return rows.map((row) => ({ kind: row.kind, read: row.read_at !== null }));
}

/** R-WALL-05: what the firm says is held against the words of advice before it is sent. */
function refuseAdvice(asking: Asking, parts: ExchangeParts, texts: readonly (string | null | undefined)[]): void {
  if (asking.principal.side !== 'firm') return;
  const said = texts.filter((text) => text !== null && text !== undefined).join('\n');
  const problems = adviceIn([{ id: '/text', fact: said, extent: null }], parts.advice);
  if (problems.length > 0) throw advises(problems);
}

function refuse(sentence: string | null): void {
  if (sentence !== null) throw notNow(sentence);
}
