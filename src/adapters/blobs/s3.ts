import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BlobStore, StoredBlob, UploadFolders } from '../../evidence/blob-store.ts';
import { Refusal } from '../../refusal.ts';
import { type S3Patience, type S3Place, type S3Request, s3Client, unreachable } from './s3-client.ts';

/** Longer bytes are sent in parts of this length; memory holds one. S3 takes 10,000 parts: 160 GB. */
const usualPart = 16 * 1024 * 1024;
const usualPatience: S3Patience = { patienceMs: 30_000, tries: 5, waitMs: 200 };

/**
 * place       where, and as whom
 * spool       folder for bytes whose digest is not known yet, where they are longer than a part
 * partBytes   for tests: at least 5 MiB at Amazon's
 */
export interface S3Options {
  readonly place: S3Place;
  readonly spool: string;
  readonly patience?: S3Patience;
  readonly partBytes?: number;
}

type Send = (request: S3Request) => Promise<Response>;

/**
 * A blob store in a bucket: `PREFIX DIGEST[0..2]/DIGEST`. Bytes are put once (If-None-Match); the store checks their digest as they
 * arrive, and `get` once more when they are read.
 * refuses  blob-unreachable, blob-no-right, beside what every store refuses
 */
export function openS3Blobs(options: S3Options): BlobStore {
  const { place, patience = usualPatience } = options;
  const send = s3Client(place, patience);
  const keyOf = (digest: string) => `${checkDigest(digest).slice(0, 2)}/${digest}`;
  return {
    async put(bytes) {
      const spooled = await spool(bytes instanceof Uint8Array ? [bytes] : bytes, options);
      try {
        await upload(send, options, keyOf(spooled.digest), spooled);
        return { digest: spooled.digest, size: spooled.size };
      } finally {
        await spooled.discard();
      }
    },
    async get(digest) {
      const key = keyOf(digest);
      const first = await expect(place, await send({ method: 'GET', key }), digest);
      return Readable.from(resuming(send, options, key, digest, first), {
        objectMode: false,
        highWaterMark: 256 * 1024,
      });
    },
    async range(digest, start, end) {
      const key = keyOf(digest);
      if (start >= end) {
        await expect(place, await send({ method: 'HEAD', key }), digest);
        return Buffer.alloc(0);
      }
      const range = { range: `bytes=${start}-${end - 1}` };
      for (let attempt = 1; ; attempt += 1) {
        const response = await send({ method: 'GET', key, headers: range });
        if (response.status === 416) return Buffer.alloc(0);
        await expect(place, response, digest);
        try {
          const bytes = Buffer.from(await response.arrayBuffer());
          return response.status === 206 ? bytes : bytes.subarray(start, end);
        } catch (cause) {
          if (attempt >= patience.tries) throw unreachable(place, 'its answers end too early', cause);
        }
      }
    },
    async has(digest) {
      const response = await send({ method: 'HEAD', key: keyOf(digest) });
      if (response.status === 404) return false;
      await expect(place, response, digest);
      return true;
    },
    async delete(digest) {
      const response = await send({ method: 'DELETE', key: keyOf(digest) });
      if (response.status !== 404 && !response.ok) throw unreachable(place, `it answers ${response.status}`);
      await response.body?.cancel();
    },
  };
}

/** refuses  blob-unreachable, blob-no-right, where the bucket is not there or not ours */
export async function checkS3(place: S3Place, patience: S3Patience = usualPatience): Promise<void> {
  const query = { 'list-type': '2', 'max-keys': '1', prefix: place.prefix };
  const response = await s3Client(place, patience)({ method: 'GET', key: '', query });
  await response.body?.cancel();
  if (response.status === 404) throw unreachable(place, 'there is no such bucket');
  if (!response.ok) throw unreachable(place, `it answers ${response.status}`);
}

