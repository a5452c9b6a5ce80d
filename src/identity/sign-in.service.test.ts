import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { uuidV7 } from '../uuid.ts';
import type { Caller, IdentityDependencies } from './dependencies.ts';
import { confirmTotp, enrolTotp, listFactors, recoveryCodes, removeTotp } from './factors.ts';
import { createOrganization, createPerson, addMembership, setUp } from './joining.ts';
import { deliverMails, readOperatorOutbox } from './mails.ts';
import { rolesBySide } from './model.ts';
import { setupToken } from './secrets.ts';
import {
  changePassword,
  describeSession,
  listSessions,
  proveFactor,
  recover,
  requestRecovery,
  revokeSession,
  signIn,
  signOut,
  stepUp,
  tidyIdentity,
} from './service.ts';
import { tokenHash } from './session-token.ts';
import { codeAt, stepAt } from './totp.ts';

const email = 'rosa@alderbrook.example';
const password = 'correct horse battery';

async function open() {
  const { pool } = await freshDatabase();
  const dependencies: IdentityDependencies = {
    database: pool,
    key: randomBytes(32),
    newId: () => uuidV7(new Date(), randomBytes(10)),
    name: 'Tickmark',
    url: 'https://tickmark.example',
    sendsMail: true,
  };
  let now = Date.now();
  const caller = (from: Partial<Caller> = {}): Caller => ({
    address: '203.0.113.9',
    agent: 'a browser',
    device: null,
    now: new Date(now).toISOString(),
    ...from,
  });
  const wait = (seconds: number) => {
    now += seconds * 1000;
  };
  const person = await createPerson(dependencies, { name: 'Rosa Tamsin', email, password, at: caller().now });
  return { pool, dependencies, caller, wait, person };
}

/** An authenticator application: gives a code that was not given before. */
function application(secret: string) {
  const bits = Array.from(secret)
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  return (now: string) => codeAt(bytes, stepAt(now));
}

async function enrol({ dependencies, caller, wait }: Awaited<ReturnType<typeof open>>, token: string) {
  const { secret, uri } = await enrolTotp(dependencies, caller(), token);
  expect(uri).toContain(`secret=${secret}&`);
  const codeFor = application(secret);
  const { recoveryCodes: codes } = await confirmTotp(dependencies, caller(), token, codeFor(caller().now));
  wait(60);
  return { codeFor, codes };
}

const codeOf = (error: unknown): string => String(Object(error).code);
const code = (wanted: string) => expect.objectContaining({ code: wanted });

test('the right password opens a session, of which only a digest is stored', async () => {
  const { pool, dependencies, caller, person } = await open();
  const done = await signIn(dependencies, caller(), { email, password });
  expect(done.factor).toBe('none');
  const described = await describeSession(dependencies, done.token);
  expect(described.person).toEqual({ id: person.id, name: 'Rosa Tamsin', email });
  expect(described.stepUpAt).not.toBeNull();
  const { rows } = await pool.query('SELECT token_hash FROM identity.session');
  expect(rows).toEqual([{ token_hash: tokenHash(done.token) }]);
  const stored = JSON.stringify(
    (await pool.query('SELECT * FROM identity.session, identity.device, identity.person')).rows,
  );
  expect(stored).not.toContain(done.token);
  expect(stored).not.toContain(done.device);
  expect(stored).not.toContain(password);
});

test('a wrong password, an address nobody has and a person without a password are one answer', async () => {
  const { dependencies, caller } = await open();
  await createPerson(dependencies, {
    name: 'Without',
    email: 'without@alderbrook.example',
    password: null,
    at: caller().now,
  });
  const answers = await Promise.all(
    [email, 'nobody@alderbrook.example', 'without@alderbrook.example'].map((one, place) =>
      signIn(dependencies, caller({ address: `203.0.113.${place}` }), {
        email: one,
        password: 'wrong horse battery',
      }).catch((error: unknown) => error),
    ),
  );
  const said = answers.map((one) => ({ ...Object(one), message: Object(one).message }));
  expect(said[0]).toMatchObject({ code: 'sign-in-refused' });
  expect(said[1]).toEqual(said[0]);
  expect(said[2]).toEqual(said[0]);
});

