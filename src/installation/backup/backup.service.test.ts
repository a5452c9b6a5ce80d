import { randomBytes } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  addEvidence,
  addMember,
  addRisk,
  ask,
  settingsOf,
  signIn,
  started,
  temporaryFolder,
} from '../../../test/installed.ts';
import { startS3 } from '../../../test/s3-server.ts';
import { openBlobDirectory } from '../../adapters/blobs/directory.ts';
import { checkLogFolder } from '../../adapters/blobs/tile-directory.ts';
import { openPool } from '../../adapters/postgres/pool.ts';
import { runningUrl } from '../../adapters/postgres/embedded-running.ts';
import { openBlobs } from '../blob-settings.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';

const quiet = { progress: () => undefined, tell: () => undefined };

async function backUpTo(data: string, file: string, withKeys = true) {
  const blobs = await openBlobDirectory(join(data, 'evidence', 'blobs'));
  return backUp(settingsOf(data), file, { blobs, withKeys, now: new Date(), ...quiet });
}

function restoreTo(data: string, file: string) {
  const settings = settingsOf(data);
  return restore(settings, file, { openBlobs: () => openBlobs(settings), now: new Date(), ...quiet });
}

/** Entries of the log, as the installation running on the folder has them. */
async function statements(data: string): Promise<{ origin: string; digests: string[] }> {
  const pool = openPool((await runningUrl(join(data, 'postgres'))) ?? '', { max: 1 });
  const { rows } = await pool.query<{ origin: string; digest: string }>(
    `SELECT origin, digest FROM ledger.opening WHERE origin LIKE '%/organizations/%' ORDER BY idx`,
  );
  await pool.end();
  return { origin: rows[0]?.origin ?? '', digests: rows.map(({ digest }) => digest) };
}

test('a backup made while people work is one moment of it, and comes back whole: records, evidence, log', async () => {
  const folder = await temporaryFolder();
  const [data, back, file] = [join(folder, 'data'), join(folder, 'back'), join(folder, 'backup.tar')];
  const running = await started(data);
  const lead = await addMember(data);
  const bytes = randomBytes(9 * 1024 * 1024);
  const evidence = await addEvidence(running, lead, bytes);
  await addRisk(running, lead, 'Before');

  const ending = new AbortController();
  let made = 1;
  const work = (async () => {
    while (!ending.signal.aborted) {
      await addRisk(running, lead, `While it runs ${made}`);
      await addEvidence(running, lead, randomBytes(20_000));
      made += 1;
    }
  })();
  await expect.poll(() => made, { timeout: 20_000 }).toBeGreaterThan(3);
  const { manifest } = await backUpTo(data, file);
  await expect.poll(() => made, { timeout: 20_000 }).toBeGreaterThan(8);
  ending.abort();
  await work;
  const before = await statements(data);
  await running.close();

  await restoreTo(back, file);
  const again = await started(back);
  const [log] = manifest.logs;
  const after = await statements(back);
  expect(log?.entries).toBeGreaterThan(3);
  expect(log?.entries).toBeLessThan(before.digests.length);
  // The same statements, to the byte, and one more: that it was restored.
  expect(after.digests.slice(0, -1)).toEqual(before.digests.slice(0, log?.entries));
  expect(after.origin).toBe(before.origin);

  expect((await ask(again, lead, 'GET', '/risks')).status, 'the old session').toBe(401);
  const signedIn = await signIn(back, lead);
  expect((await ask(again, signedIn, 'GET', '/risks/RSK-001')).json['content']).toMatchObject({ title: 'Before' });
  const content = await ask(again, signedIn, 'GET', `/evidence/${evidence}/content`);
  expect(content.bytes.equals(bytes)).toBe(true);
  const list = await ask(again, signedIn, 'GET', '/evidence');
  expect(list.json['total']).toBe(manifest.blobs.count);

  // It goes on: the next checkpoint contains the last one of the backup.
  await addRisk(again, signedIn, 'After');
  await expect
    .poll(async () => (await checkLogFolder(join(back, 'logs', ...after.origin.split('/')))).size, { timeout: 20_000 })
    .toBeGreaterThan(after.digests.length);
  expect((await checkLogFolder(join(back, 'logs', ...after.origin.split('/')))).problems).toEqual([]);
  expect((await readdir(folder)).toSorted()).toEqual(['back', 'backup.tar', 'data']);
});

test('a backup with a byte changed, cut off or lengthened is refused, and nothing is restored', async () => {
  const folder = await temporaryFolder();
  const [data, back, file] = [join(folder, 'data'), join(folder, 'back'), join(folder, 'backup.tar')];
  const running = await started(data);
  const lead = await addMember(data);
  await addRisk(running, lead, 'Kept');
  await addEvidence(running, lead, randomBytes(3_000));
  await backUpTo(data, file);
  await running.close();
  const whole = await readFile(file);
  // Every region: headers, rows, evidence, keys, manifest, seal, end.
  const places = Array.from({ length: 60 }, (_, i) => Math.floor(((whole.length - 1) * i) / 59));
  for (const at of places) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await writeFile(file, changed);
    await expect(restoreTo(back, file), `byte ${at}`).rejects.toMatchObject({ code: 'backup-damaged' });
  }
  for (const other of [
    whole.subarray(0, -1),
    whole.subarray(0, 700),
    whole.subarray(0, 0),
    Buffer.concat([whole, Buffer.of(0)]),
  ]) {
    await writeFile(file, other);
    await expect(restoreTo(back, file)).rejects.toMatchObject({ code: 'backup-damaged' });
  }
  expect(await readdir(folder)).not.toContain('back');
  await writeFile(file, whole);
  await restoreTo(back, file);
});

