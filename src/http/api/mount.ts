/** Mounts routes on the server: the one way of a request (docs/decisions/0020-the-server.md). */
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { Readable } from 'node:stream';
import type { ZodType } from 'zod';
import { inTransaction, type Database, type Transaction } from '../../adapters/postgres/pool.ts';
import { type Unavailable, unavailableOf } from '../../adapters/postgres/unavailable.ts';
import {
  csrfMatches,
  type Decider,
  type Mode,
  notSignedIn,
  offBy,
  policySays,
  sessionCookie,
  tokenHash,
} from '../../identity/index.ts';
import type { EntryRef, StatementDraft } from '../../ledger/statement.ts';
import { type Problem, Refusal } from '../../refusal.ts';
import { apiProblems, isApiProblem, problemBody, refuseRequest } from './problems.ts';
import type { Asking, Answer, Input, MemberRoute, OutsideRoute, Principal, Route, Side } from './route.ts';

/** A person who proved themselves this long ago still counts as fresh. */
const freshSeconds = 300;

/**
 * gate       a pool whose connections are the role `tickmark_gate`: it may ask who somebody is and take over a side's role
 * origin     name of the installation; an organization's log is `ORIGIN/organizations/ID`
 * openLog    makes the organization's log unless it is there
 * append     writes a statement to a log in the transaction given
 * clock      the instant of a request
 */
export interface ApiOptions {
  readonly routes: readonly Route[];
  readonly gate: Database;
  readonly decider: Decider;
  readonly origin: string;
  readonly openLog: (origin: string) => Promise<void>;
  readonly append: (transaction: Transaction, origin: string, draft: StatementDraft) => Promise<EntryRef>;
  readonly clock: () => Date;
  readonly newId: () => string;
}

export const apiPrefix = '/api/v1';

/** Name of an organization's log. */
export function logOrigin(origin: string, organizationId: string): string {
  return `${origin}/organizations/${organizationId}`;
}

/** Adds every route below /api/v1. Order of the list does not matter; two routes at one address are a fault at start. */
export function mountApi(app: FastifyInstance, options: ApiOptions): void {
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: 1024 * 1024 },
    (_request, body, done) => {
      try {
        done(null, parseJson(String(body)));
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  );
  app.addContentTypeParser('application/octet-stream', (request, payload, done) => {
    const { config } = request.routeOptions;
    const raw = 'raw' in config && typeof config.raw === 'number' ? config.raw : 0;
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
        void sendProblem(error, request, reply);
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
      now: options.clock().toISOString(),
    },
    input,
  );
}

/**
 * Does something in an organization as one of its members, outside a request: the sample's records, a job's. Under the same role, row-level
 * security and log as a request of theirs.
 */
export async function asMember<T>(
  options: Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'>,
  principal: Principal,
  work: (asking: Asking) => Promise<T>,
): Promise<T> {
  await options.openLog(logOrigin(options.origin, principal.organizationId));
  return inTransaction(options.gate, async (transaction) => work(await enterAs(options, transaction, principal)));
}

