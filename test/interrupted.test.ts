/** An examination that ends before its end: killed, asked to end, out of disk, or beside another one. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { engagementCopy, namesIn, objectOf, scratch, start, tickmark } from './examine-folder.ts';

/** Command lines of processes that name the folder: database servers and their watcher. */
function processesOn(folder: string): string[] {
  return readdirSync('/proc').flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return line.includes(folder) && !line.includes('vitest') ? [`${pid} ${line.slice(0, 200)}`] : [];
    } catch {
      return [];
    }
  });
}

async function until(what: string, holds: () => boolean | Promise<boolean>, seconds = 60): Promise<void> {
  for (const began = Date.now(); !(await holds()); await sleep(25)) {
    if (Date.now() - began > seconds * 1000) throw new Error(`waited in vain: ${what}`);
  }
}

const isThere = async (folder: string, name: string) => (await namesIn(folder))?.includes(name) ?? false;

// What lies in the working folder tells how far a run has come.
const moments: readonly (readonly [string, (work: string) => Promise<boolean>])[] = [
  ['while its database starts', (work) => isThere(join(work, 'installation'), 'postgres')],
  [
    'after evidence was recorded',
    async (work) => ((await namesIn(join(work, 'installation', 'blobs')))?.length ?? 0) > 0,
  ],
  ['during the census', (work) => isThere(join(work, 'installation', 'work'), 'P-01.parquet')],
  ['while the report is made', (work) => isThere(join(work, 'out', 'file'), 'samples.json')],
];

test.each(moments)('killed %s, it leaves no process, shows no result, and a rerun completes', async (_, reached) => {
  const { folder, out } = await engagementCopy();
  const { child, ran } = start(['examine', folder, '--out', out, '--json']);
  await until('the moment', () => reached(join(out, '.examine')));
  child.kill('SIGKILL');
  await ran;
  await until('every process to end', () => processesOn(folder).length + processesOn(out).length === 0);
  expect(await namesIn(out)).toEqual(['.examine']);
  const again = await tickmark('examine', folder, '--out', out, '--json');
  expect([again.exit, again.err.includes('fault')]).toEqual([0, false]);
  expect(await namesIn(out)).not.toContain('.examine');
  expect((await tickmark('verify', join(out, 'report.pdf'))).exit).toBe(0);
});

test.each(['SIGINT', 'SIGTERM'] as const)('on %s it ends in order and leaves nothing behind', async (signal) => {
  const { folder, out } = await engagementCopy();
  const { child, ran } = start(['examine', folder, '--out', join(out, 'deeper'), '--json']);
  await until('evidence', () => isThere(join(out, 'deeper', '.examine', 'installation', 'work'), 'P-01.parquet'));
  child.kill(signal);
  const ended = await ran;
  expect([ended.exit, objectOf(ended)]).toEqual([3, { error: expect.objectContaining({ code: 'interrupted' }) }]);
  expect(await namesIn(out)).toBeNull();
  expect(processesOn(out)).toEqual([]);
});

test('two examinations at once end well in different folders; in one folder the second is refused', async () => {
  const { folder, out } = await engagementCopy();
  const one = start(['examine', folder, '--out', `${out}-1`, '--json']);
  await until('the first to hold its folder', () => isThere(`${out}-1`, '.examine'));
  await until('its lock', () => isThere(join(`${out}-1`, '.examine'), 'owner'));
  const other = start(['examine', folder, '--out', `${out}-2`, '--json']);
  const second = await tickmark('examine', folder, '--out', `${out}-1`, '--json');
  expect([second.exit, second.err]).toEqual([2, expect.stringContaining('Another examination is writing to')]);
  for (const { exit, out: said } of [await one.ran, await other.ran]) {
    expect([exit, JSON.parse(said)['opinion']]).toEqual([0, 'unmodified']);
  }
});

const mayMount = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;

// Only root may make a small file system; elsewhere a place that can hold no file stands in for it.
test('a full disk is told in one sentence, exit code 3, and the run can be repeated elsewhere', async () => {
  const { folder, out } = await engagementCopy();
  if (mayMount) {
    const small = join(await scratch(), 'small');
    await mkdir(small);
    expect(spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', small]).status).toBe(0);
    onTestFinished(() => void spawnSync('umount', ['-l', small]));
    const ran = await tickmark('examine', folder, '--out', join(small, 'result'), '--json');
    expect([ran.exit, ran.err]).toEqual([3, expect.stringMatching(/no disk space left/)]);
    expect(await namesIn(small)).toEqual([]);
  } else {
    const ran = await tickmark(
      'population',
      'change',
      join(folder, 'evidence', 'changes.csv'),
      '--format',
      'csv',
      '--out',
      '/dev/full/p.csv',
    );
    expect(ran.exit).toBe(3);
  }
  expect((await tickmark('examine', folder, '--out', out)).exit).toBe(0);
});
