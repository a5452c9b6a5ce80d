// `npm test [FILTER…]`: installs what the tests need, runs all of them, and closes with one line: N passed, N failed.
// A test that did not run did not pass: skipped ones count as failed. Plain JavaScript for any Node from 20 on.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { environment, home, install, program } from './install.mjs';

install(1);
const missing = installTools();
if (missing.length > 0) {
  process.stdout.write(`The tests need ${missing.join(', ')}. Install what is missing and run npm test again.\n`);
  close([{ passed: 0, failed: missing.length }]);
} else {
  close([runVitest(process.argv.slice(2))]);
}

/** Programs the tests run, by the Debian package that brings them. Returns the packages that are still missing. */
function installTools() {
  const tools = [
    ['chromium', ['chromium', 'chromium-browser', 'google-chrome']],
    ['poppler-utils', ['pdfsig', 'pdftotext', 'pdftoppm']],
    ['qpdf', ['qpdf']],
  ];
  const findMissing = () => {
    return tools
      .filter(([name, programs]) => !(name === 'chromium' ? programs.some(isThere) : programs.every(isThere)))
      .map(([name]) => name);
  };
  const absent = findMissing();
  if (absent.length === 0 || !isRootOnDebian()) return absent;
  process.stderr.write(`Installing ${absent.join(', ')}…\n`);
  const apt = (...args) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    return spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env }).status === 0;
  };
  apt('update', '-q');
  apt('install', '-y', '-q', '--no-install-recommends', ...absent);
  return findMissing();
}

function isThere(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, name)));
}

function isRootOnDebian() {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return process.getuid?.() === 0 && /^ID="?debian"?$/m.test(release);
}

function runVitest(filters) {
  const report = join(home, 'build', 'test-results.json');
  mkdirSync(join(home, 'build'), { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(home, 'node_modules', 'vitest', 'vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [vitest, 'run', '--project=fast', '--project=whole', ...reporters, ...filters]; // `long`: npm run test:long
  const ran = spawnSync(program('node'), args, { cwd: home, stdio: 'inherit', env: environment });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numTotalTests, numPassedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  // A file that could not be loaded has no tests that failed, and an error outside a test has no test at all.
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  ).length;
  const failed = numTotalTests - numPassedTests + brokenFiles;
  return { passed: numPassedTests, failed: failed === 0 && ran.status !== 0 ? 1 : failed };
}

function close(parts) {
  const passed = parts.reduce((sum, part) => sum + part.passed, 0);
  const failed = parts.reduce((sum, part) => sum + part.failed, 0);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
}
