import { describe, expect, test } from 'vitest';
import { openDecider } from './decide.ts';
import { rolesBySide } from './model.ts';
import {
  countGuess,
  hasSecondFactor,
  isAdministrator,
  isFresh,
  networkOf,
  passwordProblems,
  roleProblems,
  rolesOutOfReach,
  rolesTouched,
  scopeProblems,
  waitAfter,
} from './rules.ts';

describe('a new password', () => {
  const person = { email: 'rosa.tamsin@alderbrook.example', name: 'Rosa Tamsin' };
  test.each([
    'correct horse',
    'aaaabbbbccccd',
    'my welcome mat is blue',
    '492017385561',
    '     twelve     ',
    '密码密码很长的一个句子也可以',
  ])('may be %j', (password) => {
    expect(passwordProblems(password, person)).toEqual([]);
  });
  test.each([
    ['elevenchars', 'at least 12'],
    ['x'.repeat(201), 'at most 200'],
    ['Rosa.Tamsin@Alderbrook.example', 'e-mail address or the name'],
    ['rosa.tamsinrosa.tamsin', 'e-mail address or the name'],
    ['rosa.tamsin12', 'e-mail address or the name'],
    ['aaaaaaaaaaaaa', 'repeated'],
    ['121212121212', 'repeated'],
    ['Password2026!', 'Many people'],
    ['!!letmein12345', 'Many people'],
    ['123456789012', 'Many people'],
    ['0987654321098', 'Many people'],
    ['welcome-welcome', 'Many people'],
  ])('may not be %j', (password, why) => {
    expect(passwordProblems(password, person).map((one) => one.sentence)).toEqual([expect.stringContaining(why)]);
  });
  test('is counted in characters, not in bytes', () => {
    expect(passwordProblems('🔑🗝️🚪🏠🌳🌧️', person)).toHaveLength(1);
  });
});

