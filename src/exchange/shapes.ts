import { z } from 'zod';
import { engagementTypes } from './model.ts';

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
