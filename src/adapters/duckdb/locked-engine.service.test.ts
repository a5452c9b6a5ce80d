import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const home = join(import.meta.dirname, '..', '..', '..');
const packages = join(home, 'node_modules');
const native = `node-bindings-${process.platform}-${process.arch}`;

/** A copy of the program without its packages. */
async function program(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const copy = join(folder, 'program');
  await mkdir(copy);
  await cp(join(home, 'src'), join(copy, 'src'), { recursive: true });
  await cp(join(home, 'package.json'), join(copy, 'package.json'));
  await writeFile(
    join(copy, 'ask.ts'),
    `import { defaultLimits, withLockedEngine } from './src/adapters/duckdb/locked-engine.ts';
     const files = { readable: [], writable: [] };
     console.log(JSON.stringify(await withLockedEngine(files, defaultLimits, (run) => run('SELECT 42'))));`,
  );
  return copy;
}

function answerOf(copy: string): string {
  const ran = spawnSync(process.execPath, ['--no-warnings', join(copy, 'ask.ts')], { encoding: 'utf8' });
  return ran.stdout + ran.stderr;
}

test('the locked process starts where node_modules is a link', async () => {
  const copy = await program();
  await symlink(await realpath(packages), join(copy, 'node_modules'));
  expect(answerOf(copy)).toBe('[[42]]\n');
});

test('the locked process starts where each package is a link into a store', async () => {
  const copy = await program();
  const store = (name: string): string => join(copy, '..', 'store', name, 'node_modules', '@duckdb');
  for (const name of ['node-api', 'node-bindings', native]) {
    await cp(await realpath(join(packages, '@duckdb', name)), join(store(name), name), { recursive: true });
  }
  await mkdir(join(copy, 'node_modules', '@duckdb'), { recursive: true });
  await symlink(join(store('node-api'), 'node-api'), join(copy, 'node_modules', '@duckdb', 'node-api'));
  await symlink(join(store('node-bindings'), 'node-bindings'), join(store('node-api'), 'node-bindings'));
  await symlink(join(store(native), native), join(store('node-bindings'), native));
  expect(answerOf(copy)).toBe('[[42]]\n');
});
