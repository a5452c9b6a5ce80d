import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Problem, Refusal } from '../refusal.ts';
import type { Procedure } from './model.ts';
import { parseProcedures } from './parse.ts';

/**
 * Every procedure of a folder, its library/ beneath it included, by id.
 * folder   `data/procedures`
 * refuses  `library-unreadable` (exit 3: the installation is damaged) with all problems; also when two procedures share an id
 */
export function loadProcedures(folder: string): ReadonlyMap<string, Procedure> {
  const library = new Map<string, Procedure>();
  const problems: Problem[] = [];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yaml'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const parsed = parseProcedures(readFileSync(file, 'utf8'), file);
    problems.push(...parsed.problems);
    for (const procedure of parsed.procedures) {
      if (library.has(procedure.id)) {
        const sentence = `The procedure “${procedure.id}” is there twice.`;
        problems.push({ code: 'procedure-twice', subject: file, sentence });
      }
      library.set(procedure.id, procedure);
    }
  }
  if (problems.length > 0) {
    throw new Refusal('library-unreadable', `The procedures in ${folder} cannot be used.`, { exit: 3, problems });
  }
  return library;
}
