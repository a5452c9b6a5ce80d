/** What an operator does with the keys of a side: add a generation, take it into use, seal anew, retire. Each may be done again. */
import { keyStores, type SideKeys } from '../../adapters/blobs/side-keys.ts';
import { keyFingerprint, type Keyring, withNewGeneration } from '../../adapters/blobs/keyring.ts';
import { type Database, inTransaction, type Transaction } from '../../adapters/postgres/pool.ts';
import { Refusal } from '../../refusal.ts';
import type { Side } from '../../sealing.ts';
import type { Settings } from '../environment.ts';
import {
  holderSeconds,
  insertGeneration,
  inUseOf,
  type KnownGeneration,
  lockGenerations,
  markRetired,
  markUsed,
  missingGenerations,
  missingOf,
  selectGenerations,
  selectHolders,
} from './generations.ts';
import { organizationsOf, sealAllAnew } from './seal-anew.ts';
import { columnsOf, generationOf } from './sealed-columns.ts';

type Keys = Pick<Settings, 'keys'>;

/**
 * A new generation in the key file of this machine, not yet in use. One that is in the file and not in the database, because an
 * earlier call was cut short, is taken instead.
 * refuses  key-waits: another one waits to be taken into use; side-key, key-generation
 */
export async function addGeneration(
  owner: Database,
  settings: Keys,
  side: Side,
  now: Date,
): Promise<{ generation: number; path: string }> {
  const store = keyStores(settings.keys)[side];
  return inTransaction(owner, async (transaction) => {
    await lockGenerations(transaction, side);
    const known = await selectGenerations(transaction, side);
    const before = await heldBy(settings, side, known);
    const waiting = known.find((one) => one.usedAt === null);
    if (waiting !== undefined) {
      throw new Refusal(
        'key-waits',
        `Generation ${waiting.generation} of the key of ${side} waits to be taken into use.`,
        {
          next: `Copy ${store.path} to every machine, then: tickmark keys use --side ${side}`,
        },
      );
    }
    let added = before.find((one) => known.every(({ generation }) => generation !== one.generation));
    if (added === undefined) {
      const after = withNewGeneration(
        before,
        known.map((one) => one.generation),
        now,
      );
      await store.replace(before, after);
      added = after.at(-1);
    }
    if (added === undefined) throw new Error('No generation was added.');
    await insertGeneration(transaction, side, added.generation, keyFingerprint(added.key));
    await insertEvent(transaction, side, 'key-added', added.generation);
    return { generation: added.generation, path: store.path };
  });
}

/**
 * From now on everything is sealed under the newest generation, by every process within seconds.
 * refuses  key-held: a process that runs does not hold it yet; key-generation: nor does this machine
 */
export async function useNewest(owner: Database, settings: Keys, side: Side): Promise<{ generation: number }> {
  return inTransaction(owner, async (transaction) => {
    await lockGenerations(transaction, side);
    const known = await selectGenerations(transaction, side);
    const newest = known.at(-1);
    await heldBy(settings, side, known);
    if (newest === undefined) throw nothingKnown();
    if (newest.usedAt !== null) return { generation: newest.generation };
    const without = (await selectHolders(transaction, side)).filter(
      (one) => !one.generations.includes(newest.generation),
    );
    if (without.length > 0) {
      throw new Refusal(
        'key-held',
        `Generation ${newest.generation} of the key of ${side} is not held yet by ${without.length} of the processes that run, on ${machinesOf(without)}: they could not read what is sealed under it.`,
        { next: 'Copy the key file there; a process reads it within five seconds. Then try again.' },
      );
    }
    await markUsed(transaction, side, newest.generation);
    await insertEvent(transaction, side, 'key-in-use', newest.generation);
    return { generation: newest.generation };
  });
}

/**
 * Seals everything of the side anew under the generation in use. Returns how many rows, and those that cannot be opened.
 * refuses  key-held: a process still seals under an older one; key-generation
 */
export async function sealSideAnew(
  owner: Database,
  keys: SideKeys,
  side: Side,
  progress: (table: string, done: number) => void,
): Promise<{ generation: number; rows: number; damaged: readonly string[] }> {
  const known = await selectGenerations(owner, side);
  const missing = missingOf(side, known, keys.rings(side));
  if (missing.length > 0) throw missingGenerations(missing);
  const generation = inUseOf(known);
  if (generation === null) throw nothingKnown();
  refuseLaggards(side, generation, await selectHolders(owner, side));
  keys.use(side, generation);
  const { rows, damaged } = await sealAllAnew(owner, keys, side, progress);
  if (rows > 0) await inTransaction(owner, (transaction) => insertEvent(transaction, side, 'sealed-anew', generation));
  return { generation, rows, damaged };
}

