/** What is asked of a route, and what came of it. */
import { randomUUID } from 'node:crypto';
import type { MemberRoute, Route } from '../../src/http/api/route.ts';
import { registers } from '../../src/registers/index.ts';
import type { Reply } from '../api.ts';
import type { MemberRight } from './rights.ts';
import { contentOf, leastOf, type Schema } from './samples.ts';
import type { Organization } from './world.ts';

export interface Asked {
  readonly path: string;
  readonly body?: unknown;
  readonly headers: Record<string, string>;
}

/** As much of the OpenAPI document as is looked at. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const versions: Readonly<Record<string, string>> = { record: '"v2"', $member: '"v1"' };
let made = 0;

/**
 * A request that the route takes from somebody who may.
 * of  the organization in the address, and whose records are named; id, when given, stands for {id} instead
 */
export function requestOf(
  right: MemberRight,
  route: MemberRoute,
  document: Document,
  of: Organization,
  { id, organizationId = of.id }: { readonly id?: string; readonly organizationId?: string } = {},
): Asked {
  const { line, register } = right;
  const record = of.records.get(register ?? '')?.id ?? randomUUID();
  const own = line.id === undefined ? record : (of.things[line.id.slice(1)] ?? fail(`There is no ${line.id}.`));
  const path = right.path
    .replace('{organizationId}', organizationId)
    .replace('{id}', id ?? own)
    .replaceAll(/\{(\w+)\}/g, (_all, name: string) => {
      const said = String(line.params?.[name] ?? fail(`No ${name} for ${right.name}.`));
      return said.startsWith('$') ? (of.things[said.slice(1)] ?? fail(`There is no ${said}.`)) : said;
    });
  const query = line.query ?? (right.method === 'GET' && right.path.endsWith('/search') ? 'q=nothing' : undefined);
  const body = bodyOf(right, route, document, of);
  return {
    path: query === undefined ? path : `${path}?${query}`,
    ...(body !== undefined && { body }),
    headers: {
      ...(route.raw !== undefined && { 'content-type': 'application/octet-stream' }),
      ...(route.ifMatch === true && { 'if-match': versions[line.id ?? 'record'] ?? '"v1"' }),
      ...(route.idempotent === true && { 'idempotency-key': `matrix-${(made += 1)}` }),
    },
  };
}

function bodyOf(right: MemberRight, route: MemberRoute, document: Document, of: Organization): unknown {
  if (route.body === undefined && route.raw === undefined) return undefined;
  if (right.line.body !== undefined) return filled(right.line.body, of);
  const register = registers.find((one) => one.name === right.register);
  if (register !== undefined && route.method === 'POST') {
    const code = register.chosenCode === true ? { code: `MTX-${(made += 1)}` } : {};
    return { ...code, content: contentOf(register, `${of.words} made`) };
  }
  if (register !== undefined) return { why: `${of.words} changed` };
  return bodyOfOutside(document, route);
}

/** A body made from the schema the document has for the route; undefined where it takes none. */
export function bodyOfOutside(document: Document, route: Route): unknown {
  const { paths, components } = document;
  const operation = paths[`/api/v1${route.path}`]?.[route.method.toLowerCase()];
  const schema = operation?.requestBody?.content['application/json']?.schema;
  return schema === undefined ? undefined : leastOf(schema, components.schemas);
}

function filled(value: unknown, of: Organization): unknown {
  if (typeof value === 'string') return value.startsWith('$') ? (of.things[value.slice(1)] ?? value) : value;
  if (Array.isArray(value)) return value.map((one) => filled(one, of));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, of)]));
}

/**
 * done     it happened
 * reached  past the wall, and then refused for what was asked
 * refused  by the wall, on record
 * absent   by the wall, as if nothing were there
 */
export type Came = 'done' | 'reached' | 'refused' | 'absent' | 'stale-proof' | 'nobody' | 'half' | 'forged' | 'fault';

export function cameOf(reply: Reply): Came {
  const { status, json } = reply;
  if (status < 400) return 'done';
  if (Array.isArray(json?.schemas)) return cameOfScim(status, String(json.detail));
  const type = String(json?.type ?? '').replace('urn:tickmark:problem:', '');
  if (status >= 500 || type === '') return 'fault';
  if (type === 'not-signed-in') return 'nobody';
  if (type === 'factor-needed') return 'half';
  if (type === 'csrf-missing') return 'forged';
  if (type === 'step-up-needed') return 'stale-proof';
  if (type === 'not-allowed' && / may not [a-z]+ [a-z-]+\.$/.test(json.detail)) return 'refused';
  if (type === 'not-found' && json.detail === 'There is nothing at this address, or nothing you may see.')
    return 'absent';
  return 'reached';
}

/** The same where a refusal is SCIM's. */
function cameOfScim(status: number, detail: string): Came {
  if (status >= 500) return 'fault';
  if (status === 401) return detail === 'Give the second factor first.' ? 'half' : 'nobody';
  if (detail.startsWith('The header X-Tickmark-Csrf ')) return 'forged';
  if (status === 403) return / may not [a-z]+ [a-z-]+\.$/.test(detail) ? 'refused' : 'fault';
  if (detail === 'There is nothing at this address, or nothing you may see.') return 'absent';
  return 'reached';
}

/** An answer without what differs in every one: status, type and body but for the instance. */
export function sameAs({ status, json, text, headers }: Reply): Same {
  if (json === null) return { status, body: text, type: headers['content-type'] };
  const { instance: _instance, ...body } = json;
  return { status, body, type: headers['content-type'] };
}

export interface Same {
  readonly status: number;
  readonly type: unknown;
  readonly body: Reply['json'];
}

export function memberRoutes(routes: readonly Route[]): ReadonlyMap<string, MemberRoute> {
  return new Map(
    routes.flatMap((route) => (route.who === 'member' ? [[`${route.method} ${route.path}`, route] as const] : [])),
  );
}

/** `work` for every one, so many at a time, in order. */
export async function each<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
}

function fail(what: string): never {
  throw new Error(what);
}