test('time does not tell whether an account exists', async () => {
  const { dependencies, caller } = await open();
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let i = 0; i < 15; i += 1) {
    for (const kind of ['known', 'unknown'] as const) {
      const start = performance.now();
      await signIn(dependencies, caller({ address: `198.51.100.${i}` }), {
        email: kind === 'known' ? email : `nobody${i}@alderbrook.example`,
        password: 'wrong horse battery',
      }).catch(() => null);
      times[kind].push(performance.now() - start);
    }
  }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[7] ?? 0;
  expect(median(times.known) / median(times.unknown)).toBeGreaterThan(0.5);
  expect(median(times.known) / median(times.unknown)).toBeLessThan(2);
});

test('guesses made at once are all counted: of thirty, five are looked at', async () => {
  const { dependencies, caller, wait } = await open();
  const answers = await Promise.all(
    Array.from({ length: 30 }, (_, i) =>
      signIn(dependencies, caller(), { email, password: `wrong horse ${i} battery` }).catch(codeOf),
    ),
  );
  expect(answers.filter((one) => one === 'sign-in-refused')).toHaveLength(5);
  expect(answers.filter((one) => one === 'too-many-requests')).toHaveLength(25);
  // The right one is not looked at either, until the wait is over.
  await expect(signIn(dependencies, caller(), { email, password })).rejects.toEqual(code('too-many-requests'));
  wait(1);
  expect((await signIn(dependencies, caller(), { email, password })).factor).toBe('none');
});

test('the owner’s browser is not slowed by guesses of others, from one place or from many', async () => {
  const { dependencies, caller } = await open();
  const { device } = await signIn(dependencies, caller(), { email, password });
  for (let i = 0; i < 60; i += 1) {
    await signIn(dependencies, caller({ address: `198.51.${i % 20}.7` }), { email, password: 'wrong' }).catch(
      () => null,
    );
  }
  await expect(signIn(dependencies, caller({ address: '198.51.0.7' }), { email, password })).rejects.toEqual(
    code('too-many-requests'),
  );
  expect((await signIn(dependencies, caller({ address: '198.51.0.7', device }), { email, password })).device).toBe(
    device,
  );
});

test('a browser known to one account opens no way around the wait of another', async () => {
  const { dependencies, caller } = await open();
  await createPerson(dependencies, {
    name: 'Mallory',
    email: 'mallory@alderbrook.example',
    password: 'mallory has one',
    at: caller().now,
  });
  const { device } = await signIn(dependencies, caller(), {
    email: 'mallory@alderbrook.example',
    password: 'mallory has one',
  });
  const answers = [];
  for (let i = 0; i < 8; i += 1) {
    answers.push(await signIn(dependencies, caller({ device }), { email, password: 'wrong' }).catch(codeOf));
  }
  expect(answers.slice(5)).toEqual(['too-many-requests', 'too-many-requests', 'too-many-requests']);
});

test('with an application enrolled, a password alone opens nothing', async () => {
  const here = await open();
  const { dependencies, caller } = here;
  const first = await signIn(dependencies, caller(), { email, password });
  const elsewhere = await signIn(dependencies, caller(), { email, password });
  const { codeFor } = await enrol(here, first.token);
  await expect(describeSession(dependencies, elsewhere.token)).rejects.toEqual(code('not-signed-in'));
  expect((await describeSession(dependencies, first.token)).factor).toBe('done');

  const half = await signIn(dependencies, caller(), { email, password });
  expect([half.factor, half.device]).toEqual(['needed', null]);
  expect(await describeSession(dependencies, half.token)).toMatchObject({
    factor: 'needed',
    memberships: [],
    stepUpAt: null,
  });
  await expect(listSessions(dependencies, half.token)).rejects.toEqual(code('factor-needed'));
  await expect(changePassword(dependencies, caller(), half.token, 'another horse battery')).rejects.toEqual(
    code('factor-needed'),
  );
  await expect(proveFactor(dependencies, caller(), half.token, { code: '000000' })).rejects.toEqual(
    code('sign-in-refused'),
  );

  const whole = await proveFactor(dependencies, caller(), half.token, { code: codeFor(caller().now) });
  expect(whole.factor).toBe('done');
  // The token of the half session is nobody's any more.
  await expect(describeSession(dependencies, half.token)).rejects.toEqual(code('not-signed-in'));
  expect((await describeSession(dependencies, whole.token)).factor).toBe('done');
});

