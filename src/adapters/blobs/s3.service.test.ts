import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { type S3Server, startS3 } from '../../../test/s3-server.ts';
import type { BlobStore } from '../../evidence/blob-store.ts';
import { blobStoreContract } from './contract.ts';
import { checkS3, openS3Blobs, openS3Uploads, type S3Options } from './s3.ts';

const quick = { patienceMs: 300, tries: 4, waitMs: 5 };
const partBytes = 64 * 1024;

async function opened(
  change: Partial<S3Server['place']> = {},
): Promise<{ server: S3Server; store: BlobStore; options: S3Options }> {
  const server = await startS3();
  const spool = await mkdtemp(join(tmpdir(), 'tickmark-s3-'));
  onTestFinished(() => rm(spool, { recursive: true, force: true }));
  const options = { place: { ...server.place, ...change }, spool, patience: quick, partBytes };
  return { server, store: openS3Blobs(options), options };
}

blobStoreContract('a blob store in a bucket', async () => (await opened()).store);

test('long bytes travel in parts, short ones at once, and neither leaves anything beside', async () => {
  const { server, store, options } = await opened();
  const [short, long] = [randomBytes(partBytes), randomBytes(3 * partBytes + 1)];
  await store.put(short);
  expect(server.asked.filter((line) => line.startsWith('PUT'))).toHaveLength(1);
  const { digest } = await store.put(long);
  expect(server.asked.filter((line) => line.startsWith('PUT'))).toHaveLength(1 + 4);
  expect((await buffer(await store.get(digest))).equals(long)).toBe(true);
  expect([server.open.size, server.objects.size, await readdir(options.spool)]).toEqual([0, 2, []]);
  expect([...server.objects.keys()][1]).toBe(`northline/${digest.slice(0, 2)}/${digest}`);
});

test('a store that is busy for a moment is asked again; one that stays so is said to be unreachable', async () => {
  const { server, store } = await opened();
  server.faults.push('unavailable', 'unavailable');
  const { digest } = await store.put(Buffer.from('kept'));
  server.faults.push('unavailable', 'unavailable', 'unavailable', 'unavailable');
  await expect(store.get(digest)).rejects.toMatchObject({ code: 'blob-unreachable', exit: 3 });
  server.faults.push(...Array.from({ length: 4 }, () => 'unavailable' as const));
  await expect(store.put(Buffer.from('lost'))).rejects.toMatchObject({ code: 'blob-unreachable' });
  expect(server.objects.size).toBe(1);
});

test('a line that is cut or falls silent in mid-body is taken up where it ended', async () => {
  const { server, store } = await opened();
  const bytes = randomBytes(400_000);
  const { digest } = await store.put(bytes);
  server.faults.push('cut', 'slow', 'cut');
  expect((await buffer(await store.get(digest))).equals(bytes)).toBe(true);
  server.faults.push('cut', 'cut', 'cut', 'cut', 'cut');
  await expect(store.get(digest).then(buffer)).rejects.toMatchObject({ code: 'blob-unreachable' });
  server.faults.length = 0;
  server.faults.push('cut');
  expect((await store.range(digest, 10, 200_010)).equals(bytes.subarray(10, 200_010))).toBe(true);
});

test('bytes that were changed on the way or in the store are refused when read', async () => {
  const { server, store } = await opened();
  const { digest } = await store.put(Buffer.from('the record'));
  server.faults.push('changed');
  await expect(store.get(digest).then(buffer)).rejects.toMatchObject({ code: 'blob-damaged' });
  server.objects.set(`northline/${digest.slice(0, 2)}/${digest}`, Buffer.from('the rec0rd'));
  await expect(store.get(digest).then(buffer)).rejects.toMatchObject({ code: 'blob-damaged' });
  server.objects.set(`northline/${digest.slice(0, 2)}/${digest}`, Buffer.from('cut'));
  await store.put(Buffer.from('the record'));
  expect((await buffer(await store.get(digest))).toString()).toBe('the record');
});

test('a multipart upload that fails is given up, so that the bucket keeps no half of it', async () => {
  const { server, store, options } = await opened();
  server.faults.push(null, null, null, ...Array.from({ length: 4 }, () => 'unavailable' as const));
  await expect(store.put(randomBytes(3 * partBytes))).rejects.toMatchObject({ code: 'blob-unreachable' });
  expect([server.open.size, server.objects.size, await readdir(options.spool)]).toEqual([0, 0, []]);
});

test('wrong credentials and a bucket that is not there are told apart', async () => {
  const { server } = await opened();
  const { credentials } = server.place;
  await checkS3(server.place, quick);
  const other = { ...server.place, credentials: { ...credentials, secret: 'other' } };
  await expect(checkS3(other, quick)).rejects.toThrow(/refuses the bucket evidence \(SignatureDoesNotMatch\)/);
  await expect(checkS3({ ...server.place, bucket: 'none' }, quick)).rejects.toThrow(/there is no such bucket/);
  await expect(checkS3({ ...server.place, endpoint: 'http://127.0.0.1:9' }, quick)).rejects.toMatchObject({
    code: 'blob-unreachable',
  });
});

test('where it is asked for, what is put is locked; parts of uploads are not', async () => {
  const { server, store, options } = await opened({ retainDays: 30 });
  const { digest } = await store.put(Buffer.from('locked'));
  const until = server.locks.get(`northline/${digest.slice(0, 2)}/${digest}`) ?? '';
  expect(Math.round((Date.parse(until) - Date.now()) / 86_400_000)).toBe(30);
  const folder = await openS3Uploads(options).open('0192f1b2-0000-7000-8000-000000000001');
  await folder.put(Buffer.from('part'));
  expect(server.locks.size).toBe(1);
});

test('parts of uploads lie apart, are listed by upload however many there are, and are dropped together', async () => {
  const { server, options } = await opened();
  const uploads = openS3Uploads(options);
  const ids = ['0192f1b2-0000-7000-8000-000000000001', '0192f1b2-0000-7000-8000-000000000002'];
  for (const id of ids) {
    const folder = await uploads.open(id);
    for (let part = 0; part < 3; part += 1) await folder.put(Buffer.from(`part ${part}`));
  }
  const found = await uploads.all();
  expect(found.map(({ id }) => id)).toEqual(ids);
  expect(found.every(({ changedAt }) => Math.abs(changedAt - Date.now()) < 60_000)).toBe(true);
  await uploads.drop(ids[0] ?? '');
  expect((await uploads.all()).map(({ id }) => id)).toEqual([ids[1]]);
  expect([...server.objects.keys()].every((key) => key.startsWith(`northline/uploads/${ids[1]}/`))).toBe(true);
  const digest = createHash('sha256').update('part 1').digest('hex');
  expect(await (await uploads.open(ids[1] ?? '')).has(digest)).toBe(true);
});
