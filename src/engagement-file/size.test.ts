/** A file as large as they come: 150 controls, all 61 criteria, every paper written, signed and resting on what it rests on. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadMethod, loadStandards } from '../criteria/index.ts';
import { factsOf } from './facts/index.ts';
import type { File, Paper, PaperKind } from './model.ts';
import { movesOf } from './moves.ts';
import { paperKinds } from './papers/index.ts';
import { restsNow } from './rests.ts';
import { expectedSubjects } from './subjects.ts';

const data = join(import.meta.dirname, '..', '..', 'data');
const method = loadMethod(data);
const kinds = paperKinds(method);
const criteria = loadStandards(data).criteria.criteria.map(({ id }) => id);
const controls = Array.from({ length: 150 }, (_none, index) => ({
  code: `CTL-${index + 1}`,
  title: `Control ${index + 1}`,
  statement: 'It is performed each quarter.',
  frequency: 'quarterly',
  criteria: [criteria[index % criteria.length] ?? '', criteria[(index * 7) % criteria.length] ?? ''],
}));

function wholeFileOf(): File {
  const document = (kind: 'control-list' | 'description' | 'assertion' | 'representations') => ({
    kind,
    subject: 'file',
    version: 1,
    from: 'management' as const,
    state: 'open' as const,
    latest: true,
    signed: null,
    thread: kind,
    sentAt: '2026-10-01T10:00:00.000Z',
    controls: kind === 'control-list' ? controls : [],
    sections:
      kind === 'description'
        ? Array.from({ length: 9 }, (_none, index) => ({ heading: `DC${index + 1} Part`, paragraphs: ['Said.'] }))
        : [],
  });
  const empty: File = {
    state: 'concluding',
    heldFrom: null,
    team: [{ personId: 'p', role: 'engagement-partner' }],
    papers: [],
    documents: [document('control-list'), document('description'), document('assertion'), document('representations')],
    matters: [],
    criteria,
    back: [],
    states: method.stateMachine.states.map(({ id }) => id),
    today: '2026-11-24',
  };
  const said: Record<string, Paper['content']> = {
    proposal: { type: 'soc2-type2', from: '2025-10-01', to: '2026-09-30', security: true },
    scope: { type: 'soc2-type2', from: '2025-10-01', to: '2026-09-30', security: true },
    walkthrough: { implemented: 'yes', nature: 'inspection' },
    design: { conclusion: 'suitable' },
    'criterion-design': { conclusion: 'suitable' },
    test: { nature: 'inspection', extent: 'all', population: 40, tested: 40, result: 'no-exceptions' },
    'control-conclusion': { conclusion: 'effective', reasons: 'As tested.' },
    'description-review': { stage: 'final', result: 'presented' },
    opinion: { kind: 'unmodified' },
  };
  const paperOf = (kind: PaperKind, subject: string): Paper => ({
    kind: kind.name,
    subject,
    version: 1,
    content: said[kind.name] ?? {},
    lastBy: 'p',
    signOffs: [],
    open: 0,
  });
  const papers = kinds.flatMap((kind) => expectedSubjects(kind, empty).map((subject) => paperOf(kind, subject)));
  const unsigned = { ...empty, papers };
  return {
    ...unsigned,
    papers: papers.map((paper) => {
      const kind = kinds.find((one) => one.name === paper.kind);
      if (kind === undefined) throw new Error(`There is no ${paper.kind}.`);
      const rests = restsNow(kind, paper.subject, unsigned);
      const signOffs = kind.signed.map(({ level }, index) => ({
        level,
        personId: `signer-${index}`,
        role: 'manager' as const,
        at: '2026-11-01T10:00:00.000Z',
        rests,
      }));
      return { ...paper, signOffs };
    }),
  };
}

test('every condition of the conclusions is worked out of 150 controls and 61 criteria in less than a second', () => {
  const file = wholeFileOf();
  expect(file.papers.length).toBeGreaterThan(700);
  const onward = () =>
    movesOf(method.stateMachine, file, factsOf(kinds, file)).find(({ to }) => to === 'quality-review');
  onward();
  const began = performance.now();
  const move = onward();
  const took = performance.now() - began;
  expect(move?.conditions.filter(({ holds }) => !holds).map(({ id, fact }) => [id, fact])).toEqual([]);
  expect(took).toBeLessThan(1_000);
});
