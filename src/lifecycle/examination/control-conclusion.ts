import type { Limits, TestNature } from '../../procedures/model.ts';
import type { Problem } from '../../refusal.ts';
import { isSmallExposure, reachOf, smallestRated } from './conditions.ts';
import type { LimitPassed } from './conditions.ts';
import type { Condition, ControlConclusion, ProposedConclusion } from './model.ts';
import { supports } from './sampling/evaluate.ts';
import { planTwoStage } from './sampling/two-stage.ts';

/**
 * What every test states.
 * neverEvents  confirmed deviations of attributes that must not happen once
 * conditions   ids of the conditions its confirmed deviations belong to
 */
interface Tested {
  readonly procedure: string;
  readonly nature: TestNature;
  readonly neverEvents: number;
  readonly conditions: readonly string[];
}

/** A test whose every item was reached. `deviating` counts items (the k of N). */
export interface CensusTest extends Tested {
  readonly extent: 'all';
  readonly population: number;
  readonly deviating: number;
  readonly limits: Limits;
  readonly passed: readonly LimitPassed[];
}

/**
 * A test of a selection.
 * basis      `table`: non-statistical size; `statistical`: planned by R-SMP-04 or -06
 * allowed    deviations the plan allowed before the draw: e of a statistical plan; `allowedDeviations` of a two-stage plan
 * twoStage   the plan fixed a second stage before the draw (14.2)
 * extension  what the second stage showed; null while there is none
 * followedByCensus  all items were tested afterwards: the census test stands beside this one and decides
 */
export interface SampleTest extends Tested {
  readonly extent: 'sample';
  readonly basis: 'table' | 'statistical';
  readonly selection: 'random' | 'systematic' | 'stratified' | 'haphazard' | 'targeted';
  readonly confidence: number;
  readonly tolerable: number;
  readonly population: number | null;
  readonly allowed: number;
  readonly twoStage: boolean;
  readonly first: { readonly size: number; readonly deviations: number };
  readonly extension: { readonly size: number; readonly deviations: number } | null;
  readonly followedByCensus: boolean;
}

/** Inquiry, observation, or one setting: it deviates or not. */
export interface SingleTest extends Tested {
  readonly extent: 'one';
  readonly deviating: 0 | 1;
}

export type ControlTest = CensusTest | SampleTest | SingleTest;

/**
 * Everything the proposal rests on, printed beside it (14.3).
 * itemsOpen         to resolve, or waiting for a rerun
 * unable            evidence could not be obtained for reasons outside performance
 * emptinessShown    IPE-09 satisfied, where the population is empty
 * stepsDone         every planned step is done
 * conditions        of all tests of the control
 */
export interface ConclusionInputs {
  readonly control: string;
  readonly design: 'suitable' | 'deficient';
  readonly implemented: boolean;
  readonly itemsOpen: number;
  readonly unable: boolean;
  readonly emptinessShown: boolean;
  readonly stepsDone: boolean;
  readonly tests: readonly ControlTest[];
  readonly conditions: readonly Condition[];
}

/**
 * code      null: no conclusion is possible yet
 * reasons   what led there, plain sentences
 * decidedBy the partner for every never-event, intentional or systematic condition and every `not-effective`, else the manager
 */
export interface Proposal {
  readonly code: ProposedConclusion | null;
  readonly reasons: readonly string[];
  readonly decidedBy: 'manager' | 'engagement-partner';
  readonly inputs: ConclusionInputs;
}

/** Proposes a conclusion from stated inputs; people conclude (14.3). The first row that matches wins. */
export function proposeControlConclusion(inputs: ConclusionInputs): Proposal {
  const [code, reasons] = firstMatch(inputs);
  const toPartner =
    code === 'not-effective' ||
    neverEventsOf(inputs) > 0 ||
    inputs.conditions.some((condition) => isDeliberate(condition) || reachOf(condition) !== 'isolated');
  return { code, reasons, decidedBy: toPartner ? 'engagement-partner' : 'manager', inputs };
}

type Match = readonly [code: ProposedConclusion | null, reasons: readonly string[]];

