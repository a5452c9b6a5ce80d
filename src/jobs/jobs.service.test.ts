import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openTestApi, origin, type Person, type TestApi } from '../../test/api.ts';
import { openPool } from '../adapters/postgres/pool.ts';
import { asMember, logOrigin } from '../http/api/as-member.ts';
import { createRecord } from '../registers/service.ts';
import { registers } from '../registers/index.ts';
import { Refusal } from '../refusal.ts';
import { checkLogKind, enqueue, type JobContext, type JobKind, jobKind, jobRoutes, startWorker } from './index.ts';

const text = z.strictObject({ says: z.string() });
type Says = z.infer<typeof text>;

/** A kind that does what the test says. */
function sayKind(run: (context: JobContext, input: Says) => Promise<void> | void): JobKind<Says, Says> {
  return {
    name: 'say',
    sides: ['management', 'firm'],
    action: 'create',
    part: 'tasks',
    input: text,
    result: text,
    run: async (context, input) => {
      await run(context, input);
      return async (asking) => {
        const register = registers.find(({ name }) => name === 'tasks') ?? fail('no tasks');
        await createRecord(asking, keysOf(context), register, { content: { title: input.says } }, context.jobId);
        return { says: `${input.says} was said` };
      };
    },
  };
}
let keysOf: (context: JobContext) => TestApi['keys'] = () => fail('no keys');

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function openJobs(run: (context: JobContext, input: Says) => Promise<void> | void = () => undefined) {
  const kind = sayKind(run);
  const kinds = [jobKind(kind)];
  const ending = new AbortController();
  const api = await openTestApi(({ keys, decider }) => jobRoutes({ keys, decider, kinds }, ending.signal), {
    connections: 8,
  });
  keysOf = () => api.keys;
  kinds.push(checkLogKind({ origin, publicKey: api.recorder.publicKey }));
  const parts = { keys: api.keys, decider: api.options.decider, kinds };
  const company = await api.addOrganization('service-organization', 'Company');
  const lead = await api.addPerson(company, ['compliance-manager']);
  const base = `/organizations/${company}`;
  const faults: string[] = [];
  const work = (options: { leaseMs?: number; concurrency?: number } = {}) => {
    const pool = openPool(api.login, { max: 8, role: 'tickmark_worker' });
    const worker = startWorker({
      database: pool,
      kinds,
      keys: api.keys,
      api: api.options,
      pollMs: 20,
      leaseMs: 1_000,
      onFault: (error) => faults.push(error.message),
      ...options,
    });
    const end = async () => {
      await worker.close();
      await pool.end();
    };
    closing.push(end);
    return { worker, pool };
  };
  const ask = async (says: string, by: Person = lead): Promise<string> => {
    const principal = {
      personId: by.id,
      name: '',
      email: '',
      organizationId: by.organization,
      side: 'management' as const,
      roles: by.roles,
      provedAt: null,
      scopes: null,
    };
    return (await asMember(api.options, principal, (asking) => enqueue(asking, parts, kind, { says }))).id;
  };
  const read = async (id: string) => (await api.ask(lead, 'GET', `${base}/jobs/${id}`)).json;
  const until = async (id: string, ...states: string[]) => {
    for (const began = Date.now(); Date.now() - began < 15_000; await sleep(20)) {
      const found = await read(id);
      if (states.includes(found.state)) return found;
    }
    throw new Error(`${id} is ${JSON.stringify(await read(id))}`);
  };
  const tasks = async (): Promise<string[]> =>
    (await api.ask(lead, 'GET', `${base}/tasks`)).json.items.map(
      (one: { content: { title: string } }) => one.content.title,
    );
  return { api, company, lead, base, kind, parts, work, ask, read, until, tasks, faults, ending };
}

test('a job runs as whoever asked for it, and what it does is there once, with its result', async () => {
  const jobs = await openJobs((context) => context.progress(1, 2, 'half of it'));
  const id = await jobs.ask('first');
  expect(await jobs.read(id)).toMatchObject({ state: 'queued', attempts: 0, result: null });
  jobs.work();
  const done = await jobs.until(id, 'done', 'failed');
  expect(done).toMatchObject({ state: 'done', attempts: 1, done: 1, total: 2, result: { says: 'first was said' } });
  expect(done.byPerson).toBe(jobs.lead.id);
  expect(await jobs.tasks()).toEqual(['first']);
  const events = await jobs.api.owner.query<{ body: { event: string } }>(
    `SELECT convert_from(decode(envelope::jsonb->>'payload', 'base64'), 'utf8')::jsonb->'predicate' AS body FROM ledger.opening WHERE origin = $1 ORDER BY idx`,
    [logOrigin(origin, jobs.company)],
  );
  const said = JSON.stringify(events.rows);
  expect(said).toContain('job-asked');
  expect(said).toContain('job-done');
  expect(jobs.faults).toEqual([]);
});

