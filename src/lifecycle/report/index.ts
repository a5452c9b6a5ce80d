export type * from './model.ts';
export { type Attachment, attachmentsOf } from './attachments.ts';
export { claimsOf, isTestClaim, type ReportClaim, type TestClaim, type Totals, totalsOf } from './claims.ts';
export { composeReport } from './compose.ts';
export { type Words, Writer } from './claim-book.ts';
export { day, listing } from './print.ts';
export { type PrintedTest, printTest } from './section-four.ts';
export { composeSoc3 } from './soc3.ts';
export {
  type Block,
  type DiagramBlock,
  type ExcerptDocument,
  parseExcerpt,
  parseReportDocument,
  type ReportDocument,
  type Sentence,
  type Soc3Document,
  sentencesOf,
} from './document.ts';
export { loadWording, type Wording } from './wording.ts';
export {
  type CompensatingControl,
  type CriterionInputs,
  type CriterionOutcome,
  type CriterionResult,
  categoryMet,
  criterionOperating,
  type MaterialityDecision,
  needsDecision,
  type PervasiveSuggestion,
  problemsOfCompensation,
  problemsOfMateriality,
  type ServingControl,
  suggestPervasive,
} from './criterion.ts';
export {
  type ClauseWording,
  type DecidedOpinion,
  formOpinion,
  isOpinionOverride,
  type OpinionInputs,
  type OpinionProposal,
  problemsOfAssertion,
  problemsOfOpinion,
  type SubjectMatter,
  severityOf,
  type Weighed,
  type Weight,
  weighCriteria,
} from './opinion.ts';
export { problemsOfDates, type ReportDates } from './dates.ts';
