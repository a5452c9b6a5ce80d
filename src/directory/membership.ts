/** Brings memberships and invitations to what the directory and the organization's mapping say. */
import type { Asking } from '../http/api/route.ts';
import {
  changeInvitations,
  keepMemberships,
  type Membership,
  selectMembersByPerson,
  standingOf,
  type Member,
  sendInvitation,
  withdrawInvitation,
  roleProblems,
  rolesOutOfReach,
  rolesTouched,
} from '../identity/index.ts';
import { againstRules } from './errors.ts';
import { membershipAfter, rolesAfter, type Standing } from './rules.ts';
import type { DirectoryParts } from './seal.ts';
import { selectGroupRoles, updateGiven, type UserRow } from './store.ts';

/** What of a user's row follows. */
type Followed = Pick<UserRow, 'invitation_id' | 'suspended' | 'given'>;

/**
 * One user, after they were made, changed or deleted.
 * email    whom to invite where there is no membership
 * isAsked  the directory just made the user active: an invitation that ended is sent again, who left is invited
 * refuses  conflict
 */
export async function follow(
  asking: Asking,
  parts: DirectoryParts,
  user: UserRow,
  { email, isAsked }: { readonly email: string; readonly isAsked: boolean },
): Promise<Followed> {
  const groups = (await selectGroupRoles(asking.transaction, [user.id])).get(user.id) ?? [];
  const members = await selectMembersByPerson(asking);
  const member = user.person_id === null ? undefined : members.get(user.person_id);
  if (member !== undefined && member.state !== 'left') {
    const after = afterOf(asking, user, member, groups);
    if (differs(member, after)) await keepMemberships(asking, members, [membershipOf(member, after)]);
    return { invitation_id: user.invitation_id, suspended: after.suspended, given: after.given };
  }
  return invited(asking, parts, user, { email, isAsked, groups });
}

async function invited(
  asking: Asking,
  parts: DirectoryParts,
  user: UserRow,
  { email, isAsked, groups }: { readonly email: string; readonly isAsked: boolean; readonly groups: readonly string[] },
): Promise<Followed> {
  const { roles, given } = rolesAfter(asking.principal.side, [], [], groups);
  refuseRoles(asking, roles, null);
  if (user.active) refuseReach(asking, rolesTouched(user.given, roles));
  const before = user.invitation_id === null ? null : await standingOf(asking, user.invitation_id);
  const waits = before?.standing === 'waits' && user.invitation_id !== null ? user.invitation_id : null;
  if (waits !== null && (!user.active || before?.email !== email)) await withdrawInvitation(asking, waits);
  if (!user.active) return { invitation_id: null, suspended: false, given: [] };
  if (waits !== null && before?.email === email) {
    await changeInvitations(asking, [{ id: waits, roles }]);
    return { invitation_id: waits, suspended: false, given };
  }
  const isOld = before !== null && before.email === email && !isAsked;
  if (isOld) return { invitation_id: user.invitation_id, suspended: user.suspended, given };
  const invitation = await sendInvitation(parts.identity, asking, { email, roles, until: null });
  return { invitation_id: invitation.id, suspended: false, given };
}

/** Many users, after a group or its roles changed. refuses conflict */
export async function followGroups(asking: Asking, users: readonly UserRow[]): Promise<void> {
  if (users.length === 0) return;
  const members = await selectMembersByPerson(asking);
  const groups = await selectGroupRoles(
    asking.transaction,
    users.map((user) => user.id),
  );
  const memberships: Membership[] = [];
  const invitations: { id: string; roles: readonly string[] }[] = [];
  const given: { id: string; given: readonly string[]; suspended: boolean }[] = [];
  for (const user of users) {
    const fromGroups = groups.get(user.id) ?? [];
    const member = user.person_id === null ? undefined : members.get(user.person_id);
    if (member !== undefined && member.state !== 'left') {
      const after = afterOf(asking, user, member, fromGroups);
      if (differs(member, after)) memberships.push(membershipOf(member, after));
      given.push({ id: user.id, given: after.given, suspended: after.suspended });
    } else if (user.invitation_id !== null) {
      const after = rolesAfter(asking.principal.side, [], [], fromGroups);
      refuseRoles(asking, after.roles, null);
      refuseReach(asking, rolesTouched(user.given, after.roles));
      invitations.push({ id: user.invitation_id, roles: after.roles });
      given.push({ id: user.id, given: after.given, suspended: user.suspended });
    }
  }
  if (memberships.length > 0) await keepMemberships(asking, members, memberships);
  if (invitations.length > 0) await changeInvitations(asking, invitations);
  if (given.length > 0) await updateGiven(asking.transaction, given);
}

function afterOf(asking: Asking, user: UserRow, member: Member, groups: readonly string[]): Standing {
  const { roles, state } = member;
  const { given, suspended, active } = user;
  const followed = membershipAfter(asking.principal.side, { roles, state, given, suspended }, { active, groups });
  // Nobody gives themselves roles by the token they made.
  const isOwn = member.personId === asking.principal.personId;
  const after = isOwn ? { ...followed, roles, given } : followed;
  if (!sameRoles(roles, after.roles)) refuseRoles(asking, after.roles, member.until);
  refuseReach(asking, state === after.state ? rolesTouched(roles, after.roles) : [...roles, ...after.roles]);
  return after;
}

/** A token reaches as far as its maker: what they may not give or take by hand, it does not either. */
function refuseReach(asking: Asking, touched: readonly string[]): void {
  const [beyond] = rolesOutOfReach(asking.principal, touched);
  if (beyond !== undefined) throw againstRules(`Whoever made the token may not give or take the role ${beyond}.`);
}

function refuseRoles(asking: Asking, roles: readonly string[], until: string | null): void {
  const [problem] = roleProblems(asking.principal.side, roles, until);
  if (problem !== undefined)
    throw againstRules(`These roles do not go together: ${roles.join(', ')}. ${problem.sentence}`);
}

function differs(member: Member, after: Standing): boolean {
  return member.state !== after.state || !sameRoles(member.roles, after.roles);
}

function sameRoles(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((role) => b.includes(role));
}

function membershipOf({ personId }: Member, { roles, state }: Standing): Membership {
  return { personId, roles, state };
}
