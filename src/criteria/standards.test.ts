import { describe, expect, test } from 'vitest';
import { applicablePointsOfFocus, type CategoryId, controlsServing, criteriaOf, loadStandards } from './index.ts';

const standards = loadStandards('data');
const { criteria } = standards.criteria;

// Written by hand from the standard's numbering, series by series.
const idsByHand = `
  CC1.1 CC1.2 CC1.3 CC1.4 CC1.5
  CC2.1 CC2.2 CC2.3
  CC3.1 CC3.2 CC3.3 CC3.4
  CC4.1 CC4.2
  CC5.1 CC5.2 CC5.3
  CC6.1 CC6.2 CC6.3 CC6.4 CC6.5 CC6.6 CC6.7 CC6.8
  CC7.1 CC7.2 CC7.3 CC7.4 CC7.5
  CC8.1
  CC9.1 CC9.2
  A1.1 A1.2 A1.3
  C1.1 C1.2
  PI1.1 PI1.2 PI1.3 PI1.4 PI1.5
  P1.1
  P2.1
  P3.1 P3.2
  P4.1 P4.2 P4.3
  P5.1 P5.2
  P6.1 P6.2 P6.3 P6.4 P6.5 P6.6 P6.7
  P7.1
  P8.1`
  .trim()
  .split(/\s+/);

describe('the trust services criteria', () => {
  test('are the 61 of the standard, once each', () => {
    expect(idsByHand).toHaveLength(61);
    expect(criteria.map((criterion) => criterion.id).toSorted()).toEqual(idsByHand.toSorted());
    expect(new Set(criteria.map((criterion) => criterion.order)).size).toBe(61);
  });

  test('have the count of each series', () => {
    const count = (series: string) => criteria.filter((criterion) => criterion.seriesId === series).length;
    const expected = { CC1: 5, CC2: 3, CC3: 4, CC4: 2, CC5: 3, CC6: 8, CC7: 5, CC8: 1, CC9: 2, A1: 3, C1: 2, PI1: 5 };
    const privacy = { P1: 1, P2: 1, P3: 2, P4: 3, P5: 2, P6: 7, P7: 1, P8: 1 };
    for (const [series, number] of Object.entries({ ...expected, ...privacy })) {
      expect(count(series), series).toBe(number);
    }
  });

  test('have 330 points of focus, 232 of them under common criteria, with ids in printed order', () => {
    const points = criteria.flatMap((criterion) => criterion.pointsOfFocus);
    expect(points).toHaveLength(330);
    expect(
      criteria.filter((criterion) => criterion.common).flatMap((criterion) => criterion.pointsOfFocus),
    ).toHaveLength(232);
    for (const criterion of criteria) {
      expect(criterion.pointsOfFocus.map((point) => point.id)).toEqual(
        criterion.pointsOfFocus.map((_, index) => `${criterion.id}-${String(index + 1).padStart(2, '0')}`),
      );
    }
  });
});

describe('the applicable criteria (R-SCO-02)', () => {
  const cases: [CategoryId[], number][] = [
    [['security'], 33],
    [['security', 'availability'], 36],
    [['security', 'confidentiality'], 35],
    [['security', 'processing-integrity'], 38],
    [['security', 'privacy'], 51],
    [['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'], 61],
    [['availability'], 36],
    [[], 33],
  ];
  test.each(cases)('for %j are %i', (categories, count) => {
    expect(criteriaOf(criteria, categories)).toHaveLength(count);
  });

  test('come in the order of the standard, whatever the order of the table or of the selection', () => {
    const ids = (list: typeof criteria) =>
      criteriaOf(list, ['privacy', 'availability', 'security']).map((criterion) => criterion.id);
    expect(ids(criteria.toReversed())).toEqual(ids(criteria));
    expect(ids(criteria)[0]).toBe('CC1.1');
  });
});

