/**
 * The API over loopback against the same statement in a raw `pg` transaction with the settings of row-level security: list, detail,
 * search and create, by one client and by 32, at a thousand rows and at many. And what a start, an upload and an idle server cost.
 * The server is a process of its own, as it is when people use it; the raw transactions run in this one.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSideKeys } from '../src/adapters/blobs/side-keys.ts';
import { openDatabase } from '../src/adapters/postgres/database.ts';
import { type Database, inTransaction, openPool, type Transaction } from '../src/adapters/postgres/pool.ts';
import { csrfOf, sessionCookie, tokenHash } from '../src/identity/index.ts';
import { fillRisks } from '../test/many-records.ts';
import { type BenchLine, growth } from './line.ts';

const home = join(import.meta.dirname, '..');
const newId = (): string => crypto.randomUUID();
const uploadBytes = 256 * 1024 * 1024;

/** sizes: rows of the register, ascending, at most 999,999 */
export async function benchApi(sizes: readonly number[]): Promise<readonly BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-api-'));
  try {
    const started = await benchStart(join(folder, 'embedded'));
    const database = await openDatabase({
      directory: join(folder, 'database'),
      onLog: () => undefined,
      onFailure: fail,
    });
    const raw = openPool(database.url, { max: 32 });
    const server = await startServer(join(folder, 'data'), { DATABASE_URL: database.url });
    try {
      const idle = await idleMemory(server);
      const asked = await benchRequests(sizes, { owner: database.pool, raw, server, data: join(folder, 'data') });
      return [started, idle, ...asked];
    } finally {
      await server.stop();
      await raw.end();
      await database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Server {
  readonly address: string;
  readonly pid: number;
  stop(): Promise<void>;
}

async function startServer(data: string, more: Readonly<Record<string, string>> = {}): Promise<Server> {
  const child: ChildProcess = spawn(process.execPath, [join(home, 'src', 'cli', 'main.ts'), 'serve', '--port', '0'], {
    env: {
      ...process.env,
      TICKMARK_DATA: data,
      TICKMARK_RATE: '1000000',
      TICKMARK_EMPTY: '1',
      DATABASE_URL: '',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const found = /http:\/\/localhost:\d+/.exec(line)?.[0];
        if (found !== undefined) resolve(found);
      });
    }
    child.on('exit', () => reject(new Error(`serve ended: ${said.join('\n')}`)));
  });
  return {
    address,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        child.on('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** From the command to the first answer that everything is ready, over a database that has been set up before. */
async function benchStart(data: string): Promise<BenchLine> {
  await (await startServer(data)).stop();
  const began = performance.now();
  const server = await startServer(data);
  while (!(await fetch(`${server.address}/ready`)).ok) await sleep(10);
  const ours = (performance.now() - began) / 1000;
  await server.stop();
  return {
    name: 'start to the first answer (embedded database, set up before) ÷ 2 s',
    ours,
    reference: 2,
    ratio: ours / 2,
    bar: 1,
  };
}

/** Not seconds but megabytes, ten seconds after the start; of the server's process alone. */
async function idleMemory({ pid }: Server): Promise<BenchLine> {
  await sleep(10_000);
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { name: `idle memory of the server’s process: ${Math.round(kilobytes / 1024)} MB`, ours: 0 };
}

interface Place {
  readonly owner: Database;
  readonly raw: Database;
  readonly server: Server;
  readonly data: string;
}

async function benchRequests(sizes: readonly number[], place: Place): Promise<readonly BenchLine[]> {
  const lines: BenchLine[] = [];
  const keys = await openSideKeys({
    management: join(place.data, 'keys', 'management'),
    firm: join(place.data, 'keys', 'firm'),
  });
  const lists: { size: number; seconds: number }[] = [];
  const searches: { size: number; seconds: number }[] = [];
  for (const size of sizes) {
    const member = await addMember(place.owner);
    const code = await fillRisks(place.owner, keys, { ...member, count: size });
    const ask = clientOf(place.server, member);
    const enter = (work: (transaction: Transaction) => Promise<unknown>) => () =>
      inTransaction(place.raw, async (transaction) => {
        await transaction.query({
          name: 'enter',
          text: `SELECT set_config('tickmark.organization', $1, true), set_config('tickmark.person', $2, true), set_config('role', 'tickmark_management', true)`,
          values: [member.organizationId, member.personId],
        });
        await work(transaction);
      });
    const columns = 'id, code, state, owner_id, due_on, effective_from, effective_to, version, changed_at, sealed';
    const from = `FROM management.record WHERE organization_id = $1 AND register = 'risks'`;
    const word = (await wordOf(place.owner, member.organizationId, code)) ?? 0;
    const base = `/organizations/${member.organizationId}/risks`;
    const content = { title: 'One more risk', likelihood: 'rare', impact: 'low' };
    let number = 0;
    const kinds: readonly (readonly [string, () => Promise<unknown>, () => Promise<unknown>])[] = [
      [
        'list of 50',
        () => ask('GET', `${base}?sort=-changedAt`),
        enter((t) =>
          t.query(`SELECT ${columns} ${from} ORDER BY changed_at DESC, id DESC LIMIT 51`, [member.organizationId]),
        ),
      ],
      [
        'detail',
        () => ask('GET', `${base}/${code}`),
        enter((t) => t.query(`SELECT ${columns} ${from} AND code = $2`, [member.organizationId, code])),
      ],
      [
        'search',
        () => ask('GET', `/organizations/${member.organizationId}/search?q=kind${titleNumber(code)}`),
        enter((t) =>
          t.query(
            `SELECT ${columns} FROM management.record WHERE organization_id = $1 AND words @> $2::bigint[] ORDER BY changed_at DESC, id LIMIT 20`,
            [member.organizationId, [word]],
          ),
        ),
      ],
      [
        'create',
        () => ask('POST', base, { content }),
        enter(async (t) => {
          number += 1;
          await t.query(
            `INSERT INTO management.record (id, organization_id, register, number, code, state, version, changed_at, sealed)
             VALUES ($1, $2, 'bench', $3, $4, 'open', 1, now(), $5)`,
            [newId(), member.organizationId, number, `BEN-${number}`, randomBytes(200)],
          );
        }),
      ],
    ];
    for (const [kind, ours, reference] of kinds) {
      for (const clients of [1, 32]) {
        const times = { ours: await measure(ours, clients), reference: await measure(reference, clients) };
        lines.push({
          name: `API ${kind}, ${size.toLocaleString('en-US')} rows, ${clients} client${clients === 1 ? '' : 's'}, p50 ÷ raw transaction (p99 ${ms(times.ours.p99)} against ${ms(times.reference.p99)})`,
          ours: times.ours.p50,
          reference: times.reference.p50,
          ratio: times.ours.p50 / times.reference.p50,
          bar: 2,
        });
        if (clients === 1 && kind === 'list of 50') lists.push({ size, seconds: times.ours.p50 });
        if (clients === 1 && kind === 'search') searches.push({ size, seconds: times.ours.p50 });
      }
    }
    if (size === sizes[0]) lines.push(await benchUpload(ask, member.organizationId, place));
  }
  return [...lines, { ...growth('a list of 50', lists), bar: 0.1 }, growth('a search', searches)];
}

/** Seconds at the middle and at the 99th of a hundred. Fewer requests a client where there are many. */
async function measure(ask: () => Promise<unknown>, clients: number): Promise<{ p50: number; p99: number }> {
  const each = clients === 1 ? 300 : 40;
  for (let warm = 0; warm < 20; warm += 1) await ask();
  const times: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let done = 0; done < each; done += 1) {
        const began = performance.now();
        await ask();
        times.push((performance.now() - began) / 1000);
      }
    }),
  );
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

