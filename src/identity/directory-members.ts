/** What a company's directory changes of memberships: many at once, never of an account (docs/decisions/0033-directory.md). */
import type { Asking } from '../http/api/route.ts';
import { lastAdministrator, orBothSides } from './errors.ts';
import { type Member, stated } from './members.ts';
import type { MemberState } from './model.ts';
import { isAdministrator } from './rules.ts';

/** A membership as it is to be. */
export interface Membership {
  readonly personId: string;
  readonly roles: readonly string[];
  readonly state: MemberState;
}

/** Every member, by person. */
export async function selectMembersByPerson(asking: Asking): Promise<ReadonlyMap<string, Member>> {
  const { rows } = await asking.transaction.query<Omit<Member, 'personId'> & { readonly person_id: string }>(
    'SELECT * FROM identity.colleagues()',
  );
  return new Map(rows.map(({ person_id: personId, ...row }) => [personId, { personId, ...row }]));
}

/**
 * Brings memberships to what they are to be. Who is suspended has no way in from that moment: a session opens nothing where there is no
 * active membership, and tokens of theirs end for good.
 * members  all of the organization, read under the lock of its members
 * refuses  conflict: nobody would be left who administers; the other side (R-WALL-01)
 */
export async function keepMemberships(
  asking: Asking,
  members: ReadonlyMap<string, Member>,
  wanted: readonly Membership[],
): Promise<void> {
  const { transaction, principal, now } = asking;
  const left = new Map(members);
  for (const { personId, roles, state } of wanted) {
    const before = members.get(personId);
    if (before !== undefined) left.set(personId, { ...before, roles, state });
  }
  const administers = (member: Member) =>
    member.state === 'active' &&
    (member.until === null || Date.parse(member.until) > Date.parse(now)) &&
    isAdministrator(principal.side, member.roles);
  if (![...left.values()].some(administers)) throw lastAdministrator();
  const update = transaction.query(
    `UPDATE identity.membership m
        SET roles = ARRAY(SELECT jsonb_array_elements_text(n.roles)), state = n.state, version = m.version + 1, changed_at = $2
       FROM jsonb_to_recordset($1::jsonb) AS n ("personId" uuid, roles jsonb, state text)
      WHERE m.organization_id = tickmark.organization() AND m.person_id = n."personId"`,
    [JSON.stringify(wanted), now],
  );
  await update.catch(orBothSides);
  const suspended = wanted.filter((one) => one.state === 'suspended' && members.get(one.personId)?.state === 'active');
  if (suspended.length > 0) {
    await transaction.query(
      `UPDATE identity.api_token SET revoked_at = $2
        WHERE organization_id = tickmark.organization() AND person_id = ANY ($1) AND revoked_at IS NULL`,
      [suspended.map((one) => one.personId), now],
    );
  }
  for (let from = 0; from < wanted.length; from += statedAtOnce) {
    const some = wanted.slice(from, from + statedAtOnce);
    const changed = some.map(({ personId, state, roles }) => `${personId} ${state} ${roles.join(',')}`);
    await stated(asking, 'members-changed-by-directory', some[0]?.personId ?? '', { changed });
  }
}

/** A statement names at most so many members: whoever comes into a large group is one line of many. */
const statedAtOnce = 200;

export type Waiting = 'waits' | 'expired' | 'gone';

/** How an invitation stands. email: whom it invited */
export async function standingOf(
  asking: Asking,
  id: string,
): Promise<{ readonly email: string; readonly standing: Waiting }> {
  const { rows } = await asking.transaction.query<{ email: string; standing: Waiting }>(
    `SELECT email, CASE WHEN accepted_at IS NOT NULL OR withdrawn_at IS NOT NULL THEN 'gone'
                        WHEN expires_at <= $2 THEN 'expired' ELSE 'waits' END AS standing
       FROM identity.invitation WHERE organization_id = tickmark.organization() AND id = $1`,
    [id, asking.now],
  );
  return rows[0] ?? { email: '', standing: 'gone' };
}

/** Whoever accepts from here on comes in with these roles. */
export async function changeInvitations(
  asking: Asking,
  wanted: readonly { readonly id: string; readonly roles: readonly string[] }[],
): Promise<void> {
  await asking.transaction.query(
    `UPDATE identity.invitation i SET roles = ARRAY(SELECT jsonb_array_elements_text(n.roles))
       FROM jsonb_to_recordset($1::jsonb) AS n (id uuid, roles jsonb)
      WHERE i.organization_id = tickmark.organization() AND i.id = n.id AND i.accepted_at IS NULL AND i.withdrawn_at IS NULL`,
    [JSON.stringify(wanted)],
  );
}
