import { addMonths, daysBetween, type PlainDate } from '../../period.ts';
import type { Problem } from '../../refusal.ts';

/**
 * The acts a report date is held against (R-DAT-01). Plain dates, except the signing and release times, which are instants;
 * an act that has not happened is null.
 */
export interface ReportDates {
  readonly end: PlainDate;
  readonly reportDate: PlainDate;
  readonly lastEvidence: PlainDate | null;
  readonly lastWork: PlainDate | null;
  readonly assertion: PlainDate | null;
  readonly representationAsOf: PlainDate | null;
  readonly representationSigned: PlainDate | null;
  readonly signedAt: string | null;
  readonly releasedAt: string | null;
  readonly today: PlainDate;
}

/** R-DAT-01: report date, signing time and release date stand in that order, each after what it needs. All problems at once. */
export function problemsOfDates(dates: ReportDates): Problem[] {
  const problems: Problem[] = [];
  const { reportDate } = dates;
  const notBefore = (date: PlainDate | null, what: string): void => {
    if (date !== null && reportDate < date) {
      problems.push({
        code: 'report-date',
        subject: reportDate,
        sentence: `The report date ${reportDate} lies before ${what} (${date}).`,
        source: 'R-DAT-01',
      });
    }
  };
  notBefore(dates.end, 'the end of what is examined');
  notBefore(dates.lastEvidence, 'the last evidence');
  notBefore(dates.lastWork, 'the last work on the file');
  notBefore(dates.assertion, 'management’s assertion');
  if (reportDate > dates.today) {
    problems.push({
      code: 'report-date',
      subject: reportDate,
      sentence: `The report date ${reportDate} lies after today.`,
      source: 'R-DAT-01',
    });
  }
  // The letter speaks as of the report date; its signing time is a field of its own and lies before release.
  if (dates.representationAsOf !== null && dates.representationAsOf !== reportDate) {
    problems.push({
      code: 'representation-date',
      subject: dates.representationAsOf,
      sentence: `The representation letter speaks as of ${dates.representationAsOf}, not as of the report date ${reportDate}.`,
      source: 'R-DAT-01',
    });
  }
  if (dates.signedAt !== null && dates.signedAt.slice(0, 10) < reportDate) {
    problems.push({
      code: 'signed-early',
      subject: dates.signedAt,
      sentence: `The report was signed at ${dates.signedAt}, before its date ${reportDate}.`,
      source: 'R-DAT-01',
    });
  }
  if (dates.releasedAt !== null) {
    if (dates.signedAt === null || dates.releasedAt < dates.signedAt) {
      problems.push({
        code: 'released-early',
        subject: dates.releasedAt,
        sentence: `The report was released at ${dates.releasedAt}, before it was signed.`,
        source: 'R-DAT-01',
      });
    }
    if (dates.representationSigned === null || dates.representationSigned > dates.releasedAt.slice(0, 10)) {
      problems.push({
        code: 'representation-unsigned',
        subject: dates.releasedAt,
        sentence: 'The report was released before the representation letter was signed.',
        source: 'R-DAT-01',
      });
    }
  }
  return problems;
}

/** R-DAT-02: a market convention shown in the application only, never on a report. 90 days is the firm's policy. */
export function currency(reportDate: PlainDate, today: PlainDate): 'current' | 'expiring' | 'lapsed' {
  const until = addMonths(reportDate, 12);
  if (today > until) return 'lapsed';
  return daysBetween(today, until) <= 90 ? 'expiring' : 'current';
}

/** R-DAT-03: days between two periods that nobody examined; 0 when the next begins the day after the last ended. */
export function coverageGap(previousEnd: PlainDate, nextStart: PlainDate): number {
  return Math.max(0, daysBetween(previousEnd, nextStart) - 1);
}
