/**
 * A SOC 3 report from the claims of a SOC 2 Type II report (methodology 20.5): general use, no controls, no tests, no Section IV.
 * It says what the SOC 2 report on the same period says: the same opinion, and a modification where that one is modified (R-SO3-01).
 */
import { Refusal } from '../../refusal.ts';
import { ClaimBook, from, stated, type Variables, type Words, type Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { ReportClaim } from './claims.ts';
import type { Block, ReportSection, Sentence, Soc3Document } from './document.ts';
import { type Outline, outlineOf } from './outline.ts';
import { lowerFirst } from './print.ts';
import { closed, list, paragraphBlock, signatureBlock } from './section-one.ts';
import { assertionSignature } from './section-two.ts';
import { writerOf } from './variables.ts';
import type { Wording } from './wording.ts';

/** What no SOC 3 report can be made of. */
function refuse(book: ClaimBook, outline: Outline): void {
  if (outline.type !== 'type2') {
    throw new Refusal(
      'soc3-type',
      'There is no SOC 3 report on a date: only a Type II examination can carry one (R-TYP-02).',
    );
  }
  const inclusive = outline.subservices.find((one) => one.method === 'inclusive');
  if (inclusive !== undefined) {
    throw new Refusal(
      'soc3-inclusive',
      `No SOC 3 wording speaks for ${inclusive.name}, which the examination includes.`,
    );
  }
  const affected = book.need('opinion.affected', shapes.clauses);
  const modified = outline.opinion === 'qualified' || outline.opinion === 'adverse';
  if (modified && !affected.includes('b') && !affected.includes('c')) {
    // the same modification is due (R-SO3-01), but effectiveness is not what was modified: no standing sentence is true here
    throw new Refusal(
      'soc3-description',
      'The opinion is modified for the description alone; what a SOC 3 report says of that is for the partner to word (R-SO3-01).',
    );
  }
}

function coverOf(book: ClaimBook, writer: Writer, outline: Outline): Soc3Document['cover'] {
  // a note that points into a Section speaks of the SOC 2 report; there are no Sections here
  const notes = book.each('report.coverNote', shapes.words).filter(({ value }) => !/\bSection [IV]+\b/.test(value));
  const own = notes.map(({ id, value }) => stated(from(id, value)));
  const headed = (id: string, more: readonly Sentence[] = []) => ({
    heading: writer.heading(id),
    text: [...writer.paragraph(id), ...more],
  });
  return {
    firm: writer.need('SAR-20.name'),
    place: writer.need('SAR-20.place'),
    organization: stated(book.needWords('organization.name')),
    kind: writer.need('S3-kind'),
    subject: writer.need('S3-subject'),
    time: writer.need('COV-03'),
    ruler: {
      start: book.need('engagement.periodStart', shapes.day),
      end: book.need('engagement.periodEnd', shapes.day),
      date: outline.draft ? null : book.need('report.date', shapes.day),
      examined: writer.need('RUL-02'),
      dated: writer.sentence('RUL-03'),
      alt: writer.paragraph('RUL-01'),
    },
    notes: [
      headed('S3-use'),
      headed('COV-05'),
      ...(outline.draft ? [headed('COV-06')] : []),
      ...(outline.specimen ? [headed('COV-07', own)] : own.length > 0 ? [{ heading: null, text: own }] : []),
    ],
  };
}

/** The matters of the SOC 2 report in words that name no test and no result. */
function basisBlock(book: ClaimBook, writer: Writer, outline: Outline): Block {
  const organization = book.needWords('organization.name').text;
  const ids = new Set(outline.controls.map(({ id }) => id));
  const paragraphs = book.each('opinion.basis', shapes.basis).flatMap(({ id, value }) => {
    // the description is not part of a SOC 3 report
    if (value.wording.startsWith('SAR-16.description')) return [];
    const variables: Record<string, Words | null> = {};
    for (const [name, given] of Object.entries(value.variables)) variables[name] = list(id, given);
    const statement = variables['controlStatement'];
    if (statement) {
      // a SOC 3 report lists no controls: the id in brackets would lead nowhere
      const text = statement.text.replace(/ \(([^()\s]{1,60})\)/g, (whole, name: string) =>
        ids.has(name) ? '' : whole,
      );
      const started = text.startsWith(organization) ? text : lowerFirst(text);
      variables['controlStatement'] = { ...statement, text: started };
    }
    const own = value.wording === 'SAR-16.operating' || value.wording === 'SAR-16.design';
    if (!own) return [writer.paragraph(value.wording, variables).map(closed)];
    const said = writer.paragraph(value.wording.replace('SAR-16.', 'S3-09.'), variables).map(closed);
    const basis: Words = { text: said.map(({ text }) => text).join(' '), claims: [id] };
    const { criterion = null, commitments = null } = variables;
    return [writer.paragraph('S3-09', { basis, criterion, commitments }).map(closed)];
  });
  return paragraphBlock('S3-09', writer.need(`SAR-16.heading.${outline.opinion}`), paragraphs);
}

function auditorsReport(book: ClaimBook, writer: Writer, outline: Outline): ReportSection {
  const headed = (id: string, paragraphs: readonly Sentence[][] = [writer.paragraph(id)]) =>
    paragraphBlock(id, writer.heading(id), paragraphs);
  const carvedOut = outline.subservices.map((one) =>
    writer.paragraph('S3-04.carveOut', { subserviceService: from(one.claim, one.service) }),
  );
  const matters = book
    .each('opinion.basis', shapes.basis)
    .filter(({ value }) => !/\.(adverse|disclaimer|known|description|description\.omits)$/.test(value.wording));
  const several = outline.opinion !== 'unmodified' && matters.length > 1 ? '#several' : '';
  // no claim of enough evidence in a disclaimer; a modified opinion names its kind
  const disclaimed = outline.opinion === 'disclaimer';
  const responsibilities = disclaimed
    ? 'S3-06#disclaimer'
    : outline.opinion === 'unmodified'
      ? 'S3-06'
      : 'S3-06#modified';
  const blocks: Block[] = [
    headed('S3-02'),
    headed('S3-03', [writer.paragraph(disclaimed ? 'S3-03#disclaimer' : 'S3-03')]),
    ...(carvedOut.length > 0 ? [headed('S3-04.carveOut', carvedOut)] : []),
    ...(outline.cuecs.length > 0 ? [headed('S3-04.user')] : []),
    headed('S3-05'),
    headed('S3-06', [writer.paragraph(responsibilities), writer.paragraph('S3-07')]),
    headed('S3-08'),
    ...(outline.opinion === 'unmodified' ? [] : [basisBlock(book, writer, outline)]),
    {
      block: 'opinion',
      id: 'S3-10',
      heading: writer.need(`SAR-17.heading.${outline.opinion}`),
      groups: [],
      closing: writer
        .paragraph(`S3-10.${outline.opinion}${several}`)
        .map((sentence) => ({ ...sentence, claims: [...new Set([...sentence.claims, 'opinion.kind'])] })),
    },
    signatureBlock(writer, outline),
  ];
  return { title: writer.need('SAR-00'), subtitle: writer.sentence('S3-01.sub'), voice: writer.need('VOI-I'), blocks };
}

function assertion(book: ClaimBook, writer: Writer, outline: Outline): ReportSection {
  const said = writer.paragraph('S3-A1');
  const exceptions = book.each('assertion.exception', shapes.exception).filter(({ value }) => value.clause !== 'a');
  const several = exceptions.length > 1 ? '#several' : '';
  const reference = `S3-A1.qualified${several}`;
  const facts: Words = {
    text: exceptions.map(({ value }) => value.fact.trim()).join(' '),
    claims: exceptions.map(({ id }) => id),
  };
  const limited = exceptions.length === 0 ? [] : writer.paragraph(reference, { fact: facts });
  const [last, except] = [said.at(-1), limited.at(-1)];
  const paragraph =
    last === undefined || except === undefined
      ? said
      : [
          ...said.slice(0, -1),
          ...limited.slice(0, -1),
          { ...last, text: `${except.text} ${lowerFirst(last.text)}`, claims: [...last.claims, ...except.claims] },
        ];
  const blocks: Block[] = [
    paragraphBlock('S3-A1', writer.heading('S3-A1'), [paragraph]),
    paragraphBlock('S3-A2', writer.heading('S3-A2'), [writer.paragraph('S3-A2')]),
    assertionSignature(book, writer, outline),
  ];
  return { title: writer.need('S3-A0'), subtitle: null, voice: writer.need('VOI-II'), blocks };
}

function boundaries(book: ClaimBook, writer: Writer, outline: Outline): ReportSection {
  const text = (path: string): Sentence[][] =>
    book.each(path, shapes.words).map(({ id, value }) => [stated(from(id, value))]);
  const outside = [
    ...outline.subservices.flatMap((one) =>
      writer.paragraph('S3-AA.outside', {
        subservice: from(one.claim, one.name),
        subserviceService: from(one.claim, one.service),
      }),
    ),
    ...writer.paragraph('S3-AA.users'),
  ];
  const boundary = text('description.boundary');
  const blocks: Block[] = [
    paragraphBlock('S3-AA', writer.need('S3-AA.services'), text('description.services')),
    ...book
      .each('component', shapes.component)
      .map(({ id, value }) => paragraphBlock('', stated(from(id, value.kind)), [[stated(from(id, value.text))]])),
    ...(boundary.length > 0 ? [paragraphBlock('', writer.need('DES-DC3.boundary'), boundary)] : []),
    paragraphBlock('', writer.heading('S3-AA.outside'), [outside]),
  ];
  return { title: writer.need('S3-AA'), subtitle: null, voice: writer.need('VOI-III'), blocks };
}

function principalCommitments(book: ClaimBook, writer: Writer): ReportSection {
  const blocks = book.each('commitment', shapes.commitment).map(({ id, value }) => {
    const variables: Variables = { id: from(id, value.id), category: from(id, value.category.toLowerCase()) };
    return paragraphBlock('', writer.need('S3-AB.item', variables), [[stated(from(id, value.text))]]);
  });
  return { title: writer.need('S3-AB'), subtitle: null, voice: writer.need('VOI-III'), blocks };
}

/**
 * Composes the SOC 3 report.
 *
 * claims   of `claimsOf` for the SOC 2 Type II report on the same period
 * wording  of `loadWording`
 * returns  the document, equal for equal input; its id is that of the SOC 2 report with "-S3"
 * refuses  `soc3-type` (Type I, R-TYP-02), `soc3-inclusive`, `soc3-description`, and what `composeReport` refuses
 */
export function composeSoc3(claims: readonly ReportClaim[], wording: Wording): Soc3Document {
  const book = new ClaimBook(claims);
  const outline = outlineOf(book);
  refuse(book, outline);
  const writer = writerOf(book, outline, wording);
  return {
    format: 'tickmark-soc3/1',
    file: {
      id: writer.need('S3-id', { reportId: book.needWords('report.id') }),
      title: writer.need('S3-file'),
      author: writer.need('SAR-20.name'),
      date: book.need(outline.draft ? 'assertion.date' : 'report.date', shapes.day),
      type: 'type2',
      paper: book.need('report.paper', shapes.paper),
      showIds: book.need('report.showIds', shapes.flag),
    },
    marks: [...(outline.specimen ? [writer.need('TXT-19')] : []), ...(outline.draft ? [writer.need('TXT-21')] : [])],
    running: {
      organization: writer.need('RUN-organization'),
      kind: writer.need('S3-kind'),
      time: writer.need('RUN-time'),
      foot: writer.need('S3-foot'),
    },
    cover: coverOf(book, writer, outline),
    sections: [
      auditorsReport(book, writer, outline),
      assertion(book, writer, outline),
      boundaries(book, writer, outline),
      principalCommitments(book, writer),
    ],
  };
}
