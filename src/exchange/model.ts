import { z } from 'zod';

import { findingKinds } from '../lifecycle/findings/rules.ts';
import { day, line, longText } from '../registers/model.ts';

export type Side = 'management' | 'firm';

/** What may cross the wall; nothing else does. */
export const kinds = [
  'proposal',
  'agreement',
  'refusal',
  'request',
  'finding',
  'withdrawal',
  'answer',
  'recall',
  'acceptance',
  'return',
  'acknowledgement',
  'response',
  'closing',
  'message',
  'document',
  'signature',
] as const;
export type Kind = (typeof kinds)[number];

export const subjects = ['request', 'finding', 'document'] as const;
export type Subject = (typeof subjects)[number];

/** The state of what crossed, the same on both sides; `draft` is the firm's alone. */
export type ThreadState =
  | 'draft'
  | 'open'
  | 'answered'
  | 'returned'
  | 'accepted'
  | 'acknowledged'
  | 'responded'
  | 'closed'
  | 'signed'
  | 'withdrawn';

const criteria = z.array(z.string()).max(61).optional();

/**
 * What of evidence crosses: facts of exactly the version that was selected, and never as whom it was collected.
 * collectedAt  RFC 3339; periodStart, periodEnd: YYYY-MM-DD
 */
export const sharedFacts = z.strictObject({
  number: z.int(),
  name: z.string(),
  system: z.string().nullable(),
  collector: z.string().nullable(),
  query: z.string().nullable(),
  mediaType: z.string(),
  size: z.number(),
  sha256: z.string(),
  periodStart: z.string().nullable(),
  periodEnd: z.string().nullable(),
  collectedAt: z.string(),
});
export type SharedFacts = z.infer<typeof sharedFacts>;

/** What the firm asks or found: these fields of its record, and no others (the projection). There is none for a remedy (R-WALL-04). */
export const subjectFields = z.strictObject({
  title: line,
  reference: line,
  dueOn: day.nullable(),
  criteria,
  asks: longText.optional(),
  from: day.nullable().optional(),
  to: day.nullable().optional(),
  kind: z.enum(findingKinds).optional(),
  fact: longText.optional(),
  extent: longText.nullable().optional(),
});
export type SubjectFields = z.infer<typeof subjectFields>;

/**
 * Documents that cross: from whom, and whether management's signatory signs it. What the firm sends bears its partner's approval already;
 * a list of controls and a description are received and not signed.
 */
export const documents = {
  'engagement-letter': { from: 'firm', isSigned: true },
  'change-of-terms': { from: 'firm', isSigned: true },
  scope: { from: 'firm', isSigned: true },
  'control-list': { from: 'management', isSigned: false },
  description: { from: 'management', isSigned: false },
  assertion: { from: 'management', isSigned: true },
  representations: { from: 'management', isSigned: true },
} as const satisfies Readonly<Record<string, { readonly from: Side; readonly isSigned: boolean }>>;
export type DocumentKind = keyof typeof documents;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table above
export const documentKinds = Object.keys(documents) as [DocumentKind, ...DocumentKind[]];

/**
 * A document, whole: what the other side reads is what was sent, and nothing is looked up behind it.
 * subject   what it is of, where there are several of the kind: `file`, a number
 * version   of the sender's own paper
 * approved  who stands for it on the sender's side, in words; null: nobody has to
 * controls  of a control list, each with the criteria it serves
 *
 * Its bounds are wider than what either side's own papers may hold, so that what was composed can be sent; what is past them is refused
 * before it is sent (sendDocument).
 */
export const documentSchema = z.strictObject({
  kind: z.enum(documentKinds),
  subject: z.string().max(40),
  title: z.string().max(1_000),
  version: z.int().min(1),
  approved: z.string().max(1_000).nullable(),
  sections: z
    .array(z.strictObject({ heading: z.string().max(1_000).nullable(), paragraphs: z.array(z.string()) }))
    .max(5_000),
  controls: z
    .array(
      z.strictObject({
        code: z.string(),
        title: z.string(),
        statement: z.string(),
        frequency: z.string(),
        criteria: z.array(z.string()).max(61),
      }),
    )
    .max(5_000)
    .optional(),
});
export type Document = z.infer<typeof documentSchema>;

/** Who signed, as what, in the first person; document: digest of what was sent. */
export const signatureSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  words: z.string(),
  document: z.string(),
});

/**
 * The sealed content of a sent thing.
 * salt          16 random bytes, hex: its digest tells nobody what it is
 * organization  the sender's name
 * role          in which the sender acted; who they are stays on their side
 */
export const sentContent = z.strictObject({
  salt: z.string(),
  organization: z.string(),
  role: z.string(),
  text: z.string().nullable(),
  about: subjectFields.nullable(),
  evidence: z.array(sharedFacts),
  document: documentSchema.optional(),
  signature: signatureSchema.optional(),
});
export type SentContent = z.infer<typeof sentContent>;

/** A sent thing as either side sees it. Times RFC 3339 UTC; null where it has not come to that yet. */
export interface Sent {
  readonly id: string;
  readonly sequence: number;
  readonly kind: Kind;
  readonly from: Side;
  readonly sentAt: string;
  readonly deliveredAt: string | null;
  readonly readAt: string | null;
  readonly recalled: boolean;
  readonly digest: string;
  readonly content: SentContent;
}

export const engagementTypes = ['soc2-type1', 'soc2-type2'] as const;

/** partner: the other organization's name, once it said it; null: it has not answered yet */
export interface Engagement {
  readonly id: string;
  readonly state: 'proposed' | 'agreed' | 'refused';
  readonly proposedBy: Side;
  readonly type: (typeof engagementTypes)[number];
  readonly periodStart: string | null;
  readonly periodEnd: string;
  readonly title: string;
  readonly partner: string | null;
  /** of the partner, once it proposed or answered; null before, and where it is not in this installation */
  readonly partnerId: string | null;
  readonly proposedAt: string;
  /** the partner is not in this installation: what is sent leaves and comes back as files */
  readonly outside: boolean;
}
