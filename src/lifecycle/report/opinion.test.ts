import { describe, expect, test } from 'vitest';
import { criterionOperating } from './criterion.ts';
import type { CriterionResult, MaterialityDecision } from './criterion.ts';
import type { OpinionKind } from './model.ts';
import { formOpinion, isOpinionOverride, problemsOfAssertion, problemsOfOpinion, weighCriteria } from './opinion.ts';
import type { OpinionInputs, OpinionProposal, SubjectMatter, Weighed, Weight } from './opinion.ts';

/** 'material/none' as the table of section 16 writes it: misstatement, then limitation. */
type Cell = `${Weight}/${Weight}`;
const weightOf = (word: string | undefined): Weight => (word === 'pervasive' || word === 'material' ? word : 'none');
const cell = (text: Cell): Weighed => {
  const [misstatement, limitation] = text.split('/');
  return { misstatement: weightOf(misstatement), limitation: weightOf(limitation) };
};
const form = (
  description: Cell,
  design: Cell,
  operating: Cell | null,
  beside: OpinionInputs['beside'] = {},
): OpinionProposal =>
  formOpinion({
    type: operating === null ? 'type1' : 'type2',
    description: cell(description),
    design: cell(design),
    operating: operating === null ? null : cell(operating),
    beside,
  });
const wordings = (proposal: OpinionProposal) => proposal.clauses.map(({ wording }) => wording);
const reported = (kind: OpinionKind, affected: readonly SubjectMatter[]) => ({ outcome: 'report', kind, affected });
const none = 'none/none';
const all: readonly SubjectMatter[] = ['description', 'design', 'operating'];

