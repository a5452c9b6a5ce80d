import { selectFound } from '../adapters/postgres/found.ts';
import type { Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef } from '../ledger/statement.ts';
import type { ItemState, Link } from './organization-model.ts';

type Side = 'management' | 'firm';

export interface ItemRow {
  readonly id: string;
  readonly code: string;
  readonly number: number;
  readonly state: ItemState;
  readonly sha256: string;
  readonly size: number;
  readonly media_type: string;
  readonly media_inner: string | null;
  readonly media_encoding: string | null;
  readonly period_start: string | null;
  readonly period_end: string | null;
  readonly fresh_until: string | null;
  readonly collected_at: string;
  readonly uploaded_at: string;
  readonly uploaded_by: string;
  readonly blob: string;
  readonly wrapped_key: Buffer;
  readonly version: number;
  readonly changed_at: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
  readonly replaces_code: string | null;
  readonly replaced_by: string | null;
  readonly links: readonly Link[];
}

const columns = (
  side: Side,
) => `e.id, e.code, e.number, e.state, e.sha256, e.size, e.media_type, e.media_inner, e.media_encoding,
  e.period_start, e.period_end, e.fresh_until, e.collected_at, e.uploaded_at, e.uploaded_by, e.blob, e.wrapped_key, e.version, e.changed_at,
  e.sealed, e.entry_index, e.entry_digest,
  (SELECT o.code FROM ${side}.evidence o WHERE o.id = e.replaces) AS replaces_code,
  (SELECT n.code FROM ${side}.evidence n WHERE n.replaces = e.id) AS replaced_by,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('register', r.register, 'code', r.code) ORDER BY r.register, r.code), '[]')
     FROM ${side}.evidence_link l JOIN ${side}.record r ON r.id = l.record_id WHERE l.evidence_id = e.id) AS links`;

/** What may be sorted by, and its column; ties are broken by id. */
export const itemSorts = { uploadedAt: 'uploaded_at', code: 'number', periodEnd: 'period_end' } as const;
export type ItemSort = keyof typeof itemSorts;

export const freshnesses = ['fresh', 'ending', 'stale', 'unknown'] as const;
/** Kinds of content as people filter by them, and their media types; null: every other one. */
export const itemKinds = {
  table: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  text: ['text/plain', 'text/html', 'application/json', 'application/x-ndjson', 'application/xml'],
  pdf: ['application/pdf'],
  image: ['image/png', 'image/jpeg'],
  archive: ['application/zip', 'application/gzip'],
  other: null,
} as const;
export type ItemKind = keyof typeof itemKinds;
const namedTypes = Object.values(itemKinds).flatMap((types) => types ?? []);

/**
 * record       code of a record it serves
 * from, to     the period overlaps these days
 * freshness    `fresh`: stands on the day `today`; `stale`: does not any more; `unknown`: nobody said until when
 */
export interface ItemSelection {
  readonly state: ItemState | null;
  readonly record: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly freshness: (typeof freshnesses)[number] | null;
  readonly kind: ItemKind | null;
  readonly today: string;
  /** a list a generation of the search key (`queryWords`) */
  readonly words: readonly (readonly number[])[];
  readonly sort: ItemSort;
  readonly descending: boolean;
  readonly after: { readonly value: string; readonly id: string } | null;
  readonly limit: number;
}

export async function selectItemRows(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  wanted: ItemSelection,
): Promise<ItemRow[]> {
  const values: unknown[] = [organizationId];
  const take = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['e.organization_id = $1'];
  if (wanted.state !== null) conditions.push(`e.state = ${take(wanted.state)}`);
  if (wanted.record !== null) {
    conditions.push(
      `EXISTS (SELECT 1 FROM ${side}.record r JOIN ${side}.evidence_link l ON l.record_id = r.id
               WHERE r.organization_id = $1 AND r.code = ${take(wanted.record)} AND l.evidence_id = e.id)`,
    );
  }
  if (wanted.from !== null) conditions.push(`e.period_end >= ${take(wanted.from)}`);
  if (wanted.to !== null) conditions.push(`e.period_start <= ${take(wanted.to)}`);
  if (wanted.freshness === 'fresh') conditions.push(`e.fresh_until >= ${take(wanted.today)}`);
  if (wanted.freshness === 'stale') conditions.push(`e.fresh_until < ${take(wanted.today)}`);
  if (wanted.freshness === 'ending') {
    const today = take(wanted.today);
    conditions.push(`e.fresh_until >= ${today}::date AND e.fresh_until <= ${today}::date + 30`);
  }
  if (wanted.kind !== null) {
    const types = itemKinds[wanted.kind];
    conditions.push(
      types === null ? `NOT e.media_type = ANY (${take(namedTypes)})` : `e.media_type = ANY (${take(types)})`,
    );
  }
  if (wanted.freshness === 'unknown') conditions.push('e.fresh_until IS NULL');
  if (wanted.words.length > 0) {
    const found = await selectFound(transaction, `${side}.evidence_with`, [wanted.words]);
    conditions.push(
      found === null
        ? `(${wanted.words.map((words) => `e.words @> ${take(words)}::bigint[]`).join(' OR ')})`
        : `e.id = ANY (${take(found)}::uuid[])`,
    );
  }
  const column = itemSorts[wanted.sort];
  const direction = wanted.descending ? 'DESC' : 'ASC';
  if (wanted.sort === 'periodEnd') conditions.push('e.period_end IS NOT NULL');
  if (wanted.after !== null) {
    conditions.push(
      `(e.${column}, e.id) ${wanted.descending ? '<' : '>'} (${take(wanted.after.value)}, ${take(wanted.after.id)})`,
    );
  }
  const { rows } = await transaction.query<ItemRow>(
    `SELECT ${columns(side)} FROM ${side}.evidence e WHERE ${conditions.join(' AND ')}
     ORDER BY e.${column} ${direction}, e.id ${direction} LIMIT ${take(wanted.limit)}`,
    values,
  );
  return rows;
}

