export { loadControls, loadMethod, loadStandards, type Method, readTable, type Standards } from './load.ts';
export type {
  AcceptanceTable,
  AdvicePatterns,
  DescriptionPatterns,
  Fact,
  IpeChecks,
  RepresentationsTable,
  StateMachine,
  Transition,
} from './method.ts';
export {
  type Category,
  type CategoryId,
  type CompletenessRule,
  type ControlVocabulary,
  type CriteriaTable,
  type Criterion,
  type DescriptionCriterion,
  type DescriptionTable,
  type LibraryControl,
  type PointOfFocus,
  type PrivacyRole,
  type ReportQuality,
  tableHead,
} from './model.ts';
export { applicablePointsOfFocus, controlsServing, criteriaOf } from './rules.ts';
