import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from './temporary-folder.ts';

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Another process that makes its folder, says where, and is killed when asked. */
async function owner(parent: string): Promise<{ folder: string; kill: () => Promise<void> }> {
  const module = join(import.meta.dirname, 'temporary-folder.ts');
  const script = `import(${JSON.stringify(module)}).then(async (m) => {
    console.log(await m.temporaryFolder(${JSON.stringify(parent)}));
    setInterval(() => {}, 1000);
  });`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said]: unknown[] = await once(child.stdout, 'data');
  return {
    folder: String(said).trim(),
    kill: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

test('a killed run’s folder goes with the next run, a living one’s stays', async () => {
  const parent = await scratch();
  const [killed, living] = [await owner(parent), await owner(parent)];
  await writeFile(join(killed.folder, 'spilled'), 'what did not fit in memory');
  await killed.kill();
  const mine = await temporaryFolder(parent);
  expect((await readdir(parent)).sort()).toEqual([basename(living.folder), basename(mine)].sort());
  await living.kill();
});

test('an id that is used again by another process does not keep a folder', async () => {
  const parent = await scratch();
  const mine = basename(await temporaryFolder(parent));
  const earlier = mine.replace(/\.\d+-[^-]+$/, '.1-aaaaaa');
  await mkdir(join(parent, earlier));
  const next = basename(await temporaryFolder(parent));
  expect((await readdir(parent)).sort()).toEqual([mine, next].sort());
});

test('links, folders of another namespace and folders that name no owner are left alone', async () => {
  const parent = await scratch();
  const kept = await scratch();
  const gone = /census-(\d+)/.exec(await temporaryFolder(parent))?.[1] ?? '';
  await symlink(kept, join(parent, `tickmark-census-${gone}.999999999.1-aaaaaa`));
  await mkdir(join(parent, 'tickmark-census-1.999999999.1-aaaaaa'));
  await mkdir(join(parent, 'tickmark-census-aaaaaa'));
  const before = await readdir(parent);
  const next = basename(await temporaryFolder(parent));
  expect((await readdir(parent)).sort()).toEqual([...before, next].sort());
});
