/** Random tokens, and what the installation's identity key seals and digests. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { base32 } from './totp.ts';

/** 32 random bytes: a session, an API token, an invitation. Of it only the SHA-256 is stored (session-token.ts). */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Ten codes of 80 bits, each good once, for who lost the other factor: `ABCD-EFGH-JKLM-NPQR`. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: 10 }, () => (base32(randomBytes(10)).match(/.{4}/g) ?? []).join('-'));
}

/** What is stored of a recovery code: bound to the person, and useless without the key. */
export function recoveryDigest(key: Uint8Array, personId: string, code: string): string {
  const plain = code.toUpperCase().replaceAll(/[^A-Z2-7]/g, '');
  return digest(key, 'recovery', `${personId}/${plain}`).toString('hex');
}

/** Under what a guess is counted: a table of counts tells nobody which addresses were tried. */
export function attemptKey(key: Uint8Array, ...parts: readonly string[]): Buffer {
  return digest(key, 'attempt', JSON.stringify(parts));
}

/** The token that lets the first person in, printed on the server's console: the same in every process of an installation. */
export function setupToken(key: Uint8Array): string {
  return digest(key, 'setup', 'first').toString('base64url').slice(0, 32);
}

/** AES-256-GCM: nonce, ciphertext, tag. about: what it belongs to; it opens for nothing else. */
export function seal(key: Uint8Array, about: string, text: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derived(key, 'seal'), nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}

/** Throws where the bytes were changed, or belong to something else. */
export function unseal(key: Uint8Array, about: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const cipher = createDecipheriv('aes-256-gcm', derived(key, 'seal'), bytes.subarray(0, 12))
    .setAAD(Buffer.from(about))
    .setAuthTag(bytes.subarray(-16));
  return Buffer.concat([cipher.update(bytes.subarray(12, -16)), cipher.final()]);
}

function digest(key: Uint8Array, purpose: string, text: string): Buffer {
  return createHmac('sha256', derived(key, purpose)).update(text).digest();
}

function derived(key: Uint8Array, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), `tickmark-identity/1/${purpose}`, 32));
}
