/** From papers to what the rules of methodology 14 to 16 propose: the conclusion on a control, a criterion, the opinion. Pure. */
import {
  type CauseClass,
  causeClasses,
  type Condition,
  conclusionCodes,
  type ControlConclusion,
  type ControlTest,
  type Proposal,
  proposeControlConclusion,
} from '../lifecycle/examination/index.ts';
import {
  type CriterionResult,
  criterionOperating,
  formOpinion,
  type MaterialityDecision,
  type OpinionKind,
  type OpinionProposal,
  type SubjectMatter,
  weighCriteria,
  type Weight,
} from '../lifecycle/report/index.ts';
import type { Problem } from '../refusal.ts';
import type { Content } from '../registers/model.ts';
import { onceAFile, papersOf, servingOf } from './lookup.ts';
import { type File, wholeFile } from './model.ts';
import { populationsOf } from './papers/populations.ts';
import { timeOf } from './time.ts';

/** What a file says, by kind and subject. */
export type Says = (kind: string, subject: string) => Content | undefined;

export const saysOf =
  (file: File): Says =>
  (kind, subject) =>
    papersOf(file).get(`${kind}/${subject}`)?.content;

/** Conditions by the control they are of. */
const conditionsOf = onceAFile((file) =>
  Map.groupBy(
    file.papers.filter((one) => one.kind === 'condition'),
    (one) => text(one.content, 'control'),
  ),
);

const text = (content: Content | undefined, name: string): string => {
  const value = content?.[name];
  return typeof value === 'string' ? value : '';
};
const count = (content: Content | undefined, name: string): number => {
  const value = content?.[name];
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : 0;
};
const codesOf = (content: Content | undefined, name: string): readonly string[] => {
  const value = content?.[name];
  return Array.isArray(value) ? value : [];
};

/** Type 2, until somebody says otherwise. */
const typeOf = (file: File): 'type1' | 'type2' => timeOf(file).type ?? 'type2';

/** What is proposed for a control, with everything it rests on (14.3). Type 1 has no tests of operation. */
export function proposeForControl(file: File, code: string, says = saysOf(file)): Proposal {
  const test = says('test', code);
  const conditions = (conditionsOf(file).get(code) ?? []).map(({ subject, content }) => conditionOf(subject, content));
  return proposeControlConclusion({
    control: code,
    design: text(says('design', code), 'conclusion') === 'deficient' ? 'deficient' : 'suitable',
    implemented: text(says('walkthrough', code), 'implemented') !== 'no',
    itemsOpen: count(test, 'toResolve'),
    unable: text(test, 'result') === 'unable',
    emptinessShown: isShownEmpty(test, says),
    stepsDone: typeOf(file) === 'type1' || test !== undefined,
    tests:
      test === undefined
        ? typeOf(file) === 'type1'
          ? [walkedThrough(says('walkthrough', code))]
          : []
        : [testOf(code, test, conditions)],
    conditions,
  });
}

/** IPE-09, of every population the test names. */
function isShownEmpty(test: Content | undefined, says: Says): boolean {
  const named = populationsOf(test);
  return (
    text(test, 'result') === 'no-occurrence' &&
    named.length > 0 &&
    named.every((subject) => ['done', 'exception'].includes(text(says('ipe', subject), 'ipe09')))
  );
}

/** Type 1: what was seen in the walkthrough is what there is. */
function walkedThrough(walkthrough: Content | undefined): ControlTest {
  return {
    procedure: 'walkthrough',
    nature: natureOf(walkthrough),
    neverEvents: 0,
    conditions: [],
    extent: 'one',
    deviating: 0,
  };
}

const natureOf = (content: Content | undefined): ControlTest['nature'] => {
  const nature = text(content, 'nature');
  return nature === 'observation' || nature === 'inspection' || nature === 'reperformance' ? nature : 'inquiry';
};

