/** An installation and a house beside it, each with people: what tests of single sign-on begin with, and the ways through both. */
import { randomBytes } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { openOidc } from '../src/adapters/oidc/provider.ts';
import type { IdentityDependencies } from '../src/identity/dependencies.ts';
import { createPerson, csrfOf, identityRoutes, sessionCookie } from '../src/identity/index.ts';
import { uuidV7 } from '../src/uuid.ts';
import { openTestApi } from './api.ts';
import { openHostileHouse } from './hostile-house.ts';
import { type House, openHouse, type Resident } from './house.ts';
import { newWanderer, type Wanderer } from './wanderer.ts';

export const password = 'correct horse battery';
export const rosa: Resident = { email: 'rosa@alderbrook.example', email_verified: true, name: 'Rosa Tamsin' };

export type Open = Awaited<ReturnType<typeof open>>;
/** The parts of it that a way through both servers needs. */
export type Way = Pick<Open, 'here'> & { readonly house: Pick<House, 'place'> };

export async function open({
  amr = [],
  acr = [],
  speaksAtOnce = true,
}: {
  amr?: string[];
  acr?: string[];
  speaksAtOnce?: boolean;
} = {}) {
  const made: { -readonly [name in keyof IdentityDependencies]: IdentityDependencies[name] }[] = [];
  const api = await openTestApi(({ gate }) => {
    const dependencies: IdentityDependencies = {
      database: gate,
      key: randomBytes(32),
      newId: () => uuidV7(new Date(), randomBytes(10)),
      name: 'Tickmark',
      url: '',
      sendsMail: false,
    };
    made.push(dependencies);
    return identityRoutes(dependencies);
  });
  const [dependencies] = made;
  if (dependencies === undefined) throw new Error('The routes were not asked for.');
  const address = await api.app.listen({ port: 0, host: '127.0.0.1' });
  const here = `http://localhost:${new URL(address).port}`;
  dependencies.url = here;
  const house = await openHouse(`${here}/api/v1/auth/oidc/return`, { speaksAtOnce });
  onTestFinished(() => house.close());
  dependencies.singleSignOn = {
    provider: openOidc(house.place),
    factors: { amr, acr },
  };
  house.residents.set('rosa', rosa);
  const person = await createPerson(dependencies, {
    name: 'Rosa Tamsin',
    email: 'rosa@alderbrook.example',
    password,
    at: new Date().toISOString(),
  });
  return { api, dependencies, here, house, person };
}

/** The same with a house that lies as it is told. */
export async function openHostile() {
  const opened = await open();
  const house = await openHostileHouse();
  onTestFinished(() => house.close());
  opened.dependencies.singleSignOn = { provider: openOidc(house.place), factors: { amr: [], acr: [] } };
  return { ...opened, house };
}

export const isPage = (here: string) => (url: URL) => url.origin === here && !url.pathname.startsWith('/api/');

/** Begins, proves themselves as that resident, and comes back: the path they are led to. */
export async function through({ here, house }: Way, wanderer: Wanderer, address: string, as: string): Promise<string> {
  const until = isPage(here);
  const there = await wanderer.go(address, { until });
  const back =
    there.url.origin === house.place.issuer && there.url.pathname.startsWith('/interaction/')
      ? await wanderer.go(there.url.href, { form: new URLSearchParams({ login: as }), until })
      : there;
  expect([back.url.origin, back.text]).toEqual([here, '']);
  return back.url.pathname + back.url.search;
}

export async function begin({ here }: Way, wanderer: Wanderer, body: object = {}): Promise<string> {
  const reply = await wanderer.ask('POST', `${here}/api/v1/auth/oidc/begin`, body);
  expect(reply.status).toBe(200);
  const said: unknown = await reply.json();
  return String(Object(said).address);
}

export async function enter(opened: Way, wanderer: Wanderer, as: string, body: object = {}): Promise<string> {
  return through(opened, wanderer, await begin(opened, wanderer, body), as);
}

/** The session the wanderer carries, with what a change must send. */
export function sessionOf(wanderer: Wanderer): string | undefined {
  return wanderer.cookies.get('localhost')?.get(sessionCookie);
}

export async function change(
  opened: Way,
  wanderer: Wanderer,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  const csrf = csrfOf(sessionOf(wanderer) ?? '');
  return wanderer.ask(method, `${opened.here}/api/v1${path}`, body, { 'x-tickmark-csrf': csrf });
}

export async function withPassword(opened: Way, email = 'rosa@alderbrook.example'): Promise<Wanderer> {
  const wanderer = newWanderer();
  const reply = await wanderer.ask('POST', `${opened.here}/api/v1/auth/sign-in`, { email, password });
  expect(reply.status).toBe(200);
  return wanderer;
}

export async function connect(opened: Way, wanderer: Wanderer, as: string): Promise<string> {
  const reply = await change(opened, wanderer, 'POST', '/session/foreign-accounts');
  expect(reply.status).toBe(200);
  return through(opened, wanderer, String(Object(await reply.json()).address), as);
}

export async function who(opened: Way, wanderer: Wanderer) {
  const reply = await wanderer.ask('GET', `${opened.here}/api/v1/session`);
  return { status: reply.status, json: Object(await reply.json()) };
}

export const refused = (reason: string) => `/sign-in/single-sign-on?kind=${reason}`;

/** Takes the browser to the house and back, but not through the last door: the address it would ask for. */
export async function untilBack(opened: Way, wanderer: Wanderer, as = 'rosa'): Promise<string> {
  const until = (url: URL) => url.origin === opened.here;
  const there = await wanderer.go(await begin(opened, wanderer), { until });
  if (until(there.url)) return there.url.href;
  const back = await wanderer.go(there.url.href, { form: new URLSearchParams({ login: as }), until });
  return back.url.href;
}

export async function last({ here }: Way, wanderer: Wanderer, address: string): Promise<string> {
  const done = await wanderer.go(address, { until: isPage(here) });
  return done.url.pathname + done.url.search;
}

export async function invite(
  opened: Open,
  email: string,
  roles = ['compliance-manager'],
): Promise<{ link: string; base: string }> {
  const organization = await opened.api.addOrganization('service-organization', 'Alderbrook');
  const lead = await opened.api.addPerson(organization, ['compliance-manager', 'executive-sponsor'], { proved: true });
  const base = `/organizations/${organization}`;
  await opened.api.ask(lead, 'POST', `${base}/invitations`, { body: { email, roles } });
  const outbox = await opened.api.ask(lead, 'GET', `${base}/outbox`);
  return { link: /\/invitations\/([\w-]+)/.exec(outbox.json.items[0].text)?.[1] ?? '', base };
}

export const eventKinds = async ({ api }: Pick<Open, 'api'>) => {
  const { rows } = await api.owner.query<{ kind: string; details: Record<string, string> }>(
    'SELECT kind, details FROM identity.event ORDER BY id',
  );
  return rows;
};
