/** Reconciliation with a second source (IPE-03): what matched, and what is only on either side. Pure. */
import type { PopulationRecord } from './kind.ts';

/**
 * One side.
 * id     the record's id
 * value  what is compared; null when the record lacks it, and then it cannot match
 */
export interface ReconcileItem {
  readonly id: string;
  readonly value: string | null;
}

/**
 * matched    items of the left side with a partner; several may have the same (counted in `shared`)
 * onlyLeft   ids on the left without a partner, of those with a value
 * onlyRight  ids on the right without a partner
 * withoutLeft, withoutRight  ids that lack the value compared
 * shared     values that stand on one side more than once
 */
export interface Reconciliation {
  readonly left: number;
  readonly right: number;
  readonly matched: number;
  readonly onlyLeft: readonly string[];
  readonly onlyRight: readonly string[];
  readonly withoutLeft: readonly string[];
  readonly withoutRight: readonly string[];
  readonly shared: readonly string[];
}

/** Compares two lists by a value, in memory of their ids and values. */
export function reconcile(left: Iterable<ReconcileItem>, right: Iterable<ReconcileItem>): Reconciliation {
  const a = group(left);
  const b = group(right);
  const onlyLeft: string[] = [];
  let matched = 0;
  for (const [value, ids] of a.byValue) {
    if (b.byValue.has(value)) matched += ids.length;
    else onlyLeft.push(...ids);
  }
  const onlyRight: string[] = [];
  for (const [value, ids] of b.byValue) if (!a.byValue.has(value)) onlyRight.push(...ids);
  const shared = [...a.byValue, ...b.byValue].filter(([, ids]) => ids.length > 1).map(([value]) => value);
  return {
    left: a.count,
    right: b.count,
    matched,
    onlyLeft: onlyLeft.sort(byUtf8),
    onlyRight: onlyRight.sort(byUtf8),
    withoutLeft: a.without.sort(byUtf8),
    withoutRight: b.without.sort(byUtf8),
    shared: [...new Set(shared)].sort(byUtf8),
  };
}

function group(items: Iterable<ReconcileItem>): { byValue: Map<string, string[]>; without: string[]; count: number } {
  const byValue = new Map<string, string[]>();
  const without: string[] = [];
  let count = 0;
  for (const { id, value } of items) {
    count++;
    if (value === null) {
      without.push(id);
      continue;
    }
    const ids = byValue.get(value);
    if (ids === undefined) byValue.set(value, [id]);
    else ids.push(id);
  }
  return { byValue, without, count };
}

function byUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** A record in its population, as `PopulationFile` reads it. */
export interface ReconcileRow {
  readonly id: string;
  readonly record: PopulationRecord;
}

/** Merged changes by their merge commit, and the commits they must have left on the base branch: its first-parent line. */
export function changesAgainstHistory(
  changes: Iterable<ReconcileRow>,
  commits: Iterable<ReconcileRow>,
): Reconciliation {
  return reconcile(
    select(changes, 'merge_commit', (record) => record.merged_at !== null),
    select(commits, 'commit', (record) => record.first_parent === true),
  );
}

/** Accounts of people by e-mail address, and the register of personnel. Service and root accounts belong to nobody. */
export function accountsAgainstPeople(
  accounts: Iterable<ReconcileRow>,
  people: Iterable<ReconcileRow>,
): Reconciliation {
  return reconcile(
    select(accounts, 'email', (record) => record.kind !== 'service' && record.kind !== 'root'),
    select(people, 'email', () => true),
  );
}

/** Records of one side with the field compared; texts compare without case when they are addresses. */
export function* select(
  rows: Iterable<ReconcileRow>,
  field: string,
  where: (record: PopulationRecord) => boolean,
): Generator<ReconcileItem> {
  for (const { id, record } of rows) {
    if (!where(record)) continue;
    const value = record[field] ?? null;
    const text = value === null || typeof value === 'object' ? null : String(value);
    yield { id, value: text?.includes('@') ? text.toLowerCase() : text };
  }
}
