export { type CensusClaim, claimCensus, problemsOfCensus, type Unusable } from './census.ts';
export {
  isSmallExposure,
  type LimitPassed,
  limitsPassed,
  percentOf,
  problemsOfCondition,
  type Reach,
  reachOf,
  type Stratum as ResultStratum,
} from './conditions.ts';
export {
  type CensusTest,
  type ConcludedControl,
  type ConclusionInputs,
  type ControlTest,
  isOverride,
  judgeSample,
  problemsOfConclusion,
  type Proposal,
  proposeControlConclusion,
  type SampleStanding,
  type SampleTest,
  type SingleTest,
} from './control-conclusion.ts';
export {
  type CauseClass,
  type Condition,
  type ControlConclusion,
  causeClasses,
  conclusionCodes,
  type ItemToResolve,
  type NotMet,
  type Outcome,
  outcomes,
  type ProposedConclusion,
  type Resolution,
} from './model.ts';
export { itemsOfConditions, type SettledItem, type Settlement, settleItems } from './resolution.ts';
export { coverageWarnings } from './sampling/coverage.ts';
export { sampleDigest } from './sampling/digest.ts';
export { type DrawMethod, type DrawRequest, drawSample } from './sampling/draw.ts';
export { evaluateSample, supports, type UpperLimit } from './sampling/evaluate.ts';
export { extendSample, replaceVoid, type VoidItem } from './sampling/extend.ts';
export { type PlannedSize, planByExpectedRate, planSample, type SamplingModel } from './sampling/plan.ts';
export { type InherentRisk, problemsOfReliance, type RiskFactors, rateRisk, relianceOf } from './sampling/reliance.ts';
export {
  compareUtf8,
  continueRandom,
  drawRandom,
  drawStratified,
  drawSystematic,
  randomPartOf,
  seedOf,
  type Stratum,
} from './sampling/select.ts';
export {
  comparePlans,
  type PlanComparison,
  parseSamplingTable,
  problemsOfChosenSize,
  type Reliance,
  rollForwardSize,
  type SamplingTable,
  tableSize,
} from './sampling/table.ts';
export { planTwoStage, type TwoStage, type TwoStagePlan, twoStageSupports } from './sampling/two-stage.ts';
