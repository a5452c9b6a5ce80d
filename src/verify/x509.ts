/**
 * Certificates of seals (RFC 5280): version 3, ECDSA on P-256 with SHA-256. Written in one way, read as strictly as DER allows.
 */
import { equalBytes, fromHex, sha256, verifyP256 } from '../ledger/index.ts';
import {
  bitString,
  context,
  DerError,
  DerReader,
  element,
  octetString,
  oid,
  sequence,
  setOf,
  tags,
  time,
  unsigned,
  utf8String,
} from './der.ts';

/** AlgorithmIdentifier of ECDSA with SHA-256 (RFC 5758). */
export const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));
const p256 = sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'));
const commonName = oid('2.5.4.3');
const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/** SubjectPublicKeyInfo of an uncompressed point (65 bytes, the first 0x04). */
const keyInfo = (point: Uint8Array): Uint8Array => sequence(p256, bitString(point));

const numberOf = (bytes: Uint8Array): bigint => {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return value;
};
const bytesOf = (value: bigint): Uint8Array => fromHex(value.toString(16).padStart(64, '0'));

/** r ‖ s (64 bytes) with s in the lower half of the group: of the two signatures that fit, the one that is written. */
export function lowS(signature: Uint8Array): Uint8Array {
  const s = numberOf(signature.subarray(32, 64));
  const out = signature.slice(0, 64);
  if (s > order / 2n) out.set(bytesOf(order - s), 32);
  return out;
}

/** ECDSA-Sig-Value of r ‖ s (64 bytes). */
export const signatureValue = (signature: Uint8Array): Uint8Array =>
  sequence(unsigned(signature.subarray(0, 32)), unsigned(signature.subarray(32, 64)));

/** r ‖ s (64 bytes) of an ECDSA-Sig-Value; refuses (`DerError`) numbers outside 1..n−1. Says nothing about low s. */
export function readSignatureValue(value: Uint8Array): Uint8Array {
  const outer = new DerReader(value);
  const inner = outer.enter(tags.sequence);
  const numbers = [inner.unsigned(), inner.unsigned()].map(numberOf);
  inner.done();
  outer.done();
  const signature = new Uint8Array(64);
  for (const [i, number] of numbers.entries()) {
    if (number < 1n || number >= order) throw new DerError(0, 'The signature’s numbers are not of this curve.');
    signature.set(bytesOf(number), 32 * i);
  }
  return signature;
}

/** Whether s of r ‖ s lies in the lower half. */
export const isLowS = (signature: Uint8Array): boolean => numberOf(signature.subarray(32, 64)) <= order / 2n;

/**
 * What a self-signed seal certificate says.
 * subject              common name; also the issuer's
 * notBefore, notAfter  instants, `2024-02-15T00:00:00Z`
 * serial               1 to 20 bytes, the first from 0x01 to 0x7f
 * publicKey            uncompressed point, 65 bytes
 */
export interface CertificateText {
  readonly subject: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly serial: Uint8Array;
  readonly publicKey: Uint8Array;
}

const extension = (id: string, critical: boolean, value: Uint8Array): Uint8Array =>
  sequence(oid(id), ...(critical ? [element(tags.boolean, Uint8Array.of(0xff))] : []), octetString(value));

/** TBSCertificate: the part that is signed. */
export function certificateToSign(text: CertificateText): Uint8Array {
  const name = sequence(setOf(sequence(commonName, utf8String(text.subject))));
  const keyId = sha256(text.publicKey).subarray(0, 20);
  return sequence(
    element(context(0), unsigned(Uint8Array.of(2))),
    unsigned(text.serial),
    ecdsaWithSha256,
    name,
    sequence(time(text.notBefore), time(text.notAfter)),
    name,
    keyInfo(text.publicKey),
    element(
      context(3),
      sequence(
        // no certification authority: the certificate stands for itself, and only to sign (digitalSignature, nonRepudiation)
        extension('2.5.29.19', true, sequence()),
        extension('2.5.29.15', true, element(tags.bitString, Uint8Array.of(6, 0xc0))),
        extension('2.5.29.14', false, octetString(keyId)),
      ),
    ),
  );
}

