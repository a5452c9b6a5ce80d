/**
 * The file of a backup: a tar (ustar) that any tar opens, in the one spelling written here, so that every byte of it is checked.
 * An item is cut into parts of at most 4 MiB, `NAME/000000`, `NAME/000001`, …: how long an item is need not be known before it is
 * read, and neither side ever holds more than a part. `manifest.json` comes last but one, `manifest.sha256` last.
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { link, open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '../../refusal.ts';

export const partBytes = 4 * 1024 * 1024;
const block = 512;
const manifestName = 'manifest.json';
const sealName = 'manifest.sha256';
/** A manifest names tables and logs, never single blobs. */
const largestManifest = 64 * 1024 * 1024;

/** What was written of an item. */
export interface Written {
  readonly bytes: number;
  readonly sha256: string;
}

export interface ArchiveWriter {
  /** Adds an item; when its bytes end in an error, what was written of it stays and the error goes on. */
  add(name: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<Written>;
  /** Writes the manifest, and gives the file its name: from then on it is there, whole and on the disk. */
  finish(manifest: (sha256: string) => unknown): Promise<{ readonly bytes: number; readonly sha256: string }>;
  /** Removes what was written. After `finish` it does nothing. */
  discard(): Promise<void>;
}

/**
 * Begins a backup file. Until it is finished it has another name beside its own.
 * refuses  backup-there: a file of that name is there already
 */
export async function createArchive(path: string): Promise<ArchiveWriter> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`);
  const file = await open(temporary, 'wx', 0o600);
  const all = createHash('sha256');
  let size = 0;
  let isOpen = true;
  const write = async (bytes: Uint8Array): Promise<void> => {
    all.update(bytes);
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await file.write(bytes, done);
      done += bytesWritten;
    }
    size += bytes.length;
  };
  const entry = async (name: string, bytes: Uint8Array): Promise<void> => {
    await write(tarHeader(name, bytes.length));
    await write(bytes);
    await write(Buffer.alloc(paddingOf(bytes.length)));
  };
  const discard = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await file.close();
    await rm(temporary, { force: true });
  };
  return {
    discard,
    async add(name, bytes) {
      const hash = createHash('sha256');
      let total = 0;
      let number = 0;
      let held: Uint8Array[] = [];
      let waiting = 0;
      const flush = async (): Promise<void> => {
        await entry(partName(name, number), Buffer.concat(held, waiting));
        number += 1;
        held = [];
        waiting = 0;
      };
      for await (const chunk of bytes) {
        hash.update(chunk);
        total += chunk.length;
        for (let from = 0; from < chunk.length; ) {
          const piece = chunk.subarray(from, from + partBytes - waiting);
          held.push(piece);
          waiting += piece.length;
          from += piece.length;
          if (waiting === partBytes) await flush();
        }
      }
      if (waiting > 0 || number === 0) await flush();
      return { bytes: total, sha256: hash.digest('hex') };
    },
    async finish(manifest) {
      const bytes = Buffer.from(`${JSON.stringify(manifest(all.copy().digest('hex')), null, 1)}\n`);
      await entry(manifestName, bytes);
      await entry(sealName, Buffer.from(`${createHash('sha256').update(bytes).digest('hex')}\n`));
      await write(Buffer.alloc(2 * block));
      await file.sync();
      // A link, unlike a rename, never takes the place of a file that came there meanwhile.
      await link(temporary, path).catch((cause: unknown) => {
        if (codeOf(cause) !== 'EEXIST') throw cause;
        throw new Refusal('backup-there', `${path} is there already; a backup is never written over.`, { cause });
      });
      await discard();
      const folder = await open(dirname(path), 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
      return { bytes: size, sha256: all.digest('hex') };
    },
  };
}

/** A part of an item as it is read. */
interface Part {
  readonly name: string;
  readonly bytes: Buffer;
}

/** An item as it is read: its parts must be taken before the next item is asked for; what was not taken is passed over. */
export interface Item {
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

/** What `readArchive` gives back at its end. */
export interface ArchiveEnd {
  readonly manifest: unknown;
  /** of everything before the manifest, as it was read */
  readonly contents: string;
  /** of the whole file */
  readonly sha256: string;
}

/**
 * Reads a backup file from its beginning, each item once, and its manifest at the end.
 * refuses  backup-damaged: cut off, changed, or not a backup at all
 */
export async function* readArchive(path: string): AsyncGenerator<Item, ArchiveEnd> {
  const source = readBlocks(path);
  let contents = '';
  let manifest: Buffer | null = null;
  const nextPart = async (): Promise<Part | null> => {
    const before = source.digest();
    const header = await source.take(block);
    const name = nameIn(header);
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8);
    const limit = name === manifestName ? largestManifest : partBytes;
    if (!Number.isSafeInteger(size) || size > limit || !tarHeader(name, size).equals(header)) throw damaged(source.at);
    const bytes = Buffer.from(await source.take(size));
    if ((await source.take(paddingOf(size))).some((byte) => byte !== 0)) throw damaged(source.at);
    if (name !== manifestName) return { name, bytes };
    contents = before;
    manifest = bytes;
    return null;
  };

  const ahead = { part: await nextPart() };
  for (let first = ahead.part; first !== null; first = ahead.part) {
    const { name, number } = itemOf(first.name, source.at);
    if (number !== 0) throw damaged(source.at);
    let expected = 0;
    const parts = async function* (): AsyncGenerator<Buffer> {
      while (ahead.part !== null && ahead.part.name === partName(name, expected)) {
        const { bytes } = ahead.part;
        ahead.part = await nextPart();
        expected += 1;
        yield bytes;
      }
    };
    yield { name, bytes: parts() };
    for await (const rest of parts()) void rest;
  }

  const [seal, held] = [await source.take(block), await source.take(block)];
  const bytes: Buffer = manifest ?? Buffer.alloc(0);
  const digest = `${createHash('sha256').update(bytes).digest('hex')}\n`;
  const expectedSeal = Buffer.concat([Buffer.from(digest), Buffer.alloc(paddingOf(digest.length))]);
  if (!tarHeader(sealName, digest.length).equals(seal) || !expectedSeal.equals(held)) throw damaged(source.at);
  if ((await source.take(2 * block)).some((byte) => byte !== 0)) throw damaged(source.at);
  await source.end();
  return { manifest: jsonOf(bytes), contents, sha256: source.digest() };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new Refusal('backup-damaged', 'The manifest of the backup cannot be read.', { cause });
  }
}

/** Reads a file in pieces of the length asked for, hashing what was taken. */
function readBlocks(path: string) {
  const stream = createReadStream(path, { highWaterMark: 1024 * 1024 });
  const chunks = stream[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let held = Buffer.alloc(0);
  let at = 0;
  return {
    get at() {
      return at;
    },
    digest: () => hash.copy().digest('hex'),
    async take(length: number): Promise<Buffer> {
      const pieces: Buffer[] = [];
      for (let missing = length; missing > 0; ) {
        if (held.length === 0) {
          const next = await chunks.next();
          if (next.done === true) throw damaged(at, 'it ends too early');
          held = next.value;
        }
        const piece = held.subarray(0, missing);
        held = held.subarray(piece.length);
        missing -= piece.length;
        pieces.push(piece);
      }
      const bytes = pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
      hash.update(bytes);
      at += length;
      return bytes;
    },
    async end(): Promise<void> {
      if (held.length > 0 || (await chunks.next()).done !== true) throw damaged(at, 'something follows its end');
    },
  };
}

function damaged(at: number, why = 'it was changed, or is not a backup'): Refusal {
  return new Refusal('backup-damaged', `The backup cannot be trusted: ${why}, at byte ${at}.`, {
    next: 'Nothing was restored. Take another copy of it.',
  });
}

const partName = (name: string, number: number): string => `${name}/${String(number).padStart(6, '0')}`;

function itemOf(name: string, at: number): { name: string; number: number } {
  const found = /^(.+)\/([0-9]{6,})$/.exec(name);
  if (found?.[1] === undefined) throw damaged(at);
  return { name: found[1], number: Number(found[2]) };
}

const paddingOf = (size: number): number => (block - (size % block)) % block;

/** A ustar header of a plain file, with nothing in it that depends on where or when it was written. */
function tarHeader(path: string, size: number): Buffer {
  const header = Buffer.alloc(block);
  const [prefix, name] = splitPath(path);
  header.write(name, 0, 100);
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        0', 148);
  header.write('ustar\0', 257);
  header.write('00', 263);
  header.write(prefix, 345, 155);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

function nameIn(header: Buffer): string {
  const text = (from: number, length: number) => header.toString('utf8', from, from + length).replace(/\0[^]*$/, '');
  const prefix = text(345, 155);
  return prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`;
}

/** ustar keeps a path in two fields, of 155 and 100 bytes, parted at a slash. */
function splitPath(path: string): [string, string] {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return [prefix, name];
  }
  throw new Refusal('backup-path', `${path} is too long for the name of a file in a backup.`, {
    exit: 3,
    next: 'Give the file or its folder a shorter name.',
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
