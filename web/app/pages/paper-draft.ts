/** What somebody typed in a workpaper and has not saved: kept in this browser, and joined with what others saved meanwhile. */
import { readKept } from '../parts/kept.ts';
import { textOf } from '../words/en.ts';
import type { Paper, PaperField } from './file-parts.tsx';

export type Content = Paper['content'];
type Value = Content[string];

/** Fields as they are typed, by name: a list is one text until it is saved; '' says nothing. */
export type Typed = Readonly<Record<string, string>>;

/**
 * version  the one it was typed over
 * base     what that version says
 */
export interface Draft {
  readonly version: number;
  readonly base: Typed;
  readonly typed: Typed;
}

export function typedOf(fields: readonly PaperField[], content: Content): Typed {
  return Object.fromEntries(fields.map((field) => [field.name, typedValue(content[field.name] ?? null)]));
}

function typedValue(value: Exclude<Value, undefined>): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return Array.isArray(value) ? value.join(', ') : textOf(value);
}

/** In the shape the server takes. What is no number is sent as it was typed, for the server to refuse by name. */
export function contentOf(fields: readonly PaperField[], typed: Typed): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, typed[field.name] ?? '')]));
}

function valueOf(field: PaperField, text: string): unknown {
  if (field.kind === 'boolean') return text === '' ? null : text === 'yes';
  if (text.trim() === '') return null;
  if (field.kind === 'number') {
    const number = Number(text.replaceAll(',', ''));
    return Number.isNaN(number) ? text : number;
  }
  if (field.kind === 'criteria' || field.kind === 'codes') {
    return text
      .split(/[\s,;]+/)
      .filter((part) => part !== '')
      .map((part) => part.toUpperCase());
  }
  return text;
}

export const isSame = (a: Typed, b: Typed): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => (a[name] ?? '') === (b[name] ?? ''));

/**
 * What was typed over `base`, over what stands there now.
 * joined  fields one of both changed as that one left them; fields both changed as they were typed here
 * both    names of fields that both changed, each in another way
 */
export function join({ base, typed }: Draft, now: Typed): { readonly joined: Typed; readonly both: readonly string[] } {
  const names = [...new Set([...Object.keys(now), ...Object.keys(typed)])];
  const isMine = (name: string): boolean => (typed[name] ?? '') !== (base[name] ?? '');
  const isTheirs = (name: string): boolean => (now[name] ?? '') !== (base[name] ?? '');
  return {
    joined: Object.fromEntries(names.map((name) => [name, (isMine(name) ? typed[name] : now[name]) ?? ''])),
    both: names.filter((name) => isMine(name) && isTheirs(name) && (typed[name] ?? '') !== (now[name] ?? '')),
  };
}

/** What is kept of a paper under that key (parts/kept.ts); null: nothing that can be read. */
export function readDraft(key: string): Draft | null {
  const kept = readKept(key);
  return isDraft(kept) ? kept : null;
}

const isTyped = (value: unknown): value is Typed =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  typeof value.version === 'number' &&
  'base' in value &&
  isTyped(value.base) &&
  'typed' in value &&
  isTyped(value.typed);
