import { describe, expect, test } from 'vitest';
import { limitsPassed, percentOf } from './conditions.ts';
import { isOverride, judgeSample, problemsOfConclusion, proposeControlConclusion } from './control-conclusion.ts';
import type { CensusTest, ConclusionInputs, SampleTest } from './control-conclusion.ts';
import type { Condition, ItemToResolve, Resolution } from './model.ts';
import { settleItems } from './resolution.ts';

const isolated = (id: string): Condition => ({
  id,
  title: 'One late approval',
  causeClass: 'late',
  cause: 'The reviewer approved after the merge, once, on a holiday.',
  intentional: false,
  systematic: false,
  isolation: { specificTo: 'event', canRecur: false, othersFound: false },
  bounded: true,
  corrected: true,
  exposure: [{ count: 1, unit: 'days' }],
  affectsCommitments: false,
  detectedBy: 'firm',
  detectedAt: '2023-11-01',
});
const bounded = (id: string): Condition => ({ ...isolated(id), systematic: true });

const census = (population: number, deviating: number, more: Partial<CensusTest> = {}): CensusTest => ({
  extent: 'all',
  procedure: 'P',
  nature: 'reperformance',
  population,
  deviating,
  neverEvents: 0,
  conditions: deviating === 0 ? [] : ['C-1'],
  limits: {},
  passed: [],
  ...more,
});

const sample = (first: SampleTest['first'], more: Partial<SampleTest> = {}): SampleTest => ({
  extent: 'sample',
  procedure: 'P',
  nature: 'inspection',
  basis: 'table',
  selection: 'random',
  confidence: 90,
  tolerable: 10,
  population: null,
  allowed: 0,
  twoStage: false,
  first,
  extension: null,
  neverEvents: 0,
  conditions: first.deviations + (more.extension?.deviations ?? 0) === 0 ? [] : ['C-1'],
  followedByCensus: false,
  ...more,
});

const control = (more: Partial<ConclusionInputs>): ConclusionInputs => ({
  control: 'CHG-01',
  design: 'suitable',
  implemented: true,
  itemsOpen: 0,
  unable: false,
  emptinessShown: false,
  stepsDone: true,
  tests: [census(100, 0)],
  conditions: [isolated('C-1')],
  ...more,
});
const proposed = (more: Partial<ConclusionInputs>) => proposeControlConclusion(control(more)).code;

