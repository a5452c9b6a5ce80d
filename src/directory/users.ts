/** Users of an organization's directory (RFC 7643 4.1). */
import { createHash } from 'node:crypto';
import type { Asking } from '../http/api/route.ts';
import { selectMembersByPerson } from '../identity/index.ts';
import { noResource, staleResource, taken, tooMany } from './errors.ts';
import { type Filter, parseFilter } from './filter.ts';
import type { Json } from './json.ts';
import { leavesOut, listJson, pageOf, partOf, type Query } from './list.ts';
import { fits } from './match.ts';
import { follow } from './membership.ts';
import { addressOf, most, readUser, type UserContent, userJson } from './model.ts';
import { applyOperations, readOperations } from './patch.ts';
import { find, kinds, urn } from './schema.ts';
import { type DirectoryParts, digestsOf, groupContent, seal, searchKeys, userContent, userDigests } from './seal.ts';
import {
  countUsers,
  insertUser,
  leaveGroups,
  lockMembers,
  selectGroupsOf,
  selectUser,
  selectUsers,
  selectUsersByDigest,
  selectUsersById,
  settle,
  updateUser,
  type UserRow,
  wasSuspended,
} from './store.ts';

export interface Resource {
  readonly json: Json;
  readonly version: number;
}

/** version 0: whichever it is */
export interface Which {
  readonly id: string;
  readonly version: number;
}

/** Address of the endpoints of an organization. */
export function baseOf(asking: Asking, { identity }: DirectoryParts): string {
  return `${identity.url}/api/v1/organizations/${asking.principal.organizationId}/scim/v2`;
}

/** refuses 404 */
export async function readOneUser(asking: Asking, parts: DirectoryParts, id: string, query: Query): Promise<Resource> {
  const row = await selectUser(asking.transaction, id);
  if (row === undefined) throw noResource('User');
  return { json: await shown(asking, parts, row, query), version: row.version };
}

/** refuses invalidFilter, invalidValue */
export async function listUsers(asking: Asking, parts: DirectoryParts, query: Query): Promise<Json> {
  const page = pageOf(query);
  const filter = query.filter === undefined ? null : parseFilter(query.filter);
  const { rows, all } = await matching(asking, parts, filter, page);
  const groups = await groupsOf(asking, parts, rows, query);
  const resources = rows.map((row) => partOf(kinds.User, userResource(asking, parts, row, groups.get(row.id)), query));
  return listJson(resources, all, page.start);
}

async function matching(
  asking: Asking,
  parts: DirectoryParts,
  filter: Filter | null,
  { start, count }: { readonly start: number; readonly count: number },
): Promise<{ readonly rows: readonly UserRow[]; readonly all: number }> {
  const { transaction } = asking;
  if (filter === null) {
    const { all } = await countUsers(transaction);
    const rows = count === 0 ? [] : await selectUsers(transaction, { after: null, offset: start - 1, limit: count });
    return { rows, all };
  }
  const found: UserRow[] = [];
  let all = 0;
  const look = (row: UserRow) => {
    if (!fits(kinds.User, filter, userResource(asking, parts, row))) return;
    all += 1;
    if (all >= start && found.length < count) found.push(row);
  };
  const named = await byName(asking, parts, filter);
  if (named !== null) {
    for (const row of named) look(row);
    return { rows: found, all };
  }
  // What was typed is sealed, so that a filter reads everybody, some at a time.
  const atOnce = 500;
  for (let after: string | null = null; ; ) {
    const rows: readonly UserRow[] = await selectUsers(transaction, { after, offset: 0, limit: atOnce });
    for (const row of rows) look(row);
    if (rows.length < atOnce) return { rows: found, all };
    after = rows.at(-1)?.id ?? null;
  }
}

