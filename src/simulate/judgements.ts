/** judgements.yaml of a simulated year: who did what, when, and what they found. Every text says nothing but what was planted. */
import { addDays } from '../period.ts';
import { version } from '../version.ts';
import type { Procedure } from '../procedures/index.ts';
import type { ConcludedYear } from './conclude.ts';
import { commitmentsOf } from './description.ts';
import type { ExportedPopulation, PlantedOf, Theme } from './model.ts';
import type { Span } from './moments.ts';
import { manager, organization, partner, qualityReviewer, securityLead, senior, staff } from './organization.ts';

export interface DrawnForPeople {
  readonly procedure: string;
  readonly digest: string;
  readonly items: readonly string[];
  readonly attributes: readonly string[];
}

export interface JudgementsOrder {
  readonly period: Span;
  readonly reportDate: string;
  readonly facts: readonly string[];
  readonly controls: readonly { readonly id: string; readonly title: string; readonly criteria: readonly string[] }[];
  readonly procedures: readonly Procedure[];
  readonly populations: readonly ExportedPopulation[];
  readonly records: ReadonlyMap<string, number>;
  readonly themes: readonly Theme[];
  readonly planted: readonly PlantedOf[];
  readonly samples: readonly DrawnForPeople[];
  readonly concluded: ConcludedYear;
}

/** Days from the end of the period to each piece of work; the report is dated last. */
export const workDays = {
  collected: 5,
  evaluated: 6,
  tested: 8,
  resolved: 10,
  communicated: 12,
  responded: 20,
  concluded: 30,
  approved: 40,
  asserted: 44,
  reported: 45,
} as const;

