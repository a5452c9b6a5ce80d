import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadStandards } from '../../criteria/index.ts';
import { problemsOfPeriodLength } from '../../period.ts';
import { loadChooser } from '../load.ts';
import { type Answers, answersSchema } from '../model.ts';
import { feeOf, proposalOf } from './chooser.ts';

const standards = loadStandards(join(import.meta.dirname, '../../../data'));
const table = loadChooser();
const { criteria, categories } = standards.criteria;
const facts = { table, criteria, categories, library: standards.controls };
const propose = (over: Partial<Answers> = {}, today = '2025-03-10') =>
  proposalOf(
    answersSchema.parse({
      system: 'Freight Visibility',
      people: 214,
      askedBy: ['customers'],
      customerData: true,
      promises: ['protected'],
      first: true,
      proof: 'unknown',
      prepared: 'nothing',
      ...over,
    }),
    facts,
    today,
  );
const notes = (over: Partial<Answers>) => propose(over).notes.map(({ rule }) => rule);

describe('the report', () => {
  test.each([
    [['customers'], 'soc2'],
    [['public'], 'soc3'],
    [['user-auditors'], 'soc1'],
    [['board'], 'soc-cyber'],
    [['buyers-of-goods'], 'soc-supply-chain'],
    [['user-auditors', 'customers'], 'soc2'],
    [[], 'soc2'],
  ] as const)('that %j ask for is %s', (askedBy, report) => {
    expect(propose({ askedBy: [...askedBy] }).report).toBe(report);
  });
  test('is none where nobody asks and nothing of customers is held', () => {
    const { report, engagement, fee, plan, criteria: applicable } = propose({ askedBy: [], customerData: false });
    expect([report, engagement, fee, plan, applicable]).toEqual([null, null, null, [], 0]);
  });
  test('kinds are all shown with what each is for, those that fit marked', () => {
    const { reports } = propose({ askedBy: ['customers', 'user-auditors'] });
    expect(reports.map(({ id, fits }) => [id, fits])).toEqual([
      ['soc2', true],
      ['soc3', false],
      ['soc1', true],
      ['soc-cyber', false],
      ['soc-supply-chain', false],
    ]);
  });
  test('for everybody rests on type 2, whatever proof was asked for', () => {
    expect(propose({ askedBy: ['public'], proof: 'day' }).engagement?.type).toBe('soc2-type2');
    expect(notes({ askedBy: ['public'] })).toContain('R-TYP-02');
  });
  test('of another kind than SOC 2 has no categories of ours, no fee and no plan', () => {
    const { categories: chosen, fee, engagement, plan } = propose({ askedBy: ['user-auditors'] });
    expect([chosen, fee, engagement, plan]).toEqual([[], null, null, []]);
  });
});

describe('categories', () => {
  test('follow from promises, each with its own criteria', () => {
    const proposal = propose({ promises: ['protected', 'available', 'in-confidence'] });
    expect(proposal.categories.map(({ id, criteria: own }) => [id, own])).toEqual([
      ['security', 33],
      ['availability', 3],
      ['confidentiality', 2],
    ]);
    expect(proposal.criteria).toBe(38);
    expect(proposal.library).toMatchObject({ of: 120 });
  });
  test('have security though nobody promised it, and say what leaving it out needs', () => {
    expect(propose({ promises: ['available'] }).categories.map(({ id }) => id)).toEqual(['security', 'availability']);
    expect(notes({ promises: ['available'] })).toContain('R-SCO-03');
  });
  test('with all promises are the five, with 61 criteria', () => {
    const all = propose({ promises: table.promises.map(({ id }) => id) });
    expect([all.criteria, all.library.serving]).toEqual([61, 120]);
    expect(all.categories).toHaveLength(5);
  });
});

describe('the plan', () => {
  test('of a first examination is type 1 on the first of a month, which begins the type 2 period', () => {
    const { engagement, plan } = propose();
    expect(engagement).toMatchObject({ type: 'soc2-type1', asOf: '2025-10-01', from: null, to: null });
    expect(plan.map(({ says, from, to }) => `${from} ${to} ${says}`)).toEqual([
      '2025-03-10 2025-09-30 Adopt controls, write down, collect',
      '2025-10-01 2025-10-01 Day of the type 1 report',
      '2025-10-02 2026-01-01 Examination, type 1',
      '2025-12-01 2026-01-01 Report, type 1',
      '2025-10-01 2026-09-30 Period of the type 2 report',
      '2026-10-01 2026-12-30 Examination, type 2',
      '2026-11-30 2026-12-30 Report, type 2',
    ]);
  });
  test('of a renewal is type 2, and says how no gap is left', () => {
    expect(propose({ first: false }).engagement?.type).toBe('soc2-type2');
    expect(notes({ first: false })).toContain('R-DAT-03');
  });
  test('follows what is asked for: a day, or a period', () => {
    expect(propose({ proof: 'day', first: false }).engagement?.type).toBe('soc2-type1');
    expect(propose({ proof: 'period' }).engagement?.type).toBe('soc2-type2');
  });
  test('has periods that an examination may have, whatever day it is and whatever length', () => {
    for (const today of ['2024-01-31', '2024-02-29', '2025-08-31', '2025-12-01']) {
      for (let length = 3; length <= 12; length += 1) {
        const { engagement } = propose({ proof: 'period', length }, today);
        const period = { start: engagement?.from ?? '', end: engagement?.to ?? '' };
        expect([today, length, problemsOfPeriodLength(period)]).toEqual([today, length, []]);
      }
    }
  });
  test('says by when the report can be there when somebody waits for it earlier', () => {
    const sentences = propose({ neededBy: '2025-06-01' }).notes.map(({ sentence }) => sentence);
    expect(sentences.at(-1)).toBe(
      'The report is needed by 2025-06-01; by this plan it is there between 2025-12-01 and 2026-01-01.',
    );
    expect(propose({ neededBy: '2026-01-01' }).notes.at(-1)?.rule).toBe('R-FEE-02');
  });
});

describe('the fee', () => {
  test.each([
    [1, 4_750, 1, 25],
    [25, 4_750, 1, 25],
    [26, 6_750, 26, 100],
    [100, 6_750, 26, 100],
    [101, 9_750, 101, null],
    [1_000_000, 9_750, 101, null],
  ])('for %d people is %d (R-FEE-01)', (people, amount, from, upTo) => {
    expect(feeOf(people, 'soc2-type2', ['security', 'privacy'], table)).toEqual({
      amount,
      currency: 'USD',
      from,
      upTo,
    });
  });
  test('is multiplied by the factors a firm sets', () => {
    const fee = { ...table.fee, typeFactors: { 'soc2-type1': 80, 'soc2-type2': 120 } };
    expect(feeOf(10, 'soc2-type2', ['security'], { fee }).amount).toBe(5_700);
  });
});