/**
 * Takes a generation away: from the database, under whose lock nothing can be written meanwhile, and then from the key file of this
 * machine. On the other machines it is called again.
 * refuses  key-in-use, key-needed: something lies under it; key-held; key-busy: people write just now
 */
export async function retireGeneration(
  owner: Database,
  settings: Keys,
  side: Side,
  generation: number,
): Promise<{ path: string }> {
  const store = keyStores(settings.keys)[side];
  await inTransaction(owner, async (transaction) => {
    await lockGenerations(transaction, side);
    const known = await selectGenerations(transaction, side);
    const wanted = known.find((one) => one.generation === generation);
    if (wanted === undefined)
      throw new Refusal('key-unknown', `There is no generation ${generation} of the key of ${side}.`);
    if (wanted.retiredAt !== null) return;
    const current = inUseOf(known) ?? 0;
    if (generation >= current) {
      throw new Refusal('key-in-use', `Generation ${generation} of the key of ${side} is in use or waits for it.`, {
        next: 'Add a newer one, take it into use and seal everything anew first (docs/operating.md).',
      });
    }
    refuseLaggards(side, current, await selectHolders(transaction, side));
    const organizations = await organizationsOf(transaction, side);
    await lockTables(transaction, side);
    await transaction.query(`SELECT set_config('role', 'tickmark_keeper', true)`);
    for (const column of columnsOf(side)) {
      const { rows } = await transaction.query<{ rows: number }>(
        `SELECT count(*) AS rows FROM ${column.table} t WHERE t.${column.organization} = ANY ($1::uuid[]) AND ${generationOf(column)} = $2`,
        [organizations, generation],
      );
      const left = rows[0]?.rows ?? 0;
      if (left > 0) {
        throw new Refusal(
          'key-needed',
          `${left} rows of ${column.table} lie under generation ${generation} of the key of ${side} still.`,
          { next: `Seal them anew first: tickmark keys rewrap --side ${side}` },
        );
      }
    }
    await transaction.query('RESET ROLE');
    await markRetired(transaction, side, generation);
    await insertEvent(transaction, side, 'key-retired', generation);
  });
  const ring = await store.read();
  if (ring?.some((one) => one.generation === generation) === true)
    await store.replace(
      ring,
      ring.filter((one) => one.generation !== generation),
    );
  return { path: store.path };
}

/** Nobody writes to these tables until the transaction ends; whoever is at it is waited for, not for long. */
async function lockTables(transaction: Transaction, side: Side): Promise<void> {
  const tables = [...new Set(columnsOf(side).map((one) => one.table))].toSorted();
  await transaction.query(`SET LOCAL lock_timeout = '5s'`);
  try {
    await transaction.query(`LOCK TABLE ${tables.join(', ')} IN SHARE MODE`);
  } catch (cause) {
    if (!['55P03', '40P01'].includes(String(Object(cause).code))) throw cause;
    throw new Refusal('key-busy', 'Somebody is writing just now; nothing was changed.', { next: 'Try again.', cause });
  }
}

function refuseLaggards(side: Side, current: number, holders: Awaited<ReturnType<typeof selectHolders>>): void {
  const behind = holders.filter((one) => one.inUse < current);
  if (behind.length === 0) return;
  throw new Refusal(
    'key-held',
    `${behind.length} of the processes that run, on ${machinesOf(behind)}, do not seal under generation ${current} of the key of ${side} yet.`,
    { next: `They follow within five seconds; one that was ended is forgotten after ${holderSeconds}. Try again.` },
  );
}

/** The keyring of this machine. refuses key-generation: it lacks one that is needed */
async function heldBy(settings: Keys, side: Side, known: readonly KnownGeneration[]): Promise<Keyring> {
  if (known.length === 0) throw nothingKnown();
  const ring = (await keyStores(settings.keys)[side].read()) ?? [];
  const missing = missingOf(side, known, new Map(ring.map((one) => [one.generation, keyFingerprint(one.key)])));
  if (missing.length > 0) throw missingGenerations(missing);
  return ring;
}

async function insertEvent(transaction: Transaction, side: Side, event: string, generation: number): Promise<void> {
  await transaction.query(
    'INSERT INTO tickmark.key_event (side, event, generation, at) VALUES ($1, $2, $3, clock_timestamp())',
    [side, event, generation],
  );
}

function machinesOf(holders: readonly { readonly machine: string }[]): string {
  return [...new Set(holders.map((one) => one.machine))].join(', ');
}

function nothingKnown(): Refusal {
  return new Refusal('key-unknown', 'This installation has not been started yet: it has no keys.', {
    next: 'Start it once: tickmark start',
  });
}
