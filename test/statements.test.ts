/**
 * How many statements a request costs the database: for every route that reads, asked by the first role that may, as many of its own as
 * are said here, and no more when there are more records. Frame (BEGIN, COMMIT, who asks, taking over the side's role) and receipt
 * (the organization's log) are counted apart.
 */
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openApiDocument } from '../src/http/api/openapi.ts';
import type { Reply } from './api.ts';
import { cameOf, type Document, memberRoutes, requestOf } from './isolation/asking.ts';
import type { MemberRight } from './isolation/rights.ts';
import { type Organization, openWorld, type World } from './isolation/world.ts';

/** What a route may ask of its own, where it is more than three; and why. */
const more: readonly (readonly [RegExp, number, string])[] = [
  [
    /management .*\/evidence\/\{sequence\}\/\{number\}\//,
    6,
    'record, thread, engagement, its lock, what was sent, the file',
  ],
  [/firm .*\/evidence\/\{sequence\}\/\{number\}\//, 7, 'the same, and that the other side is told it was opened'],
  [
    /\/package$/,
    8,
    'engagement, its lock, once more under it, both directions, the partner’s name and key, the checkpoint',
  ],
  [
    /\/description\/pages\.(svg|pdf)$/,
    5,
    'sections, records, components and where they stand, the organization’s name',
  ],
  [
    /\/letters$/,
    7,
    'what was said, name, records, the description’s sections, records and version, what was handed over',
  ],
  [/\/letters\/compare$/, 8, 'the same, and once more what was handed over'],
  [/\/papers\/\{kind\}\/\{subject\}$/, 5, 'engagement with its team, papers, sign-offs, notes, versions'],
  [
    /\/engagement-files\/waiting$/,
    4,
    'files with their teams, their papers, engagements with management, what crossed in them',
  ],
  [/\/thread$/, 4, 'record, thread, engagement, what was sent'],
  [/\/acknowledgements(\/\{id\})?$/, 4, 'texts, who read them, who should, who was reminded'],
];
const usual = 3;

const frame = new Set(['BEGIN', 'COMMIT', 'identity.principal', 'wall.enter']);
const isReceipt = (statement: string): boolean => / ledger\.\w/.test(statement);

let world: World;
let document: Document;
let routes: ReturnType<typeof memberRoutes>;
// Listened to; what the library does stays as it is.
const query = vi.spyOn(pg.Client.prototype, 'query');
/** Names of the statements asked since the last time, or their text where they have none. */
const asked = (): readonly string[] =>
  query.mock.calls.splice(0).map(([first]: readonly unknown[]) => {
    const { name, text } = Object(first);
    return typeof first === 'string' ? first : String(name ?? text);
  });
beforeAll(async () => {
  world = await openWorld();
  document = JSON.parse(JSON.stringify(openApiDocument(world.api.routes, '0')));
  routes = memberRoutes(world.api.routes);
});
afterAll(async () => {
  query.mockRestore();
  await world.api.close();
});

/** Statements of its own that the route asked when it was done; undefined: nobody of the organization may, or it did nothing */
async function ownOf(right: MemberRight, organization: Organization): Promise<number | undefined> {
  const person = [...organization.people].find(([role]) => right.expected(organization.side, role) === 'allowed')?.[1];
  const route = routes.get(right.name);
  if (person === undefined || route === undefined) return undefined;
  const { path, ...request } = requestOf(right, route, document, organization);
  const ask = (): Promise<Reply> => world.ask(person, right.method, path, request);
  await ask(); // what a first request opens is no part of it
  asked();
  if (cameOf(await ask()) !== 'done') return undefined;
  return asked().filter((statement) => !frame.has(statement) && !isReceipt(statement)).length;
}

/** Adds so many to each register that somebody may write. Returns how many they are. */
async function addRecords(each: number): Promise<number> {
  let added = 0;
  for (const organization of world.organizations) {
    for (const right of world.rights.members) {
      if (right.register === null || right.method !== 'POST' || !right.path.endsWith(`}/${right.register}`)) continue;
      const person = [...organization.people].find(
        ([role]) => right.expected(organization.side, role) === 'allowed',
      )?.[1];
      const route = routes.get(right.name);
      if (person === undefined || route === undefined) continue;
      for (let number = 0; number < each; number += 1) {
        const { path, ...request } = requestOf(right, route, document, organization);
        expect((await world.ask(person, 'POST', path, request)).status).toBe(201);
        added += 1;
      }
    }
  }
  return added;
}

async function ownOfReads(): Promise<ReadonlyMap<string, number>> {
  const counted = new Map<string, number>();
  for (const organization of [world.organizations[0], world.organizations[2]]) {
    for (const right of world.rights.members.filter(({ method }) => method === 'GET')) {
      const own = await ownOf(right, organization);
      if (own !== undefined) counted.set(`${organization.side} ${right.name}`, own);
    }
  }
  return counted;
}

describe('a request that reads', () => {
  test('asks at most three statements of its own, or as many as is said here with the reason', async () => {
    const counted = await ownOfReads();
    const allowed = (name: string) => more.find(([pattern]) => pattern.test(name))?.[1] ?? usual;
    expect([...counted].filter(([name, own]) => own > allowed(name))).toEqual([]);
    expect(counted.size).toBeGreaterThan(200);
    for (const [pattern, most] of more)
      expect([pattern, Math.max(...[...counted].filter(([name]) => pattern.test(name)).map(([, own]) => own))]).toEqual(
        [pattern, most],
      );

    expect(await addRecords(12)).toBeGreaterThan(200);
    expect(await ownOfReads()).toEqual(counted);
  });
});
