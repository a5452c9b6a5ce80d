import { isTimeZone } from '../../calendar.ts';
import type { Problem } from '../../refusal.ts';
import type { Engagement } from './engagement.ts';
import { type Place, type Places, problemAt } from './places.ts';
import type { JudgementsFile } from './shape.ts';

/** Says one problem: where the record stands, code, sentence with the record's name, rule. */
type Say = (place: Place, code: string, sentence: string, source?: string) => void;

/**
 * What no single file can show: references that lead nowhere, ids given twice, dates that cannot be. Pure.
 * places  of the engagement's records; every problem names file and line
 * today   plain date; the report date may not lie after it
 */
export function crossCheck(engagement: Engagement, places: Places, today: string): Problem[] {
  const problems: Problem[] = [];
  const say: Say = (...said) => {
    problems.push(problemAt(...said));
  };
  checkDates(engagement, places, today, say);
  checkControls(engagement, places, say);
  checkSubservices(engagement, places, say);
  checkEvidence(engagement, places, say);
  checkProcedures(engagement, places, say);
  if (engagement.judgements) checkJudgements(engagement, engagement.judgements, places, say);
  return problems;
}

function checkDates({ file }: Engagement, places: Places, today: string, say: Say): void {
  // Time: exactly the one the type asks for.
  if (file.type === 'type2' && (!file.period || file.asOf !== undefined)) {
    say(places.of(file, 'asOf'), 'time', 'a type2 engagement has a period and no asOf date.', 'R-TYP-01');
  }
  if (file.type === 'type1' && (file.asOf === undefined || file.period)) {
    say(places.of(file, 'period'), 'time', 'a type1 engagement has an asOf date and no period.', 'R-TYP-01');
  }
  if (file.period && file.period.end < file.period.start) {
    say(places.of(file.period), 'time', 'the period ends before it begins.', 'R-SCO-05');
  }
  const reported = places.of.bind(places, file, 'reportDate');
  const end = file.period?.end ?? file.asOf;
  if (end !== undefined && file.reportDate < end) {
    say(reported(), 'report-date', `the report date ${file.reportDate} lies before ${end}.`, 'R-DAT-01');
  }
  if (file.reportDate > today) {
    say(reported(), 'report-date', `the report date ${file.reportDate} lies after today.`, 'R-DAT-01');
  }
  if (file.assertionDate > file.reportDate) {
    say(places.of(file, 'assertionDate'), 'assertion-date', 'the assertion is dated after the report.', 'R-DAT-01');
  }
  if (!isTimeZone(file.timeZone)) {
    say(places.of(file, 'timeZone'), 'time-zone', `${file.timeZone} is no time zone of the IANA list.`);
  }
}

function checkControls(engagement: Engagement, places: Places, say: Say): void {
  const { file, controls, description, standards } = engagement;
  once('controls', controls, 'id', places, say);
  once('system', [...description.commitments, ...description.requirements], 'id', places, say);
  const applicable = new Set(engagement.applicable.map((c) => c.id));
  for (const control of controls) {
    for (const criterion of control.criteria) {
      if (!standards.criteria.criteria.some((c) => c.id === criterion)) {
        const sentence = `${control.id} names ${criterion}, which is no criterion.`;
        say(places.of(control, 'criteria'), 'unknown-criterion', sentence);
      }
    }
    if (!control.criteria.some((c) => applicable.has(c))) {
      say(places.of(control), 'control-out-of-scope', `${control.id} serves no criterion in scope.`, 'DC5-R04');
    }
    if (control.supersededBy !== null && !controls.some((c) => c.id === control.supersededBy)) {
      const sentence = `${control.id} is superseded by ${control.supersededBy}, which does not exist.`;
      say(places.of(control, 'supersededBy'), 'unknown-control', sentence);
    }
    if (file.type === 'type2' && control.procedures.length === 0) {
      say(places.of(control), 'control-untested', `${control.id} has no procedure.`, 'R-TST-03');
    }
  }
}

