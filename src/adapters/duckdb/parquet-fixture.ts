import { DuckDBInstance } from '@duckdb/node-api';
import type { FieldType, FieldValue, Kind, PopulationRecord, Scalar } from '../../populations/kind.ts';
import { quoteName, quoteText, wholeSql } from '../../procedures/index.ts';

const TYPES: Readonly<Record<Exclude<FieldType, 'list'>, string>> = {
  text: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  time: 'TIMESTAMP',
};

const scalarSql = (value: Scalar, type: Exclude<FieldType, 'list'>): string => {
  if (value === null) return `CAST(NULL AS ${TYPES[type]})`;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number')
    return type === 'integer' ? wholeSql(BigInt(value)) : `CAST('${Object.is(value, -0) ? '-0.0' : value}' AS DOUBLE)`;
  return `CAST(${quoteText(value.replace(/Z$/, type === 'time' ? '' : 'Z'))} AS ${TYPES[type]})`;
};

/** A small population of literal records, for tests of the census: the columns of population-file.ts, without places. */
export const writeParquetFixture = async (
  file: string,
  kind: Kind,
  records: readonly PopulationRecord[],
): Promise<void> => {
  const listType = (of: Kind['fields'][number]['of']): string =>
    of === undefined || of === 'text'
      ? 'VARCHAR[]'
      : `STRUCT(${Object.entries(of)
          .map(([name, type]) => `${quoteName(name)} ${TYPES[type]}`)
          .join(', ')})[]`;
  const valueSql = (value: FieldValue, field: Kind['fields'][number]): string => {
    if (field.type !== 'list') return scalarSql(typeof value === 'object' ? null : value, field.type);
    if (!Array.isArray(value)) return `CAST(NULL AS ${listType(field.of)})`;
    const items: readonly (string | Readonly<Record<string, Scalar>>)[] = value;
    const of = field.of;
    const texts = items.map((item) =>
      typeof item === 'string' || of === undefined || of === 'text'
        ? scalarSql(typeof item === 'string' ? item : JSON.stringify(item), 'text')
        : `{${Object.entries(of)
            .map(([name, type]) => `${quoteText(name)}: ${scalarSql(item[name] ?? null, type)}`)
            .join(', ')}}`,
    );
    return `CAST([${texts.join(', ')}] AS ${listType(of)})`;
  };
  const rows = records.map(
    (record, index) =>
      `SELECT ${index} AS o, ${scalarSql(idOf(record[kind.key[0] ?? 'id']), 'text')} AS _id, ${kind.fields.map((field) => `${valueSql(record[field.name] ?? null, field)} AS ${quoteName(field.name)}`).join(', ')}, [] AS _places`,
  );
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run(
      `COPY (SELECT * EXCLUDE (o) FROM (${rows.join(' UNION ALL ')}) ORDER BY o) TO ${quoteText(file)} (FORMAT parquet)`,
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
};

function idOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
