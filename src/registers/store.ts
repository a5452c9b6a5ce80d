import type { Transaction } from '../adapters/postgres/pool.ts';
import type { EntryRef } from '../ledger/statement.ts';
import { selectFound } from '../adapters/postgres/found.ts';

export interface Row {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly owner_id: string | null;
  readonly due_on: string | null;
  readonly effective_from: string | null;
  readonly effective_to: string | null;
  readonly version: number;
  readonly changed_at: string;
  readonly sealed: Uint8Array;
}

export interface VersionRow {
  readonly version: number;
  readonly state: string;
  readonly owner_id: string | null;
  readonly due_on: string | null;
  readonly at: string;
  readonly by_person: string;
  readonly sealed: Uint8Array;
  readonly entry_index: number;
  readonly entry_digest: string;
}

/** A record as one version of it is stored. */
export interface VersionedRow {
  readonly id: string;
  readonly organizationId: string;
  readonly register: string;
  readonly state: string;
  readonly ownerId: string | null;
  readonly dueOn: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly facets: unknown;
  readonly words: readonly number[];
  readonly version: number;
  readonly changedAt: string;
  readonly byPerson: string;
  readonly sealed: Buffer;
}

type Side = 'management' | 'firm';
const columns = 'id, code, state, owner_id, due_on, effective_from, effective_to, version, changed_at, sealed';

/** What may be sorted by, and its column of a row; ties are broken by id. */
export const sorts = { code: 'code', changedAt: 'changed_at', dueOn: 'due_on', state: 'state' } as const;
export type Sort = keyof typeof sorts;

export interface Selection {
  readonly register: string;
  readonly state: string | null;
  readonly ownerId: string | null;
  readonly dueBefore: string | null;
  readonly facets: unknown;
  /** a list a generation of the search key (`queryWords`) */
  readonly words: readonly (readonly number[])[];
  readonly sort: Sort;
  readonly descending: boolean;
  /** value and id of the last row seen */
  readonly after: { readonly value: string; readonly id: string } | null;
  readonly limit: number;
}

export async function selectRows(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  wanted: Selection,
): Promise<Row[]> {
  return selectInOrder<Row>(transaction, side, organizationId, wanted, columns);
}

/** Ids alone, in the order wanted. */
export async function selectIds(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  wanted: Selection,
): Promise<readonly string[]> {
  return (await selectInOrder<Pick<Row, 'id'>>(transaction, side, organizationId, wanted, 'id')).map((row) => row.id);
}

async function selectInOrder<T extends Pick<Row, 'id'>>(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  wanted: Selection,
  selected: string,
): Promise<T[]> {
  const values: unknown[] = [organizationId, wanted.register];
  const take = (value: unknown): string => `$${values.push(value)}`;
  const conditions = ['organization_id = $1', 'register = $2'];
  if (wanted.state !== null) conditions.push(`state = ${take(wanted.state)}`);
  if (wanted.ownerId !== null) conditions.push(`owner_id = ${take(wanted.ownerId)}`);
  if (wanted.dueBefore !== null) conditions.push(`due_on <= ${take(wanted.dueBefore)}`);
  const found = await selectNarrowed(transaction, side, wanted);
  if (found !== null) conditions.push(`id = ANY (${take(found)})`);
  else {
    if (wanted.facets !== null) conditions.push(`facets @> ${take(JSON.stringify(wanted.facets))}`);
    if (wanted.words.length > 0)
      conditions.push(`(${wanted.words.map((words) => `words @> ${take(words)}::bigint[]`).join(' OR ')})`);
  }
  const column = wanted.sort === 'code' ? 'code_order' : sorts[wanted.sort];
  const direction = wanted.descending ? 'DESC' : 'ASC';
  if (wanted.sort === 'dueOn') conditions.push('due_on IS NOT NULL');
  if (wanted.after !== null) {
    const value = take(wanted.after.value);
    const last = wanted.sort === 'code' ? `tickmark.code_order(${value})` : value;
    conditions.push(`(${column}, id) ${wanted.descending ? '<' : '>'} (${last}, ${take(wanted.after.id)})`);
  }
  const { rows } = await transaction.query<T>(
    `SELECT ${selected} FROM ${side}.record WHERE ${conditions.join(' AND ')}
     ORDER BY ${column} ${direction}, id ${direction} LIMIT ${take(wanted.limit)}`,
    values,
  );
  return rows;
}

