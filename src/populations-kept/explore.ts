/** What somebody may ask of a population's records, and the SQL that answers it. Pure: fields come from the kind, values are literals. */
import { z } from 'zod';
import type { Field, Kind } from '../populations/index.ts';
import { quoteName, quoteText } from '../procedures/index.ts';
import { wrongInput } from './errors.ts';

export const tests = ['is', 'is-not', 'contains', 'from', 'until', 'missing', 'present'] as const;

const condition = z.strictObject({
  field: z.string().min(1).max(100),
  test: z.enum(tests),
  value: z.union([z.string().max(500), z.number(), z.boolean()]).optional(),
});
export type Condition = z.infer<typeof condition>;

const conditionList = z.array(condition).max(12);

/**
 * where       all of them hold
 * search      a part of the id or of any text, whatever its case; '' for none
 * sort        a field; null: canonical order
 */
export interface Question {
  readonly where: readonly Condition[];
  readonly search: string;
  readonly sort: string | null;
  readonly descending: boolean;
}

/** Where a page goes on: after the record at `position`, whose sort field has `value` (as text of `keyOf`; null: missing). */
export interface After {
  readonly value: string | null;
  readonly position: number;
}

const column = (field: Field): string => quoteName(field.name);

/** refuses  invalid-input: no JSON, or not a list of conditions */
export function parseWhere(text: string | undefined): readonly Condition[] {
  if (text === undefined || text === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrongInput('query:/where', 'The conditions are not JSON.');
  }
  const parsed = conditionList.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw wrongInput('query:/where', `Condition ${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'it does not fit'}.`);
}

/** refuses  invalid-input: the kind has no such field */
export function fieldOf(kind: Kind, name: string, place: string): Field {
  const found = kind.fields.find((field) => field.name === name);
  if (found === undefined) throw wrongInput(place, `Records of the kind ${kind.id} have no field ${name}.`);
  return found;
}

/** A text as SQL. DuckDB takes a statement up to the character 0 alone. refuses invalid-input */
function quoted(text: string): string {
  if (text.includes('\0') || !text.isWellFormed()) {
    throw wrongInput('query', 'A text that is looked for may hold neither the character 0 nor half a character.');
  }
  return quoteText(text);
}

/** A value as SQL, of the field's own type. refuses invalid-input */
function literalOf(field: Field, value: Condition['value'], place: string): string {
  const refuse = (what: string) => wrongInput(place, `${field.name} is compared with ${what}.`);
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string') throw refuse('a text');
      return quoted(value);
    case 'integer': {
      const number = Number(value);
      if (value === '' || typeof value === 'boolean' || !Number.isSafeInteger(number)) throw refuse('a whole number');
      return String(number);
    }
    case 'number': {
      const number = Number(value);
      if (value === '' || typeof value === 'boolean' || !Number.isFinite(number)) throw refuse('a number');
      return `CAST(${number} AS DOUBLE)`;
    }
    case 'boolean':
      if (value !== true && value !== false && value !== 'true' && value !== 'false') throw refuse('true or false');
      return String(value);
    case 'date':
      if (typeof value !== 'string' || !z.iso.date().safeParse(value).success) throw refuse('a day, YYYY-MM-DD');
      return `DATE ${quoted(value)}`;
    case 'time': {
      const text = typeof value === 'string' ? value : '';
      if (z.iso.date().safeParse(text).success) return `TIMESTAMP ${quoted(`${text} 00:00:00`)}`;
      if (!z.iso.datetime().safeParse(text).success) throw refuse('a day or an instant of UTC');
      return `TIMESTAMP ${quoted(text.replace('T', ' ').replace('Z', ''))}`;
    }
    case 'list':
      throw wrongInput(
        place,
        `${field.name} is a list: it can be asked whether it contains a text, is missing or present.`,
      );
  }
}

const contains = (text: string, part: string): string => `contains(lower(${text}), lower(${quoted(part)}))`;

