import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Problem, Refusal } from '../../refusal.ts';
import type { ReportType } from './model.ts';

const sentences = z.array(z.string().min(1));
const schema = z.strictObject({
  source: z.string().min(1),
  edition: z.string().min(1),
  effectiveFrom: z.iso.date(),
  attached: z.array(z.string().min(1)),
  wordings: z.record(
    z.string().regex(/^[A-Z0-9]+-[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/),
    z.strictObject({
      when: z.string().min(1).optional(),
      heading: z.string().min(1).optional(),
      text: sentences,
      variants: z.record(z.string().min(1), sentences.min(1)).optional(),
    }),
  ),
});

/** One standing paragraph: its sentences, its variants, and the words over it. */
export interface Paragraph {
  readonly heading: string | null;
  readonly text: readonly string[];
  readonly variants: ReadonlyMap<string, readonly string[]>;
}

/** The standing text of reports and letters (data/wording.yaml), by id. */
export interface Wording {
  readonly source: string;
  readonly edition: string;
  readonly effectiveFrom: string;
  /** variables that may be empty without taking their sentence along */
  readonly attached: ReadonlySet<string>;
  readonly paragraphs: ReadonlyMap<string, Paragraph>;
}

const braces = /\{([^{}]*)\}/g;
const variable = /^[A-Za-z]+$/;
const choice = /^(?:t1:[^|]*\|t2:.*|t[12]:.*)$/s;

/**
 * Reads the wording file; strict: an unknown field, an unclosed brace or a brace that is neither a variable nor a choice of
 * type is refused, all of them at once.
 *
 * text  YAML of data/wording.yaml
 */
export function parseWording(text: string): Wording {
  const read = schema.safeParse(parse(text));
  if (!read.success) {
    const problems = read.error.issues.map(
      (issue): Problem => ({
        code: 'wording-shape',
        subject: issue.path.join('.'),
        sentence: `In the wording file, ${issue.path.join('.') || 'the top level'}: ${issue.message}.`,
      }),
    );
    throw new Refusal('wording-invalid', 'The wording file does not have the expected form.', { problems });
  }
  const problems: Problem[] = [];
  const paragraphs = new Map<string, Paragraph>();
  for (const [id, entry] of Object.entries(read.data.wordings)) {
    const variants = new Map(Object.entries(entry.variants ?? {}));
    for (const sentence of [entry.heading ?? '', ...entry.text, ...[...variants.values()].flat()]) {
      const rest = sentence.replace(braces, '');
      const wrong = [...sentence.matchAll(braces)].some(
        ([, inner = '']) => !variable.test(inner) && !choice.test(inner),
      );
      if (rest.includes('{') || rest.includes('}') || wrong) {
        problems.push({ code: 'wording-braces', subject: id, sentence: `The braces of ${id} are not understood.` });
      }
    }
    paragraphs.set(id, { heading: entry.heading ?? null, text: entry.text, variants });
  }
  if (problems.length > 0)
    throw new Refusal('wording-invalid', 'The wording file does not have the expected form.', { problems });
  const { source, edition, effectiveFrom, attached } = read.data;
  return { source, edition, effectiveFrom, attached: new Set(attached), paragraphs };
}

/** Reads the wording that ships with the product, or another file of the same form (a firm's own template, R-RPT-01). */
export function loadWording(file: URL | string = new URL('../../../data/wording.yaml', import.meta.url)): Wording {
  return parseWording(readFileSync(file, 'utf8'));
}

/** {t1: a|t2: b} and {t2: words}, decided. Text without a choice is returned unchanged. */
function chooseType(text: string, type: ReportType): string {
  return text
    .replace(/\{t1: ?([^{}|]*)\|t2: ?([^{}]*)\}/g, (_, first: string, second: string) =>
      type === 'type1' ? first : second,
    )
    .replace(/\{t([12]):([^{}]*)\}/g, (_, of: string, words: string) => (type === `type${of}` ? words : ''));
}

/** The variables that a sentence names in a report of this type, in order, each once. */
export function variablesOf(text: string, type: ReportType): readonly string[] {
  // a choice may hold variables of its own only outside its braces: they are decided first
  return [...new Set([...chooseType(text, type).matchAll(braces)].map(([, name = '']) => name))];
}

/**
 * Fills one sentence of the wording.
 *
 * variables  name → words; '' or null is empty
 * attached   names that may be empty without taking the sentence along
 * returns    the sentence, or null when it is left out: a variable is empty, or nothing of it belongs to this type
 * refuses    `wording-variable-missing`: a variable that nobody knows is an error, never a gap
 */
export function fillWording(
  text: string,
  type: ReportType,
  variables: Readonly<Record<string, string | null>>,
  attached: ReadonlySet<string> = new Set(),
): string | null {
  let empty = false;
  const filled = chooseType(text, type).replace(braces, (brace, name: string, at: number, whole: string) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined) {
      throw new Refusal('wording-variable-missing', `The wording “${text}” names {${name}}, which has no value.`);
    }
    if ((value === null || value === '') && !attached.has(name)) empty = true;
    // "Northline Inc." at the end of a sentence: one full stop is enough
    return whole[at + brace.length] === '.' ? (value ?? '').replace(/(?<=[^.])\.$/, '') : (value ?? '');
  });
  const said = filled.trim();
  return empty || said === '' ? null : said;
}
