// `npm run check`: everything that can be said about the code without running it. All parts run; one that fails fails the whole.
import { spawnSync } from 'node:child_process';
import { environment, home, install } from './install.mjs';

const checks = [
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the web', 'tsc', '-p', 'web/tsconfig.json'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'biome', 'format', '.'],
  ['walls', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'test', 'bench', 'scripts'],
  ['unused code', 'knip', '--no-progress'],
];

install(1);
const failed = checks.filter(([name, command, ...args]) => {
  process.stdout.write(`\n${name}: ${command} ${args.join(' ')}\n`);
  const ran = spawnSync(command, args, { cwd: home, stdio: 'inherit', env: environment });
  return ran.status !== 0;
});
process.stdout.write(
  failed.length === 0 ? '\nAll checks passed.\n' : `\nFailed: ${failed.map(([name]) => name).join(', ')}.\n`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