test('a code is good once, even for two who send it at the same time', async () => {
  const here = await open();
  const { dependencies, caller } = here;
  const { codeFor } = await enrol(here, (await signIn(dependencies, caller(), { email, password })).token);
  const halves = await Promise.all([1, 2, 3].map(() => signIn(dependencies, caller(), { email, password })));
  const answers = await Promise.all(
    halves.map(({ token }) =>
      proveFactor(dependencies, caller(), token, { code: codeFor(caller().now) }).then(() => 'in', codeOf),
    ),
  );
  expect(answers.toSorted()).toEqual(['in', 'sign-in-refused', 'sign-in-refused']);
});

test('codes cannot be guessed through, from one place or from many', async () => {
  const here = await open();
  const { dependencies, caller } = here;
  await enrol(here, (await signIn(dependencies, caller(), { email, password })).token);
  const { token } = await signIn(dependencies, caller(), { email, password });
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) =>
      proveFactor(dependencies, caller({ address: `198.51.100.${i}` }), token, {
        code: String(i).padStart(6, '0'),
      }).catch(codeOf),
    ),
  );
  expect(answers.filter((one) => one === 'too-many-requests')).toHaveLength(20);
});

test('a recovery code stands in for a code, once', async () => {
  const here = await open();
  const { dependencies, caller, pool } = here;
  const { codes } = await enrol(here, (await signIn(dependencies, caller(), { email, password })).token);
  expect(new Set(codes).size).toBe(10);
  const [recoveryCode = ''] = codes;
  const half = await signIn(dependencies, caller(), { email, password });
  const whole = await proveFactor(dependencies, caller(), half.token, {
    recoveryCode: recoveryCode.toLowerCase().replaceAll('-', ' '),
  });
  expect(await listFactors(dependencies, whole.token)).toEqual({
    password: true,
    totp: true,
    passkeys: 0,
    recoveryCodes: 9,
  });
  const again = await signIn(dependencies, caller(), { email, password });
  await expect(proveFactor(dependencies, caller(), again.token, { recoveryCode })).rejects.toEqual(
    code('sign-in-refused'),
  );
  const stored = JSON.stringify(
    (await pool.query('SELECT recovery, encode(totp, $1) FROM identity.person', ['hex'])).rows,
  );
  for (const one of codes) expect(stored).not.toContain(one.replaceAll('-', ''));

  const renewed = await recoveryCodes(dependencies, caller(), whole.token);
  const third = await signIn(dependencies, caller(), { email, password });
  await expect(proveFactor(dependencies, caller(), third.token, { recoveryCode: codes[1] ?? '' })).rejects.toEqual(
    code('sign-in-refused'),
  );
  expect(
    (await proveFactor(dependencies, caller(), third.token, { recoveryCode: renewed.recoveryCodes[0] ?? '' })).factor,
  ).toBe('done');
});

test('what is sensitive needs a proof not older than five minutes, with every factor', async () => {
  const here = await open();
  const { dependencies, caller, wait } = here;
  const { token } = await signIn(dependencies, caller(), { email, password });
  const { codeFor } = await enrol(here, token);
  wait(300);
  await expect(enrolTotp(dependencies, caller(), token)).rejects.toEqual(code('step-up-needed'));
  await expect(stepUp(dependencies, caller(), token, { password })).rejects.toEqual(code('sign-in-refused'));
  await expect(stepUp(dependencies, caller(), token, { code: codeFor(caller().now) })).rejects.toEqual(
    code('sign-in-refused'),
  );
  wait(60);
  const { stepUpAt } = await stepUp(dependencies, caller(), token, { password, code: codeFor(caller().now) });
  expect(stepUpAt).toBe(caller().now);
  await removeTotp(dependencies, caller(), token);
  expect(await listFactors(dependencies, token)).toEqual({
    password: true,
    totp: false,
    passkeys: 0,
    recoveryCodes: 0,
  });
});

