/** Whole tables out of a database and into it, in PostgreSQL's own text format, without holding more than a piece of them. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from, to } from 'pg-copy-streams';

/** A table whose rows are kept, and its columns that hold something of their own, in order. */
export interface KeptTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
}

/** forced: row-level security holds the table's owner too */
interface FoundTable extends KeptTable {
  readonly forced: boolean;
}

type Client = Pick<PoolClient, 'query'>;

/** The schemas of the product: those of whoever owns the schema `tickmark`, but for what every database has. */
const ownSchemas = `
  SELECT n.oid, n.nspname FROM pg_catalog.pg_namespace n
  WHERE n.nspowner = (SELECT nspowner FROM pg_catalog.pg_namespace WHERE nspname = 'tickmark')
    AND n.nspname <> 'public' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'`;

/** Every table of the product, each after those its rows refer to. `tickmark.migration` is among them. */
export async function listTables(client: Client): Promise<readonly FoundTable[]> {
  interface Row extends FoundTable {
    readonly id: number;
    readonly needs: readonly number[];
  }
  const { rows } = await client.query<Row>(`
    SELECT c.oid::int8 AS id, s.nspname::text AS schema, c.relname::text AS name, c.relforcerowsecurity AS forced,
      (SELECT coalesce(array_agg(a.attname::text ORDER BY a.attnum), '{}') FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      (SELECT coalesce(array_agg(DISTINCT f.confrelid::int8), '{}') FROM pg_catalog.pg_constraint f
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid <> c.oid) AS needs
    FROM pg_catalog.pg_class c JOIN (${ownSchemas}) s ON s.oid = c.relnamespace
    WHERE c.relkind = 'r' ORDER BY s.nspname, c.relname`);
  const ordered: FoundTable[] = [];
  const done = new Set<string>();
  let waiting = rows.map((row) => ({ ...row, id: String(row.id), needs: row.needs.map(String) }));
  while (waiting.length > 0) {
    const ready = waiting.filter((row) => row.needs.every((id) => done.has(id)));
    if (ready.length === 0)
      throw new Error(`Tables refer to one another: ${waiting.map((row) => row.name).join(', ')}.`);
    for (const { id, schema, name, columns, forced } of ready) {
      ordered.push({ schema, name, columns, forced });
      done.add(id);
    }
    waiting = waiting.filter((row) => !done.has(row.id));
  }
  return ordered;
}

/** where: a condition on the rows, of our own making */
export function copyOut(
  client: PoolClient,
  table: KeptTable,
  where?: string,
): AsyncIterable<Buffer> & { rows(): number } {
  const rows = `SELECT ${columnsOf(table)} FROM ${nameOf(table)}${where === undefined ? '' : ` WHERE ${where}`}`;
  const stream = client.query(to(`COPY (${rows}) TO STDOUT`));
  return { [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator](), rows: () => stream.rowCount };
}

/** returns: how many rows there were */
export async function copyIn(client: PoolClient, table: KeptTable, bytes: AsyncIterable<Buffer>): Promise<number> {
  const stream = client.query(from(`COPY ${nameOf(table)} (${columnsOf(table)}) FROM STDIN`));
  await pipeline(Readable.from(bytes, { objectMode: false }), stream);
  return stream.rowCount;
}

/** The next value a sequence of the product gives, by `schema.name`; those that gave none are left out. */
export async function readSequences(client: Client): Promise<Readonly<Record<string, string>>> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT quote_ident(q.schemaname) || '.' || quote_ident(q.sequencename) AS name, q.last_value::text AS last
     FROM pg_catalog.pg_sequences q JOIN (${ownSchemas}) s ON s.nspname = q.schemaname WHERE q.last_value IS NOT NULL`,
  );
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]));
}

/**
 * Opens emptied tables for rows that are brought back: triggers that guard what is written once rest, and row-level security does
 * not hold the owner. The returned function puts both back. In the transaction that brings the rows, so that nobody ever sees them open.
 */
export async function openTables(client: Client, tables: readonly FoundTable[]): Promise<() => Promise<void>> {
  const alter = async (table: KeptTable, change: string) => {
    await client.query(`ALTER TABLE ${nameOf(table)} ${change}`);
  };
  const forced = tables.filter((table) => table.forced);
  for (const table of tables) await alter(table, 'DISABLE TRIGGER USER');
  for (const table of forced) await alter(table, 'NO FORCE ROW LEVEL SECURITY');
  await client.query(`TRUNCATE ${tables.map(nameOf).join(', ')}`);
  return async () => {
    for (const table of forced) await alter(table, 'FORCE ROW LEVEL SECURITY');
    for (const table of tables) await alter(table, 'ENABLE TRIGGER USER');
  };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const nameOf = (table: KeptTable): string => `${quoted(table.schema)}.${quoted(table.name)}`;
const columnsOf = (table: KeptTable): string => table.columns.map(quoted).join(', ');
