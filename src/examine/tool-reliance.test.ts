import { expect, test } from 'vitest';
import { relianceOn, type ToolReliance } from './tool-reliance.ts';

const workpaper: ToolReliance = {
  release: '1.2.0',
  reliedOnFor: 'Tests of all records, and draws.',
  knownCases: 'The examples of each procedure.',
  secondEvaluation: 'A sample of records by hand.',
  limits: 'None that bears on the engagement.',
  accepted: true,
  by: 'T. Birch',
  approvedBy: 'R. Alder',
  at: '2024-01-10',
};
const codes = (found: ReturnType<typeof relianceOn>) => [
  found.missing.map((p) => p.code),
  found.problems.map((p) => p.code),
];

test('machine results support a conclusion with an accepted workpaper on the release in use (R-IND-11)', () => {
  expect(codes(relianceOn('1.2.0', true, [workpaper]))).toEqual([[], []]);
});

test('a workpaper on another release does not count, and none is a place to fill in (R-IND-11)', () => {
  const other = relianceOn('1.3.0', true, [workpaper]);
  expect(codes(other)).toEqual([['tool-reliance'], []]);
  expect(other.missing[0]?.sentence).toBe(
    'judgements.yaml: toolReliance has no workpaper on release 1.3.0, which is in use (there is one on 1.2.0).',
  );
  expect(codes(relianceOn('1.3.0', true, []))).toEqual([['tool-reliance'], []]);
});

test('a release that the firm did not accept supports nothing (R-IND-11)', () => {
  expect(codes(relianceOn('1.2.0', true, [{ ...workpaper, accepted: false }]))).toEqual([[], ['tool-not-accepted']]);
});

test('where no program tested or drew, no workpaper is asked for', () => {
  expect(codes(relianceOn('1.2.0', false, []))).toEqual([[], []]);
});
