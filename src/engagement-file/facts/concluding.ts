/** Conclusions: of controls, criteria and categories, the summary, the opinion as it is proposed (methodology 4.2, 14.3 to 17). */
import { isOpinionOverride, needsDecision } from '../../lifecycle/report/index.ts';
import { isOverride } from '../../lifecycle/examination/index.ts';
import { conclusionOf, opinionOf, proposeForControl, proposeOpinion, resultsOf } from '../conclusions.ts';
import { sections, wholeFile } from '../model.ts';
import { findingsSent } from './design.ts';
import { type Fact, holds, lacks, type Look, some } from './look.ts';
import { endOf, timeOf } from '../time.ts';

export const concludingFacts = {
  'conclusions-complete': conclusionsComplete,
  'misstatement-summary': (look) => look.whole('misstatement-summary'),
  'unmet-criteria-decided': unmetDecided,
  'opinion-proposed': (look) => {
    const { proposal, problems } = proposeOpinion(look.file);
    if (proposal === null)
      return lacks(
        problems
          .map(({ sentence }) => sentence)
          .slice(0, 5)
          .join(' '),
      );
    return proposal.outcome === 'withdraw'
      ? lacks(`No opinion is given: ${proposal.reasons.join(' ')}`)
      : holds(`Proposed: ${proposal.kind ?? 'a choice'}.`, [{ kind: 'opinion', subject: wholeFile }]);
  },
  'subsequent-events': (look) =>
    look.whole('subsequent-events', ({ upTo }) => {
      const planned = look.content('team-and-timetable', wholeFile)?.['reportOn'];
      return typeof planned === 'string' && String(upTo) < planned
        ? `It reaches to ${String(upTo)}, the report is planned for ${planned}.`
        : null;
    }),
  'assertion-final': (look) => {
    const found = look.latest('assertion');
    if (found === undefined) return lacks('No assertion was received.');
    return look.whole('opinion');
  },
  'representation-draft': (look) => {
    const found = look.latest('representations');
    return found === undefined ? lacks('No draft was received.') : holds(`Version ${found.version} was received.`);
  },
  'no-open-request': (look) => {
    const open = look.requests.filter(({ state }) => !['accepted', 'withdrawn'].includes(state));
    return open.length === 0
      ? holds('No request is open.')
      : lacks(`Open: ${some(open.map(({ code, state }) => `${code} (${state})`))}. Accept or withdraw them.`);
  },
  'description-final-review': finalReview,
  'description-rules': (look) => {
    const found = look.latest('description');
    // What is not complete is not approved, and what is not approved does not cross (src/description-kept).
    return found === undefined
      ? lacks('No description was received.')
      : holds(`Version ${found.version} was approved with no error open.`);
  },
} as const satisfies Readonly<Record<string, (look: Look) => Fact>>;

/** Whose decision a conclusion is shows in who reviewed it: the partner where 14.3 says so. */
function conclusionsComplete(look: Look): Fact {
  if (look.controls.length === 0) return lacks('No list of controls was received.');
  const controls = look.each('control-conclusion', look.controls);
  if (!controls.holds) return controls;
  const partners = look.controls.filter((code) => {
    const conclusion = conclusionOf(look.content('control-conclusion', code));
    const proposal = proposeForControl(look.file, code);
    const isPartners =
      proposal.decidedBy === 'engagement-partner' ||
      conclusion === 'not-effective' ||
      (conclusion !== null && isOverride(proposal, conclusion));
    const signed = look.paper('control-conclusion', code)?.signOffs ?? [];
    return isPartners && !signed.some(({ role }) => role === 'engagement-partner');
  });
  if (partners.length > 0) {
    return lacks(
      `The partner’s decision is missing on ${some(partners)}.`,
      partners.map((subject) => ({ kind: 'control-conclusion', subject })),
    );
  }
  return look.each('criterion-conclusion', look.file.criteria);
}

/** R-MAT-01, and each is a finding that was communicated. */
function unmetDecided(look: Look): Fact {
  const unmet = resultsOf(look.file)
    .filter(({ outcome }) => needsDecision(outcome))
    .map(({ criterion }) => criterion);
  return unmet.length === 0 ? holds('No criterion is unmet.') : look.each('materiality-decision', unmet);
}

function finalReview(look: Look): Fact {
  const end = endOf(timeOf(look.file));
  const each = look.each('description-review', sections);
  if (!each.holds) return each;
  const early = sections.filter((id) => {
    const paper = look.paper('description-review', id);
    const last =
      paper?.signOffs
        .map(({ at }) => at.slice(0, 10))
        .toSorted()
        .at(-1) ?? '';
    return paper?.content['stage'] !== 'final' || (end !== null && last < end);
  });
  return early.length === 0
    ? holds(`${sections.length} of ${sections.length} are reviewed to the end.`)
    : lacks(
        `Not reviewed to the end: ${some(early)}.`,
        early.map((subject) => ({ kind: 'description-review', subject })),
      );
}

/** R-QUA-03, what makes a quality review necessary; empty: nothing does. */
export function whyQualityReview(look: Look): readonly string[] {
  const opinion = opinionOf(look.content('opinion', wholeFile));
  const { proposal } = proposeOpinion(look.file);
  const why: string[] = [];
  if (look.content('proposal', wholeFile)?.['relation'] === 'first') why.push('first engagement of the client');
  if (look.content('risk-assessment', wholeFile)?.['engagementRisk'] === 'higher') why.push('higher risk');
  if (look.all('threat').length > 0) why.push('a threat to independence with safeguards');
  if (opinion !== null && opinion !== 'unmodified') why.push('a modified opinion');
  if (opinion !== null && proposal !== null && isOpinionOverride(proposal, { kind: opinion }))
    why.push('another opinion than proposed');
  if (look.file.team.some(({ role }) => role === 'eq-reviewer')) why.push('a reviewer is named');
  return why;
}

/** Every deviation is said to management in writing. */
export const deviationsSent = (look: Look): Fact =>
  findingsSent(look, look.all('condition'), 'Every condition is a finding.');
