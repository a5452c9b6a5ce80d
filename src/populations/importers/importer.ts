import type { JsonItem } from '../json-stream.ts';
import type { Kind } from '../kind.ts';
import type { Draft } from '../record.ts';
import type { SourceFile } from '../source-file.ts';
import type { CsvMapping } from './csv/mapping.ts';

/**
 * What one piece of a file turned out to be.
 * at  its place in the file
 */
export type Reading =
  | { readonly at: string; readonly draft: Draft }
  | { readonly at: string; readonly refused: string }
  | { readonly at: string; readonly otherKind: true };

/**
 * The beginning of a file, for recognition: at most 64 KiB of text and, if it holds JSON, the first records.
 * items  as they are when arrays of the importer's `wrappers` hold the records
 */
export interface Head {
  readonly text: string;
  readonly items: readonly JsonItem[];
}

/**
 * asOf     when the file was collected, where ages are counted from; null when not known
 * mapping  csv only
 */
export interface ImportContext {
  readonly kind: Kind;
  readonly asOf: string | null;
  readonly mapping: CsvMapping | null;
}

/**
 * One outside format.
 * kinds  ids of the kinds it makes; null when its mapping says
 * wrappers  names of top-level arrays that hold the records, for formats in JSON
 * utc    times without an offset are UTC, as the format's documentation says
 */
export interface Importer {
  readonly format: string;
  readonly kinds: readonly string[] | null;
  readonly wrappers: readonly string[];
  readonly utc: boolean;
  recognises(head: Head): boolean;
  read(file: SourceFile, context: ImportContext): AsyncIterable<readonly Reading[]>;
}
