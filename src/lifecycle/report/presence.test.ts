import { describe, expect, test } from 'vitest';
import { paragraphsOf, type ReportCase } from './presence.ts';

const plain: ReportCase = {
  type: 'type2',
  opinion: 'unmodified',
  carveOuts: 0,
  inclusives: 0,
  cuecs: false,
  csocs: false,
  otherInformation: false,
  silentCriteria: 0,
  matters: 0,
  emphasis: false,
  resolved: false,
  noAdvice: false,
  counts: true,
};
const type1: ReportCase = { ...plain, type: 'type1' };
const ids = (of: ReportCase) => paragraphsOf(of).sectionI.map(({ id }) => id);
const assertion = (of: ReportCase) => paragraphsOf(of).sectionII.map(({ id }) => id);
const wordings = (of: ReportCase, id: string) =>
  [...paragraphsOf(of).sectionI, ...paragraphsOf(of).sectionII].find((paragraph) => paragraph.id === id)?.wordings;

const always = [
  'SAR-01',
  'SAR-02',
  'SAR-03',
  'SAR-08',
  'SAR-09',
  'SAR-10',
  'SAR-11',
  'SAR-12',
  'SAR-17',
  'SAR-19',
  'SAR-20',
];
const always2 = ['ASR-01', 'ASR-02', 'ASR-06', 'ASR-07', 'ASR-11', 'ASR-12', 'ASR-13'];

describe('Section I (methodology 20.2)', () => {
  test.each(always)('%s stands in every report', (id) => {
    for (const type of ['type1', 'type2'] as const) {
      for (const opinion of ['unmodified', 'qualified', 'adverse', 'disclaimer'] as const) {
        expect(ids({ ...plain, type, opinion, matters: 1 })).toContain(id);
      }
    }
  });

  // each row: the paragraph, what brings it, and whether it may stand in a Type I report
  const rows: [id: string, cause: Partial<ReportCase>, inType1: boolean][] = [
    ['SAR-04', { otherInformation: true }, true],
    ['SAR-05', { carveOuts: 1 }, true],
    ['SAR-06', { inclusives: 1 }, true],
    ['SAR-07', { cuecs: true }, true],
    ['SAR-08i', { inclusives: 1 }, true],
    ['SAR-10i', { inclusives: 1 }, true],
    ['SAR-15', { silentCriteria: 1 }, false],
    ['SAR-16', { opinion: 'qualified', matters: 1 }, true],
    ['SAR-16', { opinion: 'adverse', matters: 1 }, true],
    ['SAR-16', { opinion: 'disclaimer', matters: 1 }, true],
    ['SAR-17c', { cuecs: true }, true],
    ['SAR-17c', { csocs: true }, true],
    ['SAR-18', { emphasis: true }, true],
    ['SAR-18.resolved', { resolved: true }, true],
  ];
  test.each(rows)('%s stands only where %o', (id, cause, inType1) => {
    expect(ids(plain)).not.toContain(id);
    expect(ids({ ...plain, ...cause })).toContain(id);
    expect(ids({ ...type1, ...cause }).includes(id)).toBe(inType1);
  });

  test('SAR-13 stands in a Type I report only, SAR-14 in a Type II report only', () => {
    expect([ids(type1).includes('SAR-13'), ids(plain).includes('SAR-13')]).toEqual([true, false]);
    expect([ids(type1).includes('SAR-14'), ids(plain).includes('SAR-14')]).toEqual([false, true]);
  });

  test('time words follow the type', () => {
    for (const id of ['SAR-01', 'SAR-03', 'SAR-08', 'SAR-09', 'SAR-11', 'SAR-12', 'SAR-19']) {
      expect(wordings(type1, id)?.[0]).toBe(`${id}.t1`);
      expect(wordings(plain, id)?.[0]).toBe(`${id}.t2`);
    }
  });

  test('the complementary clause names user entities, subservice organizations or both', () => {
    expect(wordings({ ...plain, cuecs: true, csocs: true }, 'SAR-17c')).toEqual(['SAR-17c.both']);
    expect(wordings({ ...plain, cuecs: true }, 'SAR-17c')).toEqual(['SAR-17c.user']);
    expect(wordings({ ...plain, csocs: true }, 'SAR-17c')).toEqual(['SAR-17c.sub']);
  });

  test('an opinion has two clauses in a Type I and three in a Type II report', () => {
    expect(wordings(type1, 'SAR-17')).toEqual(['SAR-17.a', 'SAR-17.b']);
    expect(wordings(plain, 'SAR-17')).toEqual(['SAR-17.a', 'SAR-17.b', 'SAR-17.c']);
  });

  test('a qualified or adverse opinion stands on evidence that is named as its basis', () => {
    for (const opinion of ['qualified', 'adverse'] as const) {
      expect(wordings({ ...plain, opinion, matters: 1 }, 'SAR-09')).toEqual(['SAR-09.t2#modified', 'SAR-09.qualified']);
      expect(wordings({ ...type1, opinion, matters: 1 }, 'SAR-09')).toEqual(['SAR-09.t1#modified', 'SAR-09.qualified']);
    }
  });

  test('a disclaimer was engaged to examine, claims no evidence, names no procedure and points to no result', () => {
    const of: ReportCase = {
      ...plain,
      opinion: 'disclaimer',
      matters: 1,
      silentCriteria: 1,
      emphasis: true,
      cuecs: true,
    };
    expect(wordings(of, 'SAR-03')).toEqual(['SAR-03.t2.disclaimer']);
    expect(wordings(of, 'SAR-09')).toEqual(['SAR-09.disclaimer']);
    expect(wordings(of, 'SAR-11')).toEqual(['SAR-11.disclaimer']);
    expect(wordings(of, 'SAR-17')).toEqual(['SAR-17.disclaimer']);
    for (const id of ['SAR-14', 'SAR-15', 'SAR-17c', 'SAR-18']) expect(ids(of)).not.toContain(id);
    expect(wordings({ ...of, matters: 2 }, 'SAR-17')).toEqual(['SAR-17.disclaimer#several']);
  });

  test('the firm’s settings add the no-advice sentence and the sentence on counts', () => {
    expect(wordings(plain, 'SAR-10')).toEqual(['SAR-10']);
    expect(wordings({ ...plain, noAdvice: true }, 'SAR-10')).toEqual(['SAR-10', 'SAR-10a']);
    expect(wordings(plain, 'SAR-14')).toEqual(['SAR-14', 'SAR-14.counts']);
    expect(wordings({ ...plain, counts: false }, 'SAR-14')).toEqual(['SAR-14']);
  });

  test('the basis stands directly before the opinion, the signature last', () => {
    const order = ids({ ...plain, opinion: 'qualified', matters: 1, silentCriteria: 1, emphasis: true });
    expect(order.indexOf('SAR-17')).toBe(order.indexOf('SAR-16') + 1);
    expect(order.at(-1)).toBe('SAR-20');
  });
});

