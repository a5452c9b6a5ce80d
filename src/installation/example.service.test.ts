import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { home } from './environment.ts';
import { examineExample, exampleName } from './example.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tickmark-example-'));
  await cp(join(home, 'examples', 'small-type1'), join(folder, 'example'), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('an example is examined once, and again when its contents changed or its result is gone', async () => {
  const lines: string[] = [];
  const again = () =>
    examineExample({
      folder: join(folder, 'example'),
      results: join(folder, 'results'),
      databaseUrl: undefined,
      now: () => new Date(),
      progress: (line) => lines.push(line),
      tell: () => undefined,
    });
  const digest = async (): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, 'results', exampleName, 'result.json'), 'utf8')).report.sha256;

  expect(await again()).toBe('examined');
  expect(lines).toContain('reading the engagement folder');
  const first = await digest();
  lines.length = 0;
  expect(await again()).toBe('kept');
  expect(lines).toEqual([]);
  expect(await digest()).toBe(first);

  await rm(join(folder, 'results', exampleName, 'report.pdf'));
  expect(await again()).toBe('examined');
  await writeFile(join(folder, 'example', 'NOTE.md'), 'One more file.\n');
  expect(await again()).toBe('examined');
});
