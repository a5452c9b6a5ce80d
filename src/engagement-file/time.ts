/** What the engagement is: its type, date or period, as the scope says them; until there is one, as the proposal does. Pure. */
import type { Content } from '../registers/model.ts';
import { onceAFile } from './lookup.ts';
import { type Case, type Paper, wholeFile } from './model.ts';

export interface Time {
  readonly type: Case | null;
  readonly asOf: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** What was said last of what is examined. */
export function scopeSaid(papers: readonly Paper[]): Content {
  const said = (kind: string) => papers.find((one) => one.kind === kind && one.subject === wholeFile)?.content;
  return said('scope') ?? said('proposal') ?? {};
}

export const timeOf = onceAFile((file): Time => {
  const content = scopeSaid(file.papers);
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
});

/** The as-of date, or the last day of the period. */
export const endOf = ({ asOf, to }: Time): string | null => asOf ?? to;
