import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Kind, PopulationRecord } from '../../populations/kind.ts';
import {
  type Compiled,
  compileProcedure,
  evaluateRecord,
  matchesOf,
  parseProcedures,
  type RuleContext,
} from '../../procedures/index.ts';
import { readItems, runCensus } from './census.ts';
import { type RunSql, withLockedEngine } from './locked-engine.ts';
import { writeParquetFixture } from './parquet-fixture.ts';

const kind = (id: string, time: string | null, fields: Kind['fields']): Kind => ({
  id,
  title: id,
  unit: `one ${id}`,
  noun: `${id}s`,
  key: ['id'],
  time,
  categories: [],
  fields,
  source: 'test',
  edition: '1',
  effectiveFrom: '2020-01-01',
});
const CHANGE = kind('change', 'merged_at', [
  { name: 'id', type: 'text' },
  { name: 'author', type: 'text' },
  { name: 'merged_by', type: 'text' },
  { name: 'repository', type: 'text' },
  { name: 'merged_at', type: 'time' },
  { name: 'urgent', type: 'boolean' },
  { name: 'lines', type: 'integer' },
]);
const PERSON = kind('person', null, [
  { name: 'id', type: 'text' },
  { name: 'login', type: 'text' },
  { name: 'left_on', type: 'date' },
]);
const CONTEXT: RuleContext = {
  periodStart: '2023-01-01',
  periodEnd: '2023-12-31',
  asOf: null,
  timeZone: 'America/New_York',
  holidays: [],
};
const change = (id: string, facts: Readonly<Record<string, PopulationRecord[string]>>): PopulationRecord => ({
  ...Object.fromEntries(CHANGE.fields.map((field) => [field.name, null])),
  id,
  ...facts,
});
const CHANGES: readonly PopulationRecord[] = [
  change('C-1', {
    author: 'ann',
    merged_by: 'bob',
    repository: 'web',
    merged_at: '2023-02-01T04:59:59Z',
    urgent: false,
    lines: 3,
  }),
  change('C-2', {
    author: 'ann',
    merged_by: 'ann',
    repository: 'web',
    merged_at: '2023-02-01T05:00:00Z',
    urgent: false,
    lines: 0,
  }),
  change('C-3', {
    author: 'cy',
    merged_by: null,
    repository: "o'brien; DROP",
    merged_at: '2023-03-12T06:59:59Z',
    urgent: true,
    lines: 9,
  }),
  change('C-4', {
    author: 'dee',
    merged_by: 'bob',
    repository: 'web',
    merged_at: '2023-03-13T12:00:00Z',
    urgent: null,
    lines: 2,
  }),
  change('C-5', { author: 'eve', merged_by: 'bob', repository: null, merged_at: null, urgent: true, lines: null }),
];
const PEOPLE: readonly PopulationRecord[] = [
  { id: '1', login: 'ann', left_on: '2023-01-31' },
  { id: '2', login: 'cy', left_on: null },
  { id: '3', login: 'dee', left_on: '2023-01-31' },
  { id: '4', login: 'dee', left_on: '2023-01-31' },
];
const PROCEDURES = `
id: merged-by-another
control: CHG-01
criteria: [CC8.1]
nature: reperformance
extent: all
says: Compared author and merger.
population: { kind: change, where: "r.merged_at != null" }
strata: [repository]
attributes:
  A: { says: Merged by somebody else, kind: occurrence, rule: "r.merged_by != r.author" }
  B: { says: Not while urgent, kind: never-event, applies: "!r.urgent", rule: "10 / r.lines >= 3" }
---
id: not-after-leaving
control: HR-01
criteria: [CC6.2]
nature: reperformance
extent: all
says: Compared with leavers.
population: { kind: change, where: "r.lines > 1" }
with: { leaver: { kind: person, on: "r.author == leaver.login" } }
attributes:
  A: { says: Not after leaving, kind: never-event, rule: "leaver == null || r.merged_at <= leaver.left_on" }
`;
const compileAll = (text: string): readonly Compiled[] => {
  const { procedures, problems } = parseProcedures(text, 'procedures.yaml');
  expect(problems).toEqual([]);
  return procedures.map((one) => {
    const { compiled, problems: wrong } = compileProcedure(
      one,
      new Map([
        ['change', CHANGE],
        ['person', PERSON],
      ]),
    );
    expect(wrong).toEqual([]);
    if (compiled === undefined) throw new Error('not compiled');
    return compiled;
  });
};

