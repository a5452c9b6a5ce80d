import { contentColumn } from '../registers/seal.ts';
import { type SealedColumn, textIn } from '../sealing.ts';
import type { GroupContent, UserContent } from './model.ts';
import { directoryPlace, groupDigest, userDigests } from './seal.ts';

const both = { column: 'sealed', sides: ['management', 'firm'], key: ['id'], organization: 'organization_id' } as const;
const also = ['t.version'];

/** What a directory said, and the digests by which its names are found: both anew under a newer generation. */
export const sealedInDirectory: readonly SealedColumn[] = [
  contentColumn<UserContent | null>(
    { ...both, also, table: 'directory.app_user' },
    (row) => directoryPlace(textIn(row, 'organization_id'), 'user', textIn(row, 'id'), textIn(row, 'version')),
    (search, _row, content) =>
      // Of a deleted user nothing is left that a name could be made of.
      content === null ? {} : userDigests(search.key(search.current), content),
  ),
  contentColumn<GroupContent>(
    { ...both, also, table: 'directory.app_group' },
    (row) => directoryPlace(textIn(row, 'organization_id'), 'group', textIn(row, 'id'), textIn(row, 'version')),
    (search, _row, content) => ({ name_digest: groupDigest(search.key(search.current), content) }),
  ),
];
