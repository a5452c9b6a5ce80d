import { expect, test } from 'vitest';
import { provedSince, readClaims, showsFactors } from './claims.ts';

const account = { iss: 'https://login.example', sub: 'rosa' };
const bare = {
  issuer: account.iss,
  subject: 'rosa',
  email: null,
  emailVerified: false,
  name: null,
  amr: [],
  acr: null,
};

test('an account is issuer and subject; what else cannot be read is not there', () => {
  expect(readClaims(account)).toEqual({ ...bare, authTime: null });
  expect(
    readClaims({ ...account, email: 'no address', email_verified: 1, name: ' ', amr: 'mfa', acr: 7, auth_time: 1.5 }),
  ).toEqual({ ...bare, authTime: null });
  expect(
    readClaims({ ...account, email: ' Rosa@Alderbrook.example', email_verified: true, amr: ['mfa'], auth_time: 5 }),
  ).toEqual({ ...bare, email: 'rosa@alderbrook.example', emailVerified: true, amr: ['mfa'], authTime: 5 });
});

test('without an issuer, or with a subject that is none, it is no account', () => {
  for (const wrong of [{ iss: '' }, { iss: 7 }, { sub: '' }, { sub: 7 }, { sub: 'é' }, { sub: 'x'.repeat(256) }]) {
    expect(readClaims({ ...account, ...wrong })).toBeNull();
  }
});

test('several factors count by the values that are trusted, and with none of them never', () => {
  const both = { amr: ['pwd', 'mfa'], acr: 'two' };
  expect(showsFactors(both, { amr: [], acr: [] })).toBe(false);
  expect(showsFactors(both, { amr: ['mfa'], acr: [] })).toBe(true);
  expect(showsFactors(both, { amr: ['hwk'], acr: ['two'] })).toBe(true);
  expect(showsFactors({ amr: [], acr: null }, { amr: ['mfa'], acr: ['two'] })).toBe(false);
});

test('a proof is fresh when it was given after the person was sent, the clocks half a minute apart at most', () => {
  const [since, now] = ['2026-11-23T12:00:00.000Z', '2026-11-23T12:01:00.000Z'];
  const at = (time: string) => provedSince({ authTime: Date.parse(time) / 1000 }, since, now);
  expect(at('2026-11-23T12:00:20Z')).toBe(true);
  expect(at('2026-11-23T11:59:30Z')).toBe(true);
  expect(at('2026-11-23T11:59:29Z')).toBe(false);
  expect(at('2026-11-23T12:01:31Z')).toBe(false);
  expect(provedSince({ authTime: null }, since, now)).toBe(false);
});
