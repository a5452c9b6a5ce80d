/** Groups of an organization's directory (RFC 7643 4.2), and the roles its administrators say they give. */
import { createHash } from 'node:crypto';
import type { Asking } from '../http/api/route.ts';
import { outOfReach, wrongInput, roleProblems, rolesOutOfReach, rolesTouched } from '../identity/index.ts';
import { invalidValue, noResource, staleMapping, staleResource, taken, tooMany } from './errors.ts';
import { parseFilter } from './filter.ts';
import type { Json } from './json.ts';
import { leavesOut, listJson, pageOf, partOf, type Query } from './list.ts';
import { fits } from './match.ts';
import { followGroups } from './membership.ts';
import { type GroupContent, groupJson, most, readGroup } from './model.ts';
import { applyOperations, readOperations } from './patch.ts';
import { kinds, urn } from './schema.ts';
import { digestsOf, type DirectoryParts, groupContent, groupDigest, seal, searchKeys } from './seal.ts';
import {
  changeMembers,
  countMembers,
  countUsers,
  deleteGroup,
  type GroupRow,
  insertGroup,
  lockMembers,
  selectGroup,
  selectGroups,
  selectGroupsByName,
  selectMembers,
  selectUsersById,
  settle,
  updateGroup,
} from './store.ts';
import { baseOf, type Resource, type Which } from './users.ts';

/** Members an answer holds at most: what is over is on the next page. */
const mostShown = 20_000;

/** refuses 404 */
export async function readOneGroup(asking: Asking, parts: DirectoryParts, id: string, query: Query): Promise<Resource> {
  const row = await selectGroup(asking.transaction, id);
  if (row === undefined) throw noResource('Group');
  return { json: await shown(asking, parts, row, query), version: row.version };
}

/** refuses invalidFilter, invalidValue */
export async function listGroups(asking: Asking, parts: DirectoryParts, query: Query): Promise<Json> {
  const { start, count } = pageOf(query);
  const filter = query.filter === undefined ? null : parseFilter(query.filter);
  const rows = await selectGroups(asking.transaction);
  const isByMember = (query.filter ?? '').toLowerCase().includes('members');
  const fitting: GroupRow[] = [];
  for await (const [row, members] of withMembers(asking, rows, isByMember)) {
    if (filter === null || fits(kinds.Group, filter, groupResource(asking, parts, row, members))) fitting.push(row);
  }
  const page = fitting.slice(start - 1, start - 1 + count);
  const resources: Json[] = [];
  let all = 0;
  for await (const [row, members] of withMembers(asking, page, !leavesOut(query, 'members'))) {
    all += members.length;
    if (all > mostShown && resources.length > 0) break;
    resources.push(partOf(kinds.Group, groupResource(asking, parts, row, members), query));
  }
  return listJson(resources, fitting.length, start);
}

/** Groups in their order with their members, of so many groups at a time as an answer may hold members; without any unless wanted. */
async function* withMembers(
  { transaction }: Asking,
  rows: readonly GroupRow[],
  wanted: boolean,
): AsyncGenerator<readonly [GroupRow, readonly string[]]> {
  if (!wanted) return yield* rows.map((row) => [row, []] as const);
  const counts = await countMembers(transaction);
  const countOf = (at: number) => counts.get(rows[at]?.id ?? '') ?? 0;
  for (let from = 0, to = 0; from < rows.length; from = to) {
    let sum = 0;
    for (; to < rows.length && (to === from || sum + countOf(to) <= mostShown); to += 1) sum += countOf(to);
    const some = rows.slice(from, to);
    const ids = some.map((row) => row.id);
    const members = await selectMembers(transaction, ids);
    for (const row of some) yield [row, members.get(row.id) ?? []];
  }
}

