/** Hostile texts into text fields: which fields there are, what was fed to each, and what must hold of a page afterwards. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';
import { csrfOf, sessionCookie } from '../src/identity/index.ts';
import { describedRoutes } from '../src/routes.ts';
import type { Field, Register } from '../src/registers/model.ts';
import type { Application } from './application.ts';
import { hostileStrings } from './generated/hostile.ts';

/** The number-th hostile text, counted round, in at most so many characters. */
export function hostile(number: number, max = 300): string {
  const text = hostileStrings[number % hostileStrings.length]?.slice(0, max) ?? '';
  made.add(text);
  return text;
}
const made = new Set<string>(hostileStrings);

/** id: of the route; pointer: of the field in its body, `*` for the members of a list or a record */
export interface TextField {
  readonly id: string;
  readonly pointer: string;
}

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly not?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

const routes = describedRoutes();

/** Every text that people may write freely, of every body there is: neither a choice nor a day, an id or anything else with a form of its own. */
export function textFields(): readonly TextField[] {
  return routes.flatMap((route) => {
    if (route.body === undefined) return [];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a JSON schema is what it says it is
    const schema = z.toJSONSchema(route.body, { io: 'input', unrepresentable: 'any' }) as Schema;
    const found = new Set<string>();
    const walk = (one: Schema, at: string): void => {
      if (one.$ref !== undefined) {
        const named = schema.$defs?.[one.$ref.replace('#/$defs/', '')];
        if (named !== undefined) walk(named, at);
        return;
      }
      for (const other of [...(one.anyOf ?? []), ...(one.oneOf ?? []), ...(one.allOf ?? [])]) walk(other, at);
      const isForm = one.pattern !== undefined || ['uuid', 'date', 'date-time'].includes(one.format ?? '');
      if (one.type === 'string' && one.enum === undefined && one.const === undefined && !isForm) found.add(at);
      for (const [name, member] of Object.entries(one.properties ?? {})) walk(member, `${at}/${name}`);
      if (one.items !== undefined) walk(one.items, `${at}/*`);
      if (typeof one.additionalProperties === 'object') {
        const isAnything = Object.keys(one.additionalProperties).length === 0;
        if (isAnything) found.add(`${at}/*`);
        else walk(one.additionalProperties, `${at}/*`);
      }
    };
    walk(schema, '');
    return [...found].map((pointer) => ({ id: route.id, pointer }));
  });
}

/** How often each field was sent a hostile text. */
export class Fed {
  readonly #times = new Map<string, number>();
  readonly #routes = routes.map((route) => ({
    id: route.id,
    method: route.method,
    path: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }));

  /** path: below /api/v1 */
  note(method: string, path: string, body: unknown): void {
    const bare = path.split('?')[0] ?? '';
    // A path of its own stands before one with a parameter in its place.
    const found = this.#routes.filter((one) => one.method === method && one.path.test(bare));
    const id = found.find(({ path: own }) => own.source === `^${bare}$`)?.id ?? found[0]?.id;
    if (id === undefined) throw new Error(`There is no ${method} ${bare}.`);
    const walk = (value: unknown, at: string): void => {
      if (typeof value === 'string') {
        if (!made.has(value)) return;
        const key = `${id} ${at}`;
        this.#times.set(key, (this.#times.get(key) ?? 0) + 1);
      } else if (Array.isArray(value)) for (const one of value) walk(one, `${at}/*`);
      else for (const [name, one] of Object.entries(Object(value))) walk(one, `${at}/${name}`);
    };
    walk(body, '');
  }

  /** Of a field that stands for any member of a record: of all its members together. */
  timesOf({ id, pointer }: TextField): number {
    const wanted = new RegExp(`^${id.replaceAll('.', '\\.')} ${pointer.replaceAll('*', '[^/]+')}$`);
    return [...this.#times].reduce((sum, [key, times]) => (wanted.test(key) ? sum + times : sum), 0);
  }
}

export interface Reply {
  readonly status: number;
  readonly version: string;
  readonly json: Record<string, unknown>;
}
export interface More {
  /** of If-Match; left out: "v1" */
  readonly version?: string;
  /** an API token in place of the session */
  readonly bearer?: string;
}
export type Ask = (method: string, path: string, body?: unknown, more?: More) => Promise<Reply>;

let asked = 0;

