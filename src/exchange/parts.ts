import { join } from 'node:path';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { loadMethod } from '../criteria/index.ts';
import type { EvidenceParts } from '../evidence/index.ts';

/** What the exchange works with. advice: patterns the firm's words are held against */
export interface ExchangeParts {
  readonly keys: OrganizationKeys;
  readonly evidence: EvidenceParts;
  readonly advice: readonly string[];
}

/** With the patterns of the installation's own data/advice-patterns.yaml (R-WALL-05). */
export function exchangeParts(keys: OrganizationKeys, evidence: EvidenceParts): ExchangeParts {
  return { keys, evidence, advice: loadMethod(join(import.meta.dirname, '../../data')).advicePatterns.patterns };
}
