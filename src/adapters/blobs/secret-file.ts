import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Refusal } from '../../refusal.ts';

/**
 * Reads a key of 32 bytes from a file (64 hex digits and a line feed, mode 0600), making it the first time. What it opens cannot be
 * opened without it: it belongs in a backup of its own.
 * what     what it is called in a sentence: `evidence key`
 * refuses  `code`: damaged, or others may read it (exit 3)
 */
export async function openSecretFile(path: string, code: string, what: string): Promise<Buffer> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) await placeSecret(path, `${randomBytes(32).toString('hex')}\n`);
  else if ((found.mode & 0o077) !== 0) {
    throw new Refusal(code, `The ${what} ${path} may be read by others.`, { exit: 3, next: 'Set its mode to 0600.' });
  }
  const text = await readFile(path, 'utf8');
  if (!/^[0-9a-f]{64}\n$/.test(text)) {
    throw new Refusal(code, `The ${what} ${path} is damaged: it is not 64 hex digits and a line feed.`, {
      exit: 3,
      next: 'Restore it from its backup.',
    });
  }
  return Buffer.from(text.trim(), 'hex');
}

/** Never over a key that is there: of two processes that start at once, one makes it and both use it. */
export async function placeSecret(path: string, text: string): Promise<void> {
  const folder = dirname(path);
  const draft = `${path}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(draft, path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await rm(draft);
  const parent = await open(folder, 'r');
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}
