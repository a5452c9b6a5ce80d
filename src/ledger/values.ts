/**
 * What lies behind the leaves of a log of ours, as files beside its tiles: `values/000`, `values/001`, … (indexes written as in
 * tile paths), 256 entries a file, the last may hold fewer. They are the firm's file, never published: tiles tell strangers
 * nothing, these hold the statements.
 *
 * An entry is: length of the header (4 bytes, big-endian), header (canonical JSON), salt (32 bytes), length of the envelope
 * (4 bytes), envelope (UTF-8).
 */
import { concat, fromUtf8, utf8 } from './bytes.ts';
import type { StoredValue, ValueReader } from './check-bundle.ts';
import { headerBytes } from './entry.ts';
import { refuse } from './errors.ts';
import type { Log, LoggedEntry } from './log.ts';
import { isJsonObject, type Json } from './canonical-json.ts';
import { type EntryHeader, isHop } from './statement.ts';
import { type TileReader, type TileStore, tilePath, tileWidth } from './tiles.ts';

/** Path of the file that holds values [256 · index, 256 · index + 256). */
export function valuesPath(index: number): string {
  return tilePath({ level: 'entries', index, width: tileWidth }).replace('tile/entries/', 'values/');
}

function uint32(n: number): Uint8Array {
  const out = new Uint8Array(4);
  new DataView(out.buffer).setUint32(0, n);
  return out;
}

export function encodeValues(entries: readonly Pick<LoggedEntry, 'header' | 'salt' | 'envelope'>[]): Uint8Array {
  return concat(
    ...entries.flatMap(({ header, salt, envelope }) => {
      const head = headerBytes(header);
      const text = utf8(envelope);
      return [uint32(head.length), head, salt, uint32(text.length), text];
    }),
  );
}

/**
 * The values of a file; bytes are views into it.
 * refuses  bad-tile, bad-statement, bad-encoding
 */
export function parseValues(bytes: Uint8Array): StoredValue[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values: StoredValue[] = [];
  let at = 0;
  const pass = (length: number): number => {
    const start = at;
    at += length;
    if (at > bytes.length) throw refuse('bad-tile', `Value ${values.length} of the file is cut off.`);
    return start;
  };
  const length = (): number => view.getUint32(pass(4));
  const take = (size: number): Uint8Array => bytes.subarray(pass(size), at);
  while (at < bytes.length) {
    if (values.length === tileWidth) throw refuse('bad-tile', `The file holds more than ${tileWidth} values.`);
    const head = take(length());
    const salt = take(32);
    values.push({ header: headerFrom(fromUtf8(head)), headerBytes: head, salt, envelope: take(length()) });
  }
  return values;
}

function headerFrom(text: string): EntryHeader {
  // Not held to the canonical form here: the bytes are hashed as they stand, and must give the logged value.
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw refuse('bad-statement', 'The header of a value is not JSON.', { cause });
  }
  if (isJsonObject(value)) {
    const { hop, inputs } = value;
    if (typeof hop === 'string' && isHop(hop) && Array.isArray(inputs) && Object.keys(value).length === 2) {
      const indexes: readonly unknown[] = inputs;
      if (indexes.every((one) => typeof one === 'number')) return { hop, inputs: indexes };
    }
  }
  throw refuse('bad-statement', 'The header of a value does not have the shape of this ledger.');
}

/** Reads values from files; null for each that is missing. */
export function readValues(read: TileReader): ValueReader {
  return async (start, count) => {
    const out: (StoredValue | null)[] = [];
    for (let at = start; at < start + count; ) {
      const index = Math.floor(at / tileWidth);
      const bytes = await read(valuesPath(index));
      const values = bytes === null ? [] : parseValues(bytes);
      for (; at < start + count && Math.floor(at / tileWidth) === index; at++) out.push(values[at % tileWidth] ?? null);
    }
    return out;
  };
}

/**
 * Writes the values of the first `size` entries of a log as files, so that its folder can be checked without a database.
 * Write them again after each later checkpoint: a check wants every value of the checkpointed tree.
 * size     of the checkpoint in the folder
 * refuses  log-damaged
 */
export async function exportValues(log: Pick<Log, 'origin' | 'store'>, files: TileStore, size: number): Promise<void> {
  for (let start = 0; start < size; start += tileWidth) {
    const count = Math.min(tileWidth, size - start);
    const entries = await log.store.entries(log.origin, start, count);
    if (entries.length !== count) {
      const sentence = `Entries ${start} to ${start + count - 1} of the log ${log.origin} are not all there.`;
      throw refuse('log-damaged', sentence, { exit: 3 });
    }
    await files.write(valuesPath(start / tileWidth), encodeValues(entries));
  }
}
