/**
 * The signature in the PDF: CMS SignedData (RFC 5652), detached, one signer, one certificate, ECDSA on P-256 with SHA-256.
 * Signer and verifier both use `buildCms`: what is in the file must be, byte for byte, what it builds.
 */
import { sha256 } from '../ledger/index.ts';
import {
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
} from './der.ts';
import { ecdsaWithSha256, readCertificate, readSignatureValue, signatureValue } from './x509.ts';

const data = oid('1.2.840.113549.1.7.1');
const signedData = oid('1.2.840.113549.1.7.2');
const contentType = oid('1.2.840.113549.1.9.3');
const messageDigest = oid('1.2.840.113549.1.9.4');
const signingTimeType = oid('1.2.840.113549.1.9.5');
const signingCertificateV2 = oid('1.2.840.113549.1.9.16.2.47');
const sha256Algorithm = sequence(oid('2.16.840.1.101.3.4.2.1'));

/**
 * certificate  DER, read by `readCertificate`
 * digest       SHA-256 of what is signed, 32 bytes
 * signingTime  instant with seconds, `2024-02-15T09:30:00Z`
 * signature    r ‖ s, 64 bytes
 */
export interface CmsParts {
  readonly certificate: Uint8Array;
  readonly digest: Uint8Array;
  readonly signingTime: string;
  readonly signature: Uint8Array;
}

const attribute = (type: Uint8Array, value: Uint8Array): Uint8Array => sequence(type, setOf(value));

/**
 * The bytes that the seal's key signs: the signed attributes as a SET OF. The certificate's own digest is among them
 * (RFC 5035), so that no other certificate of the same key can stand in its place.
 */
export function signedAttributes(parts: Omit<CmsParts, 'signature'>): Uint8Array {
  return setOf(
    attribute(contentType, data),
    attribute(signingTimeType, time(parts.signingTime)),
    attribute(messageDigest, octetString(parts.digest)),
    // SHA-256 is the default of ESSCertIDv2, which DER leaves out
    attribute(signingCertificateV2, sequence(sequence(sequence(octetString(sha256(parts.certificate)))))),
  );
}

/** The whole structure. Throws `DerError` when the certificate cannot be read. */
export function buildCms(parts: CmsParts): Uint8Array {
  const { issuer, serial } = readCertificate(parts.certificate);
  const attributes = signedAttributes(parts).slice();
  attributes[0] = context(0);
  const signer = sequence(
    unsigned(Uint8Array.of(1)),
    sequence(issuer, serial),
    sha256Algorithm,
    attributes,
    ecdsaWithSha256,
    octetString(signatureValue(parts.signature)),
  );
  return sequence(
    signedData,
    element(
      context(0),
      sequence(
        unsigned(Uint8Array.of(1)),
        setOf(sha256Algorithm),
        sequence(data),
        element(context(0), parts.certificate),
        setOf(signer),
      ),
    ),
  );
}

/**
 * Takes the four parts out of a structure, following `buildCms`. Throws `DerError`. Reads no more than it must: whether every
 * other byte is right is known when the parts, built again, give the same bytes.
 */
export function readCms(der: Uint8Array): CmsParts {
  const outer = new DerReader(der);
  const info = outer.enter(tags.sequence);
  outer.done();
  info.read(tags.oid);
  const body = info.enter(context(0)).enter(tags.sequence);
  body.read(tags.integer);
  body.read(tags.set);
  body.read(tags.sequence);
  const certificate = body.read(context(0)).content;
  const signer = body.enter(tags.set).enter(tags.sequence);
  signer.read(tags.integer);
  signer.read(tags.sequence);
  signer.read(tags.sequence);
  const attributes = signer.enter(context(0));
  signer.read(tags.sequence);
  const signature = readSignatureValue(signer.read(tags.octetString).content);

  let digest: Uint8Array | null = null;
  let signingTime: string | null = null;
  while (attributes.next(tags.sequence)) {
    const one = attributes.enter(tags.sequence);
    one.read(tags.oid);
    const value = one.enter(tags.set);
    if (value.next(tags.octetString)) digest = value.read(tags.octetString).content;
    else if (value.next(tags.utcTime) || value.next(tags.generalizedTime)) signingTime = value.time();
  }
  if (digest?.length !== 32 || signingTime === null) {
    throw new DerError(0, 'The signature states no SHA-256 digest or no signing time.');
  }
  return { certificate, digest, signingTime, signature };
}