/** `id` may be an id or a code. `lock` keeps it from changing until the transaction ends. */
export async function selectItemRow(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  id: string,
  lock = false,
): Promise<ItemRow | undefined> {
  const column = id.startsWith('EV-') ? 'code' : 'id';
  const { rows } = await transaction.query<ItemRow>(
    `SELECT ${columns(side)} FROM ${side}.evidence e WHERE e.organization_id = $1 AND e.${column} = $2${lock ? ' FOR NO KEY UPDATE OF e' : ''}`,
    [organizationId, id],
  );
  return rows[0];
}

/** Items by state. */
export async function selectItemCounts(
  transaction: Transaction,
  side: Side,
  organizationId: string,
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await transaction.query<{ counts: Record<string, number> }>(
    `SELECT counts FROM ${side}.tally WHERE organization_id = $1 AND register = 'evidence'`,
    [organizationId],
  );
  return rows[0]?.counts ?? {};
}

/** The next number, counted as an item in `state`. Holds the tally until the transaction ends. */
export async function takeItemNumber(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  state: ItemState,
): Promise<number> {
  const { rows } = await transaction.query<{ last: number }>(
    `INSERT INTO ${side}.tally AS t (organization_id, register, last, counts) VALUES ($1, 'evidence', 1, jsonb_build_object($2::text, 1))
     ON CONFLICT (organization_id, register) DO UPDATE
       SET last = t.last + 1, counts = t.counts || jsonb_build_object($2::text, coalesce((t.counts ->> $2)::int, 0) + 1)
     RETURNING last`,
    [organizationId, state],
  );
  return rows[0]?.last ?? 1;
}

/** Counts an item in another state. Taken before the log is, as `takeItemNumber` is, so that nobody waits for each other. */
export async function moveItemCount(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  from: ItemState,
  to: ItemState,
): Promise<void> {
  await transaction.query(
    `UPDATE ${side}.tally SET counts = counts
       || jsonb_build_object($2::text, greatest(coalesce((counts ->> $2)::int, 0) - 1, 0))
       || jsonb_build_object($3::text, coalesce((counts ->> $3)::int, 0) + 1)
     WHERE organization_id = $1 AND register = 'evidence'`,
    [organizationId, from, to],
  );
}

/** What a version of an item says. */
export interface ItemVersion {
  readonly id: string;
  readonly organizationId: string;
  readonly state: ItemState;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  readonly freshUntil: string | null;
  readonly words: readonly number[];
  readonly version: number;
  readonly changedAt: string;
  readonly byPerson: string;
  readonly sealed: Buffer;
}

/** What is written once. */
export interface ItemFacts {
  readonly number: number;
  readonly code: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: { readonly type: string; readonly inner: string | null; readonly encoding: string | null };
  readonly collectedAt: string;
  readonly replaces: string | null;
  readonly blob: string;
  readonly wrappedKey: Buffer;
}

