import { contentColumn } from '../registers/seal.ts';
import { type SealedColumn, textIn } from '../sealing.ts';
import { placeOf } from './parts.ts';

const management = { column: 'sealed', sides: ['management'], organization: 'organization_id' } as const;

/** What is known of populations and of management's tests, with the keys of their bytes. */
export const sealedInPopulations: readonly SealedColumn[] = [
  contentColumn({ ...management, table: 'management.population', key: ['id'] }, (row) =>
    placeOf(textIn(row, 'organization_id'), 'population', textIn(row, 'id')),
  ),
  contentColumn({ ...management, table: 'management.self_test', key: ['id'] }, (row) =>
    placeOf(textIn(row, 'organization_id'), 'self-test', textIn(row, 'id')),
  ),
];
