import { join } from 'node:path';
import { dataFolder } from '../../data-folder.ts';
import type { LibraryControl, Standards } from '../../criteria/index.ts';
import { loadKinds } from '../../populations/index.ts';
import type { Kind } from '../../populations/kind.ts';
import { loadProcedures } from '../../procedures/index.ts';
import type { Procedure } from '../../procedures/model.ts';

export interface Library {
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly controls: ReadonlyMap<string, LibraryControl>;
}

/** Kinds, procedures and controls that ship with the product. A broken table is a fault of the installation, not of the user. */
export function loadLibrary(standards: Standards): Library {
  return {
    kinds: loadKinds(join(dataFolder, 'kinds')),
    procedures: loadProcedures(join(dataFolder, 'procedures')),
    controls: new Map(standards.controls.map((control) => [control.id, control])),
  };
}
