/**
 * The report as it is laid out: sections and blocks in the order of print, every text a sentence that says where it comes from.
 * The template lays it out and adds nothing but column headings. It travels in the proof bundle and is read back from there, so
 * its shape is checked as hostile input.
 */
import { z } from 'zod';
import { Refusal } from '../../refusal.ts';

/**
 * wording  id in data/wording.yaml, or 'as-stated' for words that a person wrote and that are printed as they stand
 * text     what is printed
 * claims   ids of the claims whose values the text carries
 */
const sentence = z.strictObject({
  wording: z.string().max(100),
  text: z.string().max(100_000),
  claims: z.array(z.string().max(500)),
});
const said = z.array(sentence);
const maybe = sentence.nullable();
const place = z.int().min(0);

const paragraph = z.strictObject({
  block: z.literal('paragraph'),
  id: z.string(),
  heading: maybe,
  /** set whole on one page */
  whole: z.boolean(),
  paragraphs: z.array(said),
  points: said,
});
const opinion = z.strictObject({
  block: z.literal('opinion'),
  id: z.string(),
  heading: maybe,
  groups: z.array(
    z.strictObject({ lead: maybe, clauses: z.array(z.strictObject({ letter: z.enum(['a', 'b', 'c']), text: said })) }),
  ),
  closing: said,
});
const signature = z.strictObject({
  block: z.literal('signature'),
  name: maybe,
  under: said,
  date: maybe,
  underDate: said,
});
const table = z.strictObject({
  block: z.literal('table'),
  id: z.string(),
  heading: maybe,
  before: said,
  kind: z.enum(['commitments', 'components', 'cuecs', 'csocs', 'populations', 'population-procedures']),
  rows: z.array(z.strictObject({ place: place.nullable(), cells: z.array(said) })),
});
const diagram = z.strictObject({
  block: z.literal('diagram'),
  nodes: z.array(
    z.strictObject({
      id: z.string(),
      title: sentence,
      sub: maybe,
      column: z.int().min(0).max(11),
      row: z.int().min(0).max(11),
      span: z.int().min(1).max(12),
      zone: z.enum(['inside', 'outside', 'carved-out']),
    }),
  ),
  edges: z.array(z.strictObject({ from: z.string(), to: z.string(), both: z.boolean() })),
  boundary: sentence,
  alt: said,
  under: said,
});
const figures = z.strictObject({
  block: z.literal('figures'),
  heading: sentence,
  figures: z.array(z.strictObject({ count: sentence, noun: sentence })),
});
const deviationList = z.strictObject({
  block: z.literal('deviation-list'),
  heading: sentence,
  before: said,
  rows: z.array(
    z.strictObject({
      place,
      number: sentence,
      test: sentence,
      control: maybe,
      population: maybe,
      tested: maybe,
      deviations: maybe,
    }),
  ),
});
const deviation = z.strictObject({
  /** position in the order of print, from 0 */
  place,
  label: sentence,
  fact: maybe,
  extentLabel: sentence,
  extent: maybe,
  responseLabel: sentence,
  response: sentence,
});
const test = z.strictObject({
  id: sentence,
  opening: maybe,
  says: maybe,
  population: maybe,
  noun: maybe,
  /** row of the populations table, from 0 */
  drawnFrom: place.nullable(),
  tested: maybe,
  beneath: said,
  result: maybe,
  outcome: z.enum(['no-exceptions', 'deviations', 'not-operated', 'not-tested']),
  deviations: z.array(deviation),
});
const criterion = z.strictObject({
  block: z.literal('criterion'),
  id: sentence,
  title: maybe,
  text: maybe,
  also: maybe,
  notMet: maybe,
  controls: z.array(
    z.strictObject({
      id: sentence,
      title: maybe,
      statement: maybe,
      alsoServes: maybe,
      versions: z.array(z.strictObject({ label: sentence, time: maybe, statement: sentence })),
      tests: z.array(test),
    }),
  ),
  /** controls assumed at carved-out organizations */
  assumed: z.array(
    z.strictObject({
      title: sentence,
      rows: z.array(z.strictObject({ id: sentence, text: sentence, result: sentence })),
    }),
  ),
});
const matrix = z.strictObject({
  block: z.literal('matrix'),
  heading: sentence,
  controls: said,
  rows: z.array(
    z.strictObject({ criterion: sentence, cells: z.array(z.enum(['met', 'deviation', 'silent', 'see', 'none'])) }),
  ),
  under: said,
});
const block = z.discriminatedUnion('block', [
  paragraph,
  opinion,
  signature,
  table,
  diagram,
  figures,
  deviationList,
  criterion,
  matrix,
]);
const section = z.strictObject({ title: sentence, subtitle: maybe, voice: sentence, blocks: z.array(block) });

