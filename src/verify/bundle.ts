/**
 * The proof bundle that travels with a report: attached to the PDF as `tickmark-bundle.json` (DESIGN 5, R-RPT-15) and written
 * beside it. One encoding only: the canonical JSON of this shape, UTF-8, followed by one line feed.
 *
 * It holds commitments and proofs, the claims of the report, the keys and the two parties' statements. Names of people who
 * worked, times, record ids, settled items and overrides are workpapers and are not in it.
 */
import { canonicalJson, utf8 } from '../ledger/index.ts';
import type { EntryHeader, Json } from '../ledger/statement.ts';

/** 64 lower-case hex digits. */
export type Hex = string;
/** Standard base64 with padding. */
export type Base64 = string;

export interface Bundle {
  readonly format: 'tickmark-bundle/1';
  readonly producedBy: { readonly name: 'Tickmark'; readonly version: string };
  readonly specimen: boolean;
  readonly engagement: {
    readonly id: string;
    readonly type: 'type1' | 'type2';
    readonly organization: string;
    readonly firm: string;
    readonly periodStart: string | null;
    readonly periodEnd: string | null;
    readonly asOf: string | null;
    readonly reportDate: string;
  };
  readonly opinion: 'unmodified' | 'qualified' | 'adverse' | 'disclaimer';
  /** Checkpoint of the log after the `report` entry and before `issue`: a C2SP signed note. */
  readonly log: { readonly origin: string; readonly key: string; readonly checkpoint: string };
  /** Every key whose signature is in the bundle or over the file; `publicKey` is raw Ed25519 (32 bytes) or the DER certificate of the seal. */
  readonly keys: readonly BundleKey[];
  /** Every statement behind the report, ascending by index; `inputs` of a header that are not listed here make the bundle invalid. */
  readonly entries: readonly BundleEntry[];
  /** Statements shown whole: `report`, `opinion`, `assertion`. */
  readonly opened: readonly OpenedEntry[];
  readonly claims: readonly Claim[];
  /** Samples, to be drawn again by position. */
  readonly draws: readonly Draw[];
  /** Input of the report template; the renderer turns it into the rendered bytes named by the `report` statement. */
  readonly report: Json;
  /** Ed25519 by the log's key over the UTF-8 canonical JSON of this object without `signature`, prefixed with "tickmark-bundle/1\n". */
  readonly signature: Base64;
}

export interface BundleKey {
  readonly role: string; // ledger, seal, engagement-partner, signatory, …
  readonly name: string;
  readonly algorithm: 'ed25519' | 'x509-ecdsa-p256';
  readonly publicKey: Base64;
  readonly custody: 'person' | 'installation';
}

export interface BundleEntry {
  readonly index: number;
  readonly header: EntryHeader;
  /** 32 bytes: SHA-256 over salt and envelope (ledger/entry.ts); with the header it gives the logged leaf value */
  readonly body: Base64;
  /** RFC 6962 inclusion proof against the checkpoint, leaf to root */
  readonly proof: readonly Base64[];
}

export interface OpenedEntry {
  readonly index: number;
  readonly salt: Base64;
  /** DSSE envelope, as logged */
  readonly envelope: string;
}

/**
 * A fact that the report prints. The claims tree has one RFC 6962 leaf a claim, in the order of the ids' UTF-8 bytes; leaf
 * value: SHA-256("tickmark-claim/1\n" ‖ salt ‖ canonical JSON of {id, value}). Its root stands in the `report` statement.
 */
export interface Claim {
  readonly id: string;
  readonly salt: Base64;
  readonly value: Json;
}

/**
 * A selection (methodology appendix D). `seed` is the string of R-SEL-02. The population's salted root has one leaf a record in
 * canonical order; leaf value: SHA-256("tickmark-record/1\n" ‖ salt ‖ canonical JSON of the record).
 */
export interface Draw {
  readonly procedure: string;
  /** index of the `sample` entry; its statement's subject digest is the sample's */
  readonly entry: number;
  readonly method: 'random' | 'systematic' | 'stratified';
  readonly seed: string;
  readonly population: { readonly size: number; readonly root: Hex };
  readonly size: number;
  readonly reserves: number;
  /** positions in canonical order, in the order drawn; stratified: concatenated by stratum */
  readonly strata: readonly { readonly key: string; readonly positions: 'all' | readonly number[] }[];
  readonly selected: readonly DrawnItem[];
  readonly reserved: readonly number[];
}

export interface DrawnItem {
  readonly position: number;
  /** salted leaf value, 32 bytes */
  readonly leaf: Base64;
  readonly proof: readonly Base64[];
}

/** What the log's key signs of a bundle; whatever `signature` it has is left out. */
export function bundleMessage(bundle: Omit<Bundle, 'signature'>): Uint8Array {
  const { signature: _, ...unsigned } = { signature: '', ...bundle };
  return utf8(`tickmark-bundle/1\n${canonicalJson(JSON.parse(JSON.stringify(unsigned)))}`);
}
