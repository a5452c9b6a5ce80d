/** A procedure is data: what is tested, on which population, by which attributes (data/procedures/*.yaml or an engagement's own). */
export type TestNature = 'inquiry' | 'observation' | 'inspection' | 'reperformance';
export type TestExtent = 'all' | 'sample' | 'one';
export type TestMeans = 'manual' | 'tool';
export type AttributeKind = 'occurrence' | 'never-event' | 'state-over-time';

export interface Attribute {
  /** one capital letter, unique in the procedure */
  readonly id: string;
  readonly says: string;
  readonly kind: AttributeKind;
  /** CEL over the record `r`; only *true* is met (R-TST-08). Absent for an attribute that a person judges. */
  readonly rule?: string;
  /** CEL; false is not applicable; missing or an error is an item to resolve */
  readonly applies?: string;
  /** words of the control statement that this attribute tests (R-TST-11) */
  readonly quotes?: string;
}

/** Limits of the census plan (R-SMP-11): prompts for judgment, not verdicts. */
export interface Limits {
  /** decimal string, share from 0 to 1, for example "0.005" */
  readonly rate?: string;
  readonly stratumRate?: string;
  readonly conditions?: number;
  readonly exposureDays?: number;
}

/** How a sample is planned (methodology 13). `size` overrides the table upward only (R-SMP-01). */
export interface SamplePlan {
  readonly basis: 'table' | 'statistical';
  readonly reliance: 'low' | 'high';
  readonly method: 'random' | 'systematic' | 'stratified';
  readonly stratum?: string;
  readonly frequency?: string; // of data/sampling: annual … event-driven
  readonly confidence?: number; // per cent, integer
  readonly tolerable?: number; // per cent, integer
  readonly expected?: number;
  readonly size?: number;
  readonly reserves?: number; // default 5
  readonly allowedDeviations?: number; // two-stage plan, 1 or 2
}

export interface Procedure {
  readonly id: string; // kebab-case
  readonly control: string;
  readonly criteria: readonly string[];
  readonly nature: TestNature;
  readonly extent: TestExtent;
  /** follows extent when left out: all → tool, sample and one → manual */
  readonly means: TestMeans;
  /** what was tested, and how, in one or two sentences as Section IV prints it after "Nature, extent." */
  readonly says: string;
  /** absent for inquiry, observation and one setting */
  readonly population?: { readonly kind: string; readonly id?: string; readonly where?: string };
  /** other populations joined by key; name → kind and CEL equality between `NAME.field` and `r.field` */
  readonly with?: Readonly<Record<string, { readonly kind: string; readonly id?: string; readonly on: string }>>;
  readonly constants?: Readonly<Record<string, string | number | boolean>>;
  readonly unit?: string;
  readonly attributes: readonly Attribute[];
  readonly strata?: readonly string[];
  readonly limits?: Limits;
  readonly sample?: SamplePlan;
}

/** What a rule may know beside the record. Dates are plain dates in the organization's time zone. */
export interface RuleContext {
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  readonly asOf: string | null;
  /** IANA name; calendar days and business days are counted in it */
  readonly timeZone: string;
  /** plain dates that are no business days, beside Saturdays and Sundays */
  readonly holidays: readonly string[];
}

/** Machine result of one attribute on one record (methodology appendix E). */
export type MachineResult = 'met' | 'not-applicable' | 'false' | 'missing' | 'error';
