import type { Database, Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef } from '../ledger/statement.ts';
import type { Side } from '../http/api/route.ts';
import type { Engagement, Kind } from './model.ts';

export interface EngagementRow {
  readonly id: string;
  readonly from_id: string;
  readonly to_id: string;
  readonly from_side: Side;
  readonly type: Engagement['type'];
  readonly period_start: string | null;
  readonly period_end: string;
  readonly proposed_at: string;
  readonly sealed: Buffer;
  readonly from_key: Buffer;
  readonly to_key: Buffer;
  /** the other one is a partner outside this installation */
  readonly outside: boolean;
}

/** Everything row-level security shows; id: null for all of them, at most 200. */
export async function selectEngagements(transaction: Transaction, id: string | null): Promise<EngagementRow[]> {
  const { rows } = await transaction.query<EngagementRow>(
    `SELECT id, from_id, to_id, from_side, type, period_start, period_end, proposed_at, sealed, from_key, to_key,
            exchange.is_outside(CASE from_id WHEN tickmark.organization() THEN to_id ELSE from_id END) AS outside
     FROM exchange.engagement WHERE ($1::uuid IS NULL OR id = $1) ORDER BY proposed_at DESC, id LIMIT 200`,
    [id],
  );
  return rows;
}

/** Those who send in an engagement follow each other, so that numbers go up without a gap; until the transaction ends. */
export async function lockEngagement(transaction: Transaction, engagementId: string): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `tickmark.exchange:${engagementId}`,
  ]);
}

export async function insertEngagement(transaction: Transaction, row: Omit<EngagementRow, 'outside'>): Promise<void> {
  await transaction.query(
    `INSERT INTO exchange.engagement (id, from_id, to_id, from_side, type, period_start, period_end, proposed_at, sealed, from_key, to_key)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.from_id,
      row.to_id,
      row.from_side,
      row.type,
      row.period_start,
      row.period_end,
      row.proposed_at,
      row.sealed,
      row.from_key,
      row.to_key,
    ],
  );
}

export interface SentRow {
  readonly id: string;
  readonly engagement_id: string;
  readonly sequence: number;
  readonly from_id: string;
  readonly to_id: string;
  readonly kind: Kind;
  readonly thread_id: string;
  readonly refers_to: string | null;
  readonly digest: string;
  readonly sealed: Buffer;
  readonly sent_at: string;
  readonly delivered_at: string | null;
  readonly read_at: string | null;
}

const sentColumns = `s.id, s.engagement_id, s.sequence, s.from_id, s.to_id, s.kind, s.thread_id, s.refers_to, s.digest, s.sealed, s.sent_at,
  (SELECT r.at FROM exchange.receipt r WHERE r.sent_id = s.id AND r.event = 'delivered') AS delivered_at,
  (SELECT r.at FROM exchange.receipt r WHERE r.sent_id = s.id AND r.event = 'read') AS read_at`;

/** What was sent in these threads, in order; a thread holds fewer than are read (rules.ts, refuseMore). */
export async function selectSent(transaction: Transaction, threadIds: readonly string[]): Promise<SentRow[]> {
  const { rows } = await transaction.query<SentRow>(
    `SELECT ${sentColumns} FROM exchange.sent s WHERE s.thread_id = ANY ($1::uuid[]) ORDER BY s.engagement_id, s.sequence LIMIT 2000`,
    [threadIds],
  );
  return rows;
}

/**
 * Every step of these engagements, in order: what was sent without the messages, which lead nowhere.
 * of  documents alone, or everything
 */
export async function selectSteps(
  transaction: Transaction,
  engagementIds: readonly string[],
  of: 'documents' | 'everything',
): Promise<SentRow[]> {
  const { rows } = await transaction.query<SentRow>(
    `SELECT ${sentColumns} FROM exchange.sent s
     WHERE s.engagement_id = ANY ($1::uuid[]) AND s.kind <> 'message'
       AND ($2 OR EXISTS (SELECT FROM exchange.sent d WHERE d.engagement_id = s.engagement_id AND d.thread_id = s.thread_id AND d.kind = 'document'))
     ORDER BY s.engagement_id, s.sequence`,
    [engagementIds, of === 'everything'],
  );
  return rows;
}

export async function selectSentById(transaction: Transaction, id: string): Promise<SentRow | undefined> {
  const { rows } = await transaction.query<SentRow>(`SELECT ${sentColumns} FROM exchange.sent s WHERE s.id = $1`, [id]);
  return rows[0];
}

/** The number the next sent thing has, and how many its thread holds. Called with the engagement locked. */
export async function selectNext(
  transaction: Transaction,
  engagementId: string,
  threadId: string,
): Promise<{ readonly sequence: number; readonly inThread: number }> {
  const { rows } = await transaction.query<{ sequence: number; in_thread: number }>(
    `SELECT coalesce(max(sequence), 0) + 1 AS sequence, count(*) FILTER (WHERE thread_id = $2)::int AS in_thread
     FROM exchange.sent WHERE engagement_id = $1`,
    [engagementId, threadId],
  );
  return { sequence: rows[0]?.sequence ?? 1, inThread: rows[0]?.in_thread ?? 0 };
}

export async function insertSent(
  transaction: Transaction,
  row: Omit<SentRow, 'delivered_at' | 'read_at'>,
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `INSERT INTO exchange.sent (id, engagement_id, sequence, from_id, to_id, kind, thread_id, refers_to, digest, sealed, sent_at, entry_index, entry_digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      row.id,
      row.engagement_id,
      row.sequence,
      row.from_id,
      row.to_id,
      row.kind,
      row.thread_id,
      row.refers_to,
      row.digest,
      row.sealed,
      row.sent_at,
      entry.index,
      entry.digest,
    ],
  );
}