interface Member {
  readonly organizationId: string;
  readonly personId: string;
  readonly token: string;
}

async function addMember(owner: Database): Promise<Member> {
  const [organizationId, personId] = [newId(), newId()];
  const token = randomBytes(32).toString('base64url');
  await owner.query(
    `INSERT INTO identity.organization (id, kind, name, created_at) VALUES ($1, 'service-organization', 'Bench', now())`,
    [organizationId],
  );
  await owner.query(
    `INSERT INTO identity.person (id, email, name, created_at, changed_at) VALUES ($1, $2, 'Bench', now(), now())`,
    [personId, `${personId}@example.org`],
  );
  await owner.query(
    `INSERT INTO identity.membership (organization_id, person_id, roles, state, since, changed_at) VALUES ($1, $2, '{compliance-manager}', 'active', now(), now())`,
    [organizationId, personId],
  );
  await owner.query(
    `INSERT INTO identity.session (id, token_hash, person_id, created_at, seen_at, expires_at, factor_done, address, agent)
     VALUES ($1, $2, $3, now(), now(), now() + interval '1 day', true, '127.0.0.1', 'bench')`,
    [newId(), tokenHash(token), personId],
  );
  return { organizationId, personId, token };
}

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

/** Connections that are kept, as a browser keeps them, and as little else as can be: the client's own work is no part of the figure. */
function clientOf({ address }: Server, { token }: Member): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const credential = { cookie: `${sessionCookie}=${token}`, 'x-tickmark-csrf': csrfOf(token) };
  return (method, path, body) => {
    const bytes = body === undefined || body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
    const headers = {
      ...credential,
      'content-length': bytes?.length ?? 0,
      ...(body !== undefined && {
        'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json',
      }),
      ...(method === 'POST' && { 'idempotency-key': newId() }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(`${address}/api/v1${path}`, { method, headers, agent }, (reply) => {
        const pieces: Buffer[] = [];
        reply.on('data', (piece: Buffer) => pieces.push(piece));
        reply.on('error', reject);
        reply.on('end', () => {
          const text = Buffer.concat(pieces).toString('utf8');
          const status = reply.statusCode ?? 0;
          if (status >= 400) reject(new Error(`${method} ${path}: ${status} ${text}`));
          else resolve(text === '' ? null : JSON.parse(text));
        });
      });
      sent.on('error', reject);
      sent.end(bytes);
    });
  };
}

