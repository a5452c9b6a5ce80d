import { z } from 'zod';
import { line } from '../registers/model.ts';

/** What a view keeps of a list: what the address of the list says, and its columns. Left out: as the list has it. */
export const whereSchema = z.strictObject({
  state: line.max(60).optional(),
  only: line.max(200).optional(),
  q: line.max(200).optional(),
  sort: line.max(40).optional(),
  fresh: line.max(40).optional(),
  kind: line.max(40).optional(),
  columns: z.array(line.max(60)).max(12).optional(),
});
export type Where = z.infer<typeof whereSchema>;

export const nameSchema = line.max(80).refine((name) => name.trim() !== '', { message: 'A view has a name' });

/** What somebody saves. shared: everybody of the organization sees it; isDefault: the list opens with it */
export interface ViewDraft {
  readonly name: string;
  readonly where: Where;
  readonly shared: boolean;
  readonly isDefault: boolean;
}

/** mine: whoever asks may change it */
export interface View extends ViewDraft {
  readonly id: string;
  readonly personId: string;
  readonly mine: boolean;
  readonly version: number;
}
