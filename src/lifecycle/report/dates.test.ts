import { describe, expect, it } from 'vitest';
import { coverageGap, currency, problemsOfDates, type ReportDates } from './dates.ts';

const good: ReportDates = {
  end: '2023-12-31',
  reportDate: '2024-02-15',
  lastEvidence: '2024-02-01',
  lastWork: '2024-02-14',
  assertion: '2024-02-14',
  representationAsOf: '2024-02-15',
  representationSigned: '2024-02-16',
  signedAt: '2024-02-16T10:00:00Z',
  releasedAt: '2024-02-16T11:00:00Z',
  today: '2026-01-01',
};
const codes = (change: Partial<ReportDates>) => problemsOfDates({ ...good, ...change }).map((p) => p.code);

describe('the three dates of a report (R-DAT-01)', () => {
  it('accepts report date, signing and release in that order', () => expect(codes({})).toEqual([]));
  it('refuses a report dated before the end of the period', () =>
    expect(codes({ end: '2024-02-16' })).toEqual(['report-date']));
  it('refuses a report dated before its last evidence', () =>
    expect(codes({ lastEvidence: '2024-02-16' })).toEqual(['report-date']));
  it('refuses a report dated before the last work on the file', () =>
    expect(codes({ lastWork: '2024-02-16' })).toEqual(['report-date']));
  it('refuses a report dated before the assertion', () =>
    expect(codes({ assertion: '2024-02-16' })).toEqual(['report-date']));
  it('refuses a date in the future', () => expect(codes({ today: '2024-02-14' })).toEqual(['report-date']));
  it('wants the representation letter as of the report date', () =>
    expect(codes({ representationAsOf: '2024-02-14' })).toEqual(['representation-date']));
  it('lets the letter be signed after the report date but not after release', () => {
    expect(codes({ representationSigned: '2024-02-17' })).toEqual(['representation-unsigned']);
    expect(codes({ representationSigned: null })).toEqual(['representation-unsigned']);
  });
  it('refuses a signature before the report date', () =>
    expect(codes({ signedAt: '2024-02-14T23:59:59Z' })).toEqual(['signed-early']));
  it('refuses release before signature', () => {
    expect(codes({ releasedAt: '2024-02-16T09:00:00Z' })).toEqual(['released-early']);
    expect(codes({ signedAt: null })).toEqual(['released-early']);
  });
});

describe('currency by market convention (R-DAT-02, R-DAT-03)', () => {
  it('is current for twelve months, expiring in the last ninety days, lapsed afterwards', () => {
    expect(currency('2024-02-15', '2024-06-01')).toBe('current');
    expect(currency('2024-02-15', '2024-11-17')).toBe('expiring');
    expect(currency('2024-02-15', '2025-02-15')).toBe('expiring');
    expect(currency('2024-02-15', '2025-02-16')).toBe('lapsed');
  });
  it('counts the days nobody examined', () => {
    expect(coverageGap('2023-12-31', '2024-01-01')).toBe(0);
    expect(coverageGap('2023-12-31', '2024-01-11')).toBe(10);
  });
});
