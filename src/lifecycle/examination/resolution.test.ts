import { describe, expect, test } from 'vitest';
import { claimCensus, problemsOfCensus } from './census.ts';
import { limitsPassed, percentOf, problemsOfCondition, reachOf } from './conditions.ts';
import type { Condition, ItemToResolve, Resolution } from './model.ts';
import { itemsOfConditions, settleItems } from './resolution.ts';

const item = (record: string, more: Partial<ItemToResolve> = {}): ItemToResolve => ({
  procedure: 'p',
  attribute: 'A',
  record,
  machine: 'false',
  detail: '',
  timelyUntil: '2023-03-10',
  ...more,
});
const resolution = (more: Partial<Resolution>): Resolution => ({
  procedure: 'p',
  attribute: 'A',
  items: 'all',
  outcome: 'confirmed',
  condition: 'C-1',
  evidence: 'Ticket and mail',
  evidenceDate: null,
  by: 'S. Example',
  second: 'M. Example',
  at: '2024-01-10',
  ...more,
});
const conditions = new Set(['C-1']);
const settle = (items: readonly ItemToResolve[], resolutions: readonly Resolution[]) =>
  settleItems(items, resolutions, conditions);
const codes = (items: readonly ItemToResolve[], resolutions: readonly Resolution[]) =>
  settle(items, resolutions).problems.map(({ code }) => code);

describe('items to resolve (R-TST-08)', () => {
  test('an unresolved item is no deviation but counts as one in a draft', () => {
    const settled = settle([item('1'), item('2')], [resolution({ items: ['1'] })]);
    expect(settled).toMatchObject({
      open: 1,
      deviations: 1,
      draftDeviations: 2,
      deviatingItems: 1,
      draftDeviatingItems: 2,
    });
  });

  test('only the confirmed outcome is a deviation', () => {
    const items = ['1', '2', '3', '4', '5'].map((record) => item(record));
    const settled = settle(items, [
      resolution({ items: ['1'] }),
      resolution({ items: ['2'], outcome: 'met-by-other-evidence', condition: null, evidenceDate: '2023-03-09' }),
      resolution({ items: ['3'], outcome: 'outside-population', condition: null }),
      resolution({ items: ['4'], outcome: 'rule-misstates-control', condition: null }),
      resolution({ items: ['5'], outcome: 'data-defect', condition: null }),
    ]);
    expect(settled).toMatchObject({ open: 0, deviations: 1, outside: 1, rerun: 2, problems: [] });
  });

  test('deviations count attributes, items count records', () => {
    const items = [item('1'), item('1', { attribute: 'B' }), item('2')];
    const settled = settle(items, [resolution({}), resolution({ attribute: 'B' })]);
    expect(settled).toMatchObject({ deviations: 3, deviatingItems: 2 });
    expect(itemsOfConditions(settled.items).get('C-1')).toHaveLength(3);
  });

  test('a record outside the population has no deviation left on another attribute', () => {
    const items = [item('1'), item('1', { attribute: 'B' })];
    const settled = settle(items, [
      resolution({ outcome: 'outside-population', condition: null }),
      resolution({ attribute: 'B' }),
    ]);
    expect(settled).toMatchObject({ outside: 1, deviations: 0, open: 0 });
  });

  test('"all" is the rest beside what is named', () => {
    const settled = settle(
      [item('1'), item('2'), item('3')],
      [resolution({}), resolution({ items: ['2'], outcome: 'outside-population', condition: null })],
    );
    expect(settled).toMatchObject({ deviations: 2, outside: 1, problems: [] });
  });

  test('evidence made after the attribute had to be met does not count (14.1)', () => {
    const other = { outcome: 'met-by-other-evidence', condition: null } as const;
    expect(codes([item('1')], [resolution({ ...other, evidenceDate: '2023-03-10' })])).toEqual([]);
    expect(codes([item('1')], [resolution({ ...other, evidenceDate: '2023-03-11' })])).toEqual([
      'evidence-made-afterwards',
    ]);
    expect(settle([item('1')], [resolution({ ...other, evidenceDate: '2023-03-11' })]).open).toBe(1);
    expect(codes([item('1')], [resolution(other)])).toEqual(['evidence-date-missing']);
    expect(codes([item('1', { timelyUntil: null })], [resolution({ ...other, evidenceDate: '2023-03-11' })])).toEqual(
      [],
    );
  });

  test('two different people stand behind every outcome', () => {
    expect(codes([item('1')], [resolution({ second: ' s.  example' })])).toEqual(['resolution-two-people']);
    expect(codes([item('1')], [resolution({ second: '' })])).toEqual(['resolution-two-people']);
  });

  test('a resolution names its evidence, a date, and the condition of what it confirms', () => {
    expect(codes([item('1')], [resolution({ evidence: ' ' })])).toEqual(['resolution-without-evidence']);
    expect(codes([item('1')], [resolution({ at: '2024-02-30' })])).toEqual(['resolution-date']);
    expect(codes([item('1')], [resolution({ condition: null })])).toEqual(['resolution-without-condition']);
    expect(codes([item('1')], [resolution({ condition: 'C-7' })])).toEqual(['condition-unknown']);
  });

  test('a resolution of something that is not to be resolved, or resolved already, is refused', () => {
    expect(codes([item('1')], [resolution({ items: ['9'] })])).toEqual(['resolution-without-item']);
    expect(codes([item('1')], [resolution({ items: [] })])).toEqual(['resolution-without-item']);
    expect(codes([item('1')], [resolution({ attribute: 'Z' })])).toEqual(['resolution-without-item']);
    expect(
      codes([item('1')], [resolution({ items: ['1'] }), resolution({ items: ['1'], outcome: 'outside-population' })]),
    ).toEqual(['resolution-twice']);
  });

  test('keys with any characters stay apart', () => {
    const items = [item('a b', { procedure: 'p' }), item('b', { procedure: 'p', attribute: 'A a' })];
    expect(settle(items, [resolution({ items: ['a b'] })]).open).toBe(1);
  });
});

