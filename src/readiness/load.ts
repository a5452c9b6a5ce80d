import { join } from 'node:path';
import { readTable } from '../criteria/index.ts';
import { type ChooserTable, chooserSchema } from './model.ts';

/** Reads the installation's own data/chooser.yaml. refuses `table-unreadable`, with exit 3 */
export function loadChooser(): ChooserTable {
  return readTable(join(import.meta.dirname, '../../data/chooser.yaml'), chooserSchema);
}
