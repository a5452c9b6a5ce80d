import type { Problem } from '../../refusal.ts';
import type { DescriptionFile } from './model.ts';

/** What the description is held against beside itself: time, scope, the controls, and patterns that are data. */
export interface DescriptionCase {
  readonly type: 'type1' | 'type2';
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  readonly asOf: string | null;
  readonly categories: readonly string[];
  /** every criterion of the selected categories, also those declared not relevant */
  readonly applicable: readonly string[];
  readonly controls: readonly DescribedControl[];
  readonly signatory: string;
  readonly team: readonly string[];
  /** paragraphs by description criterion */
  readonly sections: ReadonlyMap<string, readonly string[]>;
  /** data/description-patterns.yaml, matched case-insensitively: claims nobody can test, detail that helps an attacker, R-RPT-13 */
  readonly puffery: readonly string[];
  readonly telling: readonly string[];
  readonly certification: readonly string[];
}

export interface DescribedControl {
  readonly id: string;
  readonly statement: string;
  readonly criteria: readonly string[];
  readonly owner: string;
  readonly frequency: string;
  readonly implementedAt: string | null;
  readonly effectiveFrom: string | null;
  readonly effectiveTo: string | null;
  readonly supersededBy: string | null;
}

/** `error` blocks approval and issue; `warning` must be answered with a note (data/description-criteria.json, severity). */
export interface DescriptionProblem extends Problem {
  readonly severity: 'error' | 'warning';
}

const words = (text: string): number => text.split(/\s+/).filter((w) => w !== '').length;

/**
 * Holds a description against the completeness rules of data/description-criteria.json. A complete checklist is necessary,
 * never sufficient: the auditor still judges whether the text is true and not misleading.
 * messages   rule id → severity and message, from the table; the table is the only place of wording
 * returns    one problem a rule and subject, in the order of the rules
 */
