/**
 * The description as it stands in a report: Section III alone, marked as a draft. What comes from components is a table, complementary
 * controls too; the picture of the system stands under the components. Pure.
 */
import type { Block, DiagramBlock, ExcerptDocument, Sentence, Wording } from '../lifecycle/report/index.ts';
import type { Component, Relation } from '../system-picture/index.ts';
import type { Composed, ComposedSection, Source } from './model.ts';
import type { BlockSource } from './places.ts';

/**
 * organization  its name
 * time          which text it is, for the head of each page
 * date          of the file, YYYY-MM-DD
 * picture       components and relations in the order of the layers; null: none is drawn (an approved version keeps none)
 */
export interface PagesAbout {
  readonly organization: string;
  readonly time: string;
  readonly date: string;
  readonly picture: { readonly nodes: readonly Component[]; readonly relations: readonly Relation[] } | null;
}

/** More rows than these do not stand on one page. */
const mostRows = 7;
const inRow = 6;
const columns = 12;

/** sources: of each block of the section, in their order, whose words its parts are */
export interface Pages {
  readonly document: ExcerptDocument;
  readonly sources: readonly BlockSource[];
}

export function pagesOf(sections: readonly ComposedSection[], about: PagesAbout, wording: Wording): Pages {
  const words = (id: string, of: Readonly<Record<string, string>> = {}): Sentence => {
    const [text = ''] = wording.paragraphs.get(id)?.text ?? [];
    return { wording: id, text: text.replaceAll(/\{(\w+)\}/g, (all, name: string) => of[name] ?? all), claims: [] };
  };
  const title = words('DES-00');
  const sourced = sections.flatMap((section): Sourced[] => {
    const own = blocksOf(section, words);
    const drawn = section.id === 'DC3' && about.picture !== null ? diagramOf(about.picture, words) : null;
    return drawn === null ? own : [...own, { block: drawn, source: { section: section.id } }];
  });
  const document: ExcerptDocument = {
    format: 'tickmark-excerpt/1',
    file: {
      id: words('DES-draft'),
      title,
      author: stated(about.organization),
      date: about.date,
      type: 'type2',
      paper: 'us-letter',
      showIds: false,
    },
    marks: [words('TXT-21')],
    running: { organization: stated(about.organization), kind: title, time: stated(about.time), foot: words('TXT-22') },
    number: 3,
    sections: [{ title, subtitle: null, voice: words('VOI-III'), blocks: sourced.map(({ block }) => block) }],
  };
  return { document, sources: sourced.map(({ source }) => source) };
}

interface Sourced {
  readonly block: Block;
  readonly source: BlockSource;
}

type Words = (id: string, of?: Readonly<Record<string, string>>) => Sentence;

function stated(text: string): Sentence {
  return { wording: 'as-stated', text, claims: [] };
}

/** A section's paragraphs, each group under its heading in the margin; the first under the criterion's. */
function blocksOf({ id, paragraphs }: ComposedSection, words: Words): Sourced[] {
  const blocks: Sourced[] = [];
  // `from` is the paragraph a heading is; null: it is the criterion's own, which nobody typed.
  let heading: { readonly said: Sentence; readonly from: string | null } | null = {
    said: words(`DES-${id}`),
    from: null,
  };
  let open: Group | null = null;
  const push = ({ paragraphs: texts, points }: Group): void => {
    blocks.push({
      block: {
        block: 'paragraph',
        id,
        heading: heading?.said ?? null,
        whole: false,
        paragraphs: texts.map(({ said }) => [said]),
        points: points.map(({ said }) => said),
      },
      source: {
        section: id,
        heading: [heading?.from ?? null],
        paragraph: texts.map(({ from }) => from),
        point: points.map(({ from }) => from),
      },
    });
    heading = null;
  };
  const close = (): void => {
    if (open === null) return;
    push(open);
    open = null;
  };
  const opened = (): Group => (open ??= { paragraphs: [], points: [] });
  for (const one of paragraphs) {
    const kind = tableOf(one.register);
    const lines = one.text.split('\n').filter((line) => line.trim() !== '');
    if (one.form === 'heading') {
      close();
      // A criterion's own heading is not lost where the text begins with one of its own.
      if (heading !== null) push({ paragraphs: [], points: [] });
      heading = { said: stated(one.text), from: one.id };
    } else if (kind !== null && lines.length > 0) {
      close();
      blocks.push({
        block: { block: 'table', id, kind, heading: heading?.said ?? null, before: [], rows: rowsOf(kind, one, lines) },
        source: { section: id, heading: [heading?.from ?? null], row: lines.map(() => one.id) },
      });
      heading = null;
    } else if (one.form === 'list') {
      opened().points.push(...lines.map((line) => ({ said: stated(line), from: one.id })));
    } else {
      if (opened().points.length > 0) close();
      const parts = one.text.split(/\n\s*\n/).filter((part) => part.trim() !== '');
      opened().paragraphs.push(...parts.map((part) => ({ said: stated(part), from: one.id })));
    }
  }
  close();
  // Nor is a heading lost under which nothing is written yet.
  if (blocks.length > 0 && heading !== null) push({ paragraphs: [], points: [] });
  if (blocks.length === 0) push({ paragraphs: [{ said: words('DES-unwritten'), from: null }], points: [] });
  return blocks;
}

