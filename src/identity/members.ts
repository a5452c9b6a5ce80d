/** An organization's members, invitations and API tokens, looked after by its own administrators under row-level security. */
import { createHash } from 'node:crypto';
import type { Asking } from '../http/api/route.ts';
import { actions } from '../http/api/route.ts';
import type { IdentityDependencies } from './dependencies.ts';
import {
  alreadyMember,
  lastAdministrator,
  nothingThere,
  outOfReach,
  orBothSides,
  ownRoles,
  staleMembership,
  wrongField,
  wrongInput,
} from './errors.ts';
import { invitationMail, postMail } from './mails.ts';
import type { MemberState } from './model.ts';
import {
  invitationSeconds,
  isAdministrator,
  roleProblems,
  rolesOutOfReach,
  rolesTouched,
  scopeProblems,
  tokenDays,
} from './rules.ts';
import { newToken } from './secrets.ts';
import { later } from './service.ts';
import { tokenHash } from './session-token.ts';

export interface Member {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly state: MemberState;
  readonly since: string;
  readonly until: string | null;
  readonly version: number;
}

interface MemberRow {
  readonly person_id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly state: MemberState;
  readonly since: string;
  readonly until: string | null;
  readonly version: number;
}

/** Members by name, those who left too. after: personId of the last one of the page before */
export async function listMembers(
  asking: Asking,
  page: { readonly after: string | null; readonly limit: number },
): Promise<readonly Member[]> {
  const { rows } = await asking.transaction.query<MemberRow>(
    `WITH c AS (SELECT * FROM identity.colleagues())
     SELECT * FROM c
      WHERE $1::uuid IS NULL OR (lower(c.name), c.person_id) > (SELECT lower(l.name), l.person_id FROM c l WHERE l.person_id = $1)
      ORDER BY lower(c.name), c.person_id LIMIT $2`,
    [page.after, page.limit],
  );
  return rows.map(memberOf);
}

/**
 * Changes a member's roles, state, or end. version: the one it was made from
 * refuses  not-found, version-stale, invalid-input, not-allowed (own membership, roles out of reach), conflict (nobody would be left
 *          who administers)
 */
export async function changeMember(
  asking: Asking,
  personId: string,
  version: number,
  change: {
    readonly roles?: readonly string[] | undefined;
    readonly state?: MemberState | undefined;
    readonly until?: string | null | undefined;
  },
): Promise<Member> {
  const { transaction, principal } = asking;
  // One change of an organization's members at a time: two administrators must not remove each other.
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `members/${principal.organizationId}`,
  ]);
  const { rows } = await transaction.query<MemberRow>('SELECT * FROM identity.colleagues()');
  const members = rows.map(memberOf);
  const before = members.find((member) => member.personId === personId);
  if (before === undefined) throw nothingThere('member');
  if (before.version !== version) throw staleMembership(before.version);
  if (personId === principal.personId) throw ownRoles();
  const roles = change.roles ?? before.roles;
  const state = change.state ?? before.state;
  const until = change.until === undefined ? before.until : change.until;
  refuseRoles(
    asking,
    roles,
    until,
    state === before.state ? rolesTouched(before.roles, roles) : [...before.roles, ...roles],
  );
  const after: Member = { ...before, roles, state, until, version: version + 1 };
  const left = members.map((member) => (member.personId === personId ? after : member));
  if (!left.some((member) => member.state === 'active' && isAdministrator(principal.side, member.roles))) {
    throw lastAdministrator();
  }
  const update = transaction.query(
    `UPDATE identity.membership SET roles = $3, state = $4, until = $5, version = version + 1, changed_at = $6
      WHERE organization_id = $1 AND person_id = $2`,
    [principal.organizationId, personId, roles, state, until, asking.now],
  );
  await update.catch(orBothSides);
  await stated(asking, 'member-changed', personId, { person: personId, roles: [...roles], state, until });
  return after;
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly until: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly acceptedAt: string | null;
  readonly withdrawnAt: string | null;
}

/**
 * Invites an address by mail. Whether somebody with it has an account elsewhere is not told.
 * refuses  invalid-input, not-allowed, conflict (a member already)
 */
export async function invite(
  dependencies: IdentityDependencies,
  asking: Asking,
  wanted: { readonly email: string; readonly roles: readonly string[]; readonly until: string | null },
): Promise<Invitation> {
  refuseRoles(asking, wanted.roles, wanted.until, wanted.roles);
  return sendInvitation(dependencies, asking, wanted);
}

/**
 * Writes an invitation and its mail, whatever roles the asker has: for who decided already that these may be given.
 * refuses  conflict (a member already)
 */
