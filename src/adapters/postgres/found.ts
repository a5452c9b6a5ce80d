/** Ids found by an index first, for lists that would otherwise be walked in their own order (why: migration 0026). */
import type { Transaction } from './pool.ts';

/** Of more than so many found, walking the list in its own order meets a page of them sooner. */
const mostFound = 10_000;

/**
 * with_   a function of the database that answers the ids of at most so many, or null beyond; the most is its last argument
 * values  its arguments before that
 * Null: too many to be worth it.
 */
export async function selectFound(
  transaction: Transaction,
  with_: `${'management' | 'firm'}.${'records_with' | 'evidence_with'}`,
  values: readonly unknown[],
): Promise<readonly string[] | null> {
  const places = [...values, mostFound].map((_value, index) => `$${index + 1}`).join(', ');
  const { rows } = await transaction.query<{ found: readonly string[] | null }>(`SELECT ${with_}(${places}) AS found`, [
    ...values,
    mostFound,
  ]);
  return rows[0]?.found ?? null;
}