function conditionSql(kind: Kind, { field: name, test, value }: Condition, place: string): string {
  const field = fieldOf(kind, name, `${place}/field`);
  const of = column(field);
  const valuePlace = `${place}/value`;
  // A day of instants is all of it.
  const isDay = field.type === 'time' && typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  const end = (): string => `${literalOf(field, value, valuePlace)}${isDay ? ' + INTERVAL 1 DAY' : ''}`;
  switch (test) {
    case 'missing':
      return `${of} IS NULL`;
    case 'present':
      return `${of} IS NOT NULL`;
    case 'is':
      return isDay
        ? `(${of} >= ${literalOf(field, value, valuePlace)} AND ${of} < ${end()})`
        : `${of} = ${literalOf(field, value, valuePlace)}`;
    case 'is-not':
      return isDay
        ? `(${of} IS NULL OR ${of} < ${literalOf(field, value, valuePlace)} OR ${of} >= ${end()})`
        : `${of} IS DISTINCT FROM ${literalOf(field, value, valuePlace)}`;
    case 'contains':
      if (typeof value !== 'string' || value === '') throw wrongInput(valuePlace, 'A text to look for is missing.');
      return contains(`CAST(${of} AS VARCHAR)`, value);
    case 'from':
      return `${of} >= ${literalOf(field, value, valuePlace)}`;
    case 'until':
      return isDay ? `${of} < ${end()}` : `${of} <= ${literalOf(field, value, valuePlace)}`;
  }
}

/** Everything asked for but order and place, as one condition; 'true' when nothing is. */
export function conditionOf(kind: Kind, question: Pick<Question, 'where' | 'search'>): string {
  const all = question.where.map((one, index) => conditionSql(kind, one, `query:/where/${index}`));
  if (question.search !== '') {
    const texts = ['"_id"', ...kind.fields.filter((field) => field.type === 'text').map(column)];
    all.push(`(${texts.map((text) => `coalesce(${contains(text, question.search)}, false)`).join(' OR ')})`);
  }
  return all.length === 0 ? 'true' : all.map((one) => `(${one})`).join(' AND ');
}

/** The sort key of a record as text that `keyLiteral` reads again. */
const keyText = (field: Field): string =>
  field.type === 'time' ? `CAST(epoch_us(${column(field)}) AS VARCHAR)` : `CAST(${column(field)} AS VARCHAR)`;

function keyLiteral(field: Field, value: string): string {
  const wrong = () => wrongInput('query:/cursor', 'This is no place to go on from.');
  if (field.type === 'time') {
    if (!/^-?\d{1,17}$/.test(value)) throw wrong();
    return `make_timestamp(${value})`;
  }
  try {
    return literalOf(field, value, 'query:/cursor');
  } catch {
    throw wrong();
  }
}

const valueSql = (field: Field): string => {
  if (field.type === 'time') return `CAST(epoch_us(${column(field)}) AS VARCHAR)`;
  if (field.type === 'text') return `left(${column(field)}, 400)`;
  if (field.type === 'list') return `left(CAST(to_json(${column(field)}) AS VARCHAR), 400)`;
  return `CAST(${column(field)} AS VARCHAR)`;
};

