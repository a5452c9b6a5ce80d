import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBlobDirectory } from '../adapters/blobs/directory.ts';
import { openKeyFile } from '../adapters/blobs/key-file.ts';
import { openTileDirectory } from '../adapters/blobs/tile-directory.ts';
import { openDatabase } from '../adapters/postgres/database.ts';
import { ledgerStore, ledgerTx } from '../adapters/postgres/ledger-store.ts';
import { migrate } from '../adapters/postgres/migrate.ts';
import { inTransaction, type Transaction } from '../adapters/postgres/pool.ts';
import type { EvidenceDependencies } from '../evidence/index.ts';
import { appendStatement, type EntryRef, type Log, type LoggedEntry, type StatementDraft } from '../ledger/index.ts';
import { uuidV7 } from '../uuid.ts';
import { type KeyRing, logKeyName, need } from './keys.ts';

/** Where one examination runs: its database, its log, its evidence and a folder for working copies. */
export interface Workspace {
  readonly log: Log;
  readonly evidence: EvidenceDependencies;
  /** working copies (populations, results); removed with the workspace */
  readonly work: string;
  readonly keys: KeyRing;
  /** States something in a transaction of its own, signed by its maker's key. */
  state(draft: StatementDraft): Promise<LoggedEntry>;
  /** States several things in one transaction, in order; a later one may rest on an earlier one. */
  together<T>(work: (state: (draft: StatementDraft) => Promise<LoggedEntry>) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * directory    data directory: database (unless databaseUrl), blobs, working copies
 * tiles        folder of the log's tiles; stays when the workspace is removed
 * temporary    the embedded database goes when the workspace is closed
 */
export interface WorkspaceOptions {
  readonly directory: string;
  readonly tiles: string;
  readonly databaseUrl: string | undefined;
  readonly temporary: boolean;
  readonly origin: string;
  readonly keys: KeyRing;
  readonly now: () => Date;
  readonly tell: (line: string) => void;
}

export async function openWorkspace(options: WorkspaceOptions): Promise<Workspace> {
  const { directory, keys, origin } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const work = join(directory, 'work');
  await mkdir(work, { recursive: true, mode: 0o700 });
  const database = await openDatabase({
    directory,
    databaseUrl: options.databaseUrl,
    temporary: options.temporary,
    onLog: options.tell,
  });
  try {
    await migrate(database.pool);
    const signer = need(keys, logKeyName).signer;
    const store = ledgerStore(database.pool);
    const log: Log = {
      origin,
      store,
      tiles: await openTileDirectory(options.tiles),
      signer: { name: origin, publicKey: signer.publicKey, sign: (message) => signer.sign(message) },
    };
    await store.createLog(origin);
    const append = (transaction: Transaction, draft: StatementDraft): Promise<LoggedEntry> =>
      appendStatement(ledgerTx(transaction), {
        origin,
        draft,
        signers: [need(keys, draft.maker.name).signer],
        salt: () => randomBytes(32),
      });
    return {
      log,
      work,
      keys,
      evidence: {
        database: database.pool,
        blobs: await openBlobDirectory(join(directory, 'blobs')),
        key: await openKeyFile(directory),
        appendStatement: append,
        newId: () => uuidV7(options.now(), randomBytes(10)),
        now: () => options.now().toISOString(),
      },
      state: (draft) => inTransaction(database.pool, (transaction) => append(transaction, draft)),
      together: (run) => inTransaction(database.pool, (transaction) => run((draft) => append(transaction, draft))),
      close: () => database.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Reference of an entry for those that rest on it. */
export function refOf(entry: LoggedEntry): EntryRef {
  return { index: entry.index, digest: entry.digest };
}
