/** Who is on the team of an engagement. */
import type { Asking } from '../http/api/route.ts';
import { notYours, wrongTeam } from './errors.ts';
import { type Overview, readFile } from './files.ts';
import { type FileParts, findFile } from './found.ts';
import type { TeamMember } from './model.ts';
import { digestOf } from './seal.ts';
import { refusalOfLeading, roleWord } from './sign-off.ts';
import * as store from './store.ts';

/** The team as it is to be: who is new joins it, who is not named leaves it, whose role changed does both. */
export async function setTeam(
  asking: Asking,
  parts: FileParts,
  id: string,
  wanted: readonly TeamMember[],
): Promise<Overview> {
  const { transaction, principal, now } = asking;
  const { row, me } = await findFile(asking, parts, id, true);
  const refusal = refusalOfLeading(me);
  if (refusal !== null) throw notYours(refusal);
  await refuseTeam(asking, wanted, me);
  const is = new Map(row.team.map((one) => [one.person_id, one.role]));
  const will = new Map(wanted.map((one) => [one.personId, one.role]));
  const leave = row.team.filter((one) => will.get(one.person_id) !== one.role);
  const join = wanted.filter((one) => is.get(one.personId) !== one.role);
  await asking.state({
    hop: 'review',
    subject: { name: `engagement/${row.id}/team`, sha256: digestOf(JSON.stringify([...will])) },
    body: {
      event: 'team-changed',
      engagement: row.id,
      left: leave.map((one) => one.person_id),
      joined: join.map((one) => ({ person: one.personId, role: one.role })),
    },
  });
  // Those who join first: who says so may be among those who leave.
  const others = join.filter((one) => !is.has(one.personId));
  for (const one of others)
    await store.insertMember(transaction, principal.organizationId, row.id, { ...one, at: now });
  for (const one of leave.toSorted((a) => (a.person_id === principal.personId ? 1 : -1))) {
    await store.endMember(transaction, row.id, one.person_id, now);
    const again = join.find((other) => other.personId === one.person_id);
    if (again !== undefined) {
      await store.insertMember(transaction, principal.organizationId, row.id, { ...again, at: now });
    }
  }
  return readFile(asking, parts, row.id);
}

/** R-WALL-01, R-QUA-05: each is an active member of the firm with that role, and one partner is among them. */
async function refuseTeam(asking: Asking, wanted: readonly TeamMember[], me: TeamMember): Promise<void> {
  const roles = await store.selectRoles(
    asking.transaction,
    wanted.map(({ personId }) => personId),
  );
  const seen = new Set<string>();
  for (const [index, { personId, role }] of wanted.entries()) {
    const has = roles.get(personId);
    if (has === undefined) throw wrongTeam(`/team/${index}/personId`, 'This is no active member of the firm.');
    if (!has.includes(role))
      throw wrongTeam(`/team/${index}/role`, `This member of the firm is not ${roleWord(role)}.`);
    if (seen.has(personId)) throw wrongTeam(`/team/${index}/personId`, 'Nobody has two roles in one engagement.');
    seen.add(personId);
  }
  if (wanted.filter(({ role }) => role === 'engagement-partner').length > 1) {
    throw wrongTeam('/team', 'An engagement has one partner.');
  }
  if (!wanted.some((one) => one.personId === me.personId && one.role === me.role)) {
    throw wrongTeam('/team', 'Somebody else of the team takes you off it, or gives you another role.');
  }
}
