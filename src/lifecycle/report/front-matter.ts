/** Cover and guide. The cover prints no currency (R-DAT-02); the guide interprets nothing (R-RPT-17). */
import { type ClaimBook, from, stated, type Words, type Writer } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { ReportDocument, Sentence } from './document.ts';
import type { Outline } from './outline.ts';
import { count, daysBetween, listing } from './print.ts';

export function coverOf(book: ClaimBook, writer: Writer, outline: Outline): ReportDocument['cover'] {
  const type2 = outline.type === 'type2';
  const notes = [
    { heading: writer.heading('COV-04'), text: writer.paragraph('COV-04') },
    { heading: writer.heading('COV-05'), text: writer.paragraph('COV-05') },
  ];
  if (outline.draft) notes.push({ heading: writer.heading('COV-06'), text: writer.paragraph('COV-06') });
  const own: Sentence[] = book.each('report.coverNote', shapes.words).map(({ id, value }) => stated(from(id, value)));
  if (outline.specimen)
    notes.push({ heading: writer.heading('COV-07'), text: [...writer.paragraph('COV-07'), ...own] });
  else if (own.length > 0) notes.push({ heading: null, text: own });
  const date = outline.draft ? null : book.need('report.date', shapes.day);
  return {
    firm: writer.need('SAR-20.name'),
    place: writer.need('SAR-20.place'),
    organization: stated(book.needWords('organization.name')),
    kind: writer.need('COV-01'),
    subject: writer.need('COV-02'),
    time: writer.need('COV-03'),
    ruler: type2
      ? {
          start: book.need('engagement.periodStart', shapes.day),
          end: book.need('engagement.periodEnd', shapes.day),
          date,
          examined: writer.need('RUL-02'),
          dated: writer.sentence('RUL-03'),
          alt: writer.paragraph('RUL-01'),
        }
      : null,
    notes,
  };
}

export function guideOf(book: ClaimBook, writer: Writer, outline: Outline): ReportDocument['guide'] {
  const none = writer.need('WRD-none').text;
  const listed = (id: string): Words | null => {
    const values = book.read(id, shapes.texts);
    return values === null ? null : from(id, values.length > 0 ? listing(values) : none);
  };
  const affected = book.need('opinion.affected', shapes.clauses);
  const carvedOut = outline.subservices.filter((one) => one.method === 'carve-out');
  const exceptions = outline.deviations.map(({ test, deviation }) => ({
    place: deviation.place,
    text: writer.need('GDE-08.item', { number: deviation.number, test: from(test.claim, test.id) }),
  }));
  const date = outline.draft ? null : book.need('report.date', shapes.day);
  const last = outline.type === 'type2' ? 'engagement.periodEnd' : 'engagement.asOf';
  const days = date === null ? null : daysBetween(book.need(last, shapes.day), date);
  const age =
    days === null
      ? null
      : writer.sentence(days === 1 ? 'GDE-age#one' : 'GDE-age', { count: from('report.date', count(days)) });
  const variables: Record<string, Words | null> = {
    opinionKind: { ...writer.need(`WRD-${outline.opinion}`), claims: ['opinion.kind'] },
    affectedClause: {
      text: affected.length === 0 ? none : listing(affected.map((clause) => writer.need(`WRD-clause.${clause}`).text)),
      claims: ['opinion.affected'],
    },
    legalEntity: book.words('organization.legalEntity'),
    productsIn: listed('system.productsIn'),
    productsOut: listed('system.productsOut'),
    regionsIn: listed('system.regionsIn'),
    regionsOut: listed('system.regionsOut'),
    age,
    license: book.words('firm.license'),
    carvedOut: {
      text: carvedOut.length === 0 ? none : listing(carvedOut.map((one) => one.name)),
      claims: carvedOut.map((one) => one.claim),
    },
    incidents: listed('description.incidentsDisclosed'),
    exceptions: {
      text: exceptions.length === 0 ? none : count(exceptions.length),
      claims: [...new Set(exceptions.flatMap(({ text }) => text.claims))],
    },
    cuecCount: {
      text: outline.cuecs.length === 0 ? none : count(outline.cuecs.length),
      claims: outline.cuecs.map(({ id }) => id),
    },
  };
  const ids = ['GDE-02', 'GDE-03', 'GDE-04', 'GDE-05', 'GDE-06', 'GDE-07'];
  // a Type I report has no tests of operation, hence no exceptions to speak of
  if (outline.type === 'type2') ids.push('GDE-08');
  ids.push('GDE-09');
  return {
    title: writer.need('GDE-00'),
    lead: writer.paragraph('GDE-01'),
    items: ids.map((id) => ({
      id,
      heading: writer.heading(id),
      text: writer.paragraph(id, variables),
      deviations: id === 'GDE-08' ? exceptions : [],
    })),
  };
}
