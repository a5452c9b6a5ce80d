/**
 * What a first visit loads, and what Lighthouse says of three pages with the sample's year in them, on its profile of a desktop with its
 * simulated line. The server runs in this process, so that it takes its part of the machine from the browser.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import lighthouse from 'lighthouse';
import desktop from 'lighthouse/core/config/desktop-config.js';
import { chromium } from 'playwright-core';
import { loadSample } from '../src/installation/sample/load.ts';
import { openInstallation } from '../src/main.ts';
import { portOf } from '../test/port.ts';
import type { BenchLine } from './line.ts';

const home = join(import.meta.dirname, '..');
const firstLoadBytes = 200_000;
const pages = [
  ['sign-in', '/sign-in'],
  ['home', '/m'],
  ['controls', '/m/controls'],
] as const;
const categories = ['performance', 'accessibility', 'best-practices'] as const;

export async function benchPages(): Promise<readonly BenchLine[]> {
  const loaded = await buildForShipping();
  const data = await mkdtemp(join(tmpdir(), 'tickmark-bench-pages-'));
  const keys = { management: join(data, 'keys', 'management'), firm: join(data, 'keys', 'firm') };
  const installation = await openInstallation(
    { data, port: 0, databaseUrl: undefined, keys, role: 'all', empty: true, smtp: null, blobs: null, outside: null },
    () => undefined,
  );
  try {
    const { identity, keys: held, api, crossing } = installation.parts;
    const keep = join(data, 'sample-sign-in.txt');
    const lines = await loadSample({ ...api, crossing, identity, keys: held, keep, progress: () => undefined });
    installation.setWorking(null);
    const [, email = '', password = ''] = /: (compliance@\S+) {2}(\S+)/.exec(lines.join('\n')) ?? [];
    return [loaded, ...(await ask(installation.address, { email, password, folder: join(data, 'browser') }))];
  } finally {
    await installation.close();
    await rm(data, { recursive: true, force: true });
  }
}

/** Built as it is shipped: this process may have an environment of its own. */
async function buildForShipping(): Promise<BenchLine> {
  const script = join(home, 'scripts', 'build-web.ts');
  const environment = { ...process.env, NODE_ENV: 'production' };
  const { stderr } = await promisify(execFile)(process.execPath, [script], { env: environment });
  const kilobytes = Number(/loads (\d+) KB/.exec(stderr)?.[1]);
  const ratio = (kilobytes * 1000) / firstLoadBytes;
  return { name: `first visit: ${kilobytes} KB of script and style, gzip ÷ 200 KB`, ratio, bar: 1 };
}

async function ask(
  address: string,
  who: { readonly email: string; readonly password: string; readonly folder: string },
): Promise<readonly BenchLine[]> {
  const port = await freePort();
  // Its own folder and no context beside: Lighthouse opens its tabs where the session's cookie is.
  const context = await chromium.launchPersistentContext(who.folder, {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', `--remote-debugging-port=${port}`],
  });
  try {
    const lines: BenchLine[] = [];
    for (const [name, path] of pages) {
      if (name === 'home') {
        const page = await context.newPage();
        await page.goto(`${address}/sign-in`);
        await page.getByLabel('E-mail').fill(who.email);
        await page.getByLabel('Password').fill(who.password);
        await page.keyboard.press('Enter');
        await page.getByRole('navigation', { name: 'Sections' }).waitFor();
        await page.close();
      }
      lines.push(await score(name, `${address}${path}`, port));
    }
    return lines;
  } finally {
    await context.close();
  }
}

async function score(name: string, url: string, port: number): Promise<BenchLine> {
  const flags = { port, output: 'json' as const, logLevel: 'error' as const, disableStorageReset: true };
  const run = await lighthouse(url, { ...flags, onlyCategories: [...categories] }, desktop);
  const found = run?.lhr;
  if (found === undefined || found.runtimeError !== undefined || !found.finalDisplayedUrl.startsWith(url)) {
    throw new Error(`Lighthouse could not look at ${url}: ${found?.runtimeError?.message ?? found?.finalDisplayedUrl}`);
  }
  const scores = categories.map((one) => `${one} ${Math.round((found.categories[one]?.score ?? 0) * 100)}`);
  const blocked = Math.round(found.audits['total-blocking-time']?.numericValue ?? 0);
  const painted = (found.audits['largest-contentful-paint']?.numericValue ?? 0) / 1000;
  return { name: `Lighthouse of ${name}: ${scores.join(', ')}; ${blocked} ms blocked; largest paint`, ours: painted };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}
