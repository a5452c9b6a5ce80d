import type { Shape } from '../api/client.ts';

export type Description = Shape<'description.read'>;
export type Section = Description['sections'][number];
export type SectionId = Section['id'];
export type Finding = Description['findings'][number];
export type Comparison = Shape<'description.compare'>;
type Body = Shape<'description.write.body'>;

/** A paragraph as it is saved: typed, or filled from a register. */
export type Block = Body['paragraphs'][number];
export type Form = Extract<Block, { kind: 'text' }>['form'];
export type Source = Extract<Block, { kind: 'register' }>['register'];

/** What somebody typed in a section and has not saved, and the version it was typed over. */
export interface Draft {
  readonly version: number;
  readonly blocks: readonly Block[];
}

/** The section as it would be saved unchanged. */
export function blocksOf(section: Section): readonly Block[] {
  return section.paragraphs.map(({ id, form, text, register }) =>
    register === null ? { id, kind: 'text', form, text } : { id, kind: 'register', register },
  );
}

export function isSame(section: Section, blocks: readonly Block[]): boolean {
  return JSON.stringify(blocksOf(section)) === JSON.stringify(blocks);
}

/** A new, empty block. Ids are the section's own; what a person types never makes one. */
export function newBlock(what: { readonly form: Form } | { readonly register: Source }): Block {
  const id = crypto.randomUUID();
  return 'form' in what
    ? { id, kind: 'text', form: what.form, text: '' }
    : { id, kind: 'register', register: what.register };
}

/** The block at `from` at the place `to`; as it was where there is no such place. */
export function moved(blocks: readonly Block[], from: number, to: number): readonly Block[] {
  const block = blocks[from];
  if (block === undefined || to < 0 || to >= blocks.length) return blocks;
  return blocks.toSpliced(from, 1).toSpliced(to, 0, block);
}