function firstMatch(inputs: ConclusionInputs): Match {
  const { control, tests, conditions } = inputs;
  if (inputs.itemsOpen > 0) return [null, [`${inputs.itemsOpen} items of ${control} are still to be resolved.`]];
  if (inputs.design === 'deficient') return ['design-deficient', [`${control} is not suitably designed.`]];
  if (!inputs.implemented) return ['not-implemented', [`${control} is not implemented.`]];
  if (inputs.unable)
    return ['unable-to-test', ['Sufficient evidence could not be obtained, for reasons outside performance.']];

  const deviating = tests.some((test) => deviationsOf(test) > 0);
  const populations = tests.filter((test) => test.extent !== 'one').map((test) => test.population);
  if (!deviating && populations.length > 0 && populations.every((population) => population === 0)) {
    if (inputs.emptinessShown)
      return ['no-occurrence', ['Nothing called for the control in the period, as shown by IPE-09.']];
    return [null, ['The population is empty and that is not yet shown (IPE-09).']];
  }
  if (!deviating) {
    if (!inputs.stepsDone) return [null, ['Planned steps are not all done.']];
    // INV-03: a conclusion by inquiry alone is refused, whoever draws it.
    if (!tests.some((test) => test.nature !== 'inquiry')) return [null, ['Inquiry alone never suffices (R-TST-01).']];
    return [
      'effective',
      ['All planned steps are done and no deviation is confirmed.', ...tests.flatMap(noteOfCleanSample)],
    ];
  }
  const known = new Set(conditions.map(({ id }) => id));
  const ungrouped = tests.filter(
    (test) => deviationsOf(test) > 0 && (test.conditions.length === 0 || test.conditions.some((id) => !known.has(id))),
  );
  if (ungrouped.length > 0) {
    return [
      null,
      ungrouped.map(({ procedure }) => `Deviations of ${procedure} are not yet grouped into evaluated conditions.`),
    ];
  }

  const judged = tests.map((test) => judge(test, conditions));
  const unsupported = judged.flatMap(({ against }) => against);
  if (unsupported.length === 0) {
    return ['effective-with-deviations', judged.flatMap(({ reasons }) => reasons)];
  }
  const failures = [...conditions.flatMap(failureOfCondition), ...judged.flatMap(({ failed }) => failed)];
  if (failures.length > 0) return ['not-effective', failures];
  return ['for-judgment', unsupported];
}

interface Judged {
  /** why the test, with its deviations, still leaves the control effective; when `against` is empty */
  readonly reasons: readonly string[];
  /** what keeps the engine from proposing that */
  readonly against: readonly string[];
  /** what a sample of its own refutes */
  readonly failed: readonly string[];
}

function judge(test: ControlTest, ofControl: readonly Condition[]): Judged {
  const against = test.neverEvents > 0 ? [`${test.neverEvents} never-events: the partner evaluates every one.`] : [];
  for (const condition of ofControl) {
    if (isDeliberate(condition)) against.push(`${condition.id} was intentional or concealed.`);
  }
  const conditions = ofControl.filter(({ id }) => test.conditions.includes(id));
  if (deviationsOf(test) === 0) return { reasons: [], against, failed: [] };
  if (test.extent === 'all') return { ...judgeCensus(test, conditions, against), failed: [] };
  for (const condition of conditions) {
    if (reachOf(condition) !== 'isolated') against.push(`${condition.id} is systematic.`);
  }
  if (test.extent === 'one') {
    return { reasons: [], against: [...against, `${test.procedure} has one instance, and it deviates.`], failed: [] };
  }
  if (test.followedByCensus) return { reasons: [], against, failed: [] };
  const sample = judgeSample(test);
  const failed = sample.standing === 'refuted' ? [sample.sentence] : [];
  if (sample.standing !== 'supports') return { reasons: [], against: [...against, sample.sentence], failed };
  return { reasons: [sample.sentence], against, failed };
}

