/** Evidence whose bytes are in memory already, kept by the way every upload takes. */
import { createHash } from 'node:crypto';
import type { Apart } from '../http/api/route.ts';
import { oneChunk } from '../one-chunk.ts';
import type { OrganizationEvidence, UploadDraft } from './organization-model.ts';
import type { EvidenceParts } from './parts.ts';
import { beginUpload, completeUpload, takePart } from './uploads.ts';

/**
 * Keeps bytes as an item of evidence. key: as a creation's; a repeat with the same answers the item made first
 * refuses  what an upload refuses
 */
export async function keepHeld(
  apart: Apart,
  parts: EvidenceParts,
  bytes: Uint8Array,
  about: Omit<UploadDraft, 'size' | 'sha256' | 'freshUntil' | 'replaces' | 'draft'>,
  key: string,
): Promise<OrganizationEvidence> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const draft = { ...about, size: bytes.length, sha256, freshUntil: null, replaces: null, draft: false };
  const begun = await apart.within((asking) => beginUpload(asking, parts, draft, key));
  for (let number = 1; number <= begun.count && begun.evidence === null; number += 1) {
    const part = bytes.subarray((number - 1) * begun.partBytes, number * begun.partBytes);
    await takePart(apart, parts, begun.id, number, oneChunk(part));
  }
  return completeUpload(apart, parts, begun.id);
}
