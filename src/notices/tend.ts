/** What the installation does for notices beside the requests: what becomes due is told, and what is told is mailed as people chose. */
import { type Database, inTransaction, type Transaction } from '../adapters/postgres/pool.ts';
import { type IdentityDependencies, postMail } from '../identity/index.ts';
import type { NoticeKind, Ways } from './model.ts';
import { digestAfter, mailOf, type Told, wayOf } from './rules.ts';

/** Days ahead of its date at which something is due soon. */
const soonDays = 3;
const atOnce = 1_000;

/**
 * Tells owners of what is due soon or overdue, once for each date.
 * owner    sees the records of all organizations, and of each only columns that are not sealed
 * resting  states in which nothing is due any more
 * today    YYYY-MM-DD
 */
export async function tellDue(
  owner: Database,
  resting: readonly string[],
  today: string,
  now: string,
): Promise<number> {
  let told = 0;
  for (const side of ['management', 'firm']) {
    const { rowCount } = await owner.query(
      `INSERT INTO notices.notice (organization_id, person_id, kind, key, at, register, code, subject_id)
       SELECT r.organization_id, r.owner_id, k.kind, k.kind || ':' || r.id || ':' || r.due_on, $3, r.register, r.code, r.id
       FROM ${side}.record r
       CROSS JOIN LATERAL (SELECT CASE WHEN r.due_on < $1::date THEN 'overdue' ELSE 'due-soon' END AS kind) k
       WHERE r.owner_id IS NOT NULL AND r.due_on <= $1::date + ${soonDays} AND r.state <> ALL ($2::text[])
         AND NOT EXISTS (SELECT FROM notices.notice n WHERE n.organization_id = r.organization_id
           AND n.person_id = r.owner_id AND n.key = k.kind || ':' || r.id || ':' || r.due_on)
       ON CONFLICT DO NOTHING`,
      [today, resting, now],
    );
    told += rowCount ?? 0;
  }
  return told;
}

interface Waiting {
  readonly id: string;
  readonly organization_id: string;
  readonly person_id: string;
  readonly kind: NoticeKind;
  readonly at: string;
  readonly code: string | null;
  readonly by_name: string | null;
  readonly read_at: string | null;
  readonly mail_after: string | null;
  readonly ways: Partial<Ways> | null;
}

/**
 * Puts what is to be mailed into the outbox: one mail a person and organization, in the transaction that notes that it is there. What
 * was read meanwhile is not mailed. Where no mail is sent, nothing waits for a day on which one might be.
 * returns  how many mails were posted
 */
export async function postNotices(owner: Database, identity: IdentityDependencies, now: string): Promise<number> {
  return inTransaction(owner, async (transaction) => {
    const { rows } = await transaction.query<Waiting>(
      `SELECT n.id, n.organization_id, n.person_id, n.kind, n.at, n.code, n.read_at, n.mail_after, p.ways,
         (SELECT b.person_name FROM identity.initiator(n.by_person, n.organization_id) b) AS by_name
       FROM notices.notice n
       LEFT JOIN notices.preference p ON p.organization_id = n.organization_id AND p.person_id = n.person_id
       WHERE n.mail = 'waits' AND (n.mail_after IS NULL OR n.mail_after <= $1)
       ORDER BY n.mail_after NULLS FIRST, n.at LIMIT ${atOnce} FOR UPDATE OF n SKIP LOCKED`,
      [now],
    );
    if (rows.length === 0) return 0;
    const decided = rows.map((row) => ({ row, next: identity.sendsMail ? nextOf(row) : 'unwanted' }));
    const idsOf = (next: string) => decided.flatMap((one) => (one.next === next ? [one.row.id] : []));
    await mark(transaction, idsOf('unwanted'), 'unwanted');
    for (const { row } of decided.filter((one) => one.next === 'later')) {
      await transaction.query('UPDATE notices.notice SET mail_after = $2 WHERE id = $1', [row.id, digestAfter(row.at)]);
    }
    const toMail = decided.flatMap((one) => (one.next === 'mail' ? [one.row] : []));
    const groups = Map.groupBy(toMail, (row) => `${row.organization_id} ${row.person_id}`);
    for (const group of groups.values()) await postGroup(transaction, identity, group, now);
    return groups.size;
  });
}

function nextOf(row: Waiting): 'mail' | 'later' | 'unwanted' {
  const way = wayOf(row.kind, row.ways);
  if (way === 'none' || row.read_at !== null) return 'unwanted';
  return way === 'now' || row.mail_after !== null ? 'mail' : 'later';
}

/** Who has left the organization since is told nothing more of it. */
async function postGroup(
  transaction: Transaction,
  identity: IdentityDependencies,
  group: readonly Waiting[],
  now: string,
): Promise<void> {
  const [first] = group;
  if (first === undefined) return;
  const { rows } = await transaction.query<{ email: string; organization: string }>(
    `SELECT i.email, o.name AS organization FROM identity.initiator($1, $2) i JOIN identity.organization o ON o.id = $2`,
    [first.person_id, first.organization_id],
  );
  const ids = group.map((row) => row.id);
  const [to] = rows;
  if (to === undefined) {
    await mark(transaction, ids, 'unwanted');
    return;
  }
  const told = group.map(({ kind, code, by_name: by }): Told => ({ kind, code, by }));
  const mail = mailOf(told, { organization: to.organization, name: identity.name, url: identity.url });
  // Nobody's outbox: what somebody is told is not for the administrators who read the organization's.
  await postMail(identity, transaction, { organizationId: null, to: to.email, ...mail }, now, 'wait');
  await mark(transaction, ids, 'posted');
}

async function mark(transaction: Transaction, ids: readonly string[], mail: 'posted' | 'unwanted'): Promise<void> {
  if (ids.length === 0) return;
  await transaction.query('UPDATE notices.notice SET mail = $2 WHERE id = ANY ($1::uuid[])', [ids, mail]);
}

/** Takes away what was read more than a quarter of a year ago. What is not read stays. */
export async function tidyNotices(owner: Database, now: string): Promise<void> {
  await owner.query(
    `DELETE FROM notices.notice WHERE read_at < $1::timestamptz - interval '90 days' AND mail <> 'waits'`,
    [now],
  );
}
