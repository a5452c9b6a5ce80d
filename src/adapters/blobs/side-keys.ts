import { hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '../../refusal.ts';

/** Keys of the organizations of both sides; an organization's is derived from its side's and never stored. */
export interface OrganizationKeys {
  /** 32 bytes. purpose: `content` or `search`, so that neither key tells the other */
  keyOf(side: 'management' | 'firm', organizationId: string, purpose: 'content' | 'search'): Buffer;
}

/**
 * Opens the key files of both sides, making them the first time: 64 hex digits and a line feed, mode 0600. Each side's lies in a
 * folder of its own, which that side may hold on a volume of its own. Without them nothing that people wrote can be read again.
 * folders  where each side's key lies
 * refuses  side-key: damaged, or others may read it (exit 3)
 */
export async function openSideKeys(folders: {
  readonly management: string;
  readonly firm: string;
}): Promise<OrganizationKeys> {
  const keys = {
    management: await openKey(folders.management, 'management'),
    firm: await openKey(folders.firm, 'firm'),
  };
  const derived = new Map<string, Buffer>();
  return {
    keyOf(side, organizationId, purpose) {
      const name = `${side}/${organizationId}/${purpose}`;
      const known = derived.get(name);
      if (known !== undefined) return known;
      const info = `tickmark-organization/1/${organizationId}/${purpose}`;
      const key = Buffer.from(hkdfSync('sha256', keys[side], Buffer.alloc(0), info, 32));
      derived.set(name, key);
      return key;
    },
  };
}

async function openKey(folder: string, name: string): Promise<Buffer> {
  const path = join(folder, `${name}.key`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) await makeKey(folder, path);
  else if ((found.mode & 0o077) !== 0) {
    throw new Refusal('side-key', `The key ${path} may be read by others.`, { exit: 3, next: 'Set its mode to 0600.' });
  }
  const text = await readFile(path, 'utf8');
  if (!/^[0-9a-f]{64}\n$/.test(text)) {
    throw new Refusal('side-key', `The key ${path} is damaged: it is not 64 hex digits and a line feed.`, {
      exit: 3,
      next: 'Restore it from its backup.',
    });
  }
  return Buffer.from(text.trim(), 'hex');
}

/** Never over a key that is there: of two processes that start at once, one makes it and both use it. */
async function makeKey(folder: string, path: string): Promise<void> {
  const draft = join(folder, `.${randomUUID()}`);
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(32).toString('hex')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await link(draft, path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  await rm(draft);
}