/** Ids of what holds the words and facets. Null: nothing narrows the list, or too little. */
async function selectNarrowed(
  transaction: Transaction,
  side: Side,
  { register, words, facets }: { register: string | null; words: readonly (readonly number[])[]; facets: unknown },
): Promise<readonly string[] | null> {
  if (words.length === 0 && facets === null) return null;
  return selectFound(transaction, `${side}.records_with`, [
    register,
    words.length === 0 ? null : words,
    facets === null ? null : JSON.stringify(facets),
  ]);
}

/** Records by state in every register of the organization, or in one. */
export async function selectCounts(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  register: string | null,
): Promise<ReadonlyMap<string, Readonly<Record<string, number>>>> {
  const { rows } = await transaction.query<{ register: string; counts: Record<string, number> }>(
    `SELECT register, counts FROM ${side}.tally WHERE organization_id = $1 AND ($2::text IS NULL OR register = $2)`,
    [organizationId, register],
  );
  return new Map(rows.map((row) => [row.register, row.counts]));
}

/**
 * `id` may be an id or a code. `lock` keeps it from changing until the transaction ends; not more than that, or a comment, which holds the
 * log when it comes to name the record, and a change, which holds the record when it comes to the log, would wait for each other.
 */
export async function selectRow(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  register: string,
  id: string,
  lock = false,
): Promise<Row | undefined> {
  const column = /^[A-Z]/.test(id) ? 'code' : 'id';
  const { rows } = await transaction.query<Row>(
    `SELECT ${columns} FROM ${side}.record WHERE organization_id = $1 AND register = $2 AND ${column} = $3${lock ? ' FOR NO KEY UPDATE' : ''}`,
    [organizationId, register, id],
  );
  return rows[0];
}

/** The rows of these ids, kept from changing until the transaction ends, in the order of their ids. */
export async function lockRows(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  register: string,
  ids: readonly string[],
): Promise<Pick<Row, 'id' | 'code' | 'state' | 'owner_id' | 'due_on' | 'version'>[]> {
  const { rows } = await transaction.query<Row>(
    `SELECT ${columns} FROM ${side}.record WHERE organization_id = $1 AND register = $2 AND id = ANY ($3)
     ORDER BY id FOR NO KEY UPDATE`,
    [organizationId, register, ids],
  );
  return rows;
}

/** The next number of a register, counted as a record in `state`. Holds the register's tally until the transaction ends. */
export async function takeNumber(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  register: string,
  state: string,
): Promise<number> {
  const { rows } = await transaction.query<{ last: number }>(
    `INSERT INTO ${side}.tally AS t (organization_id, register, last, counts) VALUES ($1, $2, 1, jsonb_build_object($3::text, 1))
     ON CONFLICT (organization_id, register) DO UPDATE
       SET last = t.last + 1, counts = t.counts || jsonb_build_object($3::text, coalesce((t.counts ->> $3)::int, 0) + 1)
     RETURNING last`,
    [organizationId, register, state],
  );
  return rows[0]?.last ?? 1;
}

/** Holds a register's tally until the transaction ends: always before the log, or two changes at once would wait for each other. */
export async function lockTally(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  register: string,
): Promise<void> {
  await transaction.query(`SELECT FROM ${side}.tally WHERE organization_id = $1 AND register = $2 FOR UPDATE`, [
    organizationId,
    register,
  ]);
}

/** The record, its first version, and what answers a repeat; one statement. */
export async function insertRecord(
  transaction: Transaction,
  side: Side,
  row: VersionedRow,
  made: { readonly number: number; readonly code: string; readonly key: string; readonly request: string },
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `WITH made AS (
       INSERT INTO ${side}.record (id, organization_id, register, state, owner_id, due_on, effective_from, effective_to, facets, words, version, changed_at, sealed, number, code)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $15, $16)
     ), kept AS (
       INSERT INTO ${side}.creation (organization_id, person_id, key, request, record_id, at) VALUES ($2, $14, $17, $18, $1, $12)
     )
     INSERT INTO ${side}.record_version (record_id, version, organization_id, state, owner_id, due_on, at, by_person, sealed, entry_index, entry_digest)
     VALUES ($1, $11, $2, $4, $5, $6, $12, $14, $13, $19, $20)`,
    [...valuesOf(row), made.number, made.code, made.key, made.request, entry.index, entry.digest],
  );
}

