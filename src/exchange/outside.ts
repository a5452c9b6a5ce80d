/** A partner that is not in this installation: the engagement with it, what it sent as taken in from files, and threads as both know them. */
import { createHash, randomBytes } from 'node:crypto';
import type { EntryRef } from '../ledger/statement.ts';
import type { Asking } from '../http/api/route.ts';
import { wrongPlace } from './errors.ts';
import type { Engagement, Kind, SentContent, Subject, SubjectFields, ThreadState } from './model.ts';
import type { ExchangeParts } from './parts.ts';
import { stateAfter } from './rules.ts';
import {
  engagementKey,
  findEngagement,
  openContent,
  placeOf,
  propose,
  type Proposal,
  readEngagement,
  nextIn,
} from './service.ts';
import {
  asOutside,
  type EngagementRow,
  insertOutside,
  insertSent,
  lockEngagement,
  type SentRow,
  selectAllSent,
} from './store.ts';
import { sealJson } from '../registers/seal.ts';

/** What one engagement carries in files at most. */
export const mostSent = 5_000;

/**
 * An engagement with a partner outside. That they agreed is recorded by who says so here; their own word comes with what they send.
 * name  of the partner
 * refuses  invalid-input
 */
export async function proposeOutside(
  asking: Asking,
  parts: ExchangeParts,
  proposal: Omit<Proposal, 'with'> & { readonly name: string },
): Promise<Engagement> {
  const { name, ...about } = proposal;
  const partner = asking.newId();
  await insertOutside(asking.transaction, partner, name);
  const { id } = await propose(asking, parts, { ...about, with: partner });
  const row = await findOutside(asking, id);
  const entry = await stateTaken(asking, row, { event: 'agreed-outside', partner: digestOf(Buffer.from(name)) });
  await sendAsPartner(
    asking,
    parts,
    row,
    entry,
    { kind: 'agreement', threadId: id, text: null, about: null },
    name,
    [],
  );
  return readEngagement(asking, parts, id);
}

/** refuses not-found; conflict where the partner is in this installation */
export async function findOutside(asking: Asking, id: string): Promise<EngagementRow> {
  const row = await findEngagement(asking, id);
  if (!row.outside) throw wrongPlace();
  return row;
}

/** States in the own log what was taken in or given out, before anything of it is written. */
export function stateTaken(asking: Asking, row: EngagementRow, body: Record<string, unknown>): Promise<EntryRef> {
  return asking.state({
    hop: 'access',
    subject: {
      name: `exchange/${row.id}`,
      sha256: digestOf(Buffer.from(JSON.stringify({ engagement: row.id, ...body }))),
    },
    body: { ...body, engagement: row.id },
  });
}

/** A thread as both sides have it. answer, decision: the last of each kind that counts; none was given: null */
export interface OutsideThread {
  readonly id: string;
  readonly subject: Subject;
  readonly about: SubjectFields;
  readonly state: ThreadState;
  readonly rows: readonly { readonly row: SentRow; readonly content: SentContent }[];
}

/** Every request and finding of the engagement. refuses too much in it (conflict) */
export async function threadsOf(
  asking: Asking,
  parts: ExchangeParts,
  engagement: EngagementRow,
): Promise<readonly OutsideThread[]> {
  const key = engagementKey(asking.principal, parts.keys, engagement);
  const sent = await selectAllSent(asking.transaction, engagement.id, mostSent + 1);
  if (sent.length > mostSent) throw wrongPlace(`More than ${mostSent} things were sent in it: too much for one file.`);
  const threads = Map.groupBy(
    sent.filter((row) => row.thread_id !== engagement.id),
    (row) => row.thread_id,
  );
  return [...threads].flatMap(([id, rows]) => {
    const opened = rows.map((row) => ({ row, content: openContent(key, row) }));
    const first = opened[0];
    if (first === undefined || first.content.about === null) return [];
    const subject: Subject = first.row.kind === 'finding' ? 'finding' : 'request';
    const state = stateAfter(
      subject,
      rows.map((row) => ({ kind: row.kind, read: row.read_at !== null })),
    );
    return [{ id, subject, about: first.content.about, state, rows: opened }];
  });
}

/** What was said last of these kinds and not taken back. */
export function lastOf(thread: OutsideThread, kinds: readonly Kind[]): OutsideThread['rows'][number] | undefined {
  const recalled = new Set(thread.rows.flatMap(({ row }) => (row.kind === 'recall' ? [row.refers_to] : [])));
  return thread.rows.findLast(({ row }) => kinds.includes(row.kind) && !recalled.has(row.id));
}

export interface PartnerDraft {
  readonly kind: Kind;
  readonly threadId: string;
  readonly refersTo?: string;
  readonly text: string | null;
  readonly about: SubjectFields | null;
}

/** Writes something as the partner outside sent it; entry: the statement it was taken in by. It is then delivered as any other. */
export async function sendAsPartner(
  asking: Asking,
  parts: ExchangeParts,
  engagement: EngagementRow,
  entry: EntryRef,
  draft: PartnerDraft,
  name: string,
  evidence: SentContent['evidence'],
): Promise<SentRow> {
  const { transaction, principal, now } = asking;
  await lockEngagement(transaction, engagement.id);
  const content: SentContent = {
    salt: randomBytes(16).toString('hex'),
    organization: name,
    role: 'outside',
    text: draft.text,
    about: draft.about,
    evidence,
  };
  const id = asking.newId();
  const { organizationId } = principal;
  const row = {
    id,
    engagement_id: engagement.id,
    sequence: await nextIn(transaction, engagement.id, draft),
    from_id: engagement.from_id === organizationId ? engagement.to_id : engagement.from_id,
    to_id: organizationId,
    kind: draft.kind,
    thread_id: draft.threadId,
    refers_to: draft.refersTo ?? null,
    digest: digestOf(Buffer.from(JSON.stringify(content))),
    sealed: sealJson(
      engagementKey(principal, parts.keys, engagement),
      placeOf(engagement.id, id),
      content,
      randomBytes(12),
    ),
    sent_at: now,
  };
  await asOutside(transaction, principal, engagement, () => insertSent(transaction, row, entry));
  return { ...row, delivered_at: null, read_at: null };
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
