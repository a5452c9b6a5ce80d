import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../ledger/index.ts';
import type { Kind } from './kind.ts';
import { loadKinds, parseKind } from './parse-kind.ts';
import { canonicalWriter, checkRecord, longestText, recordId } from './record.ts';

const kind: Kind = parseKind(
  `{id: t, title: T, unit: one t, noun: ts, key: [id, day], time: null, categories: [], source: t, edition: "1", effectiveFrom: 2024-01-01,
    fields: [{name: id, type: text}, {name: day, type: date}, {name: n, type: integer}, {name: x, type: number}, {name: b, type: boolean},
             {name: t, type: time}, {name: v, type: text, values: [red, blue]}, {name: l, type: list, of: text},
             {name: o, type: list, of: {by: text, at: time}}]}`,
  'kind.yaml',
);
const draft = { id: 'a', day: '2024-01-01' };

function outcome(values: Record<string, unknown>): unknown {
  const checked = checkRecord(kind, { ...draft, ...values }, false);
  return 'refused' in checked ? checked.refused : checked.record;
}

describe('a draft becomes a record', () => {
  test('with every field of its kind, missing facts as null', () => {
    expect(outcome({ n: 3, v: '' })).toEqual({
      id: 'a',
      day: '2024-01-01',
      n: 3,
      x: null,
      b: null,
      t: null,
      v: null,
      l: null,
      o: null,
    });
  });

  test.each([
    [{ id: null }, 'id is missing'],
    [{ id: '  ' }, 'id is missing'],
    [{ day: '1969-12-31' }, 'day is no date from 1970 to 2100'],
    [{ t: '2101-01-01T00:00:00Z' }, 't is no time from 1970 to 2100 with its offset'],
    [{ n: 1.5 }, 'n is not an integer'],
    [{ n: 2 ** 53 }, 'n is not an integer'],
    [{ x: Number.POSITIVE_INFINITY }, 'x is not a number'],
    [{ b: 'yes' }, 'b is neither true nor false'],
    [{ v: 'green' }, 'v is none of its values'],
    [{ v: 'a\0b' }, 'v holds a NUL character'],
    [{ v: '\ud800' }, 'v is not well-formed Unicode'],
    [{ v: 'x'.repeat(longestText + 1) }, 'v is longer than 65536 characters'],
    [{ l: 'one' }, 'l is not a list'],
    [{ l: [null] }, 'l is not text'],
    [{ o: [3] }, 'o holds something that is no object'],
    [{ o: [{ at: 'soon' }] }, 'o is no time from 1970 to 2100 with its offset'],
  ])('%j is refused: %s', (values, reason) => {
    expect(outcome(values)).toBe(reason);
  });
});

test('the id of a composite key cannot be made by another key', () => {
  const id = (a: string): string => recordId(kind, { id: a, day: '2024-01-01' });
  expect(id('a|b')).toBe('a\\|b|2024-01-01');
  expect(id('a\\|b')).toBe('a\\\\\\|b|2024-01-01');
});

test('the canonical text is that of the ledger for every record of every kind', () => {
  const kinds = [...loadKinds(join(import.meta.dirname, '../../data/kinds')).values(), kind];
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  for (const each of kinds) {
    const write = canonicalWriter(each);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(text, fc.integer(), fc.constant(null)), { minLength: 40, maxLength: 40 }),
        (junk) => {
          const values = Object.fromEntries(
            each.fields.map((field, i) => {
              const seed = junk[i % junk.length] ?? null;
              if (seed === null) return [field.name, null];
              if (field.type === 'integer') return [field.name, String(seed).length];
              if (field.type === 'number') return [field.name, String(seed).length / 7];
              if (field.type === 'boolean') return [field.name, String(seed).length % 2 === 0];
              if (field.type !== 'list') return [field.name, String(seed)];
              if (field.of === undefined || field.of === 'text') return [field.name, [String(seed), 'b']];
              return [field.name, [Object.fromEntries(Object.keys(field.of).map((part) => [part, String(seed)]))]];
            }),
          );
          expect(write(values)).toBe(canonicalJson(values));
        },
      ),
      { numRuns: 10 },
    );
  }
});
