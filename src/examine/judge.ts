/**
 * From machine results and people's judgements to the opinion: nothing here runs, asks or stores anything. The rules live in the
 * steps (src/lifecycle); this file lays them one after the other and collects what is missing and what contradicts.
 */
import {
  type CensusTest,
  type Condition,
  type ControlTest,
  claimCensus,
  itemsOfConditions,
  limitsPassed,
  problemsOfCensus,
  problemsOfConclusion,
  problemsOfCondition,
  proposeControlConclusion,
  type SampleTest,
  type Settlement,
  settleItems,
} from '../lifecycle/examination/index.ts';
import type { Procedure } from '../procedures/model.ts';
import type { Problem } from '../refusal.ts';
import { version } from '../version.ts';
import type { Engagement } from './folder/engagement.ts';
import type { JudgementsFile } from './folder/shape.ts';
import { judgeCriteria } from './judge-criteria.ts';
import type { Judged, JudgedControl, JudgedTest } from './judged.ts';
import type { BuiltPopulation } from './populations.ts';
import type { MachineRun } from './runs.ts';
import type { DrawnSample } from './samples.ts';
import { relianceOn } from './tool-reliance.ts';

/** `missing`: places people still have to fill in; `problems`: judgements that name what is not there, or contradict the record. */
export interface Judgement {
  readonly judged: Judged | null;
  readonly missing: readonly Problem[];
  readonly problems: readonly Problem[];
  /** items as settled so far, a procedure */
  readonly settlements: ReadonlyMap<string, Settlement>;
}

