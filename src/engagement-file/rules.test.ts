import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadMethod } from '../criteria/index.ts';
import type { Content } from '../registers/model.ts';
import { proposeForControl } from './conclusions.ts';
import { factsOf } from './facts/index.ts';
import { type File, type Paper, type TeamRole, teamRoles, wholeFile } from './model.ts';
import { movesOf, refusalsOfMove } from './moves.ts';
import { paperKinds } from './papers/index.ts';
import { isDone, refusalsOfSignOff, stateOfPaper, wrongIn } from './sign-off.ts';

const method = loadMethod(join(import.meta.dirname, '..', '..', 'data'));
const kinds = paperKinds(method);
const kindOf = (name: string) => kinds.find((one) => one.name === name) ?? expect.fail(`no kind ${name}`);
const paper = (kind: string, content: Content = {}, more: Partial<Paper> = {}): Paper => ({
  kind,
  subject: wholeFile,
  version: 1,
  content,
  lastBy: 'somebody',
  signOffs: [],
  open: 0,
  ...more,
});
/** A paper signed at every level, by as many people. */
const signed = (kind: string, content: Content = {}, more: Partial<Paper> = {}): Paper =>
  paper(kind, content, {
    signOffs: kindOf(kind).signed.map(({ level, by }, index) => ({
      level,
      personId: `signer-${index}`,
      role: by[0] === 'self' || by[0] === undefined ? 'staff' : by[0],
      at: '2026-02-01T10:00:00.000Z',
      rests: {},
    })),
    ...more,
  });
const file = (papers: readonly Paper[], more: Partial<File> = {}): File => ({
  state: 'acceptance',
  heldFrom: null,
  team: [{ personId: 'p', role: 'engagement-partner' }],
  papers,
  documents: [],
  matters: [],
  criteria: [],
  back: [],
  states: method.stateMachine.states.map(({ id }) => id),
  today: '2026-03-01',
  ...more,
});
/** What rules look at beside the content of a paper about the whole file. */
const about = { subject: wholeFile, file: file([]) };
const signedAt = { at: '2026-02-01T10:00:00.000Z', rests: {} };
const fact = (papers: readonly Paper[], id: string, more: Partial<File> = {}) =>
  factsOf(kinds, file(papers, more)).fact(id);

describe('kinds of workpapers', () => {
  test('are signed by people who can be on a team, the last level by another than the first', () => {
    for (const { name, signed: levels } of kinds) {
      expect([name, levels.length > 0]).toEqual([name, true]);
      expect(new Set(levels.map(({ level }) => level)).size).toBe(levels.length);
      for (const { by } of levels) for (const one of by) expect(['self', ...teamRoles]).toContain(one);
    }
    expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
  });
});