let folder = '';
let changes = '';
let people = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-test-'));
  changes = join(folder, "chan'ges.parquet");
  people = join(folder, 'people.parquet');
  await writeParquetFixture(changes, CHANGE, CHANGES);
  await writeParquetFixture(people, PERSON, PEOPLE);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a census', () => {
  it('counts every record of every procedure in one pass, and keeps the result of each', async () => {
    const results = join(folder, 'results.parquet');
    const procedures = compileAll(PROCEDURES);
    const census = await runCensus({
      population: { parquet: changes, kind: CHANGE },
      joins: { leaver: { parquet: people, kind: PERSON } },
      procedures,
      context: CONTEXT,
      resultsParquet: results,
    });
    expect(census.records).toBe(5);
    expect(census.procedures[0]).toEqual({
      procedure: 'merged-by-another',
      records: 4,
      outside: 1,
      excluded: [],
      recordsNotTrue: 3,
      recordsNotApplicable: 0,
      attributes: [
        { id: 'A', met: 2, notApplicable: 0, false: 1, missing: 1, error: 0 },
        { id: 'B', met: 1, notApplicable: 1, false: 0, missing: 1, error: 1 },
      ],
      strata: [
        {
          by: 'merged_at',
          tooMany: false,
          values: [
            {
              value: '2023-01',
              records: 1,
              attributes: [
                { id: 'A', tested: 1, notTrue: 0 },
                { id: 'B', tested: 1, notTrue: 0 },
              ],
            },
            {
              value: '2023-02',
              records: 1,
              attributes: [
                { id: 'A', tested: 1, notTrue: 1 },
                { id: 'B', tested: 1, notTrue: 1 },
              ],
            },
            {
              value: '2023-03',
              records: 2,
              attributes: [
                { id: 'A', tested: 2, notTrue: 1 },
                { id: 'B', tested: 1, notTrue: 1 },
              ],
            },
          ],
        },
        {
          by: 'repository',
          tooMany: false,
          values: [
            {
              value: "o'brien; DROP",
              records: 1,
              attributes: [
                { id: 'A', tested: 1, notTrue: 1 },
                { id: 'B', tested: 0, notTrue: 0 },
              ],
            },
            {
              value: 'web',
              records: 3,
              attributes: [
                { id: 'A', tested: 3, notTrue: 1 },
                { id: 'B', tested: 3, notTrue: 2 },
              ],
            },
          ],
        },
      ],
    });
    expect(census.procedures[1]).toMatchObject({
      records: 3,
      outside: 1,
      excluded: [{ reason: 'missing', facts: ['r.lines'], count: 1 }],
      recordsNotTrue: 2,
      attributes: [{ id: 'A', met: 1, false: 0, missing: 1, error: 1 }],
    });

    const first = await readItems(results, 'merged-by-another', { populationParquet: changes, limit: 2 });
    expect(first).toEqual({
      itemCount: 4,
      items: [
        { position: 1, id: 'C-2', attribute: 'A', result: 'false' },
        { position: 1, id: 'C-2', attribute: 'B', result: 'error' },
      ],
    });
    const rest = await readItems(results, 'merged-by-another', { populationParquet: changes, limit: 10, offset: 2 });
    expect(rest.items.map((one) => `${one.id} ${one.attribute} ${one.result}`)).toEqual([
      'C-3 A missing',
      'C-4 B missing',
    ]);
    const joined = await readItems(results, 'not-after-leaving', { populationParquet: changes, limit: 10 });
    expect(joined.items.map((one) => `${one.position} ${one.id} ${one.result}`)).toEqual([
      '2 C-3 missing',
      '3 C-4 error',
    ]);
    await expect(readItems(results, 'no-such', { populationParquet: changes, limit: 1 })).rejects.toMatchObject({
      code: 'census-results-unreadable',
    });

    // The second way: the library's own evaluator says the same of every record.
    const [, second] = procedures;
    const join0 = second?.joins[0];
    if (second === undefined || join0 === undefined) throw new Error('no join');
    const own = CHANGES.map((record) =>
      evaluateRecord(second, record, { leaver: matchesOf(join0, record, CHANGE, PEOPLE, CONTEXT) }, CONTEXT),
    );
    expect(own.map((one) => one.attributes[0]?.result ?? one.population)).toEqual([
      'met',
      'out',
      'missing',
      'error',
      'missing',
    ]);
  });

  it('keeps more attributes of a procedure than fit in one number, and joins of one name over different populations apart', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    const many = `
id: many
control: CHG-01
criteria: [CC8.1]
nature: reperformance
extent: all
says: x
population: { kind: change }
attributes:
${letters.map((letter, index) => `  ${letter}: { says: x, kind: occurrence, rule: "r.lines != ${index % 4}" }`).join('\n')}`;
    const two = ['first', 'second'].map(
      (id) => `
id: ${id}
control: CHG-01
criteria: [CC8.1]
nature: reperformance
extent: all
says: x
population: { kind: change }
with: { leaver: { kind: person, on: "leaver.login == r.author" } }
attributes:
  A: { says: x, kind: occurrence, rule: "leaver == null" }`,
    );
    const fewer = join(folder, 'fewer.parquet');
    await writeParquetFixture(fewer, PERSON, PEOPLE.slice(0, 1));
    const results = join(folder, 'many.parquet');
    const census = await runCensus({
      population: { parquet: changes, kind: CHANGE },
      joins: { leaver: { parquet: people, kind: PERSON }, 'second/leaver': { parquet: fewer, kind: PERSON } },
      procedures: compileAll([many, ...two].join('\n---\n')),
      context: CONTEXT,
      resultsParquet: results,
    });
    // Lines are 3, 0, 9, 2 and missing once: attribute A asks for 0, B for 1, and so on.
    const wrong = letters.map((_, index) => (index % 4 === 1 ? 0 : 1));
    expect(census.procedures[0]?.attributes.map((one) => one.false)).toEqual(wrong);
    expect(census.procedures[0]?.attributes.every((one) => one.missing === 1 && one.met + one.false === 4)).toBe(true);
    expect(census.procedures.slice(1).map((one) => one.attributes[0]?.met)).toEqual([1, 3]);
    const { items, itemCount } = await readItems(results, 'many', { populationParquet: changes, limit: 1_000 });
    expect(itemCount).toBe(items.length);
    expect(items.filter((one) => one.id === 'C-2').map((one) => one.attribute)).toEqual(
      letters.filter((_, index) => index % 4 === 0),
    );
  });

  it('shows results by month of a date as of a time, and refuses a file name that would mean several files', async () => {
    const DATED: Kind = { ...PERSON, time: 'left_on' };
    const dated = compileProcedure(
      {
        id: 'dated',
        control: 'X',
        criteria: ['CC6.2'],
        nature: 'reperformance',
        extent: 'all',
        means: 'tool',
        says: 'x',
        population: { kind: 'person' },
        attributes: [{ id: 'A', says: 'x', kind: 'occurrence', rule: 'r.left_on <= period.start' }],
      },
      new Map([['person', DATED]]),
    ).compiled;
    if (dated === undefined) throw new Error('not compiled');
    const census = await runCensus({
      population: { parquet: people, kind: DATED },
      procedures: [dated],
      context: CONTEXT,
      resultsParquet: null,
    });
    expect(census.procedures[0]?.strata).toEqual([
      {
        by: 'left_on',
        tooMany: false,
        values: [
          { value: '2023-01', records: 3, attributes: [{ id: 'A', tested: 3, notTrue: 3 }] },
          { value: null, records: 1, attributes: [{ id: 'A', tested: 1, notTrue: 1 }] },
        ],
      },
    ]);
    const request = { procedures: [dated], context: CONTEXT, resultsParquet: null };
    await expect(
      runCensus({ ...request, population: { parquet: join(folder, '*.parquet'), kind: DATED } }),
    ).rejects.toMatchObject({ code: 'census-failed' });
  });

  it('can keep counts alone, and leaves no half-written results when it fails', async () => {
    const [procedure] = compileAll(PROCEDURES);
    if (procedure === undefined) throw new Error('no procedure');
    const request = { population: { parquet: changes, kind: CHANGE }, procedures: [procedure], context: CONTEXT };
    expect((await runCensus({ ...request, resultsParquet: null })).procedures[0]?.records).toBe(4);
    await writeFile(join(folder, 'broken.parquet'), 'PAR1 and nothing else');
    const results = join(folder, 'never.parquet');
    await expect(
      runCensus({
        ...request,
        population: { parquet: join(folder, 'broken.parquet'), kind: CHANGE },
        resultsParquet: results,
      }),
    ).rejects.toMatchObject({ code: 'census-failed' });
    expect((await readdir(folder)).filter((name) => name.startsWith('never'))).toEqual([]);
  });
});

