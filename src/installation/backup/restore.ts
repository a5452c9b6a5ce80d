/** A backup becomes an installation again, in a place that holds none: everything is checked before and after it is brought back. */
import { lstat, mkdir, open, readdir, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { PoolClient } from 'pg';
import { openTileDirectory } from '../../adapters/blobs/tile-directory.ts';
import { copyIn, type KeptTable, listTables, openTables } from '../../adapters/postgres/copy.ts';
import { openDatabase } from '../../adapters/postgres/database.ts';
import { migrate } from '../../adapters/postgres/migrate.ts';
import type { Database } from '../../adapters/postgres/pool.ts';
import type { BlobStore } from '../../evidence/blob-store.ts';
import { Refusal } from '../../refusal.ts';
import { openDataDirectory, restoringMark } from '../data-directory.ts';
import type { Settings } from '../environment.ts';
import { lookAtDatabase } from '../open-database.ts';
import { writeRestored } from '../restored.ts';
import { type Item, readArchive } from './archive.ts';
import { checkLog, logHeads } from './check-log.ts';
import { fingerprintOf, keyFiles, putKeyFile } from './keys.ts';
import { type Manifest, manifestShape } from './model.ts';

export interface Restored {
  readonly manifest: Manifest;
  readonly sha256: string;
}

/**
 * Restores a backup into a data directory that holds no installation (and the database of DATABASE_URL, where it is set).
 * openBlobs  where evidence goes
 * refuses    backup-damaged, backup-newer; restore-behind: an installation is there that went on from the backup; restore-there:
 *            another one is; log-damaged. Until everything was brought back and checked, the place cannot be started.
 */
export async function restore(
  settings: Settings,
  file: string,
  options: {
    readonly openBlobs: () => Promise<BlobStore>;
    readonly now: Date;
    readonly progress: (line: string) => void;
    readonly tell: (line: string) => void;
  },
): Promise<Restored> {
  options.progress('checking the backup');
  const checked = await checkBackup(file);
  const { manifest, sha256 } = checked;
  await refuseOtherInstallation(settings, manifest);
  const directory = await openDataDirectory(settings.data, { restoring: true });
  try {
    await writeFile(join(settings.data, restoringMark), `${sha256}\n`, { mode: 0o600 });
    const database = await openDatabase({
      directory: settings.data,
      databaseUrl: settings.databaseUrl,
      onLog: options.tell,
      pool: { max: 2, statementTimeoutMs: 0 },
    });
    try {
      await bringBack(settings, file, checked, database.pool, options);
    } finally {
      await database.close();
    }
    await writeRestored(settings.data, {
      restoredAt: options.now.toISOString(),
      madeAt: manifest.madeAt,
      backup: sha256,
      keys: manifest.keys.map(({ name, fingerprint }) => ({ name, fingerprint })),
      logs: manifest.logs,
      noted: false,
    });
    await rm(join(settings.data, restoringMark));
  } finally {
    await directory.release();
  }
  return { manifest, sha256 };
}

interface CheckedBackup {
  readonly manifest: Manifest;
  readonly sha256: string;
}

/** Reads the whole file once, before anything else happens. */
async function checkBackup(file: string): Promise<CheckedBackup> {
  const items = readArchive(file);
  try {
    for (;;) {
      const next = await items.next();
      if (next.done !== true) continue;
      const { manifest, contents, sha256 } = next.value;
      const read = manifestShape.safeParse(manifest);
      if (!read.success || read.data.contents !== contents) {
        throw new Refusal('backup-damaged', 'The backup cannot be trusted: its manifest does not fit what it holds.');
      }
      return { manifest: read.data, sha256 };
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EISDIR'].includes(String(error.code)))
      throw new Refusal('backup-damaged', `${file} cannot be read as a backup.`, { cause: error });
    throw error;
  }
}

/** Nothing is ever restored over an installation; where that one went on from the backup, it is said why this would be worse. */
async function refuseOtherInstallation(settings: Settings, manifest: Manifest): Promise<void> {
  const isHalf = await isThere(join(settings.data, restoringMark));
  if (isHalf) {
    // Under the lock: the other one may be at it still.
    const held = await openDataDirectory(settings.data, { restoring: true });
    try {
      await clear(settings.data);
    } finally {
      await held.release();
    }
  }
  const names: readonly string[] = await readdir(settings.data).catch(() => []);
  const database =
    settings.databaseUrl === undefined && !names.includes('postgres') ? null : await lookAtDatabase(settings);
  if (database !== null) {
    try {
      if (!(await isEmpty(database.pool))) {
        const heads = new Map((await logHeads(database.pool)).map(({ origin, entries }) => [origin, entries]));
        const ahead = manifest.logs.find(({ origin, entries }) => (heads.get(origin) ?? 0) > entries);
        if (ahead !== undefined) {
          throw new Refusal(
            'restore-behind',
            `The installation in ${settings.data} went on after this backup was made: its log ${ahead.origin} has ${heads.get(ahead.origin)} entries, the backup ${ahead.entries}. Restoring over it would take statements back and let the log go on in two ways.`,
            { next: 'Nothing was changed. Restore into an empty place to look at the backup.' },
          );
        }
        throw new Refusal(
          'restore-there',
          `There is an installation in ${settings.databaseUrl === undefined ? settings.data : 'the database'} already.`,
          {
            next: 'Nothing was changed. Restore into an empty place, and an empty database.',
          },
        );
      }
    } finally {
      await database.close();
    }
  }
  const others = [];
  for (const name of names) {
    if (name === 'keys' || name === 'lost+found' || name === restoringMark || /^owner(-\d+)?$/.test(name)) continue;
    if ((name === 'results' || name === 'log') && (await readdir(join(settings.data, name))).length === 0) continue;
    others.push(name);
  }
  if (others.length > 0)
    throw new Refusal('restore-there', `${settings.data} is not empty: it holds ${others.slice(0, 5).join(', ')}.`, {
      next: 'Nothing was changed. Restore into an empty place; the keys alone may lie there already.',
    });
}

/** What a restore that ended half-way left, the keys excepted: they may have been there before. */
async function clear(data: string): Promise<void> {
  const link = join(data, 'postgres', 'cluster');
  if ((await lstat(link).catch(() => null))?.isSymbolicLink() === true)
    await rm(await readlink(link), { recursive: true, force: true });
  for (const name of await readdir(data)) {
    if (name !== 'keys' && name !== restoringMark && !name.startsWith('owner'))
      await rm(join(data, name), { recursive: true, force: true });
  }
}

async function isEmpty(database: Database): Promise<boolean> {
  const { rows } = await database.query<{ made: boolean }>(
    `SELECT to_regclass('ledger.log') IS NOT NULL AND to_regclass('identity.organization') IS NOT NULL AS made`,
  );
  if (rows[0]?.made !== true) return true;
  const { rows: found } = await database.query(
    'SELECT FROM ledger.log UNION ALL SELECT FROM identity.organization LIMIT 1',
  );
  return found.length === 0;
}

async function bringBack(
  settings: Settings,
  file: string,
  { manifest, sha256 }: CheckedBackup,
  database: Database,
  options: { readonly openBlobs: () => Promise<BlobStore>; readonly progress: (line: string) => void },
): Promise<void> {
  await migrate(database, undefined, manifest.migrations.at(-1)?.number ?? 0);
  await refuseOtherSchema(database, manifest);
  const blobs = await options.openBlobs();
  const recorder = manifest.recorder === null ? null : new Uint8Array(Buffer.from(manifest.recorder, 'hex'));
  const client = await database.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    const tables = (await listTables(client)).filter(
      ({ schema, name }) => `${schema}.${name}` !== 'tickmark.migration',
    );
    const closeTables = await openTables(client, tables);
    const items = readArchive(file);
    const rest = new Rest(manifest);
    for (;;) {
      const next = await items.next();
      if (next.done === true) {
        if (next.value.sha256 !== sha256) throw changed();
        break;
      }
      options.progress(next.value.name);
      await place(next.value, { settings, client, blobs, rest, manifest });
    }
    rest.refuseMissing();
    for (const [name, last] of Object.entries(manifest.sequences))
      await client.query('SELECT setval($1::regclass, $2::bigint)', [name, last]);
    // Whoever was signed in signs in again: a session that was ended after the backup must not come back with it.
    await client.query('UPDATE identity.session SET revoked_at = now() WHERE revoked_at IS NULL');
    await closeTables();
    if (manifest.migrations.some((one) => one.number === 32)) await client.query('SELECT tickmark.recount()');
    await checkLogs(client, manifest, settings.data, recorder, options.progress);
    await client.query('COMMIT');
  } catch (error) {
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(broken);
  }
}

/** What the manifest announced and has not come yet. */
class Rest {
  readonly tables: Map<string, Manifest['tables'][number]>;
  blobs: number;
  files: number;
  keys: number;
  constructor(manifest: Manifest) {
    this.tables = new Map(manifest.tables.map((table) => [`${table.schema}.${table.name}`, table]));
    this.blobs = manifest.blobs.count;
    this.files = manifest.files.count;
    this.keys = manifest.keys.filter(({ held }) => held).length;
  }
  refuseMissing(): void {
    if (this.tables.size > 0 || this.blobs !== 0 || this.files !== 0 || this.keys !== 0) throw changed();
  }
}

async function place(
  item: Item,
  to: {
    readonly settings: Settings;
    readonly client: PoolClient;
    readonly blobs: BlobStore;
    readonly rest: Rest;
    readonly manifest: Manifest;
  },
): Promise<void> {
  const { settings, client, blobs, rest, manifest } = to;
  const at = item.name.indexOf('/');
  const [kind, name] = [item.name.slice(0, at), item.name.slice(at + 1)];
  if (kind === 'database') {
    const table = rest.tables.get(name);
    if (table === undefined || !rest.tables.delete(name)) throw changed();
    if ((await copyIn(client, table satisfies KeptTable, item.bytes)) !== table.rows) throw changed();
  } else if (kind === 'blobs') {
    if (manifest.blobs.damaged.includes(name)) return;
    const { digest } = await blobs.put(item.bytes);
    if (digest !== name) throw changed();
    rest.blobs -= 1;
  } else if (kind === 'files') {
    await putFile(settings.data, name, item.bytes);
    rest.files -= 1;
  } else if (kind === 'keys') {
    const path = keyFiles(settings)[name];
    const bytes = Buffer.concat(await Readable.from(item.bytes).toArray());
    const told = manifest.keys.find((key) => key.name === name);
    if (path === undefined || told?.fingerprint !== fingerprintOf(bytes)) throw changed();
    await putKeyFile(path, bytes);
    rest.keys -= 1;
  } else throw changed();
}

async function putFile(data: string, name: string, bytes: AsyncIterable<Buffer>): Promise<void> {
  const isKept = name.startsWith('results/') || /^sample[a-z.-]*$/.test(name);
  if (!isKept || name.split('/').some((part) => part === '' || part === '.' || part === '..')) throw changed();
  const path = join(data, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of bytes) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The database has the tables of the backup, by the same changes. */
async function refuseOtherSchema(database: Database, manifest: Manifest): Promise<void> {
  const { rows } = await database.query<Manifest['migrations'][number]>(
    'SELECT number, name, sha256 FROM tickmark.migration ORDER BY number',
  );
  const here = new Map(rows.map((row) => [row.number, row.sha256]));
  const other = manifest.migrations.find(({ number, sha256 }) => here.get(number) !== sha256);
  if (other === undefined && rows.length === manifest.migrations.length) return;
  throw new Refusal(
    'backup-newer',
    `The backup was made by Tickmark ${manifest.version}, whose database has changes that this one does not know${other === undefined ? '' : ` (${other.name})`}.`,
    { exit: 3, next: 'Restore it with that version or a newer one.' },
  );
}

async function checkLogs(
  client: PoolClient,
  manifest: Manifest,
  data: string,
  recorder: Uint8Array | null,
  progress: (line: string) => void,
): Promise<void> {
  const heads = await logHeads(client);
  if (JSON.stringify(heads) !== JSON.stringify(manifest.logs)) throw changed();
  for (const head of heads) {
    progress(`deriving ${head.origin} again`);
    const isOwn = head.origin.includes('/organizations/');
    await checkLog(client, head, {
      publicKey: isOwn ? recorder : null,
      tiles: isOwn ? await openTileDirectory(join(data, 'logs', ...head.origin.split('/'))) : null,
    });
  }
}

function changed(): Refusal {
  return new Refusal(
    'backup-damaged',
    'The backup changed while it was read, or does not hold what its manifest says.',
    {
      next: 'What was brought back so far cannot be started. Take another copy and restore again.',
    },
  );
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
