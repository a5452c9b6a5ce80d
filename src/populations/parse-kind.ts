import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Problem } from '../refusal.ts';
import { refuse } from './errors.ts';
import type { Kind } from './kind.ts';
import { parseDate } from './time.ts';

const scalar = z.enum(['text', 'integer', 'number', 'boolean', 'date', 'time']);
const words = z.string().trim().min(1).max(2000);
const fieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, 'A field name is snake_case: small letters, digits and underscores, a letter first');

interface Said {
  readonly type: string;
  readonly of?: 'text' | Readonly<Record<string, string>>;
  readonly values?: readonly string[];
  readonly people?: true | readonly string[];
}

function areTexts({ type, of, values, people }: Said): boolean {
  if (people === undefined) return true;
  if (people === true) return (type === 'text' && values === undefined) || of === 'text';
  return typeof of === 'object' && people.every((name) => of[name] === 'text');
}

const fieldSchema = z
  .strictObject({
    name: fieldName,
    type: z.enum([...scalar.options, 'list']),
    of: z.union([z.literal('text'), z.record(fieldName, scalar)]).exactOptional(),
    required: z.boolean().exactOptional(),
    values: z.array(words).min(1).exactOptional(),
    people: z.union([z.literal(true), z.array(fieldName).min(1)]).exactOptional(),
    says: words.exactOptional(),
  })
  .refine((f) => (f.type === 'list') === (f.of !== undefined), 'A list, and only a list, says what it is a list of')
  .refine((f) => f.of === undefined || f.of === 'text' || Object.keys(f.of).length > 0, 'A list of objects has fields')
  .refine((f) => f.values === undefined || f.type === 'text', 'Only a text field has a closed list of values')
  .refine(
    areTexts,
    'Only texts without a closed list of values, or texts of the objects of a list, say who somebody is',
  );

const kindSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'A kind is named in kebab-case'),
  title: words,
  unit: words,
  noun: words,
  key: z.array(fieldName).min(1),
  time: fieldName.nullable(),
  categories: z.array(fieldName),
  fields: z.array(fieldSchema).min(1).max(200),
  source: words,
  edition: words,
  effectiveFrom: z.string().refine((d) => parseDate(d) !== null, 'A date is written YYYY-MM-DD'),
});

/**
 * Reads a kind from its YAML text.
 * file     name used in sentences
 * refuses  `kind-shape` with every problem and its line: unknown or missing entries, a key, time or category that is no field of
 *          the kind, a key or category that is a list, a time that is neither date nor time, a field named twice
 */
export function parseKind(text: string, file: string): Kind {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: 'error' });
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) {
        return lines.linePos(Number(node.range[0])).line;
      }
    }
    return 1;
  };
  const problems: Problem[] = [];
  const say = (path: readonly PropertyKey[], sentence: string): void => {
    const at = path.length === 0 ? '' : ` (${path.map(String).join('.')})`;
    problems.push({ code: 'kind-shape', subject: `${file} line ${lineOf(path)}`, sentence: `${sentence}${at}.` });
  };
  const failed = (): Error =>
    refuse('kind-shape', `${problems[0]?.subject ?? file}: ${problems[0]?.sentence ?? 'not a kind.'}`, { problems });

  for (const error of document.errors) {
    const line = error.linePos?.[0].line ?? 1;
    problems.push({ code: 'kind-shape', subject: `${file} line ${line}`, sentence: `Not YAML: ${error.code}.` });
  }
  if (problems.length > 0) throw failed();
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 20 });
  } catch (cause) {
    throw refuse('kind-shape', `${file}: the aliases of this YAML expand without end.`, { cause });
  }
  const result = kindSchema.safeParse(value);
  if (!result.success) {
    for (const issue of result.error.issues) say(issue.path, issue.message);
    throw failed();
  }
  const kind = result.data;
  const byName = new Map(kind.fields.map((f) => [f.name, f]));
  kind.fields.forEach((f, i) => {
    if (byName.get(f.name) !== f) say(['fields', i, 'name'], `The field ${f.name} is there twice`);
  });
  const lists: [string, readonly string[]][] = [
    ['key', kind.key],
    ['categories', kind.categories],
  ];
  for (const [entry, names] of lists) {
    names.forEach((name, i) => {
      const field = byName.get(name);
      if (field === undefined) say([entry, i], `${name} is no field of this kind`);
      else if (field.type === 'list') say([entry, i], `${name} is a list and cannot stand here`);
      else if (names.indexOf(name) !== i) say([entry, i], `${name} is named twice`);
      else if (entry === 'key' && (field.type === 'number' || field.type === 'boolean')) {
        say([entry, i], `${name} is a ${field.type} and identifies nothing`);
      }
    });
  }
  if (kind.time !== null) {
    const field = byName.get(kind.time);
    if (field === undefined) say(['time'], `${kind.time} is no field of this kind`);
    else if (field.type !== 'time' && field.type !== 'date') say(['time'], `${kind.time} is neither a date nor a time`);
  }
  if (problems.length > 0) throw failed();
  return kind;
}

/**
 * Every kind of a folder, its library/ beneath it included, by id.
 * folder   `data/kinds`, or an engagement's `kinds`
 * refuses  `kind-shape`; also when two files define the same kind
 */
export function loadKinds(folder: string): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>();
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of names) {
    const kind = parseKind(readFileSync(file, 'utf8'), file);
    if (kinds.has(kind.id)) throw refuse('kind-shape', `${file}: the kind ${kind.id} is defined twice.`);
    kinds.set(kind.id, kind);
  }
  return kinds;
}
