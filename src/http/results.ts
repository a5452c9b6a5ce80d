import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readResult, type ResultView } from './result-view.ts';

const resultShape = z.object({
  procedures: z.number(),
  records: z.number(),
  toResolve: z.number(),
  deviations: z.number(),
  criteria: z.object({ inScope: z.number(), met: z.number(), notMet: z.number() }),
  controls: z.object({
    tested: z.number(),
    effective: z.number(),
    ineffective: z.number(),
    notOccurred: z.number(),
  }),
  populations: z.array(
    z.object({ id: z.string(), kind: z.string(), records: z.number(), refusedCount: z.number(), digest: z.string() }),
  ),
  report: z.object({ pages: z.number(), sha256: z.string() }),
  seconds: z.number(),
});

/** Files of a result that are served. The firm's file and the keys beside them never are. */
export const served = {
  'report.pdf': 'application/pdf',
  'tickmark-bundle.json': 'application/json; charset=utf-8',
  'trust.txt': 'text/plain; charset=utf-8',
} as const;
export type ServedFile = keyof typeof served;

export interface Result {
  readonly id: string;
  readonly figures: z.infer<typeof resultShape>;
  readonly view: ResultView;
  /** bytes of each file that is served */
  readonly sizes: Readonly<Record<ServedFile, number>>;
  /** changes when the result is another one */
  readonly stamp: string;
}

/** A result that waits for people: the examination stopped because judgements are missing. */
export interface Waiting {
  readonly id: string;
  readonly skeleton: string;
}

export interface Results {
  list(): Promise<readonly string[]>;
  /** the result of that name, or what it waits for; null when there is none */
  find(id: string): Promise<Result | Waiting | null>;
  path(id: string, file: ServedFile): string;
}

/** Names that can be a folder of a result; anything else is never looked up. */
const plainName = /^[a-z0-9][a-z0-9-]{0,62}$/;

/**
 * The results in a folder, one folder each, as `examine` writes them.
 * directory  may be missing: then there are none
 */
export function openResults(directory: string): Results {
  const known = new Map<string, Result>();
  const path = (id: string, file: string) => join(directory, id, file);
  const find = async (id: string): Promise<Result | Waiting | null> => {
    if (!plainName.test(id)) return null;
    const stamp = await stampOf([path(id, 'report.pdf'), path(id, 'tickmark-bundle.json'), path(id, 'result.json')]);
    if (stamp === null) {
      const skeleton = path(id, 'judgements.skeleton.yaml');
      return (await stampOf([skeleton])) === null ? null : { id, skeleton };
    }
    const before = known.get(id);
    if (before?.stamp === stamp) return before;
    const [figures, bundle] = await Promise.all([
      readFile(path(id, 'result.json'), 'utf8'),
      readFile(path(id, 'tickmark-bundle.json'), 'utf8'),
    ]);
    const sizeOf = async (file: ServedFile) => (await stat(path(id, file))).size;
    const result: Result = {
      id,
      figures: resultShape.parse(JSON.parse(figures)),
      view: readResult(bundle),
      sizes: {
        'report.pdf': await sizeOf('report.pdf'),
        'tickmark-bundle.json': await sizeOf('tickmark-bundle.json'),
        'trust.txt': await sizeOf('trust.txt'),
      },
      stamp,
    };
    known.set(id, result);
    return result;
  };
  return {
    async list() {
      const entries = await readdir(directory, { withFileTypes: true }).catch(() => []);
      const names = entries.filter((entry) => entry.isDirectory() && plainName.test(entry.name)).map((e) => e.name);
      const found: string[] = [];
      for (const name of names.toSorted()) {
        const stamps = [path(name, 'result.json'), path(name, 'judgements.skeleton.yaml')].map((one) => stampOf([one]));
        if ((await Promise.all(stamps)).some((stamp) => stamp !== null)) found.push(name);
      }
      return found;
    },
    find,
    path,
  };
}

async function stampOf(paths: readonly string[]): Promise<string | null> {
  const found = await Promise.all(paths.map((one) => stat(one).catch(() => null)));
  if (found.some((one) => one === null || !one.isFile())) return null;
  return found.map((one) => `${one?.ino}:${one?.size}:${one?.mtimeMs}`).join(' ');
}

/** Opens a file of a result for sending: what was opened is sent whole even when a rerun replaces it meanwhile. */
export async function openServed(
  path: string,
): Promise<{ readonly stream: NodeJS.ReadableStream; readonly size: number } | null> {
  try {
    const handle = await open(path, 'r');
    const { size } = await handle.stat();
    return { stream: handle.createReadStream(), size };
  } catch {
    return null;
  }
}
