/** Evidence of an organization: list, read, change, history, content, proof. Taking it in is in `uploads.ts`. */
import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking, Principal } from '../http/api/route.ts';
import {
  type EntryRef,
  formatTlogProof,
  leafHash,
  readInclusionProofs,
  toBase64,
  toHex,
  verifyInclusion,
} from '../ledger/index.ts';
import { openSealed, queryWords, sealJson, searchWords } from '../registers/seal.ts';
import type { KeyGenerations } from '../sealing.ts';
import { decrypt, decryptRange } from './cipher.ts';
import { doesNotFit, noEvidence, otherBytes, staleEvidence, wrongInput } from './errors.ts';
import { type InstallationKey, installationKey, unwrapKey } from './installation-key.ts';
import type { ItemState, OrganizationEvidence, SealedItem, Source } from './organization-model.ts';
import { refuseState } from './organization-rules.ts';
import {
  type ItemRow,
  type ItemSelection,
  type ItemSort,
  type ItemVersion,
  itemSorts,
  moveItemCount,
  selectItemCounts,
  selectItemRow,
  selectItemRows,
  selectItemVersions,
  selectProofParts,
  selectRecordIds,
  updateOrganizationItem,
} from './organization-store.ts';
import type { EvidenceParts } from './parts.ts';
import { refuseToShow, type ShownBytes } from './pages/show.ts';
import { type Preview, previewBytes, previewOf } from './preview.ts';

export interface ItemQuery extends Omit<ItemSelection, 'words' | 'after' | 'today' | 'limit'> {
  readonly q: string;
  readonly cursor: string | null;
  readonly limit: number;
}

/** total: null where a filter beside the state is set */
export interface ItemPage {
  readonly items: readonly OrganizationEvidence[];
  readonly next: string | null;
  readonly total: number | null;
  readonly counts: Readonly<Record<string, number>>;
}

/** One page, in two statements. refuses invalid-input for a cursor of another list */
export async function listItems(asking: Asking, keys: OrganizationKeys, query: ItemQuery): Promise<ItemPage> {
  const { transaction, principal } = asking;
  const { side, organizationId } = principal;
  const rows = await selectItemRows(transaction, side, organizationId, {
    ...query,
    today: asking.now.slice(0, 10),
    words: queryWords(keys.keyOf(side, organizationId, 'search'), query.q),
    after: query.cursor === null ? null : readCursor(query.cursor, query.sort),
    limit: query.limit + 1,
  });
  const counts = await selectItemCounts(transaction, side, organizationId);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const { q, record, from, to, freshness, kind } = query;
  const isNarrowed = q !== '' || [record, from, to, freshness, kind].some((one) => one !== null);
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return {
    items: shown.map((row) => itemOf(keys, principal, row)),
    next: rows.length > query.limit && last !== undefined ? cursorOf(last, query.sort) : null,
    total: isNarrowed ? null : query.state === null ? all : (counts[query.state] ?? 0),
    counts,
  };
}

/** id: the item's id or its code. refuses not-found */
export async function readItem(asking: Asking, keys: OrganizationKeys, id: string): Promise<OrganizationEvidence> {
  return itemOf(keys, asking.principal, await findItem(asking, id));
}

export interface ItemChange {
  readonly name?: string | undefined;
  readonly source?: Source | undefined;
  readonly periodStart?: string | null | undefined;
  readonly periodEnd?: string | null | undefined;
  readonly freshUntil?: string | null | undefined;
  readonly links?: readonly string[] | undefined;
  readonly state?: ItemState | undefined;
  readonly why?: string | undefined;
}

/**
 * A new version. What the change leaves out stays as it is; what the bytes are never changes.
 * version  the one it was made from
 * refuses  not-found, version-stale, invalid-input, conflict (the state does not lead there)
 */
