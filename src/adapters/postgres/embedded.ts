import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../../refusal.ts';
import { type Account, canReach, chooseAccount, type Isolation } from './embedded-account.ts';
import { type Binaries, completeLibraries, copyBinaries, nativeFolder } from './embedded-binaries.ts';
import { endStrayServer, isReady, isServer, serverPid, signal, takeLock } from './embedded-lock.ts';

/**
 * directory   folder of this database, made when missing; nobody else may enter it
 * temporary   the cluster is removed by stop(); it is not flushed to disk when made (writes are, as always)
 * isolation   forces how a user that is not root is found; for tests
 * native      where the programs are; for tests
 * onLog       a line for people about what the supervisor does
 * onFailure   the server died and could not be started again; nothing more is tried
 */
export interface EmbeddedOptions {
  readonly directory: string;
  readonly temporary?: boolean;
  readonly isolation?: Isolation;
  readonly native?: string;
  readonly onLog?: (line: string) => void;
  readonly onFailure?: (error: Refusal) => void;
}

/**
 * url   connection URL over a unix socket, with the password; it stays the same when the server is restarted
 * pid   of the server now
 * stop  ends the server and waits for it; may be called twice
 */
export interface EmbeddedServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

interface Place {
  readonly directory: string;
  readonly cluster: string;
  readonly sockets: string;
  readonly binaries: Binaries;
  readonly account: Account;
  readonly password: string;
  readonly temporary: boolean;
}

/** sockaddr_un holds 108 bytes, the last a zero. */
const socketPathLimit = 107;
const socketName = '/.s.PGSQL.5432';
const startPatienceMs = 120_000;
const stopPatienceMs = 30_000;
const logLimitBytes = 8 * 1024 * 1024;

const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '128MB',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // A statement's text may hold what an evidence file says: it never reaches the log.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
};

/**
 * Runs the server, and ends it when standard input ends: the kernel closes the pipe however we die, kill -9 included. The
 * server is asked with SIGINT (roll back, flush, end), and with SIGQUIT when it does not.
 */
const watcher = `
exec 3<&0 </dev/null
"$@" 3<&- &
server=$!
echo $server
( while read -r line <&3; do :; done; kill -INT $server; sleep 20; kill -QUIT $server ) 2>/dev/null >&2 &
watch=$!
exec 3<&- >&-
wait $server
code=$?
kill $watch 2>/dev/null
exit $code
`;

/**
 * Starts the embedded PostgreSQL on a folder, making the cluster when it is new: UTF-8, C.UTF-8 order, checksums, passwords by
 * SCRAM, a unix socket only. The server ends with this process, and is started again when it dies while this process lives.
 *
 * refuses  embedded-missing, embedded-account, embedded-in-use, embedded-directory (no right, no space), embedded-start;
 *          each with exit code 3
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const account = chooseAccount(options.isolation);
  const directory = await ownFolder(options.directory);
  const release = await takeLock(directory).catch(refuseDirectory(directory));
  try {
    const place = await settle(options, directory, account).catch(refuseDirectory(directory));
    await endStrayServer(place.cluster);
    if (!existsSync(join(place.cluster, 'PG_VERSION'))) await initialise(place).catch(refuseDirectory(directory));
    const server = await supervise(place, options);
    return {
      url: `postgresql://tickmark:${place.password}@${encodeURIComponent(place.sockets)}/tickmark`,
      get pid() {
        return server.pid();
      },
      async stop() {
        await server.stop();
        if (place.temporary) await removeCluster(place);
        await rm(place.sockets, { recursive: true, force: true });
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Where everything lies, and that the account can reach it. */
async function settle(options: EmbeddedOptions, directory: string, account: Account): Promise<Place> {
  const native = options.native ?? nativeFolder();
  const id = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  const shared = async () => await reachableFolder(account);

  const binaries = canReach(account, [join(native, 'bin'), join(native, 'bin', 'postgres'), join(native, 'lib')])
    ? await completeLibraries(native, join(directory, 'lib'))
    : await copyBinaries(native, join(await shared(), `postgresql-${await fingerprint(native)}`));

  const link = join(directory, 'cluster');
  const linked = await lstat(link).catch(() => undefined);
  let home = directory;
  if (!canReach(account, [directory])) {
    if (linked?.isDirectory()) {
      throw new Refusal(
        'embedded-account',
        `The database in ${directory} cannot be entered by the user PostgreSQL must run as here.`,
        {
          exit: 3,
          next: 'Start Tickmark as the user that made the database, or move the data directory to a place others may enter.',
        },
      );
    }
    home = join(await shared(), `cluster-${id}`);
    await mkdir(home, { recursive: true, mode: 0o755 });
    if (linked === undefined) await symlink(join(home, 'cluster'), link);
  }
  const cluster = linked?.isDirectory() || home === directory ? link : join(home, 'cluster');
  if (account.owner !== undefined && existsSync(cluster)) await giveAll(cluster, account.owner);
  return {
    directory,
    cluster: existsSync(cluster) ? await realpath(cluster) : cluster,
    sockets: await socketFolder(home, id, account),
    binaries,
    account,
    password: await readOrMakePassword(join(directory, 'password'), existsSync(join(cluster, 'PG_VERSION'))),
    temporary: options.temporary === true,
  };
}