/** Certificate of a TBSCertificate and its signature (r ‖ s, 64 bytes). */
export const buildCertificate = (toSign: Uint8Array, signature: Uint8Array): Uint8Array =>
  sequence(toSign, ecdsaWithSha256, bitString(signatureValue(signature)));

/**
 * A certificate as read.
 * issuer, serial  as they stand (DER), for naming the certificate
 * subject         its common name, or null when it has none
 * publicKey       SubjectPublicKeyInfo (DER), P-256
 * selfIssued      issuer and subject are one
 * selfSigned      its own key signed it
 */
export interface Certificate {
  readonly der: Uint8Array;
  readonly issuer: Uint8Array;
  readonly serial: Uint8Array;
  readonly subject: string | null;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly publicKey: Uint8Array;
  readonly selfIssued: boolean;
  readonly selfSigned: boolean;
}

function commonNameOf(name: Uint8Array): string | null {
  const outer = new DerReader(name).enter(tags.sequence);
  let found: string | null = null;
  while (outer.next(tags.set)) {
    const parts = outer.enter(tags.set);
    while (parts.next(tags.sequence)) {
      const part = parts.enter(tags.sequence);
      const type = part.read(tags.oid).whole;
      // PrintableString, IA5String and UTF8String are read; other kinds of text are no name we could print
      const text = [tags.utf8String, 0x13, 0x16].find((tag) => part.next(tag));
      if (text === undefined || !equalBytes(type, commonName)) continue;
      found = new TextDecoder().decode(part.read(text).content);
    }
  }
  return found;
}

/**
 * Reads a certificate. Throws `DerError` where it is not DER of an X.509 v3 certificate with a P-256 key.
 * Extensions are carried, not judged: whether a key is trusted is for the reader's list of keys to say.
 */
export function readCertificate(der: Uint8Array): Certificate {
  const outer = new DerReader(der);
  const certificate = outer.enter(tags.sequence);
  outer.done();
  const toSign = certificate.read(tags.sequence);
  const algorithm = certificate.read(tags.sequence);
  const signed = certificate.read(tags.bitString);
  certificate.done();

  const text = new DerReader(toSign.whole).enter(tags.sequence);
  const version = text.read(context(0));
  if (!equalBytes(version.content, unsigned(Uint8Array.of(2)))) {
    throw new DerError(toSign.start + version.start, 'The certificate is not of version 3.');
  }
  const serial = text.read(tags.integer).whole;
  const innerAlgorithm = text.read(tags.sequence);
  if (!equalBytes(innerAlgorithm.whole, algorithm.whole)) {
    throw new DerError(algorithm.start, 'The certificate names two signature algorithms.');
  }
  const issuer = text.read(tags.sequence).whole;
  const validity = text.enter(tags.sequence);
  const notBefore = validity.time();
  const notAfter = validity.time();
  validity.done();
  const subject = text.read(tags.sequence).whole;
  const key = text.read(tags.sequence);
  const point = key.whole.subarray(key.whole.length - 65);
  if (!equalBytes(key.whole, keyInfo(point)) || point[0] !== 4) {
    throw new DerError(toSign.start + key.start, 'The certificate’s key is not an uncompressed P-256 key.');
  }
  const selfIssued = equalBytes(issuer, subject);
  return {
    der,
    issuer,
    serial,
    subject: commonNameOf(subject),
    notBefore,
    notAfter,
    publicKey: key.whole,
    selfIssued,
    selfSigned:
      selfIssued &&
      equalBytes(algorithm.whole, ecdsaWithSha256) &&
      signed.content[0] === 0 &&
      verifyP256(key.whole, toSign.whole, signed.content.subarray(1)),
  };
}
