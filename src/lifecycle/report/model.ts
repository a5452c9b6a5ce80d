/**
 * Everything a report may print, as one plain object. It is put together from the concluded examination; nothing in it is
 * typed for the report alone except what people wrote in words (descriptions, facts of conditions, responses, basis).
 *
 * Dates are 'YYYY-MM-DD'. Texts are plain: nothing in them is ever read as markup; a blank line parts paragraphs. Lists stand in
 * the order of print. An absent fact is null, never an empty string.
 */
import type { TestExtent, TestMeans, TestNature } from '../../procedures/model.ts';

export type ReportType = 'type1' | 'type2';
export type OpinionKind = 'unmodified' | 'qualified' | 'adverse' | 'disclaimer';
/** (a) description, (b) suitability of design, (c) operating effectiveness (Type II only) */
export type Clause = 'a' | 'b' | 'c';
export type Category = 'security' | 'availability' | 'processing integrity' | 'confidentiality' | 'privacy';

export interface ReportFacts {
  /** R-RPT-14: true unless a licensed firm's certificate, trust entry and approved template stand behind the report */
  readonly specimen: boolean;
  readonly report: {
    readonly id: string;
    readonly type: ReportType;
    /** R-RPT-10: watermark, no signature, no date */
    readonly draft: boolean;
    /** proof prints show the paragraph ids under the margin headings */
    readonly showIds: boolean;
    readonly paper: 'us-letter' | 'a4';
    /** R-DAT-01; null in a draft */
    readonly date: string | null;
    /** for example "Tickmark 0.1.0" */
    readonly producedBy: string;
    /** whether population and tested count are printed for every test (R-RPT-03, default true); false: only where deviations were found */
    readonly printCounts: boolean;
    /** SAR-10a, off by default: the firm's own setting */
    readonly noAdviceSentence: boolean;
    /** what else a reader of the cover must know (sample data, criteria left out), one sentence each */
    readonly coverNotes: readonly string[];
  };
  readonly engagement: {
    /** Type II: first and last day; Type I: null */
    readonly periodStart: string | null;
    readonly periodEnd: string | null;
    /** Type I: the date; Type II: null */
    readonly asOf: string | null;
    readonly categories: readonly Category[];
    readonly dc: string;
    readonly tsc: string;
  };
  readonly organization: {
    readonly name: string;
    readonly legalEntity: string;
    readonly signatory: { readonly name: string; readonly title: string };
  };
  readonly firm: { readonly name: string; readonly city: string; readonly state: string; readonly license: string };
  /** who answers for the page "How to check this report" (R-RPT-16) */
  readonly operator: string;
  readonly system: {
    /** as it stands in a sentence: "the Northline Yard system" */
    readonly name: string;
    readonly title: string;
    readonly productsIn: readonly string[];
    readonly productsOut: readonly string[];
    readonly regionsIn: readonly string[];
    readonly regionsOut: readonly string[];
  };
  readonly opinion: OpinionFacts;
  readonly assertion: AssertionFacts;
  readonly description: DescriptionFacts;
  readonly subservices: readonly Subservice[];
  readonly criteria: readonly CriterionFacts[];
  readonly controls: readonly ControlFacts[];
  readonly populations: readonly PopulationFacts[];
  /** Section V; empty: there is none */
  readonly otherInformation: readonly { readonly heading: string; readonly text: string }[];
  readonly ledger: LedgerFacts;
  readonly keys: readonly KeyFacts[];
}

/**
 * kind        after the partner's decision (R-OPN-04)
 * exceptFor   in an adverse opinion: clauses that are only qualified; left out: none
 * affected    clauses that carry the modification; empty when unmodified, all of them in a disclaimer
 * basis       paragraphs of SAR-16 in the order of print; empty when unmodified. `wording` is one of 'SAR-16.operating', '.design',
 *             '.description' ('.description.omits' where a matter is missing), '.limitation', '.adverse', '.disclaimer', '.known'; `variables` are
 *             the words in braces of that wording (a list is printed "A, B and C"; an empty text leaves its sentence out)
 * emphasis    SAR-18 (R-OPN-05)
 * resolved    SAR-18.resolved
 */