describe('Section II (methodology 20.3)', () => {
  test.each(always2)('%s stands in every assertion', (id) => {
    expect(assertion(plain)).toContain(id);
    expect(assertion(type1)).toContain(id);
  });

  const rows: [id: string, cause: Partial<ReportCase>, inType1: boolean][] = [
    ['ASR-03', { carveOuts: 1 }, true],
    ['ASR-04', { inclusives: 1 }, true],
    ['ASR-05', { cuecs: true }, true],
    ['ASR-09', { opinion: 'qualified', matters: 1 }, true],
    ['ASR-09', { opinion: 'adverse', matters: 1 }, true],
    ['ASR-10', { silentCriteria: 1 }, false],
  ];
  test.each(rows)('%s stands only where %o', (id, cause, inType1) => {
    expect(assertion(plain)).not.toContain(id);
    expect(assertion({ ...plain, ...cause })).toContain(id);
    expect(assertion({ ...type1, ...cause }).includes(id)).toBe(inType1);
  });

  test('confirmation (c) stands in a Type II report only, and the exception before the confirmations it limits', () => {
    expect([assertion(type1).includes('ASR-08'), assertion(plain).includes('ASR-08')]).toEqual([false, true]);
    const order = assertion({ ...plain, opinion: 'qualified', matters: 1 });
    expect(order.indexOf('ASR-09')).toBeLessThan(order.indexOf('ASR-06'));
  });
});