describe('the points of focus to consider', () => {
  const count = (categories: CategoryId[]) =>
    criteriaOf(criteria, categories).flatMap((criterion) =>
      applicablePointsOfFocus(criterion, { categories, distributesGoods: true }),
    ).length;

  test('are 208 with security alone and 330 with everything', () => {
    expect(count(['security'])).toBe(208);
    expect(count(['security', 'availability'])).toBe(225);
    expect(count(['security', 'availability', 'confidentiality'])).toBe(237);
    expect(count(['security', 'confidentiality', 'privacy'])).toBe(294);
    expect(count(['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'])).toBe(330);
  });

  test('leave out those of a privacy role the organization does not have (R-SCO-04)', () => {
    const notice = criteria.find((criterion) => criterion.id === 'P1.1');
    if (notice === undefined) throw new Error('P1.1 is missing');
    const engagement = { categories: ['security', 'privacy'] as const };
    expect(applicablePointsOfFocus(notice, { ...engagement, privacyRoles: ['controller'] }).length).toBeGreaterThan(
      applicablePointsOfFocus(notice, { ...engagement, privacyRoles: ['processor'] }).length,
    );
  });

  test('leave out the one for goods where the system makes none', () => {
    const specifications = criteria.find((criterion) => criterion.id === 'PI1.1');
    if (specifications === undefined) throw new Error('PI1.1 is missing');
    const points = applicablePointsOfFocus(specifications, { categories: ['processing-integrity'] });
    expect(points.map((point) => point.id)).not.toContain('PI1.1-03');
  });
});

describe('the description criteria', () => {
  test('are nine, each with completeness rules of its own id, and DC9 is for type 2 alone', () => {
    const { descriptionCriteria, typeApplicability } = standards.description;
    expect(descriptionCriteria.map((criterion) => criterion.id)).toEqual([
      'DC1',
      'DC2',
      'DC3',
      'DC4',
      'DC5',
      'DC6',
      'DC7',
      'DC8',
      'DC9',
    ]);
    for (const criterion of descriptionCriteria) {
      for (const rule of criterion.completenessRules) expect(rule.id.startsWith(`${criterion.id}-R`)).toBe(true);
    }
    expect(typeApplicability.type1).not.toContain('DC9');
    expect(typeApplicability.type2).toContain('DC9');
  });

  test('have rule ids that are used once', () => {
    const rules = standards.description.descriptionCriteria.flatMap((criterion) => criterion.completenessRules);
    const ids = [...rules, ...standards.description.generalRules].map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the control library', () => {
  const { controls, vocabulary } = standards;

  test('has 120 controls, each once', () => {
    expect(new Set(controls.map((control) => control.id)).size).toBe(120);
    expect(controls).toHaveLength(120);
  });

  test('has a control for every criterion, and every criterion it names exists', () => {
    for (const criterion of criteria) expect(controlsServing(controls, criterion.id), criterion.id).not.toHaveLength(0);
    const known = new Set(idsByHand);
    for (const control of controls)
      expect(
        control.criteria.filter((id) => !known.has(id)),
        control.id,
      ).toEqual([]);
  });

  test('uses words of its closed lists only', () => {
    const evidence = new Set(vocabulary.evidenceKinds.map((kind) => kind.id));
    const ids = new Set(controls.map((control) => control.id));
    for (const control of controls) {
      expect(vocabulary.departments, control.id).toContain(control.department);
      expect(
        vocabulary.frequencies.map((frequency) => frequency.id),
        control.id,
      ).toContain(control.frequency);
      expect(
        control.typicalEvidence.filter((kind) => !evidence.has(kind)),
        control.id,
      ).toEqual([]);
      expect(
        control.dependsOnGeneralControls.filter((id) => !ids.has(id)),
        control.id,
      ).toEqual([]);
    }
  });
});

describe('the signals of a report that can be relied on', () => {
  test('are eleven, and none gives a score', () => {
    expect(standards.reportQuality.signals).toHaveLength(11);
    expect(standards.reportQuality.outcomes.map((outcome) => outcome.id)).toEqual(['holds', 'look', 'stops']);
  });
});