function checkSubservices({ file, description, controls }: Engagement, places: Places, say: Say): void {
  const { subservices } = description;
  once('subservices', subservices, 'id', places, say);
  for (const one of subservices) {
    const { id, name, method, assertion } = one;
    if (method === 'inclusive' && !assertion) {
      const sentence = `${id} (${name}) is inclusive, and the assertion of its own management is missing.`;
      say(places.of(one), 'assertion-missing', sentence, 'R-SCO-07');
    }
    if (method === 'carve-out' && assertion) {
      const sentence = `${id} (${name}) is carved out; a report prints no assertion of it.`;
      say(places.of(assertion), 'assertion-of-carve-out', sentence, 'R-SCO-07');
    }
    if (assertion && assertion.date > file.reportDate) {
      const sentence = `the assertion of ${id} (${name}) is dated after the report.`;
      say(places.of(assertion, 'date'), 'assertion-date', sentence, 'R-DAT-01');
    }
  }
  const inclusive = new Set(subservices.filter((s) => s.method === 'inclusive').map((s) => s.id));
  for (const control of controls) {
    if (control.organization === null || inclusive.has(control.organization)) continue;
    const sentence = `${control.id} is of ${control.organization}, which is no inclusive subservice organization.`;
    say(places.of(control, 'organization'), 'unknown-organization', sentence, 'R-SCO-07');
  }
}

function checkEvidence({ file, evidence, populations, kinds }: Engagement, places: Places, say: Say): void {
  once(
    'evidence',
    evidence.map((e) => e.stated),
    'id',
    places,
    say,
  );
  once('populations', populations, 'id', places, say);
  for (const population of populations) {
    if (!kinds.has(population.kind)) {
      const sentence = `${population.id} is of kind ${population.kind}, which does not exist.`;
      say(places.of(population, 'kind'), 'unknown-kind', sentence);
    }
    for (const [index, id] of population.evidence.entries()) {
      if (!evidence.some((e) => e.id === id)) {
        const sentence = `${population.id} names the evidence ${id}, which does not exist.`;
        say(places.of(population, 'evidence', index), 'unknown-evidence', sentence);
      }
    }
    const to = population.reconcile?.to;
    if (to !== undefined && !populations.some((p) => p.id === to)) {
      const sentence = `${population.id} is reconciled to ${to}, which does not exist.`;
      say(places.of(population, 'reconcile'), 'unknown-population', sentence);
    }
  }
  for (const { id, stated } of evidence) {
    const collected = stated.collectedAt.slice(0, 10);
    // R-POP-02: an extract taken before the period ended cannot cover it.
    if (collected < stated.period.end) {
      const sentence = `${id} was collected before ${stated.period.end}, the end of the time it is said to cover.`;
      say(places.of(stated, 'collectedAt'), 'collected-early', sentence, 'R-POP-02');
    }
    if (collected > file.reportDate) {
      const sentence = `${id} was collected after the report date.`;
      say(places.of(stated, 'collectedAt'), 'collected-late', sentence, 'R-DAT-01');
    }
  }
}

