/** Order (DESIGN 2, rule 1): nothing is stated before what it rests on. */
import type { Problem } from '../refusal.ts';
import type { EntryRef } from './statement.ts';

const source = 'DESIGN 2, rule 1';

/**
 * Everything that is wrong with the inputs of an entry.
 * entry      its own index and the inputs it names
 * committed  digest of the statement at an index, `undefined` where the log has none, `null` where it is known to exist but its
 *            digest is not (an entry that is not opened)
 * returns    no problem when each input has a lower index, exists and has the digest named; else one problem an input at least
 */
export function checkOrder(
  entry: { readonly index: number; readonly inputs: readonly EntryRef[] },
  committed: (index: number) => string | null | undefined,
): Problem[] {
  const problems: Problem[] = [];
  const subject = `entry ${entry.index}`;
  const seen = new Map<number, string>();
  for (const { index, digest } of entry.inputs) {
    if (!Number.isSafeInteger(index) || index < 0) {
      const sentence = `Entry ${entry.index} names an input ${index}, which is no index of a log.`;
      problems.push({ code: 'input-unknown', subject, sentence, source });
      continue;
    }
    if (index >= entry.index) {
      const sentence = `Entry ${entry.index} rests on entry ${index}, which does not come before it.`;
      problems.push({ code: 'input-not-earlier', subject, sentence, source });
      continue;
    }
    const before = seen.get(index);
    if (before !== undefined && before !== digest) {
      const sentence = `Entry ${entry.index} names entry ${index} twice, with different digests.`;
      problems.push({ code: 'input-digest', subject, sentence, source });
    }
    seen.set(index, digest);
    const logged = committed(index);
    if (logged === undefined) {
      const sentence = `Entry ${entry.index} rests on entry ${index}, which is not in the log.`;
      problems.push({ code: 'input-unknown', subject, sentence, source });
    } else if (logged !== null && logged !== digest) {
      const sentence = `Entry ${entry.index} names entry ${index} by a digest that is not that entry's.`;
      problems.push({ code: 'input-digest', subject, sentence, source });
    }
  }
  return problems;
}

/**
 * The same for a chain of which only headers are shown, as in a proof bundle.
 * entries  ascending by index; every input of a header must be among them
 */
export function checkHeaderOrder(
  entries: readonly { readonly index: number; readonly header: { readonly inputs: readonly number[] } }[],
): Problem[] {
  const problems: Problem[] = [];
  const known = new Set<number>();
  let last = -1;
  for (const { index, header } of entries) {
    const subject = `entry ${index}`;
    if (!Number.isSafeInteger(index) || index <= last) {
      const sentence = `Entry ${index} does not follow entry ${last} in ascending order.`;
      problems.push({ code: 'entries-not-ascending', subject, sentence, source });
    }
    let previous = -1;
    for (const input of header.inputs) {
      if (input <= previous) {
        const sentence = `Entry ${index} does not list its inputs once each, in ascending order.`;
        problems.push({ code: 'inputs-not-ascending', subject, sentence, source });
      }
      previous = input;
      if (input >= index) {
        const sentence = `Entry ${index} rests on entry ${input}, which does not come before it.`;
        problems.push({ code: 'input-not-earlier', subject, sentence, source });
      } else if (!known.has(input)) {
        const sentence = `Entry ${index} rests on entry ${input}, which is not shown.`;
        problems.push({ code: 'input-unknown', subject, sentence, source });
      }
    }
    known.add(index);
    last = index;
  }
  return problems;
}
