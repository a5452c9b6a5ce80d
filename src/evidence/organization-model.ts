import type { MediaType } from './media-type.ts';
import type { Finding } from './scan.ts';

/**
 * draft        taken in, but something is missing before it can be shown: where it comes from, or its owner's word
 * ready        may be shown and relied upon
 * quarantined  held until a person releases it with a reason, or recalls it
 * recalled     withdrawn; entry and digest stay, its content is not given out any more
 */
export const itemStates = ['draft', 'ready', 'quarantined', 'recalled'] as const;
export type ItemState = (typeof itemStates)[number];

/** Where bytes come from, in words. query: what was asked of the system; account: as whom */
export interface Source {
  readonly system: string;
  readonly collector: string | null;
  readonly query: string | null;
  readonly account: string | null;
}

export interface Link {
  readonly register: string;
  readonly code: string;
}

/** Evidence of an organization as its people see it. Times RFC 3339 UTC, dates YYYY-MM-DD; period both days included. */
export interface OrganizationEvidence {
  readonly id: string;
  readonly code: string;
  readonly state: ItemState;
  readonly name: string;
  readonly source: Source | null;
  readonly mediaType: MediaType;
  readonly size: number;
  readonly sha256: string;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  /** the last day it stands for what it shows without being collected again; null: nobody said */
  readonly freshUntil: string | null;
  readonly collectedAt: string;
  readonly uploadedAt: string;
  readonly uploadedBy: string;
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  /** codes of the version before and the version after */
  readonly replaces: string | null;
  readonly replacedBy: string | null;
  readonly version: number;
  readonly changedAt: string;
  readonly receipt: { readonly index: number; readonly digest: string };
}

/** What is sealed with every version. links: codes, for the history */
export interface SealedItem {
  readonly name: string;
  readonly source: Source | null;
  readonly links: readonly string[];
  readonly findings: readonly Finding[];
  readonly why: string | null;
  readonly by: string;
}

/** What somebody says of bytes before they send them. */
export interface UploadDraft {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  readonly collectedAt: string;
  readonly source: Source | null;
  readonly periodStart: string | null;
  readonly periodEnd: string | null;
  readonly freshUntil: string | null;
  readonly links: readonly string[];
  readonly replaces: string | null;
  readonly draft: boolean;
}

/** The largest item: 5 GiB. */
export const largestItem = 5 * 1024 ** 3;
/** Bytes of every part but the last. */
export const partBytes = 8 * 1024 * 1024;
/** An upload that nobody went on with for so long is taken away. */
export const abandonedAfterHours = 72;
