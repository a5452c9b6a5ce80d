import { loadMethod } from '../criteria/index.ts';
import { dataFolder } from '../data-folder.ts';

let method: ReturnType<typeof loadMethod> | null = null;

/** States, gates and word patterns of data/, read once a process. */
export function methodTables(): ReturnType<typeof loadMethod> {
  method ??= loadMethod(dataFolder);
  return method;
}
