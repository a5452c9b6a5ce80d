/** The table a partner outside reads and fills in: one row a request or finding. Pure. */
import { createHash } from 'node:crypto';
import type { Kind, SubjectFields, Subject } from './model.ts';

export const columns = [
  'Id',
  'Kind',
  'Reference',
  'Title',
  'Question',
  'Extent',
  'Nature',
  'From',
  'To',
  'Due',
  'Criteria',
  'State',
  'Decision',
  'Reason',
  'Answer',
  'Files',
] as const;
export type Column = (typeof columns)[number];
export type Row = Readonly<Record<Column, string>>;

/** What the firm decides about an answer, as the column says it. */
export const decisions = ['acceptance', 'return', 'withdrawal', 'closing'] as const satisfies readonly Kind[];

/** A line of Files. path: in the archive; name: how the file is called where it is kept */
export interface FileLine {
  readonly path: string;
  readonly name: string;
}

const asked = [
  'Kind',
  'Reference',
  'Title',
  'Question',
  'Extent',
  'Nature',
  'From',
  'To',
  'Due',
  'Criteria',
] as const satisfies readonly Column[];
/** What was asked: nobody changes it afterwards. */
type Asked = Pick<Row, (typeof asked)[number]>;

/** What was asked, as cells. */
export function askedCells(subject: Subject, about: SubjectFields): Asked {
  return {
    Kind: subject,
    Reference: about.reference,
    Title: about.title,
    Question: (subject === 'request' ? about.asks : about.fact) ?? '',
    Extent: about.extent ?? '',
    Nature: about.kind ?? '',
    From: about.from ?? '',
    To: about.to ?? '',
    Due: about.dueOn ?? '',
    Criteria: (about.criteria ?? []).join(', '),
  };
}

/** Columns of a row that say something else than what was asked. */
export function changedColumns(row: Row, subject: Subject, about: SubjectFields): readonly Column[] {
  const before = askedCells(subject, about);
  return asked.filter((column) => plain(row[column]) !== plain(before[column]));
}

/** What a row asks, as fields that are still to be checked. */
export function aboutOf(row: Row): { subject: Subject | null; fields: Record<string, unknown> } {
  const subject = row.Kind === 'request' || row.Kind === 'finding' ? row.Kind : null;
  const given = (text: string) => (text.trim() === '' ? undefined : plain(text));
  const criteria = row.Criteria.split(/[\s,]+/).filter((one) => one !== '');
  const fields = {
    title: row.Title.trim(),
    reference: row.Reference.trim(),
    dueOn: given(row.Due) ?? null,
    ...(criteria.length > 0 && { criteria }),
    ...(subject === 'request'
      ? { asks: plain(row.Question), from: given(row.From) ?? null, to: given(row.To) ?? null }
      : { fact: plain(row.Question), extent: given(row.Extent) ?? null, kind: given(row.Nature) }),
  };
  return { subject, fields };
}

/** Lines as `path` or `path | name`. */
export function fileLines(cell: string): readonly FileLine[] {
  return plain(cell)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [path = '', ...name] = line.split('|');
      const trimmed = path.trim();
      return { path: trimmed, name: name.join('|').trim() || (trimmed.split('/').at(-1) ?? '') };
    });
}

/** Rows below the head, with the number each has in the sheet; or what is wrong with the head. Empty rows are left out. */
export function readRows(
  rows: readonly (readonly string[])[],
): { readonly rows: readonly { number: number; row: Row }[] } | { readonly problem: string } {
  const head = (rows[0] ?? []).map((one) => one.trim());
  const missing = columns.filter((column) => head.filter((one) => one === column).length !== 1);
  if (missing.length > 0) return { problem: `The first row needs each of these columns once: ${missing.join(', ')}.` };
  const place = new Map(columns.map((column) => [column, head.indexOf(column)]));
  return {
    rows: rows.slice(1).flatMap((cells, index) => {
      if (cells.every((cell) => cell.trim() === '')) return [];
      const read = Object.fromEntries(columns.map((column) => [column, cells[place.get(column) ?? 0] ?? '']));
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- made of exactly these columns
      return [{ number: index + 2, row: read as Row }];
    }),
  };
}

/** The id a row without one has: the same for the same row of the same engagement, so that it is taken in once. */
export function derivedId(engagementId: string, row: Row): string {
  const said = JSON.stringify([engagementId, ...asked.map((column) => plain(row[column]))]);
  const hex = createHash('sha256').update(said).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** As both sides compare it: programs for tables write ends of lines and spaces after them in their own way. */
export function plain(text: string): string {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[ \t]+$/gm, '')
    .trim();
}
