import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { blobStoreContract } from './contract.ts';
import { openBlobDirectory } from './directory.ts';
import { openKeyFile } from './key-file.ts';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-blobs-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

blobStoreContract('a blob store in a folder', async () => openBlobDirectory(await emptyFolder()));

test('a stored file that was changed is refused when read, and healed when stored again', async () => {
  const folder = await emptyFolder();
  const store = await openBlobDirectory(folder);
  const bytes = Buffer.from('the record');
  const { digest } = await store.put(bytes);
  await writeFile(join(folder, digest.slice(0, 2), digest), 'the rec0rd');
  await expect(buffer(await store.get(digest))).rejects.toMatchObject({ code: 'blob-damaged' });
  await store.put(bytes);
  expect((await buffer(await store.get(digest))).toString()).toBe('the record');
});

test('stored files are closed to other users', async () => {
  const folder = await emptyFolder();
  const { digest } = await (await openBlobDirectory(folder)).put(Buffer.from('x'));
  expect((await stat(join(folder, digest.slice(0, 2), digest))).mode & 0o077).toBe(0);
});

// A limit on the size of files ends a write as a full disk does: the kernel takes a part, then says no.
test('when the disk is full, one sentence says so and nothing is left', async () => {
  const folder = await emptyFolder();
  const module = fileURLToPath(new URL('./directory.ts', import.meta.url));
  const script = `
    const { openBlobDirectory } = await import(process.argv[1]);
    const store = await openBlobDirectory(process.argv[2]);
    await store.put(Buffer.alloc(4_000_000)).catch((error) => console.log(error.code, error.exit, error.message));`;
  const limited = ['-c', `trap '' XFSZ; ulimit -f 1024; exec "$@"`, 'sh', process.execPath];
  const ran = spawnSync('sh', [...limited, '--input-type=module', '-e', script, module, folder], { encoding: 'utf8' });
  expect(ran.stdout).toMatch(/^blob-no-space 3 There is no space left/);
  const left = await readdir(folder, { recursive: true, withFileTypes: true });
  expect(left.filter((entry) => entry.isFile())).toEqual([]);
});

test('what a crash left half-written is removed a day later, not sooner', async () => {
  const folder = await emptyFolder();
  await openBlobDirectory(folder);
  await writeFile(join(folder, 'incoming', 'old'), 'half');
  await writeFile(join(folder, 'incoming', 'new'), 'half');
  const twoDaysAgo = Date.now() / 1000 - 2 * 86_400;
  await utimes(join(folder, 'incoming', 'old'), twoDaysAgo, twoDaysAgo);
  await openBlobDirectory(folder);
  expect(await readdir(join(folder, 'incoming'))).toEqual(['new']);
});

test('the evidence key is made once, for its owner alone, and a key others may read is refused', async () => {
  const folder = await emptyFolder();
  const [first, second] = await Promise.all([openKeyFile(folder), openKeyFile(folder)]);
  expect(first.key.equals(second.key)).toBe(true);
  const path = join(folder, 'keys', 'evidence.key');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  await rm(path);
  await writeFile(path, `${'0'.repeat(64)}\n`, { mode: 0o644 });
  await expect(openKeyFile(folder)).rejects.toMatchObject({ code: 'evidence-key', exit: 3 });
});
