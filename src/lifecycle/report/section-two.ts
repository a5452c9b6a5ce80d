/** Section II: management's assertion (methodology 19, 20.3). */
import { type ClaimBook, from, type Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { Block, ReportSection } from './document.ts';
import type { Outline } from './outline.ts';
import { paragraphsOf } from './presence.ts';
import { listing } from './print.ts';
import { caseOf, closed, enumerated, paragraphBlock, silentControls } from './section-one.ts';

export function sectionTwo(book: ClaimBook, writer: Writer, outline: Outline): ReportSection {
  const blocks: Block[] = [];
  const exceptions = book.each('assertion.exception', shapes.exception);
  for (const present of paragraphsOf(caseOf(book, outline)).sectionII) {
    switch (present.id) {
      case 'ASR-01': // set beneath the section's title
      case 'ASR-07': // set with ASR-06
      case 'ASR-08':
        break;
      case 'ASR-03':
      case 'ASR-04':
        for (const one of outline.subservices.filter((each) => each.method === present.each)) {
          const variables = { subservice: from(one.claim, one.name), subserviceService: from(one.claim, one.service) };
          blocks.push(
            paragraphBlock(present.id, writer.heading(present.id), [writer.paragraph(present.id, variables)]),
          );
        }
        break;
      case 'ASR-09': {
        const paragraphs = exceptions.map(({ id, value }) =>
          writer
            .paragraph('ASR-09', {
              clause: from(id, value.clause),
              fact: from(id, value.fact),
              extent: value.extent === null ? null : from(id, value.extent),
              criterion: value.criterion === null ? null : from(id, value.criterion),
              commitments: from(id, listing(value.commitments)),
            })
            .map(closed),
        );
        if (paragraphs.length > 0) blocks.push(paragraphBlock('ASR-09', writer.heading('ASR-09'), paragraphs));
        break;
      }
      case 'ASR-06': {
        const lead = exceptions.length > 0 ? 'ASR-06.lead.modified' : 'ASR-06.lead';
        const letters: readonly ('a' | 'b' | 'c')[] = outline.type === 'type1' ? ['a', 'b'] : ['a', 'b', 'c'];
        const said = { a: 'ASR-06', b: 'ASR-07', c: 'ASR-08' };
        blocks.push({
          block: 'opinion',
          id: outline.type === 'type1' ? 'ASR-06, ASR-07' : 'ASR-06 to ASR-08',
          heading: writer.heading(lead),
          groups: [{ lead: writer.need(lead), clauses: enumerated(letters, (letter) => [writer.need(said[letter])]) }],
          closing: [],
        });
        break;
      }
      case 'ASR-10': {
        const paragraphs = outline.silent.map((criterion) =>
          writer.paragraph('ASR-10', { control: silentControls(criterion).ids }),
        );
        blocks.push(paragraphBlock('ASR-10', writer.heading('ASR-10'), paragraphs));
        break;
      }
      case 'ASR-13': {
        const signed = book.need('assertion.custody', shapes.custody) === 'person' && !outline.draft;
        blocks.push({
          block: 'signature',
          name: signed ? writer.need('ASR-13.name') : null,
          under: [writer.need('ASR-13.name'), ...writer.paragraph('ASR-13.title')],
          date: outline.draft ? null : writer.need('ASR-13.date'),
          underDate: [
            writer.need('ASR-13.dateLabel'),
            writer.need(outline.draft ? 'SAR-20.draft' : signed ? 'SAR-20.signed' : 'ASR-13.recorded'),
          ],
        });
        break;
      }
      default:
        blocks.push(paragraphBlock(present.id, writer.heading(present.id), [writer.paragraph(present.id)]));
    }
  }
  return { title: writer.need('ASR-00'), subtitle: writer.sentence('ASR-01'), voice: writer.need('VOI-II'), blocks };
}
