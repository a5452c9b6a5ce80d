/** The shapes of records and what follows from them alone: what storage may know of populations. */
export type { Field, FieldType, FieldValue, Kind, Place, PopulationRecord, Scalar, ScalarType } from './kind.ts';
export { parseKind } from './parse-kind.ts';
export { canonicalWriter, keyText, recordId } from './record.ts';
export { instantOfMicros } from './time.ts';
export { type FirstAndLast, missingValue, otherValues, type Totals } from './totals.ts';
