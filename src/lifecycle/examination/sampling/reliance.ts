import type { Problem } from '../../../refusal.ts';
import type { Reliance } from './table.ts';

/** Inherent risk that a control fails: seven factors of 1 to 3 each (methodology 9.4, policy). */
export interface RiskFactors {
  readonly complexity: 1 | 2 | 3;
  readonly judgment: 1 | 2 | 3;
  readonly changeInPeriod: 1 | 2 | 3;
  readonly pastDeviations: 1 | 2 | 3;
  readonly skillOfPerformer: 1 | 2 | 3;
  readonly susceptibilityToOverride: 1 | 2 | 3;
  readonly volume: 1 | 2 | 3;
}
export type InherentRisk = 'lower' | 'moderate' | 'higher';

/** Sum of 7 to 21: to 10 lower, to 15 moderate, above higher. */
export function rateRisk(factors: RiskFactors): InherentRisk {
  const sum =
    factors.complexity +
    factors.judgment +
    factors.changeInPeriod +
    factors.pastDeviations +
    factors.skillOfPerformer +
    factors.susceptibilityToOverride +
    factors.volume;
  if (sum <= 10) return 'lower';
  return sum <= 15 ? 'moderate' : 'higher';
}

/** Reliance level that drives the size of samples (methodology 9.5). */
export function relianceOf(control: {
  readonly risk: InherentRisk;
  readonly deviatedInPriorPeriod: boolean;
  readonly onlyControlOfCriterion: boolean;
  readonly protectsCriticalCommitment: boolean;
}): Reliance {
  const { risk, deviatedInPriorPeriod, onlyControlOfCriterion, protectsCriticalCommitment } = control;
  const high = risk === 'higher' || deviatedInPriorPeriod || onlyControlOfCriterion || protectsCriticalCommitment;
  return high ? 'high' : 'low';
}

/** R-RSK-01: the level may be raised freely; lowering needs a manager's or partner's approval with a reason. */
export function problemsOfReliance(
  control: string,
  derived: Reliance,
  chosen: Reliance,
  approval: { readonly role: string; readonly reason: string } | null,
): Problem[] {
  if (derived === 'low' || chosen === 'high') return [];
  const approves =
    approval !== null && ['manager', 'engagement-partner'].includes(approval.role) && approval.reason.trim() !== '';
  if (approves) return [];
  const sentence = `The reliance on ${control} is high; lowering it needs a manager's approval with a reason.`;
  return [{ code: 'reliance-lowered', subject: control, sentence, source: 'R-RSK-01' }];
}
