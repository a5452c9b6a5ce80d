/** Sign-in in a real browser: its cookie over http://localhost, its passkey, its refusal of another site's page. */
import { randomBytes } from 'node:crypto';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApi } from '../../test/api.ts';
import { openPool } from '../adapters/postgres/pool.ts';
import { uuidV7 } from '../uuid.ts';
import type { IdentityDependencies } from './dependencies.ts';
import { identityRoutes } from './routes.ts';
import { setupToken } from './secrets.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
});
afterAll(async () => browser.close());

test('somebody sets up, adds a passkey, signs out and comes back with it', async () => {
  const made: { -readonly [name in keyof IdentityDependencies]: IdentityDependencies[name] }[] = [];
  const key = randomBytes(32);
  const api = await openTestApi(({ owner }) => {
    const dependencies = {
      database: owner,
      key,
      newId: () => uuidV7(new Date(), randomBytes(10)),
      name: 'Tickmark',
      url: '',
      sendsMail: false,
    };
    made.push(dependencies);
    return identityRoutes(dependencies);
  });
  const [dependencies] = made;
  if (dependencies === undefined) throw new Error('The routes were not asked for.');
  // As a running installation does: from the gate, which may do nothing itself.
  const gate = openPool(api.login, { max: 2, role: 'tickmark_gate' });
  dependencies.database = gate;
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const origin = `http://localhost:${new URL(address).port}`;
  dependencies.url = origin;

  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${origin}/api/v1/setup`);
    const wanted = {
      token: setupToken(key),
      organization: { kind: 'firm', name: 'Quill & Harrow' },
      person: { name: 'P. Rowan', email: 'rowan@quillharrow.example', password: 'correct horse battery' },
    };
    const seen = await page.evaluate(async (setup) => {
      interface Replied {
        readonly status: number;
        // oxlint-disable-next-line typescript/no-explicit-any
        readonly json: any;
      }
      const ask = async (method: string, path: string, body?: unknown, csrf = ''): Promise<Replied> => {
        const reply = await fetch(`/api/v1${path}`, {
          method,
          headers: { 'x-tickmark-csrf': csrf, ...(body !== undefined && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await reply.text();
        return { status: reply.status, json: text === '' ? null : JSON.parse(text) };
      };
      // The page's own names, which Node's types do not have.
      const { PublicKeyCredential: keys, navigator: here, document } = Object(globalThis);
      const begun = await ask('POST', '/setup', setup);
      const { csrf } = begun.json;
      const options = await ask('POST', '/session/passkeys/options', undefined, csrf);
      const created = await here.credentials.create({ publicKey: keys.parseCreationOptionsFromJSON(options.json) });
      const added = await ask('POST', '/session/passkeys', { name: 'This one', credential: created.toJSON() }, csrf);
      const out = await ask('POST', '/auth/sign-out', undefined, csrf);
      const nobody = await ask('GET', '/session');
      const request = await ask('POST', '/auth/passkey/options');
      const used = await here.credentials.get({ publicKey: keys.parseRequestOptionsFromJSON(request.json) });
      const entered = await ask('POST', '/auth/passkey', { credential: used.toJSON() });
      const session = await ask('GET', '/session');
      return {
        statuses: [begun, added, out, nobody, entered, session].map((one) => one.status),
        factor: session.json.factor,
        name: session.json.person?.name,
        cookieRead: document.cookie,
      };
    }, wanted);
    expect(seen).toEqual({
      statuses: [201, 201, 204, 401, 200, 200],
      factor: 'done',
      name: 'P. Rowan',
      cookieRead: '',
    });
    const cookies = await context.cookies(origin);
    expect(cookies).toMatchObject([
      { name: '__Host-tickmark', httpOnly: true, secure: true, sameSite: 'Lax', path: '/' },
    ]);

    // Another site's page sends the cookie with no form that changes something.
    const other = await context.newPage();
    await other.goto(
      `data:text/html,<form method="post" action="${origin}/api/v1/auth/sign-out"><button>go</button></form>`,
    );
    await other.click('button');
    await other.waitForURL(`${origin}/**`);
    await page.reload();
    const still = await page.evaluate(async () => (await fetch('/api/v1/session')).status);
    expect(still).toBe(200);
  } finally {
    await context.close();
    await gate.end();
  }
});
