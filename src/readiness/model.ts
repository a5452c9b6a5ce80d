import { z } from 'zod';
import { type CategoryId, tableHead } from '../criteria/index.ts';
import { isPlainDate, type PlainDate } from '../period.ts';
import type { Step } from '../lifecycle/order.ts';

/** What rules know of a record of any register. Dates YYYY-MM-DD. */
export interface RecordFacts {
  readonly register: string;
  readonly code: string;
  readonly title: string;
  readonly state: string;
  readonly ownerId: string | null;
  readonly dueOn: PlainDate | null;
}

/**
 * A control of the organization, retired ones left out.
 * expected   evidence it is to leave, in words; null: nobody said
 * evidence   items ready that are linked to it, and the last day the freshest of them stands for it (null: nobody said)
 */
export interface ControlFacts extends RecordFacts {
  readonly id: string;
  readonly effectiveFrom: PlainDate | null;
  readonly effectiveTo: PlainDate | null;
  readonly criteria: readonly string[];
  readonly frequency: string;
  readonly expected: string | null;
  readonly evidence: { readonly items: number; readonly freshUntil: PlainDate | null };
}

export const engagementTypes = ['soc2-type1', 'soc2-type2'] as const;
export type EngagementType = (typeof engagementTypes)[number];

/** An engagement as management keeps it (registers/definitions/engagement.ts). */
export interface EngagementFacts {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly title: string;
  readonly type: EngagementType | null;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
  readonly asOf: PlainDate | null;
  readonly categories: readonly CategoryId[];
  readonly firm: string | null;
}

/** The field of an engagement that says whether a category is in its scope. */
export const categoryFields: Readonly<Record<CategoryId, string>> = {
  security: 'security',
  availability: 'availability',
  'processing-integrity': 'processingIntegrity',
  confidentiality: 'confidentiality',
  privacy: 'privacy',
};

/** Management's marks of a control: shapes of status, never a judgment of the firm. */
export type Mark = 'met' | 'missing' | 'stale' | 'unable' | 'deviation';

export interface Standing {
  readonly mark: Mark;
  readonly fact: string;
}

/** In the order they are listed. */
export const gapKinds = [
  'criterion-without-control',
  'control-without-criterion',
  'control-without-owner',
  'control-draft',
  'evidence-missing',
  'overdue',
] as const;

/** subject: a record, or a criterion. rule: id of the methodology */
export interface Gap {
  readonly kind: (typeof gapKinds)[number];
  readonly subject: { readonly register: string; readonly code: string } | { readonly criterion: string };
  readonly sentence: string;
  readonly rule?: string;
}

/** fact: what is there, or what it waits for */
export interface StepStanding {
  readonly name: Step;
  readonly state: 'done' | 'open' | 'blocked';
  readonly fact: string;
}

/** States in which nothing more is to be done, of any register. */
export const restingStates: readonly string[] = [
  'retired',
  'done',
  'closed',
  'completed',
  'described',
  'fixed',
  'treated',
  'accepted',
  'left',
  'ended',
  'withdrawn',
  // the other side's turn
  'answered',
  'responded',
];
/** States that wait for nothing but the day the record is due on, where it has one. */
export const standingStates: readonly string[] = ['in-force', 'approved', 'employed'];

const askers = ['customers', 'public', 'user-auditors', 'board', 'buyers-of-goods'] as const;
const promises = ['protected', 'available', 'in-confidence', 'complete-and-right', 'personal-information'] as const;
const categories = ['security', 'availability', 'processing-integrity', 'confidentiality', 'privacy'] as const;
export const reportKinds = ['soc2', 'soc3', 'soc1', 'soc-cyber', 'soc-supply-chain'] as const;
const months = z.int().min(0).max(24);
const percent = z.int().min(1).max(1_000);

/** Schema of data/chooser.yaml. */
export const chooserSchema = z.strictObject({
  ...tableHead,
  reports: z
    .array(
      z.strictObject({
        id: z.enum(reportKinds),
        name: z.string(),
        purpose: z.string(),
        users: z.enum(['restricted', 'general']),
        askedBy: z.array(z.enum(askers)).min(1),
      }),
    )
    .length(reportKinds.length),
  promises: z
    .array(z.strictObject({ id: z.enum(promises), category: z.enum(categories), says: z.string() }))
    .length(promises.length),
  fee: z.strictObject({
    currency: z.literal('USD'),
    bands: z.array(z.strictObject({ upTo: z.int().positive().nullable(), amount: z.int().positive() })).min(1),
    typeFactors: z.record(z.enum(engagementTypes), percent),
    categoryFactors: z.record(z.enum(categories), percent),
  }),
  preparation: z.strictObject({ nothing: months, some: months, most: months }),
  examination: z.strictObject({ from: months, to: months }),
  beginWith: z.array(z.string()).min(1),
});
export type ChooserTable = z.infer<typeof chooserSchema>;
export type ReportKind = (typeof reportKinds)[number];

const plainDay = z.string().refine((text) => isPlainDate(text) && text >= '2000-01-01' && text <= '2100-12-31', {
  message: 'There is no such day',
});
const name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), { message: 'This is one line' });

/**
 * The answers of "What do I need?".
 * people     employees of the organization
 * askedBy    who asks for a report; nobody: []
 * customerData  the service stores, processes or transmits what customers give
 * first      no SOC 2 report was issued on this system yet
 * proof      what is asked for: that controls are in place on a day, that they worked over a period, or nobody knows
 * prepared   how much of what the library describes is done already
 * length     months of a type 2 period
 * neededBy   day by which somebody waits for the report
 */
export const answersSchema = z.strictObject({
  system: name,
  people: z.int().min(1).max(10_000_000),
  askedBy: z.array(z.enum(askers)).max(askers.length),
  customerData: z.boolean(),
  promises: z.array(z.enum(promises)).max(promises.length),
  first: z.boolean(),
  proof: z.enum(['day', 'period', 'unknown']),
  prepared: z.enum(['nothing', 'some', 'most']),
  length: z.int().min(3).max(12).default(12),
  neededBy: plainDay.nullable().default(null),
});
export type Answers = z.output<typeof answersSchema>;

/** Part of a plan: `on` a day, or from one day to another. */
export interface PlanPart {
  readonly name: 'prepare' | 'type-1' | 'period' | 'examine' | 'report';
  readonly says: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/**
 * What follows from answers. report: null where nothing asks for one.
 * engagement  what an engagement would be set up with; null where the report is none of SOC 2's
 */
export interface Proposal {
  readonly report: ReportKind | null;
  readonly reports: readonly {
    readonly id: ReportKind;
    readonly name: string;
    readonly purpose: string;
    readonly users: 'restricted' | 'general';
    readonly fits: boolean;
  }[];
  readonly categories: readonly {
    readonly id: CategoryId;
    readonly name: string;
    readonly criteria: number;
    readonly why: string;
  }[];
  readonly criteria: number;
  readonly library: { readonly serving: number; readonly of: number; readonly evidenceKinds: number };
  readonly engagement: {
    readonly title: string;
    readonly type: EngagementType;
    readonly asOf: PlainDate | null;
    readonly from: PlainDate | null;
    readonly to: PlainDate | null;
  } | null;
  readonly fee: {
    readonly amount: number;
    readonly currency: string;
    readonly from: number;
    readonly upTo: number | null;
  } | null;
  readonly time: {
    readonly preparation: number;
    readonly examination: { readonly from: number; readonly to: number };
  };
  readonly plan: readonly PlanPart[];
  readonly beginWith: readonly string[];
  readonly notes: readonly { readonly sentence: string; readonly rule?: string }[];
}
