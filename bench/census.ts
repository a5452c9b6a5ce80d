/**
 * A control of five attributes over millions of records, against SQL that a person would write by hand for the same answer, on the
 * same Parquet, in the same locked-down process with the same limits. The start of that process is outside both clocks.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type RunSql, withLockedEngine } from '../src/adapters/duckdb/locked-engine.ts';
import { censusStatements } from '../src/adapters/duckdb/census.ts';
import type { Kind } from '../src/populations/kind.ts';
import { type Compiled, compileProcedure, parseProcedure, type RuleContext } from '../src/procedures/index.ts';
import { type BenchLine, growth } from './line.ts';

const CHANGE: Kind = {
  id: 'change',
  title: 'Change',
  unit: 'one merged change',
  noun: 'merged changes',
  key: ['id'],
  time: 'merged_at',
  categories: ['repository'],
  fields: [
    { name: 'id', type: 'text' },
    { name: 'repository', type: 'text' },
    { name: 'author', type: 'text' },
    { name: 'merged_by', type: 'text' },
    { name: 'independent_approvals', type: 'integer' },
    { name: 'created_at', type: 'time' },
    { name: 'first_approved_at', type: 'time' },
    { name: 'merged_at', type: 'time' },
    { name: 'checks', type: 'text' },
    { name: 'base', type: 'text' },
  ],
  source: 'bench',
  edition: '1',
  effectiveFrom: '2023-01-01',
};

const PROCEDURE = `
id: change-control
control: CHG-01
criteria: [CC8.1]
nature: reperformance
extent: all
says: Tested every change.
population: { kind: change, where: "r.merged_at != null" }
attributes:
  A: { says: Approved before it was merged, kind: occurrence, rule: "r.independent_approvals >= 1 && r.first_approved_at <= r.merged_at" }
  B: { says: Not merged by its author, kind: occurrence, applies: "r.base == 'main'", rule: "r.merged_by != r.author" }
  C: { says: Merged within five days, kind: occurrence, rule: "hours(r.created_at, r.merged_at) <= 120.0" }
  D: { says: Checks passed, kind: never-event, rule: "r.checks == 'success'" }
  E: { says: Merged in the period, kind: occurrence, rule: "r.merged_at >= timestamp('2023-01-01T00:00:00Z') && r.merged_at < timestamp('2024-01-01T00:00:00Z')" }
`;

const CONTEXT: RuleContext = {
  periodStart: '2023-01-01',
  periodEnd: '2023-12-31',
  asOf: null,
  timeZone: 'UTC',
  holidays: [],
};

const generate = async (file: string, rows: number): Promise<void> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  const instant = (spread: number, salt: number): string =>
    `TIMESTAMP '2023-01-01' + to_microseconds(CAST(i * (31000000.0 / ${rows}) AS BIGINT) * 1000000 + CAST(hash(i + ${salt}) % ${spread} AS BIGINT) * 1000000)`;
  await connection.run(
    `COPY (SELECT 'C-' || lpad(CAST(i AS VARCHAR), 9, '0') AS _id, _id AS id, 'repo-' || (i % 7) AS repository, 'user' || (hash(i) % 400) AS author,
      'user' || (hash(i + 1) % 400) AS merged_by, CASE WHEN hash(i + 3) % 1000 < 3 THEN NULL ELSE CAST(1 + hash(i + 2) % 3 AS BIGINT) END AS independent_approvals,
      ${instant(1, 0)} AS created_at, ${instant(200_000, 5)} AS first_approved_at, ${instant(440_000, 4)} AS merged_at,
      CASE WHEN hash(i + 6) % 5000 = 0 THEN 'failure' ELSE 'success' END AS checks, CASE WHEN i % 50 = 0 THEN 'develop' ELSE 'main' END AS base
      FROM range(${rows}) t(i)) TO '${file}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
};

/** By hand: met, false and missing of each attribute, and by month of the merge how many were tested and not true. */
const byHand = (source: string): string => {
  const attributes = {
    a: 'independent_approvals >= 1 AND first_approved_at <= merged_at',
    b: `merged_by <> author`,
    c: 'epoch_us(merged_at) - epoch_us(created_at) <= 432000000000',
    d: `checks = 'success'`,
    e: `merged_at >= TIMESTAMP '2023-01-01' AND merged_at < TIMESTAMP '2024-01-01'`,
  };
  const names = Object.keys(attributes);
  const applies = (name: string): string => (name === 'b' ? ` AND base = 'main'` : '');
  const counts = names.flatMap((name) => [
    `count(*) FILTER (WHERE ${name}${applies(name)})`,
    `count(*) FILTER (WHERE NOT ${name}${applies(name)})`,
    `count(*) FILTER (WHERE ${name} IS NULL${applies(name)})`,
  ]);
  const rules = Object.entries(attributes).map(([name, rule]) => `${rule} AS ${name}`);
  return `SELECT date_trunc('month', merged_at), count(*), ${counts.join(', ')} FROM (SELECT ${rules.join(', ')}, base, merged_at FROM read_parquet('${source}') WHERE merged_at IS NOT NULL) GROUP BY 1`;
};

