/** Section III, management's description of the system by DC1 to DC9, and Section V, what else management tells (20.4). */
import { type ClaimBook, from, stated, type Words, type Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { Block, DiagramBlock, ReportSection, Sentence, TableBlock } from './document.ts';
import type { Outline } from './outline.ts';
import { day, listing } from './print.ts';
import { paragraphBlock } from './section-one.ts';

const cell = (id: string, text: string): Sentence[] => (text === '' ? [] : [stated(from(id, text))]);

function table(
  kind: TableBlock['kind'],
  id: string,
  heading: Sentence | null,
  rows: readonly Sentence[][][],
): TableBlock {
  return { block: 'table', id, kind, heading, before: [], rows: rows.map((cells) => ({ place: null, cells })) };
}

function diagramBlock(book: ClaimBook, writer: Writer): DiagramBlock | null {
  const claim = 'description.diagram';
  const diagram = book.read(claim, shapes.diagram);
  if (diagram === null) return null;
  const titles = new Map(diagram.nodes.map((node) => [node.id, node.title]));
  const boundary = writer.need('DES-diagram.boundary');
  const boxes = (zone: string): Words | null => {
    const inZone = diagram.nodes.filter((node) => node.zone === zone);
    return inZone.length === 0 ? null : from(claim, listing(inZone.map((node) => node.title)));
  };
  const named = (id: string) => from(claim, titles.get(id) ?? boundary.text);
  return {
    block: 'diagram',
    nodes: diagram.nodes.map((node) => ({
      ...node,
      title: stated(from(claim, node.title)),
      sub: node.sub === null ? null : stated(from(claim, node.sub)),
    })),
    edges: diagram.edges.filter(({ from: a, to: b }) => [a, b].every((id) => id === 'boundary' || titles.has(id))),
    boundary,
    alt: [
      ...writer.paragraph('DES-diagram.alt'),
      ...writer.paragraph('DES-diagram.inside', { boxes: boxes('inside') }),
      ...writer.paragraph('DES-diagram.outside', { boxes: boxes('outside') }),
      ...writer.paragraph('DES-diagram.carvedOut', { boxes: boxes('carved-out') }),
      ...diagram.edges.flatMap((edge) =>
        writer.paragraph(edge.both ? 'DES-diagram.edge#both' : 'DES-diagram.edge', {
          from: named(edge.from),
          to: named(edge.to),
        }),
      ),
    ],
    under: [...writer.paragraph('DES-diagram'), ...(diagram.note === null ? [] : cell(claim, diagram.note))],
  };
}

export function sectionThree(book: ClaimBook, writer: Writer, outline: Outline): ReportSection {
  const heading = (id: string) => writer.need(`DES-${id}`);
  const text = (path: string): Sentence[][] => book.each(path, shapes.words).map(({ id, value }) => cell(id, value));
  const prose = (id: string, path: string, under = id): Block => {
    const paragraphs = text(path);
    return paragraphBlock(id, heading(under), paragraphs.length > 0 ? paragraphs : [writer.paragraph('DES-none')]);
  };
  const optional = (id: string, path: string, under: string): Block[] =>
    text(path).length > 0 ? [prose(id, path, under)] : [];
  const diagram = diagramBlock(book, writer);
  const csocs = outline.subservices.flatMap((one) => one.csocs.map((csoc) => ({ one, csoc })));
  const changes = book.each('change', shapes.change);
  const blocks: Block[] = [
    prose('DC1', 'description.services'),
    table(
      'commitments',
      'DC2',
      heading('DC2'),
      book
        .each('commitment', shapes.commitment)
        .map(({ id, value }) => [
          cell(id, value.id),
          cell(id, value.text),
          cell(id, value.category),
          cell(id, value.source),
        ]),
    ),
    table(
      'components',
      'DC3',
      heading('DC3'),
      book.each('component', shapes.component).map(({ id, value }) => [cell(id, value.kind), cell(id, value.text)]),
    ),
    ...optional('DC3', 'description.boundary', 'DC3.boundary'),
    ...(diagram === null ? [] : [diagram]),
    prose('DC4', 'description.incidents'),
    prose('DC5', 'description.internalControl'),
    outline.cuecs.length === 0
      ? paragraphBlock('DC6', heading('DC6'), [writer.paragraph('DES-none')])
      : table(
          'cuecs',
          'DC6',
          heading('DC6'),
          outline.cuecs.map(({ id, value }) => [
            cell(id, value.id),
            cell(id, value.text),
            cell(id, value.criteria.join(', ')),
          ]),
        ),
    ...optional('DC6', 'description.userEntityResponsibilities', 'DC6.responsibilities'),
    csocs.length === 0
      ? paragraphBlock('DC7', heading('DC7'), [writer.paragraph('DES-none')])
      : table(
          'csocs',
          'DC7',
          heading('DC7'),
          csocs.map(({ one, csoc }) => [
            cell(csoc.id, csoc.value.id),
            cell(csoc.id, csoc.value.text),
            cell(csoc.id, csoc.value.criteria.join(', ')),
            writer.paragraph('DES-csoc', {
              subservice: from(one.claim, one.name),
              method: writer.words(one.method === 'carve-out' ? 'WRD-method.carveOut' : 'WRD-method.inclusive'),
            }),
          ]),
        ),
    prose('DC8', 'description.notRelevant'),
  ];
  if (outline.type === 'type2') {
    const told = changes.map(({ id, value }) => [...cell(id, `${day(value.date)}.`), ...cell(id, value.text)]);
    blocks.push(paragraphBlock('DC9', heading('DC9'), told.length > 0 ? told : [writer.paragraph('DES-none')]));
  }
  return { title: writer.need('DES-00'), subtitle: null, voice: writer.need('VOI-III'), blocks };
}

/** Section V; null when management tells nothing more. It opens with the words that it was not examined. */
export function sectionFive(book: ClaimBook, writer: Writer): ReportSection | null {
  const told = book.each('other', shapes.other);
  if (told.length === 0) return null;
  const blocks: Block[] = [
    paragraphBlock('TXT-11', writer.heading('TXT-11'), [writer.paragraph('TXT-11')]),
    ...told.map(({ id, value }) =>
      paragraphBlock(
        '',
        stated(from(id, value.heading)),
        value.text
          .split(/\n\s*\n/)
          .map((part) => part.trim())
          .filter((part) => part !== '')
          .map((part) => cell(id, part)),
      ),
    ),
  ];
  return { title: writer.need('OTH-00'), subtitle: null, voice: writer.need('VOI-V'), blocks };
}
