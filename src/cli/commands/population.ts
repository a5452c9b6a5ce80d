import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { readFile } from 'node:fs/promises';
import { PopulationFile } from '../../adapters/duckdb/population-file.ts';
import { identityMapping, importPopulation, loadKinds, parseMapping } from '../../populations/index.ts';
import { nearestName } from '../../procedures/index.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../command.ts';
import { dataFolder } from '../../data-folder.ts';

export const populationCommand: Command = {
  name: 'population',
  usage: 'population KIND [--format FORMAT] [--mapping FILE] FILE… [--out P.parquet|.ndjson|.csv]',
  says: 'Builds a population from raw files and says what came out.',
  detail:
    'read = records + duplicates + refused + otherKind. The digest is the RFC 6962 root over the canonical JSON of the records in canonical\norder, the same for every output format.',
  options: [
    { name: 'format', value: 'FORMAT', says: 'left out: recognised by content' },
    {
      name: 'mapping',
      value: 'FILE',
      says: 'mapping of a csv file; left out with --format csv: columns are the kind’s fields',
    },
    { name: 'out', value: 'FILE', says: 'write the records as .parquet, .ndjson or .csv' },
  ],
  async run(invocation) {
    const [kindId, ...files] = invocation.positionals;
    if (kindId === undefined || files.length === 0)
      throw new Refusal('usage', 'population takes a kind and one or more files.');
    const kinds = loadKinds(join(dataFolder, 'kinds'));
    const kind = kinds.get(kindId);
    if (!kind) {
      const near = nearestName(kindId, [...kinds.keys()]);
      throw new Refusal(
        'kind-unknown',
        `There is no population kind ${kindId}${near === null || near === undefined ? '' : `; the nearest is ${near}`}.`,
      );
    }
    const out = invocation.values['out'];
    const form = out === undefined ? null : /\.(parquet|ndjson|csv)$/.exec(out)?.[1];
    if (form === undefined)
      throw new Refusal('usage', `--out must end in .parquet, .ndjson or .csv, not ${basename(out ?? '')}.`);
    const format = invocation.values['format'];
    const mappingFile = invocation.values['mapping'];
    const mapping =
      mappingFile !== undefined
        ? parseMapping(await readText(mappingFile), mappingFile, kind)
        : format === 'csv'
          ? identityMapping(kind)
          : undefined;
    const work = await mkdtemp(join(tmpdir(), 'tickmark-population-'));
    try {
      const parquet = join(work, 'population.parquet');
      const result = await importPopulation({
        kind,
        format,
        files: files.map((path) => ({ name: path, path: resolve(path) })),
        mapping,
        workFolder: work,
        outParquet: parquet,
      });
      if (out !== undefined) await write(parquet, form ?? 'parquet', resolve(out), work);
      const refusedCount = result.refused.reduce((sum, r) => sum + r.count, 0);
      return {
        json: result,
        text: [
          `${result.records} records of ${kind.title.toLowerCase()} from ${result.read} read (${result.format}): ${result.duplicates} duplicates, ${result.conflicting} conflicting, ${refusedCount} refused, ${result.otherKind} of another kind.`,
          ...result.refused.map((r) => `  refused ${r.count}: ${r.reason} (first: ${r.first.file}, ${r.first.at})`),
          `digest ${result.digest}`,
        ].join('\n'),
        exit: 0,
      };
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  },
};

async function write(parquet: string, form: string, out: string, work: string): Promise<void> {
  let made = parquet;
  if (form === 'ndjson' || form === 'csv') {
    made = join(work, `population.${form}`);
    const file = await PopulationFile.open(parquet);
    try {
      await file.export(form, made);
    } finally {
      file.close();
    }
  }
  // Beside its place first, so that a reader never sees half of it.
  const beside = join(dirname(out), `.${basename(out)}.${process.pid}`);
  try {
    await copyFile(made, beside);
    await rename(beside, out);
  } catch (error) {
    await rm(beside, { force: true });
    throw new Refusal(
      'output',
      `${out} cannot be written: ${error instanceof Error ? error.message : String(error)}.`,
      { exit: 3, cause: error },
    );
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new Refusal('file-unreadable', `${path} cannot be read.`, { cause });
  }
}
