/** A register as a table: its columns, and what stands in a cell of them. Pure. */
import type { Cell, StreamedColumn } from '../../adapters/xlsx/xlsx-stream.ts';
import type { Content, Field, Register, RegisterRecord } from '../model.ts';

/**
 * name    `code`, `version`, `state`, `owner`, `due`, `from`, `to`, `changed`; of the register's own fields `content.NAME`
 * header  stands once in a table
 * field   null for what every register has
 */
export interface Column {
  readonly name: string;
  readonly header: string;
  readonly field: Field | null;
}

const common: readonly Column[] = [
  { name: 'code', header: 'Code', field: null },
  { name: 'version', header: 'Version', field: null },
  { name: 'state', header: 'State', field: null },
  { name: 'owner', header: 'Owner', field: null },
  { name: 'due', header: 'Due', field: null },
  { name: 'from', header: 'In force from', field: null },
  { name: 'to', header: 'In force to', field: null },
  { name: 'changed', header: 'Changed', field: null },
];

/** The columns in the order they are given out. A label that stands already is told apart by the field's name. */
export function columnsOf(register: Register): readonly Column[] {
  const seen = new Set(common.map((column) => plainHeader(column.header)));
  const own = register.fields.map((field): Column => {
    const header = seen.has(plainHeader(field.label)) ? `${field.label} (${field.name})` : field.label;
    seen.add(plainHeader(header));
    return { name: `content.${field.name}`, header, field };
  });
  return [...common, ...own];
}

/** As headers are compared: letters and digits alone. */
export function plainHeader(header: string): string {
  return header.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** As a workbook shows it. */
export function streamedColumn({ name, header, field }: Column): StreamedColumn {
  const kind =
    field?.kind === 'date' || name === 'due' || name === 'from' || name === 'to'
      ? 'day'
      : name === 'changed'
        ? 'instant'
        : field?.kind === 'number' || name === 'version'
          ? 'number'
          : field?.kind === 'boolean'
            ? 'boolean'
            : 'text';
  const width = field?.kind === 'long' ? 60 : field?.name === 'title' ? 40 : name === 'changed' ? 20 : 16;
  return { header, kind, width };
}

/** Addresses of people by their ids. */
export type People = ReadonlyMap<string, string>;

/** One record as a row; people by their address, for whoever reads it and for the way back. */
export function rowOf(columns: readonly Column[], record: RegisterRecord, people: People): readonly Cell[] {
  return columns.map(({ name, field }) =>
    field === null ? commonCell(name, record, people) : ownCell(field, record.content[field.name], people),
  );
}

function commonCell(name: string, record: RegisterRecord, people: People): Cell {
  const day = (value: string | null): Cell => (value === null ? null : { day: value });
  switch (name) {
    case 'code':
      return record.code;
    case 'version':
      return record.version;
    case 'state':
      return record.state;
    case 'owner':
      return record.ownerId === null ? null : (people.get(record.ownerId) ?? record.ownerId);
    case 'due':
      return day(record.dueOn);
    case 'from':
      return day(record.effectiveFrom);
    case 'to':
      return day(record.effectiveTo);
    default:
      return { instant: record.changedAt };
  }
}

function ownCell(field: Field, value: Content[string], people: People): Cell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') return value.join('; ');
  if (typeof value !== 'string') return value;
  if (field.kind === 'date') return { day: value };
  return field.kind === 'person' ? (people.get(value) ?? value) : value;
}
