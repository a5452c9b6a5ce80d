/**
 * JSON records out of a stream, one at a time: newline-delimited objects, one array, an object that wraps an array
 * ({"Records": […]}), or objects one after another. Only one record is in memory at once.
 *
 * What is wrong with a line is a refused record: the next line stands for itself. What is wrong with the structure of an array
 * or object refuses the file: nothing after that place can be trusted.
 */
import { isUtf8 } from 'node:buffer';
import { refuse } from './errors.ts';
import { readBytes, type SourceFile } from './source-file.ts';

/** Deepest nesting of a record; what real sources send is below 20. */
export const deepestNesting = 100;

/**
 * One record, or the reason why there is none.
 * at     its place in the file: 'line 3', '[2]', 'Records[2]', 'record 1'
 * array  name of the wrapping array, '' when there is none
 */
export type JsonItem =
  | { readonly at: string; readonly array: string; readonly value: unknown }
  | { readonly at: string; readonly array: string; readonly refused: string };

const peekBytes = 1 << 20;
const batchItems = 256;
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];
const [quote, backslash, colon, comma, newline] = [0x22, 0x5c, 0x3a, 0x2c, 0x0a];

/**
 * The records of a file, in batches.
 * arrays    names of members of a top-level object whose elements are the records, for example ['Records']
 * maxBytes  largest record; larger ones are refused as records
 * refuses   file-malformed and file-truncated with line and offset, file-empty, file-encoding
 */
export async function* jsonItems(
  file: SourceFile,
  arrays: readonly string[],
  maxBytes = 16 << 20,
): AsyncGenerator<readonly JsonItem[], void, undefined> {
  const cursor = new Cursor(file, maxBytes);
  try {
    const shape = await cursor.shape(arrays);
    let batch: JsonItem[] = [];
    const items = shape === 'lines' ? lines(cursor) : shape === 'array' ? wholeArray(cursor) : objects(cursor, arrays);
    try {
      for await (const item of items) {
        batch.push(item);
        if (batch.length === batchItems) {
          yield batch;
          batch = [];
        }
      }
    } catch (error) {
      // What was read before the damage is handed on: a format can be recognised by it.
      if (batch.length > 0) yield batch;
      throw error;
    }
    if (batch.length > 0) yield batch;
  } finally {
    await cursor.close();
  }
}

/** The members of a top-level object beside its arrays: what a report says about itself. Members above 1 MiB are left out. */
export async function jsonEnvelope(file: SourceFile): Promise<ReadonlyMap<string, unknown>> {
  const cursor = new Cursor(file, 1 << 20);
  const members = new Map<string, unknown>();
  try {
    if ((await cursor.skipSpace()) !== openBrace) return members;
    for await (const member of cursor.members()) {
      if ((await cursor.skipSpace()) === openBracket) {
        await cursor.value(false);
        continue;
      }
      const bytes = await cursor.value(true);
      if (bytes === null) continue;
      const value = read(bytes);
      if ('value' in value) members.set(member.name, value.value);
    }
    return members;
  } finally {
    await cursor.close();
  }
}

async function* lines(cursor: Cursor): AsyncGenerator<JsonItem, void, undefined> {
  for (;;) {
    const line = await cursor.line();
    if (line === 'end') return;
    const at = `line ${cursor.lineNumber - 1}`;
    if (line === 'too long') yield { at, array: '', refused: 'the record is too large' };
    else if (!isBlank(line)) yield { at, array: '', ...read(line) };
  }
}

async function* wholeArray(cursor: Cursor): AsyncGenerator<JsonItem, void, undefined> {
  yield* cursor.elements('');
  if ((await cursor.skipSpace()) !== -1) throw cursor.malformed('goes on after the end of its array');
}

