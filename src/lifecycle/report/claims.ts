/**
 * The report is built from claims: one named value for each thing it prints. `claimsOf` names them, `composeReport` sees nothing
 * else. A claim id is a stable path; the ids of criteria, controls and tests are part of it.
 *
 *   engagement.periodStart   control.CHG-01.statement   test.CHG-01.2   deviation.CHG-01.2.1.fact   total.tests
 */
import type { Json } from '../../ledger/statement.ts';
import type { Claim } from '../../verify/bundle.ts';
import { type Problem, Refusal } from '../../refusal.ts';
import type { ReportFacts, TestFacts } from './model.ts';

/**
 * Claims that no report can be without: who, what, when, the opinion, the lists that say what the report consists of, and the
 * place in the log. Every other claim only takes its own sentences along.
 */
export const indispensable: readonly RegExp[] = [
  /^report\.(specimen|id|type|draft|showIds|paper|date|producedBy|printCounts|noAdviceSentence)$/,
  /^engagement\.(periodStart|periodEnd|asOf|categories|dc|tsc)$/,
  /^(organization\.(name|signatory)|firm\.(name|city|state)|system\.(name|title))$/,
  /^(opinion\.(kind|affected)|assertion\.(date|custody|basis))$/,
  /^list\.(criteria|controls)$/,
  /^criterion\..+\.conclusion$/,
  /^control\..+\.(criteria|tests)$/,
  /^ledger\.(origin|size|root)$/,
];

/** A claim before it is salted (the caller adds the salt). */
export type ReportClaim = Omit<Claim, 'salt'>;

/** Value of the claim `test.ID` (DESIGN 5): everything of a test that can be counted or checked. Its words stand in `test.ID.says`. */
export interface TestClaim {
  readonly control: string;
  readonly procedure: string;
  readonly nature: TestFacts['nature'];
  readonly extent: TestFacts['extent'];
  readonly means: TestFacts['means'];
  readonly population: number;
  readonly noun: string;
  readonly drawnFrom: string | null;
  readonly tested: number;
  readonly notApplicable: number;
  readonly unusable: number;
  readonly extension: readonly [number, number] | null;
  /** confirmed items; in a draft, items still to resolve are counted with them */
  readonly deviations: number;
  readonly open: number;
  readonly result: TestFacts['outcome'];
}

/** The totals of Section IV, each a claim `total.NAME`. `verify` adds them up again with this function. */
export interface Totals {
  readonly tests: number;
  readonly clean: number;
  readonly deviating: number;
  readonly silent: number;
}

/** Adds up the tests of a report. */
export function totalsOf(tests: readonly Pick<TestClaim, 'result'>[]): Totals {
  const having = (result: TestClaim['result']) => tests.filter((test) => test.result === result).length;
  return {
    tests: tests.length,
    clean: having('no-exceptions'),
    deviating: having('deviations'),
    silent: having('not-operated'),
  };
}

/** The claims of a test alone: ids `test.` with no further part after the test's own id. */
export function isTestClaim(claim: ReportClaim): boolean {
  return claim.id.startsWith('test.') && !claim.id.endsWith('.says');
}

const plainId = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,59}$/;
/** R-RPT-13: it is an attestation, nothing is certified by it. */
const forbidden =
  /\bSOC\s*2(?:\s+Type\s+(?:1|2|I{1,2}))?[\s-]+(?:certified|certification|compliant|compliance\s+certificate)\b/i;

/** Longest words, in characters: names and titles repeat on every page, texts stand once. */
const longest = { name: 300, text: 20_000 };
const named =
  /^(report|organization|firm|system\.(name|title)|operator|key|ledger|assertion\.(date|custody))\b|^(control|criterion)\..*\.title$/;

