/** The application as people meet it: built as it is shipped, served by the real server on a database of its own, in Chromium. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { home } from '../src/installation/environment.ts';
import { loadSample } from '../src/installation/sample/load.ts';
import { type Installation, openInstallation } from '../src/main.ts';
import { freshDatabase } from './database.ts';

type TestDatabase = Awaited<ReturnType<typeof freshDatabase>>;

/**
 * installation, database, data  a server without sample
 * faults                        what the pages opened by `signIn` threw, and every report of their policy
 */
export interface Application {
  readonly installation: Installation;
  readonly database: TestDatabase;
  readonly data: string;
  readonly browser: Browser;
  readonly faults: string[];
  /** signs in as a person of the sample, in a browser of their own */
  signIn(who: string, theme?: 'light' | 'dark'): Promise<Page>;
  close(): Promise<void>;
}

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A server of its own with nothing in it, in a folder and on a database that go with it. rate: requests a second that are let in */
export async function openServer(rate?: number): Promise<{
  readonly installation: Installation;
  readonly database: TestDatabase;
  readonly data: string;
  close(): Promise<void>;
}> {
  const data = await mkdtemp(join(tmpdir(), 'tickmark-web-'));
  const database = await freshDatabase();
  const keys = { management: join(data, 'keys', 'management'), firm: join(data, 'keys', 'firm') };
  const where = { data, port: 0, databaseUrl: database.url, keys };
  const installation = await openInstallation(
    { ...where, role: 'all', empty: true, smtp: null, blobs: null, outside: null, ...(rate !== undefined && { rate }) },
    () => undefined,
  );
  const close = async () => {
    await installation.close();
    await database.close();
    await rm(data, { recursive: true, force: true });
  };
  return { installation, database, data, close };
}

/** Builds the application as it is shipped: the test run's own NODE_ENV would build the library's development version. */
export async function buildApplication(): Promise<void> {
  const environment = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [join(home, 'scripts', 'build-web.ts')], { env: environment });
}

/** With the sample's year in it, and a browser. The argument is that of `openServer`. */
export async function openApplication(rate?: number): Promise<Application> {
  await buildApplication();
  const server = await openServer(rate);
  const { installation, data } = server;
  const { identity, keys, api, crossing, files } = installation.parts;
  const keep = join(data, 'sample-sign-in.txt');
  const lines = await loadSample({ ...api, crossing, files, identity, keys, keep, progress: () => undefined });
  const signIns = new Map(lines.map((line) => [/: (\S+)@/.exec(line)?.[1] ?? '', line]));
  installation.setWorking(null);
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const faults: string[] = [];
  const signIn = async (who: string, theme: 'light' | 'dark' = 'light') => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('dialog', (dialog) => {
      faults.push(`A script opened a box: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) faults.push(message.text());
    });
    const [, email = '', password = ''] = /: (\S+) {2}(\S+)/.exec(signIns.get(who) ?? '') ?? [];
    await page.goto(installation.address);
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Sections' }).waitFor();
    return page;
  };
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { ...server, browser, faults, signIn, close };
}

/** What axe finds wrong on the page, by its rules of WCAG 2.2 A and AA. */
export async function violations(page: Page): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  // By the protocol: the page's own policy lets no script in.
  const { result } = await session.send('Runtime.evaluate', {
    expression: `${axe};axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21aa','wcag22aa']}).then((r)=>JSON.stringify(r.violations.map((v)=>[v.id,v.nodes[0].html])))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(String(result.value));
}