export function judge(
  engagement: Engagement,
  judgements: JudgementsFile,
  populations: readonly BuiltPopulation[],
  runs: ReadonlyMap<string, MachineRun>,
  samples: ReadonlyMap<string, DrawnSample>,
): Judgement {
  const missing: Problem[] = [];
  const problems: Problem[] = [];
  const settlements = new Map<string, Settlement>();
  const need = (code: string, subject: string, sentence: string, source?: string): void => {
    missing.push(source === undefined ? { code, subject, sentence } : { code, subject, sentence, source });
  };
  const conditions = new Map<string, Condition>(judgements.conditions.map((c) => [c.id, conditionOf(c)]));
  for (const condition of conditions.values()) problems.push(...problemsOfCondition(condition));
  const populationOf = (procedure: Procedure): BuiltPopulation | undefined =>
    populations.find((p) =>
      procedure.population?.id === undefined
        ? p.stated.kind === procedure.population?.kind
        : p.stated.id === procedure.population.id,
    );

  // IPE before anything rests on a population (R-IPE-01, INV-02).
  if (engagement.file.type === 'type2') {
    for (const population of populations) {
      const ipe = judgements.ipe.find((i) => i.population === population.stated.id);
      if (!ipe) {
        need(
          'ipe',
          population.stated.id,
          `judgements.yaml: ipe of ${population.stated.id} (${population.stated.name}) is missing.`,
          'R-IPE-01',
        );
      } else if (!ipe.satisfactory) {
        problems.push({
          code: 'ipe-unsatisfactory',
          subject: population.stated.id,
          sentence: `The evaluation of ${population.stated.id} is not satisfactory; no conclusion may rest on it.`,
          source: 'R-IPE-01',
        });
      } else problems.push(...ipeProblems(population, ipe.checks));
      if (population.conflicting > 0 && ipe?.settled === undefined) {
        need(
          'key-conflicts',
          population.stated.id,
          `${population.stated.id} has ${population.conflicting} key conflicts; ipe must say how they were settled.`,
          'R-POP-05',
        );
      }
    }
  }

  const reliance = relianceOn(version, runs.size + samples.size > 0, judgements.toolReliance);
  missing.push(...reliance.missing);
  problems.push(...reliance.problems);

  const tests: JudgedTest[] = [];
  const controlTests = new Map<string, ControlTest[]>();
  const openOf = new Map<string, number>();
  const unableOf = new Set<string>();
  const conditionsOf = new Map<string, Set<string>>();
  const emptinessShown = new Map<string, boolean>();
  const stepsMissing = new Set<string>();

  for (const control of engagement.file.type === 'type2' ? engagement.controls : []) {
    const own = engagement.procedures.filter((p) => p.control === control.id);
    for (const [index, procedure] of own.entries()) {
      const id = `${control.id}.${index + 1}`;
      const population = populationOf(procedure);
      const run = runs.get(procedure.id);
      const sample = samples.get(procedure.id);
      let test: JudgedTest | null = null;
      let forControl: ControlTest | null = null;
      if (run && population) {
        const settlement = settleItems(
          run.items,
          judgements.resolutions
            .filter((r) => r.procedure === procedure.id)
            .map((r) => ({ ...r, condition: r.condition ?? null, evidenceDate: r.evidenceDate ?? null })),
          new Set(conditions.keys()),
        );
        settlements.set(procedure.id, settlement);
        problems.push(...settlement.problems);
        if (settlement.open > 0) {
          need(
            'resolution',
            procedure.id,
            `judgements.yaml: ${settlement.open} results of ${procedure.id} are still to be resolved.`,
            'R-TST-08',
          );
        }
        if (settlement.rerun > 0) {
          problems.push({
            code: 'rerun',
            subject: procedure.id,
            sentence: `${procedure.id}: ${settlement.rerun} results say that the rule or the data is wrong; correct it and run again.`,
            source: 'R-TST-10',
          });
        }
        if (!judgements.adoptions.some((a) => a.procedure === procedure.id)) {
          need(
            'adoption',
            procedure.id,
            `judgements.yaml: nobody adopted the results of ${procedure.id} by name.`,
            'R-IND-11',
          );
        }
        const ipe = judgements.ipe.find((i) => i.population === population.stated.id);
        const claim = claimCensus(run.tested, [
          {
            why: 'refused',
            count: population.refusedCount,
            byHand: ipe?.settled === undefined ? 0 : population.refusedCount,
          },
          {
            why: 'unreadable',
            count: run.unknownMembership,
            byHand: ipe?.settled === undefined ? 0 : run.unknownMembership,
          },
          {
            why: 'unreconciled',
            count: population.unreconciled,
            byHand: ipe?.settled === undefined ? 0 : population.unreconciled,
          },
        ]);
        const incomplete = problemsOfCensus(procedure.id, claim);
        for (const p of incomplete) need(p.code, p.subject, p.sentence, p.source);
        test = censusTest(id, procedure, population, run, settlement, judgements.conditions, conditions);
        forControl = {
          extent: 'all',
          procedure: procedure.id,
          nature: procedure.nature,
          population: test.population.count,
          conditions: test.conditions.map((c) => c.condition.id),
          deviating: test.deviations,
          neverEvents: neverEvents(procedure, settlement),
          limits: procedure.limits ?? {},
          passed: limitsPassed({
            population: test.population.count,
            deviating: test.deviations,
            strata: strataOf(run, settlement),
            conditions: test.conditions.flatMap((c) => conditions.get(c.condition.id) ?? []),
            limits: procedure.limits ?? {},
          }),
        } satisfies CensusTest;
        openOf.set(control.id, (openOf.get(control.id) ?? 0) + settlement.open + settlement.rerun);
        if (run.tested === 0) emptinessShown.set(control.id, ipe?.checks['IPE-09'] !== undefined);
      } else {
        const judgement = judgements.tests.find((t) => t.procedure === procedure.id);
        if (sample && sample.population === 0) {
          test = emptyTest(id, procedure, sample.populationId, sample.noun);
          forControl = sampleTest(procedure, sample, test, { first: 0, second: 0, neverEvents: 0 });
          const ipe = judgements.ipe.find((i) => i.population === sample.populationId);
          emptinessShown.set(control.id, ipe?.checks['IPE-09'] !== undefined);
        } else if (!judgement) {
          stepsMissing.add(control.id);
          need('test', procedure.id, `judgements.yaml: the result of ${procedure.id} is missing.`, 'R-TST-03');
        } else if (sample) {
          const done = sampleResult(id, procedure, sample, judgement, judgements.conditions);
          problems.push(...done.problems);
          test = done.test;
          forControl = sampleTest(procedure, sample, done.test, done.stages);
        } else {
          const unable = judgement.result === 'unable';
          if (unable) unableOf.add(control.id);
          const deviates = judgement.result === 'exceptions';
          const condition = judgements.conditions.find((c) => c.id === judgement.condition);
          if (deviates && !condition) {
            problems.push({
              code: 'condition-missing',
              subject: procedure.id,
              sentence: `judgements.yaml: ${procedure.id} found exceptions and names no condition.`,
              source: 'R-SMP-07',
            });
          }
          if (judgement.result === undefined) {
            problems.push({
              code: 'result-missing',
              subject: procedure.id,
              sentence: `judgements.yaml: ${procedure.id} has no result.`,
            });
          }
          const silent = judgement.result === 'no-occurrence';
          test = {
            ...emptyTest(id, procedure, null, procedure.unit ?? 'instance'),
            population: { id: null, count: silent ? 0 : 1, noun: procedure.unit ?? 'instance' },
            tested: silent ? 0 : 1,
            deviations: deviates ? 1 : 0,
            attributeDeviations: deviates ? 1 : 0,
            outcome: unable ? 'unable' : silent ? 'not-operated' : deviates ? 'deviations' : 'no-exceptions',
            conditions: deviates && condition ? [{ condition, items: ['1'] }] : [],
          };
          forControl = {
            extent: 'one',
            procedure: procedure.id,
            nature: procedure.nature,
            deviating: deviates ? 1 : 0,
            neverEvents: 0,
            conditions: condition && deviates ? [condition.id] : [],
          };
        }
      }
      if (test) {
        tests.push(test);
        const known = conditionsOf.get(control.id) ?? new Set<string>();
        for (const c of test.conditions) known.add(c.condition.id);
        conditionsOf.set(control.id, known);
      }
      if (forControl) controlTests.set(control.id, [...(controlTests.get(control.id) ?? []), forControl]);
    }
  }

  const roleOf = new Map(engagement.file.team.map((t) => [t.name, t.role]));
  const controls: JudgedControl[] = [];
  for (const control of engagement.controls) {
    const design = judgements.design.find((d) => d.control === control.id);
    if (!design) {
      need('design', control.id, `judgements.yaml: the design of ${control.id} is not evaluated.`, 'methodology 10');
      continue;
    }
    if (engagement.file.type === 'type1') {
      controls.push({
        control: control.id,
        design: design.design,
        implemented: design.implemented,
        proposed: null,
        conclusion:
          design.design === 'deficient' ? 'design-deficient' : design.implemented ? 'effective' : 'not-implemented',
        reasons: design.walkthrough,
      });
      continue;
    }
    const proposal = proposeControlConclusion({
      control: control.id,
      design: design.design,
      implemented: design.implemented,
      itemsOpen: openOf.get(control.id) ?? 0,
      unable: unableOf.has(control.id),
      emptinessShown: emptinessShown.get(control.id) ?? false,
      stepsDone: !stepsMissing.has(control.id),
      tests: controlTests.get(control.id) ?? [],
      conditions: [...(conditionsOf.get(control.id) ?? [])].flatMap((id) => conditions.get(id) ?? []),
    });
    const concluded = judgements.controls.find((c) => c.control === control.id);
    if (!concluded) {
      const says = proposal.code === null ? 'nothing can be proposed yet' : `proposed: ${proposal.code}`;
      need(
        'conclusion',
        control.id,
        `judgements.yaml: ${control.id} is not concluded (${says}: ${proposal.reasons.join(' ')}).`,
        'methodology 14.3',
      );
      continue;
    }
    if (proposal.code !== null) {
      problems.push(...problemsOfConclusion(proposal, { ...concluded, role: roleOf.get(concluded.by) ?? 'staff' }));
    }
    controls.push({
      control: control.id,
      design: design.design,
      implemented: design.implemented,
      proposed: proposal.code,
      conclusion: concluded.conclusion,
      reasons: concluded.reasons,
    });
  }

  // R-RPT-05, R-FND-01: every condition reaches management as a finding.
  for (const condition of new Set(tests.flatMap((t) => t.conditions.map((c) => c.condition.id)))) {
    if (!judgements.findings.some((f) => f.conditions.includes(condition))) {
      need(
        'finding',
        condition,
        `judgements.yaml: the condition ${condition} was not communicated as a finding.`,
        'R-FND-01',
      );
    }
  }

  if (missing.length > 0 || problems.length > 0) return { judged: null, missing, problems, settlements };
  const rest = judgeCriteria(engagement, judgements, tests, controls);
  return {
    judged: rest.judged === null ? null : { tests, controls, ...rest.judged },
    missing: rest.missing,
    problems: rest.problems,
    settlements,
  };
}

