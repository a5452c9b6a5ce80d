/** What a page shows of a report, read from the claims that its bundle carries: the page says nothing that the report does not. */
import { z } from 'zod';

const text = z.string();
const count = z.int().min(0);

/** The part of a bundle that the page needs. It was written here, but a file can be changed: it is read as input. */
const bundleShape = z.object({
  specimen: z.boolean(),
  engagement: z.object({
    id: text,
    type: z.enum(['type1', 'type2']),
    organization: text,
    firm: text,
    periodStart: text.nullable(),
    periodEnd: text.nullable(),
    asOf: text.nullable(),
    reportDate: text,
  }),
  opinion: z.enum(['unmodified', 'qualified', 'adverse', 'disclaimer']),
  log: z.object({ origin: text, checkpoint: text }),
  claims: z.array(z.object({ id: text, value: z.unknown() })),
  draws: z.array(
    z.object({
      procedure: text,
      entry: count,
      method: text,
      seed: text,
      population: z.object({ size: count, root: text }),
      size: count,
      reserves: count,
      selected: z.array(z.object({ position: count, leaf: text })),
    }),
  ),
  report: z.unknown(),
});
type ReadBundle = z.infer<typeof bundleShape>;

const testShape = z.object({
  control: text,
  procedure: text,
  nature: text,
  extent: z.enum(['all', 'sample', 'one']),
  means: z.enum(['manual', 'tool']),
  population: count,
  noun: text,
  drawnFrom: text.nullable(),
  tested: count,
  notApplicable: count,
  deviations: count,
  open: count,
  result: z.enum(['no-exceptions', 'deviations', 'not-operated']),
});
const populationShape = z.object({
  id: text,
  name: text,
  noun: text,
  records: count,
  source: text,
  check: text,
  procedures: z.array(z.object({ text })).default([]),
});
const conclusionShape = z.enum([
  'met',
  'met-with-deviations',
  'not-met',
  'no-occurrence',
  'addressed-by-subservice',
  'unable-to-conclude',
]);

export interface ConditionView {
  readonly number: number;
  readonly fact: string;
  readonly extent: string | null;
  readonly response: string | null;
}

export interface TestView extends z.infer<typeof testShape> {
  readonly id: string;
  readonly says: string;
  readonly conditions: readonly ConditionView[];
}

export interface ControlView {
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly criteria: readonly string[];
  readonly tests: readonly TestView[];
  readonly deviations: number;
}

export interface CriterionView {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly conclusion: z.infer<typeof conclusionShape>;
  readonly zeroEvidence: string | null;
  readonly controls: readonly ControlView[];
}

export type PopulationView = z.infer<typeof populationShape>;
export type DrawView = ReadBundle['draws'][number];

export interface ResultView {
  readonly engagement: ReadBundle['engagement'];
  readonly opinion: ReadBundle['opinion'];
  readonly specimen: boolean;
  readonly organization: string;
  readonly systemTitle: string;
  readonly firm: string;
  readonly categories: readonly string[];
  /** clauses that carry the modification: a description, b design, c operation */
  readonly affected: readonly string[];
  /** the sentences of the basis paragraph, as the report prints them; empty when unmodified */
  readonly basis: readonly string[];
  /** the opinion as the report words it: lead and clauses */
  readonly opinionWords: readonly string[];
  readonly notes: readonly string[];
  readonly criteria: readonly CriterionView[];
  readonly controls: readonly ControlView[];
  readonly populations: readonly PopulationView[];
  readonly draws: readonly DrawView[];
  readonly log: { readonly origin: string; readonly size: string; readonly root: string };
}

/**
 * bytes    content of `tickmark-bundle.json`
 * returns  what the page shows, in the order of the report's own lists
 * throws   when the file is no bundle
 */
export function readResult(bytes: string): ResultView {
  const bundle = bundleShape.parse(JSON.parse(bytes));
  const claims = new Map(bundle.claims.map((claim) => [claim.id, claim.value]));
  const read = <T>(id: string, shape: z.ZodType<T>, absent: T): T => {
    const value = claims.get(id);
    return value === undefined ? absent : shape.parse(value);
  };
  const words = (id: string): string => read(id, text, '');
  const list = (id: string): readonly string[] => read(id, z.array(text), []);
  const each = <T>(path: string, shape: z.ZodType<T>): T[] => {
    const values: T[] = [];
    for (let n = 1; claims.has(`${path}.${n}`); n += 1) values.push(shape.parse(claims.get(`${path}.${n}`)));
    return values;
  };
  const conditionsOf = (test: string): ConditionView[] => {
    const conditions: ConditionView[] = [];
    for (let n = 1; claims.has(`deviation.${test}.${n}.fact`); n += 1) {
      const part = (name: string) => read(`deviation.${test}.${n}.${name}`, text.nullable(), null);
      conditions.push({ number: n, fact: part('fact') ?? '', extent: part('extent'), response: part('response') });
    }
    return conditions;
  };
  const controls = list('list.controls').map((id): ControlView => {
    const tests = list(`control.${id}.tests`).map((test) => ({
      ...testShape.parse(claims.get(`test.${test}`)),
      id: test,
      says: words(`test.${test}.says`),
      conditions: conditionsOf(test),
    }));
    return {
      id,
      title: words(`control.${id}.title`),
      statement: words(`control.${id}.statement`),
      criteria: list(`control.${id}.criteria`),
      tests,
      deviations: tests.reduce((sum, test) => sum + test.deviations, 0),
    };
  });
  const [, size = '', root = ''] = bundle.log.checkpoint.split('\n');
  return {
    engagement: bundle.engagement,
    opinion: bundle.opinion,
    specimen: bundle.specimen,
    organization: words('organization.name'),
    systemTitle: words('system.title'),
    firm: words('firm.name'),
    categories: list('engagement.categories'),
    affected: list('opinion.affected'),
    basis: sentencesOf(bundle.report, 'SAR-16'),
    opinionWords: sentencesOf(bundle.report, 'SAR-17'),
    notes: each('report.coverNote', text),
    criteria: list('list.criteria').map((id) => ({
      id,
      title: words(`criterion.${id}.title`),
      text: words(`criterion.${id}.text`),
      conclusion: conclusionShape.parse(claims.get(`criterion.${id}.conclusion`)),
      zeroEvidence: read(`criterion.${id}.zeroEvidence`, text.nullable(), null),
      controls: controls.filter((control) => control.criteria.includes(id)),
    })),
    controls,
    populations: each('population', populationShape),
    draws: bundle.draws,
    log: { origin: bundle.log.origin, size, root },
  };
}

const sentenceShape = z.object({ text, wording: text, claims: z.array(text) });

/** The sentences of a wording, once each, in the order of print and without headings. */
function sentencesOf(report: unknown, wording: string): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const sentence = sentenceShape.safeParse(value);
    if (sentence.success) {
      if (sentence.data.wording.startsWith(wording)) found.push(sentence.data.text);
      return;
    }
    for (const [name, part] of Object.entries(value)) if (name !== 'heading') walk(part);
  };
  walk(report);
  return [...new Set(found)];
}
