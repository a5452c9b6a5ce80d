import { isTimeZone } from '../../calendar.ts';
import type { Problem } from '../../refusal.ts';
import type { Engagement } from './engagement.ts';

/**
 * What no single file can show: references that lead nowhere, ids given twice, dates that cannot be. Pure.
 * today   plain date; the report date may not lie after it
 */
export function crossCheck(engagement: Engagement, today: string): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, subject: string, sentence: string, source?: string): void => {
    problems.push(source === undefined ? { code, subject, sentence } : { code, subject, sentence, source });
  };
  const { file, description, controls, evidence, populations, procedures, kinds, judgements } = engagement;

  // Time: exactly the one the type asks for.
  if (file.type === 'type2' && (!file.period || file.asOf !== undefined)) {
    say('time', 'engagement.yaml', 'engagement.yaml: a type2 engagement has a period and no asOf date.', 'R-TYP-01');
  }
  if (file.type === 'type1' && (file.asOf === undefined || file.period)) {
    say('time', 'engagement.yaml', 'engagement.yaml: a type1 engagement has an asOf date and no period.', 'R-TYP-01');
  }
  if (file.period && file.period.end < file.period.start) {
    say('time', 'engagement.yaml', 'engagement.yaml: the period ends before it begins.', 'R-SCO-05');
  }
  const end = file.period?.end ?? file.asOf;
  if (end !== undefined && file.reportDate < end) {
    say(
      'report-date',
      'engagement.yaml',
      `engagement.yaml: the report date ${file.reportDate} lies before ${end}.`,
      'R-DAT-01',
    );
  }
  if (file.reportDate > today) {
    say(
      'report-date',
      'engagement.yaml',
      `engagement.yaml: the report date ${file.reportDate} lies after today.`,
      'R-DAT-01',
    );
  }
  if (file.assertionDate > file.reportDate) {
    say('assertion-date', 'engagement.yaml', 'engagement.yaml: the assertion is dated after the report.', 'R-DAT-01');
  }
  if (!isTimeZone(file.timeZone)) {
    say('time-zone', 'engagement.yaml', `engagement.yaml: ${file.timeZone} is no time zone of the IANA list.`);
  }

  const twice = (ids: readonly string[], where: string): void => {
    const seen = new Set<string>();
    for (const id of ids) {
      if (seen.has(id)) say('id-twice', where, `${where}: the id ${id} is given twice.`);
      seen.add(id);
    }
  };
  twice(
    controls.map((c) => c.id),
    'controls.yaml',
  );
  twice(
    evidence.map((e) => e.id),
    'evidence.yaml',
  );
  twice(
    populations.map((p) => p.id),
    'evidence.yaml',
  );
  twice(
    procedures.map((p) => p.id),
    'controls.yaml',
  );
  twice(
    [...description.commitments.map((c) => c.id), ...description.requirements.map((r) => r.id)],
    'system/description.yaml',
  );

  const applicable = new Set(engagement.applicable.map((c) => c.id));
  const controlIds = new Set(controls.map((c) => c.id));
  const evidenceIds = new Set(evidence.map((e) => e.id));
  const populationIds = new Map(populations.map((p) => [p.id, p]));
  const procedureIds = new Map(procedures.map((p) => [p.id, p]));

  for (const control of controls) {
    for (const criterion of control.criteria) {
      const known = engagement.standards.criteria.criteria.some((c) => c.id === criterion);
      if (!known)
        say('unknown-criterion', control.id, `controls.yaml: ${control.id} names ${criterion}, which is no criterion.`);
    }
    if (!control.criteria.some((c) => applicable.has(c))) {
      say('control-out-of-scope', control.id, `controls.yaml: ${control.id} serves no criterion in scope.`, 'DC5-R04');
    }
    if (control.supersededBy !== null && !controlIds.has(control.supersededBy)) {
      say(
        'unknown-control',
        control.id,
        `controls.yaml: ${control.id} is superseded by ${control.supersededBy}, which does not exist.`,
      );
    }
    if (file.type === 'type2' && control.procedures.length === 0) {
      say('control-untested', control.id, `controls.yaml: ${control.id} has no procedure.`, 'R-TST-03');
    }
  }
  for (const population of populations) {
    if (!kinds.has(population.kind)) {
      say(
        'unknown-kind',
        population.id,
        `evidence.yaml: ${population.id} is of kind ${population.kind}, which does not exist.`,
      );
    }
    for (const id of population.evidence) {
      if (!evidenceIds.has(id))
        say(
          'unknown-evidence',
          population.id,
          `evidence.yaml: ${population.id} names the evidence ${id}, which does not exist.`,
        );
    }
    if (population.reconcile && !populationIds.has(population.reconcile.to)) {
      say(
        'unknown-population',
        population.id,
        `evidence.yaml: ${population.id} is reconciled to ${population.reconcile.to}, which does not exist.`,
      );
    }
  }
  for (const item of evidence) {
    // R-POP-02: an extract taken before the period ended cannot cover it.
    if (item.stated.collectedAt.slice(0, 10) < item.stated.period.end) {
      say(
        'collected-early',
        item.id,
        `evidence.yaml: ${item.id} was collected before ${item.stated.period.end}, the end of the time it is said to cover.`,
        'R-POP-02',
      );
    }
    if (item.stated.collectedAt.slice(0, 10) > file.reportDate) {
      say('collected-late', item.id, `evidence.yaml: ${item.id} was collected after the report date.`, 'R-DAT-01');
    }
  }
  for (const procedure of procedures) {
    const control = controls.find((c) => c.id === procedure.control);
    const statements = [control?.statement ?? '', ...(control?.versions ?? []).map((v) => v.statement)].map(plainWords);
    for (const attribute of procedure.attributes) {
      // An attribute tests words of the control as management states it, or management changes the statement (R-TST-11).
      if (attribute.quotes !== undefined && !statements.some((s) => s.includes(plainWords(attribute.quotes ?? '')))) {
        say(
          'quotes',
          procedure.id,
          `The procedure ${procedure.id}, attribute ${attribute.id}, quotes "${attribute.quotes}", which the statement of ${procedure.control} does not say.`,
          'R-TST-11',
        );
      }
    }
    if (!procedure.population) continue;
    if (procedure.extent === 'sample' && procedure.population.where !== undefined) {
      say(
        'sample-where',
        procedure.id,
        `The procedure ${procedure.id} draws a sample and has a "where"; a sample is drawn from a whole population, so cut the population when it is built.`,
        'R-POP-03',
      );
    }
    const wanted = [
      { id: procedure.population.id, kind: procedure.population.kind },
      ...Object.values(procedure.with ?? {}).map((w) => ({ id: w.id, kind: w.kind })),
    ];
    for (const { id, kind } of wanted) {
      const found = populations.filter((p) => (id === undefined ? p.kind === kind : p.id === id && p.kind === kind));
      if (found.length === 0) {
        say(
          'no-population',
          procedure.id,
          `evidence.yaml: the procedure ${procedure.id} needs a population of kind ${kind}${id === undefined ? '' : ` with id ${id}`}; there is none.`,
        );
      } else if (found.length > 1) {
        say(
          'population-ambiguous',
          procedure.id,
          `The procedure ${procedure.id} needs a population of kind ${kind} and there are ${found.length} (${found.map((p) => p.id).join(', ')}); name one by id.`,
        );
      }
    }
  }

  if (judgements) {
    const people = new Set(file.team.map((t) => t.name));
    const needControl = (id: string, where: string): void => {
      if (!controlIds.has(id))
        say('unknown-control', where, `judgements.yaml: ${where} names the control ${id}, which does not exist.`);
    };
    const needProcedure = (id: string, where: string): void => {
      if (!procedureIds.has(id))
        say('unknown-procedure', where, `judgements.yaml: ${where} names the procedure ${id}, which does not exist.`);
    };
    const needTeam = (name: string, where: string): void => {
      if (!people.has(name))
        say('not-on-the-team', where, `judgements.yaml: ${where} is by ${name}, who is not on the team.`, 'R-IND-02');
    };
    const needTwo = (first: string, second: string, where: string): void => {
      needTeam(first, where);
      needTeam(second, where);
      if (first === second)
        say(
          'own-review',
          where,
          `judgements.yaml: ${where} was prepared and reviewed by the same person, ${first}.`,
          'R-QUA-01',
        );
    };
    const notAfterReport = (at: string, where: string): void => {
      if (at > file.reportDate)
        say('after-report-date', where, `judgements.yaml: ${where} is dated ${at}, after the report date.`, 'R-DAT-01');
    };
    const conditionIds = new Set(judgements.conditions.map((c) => c.id));
    twice(
      judgements.conditions.map((c) => c.id),
      'judgements.yaml, conditions',
    );
    twice(
      judgements.findings.map((f) => f.id),
      'judgements.yaml, findings',
    );
    twice(
      judgements.design.map((d) => d.control),
      'judgements.yaml, design',
    );
    twice(
      judgements.controls.map((c) => c.control),
      'judgements.yaml, controls',
    );
    twice(
      judgements.tests.map((t) => t.procedure),
      'judgements.yaml, tests',
    );
    twice(
      judgements.ipe.map((i) => i.population),
      'judgements.yaml, ipe',
    );
    twice(
      judgements.adoptions.map((a) => a.procedure),
      'judgements.yaml, adoptions',
    );
    twice(
      judgements.criteria.map((c) => c.criterion),
      'judgements.yaml, criteria',
    );
    for (const d of judgements.design) {
      needControl(d.control, `design of ${d.control}`);
      needTwo(d.by, d.reviewedBy, `design of ${d.control}`);
      notAfterReport(d.at, `design of ${d.control}`);
    }
    for (const i of judgements.ipe) {
      if (!populationIds.has(i.population))
        say(
          'unknown-population',
          i.population,
          `judgements.yaml: ipe names the population ${i.population}, which does not exist.`,
        );
      needTwo(i.by, i.reviewedBy, `ipe of ${i.population}`);
      notAfterReport(i.at, `ipe of ${i.population}`);
    }
    for (const r of judgements.resolutions) {
      const where = `resolution of ${r.procedure} ${r.attribute}`;
      needProcedure(r.procedure, where);
      needTwo(r.by, r.second, where);
      notAfterReport(r.at, where);
      if (r.outcome === 'confirmed' && r.condition === undefined) {
        say(
          'condition-missing',
          where,
          `judgements.yaml: ${where} confirms deviations without naming their condition.`,
          'R-SMP-07',
        );
      }
      if (r.condition !== undefined && !conditionIds.has(r.condition)) {
        say(
          'unknown-condition',
          where,
          `judgements.yaml: ${where} names the condition ${r.condition}, which does not exist.`,
        );
      }
      const procedure = procedureIds.get(r.procedure);
      if (procedure && !procedure.attributes.some((a) => a.id === r.attribute)) {
        say('unknown-attribute', where, `judgements.yaml: ${r.procedure} has no attribute ${r.attribute}.`);
      }
    }
    for (const t of judgements.tests) {
      const where = `test ${t.procedure}`;
      needProcedure(t.procedure, where);
      needTwo(t.by, t.reviewedBy, where);
      notAfterReport(t.at, where);
    }
    for (const a of judgements.adoptions) {
      needProcedure(a.procedure, `adoption of ${a.procedure}`);
      needTwo(a.by, a.reviewedBy, `adoption of ${a.procedure}`);
      notAfterReport(a.at, `adoption of ${a.procedure}`);
    }
    for (const f of judgements.findings) {
      const where = `finding ${f.id}`;
      if (f.control !== undefined) needControl(f.control, where);
      needTwo(f.by, f.reviewedBy, where);
      for (const c of f.conditions) {
        if (!conditionIds.has(c))
          say('unknown-condition', where, `judgements.yaml: ${where} names the condition ${c}, which does not exist.`);
      }
    }
    const findingIds = new Set(judgements.findings.map((f) => f.id));
    for (const r of judgements.responses) {
      if (!findingIds.has(r.finding))
        say(
          'unknown-finding',
          r.finding,
          `judgements.yaml: a response names the finding ${r.finding}, which does not exist.`,
        );
      // R-WALL-02, R-FND-03: the response is management's, never the firm's.
      if (people.has(r.by))
        say(
          'wall',
          r.finding,
          `judgements.yaml: the response to ${r.finding} is by ${r.by}, a member of the firm.`,
          'R-WALL-02',
        );
    }
    for (const c of judgements.controls) {
      needControl(c.control, `conclusion on ${c.control}`);
      needTeam(c.by, `conclusion on ${c.control}`);
      notAfterReport(c.at, `conclusion on ${c.control}`);
    }
    for (const c of judgements.compensations) {
      needControl(c.failing, `compensation for ${c.failing}`);
      needControl(c.control, `compensation for ${c.failing}`);
      needTeam(c.by, `compensation for ${c.failing}`);
    }
    for (const c of judgements.criteria) {
      if (!applicable.has(c.criterion))
        say(
          'unknown-criterion',
          c.criterion,
          `judgements.yaml: a decision names the criterion ${c.criterion}, which is not in scope.`,
        );
      needTeam(c.by, `decision on ${c.criterion}`);
    }
    if (judgements.opinion) needTeam(judgements.opinion.by, 'the opinion');
  }
  return problems;
}

/** Words without regard to line breaks and runs of blanks. */
function plainWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
