import { z } from 'zod';
import { tableHead } from '../criteria/model.ts';
import type { PrintedTest } from '../lifecycle/report/index.ts';

const pattern = z
  .string()
  .min(1)
  .transform((source) => new RegExp(source, 'iu'));

/** Words by which a control as written is read (data/control-wording.yaml). */
export const controlWordingSchema = z.strictObject({
  ...tableHead,
  exception: pattern,
  allowed: pattern,
  ends: pattern,
  detects: pattern,
  follows: pattern,
  always: pattern,
  vague: pattern,
});
export type ControlWording = z.infer<typeof controlWordingSchema>;

export const readings = ['exception-path', 'detective-half', 'words', 'tested-words'] as const;

/** What a control says about itself: it holds, or a person looks at it. Never a score. */
export interface Reading {
  readonly id: (typeof readings)[number];
  readonly outcome: 'holds' | 'look';
  readonly sentence: string;
}

/** A control as management wrote it. type: preventive, detective, corrective, or null where nobody said */
export interface WrittenControl {
  readonly code: string;
  readonly statement: string;
  readonly exceptionPath: string | null;
  readonly type: string | null;
  readonly criteria: readonly string[];
}

/** What an attribute of a test quotes of the statement. */
export interface Quoting {
  readonly procedure: string;
  readonly attribute: string;
  readonly quotes: string | null;
}

/** The latest population of the kind a test needs. */
export interface HeldPopulation {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly records: number;
}

export interface Passage {
  readonly text: string;
  readonly tested: boolean;
}

/** declared: of the records with items, how many name each account that was declared; null where nobody looked through them */
export interface SelfTested {
  readonly id: string;
  readonly code: string;
  readonly madeAt: string;
  readonly declared: readonly { readonly code: string; readonly records: number }[] | null;
}

/**
 * One test as Section IV would print it.
 * automatic  a program can perform it on every record; otherwise a person does
 * needs      the kinds of population it needs, the one it tests first; held: null where management has none
 * result     of the latest self-test; null where there is none
 */
export interface DryTest {
  readonly procedure: string;
  readonly says: string;
  readonly opening: string;
  readonly automatic: boolean;
  readonly needs: readonly {
    readonly kind: string;
    readonly title: string;
    readonly noun: string;
    readonly held: HeldPopulation | null;
  }[];
  readonly attributes: readonly {
    readonly id: string;
    readonly says: string;
    readonly quotes: string | null;
    readonly quoted: boolean;
  }[];
  readonly result: (PrintedTest & SelfTested) | null;
}

/** An account declared beforehand; ask: what its declaration leaves open, one sentence each. */
export interface DeclaredAccount {
  readonly code: string;
  readonly title: string;
  readonly account: string;
  readonly kind: 'automation' | 'emergency';
  readonly system: string;
  readonly ownerId: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly controls: readonly string[];
  readonly ask: readonly string[];
}

export interface DryControl {
  readonly code: string;
  readonly title: string;
  readonly state: string;
  readonly statement: string;
  readonly passages: readonly Passage[];
  readonly criteria: readonly string[];
  readonly readings: readonly Reading[];
  readonly tests: readonly DryTest[];
  readonly accounts: readonly string[];
}

export interface DryRun {
  readonly type: 'type1' | 'type2';
  readonly controls: readonly DryControl[];
  readonly accounts: readonly DeclaredAccount[];
}
