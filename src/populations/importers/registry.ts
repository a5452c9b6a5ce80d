/** The formats we read, and which of them a file has. */
import { refuse } from '../errors.ts';
import { type JsonItem, jsonItems } from '../json-stream.ts';
import { Refusal } from '../../refusal.ts';
import { nearest } from '../nearest.ts';
import { readBytes, type SourceFile } from '../source-file.ts';
import { asff } from './asff/importer.ts';
import { cloudtrail } from './cloudtrail/importer.ts';
import { csv } from './csv/importer.ts';
import { gitLog } from './git-log/importer.ts';
import { githubPulls } from './github-pulls/importer.ts';
import { iamCredentialReport } from './iam-credential-report/importer.ts';
import type { Importer } from './importer.ts';
import { trivy } from './trivy/importer.ts';

/** In the order in which they are tried. */
const importers: readonly Importer[] = [iamCredentialReport, githubPulls, gitLog, cloudtrail, asff, trivy, csv];

export const formats: readonly string[] = importers.map((importer) => importer.format);

/** refuses format-unknown, naming the nearest */
export function importerOf(format: string): Importer {
  const found = importers.find((importer) => importer.format === format);
  if (found === undefined) {
    throw refuse('format-unknown', `There is no format ${format}; the nearest is ${nearest(format, formats)}.`, {
      next: `The formats are ${formats.join(', ')}.`,
    });
  }
  return found;
}

const headBytes = 1 << 16;

/**
 * The format of a file by its content, whatever its name; gzip is looked into.
 * refuses  format-unknown; file-empty, file-unreadable, file-truncated as any reading of the file does
 */
export async function recogniseFormat(file: SourceFile): Promise<string> {
  const text = await readText(file);
  const isJson = /^[\uFEFF\s]*[[{]/.test(text);
  const seen = new Map<string, readonly JsonItem[]>();
  let found: Importer | undefined;
  for (const importer of importers) {
    const wrappers = importer.wrappers.join();
    const items = seen.get(wrappers) ?? (isJson ? await firstItems(file, importer.wrappers) : []);
    seen.set(wrappers, items);
    if (importer.recognises({ text, items })) {
      found = importer;
      break;
    }
  }
  if (found === undefined) {
    throw refuse('format-unknown', `${file.name} has no content that we recognise.`, {
      next: `Say which format it has: ${formats.join(', ')} (csv needs a mapping).`,
    });
  }
  return found.format;
}

async function readText(file: SourceFile): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const chunk of readBytes(file)) {
    pieces.push(chunk.subarray(0, headBytes - size));
    size += chunk.length;
    if (size >= headBytes) break;
  }
  return Buffer.concat(pieces).toString('utf8');
}

async function firstItems(file: SourceFile, wrappers: readonly string[]): Promise<readonly JsonItem[]> {
  try {
    for await (const batch of jsonItems(file, wrappers)) return batch;
  } catch (error) {
    // A file damaged from the start shows nothing; its importer will say where it is damaged.
    if (!(error instanceof Refusal)) throw error;
  }
  return [];
}
