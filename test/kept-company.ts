/** A service organization whose evidence becomes populations and self-tests by a real worker. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { openPool } from '../src/adapters/postgres/pool.ts';
import { type EvidenceParts, evidenceRoutes, openEvidenceParts } from '../src/evidence/index.ts';
import type { Route } from '../src/http/api/route.ts';
import { home } from '../src/installation/environment.ts';
import { jobRoutes, startWorker } from '../src/jobs/index.ts';
import { type KeptParts, keptRoutes, openKept, populationJobs } from '../src/populations-kept/index.ts';
import { registerRoutes, registers } from '../src/registers/index.ts';
import { openTestApi } from './api.ts';
import { companyOf, newKey } from './evidence.ts';

const records = join(home, 'examples', 'public-records', 'evidence');

/** others: routes of another slice that works with populations */
export async function openCompanyWithWorker(others: (kept: KeptParts) => readonly Route[] = () => []) {
  const later: { parts?: EvidenceParts } = {};
  const evidenceOf = (keys: EvidenceParts['keys']): EvidenceParts => ({
    keys,
    get blobs() {
      return later.parts?.blobs ?? fail();
    },
    get uploads() {
      return later.parts?.uploads ?? fail();
    },
    tiles: (origin) => (later.parts ?? fail()).tiles(origin),
  });
  const ending = new AbortController();
  const held: { kept?: ReturnType<typeof openKept> } = {};
  const api = await openTestApi(
    ({ keys, decider }) => {
      const kept = openKept({ keys, decider, evidence: evidenceOf(keys) });
      held.kept = kept;
      const kinds = [...populationJobs(kept)];
      return [
        ...registerRoutes(registers, keys, decider),
        ...others(kept),
        ...evidenceRoutes(evidenceOf(keys)),
        ...keptRoutes(kept),
        ...jobRoutes({ keys, decider, kinds }, ending.signal),
      ];
    },
    { connections: 8 },
  );
  later.parts = await openEvidenceParts(api.data, api.keys);
  const kept = held.kept ?? fail();
  const company = await companyOf(api, later.parts);
  const pool = openPool(api.login, { max: 4, role: 'tickmark_worker' });
  const faults: string[] = [];
  const worker = startWorker({
    database: pool,
    kinds: [...populationJobs(kept)],
    keys: api.keys,
    api: api.options,
    pollMs: 20,
    onFault: (error) => faults.push(error.message),
  });
  onTestFinished(async () => {
    await worker.close();
    await pool.end();
    await kept.copies.close();
  });
  const { lead, base } = company;
  const get = async (path: string) => {
    const reply = await api.ask(lead, 'GET', `${base}${path}`);
    if (reply.status !== 200) throw new Error(reply.text);
    return reply.json;
  };
  const post = (path: string, body: object) => api.ask(lead, 'POST', `${base}${path}`, { body, headers: newKey() });
  /** asks, and waits for what came of it */
  const done = async (path: string, body: object) => {
    const asked = await post(path, body);
    if (asked.status !== 201) throw new Error(asked.text);
    for (const began = Date.now(); Date.now() - began < 60_000; await sleep(30)) {
      const job = await get(`/jobs/${asked.json.jobId}`);
      if (job.state === 'done' || job.state === 'failed') return { ...job, faults };
    }
    throw new Error('The job did not end.');
  };
  const upload = async (name: string) => {
    const made = await company.add(await readFile(join(records, name)), { name });
    if (made.status !== 201) throw new Error(made.text);
    return String(made.json.id);
  };
  const population = async (kind: string, evidenceIds: readonly string[], more: object = {}) => {
    const job = await done('/populations', { kind, evidenceIds, ...more });
    if (job.state !== 'done') throw new Error(JSON.stringify(job));
    return await get(`/populations/${job.result.id}`);
  };
  return { api, company, get, post, done, upload, population, add: company.add };
}

function fail(): never {
  throw new Error('Nothing is open yet.');
}
