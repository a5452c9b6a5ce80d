/** Mounts routes on the server: the one way of a request (docs/decisions/0020-the-server.md). */
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import { inTransaction, type Transaction } from '../../adapters/postgres/pool.ts';
import { noteRefusedQuota } from '../../adapters/postgres/quota.ts';
import {
  awayCookie,
  csrfMatches,
  type Decider,
  isFresh,
  type Mode,
  notSignedIn,
  offBy,
  policySays,
  sessionCookie,
  tokenHash,
} from '../../identity/index.ts';
import type { TakeRequest } from '../../quotas/requests.ts';
import { Refusal } from '../../refusal.ts';
import { type Acting, askingFor, enter, logOrigin } from './as-member.ts';
import { atMost, isRaw, lastEventOf, readInput, tooLong } from './input.ts';
import { parseJson } from './json.ts';
import { apiProblems, nothingThere, refuseRequest } from './problems.ts';
import { send, sendProblem } from './reply.ts';
import {
  type Answer,
  apiPrefix,
  type Asking,
  type Input,
  type MemberRoute,
  type OutsideRoute,
  type Principal,
  type Route,
  type Side,
} from './route.ts';

/** decider: the policies; the rest as whoever acts as a member needs it */
export interface ApiOptions extends Acting {
  readonly routes: readonly Route[];
  readonly decider: Decider;
  /** counts requests of organizations; left out, they are not bounded */
  readonly takeRequest?: TakeRequest;
}

