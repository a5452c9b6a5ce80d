/** What other slices may use of populations. */
export type { Field, FieldType, FieldValue, Kind, Place, PopulationRecord, Scalar, ScalarType } from './kind.ts';
export { loadKinds, parseKind } from './parse-kind.ts';
export { type CsvMapping, identityMapping, parseMapping } from './importers/csv/mapping.ts';
export { formats, recogniseFormat } from './importers/registry.ts';
export {
  type ImportOrder,
  type ImportResult,
  importPopulation,
  type RefusedRecords,
  type Window,
} from './import-population.ts';
export { canonicalWriter, recordId } from './record.ts';
export type { SourceFile } from './source-file.ts';
export type { FirstAndLast, Totals } from './totals.ts';
export {
  CompletenessTally,
  emptyMonths,
  type Gaps,
  type IpeCheck,
  type IpeObservation,
  mayClaimAll,
  observeCompleteness,
} from './completeness.ts';
export {
  accountsAgainstPeople,
  changesAgainstHistory,
  type ReconcileItem,
  type ReconcileRow,
  type Reconciliation,
  reconcile,
} from './reconcile.ts';