export function judgementsData(order: JudgementsOrder): Record<string, unknown> {
  const { period, concluded, planted, themes } = order;
  const day = (name: keyof typeof workDays): string => addDays(period.end, workDays[name]);
  const two = { by: staff, reviewedBy: senior };
  const themeOf = new Map(themes.map((t) => [t.id, t]));
  const seen = concluded.conditions.map((c) => c.id);
  const modified = concluded.opinion.kind !== 'unmodified';
  return {
    acts: order.facts.map((fact) => ({
      fact,
      by: fact.startsWith('quality-review') ? qualityReviewer : partner,
      at: late.has(fact) ? addDays(order.reportDate, -1) : addDays(period.start, 20),
    })),
    design: order.controls.map(({ id, title }) => ({
      control: id,
      design: 'suitable',
      implemented: true,
      walkthrough: `Followed one occurrence of "${title}" from its beginning to its record (sample data).`,
      by: senior,
      reviewedBy: manager,
      at: addDays(period.start, 30),
    })),
    ipe: order.populations.map((p) => ({
      population: p.id,
      checks: {
        'IPE-01': 'Watched the export being made with the query that is on record.',
        'IPE-03': 'Compared the count with the number that the source shows for the period.',
        ...(p.records === 0
          ? { 'IPE-09': 'Searched tickets and messages of the period for occurrences and found none.' }
          : {}),
      },
      satisfactory: true,
      ...two,
      at: day('evaluated'),
    })),
    resolutions: resolutionsOf(planted).map(({ procedure, attribute, theme, items }) => ({
      procedure,
      attribute,
      items,
      outcome: 'confirmed',
      condition: theme,
      evidence: 'Looked up each item at its place in the evidence; the owner of the control agreed.',
      by: staff,
      second: senior,
      at: day('resolved'),
    })),
    conditions: concluded.conditions.map((condition) => ({ ...condition, by: senior, at: day('resolved') })),
    tests: [
      ...order.procedures
        .filter((p) => p.extent === 'one')
        .map((p) => ({
          procedure: p.id,
          result: 'no-exceptions',
          evidence: 'Notes of the meeting, as sample data.',
          ...two,
          at: day('tested'),
        })),
      ...order.samples.map((sample) => ({
        procedure: sample.procedure,
        sample: sample.digest,
        items: Object.fromEntries(
          sample.items.map((item) => [item, Object.fromEntries(sample.attributes.map((a) => [a, 'met']))]),
        ),
        evidence: 'Inspected the record of each selected item, as sample data.',
        ...two,
        at: day('tested'),
      })),
    ],
    adoptions: [...order.records.keys()].map((procedure) => ({ procedure, ...two, at: day('resolved') })),
    toolReliance: [
      {
        release: version,
        reliedOnFor: 'Tests of all records of each population by the rules of the procedures, and the draw of samples.',
        knownCases: 'Ran the examples of each procedure, whose results are known (sample data).',
        secondEvaluation: 'Had each rule evaluated by a second engine over random records (sample data).',
        limits: 'A rule sees what the export holds; whether the export is whole is evaluated for each population.',
        accepted: true,
        by: senior,
        approvedBy: partner,
        at: day('tested'),
      },
    ],
    findings: seen.map((id, i) => ({
      id: `F-${i + 1}`,
      kind: 'operating-deviation',
      control: themeOf.get(id)?.control,
      conditions: [id],
      fact: `${themeOf.get(id)?.says ?? id}.`,
      extent: `${new Set(planted.filter((p) => p.theme === id).map((p) => p.record)).size} records of the period.`,
      by: senior,
      reviewedBy: manager,
      communicatedAt: day('communicated'),
      to: securityLead,
      delivery: 'Letter, receipt returned (sample).',
    })),
    responses: seen.map((_, i) => ({
      finding: `F-${i + 1}`,
      text: 'Management agrees with the facts and has looked at every record named (sample data).',
      by: securityLead,
      at: day('responded'),
    })),
    controls: concluded.controls.map(({ control, conclusion, byPartner, reasons }) => ({
      control,
      conclusion,
      reasons,
      by: byPartner ? partner : manager,
      at: day('concluded'),
    })),
    criteria: concluded.criteria.map((c) => ({
      ...c,
      ...(c.material === undefined
        ? {}
        : { commitments: commitmentsOf(c.criterion), couldHaveFailed: c.material ? commitmentsOf(c.criterion) : [] }),
      by: partner,
      at: day('approved'),
    })),
    description: {
      misstatement: 'none',
      reasons: 'Read against the criteria and against what was tested; nothing differs (sample data).',
      by: senior,
      reviewedBy: manager,
      at: day('asserted'),
    },
    subsequentEvents: {
      text: 'Asked management and read minutes to this day; nothing to report.',
      by: manager,
      at: day('asserted'),
    },
    assertion: {
      exception: modified
        ? `the controls named in Section IV did not operate effectively to meet ${concluded.criteria
            .filter((c) => c.material === true)
            .map((c) => c.criterion)
            .join(', ')}.`
        : null,
      by: organization.signatory.name,
      at: day('asserted'),
    },
    representation: { asOf: order.reportDate, signedAt: order.reportDate, by: organization.signatory.name },
    opinion: { kind: concluded.opinion.kind, reasons: concluded.opinion.reasons, by: partner, at: order.reportDate },
  };
}

/** Acts of the last days before issue; the others belong to the beginning. */
const late = new Set([
  'misstatement-summary',
  'no-open-request',
  'description-final-review',
  'representation-draft',
  'assertion-final',
  'subsequent-events',
  'notes-cleared',
  'consultation-resolved',
  'quality-review-started',
  'quality-review-complete',
  'licenses',
  'independence-reconfirmed',
  'no-old-fees',
  'signature-released',
]);

/** One resolution a cause, procedure and attribute: "all" where one cause explains all items. */
function resolutionsOf(
  planted: readonly PlantedOf[],
): { procedure: string; attribute: string; theme: string; items: 'all' | string[] }[] {
  const groups = Map.groupBy(planted, (p) => `${p.procedure} ${p.attribute}`);
  return [...groups.values()].flatMap((group) => {
    const causes = Map.groupBy(group, (p) => p.theme);
    return [...causes].map(([theme, items]) => {
      const { procedure, attribute } = group[0] ?? { procedure: '', attribute: '' };
      return { procedure, attribute, theme, items: causes.size === 1 ? ('all' as const) : items.map((i) => i.record) };
    });
  });
}
