import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { objectOf, scratch, tickmark } from '../examine-folder.ts';

interface Named {
  readonly procedure: string;
  readonly attribute: string;
  readonly record: string;
}

const keyOf = ({ procedure, attribute, record }: Named) => `${procedure} ${attribute} ${record}`;

async function simulateAndExamine(seed: string, scale: string): Promise<{ records: number; pdf: string }> {
  const folder = await scratch();
  const [year, out] = [join(folder, 'year'), join(folder, 'result')];
  const simulated = await tickmark(
    'simulate',
    '--seed',
    seed,
    '--months',
    '12',
    '--scale',
    scale,
    '--out',
    year,
    '--json',
  );
  expect([simulated.exit, simulated.err.slice(-2000)]).toEqual([0, expect.any(String)]);
  const ran = await tickmark('examine', year, '--out', out, '--json');
  expect([ran.exit, ran.exit === 0 ? '' : ran.err.slice(-2000)]).toEqual([0, '']);

  const truth: { planted: Named[] } = JSON.parse(await readFile(join(year, 'ground-truth.json'), 'utf8'));
  const items = (await readFile(join(out, 'file', 'items.ndjson'), 'utf8')).trimEnd().split('\n');
  const found = items.map((line): Named => JSON.parse(line));
  expect(found.map(keyOf).sort()).toEqual(truth.planted.map(keyOf).sort());
  const answer = objectOf(ran);
  expect(answer).toMatchObject({ deviations: truth.planted.length, toResolve: truth.planted.length });
  expect(objectOf(simulated)).toMatchObject({ planted: truth.planted.length });
  const pdf = join(out, 'report.pdf');
  expect((await tickmark('verify', pdf, '--trust', join(out, 'trust.txt'))).exit).toBe(0);
  return { records: Number(answer['records']), pdf };
}

test.each(['alder', 'birch', 'cedar'])(
  'a simulated year of seed %s: found is what was planted, and the report verifies',
  async (seed) => {
    const { records } = await simulateAndExamine(seed, '1');
    expect(records).toBeGreaterThan(1000);
  },
);

test('ten million records: found is what was planted, and the report verifies', async () => {
  const { records } = await simulateAndExamine('ten-million', '1300');
  expect(records).toBeGreaterThan(10_000_000);
});
