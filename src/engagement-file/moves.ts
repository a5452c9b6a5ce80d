/** Which moves a file offers, and what refuses them: data/state-machine.yaml over what the file knows (methodology 4). Pure. */
import type { StateMachine } from '../criteria/index.ts';
import type { Problem } from '../refusal.ts';
import type { Fact, Facts } from './facts/index.ts';
import type { File, TeamRole } from './model.ts';
import { isEmpty } from './papers/fields.ts';
import { roleWord, roleWords } from './sign-off.ts';

/** One condition of a move, as it stands. */
export interface Condition extends Fact {
  readonly id: string;
  readonly says: string;
  readonly source: string;
}

/**
 * A move that may be asked for.
 * kind        a gate refuses while a condition does not hold; a view shows them as open work (R-STA-06)
 * actors      roles that may ask for it
 */
export interface Move {
  readonly to: string;
  readonly kind: 'gate' | 'view' | 'end' | 'back';
  readonly name: string | null;
  readonly actors: readonly string[];
  readonly conditions: readonly Condition[];
}

/** Where a file stands. heldFrom: where it returns to from on-hold */
export type Place = Pick<File, 'state' | 'heldFrom'>;

/** Every move from where the file stands, with what holds and what does not. */
export function movesOf(machine: StateMachine, { state, heldFrom }: Place, { fact, cases }: Facts): readonly Move[] {
  const conditionsOf = (guards: readonly string[]): Condition[] =>
    guards.flatMap((id) => {
      const guard = machine.facts.find((one) => one.id === id);
      if (guard === undefined) throw new Error(`The state machine names the fact ${id} and does not define it.`);
      // A reason is given with the move itself.
      if (id === 'reason' || (guard.when !== undefined && !cases.has(guard.when))) return [];
      const found = fact(id) ?? { holds: false, fact: 'Nothing of it is on record.', papers: [] };
      return [{ id, says: guard.says, source: guard.rule ?? 'methodology 4.2', ...found }];
    });
  if (state === 'on-hold') {
    const back = {
      to: heldFrom ?? '',
      kind: 'back',
      name: null,
      actors: ['engagement-partner'],
      conditions: [],
    } as const;
    // It may also end from there: an impairment of independence is found while it rests (R-IND-09).
    const ends = machine.anyBeforeIssued.filter(({ kind }) => kind === 'end');
    return [back, ...ends.map((one) => ({ ...one, name: null, conditions: conditionsOf(one.guards) }))];
  }
  const onward = machine.transitions.filter((one) => one.from === state);
  const isBeforeIssued = machine.transitions.some(
    (one) => one.from === state && state !== 'issued' && state !== 'closed',
  );
  return [
    ...onward.map((one) => ({
      to: one.to,
      kind: one.kind,
      name: one.name ?? null,
      actors: one.actors,
      conditions: conditionsOf(one.guards),
    })),
    ...machine.back
      .filter((one) => one.from === state)
      .map((one) => ({
        to: one.to,
        kind: 'back' as const,
        name: null,
        actors: ['engagement-partner'],
        conditions: [],
      })),
    ...(isBeforeIssued
      ? machine.anyBeforeIssued.map((one) => ({
          to: one.to,
          kind: one.kind,
          name: null,
          actors: one.actors,
          conditions: conditionsOf(one.guards),
        }))
      : []),
  ];
}

/**
 * Everything that refuses a move, at once; empty: it is made. In a view the conditions are open work and refuse nothing; they hold at the
 * gate that rests on them.
 * reason  why; needed where the file goes back, ends or rests
 */
export function refusalsOfMove(
  machine: StateMachine,
  place: Place,
  facts: Facts,
  to: string,
  role: TeamRole,
  reason: string | null,
): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, subject: string, sentence: string, source: string): void => {
    problems.push({ code, subject, sentence, source });
  };
  const move = movesOf(machine, place, facts).find((one) => one.to === to);
  if (move === undefined) {
    say('no-such-move', to, `An engagement does not go from ${place.state} to ${to}.`, 'R-STA-03');
    return problems;
  }
  if (!move.actors.includes(role)) {
    say(
      'actor',
      to,
      `Not ${roleWord(role)} but ${move.actors.map(actorWord).join(' or ')} makes this move.`,
      'methodology 4.2',
    );
  }
  if (move.kind !== 'gate' && move.kind !== 'view' && isEmpty(reason)) {
    say('reason', to, 'Say why.', 'R-STA-03');
  }
  if (to === 'on-hold' && isEmpty(reason)) say('reason', to, 'Say why.', 'methodology 4.2');
  if (move.kind === 'gate' || move.kind === 'end') {
    for (const one of move.conditions) {
      if (!one.holds) say('guard', one.id, `${one.says.replace(/\.$/, '')}: ${lower(one.fact)}`, one.source);
    }
  }
  return problems;
}

/** Some actors are of the other side (the signatory), one is the installation. */
const actorWord = (actor: string): string =>
  new Map<string, string>(Object.entries(roleWords)).get(actor) ?? `the ${actor}`;

const lower = (sentence: string): string => sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
