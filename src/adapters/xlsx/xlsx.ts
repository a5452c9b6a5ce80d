/** Workbooks of text: written with the same bytes for the same rows, read without formulas, macros and links. */
import { dayOf, isKnownDay, showsDay } from './dates.ts';
import { columnName, escape, head, packaged, relations, spreadsheet, unescape, walk } from './xml.ts';
import { readZip, UnreadableArchive, writeZip, type ZipLimits } from './zip.ts';

export interface Sheet {
  /** at most 31 characters */
  readonly name: string;
  /** every cell is text */
  readonly rows: readonly (readonly string[])[];
}

/** formulas: cells that hold one, as `B7`; what such a cell shows is not read */
export interface ReadSheet extends Sheet {
  readonly formulas: readonly string[];
}

/** An .xlsx file. The first row of each sheet stays in sight. Characters XML cannot hold become U+FFFD. */
export function writeXlsx(sheets: readonly Sheet[]): Buffer {
  const numbers = sheets.map((_sheet, index) => index + 1);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const files = [
    {
      name: '[Content_Types].xml',
      text: `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`,
    },
    {
      name: '_rels/.rels',
      text: `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      text: `<workbook xmlns="${spreadsheet}" xmlns:r="${relations}"><sheets>${sheets.map((sheet, index) => `<sheet name="${escape(sheet.name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      text: `<Relationships xmlns="${packaged}/relationships">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}</Relationships>`,
    },
    ...sheets.map((sheet, index) => ({ name: `xl/worksheets/sheet${index + 1}.xml`, text: sheetXml(sheet) })),
  ];
  return writeZip(files.map(({ name, text }) => ({ name, bytes: Buffer.from(head + text, 'utf8') })));
}

function sheetXml({ rows }: Sheet): string {
  const pane =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const body = rows.map((row, index) => {
    const cells = row.map((text, column) =>
      text === ''
        ? ''
        : `<c r="${columnName(column)}${index + 1}" t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`,
    );
    return `<row r="${index + 1}">${cells.join('')}</row>`;
  });
  return `<worksheet xmlns="${spreadsheet}">${pane}<sheetData>${body.join('')}</sheetData></worksheet>`;
}

/** The head's row is one of them. */
const mostRows = 10_001;
const mostColumns = 100;
const mostText = 32_767;

/**
 * The sheets in their order. A cell that shows a day is read as YYYY-MM-DD, with its time where it has one; numbers as they are written
 * shortest, what is true or false as `true` or `false`.
 * limits  of the file as an archive
 * only    `first`: the others are not read
 * Throws UnreadableArchive: macros, links to elsewhere, entities, no workbook.
 */
export async function readXlsx(
  bytes: Buffer,
  limits: ZipLimits,
  only: 'first' | 'all' = 'all',
): Promise<readonly ReadSheet[]> {
  const files = await readZip(bytes, limits);
  for (const name of files.keys()) {
    // What a printer was told lies in a file of its own, and is not looked at.
    if (/vbaProject|macrosheets\/|(?<!printerSettings\d{0,4})\.bin$/i.test(name)) {
      throw new UnreadableArchive('The workbook holds a macro.');
    }
    if (/externalLinks\/|connections\.xml$|embeddings\//i.test(name)) {
      throw new UnreadableArchive('The workbook leads to other files, or holds some.');
    }
  }
  const xml = (name: string): string => {
    const found = files.get(name);
    if (found === undefined) throw new UnreadableArchive(`It is no workbook: ${name} is missing.`);
    return found.toString('utf8');
  };
  const targets = new Map<string, string>();
  await walk(xml('xl/_rels/workbook.xml.rels'), {
    open: (tag, attributes) => {
      if (tag === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
    },
  });
  const listed: { name: string; file: string }[] = [];
  let is1904 = false;
  await walk(xml('xl/workbook.xml'), {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') is1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      if (tag !== 'sheet') return;
      const file = (targets.get(attributes['r:id'] ?? '') ?? '').replace(/^\/?(xl\/)?/, 'xl/');
      listed.push({ name: attributes['name'] ?? '', file });
    },
  });
  const shared: Shared = {
    strings: files.has('xl/sharedStrings.xml') ? await sharedStrings(xml('xl/sharedStrings.xml')) : [],
    days: files.has('xl/styles.xml') ? await dayFormats(xml('xl/styles.xml')) : new Set(),
    is1904,
  };
  const sheets: ReadSheet[] = [];
  for (const { name, file } of only === 'first' ? listed.slice(0, 1) : listed) {
    sheets.push({ name, ...(await readSheet(xml(file), shared)) });
  }
  return sheets;
}

/** What cells refer to. days: numbers of the formats that show a day */
interface Shared {
  readonly strings: readonly string[];
  readonly days: ReadonlySet<string>;
  readonly is1904: boolean;
}

async function sharedStrings(xml: string): Promise<string[]> {
  const strings: string[] = [];
  let current = '';
  let isText = false;
  let isPhonetic = false;
  await walk(xml, {
    open(tag) {
      if (tag === 'si') current = '';
      if (tag === 't') isText = true;
      if (tag === 'rPh') isPhonetic = true;
    },
    text(text) {
      if (isText && !isPhonetic) current += text;
    },
    close(tag) {
      if (tag === 't') isText = false;
      if (tag === 'rPh') isPhonetic = false;
      if (tag === 'si') strings.push(unescape(current));
    },
  });
  return strings;
}

/** Of the formats cells are given, the numbers of those that show a day. */
async function dayFormats(xml: string): Promise<ReadonlySet<string>> {
  const own = new Map<number, boolean>();
  const days = new Set<string>();
  let isCells = false;
  let count = 0;
  await walk(xml, {
    open(tag, attributes) {
      if (tag === 'numFmt') own.set(Number(attributes['numFmtId']), showsDay(attributes['formatCode'] ?? ''));
      if (tag === 'cellXfs') isCells = true;
      if (tag !== 'xf' || !isCells) return;
      const format = Number(attributes['numFmtId']);
      if (own.get(format) ?? isKnownDay(format)) days.add(String(count));
      count += 1;
    },
    close(tag) {
      if (tag === 'cellXfs') isCells = false;
    },
  });
  return days;
}

async function readSheet(xml: string, shared: Shared): Promise<{ rows: string[][]; formulas: string[] }> {
  const rows: string[][] = [];
  const formulas: string[] = [];
  let cell: { row: number; column: number; reference: string; type: string; format: string; text: string } | null =
    null;
  let isValue = false;
  await walk(xml, {
    open(tag, attributes) {
      if (tag === 'c') {
        const reference = attributes['r'] ?? '';
        const place = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference);
        if (place === null) throw new UnreadableArchive('A cell of the workbook has no place.');
        const column = Array.from(place[1] ?? '').reduce(
          (sum, letter) => sum * 26 + (letter.codePointAt(0) ?? 65) - 64,
          0,
        );
        const row = Number(place[2]);
        const { t: type = 'n', s: format = '' } = attributes;
        cell = { row, column: column - 1, reference, type, format, text: '' };
      }
      if (tag === 'f' && cell !== null) formulas.push(cell.reference);
      isValue = tag === 'v' || tag === 't';
    },
    text(text) {
      if (isValue && cell !== null) cell.text += text;
      if ((cell?.text.length ?? 0) > mostText) throw new UnreadableArchive('A cell holds more than a cell may.');
    },
    close(tag) {
      isValue = false;
      if (tag !== 'c' || cell === null) return;
      // An empty cell that is only coloured holds nothing, wherever it stands.
      if (cell.text === '') return;
      if (cell.row > mostRows || cell.column >= mostColumns || cell.row < 1) {
        throw new UnreadableArchive(`A sheet has more than ${mostRows} rows or ${mostColumns} columns.`);
      }
      while (rows.length < cell.row) rows.push([]);
      const row = rows[cell.row - 1] ?? [];
      while (row.length < cell.column) row.push('');
      row[cell.column] = shownText(cell, shared);
      cell = null;
    },
  });
  return { rows, formulas };
}

function shownText(cell: { type: string; format: string; text: string }, shared: Shared): string {
  switch (cell.type) {
    case 's':
      return shared.strings[Number(cell.text)] ?? '';
    case 'b':
      return cell.text === '1' ? 'true' : cell.text === '0' ? 'false' : cell.text;
    case 'd':
      return cell.text.replace(/T00:00:00(\.0+)?Z?$/, '');
    case 'n': {
      const number = cell.text.trim() === '' ? Number.NaN : Number(cell.text);
      if (!Number.isFinite(number)) return cell.text;
      return (shared.days.has(cell.format) ? dayOf(number, shared.is1904) : null) ?? String(number);
    }
    default:
      return unescape(cell.text);
  }
}