function conditionOf(stated: JudgementsFile['conditions'][number]): Condition {
  const { isolation, concealed, smallExposure, ...rest } = stated;
  return {
    id: rest.id,
    title: rest.title,
    causeClass: rest.causeClass,
    cause: rest.cause,
    intentional: rest.intentional,
    systematic: rest.systematic,
    bounded: rest.bounded,
    corrected: rest.corrected,
    exposure: rest.exposure,
    affectsCommitments: rest.affectsCommitments,
    detectedBy: rest.detectedBy,
    detectedAt: rest.detectedAt,
    ...(concealed === undefined ? {} : { concealed }),
    ...(isolation === undefined ? {} : { isolation }),
    ...(smallExposure === undefined ? {} : { smallExposure }),
  };
}

/** The minimum of methodology 12: IPE-01 or -02; IPE-03, or -04 and -05; IPE-09 when empty. IPE-06 to -08 the machine does always. */
function ipeProblems(population: BuiltPopulation, checks: Readonly<Record<string, string>>): Problem[] {
  const done = (check: string): boolean => checks[check] !== undefined;
  const lacks: string[] = [];
  if (!done('IPE-01') && !done('IPE-02')) lacks.push('IPE-01 or IPE-02');
  if (!done('IPE-03') && !(done('IPE-04') && done('IPE-05'))) lacks.push('IPE-03, or IPE-04 and IPE-05');
  if (population.records === 0 && !done('IPE-09')) lacks.push('IPE-09, because it is empty');
  return lacks.map((lack) => ({
    code: 'ipe-minimum',
    subject: population.stated.id,
    sentence: `The evaluation of ${population.stated.id} lacks ${lack}.`,
    source: 'R-IPE-01',
  }));
}