describe('guesses', () => {
  const now = '2026-11-23T10:00:00.000Z';
  test('five are free, then the wait doubles up to its most', () => {
    expect([0, 4, 5, 6, 7, 14, 15, 1_000_000].map((n) => waitAfter('pair', n))).toEqual([0, 0, 1, 2, 4, 512, 900, 900]);
  });
  test('a browser the account knows never waits longer than a minute', () => {
    expect(waitAfter('device', 1_000)).toBe(60);
  });
  test('somebody who guesses from everywhere makes the owner wait ten seconds at most', () => {
    expect(waitAfter('account', 1_000_000)).toBe(10);
  });
  test('one within the wait is not counted, so that trying on does not lengthen it', () => {
    const before = { failures: 7, lastAt: now, blockedUntil: '2026-11-23T10:00:04.000000Z' };
    expect(countGuess('pair', before, now)).toEqual({ wait: before.blockedUntil });
  });
  test('one after the wait is counted before it is looked at', () => {
    const before = { failures: 7, lastAt: now, blockedUntil: '2026-11-23T10:00:04.000000Z' };
    expect(countGuess('pair', before, '2026-11-23T10:00:04.000Z')).toEqual({
      failures: 8,
      blockedUntil: '2026-11-23T10:00:12.000Z',
    });
  });
  test('a day without one begins the count again', () => {
    const before = { failures: 12, lastAt: '2026-11-22T09:59:59.000Z', blockedUntil: null };
    expect(countGuess('pair', before, now)).toEqual({ failures: 1, blockedUntil: null });
  });
});

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['2001:DB8:0:12:aaaa:bbbb:cccc:dddd', '2001:db8:0:12::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:0:0:5::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

describe('roles', () => {
  const sentences = (...args: Parameters<typeof roleProblems>) => roleProblems(...args).map((one) => one.sentence);
  test('R-WALL-01: each side has its own, and none is on both', () => {
    for (const role of rolesBySide.firm) {
      expect(sentences('management', [role], '2027-01-01')).toContain(`${role} is no role of a service organization.`);
    }
    for (const role of rolesBySide.management) {
      expect(sentences('firm', [role], null)).toEqual([`${role} is no role of a firm.`]);
    }
  });
  test('R-IND-12: an inspector reads for a set time and is nothing else', () => {
    expect(sentences('firm', ['inspector'], '2027-01-01T00:00:00Z')).toEqual([]);
    expect(sentences('firm', ['inspector'], null)).toEqual(['An inspector reads for a set time.']);
    expect(sentences('firm', ['inspector', 'staff'], '2027-01-01T00:00:00Z')).toEqual([
      'An inspector is never a member of the team.',
    ]);
  });
  test('an adviser does not sign for management', () => {
    expect(sentences('management', ['adviser', 'signatory'], null)).toHaveLength(1);
    expect(sentences('management', ['adviser', 'control-owner'], null)).toEqual([]);
  });
  test('a member has at least one, each once', () => {
    expect(sentences('firm', [], null)).toHaveLength(1);
    expect(sentences('firm', ['staff', 'staff'], null)).toHaveLength(1);
  });
  test('only an executive sponsor gives or takes away sponsorship and signature', () => {
    const manager = { side: 'management', roles: ['compliance-manager'] } as const;
    const sponsor = { side: 'management', roles: ['executive-sponsor'] } as const;
    expect(rolesOutOfReach(manager, ['signatory', 'control-owner', 'executive-sponsor'])).toEqual([
      'signatory',
      'executive-sponsor',
    ]);
    expect(rolesOutOfReach(sponsor, ['signatory', 'executive-sponsor'])).toEqual([]);
  });
  test('who does not administer gives none', () => {
    expect(rolesOutOfReach({ side: 'firm', roles: ['engagement-partner'] }, ['staff'])).toEqual(['staff']);
    expect(rolesOutOfReach({ side: 'management', roles: ['firm-admin'] }, ['employee'])).toEqual(['employee']);
  });
  test('a change touches what it gives and what it takes away', () => {
    expect(rolesTouched(['staff', 'senior'], ['senior', 'manager'])).toEqual(['manager', 'staff']);
  });
  test('whoever administers by these rules administers by the policies, and nobody else', () => {
    const decider = openDecider();
    for (const side of ['management', 'firm'] as const) {
      for (const role of rolesBySide[side]) {
        const principal = { personId: 'p', organizationId: 'o', side, roles: [role], scopes: null };
        const { allowed } = decider.decide({
          principal,
          action: 'administer',
          part: 'members',
          side,
          organizationId: 'o',
        });
        expect([role, allowed]).toEqual([role, isAdministrator(side, [role])]);
      }
    }
  });
});

test('a proof of oneself counts for five minutes', () => {
  const at = '2026-11-23T10:00:00Z';
  expect(isFresh(at, '2026-11-23T10:05:00Z')).toBe(true);
  expect(isFresh(at, '2026-11-23T10:05:01Z')).toBe(false);
  expect(isFresh(null, at)).toBe(false);
  expect(isFresh('2026-11-24T10:00:00Z', at)).toBe(false);
});

test('a passkey or an application makes a password half a sign-in', () => {
  expect(hasSecondFactor({ totp: false, passkeys: 0 })).toBe(false);
  expect(hasSecondFactor({ totp: true, passkeys: 0 })).toBe(true);
  expect(hasSecondFactor({ totp: false, passkeys: 1 })).toBe(true);
});

test('a token may do what a part and an action name, and never what needs a person', () => {
  const actions = ['read', 'create', 'sign', 'erase', 'administer'];
  expect(scopeProblems(['risks:read', 'controls:create'], actions)).toEqual([]);
  for (const wrong of [
    [],
    ['risks'],
    ['risks:fly'],
    ['risks:read:all'],
    ['report:sign'],
    ['members:administer'],
    ['*:read'],
  ]) {
    expect(scopeProblems(wrong, actions)).not.toEqual([]);
  }
  expect(scopeProblems(['risks:read', 'risks:read'], actions)).toHaveLength(1);
});
