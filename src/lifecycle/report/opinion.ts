import type { Problem } from '../../refusal.ts';
import type { CriterionResult, MaterialityDecision } from './criterion.ts';
import { problemsOfMateriality } from './criterion.ts';
import type { OpinionKind, ReportType } from './model.ts';

/** What the opinion is about (methodology 1); `operating` in type 2 only. Clauses (a), (b) and (c) of the report. */
export type SubjectMatter = 'description' | 'design' | 'operating';

/** Ordered: none < material < pervasive. Immaterial is none. */
export type Weight = 'none' | 'material' | 'pervasive';

/**
 * misstatement  what is wrong
 * limitation    evidence that could not be obtained
 */
export interface Weighed {
  readonly misstatement: Weight;
  readonly limitation: Weight;
}

/**
 * Facts beside the weights, each absent when it does not apply.
 * assertionMissing        management gave no written assertion
 * lawForbidsWithdrawing   only with assertionMissing: then a disclaimer is possible
 * representationsMissing  refused or unreliable
 * independenceImpaired
 * noOccurrence            criteria whose controls did not operate because nothing called for them (17.1, type 2)
 * emphasis                matters well described that users must not miss (R-OPN-05)
 * deviations              confirmed deviations reported in Section IV
 */
export interface OpinionFactsBeside {
  readonly assertionMissing?: boolean;
  readonly lawForbidsWithdrawing?: boolean;
  readonly representationsMissing?: boolean;
  readonly independenceImpaired?: boolean;
  readonly noOccurrence?: readonly string[];
  readonly emphasis?: readonly string[];
  readonly deviations?: number;
}

export interface OpinionInputs {
  readonly type: ReportType;
  readonly description: Weighed;
  readonly design: Weighed;
  /** null in type 1 */
  readonly operating: Weighed | null;
  readonly beside: OpinionFactsBeside;
}

/** How a clause is worded (16.4): as it is, with an exception, saying the opposite, or no opinion. */
export type ClauseWording = 'unmodified' | 'except-for' | 'opposite' | 'no-opinion';

/** What the engine proposes; the partner decides (R-OPN-04). */
export interface OpinionProposal {
  /**
   * report     issue with `kind`
   * choice     the partner chooses between a disclaimer and withdrawing (OP-16)
   * withdraw   no report; `kind` null
   */
  readonly outcome: 'report' | 'choice' | 'withdraw';
  readonly kind: OpinionKind | null;
  /** clauses that carry the modification; all in a disclaimer, none when unmodified or no report */
  readonly affected: readonly SubjectMatter[];
  readonly clauses: readonly {
    readonly subject: SubjectMatter;
    readonly result: OpinionKind;
    readonly wording: ClauseWording;
  }[];
  /** matters of the basis paragraph (R-OPN-01): one a subject matter and kind */
  readonly matters: readonly {
    readonly subject: SubjectMatter;
    readonly matter: 'misstatement' | 'limitation';
    readonly weight: Weight;
  }[];
  /** adverse on the description: consideration of the other clauses must be documented */
  readonly othersToConsider: boolean;
  /** disclaimer although something is known to be wrong: still disclosed in the basis paragraph */
  readonly disclosesMisstatement: boolean;
  /** paragraphs offered that do not modify the opinion (R-OPN-02, R-OPN-05) */
  readonly explanatory: readonly { readonly paragraph: 'SAR-15' | 'SAR-18'; readonly matter: string }[];
  readonly reasons: readonly string[];
}

const severities: readonly OpinionKind[] = ['unmodified', 'qualified', 'adverse', 'disclaimer'];
const weights: readonly Weight[] = ['none', 'material', 'pervasive'];

/** Forms the opinion from the weights of each subject matter (methodology 16, steps 1 to 4, rows OP-01 to OP-22). */
export function formOpinion(inputs: OpinionInputs): OpinionProposal {
  const { beside } = inputs;
  const subjects = weighedSubjects(inputs);
  const all = subjects.map(({ subject }) => subject);

  // Without independence there is nothing to report on; without an assertion there is no examination (OP-17, OP-15).
  if (beside.independenceImpaired)
    return without('withdraw', null, [], 'Independence is impaired: no report is issued.');
  if (beside.assertionMissing && !beside.lawForbidsWithdrawing) {
    return without('withdraw', null, all, 'Management gave no written assertion.');
  }
  const forced =
    beside.assertionMissing === true
      ? 'Management gave no written assertion, and law forbids withdrawing.'
      : beside.representationsMissing === true
        ? 'Representations were refused or are unreliable.'
        : null;

  const results = subjects.map(({ subject, weighed }) => ({ subject, result: opinionOn(weighed) }));
  const kind = forced === null ? worst(results.map(({ result }) => result)) : 'disclaimer';
  const clauses = results.map(({ subject, result }) => ({ subject, result, wording: wordingOf(kind, result) }));
  return {
    outcome: forced !== null && beside.assertionMissing !== true ? 'choice' : 'report',
    kind,
    affected:
      kind === 'disclaimer'
        ? all
        : clauses.filter(({ result }) => result !== 'unmodified').map(({ subject }) => subject),
    clauses,
    matters: subjects.flatMap(({ subject, weighed }) =>
      (['misstatement', 'limitation'] as const)
        .filter((matter) => weighed[matter] !== 'none')
        .map((matter) => ({ subject, matter, weight: weighed[matter] })),
    ),
    othersToConsider: results.some(({ subject, result }) => subject === 'description' && result === 'adverse'),
    disclosesMisstatement: kind === 'disclaimer' && subjects.some(({ weighed }) => weighed.misstatement !== 'none'),
    explanatory: explanatoryOf(inputs),
    reasons: forced === null ? reasonsOf(subjects, beside) : [forced],
  };
}

