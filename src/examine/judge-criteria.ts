import { checkDescription, type DescriptionProblem } from '../lifecycle/description/rules.ts';
import { type CriterionResult, criterionOperating, type MaterialityDecision } from '../lifecycle/report/criterion.ts';
import { formOpinion, problemsOfAssertion, problemsOfOpinion, weighCriteria } from '../lifecycle/report/opinion.ts';
import type { Problem } from '../refusal.ts';
import type { Engagement } from './folder/engagement.ts';
import type { JudgementsFile } from './folder/shape.ts';
import type { Judged, JudgedControl, JudgedTest } from './judged.ts';
import { methodTables } from './method-tables.ts';

/** From controls to criteria and from criteria to the opinion (methodology 15 and 16). */
export function judgeCriteria(
  engagement: Engagement,
  judgements: JudgementsFile,
  tests: readonly JudgedTest[],
  controls: readonly JudgedControl[],
): { judged: Pick<Judged, 'criteria' | 'opinion'> | null; missing: Problem[]; problems: Problem[] } {
  const missing: Problem[] = [];
  const problems: Problem[] = [];
  const { file, description } = engagement;
  const role = new Map(file.team.map((t) => [t.name, t.role]));
  const conclusionOf = new Map(controls.map((c) => [c.control, c]));

  const results: CriterionResult[] = [];
  for (const criterion of engagement.applicable) {
    const carveOuts = description.subservices.filter(
      (s) => s.method === 'carve-out' && s.criteriaIds.includes(criterion.id),
    );
    const monitoring = new Set(carveOuts.flatMap((s) => s.monitoringControlIds));
    // A monitoring control serves the criteria of the organization it watches (section 15).
    const serving = engagement.controls.filter((c) => c.criteria.includes(criterion.id) || monitoring.has(c.id));
    const decision = judgements.criteria.find((c) => c.criterion === criterion.id);
    const documented = (answer: boolean | undefined) =>
      answer === undefined || !decision ? null : { answer, reasons: decision.reasons };
    const deficient = serving.length > 0 && serving.every((c) => conclusionOf.get(c.id)?.design === 'deficient');
    const result = criterionOperating({
      type: file.type,
      criterion: criterion.id,
      notRelevant: false,
      carvedOut: carveOuts.length > 0,
      design: deficient ? 'deficient' : 'suitable',
      controls: serving.map((c) => {
        const concluded = conclusionOf.get(c.id);
        return {
          control: c.id,
          monitors: monitoring.has(c.id),
          design: concluded?.design ?? 'deficient',
          implemented: concluded?.implemented ?? false,
          conclusion: concluded?.conclusion ?? null,
        };
      }),
      compensating: judgements.compensations
        .filter((c) => c.criterion === criterion.id)
        .map((c) => ({
          failing: c.failing,
          by: c.control,
          inDescription: c.inDescription,
          sameRiskAndCriterion: c.sameRiskAndCriterion,
          wholeTime: c.wholeTime,
          precise: c.precise,
          conclusion: conclusionOf.get(c.control)?.conclusion ?? null,
        })),
      remainingSuffice: documented(decision?.remainingSuffice),
      othersEnough: documented(decision?.othersEnough),
    });
    if (result.outcome === null) {
      missing.push({
        code: 'criterion-open',
        subject: criterion.id,
        sentence: `judgements.yaml: ${criterion.id} has no result: ${result.reasons.join(' ')}`,
        source: 'methodology 15',
      });
    }
    results.push(result);
  }

  const decisions: MaterialityDecision[] = judgements.criteria.flatMap((c) =>
    c.material === undefined
      ? []
      : [
          {
            criterion: c.criterion,
            material: c.material,
            reasons: c.reasons,
            commitments: c.commitments,
            couldHaveFailed: c.couldHaveFailed,
            achievedOtherwise: c.achievedOtherwise ?? null,
            role: role.get(c.by) ?? 'staff',
          },
        ],
  );
  const pervasive = (outcome: string): boolean =>
    judgements.criteria.some(
      (c) => c.pervasive === true && results.some((r) => r.criterion === c.criterion && r.outcome === outcome),
    );
  const weighed = weighCriteria({
    type: file.type,
    results,
    decisions,
    pervasive: { misstatement: pervasive('not-met'), limitation: pervasive('unable-to-conclude') },
  });
  // What R-MAT-01 asks for is a place to fill in; what contradicts it is a problem. Both stop before an opinion.
  for (const problem of weighed.problems) (problem.code === 'materiality-undecided' ? missing : problems).push(problem);

  // Description: rule results need an answer; then people say what weighs.
  const unanswered = descriptionProblems(engagement).filter(
    (p) => judgements.description?.answers[p.source ?? ''] === undefined,
  );
  for (const problem of unanswered) missing.push(problem);
  if (!judgements.description) {
    missing.push({
      code: 'description',
      subject: 'description',
      sentence: 'judgements.yaml: the description is not evaluated.',
      source: 'methodology 4.2',
    });
  }
  for (const [name, value] of [
    ['subsequentEvents', judgements.subsequentEvents],
    ['assertion', judgements.assertion],
    ['representation', judgements.representation],
    ['opinion', judgements.opinion],
  ] as const) {
    if (value === undefined) {
      missing.push({
        code: name,
        subject: name,
        sentence: `judgements.yaml: ${name} is missing.`,
        source: 'methodology 4.2',
      });
    }
  }
  if (weighed.weighed === null || !judgements.opinion || !judgements.description) {
    return { judged: null, missing, problems };
  }

  const proposal = formOpinion({
    type: file.type,
    description: { misstatement: judgements.description.misstatement, limitation: judgements.description.limitation },
    design: weighed.weighed.design,
    operating: weighed.weighed.operating,
    beside: {
      noOccurrence: results.filter((r) => r.outcome === 'no-occurrence').map((r) => r.criterion),
      emphasis: judgements.opinion.emphasis.map((e) => e.matter),
      deviations: tests.reduce((sum, t) => sum + t.deviations, 0),
    },
  });
  problems.push(
    ...problemsOfOpinion(proposal, {
      kind: judgements.opinion.kind,
      reasons: judgements.opinion.reasons,
      role: role.get(judgements.opinion.by) ?? 'staff',
    }),
  );
  if (judgements.assertion) {
    problems.push(
      ...problemsOfAssertion({
        kind: judgements.opinion.kind,
        affected: proposal.affected,
        exceptions: judgements.assertion.exception === null ? [] : proposal.affected,
        inconsistencyStated: null,
      }),
    );
  }
  if (missing.length > 0 || problems.length > 0 || proposal.kind === null) return { judged: null, missing, problems };
  return {
    missing,
    problems,
    judged: {
      criteria: results.map((r) => {
        const decision = judgements.criteria.find((c) => c.criterion === r.criterion);
        return {
          criterion: r.criterion,
          outcome: r.outcome ?? 'unable-to-conclude',
          material: decision?.material ?? null,
          pervasive: decision?.pervasive ?? false,
          commitments: decision?.couldHaveFailed ?? [],
        };
      }),
      opinion: { kind: judgements.opinion.kind, proposed: proposal.kind, affected: proposal.affected },
    },
  };
}

/** The completeness rules of the description criteria, held against this engagement. */
export function descriptionProblems(engagement: Engagement): DescriptionProblem[] {
  const { file, standards } = engagement;
  const patterns = methodTables().descriptionPatterns;
  const rules = [
    ...standards.description.descriptionCriteria.flatMap((c) => c.completenessRules),
    ...standards.description.generalRules,
  ];
  return checkDescription(
    engagement.description,
    {
      type: file.type,
      periodStart: file.period?.start ?? null,
      periodEnd: file.period?.end ?? null,
      asOf: file.asOf ?? null,
      categories: file.categories,
      applicable: [
        ...engagement.applicable.map((c) => c.id),
        ...engagement.description.notRelevantCriteria.map((n) => n.criterionId),
      ],
      controls: engagement.controls,
      signatory: file.organization.signatory.name,
      team: file.team.map((t) => t.name),
      sections: engagement.sections,
      puffery: patterns.puffery,
      telling: patterns.telling,
      certification: patterns.certification,
    },
    new Map(rules.map((r) => [r.id, r])),
  );
}
