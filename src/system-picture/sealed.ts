import { contentColumn } from '../registers/seal.ts';
import { type SealedColumn, textIn } from '../sealing.ts';
import { placeOf } from './service.ts';

/** Where the components stand in the picture. */
export const sealedInPicture: readonly SealedColumn[] = [
  contentColumn(
    {
      table: 'management.system_picture',
      column: 'sealed',
      sides: ['management'],
      organization: 'organization_id',
      key: ['organization_id'],
      also: ['t.version'],
    },
    (row) => placeOf(textIn(row, 'organization_id'), Number(row['version'])),
  ),
];
