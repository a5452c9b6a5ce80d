/** Documents from what management keeps. Pure. */
import type { Document } from '../exchange/index.ts';

type Section = Document['sections'][number];

/** A control as its register says it. */
export interface KeptControl {
  readonly code: string;
  readonly content: Readonly<Record<string, unknown>>;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Controls in force, in the order of their codes. version: how often the list was sent, with this time */
export function controlList(controls: readonly KeptControl[], version: number): Document {
  const ordered = controls.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
  return {
    kind: 'control-list',
    subject: 'file',
    title: 'Controls',
    version,
    approved: null,
    sections: [],
    controls: ordered.map(({ code, content }) => ({
      code,
      title: text(content['title']),
      statement: text(content['statement']),
      frequency: text(content['frequency']),
      criteria: Array.isArray(content['criteria']) ? content['criteria'].map(String) : [],
    })),
  };
}

/** An approved version, section by section. titles: of the description criteria */
export function description(
  approved: {
    readonly number: number;
    readonly by: { readonly name: string };
    readonly sections: readonly { readonly id: string; readonly paragraphs: readonly { readonly text: string }[] }[];
  },
  titles: ReadonlyMap<string, string>,
): Document {
  return {
    kind: 'description',
    subject: 'file',
    title: 'Description of the system',
    version: approved.number,
    approved: `Approved by ${approved.by.name} for management.`,
    sections: approved.sections.map(({ id, paragraphs }) => ({
      heading: `${id} ${titles.get(id) ?? ''}`.trim(),
      paragraphs: paragraphs.map((one) => one.text),
    })),
  };
}

/** A letter as it was handed over. */
export interface KeptLetter {
  readonly title: string;
  readonly paragraphs: readonly {
    readonly heading: string | null;
    readonly text: readonly string[];
    readonly points: readonly string[];
  }[];
}

/** The letter, and behind it those of inclusive subservice organizations, each under its name. */
export function letter(
  kind: 'assertion' | 'representations',
  given: { readonly number: number; readonly by: string },
  own: KeptLetter,
  others: readonly { readonly title: string; readonly letter: KeptLetter }[],
): Document {
  const sectionsOf = (one: KeptLetter): Section[] =>
    one.paragraphs.map(({ heading, text: said, points }) => ({ heading, paragraphs: [...said, ...points] }));
  return {
    kind,
    subject: 'file',
    title: own.title,
    version: given.number,
    approved: `Handed over by ${given.by} for management.`,
    sections: [
      ...sectionsOf(own),
      ...others.flatMap((one) => [
        { heading: `${one.letter.title}, ${one.title}`, paragraphs: [] },
        ...sectionsOf(one.letter),
      ]),
    ],
  };
}