/** Everything about the facts that no report may be printed with. */
function problemsOf(facts: ReportFacts): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, subject: string, sentence: string, source?: string) =>
    problems.push(source === undefined ? { code, subject, sentence } : { code, subject, sentence, source });
  const { report, engagement, opinion } = facts;
  const type2 = report.type === 'type2';
  if (type2 ? engagement.periodStart === null || engagement.periodEnd === null : engagement.asOf === null) {
    say('report-time', report.id, type2 ? 'A Type II report needs a period.' : 'A Type I report needs a date.');
  }
  if (report.date === null && !report.draft)
    say('report-date', report.id, 'Only a draft has no report date.', 'R-RPT-10');
  const modified = opinion.kind !== 'unmodified';
  if (modified !== opinion.basis.length > 0) {
    say('report-basis', 'opinion', 'A modified opinion has a basis paragraph, an unmodified one has none.', 'R-OPN-01');
  }
  if (modified !== opinion.affected.length > 0) {
    say(
      'report-affected',
      'opinion',
      'A modified opinion names the clauses it affects, an unmodified one names none.',
      'R-OPN-01',
    );
  }
  if (!type2 && [...opinion.affected, ...(opinion.exceptFor ?? [])].includes('c')) {
    say('report-affected', 'opinion', 'A Type I report has no clause on operating effectiveness.');
  }
  for (const { wording } of opinion.basis) {
    if (!wording.startsWith('SAR-16.'))
      say('report-basis', wording, `“${wording}” is no wording for a basis paragraph.`);
  }
  const criteria = new Set(facts.criteria.map((criterion) => criterion.id));
  const populations = new Set(facts.populations.map((population) => population.id));
  const seen = new Set<string>();
  const once = (kind: string, id: string) => {
    if (!plainId.test(id))
      say('report-id', id.slice(0, 60), `The id of a ${kind} may hold letters, digits, dots, colons and hyphens only.`);
    if (seen.has(`${kind} ${id}`)) say('report-id', id, `The ${kind} ${id} stands twice.`);
    seen.add(`${kind} ${id}`);
  };
  for (const criterion of facts.criteria) once('criterion', criterion.id);
  for (const population of facts.populations) once('population', population.id);
  for (const { id } of facts.description.commitments) once('commitment', id);
  for (const { id } of facts.description.cuecs) once('CUEC', id);
  for (const { csocs } of facts.subservices) for (const { id } of csocs) once('CSOC', id);
  for (const { name, method, assertion: own } of facts.subservices) {
    if ((method === 'inclusive') !== (own !== undefined)) {
      const sentence =
        own === undefined
          ? `${name} is inclusive and has given no assertion of its own.`
          : `${name} is carved out; a report prints no assertion of it.`;
      say('report-subservice', name.slice(0, 60), sentence, 'R-SCO-07');
    }
  }
  const boxes = facts.description.diagram?.nodes ?? [];
  for (const { id, title, sub, column, row, span } of boxes) {
    once('box', id);
    if (title.length > 80 || (sub ?? '').length > 80) {
      say('report-diagram', id, `The words of the box ${id} are longer than 80 characters.`);
    }
    if (!(column >= 0 && column + (span ?? 1) <= 6 && (span ?? 1) >= 1 && row >= 0 && row < 8)) {
      say('report-diagram', id, `The box ${id} stands outside the six columns and eight rows of a diagram.`);
    }
  }
  for (const end of facts.description.diagram?.edges.flatMap(({ from, to }) => [from, to]) ?? []) {
    if (end !== 'boundary' && !boxes.some(({ id }) => id === end))
      say('report-diagram', end, `A line of the diagram ends at ${end}, which is no box.`);
  }
  for (const control of facts.controls) {
    once('control', control.id);
    if (control.criteria.length === 0) say('report-control', control.id, `${control.id} serves no criterion.`);
    for (const id of control.criteria) {
      if (!criteria.has(id))
        say('report-control', control.id, `${control.id} names criterion ${id}, which is not in scope.`);
    }
    if (!type2 && control.tests.length > 0) {
      say('report-test', control.id, `A Type I report lists no tests of operation, ${control.id} has some.`);
    }
    if (type2 && control.tests.length > 0 && control.tests.every((test) => test.nature === 'inquiry')) {
      say('report-test', control.id, `Inquiry is the only test of ${control.id}.`, 'R-RPT-07');
    }
    for (const test of control.tests) {
      once('test', test.id);
      problems.push(...problemsOfTest(test, report.draft, populations));
    }
  }
  return problems;
}

