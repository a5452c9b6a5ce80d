/**
 * Whatever the API gets is answered with what was asked for or with a reason, never with a fault, and nothing is half done.
 * The requests follow from the seed: `TICKMARK_SEED=… npx vitest run test/generated.test.ts` repeats a run.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../src/http/api/openapi.ts';
import { buildServer, loggerTo, openResults } from '../src/http/index.ts';
import { csrfOf, sessionCookie } from '../src/identity/index.ts';
import type { Person } from './api.ts';
import { bodyOfOutside, type Document, each, memberRoutes, requestOf } from './isolation/asking.ts';
import { Chance } from './generated/chance.ts';
import { damage, encoded, hostileQuery, hostileText } from './generated/damage.ts';
import type { MemberRight } from './isolation/rights.ts';
import { addToken, openWorld, type Organization, type World } from './isolation/world.ts';

const requests = 100_000;
const atOnce = 12;
/** Whoever asks may end their own session or give up their own role with what they ask: others take over. */
const fresh = 400;
const seed = process.env['TICKMARK_SEED'] ?? randomBytes(6).toString('hex');

const told: string[] = [];
let world: World;
let document: Document;
let server: FastifyInstance;
beforeAll(async () => {
  world = await openWorld();
  const unlimited = { perSecond: 1e9, burst: 1e9 };
  server = buildServer({
    results: openResults(join(world.api.data, 'results')),
    verify: async () => 'Nothing is verified here.',
    working: () => null,
    ready: async () => undefined,
    verifier: join(world.api.data, 'verify.html'),
    newId: world.api.options.newId,
    logger: loggerTo({ write: (line: string) => void told.push(line) }),
    api: world.api.options,
    // Many more come here than one person or address may send.
    limits: { credential: unlimited, address: unlimited, door: unlimited },
  });
  document = JSON.parse(JSON.stringify(openApiDocument(world.api.routes, '0')));
});
afterAll(async () => {
  await server.close();
  await world.api.close();
});

interface Request {
  method: string;
  path: string;
  headers: Record<string, string>;
  payload?: string | Buffer;
}

describe(`generated requests, seed ${seed}`, () => {
  test('each is done, or refused with its reason and its place; none is a fault', async () => {
    const chance = new Chance(seed);
    const routes = memberRoutes(world.api.routes);
    // Events stay open for as long as a job runs; their own test follows them.
    const rights = world.rights.members.filter((right) => !right.path.endsWith('/events'));
    const strangers = world.api.routes.filter((route) => route.who !== 'member');
    const statuses = new Map<number, number>();
    const wrong: string[] = [];
    let people = await peopleOf(world);
    const list = Array.from({ length: requests }, (_, index) => index);
    await each(list, atOnce, async (index) => {
      if (index % fresh === 0) people = await peopleOf(world);
      const of = chance.of(world.organizations);
      const asking = people.get(of.id);
      if (asking === undefined) throw new Error('Nobody asks.');
      const request =
        chance.under(0.97) && rights.length > 0
          ? memberRequest(chance, chance.of(rights), routes, of)
          : strangersRequest(chance, strangers);
      if (request === null) return;
      sign(chance, request, chance.of(asking.people), asking.directory);
      const reply = await server
        .inject({
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- any word may stand for a method here
          method: request.method as 'GET',
          url: `/api/v1${request.path}`,
          headers: request.headers,
          ...(request.payload !== undefined && { payload: request.payload }),
        })
        .catch((error: unknown) => {
          // An export asks anew for each page: it breaks off, and does not end, when whoever reads it was put out meanwhile.
          if (!/\/export\.(csv|xlsx)|\/content/.test(request.path)) throw new Error(request.path, { cause: error });
          return null;
        });
      if (reply === null) return;
      statuses.set(reply.statusCode, (statuses.get(reply.statusCode) ?? 0) + 1);
      const against = whatIsWrong(reply.statusCode, reply.headers['content-type'] ?? '', reply.body);
      if (against !== null && wrong.length < 20)
        wrong.push(`${against}: ${wordsOf(request)} → ${reply.body.slice(0, 300)}`);
    });
    expect(wrong).toEqual([]);
    const of = (from: number, to: number): number =>
      [...statuses].filter(([status]) => status >= from && status < to).reduce((sum, [, count]) => sum + count, 0);
    // Both ways are walked: what was damaged only a little still happens, and most is refused for a reason.
    expect(of(200, 300)).toBeGreaterThan(requests / 50);
    expect(of(400, 500)).toBeGreaterThan(requests / 4);
    expect(told.filter((line) => line.includes('"fault"'))).toEqual([]);
    expect(world.leaks).toEqual([]);
  }, 900_000);

  test('nothing was half done: each record has all its versions, and each log every entry', async () => {
    const { rows: broken } = await world.api.owner.query(
      `SELECT r.id FROM management.record r
       WHERE r.version <> (SELECT count(*) FROM management.record_version v WHERE v.record_id = r.id)`,
    );
    expect(broken).toEqual([]);
    const { rows: logs } = await world.api.owner.query(
      `SELECT l.origin, l.next_index::int AS next, count(e.*)::int AS entries, coalesce(max(e.idx), -1)::int AS last
       FROM ledger.log l LEFT JOIN ledger.entry e USING (origin) GROUP BY l.origin, l.next_index`,
    );
    expect(logs.length).toBeGreaterThan(3);
    for (const log of logs) expect(log).toEqual({ ...log, entries: log.next, last: log.next - 1 });
  });
});

