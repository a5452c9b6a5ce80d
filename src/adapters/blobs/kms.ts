/**
 * A key-management service by the API of AWS KMS (GenerateDataKey and Decrypt), which others offer too. The keyring of a side is sealed
 * under a data key that only the service can open: whoever has the key file alone reads nothing.
 */
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { z } from 'zod';
import { Refusal } from '../../refusal.ts';
import type { Side } from '../../sealing.ts';

/**
 * keyId     id, alias or ARN of the key in the service
 * endpoint  null: Amazon's of the region
 */
export interface KmsPlace {
  readonly keyId: string;
  readonly region: string;
  readonly endpoint: string | null;
  readonly credentials: { readonly id: string; readonly secret: string; readonly session: string | null };
}

/** plain: 32 bytes; wrapped: the same, for the service alone */
export interface DataKey {
  readonly plain: Buffer;
  readonly wrapped: Buffer;
}

/** refuses  kms-unreachable, kms-denied, kms-other-key (all with exit code 3) */
export interface Kms {
  makeDataKey(side: Side): Promise<DataKey>;
  openDataKey(side: Side, wrapped: Buffer): Promise<Buffer>;
}

const tries = 3;
const made = z.object({ Plaintext: z.base64(), CiphertextBlob: z.base64() });
const opened = z.object({ Plaintext: z.base64() });
/** The service has another key, or none: what was wrapped is not of the key that was named. */
const otherKey = ['IncorrectKeyException', 'InvalidCiphertextException', 'NotFoundException'];

export function openKms(place: KmsPlace, patience: { readonly patienceMs: number; readonly waitMs: number }): Kms {
  const url = `${place.endpoint?.replace(/\/$/, '') ?? `https://kms.${place.region}.amazonaws.com`}/`;

  const once = async (action: string, body: string): Promise<{ status: number; json: unknown }> => {
    const signed = await new AwsV4Signer({
      method: 'POST',
      url,
      body,
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `TrentService.${action}`,
        'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
      },
      accessKeyId: place.credentials.id,
      secretAccessKey: place.credentials.secret,
      ...(place.credentials.session !== null && { sessionToken: place.credentials.session }),
      service: 'kms',
      region: place.region,
    }).sign();
    const response = await fetch(signed.url, {
      method: 'POST',
      headers: signed.headers,
      body,
      signal: AbortSignal.timeout(patience.patienceMs),
    });
    const text = (await response.text()).slice(0, 65_536);
    return { status: response.status, json: parsed(text) };
  };

  const ask = async <T>(action: string, request: object, shape: z.ZodType<T>): Promise<T> => {
    let why = '';
    let cause: unknown;
    for (let attempt = 0; attempt < tries; attempt += 1) {
      if (attempt > 0) await sleep(patience.waitMs * 2 ** (attempt - 1));
      try {
        const { status, json } = await once(action, JSON.stringify(request));
        if (status === 200) {
          const read = shape.safeParse(json);
          if (read.success) return read.data;
          why = 'it answers something else';
          continue;
        }
        const code = codeIn(json);
        if (otherKey.includes(code)) throw notOurs(place, code);
        if (status < 500 && status !== 429 && code !== 'ThrottlingException') throw denied(place, code, status);
        why = `it answers ${status}${code === '' ? '' : ` (${code})`}`;
      } catch (error) {
        if (error instanceof Refusal) throw error;
        why = 'it does not answer';
        cause = error;
      }
    }
    throw new Refusal('kms-unreachable', `The key-management service ${url} cannot be used: ${why}.`, {
      exit: 3,
      next: 'Nothing was changed. Try again when it answers; without it the keys of that side cannot be opened.',
      cause,
    });
  };
  // Whoever was given one side's wrapped key cannot have it opened as the other's.
  const context = (side: Side) => ({ purpose: 'tickmark-keyring', side });
  return {
    async makeDataKey(side) {
      const request = { KeyId: place.keyId, KeySpec: 'AES_256', EncryptionContext: context(side) };
      const { Plaintext, CiphertextBlob } = await ask('GenerateDataKey', request, made);
      return { plain: Buffer.from(Plaintext, 'base64'), wrapped: Buffer.from(CiphertextBlob, 'base64') };
    },
    async openDataKey(side, wrapped) {
      const request = {
        KeyId: place.keyId,
        CiphertextBlob: wrapped.toString('base64'),
        EncryptionContext: context(side),
      };
      return Buffer.from((await ask('Decrypt', request, opened)).Plaintext, 'base64');
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `AccessDeniedException`, as the service names it; some write a prefix before `#`. */
function codeIn(json: unknown): string {
  const type: unknown = Object(json)['__type'];
  return typeof type === 'string' ? (/[A-Za-z]{1,80}$/.exec(type)?.[0] ?? '') : '';
}

function denied(place: KmsPlace, code: string, status: number): Refusal {
  return new Refusal('kms-denied', `The key-management service refuses the key ${place.keyId} (${code || status}).`, {
    exit: 3,
    next: 'Look at TICKMARK_KMS_…, its credentials, and the rights of that user: kms:GenerateDataKey and kms:Decrypt.',
  });
}

function notOurs(place: KmsPlace, code: string): Refusal {
  return new Refusal(
    'kms-other-key',
    `The key-management service cannot open the key file with ${place.keyId} (${code}): it was wrapped under another key, changed, or is of the other side.`,
    { exit: 3, next: 'Name the key it was wrapped under in TICKMARK_KMS_…, or put the key file back from its backup.' },
  );
}
