import type { Problem } from '../../refusal.ts';

/** Field names and places in lists that lead from a file's whole to one value. */
export type Path = readonly (string | number)[];

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A file as read: its value, and the line of what stands at a path of it (of the innermost that exists). */
interface ReadFile {
  readonly file: string;
  readonly value: unknown;
  readonly lineOf: (path: Path) => number;
}

/**
 * Where each record of an engagement folder stands, for problems that are found after the files were read. A record is known
 * by being that very object; the files are searched when the first place is asked for, so a folder without problems pays nothing.
 */
export class Places {
  readonly #files: ReadFile[] = [];
  readonly #made = new Map<object, (path: Path) => Place>();
  #found: ReadonlyMap<object, { readonly read: ReadFile; readonly path: Path }> | null = null;

  add(read: ReadFile): void {
    this.#files.push(read);
    this.#found = null;
  }

  /** What was made of a record stands where the record does. */
  sameAs(made: object, stated: object): void {
    this.#made.set(made, (path) => this.of(stated, ...path));
  }

  /** A record that no file of ours was read into; `placeOf` is asked only when something is wrong with it. */
  put(record: object, placeOf: () => Place): void {
    this.#made.set(record, placeOf);
  }

  /** Place of a record of the folder, or of what the path leads to from it. */
  of(record: object, ...path: Path): Place {
    const made = this.#made.get(record);
    if (made) return made(path);
    this.#found ??= pathsOf(this.#files);
    const found = this.#found.get(record);
    if (!found) throw new Error('A record that is not of the folder has no place in it.');
    return { file: found.read.file, line: found.read.lineOf([...found.path, ...path]) };
  }
}

/** A problem with a record of the folder: file and line first, then the sentence, which names the record. */
export function problemAt({ file, line }: Place, code: string, sentence: string, source?: string): Problem {
  const problem = { code, subject: `${file}:${line}`, sentence: `${file}, line ${line}: ${sentence}` };
  return source === undefined ? problem : { ...problem, source };
}

function pathsOf(files: readonly ReadFile[]): ReadonlyMap<object, { readonly read: ReadFile; readonly path: Path }> {
  const found = new Map<object, { readonly read: ReadFile; readonly path: Path }>();
  for (const read of files) {
    const open: { readonly value: unknown; readonly path: Path }[] = [{ value: read.value, path: [] }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const { value, path } = next;
      if (typeof value !== 'object' || value === null) continue;
      found.set(value, { read, path });
      if (Array.isArray(value)) for (const [i, item] of value.entries()) open.push({ value: item, path: [...path, i] });
      else for (const [name, item] of Object.entries(value)) open.push({ value: item, path: [...path, name] });
    }
  }
  return found;
}
