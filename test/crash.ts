/** kill -9 of web, worker and PostgreSQL in turn while people work; and what must be there afterwards. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { tickmark } from './examine-folder.ts';
import { type Processes, startLoad, startProcesses, type Told } from './processes.ts';

export interface Survived {
  readonly cycles: number;
  readonly created: number;
  readonly changed: number;
  readonly jobs: number;
  readonly uploaded: number;
  readonly seconds: number;
}

export async function crashCycles(cycles: number): Promise<Survived> {
  const began = Date.now();
  const processes = await startProcesses(['web', 'worker', 'web', 'worker']);
  const load = await startLoad(processes);
  const { told } = load;
  const sizes = () => [told.created.size, [...told.changed.values()].reduce((a, b) => a + b, 0), told.uploaded.size];
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    // While something of every kind is under way.
    await sleep(50 + 150 * Math.random());
    await kill(processes, cycle);
    const before = sizes();
    for (const from = Date.now(); sizes().some((size, index) => size <= (before[index] ?? 0)); await sleep(20)) {
      if (Date.now() - from > 60_000)
        throw new Error(
          [
            `Nothing more was done after kill ${cycle}: ${before.join(', ')} became ${sizes().join(', ')}`,
            ...told.wrong,
            ...[...told.waiting].map(([asked, answered]) => `${asked}: ${answered}`),
          ].join('\n'),
        );
    }
  }
  await load.stop();
  await checkSurvived(processes, told);
  return {
    cycles,
    created: told.created.size,
    changed: [...told.changed.values()].reduce((a, b) => a + b, 0),
    jobs: told.jobs.size,
    uploaded: told.uploaded.size,
    seconds: Math.round((Date.now() - began) / 1000),
  };
}

/** Web, worker, PostgreSQL; of PostgreSQL in turn a backend, which makes it recover, and the whole server. */
async function kill({ running, replace, server, owner }: Processes, cycle: number): Promise<void> {
  const role = (['web', 'worker', null] as const)[cycle % 3] ?? null;
  const round = Math.floor(cycle / 3);
  if (role !== null) {
    const ones = running.filter((one) => one.role === role);
    const one = ones[round % ones.length];
    if (one !== undefined) await replace(one);
    return;
  }
  if (round % 2 === 0) {
    process.kill(server.pid, 'SIGKILL');
    return;
  }
  const { rows } = await owner.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE application_name = 'tickmark' AND pid <> pg_backend_pid() ORDER BY random() LIMIT 1`,
  );
  if (rows[0] !== undefined) process.kill(rows[0].pid, 'SIGKILL');
}

/** What people were told of is there, once; nothing else is; and the log holds, as an outsider checks it. */
export async function checkSurvived(
  { owner, organization, running, data, webs, ask, addPerson }: Processes,
  told: Told,
): Promise<void> {
  expect(told.wrong).toEqual([]);
  const asker = await addPerson();
  const [web = ''] = webs();
  await everyJobEnds(owner);
  // A job whose workers were killed five times is given up, and whoever asked for it is told: they try it again.
  const { rows: stopped } = await owner.query<{ id: string }>(
    `SELECT id FROM jobs.job WHERE state = 'failed' AND attempts > 5`,
  );
  const givenUp = new Set(stopped.map(({ id }) => id));
  for (const id of givenUp) {
    const key = `again-${id}`;
    const headers = { 'idempotency-key': key };
    const made = await askPatiently(() => ask(web, asker, 'POST', `/jobs/${id}/retry`, { headers }));
    expect([id, made.status]).toEqual([id, 201]);
    told.jobs.set(key, made.json.id);
  }
  await everyJobEnds(owner);
  const finished = [...told.jobs.values()].filter((id) => !givenUp.has(id));
  for (const id of finished) {
    const { json } = await askPatiently(() => ask(web, asker, 'GET', `/jobs/${id}`));
    const done = { state: 'done', problem: null, result: expect.objectContaining({ holds: true, problems: [] }) };
    expect(json).toMatchObject({ id, ...done });
  }
  const { rows: jobs } = await owner.query<{ key: string; id: string }>('SELECT key, id FROM jobs.job');
  expect(new Map(jobs.map(({ key, id }) => [key, id]))).toEqual(told.jobs);
  const { rows: ends } = await owner.query<{ job: string; n: number }>(
    `SELECT p->'predicate'->'body'->>'job' AS job, count(*)::int AS n
     FROM (SELECT convert_from(decode(envelope::jsonb->>'payload', 'base64'), 'utf8')::jsonb AS p FROM ledger.opening) o
     WHERE p->'predicate'->'body'->>'event' = 'job-done' GROUP BY 1`,
  );
  expect(new Map(ends.map(({ job, n }) => [job, n]))).toEqual(new Map(finished.map((id) => [id, 1])));

  // Created: as many records as keys, each under its key, beside those that are changed.
  const { rows: creations } = await owner.query<{ key: string; record_id: string }>(
    `SELECT key, record_id FROM management.creation WHERE key LIKE 'create-%'`,
  );
  expect(new Map(creations.map((row) => [row.key, row.record_id]))).toEqual(told.created);
  const { rows: records } = await owner.query<{ id: string; version: number; versions: number }>(
    `SELECT id, version, (SELECT count(*)::int FROM management.record_version v WHERE v.record_id = r.id) AS versions FROM management.record r`,
  );
  expect(records.length).toBe(told.created.size + told.changed.size);
  for (const { id, version, versions } of records) {
    const changes = told.changed.get(id) ?? 0;
    expect([id, version, versions]).toEqual([id, changes + 1, changes + 1]);
  }
  // Uploaded: as many items as were told of, and their bytes come back as they were sent.
  const { rows: items } = await owner.query<{ id: string; sha256: string }>(
    'SELECT id, sha256 FROM management.evidence',
  );
  expect(new Map(items.map(({ id, sha256 }) => [id, sha256]))).toEqual(told.uploaded);
  for (const [id] of [...told.uploaded].slice(0, 40)) {
    const { status, json } = await askPatiently(() => ask(web, asker, 'GET', `/evidence/${id}/content`));
    expect([id, status, String(json).startsWith('person,left')]).toEqual([id, 200, true]);
  }

  // The log on disk, as an outsider checks it, and its latest checkpoint covers every entry.
  const { rows: logs } = await owner.query<{ origin: string; next_index: number }>(
    `SELECT origin, next_index FROM ledger.log WHERE origin LIKE $1`,
    [`%/organizations/${organization}`],
  );
  const [log] = logs;
  if (log === undefined) throw new Error('There is no log.');
  for (const from = Date.now(); ; await sleep(200)) {
    const { rows } = await owner.query<{ size: number | null }>(
      'SELECT max(size) AS size FROM ledger.checkpoint WHERE origin = $1',
      [log.origin],
    );
    const { rows: now } = await owner.query<{ next_index: number }>(
      'SELECT next_index FROM ledger.log WHERE origin = $1',
      [log.origin],
    );
    if (rows[0]?.size === now[0]?.next_index) break;
    if (Date.now() - from > 30_000) throw new Error('The log was not signed to its end.');
  }
  const checked = await tickmark('ledger', 'check', join(data, 'logs', ...log.origin.split('/')));
  expect([checked.exit, checked.out]).toEqual([0, expect.stringMatching(/^HOLDS/)]);
  expect(running.map(({ child }) => child.exitCode)).toEqual(running.map(() => null));
}

/** Every job comes to its end: many may wait by now, each for those before it, but none for ever. */
async function everyJobEnds(owner: Processes['owner']): Promise<void> {
  for (let from = Date.now(), left = Number.POSITIVE_INFINITY; left > 0; await sleep(100)) {
    const { rows } = await owner.query<{ id: string; state: string; attempts: number; outages: number }>(
      `SELECT id, state, attempts, outages FROM jobs.job WHERE state IN ('queued', 'running') ORDER BY run_after, id`,
    );
    if (rows.length < left) from = Date.now();
    left = rows.length;
    if (Date.now() - from > 90_000) {
      throw new Error(`${left} jobs do not come to their end: ${JSON.stringify(rows.slice(0, 5))}`);
    }
  }
}

/** The limit of requests is part of the installation: whoever asks much waits. */
async function askPatiently<T extends { readonly status: number }>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    const answered = await work();
    if (answered.status !== 429) return answered;
    await sleep(200);
  }
}
