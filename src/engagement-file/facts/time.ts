/** What the engagement is: its type, date or period, as the scope says them; until there is one, as the proposal does. */
import { wholeFile } from '../model.ts';
import type { Look } from './look.ts';

export interface Time {
  readonly type: 'type1' | 'type2' | null;
  readonly asOf: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export function timeOf(look: Pick<Look, 'content'>): Time {
  const content = look.content('scope', wholeFile) ?? look.content('proposal', wholeFile) ?? {};
  const said = (name: string): string | null => {
    const value = content[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  const type = said('type');
  return {
    type: type === 'soc2-type1' ? 'type1' : type === 'soc2-type2' ? 'type2' : null,
    asOf: said('asOf'),
    from: said('from'),
    to: said('to'),
  };
}

/** The as-of date, or the last day of the period. */
export const endOf = ({ asOf, to }: Time): string | null => asOf ?? to;
