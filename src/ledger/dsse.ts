/** DSSE envelopes (secure-systems-lab/dsse 1.0): what is signed is the type and the bytes, never the envelope. */
import { concat, fromBase64, fromUtf8, toBase64, toHex, utf8 } from './bytes.ts';
import { canonicalJson, isJsonObject, type Json, parseCanonicalJson } from './canonical-json.ts';
import { ed25519Verify, sha256 } from './crypto.ts';
import { refuse } from './errors.ts';
import type { Maker } from './statement.ts';

export interface EnvelopeSignature {
  /** a hint which key it was; null when the envelope gives none */
  readonly keyId: string | null;
  readonly signature: Uint8Array;
}

export interface Envelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly EnvelopeSignature[];
}

/** Who signs statements. `custody` is 'installation' when the installation records for a person who did not sign. */
export interface Signer {
  readonly role: string;
  readonly name: string;
  readonly custody: Maker['custody'];
  /** raw Ed25519, 32 bytes */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/** How our envelopes name an Ed25519 key: hex SHA-256 of its 32 raw bytes. */
export function signerKeyId(publicKey: Uint8Array): string {
  return toHex(sha256(publicKey));
}

/** Pre-authentication encoding: the bytes that are signed. */
export function pae(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType);
  return concat(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/**
 * Signs a payload; the envelope is canonical JSON, its signatures in the order of the signers.
 * refuses  bad-envelope when nobody signs
 */
export async function signEnvelope(
  payloadType: string,
  payload: Uint8Array,
  signers: readonly Signer[],
): Promise<string> {
  if (signers.length === 0) throw refuse('bad-envelope', 'An envelope has at least one signature.');
  const message = pae(payloadType, payload);
  const signatures: { keyid: string; sig: string }[] = [];
  for (const signer of signers) {
    const signature = await signer.sign(message);
    signatures.push({ keyid: signerKeyId(signer.publicKey), sig: toBase64(signature) });
  }
  return canonicalJson({ payload: toBase64(payload), payloadType, signatures });
}

function decode(text: string): Uint8Array {
  // The specification lets signers use the URL alphabet, and verifiers must accept it.
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
}

/**
 * Reads an envelope.
 * canonical  true for ours: canonical JSON, standard base64, a keyid on every signature. False for other people's.
 * refuses    bad-envelope, bad-encoding, not-canonical: other fields, other types, no signature, more than 100
 */
export function parseEnvelope(text: string, options: { readonly canonical: boolean } = { canonical: true }): Envelope {
  const bad = (why: string): Error => refuse('bad-envelope', `The envelope ${why}.`);
  let value: Json;
  if (options.canonical) {
    value = parseCanonicalJson(text);
  } else {
    try {
      value = JSON.parse(text);
    } catch (cause) {
      throw refuse('bad-envelope', 'The envelope is not JSON.', { cause });
    }
  }
  if (!isJsonObject(value)) throw bad('is not an object');
  const { payload, payloadType, signatures, ...others } = value;
  if (Object.keys(others).length > 0) throw bad('has a field that does not belong there');
  if (typeof payload !== 'string' || typeof payloadType !== 'string' || payloadType === '') {
    throw bad('has no payload or no payloadType');
  }
  if (!Array.isArray(signatures) || signatures.length === 0) throw bad('has no signature');
  if (signatures.length > 100) throw bad('has more than 100 signatures');
  const bytes = options.canonical ? fromBase64 : decode;
  return {
    payloadType,
    payload: bytes(payload),
    signatures: signatures.map((one: Json) => {
      const { keyid, sig, ...more } = isJsonObject(one) ? one : {};
      if (typeof sig !== 'string' || Object.keys(more).length > 0) throw bad('has a malformed signature');
      if (keyid !== undefined && typeof keyid !== 'string') throw bad('has a keyid that is no text');
      if (options.canonical && keyid === undefined) throw bad('has a signature without keyid');
      return { keyId: keyid ?? null, signature: bytes(sig) };
    }),
  };
}

/**
 * Whether one signature of the envelope holds.
 * verify   checks a signature over the encoded message, for example with `verifyP256`
 */
export function verifyEnvelope(
  envelope: Envelope,
  verify: (message: Uint8Array, signature: Uint8Array, keyId: string | null) => boolean,
): boolean {
  const message = pae(envelope.payloadType, envelope.payload);
  return envelope.signatures.some(({ signature, keyId }) => verify(message, signature, keyId));
}

/**
 * Whether every signature of one of our envelopes is by one of these raw Ed25519 keys.
 * returns  the keys that signed, in the order of the signatures; null when a signature is of an unknown key or does not hold
 */
export function verifyEnvelopeKeys(
  envelope: Envelope,
  publicKeys: readonly Uint8Array[],
): readonly Uint8Array[] | null {
  const message = pae(envelope.payloadType, envelope.payload);
  const signed: Uint8Array[] = [];
  for (const { signature, keyId } of envelope.signatures) {
    const key = publicKeys.find((known) => signerKeyId(known) === keyId);
    if (key === undefined || !ed25519Verify(key, message, signature)) return null;
    signed.push(key);
  }
  return signed;
}

/** The payload as text. */
export function payloadText(envelope: Envelope): string {
  return fromUtf8(envelope.payload);
}
