/** What a row of a file says of a record: cells as values of its fields, or why they are none. Pure. */
import { columnName } from '../../adapters/xlsx/xml.ts';
import type { Content, Field, Register } from '../model.ts';
import { type contentSchema, day } from '../model.ts';
import type { Mapping } from './mapping.ts';

/** column: the heading of the register; sentence: why it is refused */
export interface CellProblem {
  readonly column: string;
  readonly sentence: string;
}

/**
 * What is left out is not in the file, and stays as it is; null: the cell is empty.
 * code, version  '' and null where the file says none
 */
export interface ParsedRow {
  readonly number: number;
  readonly code: string;
  readonly version: number | null;
  readonly state?: string;
  readonly ownerId?: string | null;
  readonly dueOn?: string | null;
  readonly effectiveFrom?: string | null;
  readonly effectiveTo?: string | null;
  readonly content: Readonly<Record<string, Content[string]>>;
  readonly problems: readonly CellProblem[];
}

/** people: their ids, by id and by address in small letters; headers: what a column is called, by its name */
export interface Reading {
  readonly register: Register;
  readonly mapping: Mapping;
  readonly people: ReadonlyMap<string, string>;
  readonly formulas: ReadonlySet<string>;
  readonly headers: ReadonlyMap<string, string>;
  readonly content: ReturnType<typeof contentSchema>;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function parseRow(
  reading: Reading,
  { number, cells }: { readonly number: number; readonly cells: readonly string[] },
): ParsedRow {
  const { register, mapping, headers } = reading;
  const problems: CellProblem[] = [];
  const content: Record<string, Content[string]> = {};
  const row: Writable<Omit<ParsedRow, 'content' | 'problems'>> = { number, code: '', version: null };
  for (const [index, name] of mapping.entries()) {
    if (name === null) continue;
    const cell = cells[index] ?? '';
    const header = headers.get(name) ?? name;
    const wrong = (sentence: string): void => void problems.push({ column: header, sentence });
    const place = `${columnName(index)}${number}`;
    if (reading.formulas.has(place)) {
      wrong(`${place} is a formula: put its value there.`);
      continue;
    }
    const trimmed = cell.trim();
    switch (name) {
      case 'code':
        row.code = trimmed;
        break;
      case 'version':
        if (trimmed === '') break;
        if (/^[1-9]\d{0,8}$/.test(trimmed)) row.version = Number(trimmed);
        else wrong('A version is a whole number, as it was exported.');
        break;
      case 'state': {
        if (trimmed === '') break;
        const state = register.states.find((one) => isWord(trimmed, one.name, one.word));
        if (state === undefined) wrong(oneOf(register.states.map((one) => one.name)));
        else row.state = state.name;
        break;
      }
      case 'owner': {
        const person = personOf(reading, trimmed);
        if (person === undefined) wrong('Nobody of the organization has this address.');
        else row.ownerId = person;
        break;
      }
      case 'due':
      case 'from':
      case 'to': {
        const member = name === 'due' ? 'dueOn' : name === 'from' ? 'effectiveFrom' : 'effectiveTo';
        row[member] = trimmed === '' ? null : trimmed;
        const parsed = day.nullable().safeParse(row[member]);
        if (!parsed.success) wrong(sentenceOf(parsed.error.issues));
        break;
      }
      default: {
        const field = register.fields.find((one) => `content.${one.name}` === name);
        if (field === undefined) break;
        const value = valueOf(reading, field, cell);
        if (typeof value === 'object' && value !== null && 'problem' in value) wrong(value.problem);
        else content[field.name] = value;
      }
    }
  }
  return { ...row, content, problems };
}

/** A value of the field as its schema takes it; null where the cell is empty. */
function valueOf(reading: Reading, field: Field, cell: string): Content[string] | { readonly problem: string } {
  const trimmed = cell.trim();
  // Whether it may be empty is told from the record it is about: what was empty before stays so.
  if (trimmed === '') return null;
  const value = read(reading, field, cell, trimmed);
  if (typeof value === 'object' && value !== null && 'problem' in value) return value;
  const parsed = reading.content.shape[field.name]?.safeParse(value);
  return parsed === undefined || parsed.success ? value : { problem: sentenceOf(parsed.error.issues) };
}

function read(
  reading: Reading,
  field: Field,
  cell: string,
  trimmed: string,
): Content[string] | { readonly problem: string } {
  switch (field.kind) {
    case 'number':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(trimmed)
        ? Number(trimmed)
        : { problem: 'This is no number, written as 1234.5.' };
    case 'boolean':
      if (/^(true|yes|1|x)$/i.test(trimmed)) return true;
      if (/^(false|no|0)$/i.test(trimmed)) return false;
      return { problem: 'This is neither true nor false.' };
    case 'enum': {
      const option = (field.options ?? []).find((one) => isWord(trimmed, one.value, one.word));
      return option?.value ?? { problem: oneOf((field.options ?? []).map((one) => one.value)) };
    }
    case 'criteria':
    case 'codes':
      return trimmed.split(/[\s,;]+/).filter((one) => one !== '');
    case 'person': {
      const person = personOf(reading, trimmed);
      return person ?? { problem: 'Nobody of the organization has this address.' };
    }
    case 'date':
      return trimmed;
    case 'text':
    case 'long':
      return cell;
  }
}

/** Null: nobody; undefined: nobody who is known. */
function personOf({ people }: Reading, text: string): string | null | undefined {
  return text === '' ? null : people.get(text.toLowerCase());
}

function isWord(said: string, value: string, word: string): boolean {
  return [value, word].some((one) => one.toLowerCase() === said.toLowerCase());
}

function oneOf(values: readonly string[]): string {
  return `This is none of ${values.join(', ')}.`;
}

function sentenceOf(issues: readonly { readonly message: string }[]): string {
  return `${issues[0]?.message ?? 'This does not fit'}.`.replace(/\.\.$/, '.');
}