/** A new version over the old one, which stays among the versions. One statement. before: the state it had */
export async function updateRecord(
  transaction: Transaction,
  side: Side,
  row: VersionedRow,
  before: string,
  entry: EntryRef,
): Promise<void> {
  await transaction.query(
    `WITH changed AS (
       UPDATE ${side}.record SET state = $4, owner_id = $5, due_on = $6, effective_from = $7, effective_to = $8, facets = $9, words = $10, version = $11, changed_at = $12, sealed = $13
       WHERE id = $1 AND organization_id = $2 AND register = $3
     ), counted AS (
       UPDATE ${side}.tally SET counts = counts
         || jsonb_build_object($15::text, greatest(coalesce((counts ->> $15)::int, 0) - 1, 0))
         || jsonb_build_object($4::text, coalesce((counts ->> $4)::int, 0) + 1)
       WHERE organization_id = $2 AND register = $3 AND $15::text <> $4
     )
     INSERT INTO ${side}.record_version (record_id, version, organization_id, state, owner_id, due_on, at, by_person, sealed, entry_index, entry_digest)
     VALUES ($1, $11, $2, $4, $5, $6, $12, $14, $13, $16, $17)`,
    [...valuesOf(row), before, entry.index, entry.digest],
  );
}

function valuesOf(row: VersionedRow): unknown[] {
  return [
    row.id,
    row.organizationId,
    row.register,
    row.state,
    row.ownerId,
    row.dueOn,
    row.effectiveFrom,
    row.effectiveTo,
    JSON.stringify(row.facets),
    row.words,
    row.version,
    row.changedAt,
    row.sealed,
    row.byPerson,
  ];
}

export async function selectVersions(
  transaction: Transaction,
  side: Side,
  recordId: string,
  before: number,
  limit: number,
): Promise<VersionRow[]> {
  const { rows } = await transaction.query<VersionRow>(
    `SELECT version, state, owner_id, due_on, at, by_person, sealed, entry_index, entry_digest
     FROM ${side}.record_version WHERE record_id = $1 AND version < $2 ORDER BY version DESC LIMIT $3`,
    [recordId, before, limit],
  );
  return rows;
}

export interface CommentRow {
  readonly id: string;
  readonly at: string;
  readonly by_person: string;
  readonly sealed: Uint8Array;
}

/** Comments of a record, the latest first, those written before the comment `before` where it is given. */
export async function selectComments(
  transaction: Transaction,
  side: Side,
  recordId: string,
  before: string | null,
  limit: number,
): Promise<CommentRow[]> {
  const { rows } = await transaction.query<CommentRow>(
    `SELECT id, at, by_person, sealed FROM ${side}.comment
     WHERE record_id = $1
       AND ($2::uuid IS NULL OR (at, id) < (SELECT b.at, b.id FROM ${side}.comment b WHERE b.record_id = $1 AND b.id = $2))
     ORDER BY at DESC, id DESC LIMIT $3`,
    [recordId, before, limit],
  );
  return rows;
}