export async function changeItem(
  asking: Asking,
  keys: OrganizationKeys,
  id: string,
  version: number,
  change: ItemChange,
): Promise<OrganizationEvidence> {
  const { transaction, principal } = asking;
  const { side, organizationId } = principal;
  const found = await findItem(asking, id, true);
  if (found.version !== version) throw staleEvidence(found.code, found.version);
  const before = openItem(keys, principal, found.id, found.version, found.sealed);
  const source = change.source ?? before.source;
  const state = change.state ?? found.state;
  const why = change.why ?? '';
  const refused = refuseState(found.state, state, why, source);
  if (refused !== null) throw doesNotFit(`${found.code}: ${refused}`);
  const periodStart = change.periodStart === undefined ? found.period_start : change.periodStart;
  const periodEnd = change.periodEnd === undefined ? found.period_end : change.periodEnd;
  refusePeriod(periodStart, periodEnd);
  const recordIds = change.links === undefined ? null : await findRecords(asking, change.links);
  const item = itemVersion(keys, asking, found.id, found.code, version + 1, {
    state,
    periodStart,
    periodEnd,
    freshUntil: change.freshUntil === undefined ? found.fresh_until : change.freshUntil,
    sealed: {
      name: change.name ?? before.name,
      source,
      links: change.links === undefined ? before.links : [...new Set(change.links)].toSorted(),
      findings: before.findings,
      why: why === '' ? null : why,
      by: principal.name,
    },
  });
  if (state !== found.state) await moveItemCount(transaction, side, organizationId, found.state, state);
  const entry = await asking.state({
    hop: 'access',
    subject: { name: `evidence/${found.code}`, sha256: sha256Of(item.sealed) },
    body: {
      event: state === found.state ? 'changed' : stateEvents[state],
      evidence: found.id,
      version: item.version,
      state,
      periodStart,
      periodEnd,
    },
    inputs: [entryOf(found)],
  });
  await updateOrganizationItem(transaction, side, item, recordIds, entry);
  const after = await selectItemRow(transaction, side, organizationId, found.id);
  if (after === undefined) throw noEvidence();
  return itemOf(keys, principal, after);
}
const stateEvents = { draft: 'changed', ready: 'released', quarantined: 'quarantined', recalled: 'recalled' } as const;

export interface ItemHistory {
  readonly version: number;
  readonly at: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly why: string | null;
  readonly changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[];
  readonly receipt: { readonly index: number; readonly digest: string };
}

/** The latest 100 versions, newest first, each with what it changed. refuses not-found */
export async function readItemHistory(
  asking: Asking,
  keys: OrganizationKeys,
  id: string,
): Promise<readonly ItemHistory[]> {
  const { transaction, principal } = asking;
  const found = await findItem(asking, id);
  const rows = await selectItemVersions(transaction, principal.side, found.id, 101);
  const opened = rows.map((row) => {
    const sealed = openItem(keys, principal, found.id, row.version, row.sealed);
    const facts: Record<string, unknown> = {
      name: sealed.name,
      source: sealed.source,
      links: sealed.links,
      state: row.state,
      periodStart: row.period_start,
      periodEnd: row.period_end,
      freshUntil: row.fresh_until,
    };
    return { row, sealed, facts };
  });
  return opened.slice(0, 100).map(({ row, sealed, facts }, index) => {
    const before = opened[index + 1]?.facts ?? {};
    const fields = Object.keys(facts).filter(
      (field) => JSON.stringify(facts[field] ?? null) !== JSON.stringify(before[field] ?? null),
    );
    return {
      version: row.version,
      at: row.at,
      by: { id: row.by_person, name: sealed.by },
      why: sealed.why,
      changes: fields.map((field) => ({ field, before: before[field] ?? null, after: facts[field] ?? null })),
      receipt: { index: row.entry_index, digest: row.entry_digest },
    };
  });
}

/**
 * The bytes, as a stream that fails at the latest at its end when they are not those recorded. The read is on record before the first
 * one is given out.
 * refuses  not-found; conflict: quarantined or recalled
 */
export async function readContent(
  asking: Asking,
  parts: EvidenceParts,
  id: string,
): Promise<{ item: OrganizationEvidence; bytes: AsyncIterable<Uint8Array> }> {
  const found = await findItem(asking, id);
  refuseReading(found, 'quarantined', 'recalled');
  const item = itemOf(parts.keys, asking.principal, found);
  await stateReading(asking, found, 'read');
  const key = unwrapKey(contentKey(parts.keys, asking.principal), found.id, found.wrapped_key);
  const stored = await parts.blobs.get(found.blob);
  return { item, bytes: checked(decrypt(key, stored), item) };
}

/** The first rows or lines of a text, of a quarantined one too: whoever decides about it looks at it here. refuses not-found, conflict */
export async function readPreview(asking: Asking, parts: EvidenceParts, id: string): Promise<Preview> {
  const found = await findItem(asking, id);
  refuseReading(found, 'recalled');
  await stateReading(asking, found, 'previewed');
  const key = unwrapKey(contentKey(parts.keys, asking.principal), found.id, found.wrapped_key);
  const read = (from: number, to: number) => parts.blobs.range(found.blob, from, to);
  const head = await decryptRange(key, found.size, read, 0, Math.min(found.size, previewBytes));
  return previewOf(head, mediaTypeOf(found), found.size);
}