/** What directories ask before every change is found by digest; null: it is something else that is asked. */
async function byName(asking: Asking, parts: DirectoryParts, filter: Filter): Promise<readonly UserRow[] | null> {
  if (filter.op !== 'eq' || typeof filter.value !== 'string') return null;
  const found = find(kinds.User, filter.path);
  const { transaction } = asking;
  if (found === null || found.above !== null || found.sub !== null) return null;
  const value = filter.value;
  if (found.attribute.name === 'userName') {
    return selectUsersByDigest(
      transaction,
      'name_digest',
      digestsOf(asking, parts, 'name', value.trim().toLowerCase()),
    );
  }
  if (found.attribute.name === 'externalId') {
    return selectUsersByDigest(transaction, 'external_digest', digestsOf(asking, parts, 'external', value));
  }
  if (found.attribute.name !== 'id') return null;
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? selectUsersById(transaction, [value]) : [];
}

/** Makes a user: somebody with that address who is a member becomes theirs, anybody else is invited. refuses uniqueness, 413, conflict */
export async function createUser(asking: Asking, parts: DirectoryParts, body: Json, query: Query): Promise<Resource> {
  const { content, active } = readUser(body, true);
  const { transaction, now } = asking;
  await lockMembers(transaction);
  await settle(transaction);
  if ((await countUsers(transaction)).all >= most.users)
    throw tooMany(`A directory has at most ${most.users} users here.`);
  const id = asking.newId();
  const made: UserRow = {
    ...(await written(asking, parts, { id, version: 1 }, content)),
    person_id: null,
    invitation_id: null,
    active,
    suspended: false,
    given: [],
    created_at: now,
  };
  const person = await withPerson(asking, made, content);
  const followed = await follow(asking, parts, person, { email: addressOf(content), isAsked: active });
  const row = { ...person, ...followed };
  await insertUser(transaction, row);
  await stateChange(asking, 'created', row);
  return { json: await shown(asking, parts, row, query), version: 1 };
}

/** refuses 404, 412, uniqueness, conflict, invalidValue */
export async function replaceUser(
  asking: Asking,
  parts: DirectoryParts,
  { id, version }: Which,
  body: Json,
  query: Query,
): Promise<Resource> {
  return changeUser(asking, parts, { id, version }, query, (row) => readUser(body, row.active));
}

/** refuses as PUT does, and what PATCH refuses */
export async function patchUser(
  asking: Asking,
  parts: DirectoryParts,
  { id, version }: Which,
  body: Json,
  query: Query,
): Promise<Resource> {
  const operations = readOperations(body);
  return changeUser(asking, parts, { id, version }, query, (row) => {
    const before = userJson(userContent(asking, parts, row), row.active);
    return readUser(applyOperations(kinds.User, before, operations), row.active);
  });
}

async function changeUser(
  asking: Asking,
  parts: DirectoryParts,
  { id, version }: Which,
  query: Query,
  change: (row: UserRow) => { readonly content: UserContent; readonly active: boolean },
): Promise<Resource> {
  const { transaction } = asking;
  const before = await locked(asking, id, version);
  const { content, active } = change(before);
  const changed = await written(asking, parts, { id, version: before.version + 1 }, content);
  const person = await withPerson(asking, { ...before, ...changed, active }, content);
  const isAsked = active && !before.active;
  const followed = await follow(asking, parts, person, { email: addressOf(content), isAsked });
  const row = { ...person, ...followed };
  await updateUser(transaction, row, null);
  await stateChange(asking, active === before.active ? 'changed' : active ? 'activated' : 'deactivated', row);
  return { json: await shown(asking, parts, row, query), version: row.version };
}

/** Deletes a user: the membership is suspended, what the directory said of them is gone. refuses 404, 412, conflict */
export async function deleteUser(asking: Asking, parts: DirectoryParts, { id, version }: Which): Promise<void> {
  const { transaction } = asking;
  const before = await locked(asking, id, version);
  await leaveGroups(transaction, id);
  const gone = { id, version: before.version + 1 };
  const row: UserRow = {
    ...before,
    active: false,
    external_digest: null,
    version: gone.version,
    changed_at: asking.now,
    sealed: seal(asking, parts, 'user', gone, null),
  };
  const followed = await follow(asking, parts, row, { email: '', isAsked: false });
  await updateUser(transaction, { ...row, ...followed }, asking.now);
  await stateChange(asking, 'deleted', row);
}

