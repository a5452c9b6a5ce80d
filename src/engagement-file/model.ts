import type { Step } from '../lifecycle/order.ts';
import type { CrossedDocument, CrossedMatter, Document, DocumentKind } from '../exchange/index.ts';
import type { Content, Field } from '../registers/model.ts';

/** Roles of a team, methodology 2; nobody holds two of them in one engagement. */
export const teamRoles = [
  'engagement-partner',
  'manager',
  'senior',
  'staff',
  'specialist',
  'eq-reviewer',
  'independence-officer',
] as const;
export type TeamRole = (typeof teamRoles)[number];

/** The order in which a paper is signed; which of them a kind has, and by whom, stands in its definition (R-QUA-05). */
export const levels = ['prepared', 'reviewed', 'approved'] as const;
export type Level = (typeof levels)[number];

/**
 * What is written about: the whole file (one paper, subject `file`), each member of the team (subject: the person), each control of the
 * list that was received (its code), each applicable criterion, each section of the description (DC1 to DC9), or matters as they come up
 * (a number).
 */
export const pers = ['file', 'member', 'matter', 'control', 'criterion', 'section'] as const;
export type Per = (typeof pers)[number];

/**
 * A kind of workpaper.
 * signed   levels in their order; `self`: by the member it is about
 * wrong    what keeps what is written from being signed, beside fields that are required and empty; pure
 * when     the case in which it is expected (`when` of data/state-machine.yaml); left out: always
 * rests    names of what a signature of it rests on (rests.ts); left out: nothing but its own words
 * ifNeeded  it is written only where it comes to that, and expected of nothing
 * concludes  the state in which it concludes: a move back before that state leaves it to be confirmed anew
 * source   rule or section of the methodology it rests on
 * sends    as what it is sent to management once every level is signed; left out: it never leaves the firm
 */
export interface PaperKind {
  readonly name: string;
  readonly step: Step;
  readonly title: string;
  readonly hint: string;
  readonly per: Per;
  readonly fields: readonly Field[];
  readonly signed: readonly { readonly level: Level; readonly by: readonly (TeamRole | 'self')[] }[];
  readonly wrong?: (content: Content, about: About) => readonly Wrong[];
  readonly when?: Case;
  readonly ifNeeded?: true;
  readonly rests?: (subject: string, file: File) => readonly string[];
  readonly concludes?: string;
  readonly source: string;
  readonly sends?: DocumentKind;
}

/** What a paper is about, for rules that look beyond it. */
export interface About {
  readonly subject: string;
  readonly file: File;
}

export type Case = 'type1' | 'type2';

/** field: of the paper */
export interface Wrong {
  readonly field: string;
  readonly sentence: string;
  readonly source: string;
}

/** A sign-off of the current version. at: RFC 3339; rests: what it rested on, by name (rests.ts) */
export interface SignOff {
  readonly level: Level;
  readonly personId: string;
  readonly role: TeamRole;
  readonly at: string;
  readonly rests: Readonly<Record<string, string>>;
}

/**
 * A paper as rules look at it. content: of its current version
 * lastBy   who wrote that version
 * open     review notes not cleared
 */
export interface Paper {
  readonly kind: string;
  readonly subject: string;
  readonly version: number;
  readonly content: Content;
  readonly lastBy: string;
  readonly signOffs: readonly SignOff[];
  readonly open: number;
}

export interface TeamMember {
  readonly personId: string;
  readonly role: TeamRole;
}

export type ListedControl = NonNullable<Document['controls']>[number];

/** A document that crossed, as rules look at it. controls: of a list of controls */
export type Crossed = Pick<
  CrossedDocument,
  'kind' | 'subject' | 'version' | 'from' | 'state' | 'latest' | 'signed' | 'thread' | 'sentAt'
> & { readonly controls: readonly ListedControl[]; readonly sections: Document['sections'] };

/** A finding or a request that was sent. code: the firm's own; deliveredAt: null until it reached management */
export type SentMatter = Pick<
  CrossedMatter,
  'subject' | 'code' | 'title' | 'kind' | 'criteria' | 'state' | 'deliveredAt'
>;

/** A move back. at: RFC 3339 */
export interface MoveBack {
  readonly to: string;
  readonly at: string;
}

/**
 * Everything rules know of a file. today: YYYY-MM-DD
 * documents  the latest first
 * matters    findings and requests that were sent
 * criteria   ids of those that apply to the scope, in the order of the standard
 * back       moves back, the latest first
 * states     of the state machine, in their order
 */
export interface File {
  readonly state: string;
  readonly heldFrom: string | null;
  readonly team: readonly TeamMember[];
  readonly papers: readonly Paper[];
  readonly documents: readonly Crossed[];
  readonly matters: readonly SentMatter[];
  readonly criteria: readonly string[];
  readonly back: readonly MoveBack[];
  readonly states: readonly string[];
  readonly today: string;
}

/** Sections of the description: one a description criterion. */
export const sections = ['DC1', 'DC2', 'DC3', 'DC4', 'DC5', 'DC6', 'DC7', 'DC8', 'DC9'] as const;

/** subject of a paper about the whole file */
export const wholeFile = 'file';
