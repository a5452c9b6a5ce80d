/** From an importer's draft to a record of a kind: types held, missing facts null, and one canonical text a record. */
import type { Field, FieldValue, Kind, PopulationRecord, Scalar, ScalarType } from './kind.ts';
import { parseDate, parseTime } from './time.ts';

/** Longest text of one field, in UTF-16 units. Longer ones are refused, never cut. */
export const longestText = 65_536;
/** Most elements of one list. */
export const longestList = 10_000;

/** What an importer found, by field name; a field left out is a missing fact. */
export type Draft = Readonly<Record<string, unknown>>;

/** A record, or the reason in a few words why there is none. */
export type Checked = { readonly record: PopulationRecord } | { readonly refused: string };

/** Thrown while one value is read, caught in `checkRecord`: the reason without the field's name. */
class Bad extends Error {}

/**
 * Holds a draft against its kind (IPE-08: mandatory fields filled, types right). Empty text becomes null. Nothing is
 * corrected: a value that is not of its type refuses the record, with the field's name in the reason.
 * utc  times without an offset are UTC, because the format's documentation says so
 */
export function checkRecord(kind: Kind, draft: Draft, utc: boolean): Checked {
  const record: Record<string, FieldValue> = {};
  let field: Field | undefined;
  try {
    for (field of kind.fields) {
      const value = readField(field, draft[field.name], utc);
      if (value === null && (field.required === true || kind.key.includes(field.name))) throw new Bad('is missing');
      record[field.name] = value;
    }
  } catch (error) {
    if (error instanceof Bad) return { refused: `${field?.name ?? 'the record'} ${error.message}` };
    throw error;
  }
  return { record };
}

function readField(field: Field, value: unknown, utc: boolean): FieldValue {
  if (value === undefined || value === null || value === '') return null;
  if (field.type !== 'list') {
    const scalar = readScalar(field.type, value, utc);
    if (field.values !== undefined && scalar !== null && !field.values.includes(String(scalar))) {
      throw new Bad('is none of its values');
    }
    return scalar;
  }
  if (!Array.isArray(value)) throw new Bad('is not a list');
  if (value.length > longestList) throw new Bad('has too many elements');
  const of = field.of;
  if (of === undefined || of === 'text') {
    return value.map((element) => {
      const text = readScalar('text', element, utc);
      if (typeof text !== 'string') throw new Bad('holds an empty element');
      return text;
    });
  }
  return value.map((element: unknown) => {
    if (typeof element !== 'object' || element === null) throw new Bad('holds something that is no object');
    const own = new Map<string, unknown>(Object.entries(element));
    const out: Record<string, Scalar> = {};
    for (const [name, type] of Object.entries(of)) {
      const part = own.get(name);
      out[name] = part === undefined || part === null || part === '' ? null : readScalar(type, part, utc);
    }
    return out;
  });
}

function readScalar(type: ScalarType, value: unknown, utc: boolean): Scalar {
  switch (type) {
    case 'text': {
      if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
      if (typeof value !== 'string') throw new Bad('is not text');
      if (value.length > longestText) throw new Bad(`is longer than ${longestText} characters`);
      if (value.includes('\0')) throw new Bad('holds a NUL character');
      if (!value.isWellFormed()) throw new Bad('is not well-formed Unicode');
      return value.trim() === '' ? null : value;
    }
    case 'integer': {
      const n = typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : value;
      if (typeof n !== 'number' || !Number.isSafeInteger(n)) throw new Bad('is not an integer');
      return n === 0 ? 0 : n;
    }
    case 'number': {
      const n = typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : value;
      if (typeof n !== 'number' || !Number.isFinite(n)) throw new Bad('is not a number');
      if (Number.isInteger(n) && !Number.isSafeInteger(n)) throw new Bad('is beyond the numbers that are kept exactly');
      return n === 0 ? 0 : n;
    }
    case 'boolean':
      if (typeof value === 'boolean') return value;
      if (value === 'true' || value === 'True' || value === 'TRUE') return true;
      if (value === 'false' || value === 'False' || value === 'FALSE') return false;
      throw new Bad('is neither true nor false');
    case 'date': {
      const date = typeof value === 'string' ? parseDate(value) : null;
      if (date === null) throw new Bad('is no date from 1970 to 2100');
      return date;
    }
    case 'time': {
      const time = typeof value === 'string' && value.length <= 60 ? parseTime(value, utc ? 'utc' : 'refuse') : null;
      if (time === null) throw new Bad('is no time from 1970 to 2100 with its offset');
      return time;
    }
  }
}

/**
 * The writer of a kind's canonical JSON (RFC 8785): the same text as `canonicalJson` of the ledger for every record of the
 * kind, at a third of its cost, because names are sorted and escaped once. The record is one that `checkRecord` made.
 */
export function canonicalWriter(kind: Kind): (record: PopulationRecord) => string {
  const names = kind.fields.map((f) => f.name).sort();
  const heads = names.map((name, i) => `${i === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  return (record) => {
    let out = '';
    for (let i = 0; i < names.length; i++) {
      const value = record[names[i] ?? ''] ?? null;
      out += heads[i];
      if (value === null) out += 'null';
      else if (typeof value === 'object') out += `[${value.map(listElement).join(',')}]`;
      else out += JSON.stringify(value);
    }
    return `${out}}`;
  };
}

function listElement(element: string | Readonly<Record<string, Scalar>>): string {
  if (typeof element === 'string') return JSON.stringify(element);
  const names = Object.keys(element).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(element[name] ?? null)}`).join(',')}}`;
}

/** A part of a key as the text that is compared (R-POP-04). */
export function keyText(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** The record's id: its key; the parts of a composite key are joined by `|`, with `\` before a `|` or `\` inside a part. */
export function recordId(kind: Kind, record: PopulationRecord): string {
  if (kind.key.length === 1) return keyText(record[kind.key[0] ?? '']);
  return kind.key.map((name) => keyText(record[name]).replace(/[\\|]/g, '\\$&')).join('|');
}
