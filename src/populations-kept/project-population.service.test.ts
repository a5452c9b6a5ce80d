import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCensus } from '../adapters/duckdb/census.ts';
import { PopulationFile } from '../adapters/duckdb/population-file.ts';
import { home } from '../installation/environment.ts';
import { importPopulation, type Kind, loadKinds } from '../populations/index.ts';
import { type Compiled, compileProcedure, loadProcedures } from '../procedures/index.ts';
import { crossingKind, crossingOf, pseudonyms } from '../projection/index.ts';
import { projectPopulation } from './project-population.ts';

const folder = mkdtempSync(join(tmpdir(), 'projection-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const kinds = loadKinds(join(home, 'data/kinds'));
const library = [...loadProcedures(join(home, 'data/procedures')).values()];
const context = {
  periodStart: '2023-01-01',
  periodEnd: '2023-12-31',
  asOf: null,
  timeZone: 'UTC',
  holidays: [],
};

function compiledFor(kind: string, known: ReadonlyMap<string, Kind>): Compiled[] {
  return library.flatMap((procedure) => {
    const { compiled } = compileProcedure(procedure, known);
    return compiled?.kind?.id === kind && compiled.joins.length === 0 && compiled.attributes.length > 0
      ? [compiled]
      : [];
  });
}

test('the census of what crosses is that of the population, record by record, and no name is in its bytes', async () => {
  const kind = kinds.get('change');
  if (kind === undefined) throw new Error('There is no kind change.');
  const name = 'bitcoin-core-secp256k1-pulls.ndjson.gz';
  const clear = join(folder, 'clear.parquet');
  const { records } = await importPopulation({
    kind,
    files: [{ name, path: join(home, 'examples/public-records/evidence', name) }],
    workFolder: folder,
    outParquet: clear,
  });
  const here = compiledFor('change', kinds);
  const crossing = crossingOf(kind, here);
  const crossed = join(folder, 'crossed.parquet');
  const key = Buffer.alloc(32, 5);
  const written = await projectPopulation({
    parquet: clear,
    kind,
    crossing,
    pseudonym: pseudonyms(key, crossing.constants),
    name: 'POP-0001',
    workFolder: folder,
    outParquet: crossed,
  });
  expect([written.records, written.duplicates, written.conflicting]).toEqual([records, 0, 0]);

  const narrow = crossingKind(kind, crossing);
  const there = compiledFor('change', new Map([...kinds, [kind.id, narrow]]));
  expect(here.length).toBeGreaterThan(2);
  const [own, theirs] = await Promise.all([
    runCensus({ population: { parquet: clear, kind }, procedures: here, context, resultsParquet: null }),
    runCensus({ population: { parquet: crossed, kind: narrow }, procedures: there, context, resultsParquet: null }),
  ]);
  expect(own.procedures.some((one) => one.recordsNotTrue > 0)).toBe(true);
  expect(theirs).toEqual(own);

  const people = new Set<string>();
  const file = await PopulationFile.open(clear);
  const other = await PopulationFile.open(crossed);
  try {
    const repositories: unknown[] = [];
    for await (const batch of file.rows()) {
      for (const { record } of batch) {
        repositories.push([record['id'], record['merged_at']]);
        for (const who of [record['author'], record['merged_by']]) if (typeof who === 'string') people.add(who);
      }
    }
    const seen: unknown[] = [];
    let text = '';
    for await (const batch of other.rows()) {
      for (const { position, record, places } of batch) {
        expect(Number(record['position_in_population'])).toBe(position);
        expect(places).toEqual([{ file: 'POP-0001', at: `record ${position}` }]);
        seen.push([record['id'], record['merged_at']]);
        text += JSON.stringify(record);
      }
    }
    expect(seen).toEqual(repositories);
    expect(people.size).toBeGreaterThan(20);
    expect([...people].filter((who) => text.includes(`"${who}"`))).toEqual([]);
    const bytes = readFileSync(crossed).toString('latin1');
    expect([...people].filter((who) => who.length > 5 && bytes.includes(who))).toEqual([]);
  } finally {
    file.close();
    other.close();
  }
}, 60_000);