test('what a job is about, is at and came to stands nowhere in clear', async () => {
  const jobs = await openJobs(async (context) => {
    context.progress(1, null, 'reading magpie.csv');
    await sleep(600);
    if (context.signal.aborted) return;
    throw new Refusal('conflict', 'magpie.csv has no header.');
  });
  const id = await jobs.ask('magpie');
  jobs.work();
  for (; (await jobs.read(id)).line !== 'reading magpie.csv'; ) await sleep(20);
  const failed = await jobs.until(id, 'failed');
  expect(failed.problem).toEqual({ code: 'conflict', sentence: 'magpie.csv has no header.', next: null });
  const { rows } = await jobs.api.owner.query<{ row: string }>('SELECT to_jsonb(j)::text AS row FROM jobs.job j');
  expect(rows.length).toBe(1);
  expect(rows[0]?.row).not.toContain('magpie');
  expect(rows[0]?.row).not.toContain(Buffer.from('magpie').toString('hex'));
});

test('a job whose worker is gone is given to another, and what the first still sends is refused', async () => {
  const held = Promise.withResolvers<void>();
  const entered: number[] = [];
  const jobs = await openJobs(async () => {
    entered.push(entered.length);
    // The first delivery is stuck: it neither looks at its signal nor ends.
    if (entered.length === 1) await held.promise;
  });
  const first = jobs.work({ concurrency: 1 });
  const id = await jobs.ask('once');
  for (; entered.length === 0; ) await sleep(10);
  // Its connections are cut and stay cut, as if the process hung: nothing prolongs the lease.
  await jobs.api.owner.query('UPDATE jobs.job SET fence = fence + 1, lease_until = now() - interval $$1 second$$');
  jobs.work({ concurrency: 1 });
  expect(await jobs.until(id, 'done')).toMatchObject({ attempts: 2 });
  held.resolve();
  await first.worker.close();
  expect(await jobs.tasks()).toEqual(['once']);
  expect(await jobs.read(id)).toMatchObject({ state: 'done', attempts: 2 });
});

test('a worker that was overtaken and does not know it yet commits nothing', async () => {
  const said: unknown[] = [];
  const jobs = await openJobs(async (context) => {
    if (said.length > 0) return;
    await jobs.api.owner.query('UPDATE jobs.job SET fence = fence + 1');
    said.push(await context.inTransaction(() => Promise.resolve('in')).catch((error: unknown) => Object(error).name));
  });
  jobs.work({ concurrency: 1 });
  const id = await jobs.ask('overtaken');
  expect(await jobs.until(id, 'done')).toMatchObject({ attempts: 2 });
  expect(said).toEqual(['JobLost']);
  expect(await jobs.tasks()).toEqual(['overtaken']);
});

test('a fault is tried again, a refusal is not', async () => {
  let runs = 0;
  const jobs = await openJobs((_context, { says }) => {
    runs += 1;
    if (says === 'no') throw new Refusal('conflict', 'Nothing can be done.');
    if (runs === 1) throw new Error('the network is away');
  });
  jobs.work({ concurrency: 1 });
  const id = await jobs.ask('twice');
  expect(await jobs.until(id, 'done', 'failed')).toMatchObject({ state: 'done', attempts: 2 });
  expect(jobs.faults).toEqual(['the network is away']);
  const refused = await jobs.until(await jobs.ask('no'), 'failed');
  expect([refused.attempts, refused.problem.sentence]).toEqual([1, 'Nothing can be done.']);
  expect(await jobs.tasks()).toEqual(['twice']);
});

test('a database that goes away again and again costs a job no attempt', async () => {
  const pids: number[] = [];
  const jobs = await openJobs(async (context) => {
    if (pids.length > 5) return;
    await context.inTransaction(async ({ transaction }) => {
      const { rows } = await transaction.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      pids.push(rows[0]?.pid ?? 0);
      await jobs.api.owner.query('SELECT pg_terminate_backend($1)', [pids.at(-1)]);
      await transaction.query('SELECT 1');
    });
  });
  jobs.work({ concurrency: 1 });
  const id = await jobs.ask('at last');
  expect(await jobs.until(id, 'done', 'failed')).toMatchObject({ state: 'done', attempts: 1, problem: null });
  expect(jobs.faults.length).toBe(6);
  const { rows } = await jobs.api.owner.query('SELECT outages FROM jobs.job WHERE id = $1', [id]);
  expect(rows).toEqual([{ outages: 6 }]);
  expect(await jobs.tasks()).toEqual(['at last']);
});