/** From here on the transaction is that member's. Whoever calls it knows who they are and that they may. */
export async function enterAs(
  options: Pick<ApiOptions, 'origin' | 'openLog' | 'append' | 'newId' | 'clock'>,
  transaction: Transaction,
  principal: Principal,
): Promise<Asking> {
  const origin = logOrigin(options.origin, principal.organizationId);
  await options.openLog(origin);
  await enter(transaction, principal, origin);
  return askingFor(options, transaction, principal, origin, options.clock().toISOString());
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

function cookieOf(request: FastifyRequest): string | null {
  const found = (request.headers.cookie ?? '').split(/;\s*/).find((part) => part.startsWith(`${sessionCookie}=`));
  const token = found?.slice(sessionCookie.length + 1) ?? '';
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

/** From here the transaction is the side's, and sees the organization's rows alone. */
async function enter(transaction: Transaction, principal: Principal, origin: string): Promise<void> {
  await transaction.query({
    name: 'wall.enter',
    text: `SELECT set_config('tickmark.organization', $1, true), set_config('tickmark.person', $2, true),
                  set_config('tickmark.origin', $3, true), set_config('role', $4, true)`,
    values: [principal.organizationId, principal.personId, origin, `tickmark_${principal.side}`],
  });
}

function askingFor(
  options: Pick<ApiOptions, 'append' | 'newId'>,
  transaction: Transaction,
  principal: Principal,
  origin: string,
  now: string,
): Asking {
  return {
    principal,
    transaction,
    now,
    newId: options.newId,
    state: (draft) =>
      options.append(transaction, origin, {
        ...draft,
        inputs: draft.inputs ?? [],
        at: now,
        maker: {
          role: principal.roles[0] ?? 'member',
          name: principal.personId,
          side: principal.side,
          custody: 'installation',
        },
      }),
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

function isFresh(provedAt: string | null, now: string): boolean {
  return provedAt !== null && Date.parse(now) - Date.parse(provedAt) <= freshSeconds * 1000;
}

function nothingThere(): Refusal {
  return refuseRequest('not-found', 'There is nothing at this address, or nothing you may see.');
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function organizationOf(params: unknown): string {
  const id =
    typeof params === 'object' && params !== null && 'organizationId' in params ? params.organizationId : undefined;
  if (typeof id !== 'string' || !uuid.test(id)) throw nothingThere();
  return id;
}

function readInput(route: Route, request: FastifyRequest): Input<unknown, unknown, unknown> {
  const problems: Problem[] = [];
  const parse = (schema: ZodType | undefined, value: unknown, at: string): unknown => {
    if (schema === undefined) return value;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => `/${key}`) : [''];
      for (const tail of unknown) {
        problems.push({
          code: 'invalid-input',
          subject: `${at}${pointer(issue.path)}${tail}`.slice(0, 300),
          sentence: `${issue.message}.`.replace(/\.\.$/, '.'),
        });
      }
    }
    return undefined;
  };
  const params = parse(route.params, request.params, 'path:');
  // An id that cannot be one is nothing that is there.
  if (problems.length > 0) throw nothingThere();
  const type = request.headers['content-type']?.split(';')[0];
  if (route.body !== undefined && type !== 'application/json') {
    throw refuseRequest('wrong-media-type', 'Send it as application/json.');
  }
  if (isRaw(route) && type !== 'application/octet-stream') {
    throw refuseRequest('wrong-media-type', 'Send the bytes as application/octet-stream.');
  }
  const query = parse(route.query, request.query, 'query:');
  const body = parse(route.body, request.body, '');
  if (problems.length > 0) {
    throw refuseRequest(
      'invalid-input',
      problems
        .map((one) => `${one.subject || 'The body'}: ${one.sentence}`)
        .slice(0, 5)
        .join(' '),
      { problems: problems.slice(0, 50) },
    );
  }
  return {
    params: params ?? request.params,
    query,
    body,
    version: versionOf(route, request),
    key: keyOf(route, request),
  };
}

/** Id of the last event that whoever follows again has seen; 0: none. */
function lastEventOf(request: FastifyRequest): number {
  const sent = request.headers['last-event-id'];
  return typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : 0;
}

function isRaw(route: Route): boolean {
  return route.who === 'member' && route.raw !== undefined;
}

/** The bytes as they come, and a refusal in the place of the first one too many. */
async function* atMost(limit: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.byteLength;
    if (size > limit) throw tooLong(limit);
    yield piece;
  }
}

function tooLong(limit: number): Refusal {
  return refuseRequest('too-large', `At most ${limit} bytes are taken here at once.`);
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function versionOf(route: Route, request: FastifyRequest): number {
  if (route.ifMatch !== true) return 0;
  const sent = request.headers['if-match'];
  if (sent === undefined) throw refuseRequest('if-match-missing', 'Send If-Match with the ETag it was read with.');
  const version = Number(/^"v(\d{1,9})"$/.exec(sent)?.[1]);
  if (!Number.isInteger(version)) throw refuseRequest('version-stale', 'If-Match is not an ETag of this object.');
  return version;
}

function keyOf(route: Route, request: FastifyRequest): string {
  if (route.idempotent !== true) return '';
  const sent = request.headers['idempotency-key'];
  if (typeof sent !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(sent)) {
    throw refuseRequest(
      'idempotency-key-missing',
      'Send Idempotency-Key: 1 to 200 printable characters, new for each creation.',
    );
  }
  return sent;
}

function send(route: Route, answer: Answer<unknown>, reply: FastifyReply): FastifyReply {
  if (answer.version !== undefined) reply.header('etag', `"v${answer.version}"`);
  if (answer.location !== undefined) reply.header('location', `${apiPrefix}${answer.location}`);
  if (answer.cookie !== undefined) {
    const life = answer.cookie === null ? 'Max-Age=0' : `Max-Age=${7 * 86_400}`;
    reply.header(
      'set-cookie',
      `${sessionCookie}=${answer.cookie ?? ''}; Path=/; Secure; HttpOnly; SameSite=Lax; ${life}`,
    );
  }
  const status =
    answer.status ?? route.status ?? (route.answer === undefined && answer.stream === undefined ? 204 : 200);
  reply.status(status);
  if (answer.stream !== undefined) {
    const { type, name, size, parts } = answer.stream;
    if (size !== undefined) reply.header('content-length', size);
    reply.type(type).header('x-content-type-options', 'nosniff');
    if (name === undefined) reply.header('cache-control', 'no-store');
    else {
      const safe = name.replaceAll(/[^A-Za-z0-9._-]/g, '-');
      reply.header('content-disposition', `attachment; filename="${safe}"`);
    }
    return reply.send(Readable.from(parts, { objectMode: false }));
  }
  if (status === 204) return reply.send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer.body));
}

/** One mapping for everything that is thrown: refusals as problems, the rest as a fault that says nothing of itself. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const refusal = asRefusal(error);
  if (refusal?.code === 'unavailable') {
    reply.header('retry-after', '2');
    request.log.warn({ error: error instanceof Error ? (error.stack ?? error.message) : '' }, 'unavailable');
  }
  const answer = (body: ReturnType<typeof problemBody>) =>
    reply.status(body.status).type('application/problem+json').send(JSON.stringify(body));
  if (refusal !== null && isApiProblem(refusal.code)) {
    return answer(
      problemBody(
        { code: refusal.code, sentence: refusal.message, problems: refusal.problems, next: refusal.next },
        request.id,
      ),
    );
  }
  request.log.error({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }, 'fault');
  return answer(
    problemBody({ code: 'fault', sentence: 'The fault is in the log under the id of this request.' }, request.id),
  );
}

const unavailable: Readonly<Record<Unavailable, string>> = {
  database: 'The database does not answer at this moment. Whether it was done shows when it is asked for again.',
  space: 'There is no space left to store it; nothing was done.',
  memory: 'The database has no memory left for it; nothing was done.',
  turn: 'Others were being served for too long; nothing was done.',
};

function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refusal && isApiProblem(error.code)) return error;
  const what = unavailableOf(error);
  if (what !== null) {
    const next = what === 'space' ? 'Whoever runs the installation makes room.' : 'Ask again in a few seconds.';
    return refuseRequest('unavailable', unavailable[what], { next });
  }
  if (error instanceof Refusal) return error;
  const { statusCode, code }: { statusCode?: unknown; code?: unknown } = Object(error);
  if (statusCode === 413) return refuseRequest('too-large', 'A request has at most 1 MiB of JSON.');
  if (statusCode === 415) return refuseRequest('wrong-media-type', 'Send it as application/json.');
  if (typeof statusCode === 'number' && statusCode < 500) {
    return refuseRequest('bad-request', error instanceof SyntaxError ? error.message : 'What was sent cannot be read.');
  }
  // What the database refuses for its form: text with a zero byte, an escape it does not know.
  if (code === '22021' || code === '22P05')
    return refuseRequest('invalid-input', 'A text holds a character that cannot be stored.');
  return null;
}

/** JSON without surprises: at most 40 levels deep, no member named twice, no `__proto__`. Throws SyntaxError with status 400. */
function parseJson(text: string): unknown {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const at = text.charCodeAt(i);
    if (inString) {
      if (at === 0x5c) i += 1;
      else if (at === 0x22) inString = false;
    } else if (at === 0x22) inString = true;
    else if (at === 0x7b || at === 0x5b) {
      depth += 1;
      if (depth > 40) throw unreadable('The JSON is nested deeper than 40 levels.');
    } else if (at === 0x7d || at === 0x5d) depth -= 1;
  }
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw unreadable('A member is named __proto__.');
      return value;
    });
  } catch (error) {
    throw error instanceof Error && 'statusCode' in error ? error : unreadable('The body is not JSON.');
  }
}

function unreadable(sentence: string): Error {
  return Object.assign(new SyntaxError(sentence), { statusCode: 400 });
}

/** Status codes a route may answer with, for the OpenAPI document. */
export function statusesOf(route: Route): readonly number[] {
  const own = route.who === 'member' ? [401, 403, 404, 429] : route.who === 'person' ? [401, 403, 429] : [401, 429];
  const body = route.body === undefined && !isRaw(route) ? [] : [400, 413, 415, 422];
  const version = route.ifMatch === true ? [412, 428] : [];
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
