/**
 * The wall, asked from every place it could leak at: every route by everybody, foreign names in every place of a request, every right in
 * the database and every policy taken away once. What may happen stands in test/rights.yaml and test/grants.yaml, written by hand.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiDocument } from '../src/http/api/openapi.ts';
import { buildServer } from '../src/http/server.ts';
import { openResults } from '../src/http/results.ts';
import { rolesBySide, tokenHash } from '../src/identity/index.ts';
import { describedRoutes } from '../src/routes.ts';
import type { Person } from './api.ts';
import { bodyOfOutside, type Came, cameOf, each, memberRoutes, requestOf } from './isolation/asking.ts';
import { memberBase, type MemberRight, type Outcome } from './isolation/rights.ts';
import { addToken, type Organization, openWorld, type World } from './isolation/world.ts';

let world: World;
let document: object;
let routes: ReturnType<typeof memberRoutes>;
beforeAll(async () => {
  world = await openWorld();
  document = openApiDocument(world.api.routes, '0');
  routes = memberRoutes(world.api.routes);
});
afterAll(() => world.api.close());

const nameOf = (organization: Organization) => `${organization.side} ${world.organizations.indexOf(organization)}`;
const routeOf = (right: MemberRight) => routes.get(right.name) ?? fail(`${right.name} is not served.`);

describe('the list of routes', () => {
  test('is one: what the server answers, the document describes and the rights name', async () => {
    const { rights, api } = world;
    const written = [
      ...rights.members.map((one) => one.name),
      ...rights.persons.keys(),
      ...rights.strangers,
    ].toSorted();
    expect(
      describedRoutes()
        .map((route) => `${route.method} ${route.path}`)
        .toSorted(),
    ).toEqual(written);
    expect(api.routes.map((route) => `${route.method} ${route.path}`).toSorted()).toEqual(written);
    const { paths } = document as { paths: Record<string, Record<string, unknown>> };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1', '')}`),
    );
    expect(described.toSorted()).toEqual(written);

    const served = await served_();
    expect(served.filter((one) => one.includes(' /api/v1/')).toSorted()).toEqual(
      written.map((one) => one.replace(' ', ' /api/v1').replaceAll(/\{(\w+)\}/g, ':$1')).toSorted(),
    );
    expect(served.filter((one) => !one.includes(' /api/v1/')).toSorted()).toEqual(rights.pages.toSorted());
    expect(rights.roles).toEqual(rolesBySide);
  });

  test('is open to strangers below /auth, /session, /setup and /public alone', () => {
    const { rights, api } = world;
    const who = (kind: string) =>
      api.routes
        .filter((route) => route.who === kind)
        .map((route) => `${route.method} ${route.path}`)
        .toSorted();
    expect(who('stranger')).toEqual(rights.strangers.toSorted());
    expect(who('person')).toEqual([...rights.persons.keys()].toSorted());
    for (const name of [...rights.strangers, ...rights.persons.keys()]) {
      expect(name).toMatch(/^[A-Z]+ \/(auth|session|setup|public)(\/|$)/);
    }
    for (const { path } of rights.members) expect(path.startsWith(`${memberBase}/`)).toBe(true);
  });
});

/** Every method and address the whole server has, HEAD beside GET left out. */
async function served_(): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-served-'));
  await mkdir(join(folder, 'dist'));
  await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html>');
  const app = buildServer({
    results: openResults(folder),
    verify: () => Promise.resolve('not asked'),
    working: () => null,
    ready: () => Promise.resolve(),
    verifier: join(folder, 'verify.html'),
    newId: () => 'x',
    logger: pino({ enabled: false }),
    api: world.api.options,
    application: join(folder, 'dist'),
    version: '0',
    pools: {},
  });
  try {
    await app.ready();
    const printed = app.printRoutes();
    const found: string[] = [];
    const above: string[] = [];
    for (const line of printed.split('\n')) {
      const parsed = /^([│├└─\s]*)(\S.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
      if (parsed === null || line.includes('(empty root node)')) continue;
      const [, indent = '', segment = '', methods] = parsed;
      const depth = Math.floor(indent.length / 4);
      above.length = depth;
      above[depth] = segment;
      const path = above.join('');
      for (const method of methods?.split(', ') ?? []) {
        if (method === 'HEAD') continue;
        expect(app.hasRoute({ method: method as 'GET', url: path })).toBe(true);
        found.push(`${method} ${path}`);
      }
    }
    return found;
  } finally {
    await app.close();
    await rm(folder, { recursive: true });
  }
}

