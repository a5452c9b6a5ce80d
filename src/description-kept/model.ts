import { z } from 'zod';
import { longText } from '../registers/model.ts';

/** Sections in the report's order: one a description criterion. */
export const sectionIds = ['DC1', 'DC2', 'DC3', 'DC4', 'DC5', 'DC6', 'DC7', 'DC8', 'DC9'] as const;
export type SectionId = (typeof sectionIds)[number];

/** Registers a paragraph may come from, and the section each belongs to. */
export const sources = {
  services: 'DC1',
  commitments: 'DC2',
  infrastructure: 'DC3',
  software: 'DC3',
  'people-groups': 'DC3',
  'system-procedures': 'DC3',
  'data-classes': 'DC3',
  locations: 'DC3',
  incidents: 'DC4',
  controls: 'DC5',
  'complementary-controls': 'DC6',
  'subservice-organizations': 'DC7',
  'system-changes': 'DC9',
} as const satisfies Readonly<Record<string, SectionId>>;
export type Source = keyof typeof sources;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table above
export const sourceNames = Object.keys(sources) as [Source, ...Source[]];

const paragraphId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'An id is small letters, digits and dashes');

/** A paragraph as it is kept. list: one line an item. A register's paragraph holds no words of its own. */
export const paragraphSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    id: paragraphId,
    kind: z.literal('text'),
    form: z.enum(['heading', 'paragraph', 'list']),
    text: longText.max(6_000),
  }),
  z.strictObject({ id: paragraphId, kind: z.literal('register'), register: z.enum(sourceNames) }),
]);
export type Paragraph = Readonly<z.output<typeof paragraphSchema>>;

/** What may be saved as a section. */
export const sectionBody = z.strictObject({
  paragraphs: z
    .array(paragraphSchema)
    .max(60)
    .refine((all) => new Set(all.map((one) => one.id)).size === all.length, {
      message: 'Each paragraph has its own id',
    }),
});

/** A paragraph as it reads: typed, or composed from a register, whose records are named by code. */
export interface Composed {
  readonly id: string;
  readonly form: 'heading' | 'paragraph' | 'list';
  readonly text: string;
  readonly register: Source | null;
  readonly codes: readonly string[];
}

export interface ComposedSection {
  readonly id: SectionId;
  readonly paragraphs: readonly Composed[];
}

/** A record of a register, as far as a description says it. */
export interface Described {
  readonly register: string;
  readonly code: string;
  readonly state: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** `error` stands against approval, `warning` does not (data/description-criteria.json, severity). */
export interface Finding {
  readonly section: SectionId;
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly sentence: string;
  readonly paragraph: string | null;
}

/** same: in both; gone: in the earlier alone; new: in the later alone */
export interface Piece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}
