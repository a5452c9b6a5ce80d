// Plain JavaScript for any Node from 20 on: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = fileURLToPath(new URL('..', import.meta.url));
const modules = join(home, 'node_modules');
const bin = join(modules, '.bin');
const lock = join(home, 'package-lock.json');
const stamp = join(modules, '.tickmark-installed');

/** An environment in which the installed programs come first, Node 24 among them. */
export const environment = { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) };

/**
 * Installs what package-lock.json names unless that was done: node_modules is newer than the lock file, or was made from a lock
 * file of the same content (git gives files new times). Progress goes to the terminal. Ends the process when npm fails.
 *
 * `npm install --no-save` and not `npm ci`: ci also refuses a lock file that leaves out optional packages of other platforms
 * (docs/decisions/0003-node-from-npm.md). Versions and digests are those of the lock file, and nothing is written to it.
 *
 * exitCode  what to end with when it fails; the reason was printed
 */
export function install(exitCode) {
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (isInstalled(digest)) return;
  process.stderr.write('Installing what Tickmark needs…\n');
  const ran = spawnSync(
    'npm',
    ['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund'],
    {
      cwd: home,
      stdio: ['ignore', 2, 2], // standard output belongs to the answer
      // Without our own programs first: npm must not run on a Node that it is about to replace.
      env: {
        ...process.env,
        PATH: (process.env.PATH ?? '')
          .split(delimiter)
          .filter((part) => part !== bin)
          .join(delimiter),
        npm_config_loglevel: 'error',
      },
    },
  );
  if (ran.status !== 0) {
    const reason = ran.error ? `: ${ran.error.message}` : '';
    process.stderr.write(`npm could not install what Tickmark needs${reason}; what it says above tells why.\n`);
    process.exit(exitCode);
  }
  writeFileSync(stamp, `${digest}\n`);
}

function isInstalled(digest) {
  const made = join(modules, '.package-lock.json');
  if (!existsSync(made)) return false;
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').trim() === digest;
  return statSync(made).mtimeMs >= statSync(lock).mtimeMs;
}

/** Path of an installed program. */
export function program(name) {
  return join(bin, name);
}
