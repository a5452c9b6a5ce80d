/**
 * Evidence and judgements of an engagement folder as shapes (docs/engagement-folder.md). Every object is strict: an unknown field
 * is refused, because a misspelt field that is silently ignored is a judgement that silently does not count.
 */
import { z } from 'zod';
import { criterionId, date, id, instant, sha256, shortText, text, yesNo } from '../../plain-values.ts';

const fileName = z
  .string()
  .min(1)
  .max(400)
  .refine(
    (s) =>
      !s.startsWith('/') &&
      !s.includes('\\') &&
      !s.split('/').some((part) => part === '..' || part === '.' || part === ''),
    'a file name must be a plain path inside the folder, without "..", "." or a leading slash',
  );

export const evidenceShape = z.strictObject({
  evidence: z.array(
    z.strictObject({
      id,
      files: z.array(fileName).min(1),
      format: shortText.optional(),
      mapping: fileName.optional(),
      source: shortText,
      query: text.optional(),
      parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
      account: shortText.optional(),
      collectedAt: instant,
      collectedBy: z.strictObject({ name: shortText, collector: shortText }),
      period: z.strictObject({ start: date, end: date }),
    }),
  ),
  populations: z
    .array(
      z.strictObject({
        id,
        name: shortText,
        kind: id,
        evidence: z.array(id).min(1),
        noun: shortText.optional(),
        window: z.enum(['period', 'all']).default('period'),
        reconcile: z.strictObject({ to: id, on: shortText, other: shortText }).optional(),
      }),
    )
    .default([]),
});
export type EvidenceFile = z.infer<typeof evidenceShape>;

const by = shortText;
const items = z.union([z.literal('all'), z.array(z.string().min(1).max(1000)).min(1)]);
const attributeId = z.string().regex(/^[A-Z]$/, 'one capital letter');
const outcome = z.enum([
  'confirmed',
  'met-by-other-evidence',
  'outside-population',
  'rule-misstates-control',
  'data-defect',
]);

