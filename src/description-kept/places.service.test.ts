import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hostileStrings } from '../../test/generated/hostile.ts';
import { loadWording } from '../lifecycle/report/index.ts';
import type { Composed, ComposedSection } from './model.ts';
import { pagesOf } from './pages.ts';
import type { Place } from './places.ts';
import { setApart } from './set-apart.ts';

const about = {
  organization: 'Northline',
  time: 'As it reads on 2 January 2026',
  date: '2026-01-02',
  picture: {
    nodes: [{ code: 'SW-001', register: 'software', title: 'Ledger', state: 'in-force', standing: 'inside' as const }],
    relations: [],
  },
};
const typed = (id: string, text: string, form: Composed['form'] = 'paragraph'): Composed => ({
  id,
  form,
  text,
  register: null,
  codes: [],
});

/** What is looked at and the file that is kept, of one text: each is set by itself, as the two routes do. */
async function both(sections: readonly ComposedSection[]): Promise<{ places: Place[]; words: Word[]; svg: string }> {
  const { document, sources } = pagesOf(sections, about, loadWording());
  // The words across every page, that it is a draft, lie over the text; a dash in their stead is no word.
  const marks = document.marks.map((mark) => ({ ...mark, text: '–' }));
  const pages = { document: { ...document, marks }, sources };
  const svg = (await setApart(pages, 'svg')).toString('utf8');
  const said = /^<svg[^>]*><metadata>([^<]*)<\/metadata>/.exec(svg)?.[1] ?? '';
  return {
    places: JSON.parse(said.replaceAll('&lt;', '<').replaceAll('&amp;', '&')),
    words: wordsOf(await setApart(pages, 'pdf')),
    svg,
  };
}

interface Word {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** Every word of the PDF and its middle, in points, as pdftotext finds them. */
function wordsOf(pdf: Uint8Array): Word[] {
  const xml = execFileSync('pdftotext', ['-bbox', '-enc', 'UTF-8', '-', '-'], {
    input: pdf,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return xml.split('<page ').flatMap((page, number) =>
    [...page.matchAll(/<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)<\/word>/g)].map(
      ([, left, top, right, bottom, text = '']) => ({
        page: number,
        x: (Number(left) + Number(right)) / 2,
        y: (Number(top) + Number(bottom)) / 2,
        text,
      }),
    ),
  );
}

/** The words whose middle lies in a place, without spaces and the hyphens of the ends of lines. */
const within = ({ boxes }: Place, words: readonly Word[]): string =>
  bare(
    words
      .filter(({ page, x, y }) =>
        boxes.some(
          (box) => box.page === page && x >= box.left && x <= box.right && y >= box.top - 2 && y <= box.bottom + 2,
        ),
      )
      .map(({ text }) => text)
      .join(''),
  );
const bare = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '');
const placeOf = (places: readonly Place[], section: string, paragraph: string | null): Place | undefined =>
  places.find((one) => one.section === section && one.paragraph === paragraph);

// Words of its own on every line, so that a box that takes in its neighbour's line is seen.
const long = Array.from({ length: 900 }, (_, at) => `passage${at}`).join(' ');
const sections: readonly ComposedSection[] = [
  {
    id: 'DC1',
    paragraphs: [
      typed('first', 'Northline books journeys.'),
      typed('heading', 'Who uses it', 'heading'),
      typed('list', 'Travellers\nAgents of travellers', 'list'),
      typed('long', long),
      typed('parted', 'Before the gap.\n\nAfter the gap.'),
      typed('silent', '  '),
    ],
  },
  { id: 'DC2', paragraphs: [] },
  {
    id: 'DC3',
    paragraphs: [
      {
        id: 'software',
        form: 'list',
        text: `Ledger. Keeps what was booked.\nMail. ${'Tells travellers what changed on their way. '.repeat(5).trim()}`,
        register: 'software',
        codes: ['SW-001', 'SW-002'],
      },
      typed('after', 'After the table.'),
      typed('trailing', 'A heading with nothing under it', 'heading'),
    ],
  },
];

test('the places of a description are where the words of the PDF stand: of a heading, list, table and a text over several pages', async () => {
  const { places, words } = await both(sections);
  for (const { id, paragraphs } of sections) {
    for (const { id: paragraph, text } of paragraphs.filter(({ id: one }) => one !== 'silent')) {
      const place = placeOf(places, id, paragraph);
      expect(place === undefined ? null : within(place, words), `${id} ${paragraph}`).toBe(bare(text));
    }
  }
  const spanning = placeOf(places, 'DC1', 'long')?.boxes ?? [];
  const printed = new Set(words.filter(({ text }) => text.startsWith('passage')).map(({ page }) => page));
  expect(printed.size).toBeGreaterThan(2);
  expect(spanning.map(({ page }) => page)).toEqual([...printed]);
});

test('a section stands at its own heading, also where nothing is written; what prints nothing has no place', async () => {
  const { places, words } = await both(sections);
  expect([...new Set(places.map(({ section }) => section))]).toEqual(['DC1', 'DC2', 'DC3']);
  const unwritten = placeOf(places, 'DC2', null);
  expect(unwritten === undefined ? null : within(unwritten, words)).toContain(bare('Not written yet.'));
  expect(placeOf(places, 'DC1', 'silent')).toBeUndefined();
  const pages = places.map(({ boxes }) => boxes[0]?.page ?? 0);
  expect(pages).toEqual(pages.toSorted((one, other) => one - other));
});

test('places name paragraphs and hold no word of the text, whatever is written', async () => {
  const paragraphs = hostileStrings.slice(0, 120).map((text, at) => typed(`p${at}`, text));
  const { places, svg } = await both([{ id: 'DC1', paragraphs }]);
  const written = paragraphs.filter(({ text }) => text.trim() !== '').map(({ id }) => id);
  const placed = places.flatMap(({ paragraph }) => paragraph ?? []);
  expect(placed).toEqual(written);
  expect(Object.keys(places[0] ?? {})).toEqual(['section', 'paragraph', 'boxes']);
  expect(svg.match(/<metadata>/g)).toHaveLength(1);
});