test('one that waits is cancelled at once, one that runs at its next step, and nothing of either stays', async () => {
  const jobs = await openJobs(async (context) => {
    for (; !context.signal.aborted; ) await sleep(10);
  });
  const cancel = async (id: string) => await jobs.api.ask(jobs.lead, 'POST', `${jobs.base}/jobs/${id}/cancel`);
  const waiting = await jobs.ask('waits');
  expect((await cancel(waiting)).json).toMatchObject({ state: 'cancelled' });
  jobs.work();
  const running = await jobs.ask('runs');
  await jobs.until(running, 'running');
  expect((await cancel(running)).json).toMatchObject({ state: 'running', cancelAsked: true });
  expect(await jobs.until(running, 'cancelled')).toMatchObject({ attempts: 1 });
  expect((await cancel(running)).status).toBe(200);
  expect(await jobs.tasks()).toEqual([]);
});

test('what failed is asked for once more as a new job, once for one key', async () => {
  let fails = true;
  const jobs = await openJobs(() => {
    if (fails) throw new Refusal('conflict', 'Not now.');
  });
  jobs.work();
  const id = await jobs.ask('again');
  await jobs.until(id, 'failed');
  fails = false;
  const retry = async () =>
    await jobs.api.ask(jobs.lead, 'POST', `${jobs.base}/jobs/${id}/retry`, { headers: { 'idempotency-key': 'k' } });
  const made = await retry();
  expect([made.status, made.json.retryOf]).toEqual([201, id]);
  expect((await retry()).json.id).toBe(made.json.id);
  await jobs.until(made.json.id, 'done');
  expect(await jobs.tasks()).toEqual(['again']);
  const refused = await jobs.api.ask(jobs.lead, 'POST', `${jobs.base}/jobs/${made.json.id}/retry`, {
    headers: { 'idempotency-key': 'l' },
  });
  expect([refused.status, refused.json.detail]).toEqual([
    409,
    'The job is done; what failed or was cancelled can be tried again.',
  ]);
  const { items } = (await jobs.api.ask(jobs.lead, 'GET', `${jobs.base}/jobs?limit=1`)).json;
  expect(items.map((one: { id: string }) => one.id)).toEqual([made.json.id]);
});

test('whoever is no member any more, or may not any more, has nothing done in their name', async () => {
  const jobs = await openJobs();
  const owner = await jobs.api.addPerson(jobs.company, ['control-owner']);
  const left = await jobs.api.addPerson(jobs.company, ['control-owner']);
  const [lesser, gone] = [await jobs.ask('lesser', owner), await jobs.ask('gone', left)];
  await jobs.api.owner.query(`UPDATE identity.membership SET roles = '{reader-org}' WHERE person_id = $1`, [owner.id]);
  await jobs.api.owner.query(`UPDATE identity.membership SET state = 'left' WHERE person_id = $1`, [left.id]);
  jobs.work();
  for (const id of [lesser, gone]) {
    expect((await jobs.until(id, 'failed', 'done')).problem).toMatchObject({ code: 'not-allowed' });
  }
  expect(await jobs.tasks()).toEqual([]);
});

test('a worker that ends puts its jobs back, and the next one does them', async () => {
  const told = { stops: true };
  const jobs = await openJobs(async (context) => {
    for (; told.stops && !context.signal.aborted; ) await sleep(10);
  });
  const id = await jobs.ask('later');
  const first = jobs.work();
  await jobs.until(id, 'running');
  await first.worker.close();
  expect(await jobs.read(id)).toMatchObject({ state: 'queued', attempts: 0 });
  told.stops = false;
  jobs.work();
  await jobs.until(id, 'done');
  expect(await jobs.tasks()).toEqual(['later']);
});

test('many workers at once do each of many jobs once', async () => {
  const jobs = await openJobs(() => sleep(5));
  const ids: string[] = [];
  for (let i = 0; i < 40; i += 1) ids.push(await jobs.ask(`job ${i}`));
  for (let i = 0; i < 3; i += 1) jobs.work({ concurrency: 3 });
  for (const id of ids) expect((await jobs.until(id, 'done')).attempts).toBe(1);
  const { rows } = await jobs.api.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM management.record');
  expect(rows[0]?.n).toBe(40);
});

