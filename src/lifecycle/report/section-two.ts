/** Section II: management's assertion (methodology 19, 20.3). */
import { type ClaimBook, from, type Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { Block, ReportSection, SignatureBlock } from './document.ts';
import type { Outline, OutlinedSubservice } from './outline.ts';
import { paragraphsOf } from './presence.ts';
import { day, listing } from './print.ts';
import { caseOf, closed, enumerated, paragraphBlock, silentControls } from './section-one.ts';

/** Management's signature: its name only where the signatory's own key signed (DESIGN 5). */
export function assertionSignature(book: ClaimBook, writer: Writer, outline: Outline): SignatureBlock {
  const signed = book.need('assertion.custody', shapes.custody) === 'person' && !outline.draft;
  return {
    block: 'signature',
    name: signed ? writer.need('ASR-13.name') : null,
    under: [writer.need('ASR-13.name'), ...writer.paragraph('ASR-13.title')],
    date: outline.draft ? null : writer.need('ASR-13.date'),
    underDate: [
      writer.need('ASR-13.dateLabel'),
      writer.need(outline.draft ? 'SAR-20.draft' : signed ? 'SAR-20.signed' : 'ASR-13.recorded'),
    ],
  };
}

/** The assertion of an inclusive subservice organization on its own part (20.4: two assertions). */
function secondAssertion(book: ClaimBook, writer: Writer, outline: Outline, one: OutlinedSubservice): Block[] {
  const claim = `${one.claim}.assertion`;
  const given = book.read(claim, shapes.subserviceAssertion);
  if (given === null) return [];
  const own = writer.with({
    subservice: from(one.claim, one.name),
    subserviceService: from(one.claim, one.service),
    subserviceBasis: from(claim, given.basis),
    subserviceSignatory: from(claim, given.signatory.name),
    subserviceTitle: from(claim, given.signatory.title),
    subserviceDate: from(claim, day(given.date)),
  });
  const lead = given.exceptions.length > 0 ? 'ASI-03.modified' : 'ASI-03';
  const letters: readonly ('a' | 'b' | 'c')[] = outline.type === 'type1' ? ['a', 'b'] : ['a', 'b', 'c'];
  const exceptions = given.exceptions.map((fact) => own.paragraph('ASI-02', { fact: from(claim, fact) }).map(closed));
  return [
    paragraphBlock('ASI-00', own.heading('ASI-00'), [own.paragraph('ASI-00')]),
    paragraphBlock('ASI-01', own.heading('ASI-01'), [own.paragraph('ASI-01')]),
    ...(exceptions.length > 0 ? [paragraphBlock('ASI-02', own.heading('ASI-02'), exceptions)] : []),
    {
      block: 'opinion',
      id: 'ASI-03',
      heading: own.heading(lead),
      groups: [{ lead: own.need(lead), clauses: enumerated(letters, (letter) => [own.need(`ASI-03.${letter}`)]) }],
      closing: [],
    },
    paragraphBlock('ASI-04', own.heading('ASI-04'), [own.paragraph('ASI-04')]),
    paragraphBlock('ASR-12', own.heading('ASR-12'), [own.paragraph('ASR-12')]),
    {
      block: 'signature',
      name: null,
      under: [own.need('ASI-05.name'), ...own.paragraph('ASI-05.title')],
      date: outline.draft ? null : own.need('ASI-05.date'),
      underDate: [own.need('ASR-13.dateLabel'), own.need(outline.draft ? 'SAR-20.draft' : 'ASI-05.recorded')],
    },
  ];
}

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
      case 'ASR-13':
        blocks.push(assertionSignature(book, writer, outline));
        break;
      default:
        blocks.push(paragraphBlock(present.id, writer.heading(present.id), [writer.paragraph(present.id)]));
    }
  }
  for (const one of outline.subservices.filter(({ method }) => method === 'inclusive')) {
    blocks.push(...secondAssertion(book, writer, outline, one));
  }
  return { title: writer.need('ASR-00'), subtitle: writer.sentence('ASR-01'), voice: writer.need('VOI-II'), blocks };
}
