/**
 * What an inclusive subservice organization gives for its own part: an assertion (ASI-…) and a representation letter (REP-15, REP-01 to
 * REP-13), in the words that a report prints (R-SCO-07, methodology 19). Pure.
 */
import { type Wording, type Words, Writer } from '../lifecycle/report/index.ts';
import type { RegisteredRecord } from '../registers/index.ts';
import { nothingSaidBy, type OpenPoint, type OwnPart, type Said, type SubserviceLetters } from './model.ts';
import {
  blank,
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
} from './scope.ts';

export function inclusiveOf(known: Known): readonly RegisteredRecord[] {
  return inForce(known, 'subservice-organizations').filter((one) => textOf(one, 'method') === 'inclusive');
}

/** Both letters of each, in the order of the register. */
export function draftSubservices(known: Known, said: Said, wording: Wording): readonly SubserviceLetters[] {
  const scope = scopeOf(known, said, wording);
  return inclusiveOf(known).map((one) => {
    const own = saidBy(said, one);
    const words = (text: string): Words => ({ text: text.trim() || blank, claims: [] });
    const title = textOf(one, 'title');
    const about = {
      ...scope.variables,
      subservice: words(title),
      subserviceService: words(textOf(one, 'services')),
      subserviceBasis: words(own.basis),
      subserviceSignatory: words(own.signatory.name),
      subserviceTitle: words(own.signatory.title),
    };
    const asserts = new Writer(scope.type, wording, about);
    // The representation letter says "we" of whoever gives it: its items are filled with this organization's own name and signatory.
    const represents = asserts.with({
      organization: words(title),
      serviceOrganization: words(known.organization),
      signatory: words(own.signatory.name),
      signatoryTitle: words(own.signatory.title),
      fraudStatement: own.fraud.trim() === '' ? null : words(own.fraud),
    });
    const controls = controlsOf(known, one);
    const clauses = scope.type === 'type1' ? ['ASI-03.a', 'ASI-03.b'] : ['ASI-03.a', 'ASI-03.b', 'ASI-03.c'];
    return {
      code: one.code,
      title,
      assertion: {
        title: asserts.need('ASI-00').text,
        paragraphs: [
          paragraphBy(asserts, 'ASI-01', [...scope.rests, factOf(one)]),
          {
            ...paragraphBy(asserts, 'ASI-01.controls', controls.map(factOf)),
            points: controls.map((control) => `${control.code}: ${textOf(control, 'statement') || blank}`),
          },
          ...own.exceptions.map((fact) => paragraphBy(asserts, 'ASI-02', [], { fact: words(fact) })),
          {
            ...paragraphBy(asserts, own.exceptions.length > 0 ? 'ASI-03.modified' : 'ASI-03'),
            points: clauses.map((id) => asserts.need(id).text),
          },
          paragraphBy(asserts, 'ASI-04'),
          paragraphBy(asserts, 'ASR-12'),
          signatureBy(asserts, 'ASI-05'),
        ],
      },
      representations: {
        title: represents.need('REP-title').text,
        paragraphs: [
          paragraphBy(represents, 'REP-00', scope.rests),
          paragraphBy(represents, 'REP-15', [factOf(one)]),
          ...representationsBy(represents, 13, own, {}),
          signatureBy(represents, 'REP-99'),
        ],
      },
    };
  });
}

/** What each has to settle before its letters can be handed over. */
export function openPointsOfSubservices(known: Known, said: Said): OpenPoint[] {
  return inclusiveOf(known).flatMap((one) => {
    const own = saidBy(said, one);
    const of = (isOpen: boolean, sentence: string): OpenPoint[] =>
      isOpen ? [pointOf(one, `${one.code}: ${sentence}`)] : [];
    return [
      ...of(controlsOf(known, one).length === 0, 'no control in force is attributed to it, and it is inclusive.'),
      ...of(
        own.signatory.name.trim() === '' || own.signatory.title.trim() === '',
        'its signatory is not named, with their title.',
      ),
      ...of(own.basis.trim() === '', 'what its confirmations rest on is not said.'),
      ...of(othersWork.test(own.basis), 'its confirmations rest on the auditor’s work; they must rest on its own.'),
      ...of(own.misstatements === null, 'nobody decided whether there are uncorrected misstatements in its part.'),
      ...of(own.events === null, 'nobody decided whether there were events after the last day in its part.'),
    ];
  });
}

function saidBy({ subservices }: Said, { code }: RegisteredRecord): OwnPart {
  return subservices.find((one) => one.code === code) ?? nothingSaidBy(code);
}

/** Its controls: those in force that the register attributes to it, in the order of their codes. */
function controlsOf(known: Known, { code }: RegisteredRecord): readonly RegisteredRecord[] {
  return inForce(known, 'controls')
    .filter(({ content }) => Array.isArray(content['organization']) && content['organization'].includes(code))
    .toSorted((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }));
}
