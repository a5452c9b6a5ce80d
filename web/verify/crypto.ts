/**
 * The cryptography of the stand-alone page: the same names as `src/ledger/crypto.ts`, in whose place the build puts this file.
 * Only what a reader needs works here; nothing is signed in this page.
 */
import { ed25519 } from '@noble/curves/ed25519.js';
import { p256 } from '@noble/curves/nist.js';
import { sha256 as digestOf } from '@noble/hashes/sha2.js';

/** SHA-256, 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
  return digestOf(message);
}

/** Writes SHA-256 of `message` (32 bytes) into `out` at `at`; they may be the same array. */
export function sha256Into(message: Uint8Array, out: Uint8Array, at: number): void {
  out.set(digestOf(message), at);
}

/** Whether `signature` (64 bytes) is by the raw public key (32 bytes). False, never an error, for other forms. */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    // RFC 8032 as OpenSSL reads it, not the laxer ZIP 215.
    return ed25519.verify(signature, message, publicKey, { zip215: false });
  } catch {
    return false;
  }
}

/** SubjectPublicKeyInfo of a P-256 key, up to its uncompressed point. */
const p256Spki = Uint8Array.from([
  0x30, 0x59, 0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7, 3,
  0x42, 0,
]);

function pointOf(publicKey: Uint8Array): Uint8Array | null {
  if (publicKey.length === 65 && publicKey[0] === 4) return publicKey;
  if (publicKey.length !== p256Spki.length + 65) return null;
  return p256Spki.every((byte, i) => publicKey[i] === byte) ? publicKey.subarray(p256Spki.length) : null;
}

/** ECDSA over P-256 with SHA-256; key and signature in the forms that `src/ledger/crypto.ts` takes. */
export function verifyP256(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const point = pointOf(publicKey);
  if (point === null) return false;
  const holds = (format: 'compact' | 'der'): boolean => {
    try {
      return p256.verify(signature, message, point, { prehash: true, lowS: false, format });
    } catch {
      return false;
    }
  };
  return (signature.length === 64 && holds('compact')) || (signature[0] === 0x30 && holds('der'));
}

function notHere(): never {
  throw new Error('Nothing is signed in this page.');
}

export const ed25519PublicKey: (seed: Uint8Array) => Uint8Array = notHere;
export const ed25519Sign: (seed: Uint8Array, message: Uint8Array) => Uint8Array = notHere;