describe('the proposed conclusion, first match wins (14.3)', () => {
  test('any item still to resolve: no conclusion is possible, whatever else is known', () => {
    expect(proposed({ itemsOpen: 1, design: 'deficient' })).toBeNull();
  });
  test('a deficient design comes before everything that was tested (R-DES-01)', () => {
    expect(proposed({ design: 'deficient', implemented: false, tests: [census(100, 50)] })).toBe('design-deficient');
  });
  test('what is not implemented is not-implemented', () => {
    expect(proposed({ implemented: false, unable: true })).toBe('not-implemented');
  });
  test('a lost source makes a control unable-to-test', () => {
    expect(proposed({ unable: true, tests: [census(100, 50)] })).toBe('unable-to-test');
  });
  test('no occurrence needs the empty population to be shown (IPE-09)', () => {
    expect(proposed({ tests: [census(0, 0)], emptinessShown: true })).toBe('no-occurrence');
    expect(proposed({ tests: [census(0, 0)] })).toBeNull();
    expect(proposed({ tests: [census(0, 0), census(5, 0)], emptinessShown: true })).toBe('effective');
  });
  test('no confirmed deviation and all planned steps done is effective', () => {
    expect(proposed({})).toBe('effective');
    expect(proposed({ stepsDone: false })).toBeNull();
  });
  test('inquiry alone never makes a control effective (R-TST-01)', () => {
    const inquiry = {
      extent: 'one',
      procedure: 'I',
      nature: 'inquiry',
      deviating: 0,
      neverEvents: 0,
      conditions: [],
    } as const;
    expect(proposed({ tests: [inquiry] })).toBeNull();
    expect(proposed({ tests: [inquiry, { ...inquiry, nature: 'inspection' }] })).toBe('effective');
    expect(proposed({ tests: [] })).toBeNull();
  });
  test('deviations that nobody grouped into conditions allow no conclusion', () => {
    expect(proposed({ tests: [census(100, 1, { conditions: [] })] })).toBeNull();
    expect(proposed({ tests: [census(100, 1, { conditions: ['C-9'] })] })).toBeNull();
  });

  test('a census with isolated conditions, or bounded and corrected ones of small exposure, is effective-with-deviations', () => {
    expect(proposed({ tests: [census(100, 1)] })).toBe('effective-with-deviations');
    const limits = { exposureDays: 3 };
    expect(proposed({ tests: [census(100, 1, { limits })], conditions: [bounded('C-1')] })).toBe(
      'effective-with-deviations',
    );
  });
  test('20 items are enough for a rate to be weighed', () => {
    expect(proposed({ tests: [census(20, 1)] })).toBe('effective-with-deviations');
  });
  test.each<[string, Partial<ConclusionInputs>]>([
    ['fewer than 20 items', { tests: [census(19, 1)] }],
    ['a never-event', { tests: [census(100, 1, { neverEvents: 1 })] }],
    ['a limit of the plan passed', { tests: [census(100, 1, { passed: [{ limit: 'rate', sentence: 'Beyond.' }] })] }],
    ['a bounded cause whose exposure nobody limited', { tests: [census(100, 1)], conditions: [bounded('C-1')] }],
    [
      'a bounded cause with an effect on commitments',
      {
        tests: [census(100, 1, { limits: { exposureDays: 3 } })],
        conditions: [{ ...bounded('C-1'), affectsCommitments: true }],
      },
    ],
    [
      'one instance that deviates',
      {
        tests: [
          { extent: 'one', procedure: 'S', nature: 'inspection', deviating: 1, neverEvents: 0, conditions: ['C-1'] },
        ],
      },
    ],
    [
      'a bounded cause in a sample that supports',
      { tests: [sample({ size: 60, deviations: 1 })], conditions: [bounded('C-1')] },
    ],
    ['a never-event in a sample that supports', { tests: [sample({ size: 60, deviations: 1 }, { neverEvents: 1 })] }],
  ])('for judgment: %s', (_, inputs) => {
    expect(proposed(inputs)).toBe('for-judgment');
  });
  test.each<[string, Partial<ConclusionInputs>]>([
    [
      'an intentional deviation',
      { tests: [census(100_000, 1)], conditions: [{ ...isolated('C-1'), intentional: true }] },
    ],
    ['a concealed deviation', { tests: [census(100_000, 1)], conditions: [{ ...isolated('C-1'), concealed: true }] }],
    [
      'a systematic cause without bounds',
      { tests: [census(100_000, 1)], conditions: [{ ...bounded('C-1'), bounded: false }] },
    ],
    [
      'a cause that is not known',
      { tests: [census(100_000, 1)], conditions: [{ ...isolated('C-1'), cause: null, bounded: false }] },
    ],
    [
      'a statistical sample beyond what its plan allowed',
      { tests: [sample({ size: 22, deviations: 1 }, { basis: 'statistical' })] },
    ],
  ])('not effective: %s', (_, inputs) => {
    expect(proposed(inputs)).toBe('not-effective');
  });

  test('a condition of one test does not weigh on another', () => {
    const tests = [
      census(100, 1, { limits: { exposureDays: 3 } }),
      sample({ size: 60, deviations: 1 }, { conditions: ['C-2'] }),
    ];
    expect(proposed({ tests, conditions: [bounded('C-1'), isolated('C-2')] })).toBe('effective-with-deviations');
  });

  test('the partner decides never-events, intentional and systematic conditions and not-effective, the manager the rest', () => {
    const decider = (more: Partial<ConclusionInputs>) => proposeControlConclusion(control(more)).decidedBy;
    expect(decider({ tests: [census(100, 1)] })).toBe('manager');
    expect(decider({ tests: [census(4, 1)] })).toBe('manager');
    expect(decider({ tests: [census(100, 1, { neverEvents: 1 })] })).toBe('engagement-partner');
    expect(decider({ tests: [census(100, 1)], conditions: [bounded('C-1')] })).toBe('engagement-partner');
    expect(decider({ tests: [sample({ size: 22, deviations: 1 }, { basis: 'statistical' })] })).toBe(
      'engagement-partner',
    );
  });
});