/** The whole way of an upload against hashing the same bytes and writing them to a file that is flushed. */
async function benchUpload(ask: Ask, organizationId: string, { data }: Place): Promise<BenchLine> {
  const part = Buffer.alloc(8 * 1024 * 1024, 'N-0117,2026-09-30,Platform,left on their own wish\n');
  const parts = uploadBytes / part.length;
  const path = join(data, 'bench-upload');
  const written = performance.now();
  const hash = createHash('sha256');
  const file = await open(path, 'w');
  for (let number = 0; number < parts; number += 1) {
    hash.update(part);
    await file.write(part);
  }
  await file.sync();
  await file.close();
  const reference = (performance.now() - written) / 1000;
  await rm(path);
  const began = performance.now();
  const base = `/organizations/${organizationId}/uploads`;
  const upload = await ask('POST', base, {
    name: 'bench.csv',
    size: uploadBytes,
    sha256: hash.digest('hex'),
    source: { system: 'Bench' },
  });
  const id = String(Object(upload)['id']);
  for (let number = 1; number <= parts; number += 1) await ask('PUT', `${base}/${id}/parts/${number}`, part);
  await ask('POST', `${base}/${id}/complete`);
  const ours = (performance.now() - began) / 1000;
  const rate = (seconds: number) => `${Math.round(uploadBytes / 1e6 / seconds)} MB/s`;
  return {
    name: `upload of ${uploadBytes / 2 ** 20} MiB with scan, encryption and receipt (${rate(ours)}) ÷ hash and flushed write (${rate(reference)})`,
    ours,
    reference,
    ratio: ours / reference,
  };
}

/** A word of a record's title as the index holds it: the last, that of the whole word. */
async function wordOf(owner: Database, organizationId: string, code: string): Promise<number | undefined> {
  const { rows } = await owner.query<{ word: number }>(
    `SELECT unnest(words) AS word FROM management.record WHERE organization_id = $1 AND code = $2`,
    [organizationId, code],
  );
  const { rows: counted } = await owner.query<{ word: number }>(
    `SELECT word FROM unnest($2::bigint[]) AS word
     ORDER BY (SELECT count(*) FROM management.record WHERE organization_id = $1 AND words @> ARRAY[word]) LIMIT 1`,
    [organizationId, rows.map((row) => row.word)],
  );
  return counted[0]?.word;
}

function titleNumber(code: string): string {
  return String(Number(code.slice(4)) % 1_000).padStart(4, '0');
}

function ms(seconds: number): string {
  return `${(seconds * 1000).toFixed(1)} ms`;
}

function fail(error: unknown): never {
  throw error;
}
