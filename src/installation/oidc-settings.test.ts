import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readSettings } from './environment.ts';

const right = {
  TICKMARK_OIDC_ISSUER: 'https://login.alderbrook.example/realms/staff',
  TICKMARK_OIDC_CLIENT_ID: 'tickmark',
  TICKMARK_OIDC_CLIENT_SECRET: 'of-this-test-alone',
};
const said = (more: Record<string, string>) => {
  try {
    readSettings({ ...right, ...more });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test('single sign-on is named by its address, this installation’s name there and its secret; the rest has defaults', () => {
  expect(readSettings({}).oidc).toBeUndefined();
  expect(readSettings(right).oidc).toEqual({
    place: {
      issuer: 'https://login.alderbrook.example/realms/staff',
      clientId: 'tickmark',
      secret: 'of-this-test-alone',
      name: 'single sign-on',
      scopes: 'openid email profile',
    },
    factors: { amr: [], acr: [] },
  });
  const more = {
    TICKMARK_OIDC_NAME: 'Alderbrook login',
    TICKMARK_OIDC_SCOPES: 'openid  email',
    TICKMARK_OIDC_FACTOR_AMR: 'mfa, hwk',
    TICKMARK_OIDC_FACTOR_ACR: 'urn:house:two',
  };
  expect(readSettings({ ...right, ...more }).oidc).toMatchObject({
    place: { name: 'Alderbrook login', scopes: 'openid email' },
    factors: { amr: ['mfa', 'hwk'], acr: ['urn:house:two'] },
  });
});

test('its address speaks TLS, but on this machine', () => {
  for (const issuer of ['http://localhost:9000', 'http://127.0.0.1:9000/x', 'http://[::1]:9000']) {
    expect(said({ TICKMARK_OIDC_ISSUER: issuer })).toBeNull();
  }
  for (const issuer of [
    'http://login.alderbrook.example',
    'http://localhost.alderbrook.example',
    'http://127.0.0.1.alderbrook.example',
    'https://rosa:secret@login.alderbrook.example',
    'https://login.alderbrook.example?tenant=1',
    'https://login.alderbrook.example#x',
    'login.alderbrook.example',
    'javascript:alert(1)',
  ]) {
    expect(said({ TICKMARK_OIDC_ISSUER: issuer })).toBe(
      'TICKMARK_OIDC_ISSUER must be an address such as https://login.example.com; without TLS only on this machine.',
    );
  }
});

test('the secret may lie in a file; it is said once, and no refusal repeats it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-oidc-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'secret');
  writeFileSync(file, 'in-a-file\n');
  const { TICKMARK_OIDC_CLIENT_SECRET: _secret, ...without } = right;
  expect(readSettings({ ...without, TICKMARK_OIDC_CLIENT_SECRET_FILE: file }).oidc?.place.secret).toBe('in-a-file');
  expect(said({ TICKMARK_OIDC_CLIENT_SECRET_FILE: file })).toContain('say it twice');
  expect(said({ TICKMARK_OIDC_CLIENT_SECRET: '' })).toContain('must be set');
  expect(said({ TICKMARK_OIDC_CLIENT_SECRET: '', TICKMARK_OIDC_CLIENT_SECRET_FILE: join(folder, 'none') })).toContain(
    'which cannot be read',
  );
  writeFileSync(file, 'two\nlines');
  const twoLines = said({ TICKMARK_OIDC_CLIENT_SECRET: '', TICKMARK_OIDC_CLIENT_SECRET_FILE: file });
  expect(twoLines).toBe('TICKMARK_OIDC_CLIENT_SECRET_FILE must be one line of printable signs.');
});

test('a part without the address, or one that cannot be, is refused at the start', () => {
  expect(() => readSettings({ TICKMARK_OIDC_CLIENT_ID: 'tickmark' })).toThrow(
    'TICKMARK_OIDC_CLIENT_ID needs TICKMARK_OIDC_ISSUER',
  );
  expect(said({ TICKMARK_OIDC_CLIENT_ID: '' })).toContain('TICKMARK_OIDC_CLIENT_ID must be');
  expect(said({ TICKMARK_OIDC_NAME: 'x'.repeat(61) })).toContain('it stands on a button');
  expect(said({ TICKMARK_OIDC_SCOPES: 'email profile' })).toContain('openid among them');
  expect(said({ TICKMARK_OIDC_FACTOR_AMR: 'mfa, two words' })).toContain('must be words parted by commas');
});
