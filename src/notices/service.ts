/** A person's own notices and preferences. What a notice is about is read where it lies, so that it says what is true now. */
import { createHash } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import { titlesOf } from '../registers/index.ts';
import { stalePreference, wrongPlace } from './errors.ts';
import type { NoticeKind, Ways } from './model.ts';
import { defaultWays } from './rules.ts';
import { countUnread, markRead, savePreference, selectNotices, selectPreference } from './store.ts';

/** by: person id; title: of the record, null where it is about none. Times RFC 3339 UTC */
export interface ShownNotice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly at: string;
  readonly by: string | null;
  readonly register: string | null;
  readonly code: string | null;
  readonly title: string | null;
  readonly readAt: string | null;
}

/** refuses invalid-input for a cursor of another list */
export async function listNotices(
  asking: Asking,
  keys: OrganizationKeys,
  query: { readonly unread: boolean; readonly cursor: string | null; readonly limit: number },
): Promise<{ readonly items: readonly ShownNotice[]; readonly next: string | null; readonly unread: number }> {
  const { transaction } = asking;
  const after = query.cursor === null ? null : readCursor(query.cursor);
  const rows = await selectNotices(transaction, { unread: query.unread, after, limit: query.limit + 1 });
  const unread = await countUnread(transaction);
  const shown = rows.slice(0, query.limit);
  const ids = shown.flatMap((row) => (row.register === null || row.subject_id === null ? [] : [row.subject_id]));
  const titles = await titlesOf(asking, keys, ids);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: row.id,
      kind: row.kind,
      at: new Date(row.at).toISOString(),
      by: row.by_person,
      register: row.register,
      code: row.code,
      title: titles.get(row.subject_id ?? '') ?? null,
      readAt: row.read_at === null ? null : new Date(row.read_at).toISOString(),
    })),
    next: rows.length > query.limit && last !== undefined ? cursorOf(last.at, last.id) : null,
    unread,
  };
}

function cursorOf(at: string, id: string): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

function readCursor(cursor: string): { at: string; id: string } {
  try {
    const [at, id]: unknown[] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const isPlace = typeof at === 'string' && !Number.isNaN(Date.parse(at)) && /^\d{4}-/.test(at);
    if (isPlace && typeof id === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { at, id };
  } catch {
    // said below
  }
  throw wrongPlace();
}

/** ids: null for all. returns how many are unread after it */
export async function readNotices(asking: Asking, ids: readonly string[] | null): Promise<number> {
  await markRead(asking.transaction, ids, asking.now);
  return countUnread(asking.transaction);
}

/** Version 1 is what the program proposes. */
export async function readPreference(asking: Asking): Promise<{ readonly ways: Ways; readonly version: number }> {
  const found = await selectPreference(asking.transaction);
  return { ways: { ...defaultWays, ...found?.ways }, version: found?.version ?? 1 };
}

/** version: the one it was made from. refuses version-stale */
export async function changePreference(
  asking: Asking,
  ways: Ways,
  version: number,
): Promise<{ readonly ways: Ways; readonly version: number }> {
  const found = await selectPreference(asking.transaction);
  const known = found?.version ?? 1;
  if (known !== version) throw stalePreference(known);
  const changed = { ways, version: version + 1 };
  if (!(await savePreference(asking.transaction, ways, changed.version, asking.now))) throw stalePreference(known + 1);
  await asking.state({
    hop: 'access',
    subject: { name: 'notices/preference', sha256: createHash('sha256').update(JSON.stringify(ways)).digest('hex') },
    body: { event: 'preference-changed', version: changed.version },
  });
  return changed;
}