/** Places of uploads under `uploads/` of a bucket, so that parts may come to any machine. */
export function openS3Uploads(options: S3Options): UploadFolders {
  const { place, patience = usualPatience } = options;
  const send = s3Client(place, patience);
  const idOf = (uploadId: string): string => {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(uploadId)) throw new Error('An upload has the id of one.');
    return uploadId;
  };
  const list = async function* (below: string) {
    for (let token: string | undefined; ; ) {
      const query = {
        'list-type': '2',
        prefix: `${place.prefix}${below}`,
        ...(token !== undefined && { 'continuation-token': token }),
      };
      const response = await send({ method: 'GET', key: '', query });
      if (!response.ok) throw unreachable(place, `it answers ${response.status}`);
      const text = await response.text();
      for (const [, key = '', at = ''] of text.matchAll(
        /<Contents>.*?<Key>([^<]*)<\/Key>.*?<LastModified>([^<]*)<\/LastModified>.*?<\/Contents>/gs,
      ))
        yield { key: key.slice(place.prefix.length), changedAt: Date.parse(at) };
      token = /<NextContinuationToken>([^<]+)</.exec(text)?.[1];
      if (token === undefined) return;
    }
  };
  return {
    // Parts are gone within a day: no lock holds them.
    open: async (uploadId) =>
      openS3Blobs({
        ...options,
        place: { ...place, prefix: `${place.prefix}uploads/${idOf(uploadId)}/`, retainDays: null },
      }),
    async drop(uploadId) {
      for await (const { key } of list(`uploads/${idOf(uploadId)}/`)) await send({ method: 'DELETE', key });
    },
    async all() {
      const found = new Map<string, number>();
      for await (const { key, changedAt } of list('uploads/')) {
        const id = key.split('/')[1] ?? '';
        found.set(id, Math.max(changedAt, found.get(id) ?? 0));
      }
      return [...found].map(([id, changedAt]) => ({ id, changedAt }));
    },
  };
}

/** Bytes that wait until their digest, which is their name, is known: a part in memory, what is longer in a file. */
interface Spooled extends StoredBlob {
  part(number: number): Promise<Buffer>;
  discard(): Promise<void>;
}

async function spool(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { spool: folder, partBytes = usualPart }: S3Options,
): Promise<Spooled> {
  const hash = createHash('sha256');
  const path = join(folder, `${randomUUID()}.spool`);
  const held: Uint8Array[] = [];
  let file: FileHandle | undefined;
  let size = 0;
  const discard = async () => {
    await file?.close();
    file = undefined;
  };
  try {
    for await (const chunk of bytes) {
      hash.update(chunk);
      size += chunk.byteLength;
      held.push(Uint8Array.from(chunk));
      if (size <= partBytes) continue;
      if (file === undefined) {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        file = await open(path, 'wx+', 0o600);
        // Without a name it is gone with this process, however that ends.
        await rm(path);
      }
      for (const piece of held.splice(0)) await file.appendFile(piece);
    }
  } catch (error) {
    await discard();
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code)) throw error;
    throw new Refusal('blob-no-space', `There is no space left in ${folder}; nothing was stored.`, {
      exit: 3,
      next: 'Free some space and try again.',
      cause: error,
    });
  }
  return {
    digest: hash.digest('hex'),
    size,
    discard,
    async part(number) {
      if (file === undefined) return Buffer.concat(held);
      const whole = Buffer.alloc(Math.min(partBytes, size - number * partBytes));
      const { bytesRead } = await file.read(whole, 0, whole.length, number * partBytes);
      if (bytesRead !== whole.length) throw new Error('The spool file is shorter than what was written.');
      return whole;
    },
  };
}

