/** A whole list, however long it is, a page of it in memory at a time. */
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Apart } from '../http/api/route.ts';
import { tooManyInOrder } from './errors.ts';
import type { Register, RegisterRecord } from './model.ts';
import { type ListQuery, recordOf, selectionOf } from './service.ts';
import { type Selection, selectByIds, selectIds, selectRows } from './store.ts';

/**
 * The records of a list, a page of them in memory at a time. Each page is read in a transaction of its own: whoever takes them slowly
 * holds none, and what changes meanwhile may come as it is by then. Which records there are is fixed at the beginning where their order
 * may change on the way, which is done for at most `mostOrdered`.
 * refuses  conflict: more than that
 */
export async function* everyPage(
  apart: Apart,
  keys: OrganizationKeys,
  register: Register,
  query: Omit<ListQuery, 'cursor' | 'limit'>,
): AsyncGenerator<readonly RegisterRecord[]> {
  if (query.sort !== 'code') {
    yield* inOrder(apart, keys, register, query);
    return;
  }
  let after: Selection['after'] = null;
  for (;;) {
    const page: readonly RegisterRecord[] = await apart.within(async (asking) => {
      const { side, organizationId } = asking.principal;
      const wanted = { ...selectionOf(asking, keys, register, query), after, limit: exportPage };
      const rows = await selectRows(asking.transaction, side, organizationId, wanted);
      return rows.map((row) => recordOf(keys, asking, register.name, row));
    });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < exportPage) return;
    after = { value: last.code, id: last.id };
  }
}

const exportPage = 200;

/** Of how many records an order that may change on the way is kept. */
const mostOrdered = 100_000;

async function* inOrder(
  apart: Apart,
  keys: OrganizationKeys,
  register: Register,
  query: Omit<ListQuery, 'cursor' | 'limit'>,
): AsyncGenerator<readonly RegisterRecord[]> {
  const ids = await apart.within((asking) =>
    selectIds(asking.transaction, asking.principal.side, asking.principal.organizationId, {
      ...selectionOf(asking, keys, register, query),
      after: null,
      limit: mostOrdered + 1,
    }),
  );
  if (ids.length > mostOrdered) throw tooManyInOrder(mostOrdered);
  for (let at = 0; at < ids.length; at += exportPage) {
    const some = ids.slice(at, at + exportPage);
    yield await apart.within(async (asking) => {
      const { side, organizationId } = asking.principal;
      const rows = await selectByIds(asking.transaction, side, organizationId, some);
      const found = new Map(rows.map((row) => [row.id, row]));
      return some.flatMap((id) => {
        const row = found.get(id);
        return row === undefined ? [] : [recordOf(keys, asking, register.name, row)];
      });
    });
  }
}