describe('a paper', () => {
  test('that lacks what is required is not signed, and says what is missing by its field', () => {
    const problems = wrongIn(kindOf('conflict-check'), { searched: ' ' }, about);
    expect(problems.map(({ subject }) => subject)).toEqual(['/content/searched', '/content/result']);
  });

  test('whose checklist answers no where that means to decline is not signed as accepted (ACC-01)', () => {
    const answers = Object.fromEntries(
      method.acceptance.items.map(({ id }) => [id.toLowerCase().replace('-', ''), 'yes']),
    );
    const content = { ...answers, acc01: 'no', acc01Basis: 'A partner holds shares', decision: 'accept' };
    expect(wrongIn(kindOf('acceptance'), content, about).map(({ source }) => source)).toEqual(['ACC-01']);
    expect(wrongIn(kindOf('acceptance'), { ...content, decision: 'decline' }, about)).toEqual([]);
  });

  test('with a contingent fee is not signed (R-FEE-02)', () => {
    const content = Object.fromEntries(kindOf('engagement-letter').fields.map(({ name }) => [name, 'Said']));
    const wrong = wrongIn(
      kindOf('engagement-letter'),
      {
        ...content,
        type: 'soc2-type2',
        asOf: null,
        from: '2026-01-01',
        to: '2026-12-31',
        security: true,
        fee: 6750,
        feeBasis: 'contingent',
      },
      about,
    );
    expect(wrong.map(({ source }) => source)).toEqual(['R-FEE-02']);
  });

  test('is never reviewed by who wrote it or signed it before (R-QUA-01)', () => {
    const content = { searched: 'All', result: 'none' };
    fc.assert(
      fc.property(fc.constantFrom(...teamRoles), fc.boolean(), fc.boolean(), (role: TeamRole, wrote, prepared) => {
        const one = paper('conflict-check', content, {
          lastBy: wrote ? 'me' : 'other',
          signOffs: [{ level: 'prepared', personId: prepared ? 'me' : 'other', role: 'staff', ...signedAt }],
        });
        const refusals = refusalsOfSignOff(
          kindOf('conflict-check'),
          one,
          'reviewed',
          { personId: 'me', role },
          file([]),
        );
        const may = !wrote && !prepared && ['engagement-partner', 'independence-officer'].includes(role);
        expect(refusals.length === 0).toBe(may);
      }),
    );
  });

  test('with an open review note is not done', () => {
    const done = signed('conflict-check', { searched: 'All', result: 'none' });
    expect([stateOfPaper(kindOf('conflict-check'), done), isDone(kindOf('conflict-check'), done, file([]))]).toEqual([
      'reviewed',
      true,
    ]);
    expect(isDone(kindOf('conflict-check'), { ...done, open: 1 }, file([]))).toBe(false);
  });
});

describe('conditions', () => {
  test('independence of the team needs everybody’s own confirmation, the partner’s among them (R-IND-02)', () => {
    const mine = signed('independence', { answer: 'independent' }, { subject: 'p' });
    expect(fact([mine], 'team-independence')).toMatchObject({ holds: true, fact: '1 of 1 confirmed.' });
    const team = [...file([]).team, { personId: 's', role: 'staff' as const }];
    expect(fact([mine], 'team-independence', { team })).toMatchObject({
      holds: false,
      fact: '1 of 2 have not confirmed.',
    });
    expect(fact([mine], 'team-independence', { team: [{ personId: 'p', role: 'manager' }] })?.holds).toBe(false);
    expect(
      fact([{ ...mine, content: { answer: 'not-independent', told: 'Shares' } }], 'team-independence')?.holds,
    ).toBe(false);
  });

  test('a threat that somebody told of is written down and approved by the officer as acceptable (R-IND-03)', () => {
    const told = signed('independence', { answer: 'threat', told: 'A cousin works there' }, { subject: 'p' });
    expect(factsOf(kinds, file([told])).cases.has('threat-recorded')).toBe(true);
    expect(fact([told], 'threat-approval')?.holds).toBe(false);
    const threat = signed('threat', { title: 'Cousin', conclusion: 'acceptable' }, { subject: '1' });
    expect(fact([told, threat], 'threat-approval')?.holds).toBe(true);
    expect(fact([told, { ...threat, content: { conclusion: 'not-acceptable' } }], 'threat-approval')?.holds).toBe(
      false,
    );
    expect(fact([told, { ...threat, signOffs: threat.signOffs.slice(0, 1) }], 'threat-approval')?.holds).toBe(false);
  });

  test('a period outside 3 to 12 months needs the partner’s approval with a reason (R-SCO-05)', () => {
    const short = { from: '2026-01-15', to: '2026-04-13' };
    expect(fact([paper('scope', { from: '2026-01-01', to: '2026-03-31' })], 'period-rule')?.holds).toBe(true);
    expect(fact([paper('scope', short)], 'period-rule')?.holds).toBe(false);
    const reasoned = paper('scope', { ...short, periodReason: 'A bridge to their calendar year' });
    expect(fact([reasoned], 'period-rule')?.holds).toBe(false);
    const by = (role: TeamRole) => ({
      ...reasoned,
      signOffs: [{ level: 'reviewed' as const, personId: 'x', role, ...signedAt }],
    });
    expect(fact([by('manager')], 'period-rule')?.holds).toBe(false);
    expect(fact([by('engagement-partner')], 'period-rule')?.holds).toBe(true);
  });

  test('inquiries about fraud reach management and those in charge of governance', () => {
    const asked = (group: string, subject: string) => signed('fraud-inquiry', { group }, { subject });
    expect(fact([asked('management', '1')], 'fraud-inquiries')?.fact).toBe(
      'Nobody asked those in charge of governance.',
    );
    expect(fact([asked('management', '1'), asked('governance', '2')], 'fraud-inquiries')?.holds).toBe(true);
  });
});