describe('three worked censuses (14.4)', () => {
  test('(a) 7 of 10,041,206 events in 3 conditions: never-event, so for judgment by the partner; the rate decides nothing', () => {
    const gateway: Condition = {
      ...bounded('C-1'),
      title: 'A gateway let sessions past the approved path',
      causeClass: 'system-failure',
      exposure: [
        { count: 1, unit: 'people' },
        { count: 2, unit: 'days' },
        { count: 5, unit: 'actions' },
      ],
      detectedBy: 'management',
    };
    const emergency: Condition = {
      ...isolated('C-2'),
      causeClass: 'no-evidence',
      exposure: [{ count: 1, unit: 'actions' }],
    };
    const leaver: Condition = {
      ...isolated('C-3'),
      exposure: [{ count: 1, unit: 'actions' }],
      affectsCommitments: true,
      detectedBy: 'outsider',
    };
    const conditions = [gateway, emergency, leaver];
    const run = census(10_041_206, 7, { neverEvents: 7, conditions: ['C-1', 'C-2', 'C-3'] });
    const proposal = proposeControlConclusion(control({ control: 'IAM-10', tests: [run], conditions }));
    expect(proposal.code).toBe('for-judgment');
    expect(proposal.decidedBy).toBe('engagement-partner');
    expect(proposal.inputs.conditions).toEqual(conditions);
    expect(percentOf(7, 10_041_206)).toBe('0.000070');
    expect(percentOf(6, 212_400)).toBe('0.0028');
    expect(percentOf(1, 9_828_806)).toBe('0.000010');
  });

  test('(b) 1 of 4 quarterly reviews late: no percentage, no rate verdict, for judgment, and either code is open', () => {
    expect(percentOf(1, 4)).toBeNull();
    const late: Condition = {
      ...isolated('C-1'),
      exposure: [
        { count: 11, unit: 'days' },
        { count: 2, unit: 'people' },
      ],
      detectedBy: 'management',
    };
    const proposal = proposeControlConclusion(
      control({ control: 'IAM-04', tests: [census(4, 1)], conditions: [late] }),
    );
    expect(proposal.code).toBe('for-judgment');
    expect(proposal.decidedBy).toBe('manager');
    const concluded = (conclusion: 'effective-with-deviations' | 'not-effective', role: string) =>
      problemsOfConclusion(proposal, {
        control: 'IAM-04',
        conclusion,
        reasons: 'Neither account was used; the next review was complete.',
        role,
      });
    expect(concluded('effective-with-deviations', 'manager')).toEqual([]);
    expect(concluded('not-effective', 'engagement-partner')).toEqual([]);
    expect(concluded('not-effective', 'manager')).toMatchObject([{ code: 'conclusion-needs-partner' }]);
  });

  test('(c) 3 of 3,214 changes without independent approval: 3,218 read, 9 settled, a stratum beyond its limit, for judgment', () => {
    const item = (record: string): ItemToResolve => ({
      procedure: 'change-independent-review',
      attribute: 'A',
      record,
      machine: 'false',
      detail: 'independent_approvals >= 1',
      timelyUntil: '2023-05-12',
    });
    const bumps = ['b1', 'b2', 'b3', 'b4'];
    const archived = ['a1', 'a2'];
    const confirmed = ['may1', 'may2', 'oct1'];
    const resolve = (items: readonly string[], more: Partial<Resolution>): Resolution => ({
      procedure: 'change-independent-review',
      attribute: 'A',
      items,
      outcome: 'confirmed',
      condition: null,
      evidence: 'Log of the setting',
      evidenceDate: null,
      by: 'S. Example',
      second: 'M. Example',
      at: '2024-01-10',
      ...more,
    });
    const settled = settleItems(
      [...bumps, ...archived, ...confirmed].map(item),
      [
        resolve(bumps, { outcome: 'outside-population', evidence: 'The description excludes automatic version bumps' }),
        resolve(archived, { outcome: 'met-by-other-evidence', evidenceDate: '2023-05-11' }),
        resolve(['may1', 'may2'], { condition: 'C-1' }),
        resolve(['oct1'], { condition: 'C-2' }),
      ],
      new Set(['C-1', 'C-2']),
    );
    expect(settled).toMatchObject({ open: 0, outside: 4, deviations: 3, deviatingItems: 3, problems: [] });
    const population = 3218 - settled.outside;
    expect(population).toBe(3214);
    expect(percentOf(3, population)).toBe('0.09');

    const protection: Condition = {
      ...bounded('C-1'),
      title: 'Branch protection off for 3 hours',
      detectedBy: 'management',
    };
    const conditions = [protection, isolated('C-2')];
    const limits = { stratumRate: '0.005', conditions: 2, exposureDays: 3 };
    const strata = [
      { dimension: 'repository', value: 'A', tested: 402, deviating: 3 },
      { dimension: 'repository', value: 'others', tested: 2812, deviating: 0 },
      { dimension: 'month', value: '2023-05', tested: 289, deviating: 2 },
    ];
    const passed = limitsPassed({ population, deviating: 3, strata, conditions, limits });
    expect(passed.map(({ limit }) => limit)).toEqual(['stratum', 'stratum']);
    expect(passed[0]?.sentence).toContain('3 of 402 (0.75 %)');
    expect(passed[1]?.sentence).toContain('2 of 289 (0.69 %)');

    const run = census(population, 3, { limits, passed, conditions: ['C-1', 'C-2'] });
    const proposal = proposeControlConclusion(control({ tests: [run], conditions }));
    expect(proposal.code).toBe('for-judgment');
    expect(proposal.reasons).toHaveLength(2);
    const decided = {
      control: 'CHG-01',
      conclusion: 'effective-with-deviations',
      reasons: 'Both bounded and corrected.',
      role: 'engagement-partner',
    } as const;
    expect(problemsOfConclusion(proposal, decided)).toEqual([]);
    // Without the stratum's limit the two conditions alone would have been proposed as effective-with-deviations.
    expect(proposed({ tests: [{ ...run, passed: [] }], conditions })).toBe('effective-with-deviations');
  });
});

