import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import {
  codeTaken,
  noColleague,
  noRecord,
  reusedKey,
  staleVersion,
  unknownState,
  wrongCode,
  wrongCursor,
} from './errors.ts';
import { type Content, facetsOf, recordCode, type Register, type RegisterRecord } from './model.ts';
import { openSealed, queryWords, sealJson, searchWords } from './seal.ts';
import type { KeyGenerations } from '../sealing.ts';
import { tell } from '../notices/tell.ts';
import { selectCreation } from './creations.ts';
import {
  insertComment,
  insertRecord,
  lockTally,
  type Row,
  type Selection,
  type Sort,
  selectByIds,
  selectByWords,
  selectColleagues,
  selectComments,
  selectCounts,
  selectOf,
  selectRow,
  selectRows,
  selectVersions,
  selectWaiting,
  sorts,
  takeNumber,
  updateRecord,
  type VersionedRow,
} from './store.ts';

/** What is sealed with a version: the words of people, why they were changed, and who did it as they were called then. */
interface Sealed {
  readonly content: Content;
  readonly why: string | null;
  readonly by: string;
}

export interface ListQuery {
  readonly state: string | null;
  readonly ownerId: string | null;
  readonly dueBefore: string | null;
  readonly facets: { readonly [name: string]: string | boolean | readonly string[] } | null;
  readonly q: string;
  readonly sort: Sort;
  readonly descending: boolean;
  readonly cursor: string | null;
  readonly limit: number;
}

/** total  records of the register, or of the state asked for; null where another filter is set: nobody counts a million rows for a list */
export interface Page {
  readonly items: readonly RegisterRecord[];
  readonly next: string | null;
  readonly total: number | null;
  readonly counts: Readonly<Record<string, number>>;
}

/** One page of a register, in two statements. refuses invalid-input for a cursor of another list */
export async function listRecords(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  query: ListQuery,
): Promise<Page> {
  const { transaction, principal } = asking;
  const { side, organizationId } = principal;
  const wanted: Selection = {
    ...selectionOf(asking, keys, register, query),
    after: query.cursor === null ? null : readCursor(query.cursor, query.sort),
    limit: query.limit + 1,
  };
  const rows = await selectRows(transaction, side, organizationId, wanted);
  const counts = (await selectCounts(transaction, side, organizationId, register.name)).get(register.name) ?? {};
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const narrowed = query.q !== '' || query.ownerId !== null || query.dueBefore !== null || query.facets !== null;
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return {
    items: shown.map((row) => recordOf(keys, asking, register.name, row)),
    next: rows.length > query.limit && last !== undefined ? cursorOf(last, query.sort) : null,
    total: narrowed ? null : query.state === null ? all : (counts[query.state] ?? 0),
    counts,
  };
}

/** id: the record's id or its code. refuses not-found */
export async function readRecord(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  id: string,
): Promise<RegisterRecord> {
  return recordOf(keys, asking, register.name, await findRow(asking, register, id));
}

export interface Draft {
  readonly code?: string | undefined;
  readonly state?: string | undefined;
  readonly ownerId?: string | null | undefined;
  readonly dueOn?: string | null | undefined;
  readonly effectiveFrom?: string | null | undefined;
  readonly effectiveTo?: string | null | undefined;
  readonly content: Content;
  readonly why?: string | undefined;
}

/** A repeat of a creation says the same; why it was made is no part of it. */
export function requestDigest(register: Register, { why: _why, ...draft }: Draft): string {
  return createHash('sha256')
    .update(JSON.stringify([register.name, draft]))
    .digest('hex');
}

/**
 * A new record, in at most four statements and the receipt, one more where it names people. A repeat with the same key and the same draft answers the record made
 * the first time.
 * key      of Idempotency-Key
 * refuses  idempotency-key-reused, conflict (code taken), invalid-input (also for an owner who is no member)
 */
