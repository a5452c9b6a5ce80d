import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { concat, fromUtf8, utf8 } from './bytes.ts';
import { ed25519PublicKey, ed25519Sign, verifyP256 } from './crypto.ts';
import {
  pae,
  parseEnvelope,
  type Signer,
  signEnvelope,
  signerKeyId,
  verifyEnvelope,
  verifyEnvelopeKeys,
} from './dsse.ts';

const page = readFileSync(new URL('../../test/data/tlog-vectors/dsse-protocol.md', import.meta.url), 'utf8');
const found = (pattern: RegExp): string => pattern.exec(page)?.[1] ?? '';
const coordinate = (name: string): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      BigInt(found(new RegExp(`\\n${name}: ([0-9]+)\\n`)))
        .toString(16)
        .padStart(64, '0'),
      'hex',
    ),
  );
const point = concat(Uint8Array.of(4), coordinate('X'), coordinate('Y'));
const published = found(/```json\n([^`]+)```/);

describe('the published DSSE vector', () => {
  const envelope = parseEnvelope(published, { canonical: false });
  it('has the encoding that the protocol prints', () => {
    expect(fromUtf8(pae(envelope.payloadType, envelope.payload))).toBe(found(/PAE:\s+```none\n([^`]+)\n```/));
  });
  it('verifies with its P-256 key, and with no other', () => {
    expect(verifyEnvelope(envelope, (message, signature) => verifyP256(point, message, signature))).toBe(true);
    const other = concat(Uint8Array.of(4), coordinate('Y'), coordinate('X'));
    expect(verifyEnvelope(envelope, (message, signature) => verifyP256(other, message, signature))).toBe(false);
  });
  it('fails with one byte of payload, payload type or signature changed', () => {
    const check = (altered: typeof envelope): boolean =>
      verifyEnvelope(altered, (message, signature) => verifyP256(point, message, signature));
    expect(check({ ...envelope, payload: utf8('hello worle') })).toBe(false);
    expect(check({ ...envelope, payloadType: 'http://example.com/HelloWorle' })).toBe(false);
    const signature = envelope.signatures[0]?.signature ?? new Uint8Array(64);
    for (let i = 0; i < signature.length; i++) {
      const altered = signature.slice();
      altered[i] = (altered[i] ?? 0) ^ 1;
      expect(check({ ...envelope, signatures: [{ keyId: null, signature: altered }] })).toBe(false);
    }
  });
});

describe('our envelopes', () => {
  const signer = (seedByte: number): Signer => {
    const seed = new Uint8Array(32).fill(seedByte);
    return {
      role: 'staff',
      name: 'S. Example',
      custody: 'installation',
      publicKey: ed25519PublicKey(seed),
      sign: (message) => ed25519Sign(seed, message),
    };
  };
  it('are signed by every signer, and name the keys', async () => {
    const [one, two] = [signer(1), signer(2)];
    const envelope = parseEnvelope(await signEnvelope('text/plain', utf8('x'), [one, two]));
    expect(envelope.signatures.map((each) => each.keyId)).toEqual([
      signerKeyId(one.publicKey),
      signerKeyId(two.publicKey),
    ]);
    expect(verifyEnvelopeKeys(envelope, [two.publicKey, one.publicKey])).toEqual([one.publicKey, two.publicKey]);
    expect(verifyEnvelopeKeys(envelope, [one.publicKey])).toBe(null);
    expect(verifyEnvelopeKeys({ ...envelope, payload: utf8('y') }, [one.publicKey, two.publicKey])).toBe(null);
  });
  it('are refused in any other spelling', async () => {
    const text = await signEnvelope('text/plain', utf8('x?'), [signer(1)]);
    expect(parseEnvelope(text).payload).toEqual(utf8('x?'));
    expect(() => parseEnvelope(` ${text}`)).toThrow('canonical');
    expect(() => parseEnvelope(text.replace('"payload":', '"extra":1,"payload":'))).toThrow('does not belong');
    expect(() => parseEnvelope(text.replace('"payloadType":"text/plain"', '"payloadType":7'))).toThrow('payloadType');
    expect(() => parseEnvelope(published)).toThrow('canonical');
  });
  it('of other people may use the URL alphabet, ours may not', () => {
    const text = '{"payload":"-_8=","payloadType":"t","signatures":[{"keyid":"k","sig":"AA=="}]}';
    expect(parseEnvelope(text, { canonical: false }).payload).toEqual(Uint8Array.of(251, 255));
    expect(() => parseEnvelope(text)).toThrow('base64');
  });
});
