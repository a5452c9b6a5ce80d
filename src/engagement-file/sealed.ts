import { contentColumn } from '../registers/seal.ts';
import { type SealedColumn, textIn } from '../sealing.ts';
import { placeOf } from './seal.ts';

const firm = { sides: ['firm'], organization: 'organization_id' } as const;

/** What is written, signed, noted and decided in engagement files. */
export const sealedInEngagementFiles: readonly SealedColumn[] = [
  contentColumn({ ...firm, table: 'firm.paper_version', column: 'sealed', key: ['paper_id', 'version'] }, (row) =>
    placeOf.version(textIn(row, 'organization_id'), textIn(row, 'paper_id'), Number(row['version'])),
  ),
  contentColumn({ ...firm, table: 'firm.sign_off', column: 'sealed', key: ['paper_id', 'version', 'level'] }, (row) =>
    placeOf.signOff(
      textIn(row, 'organization_id'),
      textIn(row, 'paper_id'),
      Number(row['version']),
      textIn(row, 'level'),
    ),
  ),
  contentColumn({ ...firm, table: 'firm.review_note', column: 'sealed', key: ['id'] }, (row) =>
    placeOf.note(textIn(row, 'organization_id'), textIn(row, 'id')),
  ),
  contentColumn({ ...firm, table: 'firm.review_note', column: 'sealed_clearing', key: ['id'] }, (row) =>
    placeOf.clearing(textIn(row, 'organization_id'), textIn(row, 'id')),
  ),
  contentColumn({ ...firm, table: 'firm.move', column: 'sealed', key: ['engagement_id', 'number'] }, (row) =>
    placeOf.move(textIn(row, 'organization_id'), textIn(row, 'engagement_id'), Number(row['number'])),
  ),
];
