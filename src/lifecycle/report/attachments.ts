import { stringify } from 'csv-stringify/sync';
import { ClaimBook } from './claim-book.ts';
import * as shapes from './claim-shapes.ts';
import type { ReportClaim } from './claims.ts';
import { outlineOf } from './outline.ts';

/** A file attached to the report as it is rendered. */
export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly description: string;
  readonly relationship: 'data' | 'supplement';
}

/**
 * The guide as data and the complementary user entity controls as a table (R-RPT-17), from the claims alone, so that whoever
 * holds the bundle makes the same bytes. Formulas in cells are escaped: spreadsheets open the table.
 */
export function attachmentsOf(claims: readonly ReportClaim[]): readonly Attachment[] {
  const book = new ClaimBook(claims);
  const outline = outlineOf(book);
  const texts = (id: string) => book.read(id, shapes.texts) ?? [];
  const text = (id: string) => book.read(id, shapes.words);
  const summary = {
    format: 'tickmark-report-summary/1',
    note: 'No substitute for Section I of the report, which alone states the service auditor’s opinion.',
    specimen: outline.specimen,
    draft: outline.draft,
    report: { id: text('report.id'), type: outline.type, date: text('report.date') },
    opinion: { kind: outline.opinion, affected: book.need('opinion.affected', shapes.clauses) },
    period: { start: text('engagement.periodStart'), end: text('engagement.periodEnd'), asOf: text('engagement.asOf') },
    categories: texts('engagement.categories'),
    organization: { name: text('organization.name'), legalEntity: text('organization.legalEntity') },
    system: {
      title: text('system.title'),
      productsIn: texts('system.productsIn'),
      productsOut: texts('system.productsOut'),
      regionsIn: texts('system.regionsIn'),
      regionsOut: texts('system.regionsOut'),
    },
    firm: { name: text('firm.name'), license: text('firm.license') },
    carvedOut: outline.subservices
      .filter((one) => one.method === 'carve-out')
      .map(({ name, service }) => ({ name, service })),
    incidents: texts('description.incidentsDisclosed'),
    criteria: {
      inScope: outline.criteria.length,
      notMet: outline.criteria.filter((one) => one.conclusion === 'not-met').map(({ id }) => id),
    },
    exceptions: outline.deviations.map(({ control, test, deviation }) => ({
      number: deviation.number.text,
      test: test.id,
      control: control.id,
      population: test.value.population,
      tested: test.value.tested,
      deviations: test.value.deviations,
    })),
    userEntityControls: outline.cuecs.length,
  };
  const rows = outline.cuecs.map(({ value }) => [value.id, value.text, value.criteria.join(' ')]);
  const table = stringify([['id', 'control', 'criteria'], ...rows], {
    escape_formulas: true,
    record_delimiter: '\r\n',
  });
  return [
    {
      name: 'summary.json',
      bytes: Buffer.from(`${JSON.stringify(summary, null, 1)}\n`),
      type: 'application/json',
      description: 'Summary of the guide for programs',
      relationship: 'data',
    },
    {
      name: 'user-entity-controls.csv',
      bytes: Buffer.from(table),
      type: 'text/csv',
      description: 'Complementary user entity controls',
      relationship: 'data',
    },
  ];
}