export async function insertReceipt(
  transaction: Transaction,
  sent: Pick<SentRow, 'id' | 'from_id' | 'to_id'>,
  event: 'delivered' | 'read',
  at: string,
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `INSERT INTO exchange.receipt (sent_id, event, from_id, to_id, at, entry_index, entry_digest)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [sent.id, event, sent.to_id, sent.from_id, at, entry.index, entry.digest],
  );
}

export interface ShareRow {
  readonly id: string;
  readonly sent_id: string;
  readonly number: number;
  readonly blob: string;
  readonly wrapped_key: Buffer;
  readonly sha256: string;
  readonly size: number;
  readonly media_type: string;
  readonly media_inner: string | null;
  readonly media_encoding: string | null;
}

export async function insertShare(
  transaction: Transaction,
  sent: Pick<SentRow, 'from_id' | 'to_id'>,
  row: ShareRow,
): Promise<void> {
  await transaction.query(
    `INSERT INTO exchange.share (id, sent_id, number, from_id, to_id, blob, wrapped_key, sha256, size, media_type, media_inner, media_encoding)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      row.id,
      row.sent_id,
      row.number,
      sent.from_id,
      sent.to_id,
      row.blob,
      row.wrapped_key,
      row.sha256,
      row.size,
      row.media_type,
      row.media_inner,
      row.media_encoding,
    ],
  );
}

export async function selectShare(
  transaction: Transaction,
  sentId: string,
  number: number,
): Promise<ShareRow | undefined> {
  const { rows } = await transaction.query<ShareRow>(
    `SELECT id, sent_id, number, blob, wrapped_key, sha256, size, media_type, media_inner, media_encoding
     FROM exchange.share WHERE sent_id = $1 AND number = $2`,
    [sentId, number],
  );
  return rows[0];
}

/** Which of these blobs are shared. */
export async function selectSharedBlobs(
  transaction: Transaction,
  blobs: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await transaction.query<{ blob: string }>(
    'SELECT DISTINCT blob FROM exchange.share WHERE blob = ANY ($1::text[])',
    [blobs],
  );
  return rows.map((row) => row.blob);
}

export interface CopyRow {
  readonly thread_id: string;
  readonly engagement_id: string;
  readonly register: string;
  readonly record_id: string;
}

export async function selectCopy(
  transaction: Transaction,
  by: { readonly recordId: string } | { readonly threadId: string },
): Promise<CopyRow | undefined> {
  const [column, id] = 'recordId' in by ? ['record_id', by.recordId] : ['thread_id', by.threadId];
  const { rows } = await transaction.query<CopyRow>(
    `SELECT thread_id, engagement_id, register, record_id FROM exchange.copy WHERE ${column} = $1 AND organization_id = tickmark.organization()`,
    [id],
  );
  return rows[0];
}

export async function insertCopy(transaction: Transaction, organizationId: string, row: CopyRow): Promise<void> {
  await transaction.query(
    'INSERT INTO exchange.copy (organization_id, thread_id, engagement_id, register, record_id) VALUES ($1, $2, $3, $4, $5)',
    [organizationId, row.thread_id, row.engagement_id, row.register, row.record_id],
  );
}

/** What waits to be delivered, of the whole installation, in order; asked by the database's owner. */
export async function selectUndelivered(
  owner: Database,
  limit: number,
): Promise<{ id: string; to_id: string; engagement_id: string; from_firm: boolean }[]> {
  const { rows } = await owner.query<{ id: string; to_id: string; engagement_id: string; from_firm: boolean }>(
    `SELECT s.id, s.to_id, s.engagement_id, o.kind = 'firm' AS from_firm
     FROM exchange.sent s JOIN identity.organization o ON o.id = s.from_id JOIN identity.organization t ON t.id = s.to_id
     WHERE t.outside_of IS NULL AND NOT EXISTS (SELECT FROM exchange.receipt r WHERE r.sent_id = s.id AND r.event = 'delivered')
     ORDER BY s.sent_at, s.sequence LIMIT $1`,
    [limit],
  );
  return rows;
}

/** A stand-in for a partner that is not here. */
export async function insertOutside(transaction: Transaction, id: string, name: string): Promise<void> {
  await transaction.query('SELECT exchange.add_outside($1, $2)', [id, name]);
}

/** Everything sent in an engagement, in order. */
export async function selectAllSent(transaction: Transaction, engagementId: string, limit: number): Promise<SentRow[]> {
  const { rows } = await transaction.query<SentRow>(
    `SELECT ${sentColumns} FROM exchange.sent s WHERE s.engagement_id = $1 ORDER BY s.sequence LIMIT $2`,
    [engagementId, limit],
  );
  return rows;
}

/**
 * What a partner outside sent is written as theirs: for this work the transaction is the stand-in's, on the other side. Only for an
 * engagement of which the database says that the other one stands in (row.outside).
 */
export async function asOutside<T>(
  transaction: Transaction,
  own: { readonly organizationId: string; readonly side: Side },
  row: Pick<EngagementRow, 'from_id' | 'to_id' | 'outside'>,
  work: () => Promise<T>,
): Promise<T> {
  if (!row.outside) throw new Error('The partner is in this installation and writes for itself.');
  const partner = row.from_id === own.organizationId ? row.to_id : row.from_id;
  const become = (organization: string, side: Side) =>
    transaction.query(`SELECT set_config('tickmark.organization', $1, true), set_config('role', $2, true)`, [
      organization,
      `tickmark_${side}`,
    ]);
  await become(partner, own.side === 'firm' ? 'management' : 'firm');
  const done = await work();
  await become(own.organizationId, own.side);
  return done;
}
