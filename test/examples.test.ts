/** The two examples as a reader runs them: the program, a fresh folder, and the tools that other people use on PDFs. */
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { version } from '../src/version.ts';
import { freshDatabase } from './database.ts';

const resultShape = z.object({
  criteria: z.object({ inScope: z.number(), met: z.number(), notMet: z.number() }),
  controls: z.object({
    tested: z.number(),
    effective: z.number(),
    ineffective: z.number(),
    notOccurred: z.number(),
  }),
  procedures: z.number(),
  populations: z.array(z.object({ id: z.string(), kind: z.string(), records: z.number(), digest: z.string() })),
  records: z.number(),
  toResolve: z.number(),
  deviations: z.number(),
  opinion: z.string().nullable(),
  specimen: z.boolean(),
  report: z.object({ path: z.string(), pages: z.number(), sha256: z.string() }).nullable(),
  stopped: z.object({ skeleton: z.string(), missing: z.array(z.string()) }).optional(),
});
const verdictShape = z.object({
  valid: z.boolean(),
  checks: z.array(z.object({ name: z.string(), ok: z.boolean() })),
});
const refusalShape = z.object({
  error: z.object({ code: z.string(), problems: z.array(z.object({ code: z.string(), sentence: z.string() })) }),
});

const temporary = (): Promise<string> => mkdtemp(join(tmpdir(), 'tickmark-examples-'));

interface Ran {
  readonly exit: number | null;
  readonly json: unknown;
  readonly said: string;
}

/** With `database` null the run brings its own private server, as on a machine that has none. */
function tickmark(database: string | null, ...args: string[]): Ran {
  const { DATABASE_URL: _, ...environment } = process.env;
  const ran = spawnSync(process.execPath, [resolve('src/cli/main.ts'), ...args, '--json'], {
    encoding: 'utf8',
    env: database === null ? environment : { ...environment, DATABASE_URL: database },
  });
  expect(ran.stdout, ran.stderr).toMatch(/^\{.*\}\n$/);
  return { exit: ran.status, json: JSON.parse(ran.stdout), said: ran.stderr };
}

