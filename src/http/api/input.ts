/** What a request brings, read by the schemas of its route. */
import type { FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import type { Problem, Refusal } from '../../refusal.ts';
import { nothingThere, refuseRequest } from './problems.ts';
import type { Input, Route } from './route.ts';

export function readInput(route: Route, request: FastifyRequest): Input<unknown, unknown, unknown> {
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
  if (route.body !== undefined && type !== 'application/json' && (type === undefined || type !== route.wire?.type)) {
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
export function lastEventOf(request: FastifyRequest): number {
  const sent = request.headers['last-event-id'];
  return typeof sent === 'string' && /^\d{1,9}$/.test(sent) ? Number(sent) : 0;
}

export function isRaw(route: Route): boolean {
  return route.who === 'member' && route.raw !== undefined;
}

/** The bytes as they come, and a refusal in the place of the first one too many. */
export async function* atMost(limit: number, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of bytes) {
    size += piece.byteLength;
    if (size > limit) throw tooLong(limit);
    yield piece;
  }
}

export function tooLong(limit: number): Refusal {
  return refuseRequest('too-large', `At most ${limit} bytes are taken here at once.`);
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function versionOf(route: Route, request: FastifyRequest): number {
  if (route.ifMatch === undefined || route.ifMatch === false) return 0;
  const sent = request.headers['if-match'];
  const mayLeaveOut = route.ifMatch === 'may';
  if (mayLeaveOut && (sent === undefined || sent.trim() === '*')) return 0;
  if (sent === undefined) throw refuseRequest('if-match-missing', 'Send If-Match with the ETag it was read with.');
  // "v0" is what nobody wrote yet; where If-Match may be left out, 0 says that it was.
  const form = mayLeaveOut ? /^(?:W\/)?"v([1-9]\d{0,8})"$/ : /^"v(\d{1,9})"$/;
  const version = Number(form.exec(sent)?.[1]);
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
