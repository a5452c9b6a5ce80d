/** A backup of an installation while it runs: one moment of the database, and everything that moment refers to. */
import { readdir, stat } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { copyOut, type KeptTable, listTables, readSequences } from '../../adapters/postgres/copy.ts';
import type { BlobStore } from '../../evidence/blob-store.ts';
import { ed25519PublicKey, toHex } from '../../ledger/index.ts';
import { Refusal } from '../../refusal.ts';
import { version } from '../../version.ts';
import type { Settings } from '../environment.ts';
import { lookAtDatabase } from '../open-database.ts';
import { type ArchiveWriter, createArchive } from './archive.ts';
import { logHeads } from './check-log.ts';
import { fingerprintOf, keyFiles, readKeyFile } from './keys.ts';
import { keptRows, type Manifest, namesBlobs } from './model.ts';

/** Files of the data directory that are kept beside `results/`. */
const keptFiles = ['sample.json', 'sample-sign-in.txt'];

/** What was made: the file, how long it is, its digest, and what it says of itself. */
export interface Backup {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly manifest: Manifest;
}

/**
 * Writes a backup of the installation to a file that is not there yet. It may run meanwhile, and goes on unhindered.
 * blobs      where its evidence lies
 * withKeys   its keys go into the file too; without them the file alone tells nobody what people wrote
 * now        when it is made
 * refuses    backup-nothing, backup-there, backup-rights, backup-keys, and what the database and the disk say; then no file is left
 */
export async function backUp(
  settings: Settings,
  path: string,
  options: {
    readonly blobs: BlobStore;
    readonly withKeys: boolean;
    readonly now: Date;
    readonly progress: (line: string) => void;
    readonly tell: (line: string) => void;
  },
): Promise<Backup> {
  if (
    await stat(path).then(
      () => true,
      () => false,
    )
  )
    throw new Refusal('backup-there', `${path} is there already; a backup is never written over.`);
  const database = await lookAtDatabase(settings, options.tell);
  if (database === null) throw new Refusal('backup-nothing', `There is no database in ${settings.data} to back up.`);
  const archive = await createArchive(path).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0');
    // Where policies would hide rows from this user, PostgreSQL then refuses instead of leaving them out.
    await client.query('SET LOCAL row_security = off');
    const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
      'SELECT number, name, sha256 FROM tickmark.migration ORDER BY number',
    );
    const logs = await logHeads(client);
    const generations = await neededGenerations(client, migrations);
    const found = await listTables(client);
    const tables = await addTables(client, archive, found, options.progress);
    const sequences = await readSequences(client);
    const blobs = await addBlobs(client, archive, found.filter(namesBlobs), options);
    await client.query('COMMIT');
    const files = await addFiles(archive, settings.data, options.withKeys);
    const keys = await addKeys(archive, settings, options.withKeys);
    let manifest: Manifest | null = null;
    const { bytes, sha256 } = await archive.finish((contents) => {
      manifest = {
        format: 'tickmark-backup/1',
        version,
        madeAt: options.now.toISOString(),
        contents,
        migrations,
        tables,
        sequences,
        logs: [...logs],
        recorder: keys.recorder,
        keys: keys.files,
        generations,
        blobs,
        files,
      };
      return manifest;
    });
    if (manifest === null) throw new Error('The backup has no manifest.');
    return { path, bytes, sha256, manifest };
  } catch (error) {
    throw asRefusal(error);
  } finally {
    await archive.discard();
    client.release(true);
    await database.close();
  }
}

/** Those under which something lies at this moment, or may soon. */
async function neededGenerations(
  client: PoolClient,
  migrations: Manifest['migrations'],
): Promise<NonNullable<Manifest['generations']>> {
  if (!migrations.some((one) => one.number === 32)) return [];
  const { rows } = await client.query<NonNullable<Manifest['generations']>[number]>(
    'SELECT side, generation, fingerprint FROM tickmark.key_generation WHERE retired_at IS NULL ORDER BY side, generation',
  );
  return rows;
}

async function addTables(
  client: PoolClient,
  archive: ArchiveWriter,
  tables: readonly KeptTable[],
  progress: (line: string) => void,
): Promise<Manifest['tables']> {
  const added: Manifest['tables'] = [];
  for (const table of tables) {
    const { schema, name, columns } = table;
    if (schema === 'tickmark' && name === 'migration') continue;
    progress(`rows of ${schema}.${name}`);
    const rows = copyOut(client, table, keptRows(table));
    const written = await archive.add(`database/${schema}.${name}`, rows);
    added.push({ schema, name, columns: [...columns], rows: rows.rows(), ...written });
  }
  return added;
}

