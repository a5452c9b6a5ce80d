import { z } from 'zod';
import { longRoute, memberRoute, type Route } from '../http/api/route.ts';
import { Followers } from './events.ts';
import { hasEnded, jobStates } from './model.ts';
import { cancel, enqueue, type JobParts, listJobs, readJob, retry } from './service.ts';

const base = '/organizations/{organizationId}';
const organization = z.object({ organizationId: z.uuid() });
const one = z.object({ organizationId: z.uuid(), id: z.uuid() });
const both = ['management', 'firm'] as const;
const count = z.int().min(0);

const job = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    state: z.enum(jobStates),
    byPerson: z.uuid(),
    done: count,
    total: count.nullable(),
    line: z.string().nullable(),
    cancelAsked: z.boolean(),
    attempts: count,
    retryOf: z.uuid().nullable(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    problem: z.object({ code: z.string(), sentence: z.string(), next: z.string().nullable() }).nullable(),
    version: count,
  })
  .meta({ id: 'Job' });

/**
 * Jobs of an organization: what runs, how far it is, what came of it.
 * ending  aborted when the server closes
 */
export function jobRoutes(parts: JobParts, ending: AbortSignal): readonly Route[] {
  const followers = new Followers(ending);
  const reads = { method: 'GET', sides: both, part: 'jobs', action: 'read', receipt: false } as const;
  const changes = { method: 'POST', sides: both, part: 'jobs', action: 'change', receipt: true } as const;
  return [
    memberRoute({
      ...reads,
      id: 'jobs.list',
      path: `${base}/jobs`,
      summary: 'Long work of the organization, the latest first',
      params: organization,
      query: z.strictObject({
        state: z.enum([...jobStates, 'unfinished']).optional(),
        mine: z.enum(['true', 'false']).optional(),
        cursor: z.string().max(200).optional(),
        limit: z.coerce.number().int().min(1).max(100).optional(),
      }),
      answer: z.object({ items: z.array(job), next: z.string().nullable() }),
      async handle(asking, input) {
        const { state, mine, cursor = null, limit = 50 } = input.query;
        const states =
          state === undefined ? jobStates : state === 'unfinished' ? (['queued', 'running'] as const) : [state];
        const { items, next } = await listJobs(asking, parts, { states, mine: mine === 'true', cursor, limit });
        return { body: { items: [...items], next } };
      },
    }),
    memberRoute({
      ...reads,
      id: 'jobs.read',
      path: `${base}/jobs/{id}`,
      summary: 'One job, and its result for whoever might have asked for it',
      params: one,
      answer: job.extend({ result: z.unknown() }),
      async handle(asking, input) {
        const found = await readJob(asking, parts, input.params.id);
        return { body: { ...found.job, result: found.result } };
      },
    }),
    longRoute({
      ...reads,
      id: 'jobs.events',
      path: `${base}/jobs/{id}/events`,
      summary: 'Progress of a job as server-sent events: job, then end',
      params: one,
      async long(apart, input) {
        const look = (of: typeof apart) =>
          of.within(async (asking) => (await readJob(asking, parts, input.params.id)).job);
        const first = await look(apart);
        // 204 tells a browser that there is nothing more to follow.
        if (hasEnded(first.state) && apart.lastEvent >= first.version) return { status: 204 };
        const release = followers.take(apart.principal.personId);
        return {
          stream: { type: 'text/event-stream; charset=utf-8', parts: followers.follow(apart, look, first, release) },
        };
      },
    }),
    memberRoute({
      ...changes,
      id: 'jobs.cancel',
      path: `${base}/jobs/{id}/cancel`,
      summary: 'Cancel a job that waits or runs',
      params: one,
      answer: job,
      async handle(asking, input) {
        return { body: await cancel(asking, parts, input.params.id) };
      },
    }),
    memberRoute({
      ...changes,
      id: 'jobs.retry',
      path: `${base}/jobs/{id}/retry`,
      summary: 'Ask once more for what failed or was cancelled',
      idempotent: true,
      status: 201,
      params: one,
      answer: job,
      async handle(asking, input) {
        const made = await retry(asking, parts, input.params.id, input.key);
        return { body: made, location: `/organizations/${asking.principal.organizationId}/jobs/${made.id}` };
      },
    }),
    memberRoute({
      ...changes,
      id: 'jobs.check-log',
      path: `${base}/jobs/check-log`,
      summary: 'Derive the root of the organization’s log again, as a job',
      idempotent: true,
      status: 201,
      params: organization,
      answer: job,
      async handle(asking, input) {
        const kind = parts.kinds.find(({ name }) => name === 'check-log');
        if (kind === undefined) throw new Error('There is no kind of job check-log.');
        const { id } = await enqueue(asking, parts, kind, {}, { key: input.key });
        const made = await readJob(asking, parts, id);
        return { body: made.job, location: `/organizations/${asking.principal.organizationId}/jobs/${id}` };
      },
    }),
  ];
}
