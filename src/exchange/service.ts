/** Engagements between two organizations, and how anything is sent within one. */
import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Transaction } from '../adapters/postgres/pool.ts';
import { installationKey } from '../evidence/index.ts';
import { unwrapKey, wrapKey } from '../evidence/installation-key.ts';
import type { Asking, Principal, Side } from '../http/api/route.ts';
import { selectOrganizationName } from '../identity/index.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import { noRoom, notNow, noSuchEngagement, wrongPartner, wrongPeriod } from './errors.ts';
import type { ExchangeParts } from './parts.ts';
import { refuseMore } from './rules.ts';
import { type Engagement, type Kind, type Sent, type SentContent, sentContent } from './model.ts';
import {
  type EngagementRow,
  insertEngagement,
  insertSent,
  lockEngagement,
  selectNext,
  type SentRow,
  selectEngagements,
  selectSent,
} from './store.ts';

export interface Proposal {
  readonly with: string;
  readonly type: Engagement['type'];
  readonly periodStart: string | null;
  readonly periodEnd: string;
  readonly title: string;
}

/** One organization proposes an engagement to one of the other side. refuses invalid-input */
export async function propose(asking: Asking, parts: ExchangeParts, proposal: Proposal): Promise<Engagement> {
  const { transaction, principal, now } = asking;
  const { side, organizationId } = principal;
  const { type, periodStart, periodEnd } = proposal;
  if ((type === 'soc2-type2') !== (periodStart !== null)) {
    throw wrongPeriod(type === 'soc2-type2' ? 'Type 2 has a first day.' : 'Type 1 has one day, and no first.');
  }
  if (periodStart !== null && periodStart > periodEnd) throw wrongPeriod('It ends before it begins.');
  const id = asking.newId();
  const key = randomBytes(32);
  const wrapped = (of: Side, organization: string) =>
    wrapKey(installationKey(parts.keys.keyOf(of, organization, 'content')), id, key, randomBytes(12));
  const row: Omit<EngagementRow, 'outside'> = {
    id,
    from_id: organizationId,
    to_id: proposal.with,
    from_side: side,
    type,
    period_start: periodStart,
    period_end: periodEnd,
    proposed_at: now,
    sealed: sealJson(key, placeOf(id, 'title'), { title: proposal.title }, randomBytes(12)),
    from_key: wrapped(side, organizationId),
    to_key: wrapped(otherSide(side), proposal.with),
  };
  await insertEngagement(transaction, row).catch((error: unknown) => {
    if (['23503', '23514'].includes(String(Object(error).code))) throw wrongPartner();
    throw error;
  });
  await send(asking, parts, { ...row, outside: false }, { kind: 'proposal', threadId: id, text: proposal.title });
  return readEngagement(asking, parts, id);
}

/** The other side agrees, or does not. refuses not-found, conflict */
export async function answerProposal(
  asking: Asking,
  parts: ExchangeParts,
  id: string,
  kind: 'agreement' | 'refusal',
): Promise<Engagement> {
  const row = await findEngagement(asking, id);
  await lockEngagement(asking.transaction, id);
  const { state } = await readEngagement(asking, parts, id);
  if (row.from_id === asking.principal.organizationId) throw notNow('The other side answers what was proposed.');
  if (state !== 'proposed') throw notNow(`The engagement is ${state}.`);
  await send(asking, parts, row, { kind, threadId: id, text: null });
  return readEngagement(asking, parts, id);
}

/** Every engagement of the organization, latest first, in two statements. */
export async function listEngagements(asking: Asking, parts: ExchangeParts): Promise<readonly Engagement[]> {
  const rows = await selectEngagements(asking.transaction, null);
  const sent = Map.groupBy(
    await selectSent(
      asking.transaction,
      rows.map((row) => row.id),
    ),
    (one) => one.engagement_id,
  );
  return rows.map((row) => engagementOf(asking.principal, parts, row, sent.get(row.id) ?? []));
}

export async function readEngagement(
  asking: Asking,
  parts: Pick<ExchangeParts, 'keys'>,
  id: string,
): Promise<Engagement> {
  const row = await findEngagement(asking, id);
  return engagementOf(asking.principal, parts, row, await selectSent(asking.transaction, [id]));
}

/** refuses not-found */
export async function findEngagement(asking: Asking, id: string): Promise<EngagementRow> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
  const [row] = isId ? await selectEngagements(asking.transaction, id) : [];
  if (row === undefined) throw noSuchEngagement();
  return row;
}

function engagementOf(
  principal: Principal,
  parts: Pick<ExchangeParts, 'keys'>,
  row: EngagementRow,
  sent: readonly SentRow[],
): Engagement {
  const key = engagementKey(principal, parts.keys, row);
  const { title } = openSealed<{ title: string }>(key, placeOf(row.id, 'title'), row.sealed);
  const theirs = sent.find((one) => one.from_id !== principal.organizationId);
  const answered = sent.find((one) => one.kind !== 'proposal');
  return {
    id: row.id,
    state: answered === undefined ? 'proposed' : answered.kind === 'agreement' ? 'agreed' : 'refused',
    proposedBy: row.from_side,
    type: row.type,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    title,
    partner: theirs === undefined ? null : openContent(key, theirs).organization,
    partnerId: theirs === undefined || row.outside ? null : theirs.from_id,
    proposedAt: new Date(row.proposed_at).toISOString(),
    outside: row.outside,
  };
}

