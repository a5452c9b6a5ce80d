import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase } from '../adapters/postgres/database.ts';
import { pendingMigrations } from '../adapters/postgres/migrate.ts';
import { loadFonts } from '../adapters/pdf/fonts.ts';
import { Refusal } from '../refusal.ts';
import { freeBytes, leastFreeBytes, megabytes, openDataDirectory, refuseUnusable } from './data-directory.ts';
import type { Settings } from './environment.ts';

/** One thing that was looked at. `says`: what was found; where it is not ok also what to do. */
export interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
}

const leastNode = 24;

/** Looks at everything an installation needs, and changes nothing but a probe file that it removes. */
export async function examineInstallation(settings: Settings): Promise<readonly Finding[]> {
  return [
    node(process.versions.node),
    await look('data directory', async () => {
      await refuseUnusable(settings.data);
      return `${settings.data} can be written.`;
    }),
    await look('free space', async () => {
      const free = await freeBytes(settings.data).catch((cause: unknown) => {
        throw new Refusal('data-space', 'It cannot be told while the data directory cannot be used.', { cause });
      });
      if (free < leastFreeBytes)
        throw new Refusal('data-space', `${megabytes(free)} are free, ${megabytes(leastFreeBytes)} are needed.`);
      return `${megabytes(free)} are free.`;
    }),
    await look('fonts', async () => {
      const { blobs, digest } = loadFonts();
      return `${blobs.length} styles, digest ${digest.slice(0, 16)}.`;
    }),
    await look('database', () => database(settings)),
  ];
}

/** version  as process.versions.node */
export function node(version: string): Finding {
  const ok = Number(version.split('.')[0]) >= leastNode;
  return {
    name: 'Node.js',
    ok,
    says: ok ? `${version}.` : `${version} runs this; ${leastNode} or newer is needed: npm install brings it.`,
  };
}

async function database(settings: Settings): Promise<string> {
  const embedded = settings.databaseUrl === undefined;
  const fresh = embedded && !(await isThere(join(settings.data, 'postgres', 'password')));
  if (fresh) return 'None yet: the first start makes it.';
  let release = async (): Promise<void> => undefined;
  if (embedded) {
    try {
      const directory = await openDataDirectory(settings.data);
      release = () => directory.release();
    } catch (error) {
      // The installation runs: it holds the database, and answers for it at /ready.
      if (error instanceof Refusal && error.code === 'data-in-use')
        return 'In use by the Tickmark that runs now; ask it at /ready.';
      throw error;
    }
  }
  try {
    const opened = await openDatabase({ directory: settings.data, databaseUrl: settings.databaseUrl });
    try {
      const { rows } = await opened.pool.query<{ server_version: string }>('SHOW server_version');
      const pending = await pendingMigrations(opened.pool);
      const version = `PostgreSQL ${rows[0]?.server_version ?? ''}${embedded ? ', embedded' : ', named by DATABASE_URL'}`;
      if (pending.length > 0)
        throw new Refusal('pending', `${version}: ${pending.join(', ')} did not run yet; run “tickmark migrate”.`);
      return `${version}, up to date.`;
    } finally {
      await opened.close();
    }
  } finally {
    await release();
  }
}

async function look(name: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { name, ok: true, says: await work() };
  } catch (error) {
    const next = error instanceof Refusal && error.next !== undefined ? ` ${error.next}` : '';
    return { name, ok: false, says: `${error instanceof Error ? error.message : String(error)}${next}` };
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