function judgeCensus(test: CensusTest, conditions: readonly Condition[], before: readonly string[]) {
  const against = [...before, ...test.passed.map(({ sentence }) => sentence)];
  const { population, deviating } = test;
  if (population < smallestRated) {
    against.push(`${deviating} of ${population}: fewer than ${smallestRated} items, no rate is weighed (R-SMP-07).`);
  }
  for (const condition of conditions) {
    const reach = reachOf(condition);
    if (reach === 'isolated') continue;
    if (reach === 'unbounded') against.push(`${condition.id} is systematic and not bounded.`);
    else if (condition.affectsCommitments) against.push(`${condition.id} touched a commitment.`);
    else if (!isSmallExposure(condition, test.limits)) {
      against.push(`${condition.id} has a systematic cause, bounded and corrected, with exposure.`);
    }
  }
  const reasons = [
    `${deviating} of ${population}: every condition is isolated, or bounded and corrected without effect.`,
  ];
  return { reasons: against.length === 0 ? reasons : [], against };
}

/** Where a sample with its deviations leaves the control: `no-confidence` claims nothing either way (R-SMP-12). */
export interface SampleStanding {
  readonly standing: 'supports' | 'refuted' | 'no-confidence' | 'extension-due';
  readonly sentence: string;
}

export function judgeSample(test: SampleTest): SampleStanding {
  const { first, extension, confidence, tolerable, allowed } = test;
  const population = test.population ?? undefined;
  const at = `${confidence}/${tolerable}`;
  const counts = (k: number, n: number) => `${k} of ${n}`;
  if (test.selection === 'haphazard' || test.selection === 'targeted') {
    return {
      standing: 'no-confidence',
      sentence: `A ${test.selection} selection carries no statistical conclusion (13.4).`,
    };
  }
  if (test.twoStage) {
    const planned = planTwoStage({
      confidence,
      tolerable,
      population,
      first: first.size,
      allowed,
      selection: test.selection,
    });
    if (planned.outcome === 'no-confidence') {
      const sentence = `The first stage of ${first.size} alone accepts a control at the tolerable rate too often: no confidence is claimed (R-SMP-12).`;
      return { standing: 'no-confidence', sentence };
    }
    if (first.deviations > allowed) {
      return {
        standing: 'refuted',
        sentence: `${counts(first.deviations, first.size)} deviate where the plan allowed ${allowed}.`,
      };
    }
    if (first.deviations === 0)
      return { standing: 'supports', sentence: `${counts(0, first.size)} supports at ${at}.` };
    if (planned.outcome === 'no-total') {
      return {
        standing: 'no-confidence',
        sentence: 'No extension of this population is large enough: test all items.',
      };
    }
    if (extension !== null && extension.deviations > 0) {
      return {
        standing: 'refuted',
        sentence: `A further deviation was found in the extension (${counts(extension.deviations, extension.size)}).`,
      };
    }
    if (planned.extension > 0 && (extension === null || extension.size < planned.extension)) {
      return {
        standing: 'extension-due',
        sentence: `The plan asks for ${planned.extension} more items of the same sequence.`,
      };
    }
    const total = first.size + (extension?.size ?? 0);
    const hedge = planned.approximation ? ' The probability over both stages is an approximation.' : '';
    return {
      standing: 'supports',
      sentence: `${counts(first.deviations, total)} supports at ${at} over both stages.${hedge}`,
    };
  }
  const { size, deviations } = first;
  if (supports({ confidence, tolerable, population, size, deviations })) {
    return { standing: 'supports', sentence: `${counts(deviations, size)} supports at ${at}.` };
  }
  if (test.basis === 'statistical' && deviations > allowed) {
    return { standing: 'refuted', sentence: `${counts(deviations, size)} deviate where the plan allowed ${allowed}.` };
  }
  return {
    standing: 'no-confidence',
    sentence: `${counts(deviations, size)} does not support at ${at}: a sample of this size tolerates no deviation by itself.`,
  };
}

// 14.3: accepted as a non-statistical sample; the file says so and shows the achieved limit.
function noteOfCleanSample(test: ControlTest): string[] {
  if (test.extent !== 'sample' || test.population === 0 || test.first.size === 0) return [];
  const judged = judgeSample(test);
  return judged.standing === 'supports' ? [] : [`${test.procedure} is a non-statistical sample of ${test.first.size}.`];
}

