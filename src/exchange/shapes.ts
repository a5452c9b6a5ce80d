import { z } from 'zod';
import { engagementTypes, kinds, sentContent } from './model.ts';

/** An engagement in answers of the API. */
export const engagementShape = z
  .object({
    id: z.uuid(),
    state: z.enum(['proposed', 'agreed', 'refused']),
    proposedBy: z.enum(['management', 'firm']),
    type: z.enum(engagementTypes),
    periodStart: z.string().nullable(),
    periodEnd: z.string(),
    title: z.string(),
    partner: z.string().nullable(),
    partnerId: z.uuid().nullable(),
    proposedAt: z.string(),
    outside: z.boolean(),
  })
  .meta({ id: 'Engagement' });

/** A sent thing in answers of the API; the document itself stands beside what was sent about it, once. */
export const sentShape = z
  .object({
    id: z.uuid(),
    sequence: z.int(),
    kind: z.enum(kinds),
    from: z.enum(['management', 'firm']),
    sentAt: z.string(),
    deliveredAt: z.string().nullable(),
    readAt: z.string().nullable(),
    recalled: z.boolean(),
    digest: z.string(),
    content: sentContent.omit({ document: true }),
  })
  .meta({ id: 'Sent' });
