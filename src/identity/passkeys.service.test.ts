import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { openTestApi, type Person, type Reply } from '../../test/api.ts';
import { uuidV7 } from '../uuid.ts';
import { identityRoutes } from './routes.ts';

const url = 'https://tickmark.example';

/** An authenticator as the standard describes one; what it says of itself can be changed, to see it refused. */
function authenticator(kind: 'ec' | 'ed25519' | 'rsa' = 'ec') {
  const pair: { publicKey: KeyObject; privateKey: KeyObject } =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : kind === 'ed25519'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const id = randomBytes(32);
  let count = 0;
  interface Lie {
    readonly origin?: string;
    readonly host?: string;
    readonly flags?: number;
    readonly type?: string;
    readonly count?: number;
    readonly crossOrigin?: boolean;
    readonly id?: Buffer;
    readonly algorithm?: number;
  }
  const data = (lie: Lie, flags: number) => {
    const head = Buffer.alloc(37);
    createHash('sha256')
      .update(lie.host ?? 'tickmark.example')
      .digest()
      .copy(head);
    head.writeUInt8(lie.flags ?? flags, 32);
    head.writeUInt32BE(lie.count ?? count, 33);
    return head;
  };
  const client = (challenge: string, type: string, lie: Lie) =>
    Buffer.from(
      JSON.stringify({
        type: lie.type ?? type,
        challenge,
        origin: lie.origin ?? url,
        crossOrigin: lie.crossOrigin ?? false,
      }),
    );
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  return {
    id,
    create(challenge: string, lie: Lie = {}) {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const authenticatorData = Buffer.concat([data(lie, 0x45), Buffer.alloc(16), length, id]);
      return {
        id: text(id),
        rawId: text(lie.id ?? id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: text(client(challenge, 'webauthn.create', lie)),
          authenticatorData: text(authenticatorData),
          publicKey: text(pair.publicKey.export({ format: 'der', type: 'spki' })),
          publicKeyAlgorithm: lie.algorithm ?? { ec: -7, ed25519: -8, rsa: -257 }[kind],
          transports: ['internal'],
          attestationObject: '',
        },
      };
    },
    use(challenge: string, lie: Lie = {}) {
      count += 1;
      const clientDataJSON = client(challenge, 'webauthn.get', lie);
      const authenticatorData = data(lie, 0x05);
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientDataJSON).digest()]);
      return {
        id: text(id),
        rawId: text(id),
        type: 'public-key',
        response: {
          clientDataJSON: text(clientDataJSON),
          authenticatorData: text(authenticatorData),
          signature: text(sign(kind === 'ed25519' ? null : 'sha256', signed, pair.privateKey)),
          userHandle: null,
        },
      };
    },
  };
}

async function open() {
  const api = await openTestApi(({ owner }) =>
    identityRoutes({
      database: owner,
      key: randomBytes(32),
      newId: () => uuidV7(new Date(), randomBytes(10)),
      name: 'Tickmark',
      url,
      sendsMail: false,
    }),
  );
  const organization = await api.addOrganization('service-organization', 'Alderbrook');
  const rosa = await api.addPerson(organization, ['control-owner'], { proved: true });
  const add = async (device: ReturnType<typeof authenticator>, lie = {}, who: Person = rosa) => {
    const { json } = await api.ask(who, 'POST', '/session/passkeys/options');
    return api.ask(who, 'POST', '/session/passkeys', {
      body: { name: 'Laptop', credential: device.create(json.challenge, lie) },
    });
  };
  const challenge = async (): Promise<string> => (await api.ask(null, 'POST', '/auth/passkey/options')).json.challenge;
  const enter = async (device: ReturnType<typeof authenticator>, lie = {}) =>
    api.ask(null, 'POST', '/auth/passkey', { body: { credential: device.use(await challenge(), lie) } });
  return { api, organization, rosa, add, challenge, enter };
}

const whoOf = (reply: Reply): Person => ({
  id: '',
  token: /=([\w-]{43});/.exec(String(reply.headers['set-cookie']))?.[1] ?? '',
  organization: '',
  roles: [],
});

test.each(['ec', 'ed25519', 'rsa'] as const)(
  'a passkey with a key of kind %s is added and signs in by itself',
  async (kind) => {
    const { api, rosa, add, enter } = await open();
    const device = authenticator(kind);
    const added = await add(device);
    expect([added.status, added.json.passkey.name, added.json.recoveryCodes.length]).toEqual([201, 'Laptop', 10]);
    const reply = await enter(device);
    expect([reply.status, reply.json.factor]).toEqual([200, 'done']);
    const session = await api.ask(whoOf(reply), 'GET', '/session');
    expect([session.json.person.id, session.json.factor, session.json.memberships.length]).toEqual([
      rosa.id,
      'done',
      1,
    ]);
    expect((await api.ask(rosa, 'GET', '/session/passkeys')).json.items).toMatchObject([{ name: 'Laptop' }]);
    expect((await api.ask(rosa, 'GET', '/session/factors')).json).toMatchObject({ passkeys: 1, recoveryCodes: 10 });
  },
);

