import { type JobKind, jobKind } from '../jobs/index.ts';
import { importKind } from './build-population.ts';
import type { KeptParts } from './parts.ts';
import { selfTestKind } from './run-self-test.ts';

/** The long work of this slice, for the worker's list. */
export function populationJobs(parts: KeptParts): readonly JobKind[] {
  return [jobKind(importKind(parts)), jobKind(selfTestKind(parts))];
}