export async function insertComment(
  transaction: Transaction,
  side: Side,
  comment: {
    id: string;
    recordId: string;
    organizationId: string;
    at: string;
    byPerson: string;
    mentions: readonly string[];
    sealed: Buffer;
  },
): Promise<void> {
  await transaction.query(
    `INSERT INTO ${side}.comment (id, record_id, organization_id, at, by_person, mentions, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      comment.id,
      comment.recordId,
      comment.organizationId,
      comment.at,
      comment.byPerson,
      comment.mentions,
      comment.sealed,
    ],
  );
}

/** Finds across every register of the organization. */
export async function selectByWords(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  words: readonly (readonly number[])[],
  limit: number,
): Promise<(Row & { register: string })[]> {
  const found = await selectNarrowed(transaction, side, { register: null, words, facets: null });
  const held = words.map((_words, index) => `words @> ($2::bigint[])[${index + 1}:${index + 1}]`).join(' OR ');
  const condition = found === null ? `(${held})` : 'id = ANY ($2::uuid[])';
  const { rows } = await transaction.query<Row & { register: string }>(
    `SELECT register, ${columns} FROM ${side}.record WHERE organization_id = $1 AND ${condition} ORDER BY changed_at DESC, id LIMIT $3`,
    [organizationId, found ?? words, limit],
  );
  return rows;
}

/** Whatever register they are of; at most 200. */
export async function selectByIds(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  ids: readonly string[],
): Promise<(Row & { register: string })[]> {
  const { rows } = await transaction.query<Row & { register: string }>(
    `SELECT register, ${columns} FROM ${side}.record WHERE organization_id = $1 AND id = ANY ($2::uuid[]) LIMIT 200`,
    [organizationId, ids],
  );
  return rows;
}

/** Records of several registers, those in a state of `without` left out, in the order of registers and codes. */
export async function selectOf(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  registers: readonly string[],
  without: readonly string[],
  limit: number,
): Promise<(Row & { register: string })[]> {
  const { rows } = await transaction.query<Row & { register: string }>(
    `SELECT register, ${columns} FROM ${side}.record
     WHERE organization_id = $1 AND register = ANY ($2::text[]) AND NOT state = ANY ($3::text[])
     ORDER BY register, code_order, id LIMIT $4`,
    [organizationId, registers, without, limit],
  );
  return rows;
}

/**
 * What waits: records of any register with a day they are due on, what is due first at the top.
 * owner     of one person alone, and then also those without such a day; null: of everybody
 * resting   states in which nothing more is to be done
 * standing  states that wait for nothing but their day
 */
export async function selectWaiting(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  wanted: {
    readonly owner: string | null;
    readonly resting: readonly string[];
    readonly standing: readonly string[];
    readonly dueBefore: string | null;
    readonly limit: number;
  },
): Promise<(Row & { register: string })[]> {
  const { rows } = await transaction.query<Row & { register: string }>(
    `SELECT register, ${columns} FROM ${side}.record
     WHERE organization_id = $1 AND ($2::uuid IS NULL OR owner_id = $2) AND NOT state = ANY ($3::text[])
       AND (due_on IS NOT NULL OR ($2::uuid IS NOT NULL AND NOT state = ANY ($4::text[])))
       AND ($5::date IS NULL OR due_on < $5::date)
     ORDER BY due_on NULLS LAST, register, code_order, id LIMIT $6`,
    [organizationId, wanted.owner, wanted.resting, wanted.standing, wanted.dueBefore, wanted.limit],
  );
  return rows;
}

/** Which of these people are active members of the organization the transaction runs for. */
export async function selectColleagues(transaction: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await transaction.query<{ person_id: string }>(
    `SELECT person_id FROM identity.colleagues() WHERE state = 'active' AND person_id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Set(rows.map((row) => row.person_id));
}

/** Everybody of the organization the transaction runs for, also those who left. */
export async function selectPeople(
  transaction: Transaction,
): Promise<readonly { readonly id: string; readonly email: string; readonly isActive: boolean }[]> {
  const { rows } = await transaction.query<{ person_id: string; email: string; state: string }>(
    'SELECT person_id, email, state FROM identity.colleagues()',
  );
  return rows.map((row) => ({ id: row.person_id, email: row.email, isActive: row.state === 'active' }));
}

export async function selectByCodes(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  register: string,
  codes: readonly string[],
): Promise<Row[]> {
  const { rows } = await transaction.query<Row>(
    `SELECT ${columns} FROM ${side}.record WHERE organization_id = $1 AND register = $2 AND code = ANY ($3::text[])`,
    [organizationId, register, codes],
  );
  return rows;
}

/** Records as they were in the versions named. */
export async function selectVersionsThen(
  transaction: Transaction,
  side: Side,
  organizationId: string,
  wanted: readonly { readonly id: string; readonly version: number }[],
): Promise<(VersionRow & { record_id: string })[]> {
  const { rows } = await transaction.query<VersionRow & { record_id: string }>(
    `SELECT v.record_id, v.version, v.state, v.owner_id, v.due_on, v.at, v.by_person, v.sealed, v.entry_index, v.entry_digest
     FROM unnest($2::uuid[], $3::int[]) AS w (id, version)
     JOIN ${side}.record_version v ON v.record_id = w.id AND v.version = w.version
     WHERE v.organization_id = $1`,
    [organizationId, wanted.map((one) => one.id), wanted.map((one) => one.version)],
  );
  return rows;
}
