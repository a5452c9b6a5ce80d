import { contentColumn } from '../registers/seal.ts';
import { type SealedColumn, textIn } from '../sealing.ts';
import { placeOf } from './service.ts';

const management = { column: 'sealed', sides: ['management'], organization: 'organization_id' } as const;

/** What was said for the letters, and letters as they were handed over. */
export const sealedInLetters: readonly SealedColumn[] = [
  contentColumn({ ...management, table: 'management.letters', key: ['organization_id'], also: ['t.version'] }, (row) =>
    placeOf(textIn(row, 'organization_id'), `said/${Number(row['version'])}`),
  ),
  contentColumn({ ...management, table: 'management.letters_ready', key: ['organization_id', 'number'] }, (row) =>
    placeOf(textIn(row, 'organization_id'), `ready/${Number(row['number'])}`),
  ),
];