/** version 0: whichever it is */
async function locked(asking: Asking, id: string, version: number): Promise<UserRow> {
  await lockMembers(asking.transaction);
  await settle(asking.transaction);
  const row = await selectUser(asking.transaction, id);
  if (row === undefined) throw noResource('User');
  if (version !== 0 && version !== row.version) throw staleResource();
  return row;
}

/** Whose membership it is, where somebody with that address is a member: found once, and kept from then on. */
async function withPerson(asking: Asking, row: UserRow, content: UserContent): Promise<UserRow> {
  if (row.person_id !== null) return row;
  const email = addressOf(content);
  const members = await selectMembersByPerson(asking);
  const person = [...members.values()].find((one) => one.email === email && one.state !== 'left');
  if (person === undefined) return row;
  return {
    ...row,
    person_id: person.personId,
    suspended: person.state === 'suspended' && (await wasSuspended(asking.transaction, person.personId)),
  };
}

async function written(asking: Asking, parts: DirectoryParts, { id, version }: Which, content: UserContent) {
  await refuseTaken(asking, parts, id, content);
  const keys = searchKeys(asking, parts);
  return {
    id,
    version,
    changed_at: asking.now,
    ...userDigests(keys.key(keys.current), content),
    sealed: seal(asking, parts, 'user', { id, version }, content),
  };
}

/** Under every generation of the key: while rows are sealed anew, their digests are of several. The members are locked meanwhile. */
async function refuseTaken(asking: Asking, parts: DirectoryParts, id: string, content: UserContent): Promise<void> {
  const names = digestsOf(asking, parts, 'name', content.userName.toLowerCase());
  const mails = digestsOf(asking, parts, 'mail', addressOf(content));
  for (const [column, digests, what] of [
    ['name_digest', names, 'userName'],
    ['mail_digest', mails, 'e-mail address'],
  ] as const) {
    const found = await selectUsersByDigest(asking.transaction, column, digests);
    if (found.some((one) => one.id !== id)) throw taken(what);
  }
}

async function shown(asking: Asking, parts: DirectoryParts, row: UserRow, query: Query): Promise<Json> {
  const groups = await groupsOf(asking, parts, [row], query);
  return partOf(kinds.User, userResource(asking, parts, row, groups.get(row.id)), query);
}

type GroupsOf = readonly { readonly value: string; readonly display: string }[];

async function groupsOf(
  asking: Asking,
  parts: DirectoryParts,
  rows: readonly UserRow[],
  query: Query,
): Promise<ReadonlyMap<string, GroupsOf>> {
  if (rows.length === 0 || leavesOut(query, 'groups')) return new Map();
  const found = await selectGroupsOf(
    asking.transaction,
    rows.map((row) => row.id),
  );
  const names = new Map<string, string>();
  const groups = new Map<string, { value: string; display: string }[]>();
  for (const row of found) {
    const display = names.get(row.id) ?? groupContent(asking, parts, row).displayName;
    names.set(row.id, display);
    groups.set(row.user_id, [...(groups.get(row.user_id) ?? []), { value: row.id, display }]);
  }
  return groups;
}

function userResource(asking: Asking, parts: DirectoryParts, row: UserRow, groups: GroupsOf = []): Json {
  const json = userJson(userContent(asking, parts, row), row.active);
  return {
    schemas: [urn.user, ...(Object.hasOwn(json, urn.enterprise) ? [urn.enterprise] : [])],
    id: row.id,
    ...json,
    ...(groups.length > 0 && { groups }),
    meta: {
      resourceType: 'User',
      created: row.created_at,
      lastModified: row.changed_at,
      location: `${baseOf(asking, parts)}/Users/${row.id}`,
      version: `"v${row.version}"`,
    },
  };
}

/** Without what the directory said: a log cannot be asked to forget. */
async function stateChange(asking: Asking, event: string, row: UserRow): Promise<void> {
  const body = { event: `directory-user-${event}`, by: asking.principal.personId, user: row.id, version: row.version };
  await asking.state({
    hop: 'access',
    subject: { name: `${body.event}/${row.id}`, sha256: createHash('sha256').update(row.sealed).digest('hex') },
    body,
  });
}
