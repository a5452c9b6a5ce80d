import { describe, expect, it } from 'vitest';
import { loadMethod } from '../criteria/index.ts';
import { dataFolder } from '../data-folder.ts';
import { mayMove, unmetOf, unmetOnTheWay, wayTo } from './state-machine.ts';

const machine = loadMethod(dataFolder).stateMachine;
const all = new Set(machine.facts.map((f) => f.id));
const type2 = { facts: all, cases: new Set(['type2']) };
const without = (...ids: string[]) => ({ ...type2, facts: new Set([...all].filter((f) => !ids.includes(f))) });

describe('the state machine of an engagement (methodology 4)', () => {
  it('leads from proposed to issued through every state of the eight steps', () => {
    expect(wayTo(machine, 'issued')).toEqual([
      'proposed',
      'acceptance',
      'terms',
      'scoping',
      'planning',
      'design-evaluation',
      'description-review',
      'findings-communication',
      'fieldwork',
      'concluding',
      'quality-review',
      'ready-to-issue',
      'issued',
    ]);
  });
  it('defines every fact that a guard names, and every state that a move names', () => {
    const states = new Set(machine.states.map((s) => s.id));
    for (const t of machine.transitions) {
      expect(states).toContain(t.from);
      expect(states).toContain(t.to);
      for (const guard of t.guards) expect(all).toContain(guard);
    }
  });
  it('has exactly the gates of R-STA-06: acceptance, terms, plan, end of fieldwork, conclusions, quality review, issue, closing', () => {
    expect(machine.transitions.filter((t) => t.kind === 'gate').map((t) => t.from)).toEqual([
      'acceptance',
      'terms',
      'planning',
      'fieldwork',
      'concluding',
      'quality-review',
      'ready-to-issue',
      'issued',
    ]);
  });
  it('lets an engagement through when every fact is on record', () => {
    expect(unmetOnTheWay(machine, 'issued', type2)).toEqual([]);
  });
  it.each(
    machine.facts
      .filter(
        (f) =>
          f.when === undefined &&
          f.breach !== true &&
          machine.transitions.some((t) => t.kind === 'gate' && t.to !== 'closed' && t.guards.includes(f.id)),
      )
      .map((f) => f.id),
  )('is refused at a gate without %s', (id) => {
    expect(unmetOnTheWay(machine, 'issued', without(id)).map((p) => p.subject)).toEqual([id]);
  });
  it('names every unmet condition at once', () => {
    expect(unmetOf(machine, 'terms', 'scoping', without('engagement-letter', 'fee')).map((p) => p.subject)).toEqual([
      'engagement-letter',
      'fee',
    ]);
  });
  it('asks for the period rule in type 2 only, for the date in type 1 only', () => {
    expect(unmetOf(machine, 'planning', 'design-evaluation', without('period-rule'))).toHaveLength(1);
    expect(
      unmetOf(machine, 'planning', 'design-evaluation', { ...without('period-rule'), cases: new Set(['type1']) }),
    ).toEqual([]);
  });
  it('never goes back after issue (R-STA-03)', () => {
    expect(unmetOf(machine, 'issued', 'concluding', type2).map((p) => p.source)).toEqual(['R-STA-03']);
  });
  it('lets only the partner pass the gates of acceptance, terms, plan, conclusions and issue', () => {
    expect(mayMove(machine, 'planning', 'design-evaluation', 'manager')).toBe(false);
    expect(mayMove(machine, 'planning', 'design-evaluation', 'engagement-partner')).toBe(true);
    expect(mayMove(machine, 'fieldwork', 'concluding', 'manager')).toBe(true);
  });
});
