/** Guessing is slowed: each guess is counted, and committed, before it is looked at. */
import type { IdentityDependencies } from './dependencies.ts';
import { slowed } from './errors.ts';
import { countGuess, type GuessLimit, networkOf } from './rules.ts';
import { attemptKey } from './secrets.ts';
import { asIdentity, lockCounts, settleCounts, updateCount } from './store.ts';
import type { Transaction } from '../adapters/postgres/pool.ts';

/** One count a guess adds to. shared: other people's guesses add to it too, so that being right does not clear it. */
export interface Counted {
  readonly limit: GuessLimit;
  readonly key: Buffer;
  readonly shared: boolean;
}

/** What a guess at a password adds to. From a browser that is known to the account, only its own count. */
export function passwordCounts(
  key: Uint8Array,
  guess: { readonly email: string; readonly address: string; readonly device: string | null },
): readonly Counted[] {
  const network = networkOf(guess.address);
  if (guess.device !== null) {
    return [{ limit: 'device', key: attemptKey(key, 'device', guess.email, guess.device), shared: false }];
  }
  return [
    { limit: 'pair', key: attemptKey(key, 'pair', guess.email, network), shared: false },
    { limit: 'account', key: attemptKey(key, 'account', guess.email), shared: true },
    { limit: 'address', key: attemptKey(key, 'address', network), shared: true },
  ];
}

/** What a guess at a code adds to. A recovery code has 80 bits and needs no count. */
export function codeCounts(
  key: Uint8Array,
  guess: { readonly personId: string; readonly address: string; readonly device: string | null },
): readonly Counted[] {
  if (guess.device !== null) {
    return [{ limit: 'factor', key: attemptKey(key, 'factor-device', guess.personId, guess.device), shared: false }];
  }
  return [
    { limit: 'factor', key: attemptKey(key, 'factor', guess.personId, networkOf(guess.address)), shared: false },
    { limit: 'everywhere', key: attemptKey(key, 'everywhere', guess.personId), shared: true },
  ];
}

/** Counts a guess as wrong, for now. refuses too-many-requests, and then it is neither counted nor looked at */
export async function countInAdvance(
  dependencies: IdentityDependencies,
  counted: readonly Counted[],
  now: string,
): Promise<void> {
  const ordered = counted.toSorted((a, b) => Buffer.compare(a.key, b.key));
  await asIdentity(dependencies.database, async (transaction) => {
    const counts = await lockCounts(
      transaction,
      ordered.map((one) => one.key),
      now,
    );
    const decided = ordered.map((one) => {
      const before = counts.get(one.key.toString('hex'));
      if (before === undefined) throw new Error('A count is not there.');
      return { key: one.key, answer: countGuess(one.limit, before, now) };
    });
    const waits = decided.flatMap(({ answer }) => ('wait' in answer ? [answer.wait] : []));
    const longest = waits.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
    if (longest !== undefined) throw slowed(longest, now);
    for (const { key, answer } of decided) {
      if (!('wait' in answer)) await updateCount(transaction, key, answer, now);
    }
  });
}

/** The guess was right. */
export async function settle(transaction: Transaction, counted: readonly Counted[]): Promise<void> {
  await settleCounts(
    transaction,
    counted.filter((one) => !one.shared).map((one) => one.key),
    counted.filter((one) => one.shared).map((one) => one.key),
  );
}
