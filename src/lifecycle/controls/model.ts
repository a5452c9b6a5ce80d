/** The controls as stated by management: controls.yaml. */
import { z } from 'zod';
import { criterionId, date, id, shortText, text } from '../../plain-values.ts';

const controlVersion = z.strictObject({ label: shortText, from: date, to: date, statement: text });

export const controlsShape = z.strictObject({
  controls: z
    .array(
      z.strictObject({
        id,
        library: id.optional(),
        title: shortText.optional(),
        statement: text.optional(),
        criteria: z.array(criterionId).min(1).optional(),
        owner: shortText,
        frequency: z
          .enum([
            'annual',
            'semi-annual',
            'quarterly',
            'monthly',
            'semi-monthly',
            'weekly',
            'daily',
            'multiple-per-day',
            'continuous',
            'event-driven',
          ])
          .optional(),
        nature: z.enum(['manual', 'automated', 'it-dependent-manual']).optional(),
        type: z.enum(['preventive', 'detective', 'corrective']).optional(),
        implementedAt: date.optional(),
        effectiveFrom: date.optional(),
        effectiveTo: date.nullish(),
        supersededBy: id.optional(),
        organization: id.optional(),
        versions: z.array(controlVersion).min(2).optional(),
        procedures: z.array(id).default([]),
      }),
    )
    .min(1),
});
export type ControlsFile = z.infer<typeof controlsShape>;
