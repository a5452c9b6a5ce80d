import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { writeGoldenResult } from '../../test/fixtures/golden-result.ts';
import { buildServer, listen, loggerTo, openResults } from './index.ts';

const hostile = '<script>alert("x")</script>';
let folder: string;
let app: FastifyInstance;
let working: string | null = null;
let broken = false;
let count = 0;
const lines: string[] = [];

const make = (results: string, more: Partial<Parameters<typeof buildServer>[0]> = {}) =>
  buildServer({
    ...more,
    results: openResults(results),
    verify: async () => 'The verifier was not asked.',
    working: () => working,
    ready: async () => {
      if (broken) throw new Error('gone');
    },
    verifier: join(folder, 'verify.html'),
    newId: () => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, '0')}`,
    logger: loggerTo({ write: (line) => void lines.push(line) }),
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-http-'));
  await writeGoldenResult(join(folder, 'one'), 'northline', (facts) => ({
    ...facts,
    controls: facts.controls.map((control) => ({ ...control, title: `${control.title} ${hostile}` })),
  }));
  app = make(join(folder, 'one'));
  await app.ready();
});

afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers });

test('the page shows the opinion with the affected clause, the period and that the report is a specimen', async () => {
  const page = await get('/results/northline');
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Qualified opinion');
  expect(page.body).toContain('Modified: (c) the operation of controls.');
  expect(page.body).toContain('1 Oct 2025 – 30 Sep 2026');
  expect(page.body).toContain('<b>Specimen.</b>');
});

test('every deviation is told with condition, extent and response', async () => {
  const { body } = await get('/results/northline');
  expect(body).toContain('Nine people who left between 2 March and 20 April 2026 kept their accounts');
  expect(body).toContain('9 of 41 leavers; 9 of 9 who left while the feed stood still.');
  expect(body).toContain('We agree with the facts. The feed was repaired on 20 April 2026');
});

test('every figure and every id on the page leads to a place that is on the page', async () => {
  const { body } = await get('/results/northline');
  const ids = new Set([...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  const links = [...body.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links.length).toBeGreaterThan(80);
  expect(links.filter((id) => !ids.has(id))).toEqual([]);
  expect([...body.matchAll(/ id="/g)]).toHaveLength(ids.size);
});

test('populations stand with count, refused records, digest and how they were checked', async () => {
  const { body } = await get('/results/northline');
  expect(body).toContain('cd'.repeat(32));
  expect(body).toMatch(/<tr id="x-P-01">/);
});

test('text of the records is never markup', async () => {
  const { body } = await get('/results/northline');
  expect(body).not.toContain(hostile);
  expect(body).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
});

test('no page runs a script or loads anything of others', async () => {
  for (const url of ['/', '/results/northline', '/results/northline/items', '/nowhere']) {
    const answer = await get(url, { accept: 'text/html' });
    expect(answer.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; /,
    );
    expect(answer.body).not.toMatch(/<script|style="|https?:\/\/(?!localhost)/);
  }
});

test('a sample is shown by position and salted leaf, in the order drawn', async () => {
  const { body } = await get('/results/northline/items');
  expect(body.indexOf('leafOfSeventeen=')).toBeLessThan(body.indexOf('leafOfThree='));
  expect(body).toContain('seed/1');
});

test('the report can be read and downloaded under the id of the engagement', async () => {
  const read = await get('/results/northline/report.pdf');
  expect(read.headers['content-type']).toBe('application/pdf');
  expect(read.headers['content-disposition']).toBe('inline; filename="NLY-2026-T2-Q.pdf"');
  expect(read.body).toBe('%PDF-1.7 not a report\n');
  const saved = await get('/results/northline/report.pdf?download');
  expect(saved.headers['content-disposition']).toBe('attachment; filename="NLY-2026-T2-Q.pdf"');
  expect((await get('/results/northline/trust.txt')).body).toContain('ledger log.example');
  expect((await get('/results/northline/tickmark-bundle.json')).json().opinion).toBe('qualified');
});

test.each([
  '/results/northline/file/items.ndjson',
  '/results/northline/file%2Fitems.ndjson',
  '/results/northline/keys/ledger.json',
  '/results/northline/result.json',
  '/results/northline/..%2f..%2fpackage.json/report.pdf',
  '/results/..%2fnorthline/trust.txt',
  '/assets/..%2fserver.ts',
])('workpapers and keys have no address: %s', async (url) => {
  const answer = await get(url);
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(answer.body).not.toMatch(/workpaper|secret/);
});

test('an error is a problem with its request id, and a page where a browser asks', async () => {
  const answer = await get('/results/none');
  expect(answer.json()).toEqual({
    type: 'urn:tickmark:problem:no-result',
    title: 'There is no such result',
    status: 404,
    detail: 'There is no result of that name.',
    instance: `urn:uuid:${String(answer.headers['x-request-id'])}`,
  });
  const page = await get('/results/none', { accept: 'text/html' });
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.statusCode).toBe(404);
});

test('nothing can be changed through the pages', async () => {
  const answer = await app.inject({ method: 'POST', url: '/results/northline', payload: 'x' });
  expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'GET, HEAD']);
});

test('bare addresses lead to localhost, and names of others are refused', async () => {
  const bare = await get('/results/northline?x=1', { host: '127.0.0.1:8020' });
  expect([bare.statusCode, bare.headers['location']]).toEqual([308, 'http://localhost:8020/results/northline?x=1']);
  expect((await get('/', { host: '[::1]:8020' })).headers['location']).toBe('http://localhost:8020/');
  expect((await get('/', { host: 'rebound.example:8020' })).statusCode).toBe(421);
  expect((await get('/health', { host: '127.0.0.1:8020' })).json()).toEqual({ ok: true });
});

test('behind a proxy it answers to its public name, and tells browsers to stay with TLS when the request came over it', async () => {
  const outside = {
    url: 'https://soc2.example.com',
    hostname: 'soc2.example.com',
    proxies: ['127.0.0.1'],
    hstsSeconds: 600,
  };
  const proxied = make(join(folder, 'one'), { outside });
  onTestFinished(() => proxied.close());
  const ask = (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    proxied.inject({ method: 'GET', url: '/results', headers, remoteAddress });
  const secure = { host: 'soc2.example.com', 'x-forwarded-proto': 'https' };
  const page = await ask(secure);
  expect([page.statusCode, page.headers['strict-transport-security']]).toEqual([200, 'max-age=600']);
  const plain = await ask({ host: 'soc2.example.com' });
  expect([plain.statusCode, plain.headers['strict-transport-security']]).toEqual([200, undefined]);
  // Nobody but the proxy is believed, and a name the proxy hands on is still not any name.
  expect((await ask(secure, '10.0.0.9')).headers['strict-transport-security']).toBeUndefined();
  const other = await ask({ ...secure, 'x-forwarded-host': 'evil.example.com' });
  expect([other.statusCode, other.body]).toEqual([
    421,
    expect.stringContaining('Open it at https://soc2.example.com.'),
  ]);
  expect(
    (await get('/results', { 'x-forwarded-proto': 'https' })).headers['strict-transport-security'],
  ).toBeUndefined();
});

test('while the example is examined the page shows how far it is and says that it is not ready', async () => {
  working = 'recording evidence 3 of 9';
  try {
    const page = await get('/');
    expect([page.statusCode, page.headers['retry-after']]).toEqual([503, '2']);
    expect(page.body).toContain('recording evidence 3 of 9');
    expect((await get('/ready')).statusCode).toBe(503);
    expect((await get('/health')).statusCode).toBe(200);
  } finally {
    working = null;
  }
});

test('it is not ready while the database does not answer', async () => {
  expect((await get('/ready')).statusCode).toBe(200);
  broken = true;
  expect((await get('/ready')).json().detail).toBe('The database does not answer.');
  broken = false;
});

test('the log holds route and request id, and nothing that was typed', async () => {
  lines.length = 0;
  await get('/results/northline/items?secret=hunter2', { authorization: 'Bearer hunter2' });
  expect(lines.join('')).toContain('"route":"/results/:id/items"');
  expect(lines.join('')).toContain('"reqId":"0000');
  expect(lines.join('')).not.toContain('hunter2');
});

test('a result that waits for people says which file to fill in', async () => {
  const results = join(folder, 'waiting');
  await writeGoldenResult(results, 'northline');
  await rm(join(results, 'northline', 'report.pdf'));
  await writeFile(join(results, 'northline', 'judgements.skeleton.yaml'), 'manualTests: []\n');
  const waiting = make(results);
  const page = await waiting.inject('/');
  expect(page.body).toContain('waits for judgements');
  expect(page.body).toContain('judgements.skeleton.yaml');
  expect((await waiting.inject('/results/northline/report.pdf')).statusCode).toBe(404);
  await waiting.close();
});

test('a port that another program uses is refused in one sentence', async () => {
  const first = make(join(folder, 'one'));
  const listening = await listen(first, 0);
  const second = make(join(folder, 'one'));
  await expect(listen(second, listening.port)).rejects.toMatchObject({
    name: 'Refusal',
    message: `Port ${listening.port} is in use by another program.`,
    exit: 3,
  });
  expect((await fetch(`${listening.address}/health`)).status).toBe(200);
  await second.close();
  await listening.close();
});