/** The folder itself, without links in its path, closed to others. */
async function ownFolder(path: string): Promise<string> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    return await realpath(path);
  } catch (error) {
    return refuseDirectory(path)(error);
  }
}

/**
 * A folder outside the data directory that the account can enter, for installations beneath a folder only root may enter.
 * It is root's, so nobody else can slip a cluster or a program into it.
 */
async function reachableFolder(account: Account): Promise<string> {
  for (const base of ['/var/lib/tickmark', '/var/tmp/tickmark', join(tmpdir(), 'tickmark')]) {
    try {
      await mkdir(base, { recursive: true, mode: 0o755 });
      const found = await lstat(base);
      const safe = found.isDirectory() && found.uid === process.geteuid?.() && (found.mode & 0o022) === 0;
      if (safe && canReach(account, [base])) return base;
    } catch {
      // the next one
    }
  }
  throw new Refusal('embedded-account', 'There is no folder that the unprivileged user of PostgreSQL could enter.', {
    exit: 3,
    next: 'Start Tickmark as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  });
}

/** The socket's folder: beside the cluster, or a short one where that path would be cut off by the kernel. */
async function socketFolder(home: string, id: string, account: Account): Promise<string> {
  const fits = (path: string) => Buffer.byteLength(path + socketName) <= socketPathLimit;
  const near = join(home, 'run');
  const short = `tickmark-${process.geteuid?.() ?? 0}-${id}`;
  for (const path of [near, join(tmpdir(), short), join('/tmp', short)].filter(fits)) {
    await mkdir(path, { mode: 0o700 }).catch(() => undefined);
    const found = await lstat(path);
    const owner = account.owner?.uid ?? process.geteuid?.();
    // A folder of this name in a shared place may be somebody's trap.
    if (!found.isDirectory() || (found.uid !== owner && found.uid !== process.geteuid?.())) continue;
    await chmod(path, 0o700);
    if (account.owner !== undefined) await chown(path, account.owner.uid, account.owner.gid);
    return path;
  }
  const path = await mkdtemp('/tmp/tickmark-');
  if (account.owner !== undefined) await chown(path, account.owner.uid, account.owner.gid);
  return path;
}

/** Makes the cluster beside its place and moves it there whole, so that a half-made one is never taken for a database. */
async function initialise(place: Place): Promise<void> {
  const staging = `${place.cluster}.new`;
  const passwordFile = `${staging}.password`;
  await rm(staging, { recursive: true, force: true });
  await rm(passwordFile, { force: true });
  try {
    await mkdir(staging, { mode: 0o700 });
    await writeDurably(passwordFile, `${place.password}\n`);
    if (place.account.owner !== undefined) {
      const { uid, gid } = place.account.owner;
      await chown(staging, uid, gid);
      await chown(passwordFile, uid, gid);
    }
    await runProgram(place, 'initdb', [
      `--pgdata=${staging}`,
      '--username=tickmark',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
      ...(place.temporary ? ['--no-sync'] : []),
    ]);
    await runProgram(place, 'postgres', ['--single', '-D', staging, 'postgres'], 'CREATE DATABASE tickmark;\n');
    await rename(staging, place.cluster);
    await syncFolder(join(place.cluster, '..'));
  } finally {
    await rm(passwordFile, { force: true });
    await rm(staging, { recursive: true, force: true });
  }
}

interface Supervisor {
  pid(): number;
  stop(): Promise<void>;
}

async function supervise(place: Place, options: EmbeddedOptions): Promise<Supervisor> {
  const log = options.onLog ?? (() => undefined);
  const state = { stopping: false };
  let running = await launch(place);
  const deaths: number[] = [];

  const onDeath = async (): Promise<void> => {
    for (let failed = 0; !state.stopping; ) {
      const now = Date.now();
      deaths.push(now);
      const recent = deaths.filter((at) => now - at < 60_000).length;
      deaths.splice(0, deaths.length - recent);
      log('PostgreSQL ended unexpectedly; starting it again.');
      try {
        // One that starts and is ended again and again, by whatever ends it, is started again as often, only later each time.
        await sleep(Math.min(5_000, 50 * recent));
        // Its processes may outlive it for a moment, and its watcher may have died instead of it.
        await endStrayServer(place.cluster);
        await roomFor(place.cluster, state, log);
        if (state.stopping) return;
        running = await launch(place);
        log('PostgreSQL runs again.');
        void running.ended.then(onDeath);
        return;
      } catch (cause) {
        failed += 1;
        if (failed <= 5) continue;
        options.onFailure?.(
          new Refusal('embedded-start', 'PostgreSQL died and could not be started again.', { exit: 3, cause }),
        );
        return;
      }
    }
  };
  void running.ended.then(onDeath);

  return {
    pid: () => running.pid,
    async stop() {
      state.stopping = true;
      const { child, pid, ended } = running;
      child.ref();
      signal(pid, 'SIGINT');
      const late = new AbortController();
      const forced = sleep(stopPatienceMs, undefined, { signal: late.signal }).then(
        () => signal(pid, 'SIGQUIT'),
        () => undefined,
      );
      await ended;
      late.abort();
      await forced;
      await endStrayServer(place.cluster);
    },
  };
}

/** Two segments of its write-ahead log: with less it would end again before it has recovered. */
const leastRoomBytes = 32 * 1024 * 1024;

/** A server that ended for want of space starts again once there is some, however long that takes. */
async function roomFor(cluster: string, state: { stopping: boolean }, log: (line: string) => void): Promise<void> {
  for (let told = false; !state.stopping; told = true) {
    const { bavail, bsize } = await statfs(cluster);
    if (bavail * bsize >= leastRoomBytes) return;
    if (!told) log('There is no space left for PostgreSQL; it starts again when there is.');
    await sleep(500);
  }
}

interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<void>;
}

/** Starts server and watcher, and waits until connections are taken. */
async function launch(place: Place): Promise<Running> {
  const logPath = join(place.directory, 'log');
  const { handle, offset } = await openLog(logPath);
  const options = Object.entries({ ...settings, unix_socket_directories: place.sockets }).flatMap(([name, value]) => {
    return ['-c', `${name}=${value}`];
  });
  const server = [
    ...place.account.prefix,
    join(place.binaries.native, 'bin', 'postgres'),
    '-D',
    place.cluster,
    ...options,
  ];
  const child = spawn('/bin/sh', ['-c', watcher, 'tickmark-postgres', ...server], {
    cwd: '/',
    env: environment(place.binaries),
    stdio: ['pipe', 'pipe', handle.fd],
    detached: true, // a Ctrl-C in the terminal is ours to handle: the server must outlive the last transaction
    ...place.account.owner,
  });
  // 'exit', not 'close': the pipes may outlive a watcher that was killed.
  const exit = Promise.withResolvers<void>();
  let gone = false;
  const onGone = () => {
    gone = true;
    child.stdin?.destroy();
    exit.resolve();
  };
  child.once('exit', onGone);
  child.once('error', onGone);
  child.stdin?.on('error', () => undefined);
  await handle.close();

  const began = Date.now();
  for (;;) {
    const pid = serverPid(place.cluster);
    if (pid !== undefined && isReady(place.cluster, pid) && isServer(pid, await realpath(place.cluster))) {
      child.unref();
      for (const stream of [child.stdin, child.stdout]) if (stream !== null && 'unref' in stream) unref(stream);
      return { child, pid, ended: exit.promise };
    }
    if (gone || Date.now() - began > startPatienceMs) {
      child.kill('SIGKILL');
      child.stdin?.destroy();
      throw startRefusal(await readLogFrom(logPath, offset), logPath);
    }
    await sleep(5);
  }
}

function unref(stream: object): void {
  if ('unref' in stream && typeof stream.unref === 'function') stream.unref();
}

function environment(binaries: Binaries): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  if (binaries.libraryPath !== undefined) env['LD_LIBRARY_PATH'] = binaries.libraryPath;
  return env;
}