describe('the decision table of the opinion (section 16)', () => {
  test('OP-01 nothing material: unmodified', () => {
    const proposal = form(none, none, none);
    expect(proposal).toMatchObject(reported('unmodified', []));
    expect(wordings(proposal)).toEqual(['unmodified', 'unmodified', 'unmodified']);
    expect(proposal.matters).toEqual([]);
  });
  test('OP-02 three isolated deviations, all supported: unmodified, deviations in Section IV', () => {
    const proposal = form(none, none, none, { deviations: 3 });
    expect(proposal).toMatchObject(reported('unmodified', []));
    expect(proposal.reasons.join(' ')).toContain('3 deviations stand in Section IV');
  });
  test('OP-03 one criterion not met: qualified, operating', () => {
    const proposal = form(none, none, 'material/none');
    expect(proposal).toMatchObject(reported('qualified', ['operating']));
    expect(wordings(proposal)).toEqual(['unmodified', 'unmodified', 'except-for']);
  });
  test('OP-04 missing control for one criterion: qualified, design and operating', () => {
    const proposal = form(none, 'material/none', none);
    expect(proposal).toMatchObject(reported('qualified', ['design', 'operating']));
    expect(wordings(proposal)).toEqual(['unmodified', 'except-for', 'except-for']);
  });
  test('OP-05 incident not disclosed, management refuses: qualified, description', () => {
    expect(form('material/none', none, none)).toMatchObject(reported('qualified', ['description']));
  });
  test('OP-06 access controls failed everywhere: adverse, operating', () => {
    const proposal = form(none, none, 'pervasive/none');
    expect(proposal).toMatchObject(reported('adverse', ['operating']));
    expect(wordings(proposal)).toEqual(['unmodified', 'unmodified', 'opposite']);
  });
  test('OP-07 design pervasive: adverse, design and operating', () => {
    const proposal = form(none, 'pervasive/none', none);
    expect(proposal).toMatchObject(reported('adverse', ['design', 'operating']));
    expect(wordings(proposal)).toEqual(['unmodified', 'opposite', 'opposite']);
  });
  test('OP-08 description of another system: adverse, description; the others considered', () => {
    const proposal = form('pervasive/none', none, none);
    expect(proposal).toMatchObject({ ...reported('adverse', ['description']), othersToConsider: true });
    expect(wordings(proposal)).toEqual(['opposite', 'unmodified', 'unmodified']);
  });
  test('OP-09 logs of one system lost: qualified, operating', () => {
    const proposal = form(none, none, 'none/material');
    expect(proposal).toMatchObject(reported('qualified', ['operating']));
    expect(proposal.matters).toEqual([{ subject: 'operating', matter: 'limitation', weight: 'material' }]);
  });
  test('OP-10 most evidence destroyed: disclaimer, all', () => {
    const proposal = form(none, none, 'none/pervasive');
    expect(proposal).toMatchObject({ ...reported('disclaimer', all), disclosesMisstatement: false });
    expect(wordings(proposal)).toEqual(['no-opinion', 'no-opinion', 'no-opinion']);
  });
  test('OP-11 both kinds: qualified, operating, two matters', () => {
    const proposal = form(none, none, 'material/material');
    expect(proposal).toMatchObject(reported('qualified', ['operating']));
    expect(proposal.matters).toHaveLength(2);
  });
  test('OP-12 pervasive misstatement with a material limitation: adverse, operating', () => {
    expect(form(none, none, 'pervasive/material')).toMatchObject(reported('adverse', ['operating']));
  });
  test('OP-13 pervasive limitation with a material misstatement: disclaimer, all; misstatement disclosed', () => {
    expect(form(none, none, 'material/pervasive')).toMatchObject({
      ...reported('disclaimer', all),
      disclosesMisstatement: true,
    });
  });
  test('OP-14 control did not occur in the period: unmodified with an explanatory paragraph', () => {
    const proposal = form(none, none, none, { noOccurrence: ['CC7.5'] });
    expect(proposal).toMatchObject(reported('unmodified', []));
    expect(proposal.explanatory).toEqual([{ paragraph: 'SAR-15', matter: 'CC7.5' }]);
  });
  test('OP-15 no written assertion: withdraw, a disclaimer only if law forbids withdrawing', () => {
    for (const weights of [none, 'material/none', 'none/pervasive'] as const) {
      expect(form(weights, weights, weights, { assertionMissing: true })).toMatchObject({
        outcome: 'withdraw',
        kind: null,
        affected: all,
      });
      const bound = form(weights, weights, weights, { assertionMissing: true, lawForbidsWithdrawing: true });
      expect(bound).toMatchObject(reported('disclaimer', all));
      expect(wordings(bound)).toEqual(['no-opinion', 'no-opinion', 'no-opinion']);
    }
  });
  test('OP-16 representations refused or unreliable: disclaimer or withdraw, all', () => {
    for (const weights of [none, 'pervasive/none'] as const) {
      expect(form(weights, weights, weights, { representationsMissing: true })).toMatchObject({
        outcome: 'choice',
        kind: 'disclaimer',
        affected: all,
      });
    }
  });
  test('OP-17 independence impaired: no report, withdraw', () => {
    expect(form(none, none, none, { independenceImpaired: true })).toMatchObject({
      outcome: 'withdraw',
      kind: null,
      affected: [],
    });
    const beside = { independenceImpaired: true, assertionMissing: true, lawForbidsWithdrawing: true };
    expect(form(none, none, none, beside)).toMatchObject({ outcome: 'withdraw', kind: null });
  });
  test('OP-18 type 1 with a material design deficiency: qualified, design', () => {
    const proposal = form(none, 'material/none', null);
    expect(proposal).toMatchObject(reported('qualified', ['design']));
    expect(wordings(proposal)).toEqual(['unmodified', 'except-for']);
  });
  test('OP-19 important matter well described: unmodified with emphasis', () => {
    const proposal = form(none, none, none, { emphasis: ['Migration after period end'] });
    expect(proposal).toMatchObject(reported('unmodified', []));
    expect(proposal.explanatory).toEqual([{ paragraph: 'SAR-18', matter: 'Migration after period end' }]);
  });
  test('OP-20 description and operation both material: qualified, description and operating', () => {
    expect(form('material/none', none, 'material/none')).toMatchObject(
      reported('qualified', ['description', 'operating']),
    );
  });
  test('OP-21 limitation on the description: qualified, description', () => {
    expect(form('none/material', none, none)).toMatchObject(reported('qualified', ['description']));
  });
  test('OP-22 one criterion not met, decided in writing not to be material: unmodified', () => {
    const weighed = weighCriteria({
      type: 'type2',
      results: [unmet('CC8.1')],
      decisions: [decide('CC8.1', false)],
      pervasive: { misstatement: false, limitation: false },
    }).weighed;
    expect(weighed).not.toBeNull();
    if (weighed === null) return;
    expect(formOpinion({ type: 'type2', description: cell(none), ...weighed, beside: {} })).toMatchObject(
      reported('unmodified', []),
    );
  });
});

