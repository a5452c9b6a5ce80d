/** A list given out as a file, CSV or a workbook, written as its pages come. */
import { stringify } from 'csv-stringify/sync';
import { type Cell, type StreamedColumn, xlsxStream } from './xlsx-stream.ts';

export const tableFormats = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** type: media type; name: of the file */
export interface TableFile {
  readonly type: string;
  readonly name: string;
  readonly parts: AsyncIterable<string | Uint8Array>;
}

/**
 * The first page is read before the answer begins: what stands against the list is a refusal, and no file that breaks off.
 * name: of the file, without its ending; title: of the sheet; pages: rows in the order of the columns
 */
export async function tableFile(
  format: TableFormat,
  name: string,
  title: string,
  columns: readonly StreamedColumn[],
  pages: AsyncGenerator<readonly (readonly Cell[])[]>,
): Promise<TableFile> {
  const first = await pages.next();
  async function* rows(): AsyncGenerator<readonly (readonly Cell[])[]> {
    if (first.done === true) return;
    yield first.value;
    yield* pages;
  }
  if (format === 'xlsx') {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return { type, name: `${name}.xlsx`, parts: xlsxStream(title, columns, rows()) };
  }
  async function* lines(): AsyncGenerator<string> {
    yield csvLines([columns.map((column) => column.header)]);
    for await (const page of rows()) if (page.length > 0) yield csvLines(page);
  }
  return { type: 'text/csv; charset=utf-8', name: `${name}.csv`, parts: lines() };
}

function csvLines(rows: readonly (readonly Cell[])[]): string {
  return stringify(
    rows.map((cells) => cells.map(csvText)),
    { record_delimiter: 'windows' },
  );
}

/** Signs a program for tables takes a text for a formula by, in any of the ways it writes them. */
const formula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A cell as CSV has it: what would be run as a formula is led by an apostrophe, and so is what is led by one already. */
function csvText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return formula.test(cell) ? `'${cell}` : cell;
  if (typeof cell === 'object') return 'day' in cell ? cell.day : cell.instant;
  return String(cell);
}

/** What was said before the apostrophe was led in front of it. */
export function fromCsvText(text: string): string {
  return text.startsWith("'") && formula.test(text) ? text.slice(1) : text;
}
