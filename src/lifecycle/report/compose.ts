/**
 * From claims and wording to the document that is laid out. Composition reads claims only; a claim that is not there takes its
 * sentences along, and where a report cannot be without it, composition refuses.
 */
import { ClaimBook, from, type Words, Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { ReportClaim } from './claims.ts';
import type { ReportDocument } from './document.ts';
import { coverOf, guideOf } from './front-matter.ts';
import { type Outline, outlineOf } from './outline.ts';
import { day, listing } from './print.ts';
import { proofPage } from './proof-page.ts';
import { sectionFour } from './section-four.ts';
import { sectionOne } from './section-one.ts';
import { sectionFive, sectionThree } from './section-three.ts';
import { sectionTwo } from './section-two.ts';
import type { Wording } from './wording.ts';

/** The variables that every sentence may use. */
function variablesOf(book: ClaimBook, outline: Outline): Record<string, Words | null> {
  const type2 = outline.type === 'type2';
  const date = (id: string): Words => from(id, day(book.need(id, shapes.day)));
  const time: Record<string, Words> = {};
  if (type2) {
    const [start, end] = [date('engagement.periodStart'), date('engagement.periodEnd')];
    const claims = [...start.claims, ...end.claims];
    time['start'] = start;
    time['end'] = end;
    time['time'] = { text: `throughout the period ${start.text} to ${end.text}`, claims };
    time['timeLabel'] = { text: `${start.text} to ${end.text}`, claims };
    time['lastDay'] = end;
  } else {
    const asOf = date('engagement.asOf');
    time['asOf'] = asOf;
    time['time'] = { text: `as of ${asOf.text}`, claims: asOf.claims };
    time['timeLabel'] = asOf;
    time['lastDay'] = asOf;
  }
  const signatory = book.need('organization.signatory', shapes.signatory);
  return {
    ...time,
    organization: book.needWords('organization.name'),
    firm: book.needWords('firm.name'),
    city: book.needWords('firm.city'),
    state: book.needWords('firm.state'),
    system: book.needWords('system.name'),
    systemTitle: book.needWords('system.title'),
    categories: from('engagement.categories', listing(book.need('engagement.categories', shapes.texts))),
    dc: book.needWords('engagement.dc'),
    tsc: book.needWords('engagement.tsc'),
    basis: book.needWords('assertion.basis'),
    opinionKind: from('opinion.kind', outline.opinion),
    typeNumber: from('report.type', type2 ? 'II' : 'I'),
    reportDate: outline.draft ? null : date('report.date'),
    assertionDate: date('assertion.date'),
    signatory: from('organization.signatory', signatory.name),
    title: from('organization.signatory', signatory.title),
  };
}

/** {if}, {ifOperated} and {basisHeading}: words that are themselves taken from the wording (SAR-17c). */
function composedVariables(writer: Writer, outline: Outline): Record<string, Words | null> {
  const carveOuts = outline.subservices.filter((one) => one.method === 'carve-out' && one.csocs.length > 0);
  const user = outline.cuecs.length > 0;
  const subservice = carveOuts.length > 0;
  const parties = [
    ...(subservice ? [writer.need('WRD-parties.sub').text] : []),
    ...(user ? [writer.need('WRD-parties.user').text] : []),
  ];
  const clause = user && subservice ? 'SAR-17c.both' : user ? 'SAR-17c.user' : subservice ? 'SAR-17c.sub' : null;
  // a clause continues a sentence: its leading comma belongs to it
  const continued = (id: string | null, more: Record<string, Words | null> = {}): Words | null =>
    id === null ? null : writer.words(id, more);
  return {
    if: continued(clause),
    ifOperated: continued(clause === null ? null : 'SAR-17c.operated', {
      complementaryParties: { text: listing(parties), claims: [] },
    }),
    basisHeading:
      outline.opinion === 'unmodified'
        ? null
        : { ...writer.need(`SAR-16.heading.${outline.opinion}`), claims: ['opinion.kind'] },
    means: null,
  };
}

/**
 * Composes the report.
 *
 * claims   of `claimsOf`, or read back from a bundle; order does not matter
 * wording  of `loadWording`
 * returns  the document, equal for equal input
 * refuses  `report-claim-missing` (a claim of `indispensable`), `report-claim-malformed`, `wording-…`
 */
export function composeReport(claims: readonly ReportClaim[], wording: Wording): ReportDocument {
  const book = new ClaimBook(claims);
  const outline = outlineOf(book);
  const plain = new Writer(outline.type, wording, variablesOf(book, outline));
  const writer = plain.with(composedVariables(plain, outline));
  const five = sectionFive(book, writer);
  return {
    format: 'tickmark-report/1',
    file: {
      id: { wording: 'as-stated', text: book.needWords('report.id').text, claims: ['report.id'] },
      title: writer.need('COV-08'),
      author: writer.need('SAR-20.name'),
      date: book.need(outline.draft ? 'assertion.date' : 'report.date', shapes.day),
      type: outline.type,
      paper: book.need('report.paper', shapes.paper),
      showIds: book.need('report.showIds', shapes.flag),
    },
    marks: [...(outline.specimen ? [writer.need('TXT-19')] : []), ...(outline.draft ? [writer.need('TXT-21')] : [])],
    running: {
      organization: writer.need('RUN-organization'),
      kind: writer.need('COV-01'),
      time: writer.need('RUN-time'),
      foot: writer.need('TXT-22'),
    },
    cover: coverOf(book, writer, outline),
    guide: guideOf(book, writer, outline),
    sections: [
      sectionOne(book, writer, outline),
      sectionTwo(book, writer, outline),
      sectionThree(book, writer, outline),
      sectionFour(book, writer, outline),
      ...(five === null ? [] : [five]),
    ],
    proof: proofPage(book, writer),
  };
}