describe('every route', () => {
  test('does for every role what the rights say, in each of the organizations', async () => {
    const { rights, organizations, ask } = world;
    const wrong: string[] = [];
    let asked = 0;
    await Promise.all(
      organizations.map(async (organization) => {
        const { side, people } = organization;
        for (const right of rights.members) {
          const came = new Map<string, Came>();
          await Promise.all(
            [...people].map(async ([role, person]) => {
              const { path, ...request } = requestOf(right, routeOf(right), document, organization);
              const reply = await ask(person, right.method, path, request);
              asked += 1;
              came.set(role, cameOf(reply));
              const says = agrees(right.expected(side, role), cameOf(reply), right.method);
              if (!says)
                wrong.push(
                  `${right.name} by ${role} of ${nameOf(organization)}: ${reply.status} ${reply.text.slice(0, 200)}`,
                );
              if (
                right.line.shows !== undefined &&
                right.expected(side, role) === 'allowed' &&
                !reply.text.includes(organization[right.line.shows])
              ) {
                wrong.push(
                  `${right.name} by ${role} of ${nameOf(organization)} does not show its own ${right.line.shows}`,
                );
              }
            }),
          );
          const some = rights.roles[side].some((role) => right.expected(side, role) === 'allowed');
          if (some && ![...came.values()].includes('done'))
            wrong.push(`${right.name} was done by nobody of ${nameOf(organization)}`);
        }
      }),
    );
    expect(wrong).toEqual([]);
    expect(asked).toBe(rights.members.length * (2 * rights.roles.management.length + 2 * rights.roles.firm.length));
    expect(world.leaks).toEqual([]);
  });

  test('is closed to whoever is not signed in to the end, not a member any more, or asks beyond a token', async () => {
    const { rights, organizations, ask, api } = world;
    const wrong: string[] = [];
    const [company, , firm] = organizations;
    for (const organization of [company, firm]) {
      const { side, lead } = organization;
      const strangers = await lockedOut(organization);
      const scopes = [...routes.values()].map((route) => `${route.part}:${route.action}`);
      const wide = await addToken(api, lead, [...new Set(scopes)]);
      const narrow = await addToken(api, lead, ['nothing:read', 'nothing:administer']);
      await each(rights.members, 4, async (right) => {
        const route = routeOf(right);
        const { path, ...request } = requestOf(right, route, document, organization);
        const note = (who: string, expected: Outcome | Came, came: Came) => {
          const fits = expected === 'allowed' ? agrees(expected, came, right.method) : came === expected;
          if (!fits) wrong.push(`${right.name} by ${who} of ${side}: ${came} and not ${expected}`);
        };
        for (const [who, { person, expected, ...more }] of strangers) {
          note(who, expected, cameOf(await ask(person, right.method, path, { ...request, ...more })));
        }
        const may = right.expected(side, lead.roles[0] ?? '');
        const decides = ['sign', 'erase', 'administer'].includes(route.action);
        note(
          'a token',
          may === 'allowed' && decides ? 'refused' : may,
          cameOf(await ask(lead, right.method, path, { ...request, bearer: wide })),
        );
        note(
          'a token out of scope',
          may === 'absent' ? 'absent' : 'refused',
          cameOf(await ask(lead, right.method, path, { ...request, bearer: narrow })),
        );
        if (right.method !== 'GET')
          note('another site', 'forged', cameOf(await ask(lead, right.method, path, { ...request, csrf: false })));
        if (right.line.fresh === true) {
          const earlier = await api.addPerson(organization.id, organization.administrator.roles);
          note('an earlier proof', 'stale-proof', cameOf(await ask(earlier, right.method, path, request)));
        } else expect([right.name, route.fresh ?? false]).toEqual([right.name, false]);
      });
    }
    expect(wrong).toEqual([]);
    expect(world.leaks).toEqual([]);
  });

  test('of a person asks for a whole session, and of strangers tells nothing of anybody', async () => {
    const { rights, api, ask, organizations } = world;
    const wrong: string[] = [];
    const outside = api.routes.filter((route) => route.who !== 'member');
    for (const route of outside) {
      const name = `${route.method} ${route.path}`;
      const path = route.path.replace('{id}', api.options.newId()).replace('{token}', 'a'.repeat(43));
      const body = bodyOfOutside(document, route);
      const request = body === undefined ? {} : { body };
      if (route.who === 'stranger') {
        const came = cameOf(await ask(null, route.method, path, request));
        if (!['done', 'reached'].includes(came)) wrong.push(`${name} by nobody: ${came}`);
        continue;
      }
      const half = rights.persons.get(name)?.half === true;
      for (const [who, { person, ...more }] of await lockedOut(organizations[0])) {
        const isMember = ![
          'of nobody',
          'unknown',
          'expired',
          'idle',
          'revoked',
          'half',
          'by an expired token',
          'by a revoked token',
        ].includes(who);
        const reply = await ask(person, route.method, path, { ...request, ...more });
        const opened = !['nobody', 'half'].includes(cameOf(reply));
        if (opened !== (isMember || (who === 'half' && half)))
          wrong.push(`${name} by ${who}: ${reply.status} ${reply.text.slice(0, 160)}`);
      }
      const own = await api.addPerson(organizations[0].id, ['reader-org']);
      const came = cameOf(await ask(own, route.method, path, request));
      if (['nobody', 'fault', 'absent'].includes(came)) wrong.push(`${name} by a person: ${came}`);
    }
    expect(wrong).toEqual([]);
    expect(world.leaks).toEqual([]);
  });
});

