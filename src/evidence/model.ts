import type { EntryRef, Json } from '../ledger/statement.ts';
import type { PlainDate } from '../period.ts';
import type { MediaType } from './media-type.ts';

/**
 * Where bytes come from: what a reader of the workpapers needs to fetch them again, and what IPE-01 and IPE-02 inspect.
 *
 * source        the system, in words
 * collector     what fetched them, and its version; null where a person did by hand
 * query         what was asked of the source; null where there is no query
 * account       the account used at the source
 * collectedAt   RFC 3339 instant: when it was fetched, not when it was uploaded
 * periodStart, periodEnd  the days the bytes tell about, both included; null where they tell about no period
 */
export interface Provenance {
  readonly source: string;
  readonly collector: { readonly name: string; readonly version: string | null };
  readonly query: string | null;
  readonly parameters: { readonly [name: string]: Json };
  readonly account: string | null;
  readonly collectedAt: string;
  readonly collectedBy: string;
  readonly periodStart: PlainDate | null;
  readonly periodEnd: PlainDate | null;
}

/**
 * One piece of evidence, as recorded; nothing of it ever changes.
 * id          UUIDv7
 * name        what people call it; says nothing about what it is
 * sha256      of the plain bytes, as are size (bytes) and mediaType
 * blob        digest of the encrypted bytes in the blob store
 * recordedAt  RFC 3339 UTC: when the installation took it in
 */
export interface EvidenceItem extends Provenance {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: MediaType;
  readonly blob: string;
  readonly recordedAt: string;
}

/** Proof for whoever handed the bytes in: this digest stands at this place of the log since then. */
export interface Receipt {
  readonly entry: EntryRef;
  readonly sha256: string;
  readonly recordedAt: string;
}

/** When and why an item's key was destroyed; its bytes cannot be read again, its digest and its entry stay. */
export interface Erasure {
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

export interface RecordedEvidence {
  readonly item: EvidenceItem;
  readonly receipt: Receipt;
  readonly erasure: Erasure | null;
}
