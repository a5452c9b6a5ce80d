/** What is examined, by whom and when: engagement.yaml (docs/engagement-folder.md). */
import { z } from 'zod';
import { category, date, hex32, id, shortText, text } from '../../plain-values.ts';

export const engagementShape = z.strictObject({
  id: id,
  type: z.enum(['type1', 'type2']),
  period: z.strictObject({ start: date, end: date }).optional(),
  asOf: date.optional(),
  reportDate: date,
  assertionDate: date,
  categories: z.array(category).min(1),
  timeZone: shortText,
  holidays: z.array(date).default([]),
  standards: z.strictObject({ dc: shortText, tsc: shortText }),
  organization: z.strictObject({
    name: shortText,
    legalEntity: shortText,
    signatory: z.strictObject({ name: shortText, title: shortText }),
  }),
  firm: z.strictObject({ name: shortText, city: shortText, state: shortText, license: shortText }),
  team: z
    .array(
      z.strictObject({
        name: shortText,
        role: z.enum(['engagement-partner', 'manager', 'senior', 'staff', 'eq-reviewer', 'specialist']),
      }),
    )
    .min(1),
  system: z.strictObject({ name: shortText, title: shortText }),
  basis: text,
  sampling: z.strictObject({ nonces: z.strictObject({ management: hex32, firm: hex32 }) }),
  options: z
    .strictObject({
      paper: z.enum(['us-letter', 'a4']).default('us-letter'),
      printCounts: z.boolean().default(true),
      showIds: z.boolean().default(false),
      draft: z.boolean().default(false),
    })
    .default({ paper: 'us-letter', printCounts: true, showIds: false, draft: false }),
  marked: shortText.optional(),
});
export type EngagementFile = z.infer<typeof engagementShape>;
