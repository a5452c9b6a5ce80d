/** Two web and two worker processes on one database: killed, cut off, out of room, asked to end, while people work. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { sessionCookie } from '../src/identity/index.ts';
import { checkSurvived, crashCycles } from './crash.ts';
import { cuttable, end, startLoad, startProcesses } from './processes.ts';

test('what was acknowledged is there once, whoever of web, worker and PostgreSQL is killed meanwhile: 20 times', async () => {
  const survived = await crashCycles(20);
  process.stdout.write(`${JSON.stringify(survived)}\n`);
  expect(survived.created).toBeGreaterThan(40);
  expect(survived.uploaded).toBeGreaterThan(20);
  expect(survived.jobs).toBeGreaterThan(10);
  // Two minutes on a quiet machine; starts wait longer for a busy one.
}, 480_000);

test('while connections to PostgreSQL are cut and refused, people are told to ask again; when it is back they go on, nothing lost', async () => {
  const wire = await cuttable();
  const processes = await startProcesses(['web', 'worker'], { wrap: wire.wrap });
  const load = await startLoad(processes);
  await sleep(1_000);
  for (const ms of [0, 0, 400, 3_000]) {
    await wire.cut(ms);
    const before = load.told.created.size;
    for (const from = Date.now(); load.told.created.size < before + 3; await sleep(20)) {
      if (Date.now() - from > 30_000) throw new Error(`Nothing more was done: ${load.told.wrong.join(', ')}`);
    }
  }
  await load.stop();
  expect(load.told.unavailable.count).toBeGreaterThan(3);
  await checkSurvived(processes, load.told);
});

test('on SIGTERM every request that came is answered, and what it changed is there', async () => {
  const processes = await startProcesses(['web']);
  const [web = ''] = processes.webs();
  const [one] = processes.running;
  if (one === undefined) throw new Error('nothing runs');
  const told: string[] = [];
  const wrong: string[] = [];
  let after = 0;
  let asked = false;
  const works = async (name: string): Promise<void> => {
    const asker = await processes.addPerson();
    for (let n = 0; ; n += 1) {
      const key = `${name}-${n}`;
      try {
        const { status, json } = await processes.ask(web, asker, 'POST', '/tasks', {
          body: { content: { title: key } },
          headers: { 'idempotency-key': key },
        });
        if (status === 201) told.push(json.id);
        else if (status !== 429) wrong.push(`${key}: ${status} ${JSON.stringify(json)}`);
        if (asked) after += 1;
      } catch (error) {
        const { code } = Object(Object(error).cause);
        // Nothing listens any more: refused, or the system took the connection and the server never saw it. That nothing was done
        // for it is what the records show below.
        if (!asked || !['ECONNREFUSED', 'ECONNRESET'].includes(String(code)))
          wrong.push(`${key}: ${String(error)} ${String(code)}`);
        return;
      }
    }
  };
  // Somebody follows a job that no worker takes: the stream must not keep the process from ending.
  const follower = await processes.addPerson();
  const job = await processes.ask(web, follower, 'POST', '/jobs/check-log', { headers: { 'idempotency-key': 'job' } });
  const stream = await fetch(`${web}/api/v1/organizations/${processes.organization}/jobs/${job.json.id}/events`, {
    headers: { cookie: `${sessionCookie}=${follower.token}` },
  });
  expect(stream.status).toBe(200);
  const people = Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(works));
  await sleep(1_500);
  asked = true;
  expect(await end(one.child, 'SIGTERM')).toBe(0);
  await people;
  expect(await stream.text()).toContain('event: job');
  expect(wrong).toEqual([]);
  expect(told.length).toBeGreaterThan(20);
  expect(after).toBeGreaterThan(3);
  const { rows } = await processes.owner.query<{ id: string }>('SELECT id FROM management.record');
  expect(rows.map(({ id }) => id).toSorted()).toEqual(told.toSorted());
});