async function runProgram(place: Place, program: string, args: readonly string[], input = ''): Promise<void> {
  const [file = '', ...rest] = [...place.account.prefix, join(place.binaries.native, 'bin', program), ...args];
  const child = spawn(file, rest, {
    cwd: '/',
    env: environment(place.binaries),
    stdio: ['pipe', 'pipe', 'pipe'],
    ...place.account.owner,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-16_384);
    });
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(output)) throw startRefusal(output, place.directory);
}

/** One sentence from what the server said: the reasons people can do something about, else its last words. */
function startRefusal(said: string, where: string): Refusal {
  if (/No space left on device|Check free disk space/.test(said)) return noSpace(where);
  const line = said.split('\n').find((text) => /error|fatal|panic|could not/i.test(text)); // what follows is its consequence
  const words = (line ?? said.trim().split('\n').at(-1) ?? '').replace(/^.*?(FATAL|PANIC|ERROR|error): */, '').trim();
  return new Refusal('embedded-start', `PostgreSQL did not start: ${words || 'it gave no reason'} (${where}).`, {
    exit: 3,
  });
}

function noSpace(where: string): Refusal {
  return new Refusal('embedded-directory', `There is no disk space left for the database (${where}).`, {
    exit: 3,
    next: 'Free some space and start again; nothing that was acknowledged is lost.',
  });
}

