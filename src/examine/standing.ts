import { businessDays, dayNumber } from '../calendar.ts';
import { adviceIn, uncommunicated } from '../lifecycle/findings/rules.ts';
import { problemsOfDates } from '../lifecycle/report/dates.ts';
import { problemsOfScope } from '../lifecycle/scope/rules.ts';
import { unmetOnTheWay } from '../lifecycle/state-machine.ts';
import type { Problem } from '../refusal.ts';
import type { Engagement } from './folder/engagement.ts';
import type { JudgementsFile } from './folder/shape.ts';
import { methodTables } from './method-tables.ts';

/** Response window for findings in business days (policy, methodology 4.2). */
const responseWindowDays = 5;

/** What scope rules say about the engagement as its folder states it. */
export function scopeProblems(engagement: Engagement, judgements: JudgementsFile | null): Problem[] {
  const { file, description } = engagement;
  const approvals = new Set((judgements?.acts ?? []).map((a) => a.fact));
  return problemsOfScope({
    type: file.type,
    period: file.period ?? null,
    asOf: file.asOf ?? null,
    categories: file.categories,
    approvals,
    subservices: description.subservices.map((s) => ({
      id: s.id,
      method: s.method,
      criteria: s.criteriaIds,
      assertion: s.assertion !== undefined,
      representations: s.representationAgreed === true,
      independent: s.independentOf === true,
    })),
    cuecs: description.cuecs.map((c) => ({ id: c.id, necessary: c.necessaryForCommitment })),
  });
}

/** Words to management, their delivery, and the dates: what the gates before issue ask of records. */
export function issueProblems(engagement: Engagement, judgements: JudgementsFile, today: string): Problem[] {
  const { file } = engagement;
  const holidays = new Set(file.holidays.flatMap((h) => dayNumber(h) ?? []));
  const days = (from: string, to: string): number => businessDays(dayNumber(from) ?? 0, dayNumber(to) ?? 0, holidays);
  const work = [
    ...judgements.design.map((d) => d.at),
    ...judgements.ipe.map((d) => d.at),
    ...judgements.resolutions.map((d) => d.at),
    ...judgements.tests.map((d) => d.at),
    ...judgements.adoptions.map((d) => d.at),
    ...judgements.toolReliance.map((d) => d.at),
    ...judgements.controls.map((d) => d.at),
    ...judgements.criteria.map((d) => d.at),
    ...(judgements.opinion ? [judgements.opinion.at] : []),
  ].sort();
  return [
    ...adviceIn(
      judgements.findings.map((f) => ({ id: f.id, fact: f.fact, extent: f.extent ?? null })),
      methodTables().advicePatterns.patterns,
    ),
    ...uncommunicated(
      judgements.findings.map((f) => ({
        finding: f.id,
        communicatedAt: f.communicatedAt,
        delivery: f.delivery,
        respondedAt: judgements.responses.find((r) => r.finding === f.id)?.at ?? null,
      })),
      file.reportDate,
      responseWindowDays,
      days,
    ),
    ...problemsOfDates({
      end: file.period?.end ?? file.asOf ?? file.reportDate,
      reportDate: file.reportDate,
      lastEvidence:
        engagement.evidence
          .map((e) => e.stated.collectedAt.slice(0, 10))
          .sort()
          .at(-1) ?? null,
      lastWork: work.at(-1) ?? null,
      assertion: file.assertionDate,
      representationAsOf: judgements.representation?.asOf ?? null,
      representationSigned: judgements.representation?.signedAt ?? null,
      signedAt: null,
      releasedAt: null,
      today,
    }),
  ];
}

/**
 * What the gates still ask of people. Facts that a program computes are held by the time the file is judged: their rules refused
 * before (judge.ts, standing.ts); here the acts of people are held against the table.
 */
export function gateProblems(engagement: Engagement, judgements: JudgementsFile): Problem[] {
  const machine = methodTables().stateMachine;
  const acts = new Set(judgements.acts.map((a) => a.fact));
  const computed = machine.facts.filter((f) => f.settledBy === 'machine').map((f) => f.id);
  const cases = new Set<string>([engagement.file.type]);
  if (engagement.description.subservices.some((s) => s.method === 'carve-out')) cases.add('carve-out');
  if (acts.has('quality-review-started')) cases.add('quality-review-required');
  const held = [
    ...(judgements.subsequentEvents ? ['subsequent-events'] : []),
    ...(judgements.assertion ? ['assertion-final', 'assertion-promised'] : []),
    ...(judgements.representation ? ['representation-draft'] : []),
    ...(judgements.description ? ['description-draft', 'description-interim-review', 'description-final-review'] : []),
  ];
  return unmetOnTheWay(machine, 'issued', { facts: new Set([...acts, ...computed, ...held]), cases });
}
