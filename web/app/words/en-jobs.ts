import { count } from './en.ts';

/** Every English text about long work. */
export const jobs = {
  title: 'Long work',
  help: 'What runs beside the pages. It goes on when you leave, and is kept for 30 days after its end.',
  running: (n: number) => (n === 1 ? '1 job is under way' : `${count(n)} jobs are under way`),
  ended: 'Long work that ended',
  all: 'All long work',
  nothing: 'Nothing was asked for yet.',
  kinds: {
    'check-log': 'Check of the log',
    'import-population': 'Import of a population',
    'self-test': 'Self-test',
  } as Readonly<Record<string, string>>,
  states: {
    queued: 'Waiting',
    running: 'Running',
    done: 'Done',
    failed: 'Failed',
    cancelled: 'Cancelled',
  } as Readonly<Record<string, string>>,
  cancelling: 'Being cancelled',
  what: 'Work',
  state: 'State',
  progress: 'How far',
  by: 'Asked by',
  at: 'Asked',
  took: 'Took',
  seconds: (n: number) => (n < 60 ? `${n} s` : `${Math.floor(n / 60)} min ${n % 60} s`),
  cancel: 'Cancel',
  again: 'Try again',
  more: 'Show more',
  of: (done: number, total: number) => `${count(done)} of ${count(total)}`,
  attempts: (n: number) => `${count(n)} attempts`,
  result: 'Result',
  check: 'Check the log',
  checkHelp:
    'Derives the root of this organization’s log again from every statement, and compares it with the signed one.',
  entries: (size: number, signed: number | null) =>
    signed === null
      ? `${count(size)} entries; none is under a signed checkpoint yet.`
      : `${count(size)} entries, ${count(signed)} of them under the signed checkpoint.`,
  whole: 'Holds',
  holdsNot: 'Does not hold',
  root: 'Root',
  close: 'Close',
};
