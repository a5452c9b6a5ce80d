/** Any delimited file, by a mapping file that says which column is which field. Nothing is recognised, nothing is guessed. */
import { type CsvRow, csvRows } from '../../csv-rows.ts';
import type { Problem } from '../../../refusal.ts';
import { refuse } from '../../errors.ts';
import type { Field, Kind } from '../../kind.ts';
import { nearest } from '../../nearest.ts';
import type { SourceFile } from '../../source-file.ts';
import { dateOf, instantOf, zoneOffset } from '../../time.ts';
import type { ImportContext, Importer, Reading } from '../importer.ts';
import type { CsvColumn, CsvMapping } from './mapping.ts';

export const csv: Importer = {
  format: 'csv',
  kinds: null,
  wrappers: [],
  utc: false,
  recognises: () => false,
  read: readCsv,
};

type Reader = (fields: readonly string[]) => unknown;

async function* readCsv(file: SourceFile, context: ImportContext): AsyncGenerator<readonly Reading[], void, undefined> {
  const mapping = context.mapping;
  if (mapping === null) {
    throw refuse('mapping-shape', `${file.name} is CSV and has no mapping.`, { next: 'Name a mapping file.' });
  }
  let readers: readonly (readonly [string, Reader])[] | null = null;
  let width = 0;
  for await (const rows of csvRows(file, mapping.encoding, mapping.delimiter)) {
    let data = rows;
    if (readers === null) {
      const header = (rows[0]?.fields ?? []).map((name) => name.trim());
      width = header.length;
      readers = columnReaders(file, header, mapping, context.kind);
      data = rows.slice(1);
    }
    const using = readers;
    yield data.map((row) => reading(row, width, using, mapping));
  }
}

function reading(
  row: CsvRow,
  width: number,
  readers: readonly (readonly [string, Reader])[],
  mapping: CsvMapping,
): Reading {
  const at = `row ${row.row}`;
  if (row.fields.length !== width) return { at, refused: 'the row has another number of fields than the header' };
  const draft: Record<string, unknown> = { ...mapping.constants };
  for (const [name, read] of readers) {
    const value = read(row.fields);
    if (value === notInMap) return { at, refused: `${name} has a value that the mapping does not name` };
    draft[name] = value;
  }
  return { at, draft };
}

const notInMap = Symbol('not in map');
/** A value that no field accepts, so that the record is refused under the field's name. */
const unreadable = { unreadable: true };

function columnReaders(
  file: SourceFile,
  header: readonly string[],
  mapping: CsvMapping,
  kind: Kind,
): readonly (readonly [string, Reader])[] {
  const columns = mapping.byName ? Object.fromEntries(header.map((name) => [name, { column: name }])) : mapping.columns;
  const problems: Problem[] = [];
  const say = (sentence: string): void => {
    problems.push({ code: 'mapping-shape', subject: `${file.name} row 1`, sentence });
  };
  const names = kind.fields.map((field) => field.name);
  const needed = mapping.byName ? kind.key : Object.values(columns).flatMap((to) => to.column);
  for (const name of needed) {
    if (!header.includes(name)) say(`The file has no column ${name}; the nearest is ${nearest(name, header)}.`);
  }
  for (const name of mapping.byName ? header : []) {
    if (!names.includes(name)) say(`The kind ${kind.id} has no field ${name}; the nearest is ${nearest(name, names)}.`);
  }
  const twice = header.filter((name, i) => header.indexOf(name) !== i);
  for (const name of new Set(Object.values(columns).flatMap((to) => to.column))) {
    if (twice.includes(name)) say(`The column ${name} is there twice.`);
  }
  if (problems.length > 0) {
    throw refuse('mapping-shape', `${problems[0]?.subject}: ${problems[0]?.sentence}`, { problems });
  }
  const fields = new Map(kind.fields.map((f) => [f.name, f]));
  return Object.entries(columns).map(([name, to]) => {
    const field = fields.get(name);
    if (field === undefined) throw refuse('mapping-shape', `The kind ${kind.id} has no field ${name}.`);
    return [name, columnReader(header, to, mapping, field)] as const;
  });
}

