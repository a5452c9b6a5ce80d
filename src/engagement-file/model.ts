import type { Step } from '../lifecycle/order.ts';
import type { CrossedDocument, DocumentKind } from '../exchange/index.ts';
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
 * What is written about: the whole file (one paper, subject `file`), each member of the team (subject: the person), or matters as they
 * come up (subject: a number).
 */
export type Per = 'file' | 'member' | 'matter';

/**
 * A kind of workpaper.
 * signed   levels in their order; `self`: by the member it is about
 * wrong    what keeps what is written from being signed, beside fields that are required and empty; pure
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
  readonly wrong?: (content: Content) => readonly Wrong[];
  readonly source: string;
  readonly sends?: DocumentKind;
}

/** field: of the paper */
export interface Wrong {
  readonly field: string;
  readonly sentence: string;
  readonly source: string;
}

/** A sign-off of the current version. */
export interface SignOff {
  readonly level: Level;
  readonly personId: string;
  readonly role: TeamRole;
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

/** A document that crossed, as rules look at it. controls: of a list of controls, each with the criteria it serves */
export type Crossed = Pick<
  CrossedDocument,
  'kind' | 'subject' | 'version' | 'from' | 'state' | 'latest' | 'signed' | 'thread'
> & { readonly controls: readonly { readonly code: string; readonly criteria: readonly string[] }[] };

/** Everything rules know of a file. today: YYYY-MM-DD; documents: the latest first */
export interface File {
  readonly state: string;
  readonly heldFrom: string | null;
  readonly team: readonly TeamMember[];
  readonly papers: readonly Paper[];
  readonly documents: readonly Crossed[];
  readonly today: string;
}

/** subject of a paper about the whole file */
export const wholeFile = 'file';
