import { generateKeyPairSync, sign, verify, X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { sha256, verifyP256 } from '../ledger/crypto.ts';
import { buildCms, readCms, signedAttributes } from './cms.ts';
import { DerError } from './der.ts';
import {
  buildCertificate,
  certificateToSign,
  isLowS,
  lowS,
  readCertificate,
  readSignatureValue,
  signatureValue,
} from './x509.ts';

function makeKey(subject: string, notBefore = '2024-01-01T00:00:00Z', notAfter = '2051-01-01T00:00:00Z') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const point = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-65));
  const signP256 = (message: Uint8Array) =>
    lowS(new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })));
  const toSign = certificateToSign({ subject, notBefore, notAfter, serial: Uint8Array.of(1, 2, 3), publicKey: point });
  return { publicKey, signP256, certificate: buildCertificate(toSign, signP256(toSign)) };
}
const key = makeKey('Seal of Łódź & Co');
const digest = sha256(Uint8Array.of(1));
const signingTime = '2024-02-15T09:30:00Z';

describe('a seal’s certificate', () => {
  test('is read by Node as we read it', () => {
    const theirs = new X509Certificate(key.certificate);
    const ours = readCertificate(key.certificate);
    expect(theirs.subject).toBe('CN=Seal of Łódź & Co');
    expect(ours.subject).toBe('Seal of Łódź & Co');
    expect(theirs.issuer).toBe(theirs.subject);
    expect(theirs.serialNumber).toBe('010203');
    expect(theirs.ca).toBe(false);
    expect(theirs.verify(key.publicKey)).toBe(true);
    expect([new Date(theirs.validFrom), new Date(theirs.validTo)]).toEqual([
      new Date(ours.notBefore),
      new Date(ours.notAfter),
    ]);
    expect(ours).toMatchObject({ selfIssued: true, selfSigned: true });
    expect(Buffer.from(ours.publicKey)).toEqual(theirs.publicKey.export({ format: 'der', type: 'spki' }));
  });

  test('is self-signed no more when any byte of it changes, or is refused', () => {
    for (let i = 0; i < key.certificate.length; i++) {
      const changed = key.certificate.slice();
      changed[i] = (changed[i] ?? 0) ^ 1;
      let selfSigned: boolean;
      try {
        selfSigned = readCertificate(changed).selfSigned;
      } catch (error) {
        expect(error, `byte ${i}`).toBeInstanceOf(DerError);
        continue;
      }
      expect(selfSigned, `byte ${i}`).toBe(false);
    }
  });

  test('of another kind of key is refused', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
    const point = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-97));
    const toSign = certificateToSign({
      subject: 'x',
      notBefore: signingTime,
      notAfter: signingTime,
      serial: Uint8Array.of(1),
      publicKey: point,
    });
    expect(() => readCertificate(buildCertificate(toSign, new Uint8Array(64).fill(1)))).toThrow(/P-256/);
  });
});

describe('a signature', () => {
  test('has one form of two: the one with low s, and both are by the key', () => {
    let normalised = 0;
    for (let i = 0; i < 40; i++) {
      const message = Uint8Array.of(i);
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
      const raw = new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
      const low = lowS(raw);
      if (!isLowS(raw)) normalised++;
      expect(isLowS(low)).toBe(true);
      expect(lowS(low)).toEqual(low);
      expect(verify('sha256', message, { key: publicKey, dsaEncoding: 'ieee-p1363' }, low)).toBe(true);
      expect(readSignatureValue(signatureValue(low))).toEqual(low);
    }
    expect(normalised).toBeGreaterThan(0);
  });

  test('with numbers outside the curve’s group is refused', () => {
    const zero = new Uint8Array(64).fill(1);
    zero.fill(0, 32);
    expect(() => readSignatureValue(signatureValue(zero))).toThrow(DerError);
    expect(() => readSignatureValue(signatureValue(new Uint8Array(64).fill(0xff)))).toThrow(DerError);
  });
});

describe('the structure round the signature', () => {
  const signature = key.signP256(signedAttributes({ certificate: key.certificate, digest, signingTime }));
  const cms = buildCms({ certificate: key.certificate, digest, signingTime, signature });

  test('gives back its parts, and its parts give the same bytes', () => {
    const parts = readCms(cms);
    expect(parts).toEqual({ certificate: key.certificate, digest, signingTime, signature });
    expect(buildCms(parts)).toEqual(cms);
    expect(verifyP256(readCertificate(key.certificate).publicKey, signedAttributes(parts), signature)).toBe(true);
  });

  test('with any byte changed is another: unreadable, not what its parts give, or not signed', () => {
    for (let i = 0; i < cms.length; i++) {
      for (const bit of [1, 0x20, 0x80]) {
        const changed = cms.slice();
        changed[i] = (changed[i] ?? 0) ^ bit;
        let holds: boolean;
        try {
          const parts = readCms(changed);
          holds =
            Buffer.compare(buildCms(parts), changed) === 0 &&
            Buffer.compare(parts.digest, digest) === 0 &&
            verifyP256(readCertificate(parts.certificate).publicKey, signedAttributes(parts), parts.signature);
        } catch (error) {
          expect(error, `byte ${i}`).toBeInstanceOf(DerError);
          continue;
        }
        expect(holds, `byte ${i}`).toBe(false);
      }
    }
  });

  test('names its certificate by digest: no other certificate fits, even of the same key', () => {
    const again = buildCertificate(
      certificateToSign({
        subject: 'Somebody else',
        notBefore: '2024-01-01T00:00:00Z',
        notAfter: '2030-01-01T00:00:00Z',
        serial: Uint8Array.of(9),
        publicKey: readCertificate(key.certificate).publicKey.slice(-65),
      }),
      new Uint8Array(64).fill(1),
    );
    const signed = signedAttributes({ certificate: again, digest, signingTime });
    expect(verifyP256(readCertificate(key.certificate).publicKey, signed, signature)).toBe(false);
  });
});
