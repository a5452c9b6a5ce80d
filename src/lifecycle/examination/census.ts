import type { Problem } from '../../refusal.ts';

/**
 * Records that reached no test (R-POP-07).
 * byHand  of them, those settled one by one: brought in or shown to be outside the population, with evidence and two people
 */
export interface Unusable {
  readonly why: 'refused' | 'unreadable' | 'unreconciled';
  readonly count: number;
  readonly byHand: number;
}

/**
 * How much of the population a run reached.
 * all       "all" may be printed, and a census claimed
 * tested    records tested
 * records   records there are: tested and unsettled together
 * unsettled records that are neither tested nor settled by hand; each is an item to resolve
 */
export interface CensusClaim {
  readonly all: boolean;
  readonly tested: number;
  readonly records: number;
  readonly unsettled: readonly { readonly why: Unusable['why']; readonly count: number }[];
}

/** R-POP-07, INV-17: "3,214 of 3,220 records; 6 could not be read" unless every record is accounted for. */
export function claimCensus(tested: number, unusable: readonly Unusable[]): CensusClaim {
  for (const { count, byHand } of unusable) {
    if (byHand > count || byHand < 0 || count < 0)
      throw new RangeError(`${byHand} of ${count} records cannot be settled by hand.`);
  }
  const unsettled = unusable
    .map(({ why, count, byHand }) => ({ why, count: count - byHand }))
    .filter(({ count }) => count > 0);
  const left = unsettled.reduce((sum, { count }) => sum + count, 0);
  return { all: left === 0, tested, records: tested + left, unsettled };
}

/** A procedure planned over all records whose claim does not hold: the reader must not see "all". */
export function problemsOfCensus(procedure: string, claim: CensusClaim): Problem[] {
  return claim.unsettled.map(({ why, count }) => ({
    code: 'census-incomplete',
    subject: procedure,
    sentence: `${procedure} tested ${claim.tested.toLocaleString('en-US')} of ${claim.records.toLocaleString('en-US')} records; ${count.toLocaleString('en-US')} ${why} and not settled by hand.`,
    source: 'R-POP-07',
  }));
}
