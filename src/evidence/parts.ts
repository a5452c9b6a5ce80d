import { join } from 'node:path';
import { openBlobDirectory } from '../adapters/blobs/directory.ts';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { openS3Blobs, openS3Uploads } from '../adapters/blobs/s3.ts';
import type { S3Place } from '../adapters/blobs/s3-client.ts';
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

/**
 * data  the data directory; bytes lie in `evidence/blobs`, what is on its way in `evidence/uploads`, encrypted both
 * s3    both lie in a bucket instead; `evidence/spool` holds what is longer than a part while it is sent
 */
export async function openEvidenceParts(
  data: string,
  keys: OrganizationKeys,
  s3: S3Place | null = null,
): Promise<EvidenceParts> {
  const folder = join(data, 'evidence');
  const bucket = s3 === null ? null : { place: s3, spool: join(folder, 'spool') };
  return {
    keys,
    blobs: bucket === null ? await openBlobDirectory(join(folder, 'blobs')) : openS3Blobs(bucket),
    uploads: bucket === null ? await openUploadFolders(join(folder, 'uploads')) : openS3Uploads(bucket),
    tiles: (origin) => readTileDirectory(join(data, 'logs', ...origin.split('/'))).read,
  };
}
