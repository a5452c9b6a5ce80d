import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildVerifier } from '../scripts/build-verifier.ts';
import { attachBundle } from '../src/adapters/pdf/attach.ts';
import { concat, ed25519Verify, utf8, verifyP256 } from '../src/ledger/index.ts';
import { trustLine } from '../src/verify/trust.ts';
import { verifyFile } from '../src/verify/verify.ts';
import * as browserCrypto from '../web/verify/crypto.ts';
import { otherSealKey, people, seal, sealedReport } from './fixtures/report.ts';

const report = await sealedReport();

let folder: string;
let address: string;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-verify-'));
  await writeFile(join(folder, 'verify.html'), await buildVerifier());
  address = pathToFileURL(join(folder, 'verify.html')).href;
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
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
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  /** what the page asked of the network, and what it wrote as errors */
  readonly requests: string[];
  readonly errors: string[];
}

async function open(options: { colorScheme?: 'light' | 'dark'; width?: number } = {}): Promise<Opened> {
  const page = await browser.newPage({
    colorScheme: options.colorScheme ?? 'light',
    viewport: { width: options.width ?? 1440, height: 900 },
    reducedMotion: 'reduce',
  });
  const requests: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  await page.goto(address);
  return { page, requests, errors };
}

const choose = (page: Page, label: string | RegExp, name: string, bytes: Uint8Array) =>
  page.getByLabel(label).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });

/** Checks as the page shows them: name, what was found, result. */
async function shown(page: Page): Promise<string[][]> {
  await page.getByRole('table', { name: 'What was checked' }).waitFor();
  const rows = await page.getByRole('table', { name: 'What was checked' }).locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
}

