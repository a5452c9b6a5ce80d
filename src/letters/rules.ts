/**
 * Assertion (methodology 19, ASR-…) and representation letter (REP-01 to REP-14) from what the registers hold and what management says
 * beside. Words are those of data/wording.yaml, the same that a report prints; nobody writes them here. Pure.
 */
import { day, listing, type ReportType, type Wording, type Words, Writer } from '../lifecycle/report/index.ts';
import type { RegisteredRecord } from '../registers/index.ts';
import type { Fact, Letter, LetterParagraph, OpenPoint, Said } from './model.ts';

/**
 * organization  its name
 * records       of engagements, subservice organizations, complementary controls, incidents, changes and received findings
 * approved      number of the latest approved description; null: none. isChanged: it says something else by now
 */
export interface Known {
  readonly organization: string;
  readonly records: readonly RegisteredRecord[];
  readonly approved: number | null;
  readonly isChanged: boolean;
}

/** R-ASR-01: what the auditor does is no basis of management's own. Its internal auditors are its own. */
const othersWork =
  /\b(service|external|independent) audit(or)?s?\b|(?<!internal )\bauditors?['’]?s? (tests?|testing|work|report|opinion|procedures)\b/i;
/** Names of the criteria as a letter calls them. */
const editions = { dc: 'DC section 200', tsc: 'TSP section 100' };
const categories = [
  ['security', 'security'],
  ['availability', 'availability'],
  ['processingIntegrity', 'processing integrity'],
  ['confidentiality', 'confidentiality'],
  ['privacy', 'privacy'],
] as const;
/** Stands where a day or name is not known yet; an open point says so. */
const blank = '____';

const textOf = (record: RegisteredRecord | undefined, field: string): string => {
  const value = record?.content[field];
  return typeof value === 'string' ? value.trim() : '';
};
const factOf = (record: RegisteredRecord): Fact => ({
  register: record.register,
  code: record.code,
  title: textOf(record, 'title'),
});
const inForce = ({ records }: Known, register: string): readonly RegisteredRecord[] =>
  records.filter((one) => one.register === register && one.state !== 'draft' && one.state !== 'retired');

/** The examination the letters are for: what is under way, or what is drafted. */
export function engagementOf({ records }: Known): RegisteredRecord | undefined {
  const all = records.filter((one) => one.register === 'engagements');
  return all.find((one) => one.state === 'under-way') ?? all.find((one) => one.state === 'draft');
}

interface Scope {
  readonly type: ReportType;
  readonly from: string;
  readonly to: string;
  readonly variables: Readonly<Record<string, Words | null>>;
  readonly rests: readonly Fact[];
}

function scopeOf(known: Known, said: Said): Scope {
  const engagement = engagementOf(known);
  const type = textOf(engagement, 'type') === 'soc2-type1' ? 'type1' : 'type2';
  const from = textOf(engagement, 'from');
  const to = textOf(engagement, type === 'type1' ? 'asOf' : 'to');
  const dated = (iso: string): string => (iso === '' ? blank : day(iso));
  const period = `${dated(from)} to ${dated(to)}`;
  const named = categories.filter(([field]) => engagement?.content[field] === true).map(([, word]) => word);
  const words = (text: string): Words => ({ text, claims: [] });
  return {
    type,
    from,
    to,
    rests: engagement === undefined ? [] : [factOf(engagement)],
    variables: {
      organization: words(known.organization),
      system: words(textOf(engagement, 'title') || blank),
      firm: words(textOf(engagement, 'firm') || blank),
      time: words(type === 'type1' ? `as of ${dated(to)}` : `throughout the period ${period}`),
      timeLabel: words(type === 'type1' ? dated(to) : period),
      start: words(dated(from)),
      end: words(dated(to)),
      endDate: words(dated(to)),
      dc: words(editions.dc),
      tsc: words(editions.tsc),
      categories: words(named.length === 0 ? 'security' : listing(named)),
      basis: words(said.basis.trim() || blank),
      signatory: words(said.signatory.name.trim() || blank),
      title: words(said.signatory.title.trim() || blank),
      date: words(blank),
      assertionDate: words(blank),
      fraudStatement: said.fraud.trim() === '' ? null : words(said.fraud.trim()),
    },
  };
}

/** Management's assertion, in the order of Section II. */
export function draftAssertion(known: Known, said: Said, wording: Wording): Letter {
  const scope = scopeOf(known, said);
  const complementary = inForce(known, 'complementary-controls');
  const subservices = inForce(known, 'subservice-organizations');
  const carved = subservices.filter((one) => textOf(one, 'method') === 'carve-out');
  const plain = new Writer(scope.type, wording, scope.variables);
  const writer = plain.with(conditions(plain, complementary.length > 0, carved.length > 0));
  const paragraph = (id: string, rests: readonly Fact[] = [], more = {}): LetterParagraph => ({
    id,
    heading: writer.heading(id)?.text ?? null,
    text: writer.paragraph(id, more).map(({ text }) => text),
    points: [],
    rests,
  });
  const words = (text: string): Words | null => (text.trim() === '' ? null : { text: text.trim(), claims: [] });
  const isModified = said.exceptions.length > 0;
  const clauses = scope.type === 'type1' ? ['ASR-06', 'ASR-07'] : ['ASR-06', 'ASR-07', 'ASR-08'];
  const lead = isModified ? 'ASR-06.lead.modified' : 'ASR-06.lead';
  return {
    title: writer.need('ASR-01').text,
    paragraphs: [
      paragraph('ASR-02', scope.rests),
      ...subservices.map((one) =>
        paragraph(textOf(one, 'method') === 'inclusive' ? 'ASR-04' : 'ASR-03', [factOf(one)], {
          subservice: words(textOf(one, 'title')),
          subserviceService: words(textOf(one, 'services')),
        }),
      ),
      ...(complementary.length > 0 ? [paragraph('ASR-05', complementary.map(factOf))] : []),
      ...said.exceptions.map((one) =>
        paragraph('ASR-09', [], {
          clause: words(one.clause),
          fact: words(one.fact),
          extent: words(one.extent),
          criterion: words(one.criterion),
          commitments: words(one.commitments),
        }),
      ),
      { ...paragraph(lead), points: clauses.map((id) => writer.need(id).text) },
      paragraph('ASR-11'),
      paragraph('ASR-12'),
      ...said.more.assertion.map(own),
      signed(writer),
    ],
  };
}

/** The representation letter: every item, in order. REP-14 is worded so that it holds where there are no other services too. */
export function draftRepresentations(known: Known, said: Said, wording: Wording): Letter {
  const scope = scopeOf(known, said);
  const writer = new Writer(scope.type, wording, scope.variables);
  const rests: Readonly<Record<string, readonly Fact[]>> = {
    'REP-00': scope.rests,
    'REP-06': known.records
      .filter((one) => one.register === 'received-findings' && one.state !== 'withdrawn')
      .map(factOf),
    'REP-08': incidentsOf(known, scope).map(factOf),
    'REP-10': changesAfter(known, scope).map(factOf),
    'REP-12': [...inForce(known, 'complementary-controls'), ...inForce(known, 'subservice-organizations')].map(factOf),
  };
  const ids = Array.from({ length: 14 }, (_, index) => `REP-${String(index + 1).padStart(2, '0')}`);
  const variant: Readonly<Record<string, string>> = {
    ...(said.misstatements === 'none' && { 'REP-09': 'REP-09#none' }),
    ...(said.events === 'none' && { 'REP-10': 'REP-10#none' }),
  };
  const paragraph = (id: string): LetterParagraph => ({
    id,
    heading: null,
    text: [
      ...writer.paragraph(id).map(({ text }) => text),
      ...(variant[id] === undefined ? [] : writer.paragraph(variant[id]).map(({ text }) => text)),
    ],
    points: [],
    rests: rests[id] ?? [],
  });
  return {
    title: writer.need('REP-title').text,
    paragraphs: [paragraph('REP-00'), ...ids.map(paragraph), ...said.more.representations.map(own), signed(writer)],
  };
}

/** What stands between the drafts and a signatory who can be asked to sign them. */
export function openPoints(known: Known, said: Said): OpenPoint[] {
  const engagement = engagementOf(known);
  const scope = scopeOf(known, said);
  const of = (record: RegisteredRecord | undefined, sentence: string): OpenPoint => ({
    sentence,
    register: record?.register ?? null,
    code: record?.code ?? null,
  });
  const here = (sentence: string): OpenPoint => of(undefined, sentence);
  const missing = (field: string): boolean => textOf(engagement, field) === '';
  return [
    ...(engagement === undefined ? [here('No engagement is drafted or under way: what is examined is not said.')] : []),
    ...(engagement !== undefined && missing('firm') ? [of(engagement, 'The engagement does not name the firm.')] : []),
    ...(engagement !== undefined && missing('type') ? [of(engagement, 'The engagement does not say its type.')] : []),
    ...(engagement !== undefined && (scope.to === '' || (scope.type === 'type2' && scope.from === ''))
      ? [of(engagement, scope.type === 'type1' ? 'The engagement has no date.' : 'The engagement has no period.')]
      : []),
    ...(known.approved === null ? [here('No version of the description is approved.')] : []),
    ...(known.approved !== null && known.isChanged
      ? [here(`The description says something else than its approved version ${known.approved}.`)]
      : []),
    ...known.records
      .filter((one) => one.register === 'received-findings' && ['open', 'acknowledged'].includes(one.state))
      .map((one) => of(one, `${one.code} has no response yet.`)),
    ...incidentsOf(known, scope)
      .filter((one) => one.content['disclosed'] !== true)
      .map((one) => of(one, `${one.code} affected a commitment and was not disclosed to user entities.`)),
    ...(said.signatory.name.trim() === '' || said.signatory.title.trim() === ''
      ? [here('The signatory is not named, with their title.')]
      : []),
    ...(said.basis.trim() === '' ? [here('What the confirmations rest on is not said.')] : []),
    ...(othersWork.test(said.basis)
      ? [here('The confirmations rest on the auditor’s work; they must rest on management’s own.')]
      : []),
    ...(said.misstatements === null ? [here('Nobody decided whether there are uncorrected misstatements.')] : []),
    ...(said.events === null ? [here('Nobody decided whether there were events after the last day.')] : []),
    ...(said.events === 'none' ? changesAfter(known, scope) : []).map((one) =>
      of(one, `${one.code} is later than the last day, and the letter says there was nothing.`),
    ),
    ...said.exceptions
      .filter((one) => one.clause === 'c' && scope.type === 'type1')
      .map(() => here('An exception is about operation, which a type 1 does not assert.')),
  ];
}

/** Incidents of the time examined that touched a commitment. */
function incidentsOf(known: Known, { type, from, to }: Scope): readonly RegisteredRecord[] {
  return known.records.filter((one) => {
    const on = textOf(one, 'occurredOn') || textOf(one, 'detectedOn');
    return (
      one.register === 'incidents' &&
      one.content['affectedCommitment'] === true &&
      (to === '' || on <= to) &&
      (type === 'type1' || from === '' || on >= from)
    );
  });
}

/** Changes and incidents later than the last day: what the letter has to speak of (REP-10). */
function changesAfter(known: Known, { to }: Scope): readonly RegisteredRecord[] {
  if (to === '') return [];
  return known.records.filter(
    (one) =>
      (one.register === 'system-changes' && textOf(one, 'changedOn') > to) ||
      (one.register === 'incidents' && one.content['affectedCommitment'] === true && textOf(one, 'detectedOn') > to),
  );
}

/** The words by which a confirmation depends on others doing their part (SAR-17c). */
function conditions(writer: Writer, user: boolean, subservice: boolean): Record<string, Words | null> {
  const clause = user && subservice ? 'SAR-17c.both' : user ? 'SAR-17c.user' : subservice ? 'SAR-17c.sub' : null;
  const parties = [
    ...(subservice ? [writer.need('WRD-parties.sub').text] : []),
    ...(user ? [writer.need('WRD-parties.user').text] : []),
  ];
  const complementaryParties: Words = { text: listing(parties), claims: [] };
  return {
    if: clause === null ? null : writer.words(clause),
    ifOperated: clause === null ? null : writer.words('SAR-17c.operated', { complementaryParties }),
  };
}

function own(text: string): LetterParagraph {
  return {
    id: 'own',
    heading: null,
    text: text.split(/\n\s*\n/).filter((part) => part.trim() !== ''),
    points: [],
    rests: [],
  };
}

function signed(writer: Writer): LetterParagraph {
  return { id: 'REP-99', heading: null, text: [writer.need('REP-99').text], points: [], rests: [] };
}
