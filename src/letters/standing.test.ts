import { describe, expect, test } from 'vitest';
import type { Fact, Letter } from './model.ts';
import { type Given, whyFallen } from './standing.ts';

const incident: Fact = { register: 'incidents', code: 'INC-001', title: 'Outage' };
const letter = (id: string, rests: readonly Fact[]): Letter => ({
  title: 'A letter',
  paragraphs: [{ id, heading: null, text: ['The same words.'], points: [], rests }],
});
const given = (rests: readonly Fact[], description: number | null = 1): Given => ({
  assertion: letter('ASR-02', []),
  representations: letter('REP-08', rests),
  subservices: [],
  description,
});

describe('letters that were handed to the signatory', () => {
  test('stand while nothing they rest on changed', () => {
    expect(whyFallen(given([incident]), given([incident]), true, [])).toEqual([]);
  });

  test('stand when a record behind them is called otherwise and no word changed', () => {
    expect(whyFallen(given([incident]), given([{ ...incident, title: 'Long outage' }]), true, [])).toEqual([]);
  });

  test('stand no longer when an incident is recorded afterwards, though no word of theirs changed', () => {
    expect(whyFallen(given([]), given([incident]), true, [])).toEqual([
      {
        sentence: 'INC-001 was not behind them when they were handed over.',
        register: 'incidents',
        code: 'INC-001',
      },
    ]);
  });

  test('stand no longer when a record behind them is taken back', () => {
    expect(whyFallen(given([incident]), given([]), true, []).map(({ sentence }) => sentence)).toEqual([
      'INC-001 is no longer behind them.',
    ]);
  });

  test('name a record once, however many paragraphs it stands behind, and one that moved', () => {
    const both = (ids: readonly [string, string]): Given => ({
      assertion: letter(ids[0], [incident]),
      representations: letter(ids[1], [incident]),
      subservices: [],
      description: 1,
    });
    const sentences = (before: Given, after: Given) =>
      whyFallen(before, after, true, []).map(({ sentence }) => sentence);
    expect(sentences(given([]), both(['ASR-03', 'REP-12']))).toEqual([
      'INC-001 was not behind them when they were handed over.',
    ]);
    expect(sentences(both(['ASR-03', 'REP-08']), both(['ASR-03', 'REP-10']))).toEqual([
      'INC-001 is behind other paragraphs by now.',
    ]);
  });

  test('stand no longer when the description they speak of is approved anew', () => {
    expect(whyFallen(given([], 1), given([], 2), true, []).map(({ sentence }) => sentence)).toEqual([
      'The description is approved as version 2 by now; it was 1.',
    ]);
  });

  test('stand no longer when their words are others, or something is open by now', () => {
    const open = [{ sentence: 'FND-001 has no response yet.', register: 'received-findings', code: 'FND-001' }];
    expect(whyFallen(given([]), given([]), false, open).map(({ sentence }) => sentence)).toEqual([
      'The letters read otherwise by now.',
      'FND-001 has no response yet.',
    ]);
  });

  test('tell fifty reasons at most', () => {
    const many = Array.from({ length: 80 }, (_, at) => ({ ...incident, code: `INC-${at}` }));
    expect(whyFallen(given([]), given(many), true, [])).toHaveLength(50);
  });
});