/** Bytes are stored before the row that names them is committed: what this moment's rows name is there, unless it was taken away. */
async function addBlobs(
  client: PoolClient,
  archive: ArchiveWriter,
  tables: readonly KeptTable[],
  options: { readonly blobs: BlobStore; readonly progress: (line: string) => void },
): Promise<Manifest['blobs']> {
  const told = { count: 0, bytes: 0, missing: new Array<string>(), damaged: new Array<string>() };
  if (tables.length === 0) return told;
  const named = tables.map(({ schema, name }) => `SELECT blob FROM "${schema}"."${name}" WHERE blob IS NOT NULL`);
  await client.query(`DECLARE named NO SCROLL CURSOR FOR ${named.join(' UNION ')} ORDER BY 1`);
  for (;;) {
    const { rows } = await client.query<{ blob: string }>('FETCH 1000 FROM named');
    if (rows.length === 0) return told;
    for (const { blob } of rows) {
      try {
        const { bytes } = await archive.add(`blobs/${blob}`, await options.blobs.get(blob));
        told.count += 1;
        told.bytes += bytes;
      } catch (error) {
        if (!(error instanceof Refusal) || !['blob-missing', 'blob-damaged'].includes(error.code)) throw error;
        told[error.code === 'blob-missing' ? 'missing' : 'damaged'].push(blob);
      }
    }
    options.progress(`${told.count} pieces of evidence`);
  }
}

async function addFiles(archive: ArchiveWriter, data: string, withKeys: boolean): Promise<Manifest['files']> {
  const told = { count: 0, bytes: 0 };
  for await (const path of filesToKeep(data, withKeys)) {
    const { bytes } = await archive.add(`files/${path}`, createReadStream(join(data, path)));
    told.count += 1;
    told.bytes += bytes;
  }
  return told;
}

/** Paths in the data directory, parted by '/'. A folder that begins with a dot is being made or taken away just now. */
async function* filesToKeep(data: string, withKeys: boolean): AsyncGenerator<string> {
  for (const name of keptFiles) {
    if (
      await stat(join(data, name)).then(
        (found) => found.isFile(),
        () => false,
      )
    )
      yield name;
  }
  const walk = async function* (folder: string): AsyncGenerator<string> {
    for (const entry of await readdir(join(data, folder), { withFileTypes: true }).catch(() => [])) {
      const path = `${folder}/${entry.name}`;
      const isKeys = /^results\/[^/]+\/keys$/.test(path);
      if (entry.isDirectory() && !entry.name.startsWith('.') && (withKeys || !isKeys)) yield* walk(path);
      if (entry.isFile()) yield path;
    }
  };
  yield* walk('results');
}

async function addKeys(
  archive: ArchiveWriter,
  settings: Settings,
  withKeys: boolean,
): Promise<{ recorder: string | null; files: Manifest['keys'] }> {
  const files: Manifest['keys'] = [];
  let recorder: string | null = null;
  for (const [name, path] of Object.entries(keyFiles(settings))) {
    const bytes = await readKeyFile(path);
    if (bytes === null) {
      throw new Refusal(
        'backup-keys',
        `The key ${path} is missing, without which the backup could not be restored whole.`,
        {
          exit: 3,
          next: 'Wait until the first start is over, or put the key back.',
        },
      );
    }
    if (withKeys) await archive.add(`keys/${name}`, [bytes]);
    files.push({ name, fingerprint: fingerprintOf(bytes), held: withKeys });
    if (name === 'recorder') recorder = toHex(ed25519PublicKey(Buffer.from(bytes.toString('utf8').trim(), 'hex')));
  }
  return { recorder, files };
}

function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === '42501') {
    return new Refusal('backup-rights', 'The user of DATABASE_URL does not see every row of the database.', {
      exit: 3,
      next: 'Back up as its superuser, or as a user with BYPASSRLS and the rights of the owner.',
      cause: error,
    });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new Refusal('backup-space', 'There is no space left for the backup; nothing of it was kept.', {
      exit: 3,
      cause: error,
    });
  if (code === 'ENOENT')
    return new Refusal('backup-changed', 'A result was replaced while it was read; no backup was made.', {
      exit: 3,
      next: 'Try again.',
      cause: error,
    });
  return error;
}