test('sessions are listed, and ended one by one; another person’s cannot be', async () => {
  const { dependencies, caller } = await open();
  await createPerson(dependencies, {
    name: 'Mallory',
    email: 'mallory@alderbrook.example',
    password: 'mallory has one',
    at: caller().now,
  });
  const one = await signIn(dependencies, caller({ agent: 'first' }), { email, password });
  const two = await signIn(dependencies, caller({ agent: 'second' }), { email, password });
  const mallory = await signIn(dependencies, caller(), {
    email: 'mallory@alderbrook.example',
    password: 'mallory has one',
  });
  const listed = await listSessions(dependencies, one.token);
  expect(listed.map(({ agent, current }) => `${agent} ${current}`).toSorted()).toEqual(['first true', 'second false']);
  const other = listed.find((session) => !session.current)?.id ?? '';
  await expect(revokeSession(dependencies, caller(), mallory.token, other)).rejects.toEqual(code('not-found'));
  await revokeSession(dependencies, caller(), one.token, other);
  await expect(describeSession(dependencies, two.token)).rejects.toEqual(code('not-signed-in'));
  await signOut(dependencies, caller(), one.token);
  await expect(describeSession(dependencies, one.token)).rejects.toEqual(code('not-signed-in'));
});

test('a session ends after twelve hours without use, and after seven days with', async () => {
  const { pool, dependencies, caller } = await open();
  const idle = await signIn(dependencies, caller(), { email, password });
  await pool.query(`UPDATE identity.session SET seen_at = now() - interval '11 hours 59 minutes'`);
  await describeSession(dependencies, idle.token); // and that is use
  const { rows } = await pool.query(`SELECT seen_at > now() - interval '1 minute' AS used FROM identity.session`);
  expect(rows).toEqual([{ used: true }]);
  await pool.query(`UPDATE identity.session SET seen_at = now() - interval '12 hours'`);
  await expect(describeSession(dependencies, idle.token)).rejects.toEqual(code('not-signed-in'));
  const old = await signIn(dependencies, caller(), { email, password });
  await pool.query('UPDATE identity.session SET expires_at = now()');
  await expect(describeSession(dependencies, old.token)).rejects.toEqual(code('not-signed-in'));
  await tidyIdentity(dependencies, new Date(Date.now() + 3 * 86_400_000).toISOString());
  expect((await pool.query('SELECT FROM identity.session')).rowCount).toBe(0);
  expect((await pool.query('SELECT FROM identity.attempt')).rowCount).toBe(0);
});

test('a forgotten password: a link by mail, good once, and every session ends', async () => {
  const { pool, dependencies, caller, wait } = await open();
  const before = await signIn(dependencies, caller(), { email, password });
  await requestRecovery(dependencies, caller(), email);
  await requestRecovery(dependencies, caller(), 'nobody@alderbrook.example');
  const counts = await pool.query(
    'SELECT (SELECT count(*) FROM identity.recovery) AS links, (SELECT count(*) FROM identity.outbox) AS mails',
  );
  expect(counts.rows).toEqual([{ links: 2, mails: 2 }]); // the same work for both
  const waiting = await readOperatorOutbox(dependencies);
  expect(waiting.map((mail) => mail.to)).toEqual([email]);
  const token = /\/recover\/([\w-]+)/.exec(waiting[0]?.text ?? '')?.[1] ?? '';
  expect(
    JSON.stringify((await pool.query('SELECT encode(sealed, $1) FROM identity.outbox', ['escape'])).rows),
  ).not.toContain(token);

  await expect(recover(dependencies, caller(), { token, password: 'short' })).rejects.toEqual(code('invalid-input'));
  await expect(
    recover(dependencies, caller(), { token: 'x'.repeat(43), password: 'another horse battery' }),
  ).rejects.toEqual(code('not-found'));
  await recover(dependencies, caller(), { token, password: 'another horse battery' });
  await expect(recover(dependencies, caller(), { token, password: 'a third horse battery' })).rejects.toEqual(
    code('not-found'),
  );
  await expect(describeSession(dependencies, before.token)).rejects.toEqual(code('not-signed-in'));
  await expect(signIn(dependencies, caller(), { email, password })).rejects.toEqual(code('sign-in-refused'));
  expect((await signIn(dependencies, caller(), { email, password: 'another horse battery' })).factor).toBe('none');

  await requestRecovery(dependencies, caller(), email);
  const late = /\/recover\/([\w-]+)/.exec((await readOperatorOutbox(dependencies))[0]?.text ?? '')?.[1] ?? '';
  wait(3_601);
  await expect(recover(dependencies, caller(), { token: late, password: 'another horse battery' })).rejects.toEqual(
    code('not-found'),
  );
});