test('restoring over an installation is refused: one that went on would fork its log, another would be lost', async () => {
  const folder = await temporaryFolder();
  const [data, other, file] = [join(folder, 'data'), join(folder, 'other'), join(folder, 'backup.tar')];
  const running = await started(data);
  const lead = await addMember(data);
  await addRisk(running, lead, 'First');
  await backUpTo(data, file);
  await expect(restoreTo(data, file)).rejects.toMatchObject({ code: 'restore-there' });
  await addRisk(running, lead, 'Second');
  await expect(restoreTo(data, file)).rejects.toMatchObject({ code: 'restore-behind' });
  await expect(restoreTo(data, file)).rejects.toThrow(
    /went on after this backup was made: its log \S+ has \d+ entries, the backup \d+\./,
  );
  await running.close();
  await expect(restoreTo(data, file)).rejects.toMatchObject({ code: 'restore-behind' });
  await mkdir(other);
  await writeFile(join(other, 'notes.txt'), 'mine');
  await expect(restoreTo(other, file)).rejects.toMatchObject({ code: 'restore-there' });
  await expect(backUpTo(data, file)).rejects.toMatchObject({ code: 'backup-there' });
  await rm(join(data, 'keys', 'recorder.key'));
  const without = join(folder, 'without.tar');
  await expect(backUpTo(data, without)).rejects.toMatchObject({ code: 'backup-keys' });
  expect((await readdir(folder)).filter((name) => name.includes('without'))).toEqual([]);
});

test('without its keys a restored installation does not start, and starts when they are put back', async () => {
  const folder = await temporaryFolder();
  const [data, back, file] = [join(folder, 'data'), join(folder, 'back'), join(folder, 'backup.tar')];
  const running = await started(data);
  const lead = await addMember(data);
  await addRisk(running, lead, 'Sealed');
  await running.close();
  const { manifest } = await backUpTo(data, file, false);
  expect(manifest.keys.every((key) => !key.held)).toBe(true);
  const seed = (await readFile(join(data, 'keys', 'recorder.key'), 'utf8')).trim();
  expect((await readFile(file)).includes(seed)).toBe(false);
  await restoreTo(back, file);
  await expect(started(back)).rejects.toMatchObject({ code: 'restored-keys', exit: 3 });
  await cp(join(data, 'keys'), join(back, 'keys'), { recursive: true });
  const again = await started(back);
  const signedIn = await signIn(back, lead);
  expect((await ask(again, signedIn, 'GET', '/risks/RSK-001')).json['content']).toMatchObject({ title: 'Sealed' });
});

test('evidence that the installation itself has lost is named, and a restore cut off half-way cannot be started', async () => {
  const folder = await temporaryFolder();
  const [data, back, file] = [join(folder, 'data'), join(folder, 'back'), join(folder, 'backup.tar')];
  const running = await started(data);
  const lead = await addMember(data);
  await addEvidence(running, lead, randomBytes(3_000));
  await addEvidence(running, lead, randomBytes(3_000));
  await running.close();
  const blobs = join(data, 'evidence', 'blobs');
  const [first, second] = (await readdir(blobs, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  if (first === undefined || second === undefined) throw new Error('There is no evidence.');
  await rm(join(first.parentPath, first.name));
  await writeFile(join(second.parentPath, second.name), 'changed');
  const { manifest } = await backUpTo(data, file);
  expect(manifest.blobs).toMatchObject({ count: 0, missing: [first.name], damaged: [second.name] });

  const failing = restore(settingsOf(back), file, {
    openBlobs: () => Promise.reject(new Error('the store went away')),
    now: new Date(),
    ...quiet,
  });
  await expect(failing).rejects.toThrow('the store went away');
  await expect(started(back)).rejects.toMatchObject({ code: 'data-half-restored' });
  await restoreTo(back, file);
  await started(back);
});

test('evidence that lies in a bucket is backed up from there, and comes back into one', async () => {
  const folder = await temporaryFolder();
  const [data, back, file] = [join(folder, 'data'), join(folder, 'back'), join(folder, 'backup.tar')];
  const { place, objects } = await startS3();
  const settings = { ...settingsOf(data), blobs: place };
  const running = await started(data, { blobs: place });
  const lead = await addMember(data);
  const bytes = randomBytes(9 * 1024 * 1024);
  const evidence = await addEvidence(running, lead, bytes);
  // The parts it came in are gone, and nothing of it lies in the data directory.
  expect(objects.size).toBe(1);
  expect(await readdir(data)).not.toContain('evidence');
  const content = await ask(running, lead, 'GET', `/evidence/${evidence}/content`);
  expect(content.bytes.equals(bytes)).toBe(true);
  const { manifest } = await backUp(settings, file, {
    blobs: await openBlobs(settings),
    withKeys: true,
    now: new Date(),
    ...quiet,
  });
  expect(manifest.blobs).toMatchObject({ count: 1, missing: [], damaged: [] });
  await running.close();

  const other = { ...place, prefix: 'restored/' };
  const to = { ...settingsOf(back), blobs: other };
  await restore(to, file, { openBlobs: () => openBlobs(to), now: new Date(), ...quiet });
  const again = await started(back, { blobs: other });
  const read = await ask(again, await signIn(back, lead), 'GET', `/evidence/${evidence}/content`);
  expect(read.bytes.equals(bytes)).toBe(true);
  expect([...objects.keys()].filter((key) => key.startsWith('restored/'))).toHaveLength(1);
});
