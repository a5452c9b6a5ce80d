import type { Field } from '../api/client.ts';
import { day, textOf } from '../words/en.ts';

/** A value as people read it. */
export function wordOf(field: Field, value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (field.kind === 'enum') return field.options.find((option) => option.value === value)?.word ?? textOf(value);
  if (field.kind === 'date') return day(textOf(value));
  if (field.kind === 'boolean') return value === true ? 'Yes' : 'No';
  if (field.kind === 'number') return Number(value).toLocaleString('en-US');
  return Array.isArray(value) ? value.join(', ') : textOf(value);
}
