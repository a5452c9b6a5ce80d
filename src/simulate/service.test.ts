import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { simulate } from './service.ts';

let work: string;
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'tickmark-simulate-'));
});
afterAll(() => rm(work, { recursive: true, force: true }));

const options = { seed: 'again', months: 3, scale: 0.1, start: '2025-01-01', today: '2026-01-01' };

async function digests(folder: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    found[path.slice(folder.length)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return found;
}

test('the same options write the same bytes in every file, and another seed does not', async () => {
  const [first, second, other] = ['first', 'second', 'other'].map((name) => join(work, name));
  if (!first || !second || !other) throw new Error('no folders');
  const result = await simulate({ ...options, out: first });
  await mkdir(second);
  expect(await simulate({ ...options, out: second })).toEqual(result);
  await simulate({ ...options, seed: 'another', out: other });
  const files = await digests(first);
  expect(Object.keys(files).length).toBeGreaterThan(120);
  expect(await digests(second)).toEqual(files);
  expect((await digests(other))['/evidence/pulls.ndjson.gz']).not.toBe(files['/evidence/pulls.ndjson.gz']);
});

test('every file that speaks for itself says that it is sample data', async () => {
  const out = join(work, 'first');
  for (const name of ['engagement.yaml', 'controls.yaml', 'judgements.yaml', 'evidence.yaml', 'README.md']) {
    expect(await readFile(join(out, name), 'utf8'), name).toContain('SAMPLE DATA');
  }
});

test('a folder that is not empty is refused and left as it is', async () => {
  const out = join(work, 'occupied');
  await mkdir(out);
  await writeFile(join(out, 'mine.txt'), 'mine');
  const error = await simulate({ ...options, out }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ code: 'output-occupied', exit: 2 });
  expect(await readdir(out)).toEqual(['mine.txt']);
});

test('options out of range are refused before anything is written', async () => {
  const out = join(work, 'never');
  const error = await simulate({ ...options, months: 2, scale: 0, out }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ exit: 2, problems: [{ code: 'months-out-of-range' }, { code: 'scale-out-of-range' }] });
  expect(await readdir(work)).not.toContain('never');
});
