import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { refuse } from './errors.ts';

/**
 * A file of evidence as an importer sees it.
 * name  as given, for places and sentences
 * path  where its bytes lie; or
 * open  gives its bytes from the start, each time it is called (evidence is stored encrypted)
 */
export type SourceFile =
  | { readonly name: string; readonly path: string }
  | { readonly name: string; readonly open: () => AsyncIterable<Uint8Array> };

const chunkBytes = 1 << 18;

/**
 * The bytes of a file in order, unpacked when the content (not the name) is gzip. Memory stays at a few chunks, however large
 * the file or what it unpacks to.
 * refuses  file-unreadable, file-empty, file-truncated (gzip that ends early), file-malformed (damaged gzip, other archives)
 */
export async function* readBytes(file: SourceFile): AsyncGenerator<Buffer, void, undefined> {
  const raw: AsyncIterable<unknown> =
    'open' in file ? file.open() : createReadStream(file.path, { highWaterMark: chunkBytes });
  const chunks = raw[Symbol.asyncIterator]();
  try {
    let head = Buffer.alloc(0);
    while (head.length < 4) {
      const next = await chunks.next();
      if (next.done === true) break;
      head = Buffer.concat([head, toBuffer(next.value)]);
    }
    if (head.length === 0) throw refuse('file-empty', `${file.name} is empty.`);
    if (head[0] === 0x1f && head[1] === 0x8b) yield* unpack(file, head, chunks);
    else {
      if (head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 0) <= 8) {
        throw refuse('file-malformed', `${file.name} is a ZIP archive.`, {
          next: 'Unpack it and name the files in it.',
        });
      }
      yield head;
      for (;;) {
        const next = await chunks.next();
        if (next.done === true) return;
        yield toBuffer(next.value);
      }
    }
  } catch (error) {
    throw readable(file, error);
  } finally {
    await chunks.return?.();
  }
}

function toBuffer(chunk: unknown): Buffer {
  if (!Buffer.isBuffer(chunk)) throw new TypeError('a file stream gives buffers');
  return chunk;
}

async function* unpack(
  file: SourceFile,
  head: Buffer,
  rest: AsyncIterator<unknown>,
): AsyncGenerator<Buffer, void, undefined> {
  const gunzip = createGunzip({ chunkSize: chunkBytes });
  const feed = async (): Promise<void> => {
    let next: unknown = head;
    for (;;) {
      if (!gunzip.write(next)) {
        await new Promise<void>((resolve) => {
          const go = (): void => {
            gunzip.off('drain', go).off('close', go).off('error', go);
            resolve();
          };
          gunzip.once('drain', go).once('close', go).once('error', go);
        });
      }
      if (gunzip.destroyed) return;
      const step = await rest.next();
      if (step.done === true) break;
      next = step.value;
    }
    gunzip.end();
  };
  const feeding = feed().catch((error: unknown) => {
    gunzip.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    let any = false;
    for await (const chunk of gunzip) {
      any = true;
      yield toBuffer(chunk);
    }
    if (!any) throw refuse('file-empty', `${file.name} is gzip with nothing in it.`);
  } finally {
    gunzip.destroy();
    await feeding;
  }
}

function readable(file: SourceFile, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
      return refuse('file-unreadable', `There is no file ${file.name}.`, { cause: error });
    case 'EISDIR':
      return refuse('file-unreadable', `${file.name} is a folder.`, { cause: error });
    case 'EACCES':
    case 'EPERM':
      return refuse('file-unreadable', `${file.name} may not be read.`, { cause: error });
    case 'Z_BUF_ERROR':
      return refuse('file-truncated', `${file.name} is gzip that ends in the middle.`, { cause: error });
    case 'Z_DATA_ERROR':
    case 'Z_STREAM_ERROR':
    case 'Z_NEED_DICT':
    case 'Z_MEM_ERROR':
      return refuse('file-malformed', `${file.name} is damaged gzip.`, { cause: error });
    default:
      return error;
  }
}
