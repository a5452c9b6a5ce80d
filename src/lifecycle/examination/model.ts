import type { PlainDate } from '../../period.ts';
import type { MachineResult } from '../../procedures/model.ts';

/** Machine results that are not *true*: never a pass, not yet a deviation (R-TST-08). */
export type NotMet = Extract<MachineResult, 'false' | 'missing' | 'error'>;

/** The five ends of an item to resolve. Only `confirmed` is a deviation (R-TST-08). */
export const outcomes = [
  'confirmed',
  'met-by-other-evidence',
  'outside-population',
  'rule-misstates-control',
  'data-defect',
] as const;
export type Outcome = (typeof outcomes)[number];

/**
 * One attribute that a machine did not find met on one record, or one record that could not be read (R-POP-07).
 * record        the record's key as text
 * machine       what the machine said; `detail` names what was false, missing or in error
 * timelyUntil   last day on which evidence of performance counts as evidence from the time (14.1): the day by which the attribute
 *               had to be met; null where the record does not tell
 */
export interface ItemToResolve {
  readonly procedure: string;
  readonly attribute: string;
  readonly record: string;
  readonly machine: NotMet;
  readonly detail: string;
  readonly timelyUntil: PlainDate | null;
}

/**
 * What people found about items of one attribute; in bulk where the same evidence reaches all of them.
 * items         'all': every item of this procedure and attribute that no other resolution names
 * condition     id of the condition the items belong to; required when confirmed
 * evidence      what was looked at, in words
 * evidenceDate  day on which that evidence came into being; required with `met-by-other-evidence`
 * by, second    two different people
 */
export interface Resolution {
  readonly procedure: string;
  readonly attribute: string;
  readonly items: 'all' | readonly string[];
  readonly outcome: Outcome;
  readonly condition: string | null;
  readonly evidence: string;
  readonly evidenceDate: PlainDate | null;
  readonly by: string;
  readonly second: string;
  readonly at: PlainDate;
}

export const causeClasses = [
  'not-performed',
  'late',
  'performed-wrongly',
  'unauthorized-performer',
  'no-evidence',
  'system-failure',
  'data-error',
  'override',
] as const;
export type CauseClass = (typeof causeClasses)[number];

/**
 * Confirmed deviations of one cause, and the answers of methodology 14.2.
 * cause               null while it is not known
 * concealed           intentional or concealed: the partner reconsiders management's reliability; absent means no
 * systematic          the tester's judgment; `false` claims that it is isolated and is held against `isolation`
 * isolation           specificTo: the one event, person or date the cause is tied to; canRecur under the same conditions;
 *                     othersFound by a targeted look or the census, null when nobody looked. Absent: `systematic` answers all three
 * bounded             start and end known, every affected item identified
 * corrected           and the correction tested
 * exposure            in people, days or actions
 * smallExposure       a person's answer; absent: small where the plan's limit of that unit is not passed
 * affectsCommitments  an actual or potential effect on a commitment or requirement
 */
export interface Condition {
  readonly id: string;
  readonly title: string;
  readonly causeClass: CauseClass;
  readonly cause: string | null;
  readonly intentional: boolean;
  readonly concealed?: boolean;
  readonly systematic: boolean;
  readonly isolation?: {
    readonly specificTo: 'event' | 'person' | 'date' | null;
    readonly canRecur: boolean;
    readonly othersFound: boolean | null;
  };
  readonly bounded: boolean;
  readonly corrected: boolean;
  readonly exposure: readonly { readonly count: number; readonly unit: 'people' | 'days' | 'actions' }[];
  readonly smallExposure?: boolean;
  readonly affectsCommitments: boolean;
  readonly detectedBy: 'control' | 'management' | 'firm' | 'outsider';
  readonly detectedAt: PlainDate;
}

/** Conclusion on a control (14.3). */
export const conclusionCodes = [
  'design-deficient',
  'not-implemented',
  'unable-to-test',
  'no-occurrence',
  'effective',
  'effective-with-deviations',
  'not-effective',
] as const;
export type ControlConclusion = (typeof conclusionCodes)[number];
/** `for-judgment` is a proposal's word only: people decide between effective-with-deviations and not-effective. */
export type ProposedConclusion = ControlConclusion | 'for-judgment';
