import type { StateMachine } from '../criteria/index.ts';
import type { Problem } from '../refusal.ts';

/** The states and gates of methodology section 4, decided from data/state-machine.yaml. */

/**
 * What is known of an engagement when a move is asked for.
 * facts   ids that hold, on record (person) or computed (machine)
 * cases   what the engagement is: type1 or type2, quality-review-required, threat-recorded, carve-out …
 */
export interface Standing {
  readonly facts: ReadonlySet<string>;
  readonly cases: ReadonlySet<string>;
}

/** The unmet conditions of one move. In a view they are open work, at a gate they refuse (R-STA-06). */
export function unmetOf(machine: StateMachine, from: string, to: string, standing: Standing): Problem[] {
  const found = machine.transitions.find((t) => t.from === from && t.to === to);
  if (!found) {
    return [
      {
        code: 'no-such-move',
        subject: `${from} → ${to}`,
        sentence: `An engagement does not go from ${from} to ${to}.`,
        source: 'R-STA-03',
      },
    ];
  }
  return found.guards.flatMap((id) => {
    const guard = machine.facts.find((f) => f.id === id);
    if (!guard) throw new Error(`The state machine names the fact ${id} and does not define it.`);
    if (guard.when !== undefined && !standing.cases.has(guard.when)) return [];
    if (guard.breach === true || standing.facts.has(id)) return [];
    return [
      {
        code: 'guard',
        subject: id,
        sentence: `${guard.says.replace(/\.$/, '')}: this does not hold, and ${found.name ?? `the move to ${to}`} needs it.`,
        source: guard.rule ?? 'methodology 4.2',
      },
    ];
  });
}

/** Whether a role may ask for a move. */
export function mayMove(machine: StateMachine, from: string, to: string, role: string): boolean {
  return machine.transitions.some((t) => t.from === from && t.to === to && t.actors.some((actor) => actor === role));
}

/** The way from `proposed` to `issued`, state by state, as the rows of the table lead it. */
export function wayTo(machine: StateMachine, target: string): readonly string[] {
  const way = ['proposed'];
  for (let at = 'proposed'; at !== target; ) {
    const next = machine.transitions.find((t) => t.from === at && t.kind !== 'end');
    if (!next || way.includes(next.to)) throw new Error(`No way leads from ${at} to ${target}.`);
    at = next.to;
    way.push(at);
  }
  return way;
}

/**
 * Everything that refuses on the way to a state: the unmet conditions of every gate passed, each named once, by the first gate
 * that needs it.
 */
export function unmetOnTheWay(machine: StateMachine, target: string, standing: Standing): Problem[] {
  const way = wayTo(machine, target);
  const seen = new Set<string>();
  return way.slice(1).flatMap((to, i) => {
    const from = way[i] ?? 'proposed';
    const gate = machine.transitions.find((t) => t.from === from && t.to === to)?.kind === 'gate';
    if (!gate) return [];
    return unmetOf(machine, from, to, standing).filter((p) => !seen.has(p.subject) && seen.add(p.subject));
  });
}
