import { expect, onTestFinished, test, vi } from 'vitest';
import { openOidc } from './provider.ts';

const place = { clientId: 'tickmark', secret: 'x', name: 'the house', scopes: 'openid' };

/** The descriptions that houses of these addresses publish. */
function published(descriptions: Readonly<Record<string, object>>): void {
  vi.stubGlobal('fetch', async (address: string) => {
    const found = descriptions[address.replace('/.well-known/openid-configuration', '')];
    return found === undefined ? new Response('', { status: 404 }) : Response.json(found);
  });
  onTestFinished(() => void vi.unstubAllGlobals());
}

const base = 'https://login.microsoftonline.com';
const description = {
  issuer: `${base}/{tenantid}/v2.0`,
  authorization_endpoint: `${base}/common/oauth2/v2.0/authorize`,
  token_endpoint: `${base}/common/oauth2/v2.0/token`,
  jwks_uri: `${base}/common/discovery/v2.0/keys`,
};

test('a house that stands for every tenant at once is refused, and one tenant’s is taken', async () => {
  const tenant = `${base}/11111111-2222-4333-8444-555555555555/v2.0`;
  published({ [`${base}/common/v2.0`]: description, [tenant]: { ...description, issuer: tenant } });
  await expect(openOidc({ ...place, issuer: `${base}/common/v2.0` }).check()).rejects.toMatchObject({
    fault: 'away',
    message: 'it names itself otherwise',
  });
  await expect(openOidc({ ...place, issuer: tenant }).check()).resolves.toBeUndefined();
});

test('a description is asked for once an hour, by all who come meanwhile together; after a failure at once again', async () => {
  const issuer = 'https://login.alderbrook.example';
  const right = { ...description, issuer, authorization_endpoint: `${issuer}/authorize` };
  const held: Record<string, object> = {};
  published(held);
  let now = 0;
  const provider = openOidc({ ...place, issuer }, { clock: () => now });
  const what = { state: 's', nonce: 'n', verifier: 'v'.repeat(43), again: false, redirect: 'http://localhost/return' };
  await expect(provider.begin(what)).rejects.toMatchObject({ fault: 'away' });
  held[issuer] = right;
  const addresses = await Promise.all([provider.begin(what), provider.begin({ ...what, again: true })]);
  expect(addresses[0]).toMatch(/^https:\/\/login\.alderbrook\.example\/authorize\?.*code_challenge_method=S256/);
  expect(addresses[0]).not.toContain('prompt');
  expect(addresses[1]).toMatch(/prompt=login&max_age=0/);
  delete held[issuer];
  now = 3_599_999;
  await expect(provider.begin(what)).resolves.toContain('state=s');
  now = 3_600_000;
  await expect(provider.begin(what)).rejects.toMatchObject({ fault: 'away' });
});
