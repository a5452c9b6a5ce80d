import type { Problem } from '../../refusal.ts';
import type { ControlConclusion } from '../examination/index.ts';
import type { ReportType } from './model.ts';

/** From the controls of a criterion to the criterion (methodology 15). */
export type CriterionOutcome =
  | 'not-relevant'
  | 'met'
  | 'met-with-deviations'
  | 'not-met'
  | 'no-occurrence'
  | 'addressed-by-subservice'
  | 'unable-to-conclude';

/**
 * A control mapped to the criterion.
 * monitors    it monitors a carved-out subservice organization (kind VEN-05)
 * conclusion  of its operation (14.3), type 2; null while there is none. Ignored in type 1
 */
export interface ServingControl {
  readonly control: string;
  readonly monitors: boolean;
  readonly design: 'suitable' | 'deficient';
  readonly implemented: boolean;
  readonly conclusion: ControlConclusion | null;
}

/**
 * A control said to make up for a failing one, for this criterion (14.2). It never makes the failing control effective; it may keep
 * the criterion met. Accepted only if every answer is yes and it was itself concluded `effective`.
 */
export interface CompensatingControl {
  readonly failing: string;
  readonly by: string;
  readonly inDescription: boolean;
  readonly sameRiskAndCriterion: boolean;
  readonly wholeTime: boolean;
  readonly precise: boolean;
  readonly conclusion: ControlConclusion | null;
}

/** What the auditor documents about a criterion: the answer and its reasons. */
export interface Documented {
  readonly answer: boolean;
  readonly reasons: string;
}

/**
 * carvedOut        the criterion relies on a carved-out subservice organization
 * design           conclusion on the design of all its controls together; null while there is none
 * remainingSuffice the controls that did not fail alone meet the criterion; null: not documented
 * othersEnough     beside a control that could not be tested, the others are enough; null: not documented
 */
export interface CriterionInputs {
  readonly type: ReportType;
  readonly criterion: string;
  readonly notRelevant: boolean;
  readonly carvedOut: boolean;
  readonly design: 'suitable' | 'deficient' | null;
  readonly controls: readonly ServingControl[];
  readonly compensating: readonly CompensatingControl[];
  readonly remainingSuffice: Documented | null;
  readonly othersEnough: Documented | null;
}

/**
 * outcome                  null: no result yet
 * reasons                  plain sentences: what decided, or what is missing
 * proposesDesignDeficiency nothing serves the criterion, or a carve-out nobody monitors: a design finding is proposed
 * byDesign                 not met because of design, which is a misstatement of `design` too (section 16, step 1)
 */
export interface CriterionResult {
  readonly criterion: string;
  readonly outcome: CriterionOutcome | null;
  readonly reasons: readonly string[];
  readonly proposesDesignDeficiency: boolean;
  readonly byDesign: boolean;
}

