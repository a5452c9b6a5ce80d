import type { SectionId } from './description-draft.ts';

/** A paragraph of a section; null: the section itself. */
export interface Passage {
  readonly section: SectionId;
  readonly paragraph: string | null;
}

/** Where a passage stands on the pages: page from 1, the rest in points from its upper left corner. */
export interface Place extends Passage {
  readonly boxes: readonly {
    readonly page: number;
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }[];
}

/** The places the pages carry with them. */
export function placesIn(svg: string): readonly Place[] {
  const said = /<metadata>([^<]*)<\/metadata>/.exec(svg)?.[1];
  return said === undefined ? [] : JSON.parse(said.replaceAll('&lt;', '<').replaceAll('&amp;', '&'));
}

/** The place of a passage; its section's where it prints nothing, or is not in the text these pages show. */
export function placeOf(places: readonly Place[], { section, paragraph }: Passage): Place | undefined {
  const own = places.filter((one) => one.section === section);
  return own.find((one) => one.paragraph === paragraph) ?? own.find((one) => one.paragraph === null);
}