/**
 * What opens a PDF to show a page of it, a quarantined one too. page: which, as the log says of the look
 * refuses  not-found; conflict: recalled, no PDF, or too large to be shown
 */
export async function openToShow(asking: Asking, parts: EvidenceParts, id: string, page: number): Promise<ShownBytes> {
  const found = await findItem(asking, id);
  refuseReading(found, 'recalled');
  refuseToShow(found.code, found.media_type, found.size);
  await stateReading(asking, found, 'previewed', { page });
  const key = unwrapKey(contentKey(parts.keys, asking.principal), found.id, found.wrapped_key);
  return { blob: found.blob, key, size: found.size };
}

export interface ItemReceipt {
  readonly entry: { readonly index: number; readonly digest: string };
  readonly sha256: string;
  readonly recordedAt: string;
  /** what lies behind the leaf: anybody can make the leaf from it, and read the statement */
  readonly opening: { readonly salt: string; readonly envelope: string; readonly value: string };
  readonly checkpoint: { readonly size: number; readonly root: string; readonly note: string } | null;
  /** tlog: the same as a file of c2sp.org/tlog-proof */
  readonly proof: { readonly leafHash: string; readonly hashes: readonly string[]; readonly tlog: string } | null;
}

/** Entry, and once the log was integrated the checkpoint and the path to its root, verified. refuses not-found */
export async function readReceipt(asking: Asking, parts: EvidenceParts, id: string): Promise<ItemReceipt> {
  const found = await findItem(asking, id);
  const index = found.entry_index;
  const behind = await selectProofParts(asking.transaction, index);
  if (behind === null) throw new Error(`The entry ${index} of ${found.code} is not in the log.`);
  const { origin, value, salt, envelope, size, root, note } = behind;
  const receipt = {
    entry: { index, digest: found.entry_digest },
    sha256: found.sha256,
    recordedAt: new Date(found.uploaded_at).toISOString(),
    opening: { salt: toBase64(salt), envelope, value: toBase64(value) },
    checkpoint: null,
    proof: null,
  };
  if (size === null || root === null || note === null) return receipt;
  const [proven] = await readInclusionProofs(parts.tiles(origin), [index], size);
  const leaf = leafHash(value);
  if (proven === undefined || !verifyInclusion({ index, size, leafHash: leaf, proof: proven.proof, root })) {
    throw new Error(`The tiles of the log do not prove entry ${index} in the tree of ${size}.`);
  }
  return {
    ...receipt,
    checkpoint: { size, root: toHex(root), note },
    proof: {
      leafHash: toHex(leaf),
      hashes: proven.proof.map(toHex),
      tlog: formatTlogProof({ index, proof: proven.proof, checkpoint: note }),
    },
  };
}

/** refuses not-found */
export async function findItem(asking: Asking, id: string, lock = false): Promise<ItemRow> {
  const { side, organizationId } = asking.principal;
  const isName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) || /^EV-[0-9]{4,9}$/.test(id);
  const row = isName ? await selectItemRow(asking.transaction, side, organizationId, id, lock) : undefined;
  if (row === undefined) throw noEvidence();
  return row;
}

/** Ids of the records these codes name. refuses invalid-input */
export async function findRecords(asking: Asking, codes: readonly string[]): Promise<readonly string[]> {
  const { side, organizationId } = asking.principal;
  const found = await selectRecordIds(asking.transaction, side, organizationId, codes);
  const known = new Set(found.map((one) => one.code));
  const unknown = codes.findIndex((code) => !known.has(code));
  if (unknown >= 0) throw wrongInput(`/links/${unknown}`, `There is no record ${codes[unknown] ?? ''}.`);
  return found.map((one) => one.id);
}

/** refuses invalid-input */
export function refusePeriod(start: string | null, end: string | null): void {
  if ((start === null) !== (end === null)) throw wrongInput('/periodEnd', 'The period covered has one end only.');
  if (start !== null && end !== null && start > end) throw wrongInput('/periodEnd', 'It ends before it begins.');
}

/** The key that wraps the keys of an organization's items. */
export function contentKey(keys: OrganizationKeys, principal: Principal): InstallationKey {
  return installationKey(keys.keyOf(principal.side, principal.organizationId, 'content'));
}

