// `npm start`: install once, build when sources changed, then the program itself. Plain JavaScript for any Node from 20 on.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, home, install } from './install.mjs';

const fault = 3;

install(fault);
build();
run(['start', ...process.argv.slice(2)]);

/** What the build makes depends on these alone; names, sizes and times tell whether they changed. */
function build() {
  if (!existsSync(join(home, 'scripts', 'build.ts'))) return;
  const hash = createHash('sha256');
  for (const source of ['src', 'web', 'data', 'scripts', 'package-lock.json']) addTo(hash, source);
  const digest = hash.digest('hex');
  const stamp = join(home, 'build', 'built-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const ran = spawnSync('npm', ['run', '--silent', 'build'], { cwd: home, stdio: ['ignore', 2, 2], env: environment });
  if (ran.status !== 0) {
    process.stderr.write('The build failed; what it says above tells why.\n');
    process.exit(fault);
  }
  mkdirSync(join(home, 'build'), { recursive: true });
  writeFileSync(stamp, digest);
}

function addTo(hash, path) {
  const found = statSync(join(home, path), { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isDirectory()) {
    hash.update(`${path}\0${found.size}\0${found.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(join(home, path)).sort()) {
    if (name !== 'node_modules' && name !== 'dist') addTo(hash, join(path, name));
  }
}

/** The program's exit code is ours. In a terminal Ctrl-C reaches it by itself; a signal sent to us alone is passed on. */
function run(args) {
  const child = spawn(join(home, 'bin', 'tickmark'), args, { stdio: 'inherit', env: environment });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.once('error', (error) => {
    process.stderr.write(`Tickmark could not be started: ${error.message}.\n`);
    process.exitCode = fault;
  });
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : fault);
  });
}
