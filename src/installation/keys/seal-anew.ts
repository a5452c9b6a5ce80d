/** Seals everything of a side anew under the generation in use. It keeps no list: what lies under an older one is what is left to do. */
import type { SideKeys } from '../../adapters/blobs/side-keys.ts';
import { type Database, inTransaction, type Transaction } from '../../adapters/postgres/pool.ts';
import { Refusal } from '../../refusal.ts';
import type { SealedColumn, SealedRow, Side } from '../../sealing.ts';
import { columnsOf, generationOf } from './sealed-columns.ts';

const batchRows = 200;

/** Organizations of a side, those that stand in for a partner among them: what is shared with one is wrapped under its key too. */
export async function organizationsOf(database: Database | Transaction, side: Side): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string }>(
    `SELECT id FROM identity.organization WHERE (kind = 'firm') = ($1 = 'firm') ORDER BY id`,
    [side],
  );
  return rows.map((row) => row.id);
}

/**
 * Batches of a few hundred rows, a transaction each: a kill at any moment loses one, and whoever runs it again goes on. Whatever people
 * change meanwhile is sealed under the generation in use already. A row that cannot be opened, because it was changed or moved, is left as
 * it is and told.
 * progress  after each batch: the table, and how many rows so far
 */
export async function sealAllAnew(
  owner: Database,
  keys: SideKeys,
  side: Side,
  progress: (table: string, done: number) => void,
): Promise<{ readonly rows: number; readonly damaged: readonly string[] }> {
  const organizations = await organizationsOf(owner, side);
  let done = 0;
  const damaged = new Set<string>();
  for (const column of columnsOf(side)) {
    const types = await typesOf(owner, column.table);
    // A row that changed while it was read is left to the next round, until a whole walk meets none.
    for (let left = true; left; ) {
      left = false;
      let after: readonly unknown[] | null = null;
      for (;;) {
        const batch: Batch = await sealBatch(owner, keys, side, column, organizations, types, after);
        done += batch.done;
        for (const one of batch.damaged) damaged.add(one);
        left ||= batch.done + batch.damaged.length < batch.met;
        if (batch.done > 0) progress(`${column.table}.${column.column}`, done);
        if (batch.last === null) break;
        after = batch.last;
      }
    }
  }
  return { rows: done, damaged: [...damaged] };
}

/** met: rows under an older generation; done: those now under the newest; damaged: those that cannot be opened; last: where the next batch goes on, null at the end */
interface Batch {
  readonly met: number;
  readonly done: number;
  readonly damaged: readonly string[];
  readonly last: readonly unknown[] | null;
}

async function sealBatch(
  owner: Database,
  keys: SideKeys,
  side: Side,
  column: SealedColumn,
  organizations: readonly string[],
  types: ReadonlyMap<string, string>,
  after: readonly unknown[] | null,
): Promise<Batch> {
  const current = keys.current(side);
  const key = column.key.map((one) => `t.${one}`).join(', ');
  const read = [...new Set([...column.key, column.organization, column.column])].map((one) => `t.${one}`);
  return inTransaction(owner, async (transaction) => {
    await transaction.query(`SELECT set_config('role', 'tickmark_keeper', true)`);
    const from = after === null ? '' : ` AND (${key}) > (${after.map((_one, i) => `$${i + 4}`).join(', ')})`;
    const { rows } = await transaction.query<SealedRow>(
      `SELECT ${[...read, ...(column.also ?? [])].join(', ')} FROM ${column.table} t
        WHERE t.${column.organization} = ANY ($1::uuid[]) AND ${generationOf(column)} < $2${from}
        ORDER BY ${key} LIMIT $3`,
      [organizations, current, batchRows, ...(after ?? [])],
    );
    const damaged: string[] = [];
    const made = rows.flatMap((row) => {
      const values = anewOrNull(keys, side, column, row);
      if (values !== null) return [{ row, values }];
      damaged.push(`${column.table}.${column.column} ${column.key.map((one) => nameOf(row[one])).join(' ')}`);
      return [];
    });
    const done = await updateAll(transaction, column, types, made);
    const last = rows.at(-1);
    return {
      met: rows.length,
      done,
      damaged,
      last: last === undefined || rows.length < batchRows ? null : column.key.map((one) => last[one]),
    };
  });
}

