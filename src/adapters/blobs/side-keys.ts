import { hkdfSync } from 'node:crypto';
import { generationMissing, type KeyGenerations, type Side } from '../../sealing.ts';
import { Refusal } from '../../refusal.ts';
import { keyFile, type KeyStore, moveKeyFile } from './key-store.ts';
import { type KmsPlace, openKms } from './kms.ts';
import { type Keyring, keyFingerprint } from './keyring.ts';

/** Keys of the organizations of both sides; an organization's is derived from its side's and never stored. */
export interface OrganizationKeys {
  /** purpose: `content` or `search`, so that neither key tells the other */
  keyOf(side: Side, organizationId: string, purpose: 'content' | 'search'): KeyGenerations;
}

/**
 * rings     what the key files hold, by generation: a fingerprint each
 * use       seals under this generation from now on. refuses key-generation
 * readAgain reads the key files once more: a generation that was added is there from then on
 */
export interface SideKeys extends OrganizationKeys {
  rings(side: Side): ReadonlyMap<number, string>;
  current(side: Side): number;
  use(side: Side, generation: number): void;
  readAgain(): Promise<void>;
}

/** Where each side's key file lies. kms: the service that holds a side's wrapped; left out, none */
export interface KeyFolders {
  readonly management: string;
  readonly firm: string;
  readonly kms?: Readonly<Partial<Record<Side, KmsPlace>>>;
}

/** Long enough for a service to answer, short enough to say that it does not. */
const patience = { patienceMs: 5_000, waitMs: 500 };

export function keyStores(folders: KeyFolders): Readonly<Record<Side, KeyStore>> {
  const storeOf = (side: Side): KeyStore => {
    const place = folders.kms?.[side];
    return keyFile(side, folders[side], place === undefined ? null : openKms(place, patience));
  };
  return { management: storeOf('management'), firm: storeOf('firm') };
}

/** refuses  setting: no service is named for the side; side-key, and what the service refuses */
export function moveKeys(folders: KeyFolders, side: Side, to: 'wrapped' | 'plain'): Promise<string> {
  const place = folders.kms?.[side];
  if (place === undefined) {
    const name = `TICKMARK_KMS_${side.toUpperCase()}`;
    throw new Refusal('setting', `${name} names no key-management service.`, { next: 'docs/operating.md shows how.' });
  }
  return moveKeyFile(side, folders[side], openKms(place, patience), to);
}

/**
 * Opens the key files of both sides, making them the first time. Each side's lies in a
 * folder of its own, which that side may hold on a volume of its own. Without them nothing that people wrote can be read again.
 * What is written is sealed under the oldest generation until `use` names another: which one is the database's to say, for all machines.
 * refuses  side-key: damaged, or others may read it (exit 3)
 */
export async function openSideKeys(folders: KeyFolders): Promise<SideKeys> {
  const stores = keyStores(folders);
  const rings: Record<Side, Keyring> = { management: await stores.management.open(), firm: await stores.firm.open() };
  const currents: Record<Side, number> = { management: oldest(rings.management), firm: oldest(rings.firm) };
  const derived = new Map<string, Buffer>();
  const known = new Map<string, KeyGenerations>();

  const deriveKey = (side: Side, organizationId: string, purpose: string, generation: number): Buffer => {
    const name = `${side}/${organizationId}/${purpose}/${generation}`;
    const before = derived.get(name);
    if (before !== undefined) return before;
    const root = rings[side].find((one) => one.generation === generation);
    if (root === undefined) throw generationMissing(side, generation);
    const info = `tickmark-organization/1/${organizationId}/${purpose}`;
    const key = Buffer.from(hkdfSync('sha256', root.key, Buffer.alloc(0), info, 32));
    derived.set(name, key);
    return key;
  };
  return {
    keyOf(side, organizationId, purpose) {
      const name = `${side}/${organizationId}/${purpose}`;
      const before = known.get(name);
      if (before !== undefined) return before;
      const made: KeyGenerations = {
        current: currents[side],
        all: rings[side].map((one) => one.generation),
        key: (generation) => deriveKey(side, organizationId, purpose, generation),
      };
      known.set(name, made);
      return made;
    },
    rings: (side) => new Map(rings[side].map(({ generation, key }) => [generation, keyFingerprint(key)])),
    current: (side) => currents[side],
    use(side, generation) {
      if (!rings[side].some((one) => one.generation === generation)) throw generationMissing(side, generation);
      currents[side] = generation;
      known.clear();
    },
    async readAgain() {
      for (const side of ['management', 'firm'] as const) {
        const ring = await stores[side].read();
        // A file that went away meanwhile takes nothing from whoever has read it.
        if (ring !== null) rings[side] = ring;
      }
      known.clear();
      derived.clear();
    },
  };
}

function oldest(ring: Keyring): number {
  return ring[0]?.generation ?? 1;
}
