/** A workbook of one sheet with typed cells, written as its rows come: memory stays the same however long it is. */
import { serialOf } from './dates.ts';
import { columnName, escape, head, packaged, relations, spreadsheet } from './xml.ts';
import { zipStream } from './zip-stream.ts';

/** A text is a text whatever it begins with: nothing is ever written as a formula. */
export type Cell = string | number | boolean | null | { readonly day: string } | { readonly instant: string };

/** width: in characters */
export interface StreamedColumn {
  readonly header: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'day' | 'instant';
  readonly width: number;
}

/** Rows a sheet has at most, its head counted in. */
export const sheetRows = 1_048_576;

const formats = { text: 1, number: 0, boolean: 0, day: 2, instant: 3 } as const;
const headFormat = 4;
const pieceLength = 64 * 1024;

/** The workbook's bytes. The head stays in sight. name: of the sheet, at most 31 characters */
export function xlsxStream(
  name: string,
  columns: readonly StreamedColumn[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<Buffer> {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return zipStream([
    {
      name: '[Content_Types].xml',
      parts: [
        `${head}<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${type}.worksheet+xml"/></Types>`,
      ],
    },
    {
      name: '_rels/.rels',
      parts: [
        `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    },
    {
      name: 'xl/workbook.xml',
      parts: [
        `${head}<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets><sheet name="${escape(name.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ],
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      parts: [
        `${head}<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
      ],
    },
    { name: 'xl/styles.xml', parts: [head + styles] },
    { name: 'xl/worksheets/sheet1.xml', parts: sheet(columns, rows) },
  ]);
}

/** Formats of cells in the order of `formats`; what is typed into a text cell stays a text. */
const styles = `<styleSheet xmlns="${spreadsheet}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">${[
  [0, 0],
  [49, 0],
  [164, 0],
  [165, 0],
  [49, 1],
]
  .map(
    ([format, font]) =>
      `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
  )
  .join(
    '',
  )}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

async function* sheet(
  columns: readonly StreamedColumn[],
  rows: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<string> {
  const widths = columns.map(
    ({ kind, width }, index) =>
      `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${formats[kind]}" customWidth="1"/>`,
  );
  const names = columns.map((_column, index) => columnName(index));
  const row = (number: number, cells: readonly string[]): string => `<row r="${number}">${cells.join('')}</row>`;
  yield `${head}<worksheet xmlns="${spreadsheet}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${row(
    1,
    columns.map(({ header }, index) => textCell(`${names[index]}1`, header, headFormat)),
  )}`;
  let number = 1;
  let piece = '';
  for await (const some of rows) {
    for (const cells of some) {
      number += 1;
      if (number > sheetRows) throw new RangeError(`A sheet has at most ${sheetRows} rows.`);
      piece += row(
        number,
        cells.map((cell, index) => cellXml(`${names[index]}${number}`, cell)),
      );
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = '';
    }
  }
  yield `${piece}</sheetData></worksheet>`;
}

function cellXml(place: string, cell: Cell): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') return textCell(place, cell, formats.text);
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  const text = 'day' in cell ? cell.day : cell.instant;
  const serial = serialOf(text);
  if (serial === null) return textCell(place, text, formats.text);
  return `<c r="${place}" s="${'day' in cell ? formats.day : formats.instant}"><v>${serial}</v></c>`;
}

function textCell(place: string, text: string, format: number): string {
  return `<c r="${place}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
}
