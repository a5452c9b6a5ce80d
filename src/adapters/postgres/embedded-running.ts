import { readFileSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { isReady, isServer, serverPid } from './embedded-lock.ts';

/**
 * URL of the embedded server that another process runs on this folder now; undefined when none does, or not yet.
 * directory  as in EmbeddedOptions: the folder `postgres` of a data directory
 */
export async function runningUrl(directory: string): Promise<string | undefined> {
  const cluster = await realpath(join(directory, 'cluster')).catch(() => undefined);
  if (cluster === undefined) return undefined;
  const pid = serverPid(cluster);
  if (pid === undefined || !isServer(pid, cluster) || !isReady(cluster, pid)) return undefined;
  // Line 5 is the folder of its socket.
  const sockets = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[4]?.trim() ?? '';
  const password = (await readFile(join(directory, 'password'), 'utf8')).trim();
  return `postgresql://tickmark:${password}@${encodeURIComponent(sockets)}/tickmark`;
}
