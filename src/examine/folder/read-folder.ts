import { constants, type Dirent } from 'node:fs';
import { type FileHandle, lstat, open, readdir, realpath } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { unfitSign } from '../../plain-values.ts';
import type { Problem } from '../../refusal.ts';

export interface FolderFile {
  /** path inside the folder, with forward slashes */
  readonly name: string;
  readonly path: string;
  readonly size: number;
}

async function entriesOf(directory: string, root: string, problems: Problem[]): Promise<Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch {
    problems.push(unreadable(relative(root, directory) || directory));
    return [];
  }
}

function unreadable(name: string): Problem {
  return { code: 'file-unreadable', subject: name, sentence: `${name} cannot be read.` };
}

export interface FolderListing {
  readonly root: string;
  readonly files: ReadonlyMap<string, FolderFile>;
  readonly problems: readonly Problem[];
}

const maxFiles = 100_000;
const deepest = 32;
const maxTextBytes = 64 * 1024 * 1024;

/**
 * Lists an engagement folder without following anything out of it. Links, devices and sockets are problems: what is examined
 * must be what lies in the folder, also after it was copied or put into git. Names beginning with a dot are left alone.
 */
export async function listFolder(folder: string): Promise<FolderListing> {
  const problems: Problem[] = [];
  const files = new Map<string, FolderFile>();
  let root: string;
  try {
    root = await realpath(folder);
    if (!(await lstat(root)).isDirectory()) throw new Error('not a folder');
  } catch {
    return {
      root: folder,
      files,
      problems: [{ code: 'folder-missing', subject: folder, sentence: `${folder} is not a folder that can be read.` }],
    };
  }
  const walk = async (directory: string, depth: number): Promise<void> => {
    if (depth > deepest) {
      problems.push({
        code: 'too-deep',
        subject: folder,
        sentence: `The folder is nested deeper than ${deepest} levels.`,
      });
      return;
    }
    for (const entry of await entriesOf(directory, root, problems)) {
      if (entry.name.startsWith('.') && directory === root) continue;
      const path = join(directory, entry.name);
      const name = relative(root, path).split('\\').join('/');
      if (unfitSign(name) >= 0 || /[\r\n\t\\]/.test(name) || name.includes('\ufffd')) {
        problems.push({
          code: 'file-name',
          subject: name,
          sentence: `${JSON.stringify(name)} is no plain file name; names hold no control characters and no backslash.`,
        });
      } else if (entry.isDirectory()) await walk(path, depth + 1);
      else if (entry.isFile()) {
        if (files.size >= maxFiles) {
          problems.push({
            code: 'too-many-files',
            subject: folder,
            sentence: `The folder holds more than ${maxFiles} files.`,
          });
          return;
        }
        files.set(name, { name, path, size: (await lstat(path)).size });
      } else {
        problems.push({
          code: entry.isSymbolicLink() ? 'link' : 'no-plain-file',
          subject: name,
          sentence: `${name} is ${entry.isSymbolicLink() ? 'a link' : 'no plain file'}; an engagement folder holds plain files only.`,
        });
      }
    }
  };
  await walk(root, 0);
  return { root, files, problems };
}

/** UTF-8 text of a file of the folder, or a problem that names it. A byte order mark is dropped. */
export async function readText(file: FolderFile): Promise<{ text?: string; problems: Problem[] }> {
  if (file.size > maxTextBytes) {
    return {
      problems: [{ code: 'file-too-large', subject: file.name, sentence: `${file.name} is larger than 64 MiB.` }],
    };
  }
  // O_NOFOLLOW: the listing saw a plain file; what is opened must still be one.
  let handle: FileHandle;
  try {
    handle = await open(file.path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch {
    return { problems: [unreadable(file.name)] };
  }
  try {
    const bytes = await handle.readFile();
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
    const at = unfitSign(text);
    if (at < 0) return { text, problems: [] };
    const line = text.slice(0, at).split('\n').length;
    return {
      problems: [
        {
          code: 'encoding',
          subject: `${file.name}:${line}`,
          sentence: `${file.name}, line ${line}: there is a control character, or a mark that reverses the order of reading.`,
        },
      ],
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { problems: [{ code: 'encoding', subject: file.name, sentence: `${file.name} is not UTF-8 text.` }] };
  } finally {
    await handle.close();
  }
}