test.each([
  ['from another site', { origin: 'https://tickmark.example.evil.example' }],
  ['for another host', { host: 'evil.example' }],
  ['of an authenticator that did not ask who is there', { flags: 0x41 }],
  ['without a credential', { flags: 0x05 }],
  ['inside another site’s page', { crossOrigin: true }],
  ['of another kind', { type: 'webauthn.get' }],
  ['with another id than was made', { id: randomBytes(32) }],
  ['with a key that its algorithm does not fit', { algorithm: -257 }],
  ['with an algorithm nobody asked for', { algorithm: -65_535 }],
])('a new passkey %s is refused', async (_name, lie) => {
  const { add } = await open();
  expect((await add(authenticator(), lie)).status).toBe(401);
});

test.each([
  ['from another site', { origin: 'http://tickmark.example' }],
  ['for another host', { host: 'evil.example' }],
  ['without the person', { flags: 0x04 }],
  ['without knowing the person', { flags: 0x01 }],
  ['inside another site’s page', { crossOrigin: true }],
  ['of another kind', { type: 'webauthn.create' }],
  ['with a count that does not grow', { count: 0 }],
])('a signature %s is refused', async (_name, lie) => {
  const { add, enter } = await open();
  const device = authenticator();
  await add(device);
  expect((await enter(device)).status).toBe(200);
  expect((await enter(device, lie)).status).toBe(401);
  expect((await enter(device)).status).toBe(200);
});

test('a challenge is good once, for its purpose and its person', async () => {
  const { api, organization, rosa, add, challenge } = await open();
  const device = authenticator();
  await add(device);
  const body = { credential: device.use(await challenge()) };
  const twice = await Promise.all([1, 2].map(() => api.ask(null, 'POST', '/auth/passkey', { body })));
  expect(new Set(twice.map((one) => one.status))).toEqual(new Set([200, 401]));
  const madeUp = { credential: device.use(randomBytes(32).toString('base64url')) };
  expect((await api.ask(null, 'POST', '/auth/passkey', { body: madeUp })).status).toBe(401);
  const { json } = await api.ask(rosa, 'POST', '/session/passkeys/options');
  const crossed = { credential: device.use(json.challenge) };
  expect((await api.ask(null, 'POST', '/auth/passkey', { body: crossed })).status).toBe(401);
  const other = await api.addPerson(organization, ['contributor'], { proved: true });
  const stolen = { name: 'x', credential: authenticator().create(json.challenge) };
  expect((await api.ask(other, 'POST', '/session/passkeys', { body: stolen })).status).toBe(401);
});

test('a key nobody kept, a signature of another key and a passkey kept twice are refused', async () => {
  const { add, enter, challenge, api } = await open();
  const device = authenticator();
  expect((await add(device)).status).toBe(201);
  expect((await add(device)).status).toBe(422);
  expect((await enter(authenticator())).status).toBe(401);
  const forged = { ...authenticator().use(await challenge()), rawId: device.id.toString('base64url') };
  expect((await api.ask(null, 'POST', '/auth/passkey', { body: { credential: forged } })).status).toBe(401);
});

test('a passkey is the second factor of its own person, and a fresh proof', async () => {
  const { api, organization, rosa, add, challenge } = await open();
  const [mine, theirs] = [authenticator(), authenticator()];
  await add(mine);
  const mallory = await api.addPerson(organization, ['contributor'], { proved: true });
  await add(theirs, {}, mallory);
  await api.owner.query('UPDATE identity.session SET factor_done = false, proved_at = NULL WHERE person_id = $1', [
    rosa.id,
  ]);
  const prove = async (device: typeof mine) =>
    api.ask(rosa, 'POST', '/auth/factor/passkey', { body: { credential: device.use(await challenge()) } });
  expect((await prove(theirs)).status).toBe(401);
  const whole = await prove(mine);
  expect([whole.status, whole.json.factor]).toEqual([200, 'done']);
  const now = whoOf(whole);
  await api.owner.query('UPDATE identity.session SET proved_at = NULL WHERE person_id = $1', [rosa.id]);
  expect((await api.ask(now, 'POST', '/session/passkeys/options')).status).toBe(403);
  const step = async (device: typeof mine) =>
    api.ask(now, 'POST', '/auth/step-up/passkey', { body: { credential: device.use(await challenge()) } });
  expect((await step(theirs)).status).toBe(401);
  expect((await step(mine)).status).toBe(200);
  const { items } = (await api.ask(now, 'GET', '/session/passkeys')).json;
  expect((await api.ask(mallory, 'DELETE', `/session/passkeys/${items[0].id}`)).status).toBe(404);
  expect((await api.ask(now, 'DELETE', `/session/passkeys/${items[0].id}`)).status).toBe(204);
  expect((await api.ask(now, 'GET', '/session')).json.factor).toBe('none');
});