export const judgementsShape = z.strictObject({
  acts: z.array(z.strictObject({ fact: id, by, at: date, note: text.optional() })).default([]),
  design: z
    .array(
      z.strictObject({
        control: id,
        design: z.enum(['suitable', 'deficient']),
        implemented: yesNo,
        walkthrough: text,
        fact: text.optional(),
        by,
        reviewedBy: by,
        at: date,
      }),
    )
    .default([]),
  ipe: z
    .array(
      z.strictObject({
        population: id,
        checks: z.record(z.string().regex(/^IPE-0[1-9]$/), text),
        short: shortText.optional(),
        satisfactory: yesNo,
        settled: text.optional(),
        by,
        reviewedBy: by,
        at: date,
      }),
    )
    .default([]),
  resolutions: z
    .array(
      z.strictObject({
        procedure: id,
        attribute: attributeId,
        items,
        outcome,
        condition: id.optional(),
        evidence: text,
        evidenceDate: date.optional(),
        by,
        second: by,
        at: date,
      }),
    )
    .default([]),
  conditions: z
    .array(
      z.strictObject({
        id,
        title: shortText,
        causeClass: z.enum([
          'not-performed',
          'late',
          'performed-wrongly',
          'unauthorized-performer',
          'no-evidence',
          'system-failure',
          'data-error',
          'override',
        ]),
        cause: text,
        intentional: z.boolean(),
        concealed: z.boolean().optional(),
        isolation: z
          .strictObject({
            specificTo: z.enum(['event', 'person', 'date']).nullable(),
            canRecur: z.boolean(),
            othersFound: z.boolean().nullable(),
          })
          .optional(),
        systematic: z.boolean(),
        bounded: z.boolean(),
        corrected: z.boolean(),
        exposure: z.array(
          z.strictObject({ count: z.number().int().min(0), unit: z.enum(['people', 'days', 'actions']) }),
        ),
        smallExposure: z.boolean().optional(),
        effectOnCommitments: text,
        affectsCommitments: z.boolean(),
        detectedBy: z.enum(['control', 'management', 'firm', 'outsider']),
        detectedAt: date,
        by,
        at: date,
      }),
    )
    .default([]),
  tests: z
    .array(
      z.strictObject({
        procedure: id,
        sample: sha256.optional(),
        result: z.enum(['no-exceptions', 'exceptions', 'no-occurrence', 'unable']).optional(),
        items: z
          .record(z.string().min(1).max(1000), z.record(attributeId, z.enum(['met', 'deviation', 'not-applicable'])))
          .optional(),
        condition: id.optional(),
        text: text.optional(),
        evidence: text,
        by,
        reviewedBy: by,
        at: date,
      }),
    )
    .default([]),
  adoptions: z
    .array(z.strictObject({ procedure: id, note: text.optional(), by, reviewedBy: by, at: date }))
    .default([]),
  toolReliance: z
    .array(
      z.strictObject({
        release: shortText,
        reliedOnFor: text,
        knownCases: text,
        secondEvaluation: text,
        limits: text,
        accepted: yesNo,
        by,
        approvedBy: by,
        at: date,
      }),
    )
    .default([]),
  findings: z
    .array(
      z.strictObject({
        id,
        kind: z.enum([
          'design-deficiency',
          'not-implemented',
          'operating-deviation',
          'description-misstatement',
          'scope-limitation',
          'noncompliance-or-fraud',
          'observation',
        ]),
        control: id.optional(),
        criteria: z.array(criterionId).default([]),
        conditions: z.array(id).default([]),
        fact: text,
        extent: text.optional(),
        by,
        reviewedBy: by,
        communicatedAt: date,
        to: shortText,
        delivery: text,
      }),
    )
    .default([]),
  responses: z.array(z.strictObject({ finding: id, text, by, at: date })).default([]),
  controls: z
    .array(
      z.strictObject({
        control: id,
        conclusion: z.enum([
          'design-deficient',
          'not-implemented',
          'unable-to-test',
          'no-occurrence',
          'effective',
          'effective-with-deviations',
          'not-effective',
        ]),
        reasons: text,
        by,
        at: date,
      }),
    )
    .default([]),
  compensations: z
    .array(
      z.strictObject({
        failing: id,
        control: id,
        criterion: criterionId,
        inDescription: yesNo,
        sameRiskAndCriterion: yesNo,
        wholeTime: yesNo,
        precise: yesNo,
        reasons: text,
        by,
        at: date,
      }),
    )
    .default([]),
  criteria: z
    .array(
      z.strictObject({
        criterion: criterionId,
        material: z.boolean().optional(),
        pervasive: z.boolean().optional(),
        remainingSuffice: z.boolean().optional(),
        othersEnough: z.boolean().optional(),
        commitments: z.array(id).default([]),
        couldHaveFailed: z.array(id).default([]),
        achievedOtherwise: text.optional(),
        reasons: text,
        by,
        at: date,
      }),
    )
    .default([]),
  description: z
    .strictObject({
      misstatement: z.enum(['none', 'material', 'pervasive']),
      limitation: z.enum(['none', 'material', 'pervasive']).default('none'),
      answers: z.record(z.string().regex(/^(DC\d-R\d\d|G-R\d\d)$/), text).default({}),
      reasons: text,
      by,
      reviewedBy: by,
      at: date,
    })
    .optional(),
  subsequentEvents: z.strictObject({ text, by, at: date }).optional(),
  assertion: z.strictObject({ exception: text.nullable(), by, at: date }).optional(),
  representation: z.strictObject({ asOf: date, signedAt: date, by }).optional(),
  opinion: z
    .strictObject({
      kind: z.enum(['unmodified', 'qualified', 'adverse', 'disclaimer']),
      reasons: text,
      emphasis: z.array(z.strictObject({ place: shortText, matter: text })).default([]),
      by,
      at: date,
    })
    .optional(),
});
export type JudgementsFile = z.infer<typeof judgementsShape>;
