import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { Refusal } from '../refusal.ts';

/** The key that wraps the keys of evidence items. `id` tells which of several keys it is without telling the key. */
export interface InstallationKey {
  readonly id: Buffer;
  readonly key: Buffer;
}

const idBytes = 8;
const nonceBytes = 12;
const keyBytes = 32;
const tagBytes = 16;

export function installationKey(key: Buffer): InstallationKey {
  const id = createHash('sha256').update('tickmark-installation-key/1\n').update(key).digest().subarray(0, idBytes);
  return { id, key };
}

/**
 * Wraps an item's key: id of the installation's key (8 bytes) ‖ nonce (12) ‖ AES-256-GCM of the key (32) ‖ tag (16), bound to
 * the item's id, so that one item's key in the place of another's is refused.
 * nonce  12 random bytes
 */
export function wrapKey(installation: InstallationKey, itemId: string, key: Buffer, nonce: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', installation.key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(itemId));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([installation.id, nonce, sealed, cipher.getAuthTag()]);
}

/** The item's key again. Refuses evidence-key: wrapped by another installation's key, or changed. */
export function unwrapKey(installation: InstallationKey, itemId: string, wrapped: Buffer): Buffer {
  if (!wrapped.subarray(0, idBytes).equals(installation.id)) {
    throw new Refusal('evidence-key', `Evidence ${itemId} is encrypted under another installation's key.`, {
      exit: 3,
      next: 'Restore keys/evidence.key of the installation that recorded it.',
    });
  }
  const sealedFrom = idBytes + nonceBytes;
  const nonce = wrapped.subarray(idBytes, sealedFrom);
  try {
    const decipher = createDecipheriv('aes-256-gcm', installation.key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(boundTo(itemId));
    decipher.setAuthTag(wrapped.subarray(sealedFrom + keyBytes));
    return Buffer.concat([decipher.update(wrapped.subarray(sealedFrom, sealedFrom + keyBytes)), decipher.final()]);
  } catch (cause) {
    throw new Refusal('evidence-key', `The key of evidence ${itemId} was changed.`, { exit: 3, cause });
  }
}

function boundTo(itemId: string): Buffer {
  return Buffer.from(`tickmark-item-key/1\n${itemId}`);
}
