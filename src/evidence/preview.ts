import { parse } from 'csv-parse/sync';
import { type MediaType, withoutCutEnd } from './media-type.ts';

/** What is read of an item for its preview, at most. */
export const previewBytes = 256 * 1024;
const mostRows = 200;
const mostCells = 100;
const longestCell = 500;
const longestLine = 2_000;

/**
 * The beginning of an item.
 * rows     of a table; `row` is the record's number in the file, the head's is 1
 * lines    of a text; `line` counts from 1
 * nothing  what is no text: it is looked at whole, or not at all
 * isWhole  nothing follows that is not shown
 */
export type Preview =
  | {
      readonly kind: 'rows';
      readonly head: readonly string[];
      readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
      readonly isWhole: boolean;
    }
  | {
      readonly kind: 'lines';
      readonly lines: readonly { readonly line: number; readonly text: string }[];
      readonly isWhole: boolean;
    }
  | { readonly kind: 'nothing' };

const texts = new Set([
  'text/plain',
  'text/csv',
  'text/html',
  'application/json',
  'application/x-ndjson',
  'application/xml',
]);

/** head: the first bytes, `previewBytes` at most; size: of all of them */
export function previewOf(head: Buffer, mediaType: MediaType, size: number): Preview {
  if (!texts.has(mediaType.type)) return { kind: 'nothing' };
  const hasAll = head.length >= size;
  const encoding = mediaType.encoding ?? 'utf-8';
  const text = new TextDecoder(encoding).decode(encoding === 'utf-8' && !hasAll ? withoutCutEnd(head) : head);
  const table = mediaType.type === 'text/csv' ? rowsOf(text, hasAll) : null;
  return table ?? linesOf(text, hasAll);
}

/** Null where it is no table after all. */
function rowsOf(text: string, hasAll: boolean): Preview | null {
  // The last line may be cut: it is left out, whatever it holds.
  const complete = hasAll ? text : text.slice(0, text.lastIndexOf('\n') + 1);
  try {
    const records: string[][] = parse(complete, {
      delimiter: delimiterOf(complete),
      to: mostRows + 2,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    });
    const [head = [], ...rows] = records;
    const cut = (cells: readonly string[]) => cells.slice(0, mostCells).map((cell) => cell.slice(0, longestCell));
    return {
      kind: 'rows',
      head: cut(head),
      rows: rows.slice(0, mostRows).map((cells, index) => ({ row: index + 2, cells: cut(cells) })),
      isWhole: hasAll && rows.length <= mostRows,
    };
  } catch {
    return null;
  }
}

function delimiterOf(text: string): string {
  const first = text.slice(0, 4096).split('\n')[0] ?? '';
  const counts = [',', ';', '\t'].map((one) => ({ one, count: first.split(one).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.one ?? ',';
}

function linesOf(text: string, hasAll: boolean): Preview {
  const lines = text.split(/\r?\n/);
  if (hasAll && lines.at(-1) === '') lines.pop();
  return {
    kind: 'lines',
    lines: lines.slice(0, mostRows).map((line, index) => ({ line: index + 1, text: line.slice(0, longestLine) })),
    isWhole: hasAll && lines.length <= mostRows,
  };
}
