/** Where each paragraph of the description stands on its pages, from the edges the layout told. Pure. */
import type { Edge } from '../adapters/pdf/render.ts';
import type { SectionId } from './model.ts';

/**
 * Whose words the parts of a block are, by kind of part and in their order: the id of a paragraph; null or not named: the section's own
 * words, which nobody typed.
 */
export type BlockSource = { readonly section: SectionId } & Readonly<
  Partial<Record<Edge['part'], readonly (string | null)[]>>
>;

/** On one page, in points from its upper left corner; page from 1. */
export interface Box {
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** paragraph: its id; null: the section itself, its heading or that it is not written yet. boxes: of a part after the other */
export interface Place {
  readonly section: SectionId;
  readonly paragraph: string | null;
  readonly boxes: readonly Box[];
}

/** Every place in the order of the pages. A part that spans pages has a box on each. */
export function placesOf(sources: readonly BlockSource[], edges: readonly Edge[]): Place[] {
  const places = new Map<string, { section: SectionId; paragraph: string | null; boxes: Box[] }>();
  for (const part of Map.groupBy(edges, ({ block, part: kind, at }) => `${block} ${kind} ${at}`).values()) {
    const [first] = part;
    const source = first === undefined ? undefined : sources[first.block];
    if (first === undefined || source === undefined) continue;
    const { section } = source;
    const paragraph = source[first.part]?.[first.at] ?? null;
    const key = `${section} ${paragraph ?? ''}`;
    const place = places.get(key) ?? { section, paragraph, boxes: [] };
    places.set(key, place);
    place.boxes.push(...boxesOf(part, first));
  }
  return [...places.values()];
}

/** A row of a table has edges in each of its cells: the row reaches from the first of them to the last. */
function boxesOf(edges: readonly Edge[], { top, bottom }: Edge): Box[] {
  const inOrder = edges.toSorted((one, other) => one.page - other.page || one.y - other.y);
  const [begin, end] = [inOrder[0], inOrder.at(-1)];
  if (begin === undefined || end === undefined) return [];
  const left = Math.min(...edges.filter(({ edge }) => edge === 'begin').map(({ x }) => x));
  const right = Math.max(...edges.map((one) => one.right));
  return Array.from({ length: end.page - begin.page + 1 }, (_, at) => {
    const page = begin.page + at;
    return {
      page,
      left: round(left),
      top: round(page === begin.page ? begin.y : top),
      right: round(right),
      bottom: round(page === end.page ? end.y : bottom),
    };
  });
}

const round = (points: number): number => Math.round(points * 10) / 10;