interface LockedOut {
  readonly person: Person | null;
  readonly expected: Came;
  readonly bearer?: string;
}

/** People who were members and could do everything, but for one thing. */
async function lockedOut(organization: Organization): Promise<ReadonlyMap<string, LockedOut>> {
  const { api } = world;
  const roles = [...organization.lead.roles, ...organization.administrator.roles];
  const but = async (sql: string): Promise<LockedOut> => {
    const person = await api.addPerson(organization.id, [...new Set(roles)], { proved: true });
    await api.owner.query(sql, [person.id]);
    return { person, expected: 'absent' };
  };
  const token = async (sql: string): Promise<LockedOut> => {
    const bearer = await addToken(api, organization.lead, ['members:read', 'services:read', 'registers:read']);
    await api.owner.query(sql, [tokenHash(bearer)]);
    return { person: organization.lead, expected: 'absent', bearer };
  };
  const half = await api.addPerson(organization.id, organization.lead.roles, { proved: true, factorDone: false });
  return new Map(
    Object.entries({
      'of nobody': { person: null, expected: 'nobody' },
      unknown: { person: { ...organization.lead, token: randomBytes(32).toString('base64url') }, expected: 'absent' },
      expired: await but(`UPDATE identity.session SET expires_at = now() - interval '1 second' WHERE person_id = $1`),
      idle: await but(`UPDATE identity.session SET seen_at = now() - interval '13 hours' WHERE person_id = $1`),
      revoked: await but('UPDATE identity.session SET revoked_at = now() WHERE person_id = $1'),
      half: { person: half, expected: 'half' },
      suspended: await but(`UPDATE identity.membership SET state = 'suspended' WHERE person_id = $1`),
      left: await but(`UPDATE identity.membership SET state = 'left' WHERE person_id = $1`),
      ended: await but(`UPDATE identity.membership SET until = now() - interval '1 second' WHERE person_id = $1`),
      'by an expired token': await token(`UPDATE identity.api_token SET expires_at = now() WHERE token_hash = $1`),
      'by a revoked token': await token(`UPDATE identity.api_token SET revoked_at = now() WHERE token_hash = $1`),
    } satisfies Record<string, LockedOut>),
  );
}

function agrees(expected: Outcome, came: Came, method: string): boolean {
  if (expected === 'allowed') return came === 'done' || (method !== 'GET' && came === 'reached');
  return came === expected;
}

function fail(what: string): never {
  throw new Error(what);
}
