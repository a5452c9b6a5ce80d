/** The signature of a package: by the log's key over the manifest, with the log's checkpoint, so that each side is a witness of the other's. */
import { z } from 'zod';
import {
  equalBytes,
  fromBase64,
  type NoteKey,
  openCheckpoint,
  parseEnvelope,
  payloadText,
  verifyConsistency,
  verifyEnvelopeKeys,
} from '../ledger/index.ts';
import { wrongPackage } from './errors.ts';
import type { Card } from './card.ts';

export const signatureName = 'signature.json';
export const packagePayload = 'application/vnd.tickmark.package+json';
/** How many sizes of the own log a package proves to be its beginnings, at most. */
export const mostShown = 16;
const packageFormat = 'tickmark-package/1';
const hash = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const size = z.int().min(1);

/**
 * engagement  its id where the package was made
 * given       the statement in the maker's log that gave it out: packages follow each other by its index
 * manifest    SHA-256 of manifest.json, which names every other file
 * checkpoint  the latest of the maker's log, a signed note; null before there is one
 * since       for sizes the other side was shown before: that the log begins with them
 * held        what the maker holds of the other side's log
 */
const statementShape = z.strictObject({
  format: z.literal(packageFormat),
  engagement: z.uuid(),
  given: z.strictObject({ index: z.int().min(0), digest }),
  manifest: digest,
  checkpoint: z.string().max(2_000).nullable(),
  since: z.array(z.strictObject({ size, proof: z.array(hash).max(64) })).max(mostShown),
  held: z.strictObject({ size, root: hash }).nullable(),
});
export type PackageStatement = z.infer<typeof statementShape>;

export function packageStatement(about: Omit<PackageStatement, 'format'>): PackageStatement {
  return { format: packageFormat, ...about };
}

/** A tree of a log: its size, and its root of 32 bytes. */
export interface Tree {
  readonly size: number;
  readonly root: Uint8Array;
}

/** What is known of a partner from packages before. taken: the statement of theirs that gave out the last one */
export interface Known {
  readonly card: Card;
  readonly held: Tree | null;
  readonly taken: PackageStatement['given'] | null;
}

/** What a package that holds tells. tree: of their log; held: what they hold of ours */
export interface Told {
  readonly given: PackageStatement['given'];
  readonly tree: Tree | null;
  readonly held: Tree | null;
}

/**
 * Checks a signature against the key that was confirmed and what was seen before.
 * envelope  of signature.json, as text; undefined: there is none
 * manifest  SHA-256 of the manifest beside it, hex; undefined: there is none
 * refuses   invalid-input, with what does not hold
 */
export function checkSignature(envelope: string | undefined, manifest: string | undefined, known: Known): Told {
  const wrong = (sentence: string) => wrongPackage([{ subject: signatureName, sentence }]);
  if (envelope === undefined || manifest === undefined) {
    throw wrong('It is not signed, and this partner signs what they send.');
  }
  const { engagement, given, ...said } = openStatement(envelope, known.card.key, wrong);
  if (engagement !== known.card.engagement) throw wrong('It was signed for another engagement.');
  if (said.manifest !== manifest) throw wrong('It was signed for other files.');
  const { taken, held } = known;
  if (taken !== null && given.index < taken.index) throw wrong('It is older than what was taken in before.');
  if (taken !== null && given.index === taken.index && given.digest !== taken.digest) {
    throw wrong('Their log says two things in one place: it is not the log that was seen before.');
  }
  const tree = said.checkpoint === null ? null : openTree(said.checkpoint, known.card.key, wrong);
  if (held !== null) {
    if (tree === null || tree.size < held.size) {
      throw wrong(
        `Their log had ${held.size} entries before and has fewer now: it is not the log that was seen before.`,
      );
    }
    const since = said.since.find((one) => one.size === held.size);
    const proof = since?.proof.map((one) => fromBase64(one)) ?? [];
    if (since === undefined && tree.size !== held.size) {
      throw wrong(
        `It does not prove that their log begins with the ${held.size} entries seen before. Give them a new file of yours, and ask for one made after it.`,
      );
    }
    const claim = { size1: held.size, root1: held.root, size2: tree.size, root2: tree.root };
    if (!verifyConsistency({ ...claim, proof: tree.size === held.size ? [] : proof })) {
      throw wrong(`Their log does not begin with the ${held.size} entries seen before: it was written anew.`);
    }
  }
  const ours = said.held === null ? null : { size: said.held.size, root: fromBase64(said.held.root) };
  return { given, tree, held: ours };
}

/** Whether what they hold of the own log is how it was. root: of the own log at that size; null: it never had so many entries */
export function refuseOtherPast(held: Tree, root: Uint8Array | null): void {
  if (root !== null && equalBytes(root, held.root)) return;
  throw wrongPackage([
    {
      subject: signatureName,
      sentence: `They were shown ${held.size} entries of the log here, and it does not begin with those: it was restored from an older copy or written anew.`,
    },
  ]);
}

type Wrong = (sentence: string) => Error;

function openStatement(text: string, key: NoteKey, wrong: Wrong): PackageStatement {
  try {
    const envelope = parseEnvelope(text);
    if (envelope.payloadType !== packagePayload) throw wrong('It is signed as something else.');
    if (verifyEnvelopeKeys(envelope, [key.publicKey]) === null)
      throw wrong('It is not signed by the key of this partner.');
    const parsed = statementShape.safeParse(JSON.parse(payloadText(envelope)));
    if (!parsed.success) throw wrong('What is signed is not about a package.');
    return parsed.data;
  } catch (error) {
    if (Object(error).code === 'invalid-input') throw error;
    throw wrong('It cannot be read.');
  }
}

function openTree(note: string, key: NoteKey, wrong: Wrong): Tree {
  try {
    const { checkpoint } = openCheckpoint(note, key);
    if (checkpoint.origin === key.name && checkpoint.size > 0) return checkpoint;
  } catch {
    // said below: a note that cannot be read and one of another log are the same to whoever holds it
  }
  throw wrong('Its checkpoint is not one of their log.');
}
