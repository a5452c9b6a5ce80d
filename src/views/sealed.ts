import { contentColumn } from '../registers/seal.ts';
import { type SealedColumn, textIn } from '../sealing.ts';
import { placeOf } from './service.ts';

/** Names and filters of saved views. */
export const sealedInViews: readonly SealedColumn[] = [
  contentColumn(
    {
      table: 'views.view',
      column: 'sealed',
      sides: ['management', 'firm'],
      organization: 'organization_id',
      key: ['id'],
      also: ['t.version'],
    },
    (row) => placeOf(textIn(row, 'organization_id'), textIn(row, 'id'), Number(row['version'])),
  ),
];
