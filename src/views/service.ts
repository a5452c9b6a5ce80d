/** Saved views: each list has own ones and shared ones; whoever made one changes it. */
import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import { insertCreation, selectCreation } from '../registers/creations.ts';
import { defaultTaken, noList, noView, reusedKey, staleView, tooMany } from './errors.ts';
import type { View, ViewDraft, Where } from './model.ts';
import { deleteView, insertView, lockOwnView, selectViews, updateView, type ViewRow } from './store.ts';

/** lists: names of lists of the side that have views */
export interface ViewParts {
  readonly keys: OrganizationKeys;
  readonly lists: Readonly<Record<Asking['principal']['side'], ReadonlySet<string>>>;
}

const mostViews = 100;

/** refuses not-found for a list the side has not */
export async function listViews(asking: Asking, parts: ViewParts, list: string): Promise<readonly View[]> {
  if (!parts.lists[asking.principal.side].has(list)) throw noList(list);
  return (await selectViews(asking.transaction, list)).map((row) => viewOf(asking, parts, row));
}

/**
 * A repeat with the same key and the same draft answers the view made the first time, as it is now.
 * refuses  conflict: another view opens the list, or there are too many; idempotency-key-reused; not-found: it is deleted since
 */
export async function createView(
  asking: Asking,
  parts: ViewParts,
  list: string,
  draft: ViewDraft,
  key: string,
): Promise<View> {
  const { transaction, principal } = asking;
  const { side, organizationId, personId } = principal;
  const request = createHash('sha256')
    .update(JSON.stringify(['views', list, draft]))
    .digest('hex');
  const before = await selectCreation(transaction, side, organizationId, personId, key);
  if (before !== undefined) {
    if (before.request !== request) throw reusedKey();
    const found = await lockOwnView(transaction, before.record_id);
    if (found === undefined) throw noView();
    await stateView(asking, found, 'repeated');
    return viewOf(asking, parts, found);
  }
  if ((await listViews(asking, parts, list)).length >= mostViews) throw tooMany(mostViews);
  const row = rowOf(asking, parts, { id: asking.newId(), list, version: 1 }, draft);
  await insertView(transaction, row, asking.now).catch(refuseSecondDefault);
  await insertCreation(transaction, side, { organizationId, personId, key, request, id: row.id, at: asking.now });
  await stateView(asking, row, 'created');
  return viewOf(asking, parts, row);
}

/** refuses not-found (also for a view of somebody else), version-stale, conflict */
export async function changeView(
  asking: Asking,
  parts: ViewParts,
  { id, version }: { readonly id: string; readonly version: number },
  draft: ViewDraft,
): Promise<View> {
  const found = await findOwn(asking, id, version);
  const row = rowOf(asking, parts, { id: found.id, list: found.list, version: version + 1 }, draft);
  await updateView(asking.transaction, row, asking.now).catch(refuseSecondDefault);
  await stateView(asking, row, 'changed');
  return viewOf(asking, parts, row);
}

export async function removeView(asking: Asking, id: string, version: number): Promise<void> {
  const found = await findOwn(asking, id, version);
  await deleteView(asking.transaction, id);
  await stateView(asking, found, 'deleted');
}

async function findOwn(asking: Asking, id: string, version: number): Promise<ViewRow> {
  const found = await lockOwnView(asking.transaction, id);
  if (found === undefined) throw noView();
  if (found.version !== version) throw staleView(found.version);
  return found;
}

function refuseSecondDefault(error: unknown): never {
  if (Object(error).code === '23505') throw defaultTaken();
  throw error;
}

function rowOf(
  { principal }: Asking,
  { keys }: ViewParts,
  { id, list, version }: { readonly id: string; readonly list: string; readonly version: number },
  { name, where, shared, isDefault }: ViewDraft,
): ViewRow {
  const key = keys.keyOf(principal.side, principal.organizationId, 'content');
  const sealed = sealJson(key, placeOf(principal.organizationId, id, version), { name, where }, randomBytes(12));
  return { id, person_id: principal.personId, list, shared, is_default: isDefault, version, sealed };
}

function viewOf({ principal }: Asking, { keys }: ViewParts, row: ViewRow): View {
  const key = keys.keyOf(principal.side, principal.organizationId, 'content');
  const { name, where } = openSealed<{
    name: string;
    where: Where;
  }>(key, placeOf(principal.organizationId, row.id, row.version), row.sealed);
  return {
    id: row.id,
    personId: row.person_id,
    mine: row.person_id === principal.personId,
    name,
    where,
    shared: row.shared,
    isDefault: row.is_default,
    version: row.version,
  };
}

export function placeOf(organizationId: string, id: string, version: number): string {
  return `${organizationId}/view/${id}/${version}`;
}

async function stateView(
  asking: Asking,
  row: ViewRow,
  event: 'created' | 'repeated' | 'changed' | 'deleted',
): Promise<void> {
  await asking.state({
    hop: 'access',
    subject: { name: `views/${row.list}`, sha256: createHash('sha256').update(row.sealed).digest('hex') },
    body: { event: `view-${event}`, view: row.id, shared: row.shared, version: row.version },
  });
}
