/**
 * Assertion (methodology 19, ASR-…) and representation letter (REP-01 to REP-14) from what the registers hold and what management says
 * beside. Words are those of data/wording.yaml, the same that a report prints; nobody writes them here. Pure.
 */
import { listing, type Wording, type Words, Writer } from '../lifecycle/report/index.ts';
import type { RegisteredRecord } from '../registers/index.ts';
import type { Fact, Letter, LetterParagraph, OpenPoint, Said } from './model.ts';
import {
  engagementOf,
  factOf,
  inForce,
  type Known,
  othersWork,
  paragraphBy,
  pointOf,
  representationsBy,
  scopeOf,
  signatureBy,
  textOf,
  type Time,
  timeOf,
} from './scope.ts';
import { openPointsOfSubservices } from './subservices.ts';

/** Management's assertion, in the order of Section II. */
export function draftAssertion(known: Known, said: Said, wording: Wording): Letter {
  const scope = scopeOf(known, said, wording);
  const complementary = inForce(known, 'complementary-controls');
  const subservices = inForce(known, 'subservice-organizations');
  const carved = subservices.filter((one) => textOf(one, 'method') === 'carve-out');
  const plain = new Writer(scope.type, wording, scope.variables);
  const writer = plain.with(conditions(plain, complementary.length > 0, carved.length > 0));
  const paragraph = (id: string, rests: readonly Fact[] = [], more = {}): LetterParagraph =>
    paragraphBy(writer, id, rests, more);
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
      signatureBy(writer, 'ASR-13'),
    ],
  };
}

/** The representation letter: every item, in order. REP-14 is worded so that it holds where there are no other services too. */
export function draftRepresentations(known: Known, said: Said, wording: Wording): Letter {
  const scope = scopeOf(known, said, wording);
  const writer = new Writer(scope.type, wording, scope.variables);
  const rests: Readonly<Record<string, readonly Fact[]>> = {
    'REP-06': known.records
      .filter((one) => one.register === 'received-findings' && one.state !== 'withdrawn')
      .map(factOf),
    'REP-08': incidentsOf(known, scope).map(factOf),
    'REP-10': changesAfter(known, scope).map(factOf),
    'REP-12': [...inForce(known, 'complementary-controls'), ...inForce(known, 'subservice-organizations')].map(factOf),
  };
  return {
    title: writer.need('REP-title').text,
    paragraphs: [
      paragraphBy(writer, 'REP-00', scope.rests),
      ...representationsBy(writer, 14, said, rests),
      ...said.more.representations.map(own),
      signatureBy(writer, 'REP-99'),
    ],
  };
}

/** What stands between the drafts and a signatory who can be asked to sign them. */
export function openPoints(known: Known, said: Said): OpenPoint[] {
  const engagement = engagementOf(known);
  const scope = timeOf(known);
  const of = pointOf;
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
    ...(said.plannedReportDate !== null && scope.to !== '' && said.plannedReportDate < scope.to
      ? [here(`The planned report date is before the last day examined, ${scope.to}.`)] // R-DAT-01
      : []),
    ...openPointsOfSubservices(known, said),
  ];
}

/** Incidents of the time examined that touched a commitment. */
function incidentsOf(known: Known, { type, from, to }: Time): readonly RegisteredRecord[] {
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
function changesAfter(known: Known, { to }: Time): readonly RegisteredRecord[] {
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
