/** The command line as other programs rely on it (DESIGN 7): the real program, its exit codes and the fields of its answers. */
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { home, namesIn, objectOf, type Ran, scratch, tickmark } from './examine-folder.ts';

const data = (...parts: string[]) => join(home, 'test', 'data', ...parts);
const changes = join(home, 'test', 'fixtures', 'tiny-type2', 'evidence', 'changes.csv');

const commands: readonly string[] = [
  'start',
  'serve',
  'examine',
  'verify',
  'population',
  'test',
  'sample',
  'plan-sample',
  'evaluate-sample',
  'simulate',
  'ledger',
  'migrate',
  'backup',
  'restore',
  'doctor',
];

/** RFC 6962 written down once more, from the standard alone. */
function merkleRoot(leaves: readonly string[]): string {
  const sha256 = (...parts: (Uint8Array | string)[]) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
  };
  const root = (from: number, to: number): Buffer => {
    if (to - from === 0) return sha256('');
    if (to - from === 1) return sha256(new Uint8Array([0]), leaves[from] ?? '');
    let split = 1;
    while (split * 2 < to - from) split *= 2;
    return sha256(new Uint8Array([1]), root(from, from + split), root(from + split, to));
  };
  return root(0, leaves.length).toString('hex');
}

const refused = (ran: Ran, exit: number) => {
  expect(ran.exit).toBe(exit);
  expect(ran.err).toMatch(/^tickmark: \S/);
  expect(objectOf(ran)).toEqual({
    error: expect.objectContaining({ code: expect.any(String), message: expect.any(String) }),
  });
};