/** refuses uniqueness, invalidValue, 413 */
export async function createGroup(asking: Asking, parts: DirectoryParts, body: Json, query: Query): Promise<Resource> {
  const { content, members } = readGroup(body);
  const { transaction, now } = asking;
  await lockMembers(transaction);
  await settle(transaction);
  if ((await selectGroups(transaction)).length >= most.groups) {
    throw tooMany(`A directory has at most ${most.groups} groups here.`);
  }
  await refuseForeign(asking, members);
  const id = asking.newId();
  const row: GroupRow = {
    ...(await written(asking, parts, { id, version: 1 }, content)),
    roles: [],
    roles_version: 1,
    created_at: now,
  };
  await insertGroup(transaction, row);
  await changeMembers(transaction, id, { added: members, removed: [] });
  await stateChange(asking, 'created', row, { added: members, removed: [] });
  return { json: await shown(asking, parts, row, query), version: 1 };
}

/** refuses 404, 412, uniqueness, invalidValue, conflict */
export async function replaceGroup(
  asking: Asking,
  parts: DirectoryParts,
  which: Which,
  body: Json,
  query: Query,
): Promise<Resource> {
  return changeGroup(asking, parts, which, query, () => readGroup(body));
}

/** refuses as PUT does, and what PATCH refuses */
export async function patchGroup(
  asking: Asking,
  parts: DirectoryParts,
  which: Which,
  body: Json,
  query: Query,
): Promise<Resource> {
  const operations = readOperations(body);
  return changeGroup(asking, parts, which, query, (row, members) =>
    readGroup(applyOperations(kinds.Group, groupJson(groupContent(asking, parts, row), members), operations)),
  );
}

async function changeGroup(
  asking: Asking,
  parts: DirectoryParts,
  which: Which,
  query: Query,
  change: (row: GroupRow, members: readonly string[]) => ReturnType<typeof readGroup>,
): Promise<Resource> {
  const { transaction } = asking;
  const before = await locked(asking, which);
  const held = (await selectMembers(transaction, [before.id])).get(before.id) ?? [];
  const { content, members } = change(before, held);
  const [old, wanted] = [new Set(held), new Set(members)];
  const added = members.filter((id) => !old.has(id));
  const removed = held.filter((id) => !wanted.has(id));
  await refuseForeign(asking, added);
  const row = { ...before, ...(await written(asking, parts, { id: before.id, version: before.version + 1 }, content)) };
  await updateGroup(transaction, row);
  await changeMembers(transaction, before.id, { added, removed });
  if (before.roles.length > 0) await followIds(asking, [...added, ...removed]);
  await stateChange(asking, 'changed', row, { added, removed });
  return { json: await shown(asking, parts, row, query), version: row.version };
}

/** refuses 404, 412, conflict */
export async function removeGroup(asking: Asking, which: Which): Promise<void> {
  const { transaction } = asking;
  const before = await locked(asking, which);
  const held = (await selectMembers(transaction, [before.id])).get(before.id) ?? [];
  await deleteGroup(transaction, before.id);
  if (before.roles.length > 0) await followIds(asking, held);
  await stateChange(asking, 'deleted', before, { added: [], removed: held });
}

/** A group as an administrator sees it. members: how many */
export interface MappedGroup {
  readonly id: string;
  readonly name: string;
  readonly members: number;
  readonly roles: readonly string[];
  readonly version: number;
}