/** Violations of WCAG 2.2 A and AA and of good practice. axe is put in by the test, beside the page's policy. */
async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((found) => found.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' ')))`,
  );
}

const flip = (bytes: Uint8Array, at: number): Uint8Array => {
  const changed = bytes.slice();
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};

const files: readonly (readonly [string, Uint8Array])[] = [
  ['the report', report.pdf],
  ['its bundle', report.bundle],
  ['a changed page', flip(report.pdf, 4000)],
  ['a changed bundle in the report', flip(report.pdf, report.rendered.length + 30_000)],
  ['a changed seal', flip(report.pdf, report.pdf.length - 5000)],
  ['a changed bundle', flip(report.bundle, 5000)],
  ['a report cut off', report.pdf.subarray(0, report.pdf.length - 1)],
  ['a report with something added', concat(report.pdf, utf8('\n'))],
  ['another seal', seal(attachBundle(report.rendered, report.bundle), otherSealKey)],
  ['no seal', attachBundle(report.rendered, report.bundle)],
  ['an empty file', new Uint8Array(0)],
  ['a text', utf8('hello')],
];

describe('the stand-alone page', () => {
  test.each(files)('gives the same answer as the command line: %s', async (_, bytes) => {
    const { page, requests, errors } = await open();
    await choose(page, 'Report or proof bundle', 'file.pdf', bytes);
    const rows = await shown(page);
    const expected = await verifyFile(bytes, { trust: null });
    expect(rows.map(([name, detail]) => [name, detail])).toEqual(expected.checks.map((c) => [c.name, c.detail]));
    expect(rows.map(([, , result]) => result)).toEqual(
      expected.checks.map((c) => (!c.ok ? 'does not hold' : c.name === 'set again' ? 'not made' : 'holds')),
    );
    await page.getByRole('heading', { name: expected.valid ? 'Unchanged since it was sealed' : 'Not valid' }).waitFor();
    expect(requests).toEqual([address]);
    expect(errors).toEqual([]);
    await page.close();
  });

  test('says that it did not set the report again, who did not sign, and what it cannot prove', async () => {
    const { page } = await open();
    await choose(page, 'Report or proof bundle', 'report.pdf', report.pdf);
    await shown(page);
    const text = await page.locator('#result').innerText();
    expect(text).toContain('Not set again here');
    expect(text).toContain('is trusted by you: unverified');
    expect(text).toContain('Recorded by the installation for M. Ashgrove, who did not sign.');
    expect(text).toContain('The opinion is not judged here');
    expect(text).not.toMatch(/genuine|certified|compliant/i);
    await page.close();
  });

  test('takes keys and a receipt, and says trusted, not trusted, altered copy, or what is wrong with them', async () => {
    const { page, errors } = await open();
    await choose(page, 'Report or proof bundle', 'report.pdf', report.pdf);
    await shown(page);
    await choose(page, /^Keys you trust/, 'keys.txt', utf8(report.keys.map(trustLine).join('\n')));
    await page.getByText('Tickmark installation seal is trusted by you: yes').waitFor();
    await choose(page, /^Keys you trust/, 'keys.txt', utf8(''));
    await page.getByText('Tickmark installation seal is trusted by you: no').waitFor();
    await choose(page, /^Keys you trust/, 'keys.txt', utf8('nonsense'));
    await page.getByText('keys.txt, line 1: a line is ROLE NAME').waitFor();
    await choose(page, /^Keys you trust/, 'keys.txt', utf8('# none'));
    const receipt = { report: 'NLY-2026-T2', sha256: '0'.repeat(64) };
    await choose(page, /^Receipt/, 'report.receipt.json', utf8(JSON.stringify(receipt)));
    await page.getByText('original: This is an altered copy of NLY-2026-T2').waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  test('takes a dropped file', async () => {
    const { page } = await open();
    const text = JSON.stringify(new TextDecoder().decode(report.bundle));
    const data = await page.evaluateHandle(
      `{ const transfer = new DataTransfer(); transfer.items.add(new File([${text}], 'tickmark-bundle.json')); transfer }`,
    );
    await page.dispatchEvent('body', 'drop', { dataTransfer: data });
    await page.getByRole('heading', { name: 'Unchanged since it was sealed' }).waitFor();
    await page.close();
  });

  test('works by keyboard, moves to the answer, and saves it', async () => {
    const { page } = await open();
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('file');
    await choose(page, 'Report or proof bundle', 'report.pdf', report.pdf);
    await shown(page);
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Unchanged since it was sealed');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Save the protocol');
    const saved = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    const protocol: unknown = JSON.parse(readFileSync(await (await saved).path(), 'utf8'));
    expect(protocol).toMatchObject({ valid: true, file: 'report.pdf', sha256: report.sha256 });
    await page.close();
  });

  test.each([
    ['light', 1440],
    ['dark', 1440],
    ['light', 390],
    ['dark', 390],
  ] as const)('has no accessibility violation, %s, %i wide: empty, valid, not valid', async (colorScheme, width) => {
    const { page } = await open({ colorScheme, width });
    expect(await violations(page)).toEqual([]);
    for (const bytes of [report.pdf, flip(report.pdf, 4000)]) {
      await choose(page, 'Report or proof bundle', 'report.pdf', bytes);
      await shown(page);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
    await page.close();
  });

  test('can load and send nothing, and sets what a file says as text', async () => {
    const html = await buildVerifier();
    expect(html).toBe(await buildVerifier());
    expect(html.match(/<(script|style|link|img|iframe)\b[^>]*>/g)).toEqual([
      '<link rel="icon" href="data:,">',
      '<style>',
      '<script type="module">',
    ]);
    const { page, requests } = await open();
    // (what the debugger evaluates is exempt from the rule on evaluation, so that rule is read, not tried)
    expect(html).toContain("default-src 'none'; script-src 'sha256-");
    expect(html).not.toContain('unsafe');
    const outcome = (act: string) => page.evaluate(`(async () => ${act})().then(() => 'allowed', () => 'blocked')`);
    expect(await outcome(`await fetch('https://example.com/')`)).toBe('blocked');
    expect(await outcome(`{ document.body.innerHTML = '<b>x</b>' }`)).toBe('blocked');
    expect(requests).toEqual([address]);
    const hostile = await sealedReport({
      bundle: (made) => ({ ...made, engagement: { ...made.engagement, organization: '<img src=x onerror=alert(1)>' } }),
    });
    await choose(page, 'Report or proof bundle', 'report.pdf', hostile.pdf);
    await shown(page);
    expect(await page.locator('#result img').count()).toBe(0);
    await page.close();
  });
});

describe('the cryptography of the page', () => {
  test('answers as the ledger’s own', async () => {
    const message = utf8('message');
    const { publicKey } = people.partner;
    const signature = await people.partner.sign(message);
    const pairs: [Uint8Array, Uint8Array, Uint8Array][] = [
      [publicKey, message, signature],
      [publicKey, utf8('other'), signature],
      [publicKey, message, flip(signature, 0)],
      [publicKey, message, flip(signature, 63)],
      [publicKey, message, signature.subarray(1)],
      [flip(publicKey, 0), message, signature],
      [publicKey.subarray(1), message, signature],
    ];
    for (const [key, text, by] of pairs)
      expect(browserCrypto.ed25519Verify(key, text, by)).toBe(ed25519Verify(key, text, by));
    for (const [key, text, by] of pairs)
      expect(browserCrypto.verifyP256(key, text, by)).toBe(verifyP256(key, text, by));
  });
});
