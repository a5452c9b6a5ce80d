import type { AcceptanceTable, IpeChecks } from '../../criteria/index.ts';
import type { PaperKind } from '../model.ts';
import { acceptancePapers } from './acceptance.ts';
import { concludingPapers } from './concluding.ts';
import { designPapers } from './design.ts';
import { fieldworkPapers } from './fieldwork.ts';
import { planningPapers } from './planning.ts';
import { qualityPapers } from './quality.ts';

/** Every kind of workpaper, in the order of the steps. */
export function paperKinds(tables: {
  readonly acceptance: AcceptanceTable;
  readonly ipeChecks: IpeChecks;
}): readonly PaperKind[] {
  return [
    ...acceptancePapers(tables.acceptance),
    ...planningPapers,
    ...designPapers,
    ...fieldworkPapers(tables.ipeChecks),
    ...concludingPapers,
    ...qualityPapers,
  ];
}
