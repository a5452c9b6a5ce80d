import { describe, expect, test } from 'vitest';
import type { ControlConclusion } from '../examination/index.ts';
import {
  categoryMet,
  criterionOperating,
  problemsOfCompensation,
  problemsOfMateriality,
  suggestPervasive,
} from './criterion.ts';
import type {
  CompensatingControl,
  CriterionInputs,
  CriterionOutcome,
  MaterialityDecision,
  ServingControl,
} from './criterion.ts';

const serving = (conclusion: ControlConclusion | null, more: Partial<ServingControl> = {}): ServingControl => ({
  control: 'CHG-01',
  monitors: false,
  design: 'suitable',
  implemented: true,
  conclusion,
  ...more,
});
const criterion = (more: Partial<CriterionInputs>): CriterionInputs => ({
  type: 'type2',
  criterion: 'CC8.1',
  notRelevant: false,
  carvedOut: false,
  design: 'suitable',
  controls: [serving('effective')],
  compensating: [],
  remainingSuffice: null,
  othersEnough: null,
  ...more,
});
const outcome = (more: Partial<CriterionInputs>) => criterionOperating(criterion(more)).outcome;
const documented = (answer: boolean) => ({
  answer,
  reasons: 'Every change is scanned and approved in the pipeline as well.',
});

describe('from controls to a criterion (section 15)', () => {
  test('what is declared not relevant stays so', () => {
    expect(outcome({ notRelevant: true, design: 'deficient' })).toBe('not-relevant');
  });
  test('a deficient design of the criterion is not met, whatever was tested (R-DES-01)', () => {
    expect(criterionOperating(criterion({ design: 'deficient' }))).toMatchObject({
      outcome: 'not-met',
      byDesign: true,
    });
    expect(outcome({ design: null })).toBeNull();
  });
  test('all controls effective: met; one with deviations: met with deviations', () => {
    expect(outcome({})).toBe('met');
    expect(outcome({ controls: [serving('effective'), serving('effective-with-deviations')] })).toBe(
      'met-with-deviations',
    );
  });
  test('controls that had no occasion are left out; if none is left, the criterion had no occurrence', () => {
    expect(outcome({ controls: [serving('no-occurrence'), serving('effective')] })).toBe('met');
    expect(outcome({ controls: [serving('no-occurrence')] })).toBe('no-occurrence');
  });
  test('no control at all is a design deficiency', () => {
    expect(criterionOperating(criterion({ controls: [] }))).toMatchObject({
      outcome: 'not-met',
      proposesDesignDeficiency: true,
    });
  });
  test('a control without conclusion leaves the criterion without result', () => {
    expect(outcome({ controls: [serving('effective'), serving(null)] })).toBeNull();
  });
  test.each<ControlConclusion>(['not-effective', 'not-implemented', 'design-deficient'])(
    'a control that is %s: not met',
    (bad) => {
      expect(outcome({ controls: [serving('effective'), serving(bad, { control: 'CHG-02' })] })).toBe('not-met');
    },
  );

  test('a control that could not be tested: the auditor documents whether the others are enough', () => {
    const controls = [serving('unable-to-test', { control: 'LOG-01' }), serving('effective')];
    expect(outcome({ controls })).toBeNull();
    expect(outcome({ controls, othersEnough: documented(false) })).toBe('unable-to-conclude');
    expect(outcome({ controls, othersEnough: documented(true) })).toBe('met');
    expect(outcome({ controls: controls.slice(0, 1), othersEnough: documented(true) })).toBe('unable-to-conclude');
  });

  const compensating: CompensatingControl = {
    failing: 'CHG-01',
    by: 'CHG-09',
    inDescription: true,
    sameRiskAndCriterion: true,
    wholeTime: true,
    precise: true,
    conclusion: 'effective',
  };
  test('an accepted compensating control keeps the criterion met with deviations', () => {
    expect(outcome({ controls: [serving('not-effective')], compensating: [compensating] })).toBe('met-with-deviations');
  });
  test('every failing control needs its own compensation', () => {
    const controls = [serving('not-effective'), serving('not-effective', { control: 'CHG-02' })];
    expect(outcome({ controls, compensating: [compensating] })).toBe('not-met');
  });
  test.each<Partial<CompensatingControl>>([
    { inDescription: false },
    { sameRiskAndCriterion: false },
    { wholeTime: false },
    { precise: false },
    { conclusion: 'effective-with-deviations' },
    { conclusion: null },
    { by: 'CHG-01' },
  ])('a control does not compensate with %j (14.2)', (wrong) => {
    expect(problemsOfCompensation({ ...compensating, ...wrong })).toHaveLength(1);
    expect(outcome({ controls: [serving('not-effective')], compensating: [{ ...compensating, ...wrong }] })).toBe(
      'not-met',
    );
  });
  test('the auditor may document that the remaining controls alone meet the criterion, if any remain', () => {
    const controls = [serving('not-effective'), serving('effective', { control: 'CHG-02' })];
    expect(outcome({ controls, remainingSuffice: documented(true) })).toBe('met-with-deviations');
    expect(outcome({ controls, remainingSuffice: documented(false) })).toBe('not-met');
    expect(outcome({ controls, remainingSuffice: { answer: true, reasons: ' ' } })).toBe('not-met');
    expect(outcome({ controls: controls.slice(0, 1), remainingSuffice: documented(true) })).toBe('not-met');
  });
});