describe('the stories of appendix C', () => {
  test('story 1: 20 of 200 leavers without a deviation is a non-statistical sample, accepted as one and said so', () => {
    const tests = [sample({ size: 20, deviations: 0 }, { population: 200 })];
    const proposal = proposeControlConclusion(control({ tests }));
    expect(proposal.code).toBe('effective');
    expect(proposal.reasons).toContain('P is a non-statistical sample of 20.');
  });
  test('story 1: with one deviation it tolerates none by itself, and no two-stage plan can rest on 20', () => {
    const one = sample({ size: 20, deviations: 1 }, { population: 200 });
    expect(proposed({ tests: [one] })).toBe('for-judgment');
    const twoStage = { ...one, twoStage: true, allowed: 1, extension: { size: 100, deviations: 0 } };
    expect(judgeSample(twoStage).standing).toBe('no-confidence');
    expect(proposed({ tests: [twoStage] })).toBe('for-judgment');
  });

  const changes = { population: 3000, twoStage: true, allowed: 1 };
  test('story 2: 1 of 25, then none of 19: supported over both stages, effective-with-deviations, 1 of 44', () => {
    const extended = sample({ size: 25, deviations: 1 }, { ...changes, extension: { size: 19, deviations: 0 } });
    expect(judgeSample(extended)).toEqual({
      standing: 'supports',
      sentence: '1 of 44 supports at 90/10 over both stages.',
    });
    expect(proposed({ tests: [extended] })).toBe('effective-with-deviations');
  });
  test('story 2: 13 more would not do', () => {
    const short = sample({ size: 25, deviations: 1 }, { ...changes, extension: { size: 13, deviations: 0 } });
    expect(judgeSample(short).standing).toBe('extension-due');
    expect(proposed({ tests: [short] })).toBe('for-judgment');
  });
  test('story 3: a further deviation in the 19 is not supported: not effective, unless all 3,000 follow', () => {
    const refuted = sample({ size: 25, deviations: 1 }, { ...changes, extension: { size: 19, deviations: 1 } });
    expect(proposed({ tests: [refuted] })).toBe('not-effective');
    const all = census(3000, 3);
    expect(proposed({ tests: [{ ...refuted, followedByCensus: true }, all] })).toBe('effective-with-deviations');
  });
  test('two deviations in a first stage that allowed one are not supported either', () => {
    const two = sample({ size: 25, deviations: 2 }, { ...changes, extension: { size: 40, deviations: 0 } });
    expect(proposed({ tests: [two] })).toBe('not-effective');
    expect(judgeSample({ ...two, allowed: 2 }).standing).toBe('supports');
  });
  test('story 4: 1 of 15 weekly instances earns no confidence by extension; all 52 tested give 1 of 52, effective-with-deviations', () => {
    const weekly = { population: 52, confidence: 95, tolerable: 5, twoStage: true, allowed: 1 };
    const first = sample({ size: 15, deviations: 1 }, { ...weekly, extension: { size: 30, deviations: 0 } });
    expect(judgeSample(first).standing).toBe('no-confidence');
    expect(proposed({ tests: [first] })).toBe('for-judgment');
    expect(proposed({ tests: [{ ...first, followedByCensus: true }, census(52, 1)] })).toBe(
      'effective-with-deviations',
    );
  });
  test('story 5: 1 of 2 quarterly, all 4 tested: 1 of 4, for judgment', () => {
    const first = sample(
      { size: 2, deviations: 1 },
      { population: 4, twoStage: true, allowed: 1, followedByCensus: true },
    );
    expect(judgeSample(first).standing).toBe('no-confidence');
    expect(proposed({ tests: [first, census(4, 1)] })).toBe('for-judgment');
  });
  test('story 6 and 7 are the censuses 14.4 a and c: for judgment', () => {
    expect(proposed({ tests: [census(10_041_206, 7, { neverEvents: 7 })] })).toBe('for-judgment');
    expect(proposed({ tests: [census(3214, 3, { passed: [{ limit: 'stratum', sentence: 'Repository A.' }] })] })).toBe(
      'for-judgment',
    );
  });
  test('a haphazard or targeted selection is never projected (13.4)', () => {
    for (const selection of ['haphazard', 'targeted'] as const) {
      const chosen = sample({ size: 200, deviations: 1 }, { selection });
      expect(judgeSample(chosen).standing).toBe('no-confidence');
      expect(proposed({ tests: [chosen] })).toBe('for-judgment');
      expect(proposed({ tests: [sample({ size: 200, deviations: 0 }, { selection })] })).toBe('effective');
    }
  });
});

