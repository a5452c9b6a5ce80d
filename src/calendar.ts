/**
 * Calendar days, business days and months as the rules count them: plain arithmetic on day numbers, and the one place where an
 * instant becomes a day of the organization's time zone. The census does the same in SQL; tests hold the two against each other.
 *
 * A day number counts from 1970-01-01 (0). Instants are microseconds since 1970-01-01T00:00:00Z, exact as numbers up to the year 2255.
 */
const MICROS_A_SECOND = 1_000_000;
const MICROS_A_DAY = 86_400 * MICROS_A_SECOND;
const MILLIS_A_DAY = 86_400_000;

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,6}))?Z$/;

/** Day number of 'YYYY-MM-DD', or null when it is no day of the calendar (2023-02-29) or not in that form. */
export const dayNumber = (date: string): number | null => {
  const parts = DATE.exec(date);
  if (parts === null) return null;
  const millis = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(millis) || new Date(millis).toISOString().slice(0, 10) !== date) return null;
  return millis / MILLIS_A_DAY;
};

/** 'YYYY-MM-DD' of a day number, years 0000 to 9999. */
export const dateOfDay = (day: number): string => new Date(day * MILLIS_A_DAY).toISOString().slice(0, 10);

/** Microseconds since 1970 of 'YYYY-MM-DDTHH:MM:SS[.ffffff]Z', or null when it is not in that form. */
export const instantMicros = (text: string): number | null => {
  const parts = INSTANT.exec(text);
  const day = parts?.[1] === undefined ? null : dayNumber(parts[1]);
  if (parts === null || day === null) return null;
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4]);
  return day * MICROS_A_DAY + seconds * MICROS_A_SECOND + Number((parts[5] ?? '').padEnd(6, '0'));
};

/** Calendar days from day a to day b; negative when b is earlier. */
export const calendarDays = (a: number, b: number): number => b - a;

/** Whether a day is worked: neither Saturday, Sunday nor a holiday. */
export const isBusinessDay = (day: number, holidays: ReadonlySet<number>): boolean => {
  const weekday = (((day + 3) % 7) + 7) % 7; // 1970-01-01 was a Thursday; Monday is 0
  return weekday < 5 && !holidays.has(day);
};

/** Working days after day a up to and including day b; 0 on the same day or when b is earlier. Walks the calendar day by day. */
export const businessDays = (a: number, b: number, holidays: ReadonlySet<number>): number => {
  let count = 0;
  for (let day = a + 1; day <= b; day += 1) if (isBusinessDay(day, holidays)) count += 1;
  return count;
};

/** The day `count` months after a day, clamped to the end of a shorter month: 31 January plus one month is 28 or 29 February. */
export const addMonths = (day: number, count: number): number => {
  const from = new Date(day * MILLIS_A_DAY);
  const lastOfMonth = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + count + 1, 0));
  const clamped = Math.min(from.getUTCDate(), lastOfMonth.getUTCDate());
  return Date.UTC(lastOfMonth.getUTCFullYear(), lastOfMonth.getUTCMonth(), clamped) / MILLIS_A_DAY;
};

/** The smallest whole m of 0 or more for which day b is not after day a plus m months. */
export const months = (a: number, b: number): number => {
  let count = 0;
  while (addMonths(a, count) < b) count += 1;
  return count;
};

/**
 * Where local time of a zone changes its distance from UTC, 1970 to 2100.
 * initial   seconds east of UTC before the first change
 * changes   ascending; from `at` (microseconds, included) the distance is `seconds`
 */
export interface ZoneOffsets {
  readonly initial: number;
  readonly changes: readonly { readonly at: number; readonly seconds: number }[];
}

const FIRST_MILLIS = Date.UTC(1969, 11, 30);
const LAST_MILLIS = Date.UTC(2101, 0, 3);
/** No zone has changed its clock and changed it back within so short a time; the scan may step over it. */
const STEP_MILLIS = 4 * MILLIS_A_DAY;

const offsetReader = (timeZone: string): ((millis: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (millis) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(millis)) part[type] = Number(value);
    const local = Date.UTC(
      part['year'] ?? 0,
      (part['month'] ?? 1) - 1,
      part['day'] ?? 1,
      part['hour'] ?? 0,
      part['minute'] ?? 0,
      part['second'] ?? 0,
    );
    return Math.round((local - millis) / 1000);
  };
};

const known = new Map<string, ZoneOffsets>();

/** Whether Node's time zone tables know the name. */
export const isTimeZone = (timeZone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone }).format(0);
    return true;
  } catch {
    return false;
  }
};

/**
 * The offsets of an IANA zone, read once from the tables Node carries: both engines then count days by the same table.
 * Throws RangeError for a name that is no zone.
 */
export const zoneOffsets = (timeZone: string): ZoneOffsets => {
  const found = known.get(timeZone);
  if (found !== undefined) return found;
  const offsetAt = offsetReader(timeZone);
  const initial = offsetAt(FIRST_MILLIS);
  const changes: { at: number; seconds: number }[] = [];
  let before = initial;
  for (let left = FIRST_MILLIS; left < LAST_MILLIS; left += STEP_MILLIS) {
    const after = offsetAt(left + STEP_MILLIS);
    if (after === before) continue;
    let low = left;
    let high = left + STEP_MILLIS;
    while (high - low > 1000) {
      const middle = low + Math.floor((high - low) / 2000) * 1000;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    changes.push({ at: high * 1000, seconds: after });
    before = after;
  }
  const zone = { initial, changes };
  known.set(timeZone, zone);
  return zone;
};

/** Day number, in the zone, of an instant in microseconds. */
export const dayOfInstant = (micros: number, zone: ZoneOffsets): number => {
  let seconds = zone.initial;
  for (const change of zone.changes) {
    if (change.at > micros) break;
    seconds = change.seconds;
  }
  return Math.floor((micros + seconds * MICROS_A_SECOND) / MICROS_A_DAY);
};

/** Months since January 1970 (0) of a day number; negative before. */
export const monthOfDay = (day: number): number => {
  const date = new Date(day * MILLIS_A_DAY);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
};

/** 'YYYY-MM' of months since January 1970. */
export const nameOfMonth = (month: number): string =>
  `${1970 + Math.floor(month / 12)}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}`;

/** A function that changes value at instants: `initial` before the first step, then the value of the last step not after it. */
export interface StepFunction {
  readonly initial: number;
  readonly steps: readonly { readonly at: number; readonly value: number }[];
}

/**
 * The month (monthOfDay) of an instant in a zone, as steps: exact also where clocks go back across the end of a month, since the
 * month starts are laid out anew between any two changes of the clock.
 */
export const monthSteps = (zone: ZoneOffsets): StepFunction => {
  const first = FIRST_MILLIS * 1000;
  const last = LAST_MILLIS * 1000;
  const spans = [{ at: first, seconds: zone.initial }, ...zone.changes];
  const initial = monthOfDay(dayOfInstant(first, zone));
  const steps: { at: number; value: number }[] = [];
  let value = initial;
  spans.forEach((span, index) => {
    const until = spans[index + 1]?.at ?? last;
    const micros = span.seconds * MICROS_A_SECOND;
    let at = span.at;
    while (at < until) {
      const day = Math.floor((at + micros) / MICROS_A_DAY);
      const month = monthOfDay(day);
      if (month !== value) steps.push({ at, value: month });
      value = month;
      const firstOfMonth = addMonths(day - new Date(day * MILLIS_A_DAY).getUTCDate() + 1, 1);
      at = firstOfMonth * MICROS_A_DAY - micros;
    }
  });
  return { initial, steps };
};
