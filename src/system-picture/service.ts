import { createHash, randomBytes } from 'node:crypto';
import type { OrganizationKeys } from '../adapters/blobs/side-keys.ts';
import type { Asking } from '../http/api/route.ts';
import { recordsOf } from '../registers/index.ts';
import { openSealed, sealJson } from '../registers/seal.ts';
import { noComponents, stalePicture } from './errors.ts';
import { layOut } from './layout.ts';
import { componentRegisters, layers, mostComponents, type Picture, type Place, type Relation } from './model.ts';
import { shownOf } from './rules.ts';
import { lockPicture, type PictureRow, savePicture, selectPicture } from './store.ts';

type Places = readonly (Place & { readonly code: string })[];

/** version: of where the components were put, 0 where nobody has put any; left: components beyond what a picture shows */
export interface SystemPicture extends Picture {
  readonly version: number;
  readonly left: number;
  readonly dangling: readonly Relation[];
}

/** Components as the registers have them, each in its place. Two statements. */
export async function readPicture(asking: Asking, keys: OrganizationKeys): Promise<SystemPicture> {
  const { components, relations, dangling } = shownOf(await recordsOf(asking, keys, componentRegisters, ['retired']));
  const row = await selectPicture(asking.transaction, asking.principal.organizationId);
  const places = row === undefined ? [] : openPlaces(asking, keys, row);
  const at = new Map(places.map(({ code, x, y }) => [code, { x, y }]));
  const shown = components.slice(0, mostComponents);
  return {
    ...layOut(shown, relations, at, layers),
    version: row?.version ?? 0,
    left: components.length - shown.length,
    dangling,
  };
}

/**
 * Where components are put from now on, all of them at once; none: each where the layout puts it.
 * version  the one it was arranged from, 0 where nobody has put any
 * refuses  version-stale; invalid-input for a code that is no component
 */
export async function arrangePicture(
  asking: Asking,
  keys: OrganizationKeys,
  version: number,
  places: Places,
): Promise<number> {
  const { transaction, principal } = asking;
  const { organizationId, personId } = principal;
  const known = new Set((await recordsOf(asking, keys, componentRegisters, ['retired'])).map(({ code }) => code));
  const unknown = [...places.entries()].filter(([, { code }]) => !known.has(code));
  if (unknown.length > 0) throw noComponents(unknown.map(([index, { code }]) => [index, code]));
  await lockPicture(transaction, organizationId);
  const before = (await selectPicture(transaction, organizationId))?.version ?? 0;
  if (before !== version) throw stalePicture(before);
  const next = version + 1;
  const key = keys.keyOf('management', organizationId, 'content');
  const sealed = sealJson(key, placeOf(organizationId, next), places, randomBytes(12));
  await asking.state({
    hop: 'description',
    subject: { name: 'system-picture', sha256: createHash('sha256').update(sealed).digest('hex') },
    body: { event: 'arranged', version: next, places: places.length },
  });
  await savePicture(transaction, organizationId, { version: next, changed_at: asking.now, sealed }, personId);
  return next;
}

function openPlaces({ principal }: Asking, keys: OrganizationKeys, row: PictureRow): Places {
  const key = keys.keyOf('management', principal.organizationId, 'content');
  return openSealed<Places>(key, placeOf(principal.organizationId, row.version), row.sealed);
}

export function placeOf(organizationId: string, version: number): string {
  return `${organizationId}/system-picture/${version}`;
}