/** waiting: invited, and no member yet; off: not active in the directory */
export async function readDirectory(
  asking: Asking,
  parts: DirectoryParts,
): Promise<{
  readonly url: string;
  readonly users: { readonly all: number; readonly waiting: number; readonly off: number };
  readonly groups: readonly MappedGroup[];
}> {
  const rows = await selectGroups(asking.transaction);
  const counts = await countMembers(asking.transaction);
  const groups = rows.map((row) => mapped(asking, parts, row, counts.get(row.id) ?? 0));
  return {
    url: baseOf(asking, parts),
    users: await countUsers(asking.transaction),
    groups: groups.toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

/**
 * Says which roles a group gives; every member has them from this moment, besides those by hand.
 * refuses  not-found, version-stale, invalid-input (no roles of the side, or not together), not-allowed (out of reach), conflict (not
 *          together with what a member has; nobody left who administers)
 */
export async function mapGroup(
  asking: Asking,
  parts: DirectoryParts,
  { id, version }: Which,
  roles: readonly string[],
): Promise<MappedGroup> {
  const { transaction, principal } = asking;
  await lockMembers(transaction);
  await settle(transaction);
  const before = await selectGroup(transaction, id);
  if (before === undefined) throw noResource('Group');
  if (before.roles_version !== version) throw staleMapping(before.roles_version);
  const problems = roles.length === 0 ? [] : roleProblems(principal.side, roles, null);
  if (problems.length > 0) throw wrongInput(problems);
  const beyond = rolesOutOfReach(principal, rolesTouched(before.roles, roles));
  if (beyond.length > 0) throw outOfReach(beyond);
  const row = { ...before, roles: roles.toSorted(), roles_version: version + 1 };
  await updateGroup(transaction, row);
  const members = (await selectMembers(transaction, [id])).get(id) ?? [];
  await followIds(asking, members);
  const body = { event: 'directory-group-mapped', by: principal.personId, group: id, roles: [...row.roles] };
  const sha256 = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  await asking.state({ hop: 'access', subject: { name: `${body.event}/${id}`, sha256 }, body });
  return mapped(asking, parts, row, members.length);
}

function mapped(asking: Asking, parts: DirectoryParts, row: GroupRow, members: number): MappedGroup {
  const { displayName: name } = groupContent(asking, parts, row);
  return { id: row.id, name, members, roles: row.roles, version: row.roles_version };
}

async function followIds(asking: Asking, ids: readonly string[]): Promise<void> {
  await followGroups(asking, await selectUsersById(asking.transaction, ids));
}

/** version 0: whichever it is */
async function locked(asking: Asking, { id, version }: Which): Promise<GroupRow> {
  await lockMembers(asking.transaction);
  await settle(asking.transaction);
  const row = await selectGroup(asking.transaction, id);
  if (row === undefined) throw noResource('Group');
  if (version !== 0 && version !== row.version) throw staleResource();
  return row;
}

/** A member is a user of this directory; another organization's is like one that is not there. */
async function refuseForeign(asking: Asking, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const wrong = 'A member is named by the id of a user of this directory.';
  if (!ids.every((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))) throw invalidValue(wrong);
  if ((await selectUsersById(asking.transaction, ids)).length !== ids.length) throw invalidValue(wrong);
}

async function written(asking: Asking, parts: DirectoryParts, at: Which, content: GroupContent) {
  await refuseTaken(asking, parts, at.id, content);
  const keys = searchKeys(asking, parts);
  return {
    ...at,
    changed_at: asking.now,
    name_digest: groupDigest(keys.key(keys.current), content),
    sealed: seal(asking, parts, 'group', at, content),
  };
}

async function refuseTaken(asking: Asking, parts: DirectoryParts, id: string, content: GroupContent): Promise<void> {
  const digests = digestsOf(asking, parts, 'group', content.displayName.toLowerCase());
  const found = await selectGroupsByName(asking.transaction, digests);
  if (found.some((one) => one.id !== id)) throw taken('displayName');
}

async function shown(asking: Asking, parts: DirectoryParts, row: GroupRow, query: Query): Promise<Json> {
  const members = leavesOut(query, 'members')
    ? []
    : ((await selectMembers(asking.transaction, [row.id])).get(row.id) ?? []);
  return partOf(kinds.Group, groupResource(asking, parts, row, members), query);
}

function groupResource(asking: Asking, parts: DirectoryParts, row: GroupRow, members: readonly string[]): Json {
  return {
    schemas: [urn.group],
    id: row.id,
    ...groupJson(groupContent(asking, parts, row), members),
    meta: {
      resourceType: 'Group',
      created: row.created_at,
      lastModified: row.changed_at,
      location: `${baseOf(asking, parts)}/Groups/${row.id}`,
      version: `"v${row.version}"`,
    },
  };
}

/** Who came and who went, at most two hundred of each by name: the counts are whole. */
async function stateChange(
  asking: Asking,
  event: string,
  row: GroupRow,
  { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
): Promise<void> {
  const some = 200;
  const body = {
    event: `directory-group-${event}`,
    by: asking.principal.personId,
    group: row.id,
    version: row.version,
    added: added.slice(0, some),
    addedCount: added.length,
    removed: removed.slice(0, some),
    removedCount: removed.length,
  };
  await asking.state({
    hop: 'access',
    subject: { name: `${body.event}/${row.id}`, sha256: createHash('sha256').update(row.sealed).digest('hex') },
    body,
  });
}
