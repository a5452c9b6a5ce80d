import { describe, expect, test } from 'vitest';
import type { ControlFacts, EngagementFacts } from '../model.ts';
import { coverageOf, isInForce, standingOf } from './controls.ts';
import { gapsByCriterion, gapsOf } from './gaps.ts';
import { engagementAtHand, stepsOf } from './steps.ts';

const today = '2026-10-08';
const control = (over: Partial<ControlFacts> = {}): ControlFacts => ({
  register: 'controls',
  id: over.code ?? 'IAM-01',
  code: 'IAM-01',
  title: 'Access granted on approval',
  state: 'in-force',
  ownerId: 'somebody',
  dueOn: null,
  effectiveFrom: null,
  effectiveTo: null,
  criteria: ['CC6.1'],
  frequency: 'event-driven',
  expected: null,
  evidence: { items: 0, freshUntil: null },
  ...over,
});
const criterion = (id: string) => ({ id, seriesId: id.split('.')[0] ?? '', title: `Title of ${id}` });

describe('a control', () => {
  test('in force with an owner is met', () => {
    expect(standingOf(control(), today)).toEqual({ mark: 'met', fact: 'in force' });
  });
  test('that is a draft, or has no owner, is missing, and both are said', () => {
    expect(standingOf(control({ state: 'draft' }), today)).toEqual({ mark: 'missing', fact: 'draft' });
    expect(standingOf(control({ ownerId: null }), today)).toEqual({ mark: 'missing', fact: 'no owner' });
    expect(standingOf(control({ state: 'draft', ownerId: null }), today).fact).toBe('draft, no owner');
  });
  test('is in force on its first and its last day, and not beside them', () => {
    const bounded = control({ effectiveFrom: '2026-10-08', effectiveTo: '2026-10-09' });
    expect(['2026-10-07', '2026-10-08', '2026-10-09', '2026-10-10'].map((day) => isInForce(bounded, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(standingOf(bounded, '2026-10-07').fact).toBe('from 2026-10-08');
    expect(standingOf(bounded, '2026-10-10').fact).toBe('ended 2026-10-09');
  });
  test('whose freshest evidence has run out is stale from the day after', () => {
    const old = control({ evidence: { items: 2, freshUntil: '2026-10-07' } });
    expect(standingOf(old, '2026-10-07').mark).toBe('met');
    expect(standingOf(old, today)).toEqual({ mark: 'stale', fact: 'evidence until 2026-10-07' });
    expect(standingOf(control({ evidence: { items: 1, freshUntil: null } }), today).mark).toBe('met');
  });
});

describe('gaps', () => {
  const controls = [
    control({ code: 'IAM-10', state: 'draft', criteria: ['CC6.2'] }),
    control({ code: 'IAM-2', state: 'draft', criteria: ['CC6.2'] }),
    control({ code: 'HR-01', criteria: [], ownerId: null, expected: 'Record from the HR system' }),
  ];
  const coverage = coverageOf(['CC6.1', 'CC6.2'].map(criterion), controls, today);
  const due = { register: 'risks', code: 'RSK-001', title: 'Flood', state: 'open', ownerId: null };

  test('are said in plain sentences, in a fixed order, numbers of codes as numbers', () => {
    const gaps = gapsOf(coverage, controls, [{ ...due, dueOn: '2026-10-07' }], today);
    expect(gaps.map(({ sentence }) => sentence)).toEqual([
      'No control serves CC6.1.',
      'CC6.2 has no control in force; 2 controls that serve it are not.',
      'HR-01 serves no criterion.',
      'HR-01 has no owner.',
      'IAM-2 is a draft.',
      'IAM-10 is a draft.',
      'HR-01 is to leave evidence (Record from the HR system); none is linked to it.',
      'RSK-001 was due on 2026-10-07, 1 day ago.',
    ]);
    expect(gapsOf(coverage, controls.toReversed(), [{ ...due, dueOn: '2026-10-07' }], today)).toEqual(gaps);
  });
  test('what is due today is not overdue', () => {
    expect(gapsOf([], [], [{ ...due, dueOn: today }], today)).toEqual([]);
  });
  test('a criterion has its own gaps and those of the controls behind it', () => {
    const counts = gapsByCriterion(gapsOf(coverage, controls, [], today), controls);
    expect([counts.get('CC6.1'), counts.get('CC6.2')]).toEqual([1, 3]);
  });
});

describe('the engagement', () => {
  const engagement = (over: Partial<EngagementFacts> = {}): EngagementFacts => ({
    id: 'id',
    code: 'ENG-001',
    state: 'draft',
    title: 'Freight Visibility',
    type: 'soc2-type2',
    from: '2025-10-01',
    to: '2026-09-30',
    asOf: null,
    categories: ['security'],
    firm: null,
    ...over,
  });
  const around = { services: 1, commitments: 2, coverage: [], controlsInForce: 0 };
  const scope = (over: Partial<EngagementFacts>, there: Partial<typeof around> = {}) =>
    stepsOf(engagement(over), { ...around, ...there })[0];

  test('at hand is the one under way that ends first, a draft only without one', () => {
    const draft = engagement({ code: 'ENG-001', to: '2025-01-01' });
    const later = engagement({ code: 'ENG-002', state: 'under-way', to: '2027-09-30' });
    const sooner = engagement({ code: 'ENG-003', state: 'under-way', to: null, asOf: '2026-10-01' });
    const closed = engagement({ code: 'ENG-004', state: 'closed', to: '2024-01-01' });
    expect(engagementAtHand([closed, draft, later, sooner])?.code).toBe('ENG-003');
    expect(engagementAtHand([closed, draft])?.code).toBe('ENG-001');
    expect(engagementAtHand([closed])).toBe(null);
  });
  test('has its scope when type, dates, categories, services and commitments are there, and says what is missing', () => {
    expect(scope({})).toEqual({ name: 'scope', state: 'done', fact: '1 service, 2 commitments' });
    expect(scope({ type: null, categories: [] }, { services: 0, commitments: 0 })?.fact).toBe(
      'Missing: type, categories, services, commitments',
    );
    expect(scope({ to: null })?.fact).toBe('Missing: period');
    expect(scope({ type: 'soc2-type1' })?.fact).toBe('Missing: date');
    expect(scope({ type: 'soc2-type1', asOf: '2026-10-01' })?.state).toBe('done');
  });
  test('has no scope with a period that is too short', () => {
    expect(scope({ from: '2026-01-15', to: '2026-04-13' })).toEqual({
      name: 'scope',
      state: 'open',
      fact: 'The period 2026-01-15 to 2026-04-13 is 1 day short of 3 months.',
    });
  });
  test('has its controls when each criterion has one in force, and then goes on to description and firm', () => {
    const covered = { id: 'CC1.1', series: 'CC1', title: '', controls: 1, inForce: 1 };
    const steps = (inForce: number) =>
      stepsOf(engagement(), { ...around, coverage: [{ ...covered, inForce }], controlsInForce: inForce });
    expect(steps(0).map(({ state }) => state)).toEqual([
      'done',
      'open',
      'blocked',
      'blocked',
      'blocked',
      'blocked',
      'blocked',
      'blocked',
    ]);
    expect(steps(1).map(({ name, state, fact }) => `${name} ${state}: ${fact}`)).toEqual([
      'scope done: 1 service, 2 commitments',
      'controls done: A control in force for each of 1 criteria',
      'description open: Not written yet',
      'findings blocked: When the firm communicates one',
      'examination blocked: A firm is not named yet',
      'report blocked: After examination',
      'closure blocked: After report',
      'monitoring open: 1 control in force',
    ]);
  });
});
