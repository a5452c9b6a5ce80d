/** Controls and description: walkthroughs, design, review against the description criteria, findings that were communicated. */
import { sections } from '../model.ts';
import { type Fact, holds, lacks, type Look, some } from './look.ts';

export const designFacts = {
  'walkthroughs-reviewed': (look) => ofControls(look, (controls) => look.each('walkthrough', controls)),
  'design-conclusions': (look) => ofControls(look, (controls) => look.each('design', controls)),
  'criteria-designed': criteriaDesigned,
  'description-draft': (look) => {
    const found = look.latest('description');
    return found === undefined
      ? lacks('No description was received.')
      : holds(`Version ${found.version} was received.`);
  },
  'description-interim-review': (look) => look.each('description-review', sections),
  'misstatements-are-findings': misstatementsAreFindings,
} as const satisfies Readonly<Record<string, (look: Look) => Fact>>;

function ofControls(look: Look, then: (controls: readonly string[]) => Fact): Fact {
  return look.controls.length === 0 ? lacks('No list of controls was received.') : then(look.controls);
}

/** Methodology 4.2: a conclusion on the design of each applicable criterion, or an open finding about it. */
function criteriaDesigned(look: Look): Fact {
  const { criteria } = look.file;
  if (criteria.length === 0) return lacks('The scope names no categories yet.');
  const found = new Set(look.findings.filter(({ state }) => state !== 'withdrawn').flatMap((one) => one.criteria));
  const waiting = criteria.filter(
    (id) => !look.isDone('criterion-design', look.paper('criterion-design', id)) && !found.has(id),
  );
  return waiting.length === 0
    ? holds(`${criteria.length} of ${criteria.length} have a conclusion or a finding.`)
    : lacks(
        `${criteria.length - waiting.length} of ${criteria.length} have a conclusion or a finding; not ${some(waiting)}.`,
        waiting.map((subject) => ({ kind: 'criterion-design', subject })),
      );
}

/** What was found wrong in a paper is said to management in writing (R-FND-01): a finding of that code was sent. */
function misstatementsAreFindings(look: Look): Fact {
  const wrong = look.all('description-review').filter(({ content }) => content['result'] === 'misstated');
  return findingsSent(look, wrong, `${wrong.length} misstatements, each a finding.`);
}

/** papers: each names in `finding` the codes that stand for it */
export function findingsSent(
  look: Look,
  papers: readonly {
    readonly kind: string;
    readonly subject: string;
    readonly content: Readonly<Record<string, unknown>>;
  }[],
  all: string,
): Fact {
  const sent = new Set(look.findings.filter(({ state }) => state !== 'withdrawn').map(({ code }) => code));
  const without = papers.filter(({ content }) => {
    const codes = content['finding'];
    return !Array.isArray(codes) || codes.length === 0 || !codes.every((code) => sent.has(String(code)));
  });
  return without.length === 0
    ? holds(all)
    : lacks(
        `Not sent to management as a finding: ${some(without.map(({ kind, subject }) => `${kind.replaceAll('-', ' ')} ${subject}`))}.`,
        without.map(({ kind, subject }) => ({ kind, subject })),
      );
}
