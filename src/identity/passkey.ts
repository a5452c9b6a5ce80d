/**
 * What a browser brings back from a passkey (W3C Web Authentication level 3), checked. Keys without attestation only: which make of
 * authenticator it is, nobody asks. Every input is hostile.
 */
import { createHash, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { z } from 'zod';

/** COSE numbers of the algorithms taken: ES256, EdDSA with Ed25519, RS256. */
export const algorithms = [-7, -8, -257] as const;

const bytes = z
  .string()
  .max(16_384)
  .regex(/^[A-Za-z0-9_-]*$/, 'It is not base64url')
  .transform((text) => Buffer.from(text, 'base64url'));
const clientData = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});

/** `PublicKeyCredential.toJSON()` after `navigator.credentials.create`; what is not looked at may be there. */
export const createdCredential = z.object({
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    publicKey: bytes,
    publicKeyAlgorithm: z.number().int(),
  }),
});
/** The same after `navigator.credentials.get`. */
export const usedCredential = z.object({
  rawId: bytes,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: bytes, authenticatorData: bytes, signature: bytes }),
});

/** url: of the installation; its origin and host are what a passkey is bound to */
export interface Party {
  readonly url: string;
}

/** The challenge a browser answers to; to be looked up before anything else is believed. Null: it cannot be read. */
export function challengeOf(clientDataJson: Uint8Array): string | null {
  return readClientData(clientDataJson)?.challenge ?? null;
}

/** The key of a new passkey, or null where something is not as it must be. publicKey: SubjectPublicKeyInfo */
export function checkCreated(
  credential: z.output<typeof createdCredential>,
  party: Party,
): { readonly id: Buffer; readonly publicKey: Buffer; readonly algorithm: number; readonly signCount: number } | null {
  const { clientDataJSON, authenticatorData, publicKey, publicKeyAlgorithm: algorithm } = credential.response;
  const data = readAuthenticatorData(authenticatorData, party);
  if (!isFor(clientDataJSON, 'webauthn.create', party) || data === null) return null;
  // Flag 0x40: the new credential follows: 16 bytes of make, two of length, the id.
  if ((data.flags & 0x40) === 0 || authenticatorData.length < 55) return null;
  const length = authenticatorData.readUInt16BE(53);
  const id = authenticatorData.subarray(55, 55 + length);
  if (length === 0 || length > 1023 || !id.equals(credential.rawId)) return null;
  return readKey(publicKey, algorithm) === null ? null : { id, publicKey, algorithm, signCount: data.signCount };
}

/** Whether the passkey signed; the count of its signatures then, null where something is not as it must be. */
export function checkUsed(
  credential: z.output<typeof usedCredential>,
  stored: { readonly publicKey: Buffer; readonly algorithm: number },
  party: Party,
): { readonly signCount: number } | null {
  const { clientDataJSON, authenticatorData, signature } = credential.response;
  const data = readAuthenticatorData(authenticatorData, party);
  const key = readKey(stored.publicKey, stored.algorithm);
  if (!isFor(clientDataJSON, 'webauthn.get', party) || data === null || key === null) return null;
  const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()]);
  const isRight = verify(stored.algorithm === -8 ? null : 'sha256', signed, key, signature);
  return isRight ? { signCount: data.signCount } : null;
}

function isFor(clientDataJson: Uint8Array, type: string, party: Party): boolean {
  const data = readClientData(clientDataJson);
  return data?.type === type && data.origin === new URL(party.url).origin && data.crossOrigin !== true;
}

function readClientData(json: Uint8Array): z.output<typeof clientData> | null {
  try {
    return clientData.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json)));
  } catch {
    return null;
  }
}

/** Null unless it was made for this host by a person who was there (0x01) and whom the authenticator knew (0x04). */
function readAuthenticatorData(
  data: Buffer,
  party: Party,
): { readonly flags: number; readonly signCount: number } | null {
  if (data.length < 37) return null;
  const host = createHash('sha256').update(new URL(party.url).hostname).digest();
  if (!timingSafeEqual(data.subarray(0, 32), host)) return null;
  const flags = data.readUInt8(32);
  return (flags & 0x05) === 0x05 ? { flags, signCount: data.readUInt32BE(33) } : null;
}

/** The key, if it is one of the kind its algorithm says. */
function readKey(spki: Buffer, algorithm: number): KeyObject | null {
  let key: KeyObject;
  try {
    key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  } catch {
    return null;
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  const fits =
    (algorithm === -7 && type === 'ec' && details?.namedCurve === 'prime256v1') ||
    (algorithm === -8 && type === 'ed25519') ||
    (algorithm === -257 && type === 'rsa' && (details?.modulusLength ?? 0) >= 2048);
  return fits ? key : null;
}
