/** How the page writes what the data hold: LANGUAGE of the product, plain words, figures with thousands. */
import type { Mark } from './marks.ts';
import type { CriterionView, ResultView, TestView } from './result-view.ts';

export interface Word {
  readonly mark: Mark;
  readonly word: string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** 2023-01-31 as "31 Jan 2023"; anything else as it stands. */
export function day(date: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const month = months[Number(parts?.[2] ?? 0) - 1];
  return parts === null || month === undefined ? date : `${Number(parts[3])} ${month} ${parts[1]}`;
}

export function number(n: number): string {
  return n.toLocaleString('en-US');
}

/** "1 control", "3 controls"; English plurals of the words used here. */
export function counted(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

export function bytes(n: number): string {
  if (n < 1000) return `${n} B`;
  return n < 1_000_000 ? `${Math.round(n / 1000)} KB` : `${(n / 1_000_000).toFixed(1)} MB`;
}

export function timeOf(engagement: ResultView['engagement']): string {
  return engagement.type === 'type2'
    ? `${day(engagement.periodStart ?? '')} – ${day(engagement.periodEnd ?? '')}`
    : `as of ${day(engagement.asOf ?? '')}`;
}

export const opinions: Readonly<Record<ResultView['opinion'], Word>> = {
  unmodified: { mark: 'met', word: 'Unmodified opinion' },
  qualified: { mark: 'stale', word: 'Qualified opinion' },
  adverse: { mark: 'deviation', word: 'Adverse opinion' },
  disclaimer: { mark: 'unable', word: 'Disclaimer of opinion' },
};

const clauses: Readonly<Record<string, string>> = {
  a: '(a) the description',
  b: '(b) the design of controls',
  c: '(c) the operation of controls',
};

/** Which clauses the opinion modifies, in words. */
export function affected(view: ResultView): string {
  if (view.affected.length === 0) return 'No clause is modified.';
  return `Modified: ${view.affected.map((clause) => clauses[clause] ?? clause).join(', ')}.`;
}

export const conclusions: Readonly<Record<CriterionView['conclusion'], Word>> = {
  met: { mark: 'met', word: 'met' },
  'met-with-deviations': { mark: 'met-with-deviations', word: 'met with deviations' },
  'not-met': { mark: 'deviation', word: 'not met' },
  'no-occurrence': { mark: 'no-occurrence', word: 'no occurrence' },
  'addressed-by-subservice': { mark: 'open', word: 'at a subservice organization' },
  'unable-to-conclude': { mark: 'unable', word: 'unable to conclude' },
};

/** What the tests of a control saw: the conclusion on the control is a workpaper and does not travel with the report. */
export function sawOf(tests: readonly Pick<TestView, 'result'>[]): Word {
  if (tests.length === 0) return { mark: 'not-tested', word: 'design and implementation only' };
  if (tests.some((test) => test.result === 'deviations')) return { mark: 'deviation', word: 'deviations noted' };
  if (tests.every((test) => test.result === 'not-operated')) return { mark: 'no-occurrence', word: 'no occurrence' };
  return { mark: 'met', word: 'no deviations noted' };
}

/** How far and by what a test looked. */
export function extentOf(test: TestView): string {
  const extent = { all: 'every record', sample: 'a sample', one: 'one instance' }[test.extent];
  return `${test.nature}, ${extent}, ${test.means === 'tool' ? 'by program' : 'by a person'}`;
}
