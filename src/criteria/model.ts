import { z } from 'zod';

/**
 * The standards as tables: shapes and schemas of data/criteria.json, description-criteria.json, controls/*.yaml,
 * control-vocabulary.yaml and report-quality.yaml. Every table says where it comes from and since when it may be used;
 * an engagement records the edition it used (R-STD-01).
 */

const categoryIds = ['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'] as const;
const roles = ['controller', 'processor'] as const;
const reportTypes = ['type1', 'type2'] as const;

/** source: what the wording follows; edition: of the standard, or ours; effectiveFrom: first period end or as-of date it serves. */
export const tableHead = {
  source: z.string().min(1),
  edition: z.string().min(1),
  effectiveFrom: z.iso.date(),
};

const categorySchema = z.strictObject({
  id: z.enum(categoryIds),
  name: z.string(),
  alwaysIncluded: z.literal('customary').optional(),
  criteriaSeries: z.array(z.string()).min(1),
  definition: z.string(),
});

const pointOfFocusSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{1,2}\d\.\d-\d\d$/),
  title: z.string().min(1),
  summary: z.string().min(1),
  /** considered when at least one of these categories is in scope */
  appliesTo: z.array(z.enum(categoryIds)).min(1),
  origin: z.enum(['coso', 'tsc']),
  /** `system` points apply to engagements on a system, which SOC 2 always is */
  level: z.enum(['any', 'system']),
  newIn2022: z.boolean(),
  privacyRoles: z.array(z.enum(roles)).min(1).optional(),
  group: z.string().optional(),
  condition: z.string().optional(),
});

const criterionSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{1,2}\d\.\d$/),
  order: z.int().positive(),
  category: z.enum(categoryIds),
  /** true for the CC criteria, which serve every category (R-SCO-02) */
  common: z.boolean(),
  appliesToCategories: z.array(z.enum(categoryIds)).min(1),
  seriesId: z.string(),
  series: z.string(),
  title: z.string().min(1),
  statement: z.string().min(1),
  cosoPrinciple: z.int().nullable().optional(),
  cosoComponent: z.string().nullable().optional(),
  pointsOfFocus: z.array(pointOfFocusSchema).min(1),
});

export const criteriaTableSchema = z.strictObject({
  ...tableHead,
  notice: z.string(),
  fieldGuide: z.record(z.string(), z.string()),
  categories: z.array(categorySchema),
  series: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  criteria: z.array(criterionSchema).min(1),
});

const completenessRuleSchema = z.strictObject({
  id: z.string().regex(/^(DC\d|G)-R\d\d$/),
  severity: z.enum(['error', 'warning']),
  appliesTo: z.array(z.enum(reportTypes)).min(1),
  /** the rule in words over the model of the same file; implemented under its id in lifecycle/description */
  check: z.string().min(1),
  message: z.string().min(1),
});

const descriptionCriterionSchema = z.strictObject({
  id: z.string().regex(/^DC\d$/),
  title: z.string().min(1),
  requirement: z.string().min(1),
  mustContain: z.array(z.string()).min(1),
  type1: z.string(),
  type2: z.string(),
  considerations: z.array(z.string()),
  typicalWeaknesses: z.array(z.string()),
  completenessRules: z.array(completenessRuleSchema).min(1),
  modelFields: z.array(z.string()),
});

export const descriptionTableSchema = z.strictObject({
  ...tableHead,
  notice: z.string(),
  severity: z.record(z.enum(['error', 'warning']), z.string()),
  thresholdNote: z.string(),
  ruleLanguage: z.string(),
  evaluationOutcome: z.string(),
  typeApplicability: z.record(z.enum(reportTypes), z.array(z.string())),
  model: z.record(z.string(), z.string()),
  descriptionCriteria: z.array(descriptionCriterionSchema).min(1),
  generalRules: z.array(completenessRuleSchema),
});

export const controlVocabularySchema = z.strictObject({
  ...tableHead,
  frequencies: z
    .array(z.strictObject({ id: z.string(), perYear: z.int().positive().nullable(), note: z.string().optional() }))
    .min(1),
  natures: z.array(z.string()).min(1),
  types: z.array(z.string()).min(1),
  departments: z.array(z.string()).min(1),
  evidenceKinds: z.array(z.strictObject({ id: z.string(), says: z.string() })).min(1),
});

const libraryControlSchema = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,3}-\d\d$/),
  title: z.string().min(1),
  statement: z.string().min(1),
  criteria: z.array(z.string()).min(1),
  frequency: z.enum([
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
  ]),
  nature: z.enum(['manual', 'automated', 'it-dependent-manual']),
  type: z.enum(['preventive', 'detective', 'corrective']),
  department: z.string(),
  typicalEvidence: z.array(z.string()).min(1),
  /** general controls whose failure undermines reliance on this one (R-TST-04) */
  dependsOnGeneralControls: z.array(z.string()),
});

export const controlFamilySchema = z.strictObject({
  ...tableHead,
  family: z.string().regex(/^[A-Z]{2,3}$/),
  title: z.string().min(1),
  controls: z.array(libraryControlSchema).min(1),
});

export const reportQualitySchema = z.strictObject({
  ...tableHead,
  outcomes: z.array(z.strictObject({ id: z.enum(['holds', 'look', 'stops']), says: z.string() })),
  signals: z.array(z.strictObject({ id: z.string(), signal: z.string(), computed: z.string() })).min(1),
});

export type CategoryId = (typeof categoryIds)[number];
export type PrivacyRole = (typeof roles)[number];
export type Category = Readonly<z.infer<typeof categorySchema>>;
export type PointOfFocus = Readonly<z.infer<typeof pointOfFocusSchema>>;
export type Criterion = Readonly<z.infer<typeof criterionSchema>>;
export type CompletenessRule = Readonly<z.infer<typeof completenessRuleSchema>>;
export type DescriptionCriterion = Readonly<z.infer<typeof descriptionCriterionSchema>>;
export type CriteriaTable = Readonly<z.infer<typeof criteriaTableSchema>>;
export type DescriptionTable = Readonly<z.infer<typeof descriptionTableSchema>>;
export type ControlVocabulary = Readonly<z.infer<typeof controlVocabularySchema>>;
export type LibraryControl = Readonly<z.infer<typeof libraryControlSchema>>;
export type ReportQuality = Readonly<z.infer<typeof reportQualitySchema>>;
