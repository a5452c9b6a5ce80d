/** When a control is expected to be performed, and what evidence says of it: the calendar of a period (methodology 24). */
import { dateOfDay, dayNumber, isBusinessDay } from '../../calendar.ts';
import { addDays, addMonths, type Period, type PlainDate } from '../../period.ts';

/**
 * One time a control is expected: from `from` until `due`, both days included.
 * state  done: evidence covers it; late: its days are over and none does; due: its days are not over
 */
export interface Occurrence {
  readonly from: PlainDate;
  readonly due: PlainDate;
  readonly state: 'done' | 'late' | 'due';
}

const monthsOfFrequency: Readonly<Record<string, number>> = {
  annual: 12,
  'semi-annual': 6,
  quarterly: 3,
  monthly: 1,
};
const daysOfFrequency: Readonly<Record<string, number>> = { 'semi-monthly': 14, weekly: 7 };

/**
 * Expected occurrences of a frequency, from the first day of the period on; the last may end after it. Null for what happens on
 * events, continuously or many times a day: there is no calendar of it.
 * holidays  day numbers (src/calendar.ts) on which a daily control rests, beside weekends
 */
export function expectedOf(
  frequency: string,
  period: Period,
  holidays: ReadonlySet<number>,
): readonly Pick<Occurrence, 'from' | 'due'>[] | null {
  if (frequency === 'daily') return workedDays(period, holidays);
  const monthly = monthsOfFrequency[frequency];
  const daily = daysOfFrequency[frequency];
  if (monthly === undefined && daily === undefined) return null;
  // Counted from the first day, so that a period from the 31st does not drift to the 28th.
  const startOf = (index: number): PlainDate =>
    monthly === undefined ? addDays(period.start, index * (daily ?? 1)) : addMonths(period.start, index * monthly);
  const expected: Pick<Occurrence, 'from' | 'due'>[] = [];
  for (let index = 0; startOf(index) <= period.end; index += 1) {
    expected.push({ from: startOf(index), due: addDays(startOf(index + 1), -1) });
  }
  return expected;
}

function workedDays({ start, end }: Period, holidays: ReadonlySet<number>): Pick<Occurrence, 'from' | 'due'>[] {
  const [first, last] = [dayNumber(start) ?? 0, dayNumber(end) ?? -1];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
    .filter((day) => isBusinessDay(day, holidays))
    .map(dateOfDay)
    .map((date) => ({ from: date, due: date }));
}

/**
 * How the occurrences of a control stand.
 * inForce  days on which the control is in force; occurrences outside are not expected
 * covered  periods that evidence of the control covers. One covers an occurrence when it ends within it, or holds the whole of it.
 */
export function occurrencesOf(
  control: {
    readonly frequency: string;
    readonly inForce: { readonly from: PlainDate | null; readonly to: PlainDate | null };
  },
  period: Period,
  covered: readonly Period[],
  today: PlainDate,
  holidays: ReadonlySet<number>,
): readonly Occurrence[] | null {
  const { from, to } = control.inForce;
  const expected = expectedOf(control.frequency, period, holidays);
  if (expected === null) return null;
  return expected
    .filter((one) => (from === null || one.due >= from) && (to === null || one.from <= to))
    .map((one) => {
      const isDone = covered.some(
        ({ start, end }) => (one.from <= end && end <= one.due) || (start <= one.from && one.due <= end),
      );
      return { ...one, state: isDone ? 'done' : one.due < today ? 'late' : 'due' };
    });
}
