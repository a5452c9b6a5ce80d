/**
 * Completeness and accuracy of a population (methodology 12): what a machine can say. People conclude; nothing here is a pass.
 */
import type { ImportResult } from './import-population.ts';
import type { Kind, PopulationRecord } from './kind.ts';
import { dayNumber } from './time.ts';

export type IpeCheck = 'IPE-06' | 'IPE-07' | 'IPE-08' | 'IPE-09';

/** One observation. ok: nothing was seen that a person must look at. sentence: what was seen, with counts. */
export interface IpeObservation {
  readonly check: IpeCheck;
  readonly ok: boolean;
  readonly sentence: string;
}

/** What the machine part of completeness needs to know of the records: gathered in one pass, in memory of a few numbers a month. */
export class CompletenessTally {
  readonly #kind: Kind;
  readonly #months = new Map<string, number>();
  readonly #missing = new Map<string, number>();
  readonly #sequences: ReadonlyMap<string, NumberSequence>;
  #records = 0;

  /** sequence: integer fields that are numbered without gaps by their source, for example ticket numbers */
  constructor(kind: Kind, sequence: readonly string[] = []) {
    this.#kind = kind;
    this.#sequences = new Map(sequence.map((field) => [field, new NumberSequence()]));
  }

  add(record: PopulationRecord): void {
    this.#records++;
    const at = this.#kind.time === null ? null : record[this.#kind.time];
    if (typeof at === 'string') {
      const month = at.slice(0, 7);
      this.#months.set(month, (this.#months.get(month) ?? 0) + 1);
    }
    for (const field of this.#kind.fields) {
      if (record[field.name] === null) this.#missing.set(field.name, (this.#missing.get(field.name) ?? 0) + 1);
    }
    for (const [field, numbers] of this.#sequences) {
      const value = record[field];
      if (typeof value === 'number') numbers.add(value);
    }
  }

  get records(): number {
    return this.#records;
  }

  /** month 'YYYY-MM' → records whose time lies in it (UTC), ascending */
  get months(): ReadonlyMap<string, number> {
    return new Map([...this.#months].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** field → records without that fact */
  get missing(): ReadonlyMap<string, number> {
    return this.#missing;
  }

  /** Numbers left out between the smallest and the largest of a sequence: how many, and the first hundred gaps. */
  gaps(field: string): Gaps {
    return this.#sequences.get(field)?.gaps() ?? { missing: 0, first: [] };
  }
}

/** missing: numbers left out; first: the first hundred gaps, both ends included. */
export interface Gaps {
  readonly missing: number;
  readonly first: readonly { readonly from: number; readonly to: number }[];
}

class NumberSequence {
  readonly #seen = new Set<number>();

  add(n: number): void {
    this.#seen.add(n);
  }

  gaps(): Gaps {
    const sorted = Float64Array.from(this.#seen).sort();
    const first: { from: number; to: number }[] = [];
    let missing = 0;
    for (let i = 1; i < sorted.length; i++) {
      const [before, here] = [sorted[i - 1] ?? 0, sorted[i] ?? 0];
      if (here === before + 1) continue;
      missing += here - before - 1;
      if (first.length < 100) first.push({ from: before + 1, to: here - 1 });
    }
    return { missing, first };
  }
}

/** Months 'YYYY-MM' of the days start to end in which no record lies (IPE-07). */
export function emptyMonths(months: ReadonlyMap<string, number>, start: string, end: string): readonly string[] {
  const empty: string[] = [];
  let year = Number(start.slice(0, 4));
  let month = Number(start.slice(5, 7));
  for (;;) {
    const name = `${year}-${String(month).padStart(2, '0')}`;
    if (name > end.slice(0, 7)) return empty;
    if ((months.get(name) ?? 0) === 0) empty.push(name);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year++;
  }
}

/**
 * The automatic checks IPE-06 to IPE-09.
 * period       plain dates, or null for a list taken at one moment
 * collectedAt  RFC 3339, of the last extraction (R-POP-02: not before the period's end)
 */
export function observeCompleteness(
  kind: Kind,
  imported: ImportResult,
  tally: Pick<CompletenessTally, 'months'>,
  period: { readonly start: string; readonly end: string } | null,
  collectedAt: string | null,
): readonly IpeObservation[] {
  const observations: IpeObservation[] = [];
  const say = (check: IpeCheck, ok: boolean, sentence: string): void => {
    observations.push({ check, ok, sentence });
  };
  // IPE-06, R-POP-05
  say(
    'IPE-06',
    imported.conflicting === 0,
    imported.conflicting === 0
      ? `No two ${kind.noun} share a key; ${count(imported.duplicates, 'repeated record was', 'repeated records were')} kept once.`
      : `${count(imported.conflicting, 'record shares its', 'records share their')} key with another record of other content, and must be resolved before the population is locked.`,
  );
  if (kind.time !== null && period !== null) {
    const empty = emptyMonths(tally.months, period.start, period.end);
    say(
      'IPE-07',
      empty.length === 0,
      empty.length === 0
        ? `Every month from ${period.start} to ${period.end} has records.`
        : `No records lie in ${empty.join(', ')}.`,
    );
    const total = imported.totals[kind.time];
    const { first, last } = { first: textOf(total, 'first'), last: textOf(total, 'last') };
    // A day of slack: the period's days are those of the organization's time zone, the totals are UTC.
    const outside =
      (first !== null && dayNumber(first.slice(0, 10)) < dayNumber(period.start) - 1) ||
      (last !== null && dayNumber(last.slice(0, 10)) > dayNumber(period.end) + 1);
    say(
      'IPE-07',
      !outside,
      `The first ${kind.time} is ${first ?? 'missing'}, the last ${last ?? 'missing'}; the period is ${period.start} to ${period.end}.`,
    );
    if (collectedAt !== null) {
      const early = dayNumber(collectedAt.slice(0, 10)) < dayNumber(period.end);
      say(
        'IPE-07',
        !early,
        early
          ? `The records were collected at ${collectedAt}, before the period ended: the rest is to be extracted and added (R-POP-02).`
          : `The records were collected at ${collectedAt}, after the period ended.`,
      );
    }
  }
  const refused = imported.refused.reduce((sum, reason) => sum + reason.count, 0);
  // IPE-08, R-POP-07
  say(
    'IPE-08',
    refused === 0,
    refused === 0
      ? 'All mandatory fields are filled and all types are right.'
      : `${count(refused, 'record was', 'records were')} refused: ${imported.refused
          .slice(0, 5)
          .map((r) => `${r.reason} (${r.count})`)
          .join(', ')}.`,
  );
  if (imported.records === 0) {
    say('IPE-09', false, `There are no ${kind.noun}: the query that found none, and corroboration, are to be shown.`);
  }
  return observations;
}

/** R-POP-07: whether "all" may be said of the population. settled: refused and conflicting records resolved by hand. */
export function mayClaimAll(imported: ImportResult, unreconciled: number, settled: number): boolean {
  const open = imported.refused.reduce((sum, reason) => sum + reason.count, 0) + imported.conflicting + unreconciled;
  return open - settled <= 0;
}

function textOf(total: object | undefined, end: 'first' | 'last'): string | null {
  if (total === undefined) return null;
  const value: unknown = new Map<string, unknown>(Object.entries(total)).get(end);
  return typeof value === 'string' ? value : null;
}

function count(n: number, one: string, many: string): string {
  return n === 1 ? `1 ${one}` : `${n} ${many}`;
}
