import { expect, test } from 'vitest';
import { unavailableOf } from './unavailable.ts';

const coded = (code: string, message = 'x', more: object = {}) => Object.assign(new Error(message), { code, ...more });

test('a database that is away, a full disk and a lost turn are told from a fault, also where they lie deeper', () => {
  expect(unavailableOf(coded('57P03'))).toBe('database');
  expect(unavailableOf(coded('08006'))).toBe('database');
  expect(unavailableOf(new Error('Connection terminated unexpectedly'))).toBe('database');
  expect(unavailableOf(coded('ENOENT', 'connect ENOENT /x', { syscall: 'connect' }))).toBe('database');
  expect(unavailableOf(new AggregateError([coded('ECONNREFUSED')], ''))).toBe('database');
  expect(unavailableOf(coded('53100'))).toBe('space');
  expect(unavailableOf(new Error('storing', { cause: coded('ENOSPC') }))).toBe('space');
  expect(unavailableOf(coded('40P01'))).toBe('turn');
});

test('what is wrong with a statement or a program stays a fault', () => {
  for (const code of ['42501', '23505', '42P01', '23000', 'ENOENT', '53000'])
    expect(unavailableOf(coded(code))).toBeNull();
  expect(unavailableOf(new TypeError('x is undefined'))).toBeNull();
  expect(unavailableOf('text')).toBeNull();
});
