import { type SealedColumn, textIn } from '../sealing.ts';
import type { Content } from './model.ts';
import { contentColumn } from './seal.ts';
import { placeOf, wordsOf } from './service.ts';

const both = { column: 'sealed', sides: ['management', 'firm'], organization: 'organization_id' } as const;

/** What the registers keep sealed: records with what a search finds them by, their versions, and comments. */
export const sealedInRegisters: readonly SealedColumn[] = [
  contentColumn<{ readonly content: Content }>(
    { ...both, table: '{side}.record', key: ['id'], also: ['t.register', 't.version', 't.code'] },
    (row) =>
      placeOf(textIn(row, 'organization_id'), textIn(row, 'register'), textIn(row, 'id'), Number(row['version'])),
    (search, row, { content }) => ({ words: wordsOf(search, textIn(row, 'code'), content) }),
  ),
  contentColumn(
    {
      ...both,
      table: '{side}.record_version',
      key: ['record_id', 'version'],
      also: ['(SELECT r.register FROM {side}.record r WHERE r.id = t.record_id) AS register'],
    },
    (row) =>
      placeOf(
        textIn(row, 'organization_id'),
        textIn(row, 'register'),
        textIn(row, 'record_id'),
        Number(row['version']),
      ),
  ),
  contentColumn({ ...both, table: '{side}.comment', key: ['id'] }, (row) =>
    placeOf(textIn(row, 'organization_id'), 'comment', textIn(row, 'id'), 1),
  ),
];
