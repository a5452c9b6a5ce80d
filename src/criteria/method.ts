import { z } from 'zod';
import { tableHead } from './model.ts';

/**
 * The method as tables: states and gates, checklists, word patterns. Shapes and schemas of data/state-machine.yaml,
 * acceptance.yaml, representations.yaml, ipe-checks.yaml, description-patterns.yaml and advice-patterns.yaml.
 */

const stateId = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
const factId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const sentence = z.string().min(1);

const role = z.enum(['engagement-partner', 'eq-reviewer', 'manager', 'signatory', 'system']);

const factSchema = z.strictObject({
  id: factId,
  says: sentence,
  /** a person's act on record, or something computed from the file */
  settledBy: z.enum(['person', 'machine']),
  /** the case in which the fact is asked for; always, when left out */
  when: z.enum(['type1', 'type2', 'threat-recorded', 'quality-review-required']).optional(),
  rule: z.string().optional(),
  /** the move is possible without it and recorded as a breach */
  breach: z.literal(true).optional(),
});

const moveKind = z.enum(['gate', 'view', 'end']);

const transitionSchema = z.strictObject({
  from: stateId,
  to: stateId,
  kind: moveKind,
  name: z.string().optional(),
  actors: z.array(role).min(1),
  guards: z.array(factId),
});

export const stateMachineSchema = z.strictObject({
  ...tableHead,
  steps: z.array(z.strictObject({ id: stateId, states: z.array(stateId) })).length(8),
  states: z.array(z.strictObject({ id: stateId, says: sentence, end: z.literal(true).optional() })).min(1),
  facts: z.array(factSchema).min(1),
  transitions: z.array(transitionSchema).min(1),
  anyBeforeIssued: z.array(transitionSchema.omit({ from: true })),
  back: z.array(z.strictObject({ from: stateId, to: stateId })),
});

export const acceptanceSchema = z.strictObject({
  ...tableHead,
  items: z.array(
    z.strictObject({
      id: z.string().regex(/^ACC-\d\d$/),
      says: sentence,
      ifNo: z.enum(['decline', 'approval']),
      onlyFor: z.literal('continuance').optional(),
    }),
  ),
});

export const representationsSchema = z.strictObject({
  ...tableHead,
  items: z.array(z.strictObject({ id: z.string().regex(/^REP-\d\d$/), says: sentence })),
});

const ipeId = z.string().regex(/^IPE-\d\d$/);

export const ipeChecksSchema = z.strictObject({
  ...tableHead,
  checks: z.array(
    z.strictObject({ id: ipeId, by: z.enum(['person', 'machine']), says: sentence, machine: z.string() }),
  ),
  minimum: z.strictObject({
    always: z.array(ipeId),
    /** every clause must hold; a clause holds when all checks of one of its alternatives do */
    anyOf: z.array(z.array(z.array(ipeId).min(1)).min(1)),
    whenEmpty: z.array(ipeId),
  }),
  itemsForTracing: z.strictObject({ low: z.int().positive(), high: z.int().positive() }),
});

const pattern = z.string().min(1).refine(isRegularExpression, 'is no regular expression');

export const descriptionPatternsSchema = z.strictObject({
  ...tableHead,
  puffery: z.array(pattern).min(1),
  certification: z.array(pattern).min(1),
  telling: z.array(pattern).min(1),
});

/** Never empty: R-WALL-05 lets a firm add patterns, not remove the wall. */
export const advicePatternsSchema = z.strictObject({ ...tableHead, patterns: z.array(pattern).min(1) });

export type StateMachine = Readonly<z.infer<typeof stateMachineSchema>>;
export type Fact = Readonly<z.infer<typeof factSchema>>;
export type Transition = Readonly<z.infer<typeof transitionSchema>>;
export type AcceptanceTable = Readonly<z.infer<typeof acceptanceSchema>>;
export type RepresentationsTable = Readonly<z.infer<typeof representationsSchema>>;
export type IpeChecks = Readonly<z.infer<typeof ipeChecksSchema>>;
export type DescriptionPatterns = Readonly<z.infer<typeof descriptionPatternsSchema>>;
export type AdvicePatterns = Readonly<z.infer<typeof advicePatternsSchema>>;

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source, 'i').source === source;
  } catch {
    return false;
  }
}
