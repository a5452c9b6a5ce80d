/**
 * The wall, asked from every place it could leak at: every route by everybody, foreign names in every place of a request, every right in
 * the database and every policy taken away once. What may happen stands in test/rights.yaml and test/grants.yaml, written by hand.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Transaction } from '../src/adapters/postgres/pool.ts';
import { logOrigin } from '../src/http/api/as-member.ts';
import { openApiDocument } from '../src/http/api/openapi.ts';
import { buildServer } from '../src/http/server.ts';
import { openResults } from '../src/http/results.ts';
import { type Question } from '../src/identity/decide.ts';
import { type Decider, openDecider, rolesBySide, tokenHash } from '../src/identity/index.ts';
import { isAdministrator } from '../src/identity/rules.ts';
import { describedRoutes } from '../src/routes.ts';
import { origin, type Person } from './api.ts';
import {
  bodyOfOutside,
  type Came,
  cameOf,
  type Document,
  each,
  memberRoutes,
  requestOf,
  type Same,
  sameAs,
} from './isolation/asking.ts';
import { attempts, isSide, type Table, tablesOf, Wall } from './isolation/database.ts';
import { privileges, readGrants } from './isolation/grants.ts';
import { memberBase, type MemberRight, type Outcome } from './isolation/rights.ts';
import { addToken, everyRow, formsOf, type Organization, openWorld, personOf, type World } from './isolation/world.ts';

let world: World;
let document: Document;
let routes: ReturnType<typeof memberRoutes>;
beforeAll(async () => {
  world = await openWorld();
  document = JSON.parse(JSON.stringify(openApiDocument(world.api.routes, '0')));
  routes = memberRoutes(world.api.routes);
});
// A proof is fresh for five minutes, and all of these take longer on a busy machine.
beforeEach(async () => {
  await world.api.owner.query('UPDATE identity.session SET proved_at = now() WHERE proved_at IS NOT NULL');
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
    const { paths } = document;
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
        expect(app.hasRoute({ method, url: path })).toBe(true);
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
        // In the second organization of a side one register of a word stands for all: the first shows that each does the same.
        const isSecond = organizations.findIndex((one) => one.side === side) !== organizations.indexOf(organization);
        const patterns = new Map(rights.members.map((right) => [right.pattern, right]));
        for (const right of isSecond ? patterns.values() : rights.members) {
          const came = new Map<string, Came>();
          await Promise.all(
            [...people].map(async ([role, person]) => {
              const { path, ...request } = requestOf(right, routeOf(right), document, organization);
              const reply = await ask(person, right.method, path, request);
              asked += 1;
              came.set(role, cameOf(reply));
              const says = agrees(right.expected(side, role), cameOf(reply), right);
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
          if (some && right.line.done !== false && ![...came.values()].includes('done'))
            wrong.push(`${right.name} was done by nobody of ${nameOf(organization)}`);
        }
      }),
    );
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(rights.members.length * (rights.roles.management.length + rights.roles.firm.length));
    expect(world.leaks).toEqual([]);
  });

  test('is closed to whoever is not signed in to the end, not a member any more, or asks beyond a token', async () => {
    const { rights, organizations, ask, api } = world;
    const wrong: string[] = [];
    const [company, , firm] = organizations;
    for (const organization of [company, firm]) {
      const { side, lead, administrator } = organization;
      const strangers = await lockedOut(organization);
      const scopes = [...routes.values()].map((route) => `${route.part}:${route.action}`);
      const wide = await addToken(api, lead, [...new Set(scopes)]);
      const directorys = await addToken(api, administrator, ['scim']);
      const narrow = await addToken(api, lead, ['nothing:read', 'nothing:administer']);
      await each(rights.members, 4, async (right) => {
        const route = routeOf(right);
        const { path, ...request } = requestOf(right, route, document, organization);
        const note = (who: string, expected: Outcome | Came, came: Came) => {
          const fits = expected === 'allowed' ? agrees(expected, came, right) : came === expected;
          if (!fits) wrong.push(`${right.name} by ${who} of ${side}: ${came} and not ${expected}`);
        };
        for (const [who, { person, expected, ...more }] of strangers) {
          note(who, expected, cameOf(await ask(person, right.method, path, { ...request, ...more })));
        }
        const may = right.expected(side, lead.roles[0] ?? '');
        const decides = right.line.person === true || ['sign', 'erase', 'administer'].includes(route.action);
        const isDirectorys = right.line.directory === true;
        const came = cameOf(await ask(administrator, right.method, path, { ...request, bearer: directorys }));
        note('a directory’s token', isDirectorys ? 'allowed' : may === 'absent' ? 'absent' : 'refused', came);
        note(
          'a token',
          may === 'allowed' && decides
            ? 'refused'
            : may === 'allowed' && right.line.fresh === true
              ? 'stale-proof'
              : may,
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
          const roles = rights.roles[side].filter((role) => right.expected(side, role) === 'allowed').slice(0, 1);
          // It may be the other side's alone.
          if (roles.length > 0) {
            const earlier = await api.addPerson(organization.id, roles);
            note('an earlier proof', 'stale-proof', cameOf(await ask(earlier, right.method, path, request)));
          }
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

describe('a name of another organization', () => {
  test('in the path answers like one that is nobody’s, on every route, and changes nothing there', async () => {
    const { rights, organizations, ask, api } = world;
    const before = await everyRow(world);
    const wrong: string[] = [];
    const missing = api.options.newId();
    await Promise.all(
      organizations.map(async (asker) => {
        for (const right of rights.members) {
          const route = routeOf(right);
          const asks = async (of: Organization, organizationId: string) => {
            const { path, ...request } = requestOf(right, route, document, of, { organizationId });
            return sameAs(await ask(asker.lead, right.method, path, request));
          };
          const nobodys = await asks(asker, missing);
          for (const other of organizations.filter((one) => one !== asker)) {
            // With the other's own records, members and tokens: what would be answered if anything were.
            const theirs = await asks(other, other.id);
            if (!isDeepStrictEqual(theirs, nobodys))
              wrong.push(
                `${right.name} of ${nameOf(other)} by ${nameOf(asker)}: ${JSON.stringify([theirs, nobodys]).slice(0, 400)}`,
              );
          }
          if (nobodys.status !== 404)
            wrong.push(`${right.name} of nobody by ${nameOf(asker)}: ${JSON.stringify(nobodys)}`);
        }
      }),
    );
    expect(wrong).toEqual([]);
    expect(await everyRow(world)).toEqual(before);
  });

  test('in the place of an own id or code answers like one that is nobody’s, and changes nothing', async () => {
    const { rights, organizations, ask, api } = world;
    const before = await everyRow(world);
    const wrong: string[] = [];
    let compared = 0;
    for (const asker of organizations) {
      const named = rights.members.filter((one) => /\{(?!organizationId)/.test(one.path));
      await each(named, 4, async (right) => {
        const role = rights.roles[asker.side].find((one) => right.expected(asker.side, one) === 'allowed');
        if (role === undefined) return;
        const asks = async (id: string) => {
          const { path, ...request } = requestOf(right, routeOf(right), document, asker, { id });
          return sameAs(await ask(personOf(asker.people, role), right.method, path, request));
        };
        const nobodys = { id: await asks(api.options.newId()), code: await asks('XYZ-999999') };
        for (const other of organizations.filter((one) => one !== asker)) {
          const things =
            right.register === null ? [...Object.values(other.things).filter(isName), other.lead.id, other.id] : [];
          const records =
            other.side === asker.side
              ? [other.records.get(right.register ?? '')]
              : [...other.records.values()].slice(0, 2);
          for (const id of [...things, ...records.flatMap((one) => (one === undefined ? [] : [one.id, one.code]))]) {
            const expected = isUuid(id) ? nobodys.id : nobodys.code;
            const theirs = await asks(id);
            compared += 1;
            if (!isDeepStrictEqual(theirs, expected))
              wrong.push(
                `${right.name} with ${id} of ${nameOf(other)} by ${nameOf(asker)}: ${JSON.stringify([theirs, expected]).slice(0, 400)}`,
              );
          }
        }
        if (nobodys.id.status !== 404) wrong.push(`${right.name} with nobody’s id: ${JSON.stringify(nobodys.id)}`);
      });
    }
    expect(wrong).toEqual([]);
    expect(compared).toBeGreaterThan(500);
    expect(await everyRow(world)).toEqual(before);
  });

  test('in a query finds nothing, in a cursor leads nowhere else, in a body is refused like one that is nobody’s', async () => {
    const { organizations, ask, api } = world;
    const [company, other, firm] = organizations;
    const base = `/organizations/${company.id}`;
    const get = async (path: string) => sameAs(await ask(company.lead, 'GET', `${base}${path}`));
    const nobody = api.options.newId();
    for (const foreign of [other.lead.id, firm.lead.id]) {
      expect(await get(`/risks?owner=${foreign}`)).toEqual(await get(`/risks?owner=${nobody}`));
      expect(await get(`/members?after=${foreign}`)).toEqual(await get(`/members?after=${nobody}`));
    }
    expect((await get(`/risks?owner=${company.lead.id}`)).body.items.length).toBeGreaterThan(0);

    // A cursor is a place in a list, not a right to it: another organization's shows own records, as any made-up place does.
    for (const sort of ['code', 'changedAt', 'dueOn', 'state']) {
      const theirs = (await ask(other.lead, 'GET', `/organizations/${other.id}/services?sort=${sort}&limit=1`)).json;
      const cursor = String(theirs.next);
      const place = Buffer.from(cursor, 'base64url').toString();
      // The same place, by an id that is nobody's.
      const made = Buffer.from(place.replace(/(.)"\]$/, (_all, last) => `${last === '0' ? '1' : '0'}"]`)).toString(
        'base64url',
      );
      expect(made).not.toBe(cursor);
      const answers = [
        await get(`/services?sort=${sort}&cursor=${cursor}`),
        await get(`/services?sort=${sort}&cursor=${made}`),
      ];
      expect(answers[0]?.status).toBe(200);
      expect(answers[0]).toEqual(answers[1]);
    }

    const risk = { title: `${company.words} named`, likelihood: 'rare', impact: 'low' };
    const { id } = company.records.get('risks') ?? fail('no risk');
    const version = (await ask(company.lead, 'GET', `${base}/risks/${id}`)).headers['etag'];
    const named: Record<string, (person: string) => Promise<Same>> = {
      owner: async (ownerId) =>
        sameAs(
          await ask(company.lead, 'POST', `${base}/risks`, { body: { ownerId, content: risk }, headers: newKey() }),
        ),
      'new owner': async (ownerId) =>
        sameAs(
          await ask(company.lead, 'PATCH', `${base}/risks/${id}`, {
            body: { ownerId },
            headers: { 'if-match': String(version) },
          }),
        ),
      mention: async (person) =>
        sameAs(
          await ask(company.lead, 'POST', `${base}/risks/${id}/comments`, {
            body: { text: 'Look', mentions: [person] },
          }),
        ),
    };
    for (const [place, asks] of Object.entries(named)) {
      const nobodys = await asks(nobody);
      expect([place, nobodys.status]).toEqual([place, 422]);
      for (const foreign of [other.lead.id, firm.lead.id])
        expect([place, await asks(foreign)]).toEqual([place, nobodys]);
    }
    // What evidence serves and replaces is named by code, which must be an own one.
    const announces = async (about: object, code: string) => {
      const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
      const body = { name: 'nothing.txt', size: 0, sha256, ...about };
      const { text, status } = await ask(company.lead, 'POST', `${base}/uploads`, { body, headers: newKey() });
      return [status, text.replaceAll(code, 'CODE').replaceAll(/"instance":"[^"]*"/g, '')];
    };
    const theirs = { record: other.records.get('risks')?.code ?? '', evidence: other.things['evidenceCode'] ?? '' };
    expect(theirs.evidence).toMatch(/^EV-\d+$/);
    for (const [about, foreign, none] of [
      [(code: string) => ({ links: [code] }), theirs.record, 'RSK-999'],
      [(code: string) => ({ replaces: code }), theirs.evidence, 'EV-9999'],
    ] as const) {
      const refused = await announces(about(foreign), foreign);
      expect(refused[0]).toBeGreaterThanOrEqual(400);
      expect(refused).toEqual(await announces(about(none), none));
    }
    expect((await get(`/evidence?record=${theirs.record}`)).body.items).toEqual([]);
    expect((await get(`/evidence?q=${other.words}`)).body.items).toEqual([]);
    expect((await get(`/evidence?q=${company.words}`)).body.items.length).toBeGreaterThan(0);
    // Codes of other records are words of a text: they are kept as they were typed and lead, if anywhere, to own records.
    const quoted = await ask(company.lead, 'POST', `${base}/risks`, {
      body: { content: { ...risk, controls: [other.records.get('controls')?.code] } },
      headers: newKey(),
    });
    expect(quoted.status).toBe(201);
    const theirCode = other.records.get('risks')?.code ?? '';
    expect((await get(`/search?q=${theirCode}`)).body.items).toEqual([]);
    expect(world.leaks).toEqual([]);
  });

  test('in a header is no right: a key somebody else used makes a record of one’s own, a version of theirs is stale', async () => {
    const { organizations, ask } = world;
    const [company, other] = organizations;
    const key = { 'idempotency-key': 'the-same-key' };
    const create = (by: Organization) =>
      ask(by.lead, 'POST', `/organizations/${by.id}/tasks`, {
        body: { content: { title: `${by.words} task` } },
        headers: key,
      });
    const [theirs, own] = [await create(other), await create(company)];
    expect([theirs.status, own.status]).toEqual([201, 201]);
    expect(own.json.id).not.toBe(theirs.json.id);
    // The same key by a colleague is a key of theirs too.
    const colleague = await ask(
      personOf(company.people, 'control-owner'),
      'POST',
      `/organizations/${company.id}/tasks`,
      {
        body: { content: { title: `${company.words} task` } },
        headers: key,
      },
    );
    expect(colleague.json.id).not.toBe(own.json.id);

    const change = (organization: string, etag: string) =>
      ask(company.lead, 'PATCH', `/organizations/${organization}/tasks/${own.json.id}`, {
        body: { why: 'x' },
        headers: { 'if-match': etag },
      });
    const seeded = await ask(other.lead, 'GET', `/organizations/${other.id}/risks/${other.records.get('risks')?.id}`);
    expect(seeded.headers['etag']).not.toBe(own.headers['etag']);
    expect(sameAs(await change(company.id, String(seeded.headers['etag'])))).toEqual(
      sameAs(await change(company.id, '"v999"')),
    );
    expect((await change(company.id, String(own.headers['etag']))).status).toBe(200);
    expect(world.leaks).toEqual([]);
  });

  test('is not known to search and export, which find what is one’s own', async () => {
    const { organizations, adviser, ask } = world;
    for (const asker of organizations) {
      const reader = asker.lead;
      for (const told of organizations) {
        const { items } = (await ask(reader, 'GET', `/organizations/${asker.id}/search?q=${told.words}`)).json;
        expect([nameOf(asker), nameOf(told), items.length > 0]).toEqual([nameOf(asker), nameOf(told), asker === told]);
      }
    }
    const [company, other] = organizations;
    // Whoever works in two organizations sees in each what is its own.
    for (const [asked, hidden] of [
      [company, other],
      [other, company],
    ] as const) {
      const base = `/organizations/${asked.id}`;
      for (const path of [
        '/risks',
        '/risks/export.csv',
        `/search?q=${asked.words}`,
        '/members',
        `/risks/${asked.records.get('risks')?.id}/history`,
      ]) {
        const reply = await ask(adviser, 'GET', `${base}${path}`, { own: [asked.id] });
        expect([path, reply.status]).toEqual([path, 200]);
        expect(reply.text).toContain(path === '/members' ? asked.names : asked.words);
      }
      expect((await ask(adviser, 'GET', `${base}/search?q=${hidden.words}`, { own: [asked.id] })).json.items).toEqual(
        [],
      );
      expect(
        (await ask(adviser, 'GET', `${base}/risks/${hidden.records.get('risks')?.id}`, { own: [asked.id] })).status,
      ).toBe(404);
    }
    const session = await ask(adviser, 'GET', '/session', { own: [company.id, other.id] });
    expect(session.json.memberships.map((one: { organizationId: string }) => one.organizationId).toSorted()).toEqual(
      [company.id, other.id].toSorted(),
    );
    expect(world.leaks).toEqual([]);
  });

  test('cannot be given to a person of the other side', async () => {
    const { organizations, api } = world;
    const [company, , firm] = organizations;
    const joinAs = (organization: Organization, person: Person, role: string) =>
      api.owner.query(
        `INSERT INTO identity.membership (organization_id, person_id, roles, state, since, changed_at) VALUES ($1, $2, ARRAY[$3], 'active', now(), now())`,
        [organization.id, person.id, role],
      );
    // R-WALL-01
    await expect(joinAs(firm, company.lead, 'staff')).rejects.toThrow('the other side of the wall');
    await expect(joinAs(company, firm.lead, 'reader-org')).rejects.toThrow('the other side of the wall');
  });
});

describe('what people wrote', () => {
  test('is in no line of the log and in no file of the data directory, a fault’s neither', async () => {
    const { organizations, api, ask, log } = world;
    const [company] = organizations;
    await api.owner.query('REVOKE INSERT ON management.record FROM tickmark_management');
    try {
      const failed = await ask(company.lead, 'POST', `/organizations/${company.id}/tasks`, {
        body: { content: { title: `${company.words} fails` } },
        headers: newKey(),
      });
      expect(failed.status).toBe(500);
    } finally {
      await api.owner.query('GRANT INSERT ON management.record TO tickmark_management');
    }
    await api.recorder.integrate();
    const canaries = organizations.flatMap(({ words, names }) => [words, names]);
    const lines = log.join('').toLowerCase();
    expect(lines).toContain('fault');
    expect(lines.length).toBeGreaterThan(100_000);
    for (const canary of canaries) expect(lines).not.toContain(canary);
    const files = (await readdir(api.data, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
    expect(files.length).toBeGreaterThan(10);
    for (const file of files) {
      const bytes = await readFile(join(file.parentPath, file.name));
      for (const form of canaries.flatMap(formsOf))
        expect([file.name, bytes.includes(form)]).toEqual([file.name, false]);
    }
  });

  test('is in no column for whoever reads the whole database without the keys; names stand where the list says', async () => {
    const { organizations, api } = world;
    const { rows: columns } = await api.owner.query<{ table: string; name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS table, a.attname AS name FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`,
    );
    expect(columns.length).toBeGreaterThan(150);
    const pattern = (canaries: readonly string[]) => canaries.flatMap(formsOf).join('|').replaceAll('+', '\\+');
    const [words, names] = [
      pattern(organizations.map((one) => one.words)),
      pattern(organizations.map((one) => one.names)),
    ];
    const found = { words: [] as string[], names: [] as string[] };
    const tables = Map.groupBy(columns, (column) => column.table);
    for (const [table, held] of tables) {
      const any = (form: string) =>
        held.map(({ name }) => `coalesce(bool_or(${name}::text ~* ${form}), false) AS ${name}`).join(', ');
      for (const [kind, form] of [
        ['words', words],
        ['names', names],
      ] as const) {
        const { rows } = await api.owner.query<Record<string, boolean>>(`SELECT ${any(`'${form}'`)} FROM ${table}`);
        found[kind].push(...held.filter(({ name }) => rows[0]?.[name] === true).map(({ name }) => `${table}.${name}`));
      }
    }
    expect(found.words).toEqual([]);
    expect(found.names.toSorted()).toEqual(readGrants().clear.toSorted());
  });
});

describe('the database', () => {
  /** In a transaction of the owner that is undone. */
  const undone = async <T>(
    work: (transaction: Transaction, wall: Wall, tables: readonly Table[]) => Promise<T>,
  ): Promise<T> => {
    const client = await world.api.owner.connect();
    try {
      await client.query('BEGIN');
      await client.query(attempts);
      return await work(client, new Wall(client, world, readGrants()), await tablesOf(client));
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  };
  /** Does something, asks what comes of it, and undoes it. */
  const after = async <T>(transaction: Transaction, sql: string, ask: () => Promise<T>): Promise<T> => {
    await transaction.query('SAVEPOINT whole');
    await transaction.query(sql);
    const answer = await ask();
    await transaction.query('ROLLBACK TO SAVEPOINT whole');
    return answer;
  };

  test('lets every role do at every table what the list says, to its own rows, and nothing without a setting', async () => {
    expect(await undone((_transaction, wall, tables) => wall.learn(tables))).toEqual([]);
  });

  test('has no grant, function or membership of a role that is not on the list', async () => {
    const { api } = world;
    const grants = readGrants();
    const { rows } = await api.owner.query<{
      role: string;
      table: string;
      privilege: string;
      columns: string[] | null;
    }>(
      `WITH held AS (
         SELECT c.oid, c.relowner, a.grantee, a.privilege_type, NULL::text AS attname FROM pg_class c, aclexplode(c.relacl) a
         UNION ALL
         SELECT c.oid, c.relowner, a.grantee, a.privilege_type, t.attname::text FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid, aclexplode(t.attacl) a
       )
       SELECT coalesce(r.rolname, 'PUBLIC') AS role, format('%I.%I', n.nspname, c.relname) AS table, h.privilege_type AS privilege, array_agg(h.attname ORDER BY h.attname COLLATE "C") AS columns
       FROM held h JOIN pg_class c ON c.oid = h.oid JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_roles r ON r.oid = h.grantee
       WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND h.grantee <> h.relowner
       GROUP BY 1, 2, 3`,
    );
    const lineOf = (one: {
      role: string;
      table: string;
      privilege: string;
      columns: readonly (string | null)[] | null;
    }) =>
      `${one.role} ${one.table} ${one.privilege} ${(one.columns ?? []).filter((column) => column !== null).join(' ')}`.trim();
    expect(rows.map(lineOf).toSorted()).toEqual(grants.grants.map(lineOf).toSorted());

    const functions = await api.owner.query<{ name: string; called: string[]; trigger: boolean }>(
      `SELECT p.oid::regprocedure::text AS name, p.prorettype = 'trigger'::regtype AS trigger,
              (SELECT coalesce(array_agg(coalesce(r.rolname::text, 'PUBLIC') ORDER BY r.rolname::text), '{}') FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
               LEFT JOIN pg_roles r ON r.oid = a.grantee WHERE a.grantee <> p.proowner) AS called
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prosecdef AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`,
    );
    expect(Object.fromEntries(functions.rows.map((one) => [one.name, one.trigger ? 'trigger' : one.called]))).toEqual(
      grants.functions,
    );

    const members = await api.owner.query<{ member: string; roles: string[] }>(
      `SELECT m.member::regrole::text AS member, array_agg(m.roleid::regrole::text ORDER BY m.roleid::regrole::text) AS roles FROM pg_auth_members m
       WHERE m.member::regrole::text LIKE 'tickmark\\_%' GROUP BY 1`,
    );
    // Each installation of a server has a login of its own, which may do nothing by itself.
    const isLogin = (name: string) => name.startsWith('tickmark_session_');
    const named = members.rows.map((one) => [isLogin(one.member) ? 'tickmark_session' : one.member, one.roles]);
    expect(Object.fromEntries(named)).toEqual(grants.members);
    const powers = await api.owner.query(
      `SELECT rolname FROM pg_roles WHERE rolname LIKE 'tickmark\\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication OR rolinherit OR rolcanlogin AND rolname NOT LIKE 'tickmark\\_session\\_%')`,
    );
    expect(powers.rows).toEqual([]);
    const roles = await api.owner.query<{ name: string }>(
      `SELECT rolname AS name FROM pg_roles WHERE rolname LIKE 'tickmark\\_%' ORDER BY 1`,
    );
    const names = roles.rows.map((one) => one.name).filter((name) => !isLogin(name));
    expect([...names, 'PUBLIC'].toSorted()).toEqual(grants.roles.toSorted());
  });

  test('forces row-level security at every table a side may ask, with a policy that names the organization', async () => {
    const sides = readGrants()
      .grants.filter((one) => isSide(one.role))
      .map((one) => one.table);
    const { rows } = await world.api.owner.query<{ table: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relrowsecurity AND c.relforcerowsecurity`,
    );
    const forced = new Set(rows.map((one) => one.table));
    expect(sides.filter((table) => !forced.has(table))).toEqual([]);
  });

  test('refuses a reference from a row of one organization to a row of another', async () => {
    const { rows } = await world.api.owner.query<{ name: string; own: string }>(
      `SELECT format('%I.%I.%I', n.nspname, c.relname, k.conname) AS name FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute mine ON mine.attrelid = k.conrelid AND mine.attname = 'organization_id'
       JOIN pg_attribute theirs ON theirs.attrelid = k.confrelid AND theirs.attname = 'organization_id'
       WHERE k.contype = 'f' AND NOT (mine.attnum = ANY (k.conkey) AND theirs.attnum = ANY (k.confkey))`,
    );
    expect(rows.map((row) => row.name).toSorted()).toEqual(Object.keys(readGrants().loose).toSorted());

    const [company, other] = world.organizations;
    const id = (of: Organization, register: string) => of.records.get(register)?.id ?? fail(`no ${register}`);
    await undone(async (_transaction, wall) => {
      const insert = (table: string, values: Record<string, string>) => {
        const row = { organization_id: `'${company.id}'`, at: 'now()', by_person: `'${company.lead.id}'`, ...values };
        return `INSERT INTO management.${table} (${Object.keys(row).join(', ')}) VALUES (${Object.values(row).join(', ')})`;
      };
      const link = (from: string, to: string) => insert('link', { from_id: `'${from}'`, to_id: `'${to}'` });
      const comment = (record: string) =>
        insert('comment', { id: 'gen_random_uuid()', record_id: `'${record}'`, sealed: `'\\x01'` });
      const version = (record: string) =>
        insert('record_version', {
          record_id: `'${record}'`,
          version: '99',
          state: `'open'`,
          sealed: `'\\x01'`,
          entry_index: '0',
          entry_digest: `repeat('0', 64)`,
        });
      const said = await wall.run('tickmark_management', [
        link(id(company, 'risks'), id(company, 'tasks')),
        link(id(company, 'risks'), id(other, 'tasks')),
        link(id(other, 'risks'), id(company, 'tasks')),
        comment(id(company, 'risks')),
        comment(id(other, 'risks')),
        version(id(company, 'risks')),
        version(id(other, 'risks')),
      ]);
      // 23503: there is no such record in this organization
      expect(said).toEqual(['1', 'error 23503', 'error 23503', '1', 'error 23503', '1', 'error 23503']);
    });
  });

  test('misses every grant that is taken away, and notices every one that is added', async () => {
    const unnoticed = await undone(async (transaction, wall, tables) => {
      await wall.learn(tables);
      const named = new Map(tables.map((table) => [table.name, table]));
      const found: string[] = [];
      for (const { role, table, privilege, columns } of readGrants().grants) {
        const at = named.get(table) ?? fail(`There is no ${table}.`);
        const each_ = columns === null ? [''] : columns.map((column) => `(${column})`);
        for (const only of each_) {
          const sql = `REVOKE ${privilege} ${only} ON ${table} FROM ${role}`;
          if (!(await after(transaction, sql, () => wall.differs(role, at)))) found.push(sql);
        }
      }
      for (const role of readGrants().roles.filter((one) => one !== 'PUBLIC')) {
        for (const table of tables) {
          const held = readGrants().grants.filter((one) => one.role === role && one.table === table.name);
          const missing = privileges.filter(
            (one) => !held.some((grant) => grant.privilege === one && grant.columns === null),
          );
          if (missing.length === 0) continue;
          const schema = table.name.split('.')[0];
          const sql = `GRANT USAGE ON SCHEMA ${schema} TO ${role}; GRANT ${missing.join(', ')} ON ${table.name} TO ${role}`;
          if (!(await after(transaction, sql, () => wall.differs(role, table)))) found.push(sql);
        }
      }
      return found;
    });
    expect(unnoticed).toEqual([]);
  });

  test('misses every policy that is taken away, and notices every one that lets everything through', async () => {
    const { rows: policies } = await world.api.owner.query<{
      table: string;
      name: string;
      roles: string[];
      qual: string;
      with_check: string | null;
    }>(
      `SELECT format('%I.%I', schemaname, tablename) AS table, policyname AS name, roles::text[] AS roles, qual, with_check FROM pg_policies`,
    );
    expect(policies.length).toBeGreaterThan(30);
    const known = new Set(readGrants().roles);
    const unnoticed = await undone(async (transaction, wall, tables) => {
      await wall.learn(tables);
      const found: string[] = [];
      const named = new Map(tables.map((table) => [table.name, table]));
      for (const { table, name, roles, qual, with_check: check } of policies) {
        const at = named.get(table) ?? fail(`There is no ${table}.`);
        const ours = roles.filter((role) => known.has(role));
        for (const role of ours) {
          const drop = `DROP POLICY ${name} ON ${table}`;
          if (!(await after(transaction, drop, () => wall.differs(role, at)))) found.push(`${drop} (${role})`);
          const open = `ALTER POLICY ${name} ON ${table} USING (true)${check === null ? '' : ' WITH CHECK (true)'}`;
          const isOpen = qual === 'true';
          if (isOpen === isSide(role)) found.push(`${name} on ${table} is ${qual} for ${role}`);
          if (!isOpen && !(await after(transaction, open, () => wall.differs(role, at))))
            found.push(`${open} (${role})`);
          const off = `ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`;
          if (!isOpen && !(await after(transaction, off, () => wall.differs(role, at)))) found.push(`${off} (${role})`);
        }
        // The owner of the tables: with forced row-level security it sees what its own policy shows.
        if (ours.length === 0) {
          const schema = table.split('.')[0];
          const someone = `CREATE ROLE isolation_owner; GRANT USAGE, CREATE ON SCHEMA ${schema} TO isolation_owner; ALTER TABLE ${table} OWNER TO isolation_owner; ALTER POLICY ${name} ON ${table} TO isolation_owner`;
          const rowsSeen = async () => {
            await transaction.query('SET LOCAL ROLE isolation_owner');
            const { rowCount } = await transaction.query(`SELECT 1 FROM ${table}`);
            await transaction.query('RESET ROLE');
            return rowCount ?? 0;
          };
          const [shown, dropped] = [
            await after(transaction, someone, rowsSeen),
            await after(transaction, `${someone}; DROP POLICY ${name} ON ${table}`, rowsSeen),
          ];
          if (shown === 0 || dropped !== 0)
            found.push(`${name} on ${table} for its owner: ${shown} with, ${dropped} without`);
        }
      }
      return found;
    });
    expect(unnoticed).toEqual([]);
  });

  test('refuses a side the place of any other role, the schema of the other side, and every log but its own', async () => {
    const { organizations } = world;
    const [company, , firm] = organizations;
    const grants = readGrants();
    await undone(async (transaction) => {
      for (const [role, own, other] of [
        ['tickmark_management', company, 'firm'],
        ['tickmark_firm', firm, 'management'],
      ] as const) {
        await transaction.query(`SAVEPOINT side; SET LOCAL SESSION AUTHORIZATION ${role}`);
        const refused = async (sql: string) => {
          await transaction.query('SAVEPOINT one');
          const said = await transaction.query(sql).then(
            () => 'done',
            (error: unknown) => String(Object(error).code),
          );
          await transaction.query('ROLLBACK TO SAVEPOINT one');
          return said;
        };
        for (const another of [...grants.roles, 'tickmark'].filter((one) => one !== role && one !== 'PUBLIC')) {
          expect([role, another, await refused(`SET ROLE ${another}`)]).toEqual([role, another, '42501']);
        }
        for (const table of ['record', 'tally', 'record_version', 'comment', 'link', 'creation']) {
          expect(await refused(`SELECT 1 FROM ${other}.${table}`)).toBe('42501');
        }
        expect(await refused(`CREATE TABLE ${own.side}.mine (x int)`)).toBe('42501');
        expect(await refused('CREATE TABLE public.mine (x int)')).toBe('42501');
        expect(await refused(`SELECT * FROM identity.principal('\\x00', gen_random_uuid())`)).toBe('42501');
        expect(await refused('SELECT password FROM identity.person')).toBe('42501');
        expect(await refused('SELECT token_hash FROM identity.session')).toBe('42501');
        for (const table of ['log', 'entry', 'opening', 'checkpoint']) {
          const counts = async (setting: string) => {
            await transaction.query(`SELECT set_config('tickmark.origin', $1, true)`, [setting]);
            const { rows } = await transaction.query<{ origin: string }>(`SELECT DISTINCT origin FROM ledger.${table}`);
            return rows.map((row) => row.origin);
          };
          expect([table, await counts('')]).toEqual([table, []]);
          const mine = logOrigin(origin, own.id);
          expect([table, await counts(mine)]).toEqual([table, [mine]]);
        }
        const colleagues = async () =>
          (await transaction.query<{ name: string }>('SELECT name FROM identity.colleagues()')).rows;
        expect(await colleagues()).toEqual([]);
        await transaction.query(`SELECT set_config('tickmark.organization', $1, true)`, [own.id]);
        const names = (await colleagues()).map((one) => one.name);
        expect(names.filter((name) => name.includes(own.names)).length).toBeGreaterThan(5);
        for (const one of organizations.filter((organization) => organization !== own))
          expect(names.join(' ')).not.toContain(one.names);
        await transaction.query('RESET SESSION AUTHORIZATION; ROLLBACK TO SAVEPOINT side');
      }
    });
  });
});

describe('the policies', () => {
  /** What does not fit the rights, one by one. */
  function* misfits(decider: Decider): Generator<string> {
    const { rights, organizations } = world;
    const [company, other, firm] = organizations;
    const misfit = (
      what: Omit<Question, 'principal'>,
      who: Partial<Question['principal']>,
      allowed: boolean,
    ): string[] => {
      const { organizationId, side } = what;
      const principal = { personId: company.lead.id, organizationId, side, roles: [], scopes: null, ...who };
      if (decider.decide({ ...what, principal }).allowed === allowed) return [];
      return [`${JSON.stringify(principal)} ${what.action} ${what.part}: ${allowed ? 'refused' : 'allowed'}`];
    };
    // A register stands for those of its word: what they are called makes no difference, which the routes show.
    const patterns = new Map(rights.members.map((right) => [right.pattern, right]));
    const houses = { management: company.id, firm: firm.id };
    for (const right of patterns.values()) {
      const { part, action, sides } = routeOf(right);
      for (const side of sides) {
        const what = { part, action, side, organizationId: houses[side] };
        for (const role of rights.roles[side])
          yield* misfit(what, { roles: [role] }, right.expected(side, role) === 'allowed');
        const everything = { roles: rights.roles[side] };
        const isDirectorys = right.line.directory === true;
        for (const role of isDirectorys ? rights.roles[side] : []) {
          yield* misfit(what, { roles: [role], scopes: ['scim'] }, isAdministrator(side, [role]));
        }
        if (!isDirectorys) yield* misfit(what, { ...everything, scopes: ['scim'] }, false);
        const decides = isDirectorys || right.line.person === true || ['sign', 'erase', 'administer'].includes(action);
        yield* misfit(what, { ...everything, scopes: [`${part}:${action}`] }, !decides);
        yield* misfit(what, { ...everything, scopes: ['nothing:read', `${part}:`, action] }, false);
        yield* misfit(what, { ...everything, organizationId: other.id }, false);
        const across = side === 'firm' ? 'management' : 'firm';
        yield* misfit({ ...what, side: across }, { ...everything, side }, false);
        yield* misfit(what, { ...everything, side: across }, false);
        yield* misfit(what, { roles: rights.roles[across] }, false);
        yield* misfit(what, { roles: [] }, false);
      }
    }
    for (const { part, action, side, role, byToken, mode, allowed } of rights.decisions) {
      const what = { part, action, side, organizationId: houses[side] };
      yield* misfit(what, { roles: [role], scopes: byToken ? [`${part}:${action}`] : null, mode }, allowed);
      yield* misfit(what, { roles: [role], organizationId: other.id }, false);
    }
  }

  const differs = (decider: Decider): boolean => {
    usual ??= new Set(misfits(openDecider()));
    for (const misfit of misfits(decider)) if (!usual.has(misfit)) return true;
    return false;
  };
  let usual: Set<string> | undefined;

  test('decide what the rights say', () => {
    expect([...misfits(openDecider())]).toEqual([]);
  });

  test('are each missed when they are taken away', () => {
    const { files } = openDecider();
    const parts = files.flatMap((file) => file.text.split(/(?=^@id\()/m).filter((text) => text.includes('@id(')));
    expect(parts.length).toBe(
      files.map((file) => file.text.match(/^(permit|forbid) ?\(/gm)?.length ?? 0).reduce((a, b) => a + b),
    );
    expect(parts.length).toBeGreaterThan(15);
    const unnoticed = parts.filter((part) => {
      const without = files.map((file) => ({ ...file, text: file.text.replace(part, '') }));
      return !differs(openDecider(without));
    });
    expect(unnoticed).toEqual([]);
  });

  test('are each noticed when they let everything through', () => {
    const { files } = openDecider();
    const permits = files.flatMap((file) => file.text.split(/(?=^@id\()/m).filter((text) => /^permit/m.test(text)));
    const unnoticed = permits.filter((part) => {
      const open = part.replace(/^permit[\s\S]*$/m, 'permit (principal, action, resource);');
      return !differs(openDecider(files.map((file) => ({ ...file, text: file.text.replace(part, open) }))));
    });
    expect(unnoticed).toEqual([]);
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
  const but = async (sql: string, expected: Came): Promise<LockedOut> => {
    const person = await api.addPerson(organization.id, [...new Set(roles)], { proved: true });
    await api.owner.query(sql, [person.id]);
    return { person, expected };
  };
  const token = async (sql: string): Promise<LockedOut> => {
    const bearer = await addToken(api, organization.lead, ['members:read', 'services:read', 'registers:read']);
    await api.owner.query(sql, [tokenHash(bearer)]);
    return { person: organization.lead, expected: 'nobody', bearer };
  };
  const half = await api.addPerson(organization.id, organization.lead.roles, { proved: true, factorDone: false });
  return new Map(
    Object.entries({
      'of nobody': { person: null, expected: 'nobody' },
      unknown: { person: { ...organization.lead, token: randomBytes(32).toString('base64url') }, expected: 'nobody' },
      expired: await but(
        `UPDATE identity.session SET expires_at = now() - interval '1 second' WHERE person_id = $1`,
        'nobody',
      ),
      idle: await but(
        `UPDATE identity.session SET seen_at = now() - interval '13 hours' WHERE person_id = $1`,
        'nobody',
      ),
      revoked: await but('UPDATE identity.session SET revoked_at = now() WHERE person_id = $1', 'nobody'),
      half: { person: half, expected: 'half' },
      suspended: await but(`UPDATE identity.membership SET state = 'suspended' WHERE person_id = $1`, 'absent'),
      left: await but(`UPDATE identity.membership SET state = 'left' WHERE person_id = $1`, 'absent'),
      ended: await but(
        `UPDATE identity.membership SET until = now() - interval '1 second' WHERE person_id = $1`,
        'absent',
      ),
      'by an expired token': await token(`UPDATE identity.api_token SET expires_at = now() WHERE token_hash = $1`),
      'by a revoked token': await token(`UPDATE identity.api_token SET revoked_at = now() WHERE token_hash = $1`),
    } satisfies Record<string, LockedOut>),
  );
}

function agrees(expected: Outcome, came: Came, { method, line }: MemberRight): boolean {
  if (expected === 'allowed')
    return came === 'done' || ((method !== 'GET' || line.done === false) && came === 'reached');
  return came === expected;
}

/** An id or a code. */
function isName(text: string): boolean {
  return isUuid(text) || /^[A-Z]+-\d+$/.test(text);
}

function isUuid(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text);
}

let keys = 0;
function newKey(): Record<string, string> {
  return { 'idempotency-key': `isolation-${(keys += 1)}` };
}

function fail(what: string): never {
  throw new Error(what);
}
