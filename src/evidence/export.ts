/** The list of evidence given out as a table: what each item is and where it comes from, not its content. */
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { type TableFile, type TableFormat, tableFile } from '../adapters/xlsx/table-file.ts';
import type { Cell, StreamedColumn } from '../adapters/xlsx/xlsx-stream.ts';
import type { Apart } from '../http/api/route.ts';
import { selectPeople } from '../registers/store.ts';
import { type ItemQuery, listItems } from './organization.ts';
import type { OrganizationEvidence } from './organization-model.ts';

const day = (value: string | null): Cell => (value === null ? null : { day: value });
const instant = (value: string): Cell => ({ instant: value });

/** By their address, as people stand in every list that is given out. */
const personOf = ({ uploadedBy }: OrganizationEvidence, people: ReadonlyMap<string, string>): Cell =>
  people.get(uploadedBy) ?? uploadedBy;

const columns: readonly (StreamedColumn & {
  readonly of: (item: OrganizationEvidence, people: ReadonlyMap<string, string>) => Cell;
})[] = [
  { header: 'Code', kind: 'text', width: 12, of: ({ code }) => code },
  { header: 'Name', kind: 'text', width: 40, of: ({ name }) => name },
  { header: 'State', kind: 'text', width: 14, of: ({ state }) => state },
  { header: 'Records', kind: 'text', width: 24, of: ({ links }) => links.map(({ code }) => code).join('; ') },
  { header: 'Period from', kind: 'day', width: 12, of: ({ periodStart }) => day(periodStart) },
  { header: 'Period to', kind: 'day', width: 12, of: ({ periodEnd }) => day(periodEnd) },
  { header: 'Fresh until', kind: 'day', width: 12, of: ({ freshUntil }) => day(freshUntil) },
  { header: 'System', kind: 'text', width: 24, of: ({ source }) => source?.system ?? null },
  { header: 'Collector', kind: 'text', width: 24, of: ({ source }) => source?.collector ?? null },
  { header: 'Query', kind: 'text', width: 40, of: ({ source }) => source?.query ?? null },
  { header: 'Account', kind: 'text', width: 24, of: ({ source }) => source?.account ?? null },
  { header: 'Collected', kind: 'instant', width: 20, of: ({ collectedAt }) => instant(collectedAt) },
  { header: 'Taken in', kind: 'instant', width: 20, of: ({ uploadedAt }) => instant(uploadedAt) },
  { header: 'Taken in by', kind: 'text', width: 24, of: personOf },
  { header: 'Media type', kind: 'text', width: 24, of: ({ mediaType }) => mediaType.type },
  { header: 'Bytes', kind: 'number', width: 14, of: ({ size }) => size },
  { header: 'SHA-256', kind: 'text', width: 66, of: ({ sha256 }) => sha256 },
  { header: 'Replaces', kind: 'text', width: 12, of: ({ replaces }) => replaces },
  { header: 'Replaced by', kind: 'text', width: 12, of: ({ replacedBy }) => replacedBy },
  { header: 'Version', kind: 'number', width: 10, of: ({ version }) => version },
  { header: 'Statement', kind: 'number', width: 12, of: ({ receipt }) => receipt.index },
];
const pageLength = 200;

/**
 * The list as it is filtered and sorted. Each page is read in a transaction of its own: an item that changes meanwhile comes as it is by then.
 */
export async function exportedEvidence(
  apart: Apart,
  keys: OrganizationKeys,
  format: TableFormat,
  query: Omit<ItemQuery, 'cursor' | 'limit'>,
): Promise<TableFile> {
  const everybody = await apart.within((asking) => selectPeople(asking.transaction));
  const people = new Map(everybody.map(({ id, email }) => [id, email]));
  async function* pages(): AsyncGenerator<readonly (readonly Cell[])[]> {
    for (let cursor: string | null = null; ; ) {
      const at: ItemQuery = { ...query, cursor, limit: pageLength };
      const { items, next } = await apart.within((asking) => listItems(asking, keys, at));
      yield items.map((item) => columns.map((column) => column.of(item, people)));
      if (next === null) return;
      cursor = next;
    }
  }
  return tableFile(format, 'evidence', 'Evidence', columns, pages());
}
