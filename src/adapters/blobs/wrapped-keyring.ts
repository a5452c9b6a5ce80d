/** A keyring at rest where a key-management service holds its key: sealed under a data key, beside that key as the service wrapped it. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '../../refusal.ts';
import type { Side } from '../../sealing.ts';
import type { DataKey } from './kms.ts';

const format = 'tickmark-keyring-wrapped/1';
const shape = z.strictObject({
  format: z.literal(format),
  side: z.enum(['management', 'firm']),
  dataKey: z.base64(),
  nonce: z.base64(),
  sealed: z.base64(),
});

export interface WrappedKeyring {
  readonly side: Side;
  readonly dataKey: Buffer;
  readonly nonce: Buffer;
  readonly sealed: Buffer;
}

/** null: it is no wrapped keyring. refuses side-key: damaged, or the other side's (exit 3) */
export function readWrapped(text: string, side: Side, path: string): WrappedKeyring | null {
  if (!text.includes(format)) return null;
  const read = shape.safeParse(parsed(text));
  if (!read.success) throw damaged(path, read.error);
  if (read.data.side !== side)
    throw new Refusal('side-key', `The key file ${path} is of the side ${read.data.side}, not ${side}.`, { exit: 3 });
  const { dataKey, nonce, sealed } = read.data;
  return {
    side,
    dataKey: Buffer.from(dataKey, 'base64'),
    nonce: Buffer.from(nonce, 'base64'),
    sealed: Buffer.from(sealed, 'base64'),
  };
}

/** refuses  side-key: damaged */
export function openWrapped({ side, nonce, sealed }: WrappedKeyring, dataKey: Buffer, path: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: 16 });
    decipher.setAAD(Buffer.from(`${format}\n${side}`));
    decipher.setAuthTag(sealed.subarray(-16));
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw damaged(path, cause);
  }
}

export function writeWrapped(text: string, side: Side, { plain, wrapped }: DataKey): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', plain, nonce, { authTagLength: 16 });
  cipher.setAAD(Buffer.from(`${format}\n${side}`));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  const file = {
    format,
    side,
    dataKey: wrapped.toString('base64'),
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function damaged(path: string, cause: unknown): Refusal {
  return new Refusal(
    'side-key',
    `The key file ${path} is damaged: it is not a wrapped keyring as Tickmark writes it.`,
    {
      exit: 3,
      next: 'Put it back from its backup.',
      cause,
    },
  );
}
