import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeGoldenResult } from './fixtures/golden-result.ts';

const program = fileURLToPath(new URL('../bin/tickmark', import.meta.url));
let data: string;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'tickmark-serve-'));
  await writeGoldenResult(join(data, 'results'), 'northline');
});
afterAll(() => rm(data, { recursive: true, force: true }));

interface Running {
  readonly child: ChildProcess;
  readonly address: string;
}

/** Starts it on a free port and waits until it says where it is. */
async function serve(...args: string[]): Promise<Running> {
  const child = spawn(program, [...args, '--port', '0'], {
    env: { ...process.env, TICKMARK_DATA: data, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  for (;;) {
    const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
    if (address !== undefined) return { child, address };
    if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}

async function answers(address: string, within: number): Promise<boolean> {
  for (const until = Date.now() + within; Date.now() < until; ) {
    if ((await fetch(`${address}/ready`).catch(() => null))?.status === 200) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

test('it serves what is in the data directory and ends cleanly when told to', async () => {
  const { child, address } = await serve('serve');
  const page = await fetch(`${address}/results`);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('Qualified opinion');
  expect(await answers(address, 5000)).toBe(true);
  expect(await end(child, 'SIGTERM')).toBe(0);
});

test('a placeholder in the place of the report is told as no report by the verifier on the page', async () => {
  const { child, address } = await serve('start', '--empty');
  expect(await (await fetch(`${address}/results`)).text()).toContain('changed, or not a report that this can check');
  expect(await end(child, 'SIGINT')).toBe(0);
});

test('a second one on the same data directory is refused with exit code 3, and the first goes on', async () => {
  const { child, address } = await serve('serve');
  await expect(serve('serve')).rejects.toThrow(/ended with 3: tickmark: Another Tickmark runs on the data directory/);
  expect(await answers(address, 5000)).toBe(true);
  await end(child, 'SIGTERM');
});

test('it survives the death of its database and its own', async () => {
  const { child, address } = await serve('serve');
  const server = Number((await readFile(join(data, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);
  process.kill(server, 'SIGKILL');
  expect(await answers(address, 20_000)).toBe(true);
  await end(child, 'SIGKILL');
  const again = await serve('serve');
  expect(await answers(again.address, 20_000)).toBe(true);
  expect(await end(again.child, 'SIGTERM')).toBe(0);
});
