import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { writeGoldenResult } from '../../test/fixtures/golden-result.ts';
import { buildServer, listen, loggerTo, type Listening, openResults, type Verdict } from './index.ts';

const verdict: Verdict = {
  valid: true,
  answer: 'unchanged since sealed by the seal; the seal is trusted by you: unverified',
  sha256: 'ef'.repeat(32),
  checks: [
    { name: 'layers', ok: true, detail: 'Pages, attached proof and seal.' },
    { name: 'claims', ok: false, detail: 'The claims are not those of the report statement.' },
  ],
  keys: [{ role: 'ledger', name: 'log.example', custody: 'installation', trusted: 'unverified' }],
  chain: [{ hop: 'scope', count: 1, restsOn: [] }],
  recorded: ['recorded by the installation for a partner'],
  cannotProve: ['that people judged well'],
};
const found = z.array(z.object({ id: z.string(), nodes: z.array(z.string()) }));
let folder: string;
let browser: Browser;
let listening: Listening;
let address: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-pages-'));
  await writeGoldenResult(folder, 'northline');
  const app = buildServer({
    results: openResults(folder),
    verify: async () => verdict,
    working: () => null,
    ready: async () => undefined,
    verifier: join(folder, 'verify.html'),
    newId: () => crypto.randomUUID(),
    logger: loggerTo({ write: () => undefined }),
  });
  listening = await listen(app, 0);
  ({ address } = listening);
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});

afterAll(async () => {
  await browser.close();
  await listening.close();
  await rm(folder, { recursive: true, force: true });
});

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

test.each([
  ['light', 1440, '/'],
  ['dark', 1440, '/'],
  ['light', 400, '/results/northline'],
  ['dark', 1440, '/results/northline/items'],
  ['light', 1440, '/nowhere'],
] as const)('in the %s theme at %i pixels, %s can be read by everybody', async (colorScheme, width, path) => {
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (!/status of 404/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${address}${path}`);
  const fonts = await page.evaluate(
    'document.fonts.ready.then(() => [...document.fonts].filter((f) => f.status === "loaded").length)',
  );
  expect(fonts).toBeGreaterThan(0);
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  expect(wide, 'nothing stands beyond the edge').toBeLessThanOrEqual(width);
  // By the debugger, not as a script of the page: the page’s own policy allows none.
  await page.evaluate(axe);
  const violations = found.parse(
    await page.evaluate(
      'axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then((r) => r.violations.map((v) => ({ id: v.id, nodes: v.nodes.slice(0, 5).map((n) => n.html.slice(0, 160)) })))',
    ),
  );
  expect(violations).toEqual([]);
  expect(complaints).toEqual([]);
  await page.close();
});

test('a figure leads in one step to what is behind it', async () => {
  const page = await browser.newPage();
  await page.goto(address);
  await page.getByRole('link', { name: '490,785' }).click();
  expect(page.url()).toBe(`${address}/#populations`);
  await page
    .getByRole('row', { name: /^CC6\.2/ })
    .getByRole('link', { name: 'IAM-02 (deviations noted)' })
    .click();
  expect(page.url()).toBe(`${address}/#x-IAM-02`);
  await page.close();
});
