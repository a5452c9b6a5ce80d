/** What an operator watches: how often, how long, how full. No organization, person or record is ever a label. */
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../adapters/postgres/pool.ts';
import { refusedQuotas } from '../adapters/postgres/quota.ts';

/**
 * Adds `/metrics`, in the text form of Prometheus, with a registry of its own.
 * pools  connections by name, to tell when requests wait for one
 */
export function mountMetrics(app: FastifyInstance, pools: Readonly<Record<string, Database>>): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'tickmark_' });
  const labelNames = ['method', 'route', 'status'] as const;
  const requests = new Counter({
    name: 'tickmark_requests_total',
    help: 'Requests answered, by route as it is declared.',
    labelNames,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'tickmark_request_seconds',
    help: 'Time from the first byte of a request to the end of its answer.',
    labelNames: ['method', 'route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const connections = new Gauge({
    name: 'tickmark_database_connections',
    help: 'Connections of a pool: open, idle, and requests waiting for one.',
    labelNames: ['pool', 'state'],
    registers: [registry],
    collect() {
      for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries(pools)) {
        connections.set({ pool, state: 'open' }, totalCount);
        connections.set({ pool, state: 'idle' }, idleCount);
        connections.set({ pool, state: 'waiting' }, waitingCount);
      }
    },
  });
  const quotas = new Counter({
    name: 'tickmark_quota_refused_total',
    help: 'What was refused because an organization had as much of it as it may, by kind.',
    labelNames: ['kind'],
    registers: [registry],
    collect() {
      quotas.reset();
      for (const [kind, times] of refusedQuotas()) quotas.inc({ kind }, times);
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    // An address that leads nowhere is no label: anybody could make as many as they like.
    const route = request.routeOptions.url ?? 'none';
    requests.inc({ method: request.method, route, status: String(reply.statusCode) });
    seconds.observe({ method: request.method, route }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