describe('a conclusion on a control', () => {
  const untouched = (populations: readonly string[], ipe: Content) => [
    paper(
      'test',
      { result: 'no-occurrence', extent: 'all', population: 0, tested: 0, populations },
      { subject: 'AC-01' },
    ),
    paper('ipe', ipe, { subject: '1' }),
  ];
  const proposed = (papers: readonly Paper[]) => proposeForControl(file(papers), 'AC-01').code;

  test('is that nothing called for it only where every population is shown to be empty (IPE-09, 17.1)', () => {
    expect(proposed(untouched(['IPE-1'], { ipe09: 'done' }))).toBe('no-occurrence');
    expect(proposed(untouched(['IPE-001'], { ipe09: 'exception' }))).toBe('no-occurrence');
    expect(proposed(untouched(['IPE-1'], { ipe09: 'not-done' }))).toBeNull();
    expect(proposed(untouched(['IPE-1', 'IPE-2'], { ipe09: 'done' }))).toBeNull();
    expect(proposed(untouched([], { ipe09: 'done' }))).toBeNull();
  });

  test('waits for the paper on each population its test names, however the number is written (R-IPE-01)', () => {
    const evaluated = signed('ipe', { conclusion: 'satisfactory' }, { subject: '1' });
    const named = (code: string) => paper('test', { populations: [code] }, { subject: 'AC-01' });
    expect(fact([evaluated, named('IPE-001')], 'ipe-complete')?.holds).toBe(true);
    expect(fact([evaluated, named('IPE-2')], 'ipe-complete')?.holds).toBe(false);
    const not = { ...evaluated, content: { conclusion: 'not-satisfactory' } };
    expect(fact([not, named('IPE-1')], 'ipe-complete')?.holds).toBe(false);
  });
});

describe('moves', () => {
  const refused = (state: string, to: string, role: TeamRole, reason: string | null = null) =>
    refusalsOfMove(
      method.stateMachine,
      { state, heldFrom: null },
      factsOf(kinds, file([], { state })),
      to,
      role,
      reason,
    ).map(({ code, subject }) => `${code} ${subject}`);

  test('a gate refuses with everything that does not hold, a view with nothing', () => {
    expect(refused('acceptance', 'terms', 'engagement-partner')).toEqual([
      'guard proposal',
      'guard acceptance-checklist',
      'guard firm-independence',
      'guard team-independence',
      'guard conflict-check',
    ]);
    expect(refused('proposed', 'acceptance', 'manager')).toEqual([]);
  });

  test('to withdraw, to rest and to go back is the partner’s, with a reason', () => {
    expect(refused('planning', 'scoping', 'manager')).toEqual(['actor scoping', 'reason scoping']);
    expect(refused('planning', 'scoping', 'engagement-partner', 'A service was left out')).toEqual([]);
    expect(refused('planning', 'on-hold', 'engagement-partner')).toEqual(['reason on-hold']);
  });

  test('none leads back from a report that was issued (R-STA-03), and none leads over a gate', () => {
    for (const state of ['issued', 'closed', 'archived', 'declined']) {
      for (const { kind, to } of movesOf(
        method.stateMachine,
        { state, heldFrom: null },
        factsOf(kinds, file([], { state })),
      )) {
        expect([state, to, kind]).not.toContain('back');
        expect(['withdrawn', 'terminated', 'on-hold']).not.toContain(to);
      }
    }
    expect(refused('proposed', 'issued', 'engagement-partner')).toEqual(['no-such-move issued']);
  });
});
