import type { AcceptanceTable } from '../../criteria/index.ts';
import type { PaperKind } from '../model.ts';
import { acceptancePapers } from './acceptance.ts';
import { planningPapers } from './planning.ts';

/** Every kind of workpaper, in the order of the steps. */
export function paperKinds(table: AcceptanceTable): readonly PaperKind[] {
  return [...acceptancePapers(table), ...planningPapers];
}
