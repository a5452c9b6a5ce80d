import { describe, expect, test } from 'vitest';
import { loadMethod } from './index.ts';

const { stateMachine, acceptance, representations, ipeChecks, descriptionPatterns, advicePatterns } =
  loadMethod('data');
const matches = (patterns: readonly string[], text: string) => patterns.some((p) => new RegExp(p, 'i').test(text));

describe('the state machine', () => {
  const states = new Set(stateMachine.states.map((state) => state.id));
  const facts = new Set(stateMachine.facts.map((fact) => fact.id));

  test('names states and facts that exist, each once', () => {
    expect(states.size).toBe(stateMachine.states.length);
    expect(facts.size).toBe(stateMachine.facts.length);
    for (const move of [...stateMachine.transitions, ...stateMachine.back]) {
      expect(states).toContain(move.from);
      expect(states).toContain(move.to);
    }
    for (const move of [...stateMachine.transitions, ...stateMachine.anyBeforeIssued]) {
      for (const guard of move.guards) expect(facts, `${move.to} asks for ${guard}`).toContain(guard);
    }
  });

  test('asks for every fact somewhere', () => {
    const asked = new Set([...stateMachine.transitions, ...stateMachine.anyBeforeIssued].flatMap((m) => m.guards));
    expect([...facts].filter((fact) => !asked.has(fact))).toEqual([]);
  });

  test('leads from the proposal to the archive, and every state but the ends has a way on', () => {
    const next = (from: string) => stateMachine.transitions.filter((move) => move.from === from).map((move) => move.to);
    const reached = new Set(['proposed']);
    for (const state of reached) for (const to of next(state)) reached.add(to);
    expect(reached).toContain('archived');
    for (const state of stateMachine.states) {
      if (state.id === 'on-hold') continue;
      expect(next(state.id).length === 0, state.id).toBe(state.end === true);
    }
  });

  test('refuses at the named gates only (R-STA-06)', () => {
    const gates = stateMachine.transitions.filter((move) => move.kind === 'gate').map((m) => `${m.from} ${m.to}`);
    expect(gates).toEqual([
      'acceptance terms',
      'terms scoping',
      'planning design-evaluation',
      'fieldwork concluding',
      'concluding quality-review',
      'quality-review ready-to-issue',
      'ready-to-issue issued',
      'issued closed',
    ]);
  });

  test('asks again, at a later gate, for whatever a view let pass, except what follows the issue', () => {
    const order = stateMachine.transitions;
    order.forEach((move, index) => {
      if (move.kind !== 'view' || move.from === 'closed') return;
      const later = new Set(order.slice(index + 1).flatMap((other) => (other.kind === 'gate' ? other.guards : [])));
      expect(
        move.guards.filter((guard) => !later.has(guard)),
        `${move.from} → ${move.to}`,
      ).toEqual([]);
    });
  });

  test('never goes back from an issued report (R-STA-03)', () => {
    const after = ['issued', 'closed', 'archived'];
    for (const move of stateMachine.back) expect(after).not.toContain(move.from);
  });

  test('has the eight steps in their order, and every state of the work in exactly one', () => {
    expect(stateMachine.steps.map((step) => step.id)).toEqual([
      'scope',
      'controls',
      'description',
      'findings',
      'examination',
      'report',
      'closure',
      'monitoring',
    ]);
    const placed = stateMachine.steps.flatMap((step) => step.states);
    expect(new Set(placed).size).toBe(placed.length);
    const apart = ['declined', 'withdrawn', 'terminated', 'on-hold'];
    expect([...states].filter((state) => !placed.includes(state))).toEqual(apart);
  });
});

describe('the checklists', () => {
  test('have the fourteen preconditions of acceptance, seven of which mean to decline', () => {
    expect(acceptance.items.map((item) => item.id)).toEqual(numbered('ACC', 14));
    const decline = acceptance.items.filter((item) => item.ifNo === 'decline').map((item) => item.id);
    expect(decline).toEqual(['ACC-01', 'ACC-03', 'ACC-04', 'ACC-05', 'ACC-06', 'ACC-07', 'ACC-08']);
  });

  test('have the fourteen representations of management', () => {
    expect(representations.items.map((item) => item.id)).toEqual(numbered('REP', 14));
  });

  test('have the nine checks of completeness and accuracy and their minimum', () => {
    expect(ipeChecks.checks.map((check) => check.id)).toEqual(numbered('IPE', 9));
    expect(ipeChecks.minimum).toEqual({
      always: ['IPE-06', 'IPE-07', 'IPE-08'],
      anyOf: [
        [['IPE-01'], ['IPE-02']],
        [['IPE-03'], ['IPE-04', 'IPE-05']],
      ],
      whenEmpty: ['IPE-09'],
    });
  });
});

describe('the word patterns', () => {
  test.each([
    'You should rotate the keys.',
    'We would recommend a second factor.',
    'Consider implementing reviews.',
    'To remediate this, change the rule.',
    'As a next step, implement logging.',
  ])('find the advice in: %s', (text) => expect(matches(advicePatterns.patterns, text)).toBe(true));

  test.each([
    'Three of 40 changes were merged without an approval.',
    'Management considered the cause and corrected it on May 3.',
    'The policy says that reviews are the best practice of the team.',
  ])('leave a fact alone: %s', (text) => expect(matches(advicePatterns.patterns, text)).toBe(false));

  test.each([
    'We are SOC 2 certified.',
    'our SOC2 Type II certification',
    'SOC 2 compliant since 2020',
    'certified under SOC 2',
    'in compliance with SOC 2',
    'We passed our SOC 2.',
  ])('find the certification phrase in: %s (R-RPT-13)', (text) =>
    expect(matches(descriptionPatterns.certification, text)).toBe(true),
  );

  test.each(['ISO/IEC 27001 certified', 'the SOC 2 report of our hosting provider', 'TLS certificates are renewed'])(
    'leave other schemes and words alone: %s',
    (text) => expect(matches(descriptionPatterns.certification, text)).toBe(false),
  );

  test('find claims nobody can test, and leave plain statements alone', () => {
    expect(matches(descriptionPatterns.puffery, 'Our world-class, military-grade security')).toBe(true);
    expect(matches(descriptionPatterns.puffery, 'We guarantee the security of your data')).toBe(true);
    expect(matches(descriptionPatterns.puffery, 'Data is encrypted at rest and in transit.')).toBe(false);
  });

  test('find detail that helps an attacker', () => {
    expect(matches(descriptionPatterns.telling, 'The gateway 10.0.0.17 answers')).toBe(true);
    expect(matches(descriptionPatterns.telling, 'password: hunter2')).toBe(true);
    expect(matches(descriptionPatterns.telling, 'Passwords have at least 12 characters.')).toBe(false);
  });
});

function numbered(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index + 1).padStart(2, '0')}`);
}
