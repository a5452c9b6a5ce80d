/** Records by their codes, as they are and as they were in an earlier version. */
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import type { Register, RegisterRecord } from './model.ts';
import { openVersion, recordOf } from './service.ts';
import { selectByCodes, selectVersionsThen } from './store.ts';

export async function recordsByCodes(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  codes: readonly string[],
): Promise<ReadonlyMap<string, RegisterRecord>> {
  if (codes.length === 0) return new Map();
  const { side, organizationId } = asking.principal;
  const rows = await selectByCodes(asking.transaction, side, organizationId, register.name, codes);
  return new Map(rows.map((row) => [row.code, recordOf(keys, asking, register.name, row)]));
}

/** By id, as they were in the version named; since when they are in force is not kept of versions, and is as it is now. */
export async function recordsThen(
  asking: Asking,
  keys: OrganizationKeys,
  register: Register,
  wanted: readonly { readonly record: RegisterRecord; readonly version: number }[],
): Promise<ReadonlyMap<string, RegisterRecord>> {
  if (wanted.length === 0) return new Map();
  const { side, organizationId } = asking.principal;
  const pairs = wanted.map(({ record, version }) => ({ id: record.id, version }));
  const rows = await selectVersionsThen(asking.transaction, side, organizationId, pairs);
  const now = new Map(wanted.map(({ record }) => [record.id, record]));
  return new Map(
    rows.flatMap((row) => {
      const record = now.get(row.record_id);
      if (record === undefined) return [];
      const { content } = openVersion(keys, asking, register.name, row.record_id, row.version, row.sealed);
      const { state, owner_id: ownerId, due_on: dueOn, version } = row;
      return [[row.record_id, { ...record, version, state, ownerId, dueOn, content }]];
    }),
  );
}
