/** How a test names its populations: `IPE-1` is the paper on its completeness and accuracy with the number 1. */
import type { Content } from '../../registers/model.ts';

/** Numbers of the papers. */
export function populationsOf(test: Content | undefined): readonly string[] {
  const named = test?.['populations'];
  return Array.isArray(named) ? named.map((code) => code.replace(/^IPE-0*/, '')) : [];
}
