import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../../refusal.ts';
import type { Settings } from '../environment.ts';

/** The key files of an installation, by the name they have in a backup. */
export function keyFiles({ data, keys }: Pick<Settings, 'data' | 'keys'>): Readonly<Record<string, string>> {
  return {
    identity: join(data, 'keys', 'identity.key'),
    recorder: join(data, 'keys', 'recorder.key'),
    management: join(keys.management, 'management.key'),
    firm: join(keys.firm, 'firm.key'),
  };
}

/** Tells one key file from another without telling the key: it holds 256 random bits. */
export function fingerprintOf(file: Uint8Array): string {
  return createHash('sha256').update('tickmark-key-file/1\n').update(file).digest('hex').slice(0, 16);
}

/** The bytes of a key file; null when there is none. */
export function readKeyFile(path: string): Promise<Buffer | null> {
  return readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

/** refuses  restore-keys: another key is there already */
export async function putKeyFile(path: string, bytes: Buffer): Promise<void> {
  const there = await readKeyFile(path);
  if (there !== null) {
    if (there.equals(bytes)) return;
    throw new Refusal('restore-keys', `${path} holds another key than the backup.`, {
      exit: 3,
      next: 'Move it away, if it is not the key of something else.',
    });
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