async function* objects(cursor: Cursor, arrays: readonly string[]): AsyncGenerator<JsonItem, void, undefined> {
  for (let n = 1; ; n++) {
    const next = await cursor.skipSpace();
    if (next === -1) return;
    if (next !== openBrace) throw cursor.malformed('holds something other than an object');
    let wrapped = false;
    let pieces: Buffer[] | null = [];
    let size = 0;
    const at = `record ${n}`;
    for await (const member of cursor.members()) {
      if (arrays.includes(member.name) && (await cursor.skipSpace()) === openBracket) {
        wrapped = true;
        yield* cursor.elements(member.name, n === 1 ? '' : `${at}.`);
        continue;
      }
      const bytes = await cursor.value(!wrapped && pieces !== null);
      if (bytes === null || pieces === null) pieces = null;
      else {
        size += member.raw.length + bytes.length + 2;
        pieces.push(Buffer.from(pieces.length === 0 ? '' : ','), member.raw, Buffer.from(':'), bytes);
        if (size > cursor.maxBytes) pieces = null;
      }
    }
    if (wrapped) continue;
    if (pieces === null) yield { at, array: '', refused: 'the record is too large' };
    else {
      const item = read(Buffer.concat([Buffer.from('{'), ...pieces, Buffer.from('}')]));
      if ('refused' in item && item.refused === notJson) throw cursor.malformed('is not valid JSON');
      yield { at, array: '', ...item };
    }
  }
}

const notJson = 'the record is not valid JSON';

/** One value, parsed: UTF-8 checked, nesting bounded, and no member twice in one object (which of the two would be the fact?). */
function read(bytes: Buffer): { readonly value: unknown } | { readonly refused: string } {
  if (!isUtf8(bytes)) return { refused: 'the record is not valid UTF-8' };
  const { members, depth } = measure(bytes);
  if (depth > deepestNesting) return { refused: `the record is nested deeper than ${deepestNesting} levels` };
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch {
    return { refused: notJson };
  }
  if (countMembers(value) !== members) return { refused: 'the record has the same member twice' };
  return { value };
}

/** Members (colons outside strings) and depth of a JSON text, without parsing it. */
function measure(bytes: Buffer): { members: number; depth: number } {
  let members = 0;
  let depth = 0;
  let deepest = 0;
  const end = bytes.length;
  for (let i = 0; i < end; i++) {
    const byte = bytes[i];
    if (byte === quote) {
      i++;
      while (i < end && bytes[i] !== quote) i += bytes[i] === backslash ? 2 : 1;
    } else if (byte === colon) members++;
    else if (byte === openBrace || byte === openBracket) {
      depth++;
      if (depth > deepest) deepest = depth;
    } else if (byte === closeBrace || byte === closeBracket) depth--;
  }
  return { members, depth: deepest };
}

function countMembers(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const element of value) count += countMembers(element);
    return count;
  }
  for (const member of Object.values(value)) count += 1 + countMembers(member);
  return count;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (!isSpace(byte)) return false;
  return true;
}

/** A place in the stream of a file's bytes. */
class Cursor {
  readonly file: SourceFile;
  readonly maxBytes: number;
  /** line at the cursor, from 1; newlines inside of strings are not JSON and not counted */
  lineNumber = 1;
  readonly #chunks: AsyncGenerator<Buffer, void, undefined>;
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;
  #before = 0;
  #ended = false;
  #begun = false;

