import { isUtf8 } from 'node:buffer';
import { constants, gunzipSync } from 'node:zlib';

/**
 * What bytes are, told by the bytes alone: a name or a sender's word never counts.
 * type      media type; `application/octet-stream` when nothing is recognised
 * inner     of gzip, what is inside, else null
 * encoding  of text, `utf-8`, `utf-16le`, `utf-16be` or `windows-1252` (text that is none of the others), else null
 */
export interface MediaType {
  readonly type: string;
  readonly inner: string | null;
  readonly encoding: string | null;
}

/**
 * head    the first bytes, some 64 KiB
 * tail    the last bytes, some 64 KiB; may overlap the head
 * isUtf8  whether all bytes together are valid UTF-8
 * isWhole whether the head is everything
 */
export interface Glimpse {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
  readonly isUtf8: boolean;
  readonly isWhole: boolean;
}

const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['application/gzip', [0x1f, 0x8b, 0x08]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
  ['application/zip', [0x50, 0x4b, 0x05, 0x06]], // an empty one
];
/** Gzip grows at most a thousandfold: 8 KiB of it never become more than 8.5 MB. */
const packedLimitBytes = 8 * 1024;
const delimitedSample = 50;
const innerLimitBytes = 64 * 1024;

export function mediaTypeOf(glimpse: Glimpse): MediaType {
  const type = signatures.find(([, bytes]) => bytes.every((byte, index) => glimpse.head[index] === byte))?.[0];
  if (type === 'application/gzip') return { type, inner: innerType(glimpse.head), encoding: null };
  if (type === 'application/zip') return { type: zipType(glimpse), inner: null, encoding: null };
  if (type !== undefined) return { type, inner: null, encoding: null };
  return textType(glimpse);
}

/** Only what comes out of the first bytes is looked at, however much is inside. */
function innerType(head: Uint8Array): string | null {
  try {
    const packed = head.subarray(0, packedLimitBytes);
    const all = gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }); // a cut stream gives what it has
    const inner = all.subarray(0, innerLimitBytes);
    if (inner.length === 0) return null;
    return mediaTypeOf({ head: inner, tail: inner, isUtf8: isUtf8(withoutCutEnd(inner)), isWhole: false }).type;
  } catch {
    return null;
  }
}

function zipType({ head, tail }: Glimpse): string {
  const names = Buffer.concat([head, tail]).toString('latin1');
  const isWorkbook = names.includes('[Content_Types].xml') && names.includes('xl/workbook.');
  return isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'application/zip';
}

function textType(glimpse: Glimpse): MediaType {
  const decoded = decode(glimpse);
  if (decoded === undefined) return { type: 'application/octet-stream', inner: null, encoding: null };
  return { type: typeOfText(decoded.text, glimpse.isWhole), inner: null, encoding: decoded.encoding };
}

function decode({ head, isUtf8: allUtf8 }: Glimpse): { text: string; encoding: string } | undefined {
  const [first, second] = head;
  const mark =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
  const encoding = mark ?? (allUtf8 ? 'utf-8' : 'windows-1252');
  const text = new TextDecoder(encoding).decode(encoding === 'utf-8' ? withoutCutEnd(head) : head);
  // Text has no control characters but tab, line feed, form feed and carriage return.
  const isText = !/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f\u0081\u008d\u008f\u0090\u009d]/.test(text);
  return isText ? { text, encoding } : undefined;
}

function typeOfText(text: string, isWhole: boolean): string {
  const start = text.trimStart();
  if (/^<!doctype html|^<html[\s>]/i.test(start)) return 'text/html';
  if (/^<\?xml\s|^<[A-Za-z_][\w.:-]*(\s[^<>]*)?\/?>|^<!--/.test(start)) return 'application/xml';
  if (/^[[{]/.test(start)) {
    const json = jsonType(start, isWhole);
    if (json !== undefined) return json;
  }
  return isDelimited(text, isWhole) ? 'text/csv' : 'text/plain';
}

/** NDJSON when the first line is a whole value and another one follows; JSON when it begins like JSON and goes on like it. */
function jsonType(text: string, isWhole: boolean): string | undefined {
  const [first = '', ...rest] = text.split(/\r?\n/);
  if (isJson(first) && rest.some((line) => line.trim() !== '')) {
    const next = rest.filter((line) => line.trim() !== '');
    const complete = isWhole ? next : next.slice(0, -1);
    if (complete.every(isJson)) return 'application/x-ndjson';
  }
  if (isWhole) return isJson(text) ? 'application/json' : undefined;
  return /^(\{\s*("|\})|\[\s*(["{[\d\]-]|true|false|null))/.test(text) ? 'application/json' : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Two or more records of one width, two fields or more, parted by comma, semicolon or tab. */
function isDelimited(text: string, isWhole: boolean): boolean {
  return [',', ';', '\t'].some((delimiter) => {
    const widths = recordWidths(text, delimiter, isWhole);
    const [width = 0] = widths;
    return widths.length >= 2 && width >= 2 && widths.every((each) => each === width);
  });
}

function recordWidths(text: string, delimiter: string, isWhole: boolean): number[] {
  const widths: number[] = [];
  let width = 1;
  let quoted = false;
  let isEmpty = true;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (!quoted && character === '\n') {
      if (!isEmpty) widths.push(width);
      if (widths.length >= delimitedSample) return widths;
      width = 1;
      isEmpty = true;
      continue;
    }
    if (!quoted && character === delimiter) width += 1;
    if (character !== '\r') isEmpty = false;
  }
  if (isWhole && !isEmpty && !quoted) widths.push(width);
  return widths;
}

/** UTF-8 without a last character that was cut off, so that a part of valid text is valid. */
export function withoutCutEnd(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? bytes.subarray(0, bytes.length - back) : bytes;
    }
  }
  return bytes;
}
