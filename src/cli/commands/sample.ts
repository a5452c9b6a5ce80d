import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { PopulationFile } from '../../adapters/duckdb/population-file.ts';
import { compareUtf8, type DrawMethod, drawSample, type Stratum } from '../../lifecycle/examination/index.ts';
import { Refusal } from '../../refusal.ts';
import type { Command } from '../command.ts';
import { needCount, needText } from './sampling.ts';

const methods: readonly DrawMethod[] = ['random', 'systematic', 'stratified'];

export const sampleCommand: Command = {
  name: 'sample',
  usage:
    'sample --population P.parquet|.ndjson|.csv --size N --seed S [--method random|systematic|stratified --stratum FIELD] [--reserves R]',
  says: 'Draws a sample by the algorithms of appendix D: equal population, seed and size give equal items on every machine.',
  options: [
    { name: 'population', value: 'FILE', says: 'a population written by `tickmark population`' },
    { name: 'size', value: 'N', says: 'items to draw' },
    { name: 'seed', value: 'S', says: 'the seed, UTF-8' },
    { name: 'method', value: 'METHOD', says: 'random (default), systematic or stratified' },
    { name: 'stratum', value: 'FIELD', says: 'field whose values are the strata' },
    { name: 'reserves', value: 'R', says: 'next items of the sequence, for items that prove void; 5 when left out' },
  ],
  async run(invocation) {
    const method = methods.find((m) => m === (invocation.values['method'] ?? 'random'));
    if (!method) throw new Refusal('usage', `--method is one of ${methods.join(', ')}.`);
    const stratum = invocation.values['stratum'];
    if (method === 'stratified' && stratum === undefined)
      throw new Refusal('usage', 'A stratified draw needs --stratum FIELD.');
    const size = needCount(invocation, 'size', 1);
    const seed = needText(invocation, 'seed');
    const wanted = invocation.values['reserves'] === undefined ? 5 : needCount(invocation, 'reserves', 0);
    const path = resolve(needText(invocation, 'population'));
    const population = path.endsWith('.parquet') ? await fromParquet(path) : await fromText(path);
    try {
      const count = population.size;
      const reserves = method === 'systematic' ? 0 : Math.min(wanted, Math.max(0, count - size));
      const strata: readonly Stratum[] | undefined =
        method === 'stratified' ? await population.strata(stratum ?? '') : undefined;
      const drawn = drawSample({ method, population: count, size, reserves, seed, ...(strata ? { strata } : {}) });
      const json = {
        method,
        seed,
        size,
        items: await population.idsAt(drawn.selected),
        reserves: await population.idsAt(drawn.reserves),
      };
      return {
        json,
        text: [
          `${method}, ${size} of ${count}:`,
          ...json.items.map((id) => `  ${id}`),
          `reserves: ${json.reserves.join(', ') || 'none'}`,
        ].join('\n'),
        exit: 0,
      };
    } finally {
      population.close();
    }
  },
};

interface Drawable {
  readonly size: number;
  strata(field: string): Promise<readonly Stratum[]>;
  idsAt(positions: readonly number[]): Promise<readonly string[]>;
  close(): void;
}

function fromParquet(path: string): Promise<Drawable> {
  return PopulationFile.open(path);
}

/** NDJSON or CSV as `tickmark population` writes them: records in canonical order, the first field of each the id. */
async function fromText(path: string): Promise<Drawable> {
  const csv = path.endsWith('.csv');
  if (!csv && !path.endsWith('.ndjson')) throw new Refusal('usage', `${path} is neither .parquet, .ndjson nor .csv.`);
  const { parse } = await import('csv-parse');
  const records: Record<string, unknown>[] = [];
  try {
    if (csv) {
      for await (const row of createReadStream(path).pipe(parse({ columns: true, bom: true }))) records.push(row);
    } else {
      let line = 0;
      for await (const text of createInterface({
        input: createReadStream(path),
        crlfDelay: Number.POSITIVE_INFINITY,
      })) {
        line += 1;
        if (text === '') continue;
        const value: unknown = JSON.parse(text);
        if (typeof value !== 'object' || value === null || Array.isArray(value))
          throw new Error(`line ${line} is no record`);
        records.push(Object.fromEntries(Object.entries(value)));
      }
    }
  } catch (error) {
    throw new Refusal(
      'file-malformed',
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  const first = records[0];
  const key = first === undefined ? 'id' : 'id' in first ? 'id' : (Object.keys(first)[0] ?? 'id');
  const ids = records.map((r) => textOf(r[key]));
  const broken = ids.findIndex((id, i) => id === '' || (i > 0 && compareUtf8(ids[i - 1] ?? '', id) >= 0));
  if (broken >= 0) {
    throw new Refusal(
      'population-order',
      `${path}, record ${broken + 1}: records must stand in ascending order of their ids, each once.`,
    );
  }
  return {
    size: records.length,
    idsAt: async (positions) => positions.map((p) => ids[p] ?? ''),
    strata: async (field) => {
      if (first !== undefined && !(field in first))
        throw new Refusal('stratum-unknown', `${path} has no field ${field}.`);
      const strata = new Map<string, number[]>();
      for (const [position, record] of records.entries()) {
        const key_ = textOf(record[field]);
        const known = strata.get(key_);
        if (known) known.push(position);
        else strata.set(key_, [position]);
      }
      return [...strata]
        .map(([key_, positions]) => ({ key: key_, positions }))
        .sort((a, b) => compareUtf8(a.key, b.key));
    },
    close: () => undefined,
  };
}

/** A value as the key of a record or a stratum: the text that JSON and CSV have in common; a missing fact is the empty text. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