export interface OpinionFacts {
  readonly kind: OpinionKind;
  readonly affected: readonly Clause[];
  readonly exceptFor?: readonly Clause[];
  readonly basis: readonly WordedFact[];
  readonly emphasis: readonly { readonly place: string; readonly matter: string }[];
  readonly resolved: {
    readonly priorPeriod: string;
    readonly priorDate: string;
    readonly priorKind: OpinionKind;
    readonly priorMatter: string;
  } | null;
}

/** A standing sentence with the words that fill its braces. */
export interface WordedFact {
  readonly wording: string;
  readonly variables: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * date        of management's assertion
 * custody     'person' when the signatory's own key signed it; left out: the installation recorded it
 * basis       management's own basis (R-ASR-01), as it continues "Our confirmations rest on our own work: …"
 * exceptions  ASR-09, one a matter; must mirror a modified opinion (R-OPN-03); empty when there is none
 */
export interface AssertionFacts {
  readonly date: string;
  readonly custody?: 'person' | 'installation';
  readonly basis: string;
  readonly exceptions: readonly {
    readonly clause: Clause;
    /** whole sentences */
    readonly fact: string;
    readonly extent: string | null;
    readonly criterion: string | null;
    /** ids or ids with words, printed "SC-1 and SR-1" */
    readonly commitments: readonly string[];
  }[];
}

/** Section III, by the description criteria DC1 to DC9. Texts may have several paragraphs, parted by a blank line. */
export interface DescriptionFacts {
  readonly services: string; // DC1
  readonly commitments: readonly {
    readonly id: string;
    readonly text: string;
    readonly category: string;
    readonly source: string;
  }[]; // DC2
  readonly components: readonly { readonly kind: string; readonly text: string }[]; // DC3
  readonly boundary: string | null; // DC3, in words
  readonly diagram: Diagram | null; // DC3
  /** DC4; `disclosed` lists incidents for the guide, one short line each, empty when none was disclosed */
  readonly incidents: { readonly text: string; readonly disclosed: readonly string[] };
  readonly internalControl: string; // DC5
  readonly cuecs: readonly {
    readonly id: string;
    readonly text: string;
    readonly criteria: readonly string[];
  }[]; // DC6
  readonly userEntityResponsibilities: string | null; // DC6
  readonly notRelevant: string; // DC8
  readonly changes: readonly { readonly date: string; readonly text: string }[]; // DC9, Type II only
}

/**
 * A drawing of the system from data: boxes stand in columns (0 = outermost left) and rows (0 = top), lines say who opens the
 * connection (`from` opens it; `both`: either may). Zone 'outside' stands outside the boundary, 'carved-out' beneath it, hatched.
 * Inside boxes must not share columns with outside boxes in the same row.
 */
export interface Diagram {
  readonly nodes: readonly {
    readonly id: string;
    readonly title: string;
    readonly sub: string | null;
    readonly column: number;
    readonly row: number;
    /** columns taken, 1 by default */
    readonly span?: number;
    readonly zone: 'inside' | 'outside' | 'carved-out';
  }[];
  /** `to` or `from` may be 'boundary': the frame of the examined system */
  readonly edges: readonly { readonly from: string; readonly to: string; readonly both: boolean }[];
  /** one line beneath the drawing, null when there is nothing to add */
  readonly note: string | null;
}

/**
 * `service` continues "… uses NAME, a subservice organization, for SERVICE".
 * assertion  of its own management on its own part: with the inclusive method always, else never (20.4, R-SCO-07). `basis`
 *            continues "Our confirmations rest on our own work: …"; `exceptions` are whole sentences
 */
export interface Subservice {
  readonly assertion?: {
    readonly date: string;
    readonly signatory: { readonly name: string; readonly title: string };
    readonly basis: string;
    readonly exceptions: readonly string[];
  };
  readonly name: string;
  readonly service: string;
  readonly method: 'carve-out' | 'inclusive';
  readonly csocs: readonly { readonly id: string; readonly text: string; readonly criteria: readonly string[] }[];
}

/**
 * An applicable criterion with its conclusion (methodology 15). `text` is our wording unless a licensed text is loaded.
 * zeroEvidence: with 'no-occurrence', the sentence that says why it is known that nothing occurred (SAR-15); else null.
 */
export interface CriterionFacts {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly conclusion:
    | 'met'
    | 'met-with-deviations'
    | 'not-met'
    | 'no-occurrence'
    | 'addressed-by-subservice'
    | 'unable-to-conclude';
  readonly zeroEvidence: string | null;
}

/**
 * A control as stated in the description. The first of `criteria` is where it is set out (R-RPT-02).
 * versions      17.2: empty unless the control changed in the period
 * organization  name of the inclusive subservice organization whose control it is; else null
 * tests         empty in a Type I report
 */
export interface ControlFacts {
  readonly id: string;
  readonly title: string;
  readonly statement: string;
  readonly criteria: readonly string[];
  readonly organization: string | null;
  readonly versions: readonly {
    readonly label: string;
    readonly from: string;
    readonly to: string;
    readonly statement: string;
  }[];
  readonly tests: readonly TestFacts[];
}

/**
 * One test of Section IV. Counts are items of the unit tested, not attributes.
 * id             unique in the report, for example "CHG-01.2"
 * says           what was tested, and how, after "Nature, extent."
 * population     count of the population (0 with no occurrence) and its plural noun; `id` names a row of `populations`, null where the
 *                population is only a handful of settings or documents
 * tested         items tested; with extent 'all' equal to the count less `unusable`
 * notApplicable  of the tested items, those outside the attribute; the rate leaves them out
 * unusable       records of the count that were refused, unreadable or unreconciled and not resolved by hand (R-POP-07): above 0 "all"
 *                is not printed but "3,214 of 3,220"
 * extension      a two-stage sample: [25, 19] prints "25, then 19 more from the same random sequence"; else null
 * open           items still to resolve; counted as deviations in a draft, must be 0 in a report that is not a draft
 * deviations     confirmed items
 * outcome        'not-operated' for 17.1, else by `deviations`
 * conditions     the confirmed deviations, grouped by condition; at least one when deviations > 0
 */
export interface TestFacts {
  readonly id: string;
  readonly procedure: string;
  readonly nature: TestNature;
  readonly extent: TestExtent;
  readonly means: TestMeans;
  readonly says: string;
  readonly population: { readonly id: string | null; readonly count: number; readonly noun: string };
  readonly tested: number;
  readonly notApplicable: number;
  readonly unusable: number;
  readonly extension: readonly [first: number, more: number] | null;
  readonly open: number;
  readonly deviations: number;
  readonly outcome: 'no-exceptions' | 'deviations' | 'not-operated';
  readonly conditions: readonly DeviationFacts[];
}

/** fact and extent in the auditor's words, the response in management's (null: none was given); whole sentences. */
export interface DeviationFacts {
  readonly id: string;
  readonly fact: string;
  readonly extent: string;
  readonly response: string | null;
}

/**
 * A row of the table of populations.
 * check       the firm's own short words on completeness and accuracy; '' lets the report say shortly which procedures there were
 * procedures  those procedures in full, by their id in `data/ipe-checks.yaml`; they stand in a table of their own
 * agreed      the reconciliation with another population: how many of those compared have a partner there
 */
export interface PopulationFacts {
  readonly id: string;
  readonly name: string;
  readonly noun: string;
  readonly records: number;
  readonly source: string;
  readonly check: string;
  readonly procedures?: readonly { readonly id: string; readonly text: string }[] | undefined;
  readonly agreed?: { readonly with: string; readonly matched: number; readonly of: number } | undefined;
}

/** What was known of the log before the `report` statement was logged. root: standard base64, as in the checkpoint. */
export interface LedgerFacts {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  /** statements that stand behind this report */
  readonly statements: number;
  /** UTC instant 'YYYY-MM-DDTHH:MM:SSZ' of the checkpoint; null when it is not stated */
  readonly checkpointAt: string | null;
}

/**
 * fingerprint  lower-case hex digits in groups of four
 * custody      'installation' prints "recorded by the installation for …"; 'service' is a key of no person: the log's, a witness's,
 *              the seal of the installation
 */
export interface KeyFacts {
  readonly role: string;
  readonly name: string;
  readonly fingerprint: string;
  readonly custody: 'person' | 'installation' | 'service';
}