async function upload(send: Send, options: S3Options, key: string, bytes: Spooled): Promise<void> {
  const { place, partBytes = usualPart } = options;
  const until = new Date(Date.now() + (place.retainDays ?? 0) * 86_400_000).toISOString();
  const lock: Record<string, string> =
    place.retainDays === null
      ? {}
      : { 'x-amz-object-lock-mode': 'GOVERNANCE', 'x-amz-object-lock-retain-until-date': until };
  const isThere = async () => {
    const response = await send({ method: 'HEAD', key });
    return response.ok && Number(response.headers.get('content-length')) === bytes.size;
  };
  if (bytes.size <= partBytes) {
    const body = await bytes.part(0);
    for (const once of [{ 'if-none-match': '*' }, {}]) {
      const response = await send({ method: 'PUT', key, headers: { ...lock, ...once }, body });
      await response.body?.cancel();
      if (response.ok) return;
      // There already: the same bytes, by their digest; others of that name are put right.
      if (response.status === 412 || response.status === 409) {
        if (await isThere()) return;
      } else throw unreachable(place, `it answers ${response.status}`);
    }
    throw unreachable(place, 'it neither takes the bytes nor has them');
  }
  if (await isThere()) return;
  const begun = await send({ method: 'POST', key, query: { uploads: '' }, headers: lock });
  const uploadId = /<UploadId>([^<]+)</.exec(await begun.text())?.[1];
  if (!begun.ok || uploadId === undefined) throw unreachable(place, `it answers ${begun.status}`);
  try {
    const tags: string[] = [];
    for (let number = 0; number * partBytes < bytes.size; number += 1) {
      const query = { partNumber: String(number + 1), uploadId };
      const sent = await send({ method: 'PUT', key, query, body: await bytes.part(number) });
      await sent.body?.cancel();
      const tag = sent.headers.get('etag');
      if (!sent.ok || tag === null) throw unreachable(place, `it answers ${sent.status}`);
      tags.push(`<Part><PartNumber>${number + 1}</PartNumber><ETag>${tag.replaceAll('"', '&quot;')}</ETag></Part>`);
    }
    const body = Buffer.from(`<CompleteMultipartUpload>${tags.join('')}</CompleteMultipartUpload>`);
    const done = await send({
      method: 'POST',
      key,
      query: { uploadId },
      headers: { 'content-type': 'application/xml' },
      body,
    });
    // It may begin with 200 and end with an error.
    const failed = !done.ok || (await done.text()).includes('<Error>');
    if ((failed && done.status !== 404) || !(await isThere())) throw unreachable(place, `it answers ${done.status}`);
  } catch (error) {
    await send({ method: 'DELETE', key, query: { uploadId } }).catch(() => undefined);
    throw error;
  }
}

/** The bytes of an object; where the line is cut, or brings nothing for too long, it is taken up again where it ended. */
async function* resuming(
  send: Send,
  options: S3Options,
  key: string,
  digest: string,
  first: Response,
): AsyncGenerator<Buffer> {
  const { place, patience = usualPatience } = options;
  const hash = createHash('sha256');
  const size = Number(first.headers.get('content-length'));
  let done = 0;
  let response = first;
  for (let attempt = 1; ; attempt += 1) {
    const reader = response.body?.getReader();
    try {
      for (;;) {
        const next = await inTime(reader?.read() ?? Promise.resolve(null), patience.patienceMs);
        if (next === null || next.done) break;
        hash.update(next.value);
        done += next.value.byteLength;
        yield Buffer.from(next.value);
      }
      if (done >= size) break;
    } catch (cause) {
      if (attempt >= patience.tries) throw unreachable(place, 'its answers end too early', cause);
    } finally {
      reader?.cancel().catch(() => undefined);
    }
    if (attempt >= patience.tries) throw unreachable(place, 'its answers end too early');
    await sleep(patience.waitMs);
    response = await expect(place, await send({ method: 'GET', key, headers: { range: `bytes=${done}-` } }), digest);
    if (response.status !== 206) throw unreachable(place, 'it does not go on where it ended');
  }
  if (hash.digest('hex') !== digest)
    throw new Refusal('blob-damaged', `The stored bytes ${digest} were changed.`, { exit: 3 });
}

async function inTime<T>(work: Promise<T>, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no bytes in time')), patienceMs);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function expect(place: S3Place, response: Response, digest: string): Promise<Response> {
  if (response.ok) return response;
  await response.body?.cancel();
  if (response.status === 404)
    throw new Refusal('blob-missing', `The stored bytes ${digest} are not there.`, { exit: 3 });
  throw unreachable(place, `it answers ${response.status}`);
}

function checkDigest(digest: string): string {
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  throw new Refusal('blob-digest', 'A digest is 64 lower-case hex digits.');
}
