/** Section IV: criteria, controls, tests and results (methodology 20.4). Every figure is computed here from the claims. */
import { type ClaimBook, from, stated, type Words, Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { TestClaim } from './claims.ts';
import type { ReportType } from './model.ts';
import type { Wording } from './wording.ts';
import type { Block, CriterionBlock, MatrixBlock, ReportSection, Sentence } from './document.ts';
import type { Outline, OutlinedControl, OutlinedCriterion, OutlinedDeviation, OutlinedTest } from './outline.ts';
import { count, day, listing, lowerFirst, percent } from './print.ts';
import { paragraphBlock } from './section-one.ts';

type TestRow = CriterionBlock['controls'][number]['tests'][number];

/** A rate is printed only where at least 20 items were tested (R-SMP-07). */
const fewestForRate = 20;
/** Above about this many controls the matrix is printed one series at a time: every tagged cell costs. */
const mostControlsInMatrix = 40;

/** Writes one test: what the record decides (all or a sample, many or few) is decided here, the words are the wording's. */
class TestWriter {
  readonly #writer: Writer;
  readonly #test: OutlinedTest;
  readonly #printCounts: boolean;

  constructor(writer: Writer, outline: Pick<Outline, 'printCounts'>, test: OutlinedTest) {
    const { value, claim } = test;
    const figure = (n: number) => from(claim, count(n));
    this.#test = test;
    // firm setting of R-RPT-03: counts for every test, or only where deviations were found
    this.#printCounts = outline.printCounts || value.result === 'deviations';
    this.#writer = writer.with({
      population: figure(value.population),
      tested: figure(value.tested),
      unusable: figure(value.unusable),
      noun: from(claim, value.noun),
      first: value.extension === null ? null : figure(value.extension[0]),
      more: value.extension === null ? null : figure(value.extension[1]),
    });
  }

  /** "Reperformance, all 3,214, by program." */
  opening(): Sentence | null {
    const { value, claim } = this.#test;
    const nature = { text: this.#words(`TST-nature.${value.nature}`), claims: [claim] };
    const means = value.means === 'tool' ? { text: this.#words('TST-means.tool'), claims: [claim] } : null;
    if (value.result === 'not-operated') return this.#writer.sentence('TST-line', { nature });
    const extent = { text: this.#words(this.#extent()), claims: [claim] };
    return this.#writer.sentence('TXT-02.line', { nature, extent, means });
  }

  #extent(): string {
    const { value } = this.#test;
    if (value.extent === 'all') {
      if (value.unusable > 0) return 'TST-extent.incomplete';
      if (!this.#printCounts) return 'TST-extent.all.plain';
      // "one policy" reads better than "all 1"
      return value.population === 1 ? 'TST-extent.one' : 'TST-extent.all';
    }
    if (value.extent === 'one' && value.tested === 1) return 'TST-extent.one';
    if (value.tested === value.population) return 'TST-extent.all';
    if (!this.#printCounts) return 'TST-extent.sample.plain';
    return value.extension === null ? 'TST-extent.sample' : 'TST-extent.extended';
  }

  #words(id: string): string {
    return this.#writer.need(id).text;
  }

  population(): { population: Sentence | null; noun: Sentence | null } {
    if (!this.#printCounts) return { population: null, noun: null };
    const figure = from(this.#test.claim, count(this.#test.value.population));
    return {
      population: this.#writer.sentence('TST-population', { count: figure }),
      noun: this.#writer.sentence('TST-noun'),
    };
  }

  /** "all" only if R-POP-07 holds. */
  tested(): { tested: Sentence | null; beneath: Sentence[] } {
    const { value, claim } = this.#test;
    const said = (id: string): Sentence => ({ ...this.#writer.need(id), claims: [claim] });
    if (value.result === 'not-operated') return { tested: said('TST-dash'), beneath: [] };
    const notDue = this.#writer.paragraph('TST-notDue', {
      count: value.notApplicable === 0 ? null : from(claim, count(value.notApplicable)),
    });
    if (value.extent === 'all' && value.unusable > 0) {
      return {
        tested: this.#writer.sentence('TST-extent.incomplete'),
        beneath: [...this.#writer.paragraph('TXT-04.census.incomplete'), ...notDue],
      };
    }
    if (value.tested === value.population) return { tested: said('TST-all'), beneath: notDue };
    if (!this.#printCounts) return { tested: said('TST-sampled'), beneath: [] };
    const tested = this.#writer.sentence('TST-tested', { count: from(claim, count(value.tested)) });
    return { tested, beneath: [...(value.extent === 'sample' ? [said('TST-sampled')] : []), ...notDue] };
  }

  result(): Sentence {
    const { value, claim } = this.#test;
    const said = (id: string): Sentence => {
      const sentences = this.#writer.paragraph(id);
      return { wording: id, text: sentences.map(({ text }) => text).join(' '), claims: [claim] };
    };
    if (value.result === 'not-operated') return said('TXT-05');
    if (value.result === 'no-exceptions') return said('TXT-03');
    const one = value.deviations === 1 ? '#one' : '';
    const base = value.tested - value.notApplicable;
    const figures = {
      count: from(claim, count(value.deviations)),
      rate: from(claim, percent(value.deviations, base)),
      population: from(claim, count(base)),
    };
    // a rate only where all items were tested and there are enough of them; a sample never prints one (REPORT 2)
    if (value.tested < value.population) return this.#writer.need(`TST-result.sample${one}`, figures);
    if (base < fewestForRate) return this.#writer.need('TXT-04.census.few', figures);
    return this.#writer.need(`TXT-04.census${one}`, figures);
  }
}

/** A test in the words of Section IV: what is printed of it, and nothing of what stands around it. */
export interface PrintedTest {
  readonly opening: string;
  readonly tested: string;
  readonly beneath: readonly string[];
  readonly result: string;
}

/** One test as the report would print it, outside of a report: the same sentences, from the same wording. */
export function printTest(wording: Wording, type: ReportType, printCounts: boolean, value: TestClaim): PrintedTest {
  const claim = `test.${value.procedure}`;
  const { extension: given } = value;
  const extension: [number, number] | null = given === null ? null : [given[0], given[1]];
  const test: OutlinedTest = { id: value.procedure, claim, value: { ...value, extension }, says: null, deviations: [] };
  const writer = new Writer(type, wording, {});
  const of = new TestWriter(writer, { printCounts }, test);
  const { tested, beneath } = of.tested();
  const open =
    value.open === 0
      ? []
      : writer.paragraph(value.open === 1 ? 'TST-open#one' : 'TST-open', { count: from(claim, count(value.open)) });
  return {
    opening: of.opening()?.text ?? '',
    tested: tested?.text ?? '',
    beneath: [...beneath, ...open].map(({ text }) => text),
    result: of.result().text,
  };
}

function deviationRow(writer: Writer, deviation: OutlinedDeviation): TestRow['deviations'][number] {
  return {
    place: deviation.place,
    label: writer.need('TST-found', { number: deviation.number }),
    fact: stated(deviation.fact),
    extentLabel: writer.need('TST-extentLabel'),
    extent: stated(deviation.extent),
    responseLabel: writer.need('TXT-08'),
    response: stated(deviation.response) ?? writer.need('TST-noResponse'),
  };
}

function testRow(writer: Writer, outline: Outline, test: OutlinedTest): TestRow {
  const of = new TestWriter(writer, outline, test);
  const drawnFrom = outline.populations.findIndex((population) => population.value.id === test.value.drawnFrom);
  return {
    id: stated(from(test.claim, test.id)),
    opening: of.opening(),
    says: stated(test.says),
    ...of.population(),
    drawnFrom: drawnFrom < 0 ? null : drawnFrom,
    ...of.tested(),
    result: of.result(),
    outcome: test.value.result,
    deviations: test.deviations.map((deviation) => deviationRow(writer, deviation)),
  };
}

function controlTitle(writer: Writer, control: OutlinedControl): Sentence | null {
  if (control.title === null || control.organization === null) return stated(control.title);
  return writer.sentence('TST-of', { organization: control.organization, title: control.title });
}

function criterionBlock(writer: Writer, outline: Outline, criterion: OutlinedCriterion): CriterionBlock {
  const conclusion = `criterion.${criterion.id}.conclusion`;
  const id = from(conclusion, criterion.id);
  const home = (control: OutlinedControl): Words => from(`control.${control.id}.criteria`, control.criteria[0] ?? '');
  const elsewhere = criterion.also.map((control) =>
    writer.need('TST-also.item', {
      control: from(`control.${control.id}.criteria`, control.id),
      criterion: home(control),
    }),
  );
  const also: Words | null =
    elsewhere.length === 0
      ? null
      : { text: listing(elsewhere.map(({ text }) => text)), claims: elsewhere.flatMap(({ claims }) => claims) };
  const assumed = outline.subservices
    .filter((one) => one.method === 'carve-out')
    .map((one) => ({ one, rows: one.csocs.filter((csoc) => csoc.value.criteria.includes(criterion.id)) }))
    .filter(({ rows }) => rows.length > 0);
  return {
    block: 'criterion',
    id: stated(id),
    title: stated(criterion.title),
    text: stated(criterion.text),
    also: writer.sentence('TST-also', { controls: also }),
    notMet: criterion.conclusion === 'not-met' ? { ...writer.need('TXT-07'), claims: [conclusion] } : null,
    controls: criterion.controls.map((control) => ({
      id: stated(from(`control.${control.id}.criteria`, control.id)),
      title: controlTitle(writer, control),
      // 17.2: a control that changed is stated by its versions; a version is not printed over itself
      statement: control.versions.some(({ value }) => value.statement === control.statement?.text)
        ? null
        : stated(control.statement),
      alsoServes: stated(
        control.criteria.length > 1
          ? from(`control.${control.id}.criteria`, control.criteria.slice(1).join(', '))
          : null,
      ),
      versions: control.versions.map(({ id: claim, value }) => ({
        label: stated(from(claim, value.label)),
        time: writer.sentence('TST-version', { from: from(claim, day(value.from)), to: from(claim, day(value.to)) }),
        statement: stated(from(claim, value.statement)),
      })),
      tests: control.tests.map((test) => testRow(writer, outline, test)),
    })),
    assumed: assumed.map(({ one, rows }) => ({
      title: writer.need(outline.type === 'type2' ? 'TST-assumed' : 'TST-assumed.t1', {
        subservice: from(one.claim, one.name),
      }),
      rows: rows.map((csoc) => ({
        id: stated(from(csoc.id, csoc.value.id)),
        text: stated(from(csoc.id, csoc.value.text)),
        result: writer.need('TST-assumed.result'),
      })),
    })),
  };
}

function figuresBlock(book: ClaimBook, writer: Writer): Block {
  const figures = ['criteria', 'controls', 'tests', 'clean', 'deviating', 'silent'].flatMap((name) => {
    const total = book.read(`total.${name}`, shapes.number);
    if (total === null) return [];
    const figure = writer.need(`TST-figures.${name}`, { count: from(`total.${name}`, count(total)) });
    return [{ count: figure, noun: writer.need(`TST-figures.${name}.noun`) }];
  });
  return { block: 'figures', heading: writer.need('TST-figures'), figures };
}

function deviationList(writer: Writer, outline: Outline): Block {
  const tests = new Map(outline.controls.flatMap((control) => control.tests.map((test) => [test.id, test])));
  const open = [...tests.values()].filter((test) => test.value.open > 0);
  const openItems = open.reduce((sum, test) => sum + test.value.open, 0);
  const before =
    openItems === 0
      ? []
      : writer.paragraph(openItems === 1 ? 'TST-open#one' : 'TST-open', {
          count: { text: count(openItems), claims: open.map((test) => test.claim) },
        });
  return {
    block: 'deviation-list',
    heading: writer.need('TST-deviations'),
    before: outline.deviations.length === 0 && openItems === 0 ? writer.paragraph('TST-deviations.none') : before,
    rows: outline.deviations.map(({ control, test, deviation }) => {
      const row = testRow(writer, outline, test);
      return {
        place: deviation.place,
        number: stated(deviation.number),
        test: row.id,
        control: stated(control.title),
        population: row.population,
        tested: row.tested,
        deviations: stated(from(test.claim, count(test.value.deviations))),
      };
    }),
  };
}

const cell = (id: string, text: string): Sentence[] => (text === '' ? [] : [stated(from(id, text))]);

/** What says most of completeness and accuracy comes first; one line is said. */
const shortWords: readonly (readonly [readonly string[], string])[] = [
  [['IPE-09'], 'POP-none'],
  [['IPE-03'], 'POP-totals'],
  [['IPE-04', 'IPE-05'], 'POP-traced'],
  [['IPE-04'], 'POP-toList'],
  [['IPE-05'], 'POP-toSource'],
  [['IPE-02'], 'POP-repeated'],
  [['IPE-01'], 'POP-query'],
];

/** Where the firm wrote no short words: what the population was agreed to or traced to. A procedure told not to apply is none. */
function shortCheck(writer: Writer, outline: Outline, { id, value }: Outline['populations'][number]): Sentence[] {
  if (value.check !== '') return cell(id, value.check);
  const performed = new Set(value.procedures.filter((p) => !/^not applicable\b/i.test(p.text)).map((p) => p.id));
  const other = outline.populations.find((population) => population.value.id === value.agreed?.with);
  if (value.agreed !== undefined && other !== undefined)
    return writer.paragraph('POP-agreed', {
      other: from(other.id, lowerFirst(other.value.name)),
      matched: from(id, count(value.agreed.matched)),
      of: from(id, count(value.agreed.of)),
    });
  const said = shortWords.find(([ids]) => ids.every((one) => performed.has(one)))?.[1];
  return said === undefined ? [] : writer.paragraph(said).map((sentence) => ({ ...sentence, claims: [id] }));
}

/** The procedures in full, each after the word for its kind; none where the firm told only the short words. */
function populationProcedures(writer: Writer, outline: Outline): Block[] {
  const told = outline.populations.filter(({ value }) => value.procedures.length > 0);
  if (told.length === 0) return [];
  return [
    {
      block: 'table',
      id: 'POP-procedures',
      kind: 'population-procedures',
      heading: writer.heading('POP-procedures'),
      before: writer.paragraph('POP-procedures'),
      rows: told.map(({ id, value }) => ({
        place: null,
        cells: [
          cell(id, value.id),
          cell(id, value.name),
          value.procedures.flatMap((procedure) => [
            { ...writer.need(`POP-kind#${procedure.id}`), claims: [id] },
            stated(from(id, procedure.text)),
          ]),
        ],
      })),
    },
  ];
}

function populationsBlock(writer: Writer, outline: Outline): Block {
  const heading = writer.heading('TXT-10');
  return {
    block: 'table',
    id: 'TXT-10',
    kind: 'populations',
    heading,
    before: writer.paragraph('TXT-10'),
    rows: outline.populations.map((population, place) => {
      const { id, value } = population;
      return {
        place,
        cells: [
          cell(id, value.id),
          cell(id, value.name),
          cell(id, count(value.records)),
          cell(id, value.source),
          shortCheck(writer, outline, population),
        ],
      };
    }),
  };
}

/** ✓ ◆ – and "see" for one control under one criterion. */
function matrixCell(
  criterion: OutlinedCriterion,
  control: OutlinedControl,
): MatrixBlock['rows'][number]['cells'][number] {
  if (control.criteria[0] !== criterion.id) return control.criteria.includes(criterion.id) ? 'see' : 'none';
  if (control.tests.some((test) => test.value.result === 'deviations')) return 'deviation';
  if (control.tests.some((test) => test.value.result === 'not-operated')) return 'silent';
  return control.tests.length > 0 ? 'met' : 'none';
}

function matrixBlocks(writer: Writer, outline: Outline): MatrixBlock[] {
  const seriesOf = (criterion: OutlinedCriterion) => criterion.id.split('.')[0] ?? criterion.id;
  const split = outline.controls.length > mostControlsInMatrix;
  const groups = split ? [...Map.groupBy(outline.criteria, seriesOf)] : [['', outline.criteria] as const];
  const subservice = outline.criteria.filter((criterion) => criterion.conclusion === 'addressed-by-subservice');
  return groups.flatMap(([series, criteria], i) => {
    const controls = outline.controls.filter((control) =>
      criteria.some((criterion) => control.criteria.includes(criterion.id)),
    );
    if (controls.length === 0) return [];
    const last = i === groups.length - 1;
    return [
      {
        block: 'matrix' as const,
        heading: split
          ? writer.need('TST-matrix.series', { series: from('list.criteria', series) })
          : writer.need('TST-matrix'),
        controls: controls.map((control) => stated(from(`control.${control.id}.criteria`, control.id))),
        rows: criteria.map((criterion) => ({
          criterion: stated(from(`criterion.${criterion.id}.conclusion`, criterion.id)),
          cells: controls.map((control) => matrixCell(criterion, control)),
        })),
        under: last
          ? [
              ...writer.paragraph('TST-matrix.legend'),
              ...writer.paragraph(subservice.length > 1 ? 'TST-matrix.subservice#several' : 'TST-matrix.subservice', {
                criteria: {
                  text: listing(subservice.map((criterion) => criterion.id)),
                  claims: subservice.map((criterion) => `criterion.${criterion.id}.conclusion`),
                },
              }),
            ]
          : [],
      },
    ];
  });
}

/** Section IV. In a Type I report it lists criteria and controls, and says that operation was not examined. */
export function sectionFour(book: ClaimBook, writer: Writer, outline: Outline): ReportSection {
  const criteria = outline.criteria.map((criterion) => criterionBlock(writer, outline, criterion));
  if (outline.type === 'type1') {
    return {
      title: writer.need('TST-00.t1'),
      subtitle: null,
      voice: writer.need('VOI-IV'),
      blocks: [paragraphBlock('TXT-01', writer.heading('TXT-01.t1'), [writer.paragraph('TXT-01.t1')]), ...criteria],
    };
  }
  const voices = [...writer.paragraph('TST-voice.management'), ...writer.paragraph('TST-voice.auditor')];
  const blocks: Block[] = [
    paragraphBlock('TXT-01', writer.heading('TXT-01'), [
      [...writer.paragraph('TXT-01'), ...voices],
      writer.paragraph('TXT-02'),
    ]),
    paragraphBlock('TXT-12', writer.heading('TXT-12'), [writer.paragraph('TXT-12')]),
    paragraphBlock('TXT-13', writer.heading('TXT-13'), [writer.paragraph('TXT-13')]),
    figuresBlock(book, writer),
    deviationList(writer, outline),
    ...criteria,
    ...(outline.populations.length > 0
      ? [populationsBlock(writer, outline), ...populationProcedures(writer, outline)]
      : []),
    ...matrixBlocks(writer, outline),
  ];
  return { title: writer.need('TST-00.t2'), subtitle: null, voice: writer.need('VOI-IV'), blocks };
}
