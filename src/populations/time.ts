/** Dates and times as records hold them. Only 1970-01-01 to 2100-12-31 is believed; the rest is a typing error or a sentinel. */

const firstYear = 1970;
const lastYear = 2100;
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function realDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= (month === 2 && isLeap(year) ? 29 : (daysInMonth[month - 1] ?? 0));
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n));

/** 'YYYY-MM-DD' of three numbers, or null when there is no such day between 1970 and 2100. */
export function dateOf(year: number, month: number, day: number): string | null {
  if (year < firstYear || year > lastYear || !realDate(year, month, day)) return null;
  return `${year}-${two(month)}-${two(day)}`;
}

/** A date written YYYY-MM-DD; null when it is no day between 1970-01-01 and 2100-12-31. */
export function parseDate(text: string): string | null {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return m === null ? null : dateOf(Number(m[1]), Number(m[2]), Number(m[3]));
}

/** The common case, already canonical but for the day's existence: nothing to convert. */
const canonical = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{0,5}[1-9])?Z$/;
const general =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,12}))?)?\s?(Z|z|UTC|[+-]\d\d(?::?\d\d)?)?$/;

/**
 * A time with its offset, as the UTC instant 'YYYY-MM-DDTHH:MM:SS[.ffffff]Z'. A space for the T is read; digits beyond the
 * microsecond are cut; a leap second becomes the second before it.
 * withoutOffset  'utc' where the format's documentation says that times are UTC; else a time without an offset is no instant
 * returns        null for what is no instant between 1970 and 2100
 */
export function parseTime(text: string, withoutOffset: 'utc' | 'refuse' = 'refuse'): string | null {
  const c = canonical.exec(text);
  if (c !== null && dateOf(Number(c[1]), Number(c[2]), Number(c[3])) !== null) return text;
  const m = general.exec(text);
  if (m === null) return null;
  const zone = m[8];
  if (zone === undefined && withoutOffset === 'refuse') return null;
  return instantOf(
    [Number(m[1]), Number(m[2]), Number(m[3]), Number(m[4]), Number(m[5]), m[6] === undefined ? 0 : Number(m[6])],
    m[7] ?? '',
    offsetMinutes(zone),
  );
}

/** Minutes east of Greenwich; null when out of range. */
function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined || zone === 'Z' || zone === 'z' || zone === 'UTC') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 18 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

/** The canonical instant of a wall-clock reading: [year, month, day, hour, minute, second], digits of the fraction, offset in minutes. */
export function instantOf(
  [year, month, day, hour, minute, second]: readonly [number, number, number, number, number, number],
  fraction: string,
  offset: number | null,
): string | null {
  if (offset === null || hour > 23 || minute > 59 || second > 60 || !realDate(year, month, day)) return null;
  if (year < firstYear - 1 || year > lastYear + 1) return null;
  const ms = Date.UTC(year, month - 1, day, hour, minute, Math.min(second, 59)) - offset * 60_000;
  const at = new Date(ms).toISOString();
  const resultYear = Number(at.slice(0, 4));
  if (resultYear < firstYear || resultYear > lastYear) return null;
  const digits = fraction.slice(0, 6).replace(/0+$/, '');
  return `${at.slice(0, 19)}${digits === '' ? '' : `.${digits}`}Z`;
}

/** Microseconds since 1970 of a canonical instant. */
export function microsOf(instant: string): bigint {
  const seconds = Date.UTC(
    Number(instant.slice(0, 4)),
    Number(instant.slice(5, 7)) - 1,
    Number(instant.slice(8, 10)),
    Number(instant.slice(11, 13)),
    Number(instant.slice(14, 16)),
    Number(instant.slice(17, 19)),
  );
  const fraction = instant.length > 20 ? Number(instant.slice(20, -1).padEnd(6, '0')) : 0;
  return BigInt(seconds) * 1000n + BigInt(fraction);
}

/** The canonical instant of microseconds since 1970. */
export function instantOfMicros(micros: bigint): string {
  const fraction = Number(micros % 1_000_000n);
  const at = new Date(Number(micros / 1000n)).toISOString();
  const digits = String(fraction).padStart(6, '0').replace(/0+$/, '');
  return `${at.slice(0, 19)}${digits === '' ? '' : `.${digits}`}Z`;
}

/** Whole days since 1970-01-01 of a canonical date. */
export function dayNumber(date: string): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000;
}

const zones = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  let format = zones.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    zones.set(timeZone, format);
  }
  return format;
}

/** The wall clock of a zone at a moment, as the milliseconds that clock would show if it were UTC. */
function wallClock(ms: number, timeZone: string): number {
  const part: Record<string, number> = {};
  for (const { type, value } of zoneFormat(timeZone).formatToParts(ms)) part[type] = Number(value);
  const at = (name: string): number => part[name] ?? 0;
  return Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
}

/**
 * Offset of a zone, in minutes, at a wall-clock reading. A reading that occurs twice (clocks set back) is taken as the first,
 * one that never occurs (clocks set forward) as if the clocks had not yet moved.
 */
export function zoneOffset(
  [year, month, day, hour, minute, second]: readonly [number, number, number, number, number, number],
  timeZone: string,
): number {
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const before = wallClock(wall - 86_400_000, timeZone) - (wall - 86_400_000);
  const after = wallClock(wall + 86_400_000, timeZone) - (wall + 86_400_000);
  const fits = (offset: number): boolean => wallClock(wall - offset, timeZone) === wall;
  return (fits(before) || !fits(after) ? before : after) / 60_000;
}

/** The calendar date of an instant in a time zone. */
export function dateInZone(instant: string, timeZone: string): string {
  return new Date(wallClock(Date.parse(`${instant.slice(0, 19)}Z`), timeZone)).toISOString().slice(0, 10);
}

/** First and last instants (first included, last excluded) of the days start to end in a time zone. */
export function windowInstants(start: string, end: string, timeZone: string): { from: string; until: string } {
  const midnight = (days: number): string => {
    const date = new Date(days * 86_400_000).toISOString();
    const wall = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)), 0, 0, 0] as const;
    const ms = days * 86_400_000 - zoneOffset(wall, timeZone) * 60_000;
    return `${new Date(ms).toISOString().slice(0, 19)}Z`;
  };
  return { from: midnight(dayNumber(start)), until: midnight(dayNumber(end) + 1) };
}