function checkProcedures({ procedures, controls, populations }: Engagement, places: Places, say: Say): void {
  once('procedures', procedures, 'id', places, say);
  for (const procedure of procedures) {
    const control = controls.find((c) => c.id === procedure.control);
    const statements = [control?.statement ?? '', ...(control?.versions ?? []).map((v) => v.statement)].map(plainWords);
    const at = places.of.bind(places, procedure);
    for (const { id, quotes } of procedure.attributes) {
      // An attribute tests words of the control as management states it, or management changes the statement (R-TST-11).
      if (quotes !== undefined && !statements.some((s) => s.includes(plainWords(quotes)))) {
        const sentence = `${procedure.id}, attribute ${id}, quotes "${quotes}", which the statement of ${procedure.control} does not say.`;
        say(at(), 'quotes', sentence, 'R-TST-11');
      }
    }
    if (!procedure.population) continue;
    // A reader draws again by position in the whole frozen population: its root proves neither a part of it nor what is left of it.
    if (procedure.extent === 'sample' && procedure.population.where !== undefined) {
      const sentence = `${procedure.id} draws a sample and has a "where"; the report could prove the draw, not that it was made from the right part, so cut the population when it is built.`;
      say(at(), 'sample-where', sentence, 'R-SEL-01');
    }
    const { method, allowedDeviations } = procedure.sample ?? {};
    if (method !== undefined && method !== 'random' && allowedDeviations !== undefined) {
      const sentence = `${procedure.id} plans a second stage after a ${method} draw; that is a new draw from the items not yet tested (methodology 14.2), which the report could not prove. Draw at random, or allow no deviation.`;
      say(at(), 'second-stage', sentence, 'R-SEL-01');
    }
    for (const { id, kind } of [procedure.population, ...Object.values(procedure.with ?? {})]) {
      const found = populations.filter((p) => (id === undefined ? p.kind === kind : p.id === id && p.kind === kind));
      const needs = `${procedure.id} needs a population of kind ${kind}`;
      if (found.length === 0) {
        say(at(), 'no-population', `${needs}${id === undefined ? '' : ` with id ${id}`}; there is none.`);
      } else if (found.length > 1) {
        const ids = found.map((p) => p.id).join(', ');
        say(at(), 'population-ambiguous', `${needs} and there are ${found.length} (${ids}); name one by id.`);
      }
    }
  }
}