export async function createRecord(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  draft: Draft,
  key: string,
): Promise<{ record: RegisterRecord; repeated: boolean }> {
  const { transaction, principal } = asking;
  const { side, organizationId, personId } = principal;
  const request = requestDigest(register, draft);
  const before = await selectCreation(transaction, side, organizationId, personId, key);
  if (before !== undefined) {
    if (before.request !== request) throw reusedKey();
    return { record: await readRecord(asking, keys, register, before.record_id), repeated: true };
  }
  const state = stateOf(register, draft.state ?? register.states[0].name);
  if (register.chosenCode === true && !recordCode.safeParse(draft.code).success) throw wrongCode(register.prefix);
  await refuseStrangers(asking, peopleOf(register, draft));
  const number = await takeNumber(transaction, side, organizationId, register.name, state);
  const code =
    register.chosenCode === true ? (draft.code ?? '') : `${register.prefix}-${String(number).padStart(3, '0')}`;
  const row = versionOf(asking, keys, register, asking.newId(), code, 1, {
    state,
    ownerId: draft.ownerId ?? null,
    dueOn: draft.dueOn ?? null,
    effectiveFrom: draft.effectiveFrom ?? null,
    effectiveTo: draft.effectiveTo ?? null,
    content: draft.content,
    why: draft.why ?? null,
  });
  const entry = await asking.state(changeStatement(register, row, code, 'created'));
  await insertRecord(transaction, side, row, { number, code, key, request }, entry).catch((error: unknown) => {
    if (Object(error).code === '23505') throw codeTaken(code);
    throw error;
  });
  await tellOwner(asking, register, row, code, null);
  return { record: recordOf(keys, asking, register.name, { ...columnsOf(row), code }), repeated: false };
}

export interface Change {
  readonly state?: string | undefined;
  readonly ownerId?: string | null | undefined;
  readonly dueOn?: string | null | undefined;
  readonly effectiveFrom?: string | null | undefined;
  readonly effectiveTo?: string | null | undefined;
  readonly content?: Content | undefined;
  readonly why?: string | undefined;
}

/**
 * A new version of a record. What the change leaves out stays as it is.
 * version  the one it was made from
 * refuses  not-found, version-stale, invalid-input
 */
export async function changeRecord(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  id: string,
  version: number,
  change: Change,
): Promise<RegisterRecord> {
  const { transaction, principal } = asking;
  const found = await findRow(asking, register, id, true);
  if (found.version !== version) throw staleVersion(found.code, found.version);
  const before = recordOf(keys, asking, register.name, found);
  await refuseStrangers(asking, peopleOf(register, change, before));
  const row = versionOf(asking, keys, register, found.id, found.code, version + 1, {
    state: stateOf(register, change.state ?? before.state),
    ownerId: change.ownerId === undefined ? before.ownerId : change.ownerId,
    dueOn: change.dueOn === undefined ? before.dueOn : change.dueOn,
    effectiveFrom: change.effectiveFrom === undefined ? before.effectiveFrom : change.effectiveFrom,
    effectiveTo: change.effectiveTo === undefined ? before.effectiveTo : change.effectiveTo,
    content: { ...before.content, ...change.content },
    why: change.why ?? null,
  });
  if (row.state !== before.state) await lockTally(transaction, principal.side, principal.organizationId, register.name);
  const entry = await asking.state(changeStatement(register, row, found.code, 'changed'));
  await updateRecord(transaction, principal.side, row, before.state, entry);
  await tellOwner(asking, register, row, found.code, before.ownerId);
  return recordOf(keys, asking, register.name, { ...columnsOf(row), code: found.code });
}

/** Whoever a record is given to is told. before: whose it was */
async function tellOwner(
  asking: Asking,
  register: Register,
  row: VersionedRow,
  code: string,
  before: string | null,
): Promise<void> {
  if (row.ownerId === null || row.ownerId === before) return;
  await tell(asking.transaction, row.organizationId, [row.ownerId], {
    kind: 'assigned',
    key: `assigned:${row.id}:${row.version}`,
    at: asking.now,
    by: asking.principal.personId,
    register: register.name,
    code,
    subjectId: row.id,
  });
}

