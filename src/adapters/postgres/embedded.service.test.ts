import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { Refusal } from '../../refusal.ts';
import { type EmbeddedOptions, type EmbeddedServer, startEmbedded } from './embedded.ts';
import { nativeFolder } from './embedded-binaries.ts';
import { openPool } from './pool.ts';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-embedded-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function started(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const server = await startEmbedded({ temporary: true, ...options });
  onTestFinished(() => server.stop());
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const pool = openPool(url, { max: 1 });
  try {
    return (await pool.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row));
  } finally {
    await pool.end();
  }
}

/** A process that only waits to be collected by its parent is not alive. */
function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await sleep(20);
  }
}

/** A process of its own that starts the server on `directory` and says its process id and URL. */
async function startElsewhere(directory: string): Promise<{ child: ChildProcess; pid: number; url: string }> {
  const module = fileURLToPath(new URL('./embedded.ts', import.meta.url));
  const script = `
    const { startEmbedded } = await import(process.argv[1]);
    const server = await startEmbedded({ directory: process.argv[2] });
    console.log(JSON.stringify({ pid: server.pid, url: server.url }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, module, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  const { pid, url } = JSON.parse(String(line));
  return { child, pid, url };
}

test('a new folder becomes a database with checksums, flushed writes, C.UTF-8 order and no network port', async () => {
  const server = await started({ directory: await emptyFolder() });
  const settings = ['data_checksums', 'fsync', 'listen_addresses', 'server_encoding', 'timezone'];
  const values = await ask(
    server.url,
    `SELECT array[${settings.map((name) => `current_setting('${name}')`).join(', ')}]`,
  );
  expect(values).toEqual([['on', 'on', '', 'UTF8', 'UTC']]);
  expect(
    await ask(server.url, `SELECT string_agg(x, '' ORDER BY x) FROM (VALUES ('b'), ('a'), ('B'), ('é')) AS v(x)`),
  ).toEqual(['Babé']);
});

test('nobody gets in without the password', async () => {
  const server = await started({ directory: await emptyFolder() });
  const wrong = server.url.replace(/:[0-9a-f]{48}@/, ':0@');
  await expect(ask(wrong, 'SELECT 1')).rejects.toThrow('password authentication failed');
});

test('what was committed is there after a stop and a second start, which takes less than a second', async () => {
  const directory = await emptyFolder();
  const first = await startEmbedded({ directory });
  await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS n');
  await first.stop();
  expect(isAlive(first.pid)).toBe(false);
  const began = performance.now();
  const second = await started({ directory });
  expect(performance.now() - began).toBeLessThan(1000);
  expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([42]);
});

test('a second process is refused while the first one runs', async () => {
  const directory = await emptyFolder();
  await started({ directory });
  const error = await startEmbedded({ directory }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ code: 'embedded-in-use', exit: 3 });
});

test('the server ends when its owner is killed with kill -9, and the next start finds what was committed', async () => {
  const directory = await emptyFolder();
  const elsewhere = await startElsewhere(directory);
  await ask(elsewhere.url, 'CREATE TABLE kept AS SELECT 1 AS n');
  elsewhere.child.kill('SIGKILL');
  const server = await started({ directory }); // at once: the old server may still be on its way out
  expect(isAlive(elsewhere.pid)).toBe(false);
  expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([1]);
});

test('the server ends by itself after kill -9 of its owner', async () => {
  const elsewhere = await startElsewhere(await emptyFolder());
  elsewhere.child.kill('SIGKILL');
  await until('the server ended', () => !isAlive(elsewhere.pid));
});

test('a server killed with kill -9 is started again under the same URL, and committed rows are there', async () => {
  const log: string[] = [];
  const server = await started({ directory: await emptyFolder(), onLog: (line) => log.push(line) });
  await ask(server.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  const killed = server.pid;
  process.kill(killed, 'SIGKILL');
  await until('it runs again', () => server.pid !== killed);
  expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([7]);
  expect(log).toEqual(['PostgreSQL ended unexpectedly; starting it again.', 'PostgreSQL runs again.']);
});

test('a server that is killed seven times within a minute is started again seven times', async () => {
  const failed: unknown[] = [];
  const server = await started({ directory: await emptyFolder(), onFailure: (error) => failed.push(error) });
  await ask(server.url, 'CREATE TABLE kept AS SELECT 7 AS n');
  const began = Date.now();
  for (let times = 0; times < 7; times += 1) {
    const killed = server.pid;
    process.kill(killed, 'SIGKILL');
    await until('it runs again', () => server.pid !== killed);
  }
  expect(Date.now() - began).toBeLessThan(60_000);
  expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([7]);
  expect(failed).toEqual([]);
});

test('a watcher killed with kill -9 costs a restart, not the database', async () => {
  const server = await started({ directory: await emptyFolder() });
  const killed = server.pid;
  const status = await readFile(`/proc/${killed}/status`, 'utf8');
  process.kill(Number(/^PPid:\s+(\d+)/m.exec(status)?.[1]), 'SIGKILL');
  await until('another server runs', () => server.pid !== killed);
  expect(isAlive(killed)).toBe(false);
  expect(await ask(server.url, 'SELECT 1')).toEqual([1]);
});

test('a lock file that names a process which is another program by now does not stop the start', async () => {
  const directory = await emptyFolder();
  await (await startEmbedded({ directory })).stop();
  const bystander = spawn('sleep', ['60']);
  onTestFinished(() => void bystander.kill());
  await writeFile(join(directory, 'cluster', 'postmaster.pid'), `${bystander.pid}\n${directory}/cluster\n1\n5432\n`);
  await writeFile(join(directory, 'owner'), `${bystander.pid} 1\n`);
  const server = await started({ directory });
  expect(await ask(server.url, 'SELECT 1')).toEqual([1]);
  expect(bystander.exitCode).toBe(null);
});

test('a folder whose path is too long for a socket gets its socket in a short one', async () => {
  const directory = join(await emptyFolder(), 'a'.repeat(120), 'data');
  const server = await started({ directory });
  expect(await ask(server.url, 'SELECT 1')).toEqual([1]);
});

test('programs without their library links are completed outside the package, which stays as it is', async () => {
  const home = await emptyFolder();
  const native = join(home, 'native');
  await cp(nativeFolder(), native, { recursive: true, verbatimSymlinks: true });
  await rm(join(native, 'lib', 'libicuuc.so.60'));
  const server = await started({ directory: join(home, 'data'), native });
  expect(await ask(server.url, 'SELECT 1')).toEqual([1]);
  expect(existsSync(join(native, 'lib', 'libicuuc.so.60'))).toBe(false);
});

test('a temporary database is gone after it was stopped', async () => {
  const directory = await emptyFolder();
  const server = await startEmbedded({ directory, temporary: true });
  await server.stop();
  await server.stop();
  expect(existsSync(join(directory, 'cluster'))).toBe(false);
});

test('a start that was cut off while the cluster was made begins again', async () => {
  const directory = await emptyFolder();
  await mkdir(join(directory, 'cluster.new', 'base'), { recursive: true });
  await writeFile(join(directory, 'cluster.new', 'PG_VERSION'), '18\n');
  const server = await started({ directory });
  expect(await ask(server.url, 'SELECT 1')).toEqual([1]);
});

test('a folder that is a file is refused in one sentence', async () => {
  const path = join(await emptyFolder(), 'data');
  await writeFile(path, '');
  await expect(startEmbedded({ directory: path })).rejects.toMatchObject({ code: 'embedded-directory', exit: 3 });
});

// The three ways of not being root. The machine that runs the tests need not be root: then the server runs as it is.
const isRoot = process.geteuid?.() === 0;
for (const isolation of isRoot ? (['namespace', 'other-user'] as const) : (['own'] as const)) {
  test(`checkout and data may lie under a folder that only its owner may enter (${isolation})`, async () => {
    const closed = await emptyFolder();
    await chmod(closed, 0o700);
    const native = join(closed, 'native');
    await cp(nativeFolder(), native, { recursive: true, verbatimSymlinks: true });
    const directory = join(closed, 'data');
    const first = await startEmbedded({ directory, native, isolation });
    await ask(first.url, 'CREATE TABLE kept AS SELECT 3 AS n');
    const status = await readFile(`/proc/${first.pid}/status`, 'utf8');
    if (isolation === 'other-user') expect(status).not.toMatch(/^Uid:\s+0/m);
    process.kill(first.pid, 'SIGKILL');
    await until('it runs again', async () => {
      const kept = await ask(first.url, 'SELECT n FROM kept').catch((): unknown[] => []);
      return kept[0] === 3;
    });
    await first.stop();
    const second = await started({ directory, native, isolation, temporary: true });
    expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([3]);
  });
}
