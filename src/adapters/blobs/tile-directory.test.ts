import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { utf8 } from '../../ledger/index.ts';
import { checkLogFolder, openTileDirectory, readTileDirectory } from './tile-directory.ts';

const published = fileURLToPath(new URL('../../../test/data/tlog-vectors/tessera-log', import.meta.url));
const publishedKey = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'tickmark-tiles-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}
const all = async (paths: AsyncIterable<string> | Iterable<string>): Promise<readonly string[]> => {
  const found: string[] = [];
  for await (const path of paths) found.push(path);
  return found.toSorted();
};

test("somebody else's published log checks in its folder", async () => {
  expect(await checkLogFolder(published, { vkey: publishedKey })).toEqual({
    origin: 'example.com/log/testdata',
    size: 8,
    root: 'bC+VwvrJbalNVjfkdI8kUgs7mJoXrqiXCE7bgnD28pY=',
    ok: true,
    signature: 'valid',
    problems: [],
    entries: 8,
    values: 0,
  });
});

test('a file that was written is read back, replaced whole, and listed', async () => {
  const directory = await folder();
  const store = await openTileDirectory(directory);
  await store.write('tile/0/x001/000', utf8('one'));
  await store.write('checkpoint', utf8('old'));
  await store.write('checkpoint', utf8('new'));
  expect(await store.read('checkpoint')).toEqual(utf8('new'));
  expect(await store.read('tile/0/001')).toBe(null);
  expect(await store.read('tile/0')).toBe(null);
  expect(await all(readTileDirectory(directory).list())).toEqual(['tile/0/x001/000']);
  expect(await readdir(join(directory, '.incoming'))).toEqual([]);
});

test('what a crash left half-written is never seen, and is removed when it is a day old', async () => {
  const directory = await folder();
  await openTileDirectory(directory);
  const [old, young] = [join(directory, '.incoming', 'old'), join(directory, '.incoming', 'young')];
  await writeFile(old, 'half');
  await writeFile(young, 'half');
  await utimes(old, 1, 1);
  await openTileDirectory(directory);
  expect(await readdir(join(directory, '.incoming'))).toEqual(['young']);
  expect(await all(readTileDirectory(directory).list())).toEqual([]);
});

test.each(['../x', '/etc/passwd', 'tile/../../x', 'tile//x', '.incoming/x', 'tile/0/000\0', ''])(
  'the path %j, which leads out of the folder or is none of a log, is refused',
  async (path) => {
    const store = await openTileDirectory(await folder());
    await expect(store.read(path)).rejects.toThrow('not the path');
    await expect(store.write(path, utf8('x'))).rejects.toThrow('not the path');
  },
);

test('a named pipe, a file too large and a circle of links in a folder to check do no harm', async () => {
  const directory = await folder();
  await cp(published, directory, { recursive: true });
  await symlink(directory, join(directory, 'tile', 'round'));
  expect((await checkLogFolder(directory)).ok).toBe(true);
  await rm(join(directory, 'checkpoint'));
  execFileSync('mkfifo', [join(directory, 'checkpoint')]);
  await expect(checkLogFolder(directory)).rejects.toThrow('no plain file');
});

test('a folder that is no log is refused', async () => {
  const directory = await folder();
  await expect(checkLogFolder(directory)).rejects.toThrow('no file checkpoint');
  await expect(checkLogFolder(join(directory, 'none'))).rejects.toThrow('no file checkpoint');
  await mkdir(join(directory, 'checkpoint'));
  await expect(checkLogFolder(directory)).rejects.toThrow('no file checkpoint');
});