function columnReader(header: readonly string[], to: CsvColumn, mapping: CsvMapping, field: Field): Reader {
  const indexes = (typeof to.column === 'string' ? [to.column] : to.column).map((name) => header.indexOf(name));
  const nulls = new Set(mapping.nulls);
  const map = to.map === undefined ? null : new Map(Object.entries(to.map));
  const format = to.format === undefined ? null : timeFormat(to.format);
  return (fields) => {
    const parts: string[] = [];
    for (const i of indexes) {
      const raw = fields[i] ?? '';
      const part = mapping.trim ? raw.trim() : raw;
      if (part !== '' && !nulls.has(part)) parts.push(part);
    }
    if (parts.length === 0) return null;
    const text = parts.join(to.join ?? ' ');
    if (map !== null) {
      const mapped = map.get(text);
      if (mapped !== undefined) return mapped;
      if (to.otherwise === 'null') return null;
      if (to.otherwise !== 'keep') return notInMap;
    }
    if (field.type === 'date' && format !== null) return readDate(format, text) ?? unreadable;
    if (field.type === 'time') return readTime(format, text, mapping.timeZone) ?? unreadable;
    if (field.type === 'list') return readList(text, to.split ?? ';');
    return to.case === 'lower' ? text.toLowerCase() : text;
  };
}

/** A list as JSON, where it is one; else texts parted by a sign. */
function readList(text: string, split: string): unknown {
  if (text.startsWith('[')) {
    try {
      return JSON.parse(text);
    } catch {
      return unreadable;
    }
  }
  const parts = text.split(split).map((part) => part.trim());
  return parts.filter((part) => part !== '');
}

interface TimeFormat {
  readonly pattern: RegExp;
  readonly parts: readonly string[];
}

const tokens: Readonly<Record<string, string>> = {
  YYYY: '(\\d{4})',
  MM: '(\\d{2})',
  DD: '(\\d{2})',
  M: '(\\d{1,2})',
  D: '(\\d{1,2})',
  HH: '(\\d{2})',
  H: '(\\d{1,2})',
  mm: '(\\d{2})',
  ss: '(\\d{2})',
};

function timeFormat(format: string): TimeFormat {
  const parts: string[] = [];
  const source = format.replace(/YYYY|MM|DD|HH|mm|ss|M|D|H|[^A-Za-z0-9]|[A-Za-z0-9]/g, (token) => {
    const pattern = tokens[token];
    if (pattern === undefined) return token.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    parts.push(token);
    return pattern;
  });
  return { pattern: new RegExp(`^${source}$`), parts };
}

type Wall = readonly [number, number, number, number, number, number];

function wallOf(format: TimeFormat, text: string): Wall | null {
  const m = format.pattern.exec(text);
  if (m === null) return null;
  const get = (...names: readonly string[]): number | undefined => {
    const i = format.parts.findIndex((part) => names.includes(part));
    return i === -1 ? undefined : Number(m[i + 1]);
  };
  return [
    get('YYYY') ?? 0,
    get('MM', 'M') ?? 0,
    get('DD', 'D') ?? 0,
    get('HH', 'H') ?? 0,
    get('mm') ?? 0,
    get('ss') ?? 0,
  ];
}

function readDate(format: TimeFormat, text: string): string | null {
  const wall = wallOf(format, text);
  return wall === null ? null : dateOf(wall[0], wall[1], wall[2]);
}

const withoutOffset = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?$/;

/** A time by its format, or as RFC 3339; without an offset it is a wall clock of the mapping's zone, and without one unreadable. */
function readTime(format: TimeFormat | null, text: string, timeZone: string | undefined): unknown {
  if (format === null) {
    const m = withoutOffset.exec(text);
    if (m === null) return text;
    const wall = [m[1], m[2], m[3], m[4], m[5], m[6] ?? '0'].map(Number);
    return inZone(
      [wall[0] ?? 0, wall[1] ?? 0, wall[2] ?? 0, wall[3] ?? 0, wall[4] ?? 0, wall[5] ?? 0],
      m[7] ?? '',
      timeZone,
    );
  }
  const wall = wallOf(format, text);
  return wall === null ? null : inZone(wall, '', timeZone);
}

function inZone(wall: Wall, fraction: string, timeZone: string | undefined): string | null {
  if (timeZone === undefined || dateOf(wall[0], wall[1], wall[2]) === null) return null;
  return instantOf(wall, fraction, zoneOffset(wall, timeZone));
}
