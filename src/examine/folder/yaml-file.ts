import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '../../refusal.ts';
import type { Path } from './places.ts';

/** A YAML file larger than this is not written by people; judgements of a simulated year stay well below it. */
const maxBytes = 64 * 1024 * 1024;
const mostErrors = 5;

/**
 * Reads one YAML file by its shape.
 * text    UTF-8 text of the file, already decoded
 * file    name as shown to people
 * returns the value and the lines of its parts, or undefined with at least one problem; every problem names file and line
 */
export function readYaml<Shape extends z.ZodType>(
  text: string,
  file: string,
  shape: Shape,
): { read?: { value: z.infer<Shape>; lineOf: (path: Path) => number }; problems: Problem[] } {
  if (text.length > maxBytes) {
    return { problems: [{ code: 'file-too-large', subject: file, sentence: `${file} is larger than 64 MiB.` }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  if (document.errors.length > 0) {
    // What follows the first errors of a file is their consequence.
    return {
      problems: document.errors.slice(0, mostErrors).map((error) => {
        const { line } = lines.linePos(error.pos[0]);
        const deep = error.message.startsWith('Maximum call stack');
        const says = deep ? 'this is nested too deeply' : error.message;
        return {
          code: 'yaml',
          subject: `${file}:${line}`,
          sentence: `${file}, line ${line}: ${says.replace(/\.?$/, '.')}`,
        };
      }),
    };
  }
  let plain: unknown;
  try {
    // Aliases may be used, but not to blow a small file up into a large one.
    plain = document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    return {
      problems: [
        { code: 'yaml', subject: file, sentence: `${file}: ${error instanceof Error ? error.message : 'unreadable'}.` },
      ],
    };
  }
  if (plain === null || plain === undefined) {
    return { problems: [{ code: 'file-empty', subject: file, sentence: `${file} is empty.` }] };
  }
  const parsed = shape.safeParse(plain);
  if (parsed.success) {
    return { read: { value: parsed.data, lineOf: (path) => lineOf(document, path, lines) }, problems: [] };
  }
  const seen = new Set<string>();
  const first = parsed.error.issues.filter((issue) => {
    const place = issue.path.join('\n');
    return issue.code === 'unrecognized_keys' || (!seen.has(place) && seen.add(place));
  });
  return {
    problems: first.flatMap((issue) => {
      const path = issue.path.filter((part) => typeof part !== 'symbol');
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
      return keys.map((key) => {
        const at = key === undefined ? path : [...path, key];
        const line = lineOf(document, at, lines);
        const where = at.length === 0 ? '' : ` ${at.join('.')}`;
        const says = key === undefined ? wordsOf(issue) : 'this field is not known here';
        return {
          code: key === undefined ? 'shape' : 'unknown-field',
          subject: `${file}:${line}`,
          sentence: `${file}, line ${line}:${where}${where ? ':' : ''} ${says.replace(/\.?$/, '.')}`,
        };
      });
    }),
  };
}

const namesOfTypes: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'named fields',
  record: 'named fields',
  array: 'a list',
};

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined && issue.message.endsWith('received undefined')) return 'this field is missing';
    return `this must be ${namesOfTypes[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value' && issue.values.length > 1) {
    return `this must be one of ${issue.values.map(String).join(', ')}`;
  }
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

/** Line of the innermost node of the path that exists; 1 when the document is empty. */
function lineOf(document: ReturnType<typeof parseDocument>, path: Path, lines: LineCounter): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