describe('usage', () => {
  test('every command explains itself on standard output and exits 0', async () => {
    const overview = await tickmark('--help');
    expect(overview.exit).toBe(0);
    for (const command of commands) {
      const ran = await tickmark(command, '--help');
      expect([command, ran.exit, ran.err]).toEqual([command, 0, '']);
      expect(ran.out).toContain(`Usage: tickmark ${command}`);
      expect(ran.out).toContain('--json');
      expect(overview.out).toContain(`\n  ${command}`);
    }
  });

  test('no command is bad usage, told on standard error', async () => {
    const ran = await tickmark();
    expect([ran.exit, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain('Usage: tickmark COMMAND');
  });

  test.each([
    ['a command that does not exist', ['exmaine', '--json']],
    ['an option that does not exist', ['verify', 'x.pdf', '--turst', 'y', '--json']],
    ['an option without its value', ['examine', 'x', '--json', '--out']],
    ['a missing folder', ['examine', '--json', '--out', '/tmp/none']],
    ['two files where one is taken', ['verify', 'a', 'b', '--json']],
    ['a file that is not there', ['verify', '/nonexistent/report.pdf', '--json']],
    ['a number that is none', ['plan-sample', '--confidence', 'high', '--tolerable', '5', '--json']],
    ['a confidence out of range', ['plan-sample', '--confidence', '50', '--tolerable', '5', '--json']],
    ['a kind that does not exist', ['population', 'chnge', changes, '--json']],
    ['a format that does not exist', ['population', 'change', '--format', 'cvs', changes, '--json']],
    ['a procedure that does not exist', ['test', 'change-independent-reviw', '--population', changes, '--json']],
    ['a population that is none', ['test', 'change-independent-review', '--population', changes, '--json']],
    ['an output of no known form', ['population', 'change', changes, '--format', 'csv', '--out', 'x.txt', '--json']],
  ])('%s exits 2, with one sentence and one object', async (_, args) => {
    refused(await tickmark(...args), 2);
  });

  test('a misspelt name is answered with the nearest one', async () => {
    expect((await tickmark('population', 'chnge', changes)).err).toContain('the nearest is change');
  });

  test('a folder that cannot be written is a fault of the machine, exit code 3', async () => {
    refused(
      await tickmark('population', 'change', changes, '--format', 'csv', '--out', '/proc/none/p.csv', '--json'),
      3,
    );
  });
});

describe('population', () => {
  let answers: Record<string, unknown>[] = [];
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tickmark-cli-'));
    const made: Record<string, unknown>[] = [];
    for (const form of ['parquet', 'ndjson', 'csv']) {
      made.push(
        objectOf(
          await tickmark(
            'population',
            'change',
            changes,
            '--format',
            'csv',
            '--out',
            join(folder, `p.${form}`),
            '--json',
          ),
        ),
      );
    }
    answers = made;
    return async () => {
      await rm(folder, { recursive: true, force: true });
    };
  });

  test('says what came out, the same for every output format', () => {
    expect(answers[0]).toMatchObject({
      kind: 'change',
      format: 'csv',
      read: 30,
      records: 30,
      duplicates: 0,
      conflicting: 0,
      otherKind: 0,
      refused: [],
      totals: {
        state: { merged: 30 },
        merged_at: { first: '2024-01-05T11:07:00Z', last: '2024-05-29T14:30:00Z' },
      },
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('its digest is the RFC 6962 root over the lines it writes as NDJSON', async () => {
    const lines = (await readFile(join(folder, 'p.ndjson'), 'utf8')).trimEnd().split('\n');
    expect(lines).toHaveLength(30);
    expect(answers[0]?.['digest']).toBe(merkleRoot(lines));
    expect(merkleRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('NDJSON and CSV write times with T and Z', async () => {
    const [first = ''] = (await readFile(join(folder, 'p.ndjson'), 'utf8')).split('\n');
    expect(JSON.parse(first)).toMatchObject({ merged_at: '2024-01-05T11:07:00Z', closed_at: null });
    const [head = '', row = ''] = (await readFile(join(folder, 'p.csv'), 'utf8')).split('\n');
    expect(row.split(',')[head.split(',').indexOf('merged_at')]).toBe('2024-01-05T11:07:00Z');
  });

  test('a text that a spreadsheet would run as a formula is written so that it is text', async () => {
    const work = await scratch();
    const file = join(work, 'people.csv');
    await writeFile(
      file,
      'id,name\n1,=HYPERLINK("http://x")\n2,+1\n3,-1\n4,@SUM(A1)\n'.replace(
        '=HYPERLINK("http://x")',
        '"=HYPERLINK(""http://x"")"',
      ),
    );
    const out = join(work, 'out.csv');
    expect((await tickmark('population', 'person', file, '--format', 'csv', '--out', out)).exit).toBe(0);
    const text = await readFile(out, 'utf8');
    expect(text).not.toMatch(/(^|,)"?[=+@-]/m);
    expect(text).toContain("'=HYPERLINK");
  });

  test('a delivery of CloudTrail holds events that are no sign-ins, and they are counted', async () => {
    const answer = objectOf(
      await tickmark(
        'population',
        'sign-in',
        '--format',
        'cloudtrail',
        data('cloudtrail', 'panther-aws-cloudtrail.ndjson'),
        '--json',
      ),
    );
    const { read, records, duplicates, otherKind, refused: reasons } = answer;
    expect([read, otherKind]).toEqual([248, 234]);
    expect(reasons).toEqual([{ reason: 'id is missing', count: 1, first: expect.objectContaining({ at: 'line 78' }) }]);
    expect(Number(read)).toBe(Number(records) + Number(duplicates) + Number(otherKind) + 1);
  });

  test('nothing is left where writing failed', async () => {
    const work = await scratch();
    const ran = await tickmark(
      'population',
      'person',
      changes,
      '--format',
      'cloudtrail',
      '--out',
      join(work, 'p.csv'),
      '--json',
    );
    refused(ran, 2);
    expect(await namesIn(work)).toEqual([]);
  });

  test('counts every record, and lists what is not true', async () => {
    const args = ['test', 'change-independent-review', '--population', join(folder, 'p.parquet')];
    const ran = await tickmark(...args, '--json');
    expect(ran.exit).toBe(0);
    const answer = objectOf(ran);
    expect(answer).toMatchObject({
      procedure: 'change-independent-review',
      population: { records: 30, digest: answers[0]?.['digest'] },
      tested: 30,
      deviations: ['reedmere/notes#107', 'reedmere/notes#119'],
      deviationCount: 2,
    });
    expect(answer['attributes']).toEqual([
      { id: 'A', met: 28, notApplicable: 0, deviations: 2, missing: 0 },
      { id: 'B', met: 30, notApplicable: 0, deviations: 0, missing: 0 },
    ]);
    expect((await tickmark(...args, '--fail-on-deviation')).exit).toBe(1);
  });

  test.each([
    ['random', ['--reserves', '3']],
    ['systematic', []],
    ['stratified', ['--stratum', 'author', '--reserves', '2']],
  ])('a %s sample is the same from every form of the population', async (method, more) => {
    const drawn = await Promise.all(
      ['parquet', 'ndjson', 'csv'].map(async (form) =>
        objectOf(
          await tickmark(
            'sample',
            '--population',
            join(folder, `p.${form}`),
            '--size',
            '6',
            '--seed',
            'a|b|ü',
            '--method',
            method,
            ...more,
            '--json',
          ),
        ),
      ),
    );
    expect(drawn[0]).toMatchObject({ method, seed: 'a|b|ü', size: 6 });
    expect(new Set(Array.isArray(drawn[0]?.['items']) ? drawn[0]['items'] : []).size).toBe(6);
    expect(drawn[1]).toEqual(drawn[0]);
    expect(drawn[2]).toEqual(drawn[0]);
  });

  test('a sample larger than its population is refused', async () => {
    refused(
      await tickmark('sample', '--population', join(folder, 'p.ndjson'), '--size', '31', '--seed', 's', '--json'),
      2,
    );
  });
});

describe('sampling by the numbers of the method', () => {
  const ids = (n: number) => Array.from({ length: n }, (_, i) => `i${String(i).padStart(4, '0')}`);
  const draw = async (n: number, ...args: string[]) => {
    const file = join(await scratch(), 'p.ndjson');
    await writeFile(
      file,
      ids(n)
        .map((id) => `{"id":"${id}"}\n`)
        .join(''),
    );
    return objectOf(await tickmark('sample', '--population', file, ...args, '--json'));
  };
  const at = (...positions: number[]) => positions.map((p) => `i${String(p).padStart(4, '0')}`);

  test('appendix D, at random and systematic', async () => {
    expect(await draw(20, '--size', '4', '--seed', 'demo-seed-1', '--reserves', '2')).toMatchObject({
      items: at(2, 0, 11, 10),
      reserves: at(5, 6),
    });
    expect(await draw(87, '--size', '6', '--seed', 'demo-seed-1', '--method', 'systematic')).toMatchObject({
      items: at(6, 21, 35, 50, 64, 79),
    });
    expect(await draw(300, '--size', '6', '--seed', 'demo-seed-2')).toMatchObject({
      items: at(107, 235, 250, 269, 219, 196),
    });
  });

  test.each([
    [90, 10, 1, null, 38, 'binomial'],
    [95, 5, 2, null, 124, 'binomial'],
    [99, 5, 0, null, 90, 'binomial'],
    [95, 5, 0, 50, 31, 'hypergeometric'],
    [95, 5, 1, 200, 78, 'hypergeometric'],
    [95, 5, 0, 3000, 59, 'binomial'],
  ])(
    'appendix C: %d %% confidence, %d %% tolerable, %d expected, population %s',
    async (confidence, tolerable, expected, population, size, method) => {
      const ran = await tickmark(
        'plan-sample',
        '--confidence',
        `${confidence}`,
        '--tolerable',
        `${tolerable}`,
        '--expected',
        `${expected}`,
        ...(population === null ? [] : ['--population', `${population}`]),
        '--json',
      );
      expect([ran.exit, objectOf(ran)]).toEqual([0, { size, method }]);
    },
  );

  test('where no sample supports, the size is null and the answer is no', async () => {
    const ran = await tickmark(
      'plan-sample',
      '--confidence',
      '95',
      '--tolerable',
      '1',
      '--expected',
      '5',
      '--population',
      '20',
      '--json',
    );
    expect(ran.exit).toBe(1);
    expect(objectOf(ran)).toMatchObject({ size: null });
  });

  test.each([
    [25, 1, 90, null, 0.146867, 'binomial'],
    [60, 0, 95, null, 0.048703, 'binomial'],
    [20, 1, 90, 50, 0.14, 'hypergeometric'],
    [60, 0, 95, 1000, 0.047, 'hypergeometric'],
  ])(
    'appendix C: upper limit of %d tested, %d deviating, %d %%, population %s',
    async (size, deviations, confidence, population, limit, method) => {
      const answer = objectOf(
        await tickmark(
          'evaluate-sample',
          '--size',
          `${size}`,
          '--deviations',
          `${deviations}`,
          '--confidence',
          `${confidence}`,
          ...(population === null ? [] : ['--population', `${population}`]),
          '--json',
        ),
      );
      expect(answer['method']).toBe(method);
      expect(Number(answer['upperLimit'])).toBeCloseTo(limit, 6);
    },
  );
});

describe('examine and verify', () => {
  test('print the fields other programs rely on, and the report verifies', async () => {
    const out = join(await scratch(), 'result');
    const ran = await tickmark('examine', join(home, 'test', 'fixtures', 'tiny-type2'), '--out', out, '--json');
    expect(ran.exit).toBe(0);
    const answer = objectOf(ran);
    expect(answer).toMatchObject({
      engagement: { type: 'type2', period: { start: '2024-01-01', end: '2024-06-30' } },
      criteria: { inScope: 33, met: 33, notMet: 0 },
      controls: { tested: 4, effective: 4, ineffective: 0, notOccurred: 0 },
      procedures: 5,
      populations: [
        { id: 'P-01', kind: 'change', records: 30, refusedCount: 0, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      ],
      records: 30,
      toResolve: 2,
      deviations: 2,
      opinion: 'unmodified',
      specimen: true,
      ledger: { size: expect.any(Number), root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) },
      report: { path: join(out, 'report.pdf'), pages: expect.any(Number), sha256: expect.any(String) },
      bundle: { path: join(out, 'tickmark-bundle.json') },
      seconds: expect.any(Number),
    });
    const pdf = await readFile(join(out, 'report.pdf'));
    expect(answer).toHaveProperty('report.sha256', createHash('sha256').update(pdf).digest('hex'));
    expect(await namesIn(out)).not.toContain('.examine');

    for (const file of ['report.pdf', 'tickmark-bundle.json']) {
      const verified = await tickmark('verify', join(out, file), '--json');
      expect([file, verified.exit]).toEqual([file, 0]);
      expect(objectOf(verified)).toMatchObject({
        valid: true,
        checks: expect.any(Array),
        engagement: expect.anything(),
        opinion: 'unmodified',
      });
    }
    const log = await tickmark('ledger', 'check', join(out, 'ledger'), '--json');
    expect(log.exit).toBe(0);
    expect(objectOf(log)).toMatchObject({
      ...Object(answer['ledger']),
      ok: true,
      signature: 'unchecked',
      origin: expect.any(String),
    });

    pdf[Math.floor(pdf.length / 2)] = (pdf[Math.floor(pdf.length / 2)] ?? 0) ^ 1;
    await writeFile(join(out, 'changed.pdf'), pdf);
    const changed = await tickmark('verify', join(out, 'changed.pdf'), '--json');
    expect([changed.exit, objectOf(changed)['valid']]).toEqual([1, false]);
  });

  test('--fail-on-deviation makes deviations the answer no', async () => {
    const out = join(await scratch(), 'result');
    expect(
      (await tickmark('examine', join(home, 'test', 'fixtures', 'tiny-type2'), '--out', out, '--fail-on-deviation'))
        .exit,
    ).toBe(1);
    expect(await namesIn(out)).toContain('report.pdf');
  });
});
