/**
 * From claims and wording to the document that is laid out. Composition reads claims only; a claim that is not there takes its
 * sentences along, and where a report cannot be without it, composition refuses.
 */
import { ClaimBook } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { ReportClaim } from './claims.ts';
import type { ReportDocument } from './document.ts';
import { coverOf, guideOf } from './front-matter.ts';
import { outlineOf } from './outline.ts';
import { proofPage } from './proof-page.ts';
import { sectionFour } from './section-four.ts';
import { sectionOne } from './section-one.ts';
import { sectionFive, sectionThree } from './section-three.ts';
import { sectionTwo } from './section-two.ts';
import { writerOf } from './variables.ts';
import type { Wording } from './wording.ts';

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
  const writer = writerOf(book, outline, wording);
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
