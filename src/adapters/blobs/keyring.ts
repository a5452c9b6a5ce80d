/**
 * The key file of a side. Its first form is one key: 64 hex digits and a line feed, which is generation 1. Once a generation was added
 * it is a keyring: JSON with every generation that is still needed, each with a fingerprint, so that a changed digit is found before
 * anything is sealed under a key nobody has.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../refusal.ts';
import type { Side } from '../../sealing.ts';

/** madeAt: null for the key of the first form */
export interface Generation {
  readonly generation: number;
  readonly madeAt: string | null;
  readonly key: Buffer;
}

/** Oldest first; never empty, never two of one number. */
export type Keyring = readonly Generation[];

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const fileShape = z.strictObject({
  format: z.literal('tickmark-keyring/1'),
  side: z.enum(['management', 'firm']),
  generations: z
    .array(
      z.strictObject({
        generation: z.number().int().positive().max(1_000_000),
        madeAt: z.iso.datetime().nullable(),
        key: hex,
        fingerprint: z.string(),
      }),
    )
    .min(1),
});

/** Tells one key from another without telling the key, which is 256 random bits. 16 hex digits. */
export function keyFingerprint(key: Uint8Array): string {
  return createHash('sha256').update('tickmark-key-generation/1\n').update(key).digest('hex').slice(0, 16);
}

/** refuses  side-key: damaged, or the other side's (exit 3). path: for the sentence */
export function readKeyring(text: string, side: Side, path: string): Keyring {
  if (/^[0-9a-f]{64}\n$/.test(text)) return [{ generation: 1, madeAt: null, key: Buffer.from(text.trim(), 'hex') }];
  const damaged = (why: string, cause?: unknown) =>
    new Refusal('side-key', `The key file ${path} is damaged: ${why}.`, {
      exit: 3,
      next: 'Put it back from its backup.',
      cause,
    });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw damaged('it is neither a key nor a keyring', cause);
  }
  const read = fileShape.safeParse(parsed);
  if (!read.success) throw damaged('it is not a keyring as Tickmark writes it', read.error);
  if (read.data.side !== side) {
    throw new Refusal('side-key', `The key file ${path} is of the side ${read.data.side}, not ${side}.`, { exit: 3 });
  }
  const ring = read.data.generations.map(({ generation, madeAt, key, fingerprint }) => {
    const bytes = Buffer.from(key, 'hex');
    if (keyFingerprint(bytes) !== fingerprint) throw damaged(`generation ${generation} does not fit its fingerprint`);
    return { generation, madeAt, key: bytes };
  });
  if (ring.some((one, i) => i > 0 && one.generation <= (ring[i - 1]?.generation ?? 0)))
    throw damaged('its generations are not in order');
  return ring;
}

export function writeKeyring(ring: Keyring, side: Side): string {
  const generations = ring.map(({ generation, madeAt, key }) => ({
    generation,
    madeAt,
    key: key.toString('hex'),
    fingerprint: keyFingerprint(key),
  }));
  return `${JSON.stringify({ format: 'tickmark-keyring/1', side, generations }, null, 1)}\n`;
}

/** The keyring with a new generation, one above every number `taken`. */
export function withNewGeneration(ring: Keyring, taken: readonly number[], now: Date): Keyring {
  const generation = Math.max(...ring.map((one) => one.generation), ...taken) + 1;
  return [...ring, { generation, madeAt: now.toISOString(), key: randomBytes(32) }];
}
