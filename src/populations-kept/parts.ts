import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import { dataFolder } from '../data-folder.ts';
import type { EvidenceParts } from '../evidence/index.ts';
import type { Asking } from '../http/api/route.ts';
import type { Decider } from '../identity/index.ts';
import { type Kind, loadKinds } from '../populations/index.ts';
import { loadProcedures, nearestName, type Procedure } from '../procedures/index.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import { wrongInput } from './errors.ts';
import type { PopulationFacts, SelfTestFacts } from './model.ts';
import { WorkingCopies } from './working-copies.ts';

/** What populations of an organization, and its tests of them, work with. */
export interface KeptParts {
  readonly keys: OrganizationKeys;
  readonly decider: Decider;
  readonly evidence: EvidenceParts;
  readonly copies: WorkingCopies;
  /** of the installation, read once when first asked for */
  readonly kinds: () => ReadonlyMap<string, Kind>;
  readonly procedures: () => ReadonlyMap<string, Procedure>;
}

/** Close its `copies` at the end. */
export function openKept(given: Pick<KeptParts, 'keys' | 'decider' | 'evidence'>): KeptParts {
  let kinds: ReadonlyMap<string, Kind> | null = null;
  let procedures: ReadonlyMap<string, Procedure> | null = null;
  return {
    ...given,
    copies: new WorkingCopies(given.evidence),
    kinds: () => (kinds ??= loadKinds(join(dataFolder, 'kinds'))),
    procedures: () => (procedures ??= loadProcedures(join(dataFolder, 'procedures'))),
  };
}

/** refuses  invalid-input, naming the nearest */
export function kindOf(parts: KeptParts, id: string): Kind {
  const found = parts.kinds().get(id);
  if (found === undefined) throw unknown('/kind', 'kind of population', id, [...parts.kinds().keys()]);
  return found;
}

/** refuses  invalid-input, naming the nearest */
export function procedureOf(parts: KeptParts, id: string): Procedure {
  const found = parts.procedures().get(id);
  if (found === undefined) throw unknown('/procedureId', 'procedure', id, [...parts.procedures().keys()]);
  return found;
}

function unknown(place: string, what: string, id: string, known: readonly string[]) {
  const near = nearestName(id, known);
  return wrongInput(
    place,
    `There is no ${what} ${id}${near === null || near === undefined ? '' : `; the nearest is ${near}`}.`,
  );
}

type Facts = { readonly population: PopulationFacts; readonly 'self-test': SelfTestFacts };

export function placeOf(organizationId: string, of: keyof Facts, id: string): string {
  return `${organizationId}/${of}/${id}`;
}

export function sealFacts<Of extends keyof Facts>(
  parts: Pick<KeptParts, 'keys'>,
  organizationId: string,
  of: Of,
  id: string,
  facts: Facts[Of],
): Buffer {
  const key = parts.keys.keyOf('management', organizationId, 'content');
  return sealJson(key, placeOf(organizationId, of, id), facts, randomBytes(12));
}

/** refuses  sealed-content */
export function openFacts<Of extends keyof Facts>(
  parts: Pick<KeptParts, 'keys'>,
  asking: Asking,
  of: Of,
  row: { readonly id: string; readonly sealed: Uint8Array },
): Facts[Of] {
  const { organizationId } = asking.principal;
  const key = parts.keys.keyOf('management', organizationId, 'content');
  return openSealed<Facts[Of]>(key, placeOf(organizationId, of, row.id), row.sealed);
}

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
