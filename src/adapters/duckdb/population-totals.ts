import type { DuckDBConnection } from '@duckdb/node-api';
import { type Kind, missingValue, otherValues, type Scalar, type Totals } from '../../populations/model.ts';
import { fromScalar, literal, name } from './population-columns.ts';

/** Different values of a category that are listed in totals; the rest is counted as one. */
const listedValues = 1000;

/** Control totals by SQL over a population file. */
export async function controlTotals(connection: DuckDBConnection, kind: Kind, path: string): Promise<Totals> {
  const totals: Record<string, Totals[string]> = {};
  const from = `FROM read_parquet(${literal(path)})`;
  for (const category of kind.categories) {
    const rows = (
      await connection.runAndReadAll(
        `SELECT CAST(${name(category)} AS VARCHAR) AS value, count(*) ${from} GROUP BY 1
         ORDER BY 2 DESC, 1 NULLS LAST LIMIT ${listedValues}`,
      )
    ).getRows();
    const counts = new Map<string, number>();
    for (const [value, count] of rows) counts.set(value === null ? missingValue : String(value), Number(count));
    const all = (await connection.runAndReadAll(`SELECT count(*) ${from}`)).getRows();
    const rest = Number(all[0]?.[0] ?? 0) - counts.values().reduce((sum, count) => sum + count, 0);
    if (rest > 0) counts.set(otherValues, rest);
    totals[category] = Object.fromEntries(counts);
  }
  for (const field of kind.fields) {
    if ((field.type !== 'date' && field.type !== 'time') || kind.categories.includes(field.name)) continue;
    const rows = (
      await connection.runAndReadAll(`SELECT min(${name(field.name)}), max(${name(field.name)}) ${from}`)
    ).getRows();
    const [first, last] = (rows[0] ?? []).map((value) => fromScalar(value));
    totals[field.name] = { first: textOrNull(first), last: textOrNull(last) };
  }
  return totals;
}

function textOrNull(value: Scalar | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