function failureOfCondition(condition: Condition): string[] {
  if (isDeliberate(condition)) return [`${condition.id} was intentional or concealed.`];
  return reachOf(condition) === 'unbounded' ? [`${condition.id} is systematic and not bounded.`] : [];
}

function isDeliberate({ intentional, concealed = false }: Condition): boolean {
  return intentional || concealed;
}

function deviationsOf(test: ControlTest): number {
  return test.extent === 'sample' ? test.first.deviations + (test.extension?.deviations ?? 0) : test.deviating;
}

function neverEventsOf({ tests }: ConclusionInputs): number {
  return tests.reduce((sum, test) => sum + test.neverEvents, 0);
}

/** A conclusion as people drew it. */
export interface ConcludedControl {
  readonly control: string;
  readonly conclusion: ControlConclusion;
  readonly reasons: string;
  readonly role: string; // methodology 2
}

/** From the best down; only these three are a matter of weighing, the other codes state facts. */
const weighed: readonly ControlConclusion[] = ['effective', 'effective-with-deviations', 'not-effective'];
const leastOverrideReason = 50;

/** A conclusion that differs from the proposal for the better, shown to the EQ reviewer. `for-judgment` is decided, never overridden. */
export function isOverride(proposal: Proposal, concluded: ControlConclusion): boolean {
  return proposal.code !== null && proposal.code !== 'for-judgment' && proposal.code !== concluded;
}

/** Why a conclusion may not stand beside its proposal (14.3, overrides); empty when it may. */
export function problemsOfConclusion(proposal: Proposal, concluded: ConcludedControl): Problem[] {
  const { control, conclusion, role } = concluded;
  const problems: Problem[] = [];
  const say = (code: string, sentence: string, source = 'methodology 14.3') =>
    problems.push({ code, subject: control, sentence, source });
  const reason = concluded.reasons.trim();
  const isPartner = role === 'engagement-partner';

  if (reason === '')
    say(
      'conclusion-without-reasons',
      `The conclusion on ${control} needs written reasons, also where it equals the proposal.`,
    );
  if (proposal.code === null) {
    say('conclusion-too-early', `${control} cannot be concluded: ${proposal.reasons.join(' ')}`);
    return problems;
  }
  if (conclusion === 'effective' && proposal.inputs.tests.some((test) => deviationsOf(test) > 0)) {
    say(
      'conclusion-hides-deviations',
      `${control} has confirmed deviations and cannot be concluded "effective".`,
      'INV-05',
    );
  }
  if (role !== 'manager' && !isPartner)
    say('conclusion-role', `${control} is concluded by the manager or the partner.`);
  else if ((proposal.decidedBy === 'engagement-partner' || conclusion === 'not-effective') && !isPartner) {
    say('conclusion-needs-partner', `The conclusion on ${control} is the partner's.`);
  }
  if (proposal.code === 'for-judgment') {
    if (conclusion !== 'effective-with-deviations' && conclusion !== 'not-effective') {
      say(
        'conclusion-not-offered',
        `${control} is for judgment: it is either effective-with-deviations or not-effective.`,
      );
    }
    return problems;
  }
  if (conclusion === proposal.code) return problems;
  const [proposed, drawn] = [weighed.indexOf(proposal.code), weighed.indexOf(conclusion)];
  if (proposed < 0 || drawn < 0) {
    const source = proposal.code === 'design-deficient' ? 'R-STA-02' : 'methodology 14.3';
    say(
      'conclusion-against-facts',
      `${control} is ${proposal.code} by its inputs; to conclude ${conclusion}, change them.`,
      source,
    );
  } else if (drawn < proposed) {
    if (reason.length < leastOverrideReason) {
      say(
        'override-reason-short',
        `A better conclusion on ${control} than proposed needs a reason of ${leastOverrideReason} characters or more.`,
      );
    }
    if (!isPartner)
      say('override-needs-partner', `A better conclusion on ${control} than proposed is the partner's decision.`);
  }
  return problems;
}