describe('carve-out (section 15)', () => {
  const monitoring = (conclusion: ControlConclusion | null, more: Partial<ServingControl> = {}) =>
    serving(conclusion, { control: 'VEN-05', monitors: true, ...more });

  test('nobody monitors the carved-out organization: a design deficiency is proposed and the criterion is not met', () => {
    expect(criterionOperating(criterion({ carvedOut: true, controls: [] }))).toMatchObject({
      outcome: 'not-met',
      proposesDesignDeficiency: true,
      byDesign: true,
    });
  });
  test('monitoring that works: addressed by the subservice organization', () => {
    expect(outcome({ carvedOut: true, controls: [monitoring('effective')] })).toBe('addressed-by-subservice');
    expect(outcome({ carvedOut: true, controls: [monitoring('effective-with-deviations')] })).toBe(
      'addressed-by-subservice',
    );
  });
  test('monitoring that failed, or has no conclusion yet, is never "addressed"', () => {
    expect(outcome({ carvedOut: true, controls: [monitoring('not-effective')] })).toBe('not-met');
    expect(outcome({ carvedOut: true, controls: [monitoring('effective'), monitoring(null)] })).toBeNull();
  });
  test('with an own control beside the monitoring the ordinary rule holds', () => {
    expect(outcome({ carvedOut: true, controls: [monitoring('effective'), serving('effective')] })).toBe('met');
  });
  test('type 1: monitoring that is suitable and implemented', () => {
    expect(outcome({ type: 'type1', carvedOut: true, controls: [monitoring(null)] })).toBe('addressed-by-subservice');
    expect(outcome({ type: 'type1', carvedOut: true, controls: [monitoring(null, { implemented: false })] })).toBe(
      'not-met',
    );
  });
});

describe('type 1: design and implementation alone', () => {
  test('operation is never asked for', () => {
    expect(outcome({ type: 'type1', controls: [serving(null)] })).toBe('met');
    expect(outcome({ type: 'type1', controls: [serving(null, { implemented: false })] })).toBe('not-met');
    expect(
      criterionOperating(criterion({ type: 'type1', controls: [serving(null, { design: 'deficient' })] })),
    ).toMatchObject({
      outcome: 'not-met',
      byDesign: true,
    });
  });
});

describe('category', () => {
  test('is met when none of its criteria is not met or without conclusion', () => {
    expect(
      categoryMet(['met', 'met-with-deviations', 'no-occurrence', 'addressed-by-subservice', 'not-relevant']),
    ).toBe(true);
    expect(categoryMet(['met', 'not-met'])).toBe(false);
    expect(categoryMet(['met', 'unable-to-conclude'])).toBe(false);
    expect(categoryMet(['met', null])).toBeNull();
    expect(categoryMet(['not-met', null])).toBe(false);
  });
});

