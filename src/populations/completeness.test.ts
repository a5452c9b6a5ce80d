import { describe, expect, test } from 'vitest';
import { CompletenessTally, emptyMonths, mayClaimAll, observeCompleteness } from './completeness.ts';
import type { ImportResult } from './import-population.ts';
import { parseKind } from './parse-kind.ts';
import { accountsAgainstPeople, changesAgainstHistory, reconcile } from './reconcile.ts';

const kind = parseKind(
  `{id: ticket, title: Ticket, unit: one ticket, noun: tickets, key: [id], time: at, categories: [], source: t, edition: "1", effectiveFrom: 2024-01-01,
    fields: [{name: id, type: text}, {name: number, type: integer}, {name: at, type: time}]}`,
  'kind.yaml',
);
const imported: ImportResult = {
  kind: 'ticket',
  format: 'csv',
  read: 3,
  records: 3,
  duplicates: 0,
  conflicting: 0,
  conflicts: [],
  otherKind: 0,
  outsideWindow: 0,
  refused: [],
  refusedPlaces: [],
  digest: '',
  totals: { at: { first: '2023-01-05T00:00:00Z', last: '2023-03-05T00:00:00Z' } },
};
const period = { start: '2023-01-01', end: '2023-03-31' };

function tally(numbers: readonly number[], months: readonly string[]): CompletenessTally {
  const t = new CompletenessTally(kind, ['number']);
  numbers.forEach((number, i) => t.add({ id: String(i), number, at: `${months[i % months.length]}-05T00:00:00Z` }));
  return t;
}
const full = tally([1, 2, 3], ['2023-01', '2023-02', '2023-03']);

describe('completeness of a population', () => {
  test('gaps in a numbered sequence are counted and shown (IPE-06)', () => {
    expect(tally([7, 3, 4, 10], ['2023-01']).gaps('number')).toEqual({
      missing: 4,
      first: [
        { from: 5, to: 6 },
        { from: 8, to: 9 },
      ],
    });
  });

  test('a month without records is named (IPE-07)', () => {
    expect(emptyMonths(tally([1, 2], ['2022-12', '2023-02']).months, '2022-11-15', '2023-02-28')).toEqual([
      '2022-11',
      '2023-01',
    ]);
    const seen = observeCompleteness(kind, imported, tally([1, 2], ['2023-01', '2023-03']), period, null);
    expect(seen.find((o) => !o.ok)).toMatchObject({ check: 'IPE-07', sentence: 'No records lie in 2023-02.' });
  });

  test('a full population has nothing that a person must look at', () => {
    expect(observeCompleteness(kind, imported, full, period, '2023-04-02T00:00:00Z').every((o) => o.ok)).toBe(true);
  });

  test('records outside of the period and an extraction before its end are seen (IPE-07, R-POP-02)', () => {
    const late = { ...imported, totals: { at: { first: '2022-06-01T00:00:00Z', last: '2023-03-05T00:00:00Z' } } };
    const bad = observeCompleteness(kind, late, full, period, '2023-03-01T00:00:00Z').filter((o) => !o.ok);
    expect(bad.map((o) => o.check)).toEqual(['IPE-07', 'IPE-07']);
    expect(bad[1]?.sentence).toMatch(/before the period ended/);
  });

  test('keys with two contents, refused records and an empty population are seen (IPE-06, IPE-08, IPE-09)', () => {
    const refused = [{ reason: 'at is missing', count: 2, first: { file: 'f', at: 'row 2' } }];
    const seen = observeCompleteness(kind, { ...imported, records: 0, conflicting: 1, refused }, full, null, null);
    expect(seen.filter((o) => !o.ok).map((o) => o.check)).toEqual(['IPE-06', 'IPE-08', 'IPE-09']);
  });

  test('"all" may be said only when nothing was refused, in conflict or unreconciled, or each was settled (R-POP-07)', () => {
    const refused = [{ reason: 'at is missing', count: 2, first: { file: 'f', at: 'row 2' } }];
    expect(mayClaimAll(imported, 0, 0)).toBe(true);
    expect(mayClaimAll({ ...imported, refused }, 0, 1)).toBe(false);
    expect(mayClaimAll({ ...imported, refused }, 0, 2)).toBe(true);
    expect(mayClaimAll(imported, 1, 0)).toBe(false);
    expect(mayClaimAll({ ...imported, conflicting: 1 }, 0, 0)).toBe(false);
  });
});

describe('reconciliation with a second source', () => {
  test('tells what matched, what is only on either side, what cannot match and what stands there twice', () => {
    const outcome = reconcile(
      [
        { id: 'a', value: '1' },
        { id: 'b', value: '2' },
        { id: 'c', value: null },
        { id: 'd', value: '1' },
      ],
      [
        { id: 'x', value: '1' },
        { id: 'y', value: '3' },
        { id: 'z', value: null },
      ],
    );
    expect(outcome).toEqual({
      left: 4,
      right: 3,
      matched: 2,
      onlyLeft: ['b'],
      onlyRight: ['y'],
      withoutLeft: ['c'],
      withoutRight: ['z'],
      shared: ['1'],
    });
  });

  test('only merged changes and first-parent commits are compared', () => {
    const outcome = changesAgainstHistory(
      [
        { id: '#1', record: { merged_at: '2023-01-01T00:00:00Z', merge_commit: 'c1' } },
        { id: '#2', record: { merged_at: null, merge_commit: null } },
        { id: '#3', record: { merged_at: '2023-01-01T00:00:00Z', merge_commit: null } },
      ],
      [
        { id: 'c1', record: { commit: 'c1', first_parent: true } },
        { id: 'c2', record: { commit: 'c2', first_parent: true } },
        { id: 'c3', record: { commit: 'c3', first_parent: false } },
      ],
    );
    expect(outcome).toMatchObject({ left: 2, right: 2, matched: 1, onlyRight: ['c2'], withoutLeft: ['#3'] });
  });

  test('accounts of services belong to nobody, and addresses compare without case', () => {
    const outcome = accountsAgainstPeople(
      [
        { id: 'a1', record: { kind: 'person', email: 'ADA@example.com' } },
        { id: 'a2', record: { kind: 'service', email: null } },
        { id: 'a3', record: { kind: null, email: 'gone@example.com' } },
      ],
      [{ id: 'p1', record: { email: 'ada@example.com' } }],
    );
    expect(outcome).toMatchObject({ left: 2, matched: 1, onlyLeft: ['a3'], onlyRight: [] });
  });
});
