import { isObject } from '../json-value.ts';
import { type JsonItem, jsonItems } from '../json-stream.ts';
import type { SourceFile } from '../source-file.ts';
import type { Draft } from '../record.ts';
import type { Reading } from './importer.ts';

export const notAnObject = 'the record is not an object';

/** The object of an item, or the reading that says why there is none. */
export function objectIn(item: JsonItem): { object: Readonly<Record<string, unknown>> } | { refused: string } {
  if ('refused' in item) return { refused: item.refused };
  return isObject(item.value) ? { object: item.value } : { refused: notAnObject };
}

/**
 * Readings of a JSON format in which one object is one record.
 * arrays  names of wrapping arrays
 * draft   what the object says; 'other-kind' when it is a record of another kind; a sentence's end when it is refused
 */
export async function* readObjects(
  file: SourceFile,
  arrays: readonly string[],
  draft: (object: Readonly<Record<string, unknown>>) => Draft | 'other-kind' | { readonly refusedBecause: string },
): AsyncGenerator<readonly Reading[], void, undefined> {
  for await (const items of jsonItems(file, arrays)) {
    yield items.map((item): Reading => {
      const found = objectIn(item);
      if ('refused' in found) return { at: item.at, refused: found.refused };
      const made = draft(found.object);
      if (made === 'other-kind') return { at: item.at, otherKind: true };
      if ('refusedBecause' in made && typeof made.refusedBecause === 'string') {
        return { at: item.at, refused: made.refusedBecause };
      }
      return { at: item.at, draft: made };
    });
  }
}
