/**
 * The two incremental updates of a report's PDF (DESIGN 5), as bytes: the one that attaches the bundle and the one that holds
 * the seal. Whoever writes a report and whoever verifies one both make them here; there is one way to write each, so that a file
 * is what its parts give, or it is refused.
 *
 * What stands before them is the output of the report's renderer (Typst 0.14, PDF/A-3a): one classic cross-reference table, the
 * catalog as its last object, `\n` between lines. Anything else is refused rather than guessed at. Runs in browsers.
 */
import { concat, sha256, toHex, utf8 } from '../ledger/index.ts';

/** Name of the attached bundle (R-RPT-15). */
export const bundleName = 'tickmark-bundle.json';

/** Room for the signature in the file, in bytes; unused room is zeros. */
export const signatureRoom = 4096;

/** A byte of a file (counted from 0) and what is wrong there. */
export interface LayerProblem {
  readonly place: number;
  readonly sentence: string;
}

export class LayerError extends Error {
  readonly place: number;

  constructor(place: number, sentence: string) {
    super(sentence);
    this.name = 'LayerError';
    this.place = place;
  }
}

/** Bytes as text, one character a byte. */
export function asText(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < Math.min(to, bytes.length); at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 8192, to)));
  }
  return text;
}

/**
 * What an update needs to know of the file before it.
 * length        of that file in bytes
 * xref          place of its last cross-reference table
 * size          its number of objects; new objects are numbered from here
 * root, info    numbers of the catalog and of the information dictionary
 * id            the file identifier's two strings, as written
 * catalog       text of the catalog, from `<<` to `>>`
 * page          number and text of the first page
 * modified      the file's date as PDF writes it, `D:20240215000000Z`
 */
export interface FileBefore {
  readonly length: number;
  readonly xref: number;
  readonly size: number;
  readonly root: number;
  readonly info: number;
  readonly id: readonly [string, string];
  readonly catalog: string;
  readonly page: { readonly number: number; readonly text: string };
  readonly modified: string;
}

const dictionaryLimit = 1 << 20;
const startOfDictionary = /^(\d+) 0 obj\n(?=<<\n)/;
const endOfDictionary = '\n>>\nendobj\n';

/** Text of a dictionary object that starts at `place`, `<<` to `>>`. */
function dictionaryAt(bytes: Uint8Array, place: number, number: number): string {
  // in pieces, for most objects end within the first: verifying must not cost a copy of the file for each object
  let text = '';
  let end = -1;
  for (let piece = 4096; end < 0 && text.length < dictionaryLimit; piece *= 2) {
    const read = asText(bytes, place + text.length, place + text.length + piece);
    if (read === '') break;
    const from = Math.max(0, text.length - endOfDictionary.length);
    text += read;
    end = text.indexOf(endOfDictionary, from);
  }
  const start = startOfDictionary.exec(text);
  if (start === null || Number(start[1]) !== number || end < 0) {
    throw new LayerError(place, `Object ${number} of the rendered report is not where its table says.`);
  }
  const dictionary = text.slice(start[0].length, end + 3);
  if (!/^[\n\x20-\x7e]*$/.test(dictionary)) {
    throw new LayerError(place, `Object ${number} of the rendered report holds bytes that are not plain text.`);
  }
  return dictionary;
}

function found(pattern: RegExp, text: string, place: number, what: string): string {
  const match = pattern.exec(text)?.[1];
  if (match === undefined)
    throw new LayerError(place, `The rendered report has no ${what} in the form its renderer writes.`);
  return match;
}

/**
 * Reads the rendered report that starts at byte 0 of `bytes` and whose cross-reference table stands at `xref`; more may follow
 * it. Throws `LayerError` for anything the report's renderer does not write.
 */
