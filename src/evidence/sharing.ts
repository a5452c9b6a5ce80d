/** Evidence that one organization lets another read: exactly the bytes of one version, by their own key. */
import { createHash, randomBytes } from 'node:crypto';
import type { Asking } from '../http/api/route.ts';
import { decrypt, decryptRange, encrypt } from './cipher.ts';
import { otherBytes } from './errors.ts';
import { inspect } from './inspection.ts';
import { oneChunk } from '../one-chunk.ts';
import { unwrapKey } from './installation-key.ts';
import type { MediaType } from './media-type.ts';
import { contentKey, findItem, itemOf } from './organization.ts';
import type { OrganizationEvidence } from './organization-model.ts';
import type { EvidenceParts } from './parts.ts';
import { type Preview, previewBytes, previewOf } from './preview.ts';
import { ContentScan, Findings, isZip, mustWait, weighFindings } from './scan.ts';
import { scanGzip, scanZip } from './scan-archive.ts';

/** An item of one's own with what opens its bytes: blob is where they lie, key 32 bytes. refuses not-found */
export async function itemToShare(
  asking: Asking,
  parts: EvidenceParts,
  code: string,
): Promise<{ item: OrganizationEvidence; blob: string; key: Buffer }> {
  const found = await findItem(asking, code);
  const key = unwrapKey(contentKey(parts.keys, asking.principal), found.id, found.wrapped_key);
  return { item: itemOf(parts.keys, asking.principal, found), blob: found.blob, key };
}

export interface SharedBytes {
  readonly blob: string;
  readonly key: Buffer;
  readonly size: number;
  readonly sha256: string;
  readonly mediaType: MediaType;
}

/** The bytes, as a stream that fails at the latest at its end when they are not those that were shared. */
export async function sharedContent(parts: EvidenceParts, shared: SharedBytes): Promise<AsyncIterable<Uint8Array>> {
  return checked(decrypt(shared.key, await parts.blobs.get(shared.blob)), shared.sha256);
}

export async function sharedPreview(parts: EvidenceParts, shared: SharedBytes): Promise<Preview> {
  const read = (from: number, to: number) => parts.blobs.range(shared.blob, from, to);
  const head = await decryptRange(shared.key, shared.size, read, 0, Math.min(shared.size, previewBytes));
  return previewOf(head, shared.mediaType, shared.size);
}

async function* checked(plain: AsyncIterable<Buffer>, sha256: string): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of plain) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw otherBytes('that was shared');
}

/** What was found in bytes that came in a file of a partner outside. waits: nobody may rely on them before somebody looked (a draft at best) */
export async function lookThrough(
  name: string,
  bytes: Buffer,
): Promise<{ readonly sha256: string; readonly mediaType: MediaType; readonly waits: readonly string[] }> {
  const findings = new Findings();
  const scan = new ContentScan(findings);
  scan.feed(bytes);
  scan.end();
  const looking = inspect(oneChunk(bytes));
  for await (const _piece of looking.stream);
  const { sha256, mediaType, size } = looking.result();
  if (isZip(mediaType)) await scanZip((start, end) => Promise.resolve(bytes.subarray(start, end)), size, findings);
  if (mediaType.type === 'application/gzip') await scanGzip(oneChunk(bytes), size, findings);
  const found = weighFindings(findings, { name, mediaType, size, isSvg: scan.isSvg });
  return { sha256, mediaType, waits: mustWait(found) ? found.map((one) => one.kind) : [] };
}

/** Keeps bytes under a key of their own, to be shared. */
export async function keepShared(parts: EvidenceParts, bytes: Buffer): Promise<{ blob: string; key: Buffer }> {
  const key = randomBytes(32);
  const { digest: blob } = await parts.blobs.put(encrypt(key, oneChunk(bytes)));
  return { blob, key };
}
