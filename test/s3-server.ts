/**
 * A small S3 of our own, for tests alone: it checks every signature (Signature Version 4) and the digest of every body by its own
 * means, knows single and multipart uploads, ranges, lists and If-None-Match, and fails on demand.
 */
import { createHash, createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { S3Place } from '../src/adapters/blobs/s3-client.ts';
import { portOf } from './port.ts';

const accessKey = 'AKIATEST';
const secret = 'wJalrXUtnFEMI/K7MDENG';
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const hmac = (key: Uint8Array | string, text: string) => createHmac('sha256', key).update(text).digest();

/** What is done instead of answering: `cut` ends the line in mid-body, `slow` stops there without a word. */
export type Fault = 'unavailable' | 'slow' | 'cut' | 'changed';

export interface S3Server {
  readonly place: S3Place;
  readonly objects: Map<string, Buffer>;
  readonly locks: Map<string, string>;
  /** METHOD and path of what came, in order */
  readonly asked: string[];
  /** faults of the next requests, in order; null answers one as it should */
  readonly faults: (Fault | null)[];
  /** multipart uploads that were begun and neither completed nor given up */
  readonly open: Map<string, Map<number, Buffer>>;
}

export async function startS3(): Promise<S3Server> {
  const state = {
    objects: new Map<string, Buffer>(),
    locks: new Map<string, string>(),
    times: new Map<string, string>(),
    asked: new Array<string>(),
    faults: new Array<Fault | null>(),
    open: new Map<string, Map<number, Buffer>>(),
  };
  const server = createServer((request, response) => {
    answer(state, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = portOf(server);
  const place: S3Place = {
    bucket: 'evidence',
    prefix: 'northline/',
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-central-1',
    retainDays: null,
    credentials: { id: accessKey, secret, session: null },
  };
  return { place, ...state };
}

type State = Omit<S3Server, 'place'> & { readonly times: Map<string, string> };

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://s3');
  const method = request.method ?? '';
  const body = await buffer(request);
  state.asked.push(`${method} ${url.pathname}`);
  const fault = state.faults.shift();
  const refuse = (status: number, code: string) => {
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
  };
  if (fault === 'unavailable') return refuse(503, 'SlowDown');
  const wrong = signatureProblem(request, url, body);
  if (wrong !== null) return refuse(wrong === 'XAmzContentSHA256Mismatch' ? 400 : 403, wrong);
  if (!url.pathname.startsWith('/evidence/')) return refuse(404, 'NoSuchBucket');

  const key = decodeURIComponent(url.pathname.slice('/evidence/'.length));
  const uploadId = url.searchParams.get('uploadId');
  const store = (bytes: Buffer) => {
    state.objects.set(key, bytes);
    state.times.set(key, new Date().toISOString());
    const lock = request.headers['x-amz-object-lock-retain-until-date'];
    if (typeof lock === 'string') state.locks.set(key, lock);
  };
  if (method === 'GET' && key === '') return list(state, url, response);
  if (method === 'POST' && url.searchParams.has('uploads')) {
    const id = randomUUID();
    state.open.set(id, new Map());
    response.end(`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    return;
  }
  if (uploadId !== null) {
    const parts = state.open.get(uploadId);
    if (parts === undefined) return refuse(404, 'NoSuchUpload');
    if (method === 'PUT') {
      parts.set(Number(url.searchParams.get('partNumber')), body);
      response.setHeader('etag', `"${createHash('md5').update(body).digest('hex')}"`);
    } else if (method === 'DELETE') {
      state.open.delete(uploadId);
      response.statusCode = 204;
    } else {
      const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>&quot;(\w+)&quot;/g)];
      const ordered = named.map(([, number, tag]) => ({ tag, bytes: parts.get(Number(number)) ?? Buffer.alloc(0) }));
      if (ordered.some(({ tag, bytes }) => createHash('md5').update(bytes).digest('hex') !== tag))
        return refuse(400, 'InvalidPart');
      store(Buffer.concat(ordered.map(({ bytes }) => bytes)));
      state.open.delete(uploadId);
    }
    response.end();
    return;
  }
  if (method === 'PUT') {
    if (request.headers['if-none-match'] === '*' && state.objects.has(key)) return refuse(412, 'PreconditionFailed');
    store(body);
    response.end();
    return;
  }
  if (method === 'DELETE') {
    state.objects.delete(key);
    response.writeHead(204).end();
    return;
  }
  const found = state.objects.get(key);
  if (found === undefined) return refuse(404, 'NoSuchKey');
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '');
  const from = Number(range?.[1] ?? 0);
  if (range !== null && from >= found.length) return refuse(416, 'InvalidRange');
  const bytes = Buffer.from(found.subarray(from, range?.[2] ? Number(range[2]) + 1 : undefined));
  if (fault === 'changed' && bytes.length > 0) bytes[0] = (bytes[0] ?? 0) ^ 1;
  response.writeHead(range === null ? 200 : 206, { 'content-length': bytes.length });
  if (method === 'HEAD') {
    response.end();
  } else if (fault === 'cut' || fault === 'slow') {
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
      if (fault === 'cut') response.destroy();
    });
  } else response.end(bytes);
}

/** Two keys a page, so that every list of more has to go on. */
function list(state: State, url: URL, response: ServerResponse): void {
  const after = url.searchParams.get('continuation-token') ?? '';
  const keys = [...state.objects.keys()]
    .filter((key) => key.startsWith(url.searchParams.get('prefix') ?? '') && key > after)
    .toSorted();
  const page = keys.slice(0, 2);
  const contents = page.map(
    (key) => `<Contents><Key>${key}</Key><LastModified>${state.times.get(key) ?? ''}</LastModified></Contents>`,
  );
  const next = keys.length > 2 ? `<NextContinuationToken>${page[1] ?? ''}</NextContinuationToken>` : '';
  response.end(`<ListBucketResult>${contents.join('')}${next}</ListBucketResult>`);
}

/** Derives the signature again, as docs.aws.amazon.com describes it; null when it is right. */
function signatureProblem(request: IncomingMessage, url: URL, body: Buffer): string | null {
  const digest = String(request.headers['x-amz-content-sha256']);
  if (digest !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const found =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (found === null) return 'AccessDenied';
  const [, id = '', day = '', region = '', names = '', signature = ''] = found;
  if (id !== accessKey) return 'InvalidAccessKeyId';
  const at = String(request.headers['x-amz-date']);
  const encode = (text: string) =>
    encodeURIComponent(text).replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  if (!names.split(';').includes('host') || !names.split(';').includes('x-amz-content-sha256')) return 'AccessDenied';
  const canonical = [request.method, url.pathname, query, headers.join(''), names, digest].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), 's3'), 'aws4_request');
  return hmac(key, text).toString('hex') === signature ? null : 'SignatureDoesNotMatch';
}
