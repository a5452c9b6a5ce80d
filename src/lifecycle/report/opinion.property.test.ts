import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proposeControlConclusion } from '../examination/index.ts';
import type {
  Condition,
  ConclusionInputs,
  ControlConclusion,
  ControlTest,
  ProposedConclusion,
} from '../examination/index.ts';
import { criterionOperating } from './criterion.ts';
import type { CriterionOutcome, MaterialityDecision } from './criterion.ts';
import { formOpinion, severityOf, weighCriteria } from './opinion.ts';
import type { OpinionInputs, Weight } from './opinion.ts';

/** From best to worst; codes that state facts about design or evidence do not compare with deviations and do not arise here. */
const conclusionOrder: readonly (ProposedConclusion | null)[] = [
  'effective',
  'effective-with-deviations',
  'for-judgment',
  'not-effective',
];

const condition = fc.record({
  title: fc.constant('t'),
  causeClass: fc.constantFrom('late' as const, 'override' as const),
  cause: fc.option(fc.constant('known')),
  intentional: fc.boolean(),
  systematic: fc.boolean(),
  bounded: fc.boolean(),
  corrected: fc.boolean(),
  exposure: fc.array(fc.record({ count: fc.nat(5), unit: fc.constantFrom('days' as const, 'people' as const) }), {
    maxLength: 2,
  }),
  affectsCommitments: fc.boolean(),
  detectedBy: fc.constant('firm' as const),
  detectedAt: fc.constant('2023-05-05'),
});

/** A test and the same test with one more deviation, of the condition C-1 or of the further one, C-2. */
const pair = fc
  .record({
    census: fc.boolean(),
    size: fc.integer({ min: 5, max: 80 }),
    deviations: fc.nat(4),
    population: fc.integer({ min: 1, max: 4000 }),
    twoStage: fc.boolean(),
    allowed: fc.integer({ min: 1, max: 2 }),
    basis: fc.constantFrom('table' as const, 'statistical' as const),
    extension: fc.option(fc.record({ size: fc.integer({ min: 5, max: 80 }), deviations: fc.nat(1) })),
    inExtension: fc.boolean(),
    neverEvent: fc.boolean(),
    newCondition: fc.boolean(),
  })
  .map((g) => {
    const at = (more: number): ControlTest => {
      const neverEvents = more === 1 && g.neverEvent ? 1 : 0;
      const before = g.deviations + (g.census ? 0 : (g.extension?.deviations ?? 0));
      const conditions = [...(before > 0 ? ['C-1'] : []), ...(more === 1 ? [g.newCondition ? 'C-2' : 'C-1'] : [])];
      const stated = {
        procedure: 'p',
        nature: 'inspection' as const,
        neverEvents,
        conditions: [...new Set(conditions)],
      };
      if (g.census) {
        const population = Math.max(g.population, g.deviations + 1);
        return {
          ...stated,
          extent: 'all',
          population,
          deviating: g.deviations + more,
          limits: { exposureDays: 3 },
          passed: [],
        };
      }
      const later = g.extension !== null && g.inExtension;
      const extension =
        g.extension === null
          ? null
          : { size: g.extension.size, deviations: g.extension.deviations + (later ? more : 0) };
      return {
        ...stated,
        extent: 'sample',
        basis: g.basis,
        selection: 'random',
        confidence: 90,
        tolerable: 10,
        population: Math.max(g.population, g.size),
        allowed: g.allowed,
        twoStage: g.twoStage,
        first: { size: g.size, deviations: g.deviations + (later ? 0 : more) },
        extension,
        followedByCensus: false,
      };
    };
    return { before: at(0), after: at(1) };
  });

const conclude = (tests: readonly ControlTest[], conditions: readonly Condition[]) => {
  const inputs: ConclusionInputs = {
    control: 'X-01',
    design: 'suitable',
    implemented: true,
    itemsOpen: 0,
    unable: false,
    emptinessShown: false,
    stepsDone: true,
    tests,
    conditions: conditions.filter(({ id }) => tests.some((one) => one.conditions.includes(id))),
  };
  return proposeControlConclusion(inputs).code;
};

