import type { Readable } from 'node:stream';

/** What was stored: the SHA-256 of the bytes as stored, 64 lower-case hex digits, and how many they are. */
export interface StoredBlob {
  readonly digest: string;
  readonly size: number;
}

/**
 * Bytes by content. What evidence stores here is encrypted before it arrives, so a digest says nothing about the plain bytes.
 *
 * put     answers only when the bytes will survive a power cut; when it fails nothing of them stays. Equal bytes are stored once
 * get     streams them and fails at the latest at its end when they are not the bytes of that digest
 * range   bytes [start, end) of them, fewer at the end; nothing is checked: what is encrypted checks itself
 * delete  bytes that are not there are no error
 *
 * refuses blob-no-space, blob-no-right (put); blob-missing (get, range), blob-damaged (get); blob-digest: not 64 lower-case hex digits
 */
export interface BlobStore {
  put(bytes: AsyncIterable<Uint8Array> | Uint8Array): Promise<StoredBlob>;
  get(digest: string): Promise<Readable>;
  range(digest: string, start: number, end: number): Promise<Buffer>;
  has(digest: string): Promise<boolean>;
  delete(digest: string): Promise<void>;
}

/**
 * Where the parts of uploads wait, a place each.
 * open  its place, made unless it is there
 * drop  takes it away with everything in it; one that is not there is no error
 * all   ids, and when something was last added to or taken from the place (milliseconds since 1970)
 */
export interface UploadFolders {
  open(uploadId: string): Promise<BlobStore>;
  drop(uploadId: string): Promise<void>;
  all(): Promise<readonly { readonly id: string; readonly changedAt: number }[]>;
}
