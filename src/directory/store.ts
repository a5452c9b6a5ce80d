import type { Transaction } from '../adapters/postgres/pool.ts';

export interface UserRow {
  readonly id: string;
  readonly person_id: string | null;
  readonly invitation_id: string | null;
  readonly active: boolean;
  readonly suspended: boolean;
  readonly given: readonly string[];
  readonly name_digest: Buffer;
  readonly mail_digest: Buffer;
  readonly external_digest: Buffer | null;
  readonly version: number;
  readonly created_at: string;
  readonly changed_at: string;
  readonly sealed: Buffer;
}

export interface GroupRow {
  readonly id: string;
  readonly roles: readonly string[];
  readonly roles_version: number;
  readonly name_digest: Buffer;
  readonly version: number;
  readonly created_at: string;
  readonly changed_at: string;
  readonly sealed: Buffer;
}

const userColumns =
  'id, person_id, invitation_id, active, suspended, given, name_digest, mail_digest, external_digest, version, created_at, changed_at, sealed';
const groupColumns = 'id, roles, roles_version, name_digest, version, created_at, changed_at, sealed';
const own = 'organization_id = tickmark.organization()';

/** One change of an organization's members at a time, by hand or by its directory. */
export async function lockMembers(transaction: Transaction): Promise<void> {
  await transaction.query(
    `SELECT pg_advisory_xact_lock(hashtextextended('members/' || tickmark.organization()::text, 0))`,
  );
}

/** Whoever was invited for a user and is a member now, is the user's person from here on. */
export async function settle(transaction: Transaction): Promise<void> {
  await transaction.query(
    `UPDATE directory.app_user u SET person_id = c.person_id
       FROM identity.invitation i, identity.colleagues() c
      WHERE u.${own} AND u.person_id IS NULL AND u.removed_at IS NULL AND i.id = u.invitation_id
        AND c.email = i.email AND c.state <> 'left'
        AND NOT EXISTS (SELECT FROM directory.app_user o WHERE o.${own} AND o.person_id = c.person_id AND o.removed_at IS NULL)`,
  );
}

export async function selectUser(transaction: Transaction, id: string): Promise<UserRow | undefined> {
  const { rows } = await transaction.query<UserRow>(
    `SELECT ${userColumns} FROM directory.app_user WHERE ${own} AND id = $1 AND removed_at IS NULL`,
    [id],
  );
  return rows[0];
}

export async function selectUsersById(transaction: Transaction, ids: readonly string[]): Promise<readonly UserRow[]> {
  const { rows } = await transaction.query<UserRow>(
    `SELECT ${userColumns} FROM directory.app_user WHERE ${own} AND id = ANY ($1) AND removed_at IS NULL ORDER BY id`,
    [ids],
  );
  return rows;
}

export async function selectUsersByDigest(
  transaction: Transaction,
  column: 'name_digest' | 'mail_digest' | 'external_digest',
  digests: readonly Buffer[],
): Promise<readonly UserRow[]> {
  const { rows } = await transaction.query<UserRow>(
    `SELECT ${userColumns} FROM directory.app_user WHERE ${own} AND ${column} = ANY ($1) AND removed_at IS NULL ORDER BY id LIMIT 200`,
    [digests],
  );
  return rows;
}

/** In the order of their ids, after the one named. */
export async function selectUsers(
  transaction: Transaction,
  { after, offset, limit }: { readonly after: string | null; readonly offset: number; readonly limit: number },
): Promise<readonly UserRow[]> {
  const { rows } = await transaction.query<UserRow>(
    `SELECT ${userColumns} FROM directory.app_user
      WHERE ${own} AND removed_at IS NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id OFFSET $2 LIMIT $3`,
    [after, offset, limit],
  );
  return rows;
}

/** waiting: those who are no member yet */
export async function countUsers(transaction: Transaction): Promise<{ all: number; waiting: number; off: number }> {
  const { rows } = await transaction.query<{ all: number; waiting: number; off: number }>(
    `SELECT count(*)::int AS all, (count(*) FILTER (WHERE person_id IS NULL AND active))::int AS waiting,
            (count(*) FILTER (WHERE NOT active))::int AS off
       FROM directory.app_user WHERE ${own} AND removed_at IS NULL`,
  );
  return rows[0] ?? { all: 0, waiting: 0, off: 0 };
}

/** Whether it was the directory that suspended the person, when it deleted them. */
export async function wasSuspended(transaction: Transaction, personId: string): Promise<boolean> {
  const { rows } = await transaction.query<{ suspended: boolean }>(
    `SELECT suspended FROM directory.app_user WHERE ${own} AND person_id = $1 AND removed_at IS NOT NULL
      ORDER BY removed_at DESC, id DESC LIMIT 1`,
    [personId],
  );
  return rows[0]?.suspended ?? false;
}