/** A page signed in, and the API as that person; every fault of the server is refused here. base: of the person's organization */
export async function enter(
  application: Application,
  fed: Fed,
  who: string,
): Promise<{ page: Page; ask: Ask; base: string; organizationId: string }> {
  const page = await application.signIn(who);
  const token = (await page.context().cookies()).find((one) => one.name === sessionCookie)?.value ?? '';
  const { address } = application.installation;
  const ask: Ask = async (method, path, body, { version = '"v1"', bearer } = {}) => {
    const isBytes = body instanceof Uint8Array;
    if (body !== undefined && !isBytes) fed.note(method, path, body);
    const isScim = path.includes('/scim/');
    const reply = await fetch(`${address}/api/v1${path}`, {
      method,
      headers: {
        ...(bearer === undefined
          ? { cookie: `${sessionCookie}=${token}`, 'x-tickmark-csrf': csrfOf(token) }
          : { authorization: `Bearer ${bearer}` }),
        'idempotency-key': `hostile-${(asked += 1)}`,
        ...(!isScim && { 'if-match': version }),
        ...(body !== undefined && {
          'content-type': isBytes ? 'application/octet-stream' : isScim ? 'application/scim+json' : 'application/json',
        }),
      },
      ...(body !== undefined && { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    });
    const text = await reply.text();
    if (reply.status >= 500) throw new Error(`${method} ${path}: ${reply.status} ${text} ${JSON.stringify(body)}`);
    const json: unknown = text === '' ? {} : JSON.parse(text);
    return { status: reply.status, version: reply.headers.get('etag') ?? version, json: Object(json) };
  };
  const session = z.object({ memberships: z.array(z.object({ organizationId: z.string() })) });
  const { memberships } = session.parse((await ask('GET', '/session')).json);
  const organizationId = memberships[0]?.organizationId ?? '';
  return { page, ask, base: `/organizations/${organizationId}`, organizationId };
}

/** What must hold of every page, whatever its texts say. */
export async function soundness(page: Page): Promise<unknown> {
  return page.evaluate(`({
    ran: 'ran' in window,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    strange: document.querySelectorAll('main script, main iframe, main object, main embed, main base, main meta, main link, main style, main img[src="x"], main form[action^="javascript"], [onerror], [onload], [onfocus], [ontoggle]').length,
    links: [...document.querySelectorAll('a[href]')].map((a) => new URL(a.getAttribute('href'), location.href).protocol).filter((one) => !/^(https?|mailto):$/.test(one)).length,
    frame: document.querySelector('nav') !== null && document.querySelector('main') !== null,
    high: [...document.querySelectorAll('main [role=row]')].filter((row) => row.getBoundingClientRect().height > 120).length,
  })`);
}
export const sound = { ran: false, wide: 0, strange: 0, links: 0, frame: true, high: 0 };

export const isText = (field: Field): boolean => field.kind === 'text' || field.kind === 'long';

const problem = z.object({ errors: z.array(z.object({ pointer: z.string() })).optional() });

/**
 * Creates a record whose text fields hold hostile texts, the number-th and those after it. A field that refuses its own is filled with
 * something harmless instead. Returns the fields that took theirs.
 */
export async function create(ask: Ask, base: string, register: Register, number: number): Promise<readonly string[]> {
  const taken = new Set<string>();
  const plain = new Set<string>();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const content = Object.fromEntries(
      register.fields.flatMap((field, index) => {
        if (!isText(field)) return field.required === true ? [[field.name, otherOf(field)]] : [];
        const text = hostile(number + index * 61, field.max);
        return [[field.name, plain.has(field.name) ? 'Something harmless' : text]];
      }),
    );
    const code = register.chosenCode === true ? { code: `HST-${number + 1}` } : {};
    const reply = await ask('POST', `${base}/${register.name}`, { ...code, content });
    if (reply.status === 201) {
      for (const field of register.fields) if (isText(field) && !plain.has(field.name)) taken.add(field.name);
      return [...taken];
    }
    expect([register.name, number, reply.status]).toEqual([register.name, number, 422]);
    for (const { pointer } of problem.parse(reply.json).errors ?? []) plain.add(pointer.split('/')[2] ?? '');
  }
  throw new Error(`${register.name} ${number} was refused three times.`);
}

function otherOf(field: Field): unknown {
  const { kind } = field;
  if (kind === 'enum') return field.options?.[0]?.value;
  if (kind === 'date') return '2026-02-03';
  if (kind === 'boolean') return true;
  if (kind === 'number') return 7;
  return kind === 'criteria' ? ['CC6.1'] : [];
}

/** A text may be refused for nothing but this: it is blank, holds control characters or halves of characters, or is not one line. */
export function mayBeRefused(text: string, isLine = true): boolean {
  // oxlint-disable-next-line no-control-regex -- these are the characters that are refused
  const odd = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/;
  return text.trim() === '' || odd.test(text) || !text.isWellFormed() || (isLine && /[\r\n]/.test(text));
}

/** Sends it; what is refused is said harmlessly, and sent again. Three times at most. said: what was taken in the end */
export async function takenOf<Body extends object>(
  ask: Ask,
  method: string,
  path: string,
  body: Body,
  version = '"v1"',
) {
  let said = body;
  for (let attempt = 0; ; attempt += 1) {
    const reply = await ask(method, path, said, { version });
    if (reply.status !== 422 || attempt === 3) return { ...reply, said };
    const pointers = problem.parse(reply.json).errors ?? [];
    said = pointers.reduce((one, { pointer }) => harmless(one, pointer.split('/').slice(1)), said);
  }
}

/** The same with something harmless at a pointer. */
function harmless<T>(value: T, [name, ...rest]: readonly string[]): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what stands there is a text, and another text takes its place
  if (name === undefined) return 'Something harmless' as T;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a copy of the same shape
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === name ? harmless(one, rest) : one)) as T;
  return Object.hasOwn(Object(value), name) ? { ...value, [name]: harmless(Object(value)[name], rest) } : value;
}
