import { sealedInDescription } from '../../description-kept/index.ts';
import { sealedInDirectory } from '../../directory/index.ts';
import { sealedInEngagementFiles } from '../../engagement-file/index.ts';
import { sealedInEvidence } from '../../evidence/index.ts';
import { sealedInExchange } from '../../exchange/index.ts';
import { sealedInJobs } from '../../jobs/index.ts';
import { sealedInLetters } from '../../letters/index.ts';
import { sealedInPopulations } from '../../populations-kept/index.ts';
import { sealedInPortal } from '../../portal/index.ts';
import { sealedInRegisters } from '../../registers/index.ts';
import type { SealedColumn, Side } from '../../sealing.ts';
import { sealedInPicture } from '../../system-picture/index.ts';
import { sealedInViews } from '../../views/index.ts';

/** Every column that is sealed under an organization's key. A test asks the database for those that are missing here. */
export const sealedColumns: readonly SealedColumn[] = [
  ...sealedInRegisters,
  ...sealedInEvidence,
  ...sealedInDirectory,
  ...sealedInPopulations,
  ...sealedInDescription,
  ...sealedInLetters,
  ...sealedInEngagementFiles,
  ...sealedInPicture,
  ...sealedInPortal,
  ...sealedInJobs,
  ...sealedInViews,
  ...sealedInExchange,
];

/** Those of a side, with its schema's name in them. */
export function columnsOf(side: Side): readonly SealedColumn[] {
  const named = (text: string): string => text.replaceAll('{side}', side);
  return sealedColumns
    .filter((one) => one.sides.includes(side))
    .map((one) => ({ ...one, table: named(one.table), ...(one.also && { also: one.also.map(named) }) }));
}

/** SQL for the generation a row of the column lies under. */
export function generationOf({ column, holds, generation }: SealedColumn): string {
  return generation ?? `tickmark.${holds === 'key' ? 'wrapped' : 'sealed'}_generation(t.${column})`;
}
