import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../src/adapters/postgres/embedded.ts';
import { migrate } from '../src/adapters/postgres/migrate.ts';
import { openPool } from '../src/adapters/postgres/pool.ts';
import { openSessionLogin } from '../src/adapters/postgres/session-login.ts';

declare module 'vitest' {
  interface ProvidedContext {
    readonly databaseServer: string;
    readonly databaseLogin: string;
  }
}

/** One server for the whole run, its database migrated; `freshDatabase` copies it, so that no test sees another's rows. */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'tickmark-test-'));
  const server = await startEmbedded({ directory, temporary: true });
  const pool = openPool(server.url, { max: 1 });
  try {
    await migrate(pool);
    project.provide('databaseLogin', await openSessionLogin(pool, server.url, randomBytes(32)));
  } finally {
    await pool.end(); // a database that is connected to cannot be copied
  }
  project.provide('databaseServer', server.url);
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
