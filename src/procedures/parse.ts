import { isCollection, isNode, LineCounter, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import type { Problem } from '../refusal.ts';
import type { Attribute, Procedure } from './model.ts';
import { suggestion } from './nearest.ts';

/** A file of procedures is read by people; a larger one is no such file. */
const MAX_CHARACTERS = 2_000_000;
const MAX_RULE = 4_000;

const text = z.string().trim().min(1).max(4_000);
const rule = z.string().trim().min(1).max(MAX_RULE);
const kebab = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens')
  .max(120);
const name = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'must be a lower-case name (letters, digits, underscores)')
  .max(60);
const share = z.string().regex(/^(0(\.\d{1,12})?|1(\.0{1,12})?)$/, 'must be a share from "0" to "1" in quotes');
const count = z.int().min(0).max(1_000_000_000);
const percent = z.int().min(1).max(99);

const attribute = z.strictObject({
  says: text,
  kind: z.enum(['occurrence', 'never-event', 'state-over-time']),
  rule: rule.exactOptional(),
  applies: rule.exactOptional(),
  quotes: text.exactOptional(),
});
const population = z.strictObject({ kind: kebab, id: text.exactOptional(), where: rule.exactOptional() });
const joined = z.strictObject({ kind: kebab, id: text.exactOptional(), on: rule });
const limits = z.strictObject({
  rate: share.exactOptional(),
  stratumRate: share.exactOptional(),
  conditions: count.exactOptional(),
  exposureDays: count.exactOptional(),
});
const sample = z.strictObject({
  basis: z.enum(['table', 'statistical']),
  reliance: z.enum(['low', 'high']),
  method: z.enum(['random', 'systematic', 'stratified']),
  stratum: name.exactOptional(),
  frequency: kebab.exactOptional(),
  confidence: percent.exactOptional(),
  tolerable: percent.exactOptional(),
  expected: count.exactOptional(),
  size: z.int().min(1).max(1_000_000).exactOptional(),
  reserves: z.int().min(0).max(1_000).exactOptional(),
  allowedDeviations: z.int().min(1).max(2).exactOptional(),
});
const procedure = z.strictObject({
  id: kebab,
  control: text,
  criteria: z.array(text).min(1).max(100),
  nature: z.enum(['inquiry', 'observation', 'inspection', 'reperformance']),
  extent: z.enum(['all', 'sample', 'one']),
  means: z.enum(['manual', 'tool']).exactOptional(),
  says: text,
  population: population.exactOptional(),
  with: z.record(name, joined).exactOptional(),
  constants: z.record(name, z.union([z.string().max(4_000), z.number(), z.boolean()])).exactOptional(),
  unit: text.exactOptional(),
  attributes: z.record(z.string().regex(/^[A-Z]$/, 'must be one capital letter'), attribute).exactOptional(),
  strata: z.array(name).max(10).exactOptional(),
  limits: limits.exactOptional(),
  sample: sample.exactOptional(),
});

const SHAPES: Readonly<Record<string, { readonly shape: object }>> = {
  attributes: attribute,
  population,
  with: joined,
  limits,
  sample,
};
const NAMED = new Set(['attributes', 'with']);

/** Field names known at a path: the procedure's own, or those of the part the path leads into. */
const knownAt = (path: readonly PropertyKey[]): readonly string[] => {
  const part = path[0] === undefined ? procedure : SHAPES[String(path[0])];
  const depth = NAMED.has(String(path[0])) ? 2 : 1;
  return part !== undefined && (path.length === 0 || path.length === depth) ? Object.keys(part.shape) : [];
};

const pathText = (path: readonly PropertyKey[]): string => path.map(String).join('.');

const sentenceOf = (issue: z.core.$ZodIssue): readonly { path: readonly PropertyKey[]; sentence: string }[] => {
  const at = issue.path.length === 0 ? 'The procedure' : `“${pathText(issue.path)}”`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        sentence: `The field “${key.slice(0, 80)}” is not known here${suggestion(key, knownAt(issue.path))}.`,
      }));
    case 'invalid_key':
      return [{ path: issue.path, sentence: `${at}: the name ${issue.issues[0]?.message ?? 'is not allowed'}.` }];
    case 'invalid_value':
      return [
        {
          path: issue.path,
          sentence: `${at} must be one of ${issue.values.map((value) => `“${String(value)}”`).join(', ')}.`,
        },
      ];
    case 'invalid_type':
      return [
        {
          path: issue.path,
          sentence: issue.input === undefined ? `${at} is missing.` : `${at} must be of type ${issue.expected}.`,
        },
      ];
    case 'too_small':
      return [{ path: issue.path, sentence: `${at} is empty or too small.` }];
    case 'too_big':
      return [{ path: issue.path, sentence: `${at} is too long or too large.` }];
    case 'invalid_union':
      return [{ path: issue.path, sentence: `${at} must be text, a number, true or false.` }];
    default:
      return [{ path: issue.path, sentence: `${at} ${issue.message}.` }];
  }
};

type Parsed = z.infer<typeof procedure>;