interface Subject {
  readonly subject: SubjectMatter;
  readonly weighed: Weighed;
}

function weighedSubjects({ type, description, design, operating }: OpinionInputs): Subject[] {
  if ((type === 'type2') !== (operating !== null))
    throw new RangeError('Operating effectiveness is weighed in type 2, and only there.');
  const subjects: Subject[] = [
    { subject: 'description', weighed: description },
    { subject: 'design', weighed: design },
  ];
  if (operating === null) return subjects;
  // Step 1: what is not suitably designed cannot have operated effectively.
  const misstatement = heavier(operating.misstatement, design.misstatement);
  return [...subjects, { subject: 'operating', weighed: { ...operating, misstatement } }];
}

/** Step 2. */
function opinionOn({ misstatement, limitation }: Weighed): OpinionKind {
  if (limitation === 'pervasive') return 'disclaimer';
  if (misstatement === 'pervasive') return 'adverse';
  return misstatement === 'material' || limitation === 'material' ? 'qualified' : 'unmodified';
}

/** Step 3. */
function worst(kinds: readonly OpinionKind[]): OpinionKind {
  return kinds.reduce((a, b) => (severityOf(a) >= severityOf(b) ? a : b), 'unmodified');
}

/** Step 4: a disclaimer leaves no piecemeal opinion; otherwise each clause keeps its own result. */
function wordingOf(report: OpinionKind, clause: OpinionKind): ClauseWording {
  if (report === 'disclaimer' || clause === 'disclaimer') return 'no-opinion';
  if (clause === 'adverse') return 'opposite';
  return clause === 'qualified' ? 'except-for' : 'unmodified';
}

function explanatoryOf({ type, beside }: OpinionInputs): OpinionProposal['explanatory'] {
  const noOccurrence = type === 'type2' ? (beside.noOccurrence ?? []) : [];
  return [
    ...noOccurrence.map((matter) => ({ paragraph: 'SAR-15' as const, matter })),
    ...(beside.emphasis ?? []).map((matter) => ({ paragraph: 'SAR-18' as const, matter })),
  ];
}

function reasonsOf(subjects: readonly Subject[], beside: OpinionFactsBeside): string[] {
  const words = { description: 'The description', design: 'Design', operating: 'Operation' } as const;
  const reasons = subjects.flatMap(({ subject, weighed: { misstatement, limitation } }) => [
    ...(misstatement === 'none' ? [] : [`${words[subject]}: a ${misstatement} misstatement.`]),
    ...(limitation === 'none' ? [] : [`${words[subject]}: a ${limitation} limitation of evidence.`]),
  ]);
  if (reasons.length > 0) return reasons;
  const deviations = beside.deviations ?? 0;
  return deviations === 0
    ? ['No material misstatement and no limitation.']
    : [`No material misstatement and no limitation; ${deviations} deviations stand in Section IV.`];
}

function without(outcome: 'withdraw', kind: null, affected: readonly SubjectMatter[], reason: string): OpinionProposal {
  return {
    outcome,
    kind,
    affected,
    clauses: [],
    matters: [],
    othersToConsider: false,
    disclosesMisstatement: false,
    explanatory: [],
    reasons: [reason],
  };
}

/** 0 unmodified, 1 qualified, 2 adverse, 3 disclaimer. */
export function severityOf(kind: OpinionKind): number {
  return severities.indexOf(kind);
}

function heavier(a: Weight, b: Weight): Weight {
  return weights.indexOf(a) >= weights.indexOf(b) ? a : b;
}

/** Weights of design and operation from the criteria, or the reasons why there is no proposal yet. */
export type CriteriaWeighed =
  | {
      readonly weighed: { readonly design: Weighed; readonly operating: Weighed | null };
      readonly problems: readonly [];
    }
  | { readonly weighed: null; readonly problems: readonly Problem[] };

/**
 * From criteria and the partner's decisions to the opinion's inputs (R-MAT-01): a criterion not met and material is a misstatement,
 * one without conclusion and material a limitation; what the partner decided is not material weighs nothing (OP-22).
 * pervasive  the partner's decision for each; `suggestPervasive` only suggests
 */
