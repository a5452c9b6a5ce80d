import type { Problem } from '../refusal.ts';
import { toHex, utf8 } from './bytes.ts';
import { canonicalJson, isJsonObject, type Json, parseCanonicalJson } from './canonical-json.ts';
import { sha256 } from './crypto.ts';
import { refuse } from './errors.ts';

export type { Json } from './canonical-json.ts';

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

/** Media type of our payloads (in-toto's own). */
export const statementPayloadType = 'application/vnd.in-toto+json';
const statementType = 'https://in-toto.io/Statement/v1';

/** Whether a text names a hop of the chain. */
export function isHop(text: string): text is Hop {
  return (hops as readonly string[]).includes(text);
}

/** The name of a hop's predicate type. */
export function predicateType(hop: Hop): string {
  return `urn:tickmark:predicate:${hop}:1`;
}

function inOrder(inputs: readonly EntryRef[]): EntryRef[] {
  const byIndex = [...inputs].sort((a, b) => a.index - b.index || (a.digest < b.digest ? -1 : 1));
  return byIndex.filter((one, i) => one.index !== byIndex[i - 1]?.index || one.digest !== byIndex[i - 1]?.digest);
}

/**
 * The in-toto Statement v1 of a draft, as canonical JSON: what is signed and digested. Inputs are put in ascending order, a
 * repeated one is named once.
 * refuses  bad-statement with every problem, not-canonical
 */
export function statementJson(draft: StatementDraft): string {
  const problems = statementProblems(draft);
  if (problems.length > 0) {
    throw refuse(
      'bad-statement',
      `The statement cannot be recorded: ${problems.map((one) => one.sentence).join(' ')}`,
      {
        problems,
      },
    );
  }
  const { role, name, side, custody } = draft.maker;
  return canonicalJson({
    _type: statementType,
    predicate: {
      at: draft.at,
      body: draft.body,
      inputs: inOrder(draft.inputs).map(({ index, digest }) => ({ index, digest })),
      maker: { role, name, side, custody },
    },
    predicateType: predicateType(draft.hop),
    subject: [{ digest: { sha256: draft.subject.sha256 }, name: draft.subject.name }],
  });
}

/** SHA-256 (hex) of a statement's canonical JSON: its name in an `EntryRef`. */
export function statementDigest(json: string): string {
  return toHex(sha256(utf8(json)));
}

/** What may be shown of a statement without opening it. */
export function headerOf(draft: StatementDraft): EntryHeader {
  return { hop: draft.hop, inputs: [...new Set(draft.inputs.map((one) => one.index))].sort((a, b) => a - b) };
}

const isoInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;
const sha256Hex = /^[0-9a-f]{64}$/;

function statementProblems(draft: StatementDraft): Problem[] {
  const problems: Problem[] = [];
  const problem = (subject: string, sentence: string): void => {
    problems.push({ code: 'bad-statement', subject, sentence, source: 'DESIGN 5' });
  };
  if (!isHop(draft.hop)) problem('hop', `There is no hop ${JSON.stringify(draft.hop)} in the chain.`);
  if (draft.subject.name === '') problem('subject', 'The subject has no name.');
  if (!sha256Hex.test(draft.subject.sha256)) {
    problem('subject', `The subject ${draft.subject.name} has no SHA-256 of 64 lower-case hex digits.`);
  }
  for (const { index, digest } of draft.inputs) {
    if (!Number.isSafeInteger(index) || index < 0) problem('inputs', `An input has the index ${index}.`);
    if (!sha256Hex.test(digest)) problem('inputs', `Input ${index} has no digest of 64 lower-case hex digits.`);
  }
  const at = isoInstant.test(draft.at) ? Date.parse(draft.at) : Number.NaN;
  // Date.parse takes 30 February for 1 March; the date must come back as it was given.
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 19) !== draft.at.slice(0, 19)) {
    problem('at', `The time ${draft.at} is not a UTC instant such as 2024-01-31T09:00:00Z.`);
  }
  if (draft.maker.role === '' || draft.maker.name === '') problem('maker', 'The maker has no role or no name.');
  if (!['management', 'firm', 'installation'].includes(draft.maker.side)) {
    problem('maker', `There is no side ${draft.maker.side}.`);
  }
  if (!['person', 'installation'].includes(draft.maker.custody)) {
    problem('maker', `There is no custody ${JSON.stringify(draft.maker.custody)}.`);
  }
  return problems;
}

type Fields = { readonly [key: string]: Json };

/**
 * Reads a statement back, strictly: canonical to the byte, our shape and no other field.
 * refuses  bad-statement, not-canonical
 */
export function parseStatement(json: string): StatementDraft {
  const bad = (): Error => refuse('bad-statement', 'The statement does not have the shape of this ledger.');
  const fields = (value: Json | undefined): Fields => {
    if (!isJsonObject(value)) throw bad();
    return value;
  };
  const text = (value: Json | undefined): string => {
    if (typeof value !== 'string') throw bad();
    return value;
  };
  const list = (value: Json | undefined): readonly Json[] => {
    if (!Array.isArray(value)) throw bad();
    return value;
  };
  const whole = fields(parseCanonicalJson(json));
  const predicate = fields(whole['predicate']);
  const subject = fields(list(whole['subject'])[0]);
  const maker = fields(predicate['maker']);
  const hop = /^urn:tickmark:predicate:([a-z]+):1$/.exec(text(whole['predicateType']))?.[1] ?? '';
  const side = text(maker['side']);
  const custody = text(maker['custody']);
  if (!isHop(hop) || (side !== 'management' && side !== 'firm' && side !== 'installation')) throw bad();
  if (custody !== 'person' && custody !== 'installation') throw bad();
  const draft: StatementDraft = {
    hop,
    subject: { name: text(subject['name']), sha256: text(fields(subject['digest'])['sha256']) },
    body: fields(predicate['body']),
    inputs: list(predicate['inputs']).map((one) => {
      const index = fields(one)['index'];
      if (typeof index !== 'number') throw bad();
      return { index, digest: text(fields(one)['digest']) };
    }),
    maker: { role: text(maker['role']), name: text(maker['name']), side, custody },
    at: text(predicate['at']),
  };
  // Building it again finds every field too many and every value out of bounds at once.
  if (statementJson(draft) !== json) throw bad();
  return draft;
}
