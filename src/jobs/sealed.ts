import { contentColumn } from '../registers/seal.ts';
import { type SealedColumn, textIn } from '../sealing.ts';
import { type SealedPart, sealedPlaceOf } from './service.ts';

/** What a job is about, the line it says meanwhile, and what came of it. */
export const sealedInJobs: readonly SealedColumn[] = (['input', 'line', 'end'] satisfies SealedPart[]).map((part) =>
  contentColumn(
    {
      table: 'jobs.job',
      column: `sealed_${part}`,
      sides: ['management', 'firm'],
      organization: 'organization_id',
      key: ['id'],
    },
    (row) => sealedPlaceOf(textIn(row, 'organization_id'), textIn(row, 'id'), part),
  ),
);
