import { addDays, addMonths, type PlainDate } from '../period.ts';
import type { Random } from './random.ts';

/**
 * Moments of the simulated period. Working hours lie from 14:00 to 20:59 UTC, so that the day is the same in UTC and in the
 * organization's zone (America/New_York) and dates derived from them say what they mean.
 */
export const timeZone = 'America/New_York';
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export interface Span {
  readonly start: PlainDate;
  readonly end: PlainDate;
}

export const midday = (date: PlainDate): number => Date.parse(`${date}T17:00:00Z`);
export const dayText = (ms: number): PlainDate => new Date(ms).toISOString().slice(0, 10);
export const timeText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** The same instant as a wall clock elsewhere, for example 2025-03-04T23:10:00+09:00. */
export function timeTextAt(ms: number, offsetMinutes: number): string {
  const sign = offsetMinutes < 0 ? '-' : '+';
  const size = Math.abs(offsetMinutes);
  const two = (n: number): string => String(n).padStart(2, '0');
  const wall = new Date(ms + offsetMinutes * minuteMs).toISOString().slice(0, 19);
  return `${wall}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Some working second of a span of days; `margin` days are left out at both ends. */
export function someMoment(random: Random, span: Span, margin = 0): number {
  const start = Date.parse(span.start);
  const days = Math.round((Date.parse(span.end) - start) / dayMs) + 1;
  const inset = days > 2 * margin ? margin : 0;
  const day = inset + random.below(days - 2 * inset);
  return start + day * dayMs + 14 * hourMs + random.below(7 * 3600) * 1000;
}

/** One Monday a month on which the organization rests: what business days of deadlines must leave out. */
export function holidaysOf(period: Span): PlainDate[] {
  const holidays: PlainDate[] = [];
  for (let first = period.start; first <= period.end; first = addMonths(first, 1)) {
    const weekday = new Date(midday(first)).getUTCDay();
    const monday = addDays(first, ((8 - weekday) % 7) + 7);
    if (monday <= addDays(period.end, -7)) holidays.push(monday);
  }
  return holidays;
}

/** Parts of the period of `months` each, the last one shorter where they do not divide it. */
export function partsOf(period: Span, months: number): Span[] {
  const parts: Span[] = [];
  for (let i = 0; ; i += months) {
    const start = addMonths(period.start, i);
    if (start > period.end) return parts;
    const next = addDays(addMonths(period.start, i + months), -1);
    parts.push({ start, end: next > period.end ? period.end : next });
  }
}

/** Parts of `days` days. */
export function chunksOf(period: Span, days: number): Span[] {
  const parts: Span[] = [];
  for (let start = period.start; start <= period.end; start = addDays(start, days)) {
    const end = addDays(start, days - 1);
    parts.push({ start, end: end > period.end ? period.end : end });
  }
  return parts;
}
