/** A register given out as a table, as it is filtered and sorted, a page of records in memory at a time. */
import { stringify } from 'csv-stringify/sync';
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import { type Cell, sheetRows, xlsxStream } from '../../adapters/xlsx/xlsx-stream.ts';
import type { Answer, Apart, Asking } from '../../http/api/route.ts';
import type { Register } from '../model.ts';
import { everyPage } from '../every-page.ts';
import type { ListQuery } from '../service.ts';
import { tooManyForWorkbook } from '../errors.ts';
import { selectCounts, selectPeople } from '../store.ts';
import { columnsOf, csvText, rowOf, streamedColumn } from './columns.ts';

export const formats = ['csv', 'xlsx'] as const;
export type Format = (typeof formats)[number];

/** The file, to be streamed. refuses conflict: too long for its order or its format */
export async function exported(
  apart: Apart,
  keys: OrganizationKeys,
  register: Register,
  format: Format,
  query: Omit<ListQuery, 'cursor' | 'limit'>,
): Promise<NonNullable<Answer<never>['stream']>> {
  const columns = columnsOf(register);
  const everybody = await apart.within((asking) => selectPeople(asking.transaction));
  const people = new Map(everybody.map(({ id, email }) => [id, email]));
  const name = `${register.name}.${format}`;
  if (format === 'xlsx') await apart.within((asking) => refuseLonger(asking, register, query));
  // The first page before the answer begins: what stands against the list is a refusal, and no file that breaks off.
  const pages = everyPage(apart, keys, register, query);
  const first = await pages.next();
  async function* rows(): AsyncGenerator<readonly (readonly Cell[])[]> {
    if (first.done === true) return;
    yield first.value.map((record) => rowOf(columns, record, people));
    for await (const page of pages) yield page.map((record) => rowOf(columns, record, people));
  }
  if (format === 'xlsx') {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { type, name, parts: xlsxStream(register.title, columns.map(streamedColumn), rows()) };
  }
  async function* lines(): AsyncGenerator<string> {
    yield csvLines([columns.map((column) => column.header)]);
    for await (const page of rows()) if (page.length > 0) yield csvLines(page);
  }
  return { type: 'text/csv; charset=utf-8', name, parts: lines() };
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

function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(csvText)),
    { record_delimiter: 'windows' },
  );
}
