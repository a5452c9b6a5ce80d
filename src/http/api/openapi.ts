/** The OpenAPI 3.1 document, made from the routes: there is no other list of them. */
import { z, type ZodType } from 'zod';
import { apiPrefix } from './route.ts';
import { statusesOf } from './mount.ts';
import { apiProblems } from './problems.ts';
import type { Route } from './route.ts';

type Json = { readonly [key: string]: unknown };

export function openApiDocument(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  const named = new Map<string, Json>();
  for (const route of routes.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))) {
    const path = `${apiPrefix}${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, named) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tickmark',
      version,
      description: 'Runs a SOC 2 examination from scope to signed report.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-tickmark' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        ...Object.fromEntries([...named].toSorted(([a], [b]) => (a < b ? -1 : 1))),
        Problem: problemSchema(),
      },
      responses: Object.fromEntries(
        [...new Set(Object.values(apiProblems).map((one) => one.status))].map((code) => [
          String(code),
          {
            description: titlesOf(code),
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

function operation(route: Route, named: Map<string, Json>): Json {
  const parameters = [
    ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...queryParameters(route.query),
    ...(route.ifMatch === true || route.ifMatch === 'may'
      ? [{ name: 'If-Match', in: 'header', required: route.ifMatch === true, schema: { type: 'string' } }]
      : []),
    ...(route.idempotent === true
      ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', maxLength: 200 } }]
      : []),
  ];
  const status = route.status ?? (route.answer === undefined ? 204 : 200);
  const problems = Object.fromEntries(
    statusesOf(route).map((code) => [String(code), { $ref: `#/components/responses/${code}` }]),
  );
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.who === 'member' ? route.part : route.path.split('/')[1]],
    ...(route.who === 'stranger' && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body !== undefined && {
      requestBody: {
        required: true,
        content: { [route.wire?.type ?? 'application/json']: { schema: schemaOf(route.body, 'input', named) } },
      },
    }),
    ...(route.who === 'member' &&
      route.raw !== undefined && {
        requestBody: {
          required: true,
          content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
        },
      }),
    responses: {
      [String(status)]: {
        description: route.summary,
        ...(route.answer !== undefined && {
          content: { [route.wire?.type ?? 'application/json']: { schema: schemaOf(route.answer, 'output', named) } },
        }),
      },
      ...problems,
    },
  };
}

function queryParameters(schema: ZodType | undefined): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

/** The schema as JSON; one with an id is said once under its name, and wherever it is used it is named. */
function schemaOf(schema: ZodType, io: 'input' | 'output', named: Map<string, Json>): Json {
  const whole = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' });
  const { $schema: _dialect, $defs = {}, ...own } = whole;
  for (const [id, found] of Object.entries($defs)) referenced({ ...renamed(found), id }, named);
  return referenced(renamed(own), named);
}

function referenced(schema: Json, named: Map<string, Json>): Json {
  const { id, ...one } = schema;
  if (typeof id !== 'string') return one;
  const before = named.get(id);
  if (before !== undefined && JSON.stringify(before) !== JSON.stringify(one)) {
    throw new Error(`Two schemas of the API are named ${id}.`);
  }
  named.set(id, one);
  return { $ref: `#/components/schemas/${id}` };
}

function renamed(json: object): Json {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it was an object, and is one without its undefined members
  return JSON.parse(JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json;
}

function titlesOf(status: number): string {
  return Object.values(apiProblems)
    .filter((one) => one.status === status)
    .map((one) => one.title)
    .join('; ');
}

function problemSchema(): Json {
  return {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'instance'],
    properties: {
      type: { type: 'string', enum: Object.keys(apiProblems).map((code) => `urn:tickmark:problem:${code}`) },
      title: { type: 'string' },
      status: { type: 'integer' },
      detail: { type: 'string' },
      instance: { type: 'string' },
      next: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['code', 'pointer', 'detail'],
          properties: {
            code: { type: 'string' },
            pointer: { type: 'string' },
            detail: { type: 'string' },
            source: { type: 'string' },
          },
        },
      },
    },
  };
}
