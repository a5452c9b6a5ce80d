import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderAgain } from '../../src/adapters/pdf/render-again.ts';
import { examine } from '../../src/examine/index.ts';
import { Refusal } from '../../src/refusal.ts';
import { verifyFile } from '../../src/verify/verify.ts';
import { engagementCopy, namesIn, tickmark } from '../examine-folder.ts';

const rounds = Number(process.env['TICKMARK_FUZZ_ROUNDS'] ?? 300);

/** Whole numbers below `below`, the same on every run: a failure can be met again. */
function numbers(seed: string): (below: number) => number {
  let count = 0;
  return (below) => createHash('sha256').update(`${seed} ${count++}`).digest().readUInt32BE(0) % below;
}

const splinters = [
  '',
  '\0',
  '\u202e',
  '"',
  "'",
  '{',
  '}]',
  ':',
  '- ',
  '&a *a',
  '!!js/function x',
  '\t',
  '\n\n',
  '…',
  '9'.repeat(400),
  '-1',
  '1e999',
  'null',
  '__proto__',
  '../..',
  'é',
];

test(`an engagement folder damaged in ${rounds} ways is examined or refused, and is never a fault`, async () => {
  const copy = await engagementCopy();
  const files = readdirSync(copy.folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(copy.folder, name)).isFile(),
  );
  const faults: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const pick = numbers(`folder ${round}`);
    const path = join(copy.folder, files[pick(files.length)] ?? '');
    const whole = readFileSync(path);
    const at = pick(whole.length);
    const cut = pick(4) === 0 ? pick(whole.length - at) : pick(6);
    writeFileSync(
      path,
      Buffer.concat([
        whole.subarray(0, at),
        Buffer.from(splinters[pick(splinters.length)] ?? ''),
        whole.subarray(at + cut),
      ]),
    );
    const out = `${copy.out}-${round}`;
    try {
      await examine({
        folder: copy.folder,
        out,
        keys: null,
        databaseUrl: undefined,
        installation: null,
        now: () => new Date(),
        progress: () => undefined,
        tell: () => undefined,
      });
    } catch (error) {
      if (!(error instanceof Refusal) || error.exit !== 2) faults.push(`round ${round}: ${String(error)}`);
      else if ((await namesIn(out)) !== null) faults.push(`round ${round}: something was written`);
    }
    writeFileSync(path, whole);
  }
  expect(faults).toEqual([]);
});

test(`a report with one of ${rounds} bytes changed never verifies`, async () => {
  const { folder, out } = await engagementCopy();
  expect((await tickmark('examine', folder, '--out', out)).exit).toBe(0);
  for (const name of ['report.pdf', 'tickmark-bundle.json']) {
    const original = new Uint8Array(await readFile(join(out, name)));
    const check = async (bytes: Uint8Array) =>
      (await verifyFile(bytes, { trust: null, render: renderAgain, originals: [] })).valid;
    expect(await check(original)).toBe(true);
    const pick = numbers(name);
    const survived: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const changed = original.slice();
      const at = pick(changed.length);
      changed[at] = (changed[at] ?? 0) ^ (1 << pick(8));
      const valid = await check(changed).catch((error: unknown) => {
        if (error instanceof Refusal) return false;
        throw error;
      });
      if (valid) survived.push(`${name}, byte ${at}`);
    }
    expect(survived).toEqual([]);
  }
});
