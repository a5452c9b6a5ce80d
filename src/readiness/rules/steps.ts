/** The engagement at hand and how its eight steps stand for management, from what is there. */
import { problemsOfPeriodLength } from '../../period.ts';
import { type Step, steps } from '../../lifecycle/order.ts';
import type { EngagementFacts, StepStanding } from '../model.ts';
import type { Covered } from './controls.ts';

/** The one that is worked on: under way before drafts, then the one that ends first, then the older one. Null: none. */
export function engagementAtHand(engagements: readonly EngagementFacts[]): EngagementFacts | null {
  const keyOf = ({ state, to, asOf, code }: EngagementFacts): string =>
    [state === 'under-way' ? 0 : 1, to ?? asOf ?? '9999-12-31', code].join(' ');
  const [first] = engagements
    .filter(({ state }) => state === 'under-way' || state === 'draft')
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return first ?? null;
}

/** What is there besides the engagement; retired records left out. */
export interface Around {
  readonly services: number;
  readonly commitments: number;
  readonly coverage: readonly Covered[];
  readonly controlsInForce: number;
}

/** The steps in their order. What has no slice yet says what it waits for. */
export function stepsOf(engagement: EngagementFacts, around: Around): readonly StepStanding[] {
  const scope = scopeStep(engagement, around);
  const controls = controlsStep(around);
  const standing: Readonly<Record<Step, Omit<StepStanding, 'name'>>> = {
    scope,
    controls,
    description: waitsFor(scope, controls)
      ? { state: 'blocked', fact: 'After scope and controls' }
      : { state: 'open', fact: 'Not written yet' },
    findings: { state: 'blocked', fact: 'When the firm communicates one' },
    examination: waitsFor(scope, controls)
      ? { state: 'blocked', fact: 'After scope and controls' }
      : { state: 'blocked', fact: engagement.firm === null ? 'A firm is not named yet' : 'When the firm asks' },
    report: { state: 'blocked', fact: 'After examination' },
    closure: { state: 'blocked', fact: 'After report' },
    monitoring:
      around.controlsInForce === 0
        ? { state: 'blocked', fact: 'When a control is in force' }
        : { state: 'open', fact: `${counted(around.controlsInForce, 'control')} in force` },
  };
  return steps.map((name) => ({ name, ...standing[name] }));
}

function waitsFor(...before: readonly Omit<StepStanding, 'name'>[]): boolean {
  return before.some(({ state }) => state !== 'done');
}

/** R-SCO-01: type, date or period, categories, services, commitments. */
function scopeStep(engagement: EngagementFacts, around: Around): Omit<StepStanding, 'name'> {
  const { type, categories } = engagement;
  const missing: string[] = [];
  if (type === null) missing.push('type');
  if (type === 'soc2-type1' && engagement.asOf === null) missing.push('date');
  if (type === 'soc2-type2' && (engagement.from === null || engagement.to === null)) missing.push('period');
  if (categories.length === 0) missing.push('categories');
  if (around.services === 0) missing.push('services');
  if (around.commitments === 0) missing.push('commitments');
  if (missing.length > 0) return { state: 'open', fact: `Missing: ${missing.join(', ')}` };
  const [problem] = type === 'soc2-type2' ? problemsOfPeriod(engagement) : [];
  if (problem !== undefined) return { state: 'open', fact: problem };
  return {
    state: 'done',
    fact: `${counted(around.services, 'service')}, ${counted(around.commitments, 'commitment')}`,
  };
}

function problemsOfPeriod({ from, to }: EngagementFacts): string[] {
  if (from === null || to === null) return [];
  return problemsOfPeriodLength({ start: from, end: to }).map(({ sentence }) => sentence);
}

function controlsStep({ coverage }: Around): Omit<StepStanding, 'name'> {
  const without = coverage.filter(({ inForce }) => inForce === 0).length;
  return without === 0
    ? { state: 'done', fact: `A control in force for each of ${coverage.length} criteria` }
    : { state: 'open', fact: `${without} of ${coverage.length} criteria without a control in force` };
}

function counted(n: number, one: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${one}s`;
}