  constructor(file: SourceFile, maxBytes: number) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.#chunks = readBytes(file);
  }

  async close(): Promise<void> {
    await this.#chunks.return();
  }

  malformed(why: string): Error {
    const offset = this.#before + this.#at;
    return refuse('file-malformed', `${this.file.name} line ${this.lineNumber} (byte ${offset}) ${why}.`);
  }

  #truncated(): Error {
    return refuse(
      'file-truncated',
      `${this.file.name} ends in the middle of a record, at line ${this.lineNumber} (byte ${this.#before + this.#at}).`,
    );
  }

  /** Makes at least one more byte available at the cursor; false at the end. */
  async #more(): Promise<boolean> {
    while (this.#at >= this.#bytes.length) {
      if (this.#ended) return false;
      const next = await this.#chunks.next();
      if (next.done === true) {
        this.#ended = true;
        return false;
      }
      this.#before += this.#bytes.length;
      this.#bytes = next.value;
      this.#at = 0;
      if (!this.#begun) this.#begin();
    }
    return true;
  }

  /** The byte order mark of UTF-8 is passed over; those of other encodings refuse the file. */
  #begin(): void {
    this.#begun = true;
    const [a, b, c] = this.#bytes;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || (b === 0 && this.#bytes.length > 1)) {
      throw refuse('file-encoding', `${this.file.name} is not UTF-8: it begins as UTF-16 or binary data does.`, {
        next: 'Export it again as UTF-8.',
      });
    }
    if (a === 0xef && b === 0xbb && c === 0xbf) this.#at = 3;
  }

  /** Next byte that is no white space, not consumed; -1 at the end. */
  async skipSpace(): Promise<number> {
    for (;;) {
      for (; this.#at < this.#bytes.length; this.#at++) {
        const byte = this.#bytes[this.#at] ?? 0;
        if (byte === newline) this.lineNumber++;
        else if (!isSpace(byte)) return byte;
      }
      if (!(await this.#more())) return -1;
    }
  }

  /** Which of the three shapes the file has, from its first two lines (at most 1 MiB of them). Consumes leading space only. */
  async shape(arrays: readonly string[]): Promise<'lines' | 'array' | 'objects'> {
    const first = await this.skipSpace();
    if (first === -1) throw refuse('file-empty', `${this.file.name} holds nothing but white space.`);
    if (first === openBracket) return 'array';
    const parts = [this.#bytes.subarray(this.#at)];
    let total = parts[0]?.length ?? 0;
    while (total < peekBytes && !this.#ended) {
      const next = await this.#chunks.next();
      if (next.done === true) this.#ended = true;
      else {
        parts.push(next.value);
        total += next.value.length;
      }
    }
    this.#before += this.#at;
    this.#bytes = Buffer.concat(parts);
    this.#at = 0;
    const end = this.#bytes.indexOf(newline);
    const firstLine = end === -1 ? (this.#ended ? this.#bytes : null) : this.#bytes.subarray(0, end);
    const one = firstLine === null ? null : objectOf(firstLine);
    if (one !== null) {
      return arrays.some((name) => Object.hasOwn(one, name) && Array.isArray(one[name])) ? 'objects' : 'lines';
    }
    if (end !== -1) {
      const secondEnd = this.#bytes.indexOf(newline, end + 1);
      const second = this.#bytes.subarray(end + 1, secondEnd === -1 ? this.#bytes.length : secondEnd);
      if (objectOf(second) !== null) return 'lines';
    }
    if (first !== openBrace) throw this.malformed('does not begin as JSON does');
    return 'objects';
  }

  /** The next line without its end, consumed. */
  async line(): Promise<Buffer | 'too long' | 'end'> {
    if (!(await this.#more())) return 'end';
    this.lineNumber++;
    const pieces: Buffer[] = [];
    let size = 0;
    do {
      const end = this.#bytes.indexOf(newline, this.#at);
      const piece = this.#bytes.subarray(this.#at, end === -1 ? this.#bytes.length : end);
      size += piece.length;
      if (size <= this.maxBytes) pieces.push(piece);
      this.#at += piece.length;
      if (end !== -1) {
        this.#at++;
        break;
      }
    } while (await this.#more());
    if (size > this.maxBytes) return 'too long';
    return pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces);
  }

  /** One JSON value from the cursor, consumed; null when it is not kept or larger than `maxBytes`. Its syntax is not checked. */
  async value(keep: boolean): Promise<Buffer | null> {
    let depth = 0;
    let inString = false;
    let escaped = false;
    let scalar = false;
    let done = false;
    let keeping = keep;
    const pieces: Buffer[] = [];
    let size = 0;
    if ((await this.skipSpace()) === -1) throw this.#truncated();
    while (!done) {
      if (!(await this.#more())) throw this.#truncated();
      const bytes = this.#bytes;
      const start = this.#at;
      let i = start;
      for (; i < bytes.length && !done; i++) {
        const byte = bytes[i] ?? 0;
        if (inString) {
          if (escaped) {
            escaped = false;
            continue;
          }
          // Most bytes of a record are text: they are passed over in a loop of their own.
          let end = i;
          while (end < bytes.length && bytes[end] !== quote && bytes[end] !== backslash) end++;
          i = end;
          if (end === bytes.length) break;
          if (bytes[end] === backslash) escaped = true;
          else {
            inString = false;
            done = depth === 0;
          }
          continue;
        }
        switch (byte) {
          case quote:
            if (scalar) throw this.malformed('is not valid JSON');
            inString = true;
            break;
          case openBrace:
          case openBracket:
            if (scalar) throw this.malformed('is not valid JSON');
            depth++;
            break;
          case closeBrace:
          case closeBracket:
            if (depth === 0) {
              if (!scalar) throw this.malformed('is not valid JSON');
              done = true;
              i--;
            } else {
              depth--;
              done = depth === 0;
            }
            break;
          case newline:
            this.lineNumber++;
            if (depth === 0) done = true;
            break;
          case comma:
          case 0x20:
          case 0x09:
          case 0x0d:
            if (depth === 0) {
              if (!scalar) throw this.malformed('is not valid JSON');
              done = true;
              i--;
            }
            break;
          default:
            if (depth === 0) scalar = true;
        }
      }
      const piece = bytes.subarray(start, i);
      size += piece.length;
      if (size > this.maxBytes) keeping = false;
      if (keeping) pieces.push(piece);
      else pieces.length = 0;
      this.#at = i;
    }
    if (!keeping) return null;
    return pieces.length === 1 ? (pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(pieces);
  }

  /** The elements of the array at the cursor, which is left behind its bracket. */
  async *elements(array: string, inside = ''): AsyncGenerator<JsonItem, void, undefined> {
    this.#at++;
    if ((await this.skipSpace()) === closeBracket) {
      this.#at++;
      return;
    }
    for (let n = 0; ; n++) {
      const at = `${inside}${array}[${n}]`;
      const bytes = await this.value(true);
      if (bytes === null) yield { at, array, refused: 'the record is too large' };
      else {
        const item = read(bytes);
        if ('refused' in item && item.refused === notJson) throw this.malformed(`is not valid JSON, in ${at}`);
        yield { at, array, ...item };
      }
      const next = await this.skipSpace();
      if (next === -1) throw this.#truncated();
      this.#at++;
      if (next === closeBracket) return;
      if (next !== comma) throw this.malformed(`lacks a comma after ${at}`);
    }
  }

  /** The members of the object at the cursor: before each value the name, and whoever reads must consume the value. */
  async *members(): AsyncGenerator<{ readonly name: string; readonly raw: Buffer }, void, undefined> {
    this.#at++;
    if ((await this.skipSpace()) === closeBrace) {
      this.#at++;
      return;
    }
    for (;;) {
      if ((await this.skipSpace()) !== quote) {
        if (this.#ended && this.#at >= this.#bytes.length) throw this.#truncated();
        throw this.malformed('is not valid JSON: the name of a member was expected');
      }
      const raw = await this.value(true);
      const name = raw === null ? null : read(raw);
      if (raw === null || name === null || !('value' in name) || typeof name.value !== 'string') {
        throw this.malformed('has a member whose name cannot be read');
      }
      const after = await this.skipSpace();
      if (after === -1) throw this.#truncated();
      if (after !== colon) throw this.malformed('lacks a colon after the name of a member');
      this.#at++;
      yield { name: name.value, raw };
      const next = await this.skipSpace();
      if (next === -1) throw this.#truncated();
      this.#at++;
      if (next === closeBrace) return;
      if (next !== comma) throw this.malformed('lacks a comma between members');
    }
  }
}

function objectOf(line: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
