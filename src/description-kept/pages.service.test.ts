import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hostileStrings } from '../../test/generated/hostile.ts';
import { loadWording } from '../lifecycle/report/index.ts';
import type { Composed, ComposedSection } from './model.ts';
import { type PagesAbout, pagesOf } from './pages.ts';
import { setApart } from './set-apart.ts';

const wording = loadWording();
const about: PagesAbout = {
  organization: 'Northline',
  time: 'As it reads on 2 January 2026',
  date: '2026-01-02',
  picture: null,
};
const paragraph = (id: string, text: string, form: Composed['form'] = 'paragraph'): Composed => ({
  id,
  form,
  text,
  register: null,
  codes: [],
});
const words = (pdf: Uint8Array): string =>
  execFileSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], { input: pdf, encoding: 'utf8' }).replaceAll(
    /\s+/g,
    ' ',
  );

const written: readonly ComposedSection[] = [
  {
    id: 'DC1',
    paragraphs: [
      paragraph('a', 'Northline books journeys.'),
      paragraph('b', 'Who uses it', 'heading'),
      paragraph('c', 'Travellers\nAgents', 'list'),
    ],
  },
  {
    id: 'DC3',
    paragraphs: [
      { id: 'd', form: 'list', text: 'Ledger. Keeps what was booked.', register: 'software', codes: ['SW-001'] },
    ],
  },
  {
    id: 'DC6',
    paragraphs: [
      {
        id: 'e',
        form: 'list',
        text: 'Leavers. Customers remove who left. Criteria: CC6.2, CC6.3.',
        register: 'complementary-controls',
        codes: ['CUEC-001'],
      },
    ],
  },
  { id: 'DC8', paragraphs: [] },
];

test('the description stands in its pages as in a report: Section III, its headings, tables, and on every page that it is a draft', async () => {
  const text = words(await setApart(pagesOf(written, about, wording), 'pdf'));
  for (const said of [
    'Section III Description of the system',
    'Northline books journeys.',
    'Who uses it',
    'Travellers',
    'Ledger Keeps what was booked.',
    'CUEC-001 Leavers. Customers remove who left. CC6.2, CC6.3',
    'Not written yet.',
    'DRAFT – not for distribution',
    'As it reads on 2 January 2026',
    'Draft of the description 1 of 1',
  ])
    expect(text).toContain(said);
});

test('the picture under the components holds inside its boundary what is inside, and nothing of what nobody decided', () => {
  const node = (code: string, register: string, standing: 'inside' | 'outside' | 'undecided' | 'carve-out') => ({
    code,
    register,
    title: code,
    state: 'in-force',
    standing,
  });
  const nodes = [
    node('SVC-1', 'services', 'inside'),
    node('SW-1', 'software', 'inside'),
    node('SW-2', 'software', 'outside'),
    node('SW-3', 'software', 'undecided'),
    node('SUB-1', 'subservice-organizations', 'carve-out'),
  ];
  const relations = [
    { from: 'SVC-1', to: 'SW-1', field: 'uses' },
    { from: 'SW-1', to: 'SVC-1', field: 'uses' },
    { from: 'SW-1', to: 'SW-3', field: 'uses' },
  ];
  const { sections } = pagesOf(written, { ...about, picture: { nodes, relations } }, wording).document;
  const drawn = sections[0]?.blocks.find((block) => block.block === 'diagram');
  expect(drawn?.nodes.map(({ id, row, zone }) => [id, row, zone])).toEqual([
    ['SW-2', 0, 'outside'],
    ['SVC-1', 1, 'inside'],
    ['SW-1', 1, 'inside'],
    ['SUB-1', 2, 'carved-out'],
  ]);
  expect(drawn?.edges).toEqual([{ from: 'SW-1', to: 'SVC-1', both: true }]);
  const many = Array.from({ length: 60 }, (_, at) => node(`SW-${at}`, 'software', 'inside'));
  const { document } = pagesOf(written, { ...about, picture: { nodes: many, relations: [] } }, wording);
  const blocks = document.sections[0]?.blocks;
  expect(blocks?.some((block) => block.block === 'diagram')).toBe(false);
});

test('five hundred hostile texts are set as they are written, and nothing of them is done', async () => {
  const markup = [
    '#read("/etc/passwd")',
    '#include "theme.typ"',
    '$x^2$',
    '#panic("no")',
    '= Heading',
    '@cite',
    '\\u{41}',
  ];
  const paragraphs = [...markup, ...hostileStrings].map((text, at) =>
    paragraph(`p${at}`, text, at % 3 === 0 ? 'heading' : at % 3 === 1 ? 'list' : 'paragraph'),
  );
  const excerpt = pagesOf([{ id: 'DC1', paragraphs }], { ...about, organization: '#panic("no")' }, wording);
  const text = words(await setApart(excerpt, 'pdf'));
  for (const said of markup) expect(text.replaceAll(/\s/g, '')).toContain(said.replaceAll(/\s/g, ''));
  const svg = (await setApart(excerpt, 'svg')).toString('utf8');
  expect(svg.startsWith('<svg')).toBe(true);
  // A ground of a page would lie over the first one.
  expect(svg).not.toContain('fill="#ffffff"');
  expect(svg).not.toMatch(/<script|<foreignObject|<iframe|\son\w+=|javascript:|href="(?!#|data:image)/i);
});
