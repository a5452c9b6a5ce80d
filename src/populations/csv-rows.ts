import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { refuse } from './errors.ts';
import { readBytes, type SourceFile } from './source-file.ts';

export const csvEncodings = ['utf-8', 'windows-1252', 'utf-16'] as const;
export type CsvEncoding = (typeof csvEncodings)[number];

/** One row as its texts. row: 1 is the header, as a spreadsheet counts. */
export interface CsvRow {
  readonly row: number;
  readonly fields: readonly string[];
}

const batchRows = 256;
/** Longest row, in UTF-16 units. */
const longestRow = 4 << 20;

/**
 * The rows of a delimited file (RFC 4180: quotes doubled inside quotes, line breaks inside quotes), header first, in batches.
 * Empty lines are passed over. The encoding is told, not guessed; a byte order mark is accepted in every encoding.
 * refuses  file-encoding with the line, file-malformed with the line (quotes that do not close), file-empty
 */
export async function* csvRows(
  file: SourceFile,
  encoding: CsvEncoding,
  delimiter: string,
): AsyncGenerator<readonly CsvRow[], void, undefined> {
  const parser = parse({
    delimiter,
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRow,
  });
  const source = Readable.from(decode(file, encoding), { objectMode: true });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let row = 0;
  let batch: CsvRow[] = [];
  try {
    for await (const fields of parser) {
      if (!isTexts(fields)) throw new TypeError('a row is a list of texts');
      row++;
      batch.push({ row, fields });
      if (batch.length === batchRows) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    if (error instanceof CsvError) {
      throw refuse('file-malformed', `${file.name} line ${parser.info.lines} is not CSV: ${csvReason(error)}.`, {
        cause: error,
      });
    }
    throw error;
  } finally {
    source.destroy();
    parser.destroy();
  }
  if (row === 0) throw refuse('file-empty', `${file.name} holds no rows, not even a header.`);
  if (batch.length > 0) yield batch;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((v) => typeof v === 'string');
}

function csvReason(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is not closed before the end of the file';
  if (error.code === 'CSV_MAX_RECORD_SIZE') return 'a row is too long, or a quotation mark is not closed';
  return 'a quotation mark stands where none may stand';
}

async function* decode(file: SourceFile, encoding: CsvEncoding): AsyncGenerator<string, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | null = null;
  let line = 1;
  for await (const chunk of readBytes(file)) {
    decoder ??= new TextDecoder(begins(file, chunk, encoding), { fatal: true });
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch (cause) {
      const bad = line + newlines(chunk.subarray(0, encoding === 'utf-8' ? validUntil(chunk) : 0));
      throw refuse('file-encoding', `${file.name} line ${bad} is not ${encoding}.`, {
        cause,
        next: `Name the file's encoding in its mapping: ${csvEncodings.join(', ')}.`,
      });
    }
    line += newlines(chunk);
    if (text.includes('\0'))
      throw refuse('file-malformed', `${file.name} holds a NUL character before line ${line + 1}.`);
    yield text;
  }
  try {
    const rest = decoder?.decode() ?? '';
    if (rest !== '') yield rest;
  } catch (cause) {
    throw refuse('file-encoding', `${file.name} line ${line} ends in the middle of a character.`, { cause });
  }
}

function begins(file: SourceFile, chunk: Buffer, encoding: CsvEncoding): string {
  const [a, b] = chunk;
  const mark = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  if (encoding === 'utf-16') return mark ?? 'utf-16le';
  if (mark !== null) {
    throw refuse('file-encoding', `${file.name} begins as UTF-16 does, but is to be read as ${encoding}.`, {
      next: 'Say encoding: utf-16 in its mapping.',
    });
  }
  return encoding;
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let i = bytes.indexOf(0x0a); i !== -1; i = bytes.indexOf(0x0a, i + 1)) count++;
  return count;
}

/** Length of the longest beginning that is UTF-8, to within a character, by halving. */
function validUntil(chunk: Buffer): number {
  let good = 0;
  let bad = chunk.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    // A cut through a character must not count against it: up to three bytes are tried.
    const valid = [0, 1, 2, 3].some((back) => middle - back > good && isUtf8(chunk.subarray(good, middle - back)));
    if (valid) good = middle - ([0, 1, 2, 3].find((back) => isUtf8(chunk.subarray(good, middle - back))) ?? 0);
    else bad = middle;
  }
  return good;
}
