import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examine } from '../examine/index.ts';
import { version } from '../version.ts';
import { home } from './environment.ts';

/** The example that an installation shows when it is new. */
export const exampleName = 'public-records';

/**
 * Examines the example into the folder of results, unless the result that is kept was made from the same records by the same
 * version. A result that was begun and not ended is made again.
 *
 * results   folder of results
 * progress  one line that the next replaces
 * returns   whether it was examined now, or the kept result stands
 */
export async function examineExample(options: {
  readonly folder?: string;
  readonly results: string;
  readonly databaseUrl: string | undefined;
  readonly now: () => Date;
  readonly progress: (line: string) => void;
  readonly tell: (line: string) => void;
}): Promise<'kept' | 'examined' | 'waits'> {
  const folder = options.folder ?? join(home, 'examples', exampleName);
  const out = join(options.results, exampleName);
  const record = join(options.results, `${exampleName}.made-from.json`);
  const madeFrom = { example: await digestOf(folder), product: await productDigest(), version };
  const text = `${JSON.stringify(madeFrom, null, 1)}\n`;
  const kept = await readFile(record, 'utf8').catch(() => null);
  if (kept === text && (await isWhole(out))) return 'kept';
  await rm(record, { force: true });
  const result = await examine({
    folder,
    out,
    keys: null,
    databaseUrl: options.databaseUrl,
    installation: null,
    now: options.now,
    progress: options.progress,
    tell: options.tell,
  });
  await writeFile(`${record}.new`, text);
  await rename(`${record}.new`, record);
  return result.stopped === undefined ? 'examined' : 'waits';
}

async function isWhole(out: string): Promise<boolean> {
  const whole = async (names: readonly string[]): Promise<boolean> => {
    const found = await Promise.all(names.map((name) => stat(join(out, name)).catch(() => null)));
    return found.every((one) => one?.isFile() === true);
  };
  return (
    (await whole(['report.pdf', 'tickmark-bundle.json', 'result.json', 'trust.txt'])) ||
    (await whole(['judgements.skeleton.yaml']))
  );
}

/** What the result follows from besides the records: the code and the standards, tests left out. */
async function productDigest(): Promise<string> {
  const parts = [await digestOf(join(home, 'src'), /\.test\.ts$/), await digestOf(join(home, 'data'))];
  return createHash('sha256').update(parts.join('\n')).digest('hex');
}

/** SHA-256 over names and contents of a folder's files; git gives files new times, so times do not count. */
async function digestOf(folder: string, except?: RegExp): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile() && except?.test(entry.name) !== true)
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash('sha256');
  for (const file of files) {
    const content = createHash('sha256');
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) content.update(chunk);
    hash.update(`${file.slice(folder.length)}\0${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}
