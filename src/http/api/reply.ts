/** What is answered: the answer of a route, or a problem. */
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Unavailable, unavailableOf } from '../../adapters/postgres/unavailable.ts';
import { awayCookie, awaySeconds, sessionCookie } from '../../identity/index.ts';
import { Refusal } from '../../refusal.ts';
import { isApiProblem, problemBody, refuseRequest } from './problems.ts';
import { apiPrefix, type Answer, type Route, type Wire } from './route.ts';

export function send(route: Route, answer: Answer<unknown>, reply: FastifyReply): FastifyReply {
  if (answer.version !== undefined) reply.header('etag', `"v${answer.version}"`);
  if (answer.location !== undefined) reply.header('location', `${apiPrefix}${answer.location}`);
  // Lax: whoever comes back from another house brings both along.
  const cookies = [
    ...cookie(sessionCookie, answer.cookie, 7 * 86_400),
    ...cookie(awayCookie, answer.away, awaySeconds),
  ];
  if (cookies.length > 0) reply.header('set-cookie', cookies.length === 1 ? cookies[0] : cookies);
  if (answer.redirect !== undefined) return reply.redirect(answer.redirect, 303);
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
  return reply.type(`${route.wire?.type ?? 'application/json'}; charset=utf-8`).send(JSON.stringify(answer.body));
}

/** value  undefined: it stays as it is; null: it is taken away */
function cookie(name: string, value: string | null | undefined, seconds: number): string[] {
  if (value === undefined) return [];
  const life = value === null ? 0 : seconds;
  return [`${name}=${value ?? ''}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${life}`];
}

/** One mapping for everything that is thrown: refusals as problems, the rest as a fault that says nothing of itself. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, wire?: Wire): FastifyReply {
  const refusal = asRefusal(error);
  if (refusal?.code === 'unavailable') {
    reply.header('retry-after', '2');
    request.log.warn({ error: error instanceof Error ? (error.stack ?? error.message) : '' }, 'unavailable');
  }
  const answer = (body: ReturnType<typeof problemBody>) => {
    if (wire === undefined) {
      return reply.status(body.status).type('application/problem+json').send(JSON.stringify(body));
    }
    const code = refusal?.code ?? 'fault';
    const said = wire.refusal({ code, status: body.status, sentence: body.detail, error });
    return reply.status(said.status).type(`${wire.type}; charset=utf-8`).send(JSON.stringify(said.body));
  };
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
