import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Filter, parseFilter, parsePlace } from './filter.ts';
import { fits } from './match.ts';
import { applyOperations } from './patch.ts';
import { membershipAfter } from './rules.ts';
import { kinds } from './schema.ts';
import { DirectoryRefusal } from './errors.ts';

const path = fc.constantFrom(
  'userName',
  'title',
  'name.givenName',
  'emails.value',
  'active',
  'meta.created',
  'nothing',
);
const value = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null));
const filters = fc.letrec<{ any: Filter }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    fc.record({ op: fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'), path, value }),
    fc.record({ op: fc.constant('pr' as const), path }),
    fc.record({ op: fc.constant('not' as const), of: tie('any') }),
    fc.record({ op: fc.constantFrom('and', 'or'), left: tie('any'), right: tie('any') }),
  ),
})).any;

function printed(filter: Filter): string {
  if ('left' in filter) return `(${printed(filter.left)}) ${filter.op} (${printed(filter.right)})`;
  if (filter.op === 'not') return `NOT (${printed(filter.of)})`;
  if (filter.op === 'pr') return `${filter.path} PR`;
  if (filter.op === 'has') return `${filter.path}[${printed(filter.of)}]`;
  return `${filter.path} ${filter.op} ${JSON.stringify(filter.value)}`;
}

/** Whatever it does: it answers, or refuses in words of its own. */
function tried(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    if (error instanceof DirectoryRefusal) return error.scimType;
    throw error;
  }
}

const user = {
  userName: 'ann@x.example',
  title: 'Engineer',
  active: true,
  name: { givenName: 'Ann' },
  emails: [
    { value: 'ann@x.example', type: 'work' },
    { value: 'ann@home.example', type: 'home' },
  ],
  meta: { created: '2026-11-23T10:00:00Z' },
};

describe('a filter', () => {
  test('that is written is read as what it was', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const text = printed(filter);
        fc.pre(text.length <= 2_000);
        expect(parseFilter(text)).toEqual(filter);
      }),
    );
  });

  test('of any text is read or refused in its own words, and so is a path', () => {
    const words = fc.constantFrom(
      'userName',
      'eq',
      '"a"',
      '(',
      ')',
      '[',
      ']',
      'not',
      'and',
      'or',
      'pr',
      '.value',
      'true',
      '1.5',
      ' ',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 30 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(text, (sent) => {
        tried(() => fits(kinds.User, parseFilter(sent), user));
        tried(() => parsePlace(sent));
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['userName eq "ANN@x.example"', true],
    ['title sw "eng" and active eq true', true],
    ['title pr and not (active eq "False")', true],
    ['title eq "x" or title co "NEER" and active eq false', false],
    ['(title eq "x" or title co "NEER") and active eq true', true],
    ['emails[type eq "work" and value ew "home.example"]', false],
    ['emails[type eq "home" and value ew "home.example"]', true],
    ['emails co "home"', true],
    ['meta.created gt "2026-11-23T09:00:00+00:00"', true],
    ['meta.created lt "2026-11-23T09:00:00Z"', false],
    ['nothing pr', false],
    ['urn:ietf:params:scim:schemas:core:2.0:User:title eq "engineer"', true],
  ])('%s: %s', (text, expected) => {
    expect(fits(kinds.User, parseFilter(text), user)).toBe(expected);
  });

  test('deeper than twenty brackets or longer than two thousand characters is refused', () => {
    expect(() => parseFilter(`${'('.repeat(21)}title pr${')'.repeat(21)}`)).toThrow('deeper');
    expect(() => parseFilter(`title eq "${'x'.repeat(2_000)}"`)).toThrow('longer');
  });
});

test('operations of any shape change a copy or are refused, and never what they were given', () => {
  const before = structuredClone(user);
  const operation = fc.record({
    op: fc.constantFrom('add', 'remove', 'replace'),
    path: fc.option(
      fc.oneof(path, fc.string(), fc.constantFrom('emails', 'emails[type eq "work"]', 'emails[type eq "work"].value')),
    ),
    value: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 6 }), (operations) => {
      tried(() => applyOperations(kinds.User, user, operations));
      expect(user).toEqual(before);
    }),
  );
});

test('a membership keeps every role given by hand, and is given back only by who took it', () => {
  const roles = fc.uniqueArray(fc.constantFrom('control-owner', 'contributor', 'adviser', 'employee'));
  fc.assert(
    fc.property(roles, roles, roles, fc.boolean(), fc.boolean(), (hand, given, groups, active, suspended) => {
      const byHand = hand.filter((role) => !given.includes(role));
      const before = { roles: [...byHand, ...given], given, state: 'suspended' as const, suspended };
      const after = membershipAfter('management', before, { active, groups });
      for (const role of [...byHand, ...groups]) expect(after.roles).toContain(role);
      expect(after.roles.length).toBeGreaterThan(0);
      expect(after.state).toBe(active && suspended ? 'active' : 'suspended');
    }),
  );
});