const front = {
  file: z.strictObject({
    id: sentence,
    title: sentence,
    author: sentence,
    /** date of the document's metadata: the report date, in a draft the date of the assertion */
    date: z.iso.date(),
    type: z.enum(['type1', 'type2']),
    paper: z.enum(['us-letter', 'a4']),
    showIds: z.boolean(),
  }),
  /** the words of TXT-19, TXT-21 or both, across and beneath every page; none in a report that is issued */
  marks: said,
  running: z.strictObject({ organization: sentence, kind: sentence, time: sentence, foot: sentence }),
  cover: z.strictObject({
    firm: sentence,
    place: sentence,
    organization: sentence,
    kind: sentence,
    subject: sentence,
    time: sentence,
    ruler: z
      .strictObject({
        start: z.iso.date(),
        end: z.iso.date(),
        date: z.iso.date().nullable(),
        examined: sentence,
        dated: maybe,
        alt: said,
      })
      .nullable(),
    notes: z.array(z.strictObject({ heading: maybe, text: said })),
  }),
};
const schema = z.strictObject({
  format: z.literal('tickmark-report/1'),
  ...front,
  guide: z.strictObject({
    title: sentence,
    lead: said,
    items: z.array(
      z.strictObject({
        id: z.string(),
        heading: maybe,
        text: said,
        deviations: z.array(z.strictObject({ place, text: sentence })),
      }),
    ),
  }),
  sections: z.array(section).min(4).max(5),
  proof: z.strictObject({
    title: sentence,
    label: said,
    check: paragraph,
    command: z.strictObject({ heading: maybe, line: sentence, text: said }),
    ledger: z.strictObject({
      heading: sentence,
      rows: z.array(
        z.strictObject({
          label: z.enum(['Origin', 'Entries', 'Claims', 'Root', 'Signed', 'Attached']),
          text: sentence,
        }),
      ),
      under: said,
    }),
    keys: z.strictObject({
      heading: maybe,
      text: said,
      rows: z.array(z.strictObject({ role: sentence, name: maybe, fingerprint: sentence })),
    }),
    code: z.strictObject({ text: said, lines: said, alt: sentence }),
    made: said,
  }),
});

/** A SOC 3 report: auditor's report, assertion, attachments A and B; no guide, no tests, no page on checking. */
const soc3 = z.strictObject({ format: z.literal('tickmark-soc3/1'), ...front, sections: z.array(section).length(4) });

/** One section on its own, as it would stand in a report: a draft to look at, never issued. number: which section it is, from 1 */
const excerpt = z.strictObject({
  format: z.literal('tickmark-excerpt/1'),
  file: front.file,
  marks: said.min(1),
  running: front.running,
  number: z.int().min(1).max(5),
  sections: z.array(section).length(1),
});

export type Sentence = z.infer<typeof sentence>;
export type ReportDocument = z.infer<typeof schema>;
export type Soc3Document = z.infer<typeof soc3>;
export type ExcerptDocument = z.infer<typeof excerpt>;
export type ReportSection = z.infer<typeof section>;
export type Block = z.infer<typeof block>;
export type ParagraphBlock = z.infer<typeof paragraph>;
export type OpinionBlock = z.infer<typeof opinion>;
export type SignatureBlock = z.infer<typeof signature>;
export type TableBlock = z.infer<typeof table>;
export type DiagramBlock = z.infer<typeof diagram>;
export type FiguresBlock = z.infer<typeof figures>;
export type DeviationListBlock = z.infer<typeof deviationList>;
export type CriterionBlock = z.infer<typeof criterion>;
export type MatrixBlock = z.infer<typeof matrix>;

/** Wording id of words that a person wrote. */
export const asStated = 'as-stated';

/**
 * Reads a document back, from a bundle for example.
 * refuses  `report-document-invalid` with every place that does not fit, at most 20
 */
export function parseReportDocument(value: unknown): ReportDocument {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  throw new Refusal('report-document-invalid', 'This is not a report document.', {
    problems: read.error.issues.slice(0, 20).map((issue) => ({
      code: 'report-document-shape',
      subject: issue.path.join('.'),
      sentence: `${issue.path.join('.') || 'The document'}: ${issue.message}.`,
    })),
  });
}

const isSentence = (value: object): value is Sentence =>
  'wording' in value && 'text' in value && 'claims' in value && Array.isArray(value.claims);

/** Reads an excerpt back from the process that asked for it to be set. refuses  as `parseReportDocument` does */
export function parseExcerpt(value: unknown): ExcerptDocument {
  const read = excerpt.safeParse(value);
  if (read.success) return read.data;
  throw new Refusal('report-document-invalid', 'This is not an excerpt of a report.');
}

/** Every sentence of a document, in the order of print. */
export function sentencesOf(value: unknown): Sentence[] {
  if (typeof value !== 'object' || value === null) return [];
  return isSentence(value) ? [value] : Object.values(value).flatMap(sentencesOf);
}