function problemsOfTest(test: TestFacts, draft: boolean, populations: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = [];
  const say = (sentence: string, source?: string) =>
    problems.push({ code: 'report-test', subject: test.id, sentence, ...(source === undefined ? {} : { source }) });
  const { population, tested, notApplicable, unusable, deviations, open } = test;
  const figures = [population.count, tested, notApplicable, unusable, deviations, open];
  if (figures.some((n) => !Number.isSafeInteger(n) || n < 0))
    say(`A count of ${test.id} is not a whole number of 0 or more.`);
  if (population.noun.trim() === '') say(`${test.id}: the population has no noun.`);
  if (tested + unusable > population.count) say(`${test.id}: more tested than there are.`);
  if (notApplicable + deviations + open > tested) say(`${test.id}: more results than items tested.`);
  if (test.outcome !== 'not-operated' && test.extent === 'all' && tested !== population.count - unusable) {
    say(`${test.id} says that all were tested, but ${tested} of ${population.count} were.`, 'R-POP-07');
  }
  if (
    test.outcome === 'not-operated'
      ? tested + deviations + open > 0
      : (test.outcome === 'deviations') !== deviations + open > 0
  ) {
    say(`${test.id}: the outcome and the number of deviations do not agree.`);
  }
  if (test.extension !== null && test.extension[0] + test.extension[1] !== tested) {
    say(`${test.id}: the two stages of the sample do not add up to what was tested.`);
  }
  if (open > 0 && !draft) say(`${test.id}: items are still to be resolved.`, 'R-TST-08');
  if (deviations > 0 !== test.conditions.length > 0)
    say(`${test.id}: every deviation is told under a condition.`, 'R-RPT-05');
  if (population.id !== null && !populations.has(population.id))
    say(`${test.id} names population ${population.id}, which is not listed.`);
  return problems;
}

/** Every string in a value, with its claim. */
function wordsOf(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(wordsOf);
}

/**
 * Names every value of the facts that the report prints.
 *
 * returns  claims in the order of the ids' UTF-8 bytes, ids unique; absent facts (null) have no claim
 * refuses  `report-facts` with all that no report may be printed with
 */
