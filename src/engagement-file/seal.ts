import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import type { Content } from '../registers/model.ts';
import { sealJson } from '../registers/seal.ts';
import type { KeyGenerations } from '../sealing.ts';

/** What is sealed with a version of a paper: what it says, why it was written anew, and who wrote it as they were called then. */
export interface SealedVersion {
  readonly content: Content;
  readonly why: string | null;
  readonly by: string;
}

/** Under which everything of a file is sealed. */
export function fileKey({ principal }: Asking, keys: OrganizationKeys): KeyGenerations {
  return keys.keyOf('firm', principal.organizationId, 'content');
}

export function seal(asking: Asking, keys: OrganizationKeys, place: string, value: unknown): Buffer {
  return sealJson(fileKey(asking, keys), place, value, randomBytes(12));
}

export const digestOf = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a seal is bound to. */
export const placeOf = {
  version: (organizationId: string, paperId: string, version: number) =>
    `${organizationId}/engagement-file/paper/${paperId}/${version}`,
  signOff: (organizationId: string, paperId: string, version: number, level: string) =>
    `${organizationId}/engagement-file/sign-off/${paperId}/${version}/${level}`,
  note: (organizationId: string, noteId: string) => `${organizationId}/engagement-file/note/${noteId}`,
  clearing: (organizationId: string, noteId: string) => `${organizationId}/engagement-file/note/${noteId}/cleared`,
  move: (organizationId: string, engagementId: string, number: number) =>
    `${organizationId}/engagement-file/move/${engagementId}/${number}`,
};
