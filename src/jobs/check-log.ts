import { z } from 'zod';
import { readCheckpoint, readEntries } from '../adapters/postgres/ledger-store.ts';
import { logOrigin } from '../http/api/as-member.ts';
import {
  ed25519Verify,
  entryBody,
  entryValue,
  equalBytes,
  leafHash,
  type LoggedEntry,
  openCheckpoint,
  parseEnvelope,
  payloadText,
  statementDigest,
  TileBuilder,
  toBase64,
  verifyEnvelope,
} from '../ledger/index.ts';
import { Refusal } from '../refusal.ts';
import { type JobKind, jobKind } from './model.ts';

/** Few enough that nothing else of this process waits while their signatures are checked. */
const atOnce = 128;
const mostProblems = 20;

/**
 * size      of the log when the check began
 * signed    entries under the latest signed checkpoint; null: none was signed yet
 * root      derived from the entries alone, base64; of the signed ones, or of all where none is signed
 * holds     nothing is wrong
 * problems  the first 20, one sentence each
 */
export const logCheck = z.object({
  size: z.int(),
  signed: z.int().nullable(),
  root: z.string(),
  holds: z.boolean(),
  problems: z.array(z.string()),
});

/**
 * Derives the root of an organization's log again from what lies behind its entries, and compares it with the checkpoint signed last.
 * origin     name of the installation
 * publicKey  of the installation, 32 bytes
 */
export function checkLogKind(parts: { readonly origin: string; readonly publicKey: Uint8Array }): JobKind {
  const kind: JobKind<Record<string, never>, z.infer<typeof logCheck>> = {
    name: 'check-log',
    sides: ['management', 'firm'],
    action: 'read',
    part: 'trail',
    input: z.strictObject({}),
    result: logCheck,
    async run(context) {
      const origin = logOrigin(parts.origin, context.organizationId);
      const { size, checkpoint } = await context.inTransaction(async ({ transaction }) => {
        // First the checkpoint: what it covers is there when the size is asked for.
        const signed = await readCheckpoint(transaction, origin);
        const { rows } = await transaction.query<{ next_index: number }>(
          'SELECT next_index FROM ledger.log WHERE origin = $1',
          [origin],
        );
        return { size: rows[0]?.next_index ?? 0, checkpoint: signed };
      });
      const found: string[] = [];
      const note = (sentence: string) => {
        if (found.length < mostProblems) found.push(sentence);
      };
      const builder = new TileBuilder(() => undefined);
      const covered = checkpoint?.size ?? size;
      let root: Uint8Array | null = covered === 0 ? builder.root() : null;
      for (let start = 0; start < size; start += atOnce) {
        const count = Math.min(atOnce, size - start);
        const entries = await context.inTransaction(({ transaction }) =>
          readEntries(transaction, origin, start, count),
        );
        for (const [at, entry] of entries.entries()) {
          if (entry.index !== start + at) note(`Entry ${start + at} is missing.`);
          for (const sentence of problemsOf(entry, parts.publicKey)) note(sentence);
          builder.append(leafHash(entry.value));
          if (builder.size === covered) root = builder.root();
        }
        if (entries.length < count) {
          note(`Entries ${start + entries.length} to ${start + count - 1} are missing.`);
          break;
        }
        context.progress(start + count, size, `${start + count} of ${size} entries`);
      }
      if (checkpoint !== null) {
        try {
          const opened = openCheckpoint(checkpoint.note, {
            name: origin,
            type: 1,
            publicKey: parts.publicKey,
          }).checkpoint;
          if (opened.size !== checkpoint.size || !equalBytes(opened.root, checkpoint.root)) {
            note('The signed checkpoint is not for the root that is kept beside it.');
          }
          if (root === null || !equalBytes(root, opened.root)) {
            note(`The entries do not lead to the root that was signed for ${checkpoint.size} of them.`);
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          note(error.message);
        }
      }
      const result = {
        size,
        signed: checkpoint?.size ?? null,
        root: toBase64(root ?? builder.root()),
        holds: found.length === 0,
        problems: found,
      };
      return () => Promise.resolve(result);
    },
  };
  return jobKind(kind);
}

/** What is wrong with an entry by itself: what is logged must follow from the statement, and the statement be signed. */
function problemsOf(entry: LoggedEntry, publicKey: Uint8Array): string[] {
  const { index, header, salt, envelope, body, value, digest } = entry;
  const wrong: string[] = [];
  if (!equalBytes(entryBody(salt, envelope), body) || !equalBytes(entryValue(header, body), value)) {
    wrong.push(`What the log holds at ${index} does not follow from the statement that is kept for it.`);
  }
  if (header.inputs.some((input) => input >= index)) wrong.push(`Entry ${index} rests on one that comes later.`);
  try {
    const parsed = parseEnvelope(envelope);
    if (statementDigest(payloadText(parsed)) !== digest) wrong.push(`The digest of entry ${index} is another one.`);
    const signed = verifyEnvelope(parsed, (message, signature) => ed25519Verify(publicKey, message, signature));
    if (!signed) wrong.push(`The statement of entry ${index} is not signed by this installation.`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    wrong.push(`The statement of entry ${index}: ${error.message}`);
  }
  return wrong;
}
