/**
 * What people would conclude of a simulated year, from what was planted in it. The proposals are the engine's own (methodology 14 to
 * 16); people follow them. Pure.
 */
import {
  type Condition,
  type ControlConclusion,
  type ControlTest,
  limitsPassed,
  proposeControlConclusion,
} from '../lifecycle/examination/index.ts';
import { type CriterionResult, criterionOperating, type MaterialityDecision } from '../lifecycle/report/criterion.ts';
import { formOpinion, weighCriteria } from '../lifecycle/report/opinion.ts';
import type { Procedure } from '../procedures/index.ts';
import { commitmentsOf } from './description.ts';
import type { PlantedOf, Theme } from './model.ts';
import type { Outcome } from './plan.ts';

export interface ConcludeOrder {
  readonly outcome: Outcome;
  readonly themes: readonly Theme[];
  readonly planted: readonly PlantedOf[];
  /** procedures of all controls in scope */
  readonly procedures: readonly Procedure[];
  /** records by procedure, for those that test all of them */
  readonly records: ReadonlyMap<string, number>;
  readonly controls: readonly { readonly id: string; readonly criteria: readonly string[] }[];
  readonly applicable: readonly string[];
  readonly detectedAt: string;
}

export interface ConcludedYear {
  readonly conditions: readonly (Condition & { readonly effectOnCommitments: string })[];
  readonly controls: readonly {
    readonly control: string;
    readonly conclusion: ControlConclusion;
    readonly byPartner: boolean;
    readonly reasons: string;
  }[];
  readonly criteria: readonly {
    readonly criterion: string;
    readonly remainingSuffice?: boolean;
    readonly material?: boolean;
    readonly pervasive?: boolean;
    readonly achievedOtherwise?: string;
    readonly reasons: string;
  }[];
  readonly opinion: { readonly kind: 'unmodified' | 'qualified' | 'adverse' | 'disclaimer'; readonly reasons: string };
}

/** Above this share of a population a control did not work, whatever the cause was (policy of the made-up firm). */
const intolerableShare = 0.1;

export function concludeYear(order: ConcludeOrder): ConcludedYear {
  const conditions = order.themes
    .filter((theme) => order.planted.some((p) => p.theme === theme.id))
    .map((theme) => conditionOf(theme, order));
  const conditionById = new Map(conditions.map((c) => [c.id, c]));
  const controls = order.controls.map(({ id }) => concludeControl(id, order, conditionById));
  const conclusionOf = new Map(controls.map((c) => [c.control, c.conclusion]));

  const failed = new Set(order.themes.filter((t) => t.reach === 'unbounded').map((t) => t.control));
  const unmet = unmetOnPurpose(order, failed);
  const results: CriterionResult[] = [];
  const criteria: ConcludedYear['criteria'][number][] = [];
  for (const criterion of order.applicable) {
    const weigh = (suffices: boolean): CriterionResult =>
      criterionOperating({
        type: 'type2',
        criterion,
        notRelevant: false,
        carvedOut: false,
        design: 'suitable',
        controls: order.controls
          .filter((c) => c.criteria.includes(criterion))
          .map((c) => ({
            control: c.id,
            monitors: false,
            design: 'suitable',
            implemented: true,
            conclusion: conclusionOf.get(c.id) ?? null,
          })),
        compensating: [],
        remainingSuffice: suffices ? { answer: true, reasons: 'The other controls reach the same objective.' } : null,
        othersEnough: null,
      });
    const alone = weigh(false);
    if (alone.outcome !== 'not-met') {
      results.push(alone);
      continue;
    }
    if (unmet.has(criterion)) {
      results.push(alone);
      const pervasive = order.outcome === 'adverse';
      criteria.push({
        criterion,
        material: true,
        pervasive,
        reasons: `A control of ${criterion} failed and its cause is not bounded; nothing else reaches the objective to the same degree.`,
      });
      continue;
    }
    const together = weigh(true);
    results.push(together);
    criteria.push(
      together.outcome === 'not-met'
        ? {
            criterion,
            material: false,
            pervasive: false,
            achievedOtherwise: 'Management reconciled every affected item; the commitments were achieved.',
            reasons: `No other control of ${criterion} was tested, and the items concerned were all reconciled.`,
          }
        : {
            criterion,
            remainingSuffice: true,
            reasons: `The controls of ${criterion} that worked reach its objective without the one that failed.`,
          },
    );
  }
  const decisions: MaterialityDecision[] = criteria.flatMap((c) =>
    c.material === undefined
      ? []
      : [
          {
            criterion: c.criterion,
            material: c.material,
            reasons: c.reasons,
            commitments: commitmentsOf(c.criterion),
            couldHaveFailed: c.material ? commitmentsOf(c.criterion) : [],
            achievedOtherwise: c.achievedOtherwise ?? null,
            role: 'engagement-partner',
          },
        ],
  );
  const weighed = weighCriteria({
    type: 'type2',
    results,
    decisions,
    pervasive: { misstatement: criteria.some((c) => c.pervasive === true), limitation: false },
  });
  if (weighed.weighed === null) throw new Error(weighed.problems.map((p) => p.sentence).join(' '));
  const proposal = formOpinion({
    type: 'type2',
    description: { misstatement: 'none', limitation: 'none' },
    design: weighed.weighed.design,
    operating: weighed.weighed.operating,
    beside: {},
  });
  if (proposal.kind === null) throw new Error(`No opinion is proposed: ${proposal.reasons.join(' ')}`);
  return { conditions, controls, criteria, opinion: { kind: proposal.kind, reasons: proposal.reasons.join(' ') } };
}

