/** Which column of a file is which of a register's. Pure. */
import type { Register } from '../model.ts';
import { wrongColumns } from '../errors.ts';
import { columnsOf, plainHeader } from './columns.ts';

/** A name of `columnsOf` for each column of the file, in its order; null: the column is left out. */
export type Mapping = readonly (string | null)[];

/** What is given out for reading alone is not taken in. */
const readOnly = new Set(['changed']);

/** Other words for what every register has, as `plainHeader` leaves them. */
const others: Readonly<Record<string, readonly string[]>> = {
  code: ['id', 'number', 'reference', 'ref'],
  state: ['status'],
  owner: ['owneremail', 'responsible', 'assignee'],
  due: ['dueon', 'duedate', 'deadline'],
  from: ['effectivefrom', 'validfrom'],
  to: ['effectiveto', 'validto', 'validuntil'],
};

/** Names of the columns a file may fill, with what they are called. */
export function targetsOf(register: Register): readonly { readonly name: string; readonly header: string }[] {
  return columnsOf(register)
    .filter((column) => !readOnly.has(column.name))
    .map(({ name, header }) => ({ name, header }));
}

/** By the headings: the register's own words first, then the names of its fields, then other words for them. */
export function guess(register: Register, head: readonly string[]): Mapping {
  const columns = columnsOf(register);
  const words = new Map<string, string>();
  const add = (word: string, name: string): void => {
    if (!words.has(word)) words.set(word, name);
  };
  for (const { header, name } of columns) add(plainHeader(header), name);
  for (const { field, name } of columns) if (field !== null) add(plainHeader(field.name), name);
  for (const [name, given] of Object.entries(others)) for (const word of given) add(word, name);
  const taken = new Set<string>();
  return head.map((text) => {
    const name = words.get(plainHeader(text));
    if (name === undefined || readOnly.has(name) || taken.has(name)) return null;
    taken.add(name);
    return name;
  });
}

/** said: names joined by commas, `-` for a column left out; undefined: guessed. refuses invalid-input */
export function mappingOf(register: Register, head: readonly string[], said: string | undefined): Mapping {
  if (said === undefined) return guess(register, head);
  const names = said.split(',').map((name) => (name === '-' ? null : name));
  const known = new Set(targetsOf(register).map((one) => one.name));
  if (names.length !== head.length) throw wrongColumns(`The file has ${head.length} columns, not ${names.length}.`);
  const given = names.filter((name) => name !== null);
  const wrong = given.filter((name) => !known.has(name));
  if (wrong.length > 0) throw wrongColumns(`No column of this register: ${wrong.join(', ').slice(0, 200)}.`);
  const twice = given.filter((name, index) => given.indexOf(name) !== index);
  if (twice.length > 0) throw wrongColumns(`More than one column is to be ${twice.join(', ')}.`);
  return names;
}
