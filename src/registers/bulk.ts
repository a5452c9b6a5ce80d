import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import { Refusal } from '../refusal.ts';
import { noRecord, staleVersion } from './errors.ts';
import type { Register } from './model.ts';
import { changeRecord } from './service.ts';
import { lockRows, lockTally } from './store.ts';

/** At most so many records are changed at once. */
export const mostAtOnce = 1_000;

/** What is left out stays as it is. */
export interface BulkChange {
  readonly state?: string | undefined;
  readonly ownerId?: string | null | undefined;
  readonly dueOn?: string | null | undefined;
  readonly why?: string | undefined;
}

/** index: the place among the records that were sent; code: of a problem, or `unchanged` */
export interface BulkAnswer {
  readonly changed: readonly { readonly index: number; readonly code: string; readonly version: number }[];
  readonly refused: readonly { readonly index: number; readonly code: string; readonly detail: string }[];
}

/**
 * One change of many records in one transaction, each with a version and a receipt of its own. A record that is not there, was changed
 * meanwhile or is so already is left as it is and said; what is wrong for all of them refuses the whole.
 * refuses  invalid-input: a state of another register, an owner who is no member
 */
export async function changeRecords(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  records: readonly { readonly id: string; readonly version: number }[],
  change: BulkChange,
): Promise<BulkAnswer> {
  const { side, organizationId } = asking.principal;
  // All rows in the order of their ids, then the tally, then the log: two of these at once wait, and never for each other.
  const ids = [...new Set(records.map((one) => one.id))];
  const rows = new Map(
    (await lockRows(asking.transaction, side, organizationId, register.name, ids)).map((row) => [row.id, row]),
  );
  if (change.state !== undefined) await lockTally(asking.transaction, side, organizationId, register.name);
  const changed: { index: number; code: string; version: number }[] = [];
  const refused: { index: number; code: string; detail: string }[] = [];
  const done = new Set<string>();
  for (const [index, { id, version }] of records.entries()) {
    const row = rows.get(id);
    const refusal =
      row === undefined
        ? noRecord(register.one)
        : row.version !== version || done.has(id)
          ? staleVersion(row.code, row.version + (done.has(id) ? 1 : 0))
          : null;
    if (row === undefined || refusal instanceof Refusal) {
      refused.push({ index, code: refusal?.code ?? '', detail: refusal?.message ?? '' });
      continue;
    }
    const isSo =
      (change.state ?? row.state) === row.state &&
      (change.ownerId === undefined || change.ownerId === row.owner_id) &&
      (change.dueOn === undefined || change.dueOn === row.due_on);
    if (isSo) {
      refused.push({ index, code: 'unchanged', detail: `${row.code} is so already.` });
      continue;
    }
    const after = await changeRecord(asking, keys, register, id, version, change);
    done.add(id);
    changed.push({ index, code: after.code, version: after.version });
  }
  await asking.state({
    hop: 'access',
    subject: { name: register.name, sha256: '0'.repeat(64) },
    body: { event: 'changed-at-once', register: register.name, changed: changed.length, refused: refused.length },
  });
  return { changed, refused };
}
