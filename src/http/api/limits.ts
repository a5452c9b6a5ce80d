/**
 * How often somebody may ask. A bucket each, in the memory of this process: with several processes behind one address each counts for
 * itself, so that the limit is at most as many times larger. Guesses at passwords are counted in the database instead (identity).
 */
import type { FastifyInstance } from 'fastify';
import { tokenHash } from '../../identity/index.ts';
import { problemBody } from './problems.ts';

/** perSecond: how fast a bucket fills; burst: how much it holds */
export interface Limit {
  readonly perSecond: number;
  readonly burst: number;
}

export interface Limits {
  /** of one session or token */
  readonly credential: Limit;
  /** of one address, signed in or not */
  readonly address: Limit;
  /** of one address at /auth and /setup */
  readonly door: Limit;
}

export const defaultLimits: Limits = {
  credential: { perSecond: 50, burst: 200 },
  address: { perSecond: 200, burst: 600 },
  door: { perSecond: 1, burst: 20 },
};

/** The same in proportion, for `rate` requests a second of one session. The door stays as it is: nobody signs in more often. */
export function limitsOf(rate: number): Limits {
  const times = rate / defaultLimits.credential.perSecond;
  const scaled = ({ perSecond, burst }: Limit): Limit => ({ perSecond: perSecond * times, burst: burst * times });
  return { ...defaultLimits, credential: scaled(defaultLimits.credential), address: scaled(defaultLimits.address) };
}

/** Buckets at most; beyond, those that are full again are forgotten first. */
const mostBuckets = 50_000;

interface Bucket {
  level: number;
  at: number;
}

/** Buckets by name. Pure but for what it remembers: the clock is an argument. */
export class Buckets {
  readonly #buckets = new Map<string, Bucket>();

  /** Takes one from the bucket. Null: taken. Otherwise the seconds until there is one again, at least 1. */
  take(name: string, limit: Limit, now: number): number | null {
    const bucket = this.#buckets.get(name) ?? { level: limit.burst, at: now };
    const level = Math.min(limit.burst, bucket.level + ((now - bucket.at) / 1000) * limit.perSecond);
    if (!this.#buckets.has(name) && this.#buckets.size >= mostBuckets) this.#forget();
    const taken = level >= 1;
    this.#buckets.set(name, { level: taken ? level - 1 : level, at: now });
    return taken ? null : Math.max(1, Math.ceil((1 - level) / limit.perSecond));
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** The oldest half: whoever asks again soon is remembered again, with a full bucket. */
  #forget(): void {
    let left = Math.ceil(this.#buckets.size / 2);
    for (const name of this.#buckets.keys()) {
      if (left === 0) return;
      this.#buckets.delete(name);
      left -= 1;
    }
  }
}

/** Refuses what comes too often, before anything else is done for it. */
export function addLimits(app: FastifyInstance, limits: Limits, clock: () => number): void {
  const buckets = new Buckets();
  app.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const credential = request.headers.authorization ?? request.headers.cookie;
    const now = clock();
    const waits = [
      buckets.take(`a:${request.ip}`, limits.address, now),
      /^\/api\/v1\/(auth|setup)(\/|$)/.test(path) && request.method !== 'GET'
        ? buckets.take(`d:${request.ip}`, limits.door, now)
        : null,
      credential === undefined
        ? null
        : buckets.take(`c:${tokenHash(credential).toString('base64')}`, limits.credential, now),
    ].filter((wait) => wait !== null);
    if (waits.length === 0) return;
    const wait = Math.max(...waits);
    const body = problemBody(
      { code: 'too-many-requests', sentence: `Too many requests; ask again in ${wait} s.` },
      request.id,
    );
    return reply
      .status(429)
      .header('retry-after', String(wait))
      .type('application/problem+json')
      .send(JSON.stringify(body));
  });
}
