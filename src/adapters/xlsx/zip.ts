/** ZIP archives held in memory: written with the same bytes for the same files, read within bounds and as if by an enemy. */
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise } from 'yauzl';

export interface ZipFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** 1 January 1980, 00:00: the first day ZIP knows. */
const dosDate = 0x0021;

/** Stored, not compressed: what zlib makes of bytes differs between its versions. Names in the order given. */
export function writeZip(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const named = Buffer.from(name, 'utf8');
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(dosDate, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.byteLength, 14);
    common.writeUInt32LE(bytes.byteLength, 18);
    common.writeUInt16LE(named.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, named]);
    const entry = Buffer.alloc(46);
    entry.writeUInt32BE(0x504b0102, 0);
    entry.writeUInt16LE(20, 4);
    common.copy(entry, 6);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, named);
    parts.push(local, Buffer.from(bytes));
    offset += local.length + bytes.byteLength;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32BE(0x504b0506, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, ...directory, end]);
}

/** What stands against an archive or workbook, in one sentence. */
export class UnreadableArchive extends Error {}

/** entries: how many at most; total: bytes that come out of all of them at most */
export interface ZipLimits {
  readonly entries: number;
  readonly total: number;
}

/** The files by name; folders are left out. Throws UnreadableArchive. */
export async function readZip(bytes: Buffer, limits: ZipLimits): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const seen = new Set<string>();
  let total = 0;
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
    let count = 0;
    for await (const entry of zip.eachEntry()) {
      count += 1;
      if (count > limits.entries) throw new UnreadableArchive(`It holds more than ${limits.entries} files.`);
      refuseEntry(entry, seen);
      total += entry.uncompressedSize;
      if (total > limits.total) throw new UnreadableArchive(`More than ${limits.total} bytes come out of it.`);
      if (entry.fileName.endsWith('/')) continue;
      const pieces: Buffer[] = [];
      // Longer or shorter than it says is an error of the stream.
      for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(Buffer.from(piece));
      const content = Buffer.concat(pieces);
      if (crc32(content) !== entry.crc32) throw new UnreadableArchive(`${short(entry.fileName)} is damaged.`);
      files.set(entry.fileName, content);
    }
  } catch (error) {
    if (error instanceof UnreadableArchive) throw error;
    const says = error instanceof Error ? error.message : '';
    if (/relative path|absolute path|invalid characters/.test(says)) {
      throw new UnreadableArchive('A name in it leads out of the archive.');
    }
    if (/too many bytes/.test(says)) throw new UnreadableArchive('A file in it is longer than it says.');
    throw new UnreadableArchive('It is no ZIP archive that can be read.');
  }
  return files;
}

function refuseEntry(entry: Entry, seen: Set<string>): void {
  const name = entry.fileName.normalize('NFC').toLowerCase();
  if (seen.has(name)) throw new UnreadableArchive(`${short(entry.fileName)} is in it twice.`);
  seen.add(name);
  if (entry.isEncrypted()) throw new UnreadableArchive(`${short(entry.fileName)} is locked with a password.`);
  // The upper half is the mode where a Unix made it: a link would stand for a file elsewhere.
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) {
    throw new UnreadableArchive(`${short(entry.fileName)} is a link.`);
  }
}

/** A name from outside, for a sentence. */
function short(name: string): string {
  const shown = name.replaceAll(/\p{C}/gu, '?');
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
}
