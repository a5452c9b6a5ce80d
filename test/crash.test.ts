/** Two web and two worker processes on one database: killed, cut off, out of room, asked to end, while people work. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { crashCycles } from './crash.ts';
import { end, startProcesses } from './processes.ts';

test('what was acknowledged is there once, whoever of web, worker and PostgreSQL is killed meanwhile: 20 times', async () => {
  const survived = await crashCycles(20);
  process.stdout.write(`${JSON.stringify(survived)}\n`);
  expect(survived.created).toBeGreaterThan(40);
  expect(survived.uploaded).toBeGreaterThan(20);
  expect(survived.jobs).toBeGreaterThan(10);
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
        // Refused before it was sent: nothing listens any more.
        if (!asked || code !== 'ECONNREFUSED') wrong.push(`${key}: ${String(error)} ${String(code)}`);
        return;
      }
    }
  };
  const people = Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(works));
  await sleep(1_500);
  asked = true;
  expect(await end(one.child, 'SIGTERM')).toBe(0);
  await people;
  expect(wrong).toEqual([]);
  expect(told.length).toBeGreaterThan(20);
  expect(after).toBeGreaterThan(3);
  const { rows } = await processes.owner.query<{ id: string }>('SELECT id FROM management.record');
  expect(rows.map(({ id }) => id).toSorted()).toEqual(told.toSorted());
});