interface Askers {
  readonly people: readonly Person[];
  /** the directory's token */
  readonly directory: string;
}

/** Two of each organization who may do everything between them, with sessions of their own, and its directory. */
async function peopleOf({ api, organizations }: World): Promise<ReadonlyMap<string, Askers>> {
  const entries = organizations.map(async (one) => {
    const roles = [one.lead.roles, one.administrator.roles];
    const people = await Promise.all(
      roles.map((held) => api.addPerson(one.id, held, { proved: true, name: one.names })),
    );
    const administrator = await api.addPerson(one.id, one.administrator.roles, { proved: true, name: one.names });
    return [one.id, { people, directory: await addToken(api, administrator, ['scim']) }] as const;
  });
  return new Map(await Promise.all(entries));
}

function memberRequest(
  chance: Chance,
  right: MemberRight,
  routes: ReturnType<typeof memberRoutes>,
  of: Organization,
): Request | null {
  const route = routes.get(right.name);
  if (route === undefined) return null;
  const asked = requestOf(right, route, document, of);
  const request: Request = { method: right.method, path: asked.path, headers: { ...asked.headers } };
  if (Buffer.isBuffer(asked.body)) request.payload = asked.body;
  else if (asked.body !== undefined) request.payload = JSON.stringify(asked.body);
  return damaged(chance, request);
}

function strangersRequest(chance: Chance, strangers: World['api']['routes']): Request {
  const route = chance.of(strangers);
  const body = bodyOfOutside(document, route);
  const request: Request = {
    method: route.method,
    path: route.path.replaceAll(/\{\w+\}/g, () => encoded(hostileText(chance)).slice(0, 90) || 'x'),
    headers: {},
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  };
  return damaged(chance, request);
}

/** One to three things about the request are changed; one in ten stays as it is. */
function damaged(chance: Chance, request: Request): Request {
  if (request.payload !== undefined) request.headers['content-type'] ??= 'application/json';
  if (chance.under(0.1)) return request;
  for (let left = 1 + chance.below(3); left > 0; left -= 1) {
    const kind = chance.of(['body', 'body', 'body', 'query', 'path', 'header', 'method'] as const);
    if (kind === 'body') {
      const before = request.payload;
      request.payload = damage(chance, typeof before === 'string' ? before : '{}');
      request.headers['content-type'] ??= 'application/json';
    }
    if (kind === 'query') request.path += `${request.path.includes('?') ? '&' : '?'}${hostileQuery(chance)}`;
    if (kind === 'path') {
      const parts = request.path.split('/');
      parts[1 + chance.below(Math.max(1, parts.length - 1))] = encoded(hostileText(chance)).slice(0, 300);
      request.path = parts.join('/');
    }
    if (kind === 'header') {
      const name = chance.of([
        'if-match',
        'idempotency-key',
        'content-type',
        'accept',
        'last-event-id',
        'range',
        'x-forwarded-for',
      ]);
      // What cannot stand in a header never arrives.
      request.headers[name] = hostileText(chance)
        .replaceAll(/[^\x20-\x7e]/g, '?')
        .slice(0, 2_000);
    }
    if (kind === 'method' && chance.under(0.2))
      request.method = chance.of(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']);
  }
  return request;
}

function sign(chance: Chance, request: Request, person: Person, directory: string): void {
  request.headers['host'] = 'localhost';
  if (chance.under(0.02)) return;
  if (request.path.includes('/scim/') && chance.under(0.9)) {
    request.headers['authorization'] = `Bearer ${directory}`;
    return;
  }
  const token = chance.under(0.01) ? hostileText(chance).replaceAll(/[^\x21-\x7e]/g, '?') : person.token;
  request.headers['cookie'] = `${sessionCookie}=${token}`;
  if (!chance.under(0.01)) request.headers['x-tickmark-csrf'] = csrfOf(person.token);
}

/** What about an answer must never be; null: nothing. */
function whatIsWrong(status: number, type: string, body: string): string | null {
  if (status >= 500) return `status ${status}`;
  if (status < 400) return null;
  // HEAD is answered without a body.
  if (body === '') return null;
  // A directory is answered in its own words (RFC 7644 3.12).
  if (type.startsWith('application/scim+json')) {
    const { status: said, detail } = JSON.parse(body);
    if (said !== String(status) || typeof detail !== 'string') return 'an error without its reason';
  } else if (type.startsWith('application/problem+json')) {
    const { type: code, title, detail } = JSON.parse(body);
    if (typeof code !== 'string' || typeof title !== 'string' || typeof detail !== 'string')
      return 'a problem without its reason';
  } else return `no problem but ${type}`;
  if (/node_modules|\bat file:|SELECT |INSERT |pg_|\.ts:\d/.test(body.replaceAll(/"instance":"[^"]*"/g, '')))
    return 'the inside is told';
  return null;
}

function wordsOf({ method, path, headers, payload }: Request): string {
  const { cookie: _cookie, ...others } = headers;
  return `${method} ${path.slice(0, 300)} ${JSON.stringify(others)} ${String(payload ?? '').slice(0, 500)}`;
}