/** Criteria that the failed controls leave not met: one when the opinion is to be qualified, all of theirs when adverse. */
function unmetOnPurpose({ outcome, controls, applicable }: ConcludeOrder, failed: ReadonlySet<string>): Set<string> {
  const touched = controls
    .filter((c) => failed.has(c.id))
    .map((c) => c.criteria.filter((criterion) => applicable.includes(criterion)));
  if (outcome === 'adverse') return new Set(touched.flat());
  return new Set(outcome === 'qualified' ? touched.flatMap((criteria) => criteria.slice(0, 1)) : []);
}

function conditionOf(theme: Theme, { planted, detectedAt }: ConcludeOrder): ConcludedYear['conditions'][number] {
  const count = new Set(planted.filter((p) => p.theme === theme.id).map((p) => p.record)).size;
  const unbounded = theme.reach === 'unbounded';
  const isolated = theme.reach === 'isolated';
  return {
    id: theme.id,
    title: theme.says,
    causeClass: unbounded ? 'not-performed' : isolated ? 'performed-wrongly' : 'late',
    cause: unbounded
      ? 'A step was dropped when duties moved between teams, and nobody noticed for how long.'
      : isolated
        ? 'One event took its own way; nothing else went it.'
        : 'A reminder was not sent while a tool was replaced; it is sent again.',
    intentional: false,
    systematic: !isolated,
    ...(isolated ? { isolation: { specificTo: 'event' as const, canRecur: false, othersFound: false } } : {}),
    bounded: !unbounded,
    corrected: !unbounded,
    exposure: [{ count, unit: 'actions' }],
    smallExposure: !unbounded,
    effectOnCommitments: unbounded ? 'The commitments concerned could have failed.' : 'none',
    affectsCommitments: unbounded,
    detectedBy: 'firm',
    detectedAt,
  };
}

function concludeControl(
  control: string,
  order: ConcludeOrder,
  conditions: ReadonlyMap<string, Condition>,
): ConcludedYear['controls'][number] {
  const own = order.procedures.filter((p) => p.control === control);
  let worst = 0;
  const tests = own.map((procedure): ControlTest => {
    const planted = order.planted.filter((p) => p.procedure === procedure.id);
    const population = order.records.get(procedure.id);
    if (population === undefined) {
      return {
        extent: 'one',
        procedure: procedure.id,
        nature: procedure.nature,
        neverEvents: 0,
        conditions: [],
        deviating: 0,
      };
    }
    const deviating = new Set(planted.map((p) => p.record)).size;
    const never = new Set(procedure.attributes.filter((a) => a.kind === 'never-event').map((a) => a.id));
    const ids = [...new Set(planted.map((p) => p.theme))];
    if (population > 0) worst = Math.max(worst, deviating / population);
    const limits = procedure.limits ?? {};
    return {
      extent: 'all',
      procedure: procedure.id,
      nature: procedure.nature,
      population,
      conditions: ids,
      deviating,
      neverEvents: planted.filter((p) => never.has(p.attribute)).length,
      limits,
      passed: limitsPassed({
        population,
        deviating,
        strata: [],
        conditions: ids.flatMap((id) => conditions.get(id) ?? []),
        limits,
      }),
    };
  });
  const ids = new Set(tests.flatMap((t) => t.conditions));
  const proposal = proposeControlConclusion({
    control,
    design: 'suitable',
    implemented: true,
    itemsOpen: 0,
    unable: false,
    emptinessShown: true,
    stepsDone: true,
    tests,
    conditions: [...ids].flatMap((id) => conditions.get(id) ?? []),
  });
  if (proposal.code === null) throw new Error(`${control}: ${proposal.reasons.join(' ')}`);
  const weighs = proposal.code === 'for-judgment' || proposal.code === 'effective-with-deviations';
  const conclusion: ControlConclusion =
    proposal.code === 'for-judgment'
      ? worst > intolerableShare
        ? 'not-effective'
        : 'effective-with-deviations'
      : proposal.code;
  return {
    control,
    conclusion,
    byPartner: weighs || conclusion === 'not-effective' || proposal.decidedBy === 'engagement-partner',
    reasons: `Concluded on all planned tests of the period. ${proposal.reasons.join(' ')}`.slice(0, 2_000),
  };
}
