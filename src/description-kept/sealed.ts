import { contentColumn } from '../registers/seal.ts';
import { type SealedColumn, textIn } from '../sealing.ts';
import { placeOf } from './service.ts';

const management = { column: 'sealed', sides: ['management'], organization: 'organization_id' } as const;

/** Sections as they are written, and approved versions. */
export const sealedInDescription: readonly SealedColumn[] = [
  contentColumn(
    {
      ...management,
      table: 'management.description_section',
      key: ['organization_id', 'section'],
      also: ['t.version'],
    },
    (row) => placeOf(textIn(row, 'organization_id'), textIn(row, 'section'), Number(row['version'])),
  ),
  contentColumn({ ...management, table: 'management.description_version', key: ['organization_id', 'number'] }, (row) =>
    placeOf(textIn(row, 'organization_id'), 'approved', Number(row['number'])),
  ),
];