export interface HistoryEntry {
  readonly version: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly why: string | null;
  readonly changes: readonly {
    readonly field: string;
    readonly before: Content[string];
    readonly after: Content[string];
  }[];
  readonly receipt: { readonly index: number; readonly digest: string };
}

/** The latest 100 versions, newest first, each with what it changed. refuses not-found */
export async function readHistory(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  id: string,
): Promise<readonly HistoryEntry[]> {
  const { transaction, principal } = asking;
  const found = await findRow(asking, register, id);
  const rows = await selectVersions(transaction, principal.side, found.id, found.version + 1, 101);
  const opened = rows.map((row) => {
    const sealed = openVersion(keys, asking, register.name, found.id, row.version, row.sealed);
    const facts: Content = { ...sealed.content, state: row.state, ownerId: row.owner_id, dueOn: row.due_on };
    return { row, sealed, facts };
  });
  return opened.slice(0, 100).map(({ row, sealed, facts }, index) => ({
    version: row.version,
    at: row.at,
    by: { id: row.by_person, name: sealed.by },
    why: sealed.why,
    changes: differences(opened[index + 1]?.facts ?? {}, facts),
    receipt: { index: row.entry_index, digest: row.entry_digest },
  }));
}

function differences(before: Content, after: Content): HistoryEntry['changes'] {
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return fields.flatMap((field) => {
    const from = before[field] ?? null;
    const to = after[field] ?? null;
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ field, before: from, after: to }];
  });
}

export interface Comment {
  readonly id: string;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly text: string;
}

export async function readComments(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  id: string,
  before: string | null,
): Promise<{ readonly items: readonly Comment[]; readonly earlier: boolean }> {
  const { transaction, principal } = asking;
  const found = await findRow(asking, register, id);
  const rows = await selectComments(transaction, principal.side, found.id, before, commentPage + 1);
  const shown = rows.slice(0, commentPage).toReversed();
  const items = shown.map((row) => {
    const place = placeOf(principal.organizationId, 'comment', row.id, 1);
    const { text, by } = openSealed<{ text: string; by: string }>(
      keys.keyOf(principal.side, principal.organizationId, 'content'),
      place,
      row.sealed,
    );
    return { id: row.id, at: row.at, by: { id: row.by_person, name: by }, text };
  });
  return { items, earlier: rows.length > commentPage };
}

const commentPage = 100;

/** A comment stays as it was written, on its own side of the wall. */
export async function addComment(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  id: string,
  text: string,
  mentions: readonly string[],
): Promise<Comment> {
  const { transaction, principal, now } = asking;
  const found = await findRow(asking, register, id);
  await refuseStrangers(
    asking,
    mentions.map((person, index) => [`/mentions/${index}`, person]),
  );
  const commentId = asking.newId();
  const place = placeOf(principal.organizationId, 'comment', commentId, 1);
  const sealed = sealJson(
    keys.keyOf(principal.side, principal.organizationId, 'content'),
    place,
    { text, by: principal.name },
    randomBytes(12),
  );
  await asking.state({
    hop: 'access',
    subject: { name: `${register.name}/${found.code}`, sha256: createHash('sha256').update(sealed).digest('hex') },
    body: { event: 'commented', register: register.name, record: found.id, comment: commentId },
  });
  await insertComment(transaction, principal.side, {
    id: commentId,
    recordId: found.id,
    organizationId: principal.organizationId,
    at: now,
    byPerson: principal.personId,
    mentions,
    sealed,
  });
  await tell(transaction, principal.organizationId, mentions, {
    kind: 'mentioned',
    key: `mentioned:${commentId}`,
    at: now,
    by: principal.personId,
    register: register.name,
    code: found.code,
    subjectId: found.id,
  });
  return { id: commentId, at: now, by: { id: principal.personId, name: principal.name }, text };
}