/** What stands under one heading, each with the paragraph it comes from. */
interface Group {
  readonly paragraphs: From[];
  readonly points: From[];
}
interface From {
  readonly said: Sentence;
  readonly from: string | null;
}

const componentSources: ReadonlySet<Source> = new Set([
  'infrastructure',
  'software',
  'people-groups',
  'system-procedures',
  'data-classes',
  'locations',
] as const);

function tableOf(register: Source | null): 'components' | 'cuecs' | null {
  if (register === null) return null;
  if (componentSources.has(register)) return 'components';
  return register === 'complementary-controls' ? 'cuecs' : null;
}

function rowsOf(kind: 'components' | 'cuecs', { codes }: Composed, lines: readonly string[]) {
  return lines.map((line, index) => {
    if (kind === 'components') {
      const [, title = line, rest = ''] = /^(.+?)\. (.+)$/s.exec(line) ?? [];
      return { place: null, cells: [[stated(title.replace(/\.$/, ''))], rest === '' ? [] : [stated(rest)]] };
    }
    const [, text = line, criteria = ''] = /^(.*) Criteria: (.+)\.$/s.exec(line) ?? [];
    return {
      place: null,
      cells: [[stated(codes[index] ?? '')], [stated(text)], criteria === '' ? [] : [stated(criteria)]],
    };
  });
}

const zoneOf = { inside: 'inside', inclusive: 'inside', outside: 'outside', 'carve-out': 'carved-out' } as const;
type Zone = DiagramBlock['nodes'][number]['zone'];

/**
 * Boxes in rows: what is outside on top, then what is inside by its layers, what is carved out beneath, so that the boundary holds what
 * is inside it and nothing else. What nobody placed inside or outside yet is not drawn. null: nothing to draw, or more than a page holds
 */
function diagramOf({ nodes, relations }: NonNullable<PagesAbout['picture']>, words: Words): DiagramBlock | null {
  const placed = nodes.flatMap((node) =>
    node.standing === 'undecided' ? [] : [{ ...node, zone: zoneOf[node.standing] }],
  );
  const zones: readonly Zone[] = ['outside', 'inside', 'carved-out'];
  const rows = zones.flatMap((zone) => packed(placed.filter((node) => node.zone === zone)));
  if (rows.length === 0 || rows.length > mostRows) return null;
  const boxes = rows.flatMap((row, at) => {
    const span = Math.floor(columns / row.length);
    return row.map(({ code, title, zone }, index) => ({
      id: code,
      title: stated(title),
      sub: null,
      column: index * span,
      row: at,
      span,
      zone,
    }));
  });
  const titles = new Map(boxes.map((box) => [box.id, box.title.text]));
  const drawn = relations.filter(({ from, to }) => titles.has(from) && titles.has(to));
  const both = new Set(
    drawn.filter(({ from, to }) => drawn.some((one) => one.from === to && one.to === from)).map(pairOf),
  );
  const edges = [...new Map(drawn.map((one) => [pairOf(one), one])).values()].map((one) => ({
    from: one.from,
    to: one.to,
    both: both.has(pairOf(one)),
  }));
  const named = (zone: Zone): string =>
    boxes
      .filter((box) => box.zone === zone)
      .map((box) => box.title.text)
      .join(', ');
  const zoneWords = [
    ['inside', 'DES-diagram.inside'],
    ['outside', 'DES-diagram.outside'],
    ['carved-out', 'DES-diagram.carvedOut'],
  ] as const;
  return {
    block: 'diagram',
    nodes: boxes,
    edges,
    boundary: words('DES-diagram.boundary'),
    alt: [
      words('DES-diagram.alt'),
      ...zoneWords.flatMap(([zone, id]) => (named(zone) === '' ? [] : [words(id, { boxes: named(zone) })])),
      ...edges.map(({ from, to }) =>
        words('DES-diagram.edge', { from: titles.get(from) ?? '', to: titles.get(to) ?? '' }),
      ),
    ],
    under: [words('DES-diagram')],
  };
}

/** In rows, layer after layer; a layer begins a row of its own where it does not fit into the one begun. */
function packed<T extends { readonly register: string }>(nodes: readonly T[]): T[][] {
  const rows: T[][] = [];
  for (const layer of Map.groupBy(nodes, ({ register }) => register).values()) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + layer.length <= inRow) last.push(...layer);
    else for (let at = 0; at < layer.length; at += inRow) rows.push(layer.slice(at, at + inRow));
  }
  return rows;
}

function pairOf({ from, to }: { readonly from: string; readonly to: string }): string {
  return from < to ? `${from} ${to}` : `${to} ${from}`;
}