const problemsOfMeaning = (parsed: Parsed): readonly { path: readonly PropertyKey[]; sentence: string }[] => {
  const problems: { path: readonly PropertyKey[]; sentence: string }[] = [];
  const say = (path: readonly PropertyKey[], sentence: string): void => void problems.push({ path, sentence });
  const attributes = Object.entries(parsed.attributes ?? {});
  const means = parsed.means ?? (parsed.extent === 'all' ? 'tool' : 'manual');
  const ruled = attributes.filter(([, one]) => one.rule !== undefined || one.applies !== undefined);
  if (parsed.population === undefined) {
    if (ruled.length > 0) say(['attributes'], 'A rule needs a population: name its kind under “population”.');
    if (parsed.extent !== 'one') say([], `A test of extent “${parsed.extent}” needs a population.`);
    if (parsed.with !== undefined) say(['with'], 'Joined populations need a population to be joined to.');
  }
  if (means === 'tool' && parsed.extent === 'all') {
    if (attributes.length === 0) say([], 'A test of all records by a tool needs at least one attribute with a rule.');
    for (const [id, one] of attributes)
      if (one.rule === undefined) say(['attributes', id], `Attribute ${id} has no rule, but a tool tests all records.`);
  }
  if (parsed.extent === 'sample' && attributes.length === 0)
    say([], 'A test of a sample needs at least one attribute.');
  if (parsed.sample !== undefined && parsed.extent !== 'sample')
    say(['sample'], `“sample” is a plan for the extent “sample”, not for “${parsed.extent}”.`);
  if (parsed.sample?.method === 'stratified' && parsed.sample.stratum === undefined)
    say(['sample'], 'A stratified sample names its field under “stratum”.');
  for (const [id, value] of Object.entries(parsed.constants ?? {}))
    if (typeof value === 'number' && !Number.isFinite(value))
      say(['constants', id], `The constant “${id}” is not a finite number.`);
  return problems;
};

const procedureOf = (parsed: Parsed): Procedure => {
  const { attributes, means, ...rest } = parsed;
  return {
    ...rest,
    means: means ?? (parsed.extent === 'all' ? 'tool' : 'manual'),
    attributes: Object.entries(attributes ?? {})
      .map(([id, one]): Attribute => ({ id, ...one }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
};

/**
 * Reads every procedure of a YAML text (documents parted by ---), strictly: an unknown field is refused and the nearest name given.
 * yamlText    hostile; at most 2,000,000 characters, no aliases
 * file        name printed in problems, with the line
 * returns     the procedures that have no problem, and all problems of the others; `means` follows `extent` where left out
 */
export const parseProcedures = (
  yamlText: string,
  file: string,
): { readonly procedures: readonly Procedure[]; readonly problems: readonly Problem[] } => {
  const problems: Problem[] = [];
  const procedures: Procedure[] = [];
  const say = (line: number | null, sentence: string): void =>
    void problems.push({ code: 'procedure-invalid', subject: line === null ? file : `${file}:${line}`, sentence });
  if (yamlText.length > MAX_CHARACTERS) {
    say(null, 'The file is too large to be a file of procedures.');
    return { procedures, problems };
  }
  const lines = new LineCounter();
  const documents = [
    ...parseAllDocuments(yamlText, { lineCounter: lines, strict: true, uniqueKeys: true, version: '1.2' }),
  ];
  for (const document of documents) {
    const lineOf = (path: readonly PropertyKey[]): number | null => {
      for (let length = path.length; length >= 0; length -= 1) {
        const keys = path.slice(0, length);
        const parent = length === 0 ? document.contents : document.getIn(keys.slice(0, -1), true);
        const node = length === 0 ? parent : document.getIn(keys, true);
        const pair = isCollection(parent)
          ? parent.items.find(
              (item) =>
                typeof item === 'object' &&
                item !== null &&
                'key' in item &&
                isNode(item.key) &&
                item.key.toString() === String(keys.at(-1)),
            )
          : undefined;
        const key =
          typeof pair === 'object' && pair !== null && 'key' in pair && isNode(pair.key) ? pair.key : undefined;
        const range = key?.range ?? (isNode(node) ? node.range : undefined);
        if (range) return lines.linePos(range[0]).line;
      }
      return null;
    };
    if (document.errors.length > 0) {
      for (const error of document.errors.slice(0, 20))
        say(
          error.linePos?.[0].line ?? null,
          `This is not valid YAML: ${error.message.split('\n')[0] ?? ''}.`.replace(/[:.]+\.$/, '.'),
        );
      continue;
    }
    if (document.contents === null) continue;
    let value: unknown;
    try {
      value = document.toJS({ maxAliasCount: 0 });
    } catch {
      say(lineOf([]), 'YAML anchors and aliases are not allowed in a procedure.');
      continue;
    }
    const result = procedure.safeParse(value, { reportInput: true });
    const found = result.success ? problemsOfMeaning(result.data) : result.error.issues.flatMap(sentenceOf);
    for (const problem of found) say(lineOf(problem.path), problem.sentence);
    if (result.success && found.length === 0) procedures.push(procedureOf(result.data));
  }
  const seen = new Set<string>();
  for (const one of procedures) {
    if (seen.has(one.id)) say(null, `The procedure “${one.id}” stands twice in the file.`);
    seen.add(one.id);
  }
  if (procedures.length === 0 && problems.length === 0) say(null, 'The file holds no procedure.');
  return { procedures, problems };
};

/** Reads a text that holds exactly one procedure; see parseProcedures. `procedure` is absent whenever there is a problem. */
export const parseProcedure = (
  yamlText: string,
  file: string,
): { readonly procedure?: Procedure; readonly problems: readonly Problem[] } => {
  const { procedures, problems } = parseProcedures(yamlText, file);
  const [one, second] = procedures;
  if (problems.length > 0 || one === undefined) return { problems };
  if (second !== undefined)
    return {
      problems: [{ code: 'procedure-invalid', subject: file, sentence: 'The file holds more than one procedure.' }],
    };
  return { procedure: one, problems };
};
