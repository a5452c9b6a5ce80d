/**
 * All cryptography of the ledger, in one file: the stand-alone browser verifier's bundle puts a @noble version with the same
 * exports in its place.
 */
import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto';

/**
 * Writes SHA-256 of `message` (32 bytes) into `out` at `at`. The fast way: no object a hash is made. `message` and `out` may be
 * the same array.
 */
export function sha256Into(message: Uint8Array, out: Uint8Array, at: number): void {
  // One-shot hash to a one-byte-a-character string is nearly three times as fast in Node 24 as to a Buffer (bench/ledger.ts).
  const digest = hash('sha256', message, 'binary');
  for (let i = 0; i < 32; i++) out[at + i] = digest.charCodeAt(i);
}

/** SHA-256, 32 bytes. */
export function sha256(message: Uint8Array): Uint8Array {
  const out = new Uint8Array(32);
  sha256Into(message, out, 0);
  return out;
}

const ed25519Pkcs8 = Uint8Array.of(0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20);
const ed25519Spki = Uint8Array.of(0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0);
const p256Spki = Uint8Array.from([
  0x30, 0x59, 0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7, 3,
  0x42, 0,
]);

function der(prefix: Uint8Array, key: Uint8Array): Buffer {
  return Buffer.concat([prefix, key]);
}

function privateKey(seed: Uint8Array): KeyObject {
  if (seed.length !== 32) throw new RangeError('An Ed25519 seed has 32 bytes.');
  return createPrivateKey({ key: der(ed25519Pkcs8, seed), format: 'der', type: 'pkcs8' });
}

/** Raw public key (32 bytes) of an Ed25519 seed (32 bytes). */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const spki = createPublicKey(privateKey(seed)).export({ format: 'der', type: 'spki' });
  return new Uint8Array(spki.subarray(spki.length - 32));
}

/** Ed25519 signature (64 bytes, RFC 8032) by a seed (32 bytes). */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return new Uint8Array(sign(null, message, privateKey(seed)));
}

/** Whether `signature` (64 bytes) is by the raw public key (32 bytes). False, never an error, for keys and signatures of other form. */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false;
  try {
    const key = createPublicKey({ key: der(ed25519Spki, publicKey), format: 'der', type: 'spki' });
    return verify(null, message, key, signature);
  } catch {
    return false;
  }
}

/**
 * ECDSA over P-256 with SHA-256.
 * publicKey  SubjectPublicKeyInfo (DER), or the uncompressed point (65 bytes, first 0x04)
 * signature  r ‖ s (64 bytes), or DER
 * returns    false, never an error, for keys and signatures of other form
 */
export function verifyP256(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    const spki = publicKey.length === 65 && publicKey[0] === 4 ? der(p256Spki, publicKey) : Buffer.from(publicKey);
    const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
    if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
    if (signature.length === 64 && verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature))
      return true;
    // A DER signature whose numbers are short can have 64 bytes too.
    return signature[0] === 0x30 && verify('sha256', message, { key, dsaEncoding: 'der' }, signature);
  } catch {
    return false;
  }
}
