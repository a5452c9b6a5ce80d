/** How a running process follows the keys: it says what it holds, reads what was added, and seals under the generation in use. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SideKeys } from '../../adapters/blobs/side-keys.ts';
import { type Database, inTransaction } from '../../adapters/postgres/pool.ts';
import type { Side } from '../../sealing.ts';
import {
  inUseOf,
  insertGeneration,
  lockGenerations,
  markUsed,
  missingGenerations,
  missingOf,
  selectGenerations,
} from './generations.ts';

const sides: readonly Side[] = ['management', 'firm'];
const everyMs = 5_000;

/**
 * Settles which generation this process seals under, and keeps following from then on. owner: the database's
 * refuses  key-generation: the key file lacks one that is needed, or holds another key than this installation's
 */
export async function followKeys(owner: Database, keys: SideKeys): Promise<{ close(): Promise<void> }> {
  const process = randomUUID();
  for (const side of sides) await registerFirst(owner, keys, side);
  for (const side of sides) {
    const missing = missingOf(side, await selectGenerations(owner, side), keys.rings(side));
    if (missing.length > 0) throw missingGenerations(missing);
  }
  await followOnce(owner, keys, process);
  const ending = new AbortController();
  const follow = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      await sleep(everyMs, undefined, { ref: false, signal: ending.signal }).catch(() => undefined);
      // With the database away nothing is sealed either; a key file that cannot be read is told by the doctor.
      if (!ending.signal.aborted) await followOnce(owner, keys, process).catch(() => undefined);
    }
  };
  const running = follow();
  return {
    async close() {
      ending.abort();
      await running;
      await owner.query('DELETE FROM tickmark.key_holder WHERE process = $1', [process]).catch(() => undefined);
    },
  };
}

/** The key a side had before generations were counted, or the one it was just given, is in use from the first start on. */
async function registerFirst(owner: Database, keys: SideKeys, side: Side): Promise<void> {
  await inTransaction(owner, async (transaction) => {
    await lockGenerations(transaction, side);
    if ((await selectGenerations(transaction, side)).length > 0) return;
    for (const [generation, fingerprint] of keys.rings(side))
      await insertGeneration(transaction, side, generation, fingerprint);
    await markUsed(transaction, side, [...keys.rings(side).keys()][0] ?? 1);
  });
}

/** Reads what was added, takes the generation in use, and says what this process holds. */
export async function followOnce(owner: Database, keys: SideKeys, process: string): Promise<void> {
  for (const side of sides) {
    const known = await selectGenerations(owner, side);
    const wanted = inUseOf(known);
    // A file that lacks what this process has read would take it away.
    const needed = known.filter((one) => one.retiredAt === null).map((one) => one.generation);
    if (known.some((one) => !keys.rings(side).has(one.generation)) || keys.rings(side).size > needed.length)
      await keys.readAgain();
    if (wanted !== null && wanted !== keys.current(side) && keys.rings(side).has(wanted)) keys.use(side, wanted);
    await owner.query(
      `INSERT INTO tickmark.key_holder (process, side, machine, generations, in_use, seen_at) VALUES ($1, $2, $3, $4, $5, clock_timestamp())
       ON CONFLICT (process, side) DO UPDATE SET generations = EXCLUDED.generations, in_use = EXCLUDED.in_use, seen_at = EXCLUDED.seen_at`,
      [process, side, hostname(), [...keys.rings(side).keys()], keys.current(side)],
    );
  }
  await owner.query("DELETE FROM tickmark.key_holder WHERE seen_at < clock_timestamp() - interval '1 day'");
}