test('progress comes as events until the end, goes on where it was left, and holds no transaction open meanwhile', async () => {
  const told = { go: false };
  const jobs = await openJobs(async (context) => {
    context.progress(1, 3, 'one');
    for (; !told.go && !context.signal.aborted; ) await sleep(10);
    context.progress(3, 3, 'three');
  });
  await jobs.api.app.listen({ port: 0, host: '127.0.0.1' });
  const address = jobs.api.app.listeningOrigin;
  const id = await jobs.ask('followed');
  const follow = async (lastEvent?: string) =>
    await fetch(`${address}/api/v1${jobs.base}/jobs/${id}/events`, {
      headers: { cookie: `__Host-tickmark=${jobs.lead.token}`, ...(lastEvent && { 'last-event-id': lastEvent }) },
    });
  const stream = await follow();
  expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  jobs.work();
  await jobs.until(id, 'running');
  await sleep(900);
  const { rows } = await jobs.api.owner.query(
    `SELECT query FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
  );
  expect(rows).toEqual([]);
  told.go = true;
  const said = await stream.text();
  expect(said).toMatch(/event: job\ndata: \{.*"state":"queued"/);
  expect(said).toMatch(/event: job\ndata: \{.*"line":"one"/);
  expect(said).toMatch(/event: end\ndata: \{.*"state":"done"/);
  const last = /id: (\d+)\nevent: end/.exec(said)?.[1] ?? '';
  const middle = await (await follow('2')).text();
  expect(middle.match(/event: job/g)?.length).toBe(1);
  expect((await follow(last)).status).toBe(204);
});

test('streams are counted, and end when the server does', async () => {
  const jobs = await openJobs();
  await jobs.api.app.listen({ port: 0, host: '127.0.0.1' });
  const id = await jobs.ask('never taken');
  const url = `${jobs.api.app.listeningOrigin}/api/v1${jobs.base}/jobs/${id}/events`;
  const follow = async () => await fetch(url, { headers: { cookie: `__Host-tickmark=${jobs.lead.token}` } });
  const open = await Promise.all(Array.from({ length: 12 }, follow));
  expect(open.map((one) => one.status)).toEqual(Array.from({ length: 12 }, () => 200));
  expect((await follow()).status).toBe(429);
  await open[0]?.body?.cancel();
  for (let i = 0; i < 50 && (await follow()).status === 429; i += 1) await sleep(100);
  jobs.ending.abort();
  for (const one of open.slice(1)) expect(await one.text()).not.toContain('event: end');
});

test('the check of a log finds it whole, and finds a statement that was exchanged', async () => {
  const jobs = await openJobs();
  jobs.work();
  await jobs.api.ask(jobs.lead, 'POST', `${jobs.base}/tasks`, {
    body: { content: { title: 'A task' } },
    headers: { 'idempotency-key': 'task' },
  });
  await jobs.api.recorder.integrate();
  const check = async (key: string) => {
    const made = await jobs.api.ask(jobs.lead, 'POST', `${jobs.base}/jobs/check-log`, {
      headers: { 'idempotency-key': key },
    });
    return (await jobs.until(made.json.id, 'done', 'failed')).result;
  };
  const whole = await check('one');
  expect(whole).toMatchObject({ holds: true, problems: [], signed: 1 });
  expect(whole.size).toBeGreaterThan(1);
  const client = await jobs.api.owner.connect();
  onTestFinished(() => client.release());
  await client.query(`BEGIN; SET LOCAL session_replication_role = replica`);
  await client.query(`UPDATE ledger.opening SET salt = sha256('another') WHERE idx = 0`);
  await client.query('COMMIT');
  expect(await check('two')).toMatchObject({
    holds: false,
    problems: ['What the log holds at 0 does not follow from the statement that is kept for it.'],
  });
});

test('jobs of another organization are not there, and many of one do not keep those of another waiting', async () => {
  const order: string[] = [];
  const jobs = await openJobs(async (_context, { says }) => {
    order.push(says);
    await sleep(30);
  });
  const other = await jobs.api.addOrganization('service-organization', 'Other');
  const stranger = await jobs.api.addPerson(other, ['compliance-manager']);
  const mine: string[] = [];
  for (let i = 0; i < 8; i += 1) mine.push(await jobs.ask(`mine ${i}`));
  await jobs.ask('theirs', stranger);
  expect((await jobs.api.ask(stranger, 'GET', `/organizations/${other}/jobs/${mine[0]}`)).status).toBe(404);
  expect((await jobs.api.ask(stranger, 'GET', `/organizations/${other}/jobs`)).json.items).toHaveLength(1);
  jobs.work({ concurrency: 1 });
  jobs.work({ concurrency: 1 });
  for (const id of mine) await jobs.until(id, 'done');
  expect(order.indexOf('theirs')).toBeLessThan(3);
  await expect(jobs.ask('not allowed', await jobs.api.addPerson(jobs.company, ['reader-org']))).rejects.toThrow(
    'must be allowed to create tasks',
  );
});

function fail(what: string): never {
  throw new Error(what);
}
