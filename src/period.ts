import type { Problem } from './refusal.ts';

/**
 * Plain dates: 'YYYY-MM-DD' of the proleptic Gregorian calendar, without time or zone, comparable as strings. Calendar days of an
 * organization, of acts and of periods are plain dates; an instant becomes one only in a stated time zone, elsewhere.
 */
export type PlainDate = string;

/** Both days included. */
export interface Period {
  readonly start: PlainDate;
  readonly end: PlainDate;
}

const dayMs = 86_400_000;
const shape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day of the calendar: '2023-02-29' is not. */
export function isPlainDate(text: string): boolean {
  return shape.test(text) && !Number.isNaN(Date.parse(text)) && plain(Date.parse(text)) === text;
}

/** `months` may be negative. A day the target month lacks becomes its last: 2024-01-31 plus 1 is 2024-02-29 (R-SCO-05). */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = partsOf(date);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, lastDay));
  return plain(first.getTime());
}

export function addDays(date: PlainDate, days: number): PlainDate {
  return plain(epochOf(date) + days * dayMs);
}

/** Days from `from` to `to`: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round((epochOf(to) - epochOf(from)) / dayMs);
}

/** Days of a period, both ends counted. */
export function daysOf(period: Period): number {
  return daysBetween(period.start, period.end) + 1;
}

export function inPeriod(date: PlainDate, period: Period): boolean {
  return period.start <= date && date <= period.end;
}

/** 'YYYY-MM' of every month the period touches, ascending. */
export function monthsOf(period: Period): string[] {
  const months: string[] = [];
  const first = `${period.start.slice(0, 7)}-01`;
  for (let i = 0, day = first; day <= period.end; i += 1, day = addMonths(first, i)) months.push(day.slice(0, 7));
  return months;
}

/** 'YYYY-Qn' of a date: the coarser stratum of R-SMP-07. */
export function quarterOf(date: PlainDate): string {
  return `${date.slice(0, 4)}-Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`;
}

/**
 * R-SCO-05: a type 2 period lasts 3 to 12 months, counted from its start to the day after its end. A partner may approve another
 * length with a reason; then this is not asked.
 */
export function problemsOfPeriodLength(period: Period): Problem[] {
  const problem = (code: string, sentence: string): Problem => ({
    code,
    subject: `${period.start} to ${period.end}`,
    sentence,
    source: 'R-SCO-05',
  });
  if (period.end < period.start) {
    return [problem('period-reversed', `The period ends on ${period.end}, before it starts on ${period.start}.`)];
  }
  const dayAfter = addDays(period.end, 1);
  const [shortest, longest] = [addMonths(period.start, 3), addMonths(period.start, 12)];
  if (dayAfter < shortest) {
    const missing = daysText(daysBetween(dayAfter, shortest));
    return [
      problem('period-too-short', `The period ${period.start} to ${period.end} is ${missing} short of 3 months.`),
    ];
  }
  if (dayAfter > longest) {
    const beyond = daysText(daysBetween(longest, dayAfter));
    return [problem('period-too-long', `The period ${period.start} to ${period.end} is ${beyond} over 12 months.`)];
  }
  return [];
}

function daysText(days: number): string {
  return days === 1 ? '1 day' : `${days} days`;
}

function partsOf(date: PlainDate): [year: number, month: number, day: number] {
  if (!isPlainDate(date)) throw new RangeError(`${date} is not a day of the calendar, written YYYY-MM-DD.`);
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

function epochOf(date: PlainDate): number {
  const [year, month, day] = partsOf(date);
  return Date.UTC(year, month - 1, day);
}

function plain(epoch: number): PlainDate {
  return new Date(epoch).toISOString().slice(0, 10);
}