/** The item, its first version and what it serves; one statement. */
export async function insertOrganizationItem(
  transaction: Transaction,
  side: Side,
  item: ItemVersion,
  facts: ItemFacts,
  recordIds: readonly string[],
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `WITH made AS (
       INSERT INTO ${side}.evidence (id, organization_id, state, period_start, period_end, fresh_until, words, version, changed_at, uploaded_at, uploaded_by, sealed,
         number, code, sha256, size, media_type, media_inner, media_encoding, collected_at, replaces, blob, wrapped_key, entry_index, entry_digest)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
     ), linked AS (
       INSERT INTO ${side}.evidence_link (evidence_id, record_id, organization_id) SELECT $1, unnest($25::uuid[]), $2
     )
     INSERT INTO ${side}.evidence_version (evidence_id, version, organization_id, state, period_start, period_end, fresh_until, at, by_person, sealed, entry_index, entry_digest)
     VALUES ($1, $8, $2, $3, $4, $5, $6, $9, $10, $11, $23, $24)`,
    [
      ...valuesOf(item),
      facts.number,
      facts.code,
      facts.sha256,
      facts.size,
      facts.mediaType.type,
      facts.mediaType.inner,
      facts.mediaType.encoding,
      facts.collectedAt,
      facts.replaces,
      facts.blob,
      facts.wrappedKey,
      entry.index,
      entry.digest,
      recordIds,
    ],
  );
}

/** A new version over the old one, which stays among the versions. recordIds: null leaves the links alone */
export async function updateOrganizationItem(
  transaction: Transaction,
  side: Side,
  item: ItemVersion,
  recordIds: readonly string[] | null,
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `WITH changed AS (
       UPDATE ${side}.evidence SET state = $3, period_start = $4, period_end = $5, fresh_until = $6, words = $7, version = $8, changed_at = $9, sealed = $11
       WHERE id = $1 AND organization_id = $2
     ), unlinked AS (
       DELETE FROM ${side}.evidence_link WHERE evidence_id = $1 AND $12::uuid[] IS NOT NULL AND record_id <> ALL ($12::uuid[])
     ), linked AS (
       INSERT INTO ${side}.evidence_link (evidence_id, record_id, organization_id) SELECT $1, unnest($12::uuid[]), $2 ON CONFLICT DO NOTHING
     )
     INSERT INTO ${side}.evidence_version (evidence_id, version, organization_id, state, period_start, period_end, fresh_until, at, by_person, sealed, entry_index, entry_digest)
     VALUES ($1, $8, $2, $3, $4, $5, $6, $9, $10, $11, $13, $14)`,
    [...valuesOf(item), recordIds, entry.index, entry.digest],
  );
}

function valuesOf(item: ItemVersion): unknown[] {
  return [
    item.id,
    item.organizationId,
    item.state,
    item.periodStart,
    item.periodEnd,
    item.freshUntil,
    item.words,
    item.version,
    item.changedAt,
    item.byPerson,
    item.sealed,
  ];
}

export interface ItemVersionRow {
  readonly version: number;
  readonly state: ItemState;
  readonly period_start: string | null;
  readonly period_end: string | null;
  readonly fresh_until: string | null;
  readonly at: string;
  readonly by_person: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
}

/** Newest first. */
export async function selectItemVersions(
  transaction: Transaction,
  side: Side,
  id: string,
  limit: number,
): Promise<ItemVersionRow[]> {
  const { rows } = await transaction.query<ItemVersionRow>(
    `SELECT version, state, period_start, period_end, fresh_until, at, by_person, sealed, entry_index, entry_digest
     FROM ${side}.evidence_version WHERE evidence_id = $1 ORDER BY version DESC LIMIT $2`,
    [id, limit],
  );
  return rows;
}

/** Records of these codes, in any register of the side. */
export async function selectRecordIds(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  codes: readonly string[],
): Promise<readonly { readonly id: string; readonly code: string }[]> {
  if (codes.length === 0) return [];
  const { rows } = await transaction.query<{ id: string; code: string }>(
    `SELECT id, code FROM ${side}.record WHERE organization_id = $1 AND code = ANY ($2)`,
    [organizationId, codes],
  );
  return rows;
}

export interface UploadRow {
  readonly id: string;
  readonly by_person: string;
  readonly size: number;
  readonly sha256: string;
  readonly part_size: number;
  readonly created_at: string;
  readonly touched_at: string;
  readonly sealed: Uint8Array;
  readonly evidence_id: string | null;
}