describe('a written decision on every criterion not met (R-MAT-01)', () => {
  const decision: MaterialityDecision = {
    criterion: 'CC8.1',
    material: false,
    reasons: 'All three changes were reviewed the next day without finding.',
    commitments: ['SC-1'],
    couldHaveFailed: [],
    achievedOtherwise: 'Next-day review and the pipeline’s own tests.',
    role: 'engagement-partner',
  };
  const notMet: readonly { criterion: string; outcome: CriterionOutcome }[] = [
    { criterion: 'CC8.1', outcome: 'not-met' },
  ];
  const codes = (decisions: readonly MaterialityDecision[], results = notMet) =>
    problemsOfMateriality(results, decisions).map(({ code }) => code);

  test('is needed, by the partner, with reasons and the commitments the criterion serves', () => {
    expect(codes([decision])).toEqual([]);
    expect(codes([])).toEqual(['materiality-undecided']);
    expect(codes([], [{ criterion: 'A1.1', outcome: 'unable-to-conclude' }])).toEqual(['materiality-undecided']);
    expect(codes([{ ...decision, reasons: '' }])).toEqual(['materiality-without-reasons']);
    expect(codes([{ ...decision, role: 'manager' }])).toEqual(['materiality-role']);
    expect(codes([{ ...decision, commitments: [] }])).toEqual(['materiality-without-commitments']);
    expect(codes([{ ...decision, couldHaveFailed: ['SC-9'] }])).toEqual(['materiality-commitment']);
    expect(codes([decision, decision])).toEqual(['materiality-twice']);
  });
  test('"not material" needs evidence that the commitments were achieved by other means, "material" does not', () => {
    expect(codes([{ ...decision, achievedOtherwise: null }])).toEqual(['materiality-without-evidence']);
    expect(codes([{ ...decision, material: true, achievedOtherwise: null }])).toEqual([]);
  });
  test('is refused for a criterion that is met', () => {
    expect(codes([decision], [{ criterion: 'CC8.1', outcome: 'met' }])).toEqual(['materiality-without-need']);
  });
});

describe('pervasive, as suggested (section 15)', () => {
  const security = [5, 3, 4, 2, 3, 8, 5, 1, 2].flatMap((count, i) =>
    Array.from({ length: count }, (_, n) => `CC${i + 1}.${n + 1}`),
  );
  const suggested = (unmet: readonly string[], more: Partial<Parameters<typeof suggestPervasive>[0]> = {}) =>
    suggestPervasive({
      outcomes: security.map((id) => ({ criterion: id, outcome: unmet.includes(id) ? 'not-met' : 'met' })),
      commitments: { affected: 0, all: 4 },
      overrideOrConcealment: false,
      ...more,
    }).map(({ test: letter }) => letter);

  test('nothing is suggested where nothing failed', () => {
    expect(suggested([])).toEqual([]);
  });
  test('(a) a quarter of the applicable criteria: 9 of 33, not 8', () => {
    const spread = security.filter((id) => id.startsWith('CC6') || id === 'CC8.1');
    expect(spread).toHaveLength(9);
    expect(suggested(spread)).toEqual(['a']);
    expect(suggested(spread.slice(1))).toEqual([]);
  });
  test('(a) counts applicable criteria only', () => {
    const outcomes = [
      { criterion: 'CC1.1', outcome: 'not-met' as const },
      ...['CC1.2', 'CC1.3', 'CC1.4'].map((id) => ({ criterion: id, outcome: 'met' as const })),
      ...['P1.1', 'P2.1'].map((id) => ({ criterion: id, outcome: 'not-relevant' as const })),
    ];
    expect(suggested([], { outcomes })).toEqual(['a']);
  });
  test('(b) three of the series CC1 to CC5', () => {
    expect(suggested(['CC1.1', 'CC2.1'])).toEqual([]);
    expect(suggested(['CC1.1', 'CC2.1', 'CC5.3'])).toEqual(['b']);
    expect(suggested(['CC1.1', 'CC2.1', 'CC9.1'])).toEqual([]);
  });
  test('(c) half of the principal commitments', () => {
    expect(suggested(['CC8.1'], { commitments: { affected: 2, all: 4 } })).toEqual(['c']);
    expect(suggested(['CC8.1'], { commitments: { affected: 1, all: 4 } })).toEqual([]);
  });
  test('(d) access and monitoring both fail as a whole', () => {
    const both = security.filter((id) => id.startsWith('CC6') || id.startsWith('CC7'));
    expect(suggested(both)).toContain('d');
    expect(suggested(both.slice(1))).not.toContain('d');
  });
  test('(e) management override or concealment', () => {
    expect(suggested([], { overrideOrConcealment: true })).toEqual(['e']);
  });
});
