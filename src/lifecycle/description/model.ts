/** The description of the system as data: system/description.yaml; field names follow data/description-criteria.json. */
import { z } from 'zod';
import { category, criterionId, date, id, shortText, text } from '../../plain-values.ts';

const component = z.strictObject({
  id,
  name: shortText,
  classification: shortText.optional(),
  personal: z.boolean().optional(),
  hostedBy: id.optional(),
});

export const descriptionShape = z.strictObject({
  services: z
    .array(
      z.strictObject({
        id,
        name: shortText,
        summary: text,
        inScope: z.boolean(),
        exclusionReason: text.optional(),
        startedAt: date.optional(),
        endedAt: date.optional(),
        datesDisclosed: z.boolean().optional(),
      }),
    )
    .min(1),
  boundary: z.strictObject({
    inScopeText: text,
    excluded: z.array(z.strictObject({ item: shortText, reason: text })),
    locations: z.array(shortText).default([]),
  }),
  commitments: z.array(
    z.strictObject({
      id,
      text,
      source: z.enum(['contract', 'sla', 'public-statement', 'law', 'other']),
      sourceText: shortText,
      sourceEvidenceId: id.optional(),
      principal: z.boolean(),
      categories: z.array(category).min(1),
      criteria: z.array(criterionId).default([]),
      measurableTarget: shortText.optional(),
      effectiveFrom: date.optional(),
      effectiveTo: date.optional(),
      changeId: id.optional(),
    }),
  ),
  requirements: z.array(
    z.strictObject({
      id,
      text,
      source: shortText,
      principal: z.boolean(),
      categories: z.array(category).min(1),
      commitmentIds: z.array(id),
      controls: z.array(id).default([]),
    }),
  ),
  components: z.strictObject({
    infrastructure: z.array(component),
    software: z.array(component),
    people: z.array(component),
    procedures: z.array(component),
    data: z.array(component),
  }),
  narratives: z.strictObject({
    infrastructure: text,
    software: text,
    people: text,
    procedures: text,
    data: text,
    controlEnvironment: text,
    riskAssessment: text,
    informationAndCommunication: text,
    monitoring: text,
    controlActivities: text,
  }),
  diagram: z
    .strictObject({
      alt: text,
      nodes: z
        .array(
          z.strictObject({
            id,
            title: shortText,
            sub: shortText.optional(),
            column: z.number().int().min(0).max(5),
            row: z.number().int().min(0).max(5),
            zone: z.enum(['outside', 'inside', 'carved-out']),
          }),
        )
        .min(1)
        .max(16),
      edges: z.array(z.strictObject({ from: id, to: id, both: z.boolean().default(false) })),
      note: text.optional(),
    })
    .optional(),
  incidents: z.array(
    z.strictObject({
      id,
      nature: text,
      startedAt: date,
      detectedAt: date,
      resolvedAt: date.optional(),
      cause: z.enum(['control-failure', 'other']),
      significantFailureOfCommitment: z.boolean(),
      effect: text,
      disposition: text,
      qualifies: z.boolean(),
      nonQualifyReason: text.optional(),
      customersNotified: z.boolean().default(false),
      authorityNotified: z.boolean().default(false),
    }),
  ),
  noIncidentStatement: z.boolean().default(false),
  cuecs: z.array(
    z.strictObject({
      id,
      text,
      criteriaIds: z.array(criterionId).min(1),
      commitmentIds: z.array(id).default([]),
      necessaryForCommitment: z.boolean(),
      rationale: text,
    }),
  ),
  noCuecStatement: z.boolean().default(false),
  userEntityResponsibilities: z.array(z.strictObject({ id, text })).default([]),
  subservices: z.array(
    z.strictObject({
      id,
      name: shortText,
      serviceNature: text,
      method: z.enum(['carve-out', 'inclusive']),
      criteriaIds: z.array(criterionId),
      csocs: z.array(z.strictObject({ id, text, criteriaIds: z.array(criterionId).min(1) })).default([]),
      monitoringControlIds: z.array(id).default([]),
      independentOf: z.boolean().optional(),
      assertionId: id.optional(),
      /** of an inclusive organization's own management, printed after that of the service organization */
      assertion: z
        .strictObject({
          date,
          signatory: z.strictObject({ name: shortText, title: shortText }),
          basis: text,
          exceptions: z.array(text).default([]),
        })
        .optional(),
      representationAgreed: z.boolean().optional(),
      startDate: date.optional(),
      endDate: date.optional(),
      changeId: id.optional(),
      latestReportReviewed: z.boolean().default(false),
    }),
  ),
  notRelevantCriteria: z
    .array(
      z.strictObject({
        criterionId,
        reasonKind: z.enum(['service-not-provided', 'data-not-handled', 'activity-not-performed']),
        reason: text,
        auditorConcurrence: z.boolean().optional(),
      }),
    )
    .default([]),
  changes: z
    .array(
      z.strictObject({
        id,
        date,
        what: text,
        before: text,
        after: text,
        controlIds: z.array(id).default([]),
        significant: z.boolean(),
        insignificantReason: text.optional(),
      }),
    )
    .default([]),
  noSignificantChangeStatement: z.boolean().default(false),
  otherInformation: z.array(z.strictObject({ head: shortText, text })).default([]),
  guide: z
    .strictObject({
      productsIn: shortText,
      productsOut: shortText,
      regionsIn: shortText,
      regionsOut: shortText,
    })
    .optional(),
  approvedBy: shortText,
  approvedAt: date,
  lastEditedBy: shortText,
});
export type DescriptionFile = z.infer<typeof descriptionShape>;
