/** Writes notices in the transaction of what causes them: it is told exactly when it happened, and once. */
import type { Transaction } from '../adapters/postgres/pool.ts';
import type { Notice } from './model.ts';

const columns = 'organization_id, person_id, kind, key, at, by_person, register, code, subject_id';

/** Tells people of the organization; whoever caused it is not told of it, and who was told already is not told again. */
export async function tell(
  transaction: Transaction,
  organizationId: string,
  people: readonly string[],
  notice: Notice,
): Promise<void> {
  const others = [...new Set(people)].filter((person) => person !== notice.by);
  if (others.length === 0) return;
  await transaction.query(
    `INSERT INTO notices.notice (${columns}) SELECT $1, p, $3, $4, $5, $6, $7, $8, $9 FROM unnest($2::uuid[]) p ON CONFLICT DO NOTHING`,
    [organizationId, others, ...valuesOf(notice)],
  );
}

/** Those who lead the programme, or the engagement: they are told of what has no owner yet. */
const leaders = ['compliance-manager', 'executive-sponsor', 'engagement-partner', 'manager'];

/** Tells the leaders of the organization, of what comes from outside. also: further roles it concerns */
export async function tellLeaders(
  transaction: Transaction,
  organizationId: string,
  notice: Notice,
  also: readonly string[] = [],
): Promise<void> {
  await transaction.query(
    `INSERT INTO notices.notice (${columns})
     SELECT $1, m.person_id, $3, $4, $5, $6, $7, $8, $9 FROM identity.membership m
     WHERE m.organization_id = $1 AND m.state = 'active' AND m.roles && $2::text[] ON CONFLICT DO NOTHING`,
    [organizationId, [...leaders, ...also], ...valuesOf(notice)],
  );
}

function valuesOf(notice: Notice): unknown[] {
  return [notice.kind, notice.key, notice.at, notice.by, notice.register, notice.code, notice.subjectId];
}
