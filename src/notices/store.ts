import type { Transaction } from '../adapters/postgres/pool.ts';
import type { NoticeKind, Ways } from './model.ts';

export interface NoticeRow {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: string;
  readonly by_person: string | null;
  readonly register: string | null;
  readonly code: string | null;
  readonly subject_id: string | null;
  readonly read_at: string | null;
}

/** The person's own, as row-level security shows them, latest first. after: the last one seen */
export async function selectNotices(
  transaction: Transaction,
  wanted: { readonly unread: boolean; readonly after: { at: string; id: string } | null; readonly limit: number },
): Promise<readonly NoticeRow[]> {
  const { rows } = await transaction.query<NoticeRow>(
    `SELECT id, kind, at, by_person, register, code, subject_id, read_at FROM notices.notice
     WHERE organization_id = tickmark.organization() AND person_id = tickmark.person()
       AND (NOT $1 OR read_at IS NULL) AND ($2::timestamptz IS NULL OR (at, id) < ($2, $3::uuid))
     ORDER BY at DESC, id DESC LIMIT $4`,
    [wanted.unread, wanted.after?.at ?? null, wanted.after?.id ?? null, wanted.limit],
  );
  return rows;
}

/** Counted up to a hundred: nobody reads a larger figure. */
export async function countUnread(transaction: Transaction): Promise<number> {
  const { rows } = await transaction.query<{ unread: number }>(
    `SELECT count(*)::int AS unread FROM (SELECT FROM notices.notice
     WHERE organization_id = tickmark.organization() AND person_id = tickmark.person() AND read_at IS NULL LIMIT 100) u`,
  );
  return rows[0]?.unread ?? 0;
}

/** ids: null for all. Those of others are not there. returns how many were unread until now */
export async function markRead(transaction: Transaction, ids: readonly string[] | null, at: string): Promise<number> {
  const { rowCount } = await transaction.query(
    `UPDATE notices.notice SET read_at = $2
     WHERE organization_id = tickmark.organization() AND person_id = tickmark.person() AND read_at IS NULL
       AND ($1::uuid[] IS NULL OR id = ANY ($1))`,
    [ids, at],
  );
  return rowCount ?? 0;
}

export async function selectPreference(
  transaction: Transaction,
): Promise<{ readonly ways: Partial<Ways>; readonly version: number } | undefined> {
  const { rows } = await transaction.query<{ ways: Partial<Ways>; version: number }>(
    `SELECT ways, version FROM notices.preference WHERE organization_id = tickmark.organization() AND person_id = tickmark.person()`,
  );
  return rows[0];
}

/** version: the one it becomes. returns false where somebody else was first */
export async function savePreference(
  transaction: Transaction,
  ways: Ways,
  version: number,
  at: string,
): Promise<boolean> {
  const { rowCount } = await transaction.query(
    `INSERT INTO notices.preference (organization_id, person_id, ways, version, changed_at)
     VALUES (tickmark.organization(), tickmark.person(), $1, $2, $3)
     ON CONFLICT (organization_id, person_id) DO UPDATE SET ways = $1, version = $2, changed_at = $3
     WHERE preference.version = $2 - 1`,
    [JSON.stringify(ways), version, at],
  );
  return rowCount === 1;
}
