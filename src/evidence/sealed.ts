import { contentColumn } from '../registers/seal.ts';
import { type SealedColumn, textIn } from '../sealing.ts';
import { keyColumn } from './installation-key.ts';
import { placeOf, wordsOf } from './organization.ts';
import type { SealedItem } from './organization-model.ts';
import { placeOf as placeOfUpload } from './uploads.ts';

const both = { sides: ['management', 'firm'], organization: 'organization_id' } as const;

/** What evidence keeps sealed: what an item is called and where it is from, the keys of the bytes, and both of what is on its way in. */
export const sealedInEvidence: readonly SealedColumn[] = [
  contentColumn<SealedItem>(
    { ...both, table: '{side}.evidence', column: 'sealed', key: ['id'], also: ['t.version', 't.code'] },
    (row) => placeOf(textIn(row, 'organization_id'), textIn(row, 'id'), Number(row['version'])),
    (search, row, content) => ({ words: wordsOf(search, textIn(row, 'code'), content) }),
  ),
  keyColumn({ ...both, table: '{side}.evidence', column: 'wrapped_key', key: ['id'] }, (row) => textIn(row, 'id')),
  contentColumn(
    { ...both, table: '{side}.evidence_version', column: 'sealed', key: ['evidence_id', 'version'] },
    (row) => placeOf(textIn(row, 'organization_id'), textIn(row, 'evidence_id'), Number(row['version'])),
  ),
  contentColumn({ ...both, table: '{side}.upload', column: 'sealed', key: ['id'] }, (row) =>
    placeOfUpload(textIn(row, 'organization_id'), textIn(row, 'id')),
  ),
  keyColumn(
    { ...both, table: '{side}.upload_part', column: 'wrapped_key', key: ['upload_id', 'number'] },
    (row) => `${textIn(row, 'upload_id')}/${textIn(row, 'number')}`,
  ),
];
