import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import {
  checkDirectory,
  type DirectoryCheck,
  ed25519PublicKey,
  ed25519Sign,
  encodeEntryBundle,
  encodeValues,
  entryBody,
  entryValue,
  signCheckpoint,
  TileBuilder,
  tilePath,
  utf8,
  valuesPath,
} from '../../ledger/index.ts';
import { startThreads } from './check-threads.ts';
import { checkLogFolder, openTileDirectory, readTileDirectory, readValueFiles } from './tile-directory.ts';

const size = 2_700;
const bundles = 11;
const log = await mkdtemp(join(tmpdir(), 'tickmark-threads-'));
afterAll(() => rm(log, { recursive: true, force: true }));
await writeLog(log);

async function writeLog(directory: string): Promise<void> {
  const store = await openTileDirectory(directory);
  const full: { path: string; bytes: Uint8Array }[] = [];
  const builder = new TileBuilder((tile, bytes) => full.push({ path: tilePath(tile), bytes }));
  for (let start = 0; start < size; start += 256) {
    const entries = Array.from({ length: Math.min(256, size - start) }, (_, i) => {
      const header = { hop: 'run' as const, inputs: start + i === 0 ? [] : [start + i - 1] };
      return { header, salt: new Uint8Array(32).fill(i), envelope: `{"n":${start + i}}` };
    });
    const logged = entries.map((one) => entryValue(one.header, entryBody(one.salt, one.envelope)));
    for (const value of logged) builder.appendValue(value);
    full.push(
      {
        path: tilePath({ level: 'entries', index: start / 256, width: logged.length }),
        bytes: encodeEntryBundle(logged),
      },
      { path: valuesPath(start / 256), bytes: encodeValues(entries) },
    );
  }
  for (const { tile, bytes } of builder.edge()) full.push({ path: tilePath(tile), bytes });
  const seed = new Uint8Array(32).fill(7);
  const signer = { name: 'threads', publicKey: ed25519PublicKey(seed), sign: (m: Uint8Array) => ed25519Sign(seed, m) };
  const note = await signCheckpoint({ origin: 'threads', size, root: builder.root() }, [signer]);
  for (const { path, bytes } of [...full, { path: 'checkpoint', bytes: utf8(note) }]) await store.write(path, bytes);
}

/** A copy of the log in which one byte of each of these files is another. */
async function damaged(bytes: Readonly<Record<string, number>>): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'tickmark-threads-'));
  onTestFinished(() => rm(copy, { recursive: true, force: true }));
  await cp(log, copy, { recursive: true });
  for (const [path, at] of Object.entries(bytes)) {
    const file = await readFile(join(copy, path));
    file[at] = (file[at] ?? 0) ^ 1;
    await writeFile(join(copy, path), file);
  }
  return copy;
}

/** Checks with two threads; this one begins when the first of them has answered. Also returns how many bundles were checked here. */
async function withThreads(directory: string): Promise<{ result: DirectoryCheck; here: number }> {
  let here = 0;
  const answered = Promise.withResolvers<void>();
  const result = await checkDirectory(readTileDirectory(directory), {
    values: readValueFiles(directory),
    shareOut(_, check) {
      const checker = startThreads(directory, 2, async (task) => {
        here += 1;
        await answered.promise;
        return check(task);
      });
      return {
        ...checker,
        async check(task) {
          const bundle = await checker.check(task);
          answered.resolve();
          return bundle;
        },
      };
    },
  });
  return { result, here };
}

test('threads find what one finds, and take part in it', async () => {
  const { result, here } = await withThreads(log);
  expect(result).toEqual(await checkLogFolder(log));
  expect(result).toMatchObject({ ok: true, entries: size, values: size, problems: [] });
  expect(here).toBeLessThan(bundles);
});

test('changed bytes are found by threads as by one, in the same order and words', async () => {
  const copy = await damaged({
    'tile/entries/001': 50,
    'tile/0/003': 9,
    'values/004': 150,
    'values/006': 0,
    'tile/entries/008': 1,
  });
  const { result } = await withThreads(copy);
  expect(result).toEqual(await checkLogFolder(copy));
  expect(result.problems.slice(0, 6).map(({ code, subject }) => [code, subject])).toEqual([
    ['value-altered', 'entry 257'],
    ['tile-differs', 'tile/0/001'],
    ['tile-differs', 'tile/0/003'],
    ['value-altered', 'entry 1025'],
    ['values-malformed', 'entries 1536 to 1791'],
    ['bundle-malformed', 'tile/entries/008'],
  ]);
});

test('what stops a check by one stops a check by threads, in the same words', async () => {
  const copy = await damaged({});
  await rm(join(copy, 'tile/entries/008'));
  execFileSync('mkfifo', [join(copy, 'tile/entries/008')]);
  await expect(checkLogFolder(copy)).rejects.toThrow('tile/entries/008 is no plain file');
  await expect(withThreads(copy)).rejects.toThrow('tile/entries/008 is no plain file');
});