function checkJudgements(engagement: Engagement, judgements: JudgementsFile, places: Places, say: Say): void {
  const { file } = engagement;
  const team = new Set(file.team.map((t) => t.name));
  const applicable = new Set(engagement.applicable.map((c) => c.id));
  const ids = (records: readonly { readonly id: string }[]) => new Set(records.map((r) => r.id));
  const known: Readonly<Record<Reference, ReadonlySet<string>>> = {
    control: ids(engagement.controls),
    failing: ids(engagement.controls),
    procedure: ids(engagement.procedures),
    population: ids(engagement.populations),
    condition: ids(judgements.conditions),
    finding: ids(judgements.findings),
  };
  const names = (
    record: object,
    what: string,
    field: Reference,
    id: string | undefined,
    stands: string = field,
  ): void => {
    if (id === undefined || known[field].has(id)) return;
    const noun = field === 'failing' ? 'control' : field;
    const sentence = `${what} names the ${noun} ${id}, which does not exist.`;
    say(places.of(record, stands), `unknown-${noun}`, sentence);
  };
  /** What every judgement is held against: what it names is there, it is not late, its people are of the firm, and two. */
  const held = (what: string, record: Judgement): void => {
    for (const field of references) names(record, what, field, record[field]);
    if (record.at !== undefined && record.at > file.reportDate) {
      const sentence = `${what} is dated ${record.at}, after the report date.`;
      say(places.of(record, 'at'), 'after-report-date', sentence, 'R-DAT-01');
    }
    const people = (['by', 'reviewedBy', 'second', 'approvedBy'] as const).flatMap((as) => {
      const name = record[as];
      return name === undefined ? [] : [{ as, name }];
    });
    for (const { as, name } of people) {
      if (team.has(name)) continue;
      say(places.of(record, as), 'not-on-the-team', `${what} is by ${name}, who is not on the team.`, 'R-IND-02');
    }
    if (people.length > 1 && people[0]?.name === people[1]?.name) {
      const sentence = `${what} was prepared and reviewed by the same person, ${record.by}.`;
      say(places.of(record), 'own-review', sentence, 'R-QUA-01');
    }
  };

  once('conditions', judgements.conditions, 'id', places, say);
  once('findings', judgements.findings, 'id', places, say);
  once('design', judgements.design, 'control', places, say);
  once('controls', judgements.controls, 'control', places, say);
  once('tests', judgements.tests, 'procedure', places, say);
  once('ipe', judgements.ipe, 'population', places, say);
  once('adoptions', judgements.adoptions, 'procedure', places, say);
  once('toolReliance', judgements.toolReliance, 'release', places, say);
  once('criteria', judgements.criteria, 'criterion', places, say);

  for (const d of judgements.design) held(`design of ${d.control}`, d);
  for (const i of judgements.ipe) held(`ipe of ${i.population}`, i);
  for (const c of judgements.conditions) held(`condition ${c.id}`, c);
  for (const t of judgements.tests) held(`test ${t.procedure}`, t);
  for (const a of judgements.adoptions) held(`adoption of ${a.procedure}`, a);
  for (const w of judgements.toolReliance) held(`the workpaper on release ${w.release}`, w);
  for (const c of judgements.controls) held(`conclusion on ${c.control}`, c);
  for (const c of judgements.compensations) held(`compensation for ${c.failing}`, c);
  for (const r of judgements.resolutions) {
    const what = `resolution of ${r.procedure} ${r.attribute}`;
    held(what, r);
    if (r.outcome === 'confirmed' && r.condition === undefined) {
      const sentence = `${what} confirms deviations without naming their condition.`;
      say(places.of(r), 'condition-missing', sentence, 'R-SMP-07');
    }
    const procedure = engagement.procedures.find((p) => p.id === r.procedure);
    if (procedure && !procedure.attributes.some((a) => a.id === r.attribute)) {
      say(places.of(r, 'attribute'), 'unknown-attribute', `${r.procedure} has no attribute ${r.attribute}.`);
    }
  }
  for (const f of judgements.findings) {
    held(`finding ${f.id}`, f);
    for (const c of f.conditions) names(f, `finding ${f.id}`, 'condition', c, 'conditions');
  }
  for (const r of judgements.responses) {
    names(r, 'a response', 'finding', r.finding);
    // R-WALL-02, R-FND-03: the response is management's, never the firm's.
    if (team.has(r.by)) {
      const sentence = `the response to ${r.finding} is by ${r.by}, a member of the firm.`;
      say(places.of(r, 'by'), 'wall', sentence, 'R-WALL-02');
    }
  }
  for (const c of judgements.criteria) {
    held(`decision on ${c.criterion}`, c);
    if (!applicable.has(c.criterion)) {
      const sentence = `a decision names the criterion ${c.criterion}, which is not in scope.`;
      say(places.of(c, 'criterion'), 'unknown-criterion', sentence);
    }
  }
  if (judgements.description) held('the evaluation of the description', judgements.description);
  if (judgements.subsequentEvents) held('the inquiry about subsequent events', judgements.subsequentEvents);
  if (judgements.opinion) held('the opinion', judgements.opinion);
}

const references = ['control', 'failing', 'procedure', 'population', 'condition'] as const;
type Reference = (typeof references)[number] | 'finding';

/** What judgements have in common: what they name, who made them and when. */
type Judgement = { readonly [Field in (typeof references)[number]]?: string | undefined } & {
  readonly by: string;
  readonly reviewedBy?: string | undefined;
  readonly second?: string | undefined;
  readonly approvedBy?: string | undefined;
  readonly at?: string | undefined;
};

/** Records of which each may stand once: the second is said at its own line. */
function once<Field extends string>(
  list: string,
  records: readonly Readonly<Record<Field, string>>[],
  field: Field,
  places: Places,
  say: Say,
): void {
  const seen = new Set<string>();
  for (const record of records) {
    const id = record[field];
    if (seen.has(id)) say(places.of(record, field), 'id-twice', `${list}: the id ${id} is given twice.`);
    seen.add(id);
  }
}

/** Words without regard to line breaks and runs of blanks. */
function plainWords(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
