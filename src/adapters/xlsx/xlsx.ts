/** Workbooks of text: written with the same bytes for the same rows, read without formulas, macros and links. */
import sax from 'sax';
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

const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

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

function columnName(index: number): string {
  return index < 26
    ? String.fromCodePoint(65 + index)
    : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`;
}

function escape(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- the characters XML 1.0 has no way to write
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '&#13;')
  );
}

const mostRows = 10_000;
const mostColumns = 100;
const mostText = 32_767;

/** The sheets in their order. limits: of the file as an archive. Throws UnreadableArchive: macros, links to elsewhere, entities, no workbook. */
export async function readXlsx(bytes: Buffer, limits: ZipLimits): Promise<readonly ReadSheet[]> {
  const files = await readZip(bytes, limits);
  for (const name of files.keys()) {
    if (/vbaProject|macrosheets\/|\.bin$/i.test(name)) throw new UnreadableArchive('The workbook holds a macro.');
    if (/externalLinks\/|connections\.xml$|embeddings\//i.test(name)) {
      throw new UnreadableArchive('The workbook leads to other files, or holds some.');
    }
  }
  const xml = (name: string): string => {
    const found = files.get(name);
    if (found === undefined) throw new UnreadableArchive(`It is no workbook: ${name} is missing.`);
    return found.toString('utf8');
  };
  const strings = files.has('xl/sharedStrings.xml') ? sharedStrings(xml('xl/sharedStrings.xml')) : [];
  const targets = new Map<string, string>();
  walk(xml('xl/_rels/workbook.xml.rels'), {
    open: (tag, attributes) => {
      if (tag === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
    },
  });
  const sheets: ReadSheet[] = [];
  walk(xml('xl/workbook.xml'), {
    open: (tag, attributes) => {
      if (tag !== 'sheet') return;
      const target = (targets.get(attributes['r:id'] ?? '') ?? '').replace(/^\/?(xl\/)?/, 'xl/');
      sheets.push({ name: attributes['name'] ?? '', ...readSheet(xml(target), strings) });
    },
  });
  return sheets;
}

interface Walker {
  readonly open?: (tag: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (tag: string) => void;
  readonly text?: (text: string) => void;
}

/** Tags and texts in order; long texts come in pieces. A prefix of a tag is left off. Throws UnreadableArchive. */
function walk(xml: string, walker: Walker): void {
  const local = (name: string): string => name.replace(/^.*:/, '');
  const parser = Object.assign(sax.parser(true), {
    onopentag({ name, attributes }: sax.Tag | sax.QualifiedTag): void {
      const given = Object.entries(attributes).map(([key, said]) => [
        key,
        typeof said === 'string' ? said : said.value,
      ]);
      walker.open?.(local(name), Object.fromEntries(given));
    },
    onclosetag: (name: string): void => walker.close?.(local(name)),
    ontext: (text: string): void => walker.text?.(text),
    oncdata: (text: string): void => walker.text?.(text),
    ondoctype(): void {
      throw new UnreadableArchive('The workbook declares a document type.');
    },
    onerror(): void {
      throw new UnreadableArchive('The workbook is cut off, or is no XML.');
    },
  });
  parser.write(xml).close();
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let current = '';
  let isText = false;
  let isPhonetic = false;
  walk(xml, {
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
      if (tag === 'si') strings.push(current);
    },
  });
  return strings;
}

function readSheet(xml: string, strings: readonly string[]): { rows: string[][]; formulas: string[] } {
  const rows: string[][] = [];
  const formulas: string[] = [];
  let cell: { row: number; column: number; reference: string; type: string; text: string } | null = null;
  let isValue = false;
  walk(xml, {
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
        if (row > mostRows || column > mostColumns || row < 1) {
          throw new UnreadableArchive(`A sheet has more than ${mostRows} rows or ${mostColumns} columns.`);
        }
        cell = { row, column: column - 1, reference, type: attributes['t'] ?? 'n', text: '' };
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
      const shown = cell.type === 's' ? (strings[Number(cell.text)] ?? '') : cell.text;
      while (rows.length < cell.row) rows.push([]);
      const row = rows[cell.row - 1] ?? [];
      while (row.length < cell.column) row.push('');
      row[cell.column] = shown;
      cell = null;
    },
  });
  return { rows, formulas };
}
