/** A file somebody brings, read as a table of texts and as if by an enemy: XLSX or CSV, whichever its bytes are. */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { readXlsx } from '../../adapters/xlsx/xlsx.ts';
import { UnreadableArchive } from '../../adapters/xlsx/zip.ts';
import { wrongFile } from '../errors.ts';
import { fromCsvText } from '../../adapters/xlsx/table-file.ts';
import { plainHeader } from './columns.ts';

/** Bytes of a file that is brought. */
export const mostFileBytes = 16 * 1024 * 1024;
/** Records of a file, its head not counted. */
export const mostRecords = 10_000;
const mostColumns = 100;
/** What a cell may hold: more than any field does. */
const mostCell = 32_767;
/** Of the workbook as an archive: it is held in memory while it is read. */
const limits = { entries: 500, total: 64 * 1024 * 1024 };

/**
 * head      the first row's texts; no two say the same
 * rows      those below that are not empty. number: as programs for tables count, the head's is 1
 * formulas  cells that hold one, as `B7`
 */
export interface Table {
  readonly head: readonly string[];
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
  readonly formulas: ReadonlySet<string>;
}

/** refuses invalid-input: no table, too much of it, a heading that stands twice */
export async function readTable(bytes: Buffer): Promise<Table> {
  if (bytes.length === 0) throw wrongFile('The file is empty.');
  const isZip = bytes.subarray(0, 4).equals(Buffer.from('504b0304', 'hex'));
  const { rows, formulas } = isZip ? await fromWorkbook(bytes) : { rows: await fromCsv(bytes), formulas: [] };
  const head = (rows[0] ?? []).map((text) => text.trim());
  while (head.at(-1) === '') head.pop();
  if (head.length === 0) throw wrongFile('The first row names no column.');
  if (head.length > mostColumns) throw wrongFile(`It has more than ${mostColumns} columns.`);
  if (rows.length > mostRecords + 1) throw wrongFile(`It has more than ${mostRecords} records.`);
  const twice = head.filter((one, index) => {
    const before = head.findIndex((other) => plainHeader(other) === plainHeader(one));
    return plainHeader(one) !== '' && before < index;
  });
  if (twice.length > 0) {
    throw wrongFile(`A heading stands twice in the first row: ${twice.map((one) => one.slice(0, 60)).join(', ')}.`);
  }
  const below = rows.slice(1).map((cells, index) => ({ number: index + 2, cells }));
  return {
    head,
    rows: below.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
    formulas: new Set(formulas),
  };
}

async function fromWorkbook(
  bytes: Buffer,
): Promise<{ rows: readonly (readonly string[])[]; formulas: readonly string[] }> {
  try {
    const [sheet] = await readXlsx(bytes, limits, 'first');
    if (sheet === undefined) throw wrongFile('The workbook has no sheet.');
    return sheet;
  } catch (error) {
    if (error instanceof UnreadableArchive) throw wrongFile(error.message);
    throw error;
  }
}

async function fromCsv(bytes: Buffer): Promise<readonly (readonly string[])[]> {
  const text = decoded(bytes);
  const rows: string[][] = [];
  const parser = parse({ delimiter: delimiterOf(text), relax_column_count: true, max_record_size: 4 << 20 });
  const source = Readable.from(piecesOf(text));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  try {
    for await (const record of parser) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- without `columns` and `cast` a record is a list of texts
      const cells = (record as string[]).map(fromCsvText);
      if (cells.length > mostColumns) throw wrongFile(`Row ${rows.length + 1} has more than ${mostColumns} cells.`);
      if (cells.some((cell) => cell.length > mostCell)) {
        throw wrongFile(`A cell in row ${rows.length + 1} holds more than ${mostCell} characters.`);
      }
      rows.push(cells);
      if (rows.length > mostRecords + 1) throw wrongFile(`It has more than ${mostRecords} records.`);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw wrongFile(`Row ${rows.length + 1} is not CSV: a quotation mark does not fit, or the row is too long.`);
  } finally {
    source.destroy();
    parser.destroy();
  }
  return rows;
}

function decoded(bytes: Buffer): string {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
  if (bytes.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))) {
    throw wrongFile('This is an old workbook, or one with a password: save it as .xlsx without one.');
  }
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw wrongFile('This is neither a workbook nor text in UTF-8: save it as .xlsx or as CSV UTF-8.');
  }
  // oxlint-disable-next-line no-control-regex -- these are no characters of a text
  if (/[\u0000-\u0008\u000E-\u001F]/.test(text)) throw wrongFile('This is neither a workbook nor CSV.');
  return text;
}

const pieceLength = 64 * 1024;

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += pieceLength) yield text.slice(at, at + pieceLength);
}

function delimiterOf(text: string): string {
  const first = text.slice(0, 8192).split('\n')[0] ?? '';
  const counts = [',', ';', '\t'].map((one) => ({ one, count: first.split(one).length }));
  return counts.toSorted((x, y) => y.count - x.count)[0]?.one ?? ',';
}