describe('what people conclude beside a proposal (14.3)', () => {
  const reasons = 'The register of the quarter shows that every affected account was reviewed by hand.';
  const problems = (
    more: Partial<ConclusionInputs>,
    conclusion: Parameters<typeof problemsOfConclusion>[1]['conclusion'],
    role: string,
    text = reasons,
  ) =>
    problemsOfConclusion(proposeControlConclusion(control(more)), {
      control: 'CHG-01',
      conclusion,
      reasons: text,
      role,
    }).map(({ code }) => code);
  const notEffective = { tests: [census(100, 1)], conditions: [{ ...bounded('C-1'), bounded: false }] };

  test('a conclusion that equals its proposal still needs reasons', () => {
    expect(problems({}, 'effective', 'manager')).toEqual([]);
    expect(problems({}, 'effective', 'manager', ' ')).toEqual(['conclusion-without-reasons']);
  });
  test('a better conclusion needs the partner and 50 characters', () => {
    expect(problems(notEffective, 'effective-with-deviations', 'engagement-partner')).toEqual([]);
    expect(problems(notEffective, 'effective-with-deviations', 'engagement-partner', 'Fine.')).toEqual([
      'override-reason-short',
    ]);
    expect(problems(notEffective, 'effective-with-deviations', 'manager')).toContain('override-needs-partner');
    expect(isOverride(proposeControlConclusion(control(notEffective)), 'effective-with-deviations')).toBe(true);
    expect(isOverride(proposeControlConclusion(control({})), 'effective')).toBe(false);
  });
  test('a worse conclusion may be drawn by the partner', () => {
    expect(
      problems({ tests: [census(100, 1)] }, 'not-effective', 'engagement-partner', 'It was the only review.'),
    ).toEqual([]);
    expect(problems({ tests: [census(100, 1)] }, 'not-effective', 'manager')).toEqual(['conclusion-needs-partner']);
  });
  test('confirmed deviations never end in plain "effective"', () => {
    expect(problems({ tests: [census(100, 1)] }, 'effective', 'engagement-partner')).toEqual([
      'conclusion-hides-deviations',
    ]);
  });
  test('facts are not overridden: a deficient design cannot be concluded effective (R-STA-02)', () => {
    expect(problems({ design: 'deficient' }, 'effective', 'engagement-partner')).toEqual(['conclusion-against-facts']);
    expect(problems({ tests: [census(0, 0)], emptinessShown: true }, 'effective', 'engagement-partner')).toEqual([
      'conclusion-against-facts',
    ]);
  });
  test('nothing is concluded while items are open, and staff do not conclude', () => {
    expect(problems({ itemsOpen: 2 }, 'effective', 'engagement-partner')).toEqual(['conclusion-too-early']);
    expect(problems({}, 'effective', 'staff')).toEqual(['conclusion-role']);
  });
  test('for judgment is decided between two codes only', () => {
    expect(problems({ tests: [census(4, 1)] }, 'unable-to-test', 'engagement-partner')).toEqual([
      'conclusion-not-offered',
    ]);
  });
});
