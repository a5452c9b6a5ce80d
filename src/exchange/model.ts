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
] as const;
export type Kind = (typeof kinds)[number];

export const subjects = ['request', 'finding'] as const;
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
