import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import { openSecretFile } from './secret-file.ts';

/** Keys of the organizations of both sides; an organization's is derived from its side's and never stored. */
export interface OrganizationKeys {
  /** 32 bytes. purpose: `content` or `search`, so that neither key tells the other */
  keyOf(side: 'management' | 'firm', organizationId: string, purpose: 'content' | 'search'): Buffer;
}

/**
 * Opens the key files of both sides, making them the first time. Each side's lies in a
 * folder of its own, which that side may hold on a volume of its own. Without them nothing that people wrote can be read again.
 * folders  where each side's key lies
 * refuses  side-key: damaged, or others may read it (exit 3)
 */
export async function openSideKeys(folders: {
  readonly management: string;
  readonly firm: string;
}): Promise<OrganizationKeys> {
  const keys = {
    management: await openSecretFile(join(folders.management, 'management.key'), 'side-key', 'key'),
    firm: await openSecretFile(join(folders.firm, 'firm.key'), 'side-key', 'key'),
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