export function claimsOf(facts: ReportFacts): readonly ReportClaim[] {
  const problems = problemsOf(facts);
  const claims = new Map<string, Json>();
  const put = (id: string, value: Json | undefined) => {
    if (value === null || value === undefined) return;
    if (typeof value === 'string' && value.trim() === '') {
      // nothing to say is no claim; where a report cannot be without it, say so
      if (indispensable.some((pattern) => pattern.test(id))) {
        problems.push({ code: 'report-empty', subject: id, sentence: `${id} is empty.` });
      }
      return;
    }
    if (claims.has(id))
      problems.push({ code: 'report-id', subject: id, sentence: `Two things of the report are named ${id}.` });
    claims.set(id, value);
    const limit = named.test(id) ? longest.name : longest.text;
    if (wordsOf(value).some((words) => words.length > limit)) {
      problems.push({ code: 'report-length', subject: id, sentence: `${id} is longer than ${limit} characters.` });
    }
    if (wordsOf(value).some((words) => forbidden.test(words))) {
      problems.push({
        code: 'report-words',
        subject: id,
        sentence: `The words of ${id} call it a certification; a SOC 2 report is an attestation.`,
        source: 'R-RPT-13',
      });
    }
  };
  const each = (path: string, values: readonly Json[]) => {
    for (const [i, value] of values.entries()) put(`${path}.${i + 1}`, value);
  };
  const paragraphs = (path: string, text: string | null) =>
    each(
      path,
      (text ?? '')
        .split(/\n\s*\n/)
        .map((part) => part.replace(/\s*\n\s*/g, ' ').trim())
        .filter((part) => part !== ''),
    );

  const { report, engagement, organization, firm, system, opinion, assertion, description } = facts;
  put('report.specimen', facts.specimen);
  put('report.id', report.id);
  put('report.type', report.type);
  put('report.draft', report.draft);
  put('report.showIds', report.showIds);
  put('report.paper', report.paper);
  put('report.date', report.draft ? null : report.date);
  put('report.producedBy', report.producedBy);
  put('report.printCounts', report.printCounts);
  put('report.noAdviceSentence', report.noAdviceSentence);
  each('report.coverNote', report.coverNotes);
  if (report.type === 'type2') {
    put('engagement.periodStart', engagement.periodStart);
    put('engagement.periodEnd', engagement.periodEnd);
  } else put('engagement.asOf', engagement.asOf);
  put('engagement.categories', engagement.categories);
  put('engagement.dc', engagement.dc);
  put('engagement.tsc', engagement.tsc);
  put('organization.name', organization.name);
  put('organization.legalEntity', organization.legalEntity);
  put('organization.signatory', { name: organization.signatory.name, title: organization.signatory.title });
  put('firm.name', firm.name);
  put('firm.city', firm.city);
  put('firm.state', firm.state);
  put('firm.license', firm.license);
  put('operator', facts.operator);
  put('system.name', system.name);
  put('system.title', system.title);
  put('system.productsIn', system.productsIn);
  put('system.productsOut', system.productsOut);
  put('system.regionsIn', system.regionsIn);
  put('system.regionsOut', system.regionsOut);

  put('opinion.kind', opinion.kind);
  put('opinion.affected', opinion.affected);
  if (opinion.kind === 'adverse') put('opinion.exceptFor', opinion.exceptFor);
  each(
    'opinion.basis',
    opinion.basis.map(({ wording, variables }) => ({ wording, variables })),
  );
  each(
    'opinion.emphasis',
    opinion.emphasis.map(({ place, matter }) => ({ place, matter })),
  );
  if (opinion.resolved !== null) {
    const { priorPeriod, priorDate, priorKind, priorMatter } = opinion.resolved;
    put('opinion.resolved', { priorPeriod, priorDate, priorKind, priorMatter });
  }
  put('assertion.date', assertion.date);
  put('assertion.custody', assertion.custody ?? 'installation');
  put('assertion.basis', assertion.basis);
  each(
    'assertion.exception',
    assertion.exceptions.map(({ clause, fact, extent, criterion, commitments }) => ({
      clause,
      fact,
      extent,
      criterion,
      commitments,
    })),
  );

  paragraphs('description.services', description.services);
  each(
    'commitment',
    description.commitments.map(({ id, text, category, source }) => ({ id, text, category, source })),
  );
  each(
    'component',
    description.components.map(({ kind, text }) => ({ kind, text })),
  );
  paragraphs('description.boundary', description.boundary);
  if (description.diagram !== null) {
    const { nodes, edges, note } = description.diagram;
    put('description.diagram', {
      nodes: nodes.map(({ id, title, sub, column, row, span, zone }) => ({
        id,
        title,
        sub,
        column,
        row,
        span: span ?? 1,
        zone,
      })),
      edges: edges.map(({ from, to, both }) => ({ from, to, both })),
      note,
    });
  }
  paragraphs('description.incidents', description.incidents.text);
  put('description.incidentsDisclosed', description.incidents.disclosed);
  paragraphs('description.internalControl', description.internalControl);
  each(
    'cuec',
    description.cuecs.map(({ id, text, criteria }) => ({ id, text, criteria })),
  );
  paragraphs('description.userEntityResponsibilities', description.userEntityResponsibilities);
  paragraphs('description.notRelevant', description.notRelevant);
  if (report.type === 'type2')
    each(
      'change',
      description.changes.map(({ date, text }) => ({ date, text })),
    );
  for (const [i, { name, service, method, csocs, assertion: own }] of facts.subservices.entries()) {
    put(`subservice.${i + 1}`, { name, service, method });
    if (own !== undefined) {
      const { date, signatory, basis, exceptions } = own;
      put(`subservice.${i + 1}.assertion`, {
        date,
        signatory: { name: signatory.name, title: signatory.title },
        basis,
        exceptions,
      });
    }
    each(
      `subservice.${i + 1}.csoc`,
      csocs.map(({ id, text, criteria }) => ({ id, text, criteria })),
    );
  }

  put(
    'list.criteria',
    facts.criteria.map(({ id }) => id),
  );
  put(
    'list.controls',
    facts.controls.map(({ id }) => id),
  );
  for (const { id, title, text, conclusion, zeroEvidence } of facts.criteria) {
    put(`criterion.${id}.title`, title);
    put(`criterion.${id}.text`, text);
    put(`criterion.${id}.conclusion`, conclusion);
    put(`criterion.${id}.zeroEvidence`, zeroEvidence);
  }
  const tests: TestClaim[] = [];
  for (const control of facts.controls) {
    put(`control.${control.id}.title`, control.title);
    put(`control.${control.id}.statement`, control.statement);
    put(`control.${control.id}.criteria`, control.criteria);
    put(`control.${control.id}.organization`, control.organization);
    put(
      `control.${control.id}.tests`,
      control.tests.map(({ id }) => id),
    );
    each(
      `control.${control.id}.version`,
      control.versions.map(({ label, from, to, statement }) => ({ label, from, to, statement })),
    );
    for (const test of control.tests) {
      const claim: TestClaim & { readonly [key: string]: Json } = {
        control: control.id,
        procedure: test.procedure,
        nature: test.nature,
        extent: test.extent,
        means: test.means,
        population: test.population.count,
        noun: test.population.noun,
        drawnFrom: test.population.id,
        tested: test.tested,
        notApplicable: test.notApplicable,
        unusable: test.unusable,
        extension: test.extension,
        deviations: test.deviations + test.open,
        open: test.open,
        result: test.outcome,
      };
      tests.push(claim);
      put(`test.${test.id}`, claim);
      put(`test.${test.id}.says`, test.says);
      for (const [i, condition] of test.conditions.entries()) {
        put(`deviation.${test.id}.${i + 1}.fact`, condition.fact);
        put(`deviation.${test.id}.${i + 1}.extent`, condition.extent);
        put(`deviation.${test.id}.${i + 1}.response`, condition.response);
      }
    }
  }
  if (report.type === 'type2') {
    for (const [name, total] of Object.entries(totalsOf(tests))) put(`total.${name}`, total);
    put('total.criteria', facts.criteria.length);
    put('total.controls', facts.controls.filter(({ tests: own }) => own.length > 0).length);
    each(
      'population',
      facts.populations.map(({ id, name, noun, records, source, check, procedures, agreed }) => ({
        id,
        name,
        noun,
        records,
        source,
        check,
        ...(procedures === undefined ? {} : { procedures: procedures.map((p) => ({ id: p.id, text: p.text })) }),
        ...(agreed === undefined ? {} : { agreed: { with: agreed.with, matched: agreed.matched, of: agreed.of } }),
      })),
    );
  }
  each(
    'other',
    facts.otherInformation.map(({ heading, text }) => ({ heading, text })),
  );
  put('ledger.origin', facts.ledger.origin);
  put('ledger.size', facts.ledger.size);
  put('ledger.statements', facts.ledger.statements);
  put('ledger.root', facts.ledger.root);
  put('ledger.checkpointAt', facts.ledger.checkpointAt);
  each(
    'key',
    facts.keys.map(({ role, name, fingerprint, custody }) => ({ role, name, fingerprint, custody })),
  );

  if (problems.length > 0)
    throw new Refusal('report-facts', 'These facts cannot be printed as a report.', { problems });
  return [...claims]
    .map(([id, value]) => ({ id, value }))
    .sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
}