export function readRendered(bytes: Uint8Array, xref: number): FileBefore {
  if (!asText(bytes, 0, 9).startsWith('%PDF-1.7\n')) throw new LayerError(0, 'The file does not start as a PDF 1.7.');
  const head = /^xref\n0 (\d{1,7})\n/.exec(asText(bytes, xref, xref + 20));
  if (head === null) throw new LayerError(xref, 'No cross-reference table stands where the rendered report’s should.');
  const size = Number(head[1]);
  const entries = xref + head[0].length;
  const end = entries + 20 * size;
  const tail = asText(bytes, end, end + 500);
  const trailer =
    /^trailer\n<<\n {2}\/Size (\d+)\n {2}\/Root (\d+) 0 R\n {2}\/Info (\d+) 0 R\n {2}\/ID \[(\([\w+/=]+\)) (\([\w+/=]+\))\]\n>>\nstartxref\n(\d+)\n%%EOF/.exec(
      tail,
    );
  const [all, sizeAgain, rootText, infoText, first, second, xrefAgain] = trailer ?? [];
  if (all === undefined || first === undefined || second === undefined || Number(sizeAgain) !== size) {
    throw new LayerError(end, 'The rendered report does not end as its renderer ends a file.');
  }
  if (Number(xrefAgain) !== xref) throw new LayerError(end, 'The rendered report names another place of its table.');
  const root = Number(rootText);
  if (root !== size - 1) throw new LayerError(end, 'The catalog is not the last object of the rendered report.');
  const dictionary = (number: number): string => {
    if (number >= size) throw new LayerError(end, `The rendered report has no object ${number}.`);
    const at = entries + 20 * number;
    const entry = /^(\d{10}) 00000 n\r\n$/.exec(asText(bytes, at, at + 20));
    if (entry === null) throw new LayerError(at, `The entry of object ${number} in the table is malformed.`);
    return dictionaryAt(bytes, Number(entry[1]), number);
  };
  const catalog = dictionary(root);
  const pages = dictionary(Number(found(/\n {2}\/Pages (\d+) 0 R\n/, catalog, xref, 'page tree')));
  const page = Number(found(/\n {2}\/Kids \[(\d+) 0 R[ \]]/, pages, xref, 'first page'));
  const text = dictionary(page);
  if (!text.startsWith('<<\n  /Type /Page\n')) throw new LayerError(xref, 'The page tree does not begin with a page.');
  const info = Number(infoText);
  const modified = found(/\n {2}\/CreationDate \((D:\d{14}Z)\)\n/, dictionary(info), xref, 'date');
  const length = end + all.length;
  return { length, xref, size, root, info, id: [first, second], catalog, page: { number: page, text }, modified };
}

/** Puts `insert` into `text` at the one place where `pattern` matches, after its first group. */
function inserted(text: string, pattern: RegExp, insert: string, place: number, what: string): string {
  found(pattern, text, place, what);
  return text.replace(pattern, (all, before: string) => before + insert + all.slice(before.length));
}

/** A dictionary with one more entry at its end. */
const withEntry = (dictionary: string, entry: string): string => `${dictionary.slice(0, -3)}\n  ${entry}\n>>`;

const object = (number: number, content: string): string => `${number} 0 obj\n${content}\nendobj\n\n`;

const identifier = (seed: string): string => `<${toHex(sha256(utf8(seed)).subarray(0, 16))}>`;

interface Written {
  readonly number: number;
  readonly place: number;
}

/** Cross-reference table and trailer. `objects` ascending by number; `place` is the table's own. */
function ending(
  before: FileBefore,
  objects: readonly Written[],
  place: number,
  size: number,
  id: readonly [string, string],
): string {
  const runs: Written[][] = [];
  for (const one of objects) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1)?.number === one.number - 1) run.push(one);
    else runs.push([one]);
  }
  const table = runs.map(
    (run) =>
      `${run[0]?.number} ${run.length}\n${run.map((one) => `${String(one.place).padStart(10, '0')} 00000 n\r\n`).join('')}`,
  );
  return `xref\n${table.join('')}trailer
<<
  /Size ${size}
  /Root ${before.root} 0 R
  /Info ${before.info} 0 R
  /ID [${id.join(' ')}]
  /Prev ${before.xref}
>>
startxref
${place}
%%EOF`;
}

/** An update and what the next one needs to know. */
export interface Update {
  readonly bytes: Uint8Array;
  readonly after: FileBefore;
}

/** What stands in the update before a bundle of `length` bytes. */
function bundleHead(before: FileBefore, length: number): string {
  return `\n${before.size} 0 obj
<<
  /Length ${length}
  /Type /EmbeddedFile
  /Subtype /application#2Fjson
  /Params <<
    /Size ${length}
    /ModDate (${before.modified})
  >>
>>
stream
`;
}

