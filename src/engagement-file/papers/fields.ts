/** Fields that papers share. */
import type { Content, Field } from '../../registers/model.ts';

export const text = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind: 'text',
  ...more,
});
export const long = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind: 'long',
  ...more,
});
export const date = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind: 'date',
  ...more,
});
export const yes = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind: 'boolean',
  ...more,
});
export const choice = (
  name: string,
  label: string,
  options: readonly (readonly [value: string, word: string])[],
  more: Partial<Field> = {},
): Field => ({ name, label, kind: 'enum', options: options.map(([value, word]) => ({ value, word })), ...more });
/** Codes of records or papers, such as FND-001. */
export const codes = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind: 'codes',
  ...more,
});
export const number = (name: string, label: string, more: Partial<Field> = {}): Field => ({
  name,
  label,
  kind: 'number',
  ...more,
});
export const needed = { required: true } as const;

/** Whether nothing was said: no value, a blank text, an empty list. */
export const isEmpty = (value: Content[string]): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);
