/** Signing in through another house in a real browser: its cookies over two origins, the pages before and after, and what axe says of them. */
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOidc } from '../src/adapters/oidc/provider.ts';
import { reasons } from '../src/identity/errand.ts';
import { setupToken } from '../src/identity/index.ts';
import { singleSignOn } from '../web/app/words/en-single-sign-on.ts';
import { buildApplication, openServer, violations } from './application.ts';
import { type House, openHouse } from './house.ts';

const email = 'keller@alderbrook.example';
const password = 'correct horse battery';
let server: Awaited<ReturnType<typeof openServer>>;
let house: House;
let browser: Browser;
const faults: string[] = [];

beforeAll(async () => {
  await buildApplication();
  server = await openServer();
  const { installation } = server;
  const { identity } = installation.parts;
  house = await openHouse(`${installation.address}/api/v1/auth/oidc/return`);
  // The port is known after the start alone; an installation is told its address and its house before it.
  const through = {
    provider: openOidc({ ...house.place, name: 'Alderbrook login' }),
    factors: { amr: [], acr: [] },
  };
  Object.assign(identity, { url: installation.address, singleSignOn: through });
  house.residents.set('keller', { email, email_verified: true, name: 'M. Keller' });
  installation.setWorking(null);
  const begun = await fetch(`${installation.address}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: setupToken(identity.key),
      organization: { kind: 'service-organization', name: 'Alderbrook' },
      person: { name: 'M. Keller', email, password },
    }),
  });
  if (begun.status !== 201) throw new Error(`Setting up: ${begun.status}.`);
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(async () => {
  await browser.close();
  await house.close();
  await server.close();
});

async function open(): Promise<Page> {
  const context = await browser.newContext();
  context.on('page', (page) => {
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) faults.push(message.text());
    });
  });
  const page = await context.newPage();
  await page.goto(`${server.installation.address}/sign-in`);
  return page;
}

async function enterThere(page: Page, name = 'keller'): Promise<void> {
  await page.getByRole('heading', { name: 'House' }).waitFor();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Enter' }).click();
}

test('from the button to the application: refused at first, connected by its owner, and then let in', async () => {
  const page = await open();
  const button = page.getByRole('button', { name: 'Sign in with Alderbrook login' });
  await button.waitFor();
  expect(await violations(page)).toEqual([]);
  await button.click();
  await enterThere(page);
  await page.getByText(/^No account here is connected to that one/).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Back to sign-in' }).click();

  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Sections' }).waitFor();
  await page.goto(`${server.installation.address}/me`);
  await page.getByRole('button', { name: 'Connect an account of Alderbrook login' }).click();
  await page.getByText('Connected. It signs you in from now on.').waitFor();
  await page.getByRole('button', { name: `Take away: ${email}` }).waitFor();
  expect(await violations(page)).toEqual([]);

  const other = await open();
  await other.getByRole('button', { name: 'Sign in with Alderbrook login' }).click();
  await enterThere(other);
  await other.getByRole('navigation', { name: 'Sections' }).waitFor();
  expect(await other.context().cookies(server.installation.address)).toMatchObject([
    { name: '__Host-tickmark', httpOnly: true, secure: true, sameSite: 'Lax' },
  ]);

  // A fresh proof goes on in a page of its own, and what waits for it goes on by itself.
  await other.goto(`${server.installation.address}/me`);
  await other.getByRole('button', { name: `Take away: ${email}` }).click();
  const dialog = other.getByRole('dialog');
  const there = other.context().waitForEvent('page');
  await dialog.getByRole('button', { name: 'Prove it with Alderbrook login' }).click();
  const proving = await there;
  await dialog.getByText('It goes on in another page.').waitFor();
  expect(await violations(other)).toEqual([]);
  await enterThere(proving);
  await proving.getByRole('heading', { name: 'It is proved' }).waitFor();
  expect(await violations(proving)).toEqual([]);
  await other.getByText(/^None yet\. With one of Alderbrook login/).waitFor();
  expect(faults).toEqual([]);
  await page.context().close();
  await other.context().close();
});

test('whoever is invited joins with an account that has the invited address', async () => {
  const { installation, database } = server;
  const signedIn = await fetch(`${installation.address}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const { csrf }: { csrf?: unknown } = Object(await signedIn.json());
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { rows } = await database.pool.query<{ id: string }>('SELECT id FROM identity.organization');
  const base = `${installation.address}/api/v1/organizations/${rows[0]?.id}`;
  await fetch(`${base}/invitations`, {
    method: 'POST',
    headers: { cookie, 'x-tickmark-csrf': String(csrf), 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'thorne@alderbrook.example', roles: ['control-owner'] }),
  });
  const outbox = await (await fetch(`${base}/outbox`, { headers: { cookie } })).text();
  const page = await open();
  await page.goto(`${installation.address}${/\/invitations\/[\w-]+/.exec(outbox)?.[0]}`);
  const button = page.getByRole('button', { name: 'Join with Alderbrook login' });
  await button.waitFor();
  expect(await violations(page)).toEqual([]);
  house.residents.set('thorne', { email: 'thorne@alderbrook.example', email_verified: true, name: 'V. Thorne' });
  await button.click();
  await enterThere(page, 'thorne');
  await page.getByRole('navigation', { name: 'Sections' }).waitFor();
  await page.goto(`${installation.address}/me`);
  await page.getByRole('heading', { name: 'V. Thorne' }).waitFor();
  await page.getByRole('button', { name: 'Choose a password' }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('every reason somebody is not let on has its words', () => {
  expect(Object.keys(singleSignOn.reasons).toSorted()).toEqual(reasons.toSorted());
});

test('whoever has a second factor here gives it after coming back', async () => {
  const page = await open();
  const { pool } = server.database;
  await pool.query(
    `INSERT INTO identity.foreign_account (id, issuer, subject, person_id, created_at)
     SELECT gen_random_uuid(), $1, 'keller', id, now() FROM identity.person WHERE email = $2`,
    [house.place.issuer, email],
  );
  await pool.query("UPDATE identity.person SET totp = '\\x00' WHERE email = $1", [email]);
  await page.getByRole('button', { name: 'Sign in with Alderbrook login' }).click();
  await enterThere(page);
  await page.getByRole('heading', { name: 'Second factor' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(server.installation.address);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.context().close();
});