function refuseDirectory(directory: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof Refusal || !(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'ENOSPC') throw noSpace(directory);
    const reasons: Readonly<Record<string, string>> = {
      EACCES: 'this user has no right to it',
      EPERM: 'this user has no right to it',
      EROFS: 'the file system is read-only',
      ENOTDIR: 'a part of its path is a file',
      EEXIST: 'there is a file of that name',
    };
    const reason = reasons[String(error.code)] ?? error.message;
    throw new Refusal('embedded-directory', `The database folder ${directory} cannot be used: ${reason}.`, {
      exit: 3,
      next: 'Choose another data directory with TICKMARK_DATA.',
      cause: error,
    });
  };
}

async function readOrMakePassword(path: string, isNeeded: boolean): Promise<string> {
  const found = await readFile(path, 'utf8').catch(() => '');
  if (/^[0-9a-f]{48}\n$/.test(found)) return found.trim();
  if (isNeeded) {
    throw new Refusal('embedded-start', `The password of the database is missing or damaged (${path}).`, {
      exit: 3,
      next: 'Restore that file from the backup of the data directory.',
    });
  }
  const password = randomBytes(24).toString('hex');
  await rm(path, { force: true });
  await writeDurably(path, `${password}\n`);
  return password;
}

async function writeDurably(path: string, text: string): Promise<void> {
  const handle = await open(`${path}.new`, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${path}.new`, path);
  await syncFolder(join(path, '..'));
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function openLog(path: string) {
  const size = (await stat(path).catch(() => undefined))?.size ?? 0;
  if (size > logLimitBytes) await rename(path, `${path}.old`);
  const handle = await open(path, 'a', 0o600);
  return { handle, offset: size > logLimitBytes ? 0 : size };
}

async function readLogFrom(path: string, offset: number): Promise<string> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16_384), 0, 16_384, offset);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Hands a cluster made under another account to the one the server runs as now. */
async function giveAll(cluster: string, owner: { uid: number; gid: number }): Promise<void> {
  if ((await stat(cluster)).uid === owner.uid) return;
  const child = spawn('chown', ['-R', `${owner.uid}:${owner.gid}`, `${cluster}/`], { stdio: 'ignore' });
  await new Promise((resolve) => child.once('close', resolve));
}

async function fingerprint(native: string): Promise<string> {
  const bytes = await readFile(join(native, 'bin', 'postgres'));
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

async function removeCluster(place: Place): Promise<void> {
  await rm(place.cluster, { recursive: true, force: true });
  if (place.cluster !== join(place.directory, 'cluster')) {
    await rm(join(place.cluster, '..'), { recursive: true, force: true });
    await rm(join(place.directory, 'cluster'), { force: true });
  }
}