describe('the process in which rules meet records', () => {
  const locked = <Result>(
    work: (run: RunSql) => Promise<Result>,
    limits = { memoryMB: 64, seconds: 20, threads: 1 },
  ): Promise<Result> => withLockedEngine({ readable: [people], writable: [join(folder, 'out.parquet')] }, limits, work);

  it('reads its input and writes its result', async () => {
    const rows = await locked(async (run) => {
      await run(
        `COPY (SELECT login FROM read_parquet('${people}')) TO '${join(folder, 'out.parquet')}' (FORMAT parquet, USE_TMP_FILE false)`,
      );
      return run(`SELECT count(*) FROM read_parquet('${join(folder, 'out.parquet')}')`);
    });
    expect(rows).toEqual([['4']]);
  });

  it.each([
    ['other files', () => `SELECT * FROM read_text('/etc/passwd')`],
    ['other files beside its input', () => `SELECT * FROM read_parquet('${changes.replace("'", "''")}')`],
    ['other files through its own name', () => `SELECT * FROM read_text('${people}/../../../../etc/passwd')`],
    ['lists of files', () => `SELECT * FROM glob('${folder}/*')`],
    ['environment variables', () => `SELECT getenv('PATH')`],
    ['writing elsewhere', () => `COPY (SELECT 1) TO '${join(folder, 'elsewhere.parquet')}' (FORMAT parquet)`],
    ['exporting', () => `EXPORT DATABASE '${join(folder, 'export')}'`],
    ['attaching a database', () => `ATTACH '${join(folder, 'other.db')}' AS other`],
    ['installing an extension', () => 'INSTALL httpfs'],
    ['loading an extension', () => 'LOAD httpfs'],
    ['loading an extension by path', () => `LOAD '${join(folder, 'evil.duckdb_extension')}'`],
    ['more memory', () => `SET memory_limit = '8GB'`],
    ['more threads', () => 'SET threads = 64'],
    ['other settings', () => 'SET enable_external_access = true'],
    ['unlocking the settings', () => 'SET lock_configuration = false'],
    ['resetting the settings', () => 'RESET memory_limit'],
    ['more paths', () => `SET allowed_directories = ['/']`],
  ])('is denied %s', async (_, sql) => {
    await expect(locked((run) => run(sql()))).rejects.toMatchObject({ code: 'census-failed' });
    expect((await readdir(folder)).filter((name) => /elsewhere|export|other|evil/.test(name))).toEqual([]);
  });

  it('is denied the network', async () => {
    let asked = 0;
    const server = createServer((_, answer) => {
      asked += 1;
      answer.end('a,b\n1,2\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      await expect(
        locked((run) => run(`SELECT * FROM read_csv('http://127.0.0.1:${port}/x.csv')`)),
      ).rejects.toMatchObject({ code: 'census-failed' });
      expect(asked).toBe(0);
    } finally {
      server.close();
    }
  });

  it('is denied more memory than it was given, on disk too', async () => {
    await expect(
      locked(
        (run) => run('SELECT count(*) FROM (SELECT DISTINCT hash(i), hash(i + 1), i FROM range(100000000) t(i))'),
        { memoryMB: 64, seconds: 120, threads: 1 },
      ),
    ).rejects.toMatchObject({ code: 'census-memory-limit' });
  });

  it('is killed when its time is over', async () => {
    const started = Date.now();
    await expect(
      locked((run) => run('SELECT sum(a.i * b.i) FROM range(10000000) a(i), range(10000000) b(i)'), {
        memoryMB: 64,
        seconds: 2,
        threads: 1,
      }),
    ).rejects.toMatchObject({ code: 'census-time-limit' });
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it('starts with an empty environment', async () => {
    const environments = await locked(async (run) => {
      await run('SELECT 1');
      const tasks = await readdir(`/proc/${process.pid}/task`);
      const children = await Promise.all(
        tasks.map((task) => readFile(`/proc/${process.pid}/task/${task}/children`, 'utf8')),
      );
      const ids = children
        .join(' ')
        .split(' ')
        .filter((id) => id.trim() !== '');
      const commands = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8')));
      const own = ids.filter((_, index) => commands[index]?.includes('locked-child.ts'));
      return Promise.all(own.map((id) => readFile(`/proc/${id}/environ`, 'utf8')));
    });
    expect(environments).toEqual(['']);
  });
});
