import { createSign, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { fromHex, toHex, utf8 } from './bytes.ts';
import { ed25519PublicKey, ed25519Sign, ed25519Verify, sha256, sha256Into, verifyP256 } from './crypto.ts';

it('SHA-256 gives the digests of FIPS 180-4, also over its own input', () => {
  expect(toHex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  const buffer = new Uint8Array(64);
  buffer.set(utf8('abc'));
  sha256Into(buffer.subarray(0, 3), buffer, 3);
  expect(toHex(buffer.subarray(3, 35))).toBe(toHex(sha256(utf8('abc'))));
});

// RFC 8032, section 7.1, test 2
const seed = fromHex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
const publicKey = fromHex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
const message = fromHex('72');

it('Ed25519 gives the key and signature of RFC 8032, and verifies them alone', () => {
  expect(ed25519PublicKey(seed)).toEqual(publicKey);
  const signature = ed25519Sign(seed, message);
  expect(toHex(signature)).toBe(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
  expect(ed25519Verify(publicKey, message, signature)).toBe(true);
  for (let at = 0; at < 64; at++) {
    const altered = signature.map((byte, i) => (i === at ? byte ^ 1 : byte));
    expect(ed25519Verify(publicKey, message, altered)).toBe(false);
  }
});

it('a signature that was made over by adding the group order is refused', () => {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const signature = ed25519Sign(seed, message);
  const s = BigInt(`0x${toHex(signature.slice(32).reverse())}`) + order;
  const doubled = Uint8Array.from([...signature.slice(0, 32), ...fromHex(s.toString(16).padStart(64, '0')).reverse()]);
  expect(ed25519Verify(publicKey, message, doubled)).toBe(false);
});

it('keys and signatures of another form do not verify, and do not fail', () => {
  const signature = ed25519Sign(seed, message);
  expect(ed25519Verify(publicKey.slice(1), message, signature)).toBe(false);
  expect(ed25519Verify(publicKey, message, signature.slice(1))).toBe(false);
  expect(verifyP256(new Uint8Array(65).fill(4), message, new Uint8Array(64))).toBe(false);
  expect(verifyP256(new Uint8Array(0), message, new Uint8Array(0))).toBe(false);
});

it('P-256 takes a point or an SPKI, a raw or a DER signature; another curve or message does not verify', () => {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = new Uint8Array(pair.publicKey.export({ format: 'der', type: 'spki' }));
  for (const key of [spki, spki.slice(-65)]) {
    for (const dsaEncoding of ['der', 'ieee-p1363'] as const) {
      const signature = createSign('sha256').update(message).sign({ key: pair.privateKey, dsaEncoding });
      expect(verifyP256(key, message, signature)).toBe(true);
      expect(verifyP256(key, utf8('other'), signature)).toBe(false);
    }
  }
  const other = generateKeyPairSync('ec', { namedCurve: 'secp256k1' });
  const otherSpki = other.publicKey.export({ format: 'der', type: 'spki' });
  const signature = createSign('sha256').update(message).sign(other.privateKey);
  expect(verifyP256(otherSpki, message, signature)).toBe(false);
});
