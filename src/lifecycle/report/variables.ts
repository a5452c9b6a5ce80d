/** What stands for the braces of the wording: the same words in every part of a report. */
import { type ClaimBook, from, type Words, Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { Outline } from './outline.ts';
import { day, listing } from './print.ts';
import type { Wording } from './wording.ts';

/** The variables that every sentence may use. */
function variablesOf(book: ClaimBook, outline: Outline): Record<string, Words | null> {
  const type2 = outline.type === 'type2';
  const date = (id: string): Words => from(id, day(book.need(id, shapes.day)));
  const time: Record<string, Words> = {};
  if (type2) {
    const [start, end] = [date('engagement.periodStart'), date('engagement.periodEnd')];
    const claims = [...start.claims, ...end.claims];
    time['start'] = start;
    time['end'] = end;
    time['time'] = { text: `throughout the period ${start.text} to ${end.text}`, claims };
    time['timeLabel'] = { text: `${start.text} to ${end.text}`, claims };
    time['lastDay'] = end;
  } else {
    const asOf = date('engagement.asOf');
    time['asOf'] = asOf;
    time['time'] = { text: `as of ${asOf.text}`, claims: asOf.claims };
    time['timeLabel'] = asOf;
    time['lastDay'] = asOf;
  }
  const signatory = book.need('organization.signatory', shapes.signatory);
  return {
    ...time,
    organization: book.needWords('organization.name'),
    firm: book.needWords('firm.name'),
    city: book.needWords('firm.city'),
    state: book.needWords('firm.state'),
    system: book.needWords('system.name'),
    systemTitle: book.needWords('system.title'),
    categories: from('engagement.categories', listing(book.need('engagement.categories', shapes.texts))),
    dc: book.needWords('engagement.dc'),
    tsc: book.needWords('engagement.tsc'),
    basis: book.needWords('assertion.basis'),
    opinionKind: from('opinion.kind', outline.opinion),
    typeNumber: from('report.type', type2 ? 'II' : 'I'),
    reportDate: outline.draft ? null : date('report.date'),
    assertionDate: date('assertion.date'),
    signatory: from('organization.signatory', signatory.name),
    title: from('organization.signatory', signatory.title),
  };
}

/** {if}, {ifOperated} and {basisHeading}: words that are themselves taken from the wording (SAR-17c). */
function composedVariables(writer: Writer, outline: Outline): Record<string, Words | null> {
  const carveOuts = outline.subservices.filter((one) => one.method === 'carve-out' && one.csocs.length > 0);
  const user = outline.cuecs.length > 0;
  const subservice = carveOuts.length > 0;
  const parties = [
    ...(subservice ? [writer.need('WRD-parties.sub').text] : []),
    ...(user ? [writer.need('WRD-parties.user').text] : []),
  ];
  const clause = user && subservice ? 'SAR-17c.both' : user ? 'SAR-17c.user' : subservice ? 'SAR-17c.sub' : null;
  // a clause continues a sentence: its leading comma belongs to it
  const continued = (id: string | null, more: Record<string, Words | null> = {}): Words | null =>
    id === null ? null : writer.words(id, more);
  return {
    if: continued(clause),
    ifOperated: continued(clause === null ? null : 'SAR-17c.operated', {
      complementaryParties: { text: listing(parties), claims: [] },
    }),
    basisHeading:
      outline.opinion === 'unmodified'
        ? null
        : { ...writer.need(`SAR-16.heading.${outline.opinion}`), claims: ['opinion.kind'] },
    means: null,
  };
}

/** The writer of a report: its wording with the variables of its claims. */
export function writerOf(book: ClaimBook, outline: Outline, wording: Wording): Writer {
  const plain = new Writer(outline.type, wording, variablesOf(book, outline));
  return plain.with(composedVariables(plain, outline));
}
