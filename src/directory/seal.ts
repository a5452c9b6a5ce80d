/** Contents of users and groups under the organization's key, and the digests by which names are found. */
import { createHmac, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import { type IdentityDependencies } from '../identity/index.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import type { KeyGenerations } from '../sealing.ts';
import { addressOf, type GroupContent, type UserContent } from './model.ts';
import type { GroupRow, UserRow } from './store.ts';

export interface DirectoryParts {
  readonly keys: OrganizationKeys;
  readonly identity: IdentityDependencies;
}

type What = 'user' | 'group';

function keyOf({ principal }: Asking, { keys }: DirectoryParts): KeyGenerations {
  return keys.keyOf(principal.side, principal.organizationId, 'content');
}

/** Where a user or group belongs, as its sealed content is bound to it. */
export function directoryPlace(organizationId: string, what: What, id: string, version: number | string): string {
  return `${organizationId}/directory/${what}/${id}/${version}`;
}

function placeOf({ principal }: Asking, what: What, id: string, version: number): string {
  return directoryPlace(principal.organizationId, what, id, version);
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
  return openSealed<UserContent>(keyOf(asking, parts), placeOf(asking, 'user', row.id, row.version), row.sealed);
}

export function groupContent(asking: Asking, parts: DirectoryParts, row: GroupRow): GroupContent {
  return openSealed<GroupContent>(keyOf(asking, parts), placeOf(asking, 'group', row.id, row.version), row.sealed);
}

/** What a name may be kept by: under each generation that is held. */
export function digestsOf(asking: Asking, parts: DirectoryParts, what: Named, text: string): readonly Buffer[] {
  const keys = searchKeys(asking, parts);
  return keys.all.map((generation) => digestUnder(keys.key(generation), what, text));
}

/** Digests of a user's names under one key, as its columns hold them. */
export function userDigests(key: Buffer, content: UserContent) {
  const { userName, externalId } = content;
  return {
    name_digest: digestUnder(key, 'name', userName.toLowerCase()),
    mail_digest: digestUnder(key, 'mail', addressOf(content)),
    external_digest: externalId === undefined ? null : digestUnder(key, 'external', externalId),
  };
}

export function groupDigest(key: Buffer, { displayName }: GroupContent): Buffer {
  return digestUnder(key, 'group', displayName.toLowerCase());
}

export function searchKeys({ principal }: Asking, { keys }: DirectoryParts): KeyGenerations {
  return keys.keyOf(principal.side, principal.organizationId, 'search');
}

type Named = 'name' | 'mail' | 'external' | 'group';

/** Only who has the key can tell which name it stands for. */
function digestUnder(key: Buffer, what: Named, text: string): Buffer {
  return createHmac('sha256', key)
    .update(`directory/${what}/${text.normalize('NFC')}`)
    .digest();
}