/** The rule of section 15, line by line. In a type 1 report a control is good when suitably designed and implemented. */
export function criterionOperating(inputs: CriterionInputs): CriterionResult {
  const { criterion, type, controls } = inputs;
  const result = (outcome: CriterionOutcome | null, ...reasons: readonly string[]): CriterionResult => ({
    criterion,
    outcome,
    reasons,
    proposesDesignDeficiency: false,
    byDesign: false,
  });
  const deficient = (sentence: string, proposes: boolean): CriterionResult => ({
    ...result('not-met', sentence),
    proposesDesignDeficiency: proposes,
    byDesign: true,
  });

  if (inputs.notRelevant) return result('not-relevant', `${criterion} is declared not relevant.`);
  if (inputs.design === 'deficient')
    return deficient(`The design of the controls for ${criterion} is deficient (R-DES-01).`, false);
  if (inputs.design === null) return result(null, `The design of the controls for ${criterion} is not concluded.`);

  const standings = controls.map((control) => ({ ...control, standing: standingOf(control, type) }));
  if (inputs.carvedOut && controls.every(({ monitors }) => monitors)) {
    if (controls.length === 0)
      return deficient(`${criterion} is left to a carved-out organization that no control monitors.`, true);
    if (standings.every(({ standing }) => standing === 'good' || standing === 'deviating')) {
      return result(
        'addressed-by-subservice',
        'Assumed controls of the subservice organization address it; they were not tested.',
      );
    }
  }
  const serving = standings.filter(({ standing }) => standing !== 'no-occurrence');
  if (serving.length === 0) {
    if (standings.length > 0)
      return result('no-occurrence', `Nothing called for the controls of ${criterion} in the period.`);
    return deficient(`No control serves ${criterion}.`, true);
  }
  const idsOf = (standing: Standing) =>
    serving.filter((control) => control.standing === standing).map(({ control }) => control);

  const untested = idsOf('unable');
  if (untested.length > 0) {
    if (inputs.othersEnough === null) {
      return result(
        null,
        `${untested.join(', ')} could not be tested: whether the others are enough must be documented.`,
      );
    }
    if (!inputs.othersEnough.answer || untested.length === serving.length) {
      return result('unable-to-conclude', `${untested.join(', ')} could not be tested, and the others are not enough.`);
    }
  }
  const open = idsOf('open');
  if (open.length > 0) return result(null, `${open.join(', ')} has no conclusion.`);

  const bad = idsOf('bad');
  if (bad.length === 0) {
    const deviating = idsOf('deviating');
    if (deviating.length === 0) return result('met');
    return result('met-with-deviations', `${deviating.join(', ')}: effective with deviations.`);
  }
  const compensated = bad.filter((control) =>
    inputs.compensating.some((one) => one.failing === control && isAccepted(one)),
  );
  if (compensated.length === bad.length) return result('met-with-deviations', `Compensated: ${bad.join(', ')}.`);
  // "Remaining" means something is left: without a good control nothing can meet the criterion alone.
  const remain = idsOf('good').length + idsOf('deviating').length;
  if (inputs.remainingSuffice?.answer && inputs.remainingSuffice.reasons.trim() !== '' && remain > 0) {
    return result('met-with-deviations', `Without ${bad.join(', ')}: ${inputs.remainingSuffice.reasons}`);
  }
  const byDesign = serving.some(({ control, design }) => bad.includes(control) && design === 'deficient');
  return { ...result('not-met', `${bad.join(', ')} failed and nothing makes up for it.`), byDesign };
}

type Standing = 'good' | 'deviating' | 'bad' | 'unable' | 'no-occurrence' | 'open';

function standingOf(control: ServingControl, type: ReportType): Standing {
  if (control.design === 'deficient' || !control.implemented) return 'bad';
  if (type === 'type1') return 'good';
  switch (control.conclusion) {
    case null:
      return 'open';
    case 'effective':
      return 'good';
    case 'effective-with-deviations':
      return 'deviating';
    case 'unable-to-test':
      return 'unable';
    case 'no-occurrence':
      return 'no-occurrence';
    case 'design-deficient':
    case 'not-implemented':
    case 'not-effective':
      return 'bad';
  }
}

function isAccepted(control: CompensatingControl): boolean {
  return problemsOfCompensation(control).length === 0;
}

/** Why a control does not count as compensating (14.2); empty when it does. */
export function problemsOfCompensation(control: CompensatingControl): Problem[] {
  const against: string[] = [];
  if (!control.inDescription) against.push('it is not in the description');
  if (!control.sameRiskAndCriterion) against.push('it does not serve the same risk and criterion');
  if (!control.wholeTime) against.push('it did not work during the whole time');
  if (!control.precise) against.push('it is not precise enough');
  if (control.conclusion !== 'effective') against.push('it was not itself tested effective');
  if (control.by === control.failing) against.push('it is the failing control itself');
  return against.map((clause) => ({
    code: 'compensation-refused',
    subject: control.failing,
    sentence: `${control.by} does not compensate for ${control.failing}: ${clause}.`,
    source: 'methodology 14.2',
  }));
}

/** A category is met when none of its criteria, the common ones included, is not met or without conclusion; null while one has no result. */
export function categoryMet(outcomes: readonly (CriterionOutcome | null)[]): boolean | null {
  if (outcomes.some((outcome) => outcome === 'not-met' || outcome === 'unable-to-conclude')) return false;
  return outcomes.includes(null) ? null : true;
}

/**
 * The partner's written decision on a criterion that is not met or could not be concluded (R-MAT-01).
 * commitments       principal commitments and requirements the criterion serves
 * couldHaveFailed   of them, those that could have failed to be achieved
 * achievedOtherwise evidence that the affected commitments were achieved by other means; required when not material
 */
export interface MaterialityDecision {
  readonly criterion: string;
  readonly material: boolean;
  readonly reasons: string;
  readonly commitments: readonly string[];
  readonly couldHaveFailed: readonly string[];
  readonly achievedOtherwise: string | null;
  readonly role: string; // methodology 2
}

/** Criteria that need a decision before there is an opinion proposal. */
export function needsDecision(outcome: CriterionOutcome | null): boolean {
  return outcome === 'not-met' || outcome === 'unable-to-conclude';
}