test('mails are sent once, tried again when they were not taken, and emptied when they were', async () => {
  const { pool, dependencies, caller, wait } = await open();
  await requestRecovery(dependencies, caller(), email);
  const sent: string[] = [];
  const broken = { send: () => Promise.reject(new Error('450 try later')) };
  const whole = {
    send: async (mail: { to: string; text: string }) => {
      sent.push(mail.to);
    },
  };
  expect(await deliverMails(dependencies, broken, caller().now)).toBe(0);
  expect(await deliverMails(dependencies, whole, caller().now)).toBe(0); // not before a minute
  wait(61);
  const both = await Promise.all([
    deliverMails(dependencies, whole, caller().now),
    deliverMails(dependencies, whole, caller().now),
  ]);
  expect(both.reduce((sum, n) => sum + n)).toBe(1);
  expect(sent).toEqual([email]);
  expect((await pool.query('SELECT sealed, failures FROM identity.outbox')).rows).toEqual([
    { sealed: null, failures: 1 },
  ]);
});

test('an empty installation takes one first person, who has the token of the console', async () => {
  const { pool } = await freshDatabase();
  const key = randomBytes(32);
  const dependencies: IdentityDependencies = {
    database: pool,
    key,
    newId: () => uuidV7(new Date(), randomBytes(10)),
    name: 'Tickmark',
    url: 'https://tickmark.example',
    sendsMail: false,
  };
  const caller = { address: '::1', agent: '', device: null, now: new Date().toISOString() };
  const wanted = {
    token: setupToken(key),
    organization: { kind: 'firm' as const, name: 'Quill & Harrow' },
    person: { name: 'P. Rowan', email: 'rowan@quillharrow.example', password },
  };
  await expect(setUp(dependencies, caller, { ...wanted, token: 'guess' })).rejects.toEqual(code('sign-in-refused'));
  const answers = await Promise.allSettled([setUp(dependencies, caller, wanted), setUp(dependencies, caller, wanted)]);
  const done = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  expect(done).toHaveLength(1);
  expect(answers.find((one) => one.status === 'rejected')?.reason).toEqual(code('setup-done'));
  expect((await describeSession(dependencies, done[0]?.token ?? '')).memberships).toEqual([
    {
      organizationId: done[0]?.organizationId,
      organization: 'Quill & Harrow',
      side: 'firm',
      roles: ['firm-admin', 'engagement-partner'],
    },
  ]);
});

test('the database itself refuses roles of the other side, and a member who is taken away without trace', async () => {
  const { pool, dependencies, caller, person } = await open();
  const at = caller().now;
  const { id: organizationId } = await createOrganization(dependencies, { kind: 'firm', name: 'Quill', at });
  const member = { organizationId, personId: person.id, at };
  await expect(addMembership(dependencies, { ...member, roles: ['signatory'] })).rejects.toEqual(code('invalid-input'));
  await addMembership(dependencies, { ...member, roles: ['senior'] });
  await expect(addMembership(dependencies, { ...member, roles: ['staff'] })).rejects.toEqual(code('conflict'));
  const { rows } = await pool.query(
    `SELECT identity.roles_of('firm') AS firm, identity.roles_of('service-organization') AS management`,
  );
  expect(rows).toEqual([rolesBySide]);
  await expect(pool.query(`UPDATE identity.membership SET roles = '{signatory}'`)).rejects.toThrow(
    'role of the other side',
  );
  await expect(pool.query('DELETE FROM identity.membership')).rejects.toThrow('written once');
  await signIn(dependencies, caller(), { email, password });
  await expect(pool.query('DELETE FROM identity.event')).rejects.toThrow('written once');
});
