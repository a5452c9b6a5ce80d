import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadKinds } from '../../populations/index.ts';
import type { Kind, PopulationRecord } from '../../populations/kind.ts';
import {
  type Compiled,
  censusSql,
  compileProcedure,
  evaluateRecord,
  loadProcedures,
  type RuleContext,
} from '../../procedures/index.ts';
import { withLockedEngine } from './locked-engine.ts';
import { writeParquetFixture } from './parquet-fixture.ts';

const context: RuleContext = {
  periodStart: '2025-01-01',
  periodEnd: '2025-12-31',
  asOf: '2025-12-31',
  timeZone: 'America/New_York',
  holidays: ['2025-12-25'],
};
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]));
const fileShape = z.object({
  control: z.string(),
  examples: z.record(z.string(), z.object({ met: facts, notMet: facts, missing: facts })),
});
const NAMES = ['met', 'not-applicable', 'false', 'missing', 'error', 'out', 'missing', 'error'];

it('the census gives every example record of the control library the result that the evaluator gives it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-library-'));
  try {
    const kinds = loadKinds('data/kinds');
    const library = [...loadProcedures('data/procedures').values()];
    const cases: {
      readonly compiled: Compiled;
      readonly kind: Kind;
      readonly records: readonly PopulationRecord[];
      readonly parquet: string;
    }[] = [];
    for (const name of await readdir('test/data/library')) {
      const { control, examples } = fileShape.parse(parse(await readFile(join('test/data/library', name), 'utf8')));
      const procedure = library.find((one) => one.control === control && one.id === `${control.toLowerCase()}-all`);
      const compiled = procedure === undefined ? undefined : compileProcedure(procedure, kinds).compiled;
      const kind = compiled?.kind ?? null;
      if (compiled === undefined || kind === null) throw new Error(control);
      const given = Object.values(examples).flatMap((one) => [one.met, one.notMet, one.missing]);
      const records = given.map(
        (one, at): PopulationRecord =>
          Object.fromEntries(
            kind.fields.map((field) => [
              field.name,
              one[field.name] ?? (kind.key[0] === field.name ? `R-${at}` : null),
            ]),
          ),
      );
      const parquet = join(folder, `${control}.parquet`);
      await writeParquetFixture(parquet, kind, records);
      cases.push({ compiled, kind, records, parquet });
    }
    expect(cases.length).toBe(120);
    let compared = 0;
    await withLockedEngine(
      { readable: cases.map((one) => one.parquet), writable: [] },
      { memoryMB: 256, seconds: 120, threads: 1 },
      async (run) => {
        for (const { compiled, kind, records, parquet } of cases) {
          const { results, layout } = censusSql({ parquet, kind }, new Map(), [compiled], context);
          const rows = await run(results);
          const columns = layout[0]?.columns.length ?? 0;
          expect(columns).toBe(1);
          for (const [at, record] of records.entries()) {
            const own = evaluateRecord(compiled, record, {}, context);
            for (const [index, { id }] of compiled.attributes.entries()) {
              const code = Number((BigInt(String(rows[at]?.[0])) >> BigInt(3 * index)) & 7n);
              const evaluated = own.population === 'in' ? own.attributes[index]?.result : own.population;
              expect([compiled.procedure.id, id, at, NAMES[code]]).toEqual([compiled.procedure.id, id, at, evaluated]);
              compared += 1;
            }
          }
        }
      },
    );
    expect(compared).toBeGreaterThan(855);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