/** The upload, and what answers a repeat; one statement. */
export async function insertUpload(
  transaction: Transaction,
  side: Side,
  upload: {
    readonly id: string;
    readonly organizationId: string;
    readonly byPerson: string;
    readonly size: number;
    readonly sha256: string;
    readonly partSize: number;
    readonly at: string;
    readonly sealed: Buffer;
    readonly key: string;
    readonly request: string;
  },
): Promise<void> {
  await transaction.query(
    `WITH kept AS (
       INSERT INTO ${side}.creation (organization_id, person_id, key, request, record_id, at) VALUES ($2, $3, $9, $10, $1, $7)
     )
     INSERT INTO ${side}.upload (id, organization_id, by_person, size, sha256, part_size, created_at, touched_at, sealed)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
    [
      upload.id,
      upload.organizationId,
      upload.byPerson,
      upload.size,
      upload.sha256,
      upload.partSize,
      upload.at,
      upload.sealed,
      upload.key,
      upload.request,
    ],
  );
}

/** lock: keeps it, and its parts, from changing until the transaction ends */
export async function selectUpload(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  id: string,
  lock = false,
): Promise<UploadRow | undefined> {
  const { rows } = await transaction.query<UploadRow>(
    `SELECT id, by_person, size, sha256, part_size, created_at, touched_at, sealed, evidence_id
     FROM ${side}.upload WHERE organization_id = $1 AND id = $2${lock ? ' FOR UPDATE' : ''}`,
    [organizationId, id],
  );
  return rows[0];
}

export interface PartRow {
  readonly number: number;
  readonly blob: string;
  readonly wrapped_key: Buffer;
}

export async function selectParts(transaction: Transaction, side: Side, uploadId: string): Promise<PartRow[]> {
  const { rows } = await transaction.query<PartRow>(
    `SELECT number, blob, wrapped_key FROM ${side}.upload_part WHERE upload_id = $1 ORDER BY number`,
    [uploadId],
  );
  return rows;
}

/** Answers the blob that was there for this part, null where none was. The upload is locked. */
export async function putPart(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  uploadId: string,
  part: { readonly number: number; readonly blob: string; readonly wrappedKey: Buffer; readonly at: string },
): Promise<string | null> {
  const { rows } = await transaction.query<{ blob: string | null }>(
    `WITH before AS (
       SELECT blob FROM ${side}.upload_part WHERE upload_id = $1 AND number = $3
     ), touched AS (
       UPDATE ${side}.upload SET touched_at = $6 WHERE id = $1
     ), put AS (
       INSERT INTO ${side}.upload_part (upload_id, organization_id, number, blob, wrapped_key) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (upload_id, number) DO UPDATE SET blob = $4, wrapped_key = $5
     )
     SELECT (SELECT blob FROM before) AS blob`,
    [uploadId, organizationId, part.number, part.blob, part.wrappedKey, part.at],
  );
  return rows[0]?.blob ?? null;
}

/** Its parts go with it. */
export async function deleteUpload(transaction: Transaction, side: Side, id: string): Promise<void> {
  await transaction.query(`DELETE FROM ${side}.upload WHERE id = $1`, [id]);
}

/** The upload became an item: its parts are not needed any more. */
export async function finishUpload(
  transaction: Transaction,
  side: Side,
  uploadId: string,
  evidenceId: string,
): Promise<void> {
  await transaction.query(
    `WITH gone AS (DELETE FROM ${side}.upload_part WHERE upload_id = $1) UPDATE ${side}.upload SET evidence_id = $2 WHERE id = $1`,
    [uploadId, evidenceId],
  );
}

/** As the installation: takes away what nobody went on with since, and answers whose bytes must stay. */
export async function deleteAbandoned(
  database: Transaction,
  side: Side,
  before: string,
): Promise<{ readonly gone: readonly string[]; readonly waiting: readonly string[] }> {
  const gone = await database.query<{ id: string }>(
    `DELETE FROM ${side}.upload WHERE evidence_id IS NULL AND touched_at < $1 RETURNING id`,
    [before],
  );
  const waiting = await database.query<{ id: string }>(`SELECT id FROM ${side}.upload WHERE evidence_id IS NULL`);
  return { gone: gone.rows.map((row) => row.id), waiting: waiting.rows.map((row) => row.id) };
}

/** The newest checkpoint of the organization's own log, and one entry with what is behind it. */
export async function selectProofParts(
  transaction: Transaction,
  index: number,
): Promise<{
  readonly origin: string;
  readonly value: Buffer;
  readonly salt: Buffer;
  readonly envelope: string;
  readonly size: number | null;
  readonly root: Buffer | null;
  readonly note: string | null;
} | null> {
  const { rows } = await transaction.query<{
    origin: string;
    value: Buffer;
    salt: Buffer;
    envelope: string;
    size: number | null;
    root: Buffer | null;
    note: string | null;
  }>(
    `SELECT e.origin, e.value, o.salt, o.envelope, c.size, c.root, c.note
     FROM ledger.entry e JOIN ledger.opening o USING (origin, idx)
     LEFT JOIN LATERAL (SELECT size, root, note FROM ledger.checkpoint WHERE origin = e.origin AND size > $1 ORDER BY size DESC LIMIT 1) c ON true
     WHERE e.origin = tickmark.log_origin() AND e.idx = $1`,
    [index],
  );
  return rows[0] ?? null;
}