function testOf(code: string, test: Content, conditions: readonly Condition[]): ControlTest {
  const deviating = count(test, 'deviations');
  const stated = {
    procedure: code,
    nature: natureOf(test),
    neverEvents: count(test, 'neverEvents'),
    conditions: conditions.map(({ id }) => id),
  };
  const population = count(test, 'population');
  const limit = text(test, 'limitPassed');
  if (text(test, 'extent') === 'sample') {
    return {
      ...stated,
      extent: 'sample',
      basis: text(test, 'basis') === 'statistical' ? 'statistical' : 'table',
      selection: selectionOf(text(test, 'selection')),
      confidence: count(test, 'confidence') || 90,
      tolerable: count(test, 'tolerable') || 10,
      population,
      allowed: count(test, 'allowed'),
      twoStage: test['twoStage'] === true,
      first: { size: count(test, 'tested'), deviations: deviating },
      extension:
        count(test, 'extensionTested') === 0
          ? null
          : { size: count(test, 'extensionTested'), deviations: count(test, 'extensionDeviations') },
      followedByCensus: false,
    };
  }
  if (text(test, 'extent') === 'one') return { ...stated, extent: 'one', deviating: deviating > 0 ? 1 : 0 };
  return {
    ...stated,
    extent: 'all',
    population,
    deviating,
    limits: {},
    passed: limit === '' ? [] : [{ limit: 'rate', sentence: limit }],
  };
}

const selectionOf = (value: string) =>
  value === 'systematic' || value === 'stratified' || value === 'haphazard' || value === 'targeted' ? value : 'random';

function conditionOf(id: string, content: Content): Condition {
  const is = (name: string): boolean => content[name] === true;
  const exposure = (['people', 'days', 'actions'] as const).flatMap((unit) => {
    const found = count(content, unit);
    return found === 0 ? [] : [{ count: found, unit }];
  });
  const specificTo = text(content, 'specificTo');
  const detectedBy = text(content, 'detectedBy');
  return {
    id,
    title: text(content, 'title'),
    causeClass: causeOf(text(content, 'causeClass')),
    cause: text(content, 'cause') === '' ? null : text(content, 'cause'),
    intentional: is('intentional'),
    concealed: is('concealed'),
    systematic: text(content, 'reach') !== 'isolated',
    isolation: {
      specificTo: specificTo === 'event' || specificTo === 'person' || specificTo === 'date' ? specificTo : null,
      canRecur: is('canRecur'),
      othersFound: is('othersFound'),
    },
    bounded: is('bounded'),
    corrected: is('corrected'),
    exposure,
    smallExposure: is('smallExposure'),
    affectsCommitments: is('affectsCommitments'),
    detectedBy:
      detectedBy === 'control' || detectedBy === 'management' || detectedBy === 'outsider' ? detectedBy : 'firm',
    detectedAt: text(content, 'detectedOn'),
  };
}

const causeOf = (value: string): CauseClass => causeClasses.find((one) => one === value) ?? 'not-performed';

export const conclusionOf = (content: Content | undefined): ControlConclusion | null =>
  conclusionCodes.find((one) => one === text(content, 'conclusion')) ?? null;

/** What follows for a criterion from its controls (15), with what the auditor documented. */
export function resultOfCriterion(file: File, criterion: string, says = saysOf(file)): CriterionResult {
  const type = typeOf(file);
  const design = text(says('criterion-design', criterion), 'conclusion');
  const own = says('criterion-conclusion', criterion);
  const serving = servingOf(file).get(criterion) ?? [];
  const monitors = codesOf(own, 'monitors');
  const documented = (answer: string, reasons: string) =>
    text(own, answer) === '' ? null : { answer: text(own, answer) === 'yes', reasons: text(own, reasons) };
  return criterionOperating({
    type,
    criterion,
    notRelevant: design === 'not-relevant',
    carvedOut: says('criterion-design', criterion)?.['carvedOut'] === true,
    design: design === 'suitable' || design === 'deficient' ? design : null,
    controls: serving.map(({ code }) => ({
      control: code,
      monitors: monitors.includes(code),
      design: text(says('design', code), 'conclusion') === 'deficient' ? 'deficient' : 'suitable',
      implemented: text(says('walkthrough', code), 'implemented') !== 'no',
      conclusion: conclusionOf(says('control-conclusion', code)),
    })),
    compensating: codesOf(own, 'compensating').flatMap((by) =>
      codesOf(own, 'compensated').map((failing) => ({
        failing,
        by,
        inDescription: own?.['inDescription'] === true,
        sameRiskAndCriterion: own?.['sameRisk'] === true,
        wholeTime: own?.['wholeTime'] === true,
        precise: own?.['precise'] === true,
        conclusion: conclusionOf(says('control-conclusion', by)),
      })),
    ),
    remainingSuffice: documented('remainingSuffice', 'basis'),
    othersEnough: documented('othersEnough', 'basis'),
  });
}

