import { z } from 'zod';
import { longText, recordCode } from '../registers/model.ts';

const filled = (max: number) => longText.max(max).refine((text) => text.trim() !== '', { message: 'It is empty' });

/** Where the description does not hold, or a control did not: placed before the confirmation it limits (R-OPN-03). */
const exception = z.strictObject({
  clause: z.enum(['a', 'b', 'c']),
  fact: filled(2_000),
  extent: longText.max(2_000),
  criterion: z.string().regex(/^((CC|A|C|PI|P)\d{1,2}\.\d{1,2})?$/, 'This is not a criterion'),
  commitments: longText.max(1_000),
});

const signatory = z.strictObject({ name: longText.max(200), title: longText.max(200) });

/** What an inclusive subservice organization's management says for its own part (R-SCO-07). code: of its record */
const ownPart = z.strictObject({
  code: recordCode,
  signatory,
  basis: longText.max(2_000),
  exceptions: z.array(filled(2_000)).max(20),
  fraud: longText.max(2_000),
  misstatements: z.enum(['none', 'listed']).nullable(),
  events: z.enum(['none', 'told']).nullable(),
});
export type OwnPart = z.output<typeof ownPart>;

/**
 * What no register knows and somebody has to say. basis: what management's confirmations rest on; fraud: what was told of fraud, beside
 * that everything was; misstatements, events: whether there are any, null until somebody decided; more: further paragraphs of their own;
 * plannedReportDate: null, or the day the report is planned for, which no letter prints; subservices: one an inclusive organization
 */
export const lettersBody = z.strictObject({
  signatory,
  plannedReportDate: z.iso.date().nullable(),
  basis: longText.max(2_000),
  exceptions: z.array(exception).max(40),
  fraud: longText.max(2_000),
  misstatements: z.enum(['none', 'listed']).nullable(),
  events: z.enum(['none', 'told']).nullable(),
  more: z.strictObject({
    assertion: z.array(filled(3_000)).max(20),
    representations: z.array(filled(3_000)).max(20),
  }),
  subservices: z
    .array(ownPart)
    .max(50)
    .refine((all) => new Set(all.map(({ code }) => code)).size === all.length, { message: 'One stands here twice' }),
});
export type Said = z.output<typeof lettersBody>;

export const nothingSaid: Said = {
  signatory: { name: '', title: '' },
  plannedReportDate: null,
  basis: '',
  exceptions: [],
  fraud: '',
  misstatements: null,
  events: null,
  more: { assertion: [], representations: [] },
  subservices: [],
};

export const nothingSaidBy = (code: string): OwnPart => ({
  code,
  signatory: { name: '', title: '' },
  basis: '',
  exceptions: [],
  fraud: '',
  misstatements: null,
  events: null,
});

/** A record that a sentence rests on. */
export interface Fact {
  readonly register: string;
  readonly code: string;
  readonly title: string;
}

/** id: of the wording, or `own` for a paragraph somebody wrote; rests: records behind it; points: clauses in their order */
export interface LetterParagraph {
  readonly id: string;
  readonly heading: string | null;
  readonly text: readonly string[];
  readonly points: readonly string[];
  readonly rests: readonly Fact[];
}

export interface Letter {
  readonly title: string;
  readonly paragraphs: readonly LetterParagraph[];
}

/** Both letters of an inclusive subservice organization on its own part. code, title: of its record */
export interface SubserviceLetters {
  readonly code: string;
  readonly title: string;
  readonly assertion: Letter;
  readonly representations: Letter;
}

/** Something that has to be settled first. register, code: where, when a record says it; null: here, or by writing something */
export interface OpenPoint {
  readonly sentence: string;
  readonly register: string | null;
  readonly code: string | null;
}