function emptyTest(id: string, procedure: Procedure, populationId: string | null, noun: string): JudgedTest {
  return {
    id,
    procedure,
    population: { id: populationId, count: 0, noun },
    tested: 0,
    notApplicable: 0,
    unusable: 0,
    extension: null,
    open: 0,
    deviations: 0,
    attributeDeviations: 0,
    outcome: 'not-operated',
    neverEvent: false,
    strataBeyondLimits: [],
    conditions: [],
  };
}

function censusTest(
  id: string,
  procedure: Procedure,
  population: BuiltPopulation,
  run: MachineRun,
  settlement: Settlement,
  stated: JudgementsFile['conditions'],
  conditions: ReadonlyMap<string, Condition>,
): JudgedTest {
  const count = run.tested - settlement.outside;
  const grouped = [...itemsOfConditions(settlement.items)].flatMap(([conditionId, items]) => {
    const condition = stated.find((c) => c.id === conditionId);
    if (!condition || !conditions.has(conditionId)) return [];
    return [{ condition, items: [...new Set(items.map((i) => i.item.record))] }];
  });
  return {
    id,
    procedure,
    population: { id: population.stated.id, count, noun: population.noun },
    tested: count,
    notApplicable: run.notApplicable,
    unusable: 0,
    extension: null,
    open: settlement.open,
    deviations: settlement.deviatingItems,
    attributeDeviations: settlement.deviations,
    outcome: count === 0 ? 'not-operated' : settlement.deviatingItems > 0 ? 'deviations' : 'no-exceptions',
    neverEvent: neverEvents(procedure, settlement) > 0,
    strataBeyondLimits: limitsPassed({
      population: count,
      deviating: settlement.deviatingItems,
      strata: strataOf(run, settlement),
      conditions: [],
      limits: procedure.limits ?? {},
    })
      .filter((l) => l.limit === 'stratum')
      .map((l) => l.sentence),
    conditions: grouped,
  };
}

function neverEvents(procedure: Procedure, settlement: Settlement): number {
  const never = new Set(procedure.attributes.filter((a) => a.kind === 'never-event').map((a) => a.id));
  return settlement.items.filter((i) => i.outcome === 'confirmed' && never.has(i.item.attribute)).length;
}

/** R-SMP-07: the same result by month and by the procedure's strata, because pooling hides a failing stratum. */
function strataOf(
  run: MachineRun,
  settlement: Settlement,
): { dimension: string; value: string; tested: number; deviating: number }[] {
  const confirmed = new Set(settlement.items.filter((i) => i.outcome === 'confirmed').map((i) => i.item.record));
  return run.strata.map((stratum) => ({
    dimension: stratum.dimension,
    value: stratum.value,
    tested: stratum.tested,
    deviating: [...confirmed].filter((record) => run.stratumOf(record, stratum.dimension) === stratum.value).length,
  }));
}

function sampleTest(procedure: Procedure, sample: DrawnSample, test: JudgedTest, stages: Stages): SampleTest {
  return {
    extent: 'sample',
    procedure: procedure.id,
    nature: procedure.nature,
    basis: sample.plan.basis,
    selection: sample.plan.method,
    confidence: sample.confidence,
    tolerable: sample.tolerable,
    population: sample.population,
    allowed: sample.plan.allowedDeviations ?? sample.plan.expected ?? 0,
    twoStage: sample.plan.allowedDeviations !== undefined,
    conditions: test.conditions.map((c) => c.condition.id),
    first: { size: sample.selected.length, deviations: stages.first },
    extension: test.extension === null ? null : { size: test.extension[1], deviations: stages.second },
    neverEvents: stages.neverEvents,
    followedByCensus: false,
  };
}

