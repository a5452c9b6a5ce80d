/** The hops of the chain (DESIGN 2 and 5), one in-toto predicate type each: `urn:tickmark:predicate:HOP:1`. */
export const hops = [
  'scope',
  'control',
  'collection',
  'population',
  'freeze',
  'sample',
  'run',
  'resolution',
  'test',
  'review',
  'finding',
  'response',
  'description',
  'assertion',
  'representation',
  'conclusion',
  'opinion',
  'report',
  'issue',
  'signature',
  'access',
] as const;
export type Hop = (typeof hops)[number];

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * A statement that is already in the log.
 * index   its place in the log, from 0
 * digest  SHA-256 of the statement's canonical JSON (the DSSE payload), 64 lower-case hex digits
 */
export interface EntryRef {
  readonly index: number;
  readonly digest: string;
}

/** Who states it. Headless, `custody` is 'installation': the installation recorded it for that person, who did not sign. */
export interface Maker {
  readonly role: string; // methodology 2: engagement-partner, manager, staff, signatory, …
  readonly name: string;
  readonly side: 'management' | 'firm' | 'installation';
  readonly custody: 'person' | 'installation';
}

/**
 * What a service wants to state.
 * subject  name and SHA-256 (hex) of the thing stated: bytes of evidence, population root, canonical JSON of `body`, …
 * body     the predicate; canonical JSON, no undefined, integers safe, rates as decimal strings
 * inputs   what it rests on; every one must already be in the log (R-order: DESIGN 2, rule 1)
 * at       RFC 3339 UTC instant of the act, an argument: the log's order, not the clock, proves order
 */
export interface StatementDraft {
  readonly hop: Hop;
  readonly subject: { readonly name: string; readonly sha256: string };
  readonly body: { readonly [key: string]: Json };
  readonly inputs: readonly EntryRef[];
  readonly maker: Maker;
  readonly at: string;
}

/** What of an entry may be shown to a reader without opening it: the hop and what it rests on. Names, times and ids stay inside. */
export interface EntryHeader {
  readonly hop: Hop;
  readonly inputs: readonly number[]; // ascending, unique, each lower than the entry's own index
}
