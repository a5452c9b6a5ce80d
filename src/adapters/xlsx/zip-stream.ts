/** A ZIP archive as it is made: nothing of it is held but the names. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface StreamedFile {
  readonly name: string;
  readonly parts: AsyncIterable<string> | Iterable<string>;
}

/** 1 January 1980, 00:00: the first day ZIP knows. */
const dosDate = 0x0021;
/** Sizes follow the bytes; names are UTF-8. */
const flags = 0x0808;
const deflated = 8;
const mostBytes = 0xffff_ffff;

/** The archive's bytes. Throws RangeError beyond 4 GiB, which ZIP without its extensions cannot say. */
export async function* zipStream(files: Iterable<StreamedFile>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  let count = 0;
  for (const { name, parts } of files) {
    const named = Buffer.from(name, 'utf8');
    const begins = offset;
    const local = head(0x504b0304, Buffer.concat([common(named.length, { crc: 0, packed: 0, size: 0 }), named]));
    yield local;
    offset += local.length;
    const sums = { crc: 0, packed: 0, size: 0 };
    for await (const chunk of packed(parts, sums)) {
      offset = within(offset + chunk.length);
      yield chunk;
    }
    const after = Buffer.alloc(16);
    after.writeUInt32BE(0x504b0708, 0);
    writeSums(after, 4, sums);
    yield after;
    offset += after.length;
    const place = Buffer.alloc(14);
    place.writeUInt32LE(begins, 10);
    const made = Buffer.from([20, 0]);
    directory.push(head(0x504b0102, Buffer.concat([made, common(named.length, sums), place, named])));
    count += 1;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32BE(0x504b0506, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(within(offset), 16);
  yield Buffer.concat([...directory, end]);
}

interface Sums {
  crc: number;
  packed: number;
  size: number;
}

async function* packed(parts: StreamedFile['parts'], sums: Sums): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw();
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      const bytes = Buffer.from(part, 'utf8');
      sums.crc = crc32(bytes, sums.crc);
      sums.size = within(sums.size + bytes.length);
      yield bytes;
    }
  }
  const done = pipeline(Readable.from(counted()), deflate);
  // What goes wrong comes out of the loop below; the promise alone would be a fault nobody waits for.
  done.catch(() => undefined);
  for await (const chunk of deflate) {
    const bytes = Buffer.from(chunk);
    sums.packed += bytes.length;
    yield bytes;
  }
  await done;
}

function head(signature: number, rest: Buffer): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(signature, 0);
  return Buffer.concat([bytes, rest]);
}

/** What the head of a file and its line in the directory have in common. */
function common(nameLength: number, sums: Sums): Buffer {
  const bytes = Buffer.alloc(26);
  bytes.writeUInt16LE(20, 0);
  bytes.writeUInt16LE(flags, 2);
  bytes.writeUInt16LE(deflated, 4);
  bytes.writeUInt16LE(dosDate, 8);
  writeSums(bytes, 10, sums);
  bytes.writeUInt16LE(nameLength, 22);
  return bytes;
}

function writeSums(bytes: Buffer, at: number, sums: Sums): void {
  bytes.writeUInt32LE(sums.crc, at);
  bytes.writeUInt32LE(sums.packed, at + 4);
  bytes.writeUInt32LE(sums.size, at + 8);
}

function within(size: number): number {
  if (size > mostBytes) throw new RangeError('The archive is larger than 4 GiB.');
  return size;
}
