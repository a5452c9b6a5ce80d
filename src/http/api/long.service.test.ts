import { expect, test } from 'vitest';
import { z } from 'zod';
import { openTestApi } from '../../../test/api.ts';
import { csrfOf, sessionCookie } from '../../identity/session-token.ts';
import { longRoute, type Route } from './route.ts';

const params = z.object({ organizationId: z.uuid() });
const statement = {
  hop: 'access',
  subject: { name: 'test', sha256: '0'.repeat(64) },
  body: { event: 'tested' },
} as const;

function sizeRoute(over: Partial<Parameters<typeof longRoute>[0]> = {}): Route {
  return longRoute({
    id: 'test.size',
    method: 'PUT',
    path: '/organizations/{organizationId}/size',
    summary: 'How many bytes came',
    sides: ['management'],
    part: 'evidence',
    action: 'upload',
    receipt: false,
    raw: 1_000,
    params,
    answer: z.object({ size: z.number() }),
    async long(_apart, input) {
      let size = 0;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a raw route is given the stream of its body
      for await (const piece of input.body as AsyncIterable<Uint8Array>) size += piece.byteLength;
      return { body: { size } };
    },
    ...over,
  });
}

async function asked(route: Route, role = 'compliance-manager') {
  const api = await openTestApi(() => [route]);
  const organization = await api.addOrganization('service-organization', 'Northline');
  const person = await api.addPerson(organization, [role]);
  const put = async (payload: Buffer, type = 'application/octet-stream') => {
    const reply = await api.app.inject({
      method: 'PUT',
      url: `/api/v1/organizations/${organization}/size`,
      headers: {
        'content-type': type,
        cookie: `${sessionCookie}=${person.token}`,
        'x-tickmark-csrf': csrfOf(person.token),
      },
      payload,
    });
    return [reply.statusCode, JSON.parse(reply.body)] as const;
  };
  return { api, put };
}

test('bytes are taken as they come, up to the limit, and as bytes alone', async () => {
  const { put } = await asked(sizeRoute());
  expect(await put(Buffer.alloc(1_000, '{'))).toEqual([200, { size: 1_000 }]);
  expect(await put(Buffer.alloc(0))).toEqual([200, { size: 0 }]);
  expect(await put(Buffer.alloc(1_001))).toMatchObject([413, { type: 'urn:tickmark:problem:too-large' }]);
  expect(await put(Buffer.from('{}'), 'application/json')).toMatchObject([415, {}]);
});

test('a route of JSON takes no other bytes', async () => {
  const { api } = await asked(sizeRoute());
  const organization = await api.addOrganization('service-organization', 'Northline');
  const lead = await api.addPerson(organization, ['compliance-manager']);
  const headers = { 'content-type': 'application/octet-stream', 'idempotency-key': '1' };
  expect((await api.ask(lead, 'POST', `/organizations/${organization}/risks`, { body: 'x', headers })).status).toBe(
    415,
  );
});

test('whoever may not is refused before anything is taken', async () => {
  let taken = false;
  const route = sizeRoute({
    long: async () => {
      taken = true;
      return { body: { size: 0 } };
    },
  });
  const { put } = await asked(route, 'reader-org');
  expect(await put(Buffer.alloc(10))).toMatchObject([403, { type: 'urn:tickmark:problem:not-allowed' }]);
  expect(taken).toBe(false);
});

test('a route with a receipt leaves one, in whichever of its transactions', async () => {
  const within: number[] = [];
  const silent = sizeRoute({ receipt: true, long: async () => ({ body: { size: 0 } }) });
  expect((await (await asked(silent)).put(Buffer.alloc(1)))[0]).toBe(500);
  const stating = sizeRoute({
    receipt: true,
    long: async (apart) => {
      for (let i = 0; i < 2; i += 1) {
        within.push(await apart.within(async (asking) => (await asking.state(statement)).index));
      }
      return { body: { size: within.length } };
    },
  });
  expect(await (await asked(stating)).put(Buffer.alloc(1))).toEqual([200, { size: 2 }]);
  expect(within).toEqual([0, 1]);
});
