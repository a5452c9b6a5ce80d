/** Members given out as a table. */
import { type TableFile, type TableFormat, tableFile } from '../adapters/xlsx/table-file.ts';
import type { Cell, StreamedColumn } from '../adapters/xlsx/xlsx-stream.ts';
import type { Apart } from '../http/api/route.ts';
import { listMembers, type Member } from './members.ts';

const columns: readonly (StreamedColumn & { readonly of: (member: Member) => Cell })[] = [
  { header: 'Name', kind: 'text', width: 32, of: ({ name }) => name },
  { header: 'E-mail', kind: 'text', width: 40, of: ({ email }) => email },
  { header: 'Roles', kind: 'text', width: 40, of: ({ roles }) => roles.join('; ') },
  { header: 'State', kind: 'text', width: 12, of: ({ state }) => state },
  { header: 'Since', kind: 'instant', width: 20, of: ({ since }) => ({ instant: since }) },
  { header: 'Until', kind: 'instant', width: 20, of: ({ until }) => (until === null ? null : { instant: until }) },
];
const pageLength = 200;

/** By name, those who left too; a page in memory at a time, each in a transaction of its own. */
export function exportedMembers(apart: Apart, format: TableFormat): Promise<TableFile> {
  async function* pages(): AsyncGenerator<readonly (readonly Cell[])[]> {
    for (let after: string | null = null; ; ) {
      const at: Parameters<typeof listMembers>[1] = { after, limit: pageLength };
      const found = await apart.within((asking) => listMembers(asking, at));
      yield found.map((member) => columns.map((column) => column.of(member)));
      const last = found.at(-1);
      if (last === undefined || found.length < pageLength) return;
      after = last.personId;
    }
  }
  return tableFile(format, 'members', 'Members', columns, pages());
}