export function weighCriteria(criteria: {
  readonly type: ReportType;
  readonly results: readonly CriterionResult[];
  readonly decisions: readonly MaterialityDecision[];
  readonly pervasive: { readonly misstatement: boolean; readonly limitation: boolean };
}): CriteriaWeighed {
  const { type, results, decisions } = criteria;
  const problems = [
    ...results
      .filter(({ outcome }) => outcome === null)
      .map((result): Problem => {
        const sentence = `${result.criterion} has no result: ${result.reasons.join(' ')}`;
        return { code: 'criterion-open', subject: result.criterion, sentence, source: 'methodology 15' };
      }),
    ...problemsOfMateriality(results, decisions),
  ];
  if (problems.length > 0) return { weighed: null, problems };
  const material = new Set(decisions.filter((decision) => decision.material).map(({ criterion }) => criterion));
  const weigh = (wanted: (result: CriterionResult) => boolean, pervasive: boolean): Weight => {
    if (!results.some((result) => material.has(result.criterion) && wanted(result))) return 'none';
    return pervasive ? 'pervasive' : 'material';
  };
  const { misstatement, limitation } = criteria.pervasive;
  const notMet = ({ outcome }: CriterionResult) => outcome === 'not-met';
  const unable = ({ outcome }: CriterionResult) => outcome === 'unable-to-conclude';
  const designed = weigh((result) => notMet(result) && (result.byDesign || type === 'type1'), misstatement);
  const operated = weigh((result) => notMet(result) && !result.byDesign, misstatement);
  const limited = weigh(unable, limitation);
  if (type === 'type1')
    return { weighed: { design: { misstatement: designed, limitation: limited }, operating: null }, problems: [] };
  const design = { misstatement: designed, limitation: 'none' } as const;
  return { weighed: { design, operating: { misstatement: operated, limitation: limited } }, problems: [] };
}

/** The opinion as the partner decided it. */
export interface DecidedOpinion {
  readonly kind: OpinionKind;
  readonly reasons: string;
  readonly role: string; // methodology 2
}

/** R-OPN-04, INV-13: why a decided opinion may not stand beside the proposal; empty when it may. */
export function problemsOfOpinion(proposal: OpinionProposal, decided: DecidedOpinion): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, sentence: string) =>
    problems.push({ code, subject: 'opinion', sentence, source: 'R-OPN-04' });
  if (decided.role !== 'engagement-partner') say('opinion-role', 'The opinion is the engagement partner’s.');
  if (proposal.outcome === 'withdraw') {
    say('opinion-without-report', `No opinion is given: ${proposal.reasons.join(' ')}`);
    return problems;
  }
  if (decided.reasons.trim() === '') {
    const words = isOpinionOverride(proposal, decided)
      ? `The decision for ${decided.kind} where ${proposal.kind} is proposed`
      : 'The opinion';
    say('opinion-without-reasons', `${words} needs written reasons.`);
  }
  if (proposal.outcome === 'choice' && decided.kind !== 'disclaimer') {
    say('opinion-not-offered', `${proposal.reasons.join(' ')} Only a disclaimer or withdrawal is open.`);
  }
  return problems;
}

/** A decision up or down from the proposal, stored as such (R-OPN-04). */
export function isOpinionOverride(proposal: OpinionProposal, decided: Pick<DecidedOpinion, 'kind'>): boolean {
  return proposal.kind !== decided.kind;
}

/**
 * R-OPN-03: management's assertion must mirror the modifications of the opinion.
 * exceptions          subject matters of the assertion's exceptions (ASR-09)
 * inconsistencyStated management does not change it: partner and EQ reviewer decided to state the inconsistency
 */
export function problemsOfAssertion(assertion: {
  readonly kind: OpinionKind;
  readonly affected: readonly SubjectMatter[];
  readonly exceptions: readonly SubjectMatter[];
  readonly inconsistencyStated: { readonly partner: boolean; readonly eqReviewer: boolean } | null;
}): Problem[] {
  const { kind, affected, exceptions, inconsistencyStated } = assertion;
  // A disclaimer gives no opinion that an assertion could mirror.
  if (kind === 'disclaimer') return [];
  const modified = kind === 'unmodified' ? [] : affected;
  const found = [
    ...modified
      .filter((subject) => !exceptions.includes(subject))
      .map((subject) => `The opinion is ${kind} on ${wordOf(subject)}, and the assertion states no exception there.`),
    ...exceptions
      .filter((subject, i) => !modified.includes(subject) && exceptions.indexOf(subject) === i)
      .map(
        (subject) => `The assertion states an exception on ${wordOf(subject)}, and the opinion is not modified there.`,
      ),
  ];
  if (inconsistencyStated?.partner && inconsistencyStated.eqReviewer) return [];
  return found.map((sentence) => ({
    code: 'assertion-inconsistent',
    subject: 'assertion',
    sentence,
    source: 'R-OPN-03',
  }));
}

function wordOf(subject: SubjectMatter): string {
  return { description: 'the description', design: 'the suitability of design', operating: 'operating effectiveness' }[
    subject
  ];
}
