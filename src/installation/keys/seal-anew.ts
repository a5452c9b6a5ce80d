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
    // A row that changed while it was read is left to the next round, until a whole walk meets none.
    for (let left = true; left; ) {
      left = false;
      let after: readonly unknown[] | null = null;
      for (;;) {
        const batch: Batch = await sealBatch(owner, keys, side, column, organizations, after);
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
    let done = 0;
    const damaged: string[] = [];
    for (const row of rows) {
      const made = anewOrNull(keys, side, column, row);
      if (made === null) {
        damaged.push(`${column.table}.${column.column} ${column.key.map((one) => String(row[one])).join(' ')}`);
        continue;
      }
      const names = Object.keys(made);
      const values = [...Object.values(made), ...column.key.map((one) => row[one]), row[column.column]];
      const set = names.map((one, i) => `${one} = $${i + 1}`).join(', ');
      const where = [...column.key, column.column].map(
        (one, i) => `t.${one} IS NOT DISTINCT FROM $${names.length + i + 1}`,
      );
      const { rowCount } = await transaction.query(
        `UPDATE ${column.table} t SET ${set} WHERE ${where.join(' AND ')}`,
        values,
      );
      done += rowCount ?? 0;
    }
    const last = rows.at(-1);
    return {
      met: rows.length,
      done,
      damaged,
      last: last === undefined || rows.length < batchRows ? null : column.key.map((one) => last[one]),
    };
  });
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
