import { describe, expect, it } from 'vitest';
import { problemsOfScope, type Scope } from './rules.ts';

const good: Scope = {
  type: 'type2',
  period: { start: '2026-01-01', end: '2026-12-31' },
  asOf: null,
  categories: ['security', 'availability'],
  approvals: new Set(),
  subservices: [
    {
      id: 'SO-1',
      method: 'carve-out',
      criteria: ['CC6.4'],
      assertion: false,
      representations: false,
      independent: false,
    },
  ],
  cuecs: [{ id: 'CU-1', necessary: true }],
};
const sources = (change: Partial<Scope>) => problemsOfScope({ ...good, ...change }).map((p) => p.source);

describe('the scope of an engagement', () => {
  it('stands when every rule holds', () => expect(sources({})).toEqual([]));
  it('is wholly type 1 or wholly type 2 (R-TYP-01)', () => {
    expect(sources({ asOf: '2026-12-31' })).toEqual(['R-TYP-01']);
    expect(sources({ type: 'type1' })).toEqual(['R-TYP-01']);
    expect(sources({ type: 'type1', period: null, asOf: '2026-12-31' })).toEqual([]);
  });
  it('has a period of 3 to 12 months unless the partner approved another (R-SCO-05)', () => {
    const short = { period: { start: '2026-01-15', end: '2026-04-13' } };
    expect(sources(short)).toEqual(['R-SCO-05']);
    expect(sources({ ...short, approvals: new Set(['period-exception']) })).toEqual([]);
  });
  it('leaves security out only with the partner’s approval (R-SCO-03)', () => {
    expect(sources({ categories: ['privacy'] })).toEqual(['R-SCO-03']);
    expect(sources({ categories: ['privacy'], approvals: new Set(['security-left-out']) })).toEqual([]);
  });
  it('calls an organization whose controls no criterion needs a vendor (R-SCO-06)', () => {
    expect(sources({ subservices: good.subservices.map((s) => ({ ...s, criteria: [] })) })).toEqual(['R-SCO-06']);
  });
  it('includes a subservice organization only with assertion, representations and independence (R-SCO-07)', () => {
    const inclusive = good.subservices.map((s) => ({ ...s, method: 'inclusive' as const }));
    expect(sources({ subservices: inclusive })).toEqual(['R-SCO-07']);
    const whole = inclusive.map((s) => ({ ...s, assertion: true, representations: true, independent: true }));
    expect(sources({ subservices: whole })).toEqual([]);
  });
  it('takes a duty of user entities as complementary only when commitments need it (R-SCO-08)', () => {
    expect(sources({ cuecs: [{ id: 'CU-1', necessary: false }] })).toEqual(['R-SCO-08']);
  });
});