const unmet = (criterion: string, more: Partial<CriterionResult> = {}): CriterionResult => ({
  criterion,
  outcome: 'not-met',
  reasons: [],
  proposesDesignDeficiency: false,
  byDesign: false,
  ...more,
});
const decide = (criterion: string, material: boolean): MaterialityDecision => ({
  criterion,
  material,
  reasons: 'As the file shows.',
  commitments: ['SC-1'],
  couldHaveFailed: [],
  achievedOtherwise: 'Every change was reviewed the next day.',
  role: 'engagement-partner',
});

describe('wording (16, step 4)', () => {
  test('in an adverse report the other clauses keep their own result', () => {
    const proposal = form('material/none', none, 'pervasive/none');
    expect(proposal.kind).toBe('adverse');
    expect(wordings(proposal)).toEqual(['except-for', 'unmodified', 'opposite']);
    expect(proposal.affected).toEqual(['description', 'operating']);
  });
  test('a disclaimer is never piecemeal, also when one clause alone is unknown', () => {
    const proposal = form('none/pervasive', none, 'material/none');
    expect(wordings(proposal)).toEqual(['no-opinion', 'no-opinion', 'no-opinion']);
    expect(proposal.disclosesMisstatement).toBe(true);
  });
  test('emphasis never replaces a modification (R-OPN-02)', () => {
    const proposal = form(none, none, 'material/none', { emphasis: ['Migration'], noOccurrence: ['CC7.5'] });
    expect(proposal.kind).toBe('qualified');
    expect(proposal.explanatory).toHaveLength(2);
  });
  test('type 1 has no paragraph about controls that did not occur (17.1)', () => {
    expect(form(none, none, null, { noOccurrence: ['CC7.5'] }).explanatory).toEqual([]);
  });
  test('operation is weighed in type 2 and only there', () => {
    expect(() =>
      formOpinion({ type: 'type1', description: cell(none), design: cell(none), operating: cell(none), beside: {} }),
    ).toThrow(RangeError);
    expect(() =>
      formOpinion({ type: 'type2', description: cell(none), design: cell(none), operating: null, beside: {} }),
    ).toThrow(RangeError);
  });
});

describe('from criteria to weights', () => {
  const weigh = (
    results: readonly CriterionResult[],
    decisions: readonly MaterialityDecision[],
    more: Partial<Parameters<typeof weighCriteria>[0]> = {},
  ) =>
    weighCriteria({
      type: 'type2',
      results,
      decisions,
      pervasive: { misstatement: false, limitation: false },
      ...more,
    });

  test('there is no proposal before every unmet criterion is decided (R-MAT-01) and every criterion has a result', () => {
    const weighed = weigh(
      [unmet('CC8.1'), unmet('CC6.1', { outcome: null, reasons: ['IAM-01 has no conclusion.'] })],
      [],
    );
    expect(weighed.weighed).toBeNull();
    expect(weighed.problems.map(({ code }) => code)).toEqual(['criterion-open', 'materiality-undecided']);
  });
  test('a material criterion not met weighs on operation, by design on design', () => {
    expect(weigh([unmet('CC8.1')], [decide('CC8.1', true)]).weighed).toEqual({
      design: cell(none),
      operating: cell('material/none'),
    });
    expect(weigh([unmet('CC8.1', { byDesign: true })], [decide('CC8.1', true)]).weighed).toEqual({
      design: cell('material/none'),
      operating: cell(none),
    });
  });
  test('what could not be concluded is a limitation, pervasive if the partner says so', () => {
    const results = [unmet('A1.2', { outcome: 'unable-to-conclude' })];
    expect(weigh(results, [decide('A1.2', true)]).weighed?.operating).toEqual(cell('none/material'));
    const pervasive = { misstatement: false, limitation: true };
    expect(weigh(results, [decide('A1.2', true)], { pervasive }).weighed?.operating).toEqual(cell('none/pervasive'));
  });
  test('pervasive without anything material stays nothing', () => {
    expect(
      weigh([unmet('CC8.1')], [decide('CC8.1', false)], { pervasive: { misstatement: true, limitation: true } })
        .weighed,
    ).toEqual({
      design: cell(none),
      operating: cell(none),
    });
  });
  test('type 1 weighs design alone', () => {
    expect(weigh([unmet('CC8.1')], [decide('CC8.1', true)], { type: 'type1' }).weighed).toEqual({
      design: cell('material/none'),
      operating: null,
    });
  });
  test('a carve-out without monitoring ends as a qualified design and operation', () => {
    const result = criterionOperating({
      type: 'type2',
      criterion: 'A1.2',
      notRelevant: false,
      carvedOut: true,
      design: 'suitable',
      controls: [],
      compensating: [],
      remainingSuffice: null,
      othersEnough: null,
    });
    const { weighed } = weigh([result], [decide('A1.2', true)]);
    if (weighed === null) throw new Error('expected weights');
    expect(formOpinion({ type: 'type2', description: cell(none), ...weighed, beside: {} })).toMatchObject(
      reported('qualified', ['design', 'operating']),
    );
  });
});

