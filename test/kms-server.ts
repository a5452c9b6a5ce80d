/**
 * A small key-management service of our own, for tests alone: GenerateDataKey and Decrypt by the API of AWS KMS. It checks every
 * signature (Signature Version 4) by its own means, binds what it wraps to key and context, and fails on demand.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { KmsPlace } from '../src/adapters/blobs/kms.ts';
import { portOf } from './port.ts';

const accessKey = 'AKIAKMSTEST';
const secret = 'kmsSecretForTestsOnly';
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Uint8Array | string, text: string) => createHmac('sha256', key).update(text).digest();

/** place: of the key `alias/tickmark`; asked: actions that came; faults: of the next requests, null answers one as it should */
export interface KmsServer {
  readonly place: KmsPlace;
  readonly asked: string[];
  readonly faults: ('unavailable' | 'denied' | 'nonsense' | null)[];
  close(): void;
}

export async function startKms(): Promise<KmsServer> {
  const keys = new Map([
    ['alias/tickmark', randomBytes(32)],
    ['alias/other', randomBytes(32)],
  ]);
  const asked: string[] = [];
  const faults: KmsServer['faults'] = [];
  const server = createServer((request, response) => {
    answer(keys, asked, faults, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(close);
  const port = portOf(server);
  const place: KmsPlace = {
    keyId: 'alias/tickmark',
    region: 'eu-central-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { id: accessKey, secret, session: null },
  };
  return { place, asked, faults, close };
}

async function answer(
  keys: ReadonlyMap<string, Buffer>,
  asked: string[],
  faults: KmsServer['faults'],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(request);
  const action = String(request.headers['x-amz-target']).replace('TrentService.', '');
  asked.push(action);
  const say = (status: number, value: unknown) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(value));
  };
  const refuse = (status: number, type: string) => say(status, { __type: type, message: 'refused' });
  const fault = faults.shift();
  if (fault === 'unavailable') return refuse(500, 'KMSInternalException');
  if (fault === 'denied') return refuse(400, 'AccessDeniedException');
  if (fault === 'nonsense') return say(200, { Plaintext: 7 });
  if (!isSigned(request, body)) return refuse(403, 'InvalidSignatureException');
  const asking: { KeyId: string; EncryptionContext?: object; CiphertextBlob?: string } = JSON.parse(body.toString());
  const key = keys.get(asking.KeyId);
  if (key === undefined) return refuse(400, 'com.amazonaws.kms#NotFoundException');
  const context = Buffer.from(
    JSON.stringify(Object.entries(asking.EncryptionContext ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  );
  if (action === 'GenerateDataKey') {
    const plain = randomBytes(32);
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, nonce);
    cipher.setAAD(context);
    const wrapped = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    return say(200, {
      KeyId: asking.KeyId,
      Plaintext: plain.toString('base64'),
      CiphertextBlob: wrapped.toString('base64'),
    });
  }
  if (action !== 'Decrypt') return refuse(400, 'UnknownOperationException');
  const wrapped = Buffer.from(asking.CiphertextBlob ?? '', 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12), { authTagLength: 16 });
    decipher.setAAD(context);
    decipher.setAuthTag(wrapped.subarray(-16));
    const plain = Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    return say(200, { KeyId: asking.KeyId, Plaintext: plain.toString('base64') });
  } catch {
    return refuse(400, 'InvalidCiphertextException');
  }
}

function isSigned(request: IncomingMessage, body: Buffer): boolean {
  const given =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/kms\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (given === null) return false;
  const [, id, day = '', region = '', names = '', signature] = given;
  const signed = names.split(';');
  if (id !== accessKey || !signed.includes('host') || !signed.includes('x-amz-date')) return false;
  const canonical = [
    request.method,
    '/',
    '',
    ...signed.map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    names,
    sha256(body),
  ].join('\n');
  const date = String(request.headers['x-amz-date']);
  const toSign = ['AWS4-HMAC-SHA256', date, `${day}/${region}/kms/aws4_request`, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 'kms'), 'aws4_request');
  return hmac(key, toSign).toString('hex') === signature;
}
