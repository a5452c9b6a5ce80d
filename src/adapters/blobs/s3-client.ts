import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { Refusal } from '../../refusal.ts';

/**
 * A place in an S3-compatible store.
 * endpoint    address of the store, then buckets are named by path; null: Amazon's of the region, buckets named by host
 * prefix      '' or what every key begins with, ending in '/'
 * retainDays  object lock: nothing may be taken away for so long (mode GOVERNANCE); null: no lock. The bucket must have it enabled
 */
export interface S3Place {
  readonly bucket: string;
  readonly prefix: string;
  readonly endpoint: string | null;
  readonly region: string;
  readonly retainDays: number | null;
  readonly credentials: { readonly id: string; readonly secret: string; readonly session: string | null };
}

export interface S3Request {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  /** below the prefix; '' for the bucket itself */
  readonly key: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/**
 * patienceMs  how long an answer may take to begin, and a body to bring its next bytes
 * tries       how often a request is made before it is given up
 * waitMs      before the second try; doubled with each
 */
export interface S3Patience {
  readonly patienceMs: number;
  readonly tries: number;
  readonly waitMs: number;
}

/**
 * Makes requests to a store, signed (Signature Version 4, with the digest of the body, so that the store refuses changed bytes). What
 * fails for a moment (5xx, 429, no answer) is tried again.
 * refuses  blob-unreachable, blob-no-right; any other answer is the caller's
 */
export function s3Client(place: S3Place, patience: S3Patience): (request: S3Request) => Promise<Response> {
  const base =
    place.endpoint === null
      ? `https://${place.bucket}.s3.${place.region}.amazonaws.com/`
      : `${place.endpoint.replace(/\/$/, '')}/${place.bucket}/`;
  const once = async (request: S3Request): Promise<Response> => {
    const { method, key, query = {}, headers = {}, body } = request;
    const url = new URL(base + (key === '' ? '' : place.prefix + key));
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers: {
        ...headers,
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
      },
      accessKeyId: place.credentials.id,
      secretAccessKey: place.credentials.secret,
      ...(place.credentials.session !== null && { sessionToken: place.credentials.session }),
      service: 's3',
      region: place.region,
    }).sign();
    const ending = new AbortController();
    const timer = setTimeout(() => ending.abort(new Error('no answer in time')), patience.patienceMs);
    try {
      return await fetch(signed.url, {
        method,
        headers: signed.headers,
        signal: ending.signal,
        ...(body !== undefined && { body: new Uint8Array(body) }),
      });
    } finally {
      clearTimeout(timer);
    }
  };

  return async (request) => {
    let why = '';
    let cause: unknown;
    for (let attempt = 0; attempt < patience.tries; attempt += 1) {
      if (attempt > 0) await sleep(patience.waitMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
      try {
        const response = await once(request);
        if (response.status === 401 || response.status === 403) throw noRight(place, await codeIn(response));
        if (response.status < 500 && response.status !== 429) return response;
        why = `it answers ${response.status}`;
        await response.body?.cancel();
      } catch (error) {
        if (error instanceof Refusal) throw error;
        why = 'it does not answer';
        cause = error;
      }
    }
    throw unreachable(place, why, cause);
  };
}

export function unreachable(place: S3Place, why: string, cause?: unknown): Refusal {
  return new Refusal('blob-unreachable', `The object store of the bucket ${place.bucket} cannot be used: ${why}.`, {
    exit: 3,
    next: 'Try again; nothing was left half-done. “tickmark doctor” looks at the store.',
    cause,
  });
}

function noRight(place: S3Place, code: string): Refusal {
  return new Refusal('blob-no-right', `The object store refuses the bucket ${place.bucket}${code}.`, {
    exit: 3,
    next: 'Look at TICKMARK_BLOBS, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and at the rights of that user.',
  });
}

/** The code of the error in an answer, in brackets: `AccessDenied`, `SignatureDoesNotMatch`, … */
async function codeIn(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  const code = /<Code>([A-Za-z]{1,60})<\/Code>/.exec(text)?.[1];
  return code === undefined ? '' : ` (${code})`;
}
