import { type Problem, Refusal } from '../refusal.ts';

/** The closed list of what the ledger refuses. */
export const ledgerErrors = {
  'not-canonical': 'a value or text that is not canonical JSON (RFC 8785)',
  'bad-encoding': 'text that is not the one valid base64, hex or UTF-8 form of its bytes',
  'bad-tree': 'an index, size or hash that cannot belong to a Merkle tree',
  'bad-tile': 'a tile or an entry bundle of the wrong form or length',
  'bad-note': 'a signed note, key or checkpoint that is malformed, or whose signature does not fit',
  'bad-proof': 'a transparency log proof that is malformed',
  'bad-envelope': 'a DSSE envelope that is malformed',
  'bad-statement': 'a statement that does not have the shape of this ledger',
  'order-violated': 'a statement that rests on something not in the log before it',
  'unknown-log': 'a log that does not exist',
  'log-damaged': 'tiles, rows and checkpoints of a log that do not fit together',
  'value-altered': 'a stored value that is not the one that was logged',
} as const;
export type LedgerErrorCode = keyof typeof ledgerErrors;

/**
 * code      one of `ledgerErrors`
 * sentence  what is wrong, plain, with a full stop
 */
export function refuse(
  code: LedgerErrorCode,
  sentence: string,
  options: { problems?: readonly Problem[]; next?: string; cause?: unknown; exit?: 1 | 2 | 3 } = {},
): Refusal {
  return new Refusal(code, sentence, options);
}
