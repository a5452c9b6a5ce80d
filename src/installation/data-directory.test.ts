import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDataDirectory, refusalOf } from './data-directory.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-data-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a new data directory is closed to other users', async () => {
  const directory = await openDataDirectory(join(folder, 'deep', 'data'));
  expect((await stat(directory.path)).mode & 0o777).toBe(0o700);
  await directory.release();
});

test('a data directory belongs to one process at a time', async () => {
  const path = join(folder, 'one');
  const first = await openDataDirectory(path);
  await expect(openDataDirectory(path)).rejects.toMatchObject({ code: 'data-in-use', exit: 3 });
  await first.release();
  await (await openDataDirectory(path)).release();
});

test('processes that share a data directory keep out one that wants it alone, and the other way round', async () => {
  const path = join(folder, 'shared');
  const [one, two] = [await openDataDirectory(path, { shared: true }), await openDataDirectory(path, { shared: true })];
  await expect(openDataDirectory(path)).rejects.toMatchObject({ code: 'data-in-use', exit: 3 });
  await one.release();
  await two.release();
  const alone = await openDataDirectory(path);
  await expect(openDataDirectory(path, { shared: true })).rejects.toMatchObject({ code: 'data-in-use', exit: 3 });
  await alone.release();
  await writeFile(join(path, 'owner-4194304'), '4194304 123\n');
  await (await openDataDirectory(path)).release();
});

test('the lock of a process that is gone is taken over', async () => {
  const path = join(folder, 'stale');
  await (await openDataDirectory(path)).release();
  await writeFile(join(path, 'owner'), '4194304 123\n');
  const directory = await openDataDirectory(path);
  expect(await readFile(join(path, 'owner'), 'utf8')).toMatch(new RegExp(`^${process.pid} `));
  await directory.release();
});

test.each(['/dev/null', '/dev/null/data', '/proc/data'])('%s is refused in one sentence', async (path) => {
  await expect(openDataDirectory(path)).rejects.toMatchObject({ code: 'data-directory', exit: 3 });
});

test('what the operating system says against a folder is told in one sentence, also when it lies deeper', () => {
  const full = Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' });
  expect(refusalOf(new Error('examining failed', { cause: full }), '/data')?.message).toBe(
    'There is no space left in /data.',
  );
  const right = Object.assign(new Error('open EACCES'), { code: 'EACCES' });
  expect(refusalOf(right, '/data')?.message).toBe(
    'The data directory /data cannot be used: this user has no right to.',
  );
  expect(refusalOf(new Error('something else'), '/data')).toBeUndefined();
});
