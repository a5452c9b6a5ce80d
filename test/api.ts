/** The API on a database of its own, with two service organizations, two firms and people of every role: what tests of routes ask. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { openSideKeys, type SideKeys } from '../src/adapters/blobs/side-keys.ts';
import { type Database, openPool } from '../src/adapters/postgres/pool.ts';
import { type ApiOptions, mountApi } from '../src/http/api/mount.ts';
import type { PackageSigner } from '../src/exchange/index.ts';
import { logOrigin } from '../src/http/api/as-member.ts';
import type { Route } from '../src/http/api/route.ts';
import { type Decider, openDecider } from '../src/identity/index.ts';
import { csrfOf, sessionCookie, tokenHash } from '../src/identity/index.ts';
import { openRecorder, type Recorder } from '../src/installation/recorder.ts';
import { registerRoutes, registers } from '../src/registers/index.ts';
import { uuidV7 } from '../src/uuid.ts';
import { freshDatabase } from './database.ts';

export interface Person {
  readonly id: string;
  readonly token: string;
  readonly organization: string;
  readonly roles: readonly string[];
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // Tests look into answers of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly json: any;
}

export interface TestApi {
  readonly app: FastifyInstance;
  readonly owner: Database;
  readonly keys: SideKeys;
  readonly routes: readonly Route[];
  readonly data: string;
  /** of the database, as its owner, for connections of a test's own; login: as the application enters */
  readonly url: string;
  readonly login: string;
  /** what the routes are mounted with */
  readonly options: ApiOptions;
  readonly recorder: Recorder;
  close(): Promise<void>;
  addOrganization(kind: 'service-organization' | 'firm', name: string): Promise<string>;
  addPerson(
    organization: string,
    roles: readonly string[],
    options?: { factorDone?: boolean; proved?: boolean; name?: string; email?: string },
  ): Promise<Person>;
  ask(
    person: Person | null,
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string>; csrf?: boolean },
  ): Promise<Reply>;
}

export const origin = 'test.example';
const newId = () => uuidV7(new Date(), randomBytes(10));

/**
 * more    routes beside those of the registers; a route that is there already is not added again
 * logger  where requests are logged; left out, nowhere
 */
export async function openTestApi(
  more: (parts: {
    owner: Database;
    gate: Database;
    decider: Decider;
    keys: SideKeys;
    data: string;
    signer: PackageSigner;
  }) => readonly Route[] = () => [],
  { logger, connections = 6 }: { logger?: FastifyBaseLogger; connections?: number } = {},
): Promise<TestApi> {
  const database = await freshDatabase();
  const data = await mkdtemp(join(tmpdir(), 'tickmark-api-'));
  const gate = openPool(database.login, { max: connections, role: 'tickmark_gate' });
  const keys = await openSideKeys({ management: join(data, 'management'), firm: join(data, 'firm') });
  const decider = openDecider();
  const recorder = await openRecorder(database.pool, data);
  const signer = { ...recorder, logOf: (organizationId: string) => logOrigin(origin, organizationId) };
  const all = [
    ...registerRoutes(registers, keys, decider),
    ...more({ owner: database.pool, gate, decider, keys, data, signer }),
  ];
  const routes = [...new Map(all.map((route) => [route.id, route])).values()];
  const app = fastify({ genReqId: newId, ...(logger !== undefined && { loggerInstance: logger }) });
  const options: ApiOptions = {
    routes,
    gate,
    decider,
    origin,
    openLog: recorder.openLog,
    append: recorder.append,
    clock: () => new Date(),
    newId,
  };
  mountApi(app, options);
  const close = async () => {
    await app.close();
    await gate.end();
    await database.close();
    await rm(data, { recursive: true, force: true });
  };
  try {
    onTestFinished(close);
  } catch {
    // opened in a hook: the server of the run ends it
  }
  return {
    app,
    owner: database.pool,
    keys,
    routes,
    data,
    url: database.url,
    login: database.login,
    options,
    recorder,
    close,
    async addOrganization(kind, name) {
      const id = newId();
      await database.pool.query(
        'INSERT INTO identity.organization (id, kind, name, created_at) VALUES ($1, $2, $3, now())',
        [id, kind, name],
      );
      return id;
    },
    async addPerson(organization, roles, { factorDone = true, proved = false, name, email } = {}) {
      const id = newId();
      const token = randomBytes(32).toString('base64url');
      await database.pool.query(
        `INSERT INTO identity.person (id, email, name, created_at, changed_at) VALUES ($1, $2, $3, now(), now())`,
        [id, email ?? `${id}@example.org`, name ?? `Person ${roles.join(' ')}`],
      );
      await database.pool.query(
        `INSERT INTO identity.membership (organization_id, person_id, roles, state, since, changed_at) VALUES ($1, $2, $3, 'active', now(), now())`,
        [organization, id, roles],
      );
      await database.pool.query(
        `INSERT INTO identity.session (id, token_hash, person_id, created_at, seen_at, expires_at, factor_done, proved_at, address, agent)
         VALUES ($1, $2, $3, now(), now(), now() + interval '1 day', $4, $5, '127.0.0.1', 'test')`,
        [newId(), tokenHash(token), id, factorDone, proved ? new Date().toISOString() : null],
      );
      return { id, token, organization, roles };
    },
    async ask(person, method, path, sent = {}) {
      const headers: Record<string, string> = { host: 'localhost', ...sent.headers };
      if (person !== null) {
        headers['cookie'] = `${sessionCookie}=${person.token}`;
        if (sent.csrf !== false) headers['x-tickmark-csrf'] = csrfOf(person.token);
      }
      const payload =
        sent.body === undefined ? undefined : typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body);
      if (payload !== undefined) headers['content-type'] ??= 'application/json';
      const reply = await app.inject({
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of the methods of routes
        method: method as 'GET',
        url: `/api/v1${path}`,
        headers,
        ...(payload !== undefined && { payload }),
      });
      const isJson = (reply.headers['content-type'] ?? '').includes('json');
      return {
        status: reply.statusCode,
        headers: reply.headers,
        text: reply.body,
        json: isJson && reply.body !== '' ? JSON.parse(reply.body) : null,
      };
    },
  };
}