/** The engagement's key, opened with what this organization holds. */
export function engagementKey(principal: Principal, keys: OrganizationKeys, row: EngagementRow): Buffer {
  const own = row.from_id === principal.organizationId ? row.from_key : row.to_key;
  return unwrapKey(installationKey(keys.keyOf(principal.side, principal.organizationId, 'content')), row.id, own);
}

export interface Draft {
  readonly kind: Kind;
  readonly threadId: string;
  readonly refersTo?: string;
  readonly text: string | null;
  readonly about?: SentContent['about'];
  readonly evidence?: SentContent['evidence'];
  readonly document?: SentContent['document'];
  readonly signature?: SentContent['signature'];
}

/** Sends: seals, states it in the sender's log by its digest, and writes it where the other side finds it. Locks the engagement. */
export async function send(
  asking: Asking,
  parts: Pick<ExchangeParts, 'keys'>,
  engagement: EngagementRow,
  draft: Draft,
): Promise<SentRow> {
  const { transaction, principal, now } = asking;
  await lockEngagement(transaction, engagement.id);
  const sequence = await nextIn(transaction, engagement.id, draft);
  const key = engagementKey(principal, parts.keys, engagement);
  const content: SentContent = {
    salt: randomBytes(16).toString('hex'),
    organization: await selectOrganizationName(transaction, principal.organizationId),
    role: principal.roles[0] ?? 'member',
    text: draft.text,
    about: draft.about ?? null,
    evidence: draft.evidence ?? [],
    ...(draft.document !== undefined && { document: draft.document }),
    ...(draft.signature !== undefined && { signature: draft.signature }),
  };
  const id = asking.newId();
  const row = {
    id,
    engagement_id: engagement.id,
    sequence,
    from_id: principal.organizationId,
    to_id: engagement.from_id === principal.organizationId ? engagement.to_id : engagement.from_id,
    kind: draft.kind,
    thread_id: draft.threadId,
    refers_to: draft.refersTo ?? null,
    digest: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    sealed: sealJson(key, placeOf(engagement.id, id), content, randomBytes(12)),
    sent_at: now,
  };
  const entry = await asking.state({
    hop: hops[draft.kind] ?? 'access',
    subject: { name: `exchange/${engagement.id}/${sequence}`, sha256: row.digest },
    body: { event: 'sent', kind: draft.kind, engagement: engagement.id, sequence, sent: id, thread: draft.threadId },
  });
  await insertSent(transaction, row, entry);
  return { ...row, delivered_at: null, read_at: null };
}

/** The number of what is sent next. Called with the engagement locked. refuses  conflict: there is no room for more */
export async function nextIn(
  transaction: Transaction,
  engagementId: string,
  { kind, threadId }: Pick<Draft, 'kind' | 'threadId'>,
): Promise<number> {
  const { sequence, inThread } = await selectNext(transaction, engagementId, threadId);
  const against = refuseMore(kind, inThread, sequence - 1);
  if (against !== null) throw noRoom(against);
  return sequence;
}

const hops: Partial<Readonly<Record<Kind, 'finding' | 'response' | 'signature'>>> = {
  finding: 'finding',
  response: 'response',
  signature: 'signature',
};

/** refuses  sealed-content: not what was sent */
export function openContent(key: Buffer, row: SentRow): SentContent {
  return sentContent.parse(openSealed(key, placeOf(row.engagement_id, row.id), row.sealed));
}

/** What was sent, in order, each with its receipts. side: of whoever reads */
export function sentOf(principal: Principal, key: Buffer, rows: readonly SentRow[]): Sent[] {
  const instant = (text: string | null) => (text === null ? null : new Date(text).toISOString());
  const recalled = new Set(rows.flatMap((row) => (row.kind === 'recall' ? [row.refers_to] : [])));
  return rows.map((row) => {
    const isOwn = row.from_id === principal.organizationId;
    const isRecalled = recalled.has(row.id);
    const content = openContent(key, row);
    return {
      id: row.id,
      sequence: row.sequence,
      kind: row.kind,
      from: isOwn ? principal.side : otherSide(principal.side),
      sentAt: new Date(row.sent_at).toISOString(),
      deliveredAt: instant(row.delivered_at),
      readAt: instant(row.read_at),
      recalled: isRecalled,
      digest: row.digest,
      // What was recalled is not shown to the other side any more.
      content: isRecalled && !isOwn ? { ...content, text: null, evidence: [] } : content,
    };
  });
}

export function otherSide(side: Side): Side {
  return side === 'firm' ? 'management' : 'firm';
}

export function placeOf(engagementId: string, what: string): string {
  return `exchange/${engagementId}/${what}`;
}