function tool(name: string, ...args: string[]): string {
  const ran = spawnSync(name, args, { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${name} ${args.join(' ')}: ${ran.stderr}`);
  return ran.stdout;
}

/** Pages of one section as text, without the slanted mark that comes first on each page, letter by letter. */
function section(pdf: string, first: string, next: string): string {
  const pages = tool('pdftotext', '-raw', '-enc', 'UTF-8', pdf, '-')
    .replace(/(^|\f)(?:\S{1,3}\n)+/g, '$1')
    .split('\f');
  const startOf = (name: string) => pages.findIndex((page) => page.split('\n').includes(name));
  const [from, to] = [startOf(first), startOf(next)];
  expect(from).toBeGreaterThan(0);
  expect(to).toBeGreaterThan(from);
  return pages.slice(from, to).join('\f');
}

/** A copy of an example, to be changed. */
async function copyOf(example: string, change: (folder: string) => Promise<void>): Promise<string> {
  const folder = await temporary();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(`examples/${example}`, folder, { recursive: true });
  await change(folder);
  return folder;
}

async function replaceIn(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text.split(from)).toHaveLength(2);
  await writeFile(file, text.replace(from, to));
}

const measured = {
  'public-records': {
    criteria: { inScope: 36, met: 35, notMet: 1 },
    controls: { tested: 25, effective: 20, ineffective: 3, notOccurred: 2 },
    procedures: 28,
    records: 2583,
    toResolve: 51,
    deviations: 21,
    opinion: 'qualified',
    specimen: true,
  },
  'small-type1': {
    criteria: { inScope: 33, met: 33, notMet: 0 },
    controls: { tested: 14, effective: 14, ineffective: 0, notOccurred: 0 },
    procedures: 0,
    records: 0,
    toResolve: 0,
    deviations: 0,
    opinion: 'unmodified',
    specimen: true,
  },
} as const;

/** Where each example was examined, for the tests that go on from there. */
const examined = new Map<string, { out: string; ran: Ran }>();
afterAll(async () => {
  for (const { out } of examined.values()) await rm(out, { recursive: true, force: true });
});

// The larger example runs on the server of the test run, the smaller one brings its own.
describe.each([
  ['public-records', true],
  ['small-type1', false],
] as const)('examples/%s', (example, shared) => {
  let out = '';
  let ran: Ran = { exit: null, json: null, said: '' };
  let database: Awaited<ReturnType<typeof freshDatabase>> | null = null;
  const report = (): string => join(out, 'report.pdf');

  beforeAll(async () => {
    out = await temporary();
    database = shared ? await freshDatabase() : null;
    ran = tickmark(database?.url ?? null, 'examine', `examples/${example}`, '--out', out);
    examined.set(example, { out, ran });
  });
  afterAll(() => database?.close());

  test('comes to the figures and the opinion that were measured', () => {
    expect(ran.exit, ran.said).toBe(0);
    expect(ran.json).toMatchObject(measured[example]);
    expect(resultShape.parse(ran.json).report?.path).toBe(report());
  });

  test('is valid for a reader who has the report and the keys', () => {
    const verified = tickmark(null, 'verify', report(), '--trust', join(out, 'trust.txt'));
    expect(verified.exit, verified.said).toBe(0);
    const verdict = verdictShape.parse(verified.json);
    expect(verdict.valid).toBe(true);
    expect(verdict.checks.filter((c) => !c.ok)).toEqual([]);
    expect(verdict.checks.map((c) => c.name)).toContain('set again');
  });

  test('bears a signature over the whole file, and the file is sound', () => {
    const signature = tool('pdfsig', report());
    expect(signature).toContain('Signature is Valid');
    expect(signature).toContain('Total document signed');
    expect(tool('qpdf', '--check', report())).toContain('No syntax or stream encoding errors');
  });

  test('reads in Sections I and IV as people have read it', async () => {
    const golden = (name: string): string => resolve('test/golden', example, name);
    await expect(section(report(), 'Section I', 'Section II')).toMatchFileSnapshot(golden('section-1.txt'));
    await expect(section(report(), 'Section IV', 'Section V')).toMatchFileSnapshot(golden('section-4.txt'));
  });

  test('says on every page that it is a specimen', () => {
    const pages = tool('pdftotext', '-raw', '-enc', 'UTF-8', report(), '-').split('\f').slice(0, -1);
    expect(pages.length).toBe(resultShape.parse(ran.json).report?.pages);
    for (const page of pages) expect(page).toContain('SPECIMEN: not issued by a licensed firm');
  });
});

test('a changed judgement and a rerun in the same folder give another report that says so, on the same populations', async () => {
  const first = examined.get('public-records');
  if (!first) throw new Error('The example was not examined.');
  const { url } = await freshDatabase();
  const { out } = first;
  const before = resultShape.parse(first.ran.json);
  const folder = await copyOf('public-records', async (copy) => {
    const file = join(copy, 'judgements.yaml');
    await replaceIn(
      file,
      '{control: LOG-04, conclusion: not-effective,',
      '{control: LOG-04, conclusion: effective-with-deviations,',
    );
  });
  const again = tickmark(url, 'examine', folder, '--out', out);
  expect(again.exit, again.said).toBe(0);
  const after = resultShape.parse(again.json);
  expect(after.controls).toEqual({ tested: 25, effective: 21, ineffective: 2, notOccurred: 2 });
  expect(after.criteria).toEqual(before.criteria);
  expect(after.populations).toEqual(before.populations);
  expect(after.report?.sha256).not.toBe(before.report?.sha256);
  const verified = tickmark(null, 'verify', join(out, 'report.pdf'), '--trust', join(out, 'trust.txt'));
  expect(verified.exit, verified.said).toBe(0);
});

test('without judgements the run stops after the draws and writes every place that people fill in', async () => {
  const { url } = await freshDatabase();
  const out = await temporary();
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  const folder = await copyOf('public-records', (copy) => rm(join(copy, 'judgements.yaml')));
  const ran = tickmark(url, 'examine', folder, '--out', out);
  expect(ran.exit, ran.said).toBe(1);
  const result = resultShape.parse(ran.json);
  expect(result).toMatchObject({ opinion: null, report: null, toResolve: 51, deviations: 51 });
  expect(result.stopped?.missing).toContain(
    'judgements.yaml: 19 results of merged-changes-approved are still to be resolved.',
  );
  const skeleton = z
    .object({
      design: z.array(z.object({ control: z.string() })),
      ipe: z.array(z.object({ population: z.string() })),
      resolutions: z.array(z.object({ procedure: z.string(), items: z.array(z.string()) })),
      tests: z.array(z.object({ procedure: z.string(), sample: z.string().optional() })),
      toolReliance: z.array(z.object({ release: z.string() })),
    })
    .parse(parse(await readFile(join(out, 'judgements.skeleton.yaml'), 'utf8')));
  expect(skeleton.design).toHaveLength(25);
  expect(skeleton.ipe).toHaveLength(10);
  expect(skeleton.toolReliance).toEqual([{ release: version }]);
  expect(skeleton.resolutions.reduce((sum, r) => sum + r.items.length, 0)).toBe(51);
  // What was drawn without judgements is what the judgements of the example name.
  const judged = z
    .object({ tests: z.array(z.object({ procedure: z.string(), sample: z.string().optional() })) })
    .parse(parse(await readFile('examples/public-records/judgements.yaml', 'utf8')));
  const samplesOf = (tests: readonly { procedure: string; sample?: string | undefined }[]) =>
    new Map(tests.flatMap((t) => (t.sample === undefined ? [] : [[t.procedure, t.sample] as const])));
  expect(samplesOf(skeleton.tests)).toEqual(samplesOf(judged.tests));
  expect(samplesOf(judged.tests).size).toBe(3);
  expect(await readdir(out)).not.toContain('report.pdf');
});

test('judgements that name another item than was drawn, or another sample, are refused and nothing is written', async () => {
  const { url } = await freshDatabase();
  const out = await temporary();
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  const folder = await copyOf('public-records', async (copy) => {
    const file = join(copy, 'judgements.yaml');
    await replaceIn(file, '    bitcoin-core/secp256k1#1404: {A: met}', '    bitcoin-core/secp256k1#1: {A: met}');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replace(/(procedure: training-of-people\n {2}sample: )[0-9a-f]{64}/, `$1${'f'.repeat(64)}`),
    );
  });
  const ran = tickmark(url, 'examine', folder, '--out', out);
  expect(ran.exit).toBe(2);
  const { error } = refusalShape.parse(ran.json);
  expect(error.code).toBe('judgements');
  expect(error.problems.map((p) => p.code).sort()).toEqual(['item-untested', 'other-item', 'other-sample']);
  expect(error.problems.map((p) => p.sentence).join('\n')).toContain(
    'changes-described has a result for bitcoin-core/secp256k1#1, which was not drawn',
  );
  expect(await readdir(out)).toEqual([]);
});

test('each public file of the example has its origin and licence beside it', async () => {
  const origin = await readFile('examples/public-records/evidence/ORIGIN.md', 'utf8');
  const files = (await readdir('examples/public-records/evidence')).filter(
    (f) => !['ORIGIN.md', 'documents'].includes(f),
  );
  for (const file of files) {
    const named = file.startsWith('HumanResources.') ? 'HumanResources.*.csv' : file;
    expect(origin, file).toContain(named);
  }
  // What was invented says so in itself.
  for (const file of await readdir('examples/public-records/evidence/documents')) {
    const text = await readFile(join('examples/public-records/evidence/documents', file), 'utf8');
    const marked = /^Sample data|^note,.*\n(sample data|read from the public history),/m.test(text);
    expect(marked || text.trim().split('\n').length === 1, file).toBe(true);
  }
});