/** Deviating items of the first selection and of its extension, and never-events in both. */
interface Stages {
  readonly first: number;
  readonly second: number;
  readonly neverEvents: number;
}

/** Holds what people found against what was drawn: the same sample, every item, every attribute (INV-04). */
function sampleResult(
  id: string,
  procedure: Procedure,
  sample: DrawnSample,
  judgement: JudgementsFile['tests'][number],
  stated: JudgementsFile['conditions'],
): { test: JudgedTest; stages: Stages; problems: Problem[] } {
  const problems: Problem[] = [];
  const say = (code: string, sentence: string, source: string): void => {
    problems.push({ code, subject: procedure.id, sentence: `judgements.yaml: ${sentence}`, source });
  };
  if (judgement.sample !== sample.digest) {
    say(
      'other-sample',
      `${procedure.id} names the sample ${judgement.sample ?? '(none)'}; drawn was ${sample.digest}.`,
      'INV-12',
    );
  }
  const items = judgement.items ?? {};
  const resultOf = (item: string): { deviations: number; never: number; outside: boolean } | null => {
    const results = items[item];
    if (!results) {
      say('item-untested', `${procedure.id} has no result for the selected item ${item}.`, 'INV-04');
      return null;
    }
    for (const attribute of Object.keys(results)) {
      if (!procedure.attributes.some((a) => a.id === attribute)) {
        say('unknown-attribute', `${procedure.id} has no attribute ${attribute} (item ${item}).`, 'R-TST-03');
      }
    }
    const known = procedure.attributes.map((a) => ({ a, result: results[a.id] }));
    for (const { a, result } of known) {
      if (result === undefined)
        say('attribute-untested', `${procedure.id} has no result for ${item}, attribute ${a.id}.`, 'INV-04');
    }
    const wrong = known.filter(({ result }) => result === 'deviation');
    return {
      deviations: wrong.length,
      never: wrong.filter(({ a }) => a.kind === 'never-event').length,
      outside: known.length > 0 && known.every(({ result }) => result === 'not-applicable'),
    };
  };
  const first = sample.selected.map((s) => ({ id: s.id, found: resultOf(s.id) }));
  const k1 = first.filter(({ found }) => (found?.deviations ?? 0) > 0).length;
  // 14.2: a second stage only where the plan fixed one before the draw, and the first stage deviates no more than it allows.
  const due = sample.extension !== null && k1 >= 1 && k1 <= (sample.plan.allowedDeviations ?? 0);
  const second = due ? (sample.extension?.selected ?? []).map((s) => ({ id: s.id, found: resultOf(s.id) })) : [];
  const drawn = new Set([...first, ...second].map(({ id: item }) => item));
  for (const item of Object.keys(items)) {
    if (!drawn.has(item))
      say('other-item', `${procedure.id} has a result for ${item}, which was not drawn.`, 'R-SEL-03');
  }
  const all = [...first, ...second];
  const deviating = all.filter(({ found }) => (found?.deviations ?? 0) > 0).map(({ id: item }) => item);
  const sum = (of: (found: { deviations: number; never: number }) => number): number =>
    all.reduce((total, { found }) => total + (found === null ? 0 : of(found)), 0);
  const condition = stated.find((c) => c.id === judgement.condition);
  if (deviating.length > 0 && !condition) {
    say('condition-missing', `${procedure.id} found deviations and names no condition.`, 'R-SMP-07');
  }
  return {
    problems,
    stages: { first: k1, second: deviating.length - k1, neverEvents: sum((f) => f.never) },
    test: {
      ...emptyTest(id, procedure, sample.populationId, sample.noun),
      population: { id: sample.populationId, count: sample.population, noun: sample.noun },
      tested: all.length,
      notApplicable: all.filter(({ found }) => found?.outside === true).length,
      extension: due ? [first.length, second.length] : null,
      deviations: deviating.length,
      attributeDeviations: sum((f) => f.deviations),
      outcome: deviating.length > 0 ? 'deviations' : 'no-exceptions',
      neverEvent: sum((f) => f.never) > 0,
      conditions: deviating.length > 0 && condition ? [{ condition, items: deviating }] : [],
    },
  };
}
