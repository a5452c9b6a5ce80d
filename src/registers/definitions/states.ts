import type { RegisterState } from '../model.ts';

/** States that several registers have, said once. */
export const draft: RegisterState = { name: 'draft', word: 'Draft', mark: 'missing' };
export const inForce: RegisterState = { name: 'in-force', word: 'In force', mark: 'met' };
export const retired: RegisterState = { name: 'retired', word: 'Retired', mark: 'blocked' };
export const open: RegisterState = { name: 'open', word: 'Open', mark: 'open' };
export const closed: RegisterState = { name: 'closed', word: 'Closed', mark: 'met' };

export const level = (word: (value: string) => string = capital) =>
  ['low', 'medium', 'high', 'critical'].map((value) => ({ value, word: word(value) }));

export function capital(value: string): string {
  return value.slice(0, 1).toUpperCase() + value.slice(1).replaceAll('-', ' ');
}

export function options(...values: readonly string[]): { value: string; word: string }[] {
  return values.map((value) => ({ value, word: capital(value) }));
}