/** Criteria with their results; those that are unmet or open to no conclusion need the partner's decision (R-MAT-01). */
export const resultsOf = onceAFile((file): readonly CriterionResult[] =>
  file.criteria.map((criterion) => resultOfCriterion(file, criterion)),
);

export function decisionsOf(file: File): readonly MaterialityDecision[] {
  const says = saysOf(file);
  return file.criteria.flatMap((criterion): MaterialityDecision[] => {
    const own = says('materiality-decision', criterion);
    if (own === undefined) return [];
    const lines = (name: string) =>
      text(own, name)
        .split('\n')
        .map((one) => one.trim())
        .filter((one) => one !== '');
    return [
      {
        criterion,
        material: text(own, 'decision') === 'material',
        reasons: text(own, 'reasons'),
        commitments: lines('commitments'),
        couldHaveFailed: lines('couldHaveFailed'),
        achievedOtherwise: text(own, 'achievedOtherwise') === '' ? null : text(own, 'achievedOtherwise'),
        role: 'engagement-partner',
      },
    ];
  });
}

const weightOf = (value: string): Weight => (value === 'material' || value === 'pervasive' ? value : 'none');

/** The opinion as the table proposes it (16), or everything that keeps it from being proposed. */
export const proposeOpinion = onceAFile(opinionFrom);

function opinionFrom(file: File): {
  readonly proposal: OpinionProposal | null;
  readonly problems: readonly Problem[];
} {
  const says = saysOf(file);
  const summary = says('misstatement-summary', wholeFile);
  if (summary === undefined) {
    const sentence = 'The misstatements are not summarized.';
    return {
      proposal: null,
      problems: [{ code: 'summary', subject: 'misstatement-summary', sentence, source: 'methodology 16' }],
    };
  }
  const type = typeOf(file);
  const weighed = weighCriteria({
    type,
    results: resultsOf(file),
    decisions: decisionsOf(file),
    pervasive: {
      misstatement: text(summary, 'pervasive').includes('misstatement'),
      limitation: text(summary, 'pervasive').includes('limitation'),
    },
  });
  if (weighed.weighed === null) return { proposal: null, problems: weighed.problems };
  return {
    proposal: formOpinion({
      type,
      description: {
        misstatement: weightOf(text(summary, 'description')),
        limitation: weightOf(text(summary, 'descriptionLimitation')),
      },
      design: weighed.weighed.design,
      operating: weighed.weighed.operating,
      beside: {
        assertionMissing: text(summary, 'assertion') === 'refused',
        representationsMissing: text(summary, 'representations') === 'refused',
        noOccurrence: resultsOf(file)
          .filter(({ outcome }) => outcome === 'no-occurrence')
          .map(({ criterion }) => criterion),
      },
    }),
    problems: [],
  };
}

const opinionKinds: readonly OpinionKind[] = ['unmodified', 'qualified', 'adverse', 'disclaimer'];
export const opinionOf = (content: Content | undefined): OpinionKind | null =>
  opinionKinds.find((one) => one === text(content, 'kind')) ?? null;

/** Subject matters on which management's assertion states an exception, as the opinion's paper says. */
export const exceptionsOf = (content: Content | undefined): readonly SubjectMatter[] =>
  (['description', 'design', 'operating'] as const).filter((one) => content?.[`${one}Exception`] === true);
