import { createPrivateKey, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ed25519PublicKey, ed25519Sign, type Signer } from '../ledger/index.ts';
import type { Maker } from '../ledger/statement.ts';
import { Refusal } from '../refusal.ts';

/** A person or the installation, with a key. */
export interface KeyHolder {
  readonly signer: Signer;
  readonly maker: Maker;
}

/** Keys by name of the holder. */
export type KeyRing = ReadonlyMap<string, KeyHolder>;

export const installationName = 'Tickmark installation';
export const logKeyName = 'Ledger';

export interface Holder {
  readonly name: string;
  readonly role: string;
  readonly side: Maker['side'];
}

/**
 * A key a holder. Without a folder of real keys the installation makes them, writes them down beside the result and says in
 * every statement `custody: installation`: it recorded for the person, who did not sign (DESIGN 5, keys).
 * folder   of real keys (`--keys`), or null; there each holder's key is `<name in lower case, hyphens>.pem`, PKCS #8, Ed25519
 * made     folder for keys made here
 * refuses  key-missing, key-unusable: all at once
 */
export async function openKeys(holders: readonly Holder[], folder: string | null, made: string): Promise<KeyRing> {
  const ring = new Map<string, KeyHolder>();
  const problems: { code: string; subject: string; sentence: string }[] = [];
  await mkdir(made, { recursive: true, mode: 0o700 });
  for (const holder of holders) {
    if (ring.has(holder.name)) continue;
    const file = `${slug(holder.name)}.pem`;
    const own = folder !== null && holder.side !== 'installation';
    let seed: Buffer | null = null;
    if (own) {
      const read = await readSeed(join(folder, file));
      if (typeof read === 'string')
        problems.push({ code: 'key', subject: file, sentence: `The key ${file} of ${holder.name} ${read}.` });
      else seed = read;
    } else {
      seed = randomBytes(32);
      await writeFile(join(made, file), pem(seed), { mode: 0o600 });
    }
    if (seed === null) continue;
    ring.set(holder.name, holderOf(holder, seed, own ? 'person' : 'installation'));
  }
  if (problems.length > 0) {
    throw new Refusal('keys', 'The signing keys cannot be used.', {
      problems,
      next: 'Give one key a person, or leave --keys out.',
    });
  }
  return ring;
}

export function need(ring: KeyRing, name: string): KeyHolder {
  const found = ring.get(name);
  if (!found) throw new Error(`There is no key for ${name}.`);
  return found;
}

function holderOf(holder: Holder, seed: Buffer, custody: 'person' | 'installation'): KeyHolder {
  return {
    signer: {
      role: holder.role,
      name: holder.name,
      custody,
      publicKey: ed25519PublicKey(seed),
      sign: (message) => ed25519Sign(seed, message),
    },
    maker: { role: holder.role, name: holder.name, side: holder.side, custody },
  };
}

async function readSeed(path: string): Promise<Buffer | string> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return 'is missing';
  }
  try {
    const key = createPrivateKey(text);
    if (key.asymmetricKeyType !== 'ed25519') return 'is no Ed25519 key';
    const der = key.export({ format: 'der', type: 'pkcs8' });
    return Buffer.from(der.subarray(der.length - 32));
  } catch {
    return 'is no private key in PEM';
  }
}

function pem(seed: Buffer): string {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`;
}

function slug(name: string): string {
  return (
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'key'
  );
}
