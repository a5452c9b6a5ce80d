// `npm run test:long [FILTER…]`: what takes long (simulated years, ten million records, fuzzing). Closes with one line: N passed, N failed.
// A run of everything writes what it printed to docs/test-long.txt. Plain JavaScript for any Node from 20 on.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, home, install, program } from './install.mjs';

install(1);
const filters = process.argv.slice(2);
const report = join(home, 'build', 'test-long-results.json');
mkdirSync(join(home, 'build'), { recursive: true });
rmSync(report, { force: true });

const vitest = join(home, 'node_modules', 'vitest', 'vitest.mjs');
const reporters = ['--reporter=verbose', '--reporter=json', `--outputFile.json=${report}`];
const child = spawn(program('node'), [vitest, 'run', '--project=long', ...reporters, ...filters], {
  cwd: home,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...environment, NO_COLOR: '1', FORCE_COLOR: '0' },
});
let printed = '';
child.stdout.setEncoding('utf8').on('data', (text) => {
  printed += text;
  process.stdout.write(text);
});
child.once('close', (status) => {
  const { passed, failed } = counts(status);
  const line = `${passed} passed, ${failed} failed`;
  process.stdout.write(`${line}\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  if (filters.length > 0) return;
  // Paths of this machine say nothing to a reader.
  const text = printed
    .replaceAll(home, '')
    .replaceAll(/[^\S\n]+$/gm, '')
    .trim();
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(
    join(home, 'docs', 'test-long.txt'),
    `npm run test:long, ${day}, Node ${nodeVersion()}\n\n${text}\n\n${line}\n`,
  );
});

function counts(status) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numTotalTests, numPassedTests } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = numTotalTests - numPassedTests;
  return { passed: numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}

function nodeVersion() {
  const packed = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  return packed.optionalDependencies[`node-linux-${process.arch}`] ?? process.versions.node;
}
