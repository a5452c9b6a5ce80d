/**
 * `npm run bench [-- --quick] [-- --only PART] [-- --write]`: the figures to hold (DESIGN 9), ours and the reference measured in one run, as one
 * table. `--quick` takes smaller inputs, `--only` measures one part; `--write` also writes docs/bench.md, where figures are only ever what this printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { benchApi } from './api.ts';
import { benchCensus } from './census.ts';
import { benchLedger } from './ledger.ts';
import type { BenchLine } from './line.ts';
import { benchPages } from './pages.ts';
import { benchReport } from './report.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, write: { type: 'boolean' }, only: { type: 'string' } },
});
const quick = values.quick === true;
const home = join(import.meta.dirname, '..');

const parts: readonly (readonly [string, () => Promise<readonly BenchLine[]>])[] = [
  ['ledger', () => benchLedger(quick)],
  ['census', () => benchCensus(quick ? [2_000, 20_000, 200_000] : [100_000, 1_000_000, 10_000_000])],
  ['API', () => benchApi(quick ? [1_000, 10_000, 100_000] : [1_000, 30_000, 999_999])],
  ['pages', benchPages],
  ['report', benchReport],
  ['examine', benchExamine],
];

const lines: BenchLine[] = [];
for (const [part, run] of parts) {
  if (values.only !== undefined && values.only !== part) continue;
  process.stderr.write(`measuring ${part}…\n`);
  lines.push(...(await run()));
}
const text = table(lines);
process.stdout.write(text);
if (values.write === true && values.only === undefined) await writeFile(join(home, 'docs', 'bench.md'), page(text));

/** The simulator's smallest folder through the program, from folder to sealed report. */
async function benchExamine(): Promise<readonly BenchLine[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-bench-'));
  try {
    const year = join(folder, 'year');
    const run = (...args: string[]): unknown => {
      const ran = spawnSync(process.execPath, [join(home, 'src', 'cli', 'main.ts'), ...args, '--json', '--quiet'], {
        encoding: 'utf8',
      });
      if (ran.status !== 0) throw new Error(`tickmark ${args[0]}: ${ran.stderr || ran.stdout}`);
      return JSON.parse(ran.stdout);
    };
    const months = 3;
    const simulated = run('simulate', '--seed', 'bench', '--months', `${months}`, '--scale', '0.1', '--out', year);
    const began = performance.now();
    run('examine', year, '--out', join(folder, 'result'));
    const ours = (performance.now() - began) / 1000;
    const records = Object(simulated)['records'];
    return [{ name: `examination of ${months} simulated months, ${records} records, to the sealed report`, ours }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function holds({ ratio, bar }: BenchLine): boolean {
  return ratio === undefined || bar === undefined || ratio <= bar;
}

function table(rows: readonly BenchLine[]): string {
  const seconds = (value: number | undefined) => (value === undefined ? '–' : `${value.toFixed(3)} s`);
  const cells = [
    ['name', 'ours', 'reference', 'ratio', 'bar', 'holds'],
    ...rows.map((row) => [
      row.name,
      seconds(row.ours),
      seconds(row.reference),
      row.ratio?.toFixed(3) ?? '–',
      row.bar?.toFixed(2) ?? '–',
      row.bar === undefined ? '–' : holds(row) ? 'yes' : 'NO',
    ]),
  ];
  const widths = (cells[0] ?? []).map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const print = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |\n`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|\n`;
  return cells.map((row, i) => print(row) + (i === 0 ? rule : '')).join('');
}

function page(figures: string): string {
  const day = new Date().toISOString().slice(0, 10);
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `# Figures

Printed by \`npm run bench -- ${quick ? '--quick ' : ''}--write\` on ${day}, Node ${process.versions.node}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${gigabytes} GiB of memory. Both sides
of a ratio run one after the other in the same run; other work on the machine moves them, so a bar is judged on a quiet one. A row
of growth has the time of the largest size, that of the smallest, and the exponent as its ratio.

${figures}`;
}
