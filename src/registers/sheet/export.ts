/** A register given out as a table, as it is filtered and sorted, a page of records in memory at a time. */
import { stringify } from 'csv-stringify/sync';
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import { type Cell, xlsxStream } from '../../adapters/xlsx/xlsx-stream.ts';
import type { Answer, Apart } from '../../http/api/route.ts';
import type { Register } from '../model.ts';
import { everyPage, type ListQuery } from '../service.ts';
import { selectPeople } from '../store.ts';
import { columnsOf, csvText, rowOf, streamedColumn } from './columns.ts';

export const formats = ['csv', 'xlsx'] as const;
export type Format = (typeof formats)[number];

/** The file, to be streamed. */
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
  async function* rows(): AsyncGenerator<readonly (readonly Cell[])[]> {
    for await (const page of everyPage(apart, keys, register, query)) {
      yield page.map((record) => rowOf(columns, record, people));
    }
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

function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(csvText)),
    { record_delimiter: 'windows' },
  );
}