export async function insertUser(transaction: Transaction, row: UserRow): Promise<void> {
  await transaction.query(
    `INSERT INTO directory.app_user (organization_id, ${userColumns})
     VALUES (tickmark.organization(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    valuesOf(row),
  );
}

/** removedAt: the user is deleted; nothing of it is found any more */
export async function updateUser(transaction: Transaction, row: UserRow, removedAt: string | null): Promise<void> {
  const [id, person, invitation, active, suspended, given, name, mail, external, version, , changed, sealed] =
    valuesOf(row);
  await transaction.query(
    `UPDATE directory.app_user SET person_id = $2, invitation_id = $3, active = $4, suspended = $5, given = $6, name_digest = $7,
            mail_digest = $8, external_digest = $9, version = $10, changed_at = $11, sealed = $12, removed_at = $13
      WHERE ${own} AND id = $1`,
    [id, person, invitation, active, suspended, given, name, mail, external, version, changed, sealed, removedAt],
  );
}

function valuesOf(row: UserRow): unknown[] {
  return [
    row.id,
    row.person_id,
    row.invitation_id,
    row.active,
    row.suspended,
    row.given,
    row.name_digest,
    row.mail_digest,
    row.external_digest,
    row.version,
    row.created_at,
    row.changed_at,
    row.sealed,
  ];
}

/** Which roles are not by hand, of many users. */
export async function updateGiven(
  transaction: Transaction,
  users: readonly { readonly id: string; readonly given: readonly string[]; readonly suspended: boolean }[],
): Promise<void> {
  await transaction.query(
    `UPDATE directory.app_user u SET given = ARRAY(SELECT jsonb_array_elements_text(n.given)), suspended = n.suspended
       FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, given jsonb, suspended boolean) WHERE u.${own} AND u.id = n.id`,
    [JSON.stringify(users)],
  );
}

/** Roles that groups give, by user; of deleted ones none. */
export async function selectGroupRoles(
  transaction: Transaction,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await transaction.query<{ user_id: string; roles: readonly string[] }>(
    `SELECT m.user_id, array_agg(DISTINCT r.role ORDER BY r.role) AS roles
       FROM directory.group_member m JOIN directory.app_group g ON g.id = m.group_id, unnest(g.roles) AS r (role)
      WHERE m.${own} AND m.user_id = ANY ($1) GROUP BY m.user_id`,
    [userIds],
  );
  return new Map(rows.map((row) => [row.user_id, row.roles]));
}

export async function selectGroupsOf(
  transaction: Transaction,
  userIds: readonly string[],
): Promise<readonly (GroupRow & { readonly user_id: string })[]> {
  const { rows } = await transaction.query<GroupRow & { readonly user_id: string }>(
    `SELECT m.user_id, ${groupColumns} FROM directory.app_group
       JOIN (SELECT group_id, user_id FROM directory.group_member WHERE ${own} AND user_id = ANY ($1)) m ON m.group_id = id
      ORDER BY m.user_id, id LIMIT 20000`,
    [userIds],
  );
  return rows;
}

export async function selectGroup(transaction: Transaction, id: string): Promise<GroupRow | undefined> {
  const { rows } = await transaction.query<GroupRow>(
    `SELECT ${groupColumns} FROM directory.app_group WHERE ${own} AND id = $1`,
    [id],
  );
  return rows[0];
}

/** All of them, at most a thousand. */
export async function selectGroups(transaction: Transaction): Promise<readonly GroupRow[]> {
  const { rows } = await transaction.query<GroupRow>(
    `SELECT ${groupColumns} FROM directory.app_group WHERE ${own} ORDER BY id LIMIT 1000`,
  );
  return rows;
}

export async function selectGroupsByName(
  transaction: Transaction,
  digests: readonly Buffer[],
): Promise<readonly GroupRow[]> {
  const { rows } = await transaction.query<GroupRow>(
    `SELECT ${groupColumns} FROM directory.app_group WHERE ${own} AND name_digest = ANY ($1)`,
    [digests],
  );
  return rows;
}

export async function insertGroup(transaction: Transaction, row: GroupRow): Promise<void> {
  await transaction.query(
    `INSERT INTO directory.app_group (organization_id, ${groupColumns})
     VALUES (tickmark.organization(), $1, $2, $3, $4, $5, $6, $7, $8)`,
    [row.id, row.roles, row.roles_version, row.name_digest, row.version, row.created_at, row.changed_at, row.sealed],
  );
}

export async function updateGroup(transaction: Transaction, row: GroupRow): Promise<void> {
  await transaction.query(
    `UPDATE directory.app_group SET roles = $2, roles_version = $3, name_digest = $4, version = $5, changed_at = $6, sealed = $7
      WHERE ${own} AND id = $1`,
    [row.id, row.roles, row.roles_version, row.name_digest, row.version, row.changed_at, row.sealed],
  );
}

export async function deleteGroup(transaction: Transaction, id: string): Promise<void> {
  await transaction.query(`DELETE FROM directory.app_group WHERE ${own} AND id = $1`, [id]);
}

/** Ids of users in the groups, by group. */
export async function selectMembers(
  transaction: Transaction,
  groupIds: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await transaction.query<{ group_id: string; users: readonly string[] }>(
    `SELECT group_id, array_agg(user_id ORDER BY user_id) AS users FROM directory.group_member
      WHERE ${own} AND group_id = ANY ($1) GROUP BY group_id`,
    [groupIds],
  );
  return new Map(rows.map((row) => [row.group_id, row.users]));
}

export async function countMembers(transaction: Transaction): Promise<ReadonlyMap<string, number>> {
  const { rows } = await transaction.query<{ group_id: string; count: number }>(
    `SELECT group_id, count(*)::int AS count FROM directory.group_member WHERE ${own} GROUP BY group_id`,
  );
  return new Map(rows.map((row) => [row.group_id, row.count]));
}

export async function changeMembers(
  transaction: Transaction,
  groupId: string,
  { added, removed }: { readonly added: readonly string[]; readonly removed: readonly string[] },
): Promise<void> {
  await transaction.query(`DELETE FROM directory.group_member WHERE ${own} AND group_id = $1 AND user_id = ANY ($2)`, [
    groupId,
    removed,
  ]);
  await transaction.query(
    `INSERT INTO directory.group_member (organization_id, group_id, user_id)
     SELECT tickmark.organization(), $1, u FROM unnest($2::uuid[]) u`,
    [groupId, added],
  );
}

/** A deleted user is in no group. */
export async function leaveGroups(transaction: Transaction, userId: string): Promise<void> {
  await transaction.query(`DELETE FROM directory.group_member WHERE ${own} AND user_id = $1`, [userId]);
}
