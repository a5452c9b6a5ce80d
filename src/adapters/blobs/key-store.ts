/** Where the key file of a side lies, and how it is read, made and replaced. */
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal } from '../../refusal.ts';
import type { Side } from '../../sealing.ts';
import { type Keyring, readKeyring, writeKeyring } from './keyring.ts';
import { placeSecret } from './secret-file.ts';
import type { Kms } from './kms.ts';
import { openWrapped, readWrapped, writeWrapped } from './wrapped-keyring.ts';

/**
 * read     null: there is none yet
 * open     makes it the first time
 * replace  writes it whole, or leaves it as it was. refuses side-key: somebody changed it since `before` was read
 */
export interface KeyStore {
  readonly path: string;
  read(): Promise<Keyring | null>;
  open(): Promise<Keyring>;
  replace(before: Keyring, after: Keyring): Promise<void>;
}

/**
 * A key file in a folder. kms: where it is held wrapped; null: it lies there as it is.
 * refuses  what the service refuses; side-key where the file is not as the settings say
 */
export function keyFile(side: Side, folder: string, kms: Kms | null = null): KeyStore {
  const path = join(folder, `${side}.key`);
  const decode = async (text: string): Promise<Keyring> => {
    const wrapped = readWrapped(text, side, path);
    if (kms === null && wrapped !== null) throw isWrapped(path, side);
    if (kms !== null && wrapped === null) throw isNotWrapped(path, side);
    if (kms === null || wrapped === null) return readKeyring(text, side, path);
    return readKeyring(openWrapped(wrapped, await kms.openDataKey(side, wrapped.dataKey), path), side, path);
  };
  const encode = async (ring: Keyring): Promise<string> => {
    const text = writeKeyring(ring, side);
    return kms === null ? text : writeWrapped(text, side, await kms.makeDataKey(side));
  };
  const read = async (): Promise<Keyring | null> => {
    const text = await readSecretText(path);
    return text === null ? null : decode(text);
  };
  return {
    path,
    read,
    async open() {
      const found = await read();
      if (found !== null) return found;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Without a service the first form: one key, as it always was.
      const key = randomBytes(32);
      const text = kms === null ? `${key.toString('hex')}\n` : await encode([{ generation: 1, madeAt: null, key }]);
      await placeSecret(path, text);
      return (await read()) ?? [{ generation: 1, madeAt: null, key }];
    },
    async replace(before, after) {
      await replacing(path, async () => {
        const there = await read();
        if (there === null || writeKeyring(there, side) !== writeKeyring(before, side)) throw changedMeanwhile(path);
        return encode(after);
      });
    },
  };
}

/** Moves a key file under a service, or out of it: what is in it stays. refuses side-key, and what the service refuses */
export async function moveKeyFile(side: Side, folder: string, kms: Kms, to: 'wrapped' | 'plain'): Promise<string> {
  const [from, into] = to === 'wrapped' ? [keyFile(side, folder), kms] : [keyFile(side, folder, kms), null];
  const ring = await from.read();
  if (ring === null) throw new Refusal('side-key', `There is no key file ${from.path}.`, { exit: 3 });
  await replacing(from.path, async () => {
    const text = writeKeyring(ring, side);
    return into === null ? text : writeWrapped(text, side, await into.makeDataKey(side));
  });
  return from.path;
}

/** refuses  side-key: others may read it. null: there is none */
async function readSecretText(path: string): Promise<string | null> {
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return null;
  if ((found.mode & 0o077) !== 0) {
    throw new Refusal('side-key', `The key ${path} may be read by others.`, { exit: 3, next: 'Set its mode to 0600.' });
  }
  return readFile(path, 'utf8');
}

/** One process at a time: the lock is a file beside it, which a process that was killed leaves for a minute. */
async function replacing(path: string, made: () => Promise<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  const lock = `${path}.lock`;
  const old = await stat(lock).catch(() => null);
  if (old !== null && Date.now() - old.mtimeMs > 60_000) await rm(lock, { force: true });
  await writeSynced(draft, `${process.pid}\n`);
  try {
    await link(draft, lock).catch((cause: unknown) => {
      throw new Refusal('side-key', `Another process is changing ${path}.`, {
        exit: 3,
        next: 'Try again in a minute.',
        cause,
      });
    });
    try {
      const text = await made();
      await rm(draft);
      await writeSynced(draft, text);
      await rename(draft, path);
      const folder = await open(dirname(path), 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    } finally {
      await rm(lock, { force: true });
    }
  } finally {
    await rm(draft, { force: true });
  }
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

function isWrapped(path: string, side: Side): Refusal {
  return new Refusal('side-key', `The key file ${path} is wrapped by a key-management service, and none is named.`, {
    exit: 3,
    next: `Name it in TICKMARK_KMS_${side.toUpperCase()}.`,
  });
}

function isNotWrapped(path: string, side: Side): Refusal {
  return new Refusal(
    'side-key',
    `TICKMARK_KMS_${side.toUpperCase()} is set, but the key file ${path} is not wrapped.`,
    {
      exit: 3,
      next: `Back it up, then: tickmark keys wrap --side ${side}`,
    },
  );
}

function changedMeanwhile(path: string): Refusal {
  return new Refusal('side-key', `The key file ${path} was changed meanwhile; nothing was written.`, {
    exit: 3,
    next: 'Try again.',
  });
}