/** Records of a page: position, id, sort key, then a text or null a field; `limit` of them. */
export function pageSql(
  path: string,
  kind: Kind,
  question: Question,
  page: { readonly after: After | null; readonly limit: number },
): string {
  const sort = question.sort === null ? null : fieldOf(kind, question.sort, 'query:/sort');
  if (sort?.type === 'list') throw wrongInput('query:/sort', `${sort.name} is a list; records are not sorted by it.`);
  const conditions = [conditionOf(kind, question)];
  const direction = question.descending ? 'DESC' : 'ASC';
  const beyond = question.descending ? '<' : '>';
  const { after } = page;
  if (after !== null) {
    const next = `file_row_number > ${after.position}`;
    if (sort === null) conditions.push(`file_row_number ${beyond} ${after.position}`);
    else if (after.value === null) conditions.push(`${column(sort)} IS NULL AND ${next}`);
    else {
      const value = keyLiteral(sort, after.value);
      const of = column(sort);
      conditions.push(`${of} ${beyond} ${value} OR ${of} IS NULL OR (${of} = ${value} AND ${next})`);
    }
  }
  const order =
    sort === null ? `file_row_number ${direction}` : `${column(sort)} ${direction} NULLS LAST, file_row_number ASC`;
  const where = conditions.map((one) => `(${one})`).join(' AND ');
  return `SELECT CAST(file_row_number AS VARCHAR), "_id", ${sort === null ? 'NULL' : keyText(sort)}, ${kind.fields.map(valueSql).join(', ')}
    FROM read_parquet(${quoted(path)}, file_row_number = true) WHERE ${where} ORDER BY ${order} LIMIT ${page.limit}`;
}

/** How many records answer to the question. */
export function countSql(path: string, kind: Kind, question: Pick<Question, 'where' | 'search'>): string {
  return `SELECT count(*) FROM read_parquet(${quoted(path)}) WHERE ${conditionOf(kind, question)}`;
}

/** Days or months listed at once; more days than these are shown as months. */
export const mostBuckets = 400;
export const mostValues = 50;

/** first day, last day, how many different days, records without the fact */
export function spanSql(path: string, kind: Kind, field: Field, question: Pick<Question, 'where' | 'search'>): string {
  const of = column(field);
  return `SELECT CAST(min(CAST(${of} AS DATE)) AS VARCHAR), CAST(max(CAST(${of} AS DATE)) AS VARCHAR), count(DISTINCT CAST(${of} AS DATE)), count(*) - count(${of})
    FROM read_parquet(${quoted(path)}) WHERE ${conditionOf(kind, question)}`;
}

/** Day or month and its records, in order of time; none for those without the fact. */
export function bucketsSql(
  path: string,
  kind: Kind,
  field: Field,
  question: Pick<Question, 'where' | 'search'>,
  byMonth: boolean,
): string {
  const of = column(field);
  return `SELECT strftime(${of}, '${byMonth ? '%Y-%m' : '%Y-%m-%d'}') AS bucket, count(*) FROM read_parquet(${quoted(path)})
    WHERE ${of} IS NOT NULL AND (${conditionOf(kind, question)}) GROUP BY bucket ORDER BY bucket LIMIT 2000`;
}

/** The values most records have, and how many; null for records without the fact. */
export function valuesSql(
  path: string,
  kind: Kind,
  field: Field,
  question: Pick<Question, 'where' | 'search'>,
): string {
  const of = field.type === 'list' ? `to_json(${column(field)})` : column(field);
  return `SELECT left(CAST(${of} AS VARCHAR), 200) AS value, count(*) AS n FROM read_parquet(${quoted(path)})
    WHERE ${conditionOf(kind, question)} GROUP BY value ORDER BY n DESC, value NULLS LAST LIMIT ${mostValues}`;
}

/** Per field of the kind, in its order: records without that fact. */
export function missingSql(path: string, kind: Kind): string {
  return `SELECT ${kind.fields.map((field) => `count(*) - count(${column(field)})`).join(', ')} FROM read_parquet(${quoted(path)})`;
}

export const cursorOf = (after: After): string =>
  Buffer.from(JSON.stringify([after.value, after.position])).toString('base64url');

/** refuses  invalid-input */
export function parseCursor(text: string | undefined): After | null {
  if (text === undefined) return null;
  try {
    const parsed = z
      .tuple([z.string().max(500).nullable(), z.int().min(0)])
      .parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
    return { value: parsed[0], position: parsed[1] };
  } catch {
    throw wrongInput('query:/cursor', 'This is no place to go on from.');
  }
}
