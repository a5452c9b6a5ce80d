import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { type MediaType, mediaTypeOf, withoutCutEnd } from './media-type.ts';

const glimpseBytes = 64 * 1024;

/** What was learnt from bytes that went by once: their digest, count and kind. */
export interface Inspection {
  readonly sha256: string;
  readonly size: number;
  readonly mediaType: MediaType;
}

/** Looks at bytes while they stream to their place, holding the first and the last 64 KiB. Ask `result` after the last one. */
export function inspect(bytes: AsyncIterable<Uint8Array>): {
  stream: AsyncGenerator<Uint8Array>;
  result(): Inspection;
} {
  const hash = createHash('sha256');
  const head = Buffer.alloc(glimpseBytes);
  const recent = Buffer.alloc(2 * glimpseBytes);
  let recentBytes = 0;
  let size = 0;
  let valid = true;
  let cut: Uint8Array = Buffer.alloc(0);

  async function* stream() {
    for await (const piece of bytes) {
      hash.update(piece);
      size += piece.byteLength;
      const before = size - piece.byteLength;
      if (before < glimpseBytes) head.set(piece.subarray(0, glimpseBytes - before), before);
      const added = piece.subarray(-glimpseBytes);
      if (recentBytes + added.byteLength > recent.length) {
        recent.copyWithin(0, recentBytes - glimpseBytes, recentBytes);
        recentBytes = glimpseBytes;
      }
      recent.set(added, recentBytes);
      recentBytes += added.byteLength;
      if (valid) {
        const joined = cut.length === 0 ? piece : Buffer.concat([cut, piece]);
        const whole = withoutCutEnd(joined);
        cut = Buffer.from(joined.subarray(whole.length));
        valid = isUtf8(whole);
      }
      yield piece;
    }
  }
  return {
    stream: stream(),
    result: () => {
      const glimpse = {
        head: head.subarray(0, size),
        tail: recent.subarray(Math.max(0, recentBytes - glimpseBytes), recentBytes),
        isUtf8: valid && cut.length === 0,
        isWhole: size <= glimpseBytes,
      };
      return { sha256: hash.digest('hex'), size, mediaType: mediaTypeOf(glimpse) };
    },
  };
}