export async function sendInvitation(
  dependencies: IdentityDependencies,
  asking: Asking,
  wanted: { readonly email: string; readonly roles: readonly string[]; readonly until: string | null },
): Promise<Invitation> {
  const { transaction, principal, now } = asking;
  const { rows } = await transaction.query<{ name: string; member: boolean }>(
    `SELECT o.name, EXISTS (SELECT FROM identity.colleagues() c WHERE c.email = $2 AND c.state <> 'left') AS member
       FROM identity.organization o WHERE o.id = $1`,
    [principal.organizationId, wanted.email],
  );
  const organization = rows[0];
  if (organization === undefined) throw nothingThere('organization');
  if (organization.member) throw alreadyMember(wanted.email);
  const invitation: Invitation = {
    id: asking.newId(),
    ...wanted,
    createdAt: now,
    expiresAt: later(now, invitationSeconds),
    acceptedAt: null,
    withdrawnAt: null,
  };
  const token = newToken();
  await transaction.query(
    `INSERT INTO identity.invitation (id, token_hash, organization_id, email, roles, until, invited_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      invitation.id,
      tokenHash(token),
      principal.organizationId,
      invitation.email,
      invitation.roles,
      invitation.until,
      principal.personId,
      now,
      invitation.expiresAt,
    ],
  );
  const mail = invitationMail(
    dependencies,
    {
      organizationId: principal.organizationId,
      organization: organization.name,
      email: invitation.email,
      by: principal.name,
      expiresAt: invitation.expiresAt,
    },
    token,
  );
  await postMail(dependencies, transaction, mail, now, 'wait');
  await stated(asking, 'invited', invitation.id, { invitation: invitation.id, roles: [...invitation.roles] });
  return invitation;
}

/** Newest first, at most two hundred. */
export async function listInvitations(asking: Asking): Promise<readonly Invitation[]> {
  const { rows } = await asking.transaction.query<{
    id: string;
    email: string;
    roles: readonly string[];
    until: string | null;
    created_at: string;
    expires_at: string;
    accepted_at: string | null;
    withdrawn_at: string | null;
  }>(
    `SELECT id, email, roles, until, created_at, expires_at, accepted_at, withdrawn_at FROM identity.invitation
      WHERE organization_id = $1 ORDER BY created_at DESC, id DESC LIMIT 200`,
    [asking.principal.organizationId],
  );
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    roles: row.roles,
    until: row.until,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    acceptedAt: row.accepted_at,
    withdrawnAt: row.withdrawn_at,
  }));
}

/** refuses not-found: there is none that waits */
export async function withdrawInvitation(asking: Asking, id: string): Promise<void> {
  const { rowCount } = await asking.transaction.query(
    `UPDATE identity.invitation SET withdrawn_at = $3
      WHERE organization_id = $1 AND id = $2 AND accepted_at IS NULL AND withdrawn_at IS NULL`,
    [asking.principal.organizationId, id, asking.now],
  );
  if (rowCount !== 1) throw nothingThere('invitation that waits');
  await stated(asking, 'invitation-withdrawn', id, { invitation: id });
}

export interface ApiToken {
  readonly id: string;
  readonly personId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

/**
 * An API token of whoever asks: it does what its scopes name, as far as its owner's roles go then. The token itself is told once.
 * refuses  invalid-input
 */
export async function createToken(
  asking: Asking,
  wanted: { readonly name: string; readonly scopes: readonly string[]; readonly days: number },
): Promise<{ readonly token: string; readonly described: ApiToken }> {
  const { transaction, principal, now } = asking;
  const problems = scopeProblems(wanted.scopes, actions);
  if (problems.length > 0) throw wrongInput(problems);
  if (wanted.days < 1 || wanted.days > tokenDays) throw wrongField('/days', `A token lives 1 to ${tokenDays} days.`);
  const described: ApiToken = {
    id: asking.newId(),
    personId: principal.personId,
    name: wanted.name,
    scopes: wanted.scopes,
    createdAt: now,
    expiresAt: later(now, wanted.days * 86_400),
    revokedAt: null,
    lastUsedAt: null,
  };
  const token = `tickmark_${newToken()}`;
  await transaction.query(
    `INSERT INTO identity.api_token (id, token_hash, organization_id, person_id, name, scopes, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      described.id,
      tokenHash(token),
      principal.organizationId,
      principal.personId,
      described.name,
      described.scopes,
      now,
      described.expiresAt,
    ],
  );
  await stated(asking, 'token-made', described.id, { token: described.id, scopes: [...described.scopes] });
  return { token, described };
}

/** Newest first, at most two hundred. */
export async function listTokens(asking: Asking): Promise<readonly ApiToken[]> {
  const { rows } = await asking.transaction.query<{
    id: string;
    person_id: string;
    name: string;
    scopes: readonly string[];
    created_at: string;
    expires_at: string;
    revoked_at: string | null;
    last_used_at: string | null;
  }>(
    `SELECT id, person_id, name, scopes, created_at, expires_at, revoked_at, last_used_at FROM identity.api_token
      WHERE organization_id = $1 ORDER BY created_at DESC, id DESC LIMIT 200`,
    [asking.principal.organizationId],
  );
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedAt: row.last_used_at,
  }));
}

/** refuses not-found: there is none that is good */
export async function revokeToken(asking: Asking, id: string): Promise<void> {
  const { rowCount } = await asking.transaction.query(
    `UPDATE identity.api_token SET revoked_at = $3 WHERE organization_id = $1 AND id = $2 AND revoked_at IS NULL`,
    [asking.principal.organizationId, id, asking.now],
  );
  if (rowCount !== 1) throw nothingThere('token');
  await stated(asking, 'token-revoked', id, { token: id });
}

/** touched: roles that are given or taken away with it */
function refuseRoles(asking: Asking, roles: readonly string[], until: string | null, touched: readonly string[]): void {
  const problems = roleProblems(asking.principal.side, roles, until);
  if (problems.length > 0) throw wrongInput(problems);
  if (until !== null && Date.parse(until) <= Date.parse(asking.now)) throw wrongField('/until', 'It is in the past.');
  const beyond = rolesOutOfReach(asking.principal, touched);
  if (beyond.length > 0) throw outOfReach([...new Set(beyond)]);
}

type Fact = string | number | null | readonly string[];

/** A statement in the organization's log, without names and addresses: those can be asked to be erased, the log cannot. */
export async function stated(
  asking: Asking,
  event: string,
  subject: string,
  facts: Readonly<Record<string, Fact>>,
): Promise<void> {
  const body = { event, by: asking.principal.personId, ...facts };
  const sha256 = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  await asking.state({ hop: 'access', subject: { name: `${event}/${subject}`, sha256 }, body });
}

function memberOf(row: MemberRow): Member {
  const { person_id: personId, ...rest } = row;
  return { personId, ...rest };
}
