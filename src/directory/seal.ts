/** Contents of users and groups under the organization's key, and the digests by which names are found. */
import { createHmac, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import { type IdentityDependencies } from '../identity/index.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import type { GroupContent, UserContent } from './model.ts';
import type { GroupRow, UserRow } from './store.ts';

export interface DirectoryParts {
  readonly keys: OrganizationKeys;
  readonly identity: IdentityDependencies;
}

type What = 'user' | 'group';

function keyOf({ principal }: Asking, { keys }: DirectoryParts): Buffer {
  return keys.keyOf(principal.side, principal.organizationId, 'content');
}

function placeOf({ principal }: Asking, what: What, id: string, version: number): string {
  return `${principal.organizationId}/directory/${what}/${id}/${version}`;
}

export function seal(
  asking: Asking,
  parts: DirectoryParts,
  what: What,
  { id, version }: { readonly id: string; readonly version: number },
  content: UserContent | GroupContent | null,
): Buffer {
  return sealJson(keyOf(asking, parts), placeOf(asking, what, id, version), content, randomBytes(12));
}

export function userContent(asking: Asking, parts: DirectoryParts, row: UserRow): UserContent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sealed here, and authenticated
  return openSealed(keyOf(asking, parts), placeOf(asking, 'user', row.id, row.version), row.sealed) as UserContent;
}

export function groupContent(asking: Asking, parts: DirectoryParts, row: GroupRow): GroupContent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sealed here, and authenticated
  return openSealed(keyOf(asking, parts), placeOf(asking, 'group', row.id, row.version), row.sealed) as GroupContent;
}

/** Only who has the key can tell which name it stands for. */
export function digestOf(
  asking: Asking,
  parts: DirectoryParts,
  what: 'name' | 'mail' | 'external' | 'group',
  text: string,
): Buffer {
  return createHmac('sha256', keyOf(asking, parts))
    .update(`directory/${what}/${text.normalize('NFC')}`)
    .digest();
}