/** What a word or a code leads to, across registers, newest first. */
export async function searchRecords(
  asking: Asking,
  keys: OrganizationKeys,
  q: string,
  limit: number,
): Promise<readonly (RegisterRecord & { readonly register: string })[]> {
  const { side, organizationId } = asking.principal;
  const words = queryWords(keys.keyOf(side, organizationId, 'search'), q);
  if (words.length === 0) return [];
  const rows = await selectByWords(asking.transaction, side, organizationId, words, limit);
  return rows.map((row) => ({ ...recordOf(keys, asking, row.register, row), register: row.register }));
}

/** Titles of records by their ids, as they are called now; at most 200, in one statement. */
export async function titlesOf(
  asking: Asking,
  keys: OrganizationKeys,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { side, organizationId } = asking.principal;
  const rows = await selectByIds(asking.transaction, side, organizationId, ids);
  return new Map(
    rows.map((row) => [row.id, String(recordOf(keys, asking, row.register, row).content['title'] ?? row.code)]),
  );
}

export type RegisteredRecord = RegisterRecord & { readonly register: string };

/** At most so many records are read at once by what looks across registers. */
const mostAcross = 5_000;

/** Records of several registers, opened, in one statement. without: states that are left out */
export async function recordsOf(
  asking: Asking,
  keys: OrganizationKeys,
  registers: readonly string[],
  without: readonly string[],
): Promise<readonly RegisteredRecord[]> {
  const { side, organizationId } = asking.principal;
  const rows = await selectOf(asking.transaction, side, organizationId, registers, without, mostAcross);
  return rows.map((row) => ({ ...recordOf(keys, asking, row.register, row), register: row.register }));
}

/** What waits in any register, opened, in one statement; what is due first at the top. The arguments are those of `selectWaiting`. */
export async function waitingRecords(
  asking: Asking,
  keys: OrganizationKeys,
  wanted: Parameters<typeof selectWaiting>[3],
): Promise<readonly RegisteredRecord[]> {
  const { side, organizationId } = asking.principal;
  const rows = await selectWaiting(asking.transaction, side, organizationId, wanted);
  return rows.map((row) => ({ ...recordOf(keys, asking, row.register, row), register: row.register }));
}

/** What a list is narrowed to, as the store asks for it. */
export function selectionOf(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  { q, ...query }: Omit<ListQuery, 'cursor' | 'limit'>,
): Omit<Selection, 'after' | 'limit'> {
  const { side, organizationId } = asking.principal;
  return { ...query, register: register.name, words: queryWords(keys.keyOf(side, organizationId, 'search'), q) };
}

async function findRow(asking: Asking, register: Register, id: string, lock = false): Promise<Row> {
  const { side, organizationId } = asking.principal;
  const isName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) || recordCode.safeParse(id).success;
  const row = isName ? await selectRow(asking.transaction, side, organizationId, register.name, id, lock) : undefined;
  if (row === undefined) throw noRecord(register.one);
  return row;
}

type Named = readonly [pointer: string, personId: string];

/** The people a draft or change names, each with its pointer. before: whoever stands there already may have left since */
function peopleOf(register: Register, named: Draft | Change, before?: RegisterRecord): Named[] {
  const fields = register.fields.filter((field) => field.kind === 'person').map((field) => field.name);
  const people: (readonly [string, unknown, unknown])[] = [
    ['/ownerId', named.ownerId, before?.ownerId],
    ...fields.map((name) => [`/content/${name}`, named.content?.[name], before?.content[name]] as const),
  ];
  return people.flatMap(([pointer, person, was]) =>
    typeof person === 'string' && person !== was ? [[pointer, person]] : [],
  );
}

/** Nothing is asked where nobody is named. refuses invalid-input for whoever is no active member */
async function refuseStrangers(asking: Asking, named: readonly Named[]): Promise<void> {
  if (named.length === 0) return;
  const colleagues = await selectColleagues(
    asking.transaction,
    named.map(([, person]) => person),
  );
  const strangers = named.filter(([, person]) => !colleagues.has(person.toLowerCase()));
  if (strangers.length > 0) throw noColleague(strangers.map(([pointer]) => pointer));
}

