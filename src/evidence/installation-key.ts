import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { Refusal } from '../refusal.ts';
import { bytesIn, type SealedColumn, type SealedRow, type KeyGenerations, type SealingKey } from '../sealing.ts';

/**
 * The key that wraps the keys of evidence items. `id` tells which of several keys it is without telling the key.
 * generations  where it is an organization's: what is wrapped under it says the generation instead of the id
 */
export interface InstallationKey {
  readonly id: Buffer;
  readonly key: Buffer;
  readonly generations?: KeyGenerations;
}

const idBytes = 8;
const generationBytes = 5;
const nonceBytes = 12;
const keyBytes = 32;
const tagBytes = 16;

export function installationKey(key: SealingKey): InstallationKey {
  if (!Buffer.isBuffer(key)) return { ...installationKey(key.key(key.current)), generations: key };
  const id = createHash('sha256').update('tickmark-installation-key/1\n').update(key).digest().subarray(0, idBytes);
  return { id, key };
}

/**
 * Wraps an item's key: id of the installation's key (8 bytes) ‖ nonce (12) ‖ AES-256-GCM of the key (32) ‖ tag (16), bound to
 * the item's id, so that one item's key in the place of another's is refused. Under a key in generations `2` ‖ generation (4)
 * stands in the place of the id, which makes it three bytes shorter.
 * nonce  12 random bytes
 */
export function wrapKey(installation: InstallationKey, itemId: string, key: Buffer, nonce: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', installation.key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(boundTo(itemId));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([headOf(installation), nonce, sealed, cipher.getAuthTag()]);
}

/** The item's key again. Refuses evidence-key: wrapped by another installation's key, or changed; key-generation: by one that is not held. */
export function unwrapKey(installation: InstallationKey, itemId: string, wrapped: Buffer): Buffer {
  const { generations } = installation;
  if (generations === undefined) return unwrapUnder(installation, idBytes, itemId, wrapped);
  const isFirst = wrapped.length === idBytes + nonceBytes + keyBytes + tagBytes;
  const from = generations.key(isFirst ? 1 : wrapped.readUInt32BE(1));
  return unwrapUnder(installationKey(from), isFirst ? idBytes : generationBytes, itemId, wrapped);
}

/** A column of what `wrapKey` made under an organization's key, as `SealedColumn` says it. itemId: as it was said when it was wrapped */
export function keyColumn(of: Omit<SealedColumn, 'holds' | 'anew'>, itemId: (row: SealedRow) => string): SealedColumn {
  return {
    ...of,
    holds: 'key',
    anew({ content }, row) {
      const installation = installationKey(content);
      const key = unwrapKey(installation, itemId(row), bytesIn(row, of.column));
      return { [of.column]: wrapKey(installation, itemId(row), key, randomBytes(12)) };
    },
  };
}

function headOf({ id, generations }: InstallationKey): Buffer {
  if (generations === undefined) return id;
  const head = Buffer.alloc(generationBytes, 2);
  head.writeUInt32BE(generations.current, 1);
  return head;
}

function unwrapUnder(installation: InstallationKey, headBytes: number, itemId: string, wrapped: Buffer): Buffer {
  if (headBytes === idBytes && !wrapped.subarray(0, idBytes).equals(installation.id)) {
    throw new Refusal('evidence-key', `Evidence ${itemId} is encrypted under another installation's key.`, {
      exit: 3,
      next: 'Restore keys/evidence.key of the installation that recorded it.',
    });
  }
  const sealedFrom = headBytes + nonceBytes;
  const nonce = wrapped.subarray(headBytes, sealedFrom);
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