export function itemVersion(
  keys: OrganizationKeys,
  asking: Asking,
  id: string,
  code: string,
  version: number,
  facts: Pick<ItemVersion, 'state' | 'periodStart' | 'periodEnd' | 'freshUntil'> & { readonly sealed: SealedItem },
): ItemVersion {
  const { side, organizationId, personId } = asking.principal;
  const { sealed, ...columns } = facts;
  return {
    ...columns,
    id,
    organizationId,
    version,
    changedAt: asking.now,
    byPerson: personId,
    words: wordsOf(keys.keyOf(side, organizationId, 'search'), code, sealed),
    sealed: sealJson(
      keys.keyOf(side, organizationId, 'content'),
      placeOf(organizationId, id, version),
      sealed,
      randomBytes(12),
    ),
  };
}

/** What an item is found by. */
export function wordsOf(search: KeyGenerations, code: string, { name, source }: SealedItem): number[] {
  return searchWords(search, [code, name], [source?.system ?? '', source?.collector ?? '', source?.account ?? '']);
}

export function itemOf(keys: OrganizationKeys, principal: Principal, row: ItemRow): OrganizationEvidence {
  const { name, source, findings } = openItem(keys, principal, row.id, row.version, row.sealed);
  const instant = (text: string) => new Date(text).toISOString();
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    name,
    source,
    mediaType: mediaTypeOf(row),
    size: row.size,
    sha256: row.sha256,
    periodStart: row.period_start,
    periodEnd: row.period_end,
    freshUntil: row.fresh_until,
    collectedAt: instant(row.collected_at),
    uploadedAt: instant(row.uploaded_at),
    uploadedBy: row.uploaded_by,
    links: row.links,
    findings,
    replaces: row.replaces_code,
    replacedBy: row.replaced_by,
    version: row.version,
    changedAt: instant(row.changed_at),
    receipt: { index: row.entry_index, digest: row.entry_digest },
  };
}

function openItem(
  keys: OrganizationKeys,
  { side, organizationId }: Principal,
  id: string,
  version: number,
  sealed: Uint8Array,
): SealedItem {
  const key = keys.keyOf(side, organizationId, 'content');
  return openSealed<SealedItem>(key, placeOf(organizationId, id, version), sealed);
}

export function placeOf(organizationId: string, id: string, version: number): string {
  return `${organizationId}/evidence/${id}/${version}`;
}

function mediaTypeOf(row: ItemRow): OrganizationEvidence['mediaType'] {
  return { type: row.media_type, inner: row.media_inner, encoding: row.media_encoding };
}

function entryOf(row: ItemRow): EntryRef {
  return { index: row.entry_index, digest: row.entry_digest };
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function refuseReading(row: ItemRow, ...states: readonly ItemState[]): void {
  if (!states.includes(row.state)) return;
  throw row.state === 'quarantined'
    ? doesNotFit(`${row.code} is quarantined.`, 'Look at its findings; release it with a reason, or recall it.')
    : doesNotFit(`${row.code} was recalled; its content is not given out any more.`);
}

async function stateReading(
  asking: Asking,
  row: ItemRow,
  event: 'read' | 'previewed',
  more: { readonly page?: number } = {},
): Promise<void> {
  await asking.state({
    hop: 'access',
    subject: { name: `evidence/${row.code}`, sha256: row.sha256 },
    body: { event, evidence: row.id, version: row.version, size: row.size, ...more },
    inputs: [entryOf(row)],
  });
}

async function* checked(plain: AsyncIterable<Buffer>, item: OrganizationEvidence): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of plain) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== item.sha256) throw otherBytes(item.code);
}

function cursorOf(row: ItemRow, sort: ItemSort): string {
  return Buffer.from(JSON.stringify([sort, row[itemSorts[sort]], row.id])).toString('base64url');
}

const cursorForms = {
  uploadedAt: /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/,
  code: /^\d{1,9}$/,
  periodEnd: /^\d{4}-\d\d-\d\d$/,
} as const;

function readCursor(cursor: string, sort: ItemSort): { value: string; id: string } {
  const wrong = () => wrongInput('query:/cursor', 'The cursor is not one of this list.');
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrong();
  }
  if (!Array.isArray(parsed) || parsed.length !== 3) throw wrong();
  const [of, value = '', id = ''] = parsed.map(String);
  if (of !== sort || !cursorForms[sort].test(value) || !/^[0-9a-f-]{36}$/.test(id)) throw wrong();
  return { value, id };
}
