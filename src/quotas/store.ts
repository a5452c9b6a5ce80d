import type { Transaction } from '../adapters/postgres/pool.ts';
import type { Quota } from './model.ts';

/** Of the organization the transaction runs for, in one statement. */
export async function selectQuotas(transaction: Transaction): Promise<readonly Quota[]> {
  const { rows } = await transaction.query<Quota>(
    'SELECT kind, part, used, most FROM tickmark.quotas() ORDER BY kind, part',
  );
  return rows;
}
