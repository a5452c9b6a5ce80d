import type { BlobStore } from '../blob-store.ts';
import { decryptRange } from '../cipher.ts';
import { doesNotFit } from '../errors.ts';
import { drawPage, largestShown, type PagePicture } from './page-apart.ts';

/** Bytes at rest with what opens them. key: 32 bytes; size: of the plain bytes */
export interface ShownBytes {
  readonly blob: string;
  readonly key: Buffer;
  readonly size: number;
}

/** name: what it is called where it is refused. refuses  conflict: no PDF, or too large to be shown */
export function refuseToShow(name: string, type: string, size: number): void {
  if (type !== 'application/pdf') throw doesNotFit(`${name} is no PDF.`);
  if (size > largestShown) throw doesNotFit(`${name} is too large to be shown.`, 'Download it to look at it.');
}

/**
 * A page, once the look at it is on record. Outside of a transaction, for the whole file is opened and drawn apart.
 * page: from 1. refuses  as `drawPage`
 */
export function showPage(blobs: BlobStore, { blob, key, size }: ShownBytes, page: number): Promise<PagePicture> {
  const read = (from: number, to: number) => blobs.range(blob, from, to);
  return drawPage(() => decryptRange(key, size, read, 0, size), page);
}
