import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LibraryControl, Standards } from '../../criteria/index.ts';
import { parseKind } from '../../populations/index.ts';
import type { Kind } from '../../populations/kind.ts';
import { parseProcedures } from '../../procedures/index.ts';
import type { Procedure } from '../../procedures/model.ts';
import type { Problem } from '../../refusal.ts';

/** Where the product's own tables lie. */
export const dataFolder = fileURLToPath(new URL('../../../data/', import.meta.url));

export interface Library {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly controls: ReadonlyMap<string, LibraryControl>;
}

/** Kinds, procedures and controls that ship with the product. A broken table is a fault of the installation, not of the user. */
export async function loadLibrary(standards: Standards): Promise<Library> {
  const problems: Problem[] = [];
  const kinds = new Map<string, Kind>();
  for (const [name, text] of await yamlFiles('kinds')) {
    const parsed = parseKind(text, name);
    problems.push(...parsed.problems);
    if (parsed.kind) kinds.set(parsed.kind.id, parsed.kind);
  }
  const procedures = new Map<string, Procedure>();
  for (const [name, text] of await yamlFiles('procedures')) {
    const parsed = parseProcedures(text, name);
    problems.push(...parsed.problems);
    for (const procedure of parsed.procedures) procedures.set(procedure.id, procedure);
  }
  if (problems.length > 0)
    throw new Error(`The library in data/ is broken: ${problems.map((p) => p.sentence).join(' ')}`);
  return { kinds, procedures, controls: new Map(standards.controls.map((control) => [control.id, control])) };
}

/** Every .yaml file directly in data/<folder> and in data/<folder>/library, in order of name. */
async function yamlFiles(folder: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const place of [folder, `${folder}/library`]) {
    for (const name of (await readdir(join(dataFolder, place))).sort()) {
      if (name.endsWith('.yaml'))
        found.push([`data/${place}/${name}`, await readFile(join(dataFolder, place, name), 'utf8')]);
    }
  }
  return found;
}
