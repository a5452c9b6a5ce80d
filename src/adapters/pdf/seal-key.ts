import { createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { Refusal } from '../../refusal.ts';
import { buildCertificate, certificateToSign, isInstant, lowS, readCertificate } from '../../verify/index.ts';

/** privateKey: PKCS#8 PEM, ECDSA P-256. certificate: DER, self-signed. */
export interface SealKey {
  readonly privateKey: string;
  readonly certificate: Uint8Array;
}

/** Signature r ‖ s (64 bytes, s in the lower half) over `message` by a P-256 key; a key of another kind is refused. */
export function signP256(privateKey: string | KeyObject, message: Uint8Array): Uint8Array {
  const key = typeof privateKey === 'string' ? readKey(privateKey) : privateKey;
  return lowS(new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })));
}

function readKey(pem: string): KeyObject {
  const refusal = (cause?: unknown) =>
    new Refusal('bad-seal-key', 'The seal’s private key is not a PKCS#8 PEM of an ECDSA P-256 key.', { cause });
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (cause) {
    throw refusal(cause);
  }
  if (key.asymmetricKeyType !== 'ec' || key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') throw refusal();
  return key;
}

/**
 * Makes a new key and its self-signed certificate.
 * subject              common name, printed by PDF readers and by `verify`: 1 to 64 characters (RFC 5280, ub-common-name)
 * notBefore, notAfter  instants with seconds, `2024-02-15T00:00:00Z`, in this order
 */
export function makeSealKey(subject: string, notBefore: string, notAfter: string): SealKey {
  if (!isInstant(notBefore) || !isInstant(notAfter) || notBefore > notAfter) {
    throw new Refusal('bad-seal-key', `A certificate cannot be valid from ${notBefore} to ${notAfter}.`);
  }
  if (subject === '' || subject.length > 64 || !subject.isWellFormed()) {
    throw new Refusal('bad-seal-key', 'The subject of a seal’s certificate has 1 to 64 characters.');
  }
  const pair = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const spki = pair.publicKey.export({ format: 'der', type: 'spki' });
  const serial = new Uint8Array(randomBytes(16));
  serial[0] = 1 + ((serial[0] ?? 0) % 127); // positive, and no leading zero to drop
  const publicKey = new Uint8Array(spki.subarray(spki.length - 65));
  const toSign = certificateToSign({ subject, notBefore, notAfter, serial, publicKey });
  const certificate = buildCertificate(toSign, signP256(pair.privateKey, toSign));
  readCertificate(certificate); // what is made can be read
  return { privateKey: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), certificate };
}
