import type { CriterionOutcome } from '../lifecycle/report/criterion.ts';
import type { OpinionKind } from '../lifecycle/report/index.ts';
import type { Procedure } from '../procedures/model.ts';
import type { JudgementsFile } from './folder/shape.ts';

export type ConditionJudgement = JudgementsFile['conditions'][number];

/** What came of one procedure after people settled its items. Counts are items of the unit tested, not attributes. */
export interface JudgedTest {
  /** place in Section IV, for example "CHG-01.2" */
  readonly id: string;
  readonly procedure: Procedure;
  readonly population: { readonly id: string | null; readonly count: number; readonly noun: string };
  readonly tested: number;
  readonly notApplicable: number;
  readonly unusable: number;
  readonly extension: readonly [number, number] | null;
  /** items to resolve that nobody settled yet */
  readonly open: number;
  /** items with at least one confirmed attribute */
  readonly deviations: number;
  /** confirmed attribute results: what `deviations` of the command line counts */
  readonly attributeDeviations: number;
  readonly outcome: 'no-exceptions' | 'deviations' | 'not-operated' | 'unable';
  readonly neverEvent: boolean;
  readonly strataBeyondLimits: readonly string[];
  readonly conditions: readonly { readonly condition: ConditionJudgement; readonly items: readonly string[] }[];
}

export type ControlConclusion =
  | 'design-deficient'
  | 'not-implemented'
  | 'unable-to-test'
  | 'no-occurrence'
  | 'effective'
  | 'effective-with-deviations'
  | 'not-effective';

export interface JudgedControl {
  readonly control: string;
  readonly design: 'suitable' | 'deficient';
  readonly implemented: boolean;
  /** null: the engine proposes nothing (for-judgment); the people's conclusion stands alone */
  readonly proposed: ControlConclusion | 'for-judgment' | null;
  readonly conclusion: ControlConclusion;
  readonly reasons: string;
}

export interface JudgedCriterion {
  readonly criterion: string;
  readonly outcome: CriterionOutcome;
  readonly material: boolean | null;
  readonly pervasive: boolean;
  readonly commitments: readonly string[];
}

export interface Judged {
  readonly tests: readonly JudgedTest[];
  readonly controls: readonly JudgedControl[];
  readonly criteria: readonly JudgedCriterion[];
  readonly opinion: {
    readonly kind: OpinionKind;
    readonly proposed: OpinionKind;
    readonly affected: readonly ('description' | 'design' | 'operating')[];
  };
}
