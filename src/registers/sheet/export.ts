/** A register given out as a table, as it is filtered and sorted, a page of records in memory at a time. */
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import { type TableFile, type TableFormat, tableFile } from '../../adapters/xlsx/table-file.ts';
import { type Cell, sheetRows } from '../../adapters/xlsx/xlsx-stream.ts';
import type { Apart, Asking } from '../../http/api/route.ts';
import type { Register } from '../model.ts';
import { everyPage } from '../every-page.ts';
import type { ListQuery } from '../service.ts';
import { tooManyForWorkbook } from '../errors.ts';
import { selectCounts, selectPeople } from '../store.ts';
import { columnsOf, rowOf, streamedColumn } from './columns.ts';

/** The file, to be streamed. refuses conflict: too long for its order or its format */
export async function exported(
  apart: Apart,
  keys: OrganizationKeys,
  register: Register,
  format: TableFormat,
  query: Omit<ListQuery, 'cursor' | 'limit'>,
): Promise<TableFile> {
  const columns = columnsOf(register);
  const everybody = await apart.within((asking) => selectPeople(asking.transaction));
  const people = new Map(everybody.map(({ id, email }) => [id, email]));
  if (format === 'xlsx') await apart.within((asking) => refuseLonger(asking, register, query));
  async function* pages(): AsyncGenerator<readonly (readonly Cell[])[]> {
    for await (const page of everyPage(apart, keys, register, query)) {
      yield page.map((record) => rowOf(columns, record, people));
    }
  }
  return tableFile(format, register.name, register.title, columns.map(streamedColumn), pages());
}

/** Where nothing narrows it but a state, how long a list is stands in its tally. */
async function refuseLonger(
  { transaction, principal }: Asking,
  { name }: Register,
  { state, q, ownerId, dueBefore, facets }: Omit<ListQuery, 'cursor' | 'limit'>,
): Promise<void> {
  if (q !== '' || ownerId !== null || dueBefore !== null || facets !== null) return;
  const counts = (await selectCounts(transaction, principal.side, principal.organizationId, name)).get(name) ?? {};
  const count = state === null ? Object.values(counts).reduce((sum, n) => sum + n, 0) : (counts[state] ?? 0);
  if (count >= sheetRows) throw tooManyForWorkbook(sheetRows - 1);
}
