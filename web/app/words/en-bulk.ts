import { count } from './en.ts';

/** Every English text of changing many records at once. */
export const bulk = {
  label: 'Change what is selected',
  all: 'Select all that are shown',
  one: (code: string) => `Select ${code}`,
  selected: (n: number) => `${count(n)} selected`,
  keep: 'stays',
  state: 'State',
  owner: 'Owner',
  due: 'Due',
  noDue: 'No due date',
  set: 'Set',
  why: 'Reason',
  clear: 'Clear',
  done: (changed: number) => `${count(changed)} changed, each with a receipt.`,
  refused: (n: number) => `${count(n)} left as they are:`,
};
