import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { node } from './doctor.ts';
import { home, readSettings } from './environment.ts';
import { readQuotaSettings } from './quotas.ts';

test('without any setting the data lie in the product’s folder and the port is 8020', () => {
  expect(readSettings({})).toEqual({
    data: join(home, '.tickmark'),
    port: 8020,
    databaseUrl: undefined,
    role: 'all',
    empty: false,
    smtp: null,
    keys: {
      management: join(home, '.tickmark', 'keys', 'management'),
      firm: join(home, '.tickmark', 'keys', 'firm'),
      kms: {},
    },
    quotas: readQuotaSettings({}),
    blobs: null,
    mode: null,
    outside: null,
  });
});

test('an option goes before the environment, the environment before the default', () => {
  const environment = { TICKMARK_DATA: 'here', TICKMARK_PORT: '9000', TICKMARK_EMPTY: '1', DATABASE_URL: '' };
  expect(readSettings({ ...environment, TICKMARK_KEYS_FIRM: '/mnt/firm' })).toEqual({
    data: resolve('here'),
    port: 9000,
    databaseUrl: undefined,
    role: 'all',
    empty: true,
    smtp: null,
    keys: { management: join(resolve('here'), 'keys', 'management'), firm: '/mnt/firm', kms: {} },
    quotas: readQuotaSettings({}),
    blobs: null,
    mode: null,
    outside: null,
  });
  expect(readSettings(environment, { port: '0' }).port).toBe(0);
  expect(readSettings({}, { empty: true }).empty).toBe(true);
});

test.each(['65536', '-1', '80a', '8 0', '0x50'])('%s is not taken for a port', (port) => {
  expect(() => readSettings({ TICKMARK_PORT: port })).toThrow(
    `TICKMARK_PORT must be a port from 0 to 65535, not "${port}".`,
  );
  expect(() => readSettings({}, { port })).toThrow('--port must be');
});

test('a role is all, web or worker, and the last two share a database that is named', () => {
  const shared = { DATABASE_URL: 'postgresql://localhost/tickmark' };
  expect(readSettings({ ...shared, TICKMARK_ROLE: 'web' })).toMatchObject({ role: 'web', port: 8020 });
  expect(readSettings({ ...shared, TICKMARK_ROLE: 'web' }, { role: 'worker' })).toMatchObject({
    role: 'worker',
    port: 0,
  });
  expect(() => readSettings(shared, { role: 'both' })).toThrow('--role must be all, web or worker, not "both".');
  expect(() => readSettings({ TICKMARK_ROLE: 'worker' })).toThrow('TICKMARK_ROLE worker needs DATABASE_URL');
});

test('a switch that is neither on nor off is refused', () => {
  expect(() => readSettings({ TICKMARK_EMPTY: 'yes' })).toThrow('TICKMARK_EMPTY must be 1 or 0, not "yes".');
});

test('a Node older than 24 is named with what to do', () => {
  expect(node('24.0.0').ok).toBe(true);
  expect(node('22.20.0')).toEqual({
    name: 'Node.js',
    ok: false,
    says: '22.20.0 runs this; 24 or newer is needed: npm install brings it.',
  });
});

test('evidence may lie in a bucket, named with its place and found with the usual credentials', () => {
  const credentials = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' };
  const blobs = 's3://evidence/northline?endpoint=http://10.0.0.5:9000&region=eu-central-1&retain-days=30';
  expect(readSettings({ ...credentials, TICKMARK_BLOBS: blobs }).blobs).toEqual({
    bucket: 'evidence',
    prefix: 'northline/',
    endpoint: 'http://10.0.0.5:9000',
    region: 'eu-central-1',
    retainDays: 30,
    credentials: { id: 'AKIA', secret: 'secret', session: null },
  });
  expect(() => readSettings({ TICKMARK_BLOBS: blobs })).toThrow('TICKMARK_BLOBS needs AWS_ACCESS_KEY_ID');
});

test.each([
  'http://evidence',
  's3://',
  's3://ab/c?zone=1',
  's3://abc/%20',
  's3://abc?retain-days=0',
  's3://abc?endpoint=x',
])('%s is not taken for a place of evidence', (text) => {
  const credentials = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' };
  expect(() => readSettings({ ...credentials, TICKMARK_BLOBS: text })).toThrow('TICKMARK_BLOBS');
});

test('behind a proxy it has a public address over TLS, and knows whom to believe', () => {
  const outside = { TICKMARK_URL: 'https://soc2.example.com/', TICKMARK_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8' };
  expect(readSettings(outside).outside).toEqual({
    url: 'https://soc2.example.com',
    hostname: 'soc2.example.com',
    proxies: ['127.0.0.1', '10.0.0.0/8'],
    hstsSeconds: 31_536_000,
    listen: '127.0.0.1',
  });
  expect(readSettings({ ...outside, TICKMARK_HSTS: '0', TICKMARK_LISTEN: '0.0.0.0' }).outside).toMatchObject({
    hstsSeconds: 0,
    listen: '0.0.0.0',
  });
});

test.each([
  { TICKMARK_URL: 'http://soc2.example.com' },
  { TICKMARK_URL: 'https://soc2.example.com/path' },
  { TICKMARK_URL: 'https://10.0.0.1' },
  { TICKMARK_URL: 'https://soc2.example.com', TICKMARK_TRUSTED_PROXIES: 'everybody' },
  { TICKMARK_URL: 'https://soc2.example.com', TICKMARK_HSTS: 'yes' },
  { TICKMARK_LISTEN: '0.0.0.0' },
])('%o is refused', (environment) => {
  expect(() => readSettings(environment)).toThrow(/TICKMARK_/);
});