describe('the partner decides (R-OPN-04)', () => {
  const partner = { reasons: 'Effects are confined to one repository.', role: 'engagement-partner' };
  const codes = (proposal: OpinionProposal, kind: OpinionKind, more: Partial<typeof partner> = {}) =>
    problemsOfOpinion(proposal, { kind, ...partner, ...more }).map(({ code }) => code);

  test('with reasons, up or down, and it is stored as an override', () => {
    const adverse = form(none, none, 'pervasive/none');
    expect(codes(adverse, 'adverse')).toEqual([]);
    expect(codes(adverse, 'qualified')).toEqual([]);
    expect(isOpinionOverride(adverse, { kind: 'qualified' })).toBe(true);
    expect(isOpinionOverride(adverse, { kind: 'adverse' })).toBe(false);
    expect(codes(adverse, 'qualified', { reasons: ' ' })).toEqual(['opinion-without-reasons']);
    expect(codes(adverse, 'adverse', { role: 'manager' })).toEqual(['opinion-role']);
  });
  test('but not where no report may be given, and only for a disclaimer where representations are missing', () => {
    expect(codes(form(none, none, none, { independenceImpaired: true }), 'unmodified')).toEqual([
      'opinion-without-report',
    ]);
    const choice = form(none, none, none, { representationsMissing: true });
    expect(codes(choice, 'unmodified')).toEqual(['opinion-not-offered']);
    expect(codes(choice, 'disclaimer')).toEqual([]);
  });
});

describe('the assertion mirrors the opinion (R-OPN-03)', () => {
  const problems = (
    kind: OpinionKind,
    affected: readonly SubjectMatter[],
    exceptions: readonly SubjectMatter[],
    partner = false,
    eqReviewer = false,
  ) =>
    problemsOfAssertion({
      kind,
      affected,
      exceptions,
      inconsistencyStated: partner || eqReviewer ? { partner, eqReviewer } : null,
    });

  test('an exception for every affected clause, and none where the opinion is not modified', () => {
    expect(problems('qualified', ['operating'], ['operating'])).toEqual([]);
    expect(problems('unmodified', [], [])).toEqual([]);
    expect(problems('qualified', ['design', 'operating'], ['operating'])).toHaveLength(1);
    expect(problems('qualified', ['operating'], ['operating', 'description'])).toHaveLength(1);
    expect(problems('unmodified', [], ['operating'])).toHaveLength(1);
    expect(problems('adverse', ['operating'], [])[0]?.sentence).toContain('operating effectiveness');
  });
  test('a disclaimer gives nothing to mirror', () => {
    expect(problems('disclaimer', all, [])).toEqual([]);
  });
  test('an inconsistency stands only when partner and EQ reviewer both decided to state it', () => {
    expect(problems('qualified', ['operating'], [], true, true)).toEqual([]);
    expect(problems('qualified', ['operating'], [], true, false)).toHaveLength(1);
  });
});
