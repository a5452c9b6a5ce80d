/**
 * Engagements that walk at random: whoever asks for whatever, from wherever it stands, with any conditions holding. What may happen is
 * written here once more, by hand from methodology 4.1 and 4.2, and not read off data/state-machine.yaml.
 */
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadMethod } from '../criteria/index.ts';
import type { Facts } from './facts/index.ts';
import { type TeamRole, teamRoles } from './model.ts';
import { refusalsOfMove } from './moves.ts';

const { stateMachine } = loadMethod(join(import.meta.dirname, '..', '..', 'data'));

/** The eight gates: from, to, who, and what must hold; `?type2` and so on: where it is that. */
const gates: readonly (readonly [string, string, readonly TeamRole[], string])[] = [
  [
    'acceptance',
    'terms',
    ['engagement-partner'],
    'proposal acceptance-checklist firm-independence team-independence conflict-check threat-approval?threat-recorded',
  ],
  ['terms', 'scoping', ['engagement-partner'], 'engagement-letter fee'],
  [
    'planning',
    'design-evaluation',
    ['engagement-partner'],
    'scope-recorded scope-confirmation assertion-promised period-rule?type2 materiality risk-assessment fraud-inquiries test-plan team-and-timetable control-list',
  ],
  [
    'fieldwork',
    'concluding',
    ['manager'],
    'period-over?type2 date-reached?type1 tests-concluded ipe-complete nothing-to-resolve conditions-evaluated implementation-on-date?type1',
  ],
  [
    'concluding',
    'quality-review',
    ['engagement-partner'],
    'design-conclusions walkthroughs-reviewed criteria-designed description-draft description-interim-review conclusions-complete misstatement-summary unmet-criteria-decided opinion-proposed subsequent-events assertion-final representation-draft no-open-request description-final-review description-rules',
  ],
  [
    'quality-review',
    'ready-to-issue',
    ['eq-reviewer', 'engagement-partner'],
    'workpapers-reviewed notes-cleared consultation-resolved quality-review-started?quality-review-required',
  ],
  [
    'ready-to-issue',
    'issued',
    ['engagement-partner'],
    'misstatements-are-findings findings-delivered response-window assertion-signed representation-signed dates quality-review-complete?quality-review-required licenses independence-reconfirmed no-old-fees report-generated signature-released',
  ],
  ['issued', 'closed', ['manager'], 'file-assembled within-60-days'],
];
const views: readonly (readonly [string, string, readonly TeamRole[]])[] = [
  ['proposed', 'acceptance', ['manager', 'engagement-partner']],
  ['scoping', 'planning', ['manager']],
  ['design-evaluation', 'description-review', ['manager']],
  ['description-review', 'findings-communication', ['manager']],
  ['findings-communication', 'fieldwork', ['manager']],
];
const back: readonly (readonly [string, string])[] = [
  ['planning', 'scoping'],
  ['design-evaluation', 'planning'],
  ['description-review', 'design-evaluation'],
  ['fieldwork', 'design-evaluation'],
  ['fieldwork', 'description-review'],
  ['concluding', 'fieldwork'],
  ['quality-review', 'concluding'],
  ['ready-to-issue', 'quality-review'],
];
const over = new Set(['issued', 'closed', 'archived', 'declined', 'withdrawn', 'terminated']);
const states = [...stateMachine.states.map(({ id }) => id), 'nowhere'];
const facts = stateMachine.facts.map(({ id }) => id);
const cases = ['type1', 'type2', 'threat-recorded', 'quality-review-required'];

interface Place {
  readonly state: string;
  readonly heldFrom: string | null;
}

/** What the methodology says of a move. */
function isAllowed(
  { state, heldFrom }: Place,
  to: string,
  role: TeamRole,
  hasReason: boolean,
  holds: (fact: string) => boolean,
  isCase: (one: string) => boolean,
): boolean {
  const isPartner = role === 'engagement-partner';
  if (state === 'on-hold' && to === heldFrom) return isPartner && hasReason;
  if (!over.has(state)) {
    if (to === 'withdrawn') return isPartner && hasReason && holds('consultation-recorded');
    if (to === 'terminated') return isPartner && hasReason;
    if (to === 'on-hold') return state !== 'on-hold' && isPartner && hasReason;
  }
  if (state === 'acceptance' && to === 'declined') return isPartner && hasReason;
  if (back.some(([from, where]) => from === state && where === to)) return isPartner && hasReason;
  const view = views.find(([from, where]) => from === state && where === to);
  if (view !== undefined) return view[2].includes(role);
  const gate = gates.find(([from, where]) => from === state && where === to);
  return (
    gate !== undefined &&
    gate[2].includes(role) &&
    gate[3].split(' ').every((one) => {
      const [fact = '', when] = one.split('?');
      return (when !== undefined && !isCase(when)) || holds(fact);
    })
  );
}

test('in a million moves asked for at random, none is made that the methodology does not allow, and none refused that it does', () => {
  let asked = 0;
  let made = 0;
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(fc.nat(2 ** 30), { minLength: 2_000, maxLength: 2_000, size: 'max' }),
      fc.nat(),
      (steps, seed) => {
        let place: Place = { state: 'proposed', heldFrom: null };
        const holding = new Set<string>();
        const kind = new Set(cases.filter((_one, index) => ((seed >> index) & 1) === 1));
        for (const step of steps) {
          // Conditions come and go; most hold, so that the way on is found.
          const fact = facts[step % facts.length] ?? '';
          if ((step >> 7) % 8 === 0) holding.delete(fact);
          else for (let index = 0; index < 6; index += 1) holding.add(facts[(step + index * 11) % facts.length] ?? '');
          const role = teamRoles[(step >> 10) % teamRoles.length] ?? 'staff';
          const hasReason = (step >> 13) % 2 === 0;
          const onward = stateMachine.transitions.filter(({ from }) => from === place.state).map((one) => one.to);
          const to =
            (step >> 15) % 3 === 0 && onward.length > 0
              ? (onward[(step >> 17) % onward.length] ?? '')
              : (states[(step >> 17) % states.length] ?? '');
          const known: Facts = {
            cases: kind,
            fact: (id) => ({ holds: holding.has(id), fact: 'It is so.', papers: [] }),
          };
          const refusals = refusalsOfMove(stateMachine, place, known, to, role, hasReason ? 'A reason' : null);
          const expected = isAllowed(
            place,
            to,
            role,
            hasReason,
            (id) => holding.has(id),
            (one) => kind.has(one),
          );
          if ((refusals.length === 0) !== expected) {
            throw new Error(
              `${place.state} to ${to} by ${role}: ${expected ? 'allowed' : 'forbidden'}, ${refusals.map(({ sentence }) => sentence).join(' ')}`,
            );
          }
          asked += 1;
          if (!expected) continue;
          made += 1;
          place = { state: to, heldFrom: to === 'on-hold' ? place.state : null };
          reached.add(to);
          if (['archived', 'closed', 'declined', 'withdrawn', 'terminated'].includes(to))
            place = { state: 'proposed', heldFrom: null };
        }
      },
    ),
    { numRuns: 500 },
  );
  expect(asked).toBeGreaterThanOrEqual(1_000_000);
  expect(made).toBeGreaterThan(20_000);
  // Every state was reached: what is forbidden was tried there. `archived` is the installation's, and no member moves there.
  expect([...reached].toSorted()).toEqual(states.filter((one) => !['nowhere', 'archived'].includes(one)).toSorted());
}, 120_000);
