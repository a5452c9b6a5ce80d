import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { codeFolders } from '../duckdb/locked-engine.ts';
import { atOnce } from './at-once.ts';
import { programFolders, programRoot, runApart } from './run-apart.ts';

async function childOf(code: string): Promise<{ readonly child: string; readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'tickmark-apart-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  const child = join(folder, 'child.mjs');
  await writeFile(child, code);
  return { child, folder };
}

test('work apart reads the program and what it is given, writes nothing, starts nothing and has no environment', async () => {
  const { child, folder } = await childOf(`
    import { readFileSync, writeFileSync } from 'node:fs';
    import { spawnSync } from 'node:child_process';
    let input = '';
    for await (const part of process.stdin) input += part;
    const { root, folder } = JSON.parse(input);
    const outcome = (work) => { try { work(); return 'done'; } catch (error) { return error.code; } };
    process.stdout.write(JSON.stringify([
      outcome(() => readFileSync(root + 'package.json')),
      outcome(() => readFileSync(root + 'README.md')),
      outcome(() => readFileSync(root + '.tickmark/keys/identity.key')),
      outcome(() => readFileSync('/etc/passwd')),
      outcome(() => writeFileSync(folder + '/more', '')),
      outcome(() => spawnSync('true')),
      Object.keys(process.env).length,
    ]));
  `);
  const { said } = await runApart({
    child,
    folder,
    reads: [...programFolders([]), child],
    input: { root: programRoot, folder },
    seconds: 20,
  });
  const denied = 'ERR_ACCESS_DENIED';
  expect(JSON.parse(said.toString())).toEqual(['done', denied, denied, denied, denied, denied, 0]);
});

test('no folder that work on files of others may read holds keys or data', () => {
  for (const folder of [...programFolders([]), ...codeFolders()]) {
    for (const kept of ['.tickmark/keys/identity.key', 'README.md'])
      expect(`${programRoot}${kept}`.startsWith(folder), `${kept} in ${folder}`).toBe(false);
  }
});

test('it is ended when it takes too long or too much memory, or when nobody wants it any more', async () => {
  const idle = await childOf('setInterval(() => undefined, 1000);');
  const run = (of: typeof idle, more: object) =>
    runApart({ ...of, reads: [of.child], input: null, seconds: 20, ...more });
  expect(await run(idle, { seconds: 0.5 })).toMatchObject({ isLate: true, isLarge: false });
  const greedy = await childOf(
    'const held = []; setInterval(() => held.push(new Uint8Array(50_000_000).fill(1)), 20);',
  );
  expect(await run(greedy, { mostBytes: 300_000_000 })).toMatchObject({ isLate: false, isLarge: true });
  const ending = new AbortController();
  setTimeout(() => ending.abort(new Error('nobody waits')), 300);
  await expect(run(idle, { signal: ending.signal })).rejects.toThrow('nobody waits');
});

test('only so many run at once; who waits comes in the order they came, after a failure too', async () => {
  const inTurn = atOnce(2);
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const outcomes = await Promise.allSettled(
    Array.from({ length: 8 }, (_, number) =>
      inTurn(async () => {
        running += 1;
        most = Math.max(most, running);
        order.push(number);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        if (number === 3) throw new Error('broken');
        return number;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(outcomes.filter((one) => one.status === 'rejected').length).toBe(1);
});