/** R-MAT-01: what is missing from the decisions; until none is, there is no opinion proposal. */
export function problemsOfMateriality(
  results: readonly Pick<CriterionResult, 'criterion' | 'outcome'>[],
  decisions: readonly MaterialityDecision[],
): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, subject: string, sentence: string) =>
    problems.push({ code, subject, sentence, source: 'R-MAT-01' });
  for (const { criterion } of results.filter(({ outcome }) => needsDecision(outcome))) {
    const found = decisions.filter((decision) => decision.criterion === criterion);
    const decision = found[0];
    if (decision === undefined) {
      say(
        'materiality-undecided',
        criterion,
        `${criterion} is not met: whether that is material must be decided in writing.`,
      );
      continue;
    }
    if (found.length > 1)
      say('materiality-twice', criterion, `${criterion} has ${found.length} decisions; one is needed.`);
    if (decision.reasons.trim() === '')
      say('materiality-without-reasons', criterion, `The decision on ${criterion} gives no reasons.`);
    if (decision.role !== 'engagement-partner')
      say('materiality-role', criterion, `The decision on ${criterion} is the partner's.`);
    if (decision.commitments.length === 0) {
      say(
        'materiality-without-commitments',
        criterion,
        `The decision on ${criterion} lists no commitment or requirement it serves.`,
      );
    }
    if (!decision.material && (decision.achievedOtherwise ?? '').trim() === '') {
      say(
        'materiality-without-evidence',
        criterion,
        `"Not material" for ${criterion} needs evidence that its commitments were achieved by other means.`,
      );
    }
    const unknown = decision.couldHaveFailed.filter((id) => !decision.commitments.includes(id));
    for (const id of unknown)
      say('materiality-commitment', criterion, `${id} is not among the commitments ${criterion} serves.`);
  }
  for (const { criterion } of decisions) {
    if (results.some((result) => result.criterion === criterion && needsDecision(result.outcome))) continue;
    say('materiality-without-need', criterion, `${criterion} needs no decision: it is not among the criteria not met.`);
  }
  return problems;
}

/** A reason to consider effects pervasive; the partner decides (policy). */
export interface PervasiveSuggestion {
  readonly test: 'a' | 'b' | 'c' | 'd' | 'e';
  readonly sentence: string;
}

/**
 * Pervasiveness as the engine suggests it (section 15, a to e).
 * outcomes               of every applicable criterion; those not relevant do not count
 * commitments            principal commitments, and of them the affected
 * overrideOrConcealment  by management
 */
export function suggestPervasive(inputs: {
  readonly outcomes: readonly { readonly criterion: string; readonly outcome: CriterionOutcome }[];
  readonly commitments: { readonly affected: number; readonly all: number };
  readonly overrideOrConcealment: boolean;
}): PervasiveSuggestion[] {
  const applicable = inputs.outcomes.filter(({ outcome }) => outcome !== 'not-relevant');
  const unmet = applicable.filter(({ outcome }) => outcome === 'not-met');
  const suggestions: PervasiveSuggestion[] = [];
  const suggest = (test: PervasiveSuggestion['test'], sentence: string) => suggestions.push({ test, sentence });

  if (unmet.length > 0 && 4 * unmet.length >= applicable.length) {
    suggest('a', `${unmet.length} of ${applicable.length} applicable criteria are not met, a quarter or more.`);
  }
  const environment = ['CC1', 'CC2', 'CC3', 'CC4', 'CC5'];
  const touched = environment.filter((series) => unmet.some(({ criterion }) => seriesOf(criterion) === series));
  if (touched.length >= 3) suggest('b', `Criteria not met lie in ${touched.join(', ')}.`);
  const { affected, all } = inputs.commitments;
  if (affected > 0 && 2 * affected >= all)
    suggest('c', `${affected} of ${all} principal commitments are affected, half or more.`);
  const failsWhole = (series: string) => {
    const of = applicable.filter(({ criterion }) => seriesOf(criterion) === series);
    return of.length > 0 && of.every(({ outcome }) => outcome === 'not-met');
  };
  if (failsWhole('CC6') && failsWhole('CC7')) suggest('d', 'Access (CC6) and monitoring (CC7) both fail as a whole.');
  if (inputs.overrideOrConcealment) suggest('e', 'Management overrode or concealed.');
  return suggestions;
}

function seriesOf(criterion: string): string {
  return criterion.split('.')[0] ?? criterion;
}
