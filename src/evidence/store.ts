import type { Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef, Json } from '../ledger/statement.ts';
import type { Erasure, EvidenceItem, RecordedEvidence } from './model.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly media_type: string;
  readonly media_inner: string | null;
  readonly media_encoding: string | null;
  readonly blob: string;
  readonly source: string;
  readonly collector_name: string;
  readonly collector_version: string | null;
  readonly query: string | null;
  readonly parameters: { readonly [name: string]: Json };
  readonly account: string | null;
  readonly collected_at: string;
  readonly collected_by: string;
  readonly period_start: string | null;
  readonly period_end: string | null;
  readonly recorded_at: string;
  readonly entry_index: number;
  readonly entry_digest: string;
  readonly wrapped_key: Buffer | null;
  readonly key_erased_at: string | null;
  readonly key_erased_by: string | null;
  readonly key_erased_reason: string | null;
}

export interface StoredEvidence extends RecordedEvidence {
  readonly wrappedKey: Buffer | null;
}

export async function insertItem(
  transaction: Transaction,
  item: EvidenceItem,
  entry: EntryRef,
  wrappedKey: Buffer,
): Promise<void> {
  const columns: Readonly<Record<string, unknown>> = {
    id: item.id,
    name: item.name,
    sha256: item.sha256,
    size: item.size,
    media_type: item.mediaType.type,
    media_inner: item.mediaType.inner,
    media_encoding: item.mediaType.encoding,
    blob: item.blob,
    source: item.source,
    collector_name: item.collector.name,
    collector_version: item.collector.version,
    query: item.query,
    parameters: JSON.stringify(item.parameters),
    account: item.account,
    collected_at: item.collectedAt,
    collected_by: item.collectedBy,
    period_start: item.periodStart,
    period_end: item.periodEnd,
    recorded_at: item.recordedAt,
    entry_index: entry.index,
    entry_digest: entry.digest,
    wrapped_key: wrappedKey,
  };
  const names = Object.keys(columns);
  const places = names.map((_, index) => `$${index + 1}`);
  await transaction.query(
    `INSERT INTO evidence.item (${names.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(columns),
  );
}

export async function selectItem(transaction: Transaction, id: string): Promise<StoredEvidence | undefined> {
  const { rows } = await transaction.query<Row>('SELECT * FROM evidence.item WHERE id = $1', [id]);
  return rows[0] === undefined ? undefined : fromRow(rows[0]);
}

/** In the order recorded; ids are made in the order of time. */
export async function selectItems(
  transaction: Transaction,
  after: string | null,
  limit: number,
): Promise<StoredEvidence[]> {
  const { rows } = await transaction.query<Row>(
    'SELECT * FROM evidence.item WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2',
    [after, limit],
  );
  return rows.map(fromRow);
}

/** Whether there was a key to erase. */
export async function eraseKey(transaction: Transaction, id: string, erasure: Erasure): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `UPDATE evidence.item
        SET wrapped_key = NULL, key_erased_at = $2, key_erased_by = $3, key_erased_reason = $4
      WHERE id = $1 AND wrapped_key IS NOT NULL`,
    [id, erasure.at, erasure.by, erasure.reason],
  );
  return rowCount === 1;
}

function fromRow(row: Row): StoredEvidence {
  const { key_erased_at: at, key_erased_by: by, key_erased_reason: reason } = row;
  return {
    item: {
      id: row.id,
      name: row.name,
      sha256: row.sha256,
      size: row.size,
      mediaType: { type: row.media_type, inner: row.media_inner, encoding: row.media_encoding },
      blob: row.blob,
      source: row.source,
      collector: { name: row.collector_name, version: row.collector_version },
      query: row.query,
      parameters: row.parameters,
      account: row.account,
      collectedAt: row.collected_at,
      collectedBy: row.collected_by,
      periodStart: row.period_start,
      periodEnd: row.period_end,
      recordedAt: row.recorded_at,
    },
    receipt: {
      entry: { index: row.entry_index, digest: row.entry_digest },
      sha256: row.sha256,
      recordedAt: row.recorded_at,
    },
    erasure: at === null || by === null || reason === null ? null : { at, by, reason },
    wrappedKey: row.wrapped_key,
  };
}