export function checkDescription(
  description: DescriptionFile,
  about: DescriptionCase,
  messages: ReadonlyMap<string, { severity: 'error' | 'warning'; message: string; appliesTo: readonly string[] }>,
): DescriptionProblem[] {
  const problems: DescriptionProblem[] = [];
  const unless = (holds: boolean, rule: string, subject: string): void => {
    const known = messages.get(rule);
    if (!known) throw new Error(`The table of description criteria has no rule ${rule}.`);
    if (holds || !known.appliesTo.includes(about.type)) return;
    const sentence = `${subject}: ${known.message}`;
    problems.push({ code: 'description', subject, sentence, source: rule, severity: known.severity });
  };
  const d = description;
  const start = about.periodStart ?? about.asOf ?? '';
  const end = about.periodEnd ?? about.asOf ?? '';
  const principal = d.commitments.filter((c) => c.principal);
  const requirements = d.requirements.filter((r) => r.principal);
  const notRelevant = new Set(d.notRelevantCriteria.map((n) => n.criterionId));
  const inScope = about.applicable.filter((c) => !notRelevant.has(c));
  const controlIds = new Set(about.controls.map((c) => c.id));
  const carvedOut = d.subservices.filter((s) => s.method === 'carve-out');
  const narratives = [...about.sections.values()].flat().concat(Object.values(d.narratives));
  const components = Object.values(d.components).flat();

  // DC1 services
  const services = d.services.filter((s) => s.inScope);
  unless(services.length >= 1, 'DC1-R01', 'DC1');
  for (const s of services) unless(words(s.summary) >= 15, 'DC1-R02', `DC1, ${s.id}`);
  for (const s of d.services) {
    unless(s.inScope || s.exclusionReason !== undefined, 'DC1-R04', `DC1, ${s.id}`);
    const moved = (s.startedAt !== undefined && s.startedAt > start) || (s.endedAt !== undefined && s.endedAt <= end);
    unless(!moved || s.datesDisclosed === true, 'DC1-R05', `DC1, ${s.id}`);
  }
  const vain = about.puffery.map((p) => new RegExp(p, 'i'));
  for (const [dc, paragraphs] of about.sections) {
    for (const text of paragraphs) unless(!vain.some((p) => p.test(text)), 'DC1-R06', dc);
  }

  // DC2 commitments and requirements
  unless(principal.length >= 1, 'DC2-R01', 'DC2');
  unless(requirements.length >= 1, 'DC2-R02', 'DC2');
  for (const category of about.categories) {
    unless(
      principal.some((c) => c.categories.some((x) => x === category)),
      'DC2-R03',
      `DC2, ${category}`,
    );
    unless(
      requirements.some((r) => r.categories.some((x) => x === category)),
      'DC2-R04',
      `DC2, ${category}`,
    );
  }
  for (const c of principal) {
    unless(
      d.requirements.some((r) => r.commitmentIds.includes(c.id)),
      'DC2-R07',
      `DC2, ${c.id}`,
    );
    const changed = (c.effectiveFrom ?? start) > start || (c.effectiveTo ?? end) < end;
    unless(!changed || c.changeId !== undefined, 'DC2-R09', `DC2, ${c.id}`);
  }
  for (const c of d.commitments) {
    const needs = c.source === 'contract' || c.source === 'sla' || c.source === 'public-statement';
    unless(!needs || c.sourceEvidenceId !== undefined, 'DC2-R06', `DC2, ${c.id}`);
  }
  for (const r of requirements) {
    const direct = r.controls.some((id) => controlIds.has(id));
    const criteria = new Set(d.commitments.filter((c) => r.commitmentIds.includes(c.id)).flatMap((c) => c.criteria));
    unless(direct || about.controls.some((c) => c.criteria.some((x) => criteria.has(x))), 'DC2-R08', `DC2, ${r.id}`);
  }
  unless(
    !about.categories.includes('availability') ||
      d.commitments.some((c) => c.categories.includes('availability') && c.measurableTarget !== undefined),
    'DC2-R10',
    'DC2',
  );

  // DC3 components and boundary
  const parts = [
    ['infrastructure', 'DC3-R01'],
    ['software', 'DC3-R02'],
    ['people', 'DC3-R03'],
    ['procedures', 'DC3-R04'],
    ['data', 'DC3-R05'],
  ] as const;
  for (const [part, rule] of parts) {
    unless(d.components[part].length >= 1 && words(d.narratives[part]) >= 30, rule, `DC3, ${part}`);
  }
  const handlesSecrets = about.categories.includes('confidentiality') || about.categories.includes('privacy');
  for (const c of d.components.data)
    unless(!handlesSecrets || c.classification !== undefined, 'DC3-R08', `DC3, ${c.id}`);
  const lifeCycle = ['collect', 'use', 'retain|retention|kept', 'disclos', 'dispos|delet|destroy'];
  unless(
    !about.categories.includes('privacy') ||
      (d.components.data.some((c) => c.personal === true) &&
        lifeCycle.every((p) => new RegExp(p, 'i').test(d.narratives.data))),
    'DC3-R09',
    'DC3',
  );
  const telling = about.telling.map((p) => new RegExp(p, 'i'));
  for (const [dc, paragraphs] of about.sections) {
    for (const text of paragraphs) unless(!telling.some((p) => p.test(text)), 'DC3-R10', dc);
  }
  const organizations = new Set(d.subservices.map((s) => s.id));
  for (const c of d.components.infrastructure) {
    unless(c.hostedBy === undefined || organizations.has(c.hostedBy), 'DC3-R11', `DC3, ${c.id}`);
  }

  // DC4 incidents
  const disclosed = d.incidents.filter((i) => i.qualifies);
  for (const i of d.incidents) {
    unless(
      i.qualifies === (i.cause === 'control-failure' || i.significantFailureOfCommitment),
      'DC4-R03',
      `DC4, ${i.id}`,
    );
    unless(
      !(i.customersNotified || i.authorityNotified) || i.qualifies || i.nonQualifyReason !== undefined,
      'DC4-R07',
      `DC4, ${i.id}`,
    );
  }
  for (const i of disclosed) {
    const overlaps = i.startedAt <= end && (i.resolvedAt ?? end) >= start;
    unless(overlaps || (i.detectedAt >= start && i.detectedAt <= end), 'DC4-R05', `DC4, ${i.id}`);
  }
  unless(disclosed.length > 0 || d.noIncidentStatement, 'DC4-R04', 'DC4');

  // DC5 criteria and controls
  unless(about.categories.length > 0, 'DC5-R01', 'DC5');
  unless(about.categories.includes('security'), 'DC5-R02', 'DC5');
  for (const criterion of inScope) {
    unless(
      about.controls.some((c) => c.criteria.includes(criterion)) ||
        carvedOut.some((s) => s.criteriaIds.includes(criterion)),
      'DC5-R03',
      criterion,
    );
  }
  const texts = new Map<string, string>();
  for (const c of about.controls) {
    unless(
      c.criteria.some((x) => inScope.includes(x)),
      'DC5-R04',
      c.id,
    );
    const normal = c.statement
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
    unless(!texts.has(normal), 'DC5-R05', c.id);
    texts.set(normal, c.id);
    unless(words(c.statement) >= 5 && c.owner !== '' && c.frequency !== '', 'DC5-R06', c.id);
    unless(c.implementedAt !== null, 'DC5-R07', c.id);
    unless(
      c.implementedAt !== null && c.implementedAt <= end && (c.effectiveTo === null || c.effectiveTo > end),
      'DC5-R08',
      c.id,
    );
    unless((c.effectiveFrom ?? start) <= end && (c.effectiveTo ?? end) >= start, 'DC5-R09', c.id);
  }
  const five = [
    'controlEnvironment',
    'riskAssessment',
    'informationAndCommunication',
    'monitoring',
    'controlActivities',
  ] as const;
  for (const part of five) unless(words(d.narratives[part]) >= 40, 'DC5-R10', `DC5, ${part}`);

  // DC6 user entities
  for (const c of d.cuecs) {
    unless(c.necessaryForCommitment, 'DC6-R02', `DC6, ${c.id}`);
    unless(
      c.criteriaIds.every((x) => inScope.includes(x)),
      'DC6-R05',
      `DC6, ${c.id}`,
    );
    for (const x of c.criteriaIds) {
      unless(
        about.controls.some((k) => k.criteria.includes(x)) || carvedOut.some((s) => s.criteriaIds.includes(x)),
        'DC6-R06',
        `DC6, ${x}`,
      );
    }
  }
  unless(d.cuecs.length > 0 || d.noCuecStatement, 'DC6-R04', 'DC6');

  // DC7 subservice organizations
  for (const s of d.subservices) {
    if (s.method === 'carve-out') unless(s.csocs.length >= 1, 'DC7-R03', `DC7, ${s.id}`);
    unless(
      s.monitoringControlIds.length >= 1 && s.monitoringControlIds.every((id) => controlIds.has(id)),
      'DC7-R04',
      `DC7, ${s.id}`,
    );
    if (s.method === 'inclusive') {
      unless(s.assertionId !== undefined && s.representationAgreed === true, 'DC7-R05', `DC7, ${s.id}`);
      unless(s.independentOf === true, 'DC7-R06', `DC7, ${s.id}`);
    }
    const moved = (s.startDate ?? start) > start || (s.endDate ?? end) < end;
    unless(!moved || s.changeId !== undefined, 'DC7-R08', `DC7, ${s.id}`);
    unless(s.method !== 'carve-out' || s.latestReportReviewed, 'DC7-R09', `DC7, ${s.id}`);
  }
  const carried = inScope.filter((x) => carvedOut.some((s) => s.criteriaIds.includes(x)));
  unless(carried.length * 2 <= inScope.length, 'DC7-R07', 'DC7');

  // DC8 not relevant
  for (const n of d.notRelevantCriteria) {
    unless(words(n.reason) >= 10, 'DC8-R02', `DC8, ${n.criterionId}`);
    unless(n.auditorConcurrence !== undefined, 'DC8-R03', `DC8, ${n.criterionId}`);
    unless(!about.controls.some((c) => c.criteria.includes(n.criterionId)), 'DC8-R04', `DC8, ${n.criterionId}`);
    unless(!n.criterionId.startsWith('CC'), 'DC8-R05', `DC8, ${n.criterionId}`);
  }

  // DC9 changes, type 2 only
  unless(d.changes.length > 0 || d.noSignificantChangeStatement, 'DC9-R01', 'DC9');
  unless(d.changes.length === 0, 'DC9-R05', 'DC9');
  for (const c of d.changes) unless(!c.significant || (c.date >= start && c.date <= end), 'DC9-R02', `DC9, ${c.id}`);
  for (const c of about.controls) {
    const moved = (c.effectiveFrom ?? start) > start || (c.effectiveTo ?? end) < end;
    unless(!moved || d.changes.some((x) => x.controlIds.includes(c.id)), 'DC9-R03', c.id);
    const next = about.controls.find((k) => k.id === c.supersededBy);
    if (next)
      unless(c.effectiveTo === null || nextDay(c.effectiveTo) >= (next.effectiveFrom ?? start), 'DC9-R04', c.id);
  }

  // General rules
  const placeholder = /\[\s*\.{2,}\s*\]|\bTBD\b|\blorem\b|\bTODO\b|\{\{.*?\}\}/i;
  for (const text of narratives) unless(!placeholder.test(text), 'G-R03', text.slice(0, 60));
  const known = new Set<string>([
    ...controlIds,
    ...d.commitments.map((c) => c.id),
    ...d.requirements.map((r) => r.id),
    ...d.cuecs.map((c) => c.id),
    ...d.incidents.map((i) => i.id),
    ...d.changes.map((c) => c.id),
    ...components.map((c) => c.id),
  ]);
  for (const c of d.requirements) {
    for (const id of c.commitmentIds) unless(known.has(id), 'G-R04', `${c.id} names ${id}`);
    for (const id of c.controls) unless(controlIds.has(id), 'G-R04', `${c.id} names ${id}`);
  }
  for (const c of d.changes) for (const id of c.controlIds) unless(controlIds.has(id), 'G-R04', `${c.id} names ${id}`);
  unless(d.approvedBy === about.signatory, 'G-R05', 'The description');
  unless(!about.team.includes(d.lastEditedBy), 'G-R06', 'The description');

  // R-RPT-13: an attestation is never called a certification, in no words of anybody.
  const forbidden = about.certification.map((p) => new RegExp(p, 'i'));
  const everything = [
    ...narratives,
    ...d.services.map((s) => s.summary),
    ...d.commitments.map((c) => c.text),
    ...d.otherInformation.map((o) => o.text),
  ];
  for (const text of everything) {
    const found = forbidden.find((p) => p.test(text));
    if (found) {
      problems.push({
        code: 'description',
        subject: text.slice(0, 60),
        sentence: `"${text.slice(0, 60)}…" calls the engagement a certification; it is an attestation.`,
        source: 'R-RPT-13',
        severity: 'error',
      });
    }
  }
  return problems;
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
