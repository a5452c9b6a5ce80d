import { join } from 'node:path';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { loadMethod } from '../criteria/index.ts';
import type { EvidenceParts } from '../evidence/index.ts';

/** Signs packages with the key that signs the installation's logs. logOf: name of an organization's log; sign: to a DSSE envelope */
export interface PackageSigner {
  readonly publicKey: Uint8Array;
  logOf(organizationId: string): string;
  sign(payloadType: string, payload: Uint8Array): Promise<string>;
}

/** What the exchange works with. advice: patterns the firm's words are held against */
export interface ExchangeParts {
  readonly keys: OrganizationKeys;
  readonly evidence: EvidenceParts;
  readonly signer: PackageSigner;
  readonly advice: readonly string[];
}

/** With the patterns of the installation's own data/advice-patterns.yaml (R-WALL-05). */
export function exchangeParts(keys: OrganizationKeys, evidence: EvidenceParts, signer: PackageSigner): ExchangeParts {
  const { patterns } = loadMethod(join(import.meta.dirname, '../../data')).advicePatterns;
  return { keys, evidence, signer, advice: patterns };
}
