/** Looks into archives without unpacking them to disk, within bounds: an archive may say anything of itself. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { ContentScan, type Findings } from './scan.ts';

/** Beyond these an archive explodes. The ratio counts where more than `spared` bytes come out. */
export const archiveLimits = {
  entries: 20_000,
  ratio: 200,
  spared: 64 * 1024 * 1024,
  total: 20 * 1024 ** 3,
  /** what is looked through of one archive, unpacked */
  looked: 512 * 1024 * 1024,
} as const;

/** Plain bytes [start, end) of the archive. */
export type ReadRange = (start: number, end: number) => Promise<Buffer>;

const rangeBytes = 1024 * 1024;

class Ranges extends RandomAccessReader {
  readonly #read: ReadRange;

  constructor(read: ReadRange) {
    super();
    this.#read = read;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const read = this.#read;
    async function* pieces() {
      for (let at = start; at < end; at += rangeBytes) yield await read(at, Math.min(end, at + rangeBytes));
    }
    return Readable.from(pieces(), { objectMode: false });
  }
}

/** A zip, an Office file among them: its names, sizes, macros, and the texts inside. size: of the archive, bytes */
export async function scanZip(read: ReadRange, size: number, findings: Findings): Promise<void> {
  let zip: ZipFile;
  try {
    zip = await fromRandomAccessReaderPromise(new Ranges(read), size, { lazyEntries: true, autoClose: false });
  } catch {
    findings.add('archive-unreadable', () => 'directory');
    return;
  }
  // What goes wrong after the last entry was asked for concerns nobody.
  zip.on('error', () => undefined);
  let count = 0;
  let total = 0;
  let left: number = archiveLimits.looked;
  try {
    for await (const entry of zip.eachEntry()) {
      const place = () => placeOf(entry.fileName);
      count += 1;
      total += entry.uncompressedSize;
      if (
        count > archiveLimits.entries ||
        total > archiveLimits.total ||
        explodes(total, size) ||
        explodes(entry.uncompressedSize, entry.compressedSize)
      ) {
        findings.add('archive-explodes', place);
        return;
      }
      if (entry.fileName.endsWith('/')) continue;
      if (entry.isEncrypted()) findings.add('archive-locked', place);
      if (/(^|\/)vbaProject\.bin$|(^|\/)macrosheets\//i.test(entry.fileName)) findings.add('macro', place);
      if (/\.(zip|t?gz|7z|rar|bz2|xz|jar)$/i.test(entry.fileName)) findings.add('archive-nested', place);
      if (!entry.canDecodeFileData()) continue;
      if (left <= 0) {
        findings.add('not-scanned', place);
        continue;
      }
      left -= await scanEntry(zip, entry, left, findings);
    }
  } catch (error) {
    const says = error instanceof Error ? error.message : '';
    if (/relative path|absolute path|invalid characters/.test(says)) findings.add('archive-escapes', () => 'directory');
    else if (/too many bytes/.test(says)) findings.add('archive-explodes', () => 'an entry is longer than it says');
    else findings.add('archive-unreadable', () => `entry ${count}`);
  } finally {
    zip.close();
  }
}

/** A gzip file: how much comes out, and the text inside. */
export async function scanGzip(packed: AsyncIterable<Uint8Array>, size: number, findings: Findings): Promise<void> {
  const scan = new ContentScan(findings, 'inside, ');
  let out = 0;
  const unpacked = pipeline(Readable.from(packed, { objectMode: false }), createGunzip(), () => undefined);
  try {
    for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
      out += piece.byteLength;
      if (explodes(out, size)) {
        findings.add('archive-explodes', () => 'inside');
        break;
      }
      if (out > archiveLimits.looked) {
        findings.add('not-scanned', () => 'inside');
        break;
      }
      scan.feed(piece);
    }
    scan.end();
  } catch {
    findings.add('archive-unreadable', () => 'inside');
  } finally {
    unpacked.destroy();
  }
}

function explodes(out: number, packed: number): boolean {
  return out > archiveLimits.spared && out > packed * archiveLimits.ratio;
}

/** Answers how many bytes were unpacked. */
async function scanEntry(zip: ZipFile, entry: Entry, most: number, findings: Findings): Promise<number> {
  const name = placeOf(entry.fileName);
  const scan = new ContentScan(findings, `${name}, `);
  let out = 0;
  for await (const piece of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>) {
    out += piece.byteLength;
    if (out > most) {
      findings.add('not-scanned', () => name);
      break;
    }
    scan.feed(piece);
  }
  scan.end();
  return out;
}

function placeOf(name: string): string {
  return name.replaceAll(/\p{Cc}/gu, '\u{fffd}').slice(0, 120);
}
