import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readItems, runCensus } from '../adapters/duckdb/census.ts';
import { PopulationFile } from '../adapters/duckdb/population-file.ts';
import type { Engagement, EngagementPopulation } from '../examine/folder/engagement.ts';
import { loadEngagement } from '../examine/folder/load.ts';
import { type CsvMapping, identityMapping, importPopulation, parseMapping } from '../populations/index.ts';
import { evaluateRecord, type Procedure } from '../procedures/index.ts';
import type { Oddity, Planted, SimulateResult } from './model.ts';
import { oddityKinds } from './model.ts';
import { simulate } from './service.ts';

const today = '2026-06-30';
let work: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'tickmark-simulate-'));
});
afterAll(() => rm(work, { recursive: true, force: true }));

interface Year {
  readonly result: SimulateResult;
  readonly engagement: Engagement;
  readonly planted: readonly Planted[];
  readonly oddities: readonly Oddity[];
}

async function yearOf(seed: string, months: number, scale: number, start: string): Promise<Year> {
  const out = join(work, seed.replaceAll(/\W/g, '-'));
  const result = await simulate({ seed, months, scale, start, out, today });
  const truth = JSON.parse(await readFile(join(out, 'ground-truth.json'), 'utf8'));
  return { result, engagement: await loadEngagement(out, today), ...truth };
}

const line = ({ procedure, attribute, record }: Planted): string => `${procedure} ${attribute} ${record}`;

async function build(
  engagement: Engagement,
  stated: EngagementPopulation,
): Promise<{ parquet: string; records: number; refused: number; conflicting: number }> {
  const kind = engagement.kinds.get(stated.kind);
  const evidence = engagement.evidence.filter((e) => stated.evidence.includes(e.id));
  if (!kind) throw new Error(stated.kind);
  const format = evidence[0]?.stated.format;
  const mapped = evidence[0]?.mapping;
  const mapping: CsvMapping | undefined = mapped
    ? parseMapping(await readFile(mapped.path, 'utf8'), mapped.name, kind)
    : format === 'csv'
      ? identityMapping(kind)
      : undefined;
  const { period, timeZone } = engagement.file;
  const parquet = join(work, `${engagement.file.id}-${stated.id}.parquet`);
  const imported = await importPopulation({
    kind,
    format,
    files: evidence.flatMap((e) => e.files),
    mapping,
    ...(stated.window === 'period' && kind.time !== null && period ? { window: { ...period, timeZone } } : {}),
    asOf: evidence[0]?.stated.collectedAt,
    workFolder: work,
    outParquet: parquet,
  });
  return {
    parquet,
    records: imported.records,
    refused: imported.refused.reduce((sum, r) => sum + r.count, 0),
    conflicting: imported.conflicting,
  };
}

const populationOf = (engagement: Engagement, wanted: { kind: string; id?: string }): EngagementPopulation => {
  const found = engagement.populations.find((p) =>
    wanted.id === undefined ? p.kind === wanted.kind : p.id === wanted.id,
  );
  if (!found) throw new Error(`no population ${wanted.kind}`);
  return found;
};

