/** Generations of the sides' keys as the database knows them: which there are, which is in use, who holds them. */
import type { Database, Transaction } from '../../adapters/postgres/pool.ts';
import type { Side } from '../../sealing.ts';
import { Refusal } from '../../refusal.ts';

/** usedAt: null while it only waits; retiredAt: null while it is needed */
export interface KnownGeneration {
  readonly generation: number;
  readonly fingerprint: string;
  readonly addedAt: string;
  readonly usedAt: string | null;
  readonly retiredAt: string | null;
}

/** A process that runs. seenAt: when it last said what it holds */
export interface Holder {
  readonly machine: string;
  readonly generations: readonly number[];
  readonly inUse: number;
  readonly seenAt: string;
}

/** A process that said nothing for so long is gone: it says it every five seconds. */
export const holderSeconds = 30;

export async function selectGenerations(database: Database | Transaction, side: Side): Promise<KnownGeneration[]> {
  const { rows } = await database.query<KnownGeneration>(
    `SELECT generation, fingerprint, added_at AS "addedAt", used_at AS "usedAt", retired_at AS "retiredAt"
       FROM tickmark.key_generation WHERE side = $1 ORDER BY generation`,
    [side],
  );
  return rows;
}

export async function selectHolders(database: Database | Transaction, side: Side): Promise<Holder[]> {
  const { rows } = await database.query<Holder>(
    `SELECT machine, generations, in_use AS "inUse", seen_at AS "seenAt" FROM tickmark.key_holder
      WHERE side = $1 AND seen_at > clock_timestamp() - make_interval(secs => $2) ORDER BY machine, process`,
    [side, holderSeconds],
  );
  return rows;
}

/** The newest that was taken into use; null: none yet. */
export function inUseOf(known: readonly KnownGeneration[]): number | null {
  return known.filter((one) => one.usedAt !== null).at(-1)?.generation ?? null;
}

/** One at a time in the whole installation. */
export async function lockGenerations(transaction: Transaction, side: Side): Promise<void> {
  await transaction.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`tickmark.keys:${side}`]);
}

export async function insertGeneration(
  transaction: Transaction,
  side: Side,
  generation: number,
  fingerprint: string,
): Promise<void> {
  await transaction.query(
    'INSERT INTO tickmark.key_generation (side, generation, fingerprint, added_at) VALUES ($1, $2, $3, clock_timestamp())',
    [side, generation, fingerprint],
  );
}

export async function markUsed(transaction: Transaction, side: Side, generation: number): Promise<void> {
  await transaction.query(
    'UPDATE tickmark.key_generation SET used_at = clock_timestamp() WHERE side = $1 AND generation = $2 AND used_at IS NULL',
    [side, generation],
  );
}

export async function markRetired(transaction: Transaction, side: Side, generation: number): Promise<void> {
  await transaction.query(
    'UPDATE tickmark.key_generation SET retired_at = clock_timestamp() WHERE side = $1 AND generation = $2 AND retired_at IS NULL',
    [side, generation],
  );
}

/**
 * What the key file lacks of what the database needs, in sentences; empty: nothing.
 * held  fingerprints by generation
 */
export function missingOf(
  side: Side,
  known: readonly KnownGeneration[],
  held: ReadonlyMap<number, string>,
): readonly string[] {
  return known
    .filter((one) => one.retiredAt === null)
    .flatMap(({ generation, fingerprint }) => {
      const there = held.get(generation);
      if (there === fingerprint) return [];
      return there === undefined
        ? [`Generation ${generation} (${fingerprint}) of the key of ${side} is missing in its key file`]
        : [
            `Generation ${generation} of the key of ${side} is another key (${there}) than this installation’s (${fingerprint})`,
          ];
    });
}

export function missingGenerations(sentences: readonly string[]): Refusal {
  return new Refusal('key-generation', `${sentences.join('; ')}.`, {
    exit: 3,
    next: 'Put the key file there that holds it: of another machine of this installation, or from the backup of the keys.',
  });
}
