/** Several processes of one installation on a PostgreSQL of their own, and people who keep asking them: what tests of crashes use. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { type EmbeddedServer, startEmbedded } from '../src/adapters/postgres/embedded.ts';
import { migrate } from '../src/adapters/postgres/migrate.ts';
import { type Database, openPool } from '../src/adapters/postgres/pool.ts';
import { csrfOf, sessionCookie, tokenHash } from '../src/identity/index.ts';
import { uuidV7 } from '../src/uuid.ts';
import { launcher } from './examine-folder.ts';

export type Role = 'web' | 'worker';

export interface Running {
  readonly role: Role;
  child: ChildProcess;
  address: string;
}

/** Somebody who is signed in. */
export interface Asker {
  readonly id: string;
  readonly token: string;
}

export interface Answered {
  readonly status: number;
  readonly etag: string | null;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  readonly json: any;
}

export interface Processes {
  readonly server: EmbeddedServer;
  readonly owner: Database;
  readonly data: string;
  readonly organization: string;
  readonly running: readonly Running[];
  /** whoever asks next asks one of these */
  readonly webs: () => readonly string[];
  readonly addPerson: () => Promise<Asker>;
  /** kill -9, and another in its place, ready */
  readonly replace: (process: Running) => Promise<void>;
  /** One request; throws what the network says. */
  readonly ask: (address: string, asker: Asker, method: string, path: string, sent?: Sent) => Promise<Answered>;
}