test('one more deviation never improves the proposed conclusion on a control', () => {
  fc.assert(
    fc.property(pair, condition, condition, ({ before, after }, one, two) => {
      const conditions = [
        { ...one, id: 'C-1' },
        { ...two, id: 'C-2' },
      ];
      const [was, is] = [conclude([before], conditions), conclude([after], conditions)];
      expect(conclusionOrder).toContain(was);
      expect(conclusionOrder.indexOf(is)).toBeGreaterThanOrEqual(conclusionOrder.indexOf(was));
    }),
    { numRuns: 3000 },
  );
});

const ladder: readonly ControlConclusion[] = ['effective', 'effective-with-deviations', 'not-effective'];
const criterionOrder: readonly (CriterionOutcome | null)[] = ['met', 'met-with-deviations', 'not-met'];

test('a worse conclusion on one control never improves its criterion or the opinion', () => {
  const controls = fc.array(fc.nat(2), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(
      controls,
      fc.nat(4),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (levels, which, compensated, suffice, material) => {
        const at = (worse: number) => {
          const serving = levels.map((level, i) => ({
            control: `X-${i}`,
            monitors: false,
            design: 'suitable' as const,
            implemented: true,
            conclusion: ladder[Math.min(2, level + (i === which % levels.length ? worse : 0))] ?? null,
          }));
          const result = criterionOperating({
            type: 'type2',
            criterion: 'CC6.1',
            notRelevant: false,
            carvedOut: false,
            design: 'suitable',
            controls: serving,
            compensating: compensated
              ? [
                  {
                    failing: 'X-0',
                    by: 'Y',
                    inDescription: true,
                    sameRiskAndCriterion: true,
                    wholeTime: true,
                    precise: true,
                    conclusion: 'effective',
                  },
                ]
              : [],
            remainingSuffice: { answer: suffice, reasons: 'r' },
            othersEnough: null,
          });
          const decision: MaterialityDecision = {
            criterion: 'CC6.1',
            material,
            reasons: 'r',
            commitments: ['SC-1'],
            couldHaveFailed: [],
            achievedOtherwise: 'e',
            role: 'engagement-partner',
          };
          const decisions = result.outcome === 'not-met' ? [decision] : [];
          const { weighed } = weighCriteria({
            type: 'type2',
            results: [result],
            decisions,
            pervasive: { misstatement: false, limitation: false },
          });
          if (weighed === null) throw new Error('every criterion here has a result');
          const nothing = { misstatement: 'none', limitation: 'none' } as const;
          const { kind } = formOpinion({ type: 'type2', description: nothing, ...weighed, beside: {} });
          return { outcome: result.outcome, severity: kind === null ? -1 : severityOf(kind) };
        };
        const [was, is] = [at(0), at(1)];
        expect(criterionOrder.indexOf(is.outcome)).toBeGreaterThanOrEqual(criterionOrder.indexOf(was.outcome));
        expect(is.severity).toBeGreaterThanOrEqual(was.severity);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a heavier weight anywhere never improves the opinion, and every modified opinion has a matter for its basis (R-OPN-01)', () => {
  const order: readonly Weight[] = ['none', 'material', 'pervasive'];
  const weighed = fc.record({ misstatement: fc.constantFrom(...order), limitation: fc.constantFrom(...order) });
  const heavier = (weight: Weight): Weight => order[Math.min(2, order.indexOf(weight) + 1)] ?? 'pervasive';
  fc.assert(
    fc.property(
      weighed,
      weighed,
      weighed,
      fc.constantFrom('description', 'design', 'operating'),
      fc.constantFrom('misstatement', 'limitation'),
      (a, b, c, where, what) => {
        const inputs: OpinionInputs = { type: 'type2', description: a, design: b, operating: c, beside: {} };
        const grown = { description: a, design: b, operating: c }[where];
        const worse: OpinionInputs = { ...inputs, [where]: { ...grown, [what]: heavier(grown[what]) } };
        const [was, is] = [formOpinion(inputs), formOpinion(worse)];
        if (was.kind === null || is.kind === null) throw new Error('a report is given here');
        expect(severityOf(is.kind)).toBeGreaterThanOrEqual(severityOf(was.kind));
        expect(was.kind === 'unmodified').toBe(was.matters.length === 0);
        expect(was.kind === 'unmodified').toBe(was.affected.length === 0);
      },
    ),
  );
});
