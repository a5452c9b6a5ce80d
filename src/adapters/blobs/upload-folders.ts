import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadFolders } from '../../evidence/blob-store.ts';
import { openBlobDirectory } from './directory.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A folder an upload, in `directory`; each is a blob store of its parts. */
export async function openUploadFolders(directory: string): Promise<UploadFolders> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const place = (uploadId: string): string => {
    if (!uuid.test(uploadId)) throw new Error('An upload has the id of one.');
    return join(directory, uploadId);
  };
  return {
    open: (uploadId) => openBlobDirectory(place(uploadId)),
    drop: (uploadId) => rm(place(uploadId), { recursive: true, force: true }),
    async all() {
      const names = (await readdir(directory)).filter((name) => uuid.test(name));
      const found = await Promise.all(
        names.map(async (id) => {
          const { mtimeMs } = await stat(join(directory, id)).catch(() => ({ mtimeMs: Number.NaN }));
          return { id, changedAt: mtimeMs };
        }),
      );
      return found.filter((one) => !Number.isNaN(one.changedAt));
    },
  };
}
