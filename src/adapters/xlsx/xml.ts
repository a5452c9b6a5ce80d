/** What workbooks are written in and read from: names of the format, characters, tags in order. */
import { setImmediate } from 'node:timers/promises';
import sax from 'sax';
import { UnreadableArchive } from './zip.ts';

export const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const packaged = 'http://schemas.openxmlformats.org/package/2006';
export const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A, B, … Z, AA. index: from 0 */
export function columnName(index: number): string {
  return index < 26
    ? String.fromCodePoint(65 + index)
    : `${columnName(Math.floor(index / 26) - 1)}${columnName(index % 26)}`;
}

/** A text as XML. What a workbook would take for a written-out character (`_x0041_`) stays what it is. */
export function escape(text: string): string {
  return (
    text
      .toWellFormed()
      // oxlint-disable-next-line no-control-regex -- the characters XML 1.0 has no way to write
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\r', '&#13;')
  );
}

/** Characters a workbook wrote out, as they are. */
export function unescape(text: string): string {
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

export interface Walker {
  readonly open?: (tag: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (tag: string) => void;
  readonly text?: (text: string) => void;
}

/** So much is read at once: other requests are served in between. */
const pieceLength = 256 * 1024;

/** Tags and texts in order; long texts come in pieces. A prefix of a tag is left off. Throws UnreadableArchive. */
export async function walk(xml: string, walker: Walker): Promise<void> {
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
  for (let at = 0; at < xml.length; at += pieceLength) {
    if (at > 0) await setImmediate();
    parser.write(xml.slice(at, at + pieceLength));
  }
  parser.close();
}