function stateOf(register: Register, state: string): string {
  if (register.states.some((one) => one.name === state)) return state;
  throw unknownState(
    state,
    register.states.map((one) => one.name),
  );
}

type Facts = Pick<VersionedRow, 'state' | 'ownerId' | 'dueOn' | 'effectiveFrom' | 'effectiveTo'> & {
  readonly content: Content;
  readonly why: string | null;
};

function versionOf(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  id: string,
  code: string,
  version: number,
  facts: Facts,
): VersionedRow {
  const { side, organizationId, personId, name } = asking.principal;
  const { content, why, ...columns } = facts;
  const sealed: Sealed = { content, why, by: name };
  return {
    ...columns,
    id,
    organizationId,
    register: register.name,
    facets: facetsOf(register, content),
    words: wordsOf(keys.keyOf(side, organizationId, 'search'), code, content),
    version,
    changedAt: asking.now,
    byPerson: personId,
    sealed: sealJson(
      keys.keyOf(side, organizationId, 'content'),
      placeOf(organizationId, register.name, id, version),
      sealed,
      randomBytes(12),
    ),
  };
}

/** What a record is found by. */
export function wordsOf(search: KeyGenerations, code: string, content: Content): number[] {
  const texts = Object.entries(content).flatMap(([field, value]) =>
    field !== 'title' && typeof value === 'string' ? [value] : [],
  );
  return searchWords(search, [code, String(content['title'] ?? '')], texts);
}

function columnsOf(row: VersionedRow): Omit<Row, 'code'> {
  return {
    id: row.id,
    state: row.state,
    owner_id: row.ownerId,
    due_on: row.dueOn,
    effective_from: row.effectiveFrom,
    effective_to: row.effectiveTo,
    version: row.version,
    changed_at: row.changedAt,
    sealed: row.sealed,
  };
}

export function recordOf(keys: OrganizationKeys, asking: Asking, register: string, row: Row): RegisterRecord {
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    ownerId: row.owner_id,
    dueOn: row.due_on,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    version: row.version,
    // As the clock said it: the database leaves trailing zeros out.
    changedAt: new Date(row.changed_at).toISOString(),
    content: openVersion(keys, asking, register, row.id, row.version, row.sealed).content,
  };
}

/** What is sealed with a version of a record. */
export function openVersion(
  keys: OrganizationKeys,
  asking: Asking,
  register: string,
  id: string,
  version: number,
  sealed: Uint8Array,
): Sealed {
  const { side, organizationId } = asking.principal;
  const place = placeOf(organizationId, register, id, version);
  return openSealed<Sealed>(keys.keyOf(side, organizationId, 'content'), place, sealed);
}

export function placeOf(organizationId: string, register: string, id: string, version: number): string {
  return `${organizationId}/${register}/${id}/${version}`;
}

/** The log names the record and the digest of what is sealed: it tells nobody what was written. */
function changeStatement(register: Register, row: VersionedRow, code: string, event: 'created' | 'changed') {
  return {
    hop: register.name === 'controls' ? ('control' as const) : ('access' as const),
    subject: { name: `${register.name}/${code}`, sha256: createHash('sha256').update(row.sealed).digest('hex') },
    body: { event, register: register.name, record: row.id, version: row.version, state: row.state },
  };
}

function cursorOf(row: Row, sort: Sort): string {
  return Buffer.from(JSON.stringify([sort, row[sorts[sort]], row.id])).toString('base64url');
}

function readCursor(cursor: string, sort: Sort): { value: string; id: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parsed) || parsed.length !== 3) throw wrongCursor();
    const [of, value, id] = parsed.map(String);
    if (of !== sort || value === undefined || id === undefined || !/^[0-9a-f-]{36}$/.test(id)) throw wrongCursor();
    const form = {
      code: /^[A-Z0-9-]{1,20}$/,
      changedAt: /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/,
      dueOn: /^\d{4}-\d\d-\d\d$/,
      state: /^[a-z-]{1,40}$/,
    };
    if (!form[sort].test(value)) throw wrongCursor();
    return { value, id };
  } catch {
    throw wrongCursor();
  }
}