describe('conditions (14.2)', () => {
  const condition: Condition = {
    id: 'C-1',
    title: 'Late',
    causeClass: 'late',
    cause: 'Holiday',
    intentional: false,
    systematic: false,
    isolation: { specificTo: 'date', canRecur: false, othersFound: false },
    bounded: true,
    corrected: true,
    exposure: [],
    affectsCommitments: false,
    detectedBy: 'management',
    detectedAt: '2023-05-12',
  };

  test('isolated only if all four answers hold', () => {
    expect(reachOf(condition)).toBe('isolated');
    const isolation = { specificTo: 'date', canRecur: false, othersFound: false } as const;
    for (const wrong of [
      { cause: null },
      { intentional: true },
      { concealed: true },
      { isolation: { ...isolation, specificTo: null } },
      { isolation: { ...isolation, canRecur: true } },
      { isolation: { ...isolation, othersFound: true } },
      { isolation: { ...isolation, othersFound: null } },
    ]) {
      expect(reachOf({ ...condition, ...wrong })).not.toBe('isolated');
      expect(problemsOfCondition({ ...condition, ...wrong })).toHaveLength(1);
    }
  });

  test('a systematic cause is bounded when its extent is known and its correction tested', () => {
    expect(reachOf({ ...condition, systematic: true })).toBe('bounded');
    expect(reachOf({ ...condition, systematic: true, bounded: false })).toBe('unbounded');
    expect(reachOf({ ...condition, systematic: true, corrected: false })).toBe('unbounded');
    expect(problemsOfCondition({ ...condition, systematic: true, corrected: false })).toMatchObject([
      { code: 'condition-not-bounded' },
    ]);
  });

  test('limits are passed when exceeded, not when reached', () => {
    const at = (
      deviating: number,
      limits: Parameters<typeof limitsPassed>[0]['limits'],
      more: Partial<Condition> = {},
    ) =>
      limitsPassed({ population: 200, deviating, strata: [], conditions: [{ ...condition, ...more }], limits }).map(
        ({ limit }) => limit,
      );
    expect(at(1, { rate: '0.005' })).toEqual([]);
    expect(at(2, { rate: '0.005' })).toEqual(['rate']);
    expect(at(1, { conditions: 1 })).toEqual([]);
    expect(at(1, { conditions: 0 })).toEqual(['conditions']);
    expect(at(1, { exposureDays: 3 }, { exposure: [{ count: 3, unit: 'days' }] })).toEqual([]);
    expect(at(1, { exposureDays: 3 }, { exposure: [{ count: 4, unit: 'days' }] })).toEqual(['exposure']);
  });

  test('with fewer than 20 items no rate is weighed, and none printed as a percentage (R-SMP-07)', () => {
    expect(
      limitsPassed({ population: 19, deviating: 19, strata: [], conditions: [], limits: { rate: '0.005' } }),
    ).toEqual([]);
    expect(percentOf(1, 19)).toBeNull();
    expect(percentOf(1, 20)).toBe('5.00');
    expect(percentOf(0, 3214)).toBe('0.00');
    expect(percentOf(20, 20)).toBe('100.00');
    expect(percentOf(1, 1_000_000_000)).toBe('0.00000010');
  });

  test('a small stratum beyond its limit is raised without a percentage', () => {
    const strata = [{ dimension: 'system', value: 'payroll', tested: 4, deviating: 4 }];
    const passed = limitsPassed({
      population: 400,
      deviating: 4,
      strata,
      conditions: [],
      limits: { stratumRate: '0.05' },
    });
    expect(passed.map(({ sentence }) => sentence)).toEqual([
      "system payroll: 4 of 4 is beyond the plan's rate of a stratum, 0.05.",
    ]);
  });
});

describe('"all" (R-POP-07)', () => {
  test('is claimed when nothing was refused, unreadable or unreconciled', () => {
    expect(claimCensus(3214, [])).toMatchObject({ all: true, records: 3214 });
    expect(claimCensus(3214, [{ why: 'refused', count: 0, byHand: 0 }]).all).toBe(true);
  });
  test('is claimed when each such record was settled by hand', () => {
    expect(claimCensus(3220, [{ why: 'unreadable', count: 6, byHand: 6 }]).all).toBe(true);
  });
  test('is not claimed with one record left: 3,214 of 3,220, and the 6 are said', () => {
    const claim = claimCensus(3214, [{ why: 'unreadable', count: 7, byHand: 1 }]);
    expect(claim).toEqual({ all: false, tested: 3214, records: 3220, unsettled: [{ why: 'unreadable', count: 6 }] });
    expect(problemsOfCensus('p', claim)[0]?.sentence).toContain('3,214 of 3,220 records; 6 unreadable');
  });
  test('no more records are settled than there are', () => {
    expect(() => claimCensus(1, [{ why: 'refused', count: 1, byHand: 2 }])).toThrow(RangeError);
  });
});