export interface Sent {
  readonly body?: unknown;
  readonly bytes?: Buffer<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

/** wrap: gives the URL that the processes are told of, where it is not the server's own */
export async function startProcesses(
  roles: readonly Role[],
  { wrap, data }: { wrap?: (url: string) => Promise<string>; data?: string } = {},
): Promise<Processes> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-processes-'));
  const server = await startEmbedded({ directory: join(folder, 'database'), temporary: true });
  const owner = openPool(server.url, { max: 4 });
  const running: Running[] = [];
  onTestFinished(async () => {
    for (const { child } of running) await end(child, 'SIGKILL');
    await owner.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  await migrate(owner);
  const place = data ?? join(folder, 'data');
  const url = wrap === undefined ? server.url : await wrap(server.url);
  const begin = async (role: Role): Promise<Omit<Running, 'role'>> => {
    const child = spawn(launcher, ['serve', '--role', role, '--port', '0'], {
      env: { ...process.env, TICKMARK_DATA: place, DATABASE_URL: url, TICKMARK_ROLE: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    for (;;) {
      const address = /http:\/\/localhost:\d+/.exec(said)?.[0];
      if (address !== undefined) return { child, address };
      if (child.exitCode !== null) {
        // The database may be away at this very moment: whoever runs processes starts them again.
        if (/database-unreachable|cannot be used|starting up|not yet accepting/i.test(said)) {
          await sleep(200);
          return await begin(role);
        }
        throw new Error(`A ${role} ended with ${child.exitCode}: ${said}`);
      }
      await sleep(20);
    }
  };
  // One after the other: the first makes the keys.
  for (const role of roles) running.push({ role, ...(await begin(role)) });
  const newId = () => uuidV7(new Date(), randomBytes(10));
  const organization = newId();
  await owner.query(
    `INSERT INTO identity.organization (id, kind, name, created_at) VALUES ($1, 'service-organization', 'Company', now())`,
    [organization],
  );
  return {
    server,
    owner,
    data: place,
    organization,
    running,
    webs: () => running.filter(({ role }) => role === 'web').map(({ address }) => address),
    async addPerson() {
      const [id, token] = [newId(), randomBytes(32).toString('base64url')];
      await owner.query(
        `INSERT INTO identity.person (id, email, name, created_at, changed_at) VALUES ($1, $2, 'Somebody', now(), now())`,
        [id, `${id}@example.org`],
      );
      await owner.query(
        `INSERT INTO identity.membership (organization_id, person_id, roles, state, since, changed_at) VALUES ($1, $2, '{compliance-manager}', 'active', now(), now())`,
        [organization, id],
      );
      await owner.query(
        `INSERT INTO identity.session (id, token_hash, person_id, created_at, seen_at, expires_at, factor_done, proved_at, address, agent)
         VALUES ($1, $2, $3, now(), now(), now() + interval '1 day', true, NULL, '127.0.0.1', 'test')`,
        [newId(), tokenHash(token), id],
      );
      return { id, token };
    },
    async replace(one) {
      await end(one.child, 'SIGKILL');
      Object.assign(one, await begin(one.role));
    },
    async ask(address, asker, method, path, sent = {}) {
      const reply = await fetch(`${address}/api/v1/organizations/${organization}${path}`, {
        method,
        headers: {
          cookie: `${sessionCookie}=${asker.token}`,
          'x-tickmark-csrf': csrfOf(asker.token),
          ...(sent.body !== undefined && { 'content-type': 'application/json' }),
          ...(sent.bytes !== undefined && { 'content-type': 'application/octet-stream' }),
          ...sent.headers,
        },
        body: sent.bytes ?? (sent.body === undefined ? null : JSON.stringify(sent.body)),
        signal: AbortSignal.timeout(15_000),
      });
      const text = await reply.text();
      const isJson = (reply.headers.get('content-type') ?? '').includes('json');
      return { status: reply.status, etag: reply.headers.get('etag'), json: isJson ? JSON.parse(text) : text };
    },
  };
}

/** A way to a PostgreSQL that can be cut: what goes through it, and for a while whoever comes. */
export async function cuttable(): Promise<{
  wrap: (url: string) => Promise<string>;
  cut: (ms: number) => Promise<void>;
}> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-wire-'));
  const open = new Set<Socket>();
  let refuses = false;
  let target = '';
  const server = createServer((from) => {
    if (refuses) return from.destroy();
    const to = connect(join(target, '.s.PGSQL.5432'));
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
    return undefined;
  });
  onTestFinished(async () => {
    for (const one of open) one.destroy();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    async wrap(url) {
      const there = new URL(url);
      target = decodeURIComponent(there.hostname);
      await new Promise<void>((resolve) => server.listen(join(folder, '.s.PGSQL.5432'), resolve));
      return url.replace(there.hostname, encodeURIComponent(folder));
    },
    async cut(ms) {
      refuses = ms > 0;
      for (const one of open) one.destroy();
      await sleep(ms);
      refuses = false;
    },
  };
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  return child.exitCode;
}

/** What people were told was done, and what went wrong that must not. */
export interface Told {
  readonly created: Map<string, string>;
  /** by record, how often it was changed */
  readonly changed: Map<string, number>;
  readonly jobs: Map<string, string>;
  readonly uploaded: Map<string, string>;
  /** answers that are neither done nor a clean refusal to be asked again */
  readonly wrong: string[];
  readonly unavailable: { count: number };
  /** what is asked again and again at this moment, with the latest answer */
  readonly waiting: Map<string, string>;
}

export interface Load {
  readonly told: Told;
  stop(): Promise<void>;
}

/**
 * People who create, change, upload and ask for jobs until told to stop. Each repeats a request until it was answered, as a client
 * should: creations with the same key, changes after reading again.
 */
export async function startLoad(processes: Processes): Promise<Load> {
  const told: Told = {
    created: new Map(),
    changed: new Map(),
    jobs: new Map(),
    uploaded: new Map(),
    wrong: [],
    unavailable: { count: 0 },
    waiting: new Map(),
  };
  const ending = new AbortController();
  let turn = 0;
  /** Asks until it is answered with something other than "not now". */
  const ask = async (
    asker: Asker,
    method: string,
    path: string,
    sent: Sent = {},
  ): Promise<Answered & { repeated: boolean }> => {
    for (let repeated = false; ; repeated = true) {
      const webs = processes.webs();
      const address = webs[(turn += 1) % webs.length] ?? '';
      const asked = `${method} ${path} of ${asker.id}`;
      const answered = await processes.ask(address, asker, method, path, sent).catch((error: unknown) => {
        told.waiting.set(asked, `${address}: ${String(Object(error).cause ?? error)}`);
        return null;
      });
      if (answered !== null) told.waiting.delete(asked);
      if (answered !== null && ![429, 503].includes(answered.status)) {
        if (answered.status >= 500)
          told.wrong.push(`${method} ${path}: ${answered.status} ${JSON.stringify(answered.json)}`);
        else return { ...answered, repeated };
      }
      if (answered?.status === 503) told.unavailable.count += 1;
      if (answered !== null) told.waiting.set(asked, `${address}: ${answered.status} ${JSON.stringify(answered.json)}`);
      await sleep(30 + 40 * Math.random());
    }
  };
  const note = (what: string, { status, json }: Answered) =>
    told.wrong.push(`${what}: ${status} ${JSON.stringify(json)}`);

  const creates = async (asker: Asker, name: string): Promise<void> => {
    for (let n = 0; !ending.signal.aborted; n += 1) {
      const key = `${name}-${n}`;
      const made = await ask(asker, 'POST', '/tasks', {
        body: { content: { title: key } },
        headers: { 'idempotency-key': key },
      });
      if (made.status === 201 || made.status === 200) told.created.set(key, made.json.id);
      else note(`create ${key}`, made);
      await sleep(10);
    }
  };
  const changes = async (asker: Asker, name: string): Promise<void> => {
    const made = await ask(asker, 'POST', '/tasks', {
      body: { content: { title: `${name}-0` } },
      headers: { 'idempotency-key': name },
    });
    const path = `/tasks/${made.json.id}`;
    for (let n = 1; !ending.signal.aborted; n += 1) {
      for (;;) {
        const found = await ask(asker, 'GET', path);
        if (found.json.content.title === `${name}-${n}`) break; // it was done, and the answer was lost
        const changed = await ask(asker, 'PATCH', path, {
          body: { content: { title: `${name}-${n}` } },
          headers: { 'if-match': found.etag ?? '' },
        });
        if (changed.status === 200) break;
        // Asked again after a lost answer, it meets the version it made itself.
        if (changed.status !== 412 || !changed.repeated) note(`change ${name}-${n}`, changed);
      }
      told.changed.set(made.json.id, n);
      await sleep(10);
    }
  };
  const asksForJobs = async (asker: Asker, name: string): Promise<void> => {
    for (let n = 0; !ending.signal.aborted; n += 1) {
      const key = `${name}-${n}`;
      const made = await ask(asker, 'POST', '/jobs/check-log', { headers: { 'idempotency-key': key } });
      if (made.status === 201) {
        told.jobs.set(key, made.json.id);
        // One at a time: a check of the whole log takes longer the longer the log is, and what waits for what would be all that is tried.
        while (!ending.signal.aborted) {
          const { json } = await ask(asker, 'GET', `/jobs/${made.json.id}`);
          if (json.state === 'done' || json.state === 'failed') break;
          await sleep(200);
        }
      } else if (made.status !== 409) note(`job ${key}`, made);
      await sleep(200);
    }
  };
  const uploads = async (asker: Asker, name: string): Promise<void> => {
    for (let n = 0; !ending.signal.aborted; n += 1) {
      const key = `${name}-${n}`;
      const bytes = Buffer.from(`person,left\n${key},2026-01-01\n`.repeat(200));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const begun = await ask(asker, 'POST', '/uploads', {
        body: { name: `${key}.csv`, size: bytes.length, sha256, source: { system: 'HR' } },
        headers: { 'idempotency-key': key },
      });
      if (begun.status !== 201) {
        note(`upload ${key}`, begun);
        continue;
      }
      const path = `/uploads/${begun.json.id}`;
      for (;;) {
        const sent = await ask(asker, 'PUT', `${path}/parts/1`, { bytes });
        if (sent.status >= 300 && sent.status !== 409) note(`part of ${key}`, sent);
        const whole = await ask(asker, 'POST', `${path}/complete`);
        if (whole.status < 300) {
          told.uploaded.set(whole.json.id, sha256);
          break;
        }
        if (whole.status !== 409) {
          note(`complete ${key}`, whole);
          break;
        }
      }
      await sleep(40);
    }
  };
  const [one, two, three, four] = await Promise.all([1, 2, 3, 4].map(() => processes.addPerson()));
  if (one === undefined || two === undefined || three === undefined || four === undefined) throw new Error('nobody');
  const people = Promise.all([
    creates(one, 'create'),
    changes(two, 'change'),
    asksForJobs(three, 'job'),
    uploads(four, 'upload'),
  ]);
  // What fails is seen when it is stopped.
  people.catch(() => undefined);
  return {
    told,
    async stop() {
      ending.abort();
      await people;
    },
  };
}
