import { join } from 'node:path';
import { openBlobDirectory } from '../adapters/blobs/directory.ts';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { readTileDirectory } from '../adapters/blobs/tile-directory.ts';
import { openUploadFolders } from '../adapters/blobs/upload-folders.ts';
import type { TileReader } from '../ledger/index.ts';
import type { BlobStore, UploadFolders } from './blob-store.ts';

/**
 * What evidence of organizations works with.
 * tiles  reads the tiles of a log, by its name
 */
export interface EvidenceParts {
  readonly keys: OrganizationKeys;
  readonly blobs: BlobStore;
  readonly uploads: UploadFolders;
  readonly tiles: (origin: string) => TileReader;
}

/** data: the data directory; bytes lie in `evidence/blobs`, what is on its way in `evidence/uploads`, encrypted both */
export async function openEvidenceParts(data: string, keys: OrganizationKeys): Promise<EvidenceParts> {
  return {
    keys,
    blobs: await openBlobDirectory(join(data, 'evidence', 'blobs')),
    uploads: await openUploadFolders(join(data, 'evidence', 'uploads')),
    tiles: (origin) => readTileDirectory(join(data, 'logs', ...origin.split('/'))).read,
  };
}