/** Place and length of the bundle in a file whose second layer starts at `before.length`, as far as its head says so. */
export function locateBundle(bytes: Uint8Array, before: FileBefore): { readonly from: number; readonly to: number } {
  const place = before.length;
  const length = /^\n\d+ 0 obj\n<<\n {2}\/Length (\d{1,10})\n/.exec(asText(bytes, place, place + 60))?.[1];
  const from = place + bundleHead(before, Number(length)).length;
  const to = from + Number(length);
  if (length === undefined || to > bytes.length) {
    throw new LayerError(place, 'The bundle does not follow the rendered report.');
  }
  return { from, to };
}

/**
 * The update that attaches the bundle to a rendered report: as an associated file (Supplement) and in the name tree beside what
 * the rendered report attaches itself. The bundle stands in it as it is, so that programs that know no PDF can find it.
 * Throws `LayerError` when the rendered report attaches nothing, or a file of this name.
 */
export function bundleUpdate(before: FileBefore, bundle: Uint8Array): Update {
  const { size, root, length, xref } = before;
  const nameTree = /(\n {4}\/EmbeddedFiles <<\n {6}\/Names \[)((?:\([!-'*-[\]-~]+\) \d+ 0 R ?)+)\]\n/;
  const names = nameTree.exec(before.catalog);
  if (names?.[1] === undefined || names[2] === undefined) {
    throw new LayerError(xref, 'The rendered report has no attached files in the form its renderer writes.');
  }
  const entries = names[2].split(/(?<=R) /);
  if (entries.some((entry) => entry.startsWith(`(${bundleName})`))) {
    throw new LayerError(xref, `The rendered report already has a file ${bundleName}.`);
  }
  // a name tree is read by halving: its names must stay in order
  const file = size + 1;
  const sorted = [...entries, `(${bundleName}) ${file} 0 R`].toSorted((a, b) => {
    const [one, other] = [a.slice(0, a.indexOf(')')), b.slice(0, b.indexOf(')'))];
    return one < other ? -1 : one > other ? 1 : 0;
  });
  const [head, list] = [names[1], sorted.join(' ')];
  const named = before.catalog.replace(nameTree, () => `${head}${list}]\n`);
  const associated = /(\n {2}\/AF \[(?:\d+ 0 R ?)+)\]\n/;
  const catalog = inserted(named, associated, ` ${file} 0 R`, xref, 'list of associated files');

  const stream = concat(utf8(bundleHead(before, bundle.length)), bundle, utf8('\nendstream\nendobj\n\n'));
  const filePlace = length + stream.length;
  const fileObject = object(
    file,
    `<<
  /Type /Filespec
  /F (${bundleName})
  /UF (${bundleName})
  /EF <<
    /F ${size} 0 R
    /UF ${size} 0 R
  >>
  /AFRelationship /Supplement
  /Desc (Proof bundle of this report, read by verifiers)
>>`,
  );
  const catalogPlace = filePlace + fileObject.length;
  const catalogObject = object(root, catalog);
  const place = catalogPlace + catalogObject.length;
  const objects = [
    { number: root, place: catalogPlace },
    { number: size, place: length + 1 },
    { number: file, place: filePlace },
  ];
  const id: [string, string] = [before.id[0], identifier(`${before.id[1]}\n${toHex(sha256(bundle))}`)];
  const bytes = concat(stream, utf8(fileObject + catalogObject + ending(before, objects, place, size + 2, id)));
  return { bytes, after: { ...before, length: length + bytes.length, xref: place, size: size + 2, id, catalog } };
}

/** What a seal says in words. signingTime: instant with seconds; name, reason: up to 200 characters each. */
export interface SealText {
  readonly signingTime: string;
  readonly name: string;
  readonly reason: string;
}

/** A text string in its one form here: UTF-16 with byte order mark, as hex. */
function textString(text: string): string {
  let hex = 'feff';
  for (let i = 0; i < text.length; i++) hex += text.charCodeAt(i).toString(16).padStart(4, '0');
  return `<${hex}>`;
}

function fromTextString(hex: string): string {
  return hex.replace(/.{4}/g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/** The seal's update, with what a signer and a verifier need: byteRange is what is signed, as the file names it. */
export interface SealUpdate {
  readonly bytes: Uint8Array;
  readonly byteRange: readonly [number, number, number, number];
}

function sealHead(before: FileBefore, text: SealText, byteRange: readonly number[]): string {
  return `\n${before.size} 0 obj
<<
  /Type /Sig
  /Filter /Adobe.PPKLite
  /SubFilter /adbe.pkcs7.detached
  /Name ${textString(text.name)}
  /Reason ${textString(text.reason)}
  /M (D:${text.signingTime.replace(/[-T:]/g, '')})
  /ByteRange ${`[${byteRange.join(' ')}]`.padEnd(40)}
  /Contents `;
}

/**
 * The update with the seal: an invisible signature field on the first page, its signature over every byte of the file but the
 * signature itself.
 * cms  the signature, at most `signatureRoom` bytes; null while it is not made yet
 */
export function sealUpdate(before: FileBefore, text: SealText, cms: Uint8Array | null): SealUpdate {
  const { size, root, length, page, catalog } = before;
  if (catalog.includes('/AcroForm')) throw new LayerError(before.xref, 'The rendered report already has a form.');
  if (cms !== null && cms.length > signatureRoom) {
    throw new LayerError(length, `The signature has ${cms.length} bytes; there is room for ${signatureRoom}.`);
  }
  const field = size + 1;
  const annotations = /(\n {2}\/Annots \[(?:\d+ 0 R ?)+)\]\n/;
  const sealedPage = page.text.includes('\n  /Annots ')
    ? inserted(page.text, annotations, ` ${field} 0 R`, before.xref, 'list of annotations on its first page')
    : withEntry(page.text, `/Tabs /S\n  /Annots [${field} 0 R]`);
  const hex = cms === null ? '' : toHex(cms);
  const contents = `<${hex.padEnd(2 * signatureRoom, '0')}>`;

  const headLength = sealHead(before, text, [0, 0, 0, 0]).length;
  const fieldPlace = length + headLength + contents.length + '\n>>\nendobj\n\n'.length;
  // its rectangle has no extent, so it needs no appearance; Print and Locked are set, as PDF/A asks
  const fieldObject = object(
    field,
    `<<
  /Type /Annot
  /Subtype /Widget
  /FT /Sig
  /T (Seal)
  /TU (Seal over this report)
  /V ${size} 0 R
  /F 132
  /Rect [0 0 0 0]
  /P ${page.number} 0 R
>>`,
  );
  const pagePlace = fieldPlace + fieldObject.length;
  const pageObject = object(page.number, sealedPage);
  const rootPlace = pagePlace + pageObject.length;
  const rootObject = object(
    root,
    withEntry(catalog, `/AcroForm <<\n    /Fields [${field} 0 R]\n    /SigFlags 3\n  >>`),
  );
  const place = rootPlace + rootObject.length;
  const objects = [
    { number: page.number, place: pagePlace },
    { number: root, place: rootPlace },
    { number: size, place: length + 1 },
    { number: field, place: fieldPlace },
  ];
  const id: [string, string] = [before.id[0], identifier(`${before.id[1]}\n${text.signingTime}`)];
  const rest = `\n>>\nendobj\n\n${fieldObject}${pageObject}${rootObject}${ending(before, objects, place, size + 2, id)}`;
  const from = length + headLength;
  const byteRange = [0, from, from + contents.length, rest.length] as const;
  return { bytes: utf8(sealHead(before, text, byteRange) + contents + rest), byteRange };
}

/** What stands in the head of the seal's update that starts at `place`: its words, and where the signature's hex begins. */
export function locateSeal(
  bytes: Uint8Array,
  place: number,
): { readonly name: string; readonly reason: string; readonly hexAt: number } {
  const text = asText(bytes, place, place + 2400);
  const [, name, reason] =
    /\n {2}\/Name <feff((?:[0-9a-f]{4}){0,200})>\n {2}\/Reason <feff((?:[0-9a-f]{4}){0,200})>\n/.exec(text) ?? [];
  const contents = /\n {2}\/Contents </.exec(text);
  if (name === undefined || reason === undefined || contents === null) {
    throw new LayerError(place, 'No seal follows the bundle.');
  }
  return {
    name: fromTextString(name),
    reason: fromTextString(reason),
    hexAt: place + contents.index + contents[0].length,
  };
}
