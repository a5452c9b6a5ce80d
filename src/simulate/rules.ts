import { addDays, addMonths, isPlainDate } from '../period.ts';
import type { Problem } from '../refusal.ts';
import { workDays } from './judgements.ts';
import type { SimulateOptions } from './model.ts';
import type { Span } from './moments.ts';

/** Everything that is wrong with the options, at once. The output folder is looked at elsewhere. */
export function problemsOfOptions({ seed, months, scale, start, today }: Omit<SimulateOptions, 'out'>): Problem[] {
  const problems: Problem[] = [];
  const say = (code: string, subject: string, sentence: string): void => {
    problems.push({ code, subject, sentence });
  };
  if (seed === '' || seed.length > 200) say('seed', 'seed', 'The seed is a text of 1 to 200 characters.');
  // R-SCO-05: a period has 3 to 12 months.
  if (!Number.isSafeInteger(months) || months < 3 || months > 12) {
    say('months-out-of-range', 'months', `The months are a whole number from 3 to 12, not ${months}.`);
  }
  if (!(scale >= 0.1 && scale <= 10_000)) {
    say('scale-out-of-range', 'scale', `The scale is a number from 0.1 to 10000, not ${scale}.`);
  }
  if (!isPlainDate(start) || !start.endsWith('-01')) {
    say(
      'start-not-first-of-month',
      'start',
      `The start is the first day of a month, written YYYY-MM-DD, not ${start}.`,
    );
  } else if (problems.length === 0) {
    const report = addDays(periodOf(start, months).end, workDays.reported);
    // R-DAT-01: a report is not dated after today.
    if (start < '1971-01-01') say('start-not-first-of-month', 'start', 'The start lies in 1971 or later.');
    if (report > today) {
      say(
        'period-not-over',
        'start',
        `A period of ${months} months from ${start} has its report on ${report}, after today.`,
      );
    }
  }
  return problems;
}

export const periodOf = (start: string, months: number): Span => ({
  start,
  end: addDays(addMonths(start, months), -1),
});
