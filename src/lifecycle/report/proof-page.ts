/** "How to check this report": not part of the service auditor's report, and it says so (TXT-18). */
import { type ClaimBook, from, stated, type Words, type Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { ReportDocument, Sentence } from './document.ts';
import { count, day } from './print.ts';
import { paragraphBlock } from './section-one.ts';

/** Whose key it is, in words; a role that is not listed is printed as it stands. */
const roleWords: ReadonlyMap<string, string> = new Map([
  ['ledger', 'PRF-role.ledger'],
  ['seal', 'PRF-role.seal'],
  ['witness', 'PRF-role.witness'],
  ['signatory', 'PRF-role.signatory'],
  ['engagement-partner', 'PRF-role.partner'],
]);
/** Keys of no person: nobody's signature is recorded with them. */
const ofNobody: ReadonlySet<string> = new Set(['ledger', 'seal', 'witness']);

function roleOf(writer: Writer, id: string, role: string): Sentence {
  const wording = roleWords.get(role);
  return wording === undefined ? stated(from(id, role)) : { ...writer.need(wording), claims: [id] };
}

export function proofPage(book: ClaimBook, writer: Writer): ReportDocument['proof'] {
  const figure = (id: string): Words | null => {
    const value = book.read(id, shapes.number);
    return value === null ? null : from(id, count(value));
  };
  const at = book.words('ledger.checkpointAt');
  const ledger = writer.with({
    origin: book.needWords('ledger.origin'),
    root: book.needWords('ledger.root'),
    size: from('ledger.size', count(book.need('ledger.size', shapes.number))),
    statements: figure('ledger.statements'),
    claims: { text: count(book.size), claims: [] },
    checkpointAt: at === null ? null : { text: `${day(at.text)}, ${at.text.slice(11, 19)} UTC`, claims: at.claims },
    reportId: book.needWords('report.id'),
  });
  const rows = (
    [
      ['Origin', 'PRF-origin'],
      ['Entries', 'PRF-entries'],
      ['Claims', 'PRF-claims'],
      ['Root', 'PRF-root'],
      ['Signed', 'PRF-at'],
      ['Attached', 'PRF-attached'],
    ] as const
  ).flatMap(([label, id]) => {
    const text = ledger.sentence(id);
    return text === null ? [] : [{ label, text }];
  });
  const size = from('ledger.size', String(book.need('ledger.size', shapes.number)));
  return {
    title: writer.need('PRF-00'),
    label: [...writer.paragraph('TXT-18'), ...writer.paragraph('PRF-owner', { operator: book.words('operator') })],
    check: paragraphBlock('TXT-14', writer.heading('TXT-14'), [writer.paragraph('TXT-14')]),
    command: { heading: writer.heading('TXT-15'), line: writer.need('PRF-command'), text: writer.paragraph('TXT-15') },
    ledger: { heading: writer.need('PRF-ledger'), rows, under: writer.paragraph('PRF-stage') },
    keys: {
      heading: writer.heading('TXT-16'),
      text: writer.paragraph('TXT-16'),
      rows: book.each('key', shapes.key).map(({ id, value }) => ({
        role: roleOf(writer, id, value.role),
        name: writer.sentence(
          value.custody === 'installation' && !ofNobody.has(value.role) ? 'PRF-key#installation' : 'PRF-key',
          {
            name: from(id, value.name),
          },
        ),
        fingerprint: stated(from(id, value.fingerprint)),
      })),
    },
    code: {
      text: writer.paragraph('TXT-17'),
      lines: ledger.paragraph('PRF-code', { size }),
      alt: writer.need('PRF-code.alt'),
    },
    made: writer.paragraph('PRF-made', { producedBy: book.needWords('report.producedBy') }),
  };
}
