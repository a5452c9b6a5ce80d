import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Problem } from '../../../refusal.ts';
import { csvEncodings } from '../../csv-rows.ts';
import { refuse } from '../../errors.ts';
import type { Kind } from '../../kind.ts';
import { nearest } from '../../nearest.ts';

const text = z.string().min(1).max(500);
const column = z.strictObject({
  column: z.union([text, z.array(text).min(1).max(10)]),
  join: z.string().max(10).exactOptional(),
  format: text.exactOptional(),
  map: z.record(z.string(), z.union([z.string(), z.boolean(), z.number(), z.null()])).exactOptional(),
  otherwise: z.enum(['keep', 'null', 'refuse']).exactOptional(),
  case: z.literal('lower').exactOptional(),
  split: z.string().min(1).max(10).exactOptional(),
});

const schema = z.strictObject({
  kind: text,
  encoding: z.enum(csvEncodings).default('utf-8'),
  delimiter: z.string().length(1).default(','),
  nulls: z.array(z.string()).default([]),
  trim: z.boolean().default(false),
  timeZone: text.exactOptional(),
  columns: z.record(z.string(), z.union([text, column])),
  constants: z.record(z.string(), z.union([z.string(), z.boolean(), z.number()])).default({}),
});

/**
 * How the columns of a delimited file become the fields of a kind.
 *
 * encoding   utf-8, windows-1252 or utf-16
 * nulls      texts that mean "no fact", beside the empty text
 * timeZone   IANA zone of times without an offset; without it such times refuse their record
 * columns    field → column header, or {column, join, format, map, otherwise, case, split}:
 *            column     one header, or several whose texts are joined by `join` (default a blank)
 *            format     of dates and times, of YYYY MM DD D M HH mm ss and literal signs, for example DD-MM-YYYY
 *            map        text → value; what is not in it: otherwise keep, null, or refuse (default)
 *            split      a list: where the text is cut
 * constants  field → value of every record
 */
export type CsvMapping = Omit<z.infer<typeof schema>, 'columns'> & {
  readonly columns: Readonly<Record<string, CsvColumn>>;
  /** every column of the header is a field by its own name; `columns` is empty */
  readonly byName?: true;
};
export type CsvColumn = z.infer<typeof column>;

/**
 * Reads a mapping from its YAML text.
 * kind     the kind it makes; null when it is not known yet
 * refuses  mapping-shape with every problem: unknown entries, another kind, fields the kind does not have (with the nearest),
 *          key fields without a column, a time zone that does not exist
 */
export function parseMapping(yaml: string, file: string, kind: Kind | null): CsvMapping {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, uniqueKeys: true, logLevel: 'error' });
  const problems: Problem[] = document.errors.map((error) => ({
    code: 'mapping-shape',
    subject: `${file} line ${error.linePos?.[0].line ?? 1}`,
    sentence: `Not YAML: ${error.code}.`,
  }));
  const say = (path: readonly PropertyKey[], sentence: string): void => {
    const node: unknown = path.length === 0 ? null : document.getIn(path, true);
    const start =
      typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range) ? node.range[0] : 0;
    problems.push({
      code: 'mapping-shape',
      subject: `${file} line ${lines.linePos(Number(start)).line}`,
      sentence,
    });
  };
  const done = (): void => {
    if (problems.length === 0) return;
    throw refuse('mapping-shape', `${problems[0]?.subject}: ${problems[0]?.sentence}`, { problems });
  };
  done();
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    throw refuse('mapping-shape', `${file}: the aliases of this YAML expand without end.`, { cause });
  }
  const result = schema.safeParse(value);
  if (!result.success) {
    for (const issue of result.error.issues) say(issue.path, `${issue.message} (${issue.path.join('.')}).`);
    done();
    throw new Error('unreachable');
  }
  const mapping = result.data;
  const columns: Record<string, CsvColumn> = {};
  for (const [field, to] of Object.entries(mapping.columns))
    columns[field] = typeof to === 'string' ? { column: to } : to;
  if (mapping.timeZone !== undefined && !isTimeZone(mapping.timeZone)) {
    say(['timeZone'], `There is no time zone ${mapping.timeZone}.`);
  }
  for (const [field, to] of Object.entries(columns)) {
    if (to.format !== undefined && !/YYYY/.test(to.format)) {
      say(['columns', field], `The format of ${field} has no year (YYYY).`);
    }
  }
  if (kind !== null) {
    if (mapping.kind !== kind.id) say(['kind'], `The mapping makes the kind ${mapping.kind}, not ${kind.id}.`);
    const names = kind.fields.map((f) => f.name);
    for (const part of ['columns', 'constants'] as const) {
      for (const field of Object.keys(mapping[part])) {
        if (!names.includes(field)) {
          say([part, field], `The kind ${kind.id} has no field ${field}; the nearest is ${nearest(field, names)}.`);
        }
      }
    }
    for (const name of kind.key) {
      if (columns[name] === undefined && mapping.constants[name] === undefined) {
        say(['columns'], `The key field ${name} has no column.`);
      }
    }
  }
  done();
  return { ...mapping, columns };
}

/**
 * The mapping of a CSV file whose header is the kind's field names, in any order: our own exports, and exports made to fit.
 * Fields without a column are missing facts; a column that is no field, and a missing key column, refuse the file. A list is
 * JSON, or texts parted by `;`; a time has its offset. Apostrophes that shield formulas are not taken away.
 */
export function identityMapping(kind: Kind): CsvMapping {
  return {
    kind: kind.id,
    encoding: 'utf-8',
    delimiter: ',',
    nulls: [],
    trim: false,
    constants: {},
    columns: {},
    byName: true,
  };
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