/** Types of a table's columns, as SQL says them. */
async function typesOf(owner: Database, table: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await owner.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_catalog.pg_attribute WHERE attrelid = $1::regclass AND attnum > 0`,
    [table],
  );
  return new Map(rows.map((row) => [row.name, row.type]));
}

/** One statement. A row that is not any more as it was read stays as it is. Returns how many were written. */
async function updateAll(
  transaction: Transaction,
  { table, column, key }: SealedColumn,
  types: ReadonlyMap<string, string>,
  made: readonly { readonly row: SealedRow; readonly values: ReturnType<SealedColumn['anew']> }[],
): Promise<number> {
  const names = Object.keys(made[0]?.values ?? {});
  if (names.length === 0) return 0;
  const given: unknown[][] = [];
  const lists: string[] = [];
  const give = (type: string, list: unknown[]): void => {
    lists.push(`$${given.push(list)}::${type}[]`);
  };
  for (const name of names) {
    const isList = types.get(name)?.endsWith('[]') === true;
    const list = made.map(({ values }) => values[name]);
    // Lists of unequal length make no array of arrays.
    if (isList)
      give(
        'text',
        list.map((one) => (Array.isArray(one) ? `{${one.join(',')}}` : null)),
      );
    else give(types.get(name) ?? 'text', list);
  }
  for (const name of [...key, column])
    give(
      types.get(name) ?? 'text',
      made.map(({ row }) => row[name]),
    );
  const set = names.map((name, i) => `${name} = v.new${i}::${types.get(name) ?? 'text'}`);
  const news = names.map((_name, i) => `new${i}`);
  const olds = key.map((_name, i) => `key${i}`);
  const where = key.map((name, i) => `t.${name} = v.key${i}`);
  const { rowCount } = await transaction.query(
    `UPDATE ${table} t SET ${set.join(', ')} FROM unnest(${lists.join(', ')}) AS v (${[...news, ...olds, 'before'].join(', ')})
      WHERE ${where.join(' AND ')} AND t.${column} IS NOT DISTINCT FROM v.before`,
    given,
  );
  return rowCount ?? 0;
}

function nameOf(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('hex') : String(value);
}

/** null: it cannot be opened */
function anewOrNull(
  keys: SideKeys,
  side: Side,
  column: SealedColumn,
  row: SealedRow,
): ReturnType<SealedColumn['anew']> | null {
  const organization = String(row[column.organization]);
  try {
    return column.anew(
      { content: keys.keyOf(side, organization, 'content'), search: keys.keyOf(side, organization, 'search') },
      row,
    );
  } catch (error) {
    if (error instanceof Refusal && ['sealed-content', 'evidence-key'].includes(error.code)) return null;
    throw error;
  }
}

/** Rows of a side by the generation they lie under. */
export async function countByGeneration(database: Database, side: Side): Promise<ReadonlyMap<number, number>> {
  const organizations = await organizationsOf(database, side);
  return inTransaction(database, async (transaction) => {
    await transaction.query(`SELECT set_config('role', 'tickmark_keeper', true)`);
    const counts = new Map<number, number>();
    for (const column of columnsOf(side)) {
      const { rows } = await transaction.query<{ generation: number; rows: number }>(
        `SELECT ${generationOf(column)} AS generation, count(*) AS rows FROM ${column.table} t
          WHERE t.${column.organization} = ANY ($1::uuid[]) AND ${generationOf(column)} IS NOT NULL GROUP BY 1`,
        [organizations],
      );
      for (const { generation, rows: n } of rows) counts.set(generation, (counts.get(generation) ?? 0) + n);
    }
    return counts;
  });
}
