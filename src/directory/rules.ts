/** What follows for a membership from what the directory and the organization say. */
import type { MemberState } from '../identity/model.ts';
import type { Side } from '../identity/model.ts';

/** What somebody has whom no group gives a role: the least of their side. */
export const leastRole = { management: 'employee', firm: 'staff' } as const satisfies Record<Side, string>;

/** suspended: whether it was the directory; given: roles of the membership that come from it */
export interface Standing {
  readonly roles: readonly string[];
  readonly state: MemberState;
  readonly given: readonly string[];
  readonly suspended: boolean;
}

/**
 * A membership after the directory spoke. Roles by hand stay; those from groups are what groups give now. What a person suspended by
 * hand the directory does not give back, and who left stays away until they are invited.
 * active     of the user in the directory; false too when the user is deleted
 * groups     roles that the user's groups give
 */
export function membershipAfter(
  side: Side,
  before: Standing,
  { active, groups }: { readonly active: boolean; readonly groups: readonly string[] },
): Standing {
  const { roles, given } = rolesAfter(side, before.roles, before.given, groups);
  if (!active && before.state === 'active') return { roles, given, state: 'suspended', suspended: true };
  if (active && before.suspended) {
    return { roles, given, state: before.state === 'suspended' ? 'active' : before.state, suspended: false };
  }
  return { roles, given, state: before.state, suspended: before.suspended };
}

/** Roles of the membership, and which of them are not by hand. */
export function rolesAfter(
  side: Side,
  roles: readonly string[],
  given: readonly string[],
  groups: readonly string[],
): { readonly roles: readonly string[]; readonly given: readonly string[] } {
  const byHand = roles.filter((role) => !given.includes(role));
  const wanted = byHand.length === 0 && groups.length === 0 ? [leastRole[side]] : groups;
  const added = wanted.filter((role) => !byHand.includes(role)).toSorted();
  return { roles: [...byHand, ...added], given: added };
}
