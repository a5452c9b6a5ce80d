/** How the values of records stand in DuckDB's columns, both ways. */
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampValue,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  STRUCT,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import {
  type Field,
  type FieldValue,
  instantOfMicros,
  type Kind,
  type Scalar,
  type ScalarType,
} from '../../populations/model.ts';

/** A column's name as SQL writes it. */
export const name = (column: string): string => `"${column.replaceAll('"', '""')}"`;
/** A text as SQL writes it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const scalarTypes: Readonly<Record<ScalarType, DuckDBType>> = {
  text: VARCHAR,
  integer: BIGINT,
  number: DOUBLE,
  boolean: BOOLEAN,
  date: DATE,
  time: TIMESTAMP,
};

export function columnType(field: Field): DuckDBType {
  if (field.type !== 'list') return scalarTypes[field.type];
  if (field.of === undefined || field.of === 'text') return LIST(VARCHAR);
  return LIST(STRUCT(Object.fromEntries(Object.entries(field.of).map(([part, type]) => [part, scalarTypes[type]]))));
}

export function fromScalar(value: DuckDBValue | undefined): Scalar {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof DuckDBTimestampValue) return instantOfMicros(value.micros);
  if (value instanceof DuckDBDateValue) return new Date(value.days * 86_400_000).toISOString().slice(0, 10);
  throw new TypeError('a population holds no such value');
}

function fromValue(value: DuckDBValue | undefined): FieldValue {
  if (!(value instanceof DuckDBListValue)) return fromScalar(value);
  const structs: Record<string, Scalar>[] = [];
  const texts: string[] = [];
  for (const item of value.items) {
    if (item instanceof DuckDBStructValue) {
      structs.push(Object.fromEntries(Object.entries(item.entries).map(([part, v]) => [part, fromScalar(v)])));
    } else texts.push(String(item));
  }
  return structs.length > 0 ? structs : texts;
}

/** A record of values in the order of the kind's fields. */
export function recordOf(kind: Kind, values: readonly DuckDBValue[]): Record<string, FieldValue> {
  const record: Record<string, FieldValue> = {};
  kind.fields.forEach((field, i) => {
    record[field.name] = fromValue(values[i]);
  });
  return record;
}