/** Adds every route below /api/v1. Order of the list does not matter; two routes at one address are a fault at start. */
export function mountApi(app: FastifyInstance, options: ApiOptions): void {
  const wires = options.routes.flatMap((route) => (route.wire === undefined ? [] : [route.wire.type]));
  app.addContentTypeParser(
    ['application/json', ...new Set(wires)],
    { parseAs: 'string', bodyLimit: 1024 * 1024 },
    (request, body, done) => {
      try {
        // Directories name a type where they send nothing.
        const isNothing = body === '' && request.method === 'DELETE';
        done(null, isNothing ? undefined : parseJson(String(body)));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  );
  app.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    // An address that is not there has no settings.
    const { raw: most }: { raw?: unknown } = Object(request.routeOptions.config);
    const raw = typeof most === 'number' ? most : 0;
    if (raw === 0) return done(refuseRequest('wrong-media-type', 'Send it as application/json.'));
    if (Number(request.headers['content-length'] ?? 0) > raw) return done(tooLong(raw));
    return done(null, atMost(raw, payload));
  });
  for (const route of options.routes) {
    const raw = route.who === 'member' ? route.raw : undefined;
    app.route({
      method: route.method satisfies HTTPMethods,
      url: `${apiPrefix}${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      ...(raw !== undefined && { config: { raw } }),
      errorHandler: (error, request, reply) => {
        void sendProblem(error, request, reply, route.wire);
      },
      handler: async (request, reply) => {
        const input = readInput(route, request);
        const answer =
          route.who === 'member'
            ? await answerMember(options, route, input, request)
            : await answerOutside(options, route, input, request);
        return send(route, answer, reply);
      },
    });
  }
}

async function answerMember(
  options: ApiOptions,
  route: MemberRoute,
  input: Input<unknown, unknown, unknown>,
  request: FastifyRequest,
): Promise<Answer<unknown>> {
  const organizationId = organizationOf(input.params);
  const credential = credentialOf(request);
  refuseForeignChange(route, credential, request);
  const now = options.clock().toISOString();
  const member = { route, credential, organizationId, now };
  let stated = 0;
  const count = () => {
    stated += 1;
  };
  if (route.long === undefined) {
    return askAsMember(options, member, count, async (asking) => {
      const answer = await route.handle(asking, input);
      refuseSilence(route, stated);
      return answer;
    });
  }
  // Whoever may not is refused before anything is taken from them, and is asked again whenever something is kept.
  const principal = await askAsMember(options, member, count, async (asking) => asking.principal);
  const answer = await route.long(
    {
      principal,
      now,
      newId: options.newId,
      lastEvent: lastEventOf(request),
      within: (work) => askAsMember(options, member, count, work),
    },
    input,
  );
  refuseSilence(route, stated);
  return answer;
}

function refuseSilence(route: MemberRoute, stated: number): void {
  if (route.receipt && stated === 0) throw new Error(`The route ${route.id} left no statement.`);
}

interface Member {
  readonly route: MemberRoute;
  readonly credential: Credential;
  readonly organizationId: string;
  readonly now: string;
}

/** One transaction as the member who asks, after the decision that they may. onStated: told of every statement they leave */
async function askAsMember<T>(
  options: ApiOptions,
  { route, credential, organizationId, now }: Member,
  onStated: () => void,
  work: (asking: Asking) => Promise<T>,
): Promise<T> {
  const origin = logOrigin(options.origin, organizationId);
  const done = await inTransaction(options.gate, async (transaction): Promise<{ value: T } | Refusal> => {
    const principal = await findPrincipal(transaction, credential, organizationId);
    // A foreign organization and one that is not there read the same.
    if (principal === null || !route.sides.includes(principal.side)) throw nothingThere();
    refuseTooMany(options, organizationId);
    const decision = options.decider.decide({
      principal,
      action: route.action,
      part: route.part,
      side: principal.side,
      organizationId,
    });
    await enter(transaction, principal, origin);
    const asking = askingFor(options, transaction, principal, origin, now);
    const off = offBy(decision);
    if (off !== null) return modeOff(policySays(options.decider.files, off));
    if (!decision.allowed) {
      // R-WALL-09: what the wall refused is on record where the person who tried belongs.
      await options.openLog(origin);
      await asking.state(accessDraft(principal, 'refused', route, decision.policies));
      return refuseRequest('not-allowed', notAllowed(route, principal), {
        next: 'Ask whoever looks after members for a role that may.',
      });
    }
    if (route.fresh === true && !isFresh(principal.provedAt, now)) {
      throw refuseRequest('step-up-needed', 'Prove who you are once more, then do it again.');
    }
    if (!route.receipt) return { value: await work(asking) };
    await options.openLog(origin);
    const state: Asking['state'] = async (draft) => {
      const entry = await asking.state(draft);
      onStated();
      return entry;
    };
    return { value: await work({ ...asking, state }) };
  });
  if (done instanceof Refusal) throw done;
  return done.value;
}

/** Whoever is no member counts for nobody: the organization is counted once it is known who asks. */
function refuseTooMany({ takeRequest, clock }: ApiOptions, organizationId: string): void {
  const most = takeRequest?.(organizationId, clock().getTime()) ?? null;
  if (most === null) return;
  noteRefusedQuota('requests');
  throw refuseRequest('quota-now', `The organization made ${most} requests within a minute, as many as it may.`, {
    next: 'Ask again in a minute, or ask whoever runs the installation for more.',
  });
}

async function answerOutside(
  options: ApiOptions,
  route: OutsideRoute,
  input: Input<unknown, unknown, unknown>,
  request: FastifyRequest,
): Promise<Answer<unknown>> {
  const cookie = cookieOf(request);
  if (route.who === 'person') {
    if (cookie === null) throw refuseRequest('not-signed-in', 'Sign in first.');
    refuseForeignChange(route, { kind: 'cookie', token: cookie }, request);
  }
  return route.handle(
    {
      address: request.ip,
      agent: (request.headers['user-agent'] ?? '').slice(0, 300),
      cookie,
      away: cookieOf(request, awayCookie),
      now: options.clock().toISOString(),
    },
    input,
  );
}

interface Credential {
  readonly kind: 'cookie' | 'bearer';
  readonly token: string;
}

function credentialOf(request: FastifyRequest): Credential {
  const header = request.headers.authorization;
  if (header !== undefined) {
    const token = /^Bearer ([A-Za-z0-9._~-]{20,200})$/.exec(header)?.[1];
    if (token === undefined) throw refuseRequest('not-signed-in', 'The token cannot be read.');
    return { kind: 'bearer', token };
  }
  const token = cookieOf(request);
  if (token === null) throw refuseRequest('not-signed-in', 'Sign in first.');
  return { kind: 'cookie', token };
}

function cookieOf(request: FastifyRequest, name = sessionCookie): string | null {
  const found = (request.headers.cookie ?? '').split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  const token = found?.slice(name.length + 1) ?? '';
  return /^[A-Za-z0-9_-]{20,200}$/.test(token) ? token : null;
}

/** A change by cookie must come from our own page. A token in a header cannot be sent by another site's. */
function refuseForeignChange(route: Route, credential: Credential, request: FastifyRequest): void {
  if (route.method === 'GET' || credential.kind === 'bearer') return;
  const sent = request.headers['x-tickmark-csrf'];
  if (typeof sent !== 'string' || !csrfMatches(credential.token, sent)) {
    throw refuseRequest('csrf-missing', 'The header X-Tickmark-Csrf is missing or is not this session’s.');
  }
}

interface PrincipalRow {
  readonly person_id: string;
  readonly person_name: string;
  readonly email: string;
  readonly organization_id: string;
  readonly side: Side;
  readonly roles: readonly string[];
  readonly factor_done: boolean;
  readonly proved_at: string | null;
  readonly scopes: readonly string[] | null;
  readonly stale: boolean;
  readonly mode: Mode;
}

/** Who asks, in one statement. Null: nobody of this organization. Throws not-signed-in (what they came with has ended), factor-needed. */
async function findPrincipal(
  transaction: Transaction,
  credential: Credential,
  organizationId: string,
): Promise<Principal | null> {
  const { rows } = await transaction.query<PrincipalRow>({
    name: 'identity.principal',
    text: 'SELECT p.*, h.mode FROM identity.principal($1, $2) p, identity.hosting_now() h',
    values: [tokenHash(credential.token), organizationId],
  });
  const row = rows[0];
  if (row === undefined) {
    const lives = await transaction.query<{ lives: boolean }>({
      name: 'identity.credential_lives',
      text: 'SELECT identity.credential_lives($1) AS lives',
      values: [tokenHash(credential.token)],
    });
    if (lives.rows[0]?.lives !== true) throw notSignedIn();
    return null;
  }
  // Once in ten minutes, so that a session in use does not end for being idle.
  if (row.stale) await transaction.query('SELECT identity.touch($1)', [tokenHash(credential.token)]);
  if (!row.factor_done) throw refuseRequest('factor-needed', 'Give the second factor first.');
  return {
    personId: row.person_id,
    name: row.person_name,
    email: row.email,
    organizationId: row.organization_id,
    side: row.side,
    roles: row.roles,
    provedAt: row.proved_at,
    scopes: row.scopes,
    mode: row.mode,
  };
}

function accessDraft(principal: Principal, event: string, route: MemberRoute, policies: readonly string[]) {
  const body = {
    event,
    route: route.id,
    action: route.action,
    part: route.part,
    person: principal.personId,
    policies: [...policies],
  };
  return {
    hop: 'access' as const,
    subject: { name: route.id, sha256: tokenHash(JSON.stringify(body)).toString('hex') },
    body,
  };
}

function notAllowed(route: MemberRoute, principal: Principal): string {
  return `${principal.roles.join(', ') || 'This membership'} may not ${route.action} ${route.part}.`;
}

/** R-IND-10. The part is off here for everybody, whatever their role. */
function modeOff(says: string): Refusal {
  return refuseRequest('mode-off', says, {
    next: 'Settings, Hosting, say who holds what; whoever runs the installation decides the mode.',
  });
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function organizationOf(params: unknown): string {
  const id =
    typeof params === 'object' && params !== null && 'organizationId' in params ? params.organizationId : undefined;
  if (typeof id !== 'string' || !uuid.test(id)) throw nothingThere();
  return id;
}

/** Status codes a route may answer with, for the OpenAPI document. */
export function statusesOf(route: Route): readonly number[] {
  const own = route.who === 'member' ? [401, 403, 404, 429] : route.who === 'person' ? [401, 403, 429] : [401, 429];
  const body = route.body === undefined && !isRaw(route) ? [] : [400, 413, 415, 422];
  const version = route.ifMatch === true ? [412, 428] : route.ifMatch === 'may' ? [412] : [];
  const all = [
    ...own,
    ...body,
    ...version,
    ...(route.query === undefined ? [] : [422]),
    ...(route.idempotent === true ? [400, 409] : []),
  ];
  return [...new Set(all)]
    .toSorted((a, b) => a - b)
    .filter((status) => Object.values(apiProblems).some((one) => one.status === status));
}