/** By hand with the result of every record kept: the position of each and a small number for each attribute. */
const byHandKept = (source: string, target: string): readonly string[] => {
  const code = (rule: string, when = 'TRUE'): string =>
    `CAST(CASE WHEN NOT (${when}) THEN 1 WHEN ${rule} THEN 0 WHEN (${rule}) IS NULL THEN 3 ELSE 2 END AS UTINYINT)`;
  return [
    `COPY (SELECT ${code('independent_approvals >= 1 AND first_approved_at <= merged_at')} AS a, ${code('merged_by <> author', `base = 'main'`)} AS b,
      ${code('epoch_us(merged_at) - epoch_us(created_at) <= 432000000000')} AS c, ${code(`checks = 'success'`)} AS d,
      ${code(`merged_at >= TIMESTAMP '2023-01-01' AND merged_at < TIMESTAMP '2024-01-01'`)} AS e, CAST(month(merged_at) AS UTINYINT) AS month
      FROM read_parquet('${source}') WHERE merged_at IS NOT NULL) TO '${target}' (FORMAT parquet, PARQUET_VERSION V2, USE_TMP_FILE false)`,
    `SELECT month, count(*), ${['a', 'b', 'c', 'd', 'e'].flatMap((name) => [0, 2, 3].map((result) => `count(*) FILTER (WHERE ${name} = ${result})`)).join(', ')} FROM read_parquet('${target}') GROUP BY month`,
  ];
};

const compiled = (): Compiled => {
  const { procedure } = parseProcedure(PROCEDURE, 'bench');
  const made =
    procedure === undefined ? undefined : compileProcedure(procedure, new Map([[CHANGE.id, CHANGE]])).compiled;
  if (made === undefined) throw new Error('the procedure of the bench does not compile');
  return made;
};

const clock = async (work: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/**
 * Measures populations made for the purpose in a temporary folder, one of each number of records.
 * sizes    ascending
 * returns  two lines for each but the smallest, counts alone and with the result of every record kept; then how both grow
 */
export const benchCensus = async (sizes: readonly number[]): Promise<readonly BenchLine[]> => {
  const measured: { size: number; lines: readonly BenchLine[] }[] = [];
  for (const size of sizes) measured.push({ size, lines: await measure(size) });
  const costs = (which: number) => measured.map(({ size, lines }) => ({ size, seconds: lines[which]?.ours ?? 0 }));
  return [
    ...measured.slice(1).flatMap(({ lines }) => lines),
    growth('a census of 5 attributes, counts', costs(0)),
    growth('a census of 5 attributes, every result kept', costs(1)),
  ];
};

/** Best of the runs of both sides in turn. */
const measure = async (rows: number): Promise<readonly BenchLine[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
  try {
    const parquet = join(folder, 'changes.parquet');
    const kept = join(folder, 'kept.parquet');
    const hand = join(folder, 'hand.parquet');
    await generate(parquet, rows);
    const limits = { memoryMB: 1_024, seconds: 300, threads: 2 };
    return await withLockedEngine({ readable: [parquet], writable: [kept, hand] }, limits, async (run: RunSql) => {
      const all = async (statements: readonly string[]): Promise<void> => {
        for (const statement of statements) await run(statement);
      };
      const request = { population: { parquet, kind: CHANGE }, procedures: [compiled()], context: CONTEXT };
      const line = async (
        name: string,
        ours: readonly string[],
        reference: readonly string[],
        bar: number,
      ): Promise<BenchLine> => {
        await all(reference);
        await all(ours);
        const runs = rows > 2_000_000 ? 3 : 9;
        const [own, theirs] = [[] as number[], [] as number[]];
        for (let index = 0; index < runs; index += 1) {
          theirs.push(await clock(() => all(reference)));
          own.push(await clock(() => all(ours)));
        }
        const [left, right] = [Math.min(...own), Math.min(...theirs)];
        return { name, ours: left / 1000, reference: right / 1000, ratio: left / right, bar };
      };
      const title = rows.toLocaleString('en-US');
      return [
        await line(
          `census of 5 attributes, ${title} records, counts`,
          censusStatements(request, null),
          [byHand(parquet)],
          1.1,
        ),
        await line(
          `census of 5 attributes, ${title} records, every result kept`,
          censusStatements(request, kept),
          byHandKept(parquet, hand),
          1.1,
        ),
      ];
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
