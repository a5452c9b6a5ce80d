/** The application in a browser, against the real server on a database of its own, with the sample's year. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { home } from '../src/installation/environment.ts';
import { loadSample } from '../src/installation/sample/load.ts';
import { type Installation, openInstallation } from '../src/main.ts';

let data: string;
let installation: Installation;
let browser: Browser;
let signIns: ReadonlyMap<string, string>;
const faults: string[] = [];
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  // As it is shipped: the test run's own NODE_ENV would build the library's development version.
  const environment = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [join(home, 'scripts', 'build-web.ts')], { env: environment });
  data = await mkdtemp(join(tmpdir(), 'tickmark-web-'));
  const keys = { management: join(data, 'keys', 'management'), firm: join(data, 'keys', 'firm') };
  installation = await openInstallation(
    { data, port: 0, databaseUrl: undefined, role: 'all', empty: true, smtp: null, keys, blobs: null, outside: null },
    () => undefined,
  );
  const { identity, keys: organizationKeys, api } = installation.parts;
  const lines = await loadSample({
    ...api,
    crossing: installation.parts.crossing,
    identity,
    keys: organizationKeys,
    keep: join(data, 'sample-sign-in.txt'),
    progress: () => undefined,
  });
  signIns = new Map(lines.map((line) => [/: (\S+)@/.exec(line)?.[1] ?? '', line]));
  installation.setWorking(null);
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(async () => {
  await browser.close();
  await installation.close();
  await rm(data, { recursive: true, force: true });
});

/** Signs in as a person of the sample, in a browser of their own. */
async function signIn(who: string, theme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: theme });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
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
}

async function violations(page: Page): Promise<unknown> {
  const session = await page.context().newCDPSession(page);
  // By the protocol: the page's own policy lets no script in.
  const { result } = await session.send('Runtime.evaluate', {
    expression: `${axe};axe.run(document,{runOnly:['wcag2a','wcag2aa','wcag21aa','wcag22aa']}).then((r)=>JSON.stringify(r.violations.map((v)=>[v.id,v.nodes[0].html])))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return JSON.parse(String(result.value));
}

describe('the application', () => {
  test('a wrong password says so, and tells nothing else', async () => {
    const page = await browser.newPage();
    await page.goto(`${installation.address}/sign-in`);
    await page.getByLabel('E-mail').fill('compliance@alderbrook.example');
    await page.getByLabel('Password').fill('not the password at all');
    await page.keyboard.press('Enter');
    const known = await page.getByRole('alert').innerText();
    await page.getByLabel('E-mail').fill('nobody@alderbrook.example');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    expect(await page.getByRole('alert').innerText()).toBe(known);
    await page.close();
  });

  test('by keyboard alone: from a word to its record, a change with its reason, and the history that shows it', async () => {
    const page = await signIn('compliance');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('certificate expires');
    await page.getByRole('option', { name: /A certificate expires unnoticed/ }).waitFor();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary');
    await drawer.getByRole('heading', { name: 'A certificate expires unnoticed' }).waitFor();
    await drawer.getByRole('button', { name: 'Edit' }).focus();
    await page.keyboard.press('Enter');
    await drawer.getByLabel('Impact').selectOption('critical');
    await drawer.getByLabel(/^Why/).fill('It happened elsewhere');
    await page.keyboard.press('Enter');
    await drawer.getByText('Critical').waitFor();
    await drawer.getByRole('tab', { name: 'History' }).focus();
    await page.keyboard.press('Enter');
    await drawer.getByText('It happened elsewhere').waitFor();
    expect(await drawer.getByRole('listitem').count()).toBe(2);
    expect(page.url()).toContain('open=RSK-');
    await page.context().close();
  });

  test('what is missing in a form is said at its field, and nothing typed is lost', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/m/registers/risks?open=new`);
    const form = page.getByRole('complementary');
    await form.getByLabel('Description').fill('Typed already');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Title is required').waitFor();
    expect(await form.getByLabel('Description').inputValue()).toBe('Typed already');
    await page.context().close();
  });

  test('long work is begun, goes on when its page is left, and its result is there afterwards', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/settings/jobs`);
    await page.getByRole('button', { name: 'Check the log' }).click();
    await page.getByRole('cell', { name: 'Check of the log' }).first().waitFor();
    await page.getByRole('link', { name: 'Overview' }).first().click();
    await page.getByRole('button', { name: 'Long work that ended' }).click();
    const list = page.getByRole('region', { name: 'Long work' });
    await list.getByText('Done').waitFor();
    await list.getByRole('link', { name: 'All long work' }).click();
    await page.getByRole('button', { name: 'Result' }).first().click();
    await page.getByRole('dialog').getByText('Holds').waitFor();
    await page.context().close();
  });

  test('every page passes axe in both themes, full and for who may read nothing', async () => {
    for (const [who, theme] of [
      ['compliance', 'light'],
      ['compliance', 'dark'],
      ['partner', 'dark'],
      ['employee', 'light'],
    ] as const) {
      const page = await signIn(who, theme);
      const paths =
        who === 'compliance'
          ? [
              '/m',
              '/m/controls',
              '/m/controls?open=CHG-01',
              '/m/registers/risks?open=new',
              '/m/matrix',
              '/work',
              '/m/controls/library',
              '/m/controls/occurrences',
              '/m/readiness/gaps',
              '/settings/organization',
              '/settings/members',
              '/settings/jobs',
              '/me',
              '/start',
              '/start/done',
              '/invitations/nothing',
              '/recover/nothing',
              '/sign-in/recover',
              '/m/registers/nowhere',
            ]
          : ['/m', '/me'];
      for (const path of paths) {
        await page.goto(`${installation.address}${path}`);
        await page.locator('main').waitFor();
        await page.waitForLoadState('networkidle');
        expect([who, theme, path, await violations(page)]).toEqual([who, theme, path, []]);
      }
      await page.context().close();
    }
  });

  test('hostile text runs nothing and breaks no page', async () => {
    const page = await signIn('compliance');
    await page.goto(`${installation.address}/m/registers/tasks?open=new`);
    const hostile = `<img src=x onerror=alert(1)>"'\${{7*7}}`.repeat(5);
    const form = page.getByRole('complementary');
    await form.getByLabel('Title').fill(hostile);
    await form.getByRole('button', { name: 'Save' }).click();
    await page
      .getByRole('complementary')
      .getByRole('heading', { name: hostile.slice(0, 20) })
      .waitFor();
    const wide = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide).toBe(0);
    await page.context().close();
  });

  test('no page met a fault or the edge of its policy', () => {
    expect(faults).toEqual([]);
  });
});
