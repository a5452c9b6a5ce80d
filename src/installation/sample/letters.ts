/** The sample company's letters as a draft: some of it is said, some is open, so that there is something to settle. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { OrganizationKeys } from '../../adapters/blobs/side-keys.ts';
import { asMember } from '../../http/api/as-member.ts';
import type { ApiOptions } from '../../http/api/mount.ts';
import type { Principal } from '../../http/api/route.ts';
import { nothingSaid, readLetters, writeLetters } from '../../letters/index.ts';
import { home } from '../environment.ts';

const file = z.object({ title: z.string(), basis: z.string(), fraud: z.string(), more: z.string() });

/** Says it once. signatory: their name */
export async function loadLetters(
  options: Pick<ApiOptions, 'gate' | 'origin' | 'openLog' | 'append' | 'newId' | 'clock'>,
  keys: OrganizationKeys,
  lead: Principal,
  signatory: string,
): Promise<void> {
  const text = await readFile(join(home, 'data', 'sample', 'letters.yaml'), 'utf8');
  const { title, basis, fraud, more } = file.parse(parse(text));
  await asMember(options, lead, async (asking) => {
    if ((await readLetters(asking, keys)).version > 0) return;
    await writeLetters(asking, keys, 0, {
      ...nothingSaid,
      signatory: { name: signatory, title },
      basis,
      fraud,
      misstatements: 'none',
      more: { assertion: [], representations: [more] },
    });
  });
}
