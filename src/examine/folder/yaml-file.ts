import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Problem } from '../../refusal.ts';

/** A YAML file larger than this is not written by people; judgements of a simulated year stay well below it. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Reads one YAML file by its shape.
 * text    UTF-8 text of the file, already decoded
 * file    name as shown to people
 * returns the value, or undefined with at least one problem; every problem names file and line
 */
export function readYaml<Shape extends z.ZodType>(
  text: string,
  file: string,
  shape: Shape,
): { value?: z.infer<Shape>; problems: Problem[] } {
  if (text.length > maxBytes) {
    return { problems: [{ code: 'file-too-large', subject: file, sentence: `${file} is larger than 64 MiB.` }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => ({
        code: 'yaml',
        subject: `${file}:${lines.linePos(error.pos[0]).line}`,
        sentence: `${file}, line ${lines.linePos(error.pos[0]).line}: ${error.message.replace(/\.?$/, '.')}`,
      })),
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
  const parsed = shape.safeParse(plain ?? {});
  if (parsed.success) return { value: parsed.data, problems: [] };
  return {
    problems: parsed.error.issues.flatMap((issue) => {
      const path = issue.path.filter((part) => typeof part !== 'symbol');
      const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
      return keys.map((key) => {
        const at = key === undefined ? path : [...path, key];
        const line = lineOf(document, at, lines);
        const where = at.length === 0 ? '' : ` ${at.join('.')}`;
        const says = key === undefined ? lower(issue.message) : 'this field is not known here';
        return {
          code: key === undefined ? 'shape' : 'unknown-field',
          subject: `${file}:${line}`,
          sentence: `${file}, line ${line}:${where}${where ? ':' : ''} ${says.replace(/\.?$/, '.')}`,
        };
      });
    }),
  };
}

function lower(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

/** Line of the innermost node of the path that exists; 1 when the document is empty. */
function lineOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly (string | number)[],
  lines: LineCounter,
): number {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
