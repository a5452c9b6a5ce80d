import { join } from 'node:path';
import { type InstallationKey, installationKey } from '../../evidence/installation-key.ts';
import { openSecretFile } from './secret-file.ts';

/**
 * The installation's evidence key, `keys/evidence.key` in the data directory. Without this file no evidence can be read again.
 * refuses  evidence-key: damaged, or others may read it (exit 3)
 */
export async function openKeyFile(dataDirectory: string): Promise<InstallationKey> {
  return installationKey(
    await openSecretFile(join(dataDirectory, 'keys', 'evidence.key'), 'evidence-key', 'evidence key'),
  );
}