/** What is not true of the records, by the locked engine for raw exports and whatever joins, by the evaluator for the other registers. */
async function notTrueIn(
  year: Year,
  engine: 'all' | 'raw',
): Promise<{ items: string[]; records: number; wrong: string[] }> {
  const { engagement } = year;
  const built = new Map<string, Awaited<ReturnType<typeof build>>>();
  for (const stated of engagement.populations) built.set(stated.id, await build(engagement, stated));
  const items: string[] = [];
  const wrong: string[] = [];
  let records = 0;
  for (const stated of engagement.populations) {
    const own = built.get(stated.id);
    const kind = engagement.kinds.get(stated.kind);
    if (!own || !kind) throw new Error(stated.id);
    records += own.records;
    if (own.refused > 0 || own.conflicting > 0)
      wrong.push(`${stated.id}: ${own.refused} refused, ${own.conflicting} conflicting`);
    const procedures = engagement.procedures.filter(
      (p): p is Procedure & { population: NonNullable<Procedure['population']> } =>
        p.extent === 'all' &&
        p.means === 'tool' &&
        p.population !== undefined &&
        populationOf(engagement, p.population) === stated,
    );
    const compiled = procedures.flatMap((p) => engagement.compiled.get(p.id) ?? []);
    if (compiled.length === 0) continue;
    if (engine === 'all' || !stated.id.startsWith('P-') || !/^P-[A-Z]{2,3}-\d\d$/.test(stated.id)) {
      const results = join(work, 'results.parquet');
      const joins: Record<string, { parquet: string; kind: typeof kind }> = {};
      for (const p of procedures) {
        for (const [name, wanted] of Object.entries(p.with ?? {})) {
          const other = populationOf(engagement, wanted);
          const otherKind = engagement.kinds.get(other.kind);
          const file = built.get(other.id);
          if (otherKind && file) joins[`${p.id}/${name}`] = { parquet: file.parquet, kind: otherKind };
        }
      }
      const census = await runCensus({
        population: { parquet: own.parquet, kind },
        joins,
        procedures: compiled,
        context: engagement.context,
        resultsParquet: results,
      });
      for (const p of census.procedures) {
        if (p.excluded.length > 0) wrong.push(`${p.procedure} could not tell who belongs to it`);
        if (p.recordsNotTrue === 0) continue;
        const page = await readItems(results, p.procedure, { populationParquet: own.parquet, limit: 50_000 });
        items.push(...page.items.map((i) => line({ procedure: p.procedure, attribute: i.attribute, record: i.id })));
      }
      await rm(results);
    } else {
      const file = await PopulationFile.open(own.parquet);
      try {
        const rows = await file.rowsAt(Array.from({ length: own.records }, (_, i) => i));
        for (const { id, record } of rows) {
          for (const one of compiled) {
            const result = evaluateRecord(one, record, {}, engagement.context);
            for (const a of result.attributes) {
              if (a.result !== 'met' && a.result !== 'not-applicable')
                items.push(line({ procedure: one.procedure.id, attribute: a.id, record: id }));
            }
          }
        }
      } finally {
        file.close();
      }
    }
  }
  return { items, records, wrong };
}

/** Seeds, lengths, scales and starts that differ in what they plant, in leap days, quarters and the change of clocks. */
const years = [
  { seed: 'alpha', months: 12, scale: 0.3, start: '2025-01-01', engine: 'raw' },
  { seed: 'leap year', months: 3, scale: 0.1, start: '2024-02-01', engine: 'all' },
  { seed: 'across the new year, 7', months: 7, scale: 1, start: '2024-09-01', engine: 'raw' },
] as const;

describe.each(years)(
  'the year of seed "$seed", $months months at scale $scale',
  ({ seed, months, scale, start, engine }) => {
    let year: Year;
    beforeAll(async () => {
      year = await yearOf(seed, months, scale, start);
    }, 120_000);

    test('is read without a refused or conflicting record, and the census finds what was planted, no more and no less', async () => {
      const { items, records, wrong } = await notTrueIn(year, engine);
      expect(wrong).toEqual([]);
      expect(records).toBe(year.result.records);
      expect(items.toSorted()).toEqual(year.planted.map(line).toSorted());
      expect(year.planted.length).toBe(year.result.planted);
      expect(year.planted.length).toBeGreaterThan(5);
    }, 300_000);

    test('holds ten oddities of each of twenty kinds, none of them among the deviations', () => {
      const byKind = Map.groupBy(year.oddities, (o) => o.kind);
      expect([...byKind.keys()].toSorted()).toEqual([...oddityKinds].toSorted());
      for (const [kind, ones] of byKind) expect(ones.length, kind).toBeGreaterThanOrEqual(10);
      const deviating = new Set(year.planted.map((p) => p.record));
      expect(year.oddities.filter((o) => deviating.has(o.record))).toEqual([]);
    });

    test('has at least a hundred procedures and ninety controls, and every criterion of both categories has a control', () => {
      const { engagement } = year;
      expect(engagement.procedures.length).toBeGreaterThanOrEqual(100);
      expect(engagement.controls.length).toBeGreaterThanOrEqual(90);
      expect(engagement.applicable).toHaveLength(36);
      for (const criterion of engagement.applicable) {
        expect(
          engagement.controls.some((c) => c.criteria.includes(criterion.id)),
          criterion.id,
        ).toBe(true);
      }
    });
  },
);
