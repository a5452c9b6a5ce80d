import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';

const blockCharacters = 1 << 16;

/** One file of an export, written as it grows: memory stays at a block, however long the file becomes. Gzip where the name ends so. */
export class ExportFile {
  readonly name: string;
  readonly #out: WriteStream;
  readonly #into: WriteStream | Gzip;
  #block: string[] = [];
  #size = 0;

  private constructor(folder: string, name: string) {
    this.name = name;
    this.#out = createWriteStream(join(folder, name), { flags: 'wx' });
    if (name.endsWith('.gz')) {
      // Node writes no time into the header, so that equal content gives equal bytes.
      const gzip = createGzip({ level: 6 });
      gzip.pipe(this.#out);
      this.#into = gzip;
    } else this.#into = this.#out;
  }

  /** name  path inside the folder; folders on the way are made */
  static async open(folder: string, name: string): Promise<ExportFile> {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    const file = new ExportFile(folder, name);
    await once(file.#out, 'open');
    return file;
  }

  async write(text: string): Promise<void> {
    this.#block.push(text);
    this.#size += text.length;
    if (this.#size >= blockCharacters) await this.#flush();
  }

  async #flush(): Promise<void> {
    const block = this.#block.join('');
    this.#block = [];
    this.#size = 0;
    if (block !== '' && !this.#into.write(block)) await once(this.#into, 'drain');
  }

  async close(): Promise<void> {
    await this.#flush();
    this.#into.end();
    await finished(this.#out);
  }
}
